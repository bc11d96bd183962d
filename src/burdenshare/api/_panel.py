"""Questions about figures: allies, editions, measures, cells and their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Path, Query
from pydantic import Field

from burdenshare.api._answers import Asked, Dated, Door, Name, Question, Year

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.allies import Roster
    from burdenshare.api._work import Work
    from burdenshare.report import Figures, SourceCard


@dataclass(frozen=True, slots=True)
class Listing:
    """Records as they are held: the editions, the measures."""

    name: str
    records: tuple[Any, ...]
    as_of: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The records under their name."""
        listed = [record.model_dump(mode="json") for record in self.records]
        return {"as_of": self.as_of, self.name: listed}

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

    measure: Annotated[str, Field(max_length=60, examples=["core_share"])]
    """Id from the catalogue of measures."""
    area: Annotated[list[Name], Field(max_length=40, examples=[["BEL", "NATO"]])] = []
    """Allies or aggregates, by any of their names; all of the edition's when left out."""
    first: Year | None = None
    """First year."""
    last: Year | None = None
    """Last year."""
    spliced: bool = False
    """Answer each year from the newest edition that publishes it, instead of from one edition."""


def allies(q: Annotated[Dated, Query()]) -> Roster:
    """The allies on a day: codes, names, capital, accession, EU and euro membership, currency."""
    from burdenshare.allies import roster

    return roster(as_of=q.as_of)


def editions(q: Annotated[Dated, Query()]) -> Listing:
    """Every publication of figures that was public on a day, with its terms."""
    from burdenshare.panel import default_panel

    panel = default_panel() if q.as_of is None else default_panel().as_of(q.as_of)
    return Listing("editions", panel.editions, q.as_of)


def measures(q: Annotated[Asked, Query()]) -> Listing:
    """What is counted: unit, price basis, denominator and definition of every measure."""
    from burdenshare.panel import measures as catalogue

    assert q.format
    return Listing("measures", tuple(catalogue().values()))


def figures(q: Annotated[OfFigures, Query()]) -> Figures:
    """One measure for areas and years, each cell with its edition and place in the source."""
    from burdenshare.report import figures as cells

    return cells(
        q.measure,
        q.area or None,
        first=q.first,
        last=q.last,
        as_of=q.as_of,
        edition=q.edition,
        spliced=q.spliced,
    )


def source(
    edition: Annotated[str, Path(max_length=60, examples=["nato-2026-07"])],
    measure: Annotated[str, Path(max_length=60, examples=["core_share"])],
    area: Annotated[str, Path(max_length=60, examples=["BEL"])],
    year: Annotated[int, Path(ge=1949, le=2100, examples=[2024])],
    q: Annotated[Asked, Query()],
) -> SourceCard:
    """The source card of one figure: where it stands and what other editions printed."""
    from burdenshare.report import source_card

    assert q.format
    return source_card(edition, measure, area, year)


def routes(work: Work) -> Door:
    """Return this room's routes."""
    door = Door(work, "figures")
    door.get("/allies", allies)
    door.get("/editions", editions)
    door.get("/measures", measures)
    door.get("/figures", figures)
    door.get("/sources/{edition}/{measure}/{area}/{year}", source)
    return door
