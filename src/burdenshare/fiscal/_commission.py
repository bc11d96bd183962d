"""The Commission's fuller model as an :class:`Economy`: no change of policy after the forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError, UnknownNameError
from burdenshare.fiscal._assumptions import Assumption, assumed, number, stated
from burdenshare.fiscal._inputs import Yield, yearly_yield
from burdenshare.fiscal._records import Economy, Structure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from burdenshare.fiscal._inputs import DsaTable

Ageing = Literal["throughout", "ten-years"]
"""Whether ageing costs move the balance over the whole projection or for ten years only."""
Official = Literal["scheduled", "ignored"]
"""Whether repayments to official lenders (ESM, EFSF) leave long-term debt on schedule."""

LONGEST_MATURITY = 30
MATURITY_YEARS, MARKET_YEARS, CONVERGENCE_YEARS = 10, 10, 30
"""Years after the base year at which maturity, market expectations and convergence are reached."""
AGEING_REPORT_FROM = 2035
"""Potential growth is linear from the working group's last year to the Ageing Report's 2035."""
ANCHOR_SETS: dict[str, dict[str, float]] = {
    "straight": {},
    "public-anchors": {"short": 2.0, "long": 4.0, "inflation": 2.0},
}


@dataclass(frozen=True, slots=True)
class Built:
    """An economy with what it rests on.

    Attributes:
        model: ``commission`` or ``simple``.
        economy: The baseline.
        last: Last year taken from the forecast.
        assumptions: Named assumptions.
        notes: Defects met in the inputs and what was done about them.
        sources: Citation lines, each with its edition or input id first.
        editions: Ids of editions and inputs used.
        reprice: Share of debt that market rates reach in a year (simple model's scenarios).
        short_share: Share of debt that short rates reach at once.
        maturity: Average maturity of long-term debt in years; 0 in the simple model.
        weights: Shares of debt in own money, euro and dollars.
        currency: Euro and dollars per unit of own money in the last forecast year.
        structural: Structural primary balance held after ``last``, per cent of GDP.
        spending: Primary expenditure in ``last``, per cent of GDP; ``None`` where not shipped.
    """

    model: str
    economy: Economy
    last: int
    assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    editions: tuple[str, ...]
    reprice: float = 0.0
    short_share: float = 0.0
    maturity: int = 0
    weights: tuple[float, float, float] = (1.0, 0.0, 0.0)
    currency: tuple[float, float] = (1.0, 1.0)
    structural: float = 0.0
    spending: float | None = None


def read_anchors(anchors: str | Mapping[str, float]) -> dict[str, float]:
    """Return market values ten years out: a named set, or the caller's own.

    Args:
        anchors: ``straight`` (none), ``public-anchors``, or any of ``short``, ``long``,
            ``inflation`` in per cent, as a mapping or as text (``short=2.5,long=4``).

    Raises:
        UnknownNameError: No such set or key.
        BadValueError: A text that is not a number.
    """
    if isinstance(anchors, str) and "=" in anchors:
        anchors = dict(_anchor(part) for part in anchors.split(","))
    if isinstance(anchors, str):
        if anchors not in ANCHOR_SETS:
            raise UnknownNameError("anchors", anchors, ANCHOR_SETS)
        return ANCHOR_SETS[anchors]
    for key in anchors:
        if key not in ANCHOR_SETS["public-anchors"]:
            raise UnknownNameError("anchor", key, ANCHOR_SETS["public-anchors"])
    return dict(anchors)


def _anchor(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise BadValueError(
            f"anchor {text!r} cannot be read: write it as short=2.5,long=4"
        ) from None


def line(nodes: Mapping[int, float], year: int) -> float:
    """Straight line between the nodes, constant beyond them."""
    if year in nodes:
        return nodes[year]
    before = [y for y in nodes if y < year]
    after = [y for y in nodes if y > year]
    if not before or not after:
        return nodes[min(after) if after else max(before)]
    left, right = max(before), min(after)
    return nodes[left] + (nodes[right] - nodes[left]) * (year - left) / (right - left)


def forecast_years(table: DsaTable) -> range:
    """Base year and forecast years that the inputs hold in full."""
    years = table.years("DEBT_RATIO")
    if not years:
        table.need("DEBT_RATIO", 2024)
    return range(years[0], years[-1] + 1)


def commission_economy(
    table: DsaTable,
    day: dt.date,
    *,
    horizon: int,
    last: int | None = None,
    ageing_from: int | None = None,
    ageing: Ageing = "throughout",
    anchors: str | Mapping[str, float] = "straight",
    official: Official = "scheduled",
) -> Built:
    """Build the baseline without a change of policy.

    Args:
        table: The ally's inputs.
        day: What was known on that day (for yields the inputs lack).
        horizon: Last year.
        last: Last year in which the forecast's balances hold; afterwards the structural primary
            balance stays as it is. Default: the forecast's last.
        ageing_from: Year from which ageing costs count; ``last`` by default.
        ageing: Whether they count throughout or for ten years.
        anchors: See :func:`read_anchors`.
        official: Treatment of official loans.

    Raises:
        MissingDataError: A series is missing; the message names it, the ally and the year.
        BadValueError: ``horizon`` before the end of the forecast, or ``last`` outside it.
    """
    span = forecast_years(table)
    base, final = span[0], span[-1]
    last = final if last is None else last
    if not base < last <= final:
        raise BadValueError(f"the forecast runs from {base + 1} to {final}: {last} is outside")
    if horizon <= final:
        raise BadValueError(f"horizon {horizon} is too early: the forecast runs to {final}")
    years = range(base, horizon + 1)
    notes: list[str] = []
    used: list[Assumption] = []
    macro = _macro(table, years, final, read_anchors(anchors), used)
    structure = _structure(table, day, years, anchors, official, notes, used)
    elasticity = table.need("BUDGET_BALANCE_ELASTICITY")
    policy = table.need("STRUCTURAL_PRIMARY_BALANCE", last)
    gaps = dict(zip(years, macro["gap"], strict=True))
    bracket = _ageing(table, ageing_from or last, ageing, notes)
    primary = tuple(
        table.need("PRIMARY_BALANCE", y)
        if y <= last
        else policy + elasticity * gaps[y] + bracket(y)
        for y in years
    )
    used += [
        stated("ageing", ageing, "ageing costs move the balance after the last forecast year"),
        stated("official_loans", official, "repayments to the ESM and EFSF leave long-term debt"),
        stated(
            "anchors",
            anchors
            if isinstance(anchors, str)
            else ", ".join(f"{k} {v:g}" for k, v in anchors.items()),
            "market expectations ten years out are licensed: a straight line to the values thirty "
            "years out, or the values named here",
        ),
        stated("stock_flow", "forecast, then zero", "nothing is known of it after the forecast"),
        stated(
            "policy",
            f"structural primary balance of {policy:.2f} % held after {last}",
            "no change of policy",
        ),
    ]
    economy = Economy(
        start=base,
        gdp=table.need("NOMINAL_GDP", base),
        debt=table.need("DEBT_RATIO", base),
        growth=macro["growth"],
        deflator=macro["deflator"],
        gap=macro["gap"],
        primary=primary,
        stock_flow=tuple(
            100 * table.need("STOCK_FLOW", y) / table.need("NOMINAL_GDP", y) if y <= final else 0.0
            for y in years
        ),
        rate=tuple(table.need("IMPLICIT_INTEREST_RATE", y) if y <= last else None for y in years),
        # The shipped stock-flow is the whole residual: currency moves of the forecast are in it.
        revaluation=(1.0,) * len(years),
        elasticity=elasticity,
        structure=structure,
    )
    record = table.record
    return Built(
        "commission",
        economy,
        last,
        tuple(used),
        tuple(notes),
        (record.citation,),
        (record.id,),
        structure.short_share + (1 - structure.short_share) * structure.maturing[-1],
        structure.short_share,
        min(round(1 / structure.maturing[-1]), LONGEST_MATURITY),
        _weights(table),
        (table.need("EXR_EUR", final), table.need("EXR_USD", final)),
        policy,
        table.get("PRIMARY_EXPENDITURE_SHARE", last),
    )


def _weights(table: DsaTable) -> tuple[float, float, float]:
    """Shares of debt in own money, euro (own money in the euro area) and dollars."""
    home, euro = table.need("DEBT_DOMESTIC_SHARE"), table.need("DEBT_EUR_SHARE")
    dollar = max(1 - home - euro, 0.0)
    if find_ally(table.ally).euro is not None:
        home, euro = home + euro, 0.0
    return home, euro, dollar


def _macro(
    table: DsaTable,
    years: range,
    final: int,
    market: Mapping[str, float],
    used: list[Assumption],
) -> dict[str, tuple[float, ...]]:
    """Growth, deflator and gap: forecast, working group, then the Ageing Report."""
    base = years[0]
    known = table.years("REAL_GDP")
    group = range(base, known[-1] + 1) if known else range(base, base + 1)
    potential = {y: table.need("POTENTIAL_GDP_GROWTH", y) for y in group}
    potential |= {
        y: table.need("POTENTIAL_GDP_GROWTH", y)
        for y in table.years("POTENTIAL_GDP_GROWTH")
        if y >= AGEING_REPORT_FROM
    }
    gap = {y: 100 * (table.need("REAL_GDP", y) / table.need("POTENTIAL_GDP", y) - 1) for y in group}
    gaps = tuple(gap.get(y, 0.0) for y in years)
    level = [1 + g / 100 for g in gaps]
    growth = [table.need("REAL_GDP_GROWTH", base)]
    for index, year in enumerate(years[1:], 1):
        change = level[index] / level[index - 1]
        growth.append(100 * ((1 + line(potential, year) / 100) * change - 1))
    target = assumed("inflation_target", ally=table.ally)
    deflator = {y: table.need("GDP_DEFLATOR_PCH", y) for y in range(base, final + 1)}
    if "inflation" in market:
        # Higher-target states keep half of their distance to the euro area ten years out.
        above = 0.0
        if table.ally in {"POL", "ROU", "HUN"}:
            above = (deflator[final] - table.need("EA_GDP_DEFLATOR_PCH", final)) / 2
        deflator[base + MARKET_YEARS] = market["inflation"] + above
    deflator[base + CONVERGENCE_YEARS] = number(target)
    used.append(target)
    return {
        "growth": tuple(growth),
        "deflator": tuple(line(deflator, y) for y in years),
        "gap": gaps,
    }


def _structure(
    table: DsaTable,
    day: dt.date,
    years: range,
    anchors: str | Mapping[str, float],
    official: Official,
    notes: list[str],
    used: list[Assumption],
) -> Structure:
    base, market = years[0], read_anchors(anchors)
    target = number(assumed("inflation_target", ally=table.ally))
    real, ratio = assumed("real_rate"), assumed("short_long_ratio")
    used += [real, ratio]
    ultimate = number(real) + target
    long = _rates(table, "INTEREST_RATE_LT", day, notes)
    short = _rates(table, "INTEREST_RATE_ST", day, notes)
    for rates, name in ((short, "short"), (long, "long")):
        if name in market:
            rates[base + MARKET_YEARS] = market[name]
    long[base + CONVERGENCE_YEARS] = ultimate
    short[base + CONVERGENCE_YEARS] = ultimate * number(ratio)
    first = table.need("DEBT_LT_MATURING_SHARE")
    mean = table.need("DEBT_LT_MATURING_AVG_SHARE")
    floor = assumed("maturing_floor")
    if min(first, mean) <= 0:
        notes.append(
            f"share of long-term debt maturing is {min(first, mean):.3f} upstream, which cannot "
            f"be: floored at {floor.value}"
        )
        used.append(floor)
        first, mean = max(first, number(floor)), max(mean, number(floor))
    maturing = {base: first, base + MATURITY_YEARS: mean}
    repaid = tuple(table.get("ESM_REPAYMENT", y) or 0.0 for y in years)
    return Structure(
        short_share=table.need("DEBT_ST_SHARE"),
        maturing=tuple(line(maturing, y) for y in years),
        short_rate=tuple(line(short, y) for y in years),
        long_rate=tuple(line(long, y) for y in years),
        official=repaid if official == "scheduled" and any(repaid) else (),
    )


def _rates(table: DsaTable, series: str, day: dt.date, notes: list[str]) -> dict[int, float]:
    """Market rates by year; a long rate the inputs lack altogether is read from the yields."""
    rates = {y: table.need(series, y) for y in table.years(series)}
    if rates:
        return rates
    base = forecast_years(table)[0]
    found: Yield | None = None
    if series == "INTEREST_RATE_LT":
        found = yearly_yield(table.ally, day, base + 1) or yearly_yield(table.ally, day, base)
    if found is None:
        table.need(series, base + 1)
        raise AssertionError("unreachable: need() has raised")
    notes.append(f"{table.record.id} has no long rate for {table.ally}: {found.explain()}")
    return {found.year: found.value}


def _ageing(table: DsaTable, first: int, ageing: Ageing, notes: list[str]) -> _Bracket:
    costs = {y: table.need("AGEING_COST", y) for y in table.years("AGEING_COST")}
    if not costs:
        table.need("AGEING_COST", first)
    income = {
        y: table.need("TAX_AND_PROPERTY_INCOME", y) for y in table.years("TAX_AND_PROPERTY_INCOME")
    }
    if not income:
        notes.append(
            f"{table.record.id} has no property income for {table.ally}: taken as unchanged"
        )
        income = {first: 0.0}
    return _Bracket(costs, income, first, first + 10 if ageing == "ten-years" else None)


@dataclass(frozen=True, slots=True)
class _Bracket:
    """What ageing adds to the primary balance after ``first``, frozen after ``final``."""

    costs: Mapping[int, float]
    income: Mapping[int, float]
    first: int
    final: int | None

    def __call__(self, year: int) -> float:
        if year <= self.first:
            return 0.0
        when = year if self.final is None else min(year, self.final)
        cost = line(self.costs, when) - line(self.costs, self.first)
        return line(self.income, when) - line(self.income, self.first) - cost
