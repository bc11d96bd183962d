"""Editions, measures, cells: every figure and where it stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from burdenshare.api import work_of
from burdenshare.panel import audit, default_panel, diff, measures, show
from burdenshare.report import source_card
from burdenshare.web._questions import Page, Text, nato_editions
from burdenshare.web._render import page

router = APIRouter(include_in_schema=False)
COLUMNS = 14
"""Most years that a page shows side by side; downloads have them all."""


class Table(Page):
    """Which figures."""

    measure: Text = "core_share"
    area: Text = None


@router.get("/figures")
async def listing(request: Request, q: Annotated[Table, Query()]) -> HTMLResponse:
    """Show a measure's table, and the editions."""

    def answer() -> HTMLResponse:
        found = show(
            q.measure or "core_share",
            [q.area] if q.area else (),
            as_of=q.day,
            edition=q.edition,
        )
        return page(
            "figures.html",
            q=q,
            found=found,
            years=found.series[0].years[-COLUMNS:],
            columns=COLUMNS,
            measures=sorted(measures().values(), key=lambda m: (m.family, m.title)),
            all_editions=default_panel().editions,
            editions=nato_editions(),
        )

    return await work_of(request).run(answer)


class Compared(Page):
    """Which two editions."""

    first: Text = None
    second: Text = None
    measure: Text = "core_share"


@router.get("/figures/diff")
async def changes(request: Request, q: Annotated[Compared, Query()]) -> HTMLResponse:
    """Show what one edition says otherwise than another."""

    def answer() -> HTMLResponse:
        nato = [edition.id for edition in nato_editions()]
        found = diff(q.first or nato[-3], q.second or nato[-1], measure=q.measure or "core_share")
        return page(
            "diff.html", q=q, d=found, all_editions=default_panel().editions,
            measures=sorted(measures().values(), key=lambda m: (m.family, m.title)),
        )  # fmt: skip

    return await work_of(request).run(answer)


@router.get("/figures/audit/{edition}")
async def audited(request: Request, edition: str, q: Annotated[Page, Query()]) -> HTMLResponse:
    """Show the cells that break an identity."""
    return await work_of(request).run(
        lambda: page("audit.html", q=q, a=audit(edition), editions=nato_editions())
    )


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

    return await work_of(request).run(answer)


@router.get("/figures/{edition}/{measure}/{area}/{year}")
async def source(
    request: Request, edition: str, measure: str, area: str, year: int, q: Annotated[Page, Query()]
) -> HTMLResponse:
    """Show the card behind one figure."""

    def answer() -> HTMLResponse:
        card = source_card(edition, measure, area, year)
        return page("source.html", q=q, card=card, c=card.cell)

    return await work_of(request).run(answer)
