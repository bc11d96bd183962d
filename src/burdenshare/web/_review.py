"""The review of 2029: who is on track, totals, what if."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from burdenshare.api import work_of
from burdenshare.web._questions import Page, Text, nato_editions
from burdenshare.web._render import page

router = APIRouter(include_in_schema=False)
AGREED = (3.5, 1.5)
Share = Annotated[float | None, Field(ge=0, le=15)]


class WhatIf(Page):
    """Which exemption, which balance."""

    exempt: Literal["none", "asked", "below", "one"] = "none"
    ally: Text = None
    at: Share = None
    below: Share = None
    core: Share = None
    related: Share = None


@router.get("/review")
async def review(request: Request, q: Annotated[WhatIf, Query()]) -> HTMLResponse:
    """Show the page."""
    return await work_of(request).run(lambda: _page(q))


def _page(q: WhatIf) -> HTMLResponse:
    from burdenshare.review import review_2029

    both = None not in {q.core, q.related} and (q.core, q.related) != AGREED
    answer = review_2029(
        exempt=[q.ally or "ESP"] if q.exempt == "one" else (),
        at=q.at if q.exempt != "none" else None,
        exempt_below=(q.below or 2.2) if q.exempt == "below" else None,
        exempt_asked=q.exempt == "asked",
        balance_core=q.core if both else None,
        balance_related=q.related if both else None,
        as_of=q.day,
        edition=q.edition,
    )
    observed = max((t.year for t in answer.totals if t.shape == "observed"), default=None)
    return page("review.html", q=q, r=answer, observed=observed, editions=nato_editions())
