"""Sentences as spans of the text, in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_SENTENCE = 900
"""Characters after which a run-on line is cut: it bounds the work of every later stage."""

# A set of characters comes first: the engine then leaps from one of them to the next.
_BREAK = re.compile(r"[\n.!?](?:(?<=\n)\n*|(?<=[.!?])(?<![.!?].)[.!?]*[\"')\]]*(?=\s))")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "hon",
        "gen",
        "col",
        "maj",
        "sen",
        "rep",
        "gov",
        "st",
        "no",
        "vs",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "approx",
        "ca",
        "cf",
        "e.g",
        "i.e",
        "u.s",
        "u.k",
        "u.s.a",
        "p.c",
        "p.m",
        "a.m",
        "bn",
        "mn",
        "fig",
        "art",
        "ltd",
        "inc",
        "co",
    ]
)
_TAIL_WORD = re.compile(r"([\w.]+)$")
_BULLET = re.compile(r"[\s*•·>#_-]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document.

    Attributes:
        start: First character in the text.
        end: One past the last.
        index: Its place in the document.
        paragraph: Number of the paragraph it stands in.
    """

    start: int
    end: int
    index: int
    paragraph: int


def split_sentences(text: str, folded: str) -> tuple[Sentence, ...]:
    """Return the sentences of ``text``; ``folded`` is its equally long folded form."""
    found: list[Sentence] = []
    start = paragraph = 0
    for match in _BREAK.finditer(folded):
        newline = match.group()[0] == "\n"
        if not newline and not _ends_here(text, folded, match, start):
            continue
        _add(found, folded, start, match.start() if newline else match.end(), paragraph)
        start = match.end()
        paragraph += newline
    _add(found, folded, start, len(folded), paragraph)
    return tuple(found)


def _ends_here(text: str, folded: str, match: re.Match[str], start: int) -> bool:
    """Whether a full stop ends a sentence: not after abbreviations, nor before lower case."""
    after = match.end()
    while after < len(text) and text[after] in " \"'([“‘*_•":
        after += 1
    following = text[after : after + 1]
    if match.group()[0] != ".":
        # "There are no freebies!" he said: the speech tag belongs to its quotation.
        return not (following.islower() and match.group()[-1] in "\"'")
    if following.islower():
        return False
    word = _TAIL_WORD.search(folded, max(start, match.start() - 12), match.start())
    if word is None:
        return True
    last = word.group(1)
    if last == "p.c":
        return following.isupper()
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i"):
        return False
    # A digit cut in two by bad scanning: "on 1. 61".
    return not (
        last.isdigit() and len(last) == 1 and following.isdigit() and _two_digits(folded, after)
    )


def _two_digits(folded: str, at: int) -> bool:
    return folded[at : at + 2].isdigit() and not folded[at + 2 : at + 3].isdigit()


def _add(found: list[Sentence], folded: str, start: int, end: int, paragraph: int) -> None:
    while start < end:
        bullet = _BULLET.match(folded, start, end)
        start = bullet.end() if bullet else start
        stop = _cut(folded, start, end)
        tail = stop
        while tail > start and folded[tail - 1].isspace():
            tail -= 1
        if tail > start:
            found.append(Sentence(start, tail, len(found), paragraph))
        start = stop


def _cut(folded: str, start: int, end: int) -> int:
    if end - start <= MAX_SENTENCE:
        return end
    blank = folded.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
    return blank if blank > 0 else start + MAX_SENTENCE
