"""What must hold for any figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burdenshare.panel import Panel, default_panel
from burdenshare.rules import Status, rules, standing

Build = Callable[..., Panel]

shares = st.floats(min_value=0, max_value=6, allow_nan=False)
# Values that sit on or beside a threshold, where rounding decides.
edges = st.sampled_from([1.994, 1.9949999, 1.995, 1.9950001, 1.999, 2.0, 2.004, 3.494, 3.495, 3.5])
days = st.dates(min_value=dt.date(2019, 6, 25), max_value=dt.date(2027, 12, 31))


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@given(value=st.one_of(shares, edges), decimals=st.integers(min_value=1, max_value=3))
def test_met_if_and_only_if_the_rounded_share_reaches_the_number(
    made_panel: Build, value: float, decimals: int
) -> None:
    panel = made_panel(
        {"made-1": ("2026-07-10", {("core_share", "BEL", 2026): value})}, decimals=decimals
    )
    (found,) = standing("BEL", rule="vilnius-2023-core", year=2026, as_of="2026-08-01", panel=panel)
    exact = _rounded(value, decimals)
    assert found.value == float(exact)
    assert found.status is (Status.MET if exact >= 2 else Status.NOT_MET)
    assert found.already is (found.status is Status.MET)
    assert found.margin == float(exact - 2)


@given(value=st.one_of(shares, edges))
def test_the_margin_has_the_sign_of_the_verdict_in_points_and_in_money(
    made_panel: Build, value: float
) -> None:
    figures = {
        ("core_share", "CZE", 2026): value,
        ("gdp_usd_current", "CZE", 2026): 1000.0,
        ("core_expenditure_usd_current", "CZE", 2026): 20.0,
        ("core_expenditure_national_current", "CZE", 2026): 460.0,
    }
    panel = made_panel({"made-1": ("2026-07-10", figures)})
    for name in ("vilnius-2023-core", "hague-2025-core"):
        (found,) = standing("CZE", rule=name, year=2026, as_of="2026-08-01", panel=panel)
        assert found.margin is not None
        assert found.money is not None
        assert found.already is (found.margin >= 0)
        assert found.money.usd == pytest.approx(found.margin * 10)
        assert found.money.national == pytest.approx(found.margin * 10 * 23)
        assert found.money.currency == "CZK"
        assert (found.status is Status.NOT_DUE) is (name == "hague-2025-core")


@given(day=days, year=st.integers(min_value=2014, max_value=2026))
def test_nothing_later_than_the_day_is_seen(day: dt.date, year: int) -> None:
    panel = default_panel()
    published = [e for e in panel.as_of(day).editions if year in e.years("core_share")]
    if not published:
        return
    found = standing(["BEL", "ESP", "SWE"], year=year, as_of=day, panel=panel)
    assert all(rule.adopted <= day and rule.in_force_on(day) for rule in found.rules)
    for item in found:
        assert all(cell.edition.published <= day for cell in item.cells)
        assert all(read.reading.date <= day for read in item.readings)
        if item.cell is not None:
            assert item.edition == published[-1]
            assert {cell.edition.id for cell in item.cells} == {item.cell.edition.id}


@given(day=days)
def test_rules_in_force_are_known_and_not_superseded(day: dt.date) -> None:
    for rule in rules(as_of=day):
        assert rule.adopted <= day
        assert rule.valid_to is None or day <= rule.valid_to
    later = {rule.id for rule in rules(as_of=day + dt.timedelta(days=1))}
    assert {r.id for r in rules(as_of=day) if r.valid_to is None} <= later


def test_a_later_edition_does_not_change_an_earlier_answer(made_panel: Build) -> None:
    old = {"made-1": ("2025-07-01", {("core_share", "BEL", 2024): 1.9})}
    new = {**old, "made-2": ("2026-07-01", {("core_share", "BEL", 2024): 2.1})}
    ask = {"rule": "vilnius-2023-core", "year": 2024}
    (before,) = standing("BEL", **ask, as_of="2026-06-30", panel=made_panel(new))  # type: ignore[arg-type]
    (alone,) = standing("BEL", **ask, as_of="2026-06-30", panel=made_panel(old))  # type: ignore[arg-type]
    (after,) = standing("BEL", **ask, as_of="2026-07-01", panel=made_panel(new))  # type: ignore[arg-type]
    assert before.to_dict() == alone.to_dict()
    assert (before.status, after.status) == (Status.NOT_MET, Status.MET)


@pytest.mark.parametrize("missing", ["gdp_usd_current", "core_expenditure_national_current"])
def test_money_is_never_taken_from_another_edition(made_panel: Build, missing: str) -> None:
    figures: dict[tuple[str, str, int], float | None] = {
        ("core_share", "BEL", 2025): 1.5,
        ("gdp_usd_current", "BEL", 2025): 1000.0,
        ("core_expenditure_usd_current", "BEL", 2025): 15.0,
        ("core_expenditure_national_current", "BEL", 2025): 14.0,
    }
    newer = {key: value for key, value in figures.items() if key[0] != missing}
    panel = made_panel({"made-1": ("2025-07-01", figures), "made-2": ("2026-07-01", newer)})
    (found,) = standing("BEL", rule="vilnius-2023-core", as_of="2026-08-01", panel=panel)
    assert found.money is not None
    assert found.money.national is None
    assert (found.money.usd is None) is (missing == "gdp_usd_current")
    assert found.money.missing is not None
    assert found.money.missing.startswith("made-2 has no figure here for: ")
    assert {cell.edition.id for cell in found.cells} == {"made-2"}


def test_a_rule_past_due_is_judged_and_a_reading_can_turn_it(made_panel: Build) -> None:
    panel = made_panel({"made-1": ("2036-07-01", {("core_share", "ESP", 2035): 2.2})})
    (found,) = standing("ESP", rule="hague-2025-core", as_of="2036-08-01", panel=panel)
    assert (found.status, found.year, found.margin) == (Status.NOT_MET, 2035, -1.3)
    (read,) = found.readings
    assert (read.reading.id, read.status, read.margin) == ("ESP-2025-06-22", Status.MET, 0.1)
    assert found.contested
    everyone = standing(["ESP", "PRT"], as_of="2036-08-01", panel=panel)
    assert everyone.rules[0].id == "hague-2025-core"
    assert everyone.of("PRT").status is Status.UNKNOWN


def test_directions_of_wales(made_panel: Build) -> None:
    def ways(share: float, change: float | None, growth: float) -> dict[str, str]:
        figures: dict[tuple[str, str, int], float | None] = {
            ("core_share", "BEL", 2016): share,
            ("core_real_change", "BEL", 2016): change,
            ("gdp_usd_constant", "BEL", 2015): 100.0,
            ("gdp_usd_constant", "BEL", 2016): 100.0 + growth,
        }
        panel = made_panel({"made-1": ("2016-07-01", figures)})
        (found,) = standing("BEL", rule="wales-2014-core", as_of="2016-08-01", panel=panel)
        assert found.status is Status.NOT_DUE
        return {way.id: way.status.value for way in found.directions}

    assert ways(0.9, 1.0, 2.0) == {"halt-decline": "met", "real-rise": "met"}
    assert ways(0.9, 0.0, 2.0) == {"halt-decline": "met", "real-rise": "not met"}
    assert ways(0.9, -1.0, 2.0) == {"halt-decline": "not met", "real-rise": "not met"}
    assert ways(0.9, 0.0, -2.0) == {"halt-decline": "met", "real-rise": "not applicable"}
    assert ways(0.9, None, 2.0) == {"halt-decline": "unknown", "real-rise": "unknown"}
    assert ways(2.1, -1.0, 2.0) == {"halt-decline": "not applicable", "real-rise": "not applicable"}
