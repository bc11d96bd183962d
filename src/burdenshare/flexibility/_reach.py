"""Default limits, from what the ally and all allies have done before."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare.errors import MissingDataError
from burdenshare.flexibility._question import Limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from burdenshare.panel import Panel

FIRST = 2014
"""First year of NATO's tables."""
PERCENTILE = 95


def default_step(panel: Panel, edition: str, ally: str, last: int) -> Limit:
    """Largest step: the ally's own largest, or what 95 in 100 yearly steps of allies stayed within.

    The larger of the two, from one edition, rounded up to a hundredth of a point.
    """
    steps = _everyone(panel.edition(edition), _steps, last)
    return _limit("step", steps, ally, edition, last, 100, "points", "step")


def default_growth(panel: Panel, edition: str, ally: str, last: int) -> Limit:
    """Largest real growth, likewise, rounded up to a tenth of a per cent."""
    growth = _everyone(panel.edition(edition), _real_changes, last)
    return _limit("growth", growth, ally, edition, last, 10, "%", "real growth")


def _limit(
    name: str,
    seen: dict[str, Changes],
    ally: str,
    edition: str,
    last: int,
    digits: int,
    unit: str,
    what: str,
) -> Limit:
    every = sorted(value for values in seen.values() for _, value in values)
    if not every:
        raise MissingDataError(
            f"{edition} has no two years in a row of {what} up to {last}: give the largest "
            f"{what} allowed instead of its default"
        )
    common = every[math.ceil(len(every) * PERCENTILE / 100) - 1]
    own_year, own = max(seen.get(ally, []), key=lambda item: item[1], default=(0, -math.inf))
    value = math.ceil(max(common, own) * digits - 1e-9) / digits
    if own > common:
        why = f"its own largest {what}, {own:.2f} {unit} in {own_year}"
    else:
        why = f"95 in 100 yearly changes of all allies were at most {common:.2f} {unit}"
    return Limit(name, value, reason=f"{why} ({FIRST} to {last}, {edition})")


Changes = list[tuple[int, float]]
"""Year and change on the year before."""


# What all allies did before is the same for every question about one of them.
@lru_cache(maxsize=64)
def _everyone(
    panel: Panel, changes: Callable[[Panel, str, int], Changes], last: int
) -> dict[str, Changes]:
    return {code: changes(panel, code, last) for code in _members()}


def _members() -> Iterable[str]:
    from burdenshare.allies import allies

    return [ally.alpha3 for ally in allies() if ally.alpha3 != "ISL"]


def _steps(panel: Panel, code: str, last: int) -> Changes:
    shares = _series(panel, "core_share", code)
    return [(y, v - shares[y - 1]) for y, v in shares.items() if y <= last and y - 1 in shares]


def _real_changes(panel: Panel, code: str, last: int) -> Changes:
    # Dollars at constant prices and rates grow as national money does, and more editions have them.
    money = _series(panel, "core_expenditure_usd_constant", code)
    return [
        (y, 100 * (v / money[y - 1] - 1)) for y, v in money.items() if y <= last and y - 1 in money
    ]


def _series(panel: Panel, measure: str, code: str) -> dict[int, float]:
    return {y: v for y, v in panel.series(measure, code).to_dict().items() if y >= FIRST}


DEFAULTS: dict[str, Callable[[Panel, str, str, int], Limit]] = {
    "step": default_step,
    "growth": default_growth,
}
NONE = "none by default: no public figure says what this ally can bear; set it"
