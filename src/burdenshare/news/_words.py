"""A sentence as the learned part of the reader sees it: names, numbers and years by kind, other words as they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)?|[%$€£;:,.\"()?-]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|ments?|ations?|ions?)$")


class Word(NamedTuple):
    """A word, or the kind of a name or number.

    Attributes:
        start: First character in the document.
        text: The folded word; ``<ally>`` and the like for a name, ``<q:percent>`` for a quantity,
            ``<y+>``, ``<y=>``, ``<y->`` for a year after, in and before that of publication.
        stem: The word without its ending, cut to seven letters.
        actor: Whether it names someone who can act.
    """

    start: int
    text: str
    stem: str
    actor: bool = False


@lru_cache(maxsize=64)
def words_of(scene: Scene, year: int) -> tuple[Word, ...]:
    """Return the words of a sentence in order, found once for all that ask.

    Args:
        scene: The sentence.
        year: Year of publication.
    """
    marks = [
        (m.start, m.end, Word(m.start, name := _name(m), name, m.kind != "outlet"))
        for m in scene.mentions
    ]
    named = [(start, end) for start, end, _ in marks]
    marks += [
        (q.start, q.end, Word(q.start, f"<q:{q.sort}>", f"<q:{q.sort}>"))
        for q in scene.quantities
        if not any(start < q.end and q.start < end for start, end in named)
    ]
    found: list[Word] = []
    at = scene.start
    for start, end, word in sorted(marks, key=lambda mark: mark[:2]):
        if start < at:
            continue
        found += _plain(scene, at, start, year)
        found.append(word)
        at = end
    return (*found, *_plain(scene, at, scene.end, year))


def _name(mention: Mention) -> str:
    nato = "N" if mention.codes == ("NATO",) else ""
    place = "p" if mention.place else ""
    owner = "'s" if mention.possessive else ""
    return f"<{mention.kind}{nato}{place}>{owner}"


def _plain(scene: Scene, start: int, end: int, year: int) -> list[Word]:
    found, first = [], scene.start
    for match in _WORD.finditer(scene.text, start - first, end - first):
        word = match.group()
        if word[0].isdigit():
            word = _dated(int(word), year) if _YEAR.fullmatch(word) else "<n>"
        found.append(Word(first + match.start(), word, stem_of(word)))
    return found


def _dated(named: int, year: int) -> str:
    return "<y+>" if named > year else "<y=>" if named == year else "<y->"


@lru_cache(maxsize=8192)
def stem_of(word: str) -> str:
    """Return a word without its ending, cut to seven letters; short words as they are."""
    return _ENDING.sub("", word)[:7] if len(word) > 5 and word.isalpha() else word
