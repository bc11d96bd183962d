"""A defence path as a departure from the baseline: who pays, and what it does to output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from burdenshare.errors import BadValueError, UnknownNameError
from burdenshare.fiscal._assumptions import Assumption, assumed, number, stated
from burdenshare.fiscal._records import Gap, Loan, Policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from burdenshare.fiscal._records import Economy, Projection

SOURCES = ("debt", "taxes", "cuts", "loans")


@dataclass(frozen=True, slots=True)
class Financing:
    """Who pays for extra spending: shares that sum to one.

    Attributes:
        debt: Borrowed on the market.
        taxes: Paid by higher taxes.
        cuts: Paid by cutting other spending.
        loans: Borrowed outside the market, as from the EU's SAFE.

    Raises:
        BadValueError: A share is negative or they do not sum to one.
    """

    debt: float = 0.0
    taxes: float = 0.0
    cuts: float = 0.0
    loans: float = 0.0

    def __post_init__(self) -> None:
        shares = {name: getattr(self, name) for name in SOURCES}
        for name, share in shares.items():
            if not 0 <= share <= 1:
                raise BadValueError(f"financing {name}={share:g}: a share lies between 0 and 1")
        total = sum(shares.values())
        if abs(total - 1) > 1e-9:
            given = ", ".join(f"{name}={share:g}" for name, share in shares.items() if share)
            raise BadValueError(
                f"financing sums to {total:g}, not 1: {given or 'nothing given'}; "
                "e.g. debt=0.7,taxes=0.3"
            )

    def to_dict(self) -> dict[str, float]:
        """Shares by name."""
        return {name: getattr(self, name) for name in SOURCES}

    def __str__(self) -> str:
        return ",".join(
            f"{name}={getattr(self, name):g}" for name in SOURCES if getattr(self, name)
        )


def read_financing(financing: Financing | Mapping[str, float] | str | None) -> Financing:
    """Return the financing meant; ``None`` is all debt.

    Args:
        financing: A :class:`Financing`, a mapping, or text such as ``debt=0.7,taxes=0.3``.

    Raises:
        UnknownNameError: A source of money that is not known.
        BadValueError: Not a number, or the shares do not sum to one.
    """
    if financing is None:
        return Financing(debt=1.0)
    if isinstance(financing, Financing):
        return financing
    if isinstance(financing, str):
        pairs = dict(_pair(part) for part in financing.split(","))
    else:
        pairs = {str(name): float(share) for name, share in financing.items()}
    for name in pairs:
        if name not in SOURCES:
            raise UnknownNameError("source of financing", name, SOURCES)
    return Financing(**pairs)


def _pair(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise BadValueError(
            f"financing {text!r} cannot be read: write it as debt=0.7,taxes=0.3"
        ) from None


@dataclass(frozen=True, slots=True)
class Effects:
    """How extra spending works on output, and the terms of loans outside the market.

    Attributes:
        multiplier: Per cent of GDP per per cent of GDP spent.
        import_leakage: Share of the spending that goes abroad and moves no demand at home.
        persistence: Part of last year's effect left this year.
        supply_effect: Per cent of potential output per point of GDP spent for a year.
        loan: Terms of loans outside the market.
        gap: How the gap closes after the last change of spending.
        assumptions: All of these with their reasons.
    """

    multiplier: float
    import_leakage: float
    persistence: float
    supply_effect: float
    loan: Loan
    gap: Gap
    assumptions: tuple[Assumption, ...]


def effects(
    *,
    multiplier: float | None = None,
    import_leakage: float | None = None,
    persistence: float | None = None,
    supply_effect: float | None = None,
    loan_rate: float | None = None,
    gap: Gap = "linear",
) -> Effects:
    """Return effects from the defaults and what the caller sets.

    Raises:
        BadValueError: A share outside 0 to 1.
        UnknownNameError: An unknown way for the gap to close.
    """
    if gap not in get_args(Gap):
        raise UnknownNameError("gap", gap, get_args(Gap))
    used = {
        "multiplier": assumed("multiplier", multiplier),
        "import_leakage": assumed("import_leakage", import_leakage),
        "persistence": assumed("persistence", persistence),
        "supply_effect": assumed("supply_effect", supply_effect),
        "loan_rate": assumed("loan_rate", loan_rate),
        "loan_grace": assumed("loan_grace"),
        "loan_maturity": assumed("loan_maturity"),
    }
    value = {name: number(item) for name, item in used.items()}
    for name in ("import_leakage", "persistence"):
        if not 0 <= value[name] <= 1:
            raise BadValueError(f"{name} {value[name]:g}: a share lies between 0 and 1")
    loan = Loan(value["loan_rate"], int(value["loan_grace"]), int(value["loan_maturity"]))
    closing = stated(
        "gap",
        gap,
        "decay: the effect on output fades for ever; linear: in three equal steps after the last "
        "change; whole: as linear, and the forecast's own gap is replaced from the second year",
        "European Commission, prior guidance calculation sheets; readings differ",
    )
    balanced = stated(
        "taxes_and_cuts",
        "multiplier equal and opposite",
        "spending paid by taxes or cuts leaves output as it is",
        "named assumption",
    )
    return Effects(
        value["multiplier"],
        value["import_leakage"],
        value["persistence"],
        value["supply_effect"],
        loan,
        gap,
        (*used.values(), closing, balanced),
    )


def defence_policy(
    economy: Economy, extra: Mapping[int, float], financing: Financing, how: Effects
) -> Policy:
    """Turn extra spending into a departure from the baseline.

    Args:
        economy: The baseline.
        extra: Spending over the baseline's, per cent of GDP by year; years not named are zero.
        financing: Who pays.
        how: Effects on output.

    Raises:
        BadValueError: Spending in or before the base year.
    """
    early = [year for year, share in extra.items() if year <= economy.start and share]
    if early:
        raise BadValueError(
            f"extra spending in {min(early)}: the baseline starts from {economy.start}, "
            "so the first year that can differ is the next"
        )
    spent = [extra.get(year, 0.0) for year in economy.years]
    borrowed = financing.debt + financing.loans
    force = how.multiplier * (1 - how.import_leakage) * borrowed
    cumulated, total = [], 0.0
    for share in spent:
        cumulated.append(how.supply_effect * total)
        total += share
    return Policy(
        effort=tuple(-borrowed * share for share in spent),
        demand=tuple(force * share for share in spent),
        supply=tuple(cumulated) if how.supply_effect else (),
        drawn=tuple(financing.loans * share for share in spent),
        loan=how.loan if financing.loans else None,
        persistence=how.persistence,
        gap=how.gap,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """What a path adds in one year, against the baseline.

    The four parts of ``debt`` are cumulated since the base year and sum to it.

    Attributes:
        year: The year.
        extra: Spending over the baseline, per cent of GDP.
        debt: Percentage points of GDP.
        deficit: Percentage points of GDP.
        spending: Part of ``debt`` from spending not paid for by taxes or cuts.
        growth: Part from the balance as output moves (below zero: more output, more revenue).
        interest: Part from interest, on the extra debt and on its interest.
        denominator: Part from GDP (and the debt carried over it) differing.
        debt_money: Billions of national currency.
        deficit_money: Billions of national currency.
        gdp: Per cent of the baseline's nominal GDP.
    """

    year: int
    extra: float
    debt: float
    deficit: float
    spending: float
    growth: float
    interest: float
    denominator: float
    debt_money: float
    deficit_money: float
    gdp: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def difference(
    economy: Economy,
    policy: Policy,
    extra: Mapping[int, float],
    without: Projection,
    with_: Projection,
) -> tuple[Difference, ...]:
    """Compare two runs year by year and split the difference in debt.

    What flooring at zero takes away is left in ``denominator``, so that the parts still sum.
    """
    rows = []
    spending = growth = interest = 0.0
    for t, year in enumerate(without.years):
        gap = with_.gap[t] - without.gap[t]
        if t:
            spending -= policy.effort[t]
            growth -= economy.elasticity * gap
            interest += with_.interest[t] - without.interest[t]
        debt = with_.debt[t] - without.debt[t]
        deficit = with_.deficit[t] - without.deficit[t] if t else 0.0
        rows.append(
            Difference(
                year=year,
                extra=extra.get(year, 0.0),
                debt=debt,
                deficit=deficit,
                spending=spending,
                growth=growth,
                interest=interest,
                denominator=debt - spending - growth - interest,
                debt_money=(with_.debt[t] * with_.gdp[t] - without.debt[t] * without.gdp[t]) / 100,
                deficit_money=(
                    with_.deficit[t] * with_.gdp[t] - without.deficit[t] * without.gdp[t]
                )
                / 100
                if t
                else 0.0,
                gdp=100 * (with_.gdp[t] / without.gdp[t] - 1),
            )
        )
    return tuple(rows)
