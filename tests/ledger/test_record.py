"""What the shipped record says: all allies, the two countries' story, the mechanisms."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from burdenshare.allies import allies
from burdenshare.errors import BadDateError, UnknownNameError
from burdenshare.ledger import (
    KINDS,
    EscapeClause,
    Ledger,
    NothingFound,
    Plan,
    SafeLoan,
    ledger,
)

CODES = [member.alpha3 for member in allies()]
DAY = "2026-11-22"


@pytest.fixture(scope="module")
def whole() -> Ledger:
    return ledger(as_of=DAY, extra=())


@pytest.mark.parametrize("code", CODES)
def test_every_ally_has_a_plan_or_a_search_that_found_none(whole: Ledger, code: str) -> None:
    mine = [entry for entry in whole.current if entry.ally == code]
    assert mine
    assert all(entry.sources for entry in mine)
    assert any(isinstance(entry, Plan | NothingFound) for entry in mine)


def test_allies_without_a_dated_target_say_so(whole: Ledger) -> None:
    silent = {entry.ally for entry in whole.nothing_found}
    assert {"ALB", "MNE", "MKD"} <= silent
    for code in ("ALB", "MNE", "MKD"):
        assert all((point.year or 0) < 2026 for point in whole.plan(code).points)
        assert all(entry.looked_in for entry in ledger(code, as_of=DAY, extra=()).nothing_found)


def test_every_kind_is_in_use(whole: Ledger) -> None:
    assert {entry.kind for entry in whole.entries} == set(KINDS)


@pytest.mark.parametrize(
    ("ally", "year", "share", "basis"),
    [
        ("Belgium", 2033, 2.0, "unstated"),
        ("Belgium", 2034, 2.5, "unstated"),
        ("Belgium", 2035, 3.5, "core"),
        ("Germany", 2029, 3.5, "core"),
        ("Denmark", 2030, 3.5, "core"),
        ("Netherlands", 2030, 2.8, "core"),
        ("Netherlands", 2035, 3.5, "core"),
        ("Slovenia", 2030, 3.0, "unstated"),
        ("Portugal", 2029, 2.0, "unstated"),
        ("Portugal", 2035, 3.5, "core"),
        ("Croatia", 2030, 3.0, "unstated"),
        ("Finland", 2029, 3.0, "unstated"),
        ("Romania", 2032, 3.5, "core"),
        ("Iceland", 2035, 1.5, "related"),
        ("United Kingdom", 2027, 2.6, "core"),
        ("Poland", 2027, 4.51, "unstated"),
    ],
)
def test_announced_points(whole: Ledger, ally: str, year: int, share: float, basis: str) -> None:
    points = [(p.year, p.share, p.basis) for p in whole.plan(ally).points]
    assert (year, share, basis) in points


def test_a_level_without_a_year_gets_none(whole: Ledger) -> None:
    (level,) = whole.plan("Spain").levels
    assert (level.share, level.year, level.status) == (2.1, None, "said")


def test_steps_and_amounts_keep_their_entry(whole: Ledger) -> None:
    ((entry, step),) = whole.plan("Romania").steps
    assert (entry, step.points, step.per) == ("ROU-2025-06-02-five-in-seven", 0.2, "year")
    amounts = {id_: money.amount_millions for id_, money in whole.plan("BEL").money}
    assert amounts == {"BEL-2025-06-strategic-vision": 34000}


def test_contradictions_stand_side_by_side(whole: Ledger) -> None:
    plan = whole.plan("Sweden")
    assert plan.conflicts == (("SWE-2025-03-26-three-five-2030", "SWE-2025-06-19-three-five-2032"),)
    assert [(p.year, p.share) for p in plan.points if p.conflicts] == [(2030, 3.5), (2032, 3.5)]


def test_a_plan_its_successor_disowns_is_marked(whole: Ledger) -> None:
    (point,) = [p for p in whole.plan("CZE").points if p.year == 2030]
    assert point.disowned_by == ("CZE-2026-02-26-babis-disowns",)
    earlier = ledger("CZE", as_of="2026-02-25", extra=()).plan("CZE").points
    assert [p.disowned_by for p in earlier if p.year == 2030] == [()]


def test_belgium_as_known_in_june_2025() -> None:
    then = ledger("BEL", as_of="2025-06-23", extra=())
    assert [(p.year, p.share) for p in then.plan("BEL").points] == [
        (2025, 2.0), (2029, 2.0), (2034, 2.5),
    ]  # fmt: skip
    asked = {m.mechanism: m.outcome for m in then.mechanisms("BEL") if not m.for_all}
    assert asked == {"due_year": "requested", "split": "requested", "counting": "requested"}
    now = ledger("BEL", as_of=DAY, extra=()).mechanisms("BEL")
    assert {m.outcome for m in now if m.mechanism == "split"} == {"refused"}
    assert {m.outcome for m in now if m.mechanism == "due_year"} == {"granted"}
    stances = {(p.actor.name, p.stance) for p in then.positions}
    assert ("Maxime Prévot", "seeks flexibility") in stances
    assert ("Bart De Wever", "supports with reservation") in stances
    assert all(p.said.last <= dt.date(2025, 6, 23) for p in then.positions)


def test_spain_three_documents_three_holders() -> None:
    then = ledger("ESP", as_of="2025-06-23", extra=())
    assert then.entry("ESP-2025-06-19-sanchez-letter").quote == "more flexible formula"
    assert then.entry("ESP-2025-06-22-rutte-letter").kind == "mechanism"
    stances = [(p.actor.area, p.stance) for p in then.positions]
    assert ("ESP", "claims exemption") in stances
    assert ("NATO", "denies exemption") in stances
    (level,) = then.mechanisms("ESP", "level")
    assert level.outcome == "refused"
    anonymous = [p for p in then.positions if p.actor.anonymous]
    assert {p.stance for p in anonymous} == {"denies exemption"}


def test_no_opt_out_is_on_the_record_for_all(whole: Ledger) -> None:
    said = ledger("NATO", as_of="2025-06-23", extra=())
    assert "NATO-2025-06-23-rutte-no-opt-out" in {entry.id for entry in said.positions}
    quote = whole.entry("NATO-2025-06-23-rutte-no-opt-out").quote
    assert quote == "NATO has no opt-out and NATO doesn't know side deals."


GRANTED = [
    "BEL",
    "BGR",
    "HRV",
    "CZE",
    "DNK",
    "EST",
    "FIN",
    "DEU",
    "GRC",
    "HUN",
    "LVA",
    "LTU",
    "POL",
    "PRT",
    "SVK",
    "SVN",
]


def test_escape_clause_by_state(whole: Ledger) -> None:
    outcome = {}
    for code in CODES:
        found = whole.mechanisms(code, "escape_clause")
        outcome[code] = {mechanism.outcome for mechanism in found}
        for mechanism in found:
            if mechanism.outcome == "granted":
                terms = mechanism.terms
                assert isinstance(terms, EscapeClause)
                assert (terms.cap_share, terms.first_year, terms.last_year, terms.base_year) == (
                    1.5, 2025, 2028, 2021,
                )  # fmt: skip
    assert sorted(code for code, how in outcome.items() if "granted" in how) == sorted(GRANTED)
    assert outcome["ESP"] == {"requested"}
    assert "under consideration" in outcome["ITA"]
    assert outcome["FRA"] == {"not granted"}
    assert outcome["NOR"] == set()
    june = ledger("NLD", as_of="2025-06-30", extra=()).mechanisms("NLD", "escape_clause")
    assert [m.outcome for m in june] == ["not requested"]


def test_germany_is_seen_from_the_latest_day_it_can_have_been() -> None:
    def outcomes(day: str) -> list[str]:
        found = ledger("DEU", as_of=day, extra=()).mechanisms("DEU", "escape_clause")
        return [mechanism.outcome for mechanism in found]

    assert outcomes("2026-02-16") == []
    assert outcomes("2026-02-17") == ["granted"]


@pytest.mark.parametrize(
    ("ally", "tentative", "approved", "advance", "wave"),
    [
        ("BEL", 8340027698, 8340027698, 1251004154.70, 1),
        ("EST", 2660932171, 2343897000, 351584550.00, 2),
        ("ESP", 1000000000, 1000000000, 0.0, 1),
        ("POL", 43734100805, None, None, 2),
        ("FRA", 16216720524, None, None, None),
    ],
)
def test_safe_loans(
    whole: Ledger, ally: str, tentative: int, approved: int | None, advance: float | None, wave: int
) -> None:
    (loan,) = whole.mechanisms(ally, "safe_loan")
    assert isinstance(loan.terms, SafeLoan)
    assert loan.outcome == ("granted" if wave else "under consideration")
    assert loan.terms.tentative_eur == tentative
    assert loan.terms.approved_eur == approved
    assert loan.terms.pre_financing_eur == advance
    assert loan.terms.wave == wave
    before = ledger(ally, as_of="2025-10-01", extra=()).mechanisms(ally, "safe_loan")
    assert [m.outcome for m in before] == ["tentative"]


def test_what_all_obtained_and_what_was_refused(whole: Ledger) -> None:
    common = {m.mechanism: m.outcome for m in whole.mechanisms("BEL") if m.for_all}
    assert common["due_year"] == "granted"
    assert common["yearly_step"] == "granted"
    assert common["split"] == "refused"
    (gni,) = whole.mechanisms("LUX", "denominator")
    (scope,) = whole.mechanisms("ISL", "scope")
    assert gni.outcome == scope.outcome == "granted"


def test_related_items_are_never_a_number_by_default(whole: Ledger) -> None:
    bridge, claim = whole.related("Italy")
    assert (bridge.outcome, bridge.share) == ("withdrawn", None)
    assert (claim.outcome, claim.share, claim.year) == ("unknown", 0.7, 2026)
    (moved,) = whole.counting("ITA")
    assert (moved.points, moved.outcome) == (0.4, "accepted")


def test_events_of_the_alliance_come_with_every_ally() -> None:
    names = {event.name for event in ledger("BEL", as_of="2025-06-26", extra=()).events}
    assert {"Wales summit", "Vilnius summit", "The Hague summit"} <= names
    assert "Ankara summit" not in names
    review = ledger("NATO", as_of=DAY, extra=()).entry("NATO-2029-review")
    assert str(review.held) == "2029"  # type: ignore[union-attr]


def test_every_statement_has_an_actor_and_its_area_exists(whole: Ledger) -> None:
    known = {*CODES, "NATO", "EU", None}
    for entry in whole.entries:
        actor = getattr(entry, "actor", None)
        assert actor is None or actor.area in known, entry.id


def test_the_facts_agree_with_the_research_tables(whole: Ledger, shared: Path) -> None:
    import csv

    with (shared / "research/flexibility_safe.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["nato_ally"] == "yes"]
    assert len(rows) == 18
    for row in rows:
        (loan,) = whole.mechanisms(row["iso2"], "safe_loan")
        assert isinstance(loan.terms, SafeLoan)
        approved = row["max_loan_council_eur"]
        assert loan.terms.tentative_eur == int(row["tentative_2025_09_09_eur"])
        assert loan.terms.approved_eur == (int(float(approved)) if approved else None)
    with (shared / "research/flexibility_nec.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["nato_ally"] == "yes"]
    for row in rows:
        outcomes = {m.outcome for m in whole.mechanisms(row["iso2"], "escape_clause")}
        assert ("granted" in outcomes) == (row["status"] == "activated")


def test_bad_calls() -> None:
    with pytest.raises(UnknownNameError, match="unknown ally 'Belgum': did you mean 'Belgium'"):
        ledger("Belgum")
    with pytest.raises(UnknownNameError, match="unknown kind of ledger entry 'plans'"):
        ledger(kind="plans")
    with pytest.raises(UnknownNameError, match="NATO_EUR_CAN"):
        ledger("NATO_EUR_CAN")
    with pytest.raises(BadDateError):
        ledger(as_of="last June")
    with pytest.raises(UnknownNameError, match=r"ask for ledger\('ESP'\)"):
        ledger("BEL", extra=()).plan("ESP")
    with pytest.raises(UnknownNameError, match="unknown ledger entry"):
        ledger("BEL", extra=()).entry("BEL-nothing")
