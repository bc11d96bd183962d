"""Whether a document speaks of what allies spend on defence, by the weight of its words."""

from __future__ import annotations

import re
from itertools import pairwise

from burdenshare.news._learned import Signals, Told, weigh
from burdenshare.news._words import SMALL, stem_of

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)?|%")
_DEFENCE = re.compile(
    r"\b(?:defen[cs]e|military|militar(?:y|ies)|armed forces|army|armies|nato|soldiers?|weapons?|"
    r"rearm\w*|troops|protection money|alliance|ally|allies|allied|guidelines?|opt[- ]outs?|exempt\w*|exceptions?|spending (?:target|goal|pledge)|side deals?|(?:[235]|3[.,]5|five|two)[ -]?(?:%|per ?cent) (?:target|goal|pledge|norm|mark|commitment|standard|guideline|rule)|3[.,]5 ?(?:%|per ?cent)? ?(?:\+|plus|and) ?1[.,]5|capability targets?)\b"
)

_LIKELY = 0.5
"""How likely it must be: chosen on reports by hands whose work the weights had not seen.

A report that is wrongly passed over is lost whole; of one wrongly read, each sentence is still weighed.
"""

_TOO_SHORT = 300
"""Of fewer characters, a few sentences, nobody can tell: each sentence is weighed by itself."""


def is_about(words: str, density: str) -> bool:
    """Whether a document may make claims on defence spending.

    Args:
        words: Its headline and text, folded.
        density: How often they speak of defence.
    """
    return (
        len(words) < _TOO_SHORT or weigh("about", about_signals(words, density))["yes"] >= _LIKELY
    )


def about_signals(words: str, density: str) -> Signals:
    """Return what is weighed to tell what a document is about: its words, and each two that follow."""
    stems = ["<n>" if word[0].isdigit() else stem_of(word) for word in _WORD.findall(words)]
    full = [stem for stem in stems if stem not in SMALL]
    told: dict[str, set[Told]] = {"word=": set(full), "full=": set(pairwise(full))}
    return Signals([f"document={density}"], told)


def density_of(words: str) -> str:
    """Return how often the words of a document speak of defence: ``none``, ``little``, ``some`` or ``much``."""
    share = sum(1 for _ in _DEFENCE.finditer(words)) * 1000 / max(200, len(words))
    return "none" if share == 0 else "little" if share < 3 else "some" if share < 8 else "much"
