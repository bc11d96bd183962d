"""A path: year by year from the last observation to the horizon, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name

if TYPE_CHECKING:
    import datetime as dt

    import altair as alt
    import polars as pl

    from burdenshare.panel import Edition
    from burdenshare.paths._economy import Assumption

OBSERVED, ESTIMATED, PLANNED, PROJECTED = "observed", "estimated", "planned", "projected"
"""Kinds of points: published as final, published as an estimate, announced by the ally (or given
by the caller), and computed here."""

UNITS = {
    "core_share": "per cent of GDP",
    "related_share": "per cent of GDP",
    "step": "percentage points of GDP",
    "real_growth": "per cent a year",
    "core_money": "millions of the path's currency, current prices",
    "core_money_constant": "millions of the path's currency, prices of price_year",
    "core_money_usd": "millions of US dollars, current prices and rates",
    "core_money_usd_constant": "millions of US dollars, prices and rates of price_year",
    "related_money": "millions of the path's currency, current prices",
    "extra_money": "millions of the path's currency, current prices, over the starting share held",
    "cumulative_extra": "sum of extra_money since the start",
    "gdp": "millions of the path's currency, current prices",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a path; units are in :data:`UNITS`.

    Attributes:
        year: Year as NATO names it.
        kind: ``observed``, ``estimated``, ``planned`` or ``projected``.
        core_share: Core spending, per cent of GDP.
        gdp: What the share is a share of.
        core_money: ``core_share`` times ``gdp``.
        core_money_constant: The same at prices of the path's ``price_year``.
        core_money_usd: The same in dollars; ``None`` when no rate is published.
        core_money_usd_constant: At prices and rates of ``price_year``.
        extra_money: Over the baseline, the starting share held.
        cumulative_extra: Sum of ``extra_money`` since the start.
        real_growth: Real growth of core spending on the year before; ``None`` at the start.
        step: Change of ``core_share`` on the year before; ``None`` at the start.
        related_share: Related spending; ``None`` where unknown, which is not zero.
        related_money: ``related_share`` times ``gdp``.
        label: Name of the year in print: ``2035``, or ``2035-36`` in the fiscal-year view.
        note: Where the share comes from, in a few words.
    """

    year: int
    kind: str
    core_share: float
    gdp: float
    core_money: float
    core_money_constant: float
    core_money_usd: float | None
    core_money_usd_constant: float | None
    extra_money: float
    cumulative_extra: float
    real_growth: float | None
    step: float | None
    related_share: float | None
    related_money: float | None
    label: str
    note: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Observation:
    """A share NATO published.

    Attributes:
        year: Year as NATO names it.
        core_share: Per cent of GDP.
        estimate: Whether NATO marks it as an estimate.
    """

    year: int
    core_share: float
    estimate: bool


@dataclass(frozen=True, slots=True)
class Source:
    """An edition or document the path rests on.

    Attributes:
        id: Edition id, rule id or ledger entry id.
        publisher: Who published or said it.
        title: Title.
        published: Day it became public.
        url: Address.
        cells: The figures read from it, one line each.
    """

    id: str
    publisher: str
    title: str
    published: str
    url: str
    cells: tuple[str, ...] = ()

    @classmethod
    def of(cls, edition: Edition, cells: tuple[str, ...]) -> Source:
        """The record of an edition with the cells read from it."""
        published = edition.published.isoformat()
        return cls(edition.id, edition.publisher, edition.title, published, edition.url, cells)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | {
            "cells": list(self.cells)
        }


@dataclass(frozen=True)
class Path:
    """How an ally, or all of them, would get from the last observation to a level.

    Attributes:
        ally: Code of the ally or aggregate.
        as_of: The day as of which everything was known.
        edition: NATO edition of the starting share.
        gdp_edition: WEO edition of GDP and prices.
        gdp_until: Its last year; GDP and prices of later years are assumed.
        shape: Name of the shape.
        currency: ISO 4217 code of the money.
        price_year: Year of the constant prices (and rates).
        rule: Id of the rule the defaults come from; ``None`` when the caller gave them.
        target: Core share aimed at, per cent of GDP.
        due: Year by which.
        points: One a year from the start to the horizon.
        history: Shares of earlier years from the same edition.
        assumptions: Everything that no source gives.
        sources: Everything that one does.
    """

    ally: str
    as_of: dt.date
    edition: str
    gdp_edition: str
    gdp_until: int
    shape: str
    currency: str
    price_year: int
    rule: str | None
    target: float
    due: int
    points: tuple[Point, ...]
    history: tuple[Observation, ...]
    assumptions: tuple[Assumption, ...]
    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        """English name of the ally or aggregate."""
        return area_name(self.ally)

    @property
    def start(self) -> Point:
        """The last observation."""
        return self.points[0]

    @property
    def years(self) -> tuple[int, ...]:
        """Years in order."""
        return tuple(point.year for point in self.points)

    def at(self, year: int) -> Point:
        """Return the point of a year.

        Raises:
            BadValueError: The year lies outside the path.
        """
        from burdenshare.errors import BadValueError

        index = year - self.start.year
        if not 0 <= index < len(self.points):
            raise BadValueError(
                f"{year} lies outside the path: {self.years[0]} to {self.years[-1]}"
            )
        return self.points[index]

    @property
    def extra(self) -> float:
        """Extra money over the baseline, all years together, millions at current prices."""
        return self.points[-1].cumulative_extra

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "ally": self.ally,
            "name": self.name,
            "as_of": self.as_of.isoformat(),
            "edition": self.edition,
            "gdp_edition": self.gdp_edition,
            "gdp_until": self.gdp_until,
            "shape": self.shape,
            "currency": self.currency,
            "price_year": self.price_year,
            "rule": self.rule,
            "target": self.target,
            "due": self.due,
            "units": UNITS,
            "assumptions": [item.to_dict() for item in self.assumptions],
            "sources": [item.to_dict() for item in self.sources],
            "history": [
                {"year": o.year, "core_share": o.core_share, "estimate": o.estimate}
                for o in self.history
            ],
            "points": [point.to_dict() for point in self.points],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a year, with ``ally``, ``shape``, ``currency`` and the point's fields."""
        import polars as pl

        text = {"kind", "label", "note"}
        schema = {
            field.name: pl.String if field.name in text else pl.Float64 for field in fields(Point)
        } | {"year": pl.Int64}
        frame = pl.DataFrame([point.to_dict() for point in self.points], schema=schema)
        return frame.select(
            pl.lit(self.ally).alias("ally"),
            pl.lit(self.shape).alias("shape"),
            pl.lit(self.currency).alias("currency"),
            pl.all(),
        )

    def explain(self) -> str:
        """The tree of evidence: every number with its source cell or named assumption."""
        from burdenshare.paths._explain import explain

        return explain(self)

    def chart(self) -> alt.LayerChart:
        """Observed years solid, estimates hollow, announced years dashed, computed ones dotted."""
        from burdenshare.paths._chart import chart

        return chart((self,))

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def __rich__(self) -> Any:
        from burdenshare.paths._explain import table

        return table(self)
