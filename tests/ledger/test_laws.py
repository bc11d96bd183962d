"""Laws: time only adds, superseding has no circle, answers are data."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burdenshare.allies import allies
from burdenshare.errors import BadFileError
from burdenshare.ledger import KINDS, PlanPoint, When, ledger
from burdenshare.ledger._files import _check_acyclic, areas, shipped
from burdenshare.ledger._planned import _contradict

DAYS = st.dates(dt.date(2014, 1, 1), dt.date(2027, 1, 1))
CODES = [member.alpha3 for member in allies()]


@given(DAYS, DAYS)
def test_a_later_day_sees_all_an_earlier_one_saw(one: dt.date, other: dt.date) -> None:
    earlier, later = sorted((one, other))
    before, after = ledger(as_of=earlier, extra=()), ledger(as_of=later, extra=())
    assert {e.id for e in before.record} <= {e.id for e in after.record}
    assert set(before.superseded) <= set(after.superseded)


@given(DAYS)
def test_nothing_that_may_be_later_is_seen(day: dt.date) -> None:
    found = ledger(as_of=day, extra=())
    assert all(entry.said.last <= day for entry in found.record)
    hidden = [
        e for area in areas() for e in shipped(area) if e.id not in {f.id for f in found.record}
    ]
    assert all(entry.said.last > day for entry in hidden)


@given(DAYS, st.sampled_from(CODES))
def test_one_ally_alone_is_the_same_as_within_all(day: dt.date, code: str) -> None:
    alone, among = ledger(code, as_of=day, extra=()), ledger(as_of=day, extra=())
    assert alone.entries == tuple(e for e in among.entries if e.ally == code)
    assert alone.plan(code) == among.plan(code)
    assert alone.mechanisms(code) == among.mechanisms(code)
    assert alone.related(code) == among.related(code)


@given(DAYS)
def test_superseded_and_current_share_no_entry(day: dt.date) -> None:
    found = ledger(as_of=day, extra=())
    current = {entry.id for entry in found.current}
    assert current.isdisjoint(found.superseded)
    assert current | set(found.superseded) == {entry.id for entry in found.entries}
    for code in CODES:
        assert all(point.entry in current for point in found.plan(code).points)


def test_superseding_leads_back_in_time_without_a_circle() -> None:
    known = {entry.id: entry for area in areas() for entry in shipped(area)}
    for entry in known.values():
        trail = {entry.id}
        front = list(entry.supersedes)
        while front:
            other = front.pop()
            assert other not in trail
            assert known[other].visible_from <= entry.visible_from
            trail.add(other)
            front.extend(known[other].supersedes)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_a_circle_is_found_exactly_when_there_is_one(edges: list[tuple[int, int]]) -> None:
    from graphlib import CycleError, TopologicalSorter
    from pathlib import Path
    from types import SimpleNamespace

    graph = {n: tuple(b for a, b in edges if a == n) for n in range(8)}
    known = {str(n): SimpleNamespace(supersedes=tuple(map(str, graph[n]))) for n in graph}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        with pytest.raises(BadFileError, match="circle"):
            _check_acyclic(known, Path("x"))  # type: ignore[arg-type]
    else:
        _check_acyclic(known, Path("x"))  # type: ignore[arg-type]


@given(DAYS)
def test_a_day_means_itself(day: dt.date) -> None:
    for given_ in (day, day.isoformat()):
        when = When.model_validate(given_)
        assert (when.first, when.last, when.precision, str(when)) == (day, day, "day", str(day))


@given(DAYS)
def test_a_month_and_a_year_hold_their_days(day: dt.date) -> None:
    month = When.model_validate(day.isoformat()[:7])
    year = When.model_validate(day.year)
    for when, precision in ((month, "month"), (year, "year")):
        assert when.precision == precision
        assert when.first is not None
        assert when.first <= day <= when.last
    assert month.last.month == day.month
    assert (month.last + dt.timedelta(1)).day == 1
    assert str(month) == day.isoformat()[:7]
    assert str(year) == str(day.year)


def test_undated_says_between_what_days() -> None:
    when = When.model_validate(
        {"first": "2025-09-01", "last": "2026-11-21", "precision": "undated"}
    )
    assert str(when) == "undated (2025-09-01 to 2026-11-21)"
    assert str(When(last=dt.date(2025, 6, 24), precision="undated")) == "undated (by 2025-06-24)"


SHARES = st.floats(0.2, 6).map(lambda x: round(x, 2))
POINTS = st.builds(
    PlanPoint,
    year=st.integers(2025, 2028),
    share=SHARES,
    bound=st.sampled_from(["stated", "about", "at least", "at most"]),
    basis=st.sampled_from(["core", "total"]),
)


@given(POINTS, POINTS)
def test_contradiction_is_mutual_and_never_with_oneself(one: PlanPoint, other: PlanPoint) -> None:
    assert _contradict(one, other) == _contradict(other, one)
    assert not _contradict(one, one)
    if one.basis != other.basis or one.year != other.year:
        assert not _contradict(one, other)


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ((2.0, "stated"), (2.5, "stated"), True),
        ((2.0, "about"), (2.1, "stated"), False),
        ((2.0, "at least"), (5.0, "stated"), False),
        ((3.0, "at least"), (2.5, "stated"), True),
        ((3.0, "at most"), (3.5, "stated"), True),
    ],
)
def test_hedges(one: tuple[float, str], other: tuple[float, str], contradict: bool) -> None:
    points = [
        PlanPoint(year=2030, share=share, bound=bound, basis="core")
        for share, bound in (one, other)
    ]
    assert _contradict(*points) is contradict


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_answers_are_data(kind: str | None) -> None:
    found = ledger(kind=kind, as_of="2026-11-22", extra=())
    plain = json.loads(json.dumps(found.to_dict(), ensure_ascii=False))
    assert plain["as_of"] == "2026-11-22"
    assert len(plain["entries"]) == len(found.entries) == found.to_frame().height
    assert {"units", "sources", "assumptions", "kind", "ally"} <= set(plain)
    text = found.explain()
    for entry in found.entries:
        assert entry.id in text
        assert all(url in text for url in entry.sources)


def test_plans_are_data() -> None:
    plan = ledger("SWE", as_of="2026-11-22", extra=()).plan("SWE")
    plain = json.loads(json.dumps(plan.to_dict()))
    assert plain["conflicts"] == [
        ["SWE-2025-03-26-three-five-2030", "SWE-2025-06-19-three-five-2032"]
    ]
    assert plan.to_frame().height == len(plan.points) + len(plan.levels)
    assert plan.of_basis("core") == ()
