"""Findings that someone has explained: ``known_findings.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from burdenshare._yaml import Model, load

if TYPE_CHECKING:
    from burdenshare.panel._audit._identities import Check


class KnownFinding(Model):
    """Cells that break an identity, and why."""

    editions: tuple[str, ...] = Field(min_length=1)
    """Editions it is found in."""
    identities: tuple[str, ...] = Field(min_length=1)
    """Ids of the identities broken."""
    area: str
    """Area of the cells."""
    years: tuple[int, ...] = Field(min_length=1)
    """Years of the cells."""
    largest: float = Field(gt=0)
    """Largest gap explained, relative to the recomputed figure: a larger one is a new finding."""
    reason: str
    """Why, and how that is known."""

    def covers(self, edition: str, check: Check) -> bool:
        """Whether it explains that check of that edition."""
        return (
            edition in self.editions
            and check.identity in self.identities
            and check.area == self.area
            and check.year in self.years
            and abs(check.gap) <= self.largest * abs(check.expected)
        )


@cache
def known_findings() -> tuple[KnownFinding, ...]:
    """Return the explained findings."""
    path = Path(str(files("burdenshare.panel") / "known_findings.yaml"))
    return load(path, tuple[KnownFinding, ...])
