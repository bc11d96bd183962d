"""A measure by ally and year, and the list of editions: what `panel show` and `editions` print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.panel._cell import cells_to_frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from burdenshare._clock import Date
    from burdenshare.panel._cell import Series
    from burdenshare.panel._edition import Edition, Measure
    from burdenshare.panel._panel import Panel


@dataclass(frozen=True, slots=True)
class Shown:
    """Series of one measure, one per area.

    Attributes:
        measure: The measure.
        series: One per area, all of the same years.
        as_of: Day as of which it was asked, in ISO form.
    """

    measure: Measure
    series: tuple[Series, ...]
    as_of: str | None

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Editions that answer, in the order in which they come up."""
        found = {cell.edition.id: cell.edition for series in self.series for cell in series}
        return tuple(found.values())

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "as_of": self.as_of,
            "measure": self.measure.id,
            "units": {self.measure.id: self.measure.unit},
            "editions": [edition.id for edition in self.editions],
            "sources": [edition.cite() for edition in self.editions],
            "joints": sorted({year for series in self.series for year in series.joints}),
            "cells": [cell.to_dict() for series in self.series for cell in series],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a cell."""
        return cells_to_frame(tuple(cell for series in self.series for cell in series))

    def explain(self) -> str:
        """One line a cell, with its source."""
        return "\n".join(series.explain() for series in self.series)


def show(
    measure: str,
    areas: Iterable[str] = (),
    *,
    years: Iterable[int] | None = None,
    as_of: Date | None = None,
    edition: str | None = None,
    spliced: bool = False,
    panel: Panel | None = None,
) -> Shown:
    """Look a measure up for areas and years.

    Args:
        measure: Id from the catalogue.
        areas: Allies and aggregates by any name; all that the answering edition has when empty.
        years: Years; when ``None``, all of the newest edition with a back series.
        as_of: What was public that day; today when ``None``.
        edition: Answer from this edition only.
        spliced: Answer each year from the newest edition that publishes it, and mark the joints.
        panel: Editions to ask; the default panel when ``None``.

    Raises:
        UnknownNameError: Unknown measure, area or edition.
        BadDateError: ``as_of`` is not a date.
        MissingDataError: No edition publishes what is asked.
    """
    from burdenshare.panel._panel import default_panel

    source = (panel or default_panel()).as_of(as_of)
    if edition is not None:
        source = source.edition(edition)
    wanted = None if years is None else tuple(years)
    named = tuple(areas) or _areas(source, measure, wanted)
    found = tuple(source.series(measure, area, wanted, spliced=spliced) for area in named)
    day = source.day.isoformat() if source.day else None
    return Shown(source.measure(measure), found, day)


def _areas(panel: Panel, measure: str, years: tuple[int, ...] | None) -> tuple[str, ...]:
    """Areas of the edition that answers for any of them."""
    panel.measure(measure)
    for edition in reversed(panel.editions):
        areas = edition.areas_of(measure)
        if areas:
            probe = panel.series(measure, areas[0], years)
            return probe.cells[-1].edition.areas_of(measure)
    return ("NATO",)  # nothing publishes it: the look-up says so


@dataclass(frozen=True, slots=True)
class EditionList:
    """Editions with what they are.

    Attributes:
        editions: Oldest publication first.
        as_of: Day as of which they are visible, in ISO form; ``None`` for all.
    """

    editions: tuple[Edition, ...]
    as_of: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        keep = {
            "id", "publisher", "title", "published", "published_note", "cutoff", "family",
            "definition", "base_year", "complete", "completeness", "licence", "credit", "url",
            "sha256", "origin",
        }  # fmt: skip
        rows = [edition.model_dump(mode="json", include=keep) for edition in self.editions]
        for row, edition in zip(rows, self.editions, strict=True):
            spans = [edition.years(measure) for measure in edition.measures]
            row["measures"] = sorted(edition.measures)
            row["first_year"] = min(span[0] for span in spans)
            row["last_year"] = max(span[-1] for span in spans)
        return {"as_of": self.as_of, "editions": rows}

    def to_frame(self) -> pl.DataFrame:
        """One row an edition."""
        import polars as pl

        rows = [{k: v for k, v in r.items() if k != "measures"} for r in self.to_dict()["editions"]]
        return pl.DataFrame(rows, infer_schema_length=None)

    def explain(self) -> str:
        """What each edition counts, what of it is held, and on what terms."""
        return "\n".join(
            f"{e.id}: {e.title} ({e.publisher}, {e.published}"
            + (f"; {e.published_note}" if e.published_note else "")
            + f")\n  counts: {e.definition}\n  held: {e.completeness}\n  terms: {e.licence}"
            f"\n  credit: {e.credit}\n  {e.url}"
            for e in self.editions
        )


def editions(*, as_of: Date | None = None, panel: Panel | None = None) -> EditionList:
    """List the editions of the panel.

    Args:
        as_of: Only those public that day; all when ``None``.
        panel: The panel; the default one when ``None``.
    """
    from burdenshare.panel._panel import default_panel

    source = panel or default_panel()
    if as_of is not None:
        source = source.as_of(as_of)
    return EditionList(source.editions, source.day.isoformat() if source.day else None)
