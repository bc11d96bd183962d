"""GDP, prices and dollars of an ally by year, as one WEO edition forecast them.

Beyond the edition's last year the economy grows at the average of its last three years, unless
told otherwise; every such choice is an :class:`Assumption` that travels with the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.allies import ally, area_name
from burdenshare.errors import BadValueError, MissingDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from burdenshare.panel import Edition, Panel
    from burdenshare.paths._overrides import Overrides

AVERAGED = 3
"""Years whose average is carried beyond the edition's horizon."""

SERIES = ("weo_ngdp", "weo_ngdp_rpch", "weo_ngdp_d")
"""GDP at current prices, its real growth, its deflator."""

FISCAL = {"CAN": (0, 0.75, 0.25), "GBR": (0, 0.75, 0.25), "USA": (-1, 0.25, 0.75)}
"""Fiscal year named Y as NATO does: its first calendar year minus Y, and the weights of that
calendar year and the next. Canada and the United Kingdom: April Y to March Y+1; the United
States: October Y-1 to September Y."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number or choice that no source gives.

    Attributes:
        name: Stable name, e.g. ``real_growth_beyond``.
        value: What is assumed.
        reason: Why, in one sentence.
    """

    name: str
    value: float | str | None
    reason: str

    def to_dict(self) -> dict[str, float | str | None]:
        """Plain values for JSON."""
        return {"name": self.name, "value": self.value, "reason": self.reason}


@dataclass(frozen=True)
class Economy:
    """What shares are turned into money with.

    Attributes:
        area: Ally's code.
        edition: WEO edition the figures come from.
        currency: ISO 4217 code of the money.
        gdp: GDP by year, millions of national currency, current prices.
        deflator: GDP deflator by year, an index in the edition's own base.
        per_usd: National currency per US dollar by year; empty when no source gives a rate.
        assumptions: What was assumed.
        cells: One line a source cell.
        until: Last year of the edition; later years are assumed.
        fiscal: Whether years are the ally's fiscal years instead of calendar years.
    """

    area: str
    edition: Edition
    currency: str
    gdp: Mapping[int, float]
    deflator: Mapping[int, float]
    per_usd: Mapping[int, float]
    assumptions: tuple[Assumption, ...]
    cells: tuple[str, ...]
    until: int
    fiscal: bool = False

    @property
    def real_gdp(self) -> dict[int, float]:
        """GDP by year at the deflator's base prices."""
        return {year: 100 * self.gdp[year] / self.deflator[year] for year in self.gdp}

    def fiscal_years(self) -> Economy:
        """The same economy by fiscal years, for the allies whose years differ; else itself."""
        if self.area not in FISCAL or self.fiscal:
            return self
        offset, first, second = FISCAL[self.area]
        years = [y for y in self.gdp if y + offset in self.gdp and y + offset + 1 in self.gdp]

        def mix(series: Mapping[int, float]) -> dict[int, float]:
            return {y: first * series[y + offset] + second * series[y + offset + 1] for y in years}

        gdp, real = mix(self.gdp), mix(self.real_gdp)
        note = Assumption(
            "fiscal_year",
            f"{first:g} of year {offset:+d}, {second:g} of the next",
            "GDP of a fiscal year is weighted from the calendar years it spans, by months",
        )
        return Economy(
            self.area,
            self.edition,
            self.currency,
            gdp,
            {y: 100 * gdp[y] / real[y] for y in years},
            mix(self.per_usd) if self.per_usd else {},
            (*self.assumptions, note),
            self.cells,
            self.until,
            fiscal=True,
        )


def economy(
    area: str,
    panel: Panel,
    *,
    first: int,
    last: int,
    gdp_edition: str | None = None,
    real_growth: float | None = None,
    inflation: float | None = None,
    overrides: Overrides | None = None,
) -> Economy:
    """Return GDP, prices and exchange rate of ``first`` to ``last``.

    Args:
        area: Ally by any name.
        panel: Editions that may be used; the newest visible WEO edition answers.
        first: First year wanted (up to three years before it are returned where known).
        last: Last year wanted; beyond the edition's own last year it is assumed.
        gdp_edition: WEO edition to use instead of the newest.
        real_growth: Real growth beyond the edition's last year, per cent a year.
        inflation: Growth of the deflator beyond it, per cent a year.
        overrides: The caller's own GDP figures, each with a comment.

    Raises:
        MissingDataError: No visible edition has the ally's GDP, or not for ``first``.
        UnknownNameError: ``gdp_edition`` is not visible or unknown.
    """
    code = ally(area).alpha3
    edition = weo_edition(panel, gdp_edition)
    only = panel.edition(edition.id)
    nominal, growth, prices = (_values(only, name, code, first) for name in SERIES)
    end = min(max(nominal, default=0), max(prices, default=0))
    if first > end or any(y not in nominal or y not in prices for y in range(first, end + 1)):
        raise MissingDataError(
            f"{edition.id} has no GDP and deflator of {area_name(code)} for {first}: "
            "choose another start or another GDP edition"
        )
    years = [y for y in sorted(nominal) if y <= min(last, end) and y in prices]
    gdp = {year: 1000 * nominal[year] for year in years}
    deflator = {year: prices[year] for year in years}
    dollars = _values(only, "weo_ngdpd", code, first) if "weo_ngdpd" in edition.measures else {}
    per_usd = {year: nominal[year] / dollars[year] for year in years if dollars.get(year)}
    own = dict(overrides.of(code)) if overrides else {}
    gdp |= {year: own[year][0] for year in years if year in own}
    notes: list[Assumption] = []
    if last > end:
        ahead = _beyond(edition.id, end, growth, prices, real_growth, inflation)
        notes += ahead
        up, dear = (1 + float(rate.value or 0) / 100 for rate in ahead)
        for year in range(end + 1, last + 1):
            deflator[year] = deflator[year - 1] * dear
            gdp[year] = own[year][0] if year in own else gdp[year - 1] * up * dear
    if last > end and per_usd:
        per_usd |= dict.fromkeys(range(end + 1, last + 1), per_usd[end])
        why = f"national currency per dollar held at the rate {edition.id} implies for {end}"
        notes.append(Assumption("usd_rate_beyond", per_usd[end], why))
    notes += [
        Assumption(f"gdp_{year}", value, f"given by the user: {comment}")
        for year, (value, comment) in sorted(own.items())
        if year in gdp
    ]
    cells = tuple(
        only.cell(name, code, first).explain()
        for name in ("weo_ngdp", "weo_ngdp_d", "weo_ngdpd")
        if name in edition.measures
    )
    currency = ally(code).currency_on(edition.published)
    return Economy(code, edition, currency, gdp, deflator, per_usd, tuple(notes), cells, end)


def weo_edition(panel: Panel, edition_id: str | None = None) -> Edition:
    """Return the WEO edition meant, or the newest visible one.

    Raises:
        BadValueError: The edition named is not a WEO edition.
        MissingDataError: None is visible.
    """
    if edition_id is not None:
        record = panel.record(edition_id)
        if record.family != "weo":
            raise BadValueError(
                f"{edition_id} is not an edition of the WEO: name one, e.g. weo-2026-04"
            )
        return record
    for record in reversed(panel.editions):
        if record.family == "weo":
            return record
    day = f" on {panel.day}" if panel.day else ""
    first = "weo-2021-04"
    raise MissingDataError(f"no WEO edition held was public{day}: GDP is known from {first} on")


def _values(panel: Panel, measure: str, code: str, first: int) -> dict[int, float]:
    """Year to value, from a few years before ``first`` on; panels of one edition only."""
    years = [y for y in panel.editions[0].years(measure) if y >= first - AVERAGED]
    return panel.series(measure, code, years).to_dict() if years else {}


def _beyond(
    edition_id: str,
    end: int,
    growth: Mapping[int, float],
    prices: Mapping[int, float],
    real_growth: float | None,
    inflation: float | None,
) -> tuple[Assumption, Assumption]:
    """Growth of volume and prices after the edition's last year ``end``."""
    span = range(end - AVERAGED + 1, end + 1)
    why = f"beyond {end}, the last year of {edition_id}: the average of {span[0]}-{span[-1]} held"
    own = f"beyond {end}, the last year of {edition_id}: given by the caller"
    volume = sum(growth[y] for y in span) / AVERAGED
    deflator = sum(100 * (prices[y] / prices[y - 1] - 1) for y in span) / AVERAGED
    return (
        Assumption("real_growth_beyond", volume, why)
        if real_growth is None
        else Assumption("real_growth_beyond", real_growth, own),
        Assumption("inflation_beyond", deflator, why)
        if inflation is None
        else Assumption("inflation_beyond", inflation, own),
    )
