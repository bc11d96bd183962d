"""A sentence as the learned part of the reader sees it: names, numbers and years by kind, other words as they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)?|[%$€£;:,.\"()?-]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|ments?|ations?|ions?)$")

SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "and",
        "that",
        "for",
        "at",
        "by",
        "its",
        "his",
        "her",
        "their",
        "has",
        "have",
        "is",
        "was",
        "are",
        "it",
        "be",
        "as",
        "with",
    ]
) | frozenset(",.\"'():;-")
"""Words too common to tell anything beside others."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sentence in order, names and numbers by their kind.

    Attributes:
        starts: First character of each in the document.
        texts: The folded word; ``<ally>`` and the like for a name, ``<q:percent>`` for a quantity,
            ``<y+>``, ``<y=>``, ``<y->`` for a year after, in and before that of publication.
        stems: The word without its ending, cut to seven letters.
        actors: Places of those that name someone who can act.
    """

    starts: tuple[int, ...]
    texts: tuple[str, ...]
    stems: tuple[str, ...]
    actors: tuple[int, ...]

    def from_(self, at: int) -> int:
        """Return the place of the first word that begins at a character or after it."""
        return bisect_left(self.starts, at)


_ASIDE = re.compile(
    r",\s(?:(?:\w+\s){0,3}of\s)?(?:which|who|whose|where)\s[^,;:]{3,160}(?:,[^,;:]{3,120})??,\s"
    r"(?=(?:\w+ly |now |also |still |just )?(?:is|are|was|were|has|have|had|will|would|does|do|did|plans?|planned|spends?|spent|"
    r"expects?|aims?|wants?|intends?|puts?|devotes?|allocates?|comes?|came|stands?|stood|sits?|remains?|reach(?:es|ed)|hits?|meets?|met)\b)"
)
"""A relative clause between a name and its verb: "Poland, which borders Russia's ally Belarus, is ..."."""


def words_outside(scene: Scene, year: int, at: int) -> Words:
    """Return the words of a sentence without the relative clauses that have ended before a place.

    What they tell is of another matter: who is named last in one is not who acts after it.

    Args:
        scene: The sentence.
        year: Year of publication.
        at: The place, in the document.
    """
    words = words_of(scene, year)
    asides = [
        (words.from_(scene.start + match.start() + 1), words.from_(scene.start + match.end() - 1))
        for match in _asides(scene) if scene.start + match.end() <= at
    ]  # fmt: skip
    if not asides:
        return words
    kept = [
        place for place in range(len(words.starts))
        if not any(first <= place < last for first, last in asides)
    ]  # fmt: skip
    places = {place: count for count, place in enumerate(kept)}
    return Words(
        tuple(words.starts[place] for place in kept), tuple(words.texts[place] for place in kept),
        tuple(words.stems[place] for place in kept),
        tuple(places[place] for place in words.actors if place in places),
    )  # fmt: skip


@lru_cache(maxsize=16)
def _asides(scene: Scene) -> list[re.Match[str]]:
    return list(_ASIDE.finditer(scene.text)) if ", w" in scene.text or " of w" in scene.text else []


@lru_cache(maxsize=64)
def words_of(scene: Scene, year: int) -> Words:
    """Return the words of a sentence, found once for all that ask.

    Args:
        scene: The sentence.
        year: Year of publication.
    """
    marks = [(m.start, m.end, _name(m), m.kind != "outlet") for m in scene.mentions]
    named = [(start, end) for start, end, _, _ in marks]
    marks += [
        (q.start, q.end, f"<q:{q.sort}>", False) for q in scene.quantities
        if not any(start < q.end and q.start < end for start, end in named)
    ]  # fmt: skip
    starts: list[int] = []
    seen: list[tuple[str, str]] = []
    actors: list[int] = []
    at = scene.start
    for start, end, name, acts in sorted(marks, key=lambda mark: mark[:2]):
        if start < at:
            continue
        _add_plain(scene, at, start, year, starts, seen)
        if acts:
            actors.append(len(seen))
        starts.append(start)
        seen.append(_seen(name, year))
        at = end
    _add_plain(scene, at, scene.end, year, starts, seen)
    texts, stems = zip(*seen, strict=True) if seen else ((), ())
    return Words(tuple(starts), texts, stems, tuple(actors))


def _name(mention: Mention) -> str:
    nato = "N" if mention.codes == ("NATO",) else ""
    place = "p" if mention.place else ""
    owner = "'s" if mention.possessive else ""
    return f"<{mention.kind}{nato}{place}>{owner}"


def _add_plain(
    scene: Scene, start: int, end: int, year: int, starts: list[int], seen: list[tuple[str, str]]
) -> None:
    """Add the words that name nobody and count nothing."""
    first = scene.start
    for match in _WORD.finditer(scene.text, start - first, end - first):
        starts.append(first + match.start())
        seen.append(_seen(match.group(), year))


@lru_cache(maxsize=8192)
def _seen(word: str, year: int) -> tuple[str, str]:
    """Return a word as it is weighed, and its stem.

    Both are interned, as are those the weights are held by: a look-up need not compare letters.
    """
    if word[0].isdigit():
        word = _dated(int(word), year) if _YEAR.fullmatch(word) else "<n>"
    return intern(word), intern(stem_of(word))


def _dated(named: int, year: int) -> str:
    return "<y+>" if named > year else "<y=>" if named == year else "<y->"


@lru_cache(maxsize=8192)
def stem_of(word: str) -> str:
    """Return a word without its ending, cut to seven letters; short words as they are."""
    return _ENDING.sub("", word)[:7] if len(word) > 5 and word.isalpha() else word
