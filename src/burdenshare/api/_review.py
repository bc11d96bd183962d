"""Questions about the Alliance: the review of 2029, the yearly assessment, the odds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Query
from pydantic import Field

from burdenshare.api._answers import Door, Name, Question, Year
from burdenshare.api._paths import Share

if TYPE_CHECKING:
    from burdenshare.api._work import Work
    from burdenshare.paths import Chances
    from burdenshare.review import Annual, Review


class OfReview(Question):
    """What if."""

    exempt: Annotated[list[Name], Field(max_length=32, examples=[["ESP"]])] = []
    """Allies that stop at a lower level."""
    at: Share | None = None
    """That level; the ally's own reading, else its last share, when left out."""
    exempt_below: Share | None = None
    """Every ally below this share today is exempt."""
    exempt_asked: bool = False
    """Every ally that asked for flexibility or claimed an exemption is exempt."""
    balance_core: Share | None = None
    """Core share of another balance; give `balance_related` too."""
    balance_related: Share | None = None
    """Related share of that balance."""
    gdp_edition: Annotated[str | None, Field(max_length=60)] = None
    """WEO edition of GDP and prices."""


class OfAnnual(Question):
    """Which year."""

    year: Year | None = None
    """Year assessed; the latest when left out."""


class OfChances(Question):
    """Which odds."""

    ally: Annotated[list[Name], Field(max_length=32, examples=[["BEL"]])] = []
    """Allies by any of their names; all when left out."""
    year: Annotated[list[Year], Field(max_length=10)] = []
    """Years; the rule's due year when left out."""
    level: Annotated[list[Share], Field(max_length=10)] = []
    """Core shares, per cent of GDP; the rule's when left out."""
    draws: Annotated[int, Field(ge=100, le=200_000)] = 20_000
    """Draws."""
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1
    """The same seed gives the same answer."""


def review(q: Annotated[OfReview, Query()]) -> Review:
    """Who is on track for 2029 and 2035; totals; exemptions that spread; another balance."""
    from burdenshare.review import review_2029

    return review_2029(**q.model_dump(exclude={"format"}))


def annual(q: Annotated[OfAnnual, Query()]) -> Annual:
    """Every ally against every rule in force, and what changed since the previous edition."""
    from burdenshare.review import annual as assess

    return assess(q.year, as_of=q.as_of, edition=q.edition)


def chances(q: Annotated[OfChances, Query()]) -> Chances:
    """How likely a level is in a year, if the allies' past goes on."""
    from burdenshare.paths import chances as odds

    return odds(
        q.ally,
        years=q.year or None,
        levels=q.level or None,
        draws=q.draws,
        seed=q.seed,
        as_of=q.as_of,
        edition=q.edition,
    )


def routes(work: Work) -> Door:
    """Return this room's routes."""
    door = Door(work, "alliance")
    door.get("/review/2029", review)
    door.get("/review/annual", annual)
    door.get("/chances", chances)
    return door
