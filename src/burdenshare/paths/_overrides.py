"""The caller's own GDP figures: one a line, each with a comment that says where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from burdenshare._yaml import Model, load
from burdenshare.allies import ally
from burdenshare.errors import BadFileError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Override(Model):
    """One figure."""

    ally: str
    """The ally, by any name."""
    year: int = Field(ge=1980, le=2100)
    """Calendar year."""
    gdp: float = Field(gt=0)
    """GDP in millions of national currency, current prices."""
    comment: str = Field(min_length=3)
    """Where the figure comes from and why it is used; required."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """GDP figures that replace a WEO edition's.

    Attributes:
        lines: The figures, in the order given.
    """

    lines: tuple[Override, ...]

    def of(self, code: str) -> Mapping[int, tuple[float, str]]:
        """Year to figure and comment, for one ally's code."""
        return {
            line.year: (line.gdp, line.comment)
            for line in self.lines
            if ally(line.ally).alpha3 == code
        }


def read_overrides(path: str | Path) -> Overrides:
    """Read a YAML list of ``{ally, year, gdp, comment}``.

    Raises:
        BadFileError: The file is missing, is not such a list, lacks a comment, names an unknown
            ally, or gives one year twice.
    """
    file = Path(path)
    lines = load(file, tuple[Override, ...])
    seen: set[tuple[str, int]] = set()
    for number, line in enumerate(lines, 1):
        try:
            key = (ally(line.ally).alpha3, line.year)
        except UnknownNameError as error:
            raise BadFileError(file, str(error), f"entry {number}") from None
        if key in seen:
            raise BadFileError(
                file, f"{key[0]} {key[1]} is given twice: keep one", f"entry {number}"
            )
        seen.add(key)
    return Overrides(lines)
