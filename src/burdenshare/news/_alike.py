"""Whether two reports say the same: claims worded differently, quotations cut, near copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._cells import HEDGE, rounds_to, step_of
from burdenshare.news._fold import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.news._claim import Claim, Value
    from burdenshare.news._read import ReadDocument

_QUOTE = re.compile(r"\"([^\"\n]{6,600})\"")
_SAME_QUOTE = 0.6
"""Share of the shorter quotation's words found in the longer one, in order."""
_MOST_QUOTES = 100
_SHINGLE = 5
_UP = frozenset({">", ">="})
_DOWN = frozenset({"<", "<="})


Pairs = list[tuple["Claim", "Claim"]]


def shared_claims(first: ReadDocument, second: ReadDocument) -> tuple[Pairs, Pairs]:
    """Return the claims both make, and those that only say one of them once more.

    The best fits are paired first, so that of two alike the one of the same year is taken; in the
    first list each claim stands once. Both lists are in the order of the first report.
    """
    fits = sorted(
        (-fit, place, other)
        for place, a in enumerate(first.claims)
        for other, b in enumerate(second.claims)
        if a.type == b.type and (fit := same_claim(a, b, years_of(first, a), years_of(second, b)))
    )
    pairs: list[tuple[int, int]] = []
    mine: set[int] = set()
    theirs: set[int] = set()
    for _, place, other in fits:
        if place not in mine and other not in theirs:
            pairs.append((place, other))
            mine.add(place)
            theirs.add(other)
    again = [(place, other) for _, place, other in fits if (place in mine) != (other in theirs)]
    return _claims(first, second, pairs), _claims(first, second, again)


def _claims(first: ReadDocument, second: ReadDocument, places: list[tuple[int, int]]) -> Pairs:
    return [(first.claims[a], second.claims[b]) for a, b in sorted(places)]


def same_claim(first: Claim, second: Claim, years: frozenset[int], others: frozenset[int]) -> float:
    """Return how well two claims of one type say the same: 0 for not at all, more for closer.

    Args:
        first: A claim.
        second: Another of the same type.
        years: Years the first may mean; empty for any.
        others: Years the second may mean.
    """
    if not alike_in_kind(first, second, years, others):
        return 0
    if first.type == "position":
        if first.stance != second.stance:
            return 0
        return 1 + (first.subject == second.subject) + same_values(first, second)
    if not same_values(first, second) or _opposed(first, second):
        return 0
    exact = [v.value for v in first.values] == [v.value for v in second.values]
    return 1 + exact + (first.period == second.period) + 0.5 * (first.subject == second.subject)


def alike_in_kind(
    first: Claim, second: Claim, years: frozenset[int], others: frozenset[int]
) -> bool:
    """Whether two claims are about the same thing and time, whatever number they give."""
    if not set(first.subject) & set(second.subject):
        return False
    if years and others and not years & others:
        return False
    return first.type == "position" or first.object == second.object


def years_of(document: ReadDocument, claim: Claim) -> frozenset[int]:
    """Return the years a claim may mean; empty for any."""
    if claim.type == "position":
        return frozenset()
    if claim.period == "current":
        day = document.document.published
        # The newest figures of a day are those of its year or the one before.
        return frozenset({day.year, day.year - 1}) if day else frozenset()
    return frozenset(int(year) for year in re.findall(r"20\d\d", claim.period))


def same_values(first: Claim, second: Claim) -> bool:
    """Whether the numbers agree as far as they were printed: 4.1 and 4.12 do, 4.1 and 4.7 do not."""
    if len(first.values) != len(second.values):
        return False
    about = "~" in {first.comparator, second.comparator}
    return all(_same_value(a, b, about) for a, b in zip(first.values, second.values, strict=True))


def _same_value(first: Value, second: Value, about: bool) -> bool:
    if first.unit != second.unit:
        return False
    coarse, fine = sorted((first, second), key=step_of, reverse=True)
    slack = HEDGE if about and coarse.unit.startswith("pct") else 0.0
    near = abs(coarse.value - fine.value) <= slack
    return near or rounds_to(fine.value, coarse, step_of(coarse))


def _opposed(first: Claim, second: Claim) -> bool:
    signs = {first.comparator, second.comparator}
    return bool(signs & _UP) and bool(signs & _DOWN)


def same_quotes(first: str, second: str) -> tuple[tuple[str, str], ...]:
    """Return the quotations of the one found in the other, though cut or altered."""
    theirs = [(words, _words(words)) for words in _quotes(second)]
    found: list[tuple[str, str]] = []
    for quote in _quotes(first):
        mine = _words(quote)
        best = max(theirs, key=lambda item: _in_common(mine, item[1]), default=None)
        if best is not None and _in_common(mine, best[1]) >= _SAME_QUOTE:
            found.append((quote, best[0]))
    return tuple(found)


def _quotes(text: str) -> list[str]:
    plain = text.replace("“", '"').replace("”", '"').replace("„", '"')
    return [match.group(1) for match in _QUOTE.finditer(plain)][:_MOST_QUOTES]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold_same_length(text))


def _in_common(first: Sequence[str], second: Sequence[str]) -> float:
    shorter, longer = sorted((first[:120], second[:120]), key=len)
    if len(shorter) < 3:
        # Two words are a quotation of their own, not part of any longer one.
        return float(len(shorter) == len(longer) == 2 and shorter == longer)
    place = kept = 0
    for word in shorter:
        try:
            place = longer.index(word, place) + 1
        except ValueError:
            continue
        kept += 1
    return kept / len(shorter)


def likeness(first: str, second: str) -> float:
    """Return the share of the shorter text's five-word runs that the other has too."""
    a, b = _shingles(first), _shingles(second)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def runs_of(text: str) -> int:
    """Return how many different five-word runs a text has."""
    return len(_shingles(text))


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _words(text)[:20_000]
    return {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
