"""The rules of the pledge: text, versions, readings, who meets them when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from burdenshare.api import work_of
from burdenshare.errors import MissingDataError
from burdenshare.rules import Standings, definitions, latest_year, readings, standing
from burdenshare.rules import rule as rule_called
from burdenshare.rules import rules as seen
from burdenshare.web._questions import Page, nato_editions
from burdenshare.web._render import page

router = APIRouter(include_in_schema=False)


@router.get("/rules")
async def rules(request: Request, q: Annotated[Page, Query()]) -> HTMLResponse:
    """Show every rule on one time line."""

    def answer() -> HTMLResponse:
        every = seen(as_of=q.day, every=True)
        known = [rule for rule in every if rule.known_on(q.day)]
        later = [rule for rule in every if not rule.known_on(q.day)]
        voiced = readings(as_of=q.day)
        return page(
            "rules.html",
            q=q,
            rules=known,
            later=later,
            readings=voiced,
            definitions=definitions().values(),
            editions=nato_editions(),
        )

    return await work_of(request).run(answer)


@router.get("/rules/{rule_id}")
async def rule(request: Request, rule_id: str, q: Annotated[Page, Query()]) -> HTMLResponse:
    """Show one rule and who meets it."""
    found = rule_called(rule_id)

    def answer() -> HTMLResponse:
        years: list[Standings] = []
        if found.test is not None and found.test.measure is not None:
            last = latest_year(found.test.measure, q.panel)
            for year in range(last, last - 6, -1):
                try:
                    years.append(standing(rule=found.id, year=year, as_of=q.day, edition=q.edition))
                except MissingDataError:  # the edition goes back no further
                    break
        return page(
            "rule.html",
            q=q,
            rule=found,
            readings=readings(found.id, as_of=q.day),
            years=years,
            editions=nato_editions(),
        )

    return await work_of(request).run(answer)
