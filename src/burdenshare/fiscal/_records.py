"""What the recursion takes and gives: plain records of one economy, year by year.

Ratios and rates are in per cent, money is in billions of national currency, entry 0 of every tuple
is the base year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Gap = Literal["decay", "linear", "whole"]
"""How the gap opened by policy closes.

``decay``: it shrinks by the persistence for ever. ``linear``: so while policy changes, then in
three equal steps. ``whole``: from the second year of the change the forecast's own gap is
replaced as well, then three equal steps.
"""


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
