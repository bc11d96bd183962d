"""Groups of allies that publishers give totals for, with their members by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from burdenshare.allies._ally import Ally

# First year in which NATO's expenditure totals count an ally, where that is not every year
# published. Source: notes to NATO's tables; checked by `panel audit`, which adds the allies up.
_JOINED_TOTALS: Mapping[str, int] = {"MNE": 2017, "MKD": 2020, "FIN": 2023, "SWE": 2024}
_NO_FORCES = frozenset({"ISL"})


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A total published by NATO.

    Attributes:
        code: Area code, e.g. ``NATO_EUR_CAN``.
        name: Name as NATO prints it.
        with_usa: Whether the United States is in it.
    """

    code: str
    name: str
    with_usa: bool

    def members(self, year: int, *, gdp: bool = False) -> tuple[Ally, ...]:
        """Allies the published total of ``year`` adds up.

        Args:
            year: Calendar year as NATO names it.
            gdp: The GDP totals, which count Iceland; the expenditure totals do not.
        """
        from burdenshare.allies._names import allies

        return tuple(
            member
            for member in allies()
            if year >= _JOINED_TOTALS.get(member.alpha3, 0)
            and (gdp or member.alpha3 not in _NO_FORCES)
            and (self.with_usa or member.alpha3 != "USA")
        )


AGGREGATES = (
    Aggregate("NATO", "NATO Total", with_usa=True),
    Aggregate("NATO_EUR_CAN", "NATO Europe and Canada", with_usa=False),
)


def aggregate(code: str) -> Aggregate:
    """Return the aggregate with that code.

    Raises:
        UnknownNameError: There is none.
    """
    for candidate in AGGREGATES:
        if candidate.code == code:
            return candidate
    raise UnknownNameError("aggregate", code, [candidate.code for candidate in AGGREGATES])
