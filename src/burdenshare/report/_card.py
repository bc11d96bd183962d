"""The card behind one figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.panel import Cell, Panel, cells_to_frame, default_panel

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.panel import Bounds


_LONG = {"publishes", "areas", "decimals", "bounds"}
"""What a card leaves to the edition's own page."""


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

    @property
    def told(self) -> Bounds | None:
        """What others tell of a cell that is not held: within which bounds it lies."""
        cell = self.cell
        return cell.edition.bounds_of(cell.measure.id, cell.area, cell.year)

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        edition = self.cell.edition
        return {
            "cell": self.cell.to_dict(),
            "told": self.told.model_dump(mode="json") if self.told else None,
            "edition": edition.model_dump(mode="json", exclude=_LONG),
            "measure": self.cell.measure.model_dump(mode="json"),
            "history": [cell.to_dict() for cell in self.history],
            "units": {"value": self.cell.measure.unit},
            "sources": [cell.edition.cite() for cell in self.history],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an edition."""
        return cells_to_frame(self.history)

    def explain(self) -> str:
        """The cell, then the other editions'."""
        return "\n".join([self.cell.explain(), *(f"  {c.explain()}" for c in self.history)])


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
