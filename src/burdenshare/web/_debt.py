"""The debt explorer: deficit and debt with and without the path, and how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from burdenshare.allies import Ally
from burdenshare.allies import ally as ally_called
from burdenshare.api import work_of
from burdenshare.report import NEXT_FLOOR
from burdenshare.web._questions import Page, nato_editions, once
from burdenshare.web._render import page

if TYPE_CHECKING:
    from burdenshare.fiscal import Debt

router = APIRouter(include_in_schema=False)
Shape = Literal["linear", "constant-growth", "back-loaded", "front-loaded", "plan"]
Stress = Literal["baseline", "lower-structural-balance", "adverse-r-g", "financial-stress"]
Payer = Literal["debt", "taxes", "cuts", "half"]
SHAPES = ("linear", "constant-growth", "back-loaded", "front-loaded", "plan")
STRESSES = ("baseline", "lower-structural-balance", "adverse-r-g", "financial-stress")
PAYERS = {"debt": "borrowing", "taxes": "taxes", "cuts": "cuts elsewhere", "half": "half and half"}
FINANCING = {"debt": "debt=1", "taxes": "taxes=1", "cuts": "cuts=1", "half": "debt=0.5,taxes=0.5"}


class Cost(Page):
    """Which path, who pays, under which scenario."""

    shape: Shape = "linear"
    paid_by: Payer = "debt"
    scenario: Stress = "baseline"
    due: Annotated[int | None, Field(ge=2025, le=2045)] = None
    level: Annotated[float | None, Field(ge=0.5, le=6)] = None
    draws: Annotated[int | None, Field(ge=100, le=200_000)] = None
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1

    def answer(self, code: str) -> Debt:
        """Project."""
        from burdenshare.fiscal import debt

        known: dict[str, Any] = {"as_of": self.day, "edition": self.edition}
        return once(
            debt,
            code,
            **self._way(code, known),
            financing=FINANCING[self.paid_by],
            scenario=self.scenario,
            draws=self.draws,
            seed=self.seed,
            **known,
        )

    def _way(self, code: str, known: dict[str, Any]) -> dict[str, Any]:
        """The path: by its shape, or drawn where another year or level is asked for."""
        from burdenshare.paths import path

        if self.due is None and self.level is None:
            return {"shape": self.shape}
        aim = {"core_target": self.level, "due": self.due, "rule": NEXT_FLOOR}
        return {"path": once(path, code, shape=self.shape, **aim, **known)}


@router.get("/allies/{name}/debt")
async def explorer(request: Request, name: str, q: Annotated[Cost, Query()]) -> HTMLResponse:
    """Show what it costs the budget."""

    def answer() -> HTMLResponse:
        ally = ally_called(name)
        return page("debt.html", q=q, ally=ally, editions=nato_editions(), **cost_part(ally, q))

    return await work_of(request).run(answer)


def cost_part(ally: Ally, q: Cost) -> dict[str, Any]:
    """Return what the section on deficit and debt shows."""
    return {
        "cost": q,
        "d": q.answer(ally.alpha3),
        "debt_shapes": SHAPES,
        "stresses": STRESSES,
        "payers": PAYERS,
        "financing": FINANCING,
    }
