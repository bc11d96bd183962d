"""Shipped inputs that are neither defence figures nor the World Economic Outlook.

Each file has a record (publisher, day it was known, terms, checksum); what is asked as of an
earlier day does not see it. Defects of the sources stay in the data and are handled, and said,
where a figure is used.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from burdenshare._yaml import Model, load
from burdenshare.errors import DataError, MissingDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

Kind = Literal["dsa", "shocks", "yields"]


class InputFile(Model):
    """Record of one shipped file."""

    id: str
    """Identifier, also the name of the file."""
    kind: Kind
    """What it holds."""
    title: str
    """What it is."""
    publisher: str
    """Who published the figures."""
    compiler: str | None
    """Who put them together, where that is someone else."""
    published: dt.date
    """Day from which it counts as known."""
    published_note: str
    """How that day was settled."""
    url: str
    """Where it was found."""
    terms: str
    """Under which terms it may be used."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Checksum of the file."""
    defects: tuple[str, ...] = ()
    """What is known to be wrong with it."""

    @property
    def citation(self) -> str:
        """One line: publisher, title, identifier."""
        via = f", compiled by {self.compiler}" if self.compiler else ""
        return f"{self.publisher}: {self.title} ({self.id}{via})"


def data_folder() -> Path:
    """Folder of the shipped files."""
    return Path(str(files("burdenshare.fiscal") / "data"))


@cache
def input_files() -> tuple[InputFile, ...]:
    """Return the records of all shipped inputs, in the order of the file."""
    return load(data_folder() / "inputs.yaml", tuple[InputFile, ...])


def known_input(kind: Kind, day: dt.date) -> InputFile | None:
    """Return the newest input of a kind known on a day, or ``None``."""
    known = [f for f in input_files() if f.kind == kind and f.published <= day]
    return max(known, key=lambda f: f.published) if known else None


@cache
def read_input(name: str) -> pl.DataFrame:
    """Read a shipped file after checking that no byte has changed.

    Raises:
        DataError: It is missing or differs from its recorded checksum.
    """
    import io

    import polars as pl

    record = next(f for f in input_files() if f.id == name)
    path = data_folder() / f"{name}.parquet"
    try:
        content = path.read_bytes()
    except OSError:
        raise DataError(f"input {name}: {path} is missing: reinstall burdenshare") from None
    found = hashlib.sha256(content).hexdigest()
    if found != record.sha256:
        raise DataError(
            f"input {name}: {path} has been changed (SHA-256 {found[:12]}..., recorded "
            f"{record.sha256[:12]}...): reinstall burdenshare"
        )
    return pl.read_parquet(io.BytesIO(content))


@dataclass(frozen=True, slots=True)
class DsaTable:
    """One ally's part of the Commission's inputs.

    Attributes:
        record: The file they come from.
        ally: Alpha-3 code.
        values: Value by series and year; year 0 holds the parameters.
    """

    record: InputFile
    ally: str
    values: Mapping[tuple[str, int], float]

    def get(self, series: str, year: int = 0) -> float | None:
        """Return a value, or ``None`` where the file has none."""
        return self.values.get((series, year))

    def need(self, series: str, year: int = 0) -> float:
        """Return a value that the model cannot do without.

        Raises:
            MissingDataError: The file has none; the message names series, ally and year.
        """
        value = self.values.get((series, year))
        if value is None:
            when = f" in {year}" if year else ""
            raise MissingDataError(
                f"{self.record.id} has no {series} for {self.ally}{when}: "
                "use the simple model (model='simple')"
            )
        return value

    def years(self, series: str) -> tuple[int, ...]:
        """Years that have a value, in order."""
        return tuple(sorted(year for name, year in self.values if name == series))


@cache
def _dsa_tables(name: str) -> Mapping[str, Mapping[tuple[str, int], float]]:
    tables: dict[str, dict[tuple[str, int], float]] = {}
    for series, ally, year, value in read_input(name).iter_rows():
        tables.setdefault(ally, {})[series, year] = value
    return tables


def dsa_table(ally: str, day: dt.date) -> DsaTable | None:
    """Return the Commission's inputs for an ally as known on a day, or ``None``."""
    record = known_input("dsa", day)
    values = _dsa_tables(record.id).get(ally) if record else None
    return DsaTable(record, ally, values) if record and values else None


@dataclass(frozen=True, slots=True)
class Yield:
    """Mean ten-year yield of a calendar year.

    Attributes:
        value: Per cent.
        year: The year.
        periods: Months (Eurostat, Federal Reserve) or quarters (Bank of England) averaged.
        record: The file.
    """

    value: float
    year: int
    periods: int
    record: InputFile

    def explain(self) -> str:
        """One line with source."""
        return (
            f"{self.value:.3f} %, mean of {self.periods} observations in {self.year} "
            f"({self.record.publisher}, {self.record.id})"
        )


def yearly_yield(ally: str, day: dt.date, year: int | None = None) -> Yield | None:
    """Return the ten-year yield of a year, the last one when ``None``; ``None`` if not shipped."""
    import polars as pl

    for record in input_files():
        if record.kind != "yields" or record.published > day:
            continue
        rows = read_input(record.id).filter(pl.col("ally") == ally)
        rows = rows if year is None else rows.filter(pl.col("year") == year)
        if not rows.is_empty():
            last = rows.sort("year").row(-1, named=True)
            return Yield(last["value"], last["year"], last["periods"], record)
    return None
