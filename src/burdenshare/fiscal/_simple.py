"""The simple model, for any ally: the debt recursion on the World Economic Outlook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.fiscal._assumptions import Assumption, assumed, number, stated
from burdenshare.fiscal._commission import Built
from burdenshare.fiscal._inputs import dsa_table, yearly_yield
from burdenshare.fiscal._model import with_reference
from burdenshare.fiscal._records import Economy

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.panel import Panel

SERIES = {
    "gdp": "weo_ngdp",
    "growth": "weo_ngdp_rpch",
    "primary": "weo_ggxonlb_ngdp",
    "balance": "weo_ggxcnl_ngdp",
    "debt": "weo_ggxwdg_ngdp",
}
FUND = {"NOR": "surpluses go into the Government Pension Fund, not into repaying debt"}
"""Allies whose stock-flow residual is held after the Outlook: it is policy, not noise."""


def weo_edition(panel: Panel) -> str:
    """Id of the newest edition of the Outlook that the panel shows.

    Raises:
        MissingDataError: None was public.
    """
    found = [edition.id for edition in panel.editions if edition.family == "weo"]
    if not found:
        raise MissingDataError(
            f"no edition of the World Economic Outlook was public on {panel.day}: "
            "ask for a later day"
        )
    return found[-1]


def weo_series(panel: Panel, name: str, ally: str, years: range) -> dict[int, float]:
    """Read one series, every year of it.

    Raises:
        MissingDataError: A cell is missing; the message names series, ally, year and edition.
    """
    found = {}
    for year in years:
        cell = panel.cell(SERIES[name], ally, year)
        if cell.value is None:
            raise MissingDataError(
                f"{cell.edition.id} has no {SERIES[name]} for {ally} in {year} ({cell.missing})"
            )
        found[year] = cell.value
    return found


def simple_economy(
    panel: Panel,
    ally: str,
    day: dt.date,
    *,
    horizon: int,
    edition: str | None = None,
    rate: float | None = None,
) -> Built:
    """Build the baseline of the simple model.

    Args:
        panel: Figures as known on ``day``.
        ally: Alpha-3 code.
        day: What was known on that day.
        horizon: Last year; beyond the Outlook its last year's values are held.
        edition: Edition of the Outlook; the newest known by default.
        rate: Interest on debt beyond the baseline's, per cent.

    Raises:
        MissingDataError: A series is missing; the message names it, the ally and the year.
        BadValueError: The horizon lies before the first projected year.
    """
    edition = edition or weo_edition(panel)
    only = panel.edition(edition)
    record = only.editions[0]
    base = record.published.year - 1
    last = record.years(SERIES["debt"])[-1]
    if horizon <= base:
        raise BadValueError(f"horizon {horizon} is too early: {edition} projects from {base + 1}")
    years, span = range(base, horizon + 1), range(base, last + 1)
    data = {name: weo_series(only, name, ally, span) for name in SERIES}
    nominal = {y: 100 * (data["gdp"][y] / data["gdp"][y - 1] - 1) for y in span[1:]}
    deflator = {
        y: 100 * ((1 + nominal[y] / 100) / (1 + data["growth"][y] / 100) - 1) for y in span[1:]
    }
    paid = {y: data["primary"][y] - data["balance"][y] for y in span}
    rates = {y: 100 * paid[y] * (1 + nominal[y] / 100) / data["debt"][y - 1] for y in span[1:]}
    residual = {
        y: data["debt"][y]
        - data["debt"][y - 1] * (1 + rates[y] / 100) / (1 + nominal[y] / 100)
        + data["primary"][y]
        for y in span[1:]
    }
    held = ally in FUND

    def after(values: dict[int, float], first: float) -> tuple[float, ...]:
        return (first, *(values[min(y, last)] for y in years[1:]))

    table = dsa_table(ally, day)
    shipped = table.get("BUDGET_BALANCE_ELASTICITY") if table else None
    elasticity = assumed("elasticity", None)
    economy = Economy(
        start=base,
        gdp=data["gdp"][base],
        debt=data["debt"][base],
        growth=after(data["growth"], data["growth"][base]),
        deflator=after(deflator, 0.0),
        gap=(0.0,) * len(years),
        primary=after(data["primary"], data["primary"][base]),
        stock_flow=(
            0.0,
            *(residual[min(y, last)] if y <= last or held else 0.0 for y in years[1:]),
        ),
        rate=after(dict(rates), 0.0),
        revaluation=(1.0,) * len(years),
        elasticity=number(elasticity) if shipped is None else shipped,
    )
    marginal = _marginal(only, ally, day, last, rate)
    economy = with_reference(economy, (number(marginal),) * len(years))
    reprice = assumed("refinancing_share")
    used = [
        elasticity
        if shipped is None
        else Assumption(
            "elasticity",
            shipped,
            elasticity.unit,
            "the Commission's semi-elasticity",
            "dsa-2025-10",
        ),
        marginal,
        stated(
            "after_outlook",
            f"growth, deflator, net effective rate and primary balance of {last} held",
            f"{edition} ends in {last}",
        ),
        stated(
            "stock_flow",
            f"residual of the Outlook to {last}, then {'held' if held else 'zero'}",
            FUND.get(ally, "nothing is known of it after the Outlook"),
        ),
        stated(
            "net_effective_rate",
            f"{rates[base + 1]:.2f} % in {base + 1}, {rates[last]:.2f} % in {last}",
            "the Outlook's primary balance leaves out interest received, so this is net interest "
            "over debt: not the price of new debt, and below zero where assets earn more",
        ),
        reprice,
    ]
    return Built(
        "simple",
        economy,
        last,
        tuple(used),
        _notes(ally, rates, residual, base, last),
        (f"{record.publisher}: {record.title} ({record.id})",),
        (record.id,),
        number(reprice),
    )


def _marginal(panel: Panel, ally: str, day: dt.date, last: int, rate: float | None) -> Assumption:
    """Interest on debt beyond the baseline's: given, the last yield shipped, or inflation plus."""
    unit = "per cent"
    if rate is not None:
        return Assumption(
            "marginal_rate", rate, unit, "interest on additional debt", "given by the caller"
        )
    found = yearly_yield(ally, day)
    if found is not None:
        return Assumption(
            "marginal_rate",
            found.value,
            unit,
            "additional debt pays the last ten-year yield shipped",
            found.explain(),
        )
    premium = number(assumed("real_rate"))
    cell = panel.cell("weo_pcpipch", ally, last)
    if cell.value is None:
        raise MissingDataError(
            f"{cell.edition.id} has no weo_pcpipch for {ally} in {last}: give rate="
        )
    return Assumption(
        "marginal_rate",
        cell.value + premium,
        unit,
        f"no yield is shipped: inflation of {last} plus a real rate of {premium:g}",
        f"{cell.edition.id}, and named assumption real_rate",
    )


def _notes(
    ally: str, rates: dict[int, float], residual: dict[int, float], base: int, last: int
) -> tuple[str, ...]:
    notes = ["simple model: debt recursion on the World Economic Outlook, without debt structure"]
    if min(rates.values()) < 0:
        notes.append(
            f"net interest of {ally} is below zero: its government earns more than it pays"
        )
    largest = max(residual, key=lambda y: abs(residual[y]))
    if abs(residual[largest]) >= 1:
        notes.append(
            f"stock-flow residual of the Outlook reaches {residual[largest]:+.1f} % of GDP in "
            f"{largest} (years {base + 1} to {last})"
        )
    return tuple(notes)
