"""The identities that NATO's tables should satisfy, each recomputed cell by cell.

A check compares a printed cell with what other cells give. It holds when the two can be equal
before rounding: the checked cell may be half a printed unit off, and every other cell stands for
all the values that would have been printed as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add
from statistics import median
from typing import TYPE_CHECKING

from burdenshare.allies import AGGREGATES, allies
from burdenshare.panel._audit._interval import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from burdenshare.panel._audit._figures import Figures

    # ``None`` stands for a cell that cannot be checked because another is not held.
    Checks = Iterator["Check | None"]

CURRENT, CONSTANT = "core_expenditure_usd_current", "core_expenditure_usd_constant"
NATIONAL, REAL_NATIONAL = "core_expenditure_national_current", "core_expenditure_national_constant"
GDP, REAL_GDP = "gdp_usd_current", "gdp_usd_constant"
SHARE, CHANGE = "core_share", "core_real_change"
CATEGORIES = ("personnel_share", "equipment_share", "infrastructure_share", "other_share")
SUMMED = (CURRENT, CONSTANT, GDP, REAL_GDP, "personnel")
BREAK_POINTS = 15.0
"""Real GDP growth this many points off the allies' median is reported as a break: above the worst
of 2020 (Montenegro, 11 points below the median), far below a change of denominator."""


@dataclass(frozen=True, slots=True)
class Check:
    """One cell against what other cells give.

    Attributes:
        identity: Id of the identity.
        area: Area of the cell.
        year: Year of the cell.
        measure: Measure of the cell.
        value: The cell.
        expected: What the other cells give, at the centre of its range.
        tolerance: Largest gap that rounding explains; for `denominators`, that is tolerated.
        beyond: How much of the gap lies outside; 0 when it holds.
    """

    identity: str
    area: str
    year: int
    measure: str
    value: float
    expected: float
    tolerance: float
    beyond: float

    @property
    def gap(self) -> float:
        """Cell less recomputed."""
        return self.value - self.expected

    @property
    def holds(self) -> bool:
        """Whether rounding explains the gap."""
        return self.beyond == 0.0


def _compare(
    figures: Figures, identity: str, measure: str, area: str, year: int, expected: Interval
) -> Check | None:
    value = figures.value(measure, area, year)
    if value is None:
        return None
    half = figures.half_unit(measure)
    beyond = Interval(value - half, value + half).distance(expected)
    # Sums of floats are not exact; nothing printed is as small as this.
    beyond = 0.0 if beyond < 1e-9 * max(1.0, abs(value)) else beyond
    tolerance = half + (expected.high - expected.low) / 2
    return Check(identity, area, year, measure, value, expected.middle, tolerance, beyond)


def _share(figures: Figures, identity: str, top: str, bottom: str, areas: list[str]) -> Checks:
    for area in areas:
        for year in figures.years:
            spent, gdp = figures.range(top, area, year), figures.range(bottom, area, year)
            if spent and gdp:
                yield _compare(figures, identity, SHARE, area, year, (spent / gdp).scaled(100))
            elif figures.value(SHARE, area, year) is not None:
                yield None


def share_constant(figures: Figures) -> Checks:
    """Share of GDP = expenditure over GDP, both at constant prices (T3a = T2b / T5b)."""
    return _share(figures, "share_constant", CONSTANT, REAL_GDP, list(figures.areas))


def share_current(figures: Figures) -> Checks:
    """Share of GDP = expenditure over GDP at current prices (T3a = T2a / T5a), allies only.

    In a total of many currencies the two ratios differ by construction.
    """
    return _share(figures, "share_current", CURRENT, GDP, _allies(figures))


def real_change(figures: Figures) -> Checks:
    """Real change = growth of expenditure at constant prices (T3b from T2b)."""
    for area in figures.areas:
        for year in figures.years:
            now, before = (figures.range(CONSTANT, area, y) for y in (year, year - 1))
            if now and before:
                growth = (now / before).scaled(100, -100)
                yield _compare(figures, "real_change", CHANGE, area, year, growth)
            elif figures.value(CHANGE, area, year) is not None:
                yield None


def per_head(figures: Figures) -> Checks:
    """Share of GDP = expenditure per head over GDP per head (T3a = T6b / T6a)."""
    for area in figures.areas:
        for year in figures.years:
            spent = figures.range("core_expenditure_per_capita", area, year)
            gdp = figures.range("gdp_per_capita", area, year)
            if spent and gdp:  # dollars over thousands of dollars, in per cent
                yield _compare(figures, "per_head", SHARE, area, year, (spent / gdp).scaled(0.1))


def categories(figures: Figures) -> Checks:
    """The four categories sum to 100 (T8a and T8b)."""
    first, *rest = CATEGORIES
    for area in _allies(figures):
        for year in figures.years:
            others = [figures.range(measure, area, year) for measure in rest]
            known = [other for other in others if other]
            if len(known) == len(others):
                total = reduce(add, known)
                left = Interval(100 - total.high, 100 - total.low)
                yield _compare(figures, "categories", first, area, year, left)
            elif figures.value(first, area, year) is not None:
                yield None


def totals(figures: Figures) -> Checks:
    """The allies sum to both aggregates (T2a, T2b, T5a, T5b, T7), with the members of the year."""
    for group in AGGREGATES:
        for measure in SUMMED:
            for year in figures.years:
                if figures.value(measure, group.code, year) is None:
                    continue
                members = group.members(year, gdp=measure in {GDP, REAL_GDP})
                parts = [figures.range(measure, member.alpha3, year) for member in members]
                known = [part for part in parts if part]
                if len(known) < len(parts):
                    yield None
                    continue
                total = reduce(add, known)
                yield _compare(figures, "totals", measure, group.code, year, total)


def exchange_rates(figures: Figures) -> Checks:
    """Allies with the same currency are converted at the same rate each year (T2a from T1a)."""
    day = figures.edition.published
    by_currency: dict[str, list[str]] = {}
    for ally in allies():
        by_currency.setdefault(ally.currency_on(day), []).append(ally.alpha3)
    for areas in by_currency.values():
        for year in figures.years:
            spent = {a: figures.range(NATIONAL, a, year) for a in areas}
            dollars = {a: figures.range(CURRENT, a, year) for a in areas}
            rates = {a: s / d for a in areas if (s := spent[a]) and (d := dollars[a])}
            if len(rates) < 2:
                continue
            middle = sorted(rates.values(), key=lambda rate: rate.middle)[len(rates) // 2]
            for area in rates:
                amount = spent[area]
                assert amount is not None
                yield _compare(figures, "exchange_rates", CURRENT, area, year, amount / middle)


def base_rates(figures: Figures) -> Checks:
    """Constant prices are converted at one rate in all years (T2b from T1b)."""
    for area in _allies(figures):
        pairs = {}
        for year in figures.years:
            spent = figures.range(REAL_NATIONAL, area, year)
            dollars = figures.range(CONSTANT, area, year)
            if spent and dollars:
                pairs[year] = (spent, spent / dollars)
        if not pairs:
            continue
        middle = sorted((rate for _, rate in pairs.values()), key=lambda rate: rate.middle)
        rate = middle[len(middle) // 2]
        for year, (spent, _) in pairs.items():
            yield _compare(figures, "base_rates", CONSTANT, area, year, spent / rate)


def base_year(figures: Figures) -> Checks:
    """In the base year constant prices are current prices (T1, T2, T5)."""
    year = figures.edition.base_year
    if year is None:
        return
    for current, constant in ((NATIONAL, REAL_NATIONAL), (CURRENT, CONSTANT), (GDP, REAL_GDP)):
        for area in figures.areas:
            same = figures.range(current, area, year)
            if same:
                yield _compare(figures, "base_year", constant, area, year, same)


def deflators(figures: Figures) -> Checks:
    """Expenditure is deflated as GDP is (T2b = T2a x T5b / T5a), allies only."""
    for area in _allies(figures):
        for year in figures.years:
            spent, gdp = figures.range(CURRENT, area, year), figures.range(GDP, area, year)
            real_gdp = figures.range(REAL_GDP, area, year)
            share = figures.range(SHARE, area, year)
            if spent and gdp and real_gdp and share:
                # To the precision of the share, which is what the deflators are for.
                slack = figures.half_unit(SHARE) / max(share.middle, figures.half_unit(SHARE))
                expected = spent * real_gdp / gdp * Interval(1 - slack, 1 + slack)
                yield _compare(figures, "deflators", CONSTANT, area, year, expected)


def denominators(figures: Figures) -> Checks:
    """Real GDP does not jump: its growth stays near the median of the allies' (T5b)."""
    growth: dict[tuple[str, int], float] = {}
    for area in _allies(figures):
        for year in figures.years:
            now, before = (figures.value(REAL_GDP, area, y) for y in (year, year - 1))
            if now and before:
                growth[area, year] = now / before - 1
    for (area, year), own in growth.items():
        usual = median(g for (_, y), g in growth.items() if y == year)
        before = figures.value(REAL_GDP, area, year - 1)
        now = figures.value(REAL_GDP, area, year)
        assert before
        assert now
        slack = BREAK_POINTS / 100 * before
        beyond = max(0.0, abs(own - usual) * before - slack)
        yield Check(
            "denominators", area, year, REAL_GDP, now, before * (1 + usual), slack, beyond
        )  # fmt: skip


def _allies(figures: Figures) -> list[str]:
    groups = {group.code for group in AGGREGATES}
    return [area for area in figures.areas if area not in groups]


IDENTITIES: dict[str, Callable[[Figures], Checks]] = {
    function.__name__: function
    for function in (
        share_constant, share_current, real_change, per_head, categories, totals,
        exchange_rates, base_rates, base_year, deflators, denominators,
    )
}  # fmt: skip
