"""Solve one question: the pure core, from numbers to the least relaxation and its path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.flexibility._build import build
from burdenshare.flexibility._least import Relaxation, least_size, minimal_sets, ranked
from burdenshare.flexibility._recheck import recheck
from burdenshare.flexibility._smooth import smoothest
from burdenshare.flexibility._solver import Solver

if TYPE_CHECKING:
    from burdenshare.flexibility._question import Question
    from burdenshare.flexibility._rows import Model


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
    sets = minimal_sets(solver)
    if not sets:
        return Solved(question, feasible=False, best=None)
    relaxations = ranked([least_size(solver, question, names) for names in sets])
    return with_path(question, solver.model, relaxations[0], tuple(relaxations[1:]))


def with_path(
    question: Question, model: Model, best: Relaxation, alternatives: tuple[Relaxation, ...] = ()
) -> Solved:
    """Add the smoothest path that ``best`` allows, re-checked."""
    sizes = dict(best.sizes)
    values = smoothest(question, model, sizes)
    column = {name: float(values[i]) for name, i in model.position.items()}
    solved = Solved(
        question,
        feasible=not best.sizes,
        best=best,
        alternatives=alternatives,
        core=tuple(column[f"core_{year}"] for year in question.years),
        related=tuple(column[name] for name in column if name.startswith("related_"))[1:],
        clause=_by_year(column, "clause_"),
        loans=_by_year(column, "loan_"),
    )
    recheck(
        question, sizes, solved.core, related=solved.related, clause=dict(solved.clause), loans=dict(solved.loans)
    )
    return solved


def _by_year(column: dict[str, float], stem: str) -> tuple[tuple[int, float], ...]:
    return tuple((int(name.removeprefix(stem)), v) for name, v in column.items() if name.startswith(stem))
