"""Solve one question: the pure core, from numbers to the least relaxation and its path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from burdenshare.errors import InfeasibleError
from burdenshare.flexibility._build import build
from burdenshare.flexibility._fewest import fewest
from burdenshare.flexibility._least import (
    Relaxation,
    indispensable,
    least_size,
    minimal_sets,
    ranked,
)
from burdenshare.flexibility._recheck import recheck
from burdenshare.flexibility._smooth import smoothest
from burdenshare.flexibility._solver import FREE, Solver

if TYPE_CHECKING:
    from burdenshare.flexibility._question import Question
    from burdenshare.flexibility._rows import Model


_TIE = 1e-6


@dataclass(frozen=True, slots=True)
class Solved:
    """The answer in numbers.

    Attributes:
        question: What was asked.
        feasible: Whether everything promised fits with nothing giving.
        best: The least relaxation, ``None`` when no set of mechanisms on offer is enough.
        alternatives: Every other minimal set, ranked.
        core: Core share of each projected year; empty when nothing is enough.
        related: Related share of each projected year, where asked for.
        clause: Points shielded by the escape clause, by year.
        loans: Points paid from loans, by year.
    """

    question: Question
    feasible: bool
    best: Relaxation | None
    alternatives: tuple[Relaxation, ...] = ()
    core: tuple[float, ...] = ()
    related: tuple[float, ...] = ()
    clause: tuple[tuple[int, float], ...] = ()
    loans: tuple[tuple[int, float], ...] = ()


def solve(question: Question, solver: Solver | None = None) -> Solved:
    """Find the least that must give, and the smoothest path that needs no more.

    Args:
        question: Plain numbers; see :class:`Question`.
        solver: A warm solver of the same question's model, to save building it.

    Raises:
        BadValueError: The question contradicts itself.
        SolverError: The optimiser failed, or its answer failed the independent re-check.
    """
    solver = solver or Solver(build(question))
    sets = minimal_sets(solver) or _larger(solver)
    if not sets:
        return Solved(question, feasible=False, best=None)
    relaxations = ranked([least_size(solver, question, names) for names in sets])
    first = relaxations[0]
    tied = [
        r for r in relaxations if len(r.sizes) == len(first.sizes) and r.cost - first.cost < _TIE
    ]
    solved = [with_path(question, solver.model, relaxation) for relaxation in tied]
    best = min(solved, key=_roughness)
    others = tuple(r for r in relaxations if r is not best.best)
    return replace(best, alternatives=others)


def _larger(solver: Solver) -> list[tuple[str, ...]]:
    """Return every smallest set of more than three mechanisms, if any set is enough at all."""
    try:
        size = len(fewest(solver.model))
    except InfeasibleError:
        return []
    needed = indispensable(solver, solver.model.levers)
    return [
        names
        for names in combinations(solver.model.levers, size)
        if needed <= set(names) and solver.feasible(dict.fromkeys(names, FREE))
    ]


def _roughness(solved: Solved) -> float:
    """Sum of squared steps, to a millionth: what is smoother by less is a tie, settled by rank."""
    shares = (solved.question.start_share, *solved.core)
    return round(sum((b - a) ** 2 for a, b in pairwise(shares)), 6)


def with_path(question: Question, model: Model, best: Relaxation) -> Solved:
    """Add the smoothest path that ``best`` allows, re-checked."""
    sizes = dict(best.sizes)
    values = smoothest(question, model, sizes)
    column = {name: float(values[i]) for name, i in model.position.items()}
    solved = Solved(
        question,
        feasible=not best.sizes,
        best=best,
        core=tuple(column[f"core_{year}"] for year in question.years),
        related=tuple(column[name] for name in column if name.startswith("related_"))[1:],
        clause=_by_year(column, "clause_"),
        loans=_by_year(column, "loan_"),
    )
    recheck(
        question,
        sizes,
        solved.core,
        related=solved.related,
        clause=dict(solved.clause),
        loans=dict(solved.loans),
    )
    return solved


def _by_year(column: dict[str, float], stem: str) -> tuple[tuple[int, float], ...]:
    return tuple(
        (int(name.removeprefix(stem)), v) for name, v in column.items() if name.startswith(stem)
    )
