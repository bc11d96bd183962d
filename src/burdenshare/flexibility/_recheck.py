"""An independent re-check of a solved path, in plain Python, from the question alone.

It shares no code with the model: each promise and limit is written out again as the sentence it
is, so that a mistake in a row cannot hide itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.errors import NumericalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from burdenshare.flexibility._question import Limit, Offer, Promise, Question

TOLERANCE = 1e-6
"""In the unit of each constraint: a millionth of a point."""


def recheck(
    question: Question,
    sizes: Mapping[str, float],
    core: Sequence[float],
    *,
    related: Sequence[float] = (),
    clause: Mapping[int, float] | None = None,
    loans: Mapping[int, float] | None = None,
) -> None:
    """Refuse a path that breaks any promise or limit left standing by more than 1e-6.

    Args:
        question: What was asked.
        sizes: Size of each mechanism used.
        core: Core share of each projected year.
        related: Related share of each projected year, where asked for.
        clause: Points shielded by the escape clause, by year.
        loans: Points paid from loans, by year.

    Raises:
        NumericalError: Naming the constraint, the year and the amount.
    """
    for name, year, excess in violations(question, sizes, core, related, clause or {}, loans or {}):
        if not excess <= TOLERANCE:
            raise NumericalError(
                f"the answer breaks {name} in {year} by {excess:.2e}: report the scenario file"
            )


def violations(
    q: Question,
    sizes: Mapping[str, float],
    core: Sequence[float],
    related: Sequence[float],
    clause: Mapping[int, float],
    loans: Mapping[int, float],
) -> Iterator[tuple[str, int, float]]:
    """Yield every constraint, its year, and by how much it is broken (negative: slack)."""
    share = {q.start_year: q.start_share} | dict(zip(q.years, core, strict=True))
    extra = {q.start_year: q.related_start or 0.0}
    extra |= dict(zip(q.years, related or [extra[q.start_year]] * len(q.years), strict=True))
    for promise in q.promises:
        for year in q.years:
            if promise.holds(year):
                yield promise.id, year, _promise(q, promise, year, sizes, share, extra)
    for limit in q.limits:
        yield from _limit(q, limit, sizes, share, extra, clause, loans)
    for offer in q.offers:
        size = sizes.get(offer.id, 0.0)
        yield offer.id, q.start_year, max(size - offer.most, -size)
        yield from _financing(q, offer, size, share, clause, loans)


def _promise(
    q: Question,
    promise: Promise,
    year: int,
    sizes: Mapping[str, float],
    share: Mapping[int, float],
    extra: Mapping[int, float],
) -> float:
    if promise.kind == "ceiling":
        return -1.0  # the ceiling is in what is counted, below
    if promise.kind == "rise":
        if year - q.years[0] < sizes.get("pause-rise", 0.0) - 0.5:
            return -1.0
        if q.start_share >= q.goal:
            return q.goal - sizes.get("lower", 0.0) - sizes.get("counting", 0.0) - share[year]
        return share[year - 1] - share[year]
    ceiling = min((p.value for p in q.promises if p.kind == "ceiling"), default=100.0)
    counted = min(extra[year], ceiling)
    value = {"core": share[year], "related": counted, "total": share[year] + counted}[
        promise.measure
    ]
    needed = promise.value - sizes.get("counting", 0.0)
    if promise in q.targets():
        if year < promise.first + round(sizes.get("later", 0.0)):
            return -1.0
        needed -= sizes.get("lower", 0.0)
    elif promise in q.floors() and year - q.years[0] < sizes.get("pause-floor", 0.0) - 0.5:
        return -1.0
    return needed - value


def _limit(
    q: Question,
    limit: Limit,
    sizes: Mapping[str, float],
    share: Mapping[int, float],
    extra: Mapping[int, float],
    clause: Mapping[int, float],
    loans: Mapping[int, float],
) -> Iterator[tuple[str, int, float]]:
    wider = sizes.get("beyond-plan" if limit.id == "announced" else f"wider-{limit.id}", 0.0)
    allowed = (limit.value or 0.0) + wider
    real = dict(zip((q.start_year, *q.years), q.gdp_real, strict=True))
    held = q.start_share + (q.related_start or 0.0)
    for year in q.years:
        before = year - 1
        if limit.id == "step":
            yield "step", year, share[year] - share[before] - allowed
        elif limit.id == "growth":
            most = share[before] * real[before] / real[year] * (1 + allowed / 100)
            yield "growth", year, share[year] - most
        elif limit.id == "effort":
            borne = {
                y: share[y] + extra[y] - clause.get(y, 0.0) - loans.get(y, 0.0)
                for y in (before, year)
            }
            yield "effort", year, borne[year] - borne[before] - allowed
    for year, cap in limit.by_year:
        if limit.id == "announced":
            yield "announced", year, share[year] - cap - wider
            continue
        assert q.budget is not None
        t = year - q.years[0]
        above = [share[y] + extra[y] - held for y in q.years]
        if limit.id == "deficit":
            deficit = q.budget.deficit[t] - clause.get(year, 0.0)
            deficit += sum(k * x for k, x in zip(q.budget.deficit_response[t], above, strict=True))
            yield "deficit", year, deficit - cap - wider
        else:
            debt = q.budget.debt[t]
            debt += sum(k * x for k, x in zip(q.budget.debt_response[t], above, strict=True))
            yield "debt", year, debt - cap - wider


def _financing(
    q: Question,
    offer: Offer,
    size: float,
    share: Mapping[int, float],
    clause: Mapping[int, float],
    loans: Mapping[int, float],
) -> Iterator[tuple[str, int, float]]:
    first, last = offer.first or q.years[0], offer.last or q.years[-1]
    if offer.id == "escape-clause":
        for year, used in clause.items():
            room = max(0.0, offer.room) + share[year] - q.start_share
            outside = used if not first <= year <= last else 0.0
            yield offer.id, year, max(used - size, used - room if used else 0.0, -used, outside)
    if offer.id == "safe-loans":
        euro = dict(zip((q.start_year, *q.years), q.gdp_eur, strict=True))
        paid = sum(used * euro[year] / 100 for year, used in loans.items())
        yield offer.id, last, paid - size
        for year, used in loans.items():
            yield offer.id, year, max(-used, used if not first <= year <= last else 0.0)
