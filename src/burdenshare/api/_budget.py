"""Questions about the budget: what must give, and what it does to deficit and debt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import Field

from burdenshare.api._answers import Asked, Dated, Door, Question, Year
from burdenshare.api._paths import Shape, Share
from burdenshare.flexibility import Scenario

if TYPE_CHECKING:
    from burdenshare.api._work import Work
    from burdenshare.fiscal import Clauses, Debt, DebtRules
    from burdenshare.flexibility import Catalogue, Fit

AllyName = Annotated[str, Path(min_length=1, max_length=60, examples=["BEL"])]
Points = Annotated[float, Field(ge=0, le=100)]
Stress = Literal["baseline", "lower-structural-balance", "adverse-r-g", "financial-stress"]
Method = Literal[
    "normal", "quarterly-normal", "student-t", "var-cholesky", "var-bootstrap", "forecast-errors"
]
Mechanism = Annotated[str, Field(max_length=30, examples=["later"])]


class OfFit(Question):
    """What the budget can bear, and what may give; POST a whole scenario for the rest."""

    max_step: Points | Literal["none"] | None = None
    """Largest rise of the share, points a year; the ally's own record when left out."""
    max_real_growth: Points | Literal["none"] | None = None
    """Largest real growth of spending, per cent a year; the ally's own record when left out."""
    effort: Points | None = None
    """Largest rise of the part no mechanism finances, points of GDP a year; none when left out."""
    deficit_cap: Points | None = None
    """Largest deficit of any year, per cent of GDP; none when left out."""
    debt_cap: Annotated[float, Field(ge=0, le=500)] | None = None
    """Largest debt in the due year, per cent of GDP; none when left out."""
    announced: bool = False
    """Spend no more than the ally announced, in the years it named."""
    reading: Annotated[str | None, Field(max_length=60, examples=["ESP-2025-06-22"])] = None
    """A reading whose number takes the place of its rule's."""
    milestone_2029: Share | None = None
    """Core share asked for in the year of the review."""
    related: Share | None = None
    """Related share today; with it the 5 % is promised too."""
    allow: Annotated[list[Mechanism], Field(max_length=20)] = []
    """Mechanisms on the table; all that apply when left out."""
    forbid: Annotated[list[Mechanism], Field(max_length=20)] = []
    """Mechanisms off the table."""
    gdp_edition: Annotated[str | None, Field(max_length=60)] = None
    """WEO edition of GDP and prices."""
    horizon: Annotated[int, Field(ge=2036, le=2055)] | None = None
    """Last year; ten years after the due year when left out."""

    def options(self) -> dict[str, Any]:
        """The fields of a scenario that were given."""
        given: dict[str, Any] = self.model_dump(exclude={"format"}, exclude_defaults=True)
        return {key: tuple(v) if isinstance(v, list) else v for key, v in given.items()}


class OfDebt(Question):
    """Which path, who pays, how many draws."""

    shape: Shape | Literal["none"] | None = None
    """Shape of the path; linear when left out."""
    compare: Annotated[list[Shape | Literal["none"]], Field(max_length=4)] = []
    """Several shapes on the same draws."""
    financing: Annotated[str, Field(max_length=80, examples=["debt=0.5,taxes=0.5"])] = "debt=1"
    """Who pays: debt, taxes, cuts, loans, in shares that sum to one."""
    draws: Annotated[int | None, Field(ge=0, le=200_000)] = None
    """Draws of the fan, 0 for none; 100 000 when left out, or none where no shocks were held."""
    seed: Annotated[int, Field(ge=0, le=2**31)] = 1
    """The same seed gives the same answer."""
    method: Method = "normal"
    """How shocks are drawn."""
    scenario: Stress = "baseline"
    """What else may go wrong."""
    model: Literal["auto", "commission", "simple"] = "auto"
    """The Commission's where its inputs are held, else the plain recursion."""
    horizon: Annotated[int, Field(ge=2028, le=2060)] = 2045
    """Last year."""
    window: Annotated[int, Field(ge=1, le=10)] = 5
    """Years of the fan."""
    related: Share | None = None
    """Related share today: its rise to 1.5 counts too."""
    multiplier: Annotated[float, Field(ge=0, le=3)] | None = None
    """Fiscal multiplier in place of the default."""
    gdp_edition: Annotated[str | None, Field(max_length=60)] = None
    """WEO edition."""


class OfRules(Dated):
    """Under which reading."""

    shape: Shape | None = None
    """Shape of the path held against them; none when left out."""
    start: Year | None = None
    """First year of adjustment; the year after the forecast when left out."""
    draws: Annotated[int, Field(ge=0, le=20_000)] = 2_000
    """Draws of the stochastic test."""


def fit(ally: AllyName, q: Annotated[OfFit, Query()]) -> Fit:
    """Does the pledge fit the budget, and if not, what is the least that must give?"""
    from burdenshare.flexibility import fit as solve

    return solve(ally, **q.options())


def fit_scenario(scenario: Scenario, q: Annotated[Asked, Query()]) -> Fit:
    """The same for a whole question in one document, as `fit --print-scenario` prints it."""
    from burdenshare.flexibility import fit as solve

    assert q.format
    return solve(scenario=scenario)


def mechanisms(q: Annotated[Asked, Query()]) -> Catalogue:
    """Every constraint and mechanism: meaning, unit, formula, who can grant it."""
    from burdenshare.flexibility import Catalogue

    assert q.format
    return Catalogue()


def debt(ally: AllyName, q: Annotated[OfDebt, Query()]) -> Debt:
    """Deficit and debt with and without a path, and how sure."""
    from burdenshare.fiscal import debt as project

    given = q.model_dump(exclude={"format"}, exclude_none=True)
    given["compare"] = q.compare or None
    return project(ally, **given)


def debt_rules(ally: AllyName, q: Annotated[OfRules, Query()]) -> DebtRules:
    """The EU's fiscal rules for an ally: the balance they require, and what binds."""
    from burdenshare.fiscal import debt_rules as hold
    from burdenshare.paths import path

    way = path(ally, shape=q.shape, as_of=q.as_of) if q.shape else None
    return hold(ally, path=way, start=q.start, draws=q.draws, as_of=q.as_of)


def escape_clauses(q: Annotated[Dated, Query()]) -> Clauses:
    """The EU escape clause for defence, state by state: room, use, and the cliff when it ends."""
    from burdenshare.fiscal import escape_clauses as rooms

    return rooms(as_of=q.as_of)


def routes(work: Work) -> Door:
    """Return this room's routes."""
    door = Door(work, "budget")
    door.get("/fit/{ally}", fit)
    door.post("/fit", fit_scenario)
    door.get("/mechanisms", mechanisms)
    door.get("/debt/{ally}", debt)
    door.get("/debt/{ally}/rules", debt_rules)
    door.get("/escape-clause", escape_clauses)
    return door
