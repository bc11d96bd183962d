"""An ally's announced points as knots of a path: every choice between entries is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.allies import area_name
from burdenshare.errors import MissingDataError
from burdenshare.ledger import STATUSES, Plan
from burdenshare.paths._economy import Assumption
from burdenshare.paths._path import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from burdenshare.ledger import Ledger, PlannedPoint


@dataclass(frozen=True, slots=True)
class Announced:
    """What an ally announced for the years of a path.

    Attributes:
        knots: Year to share, per cent of GDP.
        notes: Year to what the point rests on.
        assumptions: Choices made between entries, and what was read into them.
        sources: The ledger entries.
    """

    knots: dict[int, float]
    notes: dict[int, str]
    assumptions: tuple[Assumption, ...]
    sources: tuple[Source, ...]


def announced(ledger: Ledger, name: str, start: int, horizon: int) -> Announced:
    """Return the announced core shares after ``start``, one a year.

    Where entries disagree on a year the one kept is: core before unsplit, then the firmest, then
    the newest; a plan that the government now disowns is not followed. Each choice is written
    down as an assumption.

    Raises:
        MissingDataError: Nothing was announced that a path could follow.
    """
    plan = ledger.plan(name)
    order = {item.id: number for number, item in enumerate(plan.plans)}

    def weight(point: PlannedPoint) -> tuple[bool, int, int]:
        return (point.basis == "core", STATUSES.index(point.status), order[point.entry])

    dated = [p for p in plan.of_basis("core", "unstated") if start < (p.year or 0) <= horizon]
    usable = [p for p in dated if not p.disowned_by]
    chosen: dict[int, PlannedPoint] = {}
    notes: list[Assumption] = []
    for year in sorted({p.year for p in usable if p.year is not None}):
        rivals = sorted((p for p in usable if p.year == year), key=weight)
        chosen[year] = rivals[-1]
        if any(rival.share != rivals[-1].share for rival in rivals):
            others = ", ".join(f"{p.share:g} ({p.entry})" for p in rivals[:-1])
            why = f"{rivals[-1].entry} is followed; also in force: {others}"
            notes.append(Assumption(f"plan_{year}", rivals[-1].share, why))
    disowned = sorted({p.entry for p in dated if p.disowned_by})
    if not chosen:
        levels = [p for p in plan.levels if p.basis in {"core", "unstated"} and not p.disowned_by]
        if not levels:
            dropped = f" (disowned since: {', '.join(disowned)})" if disowned else ""
            raise MissingDataError(
                f"{area_name(name)} has announced no core share for {start + 1} to {horizon} that "
                f"was public on {ledger.as_of}{dropped}: choose another shape"
            )
        level = max(levels, key=weight)
        chosen[start + 1] = level
        why = f"{level.entry} names a level without a year: taken from the next year on"
        notes.append(Assumption("plan_level", level.share, why))
    unsplit = sorted({p.entry for p in chosen.values() if p.basis == "unstated"})
    if unsplit:
        why = "the source does not split core and related: read as core"
        notes.append(Assumption("plan_basis", ", ".join(unsplit), why))
    if disowned:
        why = "not followed: the government disowned it later"
        notes.append(Assumption("plan_disowned", ", ".join(disowned), why))
    last = max(chosen)
    if last < horizon:
        why = f"nothing is announced after {last}: its level is held"
        notes.append(Assumption("plan_after", chosen[last].share, why))
    return Announced(
        {year: point.share for year, point in chosen.items()},
        {year: _note(point) for year, point in chosen.items()},
        tuple(notes),
        tuple(_sources(ledger, {p.entry for p in chosen.values()})),
    )


def _note(point: PlannedPoint) -> str:
    hedge = "" if point.bound == "stated" else f"{point.bound}, "
    high = "" if point.high is None else f" (up to {point.high:g})"
    return f"announced: {hedge}{point.status}, {point.entry}{high}"


def _sources(ledger: Ledger, ids: Iterable[str]) -> Iterable[Source]:
    for id_ in sorted(ids):
        entry = ledger.entry(id_)
        who = str(entry.actor) if isinstance(entry, Plan) else ""
        yield Source(id_, who, entry.summary, str(entry.said), entry.sources[0])
