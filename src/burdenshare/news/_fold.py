"""Folding text for matching without moving a single character.

Every stage matches on folded text and reports spans; because each character folds to exactly one
character, a span in the folded text is the same span in the original.
"""

from __future__ import annotations

import unicodedata

_SPECIAL = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ß": "s", "æ": "a", "œ": "o",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"',
    "»": '"', "‟": '"', "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "‒": "-", "―": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u200b": " ", "\ufeff": " ",
    "\t": " ", "\r": " ", "…": ".", "٪": "%", "％": "%",
}  # fmt: skip


class _Folded(dict[int, str]):
    """What each character folds to, found when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        lowered = char.lower()
        lowered = lowered if len(lowered) == 1 else char
        base = _SPECIAL.get(lowered) or unicodedata.normalize("NFKD", lowered)[:1] or lowered
        self[code] = folded = base if base.isprintable() else " "
        return folded


_FOLDED = _Folded({ord("\n"): "\n"})


def fold_same_length(text: str) -> str:
    """Return ``text`` in lower case, without accents and typographic quotes, equally long.

    >>> fold_same_length("Prévot’s 3.5 %")
    "prevot's 3.5 %"
    """
    if text.isascii():
        # Ordinary copy: only tabs and returns differ from lower case.
        return text.lower().replace("\t", " ").replace("\r", " ")
    return text.translate(_FOLDED)
