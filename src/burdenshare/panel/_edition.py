"""What one publication of figures is: the record in ``editions.yaml``."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from burdenshare._yaml import Model


class Coverage(Model):
    """Measures that a publication has for a span of years."""

    measures: tuple[str, ...] = Field(min_length=1)
    """Ids from the measures catalogue."""
    first: int
    """First year published."""
    last: int
    """Last year published."""
    estimates_from: int | None = None
    """First year that the publisher marks as an estimate or projection, where one for all."""
    areas: tuple[str, ...] | None = None
    """Areas with a row in these tables, where not all of the edition's."""


class Bounds(Model):
    """What others tell of cells that a publication has and that are not held here.

    No figure is made of it: it says where the cells lie, as printed, and no more.
    """

    measure: str
    """Id from the measures catalogue."""
    year: int
    """Year of the cells."""
    areas: tuple[str, ...] = Field(min_length=1)
    """Whose cells."""
    least: float
    """Least that they can be, in the measure's unit."""
    most: float
    """Most that they can be."""
    reason: str
    """How that follows from what is told."""
    sources: tuple[str, ...] = Field(min_length=1)
    """Addresses of those who tell it."""

    @model_validator(mode="after")
    def _ordered(self) -> Bounds:
        if self.least > self.most:
            raise ValueError("least lies above most")
        return self


class Edition(Model):
    """One publication of figures, never rewritten once published.

    What the publication *contains* (``publishes``, ``areas``) is kept apart from what is *held*
    here (the rows of its Parquet): a cell that it contains but that is not held stays missing
    and says so; it is never filled from another edition.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """Id, e.g. ``nato-2026-07``."""
    publisher: str
    """Who published it."""
    title: str
    """Title as published."""
    published: dt.date
    """Day it became public: `as_of` sees it from this day on."""
    published_note: str | None = None
    """How the day is known, where the publisher does not state it."""
    cutoff: dt.date | None = None
    """Last day of information in it, where stated."""
    family: Literal["nato", "weo", "worldbank", "eurostat", "ecb", "ec", "sipri"]
    """Definitions are comparable within a family only; a query never crosses it."""
    definition: str
    """What its figures count, in our words."""
    base_year: int | None = None
    """Year of its constant prices."""
    decimals: dict[str, int] = Field(default_factory=dict)
    """Decimals as printed, by measure; rules are tested at this precision."""
    publishes: tuple[Coverage, ...] = Field(min_length=1)
    """What the publication contains."""
    areas: tuple[str, ...] = Field(min_length=1)
    """Areas that its tables have a row for."""
    complete: bool
    """Whether everything under ``publishes`` is held."""
    completeness: str
    """What is held, and where it was found if not with the publisher."""
    bounds: tuple[Bounds, ...] = ()
    """What others tell of cells that are not held."""
    licence: str
    """Terms of reuse."""
    credit: str
    """How to credit the publisher."""
    url: str
    """Official page or file."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Checksum of its Parquet file."""
    origin: Literal["shipped", "user"] = "shipped"
    """Whether it came with burdenshare or from the user's own data folder."""

    def __hash__(self) -> int:
        """The id and the checksum tell editions apart; some fields cannot be hashed."""
        return hash((self.id, self.sha256))

    @model_validator(mode="after")
    def _consistent(self) -> Edition:
        if self.cutoff and self.cutoff > self.published:
            raise ValueError("cutoff lies after published")
        return self

    def years(self, measure: str) -> range:
        """Years for which the publication has ``measure``; empty when it has none."""
        spans = [span for span in self.publishes if measure in span.measures]
        if not spans:
            return range(0)
        return range(min(s.first for s in spans), max(s.last for s in spans) + 1)

    def areas_of(self, measure: str) -> tuple[str, ...]:
        """Areas that the publication has ``measure`` for, in the order of the edition's."""
        spans = [span for span in self.publishes if measure in span.measures]
        if any(span.areas is None for span in spans):
            return self.areas
        named = {area for span in spans for area in span.areas or ()}
        return tuple(area for area in self.areas if area in named)

    def bounds_of(self, measure: str, area: str, year: int) -> Bounds | None:
        """What others tell of a cell, where they do."""
        for told in self.bounds:
            if (told.measure, told.year) == (measure, year) and area in told.areas:
                return told
        return None

    def cite(self) -> dict[str, str]:
        """How to cite it, as every answer carries it under ``sources``."""
        return {
            "id": self.id,
            "publisher": self.publisher,
            "title": self.title,
            "published": self.published.isoformat(),
            "licence": self.licence,
            "credit": self.credit,
            "url": self.url,
        }

    @property
    def measures(self) -> frozenset[str]:
        """Measures that the publication has."""
        return frozenset(m for span in self.publishes for m in span.measures)


class Measure(Model):
    """One row of the measures catalogue, ``measures.yaml``."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    """Id, e.g. ``core_share``."""
    title: str
    """Title for people."""
    unit: str
    """Unit of the value, e.g. ``percent of GDP`` or ``million USD``."""
    prices: Literal["current", "constant", "none"] = "none"
    """Price basis; constant prices are those of the edition's base year."""
    currency: str | None = None
    """``national``, or an ISO 4217 code, for money."""
    denominator: str | None = None
    """What a share or per-head figure is divided by."""
    definition: str
    """What is counted, in our words."""
    family: str
    """Family of editions that publish it."""
    table: str | None = None
    """Table or subject code in the source."""
