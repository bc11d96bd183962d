"""The deterministic recursion: debt, interest, growth and balance of one economy, year by year.

Everything here is plain numbers in, plain numbers out. Ratios and rates are in per cent, money
is in billions of national currency, entry 0 of every tuple is the base year.

Source: European Commission, Debt Sustainability Monitor 2023 (Institutional Paper 271), annexes
on the debt projection model and the implicit interest rate.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from burdenshare.fiscal._records import Policy, Projection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.fiscal._records import Economy, Structure

CLOSING_YEARS = 3
ROUNDING = 1e-9


def no_policy(economy: Economy) -> Policy:
    """Return the policy that changes nothing."""
    nothing = (0.0,) * len(economy.growth)
    return Policy(nothing, nothing)


def deviations(baseline: Sequence[float], policy: Policy) -> tuple[float, ...]:
    """Return the output gap less the baseline's, per cent of potential, one a year.

    The change of demand moves the gap at once; of what it moved before, ``persistence`` is left.
    """
    demand = policy.demand
    changes = [0.0] + [b - a for a, b in itertools.pairwise(demand)]
    # A level held may differ by rounding from one year to the next: that is no change.
    changed = [t for t, change in enumerate(changes) if abs(change) > ROUNDING]
    if not changed:
        return (0.0,) * len(baseline)
    first, last = changed[0], changed[-1]
    result = [0.0] * len(baseline)
    for t in range(first, len(baseline)):
        if policy.gap == "decay" or t <= last:
            if policy.gap == "whole" and t > first:
                whole = policy.persistence * (baseline[t - 1] + result[t - 1]) + changes[t]
                result[t] = whole - baseline[t]
            else:
                result[t] = policy.persistence * result[t - 1] + changes[t]
        elif t <= last + CLOSING_YEARS:
            left = (last + CLOSING_YEARS - t) / CLOSING_YEARS
            if policy.gap == "whole":
                result[t] = left * (baseline[last] + result[last]) - baseline[t]
            else:
                result[t] = left * result[last]
        elif policy.gap == "whole":
            result[t] = -baseline[t]
    return tuple(result)


@dataclass(slots=True)
class _Books:
    """The stocks the recursion carries from one year to the next, billions."""

    debt: float
    short: float
    long: float
    issued: float
    loans: float = 0.0
    drawn: list[float] = field(default_factory=list)
    long_rate: float | None = None


def project(economy: Economy, policy: Policy | None = None) -> Projection:
    """Roll debt forward from the base year.

    ``D_t = D_(t-1) * revaluation + interest_t - PB_t + SF_t``; long-term debt is issued so that
    the short share returns to its own; loans outside the market keep their own rate.

    Args:
        economy: The baseline.
        policy: The departure from it; ``None`` for none.

    Returns:
        One entry a year from the base year on. ``debt`` is floored at 0, with a note.
    """
    policy = policy or no_policy(economy)
    deviation = deviations(economy.gap, policy)
    supply = policy.supply or (0.0,) * len(deviation)
    gap = tuple(b + v for b, v in zip(economy.gap, deviation, strict=True))
    level = tuple(
        (1 + new / 100) / (1 + old / 100) * (1 + more / 100)
        for new, old, more in zip(gap, economy.gap, supply, strict=True)
    )
    primary = tuple(
        p + e + economy.elasticity * v
        for p, e, v in zip(economy.primary, policy.effort, deviation, strict=True)
    )
    books = _open(economy)
    rows: list[tuple[float, ...]] = []
    stocks = [(books.short, books.long, books.issued, 0.0, 0.0)]
    notes: list[str] = []
    gdp = economy.gdp
    for t in range(1, len(economy.growth)):
        real = 100 * ((1 + economy.growth[t] / 100) * level[t] / level[t - 1] - 1)
        growth = 100 * ((1 + real / 100) * (1 + economy.deflator[t] / 100) - 1)
        gdp *= 1 + growth / 100
        interest = _interest(economy, policy, books, t, notes)
        before = books.debt
        rate = 100 * interest / before if before else 0.0
        need = _roll(economy, policy, books, t, gdp, interest, primary[t], notes)
        rows.append((gdp, 100 * books.debt / gdp, 100 * interest / gdp, rate, growth, real))
        stocks.append((books.short, books.long, books.issued, need, books.loans))
    first = (economy.gdp, economy.debt, 0.0, economy.rate[0] or 0.0, 0.0, economy.growth[0])
    columns = list(zip(first, *rows, strict=True))
    short, long, issued, needs, loans = zip(*stocks, strict=True)
    return Projection(
        start=economy.start,
        gdp=columns[0],
        debt=columns[1],
        primary=primary,
        interest=columns[2],
        rate=columns[3],
        growth=columns[4],
        real_growth=columns[5],
        gap=gap,
        stock_flow=economy.stock_flow,
        revaluation=economy.revaluation,
        short=short if economy.structure else (),
        long=long if economy.structure else (),
        issued=issued if economy.structure else (),
        need=needs if economy.structure else (),
        loans=loans,
        notes=tuple(dict.fromkeys(notes)),
    )


def _open(economy: Economy) -> _Books:
    debt = economy.debt * economy.gdp / 100
    if economy.structure is None:
        return _Books(debt, 0.0, debt, 0.0)
    long = (1 - economy.structure.short_share) * debt
    # No issuance is known for the base year: what fell due is taken to have been rolled over.
    return _Books(debt, debt - long, long, economy.structure.maturing[0] * long)


def _interest(economy: Economy, policy: Policy, books: _Books, t: int, notes: list[str]) -> float:
    """Interest of year ``t`` in billions."""
    market = books.debt - books.loans
    if economy.structure is None:
        rate = economy.rate[t]
        if rate is None:
            raise AssertionError("the simple model needs a rate every year")
        known = economy.reference[t - 1] if economy.reference else market
        marginal = economy.marginal_rate[t] if economy.marginal_rate else rate
        paid = (rate * known + marginal * (market - known)) / 100
    else:
        paid = _built_up(economy, economy.structure, books, t, notes) * market / 100
    return paid + (policy.loan.rate * books.loans / 100 if policy.loan else 0.0)


def _built_up(
    economy: Economy, structure: Structure, books: _Books, t: int, notes: list[str]
) -> float:
    """Implicit rate of year ``t`` on market debt, per cent.

    The forecast's own where it has one, from which the rate on long-term debt is backed out;
    afterwards a weighted mean of rates on short-term, newly issued and older long-term debt.
    """
    market = books.short + books.long
    alpha = books.short / market if market > 0 else 0.0
    given = economy.rate[t]
    if given is not None:
        books.long_rate = (given - alpha * structure.short_rate[t]) / (1 - alpha)
        if not 0 <= books.long_rate <= 10:
            notes.append(
                f"implied rate on long-term debt is {books.long_rate:.1f} % in "
                f"{economy.start + t}: implausible, kept as it is"
            )
        return given
    if books.long_rate is None:
        first = economy.rate[0] or 0.0
        books.long_rate = (first - alpha * structure.short_rate[0]) / (1 - alpha)
    beta = min(books.issued / books.long, 1.0) if books.long > 0 else 1.0
    books.long_rate = beta * structure.long_rate[t] + (1 - beta) * books.long_rate
    return alpha * structure.short_rate[t] + (1 - alpha) * books.long_rate


def _roll(
    economy: Economy,
    policy: Policy,
    books: _Books,
    t: int,
    gdp: float,
    interest: float,
    primary: float,
    notes: list[str],
) -> float:
    """Bring the stocks to the end of year ``t``; returns the gross financing need."""
    new = (economy.stock_flow[t] - primary) * gdp / 100
    revalued = (books.debt + interest) * (economy.revaluation[t] - 1)
    loans = _owed(policy, books, t, gdp)
    debt = books.debt + interest + new + revalued
    if debt < 0:
        notes.append(f"debt would be negative in {economy.start + t}: floored at zero")
        debt = 0.0
    need = interest + new + books.short - (loans - books.loans)
    if economy.structure is None:
        books.debt, books.loans, books.long = debt, loans, debt - loans
        return need
    structure = economy.structure
    market = max(debt - loans, 0.0)
    due = structure.maturing[t] * books.long
    due += structure.official[t] if structure.official else 0.0
    kept = max(books.long - due, 0.0)
    need += books.long - kept
    books.issued = max((1 - structure.short_share) * market - kept, 0.0)
    books.long = kept + books.issued
    books.short = market - books.long
    if books.short < -1e-9 * gdp:
        notes.append(
            f"long-term debt exceeds all debt in {economy.start + t}: it falls faster than it "
            "matures"
        )
    books.debt, books.loans = debt, loans
    return need


def _owed(policy: Policy, books: _Books, t: int, gdp: float) -> float:
    """Loans outside the market owed at the end of year ``t``, billions."""
    if policy.loan is None:
        return 0.0
    books.drawn.append(policy.drawn[t] * gdp / 100)
    terms, owed = policy.loan, 0.0
    for age, amount in enumerate(reversed(books.drawn)):
        repaid = (age - terms.grace) / (terms.maturity - terms.grace)
        owed += amount * (1 - min(max(repaid, 0.0), 1.0))
    return owed


def with_reference(economy: Economy, marginal_rate: Sequence[float]) -> Economy:
    """Simple model: let debt beyond the baseline's carry its own rate.

    Args:
        economy: A baseline without structure.
        marginal_rate: Rate on debt beyond it, per cent, one a year.
    """
    path = project(economy)
    stock = tuple(d * y / 100 for d, y in zip(path.debt, path.gdp, strict=True))
    return replace(economy, reference=stock, marginal_rate=tuple(marginal_rate))
