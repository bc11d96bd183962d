"""The 32 allies against the pledge, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from burdenshare.allies import Ally, allies, ally
from burdenshare.api import work_of
from burdenshare.errors import MissingDataError
from burdenshare.panel import show
from burdenshare.report import NEXT_FLOOR
from burdenshare.rules import Standing, Standings, latest_year, standing
from burdenshare.web._questions import OptionalYear, Page, nato_editions
from burdenshare.web._render import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.panel import Cell

router = APIRouter(include_in_schema=False)
Sort = Literal["name", "share", "gap", "money"]
SORTS: tuple[tuple[Sort, str], ...] = (
    ("share", "Share of GDP"),
    ("gap", "Gap to 3.5 %"),
    ("money", "Gap in money"),
    ("name", "Name"),
)


class Overview(Page):
    """Which allies, in which order."""

    year: OptionalYear = None
    sort: Sort = "share"
    eu: bool = False
    """Only members of the European Union."""
    region: Literal["europe", "north-america"] | None = None
    """Only that side of the Atlantic."""
    below: bool = False
    """Only those below the floor in force."""
    contested: bool = False
    """Only those of whom a reading would change the verdict."""


@dataclass(frozen=True, slots=True)
class Row:
    """One ally in the table."""

    ally: Ally
    floor: Standing
    goal: Standing
    run: Sequence[Cell]


@router.get("/")
async def overview(request: Request, q: Annotated[Overview, Query()]) -> HTMLResponse:
    """Show the page."""
    return await work_of(request).run(lambda: _page(q))


def _page(q: Overview) -> HTMLResponse:
    year = q.year or latest_year("core_share", q.panel)
    floor = standing(year=year, as_of=q.day, edition=q.edition)
    goal = standing(rule=NEXT_FLOOR, year=year, as_of=q.day, edition=q.edition)
    rows = _rows(q, year, floor, goal)
    panel = q.panel
    return page(
        "overview.html",
        q=q,
        year=year,
        years=_years(q),
        floor=floor,
        goal=goal,
        rows=sorted(filter(lambda row: _wanted(row, q), rows), key=lambda row: _order(row, q)),
        tiles=rows,
        totals=[
            (
                panel.cell("core_share", area, year),
                panel.cell("core_expenditure_usd_current", area, year),
            )
            for area in ("NATO", "NATO_EUR_CAN", "USA")
            if "core_expenditure_usd_current" in panel.answering("core_share", year).measures
        ],
        sorts=SORTS,
        editions=nato_editions(),
    )


def _rows(q: Overview, year: int, floor: Standings, goal: Standings) -> list[Row]:
    try:
        codes = [member.alpha3 for member in allies()]
        shown = show("core_share", codes, as_of=q.day, edition=q.edition)
        runs = {series.cells[0].area: series for series in shown.series}
    except MissingDataError:  # an edition with a single column has no run of years to draw
        runs = {}
    return [
        Row(
            ally(one.ally),
            one,
            other,
            [cell for cell in runs.get(one.ally, ()) if cell.year <= year],
        )
        for one, other in zip(floor, goal, strict=True)
        if ally(one.ally).is_ally_on(q.day)
    ]


def _years(q: Overview) -> list[int]:
    """Years a visible edition of NATO publishes shares for, newest first."""
    spans = [e.years("core_share") for e in q.panel.editions if e.family == "nato"]
    return sorted({year for span in spans for year in span if year >= 2014}, reverse=True)


def _wanted(row: Row, q: Overview) -> bool:
    american = row.ally.continent == "North America"
    return (
        (not q.eu or row.ally.in_eu_on(q.day))
        and (q.region is None or american == (q.region == "north-america"))
        and (not q.below or row.floor.status == "not met")
        and (not q.contested or row.floor.contested or row.goal.contested)
    )


def _order(row: Row, q: Overview) -> tuple[bool, float, str]:
    """Sort key: those without a figure last, then by what was asked, then by name."""
    if q.sort == "name":
        return (False, 0.0, row.ally.name)
    money = row.goal.money
    value = {
        "share": row.floor.value,
        "gap": row.goal.margin,
        "money": money.usd if money else None,
    }[q.sort]
    if value is None:
        return (True, 0.0, row.ally.name)
    return (False, -value if q.sort == "share" else value, row.ally.name)
