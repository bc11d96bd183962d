"""An ally's plans in force laid side by side: points by year, what contradicts what."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    import polars as pl

    from burdenshare.ledger._entry import Position
    from burdenshare.ledger._plan import (
        Basis,
        Definition,
        Plan,
        PlanMoney,
        PlanPoint,
        PlanStep,
        Status,
    )


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """A share announced for one year.

    Attributes:
        year: Year; ``None`` where the source gives none.
        share: Per cent of GDP (or of ``denominator``); the lower end of a range.
        high: Upper end of a range.
        bound: ``stated``, ``about``, ``at least`` or ``at most``.
        basis: ``core``, ``related``, ``total``, or ``unstated`` where the source does not split.
        onwards: Whether it is announced to stay there.
        definition: Whose definition of defence spending it is said to follow.
        denominator: ``GDP`` or ``GNI``.
        condition: What it is said to depend on.
        status: Rung on the ladder ``said < government decision < budget < law``.
        entry: Id of the ledger entry.
        disowned_by: Positions that disown the plan it comes from.
        conflicts: Entries in force that say otherwise.
    """

    year: int | None
    share: float
    high: float | None
    bound: str
    basis: Basis
    onwards: bool
    definition: Definition
    denominator: str
    condition: str | None
    status: Status
    entry: str
    disowned_by: tuple[str, ...]
    conflicts: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in plain.items()}


@dataclass(frozen=True)
class Planned:
    """What an ally plans, as of a day.

    Attributes:
        ally: Alpha-3 code.
        as_of: The day.
        points: Shares by year, then entry; every conflicting one is here, none is preferred.
        levels: Shares announced without a year.
        plans: The entries they come from, oldest first; steps and amounts are in there.
    """

    ally: str
    as_of: dt.date
    points: tuple[PlannedPoint, ...]
    levels: tuple[PlannedPoint, ...]
    plans: tuple[Plan, ...]

    @property
    def conflicts(self) -> tuple[tuple[str, str], ...]:
        """Pairs of entries in force that contradict each other."""
        pairs = {
            tuple(sorted((point.entry, other)))
            for point in (*self.points, *self.levels)
            for other in point.conflicts
        }
        return tuple(sorted((first, second) for first, second in pairs))

    @property
    def steps(self) -> tuple[tuple[str, PlanStep], ...]:
        """Rises announced in points of GDP, each with its entry."""
        return tuple((plan.id, step) for plan in self.plans for step in plan.steps)

    @property
    def money(self) -> tuple[tuple[str, PlanMoney], ...]:
        """Amounts announced, each with its entry."""
        return tuple((plan.id, amount) for plan in self.plans for amount in plan.money)

    def of_basis(self, *bases: Basis) -> tuple[PlannedPoint, ...]:
        """Points with a year on one of these bases, e.g. ``of_basis("core", "unstated")``."""
        return tuple(point for point in self.points if point.basis in bases)

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "ally": self.ally,
            "as_of": self.as_of.isoformat(),
            "units": {"share": "per cent of GDP", "amount_millions": "millions of the currency"},
            "points": [point.to_dict() for point in self.points],
            "levels": [point.to_dict() for point in self.levels],
            "steps": [{"entry": id_, **step.model_dump(mode="json")} for id_, step in self.steps],
            "money": [{"entry": id_, **sum_.model_dump(mode="json")} for id_, sum_ in self.money],
            "conflicts": [list(pair) for pair in self.conflicts],
            "sources": sorted({url for plan in self.plans for url in plan.sources}),
            "assumptions": [],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a point, those without a year last."""
        import polars as pl

        rows = [
            {**point.to_dict(), "conflicts": ", ".join(point.conflicts),
             "disowned_by": ", ".join(point.disowned_by)}
            for point in (*self.points, *self.levels)
        ]  # fmt: skip
        schema = {
            "year": pl.Int64, "share": pl.Float64, "high": pl.Float64, "bound": pl.String,
            "basis": pl.String, "onwards": pl.Boolean, "definition": pl.String,
            "denominator": pl.String, "condition": pl.String, "status": pl.String,
            "entry": pl.String, "disowned_by": pl.String, "conflicts": pl.String,
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema)


def planned(
    ally: str, as_of: dt.date, plans: Sequence[Plan], positions: Iterable[Position]
) -> Planned:
    """Lay plans in force side by side; nothing is merged, chosen or interpolated."""
    disowned: dict[str, tuple[str, ...]] = {}
    for position in positions:
        if position.stance == "disowns":
            for id_ in position.entries:
                disowned[id_] = (*disowned.get(id_, ()), position.id)
    against = _conflicts(plans)
    laid = [
        PlannedPoint(
            year, point.share, point.high, point.bound, point.basis,
            point.onwards and year in {None, (point.years or (None,))[-1]},
            point.definition, point.denominator, point.condition, plan.status, plan.id,
            disowned.get(plan.id, ()), tuple(sorted(against.get((plan.id, point), ()))),
        )
        for plan in plans
        for point in plan.points
        for year in (point.years or (None,))
    ]  # fmt: skip
    dated = sorted((p for p in laid if p.year is not None), key=lambda p: (p.year or 0, p.entry))
    return Planned(
        ally, as_of, tuple(dated), tuple(p for p in laid if p.year is None), tuple(plans)
    )


def _conflicts(plans: Sequence[Plan]) -> dict[tuple[str, PlanPoint], set[str]]:
    """Points that another entry contradicts: by saying so, or by another share for a year."""
    found: dict[tuple[str, PlanPoint], set[str]] = {}
    for one, other in combinations(plans, 2):
        declared = other.id in one.conflicts_with or one.id in other.conflicts_with
        for mine in one.points:
            for theirs in other.points:
                if declared or _contradict(mine, theirs):
                    found.setdefault((one.id, mine), set()).add(other.id)
                    found.setdefault((other.id, theirs), set()).add(one.id)
    return found


def _contradict(one: PlanPoint, other: PlanPoint) -> bool:
    """Two shares for one year that cannot both be meant.

    Shares on another basis, definition or denominator are different quantities, not conflicts.
    """
    same = ("basis", "definition", "denominator")
    if any(getattr(one, name) != getattr(other, name) for name in same):
        return False
    if not set(one.years) & set(other.years):
        return False
    (low, high), (floor, ceiling) = _span(one), _span(other)
    return high < floor or ceiling < low


def _span(point: PlanPoint) -> tuple[float, float]:
    """Shares a point allows; ``about`` is read as a tenth of a point either way."""
    low, high = point.share, point.high or point.share
    if point.bound == "about":
        return low - 0.1, high + 0.1
    if point.bound == "at least":
        return low, float("inf")
    if point.bound == "at most":
        return 0.0, high
    return low, high
