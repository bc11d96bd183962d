"""The question put to the optimiser: plain numbers, no matter where they come from.

A :class:`Question` holds what was promised, what a budget can bear and what may give, for one
ally, on one set of figures. It is checked before anything is solved, so that a wrong call is
told apart from a promise that does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from burdenshare.errors import BadValueError

PromiseKind = Literal["floor", "rise", "ceiling"]
Measure = Literal["core", "related", "total"]


@dataclass(frozen=True, slots=True)
class Promise:
    """One promised rule, as rows over years.

    Attributes:
        id: The rule's id, e.g. ``hague-2025-core``.
        kind: ``floor`` (at least ``value``), ``rise`` (never falls until ``value`` is reached)
            or ``ceiling`` (counted up to ``value``).
        measure: What is compared: ``core``, ``related``, or ``total`` (core plus counted related).
        value: Per cent of GDP.
        first: First year it holds; a floor that starts after the first projected year is a
            target, and only targets can fall due later or be set lower.
        last: Last year it holds, or ``None`` for ever.
        source: Where it is written.
    """

    id: str
    kind: PromiseKind
    measure: Measure
    value: float
    first: int
    last: int | None = None
    source: str = ""

    def holds(self, year: int) -> bool:
        """Whether it is asked for in ``year``."""
        return year >= self.first and (self.last is None or year <= self.last)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit on what the budget can bear.

    Attributes:
        id: ``step``, ``growth``, ``effort``, ``deficit``, ``debt`` or ``announced``.
        value: Points or per cent a year, for the limits that are the same every year.
        by_year: ``(year, value)`` pairs, for the limits that name years.
        reason: Why this value.
    """

    id: str
    value: float | None = None
    by_year: tuple[tuple[int, float], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One mechanism on the table.

    Attributes:
        id: The mechanism, e.g. ``later``.
        most: The largest size offered, in the mechanism's unit.
        scale: How much of it counts as one normalised unit.
        weight: Multiplies its normalised size in the objective.
        existing: Whether this ally has it today.
        precedent: Who got it, when; or why it is hypothetical.
        source: Where that is written.
        first: First year it can be used (clause, loans).
        last: Last year it can be used (clause, loans).
        room: Points already above the clause's base in the start year (clause only).
    """

    id: str
    most: float
    scale: float = 1.0
    weight: float = 1.0
    existing: bool = False
    precedent: str = ""
    source: str = ""
    first: int | None = None
    last: int | None = None
    room: float = 0.0

    @property
    def cost(self) -> float:
        """Objective per unit of size."""
        return self.weight / self.scale


@dataclass(frozen=True, slots=True)
class Budget:
    """Deficit and debt as linear functions of spending above the held share.

    With ``x[j]`` the points of GDP by which spending in projected year ``j`` exceeds the share
    held, ``deficit[t] + sum(deficit_response[t][j] * x[j])`` is the deficit of year ``t`` (a
    deficit is positive), and likewise for debt. All in per cent of GDP.
    """

    deficit: tuple[float, ...]
    debt: tuple[float, ...]
    deficit_response: tuple[tuple[float, ...], ...]
    debt_response: tuple[tuple[float, ...], ...]
    debt_start: float


@dataclass(frozen=True, slots=True)
class Question:
    """Does it fit, and if not, what is the least that must give?

    Attributes:
        ally: Whose question (a label; the optimiser does not look at it).
        start_year: Year of the last observation.
        start_share: Core share in that year, per cent of GDP.
        years: Projected years, consecutive from ``start_year + 1``.
        gdp: Nominal GDP, millions, for the start year and then each projected year.
        gdp_real: GDP at constant prices, same length.
        promises: What was promised.
        limits: What the budget can bear.
        offers: What may give.
        budget: Needed by ``deficit`` and ``debt`` limits only.
        related_start: Related share in the start year, where the user gives figures.
        gdp_eur: Nominal GDP in billions of euro, needed by ``safe-loans`` only.
    """

    ally: str
    start_year: int
    start_share: float
    years: tuple[int, ...]
    gdp: tuple[float, ...]
    gdp_real: tuple[float, ...]
    promises: tuple[Promise, ...]
    limits: tuple[Limit, ...] = ()
    offers: tuple[Offer, ...] = ()
    budget: Budget | None = None
    related_start: float | None = None
    gdp_eur: tuple[float, ...] = field(default=())

    def limit(self, name: str) -> Limit | None:
        """Return the limit called ``name``, if it stands."""
        return next((limit for limit in self.limits if limit.id == name), None)

    def offer(self, name: str) -> Offer | None:
        """Return the mechanism called ``name``, if it is offered."""
        return next((offer for offer in self.offers if offer.id == name), None)

    def targets(self) -> tuple[Promise, ...]:
        """Return the floors that fall due after the first projected year and stay."""
        return tuple(
            p
            for p in self.promises
            if p.kind == "floor" and p.last is None and p.first > self.years[0]
        )

    def floors(self) -> tuple[Promise, ...]:
        """Return the floors that already hold in the first projected year."""
        return tuple(
            p
            for p in self.promises
            if p.kind == "floor" and p.last is None and p.first <= self.years[0]
        )

    @property
    def goal(self) -> float:
        """Level at which the duty to rise ends: the highest core level promised."""
        levels = [p.value for p in self.promises if p.kind == "floor" and p.measure == "core"]
        return max(levels, default=100.0)

    def growth_factor(self, t: int) -> float:
        """Real GDP of projected year ``t`` over the year before (``t`` counts from 0)."""
        return self.gdp_real[t + 1] / self.gdp_real[t]


def check(question: Question) -> None:
    """Refuse a question that contradicts itself, before solving.

    Raises:
        BadValueError: One line saying what is wrong and how to mend it.
    """
    _check_years(question)
    _check_numbers(question)
    _check_caps(question)
    _check_offers(question)


def _check_years(q: Question) -> None:
    expected = tuple(range(q.start_year + 1, q.start_year + 1 + len(q.years)))
    if not q.years or q.years != expected:
        raise BadValueError(f"the years must follow {q.start_year} one by one: {q.years}")
    for name, series in (("gdp", q.gdp), ("gdp_real", q.gdp_real)):
        if len(series) != len(q.years) + 1 or min(series) <= 0:
            raise BadValueError(
                f"{name} needs one positive value for {q.start_year} and each year to {q.years[-1]}"
            )
    for promise in q.promises:
        if promise.first > q.years[-1]:
            raise BadValueError(
                f"{promise.id} falls due in {promise.first}, after the horizon {q.years[-1]}: "
                "choose a later horizon"
            )


def _check_numbers(q: Question) -> None:
    if not 0 < q.start_share < 100:
        raise BadValueError(
            f"the start share {q.start_share} is not a per cent of GDP between 0 and 100"
        )
    for promise in q.promises:
        if not 0 < promise.value < 100:
            raise BadValueError(
                f"{promise.id}: {promise.value} is not a per cent of GDP between 0 and 100"
            )
    if q.related_start is not None and not 0 <= q.related_start < 100:
        raise BadValueError(f"the related share {q.related_start} is not a per cent of GDP")
    if q.related_start is None and any(p.measure != "core" for p in q.promises):
        raise BadValueError("a promise on related spending needs figures for it: give --related")
    seen: set[str] = set()
    for limit in q.limits:
        if limit.id in seen:
            raise BadValueError(f"the limit {limit.id!r} is given twice: keep one")
        seen.add(limit.id)
        if limit.value is not None and limit.value < 0:
            raise BadValueError(
                f"the {limit.id} limit {limit.value} is negative: give a number from 0 up"
            )


def _check_caps(q: Question) -> None:
    for limit in q.limits:
        if not limit.by_year:
            continue
        outside = [year for year, _ in limit.by_year if year not in q.years]
        if outside:
            raise BadValueError(
                f"the {limit.id} cap names {outside[0]}, outside {q.years[0]} to {q.years[-1]}"
            )
        if limit.id in {"deficit", "debt"} and q.budget is None:
            raise BadValueError(f"the {limit.id} cap needs the budget projection of {q.ally}")
        if limit.id == "debt" and q.budget is not None:
            for year, cap in limit.by_year:
                if cap < q.budget.debt_start and year == q.years[0]:
                    raise BadValueError(
                        f"the debt cap {cap:g} in {year} is below the {q.budget.debt_start:.1f} of "
                        f"{q.start_year}: no path of defence spending can lower debt that fast"
                    )


def _check_offers(q: Question) -> None:
    seen: set[str] = set()
    for offer in q.offers:
        if offer.id in seen:
            raise BadValueError(f"the mechanism {offer.id!r} is offered twice: keep one")
        seen.add(offer.id)
        if offer.most < 0 or offer.scale <= 0 or offer.weight <= 0:
            raise BadValueError(
                f"{offer.id}: size must not be negative, scale and weight must be above 0"
            )
