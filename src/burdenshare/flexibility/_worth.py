"""What binds, and what it is worth: shadow prices in points of the promised level.

With the relaxations found in place, the level that could be kept for good is maximised. The
duals of that programme say by how much it would rise for one more unit of each limit. A dual is
right only for small changes, and at a kink it is one of several: so each is checked by solving
again with the limit moved a little, and what a whole tenth of a point would bring is solved, not
extrapolated.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from burdenshare.errors import InfeasibleError
from burdenshare.flexibility._build import MARGIN, build
from burdenshare.flexibility._solver import FREE, Solver

if TYPE_CHECKING:
    from collections.abc import Mapping

    from burdenshare.flexibility._question import Question
    from burdenshare.flexibility._solver import Answer

NUDGE = {"step": 0.1, "growth": 1.0, "effort": 0.1, "deficit": 0.5, "debt": 1.0, "announced": 0.1}
"""How much more of each limit the words speak of, in its own unit."""
_SMALL = 1e-4
_NONE = 1e-7


@dataclass(frozen=True, slots=True)
class Worth:
    """What one limit or promise in force is worth.

    Attributes:
        id: The limit or promise.
        years: Years in which it binds.
        rate: Points of the level kept for good, per unit of the limit (dual).
        checked: The same by finite difference.
        nudge: A natural amount more of it.
        gain: Points that ``nudge`` brings, solved.
        first_year: Earliest year of reaching the promised level with this limit as it is.
        first_year_nudged: The same with ``nudge`` more; ``None`` when beyond the horizon.
    """

    id: str
    years: tuple[int, ...]
    rate: float
    checked: float
    nudge: float
    gain: float
    first_year: int | None
    first_year_nudged: int | None


def binding(question: Question, sizes: Mapping[str, float]) -> tuple[Worth, ...]:
    """Return the limits and promises that hold the level down, dearest first.

    Args:
        question: What was asked.
        sizes: Relaxations in place.
    """
    solver = Solver(build(question, margin=True))
    levers = dict(sizes)
    base = solver.minimise({MARGIN: -1.0}, levers)
    duals = _rates(question, solver, base)
    found = []
    for name, (rate, years) in duals.items():
        checked = (_margin(solver, levers, {name: _SMALL}) + base.objective) / _SMALL
        nudge = NUDGE.get(name, 0.1)
        gain = _margin(solver, levers, {name: nudge}) + base.objective
        if max(abs(rate), abs(checked)) < _NONE or not isfinite(gain):
            continue
        found.append(
            Worth(
                name,
                years,
                rate,
                checked,
                nudge,
                gain,
                first_year(question, solver, levers),
                first_year(question, solver, levers, {name: nudge}),
            )
        )
    return tuple(sorted(found, key=lambda worth: -abs(worth.gain)))


def _margin(solver: Solver, levers: Mapping[str, float], shift: Mapping[str, float]) -> float:
    try:
        return -solver.minimise({MARGIN: -1.0}, levers, shift=shift).objective
    except InfeasibleError:
        return float("-inf")


def _rates(
    question: Question, solver: Solver, answer: Answer
) -> dict[str, tuple[float, tuple[int, ...]]]:
    """Sum the row duals of each limit and standing promise: change of the margin per unit."""
    targets = {p.id for p in question.targets() or question.floors()}
    names = [limit.id for limit in question.limits]
    names += [p.id for p in question.promises if p.kind == "floor" and p.id not in targets]
    place = solver.model.position
    rates: dict[str, tuple[float, tuple[int, ...]]] = dict.fromkeys(names, (0.0, ()))
    for number, row in enumerate(solver.model.rows):
        dual = -float(answer.row_duals[number])
        if row.group not in rates or abs(dual) < _NONE:
            continue
        if row.role == "growth":
            # One per cent more multiplies the share of the year before.
            dual *= float(answer.columns[place[f"core_{row.year - 1}"]]) / 100
        rate, years = rates[row.group]
        rates[row.group] = (rate + dual, (*years, row.year))
    return rates


def first_year(
    question: Question,
    solver: Solver,
    levers: Mapping[str, float],
    shift: Mapping[str, float] | None = None,
) -> int | None:
    """Return the earliest year in which the promised core level can be reached, if any.

    Other promises and limits stand; the due year does not matter.
    """
    targets = [p for p in question.targets() if p.measure == "core"]
    if not targets:
        return None
    level = max(p.value for p in targets) - levers.get("lower", 0.0) - levers.get("counting", 0.0)
    ids = {p.id for p in question.targets()}
    low, high = 0, len(question.years)
    while low < high:  # what can be reached never falls with time
        middle = (low + high) // 2
        column = f"core_{question.years[middle]}"
        try:
            best = -solver.minimise({column: -1.0}, levers, without=ids, shift=shift).objective
        except InfeasibleError:
            return None
        low, high = (low, middle) if best >= level - 1e-7 else (middle + 1, high)
    return question.years[low] if low < len(question.years) else None


@dataclass(frozen=True, slots=True)
class Help:
    """What a financing mechanism is worth while it lasts and after.

    Attributes:
        id: The mechanism.
        gain: Most points of GDP by which it lifts the highest path in one year.
        year: The year of that gain.
        money: Extra spending it allows over its years, millions at current prices.
        last_gain: Points it still adds in the year the target falls due.
    """

    id: str
    gain: float
    year: int
    money: float
    last_gain: float


def help_of(question: Question, sizes: Mapping[str, float], name: str) -> Help | None:
    """Compare the highest paths with and without the financing mechanism ``name``.

    The promises on a level are set aside, so that the comparison shows the mechanism and not
    the promise; the limits stand, with the relaxations ``sizes``. ``None`` when there is no path
    without it: nothing to compare with.
    """
    solver = Solver(build(question))
    without = {other: size for other, size in sizes.items() if other != name}
    levels = [p.id for p in question.promises if p.kind == "floor"]

    def gain(weights: Mapping[str, float]) -> float:
        costs = {column: -weight for column, weight in weights.items()}
        base = solver.minimise(costs, without, without=levels).objective
        try:
            helped = solver.minimise(costs, {**without, name: FREE}, without=levels).objective
        except InfeasibleError:  # the clause cannot be used below its base
            return 0.0
        return max(0.0, base - helped)

    years = question.years
    try:
        gains = {year: gain({f"core_{year}": 1.0}) for year in years}
    except InfeasibleError:
        return None
    offer = question.offer(name)
    last = (offer.last if offer else None) or years[-1]
    money = gain({f"core_{y}": question.gdp[i] / 100 for i, y in enumerate(years, 1) if y <= last})
    best = max(years, key=lambda year: round(gains[year], 6))  # the first of equals
    due = max((p.first for p in question.targets()), default=years[-1])
    return Help(name, gains[best], best, money, gains[due])
