"""Editions, measures, cells: every figure and where it stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from burdenshare.panel import default_panel, measures
from burdenshare.report import figures, source_card
from burdenshare.web._questions import Empty, OptionalYear, Page, Text, nato_editions
from burdenshare.web._render import page

router = APIRouter(include_in_schema=False)


class Table(Page):
    """Which figures."""

    measure: Text = "core_share"
    area: Annotated[Text, Empty] = None
    first: OptionalYear = None
    last: OptionalYear = None


@router.get("/figures")
async def listing(request: Request, q: Annotated[Table, Query()]) -> HTMLResponse:
    """Show a measure's table, and the editions."""

    def answer() -> HTMLResponse:
        first, last = q.first, q.last
        found = figures(
            q.measure or "core_share",
            [q.area] if q.area else None,
            first=first,
            last=last,
            as_of=q.day,
            edition=q.edition,
        )
        years = sorted({cell.year for cell in found.cells})[-14:]
        rows: dict[str, list[object]] = {}
        for cell in found.cells:
            if cell.year in years:
                rows.setdefault(cell.area, []).append(cell)
        return page(
            "figures.html",
            q=q,
            found=found,
            years=years,
            rows=rows,
            measure=found.cells[0].measure,
            measures=sorted(measures().values(), key=lambda m: (m.family, m.title)),
            all_editions=default_panel().editions,
            editions=nato_editions(),
        )

    return await request.app.state.work.run(answer)


@router.get("/figures/{edition}")
async def edition(request: Request, edition: str, q: Annotated[Page, Query()]) -> HTMLResponse:
    """Show what an edition is."""

    def answer() -> HTMLResponse:
        record = default_panel().record(edition)
        catalogue = measures()
        return page(
            "edition.html",
            q=q,
            e=record,
            held=[catalogue[name] for name in sorted(record.measures)],
        )

    return await request.app.state.work.run(answer)


@router.get("/figures/{edition}/{measure}/{area}/{year}")
async def source(
    request: Request, edition: str, measure: str, area: str, year: int, q: Annotated[Page, Query()]
) -> HTMLResponse:
    """Show the card behind one figure."""

    def answer() -> HTMLResponse:
        card = source_card(edition, measure, area, year)
        return page("source.html", q=q, card=card, c=card.cell)

    return await request.app.state.work.run(answer)
