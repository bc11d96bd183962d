"""The question itself: does it fit, and if not, what is the least that must give?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name
from burdenshare.flexibility._assemble import Assembled, Note, assemble
from burdenshare.flexibility._build import build
from burdenshare.flexibility._conflict import Conflict, conflicts
from burdenshare.flexibility._core import Solved, solve
from burdenshare.flexibility._frontier import Frontier, frontier
from burdenshare.flexibility._mechanisms import MECHANISMS
from burdenshare.flexibility._question import Offer, Question
from burdenshare.flexibility._scenario import Scenario
from burdenshare.flexibility._solver import Solver
from burdenshare.flexibility._words import (
    conflict_words,
    help_words,
    relaxation_words,
    verdict,
    worth_words,
)
from burdenshare.flexibility._worth import Help, Worth, binding, help_of
from burdenshare.paths import UNITS, Path
from burdenshare.paths import path as draw_path

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.flexibility._least import Relaxation
    from burdenshare.ledger import Ledger
    from burdenshare.panel import Panel

FINANCING = ("escape-clause", "safe-loans")


@dataclass(frozen=True, slots=True)
class Given:
    """One mechanism of a relaxation.

    Attributes:
        mechanism: Its id.
        size: How much, in ``unit``.
        unit: Unit of the size.
        existing: Whether this ally has it as of the day; otherwise it is hypothetical.
        precedent: The nearest case in the ledger.
        source: Address of that case.
        words: The same in words.
    """

    mechanism: str
    size: float
    unit: str
    existing: bool
    precedent: str
    source: str
    words: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another minimal set of mechanisms that would be enough; ``cost`` in normalised units."""

    relaxations: tuple[Given, ...]
    cost: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"relaxations": [g.to_dict() for g in self.relaxations], "cost": self.cost}


@dataclass(frozen=True)
class Fit:
    """The solved path, what had to give, what binds.

    Attributes:
        scenario: The whole question with every default filled in.
        question: The same in plain numbers.
        feasible: Whether everything promised fits with nothing giving.
        verdict: One sentence.
        path: The smoothest path that needs no more; without ``relaxations`` and not feasible, the
            path that comes nearest.
        relaxations: What had to give; empty when feasible, ``None`` when nothing is enough.
        alternatives: Every other minimal set of up to three mechanisms, ranked.
        conflict: Irreducible conflicts, one for each promise that cannot be kept.
        binding: What holds the level down, and what more of it would bring.
        help: What the financing mechanisms on offer are worth.
        assumptions: Notes of this room, then those of the path.
    """

    scenario: Scenario
    question: Question
    feasible: bool
    verdict: str
    path: Path
    relaxations: tuple[Given, ...] | None
    alternatives: tuple[Alternative, ...]
    conflict: tuple[Conflict, ...]
    binding: tuple[Worth, ...]
    help: tuple[Help, ...]
    notes: tuple[Note, ...]

    @property
    def ally(self) -> str:
        """Code of the ally."""
        return self.question.ally

    @property
    def sizes(self) -> dict[str, float]:
        """Size of each mechanism in use."""
        return {given.mechanism: given.size for given in self.relaxations or ()}

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        given = self.relaxations or ()
        return {
            "ally": self.ally,
            "as_of": self.path.as_of.isoformat(),
            "edition": self.path.edition,
            "gdp_edition": self.path.gdp_edition,
            "feasible": self.feasible,
            "enough": self.relaxations is not None,
            "verdict": self.verdict,
            "currency": self.path.currency,
            "units": UNITS | {"size": "see unit", "cost": "normalised units, weighted"},
            "path": [point.to_dict() for point in self.path.points],
            "relaxations": [g.to_dict() for g in given],
            "binding": [self._worth(w) for w in self.binding],
            "help": [
                {n: getattr(h, n) for n in h.__slots__}
                | {"words": help_words(self.question, h, self.path.currency)}
                for h in self.help
            ],
            "alternatives": [a.to_dict() for a in self.alternatives],
            "conflict": [
                {
                    "members": list(c.members),
                    "promise": c.promise,
                    "most": c.most,
                    "needed": dict(c.needed),
                    "words": conflict_words(self.question, c),
                }
                for c in self.conflict
            ],
            "scenario": self.scenario.model_dump(mode="json"),
            "assumptions": [
                {"name": n, "value": v, "reason": r} for n, v, r in self.notes
            ]
            + [a.to_dict() for a in self.path.assumptions],
            "sources": [s.to_dict() for s in self.path.sources]
            + [_source(o) for o in self.question.offers if o.source],
        }  # fmt: skip

    def _worth(self, worth: Worth) -> dict[str, Any]:
        plain = {name: getattr(worth, name) for name in worth.__slots__}
        plain["years"] = list(worth.years)
        return plain | {"words": worth_words(self.question, worth, self.sizes)}

    def to_frame(self) -> pl.DataFrame:
        """The path: one row a year."""
        return self.path.to_frame()

    def frontier(self, x: str, y: str) -> Frontier:
        """Least ``y`` for each ``x``, e.g. ``frontier("later", "lower")``.

        Raises:
            BadValueError: One of them is not on the table or loosens nothing here.
            InfeasibleError: Both in full are not enough.
        """
        return frontier(self.question, x, y)

    def explain(self) -> str:
        """The tree of evidence: limits, mechanisms, assumptions, and the path's sources."""
        from burdenshare.flexibility._show import explain

        return explain(self)

    def chart(self) -> Any:
        """The path against the promises and what has to give."""
        from burdenshare.flexibility._chart import chart

        return chart(self)

    def __rich__(self) -> Any:
        from burdenshare.flexibility._show import table

        return table(self)


def fit(
    ally: str | None = None,
    *,
    scenario: Scenario | None = None,
    panel: Panel | None = None,
    ledger: Ledger | None = None,
    **options: Any,
) -> Fit:
    """Find whether what an ally promised fits what its budget can bear, and what must give.

    Shares are in per cent of GDP, steps in points, growth in per cent a year.

    Args:
        ally: By any name; or give ``scenario``.
        scenario: The whole question, e.g. from :func:`read_scenario`.
        panel: Figures to use instead of the shipped ones.
        ledger: Ledger to use instead of the shipped one.
        options: Fields of :class:`Scenario`: ``as_of``, ``max_step``, ``max_real_growth``,
            ``effort``, ``deficit_cap``, ``debt_cap``, ``announced``, ``reading``, ``allow``, ...

    Raises:
        InputError: The question is wrong; nothing was solved.
        MissingDataError: Figures are not published or not held.
        SolverError: The optimiser failed, or its answer failed the re-check.

    >>> fit("Belgium", as_of="2026-11-22", max_step=0.1).relaxations[0].mechanism
    'lower'
    """
    asked = make_scenario(ally, scenario, options)
    return answer(assemble(asked, panel=panel, ledger=ledger), panel)


def resolve(scenario: Scenario, *, panel: Panel | None = None) -> Scenario:
    """Return the scenario with every default filled in, without solving it.

    Raises:
        InputError: The scenario is wrong.
        MissingDataError: Figures are not published or not held.
    """
    return assemble(scenario, panel=panel).scenario


def make_scenario(ally: str | None, scenario: Scenario | None, options: dict[str, Any]) -> Scenario:
    """Build the scenario of a call.

    Raises:
        BadValueError: Neither ally nor scenario, or both, or an option of the wrong kind.
    """
    from pydantic import ValidationError

    from burdenshare.errors import BadValueError

    if (ally is None) == (scenario is None):
        raise BadValueError("give either an ally or a scenario")
    if scenario is not None:
        if options:
            raise BadValueError(
                f"a scenario is the whole question: {next(iter(options))} is in there"
            )
        return scenario
    try:
        return Scenario(ally=str(ally), **options)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BadValueError(f"{where}: {first['msg'].lower()} (found {first['input']!r})") from None


@dataclass(frozen=True, slots=True)
class Least:
    """The least that must give, and nothing else: two thirds of the work of :class:`Fit`.

    Attributes:
        feasible: Whether everything promised fits with nothing giving.
        verdict: One sentence.
        relaxations: What had to give; empty when feasible, ``None`` when nothing is enough.
    """

    feasible: bool
    verdict: str
    relaxations: tuple[Given, ...] | None


def least(
    ally: str,
    *,
    panel: Panel | None = None,
    ledger: Ledger | None = None,
    **options: Any,
) -> Least:
    """Answer as :func:`fit` does, without other ways, worths and money: for a slider.

    Args:
        ally: By any name.
        panel: Figures to use instead of the shipped ones.
        ledger: Ledger to use instead of the shipped one.
        options: Fields of :class:`Scenario`.

    Raises:
        InputError: The question is wrong; nothing was solved.
        MissingDataError: Figures are not published or not held.
        SolverError: The optimiser failed, or its answer failed the re-check.
    """
    asked = make_scenario(ally, None, options)
    q = assemble(asked, panel=panel, ledger=ledger).question
    solver = Solver(build(q))
    solved = solve(q, solver)
    given, _, said = _said(q, solver, solved)
    return Least(solved.feasible, said, given)


def answer(assembled: Assembled, panel: Panel | None = None) -> Fit:
    """Solve an assembled question and say everything there is to say about it."""
    q = assembled.question
    solver = Solver(build(q))
    solved = solve(q, solver)
    given, found, said = _said(q, solver, solved)
    nearest = solved if solved.best else nearest_path(q)
    sizes = dict(solved.best.sizes) if solved.best else {}
    return Fit(
        scenario=assembled.scenario,
        question=q,
        feasible=solved.feasible,
        verdict=said,
        path=_path(assembled, nearest, panel),
        relaxations=given,
        alternatives=tuple(Alternative(_given(q, r), r.cost) for r in solved.alternatives),
        conflict=found,
        binding=binding(q, sizes) if solved.best and q.limits else (),
        help=_help(q, solver, sizes) if solved.best else (),
        notes=(*assembled.notes, *_linear_error(assembled, nearest)),
    )


def _said(
    q: Question, solver: Solver, solved: Solved
) -> tuple[tuple[Given, ...] | None, tuple[Conflict, ...], str]:
    """What gives, the conflicts behind it, and the sentence."""
    found = () if solved.feasible else conflicts(q, solver)
    given = None if solved.best is None else _given(q, solved.best)
    sizes = solved.best.sizes if solved.best else None
    return given, found, verdict(q, area_name(q.ally), found, sizes)


def _source(offer: Offer) -> dict[str, Any]:
    """An offer's precedent, in the form of the path's sources."""
    return {
        "id": offer.id,
        "publisher": "",
        "title": offer.precedent,
        "published": "",
        "url": offer.source,
        "cells": [],
    }


def _help(q: Question, solver: Solver, sizes: dict[str, float]) -> tuple[Help, ...]:
    """What the financing mechanisms on offer are worth."""
    names = [name for name in FINANCING if name in solver.model.levers]
    found = (help_of(q, sizes, name) for name in names)
    return tuple(each for each in found if each is not None)


def _linear_error(assembled: Assembled, solved: Solved) -> tuple[Note, ...]:
    """How far the linear budget is from the full model on the path found."""
    if assembled.linear is None:
        return ()
    q = assembled.question
    shares = zip(q.years, solved.core, strict=True)
    first = assembled.linear.years[0]
    extra = {year: share - q.start_share for year, share in shares if year >= first}
    gap = assembled.linear.error(extra)
    value = f"debt {gap['debt']:.3f}, deficit {gap['deficit']:.3f} points"
    return (("budget_linear_error", value, "largest gap to the full model on this path"),)


def nearest_path(q: Question) -> Solved:
    """Return the path that stays within the limits and falls least short of the levels promised."""
    short = replace(q, offers=(Offer("counting", 100.0), Offer("pause-rise", float(len(q.years)))))
    return solve(short)


def _given(q: Question, relaxation: Relaxation) -> tuple[Given, ...]:
    found = []
    for name, size in relaxation.sizes:
        offer = q.offer(name)
        assert offer is not None
        found.append(
            Given(
                name,
                size,
                MECHANISMS[name].unit,
                offer.existing,
                offer.precedent,
                offer.source,
                relaxation_words(q, name, size),
            )
        )
    return tuple(found)


def _path(assembled: Assembled, solved: Solved, panel: Panel | None) -> Path:
    """Put money to the solved shares; the points are computed here, not the caller's."""
    q, scenario = assembled.question, assembled.scenario
    last = _last_year(q, solved)
    shares = dict(zip(q.years, solved.core, strict=False))
    drawn = draw_path(
        q.ally,
        shape="points",
        points={year: share for year, share in shares.items() if year <= last},
        rule="hague-2025-core",
        due=last,
        horizon=last,
        as_of=scenario.as_of,
        edition=scenario.edition,
        gdp_edition=scenario.gdp_edition,
        panel=panel,
    )
    points = tuple(
        p if p.year == q.start_year else replace(p, kind="projected", note="solved")
        for p in drawn.points
    )
    if q.related_start is not None:
        related = dict(zip(q.years, solved.related, strict=True)) | {q.start_year: q.related_start}
        points = tuple(
            replace(p, related_share=related[p.year], related_money=related[p.year] * p.gdp / 100)
            for p in points
        )
    return replace(drawn, shape="fit", points=points, target=q.goal, due=_due(q))


def _due(q: Question) -> int:
    return min((p.first for p in q.targets()), default=q.years[-1])


def _last_year(q: Question, solved: Solved) -> int:
    """Show the path to the due year, or to the later year in which it is reached."""
    later = dict(solved.best.sizes).get("later", 0.0) if solved.best else 0.0
    return min(q.years[-1], _due(q) + round(later))
