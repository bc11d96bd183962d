"""What exactly conflicts: irreducible sets of promises and limits, with their numbers.

A conflict is a set of promises and limits that no path satisfies, while any path-finder who may
drop one of them succeeds. It is found by dropping each member in turn and keeping it out as long
as the rest still conflict (a deletion filter): exact, because each test is one linear programme.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from burdenshare.errors import InfeasibleError
from burdenshare.flexibility._build import build
from burdenshare.flexibility._least import least_size
from burdenshare.flexibility._question import Offer
from burdenshare.flexibility._solver import Solver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.flexibility._question import Promise, Question

_WIDE = 1000.0
"""More than any limit would ever need to be widened, in its own unit."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An irreducible conflict.

    Attributes:
        members: Ids of the promises and limits in it.
        promise: The promise on a level among them, if any.
        most: The highest level for good that the other members leave room for.
        needed: ``(limit, value)``: what each limit alone would have to be.
    """

    members: tuple[str, ...]
    promise: str | None
    most: float | None
    needed: tuple[tuple[str, float], ...]


def conflicts(question: Question, solver: Solver) -> tuple[Conflict, ...]:
    """Return one irreducible conflict for each promise that cannot be kept; none if all fit."""
    return tuple(_with_numbers(question, members) for members in _irreducible(question, solver))


def _irreducible(question: Question, solver: Solver) -> Iterator[tuple[str, ...]]:
    """Yield irreducible conflicts, setting aside the promises of each before the next."""
    aside: set[str] = set()
    while not solver.feasible({}, without=aside):
        out = set(aside)
        for member in _order(question):
            if member not in out and not solver.feasible({}, without=out | {member}):
                out.add(member)
        members = tuple(m for m in reversed(_order(question)) if m not in out)
        yield members
        promised = {p.id for p in question.promises} & set(members)
        aside |= promised or set(members)


def _order(question: Question) -> list[str]:
    """The duty to rise first, targets last: what is tried first is left out when it can be."""
    rank = {"rise": 0, "ceiling": 1, "floor": 3}
    targets = {p.id for p in question.targets()}
    promises = [(4 if p.id in targets else rank[p.kind], p.id) for p in question.promises]
    limits = [(2, limit.id) for limit in question.limits]
    return [name for _, name in sorted(promises + limits, key=lambda item: item[0])]


def _with_numbers(question: Question, members: tuple[str, ...]) -> Conflict:
    core = replace(
        question,
        promises=tuple(p for p in question.promises if p.id in members),
        limits=tuple(limit for limit in question.limits if limit.id in members),
    )
    level = next((p for p in core.promises if p.kind == "floor"), None)
    needed = []
    for limit in core.limits:
        name = "beyond-plan" if limit.id == "announced" else f"wider-{limit.id}"
        wider = _least(core, name)
        if wider is not None:
            needed.append((limit.id, (limit.value or 0.0) + wider))
    return Conflict(members, level.id if level else None, _most(core, level), tuple(needed))


def _most(core: Question, level: Promise | None) -> float | None:
    if level is None:
        return None
    # Counting loosens every promise on a level by the same points, whatever its kind.
    short = _least(core, "counting")
    return None if short is None else level.value - short


def _least(core: Question, name: str) -> float | None:
    alone = replace(core, offers=(Offer(name, _WIDE if name != "counting" else 100.0),))
    try:
        return least_size(Solver(build(alone)), alone, (name,)).sizes[0][1]
    except InfeasibleError:
        return None
