"""Figures of many cells as one answer, and the card behind a single one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies import area as area_code
from burdenshare.errors import BadValueError
from burdenshare.panel import Cell, Panel, cells_to_frame, default_panel
from burdenshare.report._brief import source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import polars as pl

    from burdenshare.panel import Edition


@dataclass(frozen=True, slots=True)
class Figures:
    """Cells of one measure.

    Attributes:
        as_of: The day as of which they were known.
        cells: In the order of areas, then of years; missing ones included.
    """

    as_of: dt.date
    cells: tuple[Cell, ...]

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Editions that answered, oldest first."""
        found = {cell.edition.id: cell.edition for cell in self.cells}
        return tuple(sorted(found.values(), key=lambda edition: edition.published))

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        measure = self.cells[0].measure
        return {
            "as_of": self.as_of.isoformat(),
            "measure": measure.id,
            "units": {"value": measure.unit},
            "editions": [edition.id for edition in self.editions],
            "figures": [cell.to_dict() for cell in self.cells],
            "sources": [source(edition) for edition in self.editions],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a cell."""
        return cells_to_frame(self.cells)

    def explain(self) -> str:
        """One line a cell."""
        return "\n".join(cell.explain() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A figure, where it stands, and what other editions printed for the same thing.

    Attributes:
        cell: The figure.
        history: The same measure, area and year in every edition of the family that publishes
            it, oldest first, the cell itself included.
    """

    cell: Cell
    history: tuple[Cell, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        edition = self.cell.edition
        return {
            "cell": self.cell.to_dict(),
            "edition": edition.model_dump(mode="json", exclude={"publishes", "areas", "decimals"}),
            "measure": self.cell.measure.model_dump(mode="json"),
            "history": [cell.to_dict() for cell in self.history],
            "units": {"value": self.cell.measure.unit},
            "sources": [source(cell.edition) for cell in self.history],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an edition."""
        return cells_to_frame(self.history)

    def explain(self) -> str:
        """The cell, then the other editions'."""
        return "\n".join([self.cell.explain(), *(f"  {c.explain()}" for c in self.history)])


def figures(
    measure: str,
    areas: Iterable[str] | None = None,
    *,
    first: int | None = None,
    last: int | None = None,
    as_of: Date | None = None,
    edition: str | None = None,
    spliced: bool = False,
    panel: Panel | None = None,
) -> Figures:
    """Return a measure's cells for areas and years, each area's years from one edition.

    Args:
        measure: Id from the catalogue.
        areas: Areas by any name; every area of the answering edition's tables when ``None``.
        first: First year; where neither is given, all years of the newest edition that has a run.
        last: Last year; the first one when only that is given.
        as_of: The day; today when ``None``.
        edition: Id of the only edition to use.
        spliced: Answer each year from the newest edition that publishes it.
        panel: Figures to use; the shipped ones and the user's own when ``None``.

    Raises:
        UnknownNameError: Unknown measure, area or edition.
        MissingDataError: No single edition publishes all the years.
        BadValueError: The years run backwards, or the span is too long.
    """
    day = read_date(as_of)
    seen = (panel or default_panel()).as_of(day)
    if edition is not None:
        seen = seen.edition(edition)
    first, last = (first if first is not None else last), (last if last is not None else first)
    years = None
    if first is not None and last is not None:
        if not 0 <= last - first <= 100:
            raise BadValueError(f"years {first} to {last}: give a first and a later last year")
        years = range(first, last + 1)
    if areas is None:
        probe = seen.series(measure, "NATO", years, spliced=spliced)
        areas = dict.fromkeys(area for cell in probe for area in cell.edition.areas)
    codes = dict.fromkeys(map(area_code, areas))
    found = (seen.series(measure, code, years, spliced=spliced) for code in codes)
    return Figures(day, tuple(cell for series in found for cell in series))


def source_card(
    edition: str, measure: str, area: str, year: int, *, panel: Panel | None = None
) -> SourceCard:
    """Return the card behind one figure.

    Args:
        edition: Id of the edition that printed it.
        measure: Id from the catalogue.
        area: Ally or aggregate, by any of its names.
        year: Calendar year as the publisher names it.
        panel: Figures to use; the shipped ones and the user's own when ``None``.

    Raises:
        UnknownNameError: Unknown edition, measure or area.
        MissingDataError: That edition does not publish the measure for that year.
    """
    whole = panel or default_panel()
    cell = whole.edition(edition).cell(measure, area, year)
    history = tuple(
        whole.edition(other.id).cell(measure, area, year)
        for other in whole.editions
        if other.family == cell.edition.family and year in other.years(measure)
    )
    return SourceCard(cell, history)
