"""Figures beside the deciding one: money, the share at current prices, the way so far.

All come from the edition that printed the deciding share; none is sought elsewhere.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from burdenshare.panel import as_printed
from burdenshare.rules._result import Money, OnTheWay, Ratio, Status

if TYPE_CHECKING:
    from burdenshare.allies import Ally
    from burdenshare.panel import Cell, Panel
    from burdenshare.rules._schema import Direction

SPENDING_USD = "core_expenditure_usd_current"
SPENDING_NATIONAL = "core_expenditure_national_current"
GDP_USD = "gdp_usd_current"
# What each share divides by: a margin in points times this is money.
_DIVIDES_BY = {"core_share": GDP_USD, "equipment_share": SPENDING_USD}


def figure(panel: Panel, measure: str, area: str, year: int) -> Cell | None:
    """Return a cell that has a value, or ``None``; ``panel`` has one edition."""
    (edition,) = panel.editions
    if year not in edition.years(measure):
        return None
    cell = panel.cell(measure, area, year)
    return None if cell.missing else cell


def margin_money(
    member: Ally, measure: str, margin: float | None, year: int, panel: Panel
) -> Money | None:
    """Turn a margin in points into money at current prices.

    The amount in dollars is ``margin / 100`` times what the share divides by. The amount in
    national currency applies the exchange rate implied by the edition's own two spending tables.

    Args:
        member: The ally.
        measure: The share tested.
        margin: Percentage points; ``None`` gives ``None``.
        year: Calendar year.
        panel: A panel of the one edition that printed the share.
    """
    if margin is None:
        return None
    (edition,) = panel.editions
    currency = member.currency_on(edition.published)
    wanted = dict.fromkeys((_DIVIDES_BY[measure], SPENDING_USD, SPENDING_NATIONAL))
    cells = {name: figure(panel, name, member.alpha3, year) for name in wanted}
    lacking = [panel.measure(name).title for name, cell in cells.items() if cell is None]
    missing = f"{edition.id} has no figure here for: {'; '.join(lacking)}" if lacking else None
    base = _value(cells[_DIVIDES_BY[measure]])
    usd = None if base is None else margin / 100 * base
    dollars, units = _value(cells[SPENDING_USD]), _value(cells[SPENDING_NATIONAL])
    national = usd * units / dollars if usd is not None and units is not None and dollars else None
    used = tuple(cell for cell in cells.values() if cell is not None)
    return Money(usd, national, currency, missing, used)


def ratio_at_current_prices(cell: Cell, threshold: float, panel: Panel) -> Ratio | None:
    """Return spending over GDP at current prices, where the edition has both.

    Args:
        cell: The printed share; other measures than ``core_share`` have no such ratio.
        threshold: The number asked for, in per cent.
        panel: A panel of the one edition that printed the share.
    """
    if cell.measure.id != "core_share" or cell.missing:
        return None
    spending = figure(panel, SPENDING_USD, cell.area, cell.year)
    gdp = figure(panel, GDP_USD, cell.area, cell.year)
    top, bottom = _value(spending), _value(gdp)
    if spending is None or gdp is None or top is None or not bottom:
        return None
    printed = as_printed(top / bottom * 100, cell.decimals)
    return Ratio(float(printed), Decimal(printed) >= Decimal(str(threshold)), (spending, gdp))


def direction(
    item: Direction, cell: Cell, due: int, *, reached: bool | None, joint: bool, panel: Panel
) -> OnTheWay:
    """Say whether real spending moved as a rule asks, year on year.

    Args:
        item: What is asked.
        cell: The printed share of the year.
        due: First year in which the number itself is tested; from then on nothing is asked.
        reached: Whether the share is at the floor, where nothing is asked either.
        joint: Whether the publisher's denominator changes between the year before and this one.
        panel: A panel of the one edition that printed the share.
    """
    area, year = cell.area, cell.year

    def so(status: Status, reason: str | None = None, *cells: Cell) -> OnTheWay:
        return OnTheWay(item.id, item.text, status, reason, cells)

    if year >= due:
        return so(Status.NOT_APPLICABLE, f"From {due} on the floor itself is tested.")
    if reached is None:
        return so(Status.UNKNOWN, "The share is missing, so whether it is asked cannot be said.")
    if reached:
        return so(Status.NOT_APPLICABLE, "Asked only of allies below the floor.")
    change = figure(panel, "core_real_change", area, year)
    moved = _value(change)
    if change is None or moved is None:
        return so(Status.UNKNOWN, f"{panel.editions[0].id} has no real change for {year}.")
    if item.asks == "no fall":
        return so(Status.MET if moved >= 0 else Status.NOT_MET, None, change)
    if joint:
        return so(
            Status.UNKNOWN,
            f"What the share divides by changes between {year - 1} and {year}.",
            change,
        )
    now = figure(panel, "gdp_usd_constant", area, year)
    before = figure(panel, "gdp_usd_constant", area, year - 1)
    top, bottom = _value(now), _value(before)
    if now is None or before is None or top is None or bottom is None:
        return so(
            Status.UNKNOWN, f"{panel.editions[0].id} has no growth of GDP for {year}.", change
        )
    if top <= bottom:
        return so(Status.NOT_APPLICABLE, "GDP did not grow.", change, now, before)
    return so(Status.MET if moved > 0 else Status.NOT_MET, None, change, now, before)


def _value(cell: Cell | None) -> float | None:
    return None if cell is None else cell.value
