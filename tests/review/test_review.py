"""The review of 2029: tied to NATO's own totals, contested where contested, and what if."""

from __future__ import annotations

import json
from typing import Any

import pytest

from burdenshare.allies import AGGREGATES
from burdenshare.cli._app import main
from burdenshare.errors import BadValueError, BurdenshareError
from burdenshare.panel import default_panel
from burdenshare.review import annual, review_2029

TODAY = "2026-11-22"
BASES = {
    "usd_current": "core_expenditure_usd_current",
    "usd_constant": "core_expenditure_usd_constant",
}


@pytest.fixture(scope="module")
def review() -> Any:
    return review_2029(as_of=TODAY)


@pytest.mark.parametrize("day", [TODAY, "2025-06-23"])
@pytest.mark.parametrize("area", [group.code for group in AGGREGATES])
def test_totals_of_the_last_observed_year_are_natos_own(day: str, area: str) -> None:
    review = review_2029(as_of=day)
    year = min(line.start for line in review.lines)
    total = review.total(area, year, "observed")
    only = default_panel().edition(review.edition)
    for name, measure in BASES.items():
        printed = only.cell(measure, area, year).value
        # NATO rounds every member to a whole million before anyone can add them up.
        assert getattr(total, name) == pytest.approx(printed, abs=len(review.lines) / 2)
    assert total.share == only.cell("core_share", area, year).value


def test_totals_start_where_nato_ends(review: Any) -> None:
    """Carrying every member on by no year at all changes nothing."""
    from burdenshare.paths import paths
    from burdenshare.review._sums import member, observed, projected

    view = default_panel().as_of(TODAY)
    drawn = {p.ally: p for p in paths(as_of=TODAY, shapes=["linear"]) if len(p.ally) == 3}
    members = [member(found, view) for found in drawn.values()]
    start = observed("NATO", view, review.edition, 2026)
    same = projected(start, 2026, "linear", members, drawn)
    assert same.usd_current == pytest.approx(start.usd_current)
    assert same.usd_constant == pytest.approx(start.usd_constant)
    assert same.share == pytest.approx(start.share)


def test_every_ally_has_a_status_and_its_reason(review: Any) -> None:
    assert len(review.lines) == 31
    assert [ally for ally, _ in review.missing] == ["ISL"]
    assert sum(review.counts.values()) == 31
    written = review.to_dict()["counts"]
    assert set(written) == {"above", "on_track", "behind", "contested", "unknown"}
    assert written["on_track"] == review.counts["on track"]
    assert all(line.reason for line in review.lines)


@pytest.mark.parametrize(
    ("ally", "status", "words"),
    [
        ("ESP", "contested", "ESP-2025-06-22 reads 2.1 %"),
        ("BEL", "behind", "plan 2.00 % in 2029, straight line 2.50 %"),
        ("EST", "above", "5.10 % in 2026 already"),
        ("DEU", "on track", "plan 3.50 % in 2029"),
        ("SVN", "behind", "plan ends at 3.00 %"),
        ("ITA", "unknown", "no core share is announced"),
        ("CZE", "unknown", "nothing says where it will be"),
    ],
)
def test_statuses_follow_the_record(review: Any, ally: str, status: str, words: str) -> None:
    line = review.of(ally)
    assert line.status == status
    assert words in line.reason


def test_spain_is_contested_only_once_its_reading_was_known() -> None:
    assert review_2029(as_of="2025-06-21").of("ESP").status != "contested"
    assert review_2029(as_of="2025-06-23").of("ESP").status == "contested"


def test_the_picture_has_every_ally(review: Any) -> None:
    values = review.chart().to_dict()["layer"][0]["data"]["values"]
    assert len({row["ally"] for row in values}) == 31
    assert {row["what"] for row in values} == {"now", "plan", "trend", "linear"}


def test_burdens_add_up(review: Any) -> None:
    for year in {b.year for b in review.burdens}:
        assert sum(b.burden for b in review.burdens if b.year == year) == pytest.approx(100)
        assert sum(b.gdp for b in review.burdens if b.year == year) == pytest.approx(100)


def test_an_exemption_is_the_gap_of_shares_times_gdp() -> None:
    found = review_2029(as_of=TODAY, exempt=["Spain"], at=2.1).exemption
    assert found is not None
    assert found.levels == {"ESP": 2.1}
    from burdenshare.paths import path

    due = path("ESP", as_of=TODAY).points[-1]
    # NATO's dollars of 2026 differ a little from share x WEO GDP, by the same ratio all along.
    cell = default_panel().as_of(TODAY).cell("core_expenditure_usd_current", "ESP", 2026)
    ratio = (cell.value or 0) / (path("ESP", as_of=TODAY).start.core_money_usd or 1)
    gap = (3.5 - 2.1) / 100 * due.gdp / (due.core_money / (due.core_money_usd or 1))
    assert found.shortfall_current == pytest.approx(gap * ratio, rel=1e-6)
    assert sum(c.usd_current for c in found.carriers) == pytest.approx(found.shortfall_current)
    assert sum(c.usd_constant for c in found.carriers) == pytest.approx(found.shortfall_constant)
    assert "ESP" not in {c.ally for c in found.carriers}


def test_a_wider_exemption_costs_more() -> None:
    one = review_2029(as_of=TODAY, exempt=["ESP"], at=2.1).exemption
    asked = review_2029(as_of=TODAY, exempt_asked=True, at=2.1).exemption
    below = review_2029(as_of=TODAY, exempt_below=2.2, at=2.1).exemption
    assert one is not None
    assert asked is not None
    assert below is not None
    assert {"ESP", "BEL"} <= set(asked.levels)
    assert one.shortfall_current < asked.shortfall_current < below.shortfall_current
    assert all(review_2029(as_of=TODAY).of(a).share < 2.2 for a in below.levels)


def test_spain_stops_at_its_own_reading_unless_told_otherwise() -> None:
    found = review_2029(as_of=TODAY, exempt=["ESP"])
    assert found.exemption is not None
    assert found.exemption.levels == {"ESP": 2.1}
    assert "ESP-2025-06-22" in {a.name: a.reason for a in found.assumptions}["exempt_ESP"]


def test_another_balance_moves_core_to_related() -> None:
    shifts = {s.ally: s for s in review_2029(
        as_of=TODAY, balance_core=3.0, balance_related=2.0).balance}  # fmt: skip
    assert shifts["BEL"].core == pytest.approx(-0.5)
    assert shifts["BEL"].effect == "shifts"
    assert (shifts["EST"].core, shifts["EST"].effect) == (0.0, "must do more")
    other = {s.ally: s for s in review_2029(
        as_of=TODAY, balance_core=4.0, balance_related=1.0).balance}  # fmt: skip
    assert other["EST"].effect == "gains"
    assert other["GRC"].core == pytest.approx(0.35)
    same = review_2029(as_of=TODAY, balance_core=3.5, balance_related=1.5).balance
    assert {(s.core_usd, s.related_usd) for s in same} == {(0.0, 0.0)}


def test_an_edition_held_in_part_gives_lines_but_no_totals() -> None:
    found = review_2029(as_of="2026-02-06")
    assert found.edition == "nato-2025-08"
    assert found.totals == ()
    assert found.of("ESP").status == "contested"
    why = {a.name: a.reason for a in found.assumptions}["totals"]
    assert "totals need an edition held in full" in why
    with pytest.raises(BurdenshareError, match="held in full"):
        review_2029(as_of="2026-02-06", exempt=["ESP"])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"exempt": ["ESP"], "at": 0.021}, "write 2.1 for 2.1 %"),
        ({"at": 2.1}, "name the exempt allies"),
        ({"exempt_below": 0.5}, "nobody would be exempt"),
        ({"exempt": ["Iceland"]}, "ISL has no path"),
        ({"exempt": ["Atlantis"]}, "unknown ally"),
        ({"balance_core": 3.0}, "a balance needs both parts"),
        ({"balance_core": 30.0, "balance_related": 2.0}, "cannot be"),
        ({"as_of": "2019-01-01"}, "no NATO edition"),
    ],
)
def test_a_wrong_question_gets_one_clear_line(options: dict[str, Any], message: str) -> None:
    with pytest.raises(BurdenshareError, match=message) as caught:
        review_2029(**({"as_of": TODAY} | options))
    assert "\n" not in str(caught.value)


def test_the_annual_assessment_says_what_changed_and_why() -> None:
    found = annual(2026, as_of=TODAY)
    assert (found.edition, found.previous) == ("nato-2026-07", "nato-2025-08")
    albania = found.of("ALB").step
    assert (albania.before, albania.before_year, albania.revision) == (2.01, 2025, "re-estimated")
    assert albania.revised == pytest.approx(-0.53)
    slovenia = {s.rule.id: s.status.value for s in found.of("SVN").standings}
    assert slovenia["vilnius-2023-core"] == "not met"
    assert slovenia["hague-2025-core"] == "not due"


def test_the_parts_of_a_change_add_up_to_it() -> None:
    for day in (TODAY, "2024-07-01"):
        for item in annual(as_of=day).items:
            step = item.step
            if step.spent is None or step.before is None:
                continue
            assert step.revised is not None
            assert step.economy is not None
            whole = step.before + step.revised + step.spent + step.economy
            assert whole == pytest.approx(item.share, abs=0.005)


def test_the_annual_assessment_knows_only_its_day() -> None:
    found = annual(as_of="2024-07-01")
    assert (found.year, found.edition) == (2024, "nato-2024-06")
    assert {s.rule.id for s in found.of("BEL").standings} == {
        "wales-2014-equipment",
        "vilnius-2023-core",
    }
    with pytest.raises(BadValueError, match="no core shares of 2030"):
        annual(2030, as_of=TODAY, edition="nato-2026-07")


@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "2029", "--exempt", "ESP", "--at", "2.1", "--balance", "4.0+1.0"],
        ["review", "annual", "2026"],
    ],
)
def test_the_commands_print_json_and_tables(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--as-of", TODAY, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == TODAY
    assert main([*arguments, "--as-of", TODAY, "--explain"]) == 0
    table = capsys.readouterr().out.split("Review 2029, as of")[0].split("2026 as of")[0]
    assert max(len(row.rstrip()) for row in table.splitlines()) <= 80
    assert main(["review", "2029", "--balance", "three"]) == 2
    assert "write it as CORE+RELATED" in capsys.readouterr().err
