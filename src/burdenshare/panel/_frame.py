"""From rows read in a source to the frame of an edition."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from burdenshare.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl


class Row(NamedTuple):
    """One cell of a publication; see :mod:`burdenshare.panel._store` for the columns."""

    measure: str
    area: str
    year: int
    value: float | None
    estimate: bool
    table: str
    row: str
    column: str
    note: str | None = None


def frame(rows: Iterable[Row]) -> pl.DataFrame:
    """Return the rows as an edition's frame, in its order and types.

    Raises:
        DataError: A cell is given twice.
    """
    import polars as pl

    schema = {
        "measure": pl.String, "area": pl.String, "year": pl.Int16, "value": pl.Float64,
        "estimate": pl.Boolean, "table": pl.String, "row": pl.String, "column": pl.String,
        "note": pl.String,
    }  # fmt: skip
    cells = pl.DataFrame(list(rows), schema=schema, orient="row").sort("measure", "area", "year")
    twice = cells.filter(cells.select("measure", "area", "year").is_duplicated())
    if twice.height:
        measure, area, year = twice.row(0)[:3]
        raise DataError(f"{measure}, {area} {year} is given twice: keep one of the two cells")
    return cells


def parquet(cells: pl.DataFrame) -> bytes:
    """Return the frame as Parquet, the same bytes each time."""
    buffer = io.BytesIO()
    cells.write_parquet(buffer, compression="zstd", compression_level=19, row_group_size=1 << 20)
    return buffer.getvalue()


def column(year: int, *, estimate: bool) -> str:
    """Return a year as NATO prints it over a column: ``2024``, or ``2024e`` for an estimate."""
    return f"{year}e" if estimate else str(year)
