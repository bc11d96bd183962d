"""Plans: what an ally says it will spend, as firmly as it has said it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from burdenshare._yaml import Model
from burdenshare.ledger._entry import Statement

Status = Literal["said", "government decision", "budget", "law"]
STATUSES: tuple[Status, ...] = ("said", "government decision", "budget", "law")
"""The ladder of firmness, lowest rung first."""
Basis = Literal["core", "related", "total", "unstated"]
Definition = Literal["NATO", "national", "unstated"]


def _per_cent(share: float) -> float:
    if not 0.1 <= share <= 15:
        raise ValueError("shares are in per cent of GDP between 0.1 and 15: write 2.5 for 2.5 %")
    return share


PerCent = Annotated[float, AfterValidator(_per_cent)]
Year = Annotated[int, Field(ge=2014, le=2060)]


class PlanPoint(Model):
    """A share of GDP announced for a year, a run of years, or without a year."""

    year: Year | None = None
    """Year, named as NATO names it; none where the source gives none."""
    until: Year | None = None
    """Last year, where the share is announced for every year from ``year`` on."""
    onwards: bool = False
    """Whether it is announced from ``year`` on without an end."""
    share: PerCent
    """Per cent of GDP (2.5 means 2.5 %); the lower end of a range."""
    high: PerCent | None = None
    """Upper end of a range."""
    bound: Literal["stated", "about", "at least", "at most"] = "stated"
    """How the source hedges it."""
    basis: Basis
    """Core, related or their total as the source says; ``unstated`` where it does not split."""
    definition: Definition = "unstated"
    """Whose definition of defence spending the share is said to follow."""
    denominator: Literal["GDP", "GNI"] = "GDP"
    """What it is a share of."""
    condition: str | None = None
    """What it is said to depend on."""

    @model_validator(mode="after")
    def _years_fit(self) -> PlanPoint:
        if self.year is None and (self.until is not None or self.onwards):
            raise ValueError("until and onwards need a year to start from")
        if self.year is not None and self.until is not None and self.until < self.year:
            raise ValueError(f"until ({self.until}) is before year ({self.year}): swap them")
        if self.high is not None and self.high <= self.share:
            raise ValueError("high must be above share: leave it out when there is no range")
        return self

    @property
    def years(self) -> tuple[int, ...]:
        """Every year it is announced for; empty where the source gives none."""
        if self.year is None:
            return ()
        return tuple(range(self.year, (self.until or self.year) + 1))


class PlanStep(Model):
    """A rise announced in points of GDP."""

    first_year: Year
    """First year that rises."""
    last_year: Year | None = None
    """Last year that rises; none where the source gives none."""
    points: float = Field(gt=0, le=5)
    """Points of GDP."""
    per: Literal["year", "period"]
    """Whether each year rises by that much, or all of them together."""
    bound: Literal["stated", "about", "at least", "at most"] = "stated"
    """How the source hedges it."""
    basis: Basis
    """Core, related or total, as in the points."""


class PlanMoney(Model):
    """An amount announced."""

    what: str
    """What it pays for, and whether it is a level, an increase or a sum over years."""
    first_year: Year
    """Year, or first year."""
    last_year: Year | None = None
    """Last year of a sum over years."""
    amount_millions: float = Field(gt=0)
    """Millions of ``currency``, prices as the source has them (mostly unstated)."""
    high_millions: float | None = Field(default=None, gt=0)
    """Upper end of a range."""
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    """ISO 4217 code."""


class Plan(Statement):
    """Shares, steps or money an ally has announced for itself."""

    kind: Literal["plan"]
    """Always ``plan``."""
    status: Status
    """Rung on the ladder ``said < government decision < budget < law``."""
    points: tuple[PlanPoint, ...] = ()
    """Shares announced."""
    steps: tuple[PlanStep, ...] = ()
    """Rises announced in points of GDP."""
    money: tuple[PlanMoney, ...] = ()
    """Amounts announced."""

    @model_validator(mode="after")
    def _not_empty(self) -> Plan:
        if not (self.points or self.steps or self.money):
            raise ValueError("a plan needs points, steps or money; otherwise enter a position")
        return self
