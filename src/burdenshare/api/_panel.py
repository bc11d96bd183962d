"""Questions about figures: allies, editions, measures, cells, changes, audits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Path, Query
from pydantic import Field

from burdenshare.api._answers import Asked, Dated, Door, Name, Question, Year
from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.allies import Roster
    from burdenshare.api._work import Work
    from burdenshare.panel import Audit, Diff, EditionList, Shown
    from burdenshare.report import SourceCard

EditionName = Annotated[str, Path(max_length=60, examples=["nato-2026-07"])]
MeasureName = Annotated[str, Field(max_length=60, examples=["core_share"])]


@dataclass(frozen=True, slots=True)
class Listing:
    """Records as they are held.

    Attributes:
        name: What they are.
        records: The records.
    """

    name: str
    records: tuple[Any, ...]

    def to_dict(self) -> dict[str, Any]:
        """The records under their name."""
        return {self.name: [record.model_dump(mode="json") for record in self.records]}

    def to_frame(self) -> pl.DataFrame:
        """One row a record; what is not a single value is left out."""
        import polars as pl

        rows = [record.model_dump(mode="json") for record in self.records]
        plain = [
            {key: value for key, value in row.items() if not isinstance(value, list | dict)}
            for row in rows
        ]
        return pl.DataFrame(plain, infer_schema_length=None)

    def explain(self) -> str:
        """Their ids."""
        return "\n".join(record.id for record in self.records)


class OfFigures(Question):
    """Which figures."""

    measure: MeasureName
    """Id from the catalogue of measures."""
    area: Annotated[list[Name], Field(max_length=40, examples=[["BEL", "NATO"]])] = []
    """Allies or aggregates, by any of their names; all of the edition's when left out."""
    first: Year | None = None
    """First year; all years of the newest edition with a run when left out."""
    last: Year | None = None
    """Last year; the first one when left out."""
    spliced: bool = False
    """Answer each year from the newest edition that publishes it, and mark the joints."""

    @property
    def years(self) -> range | None:
        """The years asked for."""
        if self.first is None and self.last is None:
            return None
        first = self.first if self.first is not None else self.last
        last = self.last if self.last is not None else self.first
        assert first is not None
        assert last is not None
        if last < first:
            raise BadValueError(f"years run backwards from {first} to {last}: swap first and last")
        return range(first, last + 1)


class OfDiff(Asked):
    """Which editions."""

    first: Annotated[str, Field(max_length=60, examples=["nato-2024-06"])]
    """Id of an edition."""
    second: Annotated[str, Field(max_length=60, examples=["nato-2026-07"])]
    """Id of another edition of the same family."""
    measure: MeasureName = "core_share"
    """Measure compared."""


def allies(q: Annotated[Dated, Query()]) -> Roster:
    """The allies on a day: codes, names, capital, accession, EU and euro membership, currency."""
    from burdenshare.allies import roster

    return roster(as_of=q.as_of)


def editions(q: Annotated[Dated, Query()]) -> EditionList:
    """Every publication of figures, or those public on a day, with its terms."""
    from burdenshare.panel import editions as listed

    return listed(as_of=q.as_of)


def measures(q: Annotated[Asked, Query()]) -> Listing:
    """What is counted: unit, price basis, denominator and definition of every measure."""
    from burdenshare.panel import measures as catalogue

    assert q.format
    return Listing("measures", tuple(catalogue().values()))


def figures(q: Annotated[OfFigures, Query()]) -> Shown:
    """One measure for areas and years, each cell with its edition and place in the source."""
    from burdenshare.panel import show

    return show(
        q.measure,
        q.area,
        years=q.years,
        as_of=q.as_of,
        edition=q.edition,
        spliced=q.spliced,
    )


def source(
    edition: EditionName,
    measure: Annotated[str, Path(max_length=60, examples=["core_share"])],
    area: Annotated[str, Path(max_length=60, examples=["BEL"])],
    year: Annotated[int, Path(ge=1949, le=2100, examples=[2024])],
    q: Annotated[Asked, Query()],
) -> SourceCard:
    """The source card of one figure: where it stands and what other editions printed."""
    from burdenshare.report import source_card

    assert q.format
    return source_card(edition, measure, area, year)


def diff(q: Annotated[OfDiff, Query()]) -> Diff:
    """What one edition says otherwise than another, and which verdicts flip."""
    from burdenshare.panel import diff as compare

    return compare(q.first, q.second, measure=q.measure)


def audit(edition: EditionName, q: Annotated[Asked, Query()]) -> Audit:
    """Every identity an edition of NATO's tables should satisfy, and the cells that break one."""
    from burdenshare.panel import audit as check

    assert q.format
    return check(edition)


def routes(work: Work) -> Door:
    """Return this room's routes."""
    door = Door(work, "figures")
    door.get("/allies", allies)
    door.get("/editions", editions)
    door.get("/measures", measures)
    door.get("/figures", figures)
    door.get("/sources/{edition}/{measure}/{area}/{year}", source)
    door.get("/diff", diff)
    door.get("/audit/{edition}", audit)
    return door
