"""The chance of getting there, if the allies' past goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from burdenshare.allies import Ally
from burdenshare.allies import ally as ally_called
from burdenshare.api import work_of
from burdenshare.web._questions import Page, nato_editions, once
from burdenshare.web._render import page

if TYPE_CHECKING:
    from burdenshare.paths import Chance

router = APIRouter(include_in_schema=False)
LEVELS = (2.0, 3.5)


class Odds(Page):
    """How many draws, from which seed."""

    draws: Annotated[int, Field(ge=100, le=200_000)] = 20_000
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1

    def answer(self, code: str) -> Chance:
        """Draw, up to the due year."""
        from burdenshare.paths import chance

        known: dict[str, Any] = {"as_of": self.day, "edition": self.edition}
        start = once(chance, code, draws=100, **known).start
        years = range(start + 1, max(2035, start + 2) + 1)
        draw = {"draws": self.draws, "seed": self.seed}
        return once(chance, code, years=years, levels=LEVELS, **draw, **known)


@router.get("/allies/{name}/chance")
async def odds(request: Request, name: str, q: Annotated[Odds, Query()]) -> HTMLResponse:
    """Show the fan and the odds."""

    def answer() -> HTMLResponse:
        ally = ally_called(name)
        return page("chance.html", q=q, ally=ally, editions=nato_editions(), **odds_part(ally, q))

    return await work_of(request).run(answer)


def odds_part(ally: Ally, q: Odds) -> dict[str, Any]:
    """Return what the section on the chances shows."""
    found = q.answer(ally.alpha3)
    return {"odds": q, "c": found, "told": found.to_dict(), "levels": LEVELS}
