"""The flexibility explorer: what a budget can bear on sliders, what may give on switches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from burdenshare.allies import Ally
from burdenshare.allies import ally as ally_called
from burdenshare.api import work_of
from burdenshare.rules import readings
from burdenshare.web._questions import Page, Text, nato_editions, once
from burdenshare.web._render import page

if TYPE_CHECKING:
    from burdenshare.flexibility import Fit, Least, Mechanism

router = APIRouter(include_in_schema=False)
LOANS = "safe-loans"
TURNS = {
    "later": "a later year",
    "lower": "a lower level",
    "pause-floor": "years below the floor",
    "pause-rise": "years without a rise",
    "counting": "disputed items counted",
    "escape-clause": "EU escape clause",
    LOANS: "SAFE loans",
    "wider-step": "a wider step",
    "wider-growth": "faster growth",
    "wider-effort": "more effort",
    "wider-deficit": "a higher deficit",
    "wider-debt": "a higher debt",
    "beyond-plan": "more than announced",
}
"""Mechanisms as the switches call them."""
GROUPS = (
    ("The promise may give", ("later", "lower", "pause-floor", "pause-rise", "counting")),
    ("Loans and clauses", ("escape-clause", LOANS)),
    (
        "A limit may give",
        (
            "wider-step",
            "wider-growth",
            "wider-effort",
            "wider-deficit",
            "wider-debt",
            "beyond-plan",
        ),
    ),
)
Number = Annotated[float | None, Field(ge=0, le=500)]


class Limits(Page):
    """What the budget can bear, and what may give, as an address says it."""

    max_step: Number = None
    no_step: bool = False
    max_real_growth: Number = None
    no_growth: bool = False
    effort: Number = None
    use_effort: bool = False
    deficit_cap: Number = None
    use_deficit: bool = False
    debt_cap: Number = None
    use_debt: bool = False
    announced: bool = False
    reading: Text = None
    allow: Annotated[list[Annotated[str, Field(max_length=30)]], Field(max_length=20)] = []
    chosen: bool = False
    """Whether the switches were set: an empty list then means that nothing may give."""
    loans: Number = None
    use_loans: bool = False


class Bearing(Limits):
    """A question that can be solved."""

    @property
    def options(self) -> dict[str, Any]:
        """The fields of a scenario that were given."""
        found: dict[str, Any] = {"announced": self.announced or None, "reading": self.reading}
        found["max_step"] = "none" if self.no_step else self.max_step
        found["max_real_growth"] = "none" if self.no_growth else self.max_real_growth
        found["effort"] = self.effort if self.use_effort else None
        found["deficit_cap"] = self.deficit_cap if self.use_deficit else None
        found["debt_cap"] = self.debt_cap if self.use_debt else None
        found["loans"] = (self.loans or None) if self.use_loans else None
        if self.chosen:
            lent = [LOANS] if found["loans"] is not None and LOANS not in self.allow else []
            found["allow"] = (*self.allow, *lent)  # an amount puts loans on the table
        return {key: value for key, value in found.items() if value is not None}

    def answer(self, code: str) -> Fit:
        """Solve."""
        from burdenshare.flexibility import fit

        return once(fit, code, as_of=self.day, edition=self.edition, **self.options)

    def quick(self, code: str) -> Least:
        """Solve for the least that must give alone."""
        from burdenshare.flexibility import least

        return once(least, code, as_of=self.day, edition=self.edition, **self.options)


@router.get("/allies/{name}/flexibility")
async def explorer(request: Request, name: str, q: Annotated[Bearing, Query()]) -> HTMLResponse:
    """Show what must give."""

    def answer() -> HTMLResponse:
        ally = ally_called(name)
        return page("fit.html", q=q, ally=ally, editions=nato_editions(), **bearing_part(ally, q))

    return await work_of(request).run(answer)


@router.get("/allies/{name}/flexibility/least")
async def least(request: Request, name: str, q: Annotated[Bearing, Query()]) -> HTMLResponse:
    """Hand out only the least that must give: what changes while a slider is dragged."""
    return await work_of(request).run(
        lambda: page("parts/least.html", f=q.quick(ally_called(name).alpha3))
    )


def bearing_part(ally: Ally, q: Bearing) -> dict[str, Any]:
    """Return what the section on flexibility shows."""
    answer = q.answer(ally.alpha3)
    return {
        "bearing": q,
        "f": answer,
        "words": answer.to_dict(),
        "asked": answer.scenario,
        "groups": _switches(ally, q),
        "readings": [r for r in readings(as_of=q.day) if r.threshold is not None],
    }


@dataclass(frozen=True, slots=True)
class Switch:
    """A mechanism that may be put on the table."""

    mechanism: Mechanism
    name: str
    on: bool


def _switches(ally: Ally, q: Bearing) -> list[tuple[str, list[Switch]]]:
    """Return the mechanisms open to an ally on a day; limits may always give."""
    from burdenshare.flexibility import MECHANISMS

    plain = Bearing(as_of=q.as_of, edition=q.edition).answer(ally.alpha3)
    there = {offer.id for offer in plain.question.offers} | set(GROUPS[-1][1])
    if q.use_loans:
        there.add(LOANS)
    return [
        (
            title,
            [
                Switch(MECHANISMS[name], TURNS[name], not q.chosen or name in q.allow)
                for name in names
                if name in there
            ],
        )
        for title, names in GROUPS
    ]
