"""Editions on disk: shipped ones beside this module, the user's own in the platform's folder.

An edition's Parquet has one row a cell, sorted by measure, area, year::

    measure String, area String, year Int16, value Float64 or null, estimate Boolean,
    table String, row String, column String, note String or null

A null value is a cell that is blank in the source.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from burdenshare._yaml import load
from burdenshare.errors import DataError
from burdenshare.panel._cell import SourceCell
from burdenshare.panel._edition import Edition, Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

COLUMNS = ("measure", "area", "year", "value", "estimate", "table", "row", "column", "note")


def shipped_folder() -> Path:
    """Folder of the shipped editions."""
    return Path(str(files("burdenshare.panel") / "data"))


def user_folder() -> Path:
    """Folder of the user's own editions (it need not exist)."""
    from platformdirs import user_data_path

    return user_data_path("burdenshare", appauthor=False) / "editions"


@cache
def measures() -> Mapping[str, Measure]:
    """Return the measures catalogue by id."""
    catalogue = load(Path(str(files("burdenshare.panel") / "measures.yaml")), tuple[Measure, ...])
    return {measure.id: measure for measure in catalogue}


@cache
def shipped_editions() -> tuple[Edition, ...]:
    """Return the records of the shipped editions, in the order of the file."""
    return load(Path(str(files("burdenshare.panel") / "editions.yaml")), tuple[Edition, ...])


def user_editions() -> tuple[Edition, ...]:
    """Return the records of the user's editions, each from its own file."""
    folder = user_folder()
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return tuple(load(path, Edition).model_copy(update={"origin": "user"}) for path in paths)


def edition_file(edition: Edition) -> Path:
    """Return the path of an edition's Parquet, wherever it came from."""
    folder = shipped_folder() if edition.origin == "shipped" else user_folder()
    return folder / f"{edition.id}.parquet"


def verified(edition: Edition) -> bytes:
    """Return an edition's Parquet, after checking that no byte has changed.

    Raises:
        DataError: The file is missing or differs from its recorded checksum.
    """
    path = edition_file(edition)
    mend = "reinstall burdenshare" if edition.origin == "shipped" else "remove and import it again"
    try:
        content = path.read_bytes()
    except OSError:
        raise DataError(f"edition {edition.id}: {path} is missing: {mend}") from None
    found = hashlib.sha256(content).hexdigest()
    if found != edition.sha256:
        raise DataError(
            f"edition {edition.id}: {path} has been changed (SHA-256 {found[:12]}..., recorded "
            f"{edition.sha256[:12]}...): {mend}"
        )
    return content


def read_edition(edition: Edition) -> pl.DataFrame:
    """Read an edition's cells.

    Raises:
        DataError: The file is missing or differs from its recorded checksum.
    """
    import io

    import polars as pl

    return pl.read_parquet(io.BytesIO(verified(edition)))


class Cells:
    """The cells of one edition, indexed so that a look-up takes microseconds."""

    def __init__(self, frame: pl.DataFrame) -> None:
        import polars as pl

        # Plain lists: a look-up is quicker than in an array, and numpy need not be loaded for it.
        self._values: list[float | None] = frame["value"].to_list()
        self._estimates: list[bool] = frame["estimate"].to_list()
        self._year_column = frame["year"]
        self._places = frame.select("table", "row", "column", "note")
        # Rows are sorted: a measure and area are one run, whose years are indexed when asked for.
        runs = frame.with_row_index("row_number").group_by("measure", "area")
        firsts = runs.agg(pl.col("row_number").first(), pl.len())
        self._runs = {(m, a): (first, first + length) for m, a, first, length in firsts.rows()}
        self._years: dict[tuple[str, str], dict[int, int]] = {}

    def _rows(self, measure: str, area: str) -> dict[int, int]:
        """Row numbers by year."""
        key = measure, area
        found = self._years.get(key)
        if found is None:
            first, end = self._runs.get(key, (0, 0))
            years = self._year_column[first:end].to_list()
            found = self._years[key] = dict(zip(years, range(first, end), strict=True))
        return found

    def row(self, measure: str, area: str, year: int) -> int | None:
        """Return the row number of a cell, or ``None`` when there is no such row."""
        return self._rows(measure, area).get(year)

    def years(self, measure: str, area: str) -> tuple[int, ...]:
        """Years that have a row."""
        return tuple(self._rows(measure, area))

    def value(self, row: int) -> float | None:
        """Value in a row; ``None`` when the cell is blank in the source."""
        value = self._values[row]
        # A blank is a null in some files and not a number in others.
        return None if value is None or value != value else value  # noqa: PLR0124

    def estimate(self, row: int) -> bool:
        """Whether the row is marked as an estimate."""
        return self._estimates[row]

    def source(self, row: int) -> SourceCell:
        """Where the row's cell stands in the publication."""
        return SourceCell(*self._places.row(row))
