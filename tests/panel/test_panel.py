"""Look-ups on two clocks: laws that hold for every day, ally, year and measure."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burdenshare.errors import (
    BadDateError,
    BadValueError,
    BurdenshareError,
    MissingDataError,
    UnknownNameError,
)
from burdenshare.panel import NOT_HELD, Panel, default_panel, editions, measures, show

PANEL = Panel.load(user=False)
days = st.dates(dt.date(2019, 6, 25), dt.date(2026, 12, 31))
nato = st.sampled_from(sorted(m.id for m in measures().values() if m.family == "nato"))
shipped = st.sampled_from(sorted({m for e in PANEL.editions for m in e.measures}))
areas = st.sampled_from(["BEL", "NLD", "USA", "MKD", "SWE", "ISL", "NATO", "NATO_EUR_CAN"])
years = st.integers(2012, 2027)


@given(days, shipped, areas, years)
def test_as_of_never_sees_a_later_edition(day: dt.date, measure: str, area: str, year: int) -> None:
    panel = PANEL.as_of(day)
    assert all(edition.published <= day for edition in panel.editions)
    try:
        cell = panel.cell(measure, area, year)
    except MissingDataError:
        assert all(year not in edition.years(measure) for edition in panel.editions)
        return
    assert cell.edition.published <= day
    newer = [e for e in panel.editions if e.published > cell.edition.published]
    assert all(year not in edition.years(measure) for edition in newer)
    # A figure has its source cell, a missing one its reason.
    assert (cell.value is None) == (cell.missing is not None)
    assert cell.value is None or cell.source is not None


@given(days, days, nato, areas, years)
def test_what_was_known_does_not_change_with_later_days(
    early: dt.date, late: dt.date, measure: str, area: str, year: int
) -> None:
    early, late = sorted((early, late))
    assert PANEL.as_of(late).as_of(early).editions == PANEL.as_of(early).editions
    try:
        before = PANEL.as_of(early).cell(measure, area, year)
    except MissingDataError:
        return
    after = PANEL.as_of(late).cell(measure, area, year)
    assert after.edition.published >= before.edition.published


@given(days, nato, areas)
def test_spliced_marks_every_joint_and_only_joints(day: dt.date, measure: str, area: str) -> None:
    try:
        series = PANEL.as_of(day).series(measure, area, spliced=True)
    except MissingDataError:
        return
    ids = [cell.edition.id for cell in series]
    changes = [
        series.years[n] for n in range(1, len(ids)) if ids[n] != ids[n - 1]
    ]  # fmt: skip
    assert list(series.joints) == changes
    plain = PANEL.as_of(day).cell(measure, area, series.years[-1])
    assert series.cells[-1] == plain


@given(days, nato, areas)
def test_a_series_is_of_one_edition(day: dt.date, measure: str, area: str) -> None:
    try:
        series = PANEL.as_of(day).series(measure, area)
    except MissingDataError:
        return
    assert len({cell.edition.id for cell in series}) == 1
    assert series.joints == ()


def test_a_missing_cell_is_never_filled_from_an_older_edition() -> None:
    panel = PANEL.as_of("2025-12-31")
    held = [
        (edition.id, cell)
        for measure in sorted(PANEL.record("nato-2025-08").measures)
        for edition in panel.editions
        if edition.id == "nato-2025-08"
        for year in edition.years(measure)
        for cell in panel.table(measure, year)
    ]
    assert {cell.edition.id for _, cell in held} == {"nato-2025-08"}
    gaps = [cell for _, cell in held if cell.missing == NOT_HELD]
    assert len(gaps) > 4000
    assert all(cell.value is None for cell in gaps)


def test_an_edition_overrides_the_day() -> None:
    answer = show("core_share", ["Belgium"], years=[2024], edition="nato-2024-06")
    assert answer.to_dict()["editions"] == ["nato-2024-06"]
    assert answer.to_frame()["printed"].to_list() == ["1.30"]
    with pytest.raises(UnknownNameError, match="nato-2024-06"):
        show("core_share", ["Belgium"], edition="nato-2024-05")


def test_the_answer_to_show_carries_its_evidence() -> None:
    answer = show("core_share", ["Holland"], years=[2023, 2024], as_of="2025-06-23")
    found = answer.to_dict()
    assert found["as_of"] == "2025-06-23"
    assert found["units"] == {"core_share": "percent of GDP"}
    assert [source["id"] for source in found["sources"]] == ["nato-2024-06"]
    assert "table T3a, row 'Netherlands', column 2024e" in answer.explain()
    assert show("core_share", years=[2024]).to_frame().height == 33


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: show("core_shar", ["BEL"]), UnknownNameError, "did you mean 'core_share'"),
        (lambda: show("core_share", ["Belgum"]), UnknownNameError, "did you mean 'Belgium'"),
        (lambda: show("core_share", ["BEL"], years=[1999]), MissingDataError, "1999"),
        (lambda: show("core_share", ["BEL"], years=[]), BadValueError, "at least one"),
        (lambda: show("core_share", ["BEL"], as_of="23/6/2025"), BadDateError, "YYYY-MM-DD"),
        (lambda: show("core_share", ["BEL"], as_of="2010-01-01"), MissingDataError, "2010-01-01"),
        (lambda: show("sipri_share", ["BEL"]), MissingDataError, "sipri_share"),
    ],
)
def test_bad_questions_are_one_clear_line(
    call: Any, error: type[BurdenshareError], message: str
) -> None:
    with pytest.raises(error) as caught:
        call()
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_editions_listed_by_day() -> None:
    assert [e.id for e in editions(as_of="2021-04-06").editions] == ["nato-2019-06", "weo-2021-04"]
    everything = editions(panel=PANEL)
    assert everything.to_frame().height == 21
    assert all(edition.licence in everything.explain() for edition in PANEL.editions)
    assert default_panel().record("weo-2022-10").published_note is not None
