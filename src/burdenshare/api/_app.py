"""The application: routes, limits, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

from burdenshare.api import _budget, _news, _panel, _paths, _problems, _review, _rules
from burdenshare.api._cache import Cache
from burdenshare.api._guard import Body, Headers, Rate
from burdenshare.api._settings import Settings
from burdenshare.api._work import Work

if TYPE_CHECKING:
    from starlette.types import Lifespan

PREFIX = "/api/v1"
ABOUT = """The same questions as the command line and Python, as JSON.

Every answer carries `data_version`: two answers with the same question, day and version are equal.
Figures are on two clocks: the year they are about, and the day they were known (`as_of`).
Errors are `application/problem+json` with the command line's own message. Whatever would take
longer than two seconds is refused: ask for less, or use the command line.
"""


def create_app(
    settings: Settings | None = None, *, lifespan: Lifespan[FastAPI] | None = None
) -> FastAPI:
    """Return the REST API.

    Args:
        settings: Limits; the defaults suit one machine that serves itself.
        lifespan: What runs beside the server.
    """
    from burdenshare import __version__

    app = FastAPI(
        title="burdenshare",
        version=__version__,
        description=ABOUT,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,  # its page would load scripts from elsewhere; docs/api.md is the manual
        redoc_url=None,
        lifespan=lifespan,
    )
    allowed = settings or Settings()
    app.state.settings = allowed
    app.state.work = work = Work(allowed)
    for door in (room.routes(work) for room in (_panel, _rules, _paths, _budget, _review, _news)):
        app.include_router(door.router, prefix=PREFIX)
    _problems.install(app)
    # The last added is the outermost: headers reach refusals too.
    app.add_middleware(Cache, size=allowed.cache)
    app.add_middleware(Body, settings=allowed)
    app.add_middleware(Rate, rate=allowed.rate)
    app.add_middleware(Headers, log=allowed.log)
    return app
