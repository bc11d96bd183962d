"""Queries on two clocks: what a year's figure was, as known on a day."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from burdenshare._clock import Date, read_date
from burdenshare.allies import area as area_code
from burdenshare.errors import BadValueError, MissingDataError, UnknownNameError
from burdenshare.panel._cell import BLANK, NOT_HELD, NOT_PUBLISHED, Cell, Series
from burdenshare.panel._store import (
    Cells,
    measures,
    read_edition,
    shipped_editions,
    user_editions,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from burdenshare.panel._edition import Edition, Measure


class _Store:
    """Cells of editions, read on first use and kept."""

    def __init__(self) -> None:
        self._cells: dict[str, Cells] = {}

    def cells(self, edition: Edition) -> Cells:
        found = self._cells.get(edition.sha256)
        if found is None:
            found = self._cells[edition.sha256] = Cells(read_edition(edition))
        return found


@dataclass(frozen=True, repr=False)
class Panel:
    """Editions of figures and the questions they answer.

    A panel is immutable; :meth:`as_of` and :meth:`edition` return narrower ones that share what
    has been read from disk.

    Attributes:
        editions: Editions visible in this panel, oldest publication first.
        day: The day as of which they are visible; ``None`` when all are.

    >>> panel = Panel.load()
    >>> panel.as_of("2025-06-23").cell("core_share", "BEL", 2024).printed
    '1.30'
    >>> panel.cell("core_share", "BEL", 2024).printed
    '1.27'
    """

    editions: tuple[Edition, ...]
    day: dt.date | None = None
    _store: _Store = field(default_factory=_Store, repr=False, compare=False)

    def __repr__(self) -> str:
        ids = [edition.id for edition in self.editions]
        shown = ids if len(ids) < 4 else [ids[0], "...", ids[-1]]
        seen = f", as of {self.day}" if self.day else ""
        return f"Panel({len(ids)} editions: {', '.join(shown)}{seen})"

    @classmethod
    def load(cls, *, user: bool = True) -> Panel:
        """Return the panel of all shipped editions and, with ``user``, the user's own.

        Figures are read (and their checksums compared) when first asked for.
        """
        known = [*shipped_editions(), *(user_editions() if user else ())]
        # On the same day the user's own edition counts as the newer one.
        known.sort(key=lambda edition: (edition.published, edition.origin == "user"))
        return cls(tuple(known))

    def as_of(self, day: Date | None) -> Panel:
        """Return what was public on ``day`` (today when ``None``)."""
        when = read_date(day)
        seen = tuple(edition for edition in self.editions if edition.published <= when)
        return replace(self, editions=seen, day=when)

    def edition(self, edition_id: str) -> Panel:
        """Return a panel with that edition only; every question is answered from it.

        Raises:
            UnknownNameError: No visible edition has that id.
        """
        return replace(self, editions=(self.record(edition_id),))

    def record(self, edition_id: str) -> Edition:
        """Return an edition's record.

        Raises:
            UnknownNameError: No visible edition has that id.
        """
        for edition in self.editions:
            if edition.id == edition_id:
                return edition
        raise UnknownNameError(
            "edition",
            edition_id,
            [edition.id for edition in self.editions],
            "`burdenshare panel editions` lists them",
        )

    def measure(self, measure_id: str) -> Measure:
        """Return a measure of the catalogue.

        Raises:
            UnknownNameError: There is none of that id.
        """
        catalogue = measures()
        if measure_id not in catalogue:
            raise UnknownNameError("measure", measure_id, catalogue, "see docs/measures.md")
        return catalogue[measure_id]

    def answering(self, measure: str, year: int) -> Edition:
        """Return the newest visible edition that publishes ``measure`` for ``year``.

        Raises:
            MissingDataError: None does.
        """
        self.measure(measure)
        for edition in reversed(self.editions):
            if year in edition.years(measure):
                return edition
        raise MissingDataError(self._nothing(measure, f"for {year}"))

    def cell(self, measure: str, area: str, year: int) -> Cell:
        """Return one figure, or the reason why there is none.

        Args:
            measure: Id from the catalogue.
            area: Ally or aggregate, by any of its names.
            year: Calendar year as the publisher names it.

        Raises:
            UnknownNameError: Unknown measure or area.
            MissingDataError: No visible edition publishes the measure for that year.
        """
        return self._cell(self.answering(measure, year), measure, area_code(area), year)

    def table(
        self, measure: str, year: int, areas: Iterable[str] | None = None
    ) -> tuple[Cell, ...]:
        """Return one year's figures of many areas, all from the edition that answers.

        Args:
            measure: Id from the catalogue.
            year: Calendar year.
            areas: Areas by any name; those the edition's tables have when ``None``.
        """
        edition = self.answering(measure, year)
        wanted = edition.areas_of(measure) if areas is None else tuple(map(area_code, areas))
        return tuple(self._cell(edition, measure, area, year) for area in wanted)

    def series(
        self,
        measure: str,
        area: str,
        years: Iterable[int] | None = None,
        *,
        spliced: bool = False,
    ) -> Series:
        """Return a run of years, from one edition unless ``spliced``.

        Args:
            measure: Id from the catalogue.
            area: Ally or aggregate, by any of its names.
            years: Years wanted; when ``None``, all that the newest visible edition with a back
                series publishes (or, spliced, all that any edition publishes).
            spliced: Answer each year from the newest edition that publishes it, and mark joints.

        Raises:
            BadValueError: No year is asked for.
            MissingDataError: No single edition publishes all the years.
        """
        self.measure(measure)
        code = area_code(area)
        if spliced:
            return self._spliced(measure, code, years)
        wanted = None if years is None else tuple(years)
        if wanted == ():
            raise BadValueError("no year asked for: give at least one")
        for edition in reversed(self.editions):
            published = edition.years(measure)
            # One year is a figure, not a series: the annual reports print a single column.
            if (wanted is None and len(published) > 1) or (
                wanted is not None and all(year in published for year in wanted)
            ):
                span = published if wanted is None else wanted
                return Series(tuple(self._cell(edition, measure, code, year) for year in span))
        if wanted is None:
            raise MissingDataError(self._nothing(measure, "over several years"))
        if len(wanted) == 1:
            raise MissingDataError(self._nothing(measure, f"for {wanted[0]}"))
        several = self._nothing(measure, f"for all of {_span(wanted)}")
        raise MissingDataError(f"{several}; ask for fewer years or a spliced series")

    def _spliced(self, measure: str, code: str, years: Iterable[int] | None) -> Series:
        if years is None:
            years = sorted({y for edition in self.editions for y in edition.years(measure)})
        cells = tuple(
            self._cell(self.answering(measure, year), measure, code, year) for year in years
        )
        if not cells:
            raise MissingDataError(self._nothing(measure, "for any year"))
        joints = tuple(
            after.year
            for before, after in itertools.pairwise(cells)
            if before.edition.id != after.edition.id
        )
        return Series(cells, joints)

    def _cell(self, edition: Edition, measure: str, area: str, year: int) -> Cell:
        definition = self.measure(measure)
        cells = self._store.cells(edition)
        row = cells.row(measure, area, year)
        if row is None:
            published = area in edition.areas_of(measure)
            missing = NOT_HELD if published and not edition.complete else NOT_PUBLISHED
            return Cell(definition, area, year, None, False, edition, None, missing)
        value = cells.value(row)
        return Cell(
            definition,
            area,
            year,
            value,
            cells.estimate(row),
            edition,
            cells.source(row),
            BLANK if value is None else None,
        )

    def _nothing(self, measure: str, what: str) -> str:
        if len(self.editions) == 1:
            scope = f"edition {self.editions[0].id}"
        elif self.day is not None:
            scope = f"no edition public on {self.day}"
        else:
            scope = "no edition"
        verb = "does not publish" if len(self.editions) == 1 else "publishes"
        spans = [(e, e.years(measure)) for e in self.editions if e.years(measure)]
        have = "; ".join(f"{e.id}: {_span(tuple(years))}" for e, years in spans[-3:])
        return f"{scope} {verb} {measure!r} {what}" + (f" (held: {have})" if have else "")


def _span(years: tuple[int, ...]) -> str:
    return f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])


@cache
def default_panel() -> Panel:
    """Return the panel every door uses unless given another, read once a process."""
    return Panel.load()
