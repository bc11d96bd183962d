"""The path explorer: shape, due year, level, and what it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from burdenshare.allies import Ally
from burdenshare.allies import ally as ally_called
from burdenshare.api import work_of
from burdenshare.report import NEXT_FLOOR
from burdenshare.web._questions import Page, nato_editions
from burdenshare.web._render import page

if TYPE_CHECKING:
    from burdenshare.paths import Path, Paths

router = APIRouter(include_in_schema=False)
Shape = Literal["linear", "constant-growth", "back-loaded", "front-loaded", "plan", "trend", "hold"]


class Way(Page):
    """Which path, as an address says it."""

    shape: Shape = "linear"
    beside: Shape | Literal["none"] = "plan"
    """Another shape to compare, or none."""
    due: Annotated[int | None, Field(ge=2025, le=2045)] = None
    level: Annotated[float | None, Field(ge=0.5, le=6)] = None


class Course(Way):
    """A path that can be drawn."""

    def answer(self, code: str) -> Paths:
        """Ask for the paths."""
        from burdenshare.paths import paths as draw

        shapes = [self.shape, *([] if self.beside == "none" else [self.beside])]
        return draw(
            [code],
            shapes=shapes,
            rule=NEXT_FLOOR,
            core_target=self.level,
            due=self.due,
            as_of=self.day,
            edition=self.edition,
        )


@router.get("/allies/{name}/path")
async def explorer(request: Request, name: str, q: Annotated[Course, Query()]) -> HTMLResponse:
    """Show an ally's way to the target."""

    def answer() -> HTMLResponse:
        ally = ally_called(name)
        return page("path.html", q=q, ally=ally, editions=nato_editions(), **course_part(ally, q))

    return await work_of(request).run(answer)


def course_part(ally: Ally, q: Course) -> dict[str, Any]:
    """Return what the section on the way there shows."""
    from burdenshare.paths import SHAPES, credibility

    answer = q.answer(ally.alpha3)
    first: Path | None = answer.of(ally.alpha3, q.shape)
    return {
        "course": q,
        "answer": answer,
        "p": first,
        "checks": credibility(first) if first is not None else (),
        "shapes": [shape for shape in SHAPES if shape != "points"],
    }
