"""Charts by address: SVG for every reader, the specification for those with a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from burdenshare.errors import UnknownNameError
from burdenshare.report import themed
from burdenshare.report import svg as drawn
from burdenshare.web._questions import OptionalYear, Page, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    import altair as alt

router = APIRouter(include_in_schema=False)
WIDE, NARROW = 600, 250
# The first chart of a process loads the drawing library; a chart is small whatever is asked.
SECONDS = 10.0


class Picture(Page):
    """Which picture, and how it is to look."""

    ally: Text = None
    year: OptionalYear = None
    look: Literal["light", "dark"] = "light"
    narrow: bool = False

    @property
    def width(self) -> int:
        """Width of the plotting area."""
        return NARROW if self.narrow else WIDE


def ranking(q: Picture) -> alt.LayerChart:
    """Every ally's first share and its last."""
    from burdenshare.allies import allies
    from burdenshare.report import figures, ranking_chart

    codes = [ally.alpha3 for ally in allies()]
    last = q.year
    run = figures("core_share", codes, as_of=q.day, edition=q.edition)
    if last is not None:
        first = min(cell.year for cell in run.cells)
        run = figures("core_share", codes, first=first, last=last, as_of=q.day, edition=q.edition)
    return ranking_chart(run, width=q.width - 40)


def totals(q: Picture) -> alt.LayerChart:
    """The Alliance, Europe and Canada, the United States."""
    from burdenshare.report import figures, totals_chart

    areas = ("NATO", "NATO_EUR_CAN", "USA")
    run = figures("core_share", areas, as_of=q.day, edition=q.edition)
    return totals_chart(run, width=q.width - 90 if q.narrow else q.width)


def history(q: Picture) -> alt.LayerChart:
    """An ally's share as each edition printed it."""
    from burdenshare.report import history_by_edition, history_chart

    runs = history_by_edition(q.ally or "", as_of=q.day, edition=q.edition)
    return history_chart(runs, width=q.width)


CHARTS: dict[str, Callable[[Picture], alt.LayerChart]] = {
    "ranking": ranking,
    "totals": totals,
    "history": history,
}


@router.get("/charts/{name}.{kind}")
async def chart(
    request: Request,
    name: str,
    kind: Literal["svg", "json"],
    q: Annotated[Picture, Query()],
) -> Response:
    """Draw a chart."""
    draw = CHARTS.get(name)
    if draw is None:
        raise UnknownNameError("chart", name, CHARTS)

    def answer() -> Response:
        picture = draw(q)
        if kind == "json":
            return JSONResponse(themed(picture, q.look))
        return Response(drawn(picture, q.look), media_type="image/svg+xml")

    return await request.app.state.work.run(answer, seconds=SECONDS)
