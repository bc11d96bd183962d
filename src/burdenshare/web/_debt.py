"""The debt explorer: deficit and debt with and without the path, and how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from burdenshare.allies import Ally
from burdenshare.allies import ally as ally_called
from burdenshare.api import work_of
from burdenshare.web._questions import Empty, Page, nato_editions
from burdenshare.web._render import page

if TYPE_CHECKING:
    from burdenshare.fiscal import Debt

router = APIRouter(include_in_schema=False)
Shape = Literal["linear", "constant-growth", "back-loaded", "front-loaded", "plan"]
Stress = Literal["baseline", "lower-structural-balance", "adverse-r-g", "financial-stress"]
SHAPES = ("linear", "constant-growth", "back-loaded", "front-loaded", "plan")
STRESSES = ("baseline", "lower-structural-balance", "adverse-r-g", "financial-stress")
PAYERS = {"debt": "borrowing", "taxes": "taxes", "cuts": "cuts elsewhere", "half": "half and half"}
FINANCING = {"debt": "debt=1", "taxes": "taxes=1", "cuts": "cuts=1", "half": "debt=0.5,taxes=0.5"}


class Cost(Page):
    """Which path, who pays, under which scenario."""

    shape: Annotated[Shape, Empty] = "linear"
    paid_by: Annotated[Literal["debt", "taxes", "cuts", "half"], Empty] = "debt"
    scenario: Annotated[Stress, Empty] = "baseline"
    draws: Annotated[int | None, Empty, Field(ge=100, le=200_000)] = None
    seed: Annotated[int, Empty, Field(ge=0, le=2**31)] = 1

    def answer(self, code: str) -> Debt:
        """Project."""
        from burdenshare.fiscal import debt

        return debt(
            code,
            shape=self.shape,
            financing=FINANCING[self.paid_by],
            scenario=self.scenario,
            draws=self.draws,
            seed=self.seed,
            as_of=self.day,
            edition=self.edition,
        )


@router.get("/allies/{name}/debt")
async def explorer(request: Request, name: str, q: Annotated[Cost, Query()]) -> HTMLResponse:
    """Show what it costs the budget."""
    return await work_of(request).run(lambda: _page(ally_called(name), q))


def _page(ally: Ally, q: Cost) -> HTMLResponse:
    return page(
        "debt.html",
        q=q,
        ally=ally,
        d=q.answer(ally.alpha3),
        shapes=SHAPES,
        stresses=STRESSES,
        payers=PAYERS,
        financing=FINANCING,
        editions=nato_editions(),
    )
