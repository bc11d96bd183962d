"""Whether words that may tell a count, a rank or a meeting do so, by the weight of what stands around them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from burdenshare.news._learned import Signals, weigh
from burdenshare.news._signals import of_words
from burdenshare.news._words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from burdenshare.news._claim import Claim
    from burdenshare.news._scene import Scene, Text

Choice = tuple["Claim", list[str]]
"""What could be claimed, and the names of the signals for it."""

Question = Literal["count", "event", "rank"]

_ENOUGH: dict[Question, float] = {"count": 0.55, "event": 0.4, "rank": 0.45}
"""How sure the reader must be: chosen on reports by hands whose work the weights had not seen."""


_LIKELY = 0.3
"""How likely the likeliest must be to be weighed at all."""


def told(
    question: Question, text: Text, scene: Scene, claim: Claim,
    at: tuple[int, int], forms: Iterable[str],
) -> Claim | None:  # fmt: skip
    """Return a claim with how sure it is, or ``None`` where the words make no such claim.

    Args:
        question: Sort of claim.
        text: The document.
        scene: The sentence.
        claim: What would be claimed.
        at: First and last character, in the document, of the words that may tell it.
        forms: What is known of their form.
    """
    words = words_of(scene, text.published.year)
    sure = weigh(question, of_words(text, scene, words, at, forms))["yes"]
    return replace(claim, confidence=round(sure, 2)) if sure >= _ENOUGH[question] else None


def likeliest(question: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the claim whose signals speak most for it; ``None`` if none is likely.

    Args:
        question: What is asked of each.
        choices: Claims with their signals.
    """
    weighed = [
        (weigh(question, Signals(names))["yes"], place) for place, (_, names) in enumerate(choices)
    ]
    sure, place = max(weighed, default=(0.0, 0))
    return choices[place] if sure >= _LIKELY else None
