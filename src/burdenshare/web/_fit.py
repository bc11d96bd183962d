"""The flexibility explorer: what a budget can bear on sliders, what may give on switches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from burdenshare.allies import Ally
from burdenshare.allies import ally as ally_called
from burdenshare.api import work_of
from burdenshare.rules import readings
from burdenshare.web._questions import Empty, Page, Text, nato_editions
from burdenshare.web._render import page

if TYPE_CHECKING:
    from burdenshare.flexibility import Fit

router = APIRouter(include_in_schema=False)
Number = Annotated[float | None, Empty, Field(ge=0, le=500)]


class Bearing(Page):
    """What the budget can bear, and what may give."""

    max_step: Number = None
    no_step: bool = False
    max_real_growth: Number = None
    no_growth: bool = False
    effort: Number = None
    use_effort: bool = False
    deficit_cap: Number = None
    use_deficit: bool = False
    announced: bool = False
    reading: Text = None
    allow: Annotated[list[Annotated[str, Field(max_length=30)]], Field(max_length=20)] = []
    chosen: bool = False
    """Whether the switches were set: an empty list then means that nothing may give."""

    def answer(self, code: str) -> Fit:
        """Solve."""
        from burdenshare.flexibility import fit

        options: dict[str, Any] = {"announced": self.announced, "reading": self.reading}
        options["max_step"] = "none" if self.no_step else self.max_step
        options["max_real_growth"] = "none" if self.no_growth else self.max_real_growth
        options["effort"] = self.effort if self.use_effort else None
        options["deficit_cap"] = self.deficit_cap if self.use_deficit else None
        options["allow"] = tuple(self.allow) if self.chosen else None
        given = {key: value for key, value in options.items() if value is not None}
        return fit(code, as_of=self.day, edition=self.edition, **given)


@router.get("/allies/{name}/flexibility")
async def explorer(request: Request, name: str, q: Annotated[Bearing, Query()]) -> HTMLResponse:
    """Show what must give."""
    return await work_of(request).run(lambda: _page(ally_called(name), q))


def _page(ally: Ally, q: Bearing) -> HTMLResponse:
    from burdenshare.flexibility import MECHANISMS

    answer = q.answer(ally.alpha3)
    words = answer.to_dict()
    return page(
        "fit.html",
        q=q,
        ally=ally,
        f=answer,
        words=words,
        asked=answer.scenario,
        mechanisms=MECHANISMS.values(),
        offered={offer.id for offer in answer.question.offers},
        readings=[r for r in readings(as_of=q.day) if r.threshold is not None],
        editions=nato_editions(),
    )
