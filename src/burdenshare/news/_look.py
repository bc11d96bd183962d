"""Regular expressions that are tried only where a word stands with which they may begin.

A sentence is asked some fifty questions, and almost all of them have nothing to do with it. Its
words tell so at once: what begins with "leaves no doubt" or "den(y|ies)" cannot be found where no word
begins with "lea" or "den". The beginnings are read off the expression itself, so that they cannot
differ from it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LENGTH = 4
"""Letters of a beginning: more tell words apart no better."""

_WORD = re.compile(r"\w+")
_PIECE = re.compile(
    r"(?P<skip>\(\?<?[=!])|(?P<open>\((?:\?:|\?P<\w+>)?)|(?P<close>\))|(?P<either>\|)|"
    r"(?P<edge>\\b|\^)|(?P<many>[*+]\??|\?\??|\{\d+(?:,\d*)?\}\??)|\[(?P<set>\^?(?:\\.|[^\]\\])+)\]|"
    r"(?P<one>\\.|.)",
    re.DOTALL,
)
_INSIDE = "?"
"""Before the edge of a word: a match might yet begin in the middle of one."""


Start = tuple[int, tuple[str, ...]]
"""Where a word stands, and its first letter, two, three and four letters."""


def starts_of(words: str) -> tuple[Start, ...]:
    """Return where the words of a folded sentence stand, and what they begin with.

    >>> starts_of("it spent")
    ((0, ('i', 'it')), (3, ('s', 'sp', 'spe', 'spen')))
    """
    return tuple([(match.start(), _heads(match.group())) for match in _WORD.finditer(words)])


@lru_cache(maxsize=32_768)
def _heads(word: str) -> tuple[str, ...]:
    return tuple(word[:end] for end in range(1, min(len(word), _LENGTH) + 1))


def heads_of(starts: Iterable[Start]) -> frozenset[str]:
    """Return all that words begin with."""
    return frozenset[str]().union(*[heads for _, heads in starts])


class Searched(Protocol):
    """Folded text, as of a sentence, with where its words stand and what they begin with."""

    @property
    def text(self) -> str: ...
    @property
    def starts(self) -> tuple[Start, ...]: ...
    @property
    def heads(self) -> frozenset[str]: ...


class Pattern:
    """A regular expression that begins with a word, and what that word may begin with.

    Args:
        source: The expression, on folded text.
        has: Another that some part of every match fits, where that tells more than its beginning.
    """

    __slots__ = ("_anywhere", "begins", "compiled")

    def __init__(self, source: str, *, has: str = "") -> None:
        self.begins = beginnings(has or source)
        self.compiled = re.compile(source)
        self._anywhere = bool(has)

    def search(self, words: Searched) -> re.Match[str] | None:
        """Return the first match in words, if there is one."""
        if self.begins.isdisjoint(words.heads):
            return None
        if self._anywhere:
            return self.compiled.search(words.text)
        return next(self.within(words.text, 0, len(words.text), words.starts), None)

    def finditer(self, words: Searched) -> Iterator[re.Match[str]]:
        """Return the matches in words, in order."""
        if self.begins.isdisjoint(words.heads):
            return iter(())
        if self._anywhere:
            return self.compiled.finditer(words.text)
        return self.within(words.text, 0, len(words.text), words.starts)

    def within(
        self, text: str, start: int, end: int, starts: Iterable[Start]
    ) -> Iterator[re.Match[str]]:
        """Return the matches in ``text[start:end]``, whose words stand and begin as ``starts`` says."""
        begins = self.begins
        places = [start + at for at, heads in starts if not begins.isdisjoint(heads)]
        return _from(self.compiled, text, places, end)


def _from(
    pattern: re.Pattern[str], text: str, places: Iterable[int], end: int
) -> Iterator[re.Match[str]]:
    """Return the matches that begin at places given in order, none overlapping the one before."""
    last = 0
    for at in places:
        if at >= last and (match := pattern.match(text, at, end)):
            yield match
            last = match.end()


class Patterns:
    """Several regular expressions that begin with a word, each tried where a word is one of its.

    Args:
        compiled: The expressions, on folded text.
    """

    __slots__ = ("_begun", "_compiled")

    def __init__(self, compiled: Iterable[re.Pattern[str]]) -> None:
        self._compiled = tuple(compiled)
        self._begun: dict[str, list[int]] = {}
        for place, pattern in enumerate(self._compiled):
            for head in beginnings(pattern.pattern):
                self._begun.setdefault(head, []).append(place)

    def finditer(self, words: Searched) -> Iterator[tuple[int, re.Match[str]]]:
        """Return the matches of the first expression in order, then those of the next, with its place."""
        places: list[list[int]] = [[] for _ in self._compiled]
        for at, heads in words.starts:
            for head in heads:
                for which in self._begun.get(head, ()):
                    places[which].append(at)
        for which, pattern in enumerate(self._compiled):
            for match in _from(pattern, words.text, places[which], len(words.text)):
                yield which, match


def beginnings(source: str) -> frozenset[str]:
    r"""Return what words begin with at which a regular expression may match, in up to four letters.

    Raises:
        ValueError: It may match elsewhere than where a word begins.

    >>> sorted(beginnings(r"\b(?:no(?:body|t one)?|is)\b"))
    ['is', 'no']
    """
    reader = _Beginnings(source)
    reader.found |= reader.alternatives({_INSIDE})
    if not reader.found or reader.found & {"", _INSIDE}:
        raise ValueError(f"may match where no word begins: {source[:60]}")
    return frozenset(
        head
        for head in reader.found
        if not any(head[:end] in reader.found for end in range(len(head)))
    )


def either(words: str) -> str:
    """Return a group of alternatives that matches what they match, and fails sooner.

    The engine tries alternatives one after another. Those that begin with the same letter are put
    together, each in its old order among them: it then tries one a letter.

    >>> either("ally|budget|allies")
    '(?:(?:ally|allies)|budget)'
    """
    found: list[str] = []
    # What begins with no letter keeps its place among the others: it may match where they do.
    for lettered, run in groupby(_alternatives(words), key=lambda one: _first(one) != ""):
        by_letter: dict[str, list[str]] = {}
        for place, one in enumerate(run):
            by_letter.setdefault(_first(one) if lettered else str(place), []).append(one)
        found += [
            f"(?:{'|'.join(same)})" if len(same) > 1 else same[0] for same in by_letter.values()
        ]
    return f"(?:{'|'.join(found)})"


def _alternatives(words: str) -> list[str]:
    """Return the alternatives of an expression, brackets left whole."""
    found, depth = [""], 0
    for piece in _PIECE.finditer(words):
        depth += bool(piece["open"] or piece["skip"]) - bool(piece["close"])
        if piece["either"] and not depth:
            found.append("")
        else:
            found[-1] += piece.group()
    return found


def _first(words: str) -> str:
    """Return the letter an alternative begins with; "" where it begins otherwise."""
    return words[:1] if words[:1].isalpha() and words[1:2] not in {"?", "*", "{"} else ""


class _Beginnings:
    """Walks through an expression, from what a match may have begun with to what comes of it."""

    def __init__(self, source: str) -> None:
        self.found: set[str] = set()
        self._pieces = list(_PIECE.finditer(source))
        self._at = 0

    def alternatives(self, begun: set[str]) -> set[str]:
        """Read up to the end of a group."""
        ends = self._sequence(begun)
        while self._at < len(self._pieces) and self._pieces[self._at]["either"]:
            self._at += 1
            ends |= self._sequence(begun)
        self._at += 1  # the bracket that closes
        return ends

    def _sequence(self, begun: set[str]) -> set[str]:
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            if piece["either"] or piece["close"]:
                break
            self._at += 1
            after = self._one(piece, begun)
            many = self._pieces[self._at]["many"] if self._at < len(self._pieces) else None
            if many:
                self._at += 1
                if not many.startswith("?"):
                    self.found |= after - {"", _INSIDE}  # the rest may be more of the same
                    after &= {"", _INSIDE}
                begun = after | begun if many[0] in "?*" or many.startswith("{0") else after
            else:
                begun = after
        return begun

    def _one(self, piece: re.Match[str], begun: set[str]) -> set[str]:
        if piece["skip"]:
            known, self.found = self.found, set()
            self.alternatives(set())
            self.found = known
            return begun
        if piece["open"]:
            return self.alternatives(begun)
        if piece["edge"]:
            self.found |= begun - {"", _INSIDE}
            return {""} if begun & {"", _INSIDE} else set()
        letters = _letters(piece["set"]) if piece["set"] else _letter(piece["one"])
        if not begun:
            return begun
        if _INSIDE in begun or ("" in begun and not letters):
            raise ValueError(f"may match where no word begins: {piece.string[:60]}")
        return self._grown(begun, letters)

    def _grown(self, begun: set[str], letters: str) -> set[str]:
        """Add a letter to each beginning; what is long enough, or ends there, is found."""
        if not letters.isalnum():
            self.found |= begun
            return set()
        longer = {head + letter for head in begun for letter in letters}
        self.found |= {head for head in longer if len(head) == _LENGTH}
        return {head for head in longer if len(head) < _LENGTH}


def _letter(piece: str) -> str:
    r"""Return the letter a piece stands for; "" for what ends a word, or may be any letter."""
    if piece == r"\d":
        return "0123456789"
    return piece if piece.isalnum() else ""


def _letters(chars: str) -> str:
    """Return the letters of a set; "" where it has others than letters, or is open."""
    spans = re.sub(
        r"(\w)-(\w)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), chars
    )
    return spans if spans.isalnum() else ""
