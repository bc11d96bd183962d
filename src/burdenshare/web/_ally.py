"""One ally: the brief as a page."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from burdenshare.allies import ally as ally_called
from burdenshare.api import work_of
from burdenshare.report import brief, export_brief
from burdenshare.web._questions import Page, nato_editions
from burdenshare.web._render import page

router = APIRouter(include_in_schema=False)
MEDIA = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
# The first PDF of a process draws the first chart and loads the typesetter.
SECONDS = 10.0


@router.get("/allies")
async def allies(request: Request) -> HTMLResponse:
    """Show the list of allies."""
    return await work_of(request).run(lambda: page("allies.html"))


@router.get("/allies/{name}/brief.{form}")
async def file(
    request: Request,
    name: str,
    form: Literal["pdf", "html", "xlsx", "md", "json"],
    q: Annotated[Page, Query()],
) -> Response:
    """Hand the brief out as a file."""
    member = ally_called(name)

    def answer() -> Response:
        told = brief(member.alpha3, as_of=q.day, panel=q.panel if q.edition else None)
        file_name = f"brief-{member.alpha3}-{q.day}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
        return Response(export_brief(told, form), media_type=MEDIA[form], headers=headers)

    return await work_of(request).run(answer, seconds=SECONDS)


@router.get("/allies/{name}")
async def ally(request: Request, name: str, q: Annotated[Page, Query()]) -> Response:
    """Show an ally; any of its names leads to its code."""
    member = ally_called(name)
    if member.alpha3 != name:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/allies/{member.alpha3}{query}", 308)

    def answer() -> HTMLResponse:
        told = brief(member.alpha3, as_of=q.day, panel=q.panel if q.edition else None)
        return page("ally.html", q=q, b=told, ally=member, editions=nato_editions())

    return await work_of(request).run(answer)
