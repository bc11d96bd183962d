"""The rows that allies are counted and ranked by: one year of one edition, as far as it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BurdenshareError
from burdenshare.news._cells import news_year, only_edition, says_now, table_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from burdenshare.news._claim import Claim
    from burdenshare.news._not_held import NotHeld
    from burdenshare.panel import Bounds, Cell, Panel


@dataclass(frozen=True, slots=True)
class Row:
    """One ally's figure as printed: known, or known to lie within bounds that others tell.

    Attributes:
        area: The ally.
        least: Least it can be.
        most: Most it can be; the same where it is known.
        told: Who tells it, of a cell that is not held.
    """

    area: str
    least: float
    most: float
    told: Bounds | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is one value it can have."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class YearRows:
    """The allies with armed forces in one year of one edition.

    Attributes:
        id: Id of the edition.
        published: Day of it.
        measure: What is counted.
        year: The year.
        rows: Allies of whom something is known: all of them, or all but one.
        open: Allies of whom nothing is known: a blank cell, or one that is not held.
    """

    id: str
    published: dt.date
    measure: str
    year: int
    rows: tuple[Row, ...]
    open: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        """How a verdict begins that goes by these rows."""
        told = sum(row.told is not None for row in self.rows)
        partly = f" ({told} of their rows as the press tells them)" if told else ""
        return f"By NATO's figures of {self.published:%-d %B %Y}{partly}"

    def evidence(self, **more: Any) -> tuple[dict[str, Any], ...]:
        """The rows as evidence for a verdict."""
        told = sorted({source for row in self.rows if row.told for source in row.told.sources})
        return (
            {"kind": "table", "edition": self.id, "published": self.published.isoformat(),
             "measure": self.measure, "year": self.year, **({"told": told} if told else {}), **more},
        )  # fmt: skip


def rows_of(panel: Panel, measure: str, claim: Claim, published: dt.date) -> YearRows | str:
    """Return the rows of the year meant, or why there are none.

    Where of the newest edition too little is known, the newest before it of which enough is.
    """
    years = re.findall(r"20\d\d", claim.period)
    latest = published.year if says_now(claim) else news_year(published) or published.year
    wanted = [int(years[-1])] if years else list(range(latest, latest - 3, -1))
    reason = "no edition public on that day publishes it"
    for year in wanted:
        try:
            cells = table_of(panel, measure, year)
        except BurdenshareError as error:
            reason = str(error).split(" (held:")[0]
            continue
        whole = _known(cells) or _known_before(panel, measure, year)
        if whole:
            return whole
        held = sum(cell.value is not None for cell in cells)
        return f"{cells[0].edition.id} is held for {held} of {len(cells)} allies only"
    return reason


def told_rows(missing: NotHeld, measure: str, year: int) -> YearRows:
    """Return the rows of a publication that is not held, as far as the press tells them."""
    told = [one for one in missing.bounds if (one.measure, one.year) == (measure, year)]
    rows = tuple(Row(area, one.least, one.most, one) for one in told for area in one.areas)
    return YearRows(missing.id, missing.published, measure, year, rows)


def _known(cells: Sequence[Cell]) -> YearRows | None:
    """The rows, if nothing is known of at most one."""
    found = [_row(cell) for cell in cells]
    rows = tuple(row for row in found if row is not None)
    if len(rows) < len(cells) - 1:
        return None
    unknown = tuple(cell.area for cell, row in zip(cells, found, strict=True) if row is None)
    first = cells[0]
    edition = first.edition
    return YearRows(edition.id, edition.published, first.measure.id, first.year, rows, unknown)


def _row(cell: Cell) -> Row | None:
    if cell.value is not None:
        printed = cell.rounded or 0.0
        return Row(cell.area, printed, printed)
    told = cell.edition.bounds_of(cell.measure.id, cell.area, cell.year)
    return Row(cell.area, told.least, told.most, told) if told is not None else None


def _known_before(panel: Panel, measure: str, year: int) -> YearRows | None:
    """The rows of the newest edition of which enough is known for a year."""
    for place in reversed(range(len(panel.editions))):
        try:
            rows = _known(table_of(only_edition(panel, place), measure, year))
        except BurdenshareError:
            continue
        if rows is not None:
            return rows
    return None
