"""Figures to judge a claim by: the cell meant, and how near the wording comes to it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from burdenshare.allies import ally
from burdenshare.errors import BurdenshareError, MissingDataError
from burdenshare.news._not_held import newest_not_held
from burdenshare.panel import Panel, default_panel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from burdenshare.news._claim import Claim, Value
    from burdenshare.news._not_held import NotHeld
    from burdenshare.panel import Cell

SHARE = "core_share"
NOMINAL = re.compile(r"\bnominal(?:ly)?\b|\bat current prices\b|\bbefore inflation\b")
"""What says of growth that it is not real."""

HEDGE = 0.10
"""Points of GDP that "about" and its like allow beyond the printed digits."""

PARTS = {
    "personnel_share": "personnel",
    "infrastructure_share": "infrastructure",
    "other_share": "operations and all else",
}
"""What NATO divides the effort into besides equipment, and how to call it."""

_MEASURES = {
    **{part: part for part in PARTS},
    "pct_gdp": SHARE, "pct_gni": SHARE, "pct_of_defence": "equipment_share",
    "pct_growth_real": "core_real_change", "pct_growth": "core_real_change", "persons": "personnel",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """What the record has for a claim.

    Attributes:
        value: In the claim's unit.
        printed: As the publisher prints it.
        year: Year it is about.
        cells: The cells it was read or computed from; the first is the ally's own.
    """

    value: float
    printed: str
    year: int
    cells: tuple[Cell, ...]

    @property
    def cell(self) -> Cell:
        """The ally's own cell."""
        return self.cells[0]

    @property
    def evidence(self) -> tuple[dict[str, Any], ...]:
        """The cells as evidence for a verdict."""
        return tuple(evidence_of(cell) for cell in self.cells)


@lru_cache(maxsize=2048)
def _public_on(day: dt.date) -> Panel:
    return default_panel().as_of(day)


def public_on(day: dt.date, panel: Panel | None) -> Panel:
    """Return the panel of what was public on ``day``."""
    return _public_on(day) if panel is None else panel.as_of(day)


_STALE = dt.timedelta(days=460)
"""Age at which the newest edition held cannot be the newest there was: one comes out every year."""

_SUMMER = 7
"""Month from which NATO's yearly tables, out in June or July, are taken to reach the year itself."""


@lru_cache(maxsize=512)
def latest_year(day: dt.date) -> int:
    """Return the year NATO's newest tables of a day reach, at most the day's own.

    It is what a report of that day means by a share to which it gives no year. Where no edition of
    the time is held, the calendar of publication tells it.
    """
    for edition in reversed(_public_on(day).editions):
        years = [year for year in edition.years(SHARE) if year <= day.year]
        if years and edition.id.startswith("nato"):
            if day - edition.published < _STALE:
                return max(years)
            break
    return day.year if day.month >= _SUMMER else day.year - 1


_NEWS = dt.timedelta(days=45)
"""How long reports treat NATO's tables as news."""


@lru_cache(maxsize=512)
def news_year(day: dt.date) -> int | None:
    """Return the past year that tables which have just come out are about, if they end with it.

    A report on such tables gives its shares no year of their own and means theirs.
    """
    dates = [e.published for e in _public_on(day).editions if e.id.startswith("nato")]
    year = latest_year(day)
    fresh = bool(dates) and day - max(dates) <= _NEWS
    return year if fresh and year < day.year else None


def newest_is_missing(panel: Panel, day: dt.date) -> bool:
    """Whether NATO had published newer tables by a day than the newest held: what differs need not be wrong."""
    newest = _newest(panel)
    if newest is None:
        return True
    missing = newest_not_held(newest, day)
    return is_stale(panel, day) or (missing is not None and not missing.bounds)


def newer_than(panel: Panel, day: dt.date, year: int) -> NotHeld | None:
    """Return the publication with newer shares of a year than those held on a day, of which something is told."""
    newest = _newest(panel)
    missing = newest_not_held(newest, day) if newest is not None else None
    return missing if missing is not None and missing.bounds and missing.year == year else None


def is_stale(panel: Panel, day: dt.date) -> bool:
    """Whether NATO's newest tables held are too old to be the newest there were on a day."""
    newest = _newest(panel)
    return newest is not None and day - newest > _STALE


def _newest(panel: Panel) -> dt.date | None:
    return max((e.published for e in panel.editions if e.id.startswith("nato")), default=None)


def is_ahead_of_tables(panel: Panel, year: int, day: dt.date) -> bool:
    """Whether NATO's tables of a day, one edition of which is held, do not reach a year yet."""
    held = [edition for edition in panel.editions if edition.id.startswith("nato")]
    if not held or is_stale(panel, day):
        return False
    return all(year > max(edition.years(SHARE), default=0) for edition in held)


_NOW = re.compile(
    r"\b(?:current(?:ly)?|present(?:ly)?|now(?:adays)?|today|these days|at the moment|right now|still)\b"
)


def says_now(claim: Claim) -> bool:
    """Whether a sentence insists on the day it was written, and not on the newest tables."""
    return _NOW.search(claim.sentence.lower()) is not None


def evidence_of(cell: Cell) -> dict[str, Any]:
    """Return a cell as evidence."""
    return {
        "kind": "cell", "edition": cell.edition.id, "published": cell.edition.published.isoformat(),
        "measure": cell.measure.id, "area": cell.area, "year": cell.year, "value": cell.value,
        "printed": cell.printed, "estimate": cell.estimate, "source": str(cell.source or ""),
    }  # fmt: skip


def find_figure(panel: Panel, claim: Claim, area: str, year: int) -> Figure | str:
    """Return the figure a claim is about, or why there is none."""
    known = figure_or_none(panel, claim, area, year)
    # Why there is none names the day of the panel asked.
    return known if known is not None else _find(panel, claim, area, year)


def figure_or_none(panel: Panel, claim: Claim, area: str, year: int) -> Figure | None:
    """Return the figure a claim is about, if there is one."""
    unit, span = _asked(claim), _span_of(panel)
    if span is not None and not _nearer_is_meant(unit):
        return _known_figure(*span, unit, area, year)
    found = _find(panel, claim, area, year)
    return found if isinstance(found, Figure) else None


_WHAT_FOR = re.compile(
    r"[^,;.]{0,24}?\b(?:(?P<equipment_share>equipment|hardware|kit|procurement|weapons|arms)|(?P<personnel_share>personnel|staff\w*|pay|salaries|wages|pensions|troops)|"
    r"(?P<infrastructure_share>infrastructure|construction|buildings|bases)|(?P<other_share>operations|operating|maintenance|running costs|research))\b"
)
"""What a part of the effort is said to be spent on, right after the number."""


_ANOTHER_PART = re.compile(
    r"(?:, | and )(?:\w+ )?(?:and )?(?:personnel|staff|pay|salaries|pensions|infrastructure|operations|maintenance|equipment|research|troops)\b"
)
"""After one part of the effort, another that is counted with it."""


def _asked(claim: Claim) -> str:
    """Return the unit of a claim; of a part of the effort that is not for equipment, NATO's measure of it."""
    unit = claim.values[0].unit
    if unit != "pct_of_defence":
        return unit
    words = claim.sentence
    end = max(0, words.find(claim.text)) + len(claim.text)
    told = _WHAT_FOR.match(words.lower(), end)
    if told is not None and _ANOTHER_PART.match(words.lower(), told.end()):
        return "pct_of_several"  # "on operations, maintenance and personnel"
    return told.lastgroup if told is not None and told.lastgroup in PARTS else unit


def _find(panel: Panel, claim: Claim, area: str, year: int) -> Figure | str:
    unit = _asked(claim)
    if not _nearer_is_meant(unit) or area in {"ISL", "NATO_EUR"}:
        return _of_unit(panel, unit, area, year)
    return (_growth if unit == "pct_growth" else _money)(panel, claim, area, year)


def _nearer_is_meant(unit: str) -> bool:
    """Whether tables have a figure of this unit at current and at constant prices, and words do not say which."""
    return unit.endswith("_mn") or unit == "pct_growth"


@lru_cache(maxsize=16_384)
def _known_figure(first: int, end: int, unit: str, area: str, year: int) -> Figure | None:
    # Reports ask for the same few figures again and again.
    found = _of_unit(_shipped(first, end), unit, area, year)
    return found if isinstance(found, Figure) else None


def _of_unit(panel: Panel, unit: str, area: str, year: int) -> Figure | str:
    if area == "ISL":
        return "Iceland has no armed forces and no row in NATO's tables"
    if area == "NATO_EUR":
        return "NATO publishes no figure for the European allies without Canada"
    if unit == "pct_of_alliance_total":
        return _part_of_total(panel, area, year)
    measure = _MEASURES.get(unit)
    if measure is None:
        return f"no table has a figure in the unit {unit}"
    return _plain(panel, measure, area, year, scale=1000.0 if unit == "persons" else 1.0)


def printed_figures(panel: Panel, claim: Claim, area: str, year: int) -> Iterable[Figure]:
    """Return the figure that each of NATO's editions has for a claim, in order of publication."""
    unit = _asked(claim)
    if not _nearer_is_meant(unit) and _span_of(panel) == (0, len(panel.editions)):
        return _known_figures(len(panel.editions), unit, area, year)
    found = (
        figure_or_none(only_edition(panel, place), claim, area, year)
        for place in _places_of_nato(panel)
    )
    return (figure for figure in found if figure is not None)


@lru_cache(maxsize=4096)
def _known_figures(end: int, unit: str, area: str, year: int) -> tuple[Figure, ...]:
    places = (place for place in _places_of_nato(default_panel()) if place < end)
    found = (_of_unit(_only_shipped(place), unit, area, year) for place in places)
    return tuple(figure for figure in found if isinstance(figure, Figure))


def _places_of_nato(panel: Panel) -> list[int]:
    return [place for place, edition in enumerate(panel.editions) if edition.id.startswith("nato")]


def _plain(panel: Panel, measure: str, area: str, year: int, *, scale: float = 1.0) -> Figure | str:
    cell = get_cell(panel, measure, area, year)
    return cell if isinstance(cell, str) else _figure_of(cell, year, scale)


def _figure_of(cell: Cell, year: int, scale: float) -> Figure:
    if cell.value is None:
        raise MissingDataError(f"{cell.edition.id} leaves {cell.area} {year} blank")
    return Figure(cell.value * scale, cell.printed or "", year, (cell,))


def get_cell(panel: Panel, measure: str, area: str, year: int) -> Cell | str:
    """Return a cell with a value, or why there is none."""
    span = _span_of(panel)
    if span is not None:
        known = _known_cell(*span, measure, area, year)
        if not isinstance(known, str) or panel.day is None:
            return known
        # Of several editions, why there is none names the day.
        return _none_on(panel.day, measure, area, year)
    return _find_cell(panel, measure, area, year)


@lru_cache(maxsize=4096)
def _none_on(day: dt.date, measure: str, area: str, year: int) -> Cell | str:
    return _find_cell(_public_on(day), measure, area, year)


def only_edition(panel: Panel, place: int) -> Panel:
    """Return a panel with the edition at ``place`` of ``panel`` alone."""
    if _span_of(panel) == (0, len(panel.editions)):
        return _only_shipped(place)
    return replace(panel, editions=(panel.editions[place],))


def _only_shipped(place: int) -> Panel:
    return _shipped(place, place + 1)


@lru_cache(maxsize=1024)
def _shipped(first: int, end: int) -> Panel:
    panel = default_panel()
    return replace(panel, editions=panel.editions[first:end])


@cache
def _places() -> dict[str, int]:
    return {edition.id: place for place, edition in enumerate(default_panel().editions)}


def _span_of(panel: Panel) -> tuple[int, int] | None:
    """Return which editions of the default panel these are, from one and up to another."""
    if panel.day is not None:
        # What was public on a day is how many of the editions, in order of publication, were out.
        return (0, len(panel.editions)) if panel is _public_on(panel.day) else None
    if len(panel.editions) == 1:
        place = _places().get(panel.editions[0].id)
        if place is not None and panel is _only_shipped(place):
            return place, place + 1
    return None


@lru_cache(maxsize=16_384)
def _known_cell(first: int, end: int, measure: str, area: str, year: int) -> Cell | str:
    return _find_cell(_shipped(first, end), measure, area, year)


def table_of(panel: Panel, measure: str, year: int) -> tuple[Cell, ...]:
    """Return one year's cells of the allies with armed forces.

    Raises:
        MissingDataError: No visible edition publishes the measure for that year.
    """
    span = _span_of(panel)
    if span is None:
        return _national(panel, measure, year)
    try:
        return _known_table(*span, measure, year)
    except MissingDataError:
        # Said again by the panel asked: the reason names its day.
        return _national(panel, measure, year)


@lru_cache(maxsize=256)
def _known_table(first: int, end: int, measure: str, year: int) -> tuple[Cell, ...]:
    return _national(_shipped(first, end), measure, year)


def _national(panel: Panel, measure: str, year: int) -> tuple[Cell, ...]:
    return tuple(c for c in panel.table(measure, year) if len(c.area) == 3 and c.area != "ISL")


def _find_cell(panel: Panel, measure: str, area: str, year: int) -> Cell | str:
    try:
        cell = panel.cell(measure, area, year)
    except BurdenshareError as error:
        return str(error).split(" (held:")[0]
    if cell.value is None:
        return f"{cell.edition.id} has no such cell for {area} {year}: {cell.missing}"
    return cell


_US_DOLLARS = re.compile(r"\b[Uu]\.?[Ss]\.?(?:\$|D\b| dollars)|\bUSD|\bAmerican dollars")
"""What says of Canada's dollars that they are not its own."""


def _money(panel: Panel, claim: Claim, area: str, year: int) -> Figure | str:
    currency = claim.values[0].unit[:3]
    if currency != "USD" and len(area) != 3:
        return "totals of the allies are published in US dollars only"
    names = (
        ("core_expenditure_usd_current", "core_expenditure_usd_constant")
        if currency == "USD"
        else (OWN_MONEY,)
    )
    if area == "CAN" and currency == "USD" and not _US_DOLLARS.search(claim.sentence):
        names = (*names, OWN_MONEY)
    found = [_plain(panel, name, area, year) for name in names]
    right = [f for f in found if isinstance(f, Figure)]
    if right and currency != "USD":
        edition = right[0].cell.edition
        # An edition gives all years in the ally's money of its own day.
        if currency != ally(area).currency_on(edition.published):
            return f"{edition.id} has no sums of {area} in {currency}"
    if not right:
        return str(found[0])
    # A sum in dollars may be at current or at constant prices, and Canada's in its own: the nearer is meant.
    return min(right, key=lambda figure: abs(figure.value - claim.values[0].value))


def _growth(panel: Panel, claim: Claim, area: str, year: int) -> Figure | str:
    """Growth of which the words do not say whether it is real: the nearer of the two is meant."""
    real = _of_unit(panel, "pct_growth_real", area, year)
    nominal = _nominal_growth(panel, area, year)
    end = claim.sentence.find(claim.text) + len(claim.text)
    if NOMINAL.search(claim.sentence[max(0, end - 40) : end + 25].lower()):
        return nominal
    found = [figure for figure in (real, nominal) if isinstance(figure, Figure)]
    if not found:
        return real
    return min(found, key=lambda figure: abs(figure.value - claim.values[0].value))


def _nominal_growth(panel: Panel, area: str, year: int) -> Figure | str:
    """Growth of what is spent in an ally's own money, at current prices, as one edition has both years."""
    if len(area) != CODE:
        return "totals of the allies have no money of their own"
    later, earlier = (get_cell(panel, OWN_MONEY, area, one) for one in (year, year - 1))
    if isinstance(later, str) or isinstance(earlier, str):
        return later if isinstance(later, str) else str(earlier)
    if later.edition.id != earlier.edition.id or not later.value or not earlier.value:
        return f"no edition has {OWN_MONEY} of {area} for both {year - 1} and {year}"
    value = 100 * (later.value / earlier.value - 1)
    return Figure(value, f"{value:.1f}", year, (later, earlier))


OWN_MONEY = "core_expenditure_national_current"
CODE = 3
"""Letters of the code of an ally; areas have longer ones."""


def _part_of_total(panel: Panel, area: str, year: int) -> Figure | str:
    part = get_cell(panel, "core_expenditure_usd_current", area, year)
    total = get_cell(panel, "core_expenditure_usd_current", "NATO", year)
    if isinstance(part, str) or isinstance(total, str):
        return part if isinstance(part, str) else str(total)
    value = 100 * float(part.value or 0) / float(total.value or 1)
    return Figure(value, f"{value:.1f}", year, (part, total))


def rounds_to(figure: float, value: Value, step: float) -> bool:
    """Whether ``figure`` rounds to the printed ``value`` (halves away from zero)."""
    if abs(figure - value.value) > step:
        return False
    unit = Decimal(str(step))
    rounded = (Decimal(str(figure)) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
    return abs(float(rounded) - value.value) < step / 1000


def step_of(value: Value) -> float:
    """Return the last digit's worth: 0.1 for 1.3 %, 100 for EUR 124.7 billion in millions."""
    if not value.unit.endswith("_mn"):
        if value.unit == "persons":
            return 1000.0 if value.value % 1000 == 0 else 100.0
        return float(10.0**-value.decimals)
    size = abs(value.value)
    if size >= 1e6 and value.decimals:
        return float(1e6 * 10.0**-value.decimals)
    if size >= 1000 and (value.decimals or size % 1000 == 0):
        return float(1000 * 10.0**-value.decimals)
    return float(10.0**-value.decimals)


_FAR = 0.2
"""Part of a sum of money beyond which no rounding of it reaches."""


def agreement(claim: Claim, figure: Figure) -> tuple[str, float]:
    """Return the kind of verdict a figure gives, and by how much the claim is above it."""
    value = claim.values[0]
    by = round(value.value - figure.value, 4)
    sign = claim.comparator or "="
    if sign == "range":
        inside = value.value - 0.05 <= figure.value <= claim.values[-1].value + 0.05
        return ("accurate" if inside else "overstated" if by > 0 else "understated"), by
    if sign in {">", ">=", "<", "<="}:
        return _against_bound(sign, figure, value), by
    step = step_of(value)
    if value.unit.endswith("_mn") and abs(by) > _FAR * abs(value.value):
        return (
            "overstated" if by > 0 else "understated"
        ), by  # "nearly a billion" is not 594 million
    if rounds_to(figure.value, value, step) or _printed_agrees(figure, value, step):
        return "accurate", by
    if sign == "~" and abs(by) <= step / 2 + _slack(value):
        return "accurate_within_rounding", by
    if _rounds_to_printed(figure, value):
        return "accurate_within_rounding", by
    return ("overstated" if by > 0 else "understated"), by


def _against_bound(sign: str, figure: Figure, value: Value) -> str:
    """Return the kind of verdict on "more than", "at least", "less than" or "at most"."""
    compared = Decimal(str(figure.value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    bound = Decimal(str(value.value))
    if sign in {">", ">="}:
        met = compared >= bound if sign == ">=" else compared > bound or compared == bound
        return "accurate" if met else "overstated"
    return "accurate" if compared <= bound else "understated"


def _printed_agrees(figure: Figure, value: Value, step: float) -> bool:
    """Whether the publisher's own rounding, rounded again, gives the number in print; a half goes either way."""
    try:
        printed = float(figure.printed.replace(",", ""))
    except ValueError:
        return False
    return (
        not value.unit.endswith("_mn")
        and value.unit != "persons"
        and (rounds_to(printed, value, step) or abs(abs(printed - value.value) - step / 2) < 1e-9)
    )


def _rounds_to_printed(figure: Figure, value: Value) -> bool:
    """Whether the words are finer than the table, and rounded to its digits agree with it."""
    digits = len(figure.printed.partition(".")[2])
    if value.unit not in {"pct_gdp", "pct_gni"} or not 0 < digits < value.decimals:
        return False
    return round(value.value, digits) == float(figure.printed)


def _slack(value: Value) -> float:
    if value.unit in {"pct_gdp", "pct_gni"}:
        return HEDGE
    if value.unit.endswith("_mn"):
        return 0.05 * abs(value.value)
    return 3.0 if value.value >= 30 else 1.0
