"""The pages, on top of the API."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from burdenshare import api
from burdenshare.errors import BurdenshareError
from burdenshare.web import (
    _ally,
    _chance,
    _debt,
    _explore,
    _figures,
    _fit,
    _news,
    _overview,
    _pictures,
    _pledge,
    _review,
    _static,
)
from burdenshare.web._questions import Page
from burdenshare.web._render import page
from burdenshare.web._wales import wales
from burdenshare.web._warm import lifespan

if TYPE_CHECKING:
    from burdenshare.api import Settings

TITLES = {400: "That cannot be asked", 404: "Not here", 422: "No answer"}
PAGES = (
    ("overview", "/"),
    ("overview-2024", "/?as_of=2024-06-30&year=2024"),
    ("allies", "/allies"),
    ("ally", "/allies/BEL?as_of=2025-06-23"),
    ("path", "/allies/BEL/path"),
    ("flexibility", "/allies/BEL/flexibility?max_step=0.15&effort=0.1&use_effort=1"),
    ("debt", "/allies/BEL/debt"),
    ("chance", "/allies/BEL/chance"),
    ("review", "/review?exempt=one&ally=ESP&at=2.1"),
    ("rules", "/rules"),
    ("rule", "/rules/hague-2025-core"),
    ("news", "/news"),
    ("figures", "/figures"),
    ("edition", "/figures/nato-2026-07"),
    ("source", "/figures/nato-2026-07/core_share/BEL/2024"),
    ("diff", "/figures/diff"),
    ("audit", "/figures/audit/nato-2026-07"),
    ("about", "/about"),
)
"""One address of each kind of page: what is tested in a browser and pictured in the manual."""
about_page = APIRouter(include_in_schema=False)


@about_page.get("/about")
async def about(request: Request, q: Annotated[Page, Query()]) -> HTMLResponse:
    """Show method, limits, terms."""
    return await api.work_of(request).run(
        lambda: page(
            "about.html", q=q, editions=q.panel.editions, news=_evaluation(), wales=wales()
        )
    )


@cache
def _evaluation() -> dict[str, Any]:
    """How good the reader of news is, as `burdenshare news evaluate --no-errors` scored it."""
    stored = files("burdenshare.news") / "data" / "evaluation.json"
    found: dict[str, Any] = json.loads(stored.read_text(encoding="utf-8"))
    return found


def _refused(request: Request, error: Exception) -> Response:
    """Answer an error with a page, or with a problem document under the API's address."""
    if request.url.path.startswith("/api/"):
        return api.as_problem(request, error)
    status = api.status_of(error)
    if status >= 500:
        api.as_problem(request, error)  # logs it
    title = TITLES.get(status, "Something went wrong")
    return page("error.html", status=status, title=title, message=api.message_of(error))


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the API with the pages.

    Args:
        settings: Limits; the defaults suit one machine that serves itself.
    """
    app = api.create_app(settings, lifespan=lifespan)
    rooms = (
        _overview, _ally, _explore, _fit, _debt, _chance, _pledge, _review, _news, _figures,
        _pictures, _static,
    )  # fmt: skip
    for room in rooms:
        app.include_router(room.router)
    app.include_router(about_page)
    for kind in (BurdenshareError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _refused)
    return app
