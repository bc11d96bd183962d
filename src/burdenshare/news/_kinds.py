"""What sort of claim a number makes, by the weight of what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from burdenshare.news._learned import weigh
from burdenshare.news._signals import of_number
from burdenshare.news._words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

Mode = Literal["figure", "plan", "target_rule"]

MODES: tuple[Mode, ...] = ("figure", "plan", "target_rule")
_ENOUGH = {"figure": 0.5, "plan": 0.5, "target_rule": 0.5}
"""How sure the reader must be: chosen on reports by hands whose work the weights had not seen."""


def modes_of(
    text: Text, scene: Scene, quantities: Sequence[Quantity]
) -> dict[int, tuple[Mode, float]]:
    """Return what numbers are told as, by their start; numbers that make no such claim are left out.

    Args:
        text: The document.
        scene: The sentence.
        quantities: Its numbers, in order.

    Returns:
        The sort of claim and its probability.
    """
    if not quantities:
        return {}
    words = words_of(scene, text.published.year)
    found: dict[int, tuple[Mode, float]] = {}
    last = ""
    for quantity in quantities:
        shares = weigh("number", of_number(text, scene, quantity, words, last))
        last = max(shares, key=lambda answer: shares[answer])
        best = max(MODES, key=lambda mode: shares[mode])
        if shares[best] >= _ENOUGH[best]:
            found[quantity.start] = best, shares[best]
    return found
