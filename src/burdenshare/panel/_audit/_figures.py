"""The figures of one edition, each with what its rounding leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.panel._audit._interval import Interval
from burdenshare.panel._cell import as_printed

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.panel._edition import Edition


class Figures:
    """Values of an edition by measure, area and year, with their rounding.

    A value that is held rounded as printed stands for half a printed unit either side of it; one
    that is held with more decimals stands for itself.
    """

    def __init__(self, edition: Edition, cells: pl.DataFrame) -> None:
        self.edition = edition
        rows = cells.drop_nulls("value").select("measure", "area", "year", "value").rows()
        self._values: dict[tuple[str, str, int], float] = {row[:3]: row[3] for row in rows}
        self.areas = tuple(dict.fromkeys(row[1] for row in rows))
        self.years = tuple(sorted({row[2] for row in rows}))

    def value(self, measure: str, area: str, year: int) -> float | None:
        """Value held, or ``None``."""
        return self._values.get((measure, area, year))

    def half_unit(self, measure: str) -> float:
        """Half a unit of the last printed decimal."""
        return float(0.5 * 10.0 ** -self.edition.decimals.get(measure, 9))

    def is_rounded(self, measure: str, value: float) -> bool:
        """Whether the value has no more decimals than are printed."""
        return float(as_printed(value, self.edition.decimals.get(measure))) == value

    def is_typed(self, measure: str, value: float) -> bool:
        """Whether the value is rounded as printed in a column that mostly is not."""
        column = [v for (name, _, _), v in self._values.items() if name == measure]
        rounded = sum(self.is_rounded(measure, v) for v in column)
        return self.is_rounded(measure, value) and rounded < len(column) / 2

    def range(self, measure: str, area: str, year: int) -> Interval | None:
        """What the value can have been before rounding, or ``None`` when it is not held."""
        value = self.value(measure, area, year)
        if value is None:
            return None
        half = self.half_unit(measure) if self.is_rounded(measure, value) else 0.0
        return Interval(value - half, value + half)
