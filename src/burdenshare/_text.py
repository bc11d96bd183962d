"""Comparing names as people write them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "þ": "th",
        "ð": "d",
    }
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Reduce a name to what two spellings of it share.

    Case, accents, punctuation, repeated blanks and a leading "the" are dropped.

    >>> fold("  The Netherlands ") == fold("NETHERLANDS")
    True
    >>> fold("Türkiye")
    'turkiye'
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in plain.casefold()).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)
