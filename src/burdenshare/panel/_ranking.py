"""Allies in order of a measure, from the one edition that answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.allies import AGGREGATES

if TYPE_CHECKING:
    from burdenshare.panel._cell import Cell
    from burdenshare.panel._panel import Panel


@dataclass(frozen=True, slots=True)
class Rank:
    """One ally's place.

    Attributes:
        place: 1 is the highest; allies whose figures are printed alike share the better place.
        joint: Whether another ally has the same printed figure.
        of: How many allies have a figure in the edition for that year.
        from_bottom: Place counted from the lowest, shared in the same way.
        cell: The figure.
    """

    place: int
    joint: bool
    of: int
    from_bottom: int
    cell: Cell

    @property
    def text(self) -> str:
        """In words, e.g. ``joint 29th of 31``."""
        return f"{'joint ' if self.joint else ''}{ordinal(self.place)} of {self.of}"


def ranking(panel: Panel, measure: str, year: int) -> tuple[Rank, ...]:
    """Return every ally that has a figure, highest first.

    Figures are compared as printed: what the publisher shows as equal shares a place.

    Args:
        panel: What is visible; narrow it with ``as_of`` or ``edition`` first.
        measure: Id from the catalogue.
        year: Calendar year.

    Raises:
        MissingDataError: No visible edition publishes the measure for that year.
    """
    totals = {aggregate.code for aggregate in AGGREGATES}
    cells = [
        (cell.rounded, cell)
        for cell in panel.table(measure, year)
        if cell.rounded is not None and cell.area not in totals
    ]
    cells.sort(key=lambda pair: (-pair[0], pair[1].area))
    values = [value for value, _ in cells]
    return tuple(
        Rank(
            place=1 + sum(other > value for other in values),
            joint=values.count(value) > 1,
            of=len(values),
            from_bottom=1 + sum(other < value for other in values),
            cell=cell,
        )
        for value, cell in cells
    )


def ordinal(number: int) -> str:
    """Write a place as people do.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 21, 112)]
    ['1st', '2nd', '3rd', '4th', '11th', '21st', '112th']
    """
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
