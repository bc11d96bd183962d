"""What the Alliance spends together, tied to NATO's own totals of the last observed year.

A member's money in a later year is NATO's figure for its last observation times the growth of its
path since, so that the totals continue NATO's own: in current dollars by the growth of money in
dollars, in constant ones by real growth. The two are never mixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.allies import AGGREGATES
from burdenshare.errors import MissingDataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from burdenshare.panel import Panel
    from burdenshare.paths import Path

SPENDING = {"current": "core_expenditure_usd_current", "constant": "core_expenditure_usd_constant"}
GDP = {"current": "gdp_usd_current", "constant": "gdp_usd_constant"}


@dataclass(frozen=True, slots=True)
class Total:
    """One aggregate in one year.

    Attributes:
        area: ``NATO`` or ``NATO_EUR_CAN``.
        year: Year.
        shape: Shape of every member's path; ``observed`` in the last observed year.
        share: Core share, per cent of GDP.
        usd_current: Millions of US dollars, current prices and rates.
        usd_constant: Millions of US dollars, prices and rates of the edition's base year.
    """

    area: str
    year: int
    shape: str
    share: float
    usd_current: float
    usd_constant: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Member:
    """An ally's path in NATO's own dollars.

    Attributes:
        path: The path.
        spending: Price basis to NATO's core spending in the starting year, millions of dollars.
        gdp: Price basis to NATO's GDP in the starting year, millions of dollars.
    """

    path: Path
    spending: Mapping[str, float]
    gdp: Mapping[str, float]

    def money(self, year: int, basis: str, path: Path | None = None) -> float:
        """Core spending in a year, millions of dollars on that price basis."""
        drawn = path or self.path
        now, then = drawn.at(year), self.path.start
        if basis == "constant":
            return self.spending[basis] * now.core_money_constant / then.core_money_constant
        assert now.core_money_usd is not None
        assert then.core_money_usd is not None
        return self.spending[basis] * now.core_money_usd / then.core_money_usd

    def product(self, year: int, basis: str) -> float:
        """GDP in a year, millions of dollars on that price basis."""
        now, then = self.path.at(year), self.path.start
        return (
            self.gdp[basis]
            * (self.money(year, basis) / self.spending[basis])
            / (now.core_share / then.core_share)
        )


def member(path: Path, panel: Panel) -> Member:
    """Read NATO's dollars of a path's starting year.

    Raises:
        MissingDataError: The edition, as held, lacks one of them.
    """
    only = panel.edition(path.edition)

    def read(measures: Mapping[str, str]) -> dict[str, float]:
        found: dict[str, float] = {}
        for basis, measure in measures.items():
            value = only.cell(measure, path.ally, path.start.year).value
            if value is None:
                raise MissingDataError(
                    f"{path.edition}, as held, lacks {measure} of {path.ally} for "
                    f"{path.start.year}: totals need an edition held in full"
                )
            found[basis] = value
        return found

    return Member(path, read(SPENDING), read(GDP))


def observed(area: str, panel: Panel, edition: str, year: int) -> Total:
    """Return the sum of the members' figures in a year, from NATO's tables.

    The share is NATO's own for the aggregate.

    Raises:
        MissingDataError: A figure is not held.
    """
    only = panel.edition(edition)
    group = next(item for item in AGGREGATES if item.code == area)
    sums: dict[str, float] = {}
    for basis, measure in SPENDING.items():
        values = [only.cell(measure, m.alpha3, year).value for m in group.members(year)]
        if any(value is None for value in values):
            raise MissingDataError(f"{edition}, as held, lacks {measure} of a member for {year}")
        sums[basis] = sum(value for value in values if value is not None)
    share = only.cell("core_share", area, year).value
    if share is None:
        raise MissingDataError(f"{edition} has no core share of {area} for {year}")
    return Total(area, year, "observed", share, sums["current"], sums["constant"])


def projected(
    start: Total, year: int, shape: str, members: Sequence[Member], paths: Mapping[str, Path]
) -> Total:
    """Carry an aggregate on to ``year`` along its members' paths.

    Args:
        start: The aggregate in the last observed year.
        year: Year wanted.
        shape: Name to give it.
        members: Members of the aggregate.
        paths: Ally's code to the path it follows.
    """
    money = {
        basis: sum(m.money(year, basis, paths[m.path.ally]) for m in members) for basis in SPENDING
    }
    before = sum(m.spending["constant"] for m in members)
    product = sum(m.product(year, "constant") for m in members)
    growth = product / sum(m.gdp["constant"] for m in members)
    share = start.share * (money["constant"] / before) / growth
    return Total(start.area, year, shape, share, money["current"], money["constant"])
