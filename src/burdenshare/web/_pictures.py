"""Charts by address: SVG for every reader, the specification for those with a script."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import Field, ValidationError

from burdenshare.api import work_of
from burdenshare.errors import UnknownNameError
from burdenshare.report import svg as drawn
from burdenshare.report import themed
from burdenshare.web._chance import Odds
from burdenshare.web._debt import Cost
from burdenshare.web._explore import Course
from burdenshare.web._fit import Bearing
from burdenshare.web._questions import OptionalYear, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import altair as alt

router = APIRouter(include_in_schema=False)
WIDE, NARROW = 600, 250
# The first chart of a process loads the drawing library; a chart is small whatever is asked.
SECONDS = 10.0


class Picture(Page):
    """Which picture."""

    ally: Annotated[str, Field(max_length=60)] = ""
    year: OptionalYear = None
    narrow: bool = False

    @property
    def width(self) -> int:
        """Width of the plotting area."""
        return NARROW if self.narrow else WIDE


@contextlib.contextmanager
def unchecked() -> Iterator[None]:
    """Draw without checking each part against the schema, which the tests do: twice as quick."""
    import numpy as np  # noqa: F401  altair stumbles over it while another thread is loading it
    from altair.utils.schemapi import debug_mode

    with debug_mode(False):
        yield


def ranking(q: Picture) -> alt.LayerChart:
    """Every ally's first share and its last."""
    from burdenshare.allies import allies
    from burdenshare.panel import show
    from burdenshare.report import ranking_chart

    codes = [ally.alpha3 for ally in allies()]
    shown = show("core_share", codes, as_of=q.day, edition=q.edition)
    if q.year is not None:
        years = range(min(shown.series[0].years), q.year + 1)
        shown = show("core_share", codes, years=years, as_of=q.day, edition=q.edition)
    return ranking_chart(shown.series, width=q.width - 40)


def totals(q: Picture) -> alt.LayerChart:
    """The Alliance, Europe and Canada, the United States."""
    from burdenshare.panel import show
    from burdenshare.report import totals_chart

    shown = show("core_share", ("NATO", "NATO_EUR_CAN", "USA"), as_of=q.day, edition=q.edition)
    return totals_chart(shown.series, width=q.width - 90 if q.narrow else q.width)


def history(q: Picture) -> alt.LayerChart:
    """An ally's share as each edition printed it."""
    from burdenshare.report import history_by_edition, history_chart

    runs = history_by_edition(q.ally, as_of=q.day, edition=q.edition)
    return history_chart(runs, width=q.width)


class WayThere(Course):
    """Which path."""

    ally: Annotated[str, Field(max_length=60)]


def path(q: WayThere) -> alt.LayerChart:
    """An ally's way to the target."""
    return q.answer(q.ally).chart()


class Bore(Bearing):
    """What whose budget can bear."""

    ally: Annotated[str, Field(max_length=60)]


def solved(q: Bore) -> alt.LayerChart:
    """The path that needs the least to give."""
    drawn: alt.LayerChart = q.answer(q.ally).chart()
    return drawn


class Owed(Cost):
    """Whose debt."""

    ally: Annotated[str, Field(max_length=60)]


def debt(q: Owed) -> alt.LayerChart:
    """Debt with and without the path."""
    return q.answer(q.ally).chart()


class Lots(Odds):
    """Whose odds."""

    ally: Annotated[str, Field(max_length=60)]


def chance(q: Lots) -> alt.LayerChart:
    """The fan of an ally's share."""
    from burdenshare.report import chance_chart

    found = q.answer(q.ally)
    history = q.panel.edition(found.edition).series("core_share", found.ally)
    return chance_chart(found, history)


CHARTS: dict[str, tuple[type[Page], Callable[[Any], alt.LayerChart]]] = {
    "ranking": (Picture, ranking),
    "totals": (Picture, totals),
    "history": (Picture, history),
    "path": (WayThere, path),
    "fit": (Bore, solved),
    "debt": (Owed, debt),
    "chance": (Lots, chance),
}


@router.get("/charts/{name}.{kind}")
async def chart(
    request: Request,
    name: str,
    kind: Literal["svg", "json"],
    look: Literal["light", "dark"] = "light",
    narrow: bool = False,
) -> Response:
    """Draw a chart; what it asks is in the rest of the query."""
    if name not in CHARTS:
        raise UnknownNameError("chart", name, CHARTS)
    model, draw = CHARTS[name]
    try:
        q = model.model_validate(_given(request, model))
    except ValidationError as error:
        found = [{**e, "loc": ("query", *e["loc"])} for e in error.errors()]
        raise RequestValidationError(found) from None

    def answer() -> Response:
        # The page around the picture has the title.
        with unchecked():
            chart = draw(q)
        spec = themed(chart, look, width=NARROW if narrow else None) | {"title": None}
        if kind == "json":
            return JSONResponse(spec)
        return Response(drawn(spec), media_type="image/svg+xml")

    work = work_of(request)
    return await work.run(answer, seconds=max(SECONDS, work.seconds))


def _given(request: Request, model: type[Page]) -> dict[str, Any]:
    """Return the query, lists where the model has lists."""
    query = request.query_params
    lists = {name for name, field in model.model_fields.items() if isinstance(field.default, list)}
    return {key: query.getlist(key) if key in lists else query[key] for key in query}
