"""The least that must give: every minimal set of mechanisms, its least size, its smoothest path.

Three questions, in this order. *How few?* A set of mechanisms is enough when the linear model is
feasible with all of them open; sets are tried by size, and none that contains a smaller enough
set, so every minimal set up to three is found. *How little?* The sum of normalised sizes is
minimised, exactly, also over whole years and tenths. *How smooth?* Among the paths that need no
more than that, the one with the least sum of squared steps.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import combinations, count
from typing import TYPE_CHECKING

from burdenshare.errors import InfeasibleError
from burdenshare.flexibility._solver import FREE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from burdenshare.flexibility._question import Question
    from burdenshare.flexibility._solver import Solver

MOST_MECHANISMS = 3
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A minimal set of mechanisms and the least size of each; ``cost`` in normalised units."""

    sizes: tuple[tuple[str, float], ...]
    cost: float

    @property
    def names(self) -> frozenset[str]:
        """The mechanisms."""
        return frozenset(name for name, _ in self.sizes)


def minimal_sets(solver: Solver, at_most: int = MOST_MECHANISMS) -> list[tuple[str, ...]]:
    """Return every set of at most ``at_most`` mechanisms that is enough, with none to spare.

    A list holding the empty tuple means that nothing need give; an empty list, that no such set
    is enough.
    """
    if solver.feasible({}):
        return [()]
    found: list[tuple[str, ...]] = []
    left = tuple(solver.model.levers)
    for size in range(1, at_most + 1):
        # What is left, all together: one solve may save trying all its sets.
        if len(left) < size or not solver.feasible(dict.fromkeys(left, FREE)):
            break
        needed = indispensable(solver, left) if size > 1 else set()
        for candidate in combinations(left, size):
            if not needed <= set(candidate):
                continue
            if any(set(smaller) <= set(candidate) for smaller in found):
                continue
            if solver.feasible(dict.fromkeys(candidate, FREE)):
                found.append(candidate)
        # A larger minimal set holds no mechanism that is enough alone.
        left = tuple(name for name in left if (name,) not in found)
    return found


def indispensable(solver: Solver, names: Collection[str]) -> set[str]:
    """Return the mechanisms without which the others in ``names`` together are not enough."""
    return {
        name
        for name in names
        if not solver.feasible({other: FREE for other in names if other != name})
    }


def least_size(
    solver: Solver,
    question: Question,
    names: tuple[str, ...],
    fixed: Mapping[str, float] | None = None,
) -> Relaxation:
    """Return the least total size of the mechanisms ``names``, and the sizes that reach it.

    Sizes counted in whole years or tenths are searched by boxes: giving more never makes the
    rest dearer, so a box costs at least its smallest whole sizes plus what the rest costs at its
    largest. Boxes are split until the cheapest is a single point: exact, without a gap.
    Mechanisms in ``fixed`` are used at the size given, at no cost.

    Raises:
        InfeasibleError: The set is not enough.
    """
    costs = {name: _offer_cost(question, name) for name in names}
    levers = solver.model.levers
    whole = [name for name in names if levers[name].kind != "size"]
    sized = {levers[name].columns[0]: costs[name] for name in names if levers[name].kind == "size"}
    unit = {name: 0.1 if levers[name].kind == "tenths" else 1.0 for name in whole}
    order = count()  # breaks ties, so that sizes are never compared as sizes
    boxes: list[tuple[float, int, tuple[int, ...], tuple[int, ...]]] = []

    def push(low: tuple[int, ...], high: tuple[int, ...]) -> None:
        setting = dict(fixed or {}) | dict.fromkeys(names, FREE)
        setting |= {name: high[i] * unit[name] for i, name in enumerate(whole)}
        try:
            rest = solver.minimise(sized, setting).objective
        except InfeasibleError:
            return
        price = sum(costs[name] * low[i] * unit[name] for i, name in enumerate(whole))
        heapq.heappush(boxes, (price + rest, next(order), low, high))

    push(tuple(1 for _ in whole), tuple(round(levers[name].most / unit[name]) for name in whole))
    while boxes:
        _, _, low, high = heapq.heappop(boxes)
        if low == high:
            sizes = {name: low[i] * unit[name] for i, name in enumerate(whole)}
            return _sizes(solver, names, dict(fixed or {}), sizes, sized, costs)
        widest = max(
            range(len(whole)), key=lambda i: (high[i] - low[i]) * unit[whole[i]] * costs[whole[i]]
        )
        middle = (low[widest] + high[widest]) // 2
        push(low, (*high[:widest], middle, *high[widest + 1 :]))
        push((*low[:widest], middle + 1, *low[widest + 1 :]), high)
    raise InfeasibleError(f"{', '.join(names)}: not enough, even in full")


def _sizes(
    solver: Solver,
    names: tuple[str, ...],
    fixed: Mapping[str, float],
    whole: Mapping[str, float],
    sized: Mapping[str, float],
    costs: Mapping[str, float],
) -> Relaxation:
    answer = solver.minimise(sized, {**fixed, **dict.fromkeys(names, FREE), **whole})
    sizes: dict[str, float] = {}
    for name in names:
        if name in whole:
            sizes[name] = round(whole[name], 1)
        else:
            column = solver.model.levers[name].columns[0]
            sizes[name] = max(0.0, float(answer.columns[solver.model.position[column]]))
    return Relaxation(
        tuple((name, sizes[name]) for name in names),
        sum(costs[name] * sizes[name] for name in names),
    )


def _offer_cost(question: Question, name: str) -> float:
    offer = question.offer(name)
    assert offer is not None
    return offer.cost


def ranked(relaxations: list[Relaxation]) -> list[Relaxation]:
    """Fewest mechanisms first, then least size, then by name."""
    return sorted(relaxations, key=lambda r: (len(r.sizes), round(r.cost, 9), sorted(r.names)))
