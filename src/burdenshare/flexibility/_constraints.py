r"""The constraints: each a short function that adds rows, with its meaning, unit and formula.

Notation: :math:`s_t` core share, :math:`r_t` related share, :math:`c_t` related share counted,
:math:`Y_t` real GDP, all of year :math:`t`; shares in per cent of GDP. The columns of the start
year are fixed at what was observed, so every rule about a change is the same row in every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from burdenshare.flexibility._question import Limit, Promise, Question
    from burdenshare.flexibility._rows import Builder


@dataclass(frozen=True, slots=True)
class Constraint:
    """A kind of promise or limit, as the documentation shows it.

    Attributes:
        id: Its name; for limits also the name of the :class:`Limit`.
        meaning: One sentence.
        unit: Unit of its number.
        formula: LaTeX.
        source: Where the kind of rule comes from.
    """

    id: str
    meaning: str
    unit: str
    formula: str
    source: str


CONSTRAINTS: dict[str, Constraint] = {}
_LIMITS: dict[str, Callable[[Builder, Limit], None]] = {}


def _limit(
    description: Constraint,
) -> Callable[[Callable[[Builder, Limit], None]], Callable[[Builder, Limit], None]]:
    def register(build: Callable[[Builder, Limit], None]) -> Callable[[Builder, Limit], None]:
        CONSTRAINTS[description.id] = description
        _LIMITS[description.id] = build
        return build

    return register


for _constraint in (
    Constraint(
        "floor",
        "The share is at least the promised level in every year the rule already holds.",
        "% of GDP",
        r"s_t \ge f \quad (t = 1, \dots, T)",
        "Vilnius, 11 July 2023: at least 2 % of GDP a year (rules/vilnius-2023-core)",
    ),
    Constraint(
        "target",
        "From the due year on the share is at least the promised level, and stays there.",
        "% of GDP",
        r"s_t \ge g \quad (t \ge D)",
        "The Hague, 25 June 2025: at least 3.5 % core by 2035 (rules/hague-2025-core)",
    ),
    Constraint(
        "milestone",
        "In one named year the share is at least the level asked for.",
        "% of GDP",
        r"s_m \ge h",
        "The 2029 review (rules/hague-2025-review); the level is the user's, none was agreed",
    ),
    Constraint(
        "rise",
        "The share does not fall below the year before while it is under the promised level.",
        "points a year",
        r"s_t \ge \begin{cases} s_{t-1} & s_0 < g \\ g & s_0 \ge g \end{cases}",
        "The Hague, 25 June 2025: a credible, incremental path (rules/hague-2025-annual-plan)",
    ),
    Constraint(
        "ceiling",
        "Related spending counts, but only up to the promised ceiling.",
        "% of GDP",
        r"c_t \le r_t, \quad c_t \le k, \quad s_t + c_t \ge g^{\mathrm{total}} \ (t \ge D)",
        "The Hague, 25 June 2025: up to 1.5 % related (rules/hague-2025-related)",
    ),
):
    CONSTRAINTS[_constraint.id] = _constraint


def add_paths(b: Builder) -> None:
    """Add the share columns, the start year's fixed at what was observed."""
    q = b.question
    b.column(f"core_{q.start_year}", q.start_share, q.start_share)
    for year in q.years:
        b.column(f"core_{year}", 0.0, 100.0)
    if q.related_start is None:
        return
    b.column(f"related_{q.start_year}", q.related_start, q.related_start)
    for year in q.years:
        b.column(f"related_{year}", 0.0, 100.0)
        b.column(f"counted_{year}", 0.0, 100.0)
        b.row(
            "related", "counted", year, {f"counted_{year}": 1.0, f"related_{year}": -1.0}, upper=0.0
        )


def add_promise(b: Builder, promise: Promise) -> None:
    """Add the rows of one promise, whatever rule it comes from."""
    q = b.question
    for year in filter(promise.holds, q.years):
        if promise.kind == "rise":
            _rise(b, promise, year)
        elif promise.kind == "ceiling":
            b.row(promise.id, "ceiling", year, {f"counted_{year}": 1.0}, upper=promise.value)
        else:
            terms = {f"core_{year}": 1.0}
            if promise.measure == "total":
                terms[f"counted_{year}"] = 1.0
            elif promise.measure == "related":
                terms = {f"counted_{year}": 1.0}
            role = floor_role(q, promise)
            b.row(promise.id, role, year, terms, lower=promise.value, value=promise.value)


def floor_role(q: Question, promise: Promise) -> str:
    """Tell a floor in force from a target still to fall due and from a milestone of one year."""
    if promise.last is not None:
        return "milestone"
    return "target" if promise.first > q.years[0] else "floor"


def _rise(b: Builder, promise: Promise, year: int) -> None:
    q = b.question
    if q.start_share >= q.goal:
        # At the level already: the duty is to stay, not to climb further.
        b.row(promise.id, "stay", year, {f"core_{year}": 1.0}, lower=q.goal, value=q.goal)
    else:
        b.row(promise.id, "rise", year, {f"core_{year}": 1.0, f"core_{year - 1}": -1.0}, lower=0.0)


@_limit(
    Constraint(
        "step",
        "The core share rises by at most so many points from one year to the next.",
        "points a year",
        r"s_t - s_{t-1} \le \sigma",
        "No step was agreed (0.2 points a year was proposed and dropped in June 2025)",
    )
)
def _step(b: Builder, limit: Limit) -> None:
    for year in b.question.years:
        b.row(
            "step",
            "step",
            year,
            {f"core_{year}": 1.0, f"core_{year - 1}": -1.0},
            upper=limit.value or 0.0,
        )


@_limit(
    Constraint(
        "growth",
        "Real core spending grows by at most so many per cent a year (what forces can absorb).",
        "% a year",
        r"s_t Y_t \le (1 + \gamma/100)\, s_{t-1} Y_{t-1}",
        "Observed real growth of core spending, own and all allies' (NATO's tables)",
    )
)
def _growth(b: Builder, limit: Limit) -> None:
    q = b.question
    for t, year in enumerate(q.years):
        terms = {
            f"core_{year}": q.growth_factor(t),
            f"core_{year - 1}": -(1 + (limit.value or 0.0) / 100),
        }
        b.row("growth", "growth", year, terms, upper=0.0)


@_limit(
    Constraint(
        "effort",
        "The part of spending not financed by a mechanism rises by at most so many points of GDP "
        "a year: what taxes and cuts must find.",
        "points of GDP a year",
        r"(s_t + r_t - n_t - \ell_t) - (s_{t-1} + r_{t-1} - n_{t-1} - \ell_{t-1}) \le e",
        "A government's own statement of what it can consolidate in a year",
    )
)
def _effort(b: Builder, limit: Limit) -> None:
    for year in b.question.years:
        terms = _spending(b, year, 1.0) | _spending(b, year - 1, -1.0)
        b.row("effort", "effort", year, terms, upper=limit.value or 0.0)


def _spending(b: Builder, year: int, factor: float) -> dict[str, float]:
    terms = {f"core_{year}": factor}
    if b.question.related_start is not None:
        terms[f"related_{year}"] = factor
    return terms


@_limit(
    Constraint(
        "deficit",
        "The deficit of the year is at most the cap.",
        "% of GDP",
        r"b^0_t + \sum_{j \le t} B_{tj}\, x_j \le \bar b_t, \quad x_j = s_j + r_j - s_0 - r_0",
        "Treaty reference value of 3 %, Protocol 12; or the user's",
    )
)
def _deficit(b: Builder, limit: Limit) -> None:
    budget = b.question.budget
    assert budget is not None
    for year, cap in limit.by_year:
        t = year - b.question.years[0]
        _capped(b, "deficit", year, budget.deficit_response[t], cap - budget.deficit[t])


@_limit(
    Constraint(
        "debt",
        "The debt ratio of the year is at most the cap.",
        "% of GDP",
        r"d^0_t + \sum_{j \le t} A_{tj}\, x_j \le \bar d_t",
        "The user's; 60 % is the Treaty reference value, Protocol 12",
    )
)
def _debt(b: Builder, limit: Limit) -> None:
    budget = b.question.budget
    assert budget is not None
    for year, cap in limit.by_year:
        t = year - b.question.years[0]
        _capped(b, "debt", year, budget.debt_response[t], cap - budget.debt[t])


def _capped(b: Builder, role: str, year: int, response: tuple[float, ...], room: float) -> None:
    q = b.question
    held = sum(response) * (q.start_share + (q.related_start or 0.0))
    terms: dict[str, float] = {}
    for each, factor in zip(q.years, response, strict=True):
        if factor:
            terms |= _spending(b, each, factor)
    b.row(role, role, year, terms, upper=room + held)


@_limit(
    Constraint(
        "announced",
        "In the years of its announced plan the ally spends no more than it announced.",
        "% of GDP",
        r"s_t \le p_t",
        "The ally's own plan (ledger)",
    )
)
def _announced(b: Builder, limit: Limit) -> None:
    for year, share in limit.by_year:
        b.row("announced", "announced", year, {f"core_{year}": 1.0}, upper=share)


def add_limit(b: Builder, limit: Limit) -> None:
    """Add the rows of one limit."""
    _LIMITS[limit.id](b, limit)


LIMITS = tuple(_LIMITS)
