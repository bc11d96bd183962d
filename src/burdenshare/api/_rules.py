"""Questions about the pledge: rules, readings, standing, the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Path, Query
from pydantic import Field

from burdenshare.api._answers import Dated, Door, Name, Question, Year
from burdenshare.api._panel import Listing

if TYPE_CHECKING:
    from burdenshare.api._work import Work
    from burdenshare.ledger import Ledger
    from burdenshare.report import Brief
    from burdenshare.rules import Rules, Standings

RuleId = Annotated[str, Field(max_length=60, examples=["vilnius-2023-core"])]


class OfRules(Dated):
    """Which rules."""

    every: bool = False
    """Every rule, whenever agreed, instead of those in force."""


class OfStanding(Question):
    """Whose standing against what."""

    ally: Annotated[list[Name], Field(max_length=40, examples=[["Belgium", "ESP"]])] = []
    """Allies by any of their names; all 32 when left out."""
    rule: RuleId | None = None
    """Id of a rule; see `/rules`."""
    year: Year | None = None
    """Calendar year as NATO names it; the latest with figures when left out."""


class OfLedger(Dated):
    """Which entries."""

    ally: Name | None = None
    """An ally by any of its names, or NATO; all when left out."""
    kind: Annotated[str | None, Field(max_length=30, examples=["plan"])] = None
    """plan, position, mechanism, related, counting, event or nothing_found."""


def rules(q: Annotated[OfRules, Query()]) -> Rules:
    """The rules in force on a day, as dated data with their readings, sources and doubts."""
    from burdenshare.rules import rules as in_force

    return in_force(as_of=q.as_of, every=q.every)


def rule(
    rule: Annotated[str, Path(max_length=60, examples=["hague-2025-core"])],
    q: Annotated[Dated, Query()],
) -> Rules:
    """One rule, in force or not, with the readings voiced by a day."""
    from burdenshare.rules import rules as named

    return named((rule,), as_of=q.as_of)


def readings(q: Annotated[Dated, Query()]) -> Listing:
    """How rules are read, by whom and since when; side by side, none ruled right or wrong."""
    from burdenshare.rules import readings as voiced

    return Listing("readings", voiced(as_of=q.as_of))


def standing(q: Annotated[OfStanding, Query()]) -> Standings:
    """Where allies stand against a rule in a year, as known on a day."""
    from burdenshare.rules import standing as judge

    return judge(q.ally or None, rule=q.rule, year=q.year, as_of=q.as_of, edition=q.edition)


def ledger(q: Annotated[OfLedger, Query()]) -> Ledger:
    """What was promised, said and granted, as far as it was public on a day."""
    from burdenshare.ledger import ledger as record

    return record(q.ally, as_of=q.as_of, kind=q.kind)


def brief(
    ally: Annotated[str, Path(max_length=60, examples=["BEL"])], q: Annotated[Dated, Query()]
) -> Brief:
    """The whole story of one ally on one day, with every number's source."""
    from burdenshare.report import brief as tell

    return tell(ally, as_of=q.as_of)


def routes(work: Work) -> Door:
    """Return this room's routes."""
    door = Door(work, "pledge")
    door.get("/rules", rules)
    door.get("/rules/{rule}", rule)
    door.get("/readings", readings)
    door.get("/standing", standing)
    door.get("/ledger", ledger)
    door.get("/briefs/{ally}", brief)
    return door
