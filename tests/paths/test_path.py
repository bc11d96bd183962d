"""Paths of real allies: identities, the two clocks, what is asked and what is refused."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burdenshare.allies import aggregate, allies
from burdenshare.errors import BadValueError, MissingDataError, UnknownNameError
from burdenshare.panel import default_panel
from burdenshare.paths import SHAPES, path, paths

TODAY = "2026-11-22"
ARMED = [a.alpha3 for a in allies() if a.alpha3 != "ISL"]
DRAWABLE = [shape for shape in SHAPES if shape not in {"plan", "points"}]
days = st.dates(dt.date(2024, 6, 18), dt.date(2026, 11, 22))


def check_identities(found: Any) -> None:
    start, total = found.start, 0.0
    before = None
    for point in found.points:
        assert point.core_money == pytest.approx(point.core_share / 100 * point.gdp, rel=1e-12)
        extra = (point.core_share - start.core_share) / 100 * point.gdp
        assert point.extra_money == pytest.approx(extra, abs=1e-6)
        total += point.extra_money
        assert point.cumulative_extra == pytest.approx(total, rel=1e-9, abs=1e-6)
        if before is not None:
            assert point.year == before.year + 1
            assert point.step == pytest.approx(point.core_share - before.core_share)
            growth = 100 * (point.core_money_constant / before.core_money_constant - 1)
            assert point.real_growth == pytest.approx(growth)
        before = point
    assert found.extra == pytest.approx(total)
    assert start.core_money_constant == pytest.approx(start.core_money)
    assert start.step is None
    assert start.real_growth is None


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(ARMED),
    shape=st.sampled_from(DRAWABLE),
    day=days,
    target=st.one_of(st.none(), st.floats(1, 6)),
    due=st.integers(2028, 2040),
)
def test_identities_hold_on_any_day_for_any_ally(
    name: Any, shape: Any, day: Any, target: Any, due: Any
) -> None:
    found = path(name, shape=shape, as_of=day, core_target=target, due=due)
    check_identities(found)
    for point in found.points:
        assert point.core_money_usd is None or point.core_money_usd > 0
    if shape not in {"trend", "hold"}:
        assert found.at(due).core_share == found.target


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(ARMED), day=days)
def test_as_of_never_sees_a_later_edition_or_rule(name: Any, day: Any) -> None:
    found = path(name, as_of=day)
    assert all(dt.date.fromisoformat(source.published) <= day for source in found.sources)
    whole = default_panel()
    for edition in (found.edition, found.gdp_edition):
        assert whole.record(edition).published <= day
    earlier = default_panel().as_of(day)
    assert path(name, as_of=day, panel=earlier).points == found.points


def test_the_start_is_natos_own_cell() -> None:
    found = path("Belgium", as_of="2025-06-23")
    assert (found.start.year, found.start.core_share, found.start.kind) == (
        2024,
        1.30,
        "estimated",
    ) or (found.start.core_share == pytest.approx(1.30, abs=0.005))
    assert found.edition == "nato-2024-06"
    assert found.gdp_edition == "weo-2025-04"


def test_before_the_hague_the_rule_is_two_per_cent_at_once() -> None:
    found = path("BEL", as_of="2025-06-23")
    assert found.rule == "vilnius-2023-core"
    assert (found.target, found.due) == (2.0, 2025)
    assert found.years[-1] == 2034
    assert any(item.name == "due" for item in found.assumptions)


def test_the_hague_rule_can_be_asked_for_before_it_was_agreed_and_says_so() -> None:
    found = path("BEL", as_of="2025-06-23", rule="hague-2025-core")
    assert (found.target, found.due, found.years[-1]) == (3.5, 2035, 2035)
    assert "rule_later_than_as_of" in {item.name for item in found.assumptions}
    assert found.at(2025).step == pytest.approx(0.2, abs=1e-3)


def test_an_ally_above_the_floor_keeps_its_share_unless_told_otherwise() -> None:
    kept = path("EST", as_of=TODAY)
    assert {p.core_share for p in kept.points} == {5.1}
    lowered = path("EST", as_of=TODAY, core_target=3.5)
    assert lowered.points[-1].core_share == 3.5


def test_money_at_the_start_is_near_what_nato_reports() -> None:
    """NATO's GDP estimates differ from the WEO's by little, once the denominator is right."""
    table = default_panel().as_of(TODAY)
    for name in ARMED:
        found = path(name, as_of=TODAY)
        own = table.cell("core_expenditure_national_current", name, found.start.year).value
        assert found.start.core_money == pytest.approx(own, rel=0.04), name


@pytest.mark.parametrize(("name", "ratio"), [("LUX", 0.67), ("NLD", 0.88)])
def test_another_denominator_is_found_from_the_figures_and_said(name: Any, ratio: Any) -> None:
    found = path(name, as_of=TODAY)
    [item] = [a for a in found.assumptions if a.name == "denominator_ratio"]
    assert item.value == pytest.approx(ratio, abs=0.01)
    others = [a for n in ARMED if n not in {"LUX", "NLD"} for a in path(n, as_of=TODAY).assumptions]
    assert not [a for a in others if a.name == "denominator_ratio"]


@pytest.mark.parametrize(
    ("day", "currency", "gdp"), [("2025-11-01", "BGN", 221), ("2026-05-01", "EUR", 116)]
)
def test_a_change_of_currency_is_followed(day: Any, currency: Any, gdp: Any) -> None:
    found = path("BGR", as_of=day)
    assert found.currency == currency
    assert found.at(2025).gdp / 1000 == pytest.approx(gdp, rel=0.02)


def test_a_nato_edition_in_the_old_currency_does_not_scale_gdp() -> None:
    found = path("BGR", as_of=TODAY, edition="nato-2024-06", gdp_edition="weo-2026-04")
    assert "denominator_ratio" not in {item.name for item in found.assumptions}


def test_croatia_before_and_after_the_euro() -> None:
    kuna = path("HRV", as_of="2023-08-01", gdp_edition="weo-2022-10", core_target=2, due=2030)
    euro = path("HRV", as_of="2023-08-01", core_target=2, due=2030)
    assert (kuna.currency, euro.currency) == ("HRK", "EUR")
    assert kuna.start.core_money / euro.start.core_money == pytest.approx(7.53, rel=0.05)


def test_beyond_the_weo_the_last_three_years_are_averaged_and_can_be_replaced() -> None:
    found = path("BEL", as_of=TODAY)
    growth: dict[str, Any] = {a.name: a.value for a in found.assumptions}
    panel = default_panel().edition("weo-2026-04")
    rates: Any = [panel.cell("weo_ngdp_rpch", "BEL", year).value for year in (2029, 2030, 2031)]
    assert growth["real_growth_beyond"] == pytest.approx(sum(rates) / 3)
    expected = (1 + growth["real_growth_beyond"] / 100) * (1 + growth["inflation_beyond"] / 100)
    assert found.at(2035).gdp / found.at(2034).gdp == pytest.approx(expected)
    own = path("BEL", as_of=TODAY, real_growth_beyond=0, inflation_beyond=0)
    assert own.at(2035).gdp == pytest.approx(own.at(2031).gdp)
    assert "given by the caller" in next(
        a.reason for a in own.assumptions if a.name == "real_growth_beyond"
    )


def test_fiscal_years_of_canada_and_the_united_states() -> None:
    calendar, fiscal = (path("CAN", as_of=TODAY, fiscal_year=f) for f in (False, True))
    assert fiscal.points[-1].label == "2035-36"
    gdp = 0.75 * calendar.at(2030).gdp + 0.25 * calendar.at(2031).gdp
    assert fiscal.at(2030).gdp == pytest.approx(gdp)
    calendar, fiscal = (path("USA", as_of=TODAY, fiscal_year=f) for f in (False, True))
    assert fiscal.points[-1].label == "2034-35"
    gdp = 0.25 * calendar.at(2029).gdp + 0.75 * calendar.at(2030).gdp
    assert fiscal.at(2030).gdp == pytest.approx(gdp)
    assert path("BEL", as_of=TODAY, fiscal_year=True).points == path("BEL", as_of=TODAY).points


def test_related_is_unknown_unless_given() -> None:
    assert all(p.related_share is None for p in path("BEL", as_of=TODAY).points)
    found = path("BEL", as_of=TODAY, related=0.6)
    assert found.points[-1].related_share == pytest.approx(1.5)
    assert found.points[-1].related_money == pytest.approx(0.015 * found.points[-1].gdp)


def test_explicit_points_and_own_start() -> None:
    found = path("CAN", as_of="2026-02-06", start=(2025, 2.0), points={2029: 2.5})
    assert found.shape == "points"
    assert found.at(2029).core_share == 2.5
    assert found.at(2029).kind == "planned"
    assert found.at(2028).kind == "projected"
    assert found.at(2035).core_share == 3.5
    assert found.start.core_share == 2.0


def test_the_plan_shape_follows_belgiums_announced_points() -> None:
    found = path("BEL", shape="plan", as_of="2025-06-24", rule="hague-2025-core")
    assert found.at(2033).core_share == 2.0
    assert found.at(2034).core_share == 2.5
    assert found.at(2034).kind == "planned"
    assert any(source.id.startswith("BEL-") for source in found.sources)


def test_iceland_is_out_of_scope_and_the_rest_are_drawn() -> None:
    with pytest.raises(MissingDataError, match="no armed forces"):
        path("Iceland", as_of=TODAY)
    found = paths(as_of=TODAY, shapes=["linear", "hold"])
    assert len(found) == 2 * 33
    assert {ally for ally, _, _ in found.missing} == {"ISL"}


@pytest.mark.parametrize("code", ["NATO", "NATO_EUR_CAN"])
@pytest.mark.parametrize("shape", ["linear", "hold", "trend"])
def test_an_aggregate_is_the_sum_of_its_members(code: Any, shape: Any) -> None:
    found = path(code, shape=shape, as_of=TODAY)
    members = [path(m.alpha3, shape=shape, as_of=TODAY) for m in aggregate(code).members(2026)]
    for year in found.years:
        point = found.at(year)
        parts: list[Any] = [m.at(year) for m in members]
        assert point.core_money == pytest.approx(sum(p.core_money_usd for p in parts))
        constant = sum(p.core_money_usd_constant for p in parts)
        assert point.core_money_constant == pytest.approx(constant)
        assert point.core_share == pytest.approx(100 * point.core_money / point.gdp)
    check_identities(found)


def test_the_json_has_the_keys_other_rooms_read() -> None:
    whole = json.loads(json.dumps(path("BEL", as_of=TODAY).to_dict(), allow_nan=False))
    assert {
        "ally", "as_of", "edition", "gdp_edition", "shape", "currency", "assumptions", "sources",
        "points",
    } <= set(whole)  # fmt: skip
    assert {
        "year", "kind", "core_share", "core_money", "core_money_usd", "extra_money", "real_growth",
        "step", "related_share", "related_money",
    } <= set(whole["points"][0])  # fmt: skip
    assert path("BEL", as_of=TODAY).to_frame().height == 10
    assert set(whole["units"]) <= set(whole["points"][0])


def test_the_tree_and_the_chart_show_everything() -> None:
    found = path("BEL", as_of=TODAY)
    tree = found.explain()
    for item in found.assumptions:
        assert item.name in tree
    for source in found.sources:
        assert source.id in tree
    spec = found.chart().to_dict()
    kinds = {row["kind"] for row in spec["data"]["values"]}
    assert kinds == {"observed", "estimated", "projected"}


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"shape": "linaer"}, UnknownNameError, "did you mean 'linear'"),
        ({"core_target": 0.035}, BadValueError, "write 3.5 for 3.5 %"),
        ({"core_target": -1}, BadValueError, "no share in per cent"),
        ({"due": 2026}, BadValueError, "due 2026 must lie after the start"),
        ({"start": 1999}, MissingDataError, "has no core share of Belgium for 1999"),
        ({"start": (2026, 0.02)}, BadValueError, "write 2.5 for 2.5 %"),
        ({"edition": "weo-2026-04"}, BadValueError, "no core shares"),
        ({"gdp_edition": "nato-2026-07"}, BadValueError, "not an edition of the WEO"),
        ({"edition": "nato-2030-01"}, UnknownNameError, "unknown edition"),
        ({"rule": "hague-2025-related"}, BadValueError, "does not set a core share"),
        ({"points": {2029: 2.5}, "shape": "linear"}, BadValueError, "points go with the shape"),
        ({"related_target": 1.5}, BadValueError, "needs today's related share"),
        ({"as_of": "2019-07-01"}, MissingDataError, "no"),
        ({"shape": "back-loaded", "turn": 2040}, BadValueError, "the turn 2040"),
        ({"core_target": 3.5, "horizon": 2030}, BadValueError, "not after the horizon 2030"),
    ],
)
def test_a_wrong_question_gets_one_clear_line(options: Any, error: Any, message: Any) -> None:
    with pytest.raises(error, match=message) as caught:
        path("BEL", **({"as_of": TODAY} | options))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("day", "ally", "rate", "edition"),
    [
        ("2025-06-23", "BEL", 0.9273, "nato-2024-06"),
        ("2025-10-01", "NOR", 10.58, "nato-2024-06"),
        ("2025-10-01", "USA", 1.0, None),
        ("2026-11-22", "USA", 1.0, None),
    ],
)
def test_dollars_come_from_the_weo_or_from_natos_own_rate(
    day: str, ally: str, rate: float, edition: str | None
) -> None:
    found = path(ally, as_of=day)
    assert found.start.core_money_usd is not None
    assert found.start.core_money / found.start.core_money_usd == pytest.approx(rate, rel=1e-3)
    told = {item.name: item.reason for item in found.assumptions}
    assert ("usd_rate" in told) is (edition is not None)
    if edition:
        assert edition in told["usd_rate"]


def test_no_rate_in_another_currency_is_used() -> None:
    kuna = path("HRV", as_of=TODAY, edition="nato-2024-06", start=2021, gdp_edition="weo-2022-10")
    assert kuna.currency == "HRK"
    assert kuna.start.core_money_usd is None
    assert "no dollars" in {a.name: a.reason for a in kuna.assumptions}["usd_rate"]


def test_a_total_takes_no_single_start_and_adds_related_up() -> None:
    with pytest.raises(BadValueError, match="its members' own"):
        path("NATO", as_of=TODAY, start=(2026, 2.0))
    found = path("NATO", as_of=TODAY, related=1.0)
    assert found.start.related_share == pytest.approx(1.0)
    assert found.points[-1].related_share == pytest.approx(1.5)
    assert path("NATO", as_of=TODAY).start.related_share is None
