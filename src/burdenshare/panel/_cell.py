"""Answers of the panel: single cells and series, each with the cell it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from burdenshare.panel._edition import Edition, Measure

BLANK = "blank in the source"
NOT_HELD = "published, but not held here"
NOT_PUBLISHED = "not in the source's table"


@dataclass(frozen=True, slots=True)
class SourceCell:
    """Where in its publication a figure stands.

    Attributes:
        table: Table or subject code, e.g. ``T3a``.
        row: Label of the row as the source names it.
        column: Label of the column, usually the year.
        note: Where the cell was found when not with the publisher; ``None`` otherwise.
    """

    table: str
    row: str
    column: str
    note: str | None = None

    def __str__(self) -> str:
        text = f"table {self.table}, row {self.row!r}, column {self.column}"
        return f"{text} ({self.note})" if self.note else text


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, or the reason why there is none.

    Attributes:
        measure: The measure asked for.
        area: Area code.
        year: Calendar year as the publisher names it.
        value: In the measure's unit; ``None`` when missing.
        estimate: Whether the publisher marks it as an estimate or projection.
        edition: The edition that answers.
        source: Where it stands there; ``None`` when the edition has no such cell or it is not held.
        missing: Why there is no value; ``None`` when there is one.
    """

    measure: Measure
    area: str
    year: int
    value: float | None
    estimate: bool
    edition: Edition
    source: SourceCell | None
    missing: str | None = None

    @property
    def decimals(self) -> int | None:
        """Decimals at which the publisher prints the measure; ``None`` when not rounded."""
        return self.edition.decimals.get(self.measure.id)

    @property
    def printed(self) -> str | None:
        """The value as the publisher prints it, halves rounded away from zero."""
        if self.value is None:
            return None
        return as_printed(self.value, self.decimals)

    @property
    def rounded(self) -> float | None:
        """The value at its printed precision: what rules are tested against."""
        printed = self.printed
        return None if printed is None else float(printed)

    def explain(self) -> str:
        """One line: the figure, its edition and its source cell."""
        from burdenshare.allies import area_name

        kind = " (estimate)" if self.estimate else ""
        figure = self.printed if self.missing is None else f"missing: {self.missing}"
        place = f", {self.source}" if self.source else ""
        return (
            f"{self.measure.title}, {area_name(self.area)} {self.year}: {figure}{kind} "
            f"[{self.measure.unit}]; {self.edition.publisher}, {self.edition.id}, published "
            f"{self.edition.published}{place}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "measure": self.measure.id,
            "area": self.area,
            "year": self.year,
            "value": self.value,
            "printed": self.printed,
            "estimate": self.estimate,
            "unit": self.measure.unit,
            "edition": self.edition.id,
            "published": self.edition.published.isoformat(),
            "missing": self.missing,
            "source": None
            if self.source is None
            else {
                "table": self.source.table,
                "row": self.source.row,
                "column": self.source.column,
                "note": self.source.note,
            },
        }


@dataclass(frozen=True, slots=True)
class Series:
    """Cells of one measure and area in the order of years.

    Attributes:
        cells: One for each year asked for, missing ones included.
        joints: First year of each further edition; empty unless ``spliced`` was asked for.
    """

    cells: tuple[Cell, ...]
    joints: tuple[int, ...] = ()

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def years(self) -> tuple[int, ...]:
        """Years in order."""
        return tuple(cell.year for cell in self.cells)

    @property
    def values(self) -> tuple[float | None, ...]:
        """Values in order; ``None`` where missing."""
        return tuple(cell.value for cell in self.cells)

    def to_dict(self) -> dict[int, float]:
        """Year to value, missing years left out."""
        return {cell.year: cell.value for cell in self.cells if cell.value is not None}

    def to_frame(self) -> pl.DataFrame:
        """One row a year: measure, area, year, value, estimate, edition, missing, source."""
        return cells_to_frame(self.cells)

    def explain(self) -> str:
        """One line a cell."""
        return "\n".join(cell.explain() for cell in self.cells)


def cells_to_frame(cells: tuple[Cell, ...]) -> pl.DataFrame:
    """Lay cells out as rows."""
    import polars as pl

    rows = [
        {
            **{k: v for k, v in cell.to_dict().items() if k not in {"source", "published"}},
            "source": str(cell.source) if cell.source else None,
        }
        for cell in cells
    ]
    schema = {
        "measure": pl.String,
        "area": pl.String,
        "year": pl.Int64,
        "value": pl.Float64,
        "printed": pl.String,
        "estimate": pl.Boolean,
        "unit": pl.String,
        "edition": pl.String,
        "missing": pl.String,
        "source": pl.String,
    }
    return pl.DataFrame(rows, schema=schema)


def as_printed(value: float, decimals: int | None) -> str:
    """Write a value at ``decimals``, halves away from zero; in full when ``None``.

    >>> as_printed(1.995, 2)
    '2.00'
    """
    if decimals is None:
        return repr(value)
    return _rounded(repr(value), decimals)


@lru_cache(maxsize=16_384)
def _rounded(value: str, decimals: int) -> str:
    step = Decimal(1).scaleb(-decimals)
    return str(Decimal(value).quantize(step, rounding=ROUND_HALF_UP))
