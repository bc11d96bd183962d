"""What sort of claim a number makes, by the weight of what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from burdenshare.news._learned import weigh
from burdenshare.news._signals import of_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

Mode = Literal["figure", "plan", "target_rule"]
Kinds = dict[int, dict[str, float]]
"""Start of a number to the probability of each thing it may be told as."""

MODES: tuple[Mode, ...] = ("figure", "plan", "target_rule")
_ENOUGH = 0.5
"""How sure the reader must be that a number makes a claim on a level, whatever its sort.

Chosen on reports by hands whose work the weights had not seen.
"""

_LEAST = 0.35
"""How likely the likeliest sort must be."""

_SURE = 0.5
"""How sure it must be besides what a figure, or a sum told as a plan, is told as and whose it is.

Reports are full of sums that are no ally's defence spending.
"""

_MONEY = frozenset({"money", "persons"})


def weigh_numbers(text: Text, scene: Scene) -> Kinds:
    """Return how likely each number of a sentence is told as what, by its start.

    Sums and shares are told apart, each knowing what the one of its sort before it was told as.
    """
    if not scene.quantities:
        return {}
    found: dict[int, dict[str, float]] = {}
    last = {True: "", False: ""}
    for quantity in scene.quantities:
        money = quantity.sort in _MONEY
        shares = weigh("number", of_number(text, scene, quantity, last[money]))
        last[money] = likeliest(shares)
        found[quantity.start] = shares
    return found


def is_sure(mode: Mode, quantity: Quantity, sure: float) -> bool:
    """Whether a claim on a number is sure enough to be made.

    Args:
        mode: What the number is told as.
        quantity: The number.
        sure: How likely it is that, and of whom it is said to be.
    """
    asked = mode == "figure" or (mode == "plan" and quantity.sort in _MONEY)
    return sure >= _SURE or not asked


def likeliest(shares: Mapping[str, float]) -> str:
    """Return the answer with the largest share."""
    return max(shares, key=shares.__getitem__)


def modes_of(kinds: Kinds, quantities: Sequence[Quantity]) -> dict[int, tuple[Mode, float]]:
    """Return the sort of claim each number makes and its probability; the others are left out."""
    found: dict[int, tuple[Mode, float]] = {}
    for quantity in quantities:
        shares = kinds[quantity.start]
        level = {mode: shares.get(mode, 0.0) for mode in MODES}
        best = max(MODES, key=lambda mode: level[mode])
        if sum(level.values()) >= _ENOUGH and level[best] >= _LEAST:
            found[quantity.start] = best, level[best]
    return found
