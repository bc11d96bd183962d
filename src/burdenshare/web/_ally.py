"""One ally on one page: the brief, the way there, what must give, debt, chances."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from burdenshare.allies import ally as ally_called
from burdenshare.api import TooLongError, Work, work_of
from burdenshare.errors import BurdenshareError
from burdenshare.report import Brief, brief, export_brief
from burdenshare.web._chance import Odds, odds_part
from burdenshare.web._debt import Cost, Payer, Stress, cost_part
from burdenshare.web._debt import Shape as DebtShape
from burdenshare.web._explore import Course, Way, course_part
from burdenshare.web._fit import Bearing, Limits, bearing_part
from burdenshare.web._questions import Page, nato_editions, once
from burdenshare.web._render import page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from burdenshare.allies import Ally

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
UNTOLD: dict[str, Any] = {"p": None, "f": None, "d": None, "c": None}


class Dossier(Way, Limits):
    """The whole question of an ally's page: one path, what the budget bears, who pays."""

    paid_by: Payer = "debt"
    scenario: Stress = "baseline"

    def told(self, code: str) -> Brief:
        """Ask for the brief."""
        return once(_brief, code, self.day, self.edition)

    def parts(self, ally: Ally) -> Iterator[tuple[str, Callable[[], dict[str, Any]]]]:
        """Yield the sections that take computing, each under its name."""
        known: dict[str, Any] = {"as_of": self.day.isoformat(), "edition": self.edition}
        way = {"due": self.due, "level": self.level}
        # A path that only continues the past costs nothing to compare: debt is shown for the line.
        shape = self.shape if self.shape in get_args(DebtShape) else "linear"
        cost = Cost(**known, **way, shape=shape, paid_by=self.paid_by, scenario=self.scenario)
        given = self.model_dump()
        yield "way", lambda: course_part(ally, Course.model_validate(given))
        yield "fit", lambda: bearing_part(ally, Bearing.model_validate(given))
        yield "debt", lambda: cost_part(ally, cost)
        yield "chance", lambda: odds_part(ally, Odds(**known))


def _brief(code: str, day: dt.date, edition: str | None) -> Brief:
    seen = Page(as_of=day.isoformat(), edition=edition)
    return brief(code, as_of=day, panel=seen.panel if edition else None)


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
        told = once(_brief, member.alpha3, q.day, q.edition)
        file_name = f"brief-{member.alpha3}-{q.day}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
        return Response(export_brief(told, form), media_type=MEDIA[form], headers=headers)

    work = work_of(request)
    return await work.run(answer, seconds=max(SECONDS, work.seconds))


@router.get("/allies/{name}")
async def ally(request: Request, name: str, q: Annotated[Dossier, Query()]) -> Response:
    """Show an ally; any of its names leads to its code."""
    member = ally_called(name)
    if member.alpha3 != name:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/allies/{member.alpha3}{query}", 308)
    work = work_of(request)
    told = await work.run(lambda: q.told(member.alpha3))
    parts, why, late = await _sections(work, q, member)

    def answer() -> HTMLResponse:
        known: dict[str, Any] = {"q": q, "b": told, "ally": member, "editions": nato_editions()}
        return page("ally.html", **known, **{**UNTOLD, **parts}, why=why, late=late)

    shown = await work.run(answer)
    if late:  # the next reader gets the whole
        shown.headers["Cache-Control"] = "no-store"
    return shown


async def _sections(
    work: Work, q: Dossier, member: Ally
) -> tuple[dict[str, Any], dict[str, str], bool]:
    """Compute the sections; one that has no answer says why and does not keep the others back.

    Returns:
        What the sections show; for those without an answer the reason; whether one came too late.
    """
    shown: dict[str, Any] = {}
    why: dict[str, str] = {}
    late = False
    for name, part in q.parts(member):
        try:
            shown |= await work.run(part, seconds=work.seconds / 2)
        except TooLongError:
            why[name] = "this is still being computed"
            late = True
        except BurdenshareError as error:
            why[name] = str(error)
    return shown, why, late
