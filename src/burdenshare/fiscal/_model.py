"""The deterministic recursion: debt, interest, growth and balance of one economy, year by year.

Everything here is plain numbers in, plain numbers out. Ratios and rates are in per cent, money
is in billions of national currency, entry 0 of every tuple is the base year.

Source: European Commission, Debt Sustainability Monitor 2023 (Institutional Paper 271), annexes
on the debt projection model and the implicit interest rate.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Gap = Literal["decay", "linear", "whole"]
"""How the gap opened by policy closes.

``decay``: it shrinks by the persistence for ever. ``linear``: so while policy changes, then in
three equal steps. ``whole``: from the second year of the change the forecast's own gap is
replaced as well, then three equal steps.
"""

CLOSING_YEARS = 3
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Structure:
    """How the debt rolls over.

    Attributes:
        short_share: Share of debt that is short term.
        maturing: Share of long-term debt falling due, one a year.
        short_rate: Three-month market rate, per cent, one a year.
        long_rate: Ten-year market rate, per cent, one a year.
        official: Repayments to official lenders out of long-term debt, billions, one a year.
    """

    short_share: float
    maturing: tuple[float, ...]
    short_rate: tuple[float, ...]
    long_rate: tuple[float, ...]
    official: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Economy:
    """What would happen without a change of policy; entry 0 is the base year.

    Attributes:
        start: Base year.
        gdp: Nominal GDP of the base year, billions.
        debt: Debt of the base year, per cent of GDP.
        growth: Real growth, per cent.
        deflator: Change of the GDP deflator, per cent.
        gap: Output gap, per cent of potential.
        primary: Primary balance, per cent of GDP.
        stock_flow: Stock-flow adjustment, per cent of GDP.
        rate: Implicit interest rate, per cent; ``None`` where the structure builds it up.
        revaluation: Factor on debt from exchange rates (1 where there is none).
        elasticity: Points of balance per point of output gap.
        structure: Roll-over of the debt; ``None`` in the simple model.
        marginal_rate: Simple model: rate on debt beyond ``reference``, per cent, one a year.
        reference: Simple model: debt that carries ``rate``, billions, one a year.
    """

    start: int
    gdp: float
    debt: float
    growth: tuple[float, ...]
    deflator: tuple[float, ...]
    gap: tuple[float, ...]
    primary: tuple[float, ...]
    stock_flow: tuple[float, ...]
    rate: tuple[float | None, ...]
    revaluation: tuple[float, ...]
    elasticity: float
    structure: Structure | None = None
    marginal_rate: tuple[float, ...] = ()
    reference: tuple[float, ...] = ()

    @property
    def years(self) -> range:
        """The base year and every year projected."""
        return range(self.start, self.start + len(self.growth))


@dataclass(frozen=True, slots=True)
class Loan:
    """Terms of a loan outside the market, as the EU's SAFE.

    Attributes:
        rate: Interest, per cent.
        grace: Years in which only interest is paid.
        maturity: Years until the last repayment; equal repayments after the grace.
    """

    rate: float
    grace: int
    maturity: int


@dataclass(frozen=True, slots=True)
class Policy:
    """A departure from the baseline, in per cent of GDP; one entry a year, 0 before it begins.

    Attributes:
        effort: Change of the structural primary balance over the baseline.
        demand: Demand this adds, each part already weighted by its multiplier.
        supply: Change of the level of potential output, per cent.
        drawn: Loans drawn outside the market.
        loan: Their terms.
        persistence: Part of last year's gap deviation still there this year.
        gap: How the deviation closes once policy stops changing.
    """

    effort: tuple[float, ...]
    demand: tuple[float, ...]
    supply: tuple[float, ...] = ()
    drawn: tuple[float, ...] = ()
    loan: Loan | None = None
    persistence: float = 2 / 3
    gap: Gap = "linear"


@dataclass(frozen=True, slots=True)
class Projection:
    """What the recursion gives; entry 0 is the base year.

    Attributes:
        start: Base year.
        gdp: Nominal GDP, billions.
        debt: Debt, per cent of GDP.
        primary: Primary balance, per cent of GDP.
        interest: Interest, per cent of GDP.
        rate: Implicit interest rate on last year's debt, per cent.
        growth: Nominal growth, per cent.
        real_growth: Real growth, per cent.
        gap: Output gap, per cent of potential.
        stock_flow: Stock-flow adjustment, per cent of GDP.
        revaluation: Factor on debt from exchange rates.
        short, long, issued: Short-term and long-term market debt and new long-term issuance,
            billions; empty in the simple model.
        need: Gross financing need, billions; empty in the simple model.
        loans: Loans outside the market still owed, billions.
        notes: What had to be floored or looks implausible.
    """

    start: int
    gdp: tuple[float, ...]
    debt: tuple[float, ...]
    primary: tuple[float, ...]
    interest: tuple[float, ...]
    rate: tuple[float, ...]
    growth: tuple[float, ...]
    real_growth: tuple[float, ...]
    gap: tuple[float, ...]
    stock_flow: tuple[float, ...]
    revaluation: tuple[float, ...]
    short: tuple[float, ...] = ()
    long: tuple[float, ...] = ()
    issued: tuple[float, ...] = ()
    need: tuple[float, ...] = ()
    loans: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def years(self) -> range:
        """The base year and every year projected."""
        return range(self.start, self.start + len(self.debt))

    @property
    def balance(self) -> tuple[float, ...]:
        """Overall balance, per cent of GDP."""
        return tuple(p - i for p, i in zip(self.primary, self.interest, strict=True))

    @property
    def deficit(self) -> tuple[float, ...]:
        """Deficit, per cent of GDP: the balance with its sign turned."""
        return tuple(-b for b in self.balance)

    def at(self, name: str, year: int) -> float:
        """Value of one series in one year."""
        values: tuple[float, ...] = getattr(self, name)
        return values[year - self.start]


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
