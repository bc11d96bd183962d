"""Questions about the way there: paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Query
from pydantic import Field

from burdenshare.api._answers import Door, Name, Question, Year
from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    from burdenshare.api._work import Work
    from burdenshare.paths import Paths

Shape = Literal[
    "linear", "constant-growth", "back-loaded", "front-loaded", "plan", "trend", "hold", "points"
]
Share = Annotated[float, Field(ge=0, le=15)]
Growth = Annotated[float, Field(ge=-20, le=30)]


class OfPaths(Question):
    """Whose path, by which way, to which level."""

    ally: Annotated[list[Name], Field(max_length=40, examples=[["BEL", "ESP"]])] = []
    """Allies or aggregates by any of their names; all when left out."""
    shape: Annotated[list[Shape], Field(max_length=8)] = []
    """Ways there, compared where there are several; `linear` when left out."""
    rule: Annotated[str | None, Field(max_length=60, examples=["hague-2025-core"])] = None
    """Rule whose level and due year are taken; the one in force when left out."""
    core_target: Share | None = None
    """Core share to reach, per cent of GDP; the rule's when left out."""
    due: Year | None = None
    """Year by which; the rule's when left out."""
    horizon: Year | None = None
    """Last year; the due year when left out."""
    turn: Year | None = None
    """Year in which a back-loaded path climbs and a front-loaded one arrives."""
    point: Annotated[list[str], Field(max_length=20, examples=[["2029=2.5"]])] = []
    """Shares to pass through, as YEAR=SHARE."""
    related: Share | None = None
    """Related share today; unknown when left out, which is not zero."""
    related_target: Share | None = None
    """Related share by the due year; 1.5 where `related` is given."""
    fiscal_year: bool = False
    """Money by fiscal years for Canada, the United Kingdom and the United States."""
    gdp_edition: Annotated[str | None, Field(max_length=60, examples=["weo-2026-04"])] = None
    """WEO edition of GDP and prices."""
    real_growth_beyond: Growth | None = None
    """Real growth beyond the WEO's last year, per cent a year."""
    inflation_beyond: Growth | None = None
    """Growth of prices beyond it, per cent a year."""


def read_point(text: str) -> tuple[int, float]:
    """Read ``2029=2.5``."""
    year, _, share = text.partition("=")
    try:
        return int(year), float(share)
    except ValueError:
        raise BadValueError(f"point {text[:40]!r}: write it as YEAR=SHARE, e.g. 2029=2.5") from None


def paths(q: Annotated[OfPaths, Query()]) -> Paths:
    """Year by year to the target: share, money, growth, extra over the share held."""
    from burdenshare.paths import paths as draw

    points = dict(map(read_point, q.point))
    return draw(
        q.ally,
        shapes=q.shape or (["points"] if points else ["linear"]),
        core_target=q.core_target,
        rule=q.rule,
        due=q.due,
        horizon=q.horizon,
        points=points or None,
        turn=q.turn,
        related=q.related,
        related_target=q.related_target,
        fiscal_year=q.fiscal_year,
        as_of=q.as_of,
        edition=q.edition,
        gdp_edition=q.gdp_edition,
        real_growth_beyond=q.real_growth_beyond,
        inflation_beyond=q.inflation_beyond,
    )


def routes(work: Work) -> Door:
    """Return this room's routes."""
    door = Door(work, "paths")
    door.get("/paths", paths)
    return door
