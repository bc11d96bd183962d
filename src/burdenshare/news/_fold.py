"""Folding text for matching without moving a single character.

Every stage matches on folded text and reports spans; because each character folds to exactly one
character, a span in the folded text is the same span in the original.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SPECIAL = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ß": "s", "æ": "a", "œ": "o",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"',
    "»": '"', "‟": '"', "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "‒": "-", "―": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u200b": " ", "\ufeff": " ",
    "\t": " ", "\r": " ", "…": ".", "٪": "%", "％": "%",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    lowered = char.lower()
    lowered = lowered if len(lowered) == 1 else char
    special = _SPECIAL.get(lowered)
    if special is not None:
        return special
    base = unicodedata.normalize("NFKD", lowered)[:1] or lowered
    return base if base.isprintable() else " "


def fold_same_length(text: str) -> str:
    """Return ``text`` in lower case, without accents and typographic quotes, equally long.

    >>> fold_same_length("Prévot’s 3.5 %")
    "prevot's 3.5 %"
    """
    if text.isascii():
        # Ordinary copy: only tabs and returns differ from lower case.
        return text.lower().replace("\t", " ").replace("\r", " ")
    return "".join(char if char == "\n" else _fold_char(char) for char in text).replace("\x00", " ")
