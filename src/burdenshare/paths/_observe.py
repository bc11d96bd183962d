"""The last observation a path starts from, and what NATO's share is a share of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.allies import ally, area_name
from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.paths._economy import Assumption
from burdenshare.paths._path import Observation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from burdenshare.panel import Edition, Panel
    from burdenshare.paths._economy import Economy

NOISE = 0.05
"""NATO's estimates of GDP and the WEO's differ by a few per cent; more than this in two years
running is another denominator."""
SAME_CURRENCY = (0.5, 1.5)
MONEY, SHARE = "core_expenditure_national_current", "core_share"
DOLLARS = "core_expenditure_usd_current"


@dataclass(frozen=True, slots=True)
class Observed:
    """Shares of one NATO edition up to the start.

    Attributes:
        edition: The edition.
        start: Year the path starts from.
        share: Core share in that year.
        kind: ``observed``, ``estimated``, or ``planned`` for the caller's own value.
        history: Shares of the years before and of the start, from the same edition.
        assumptions: What was chosen, and why.
        cells: The source cell of the starting share.
    """

    edition: Edition
    start: int
    share: float
    kind: str
    history: tuple[Observation, ...]
    assumptions: tuple[Assumption, ...]
    cells: tuple[str, ...]


def observe(
    panel: Panel,
    code: str,
    *,
    edition: str | None = None,
    start: int | tuple[int, float] | None = None,
) -> Observed:
    """Return the newest observation of the core share, or that of ``start``.

    Args:
        panel: Editions that may be used.
        code: Area code.
        edition: NATO edition to use; the newest with a back series when ``None``.
        start: Year to start from, or year and the caller's own share.

    Raises:
        MissingDataError: The edition has no share of the area, or not for ``start``.
    """
    record = _nato_edition(panel, edition)
    series = panel.edition(record.id).series(SHARE, code, record.years(SHARE))
    held = {cell.year: cell for cell in series if cell.value is not None}
    if not held:
        raise MissingDataError(
            f"{record.id} has no core share of {area_name(code)}: it is outside NATO's expenditure "
            "tables or not held"
        )
    notes: list[Assumption] = []
    if isinstance(start, tuple):
        year, share = start
        if not 0.1 <= share <= 20:
            raise BadValueError(
                f"start {year}={share:g} is no share in per cent: write 2.5 for 2.5 %"
            )
        kind = "planned"
        cells: tuple[str, ...] = ()
        notes.append(Assumption("start", share, f"share of {year} given by the caller"))
    else:
        year = max(held) if start is None else start
        if year not in held:
            raise MissingDataError(
                f"{record.id} has no core share of {area_name(code)} for {year}: start from "
                f"{max(held)} or an earlier year"
            )
        cell = held[year]
        share = float(cell.value or 0)
        kind, cells = "estimated" if cell.estimate else "observed", (cell.explain(),)
        last = record.years(SHARE)[-1]
        if start is None and year < last:
            why = f"the cell of {last} in {record.id} is {series.cells[-1].missing}"
            notes.append(Assumption("start", year, why))
    history = tuple(
        Observation(y, float(c.value or 0), c.estimate)
        for y, c in sorted(held.items())
        if y < year or (y == year and not isinstance(start, tuple))
    )
    return Observed(record, year, share, kind, history, tuple(notes), cells)


def _nato_edition(panel: Panel, edition: str | None) -> Edition:
    if edition is not None:
        record = panel.record(edition)
        if SHARE not in record.measures:
            raise BadValueError(
                f"{edition} has no core shares: name a NATO edition, e.g. nato-2026-07"
            )
        return record
    for record in reversed(panel.editions):
        # The annual reports print one column, to fewer decimals: no start for a path.
        if len(record.years(SHARE)) > 1:
            return record
    raise MissingDataError(f"no NATO edition held was public on {panel.day}: ask for a later day")


def denominator(
    panel: Panel, observed: Observed, economy: Economy
) -> tuple[float, tuple[Assumption, ...], tuple[str, ...]]:
    """Return by what the WEO's GDP must be multiplied to be what NATO's share is a share of.

    One for nearly all. Luxembourg's share is of gross national income, and NATO deflates Dutch
    spending and Dutch GDP differently: both show as a lasting gap between NATO's money over
    NATO's share and the WEO's GDP.
    """
    code = economy.area
    reported: tuple[Assumption, ...] = ()
    cells: tuple[str, ...] = ()
    editions = [observed.edition, *(e for e in reversed(panel.editions) if e != observed.edition)]
    for record in editions:
        if MONEY not in record.measures:
            continue
        ratios = _ratios(panel.edition(record.id), record, code, observed.start, economy.gdp)
        if len(ratios) < 2 or not all(
            SAME_CURRENCY[0] < r < SAME_CURRENCY[1] for r in ratios.values()
        ):
            continue
        (_, before), (year, last) = list(ratios.items())[-2:]
        if record == observed.edition and year == observed.start:
            cells = (panel.edition(record.id).cell(MONEY, code, year).explain(),)
        if min(abs(before - 1), abs(last - 1)) > NOISE:
            why = (
                f"{record.id}'s money over its share is {last:.3f} of the WEO's GDP in {year} and "
                f"{before:.3f} the year before: the share is of something other than that GDP, "
                "so GDP is scaled by the ratio"
            )
            return last, (Assumption("denominator_ratio", last, why),), cells
        if cells:
            why = (
                f"money is share x WEO GDP; NATO's own money for {year} is this ratio of it "
                "(its estimate of GDP differs)"
            )
            reported = (Assumption("reported_money_ratio", last, why),)
        return 1.0, reported, cells
    return 1.0, (), ()


def _ratios(
    panel: Panel, record: Edition, code: str, start: int, gdp: Mapping[int, float]
) -> dict[int, float]:
    """Year to NATO's implied denominator over the WEO's GDP, up to ``start``."""
    years = [y for y in record.years(MONEY) if start - 4 < y <= start and y in gdp]
    if not years:
        return {}
    money = panel.series(MONEY, code, years).to_dict()
    share = panel.series(SHARE, code, years).to_dict()
    return {y: 100 * money[y] / share[y] / gdp[y] for y in years if y in money and y in share}


def nato_rate(panel: Panel, observed: Observed, economy: Economy) -> tuple[float, str, int] | None:
    """Return NATO's own national currency per dollar, its edition and year, if one is held.

    The starting year's rate in the edition of the share; else the newest one before it in the
    newest visible edition that counts in the same currency.
    """
    member = ally(economy.area)
    for record in (observed.edition, *reversed(panel.editions)):
        if not {MONEY, DOLLARS} <= record.measures:
            continue
        if member.currency_on(record.published) != economy.currency:
            continue
        only = panel.edition(record.id)
        years = [y for y in record.years(DOLLARS) if y <= observed.start]
        own = only.series(MONEY, economy.area, years).to_dict() if years else {}
        usd = only.series(DOLLARS, economy.area, years).to_dict() if years else {}
        both = [y for y in years if own.get(y) and usd.get(y)]
        if both:
            return own[both[-1]] / usd[both[-1]], record.id, both[-1]
    return None
