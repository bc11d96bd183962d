"""The chance of getting there, if the allies' past goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from burdenshare.allies import Ally
from burdenshare.allies import ally as ally_called
from burdenshare.api import work_of
from burdenshare.web._questions import Empty, Page, nato_editions
from burdenshare.web._render import page

if TYPE_CHECKING:
    from burdenshare.paths import Chance

router = APIRouter(include_in_schema=False)
LEVELS = (2.0, 3.5)


class Odds(Page):
    """How many draws, from which seed."""

    draws: Annotated[int, Empty, Field(ge=100, le=200_000)] = 20_000
    seed: Annotated[int, Empty, Field(ge=0, le=2**31)] = 1

    def answer(self, code: str) -> Chance:
        """Draw, up to the due year."""
        from burdenshare.paths import chance

        start = chance(code, draws=100, as_of=self.day, edition=self.edition).start
        return chance(
            code,
            years=range(start + 1, max(2035, start + 2) + 1),
            levels=LEVELS,
            draws=self.draws,
            seed=self.seed,
            as_of=self.day,
            edition=self.edition,
        )


@router.get("/allies/{name}/chance")
async def odds(request: Request, name: str, q: Annotated[Odds, Query()]) -> HTMLResponse:
    """Show the fan and the odds."""

    def answer() -> HTMLResponse:
        member: Ally = ally_called(name)
        found = q.answer(member.alpha3)
        return page(
            "chance.html",
            q=q,
            ally=member,
            c=found,
            told=found.to_dict(),
            levels=LEVELS,
            editions=nato_editions(),
        )

    return await work_of(request).run(answer)
