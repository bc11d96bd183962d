"""What spares a search must never spare a find: cheap tests against the patterns they stand for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import burdenshare.news
from burdenshare.news._fold import fold_same_length
from burdenshare.news._look import Pattern, Patterns, Start, beginnings, either, heads_of, starts_of
from burdenshare.news._quantities import _BEGINS, _QUANTITY
from burdenshare.news._sentences import split_sentences
from burdenshare.news._stances import cues, frames
from burdenshare.news._topics import _DEFENCE_WORDS, _OTHER_WORDS

CORPUS = Path(__file__).parents[1] / "corpus" / "development.jsonl"


@dataclass(frozen=True)
class Words:
    """As much of a sentence as a pattern looks at."""

    text: str
    starts: tuple[Start, ...]
    heads: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Words:
        starts = starts_of(text)
        return cls(text, starts, heads_of(starts))


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    found: list[str] = []
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        folded = fold_same_length(text)
        found += [folded[s.start : s.end] for s in split_sentences(text, folded)]
    assert len(found) > 1000
    return found


def looked_for() -> dict[str, Pattern]:
    """Every pattern of the room that is tried only where a word stands with which it may begin."""
    return {
        f"{module.name}.{name}": pattern
        for module in iter_modules(burdenshare.news.__path__)
        for name, pattern in vars(import_module(f"burdenshare.news.{module.name}")).items()
        if isinstance(pattern, Pattern)
    }


def test_what_is_looked_for_where_it_may_begin_is_all_there_is(sentences):
    patterns = looked_for()
    assert len(patterns) > 25
    spared = found = 0
    for text in sentences:
        words = Words.of(text)
        for name, pattern in patterns.items():
            everywhere = [match.span() for match in pattern.compiled.finditer(text)]
            assert [match.span() for match in pattern.finditer(words)] == everywhere, (name, text)
            spared += pattern.begins.isdisjoint(words.heads)
            found += len(everywhere)
    assert spared > 0.5 * len(patterns) * len(sentences)
    assert found > 1000


def test_every_frame_is_found_where_it_may_begin(sentences):
    found = 0
    for text in sentences:
        everywhere = [
            (place, match.span())
            for place, frame in enumerate(frames())
            for match in frame.cue.finditer(text)
        ]
        assert [
            (place, match.span()) for place, match in cues().finditer(Words.of(text))
        ] == everywhere, text
        found += len(everywhere)
    assert found > 1000


def test_matches_of_several_expressions_do_not_overlap_their_own():
    several = Patterns([re.compile(r"\b(?:no \w+ )?no\b"), re.compile(r"\bno\b")])
    spans = [(place, match.span()) for place, match in several.finditer(Words.of("no no no"))]
    assert spans == [(0, (0, 8)), (1, (0, 2)), (1, (3, 5)), (1, (6, 8))]


def test_the_first_match_is_the_one_found():
    words = Words.of("allies and army")
    first = Pattern(r"\b(?:army|all\w*)").search(words)
    assert first is not None
    assert first.group() == "allies"
    assert Pattern(r"\bnavy").search(words) is None


@pytest.mark.parametrize(
    ("source", "begun"),
    [
        (r"\b(?:the |its )?(?:army|arms)\b", {"the", "its", "army", "arms"}),
        (r"\bden(?:y|ies|ied)\b|\bno\b", {"deny", "deni", "no"}),
        (r"\b(?=\w)(?<!the )(?!not)defen[cs]e", {"defe"}),
        (r"\b[ab]x?\w+", {"a", "b"}),
        (r"\b\d{1,2}(?:st|nd)", set("0123456789")),
        (r"\b(?:un)*fair", {"un", "fair"}),
        (r"\bp\.c\b|\bit's", {"p", "it"}),
        (r"\b(?P<many>all(?:ies)?)\b", {"all"}),
    ],
)
def test_the_beginnings_of_an_expression(source, begun):
    assert beginnings(source) == begun


@pytest.mark.parametrize("source", ["army", r"\b\w+", r"\s\bthe", "%", r"\b(?:army)?", ".", ""])
def test_an_expression_that_may_begin_anywhere_is_refused(source):
    with pytest.raises(ValueError, match="no word begins"):
        beginnings(source)


def test_alternatives_put_together_by_letter_match_what_they_did(sentences):
    words = rf"{_OTHER_WORDS}|{_DEFENCE_WORDS}|(?:the )?ally|a(?:rmy|rms)|b?army|no more|no"
    one_by_one, together = re.compile(rf"\b(?:{words})\b"), re.compile(rf"\b{either(words)}\b")
    found = 0
    for text in sentences:
        spans = [match.span() for match in one_by_one.finditer(text)]
        assert [match.span() for match in together.finditer(text)] == spans, text
        found += len(spans)
    assert found > 1000


def test_no_quantity_begins_otherwise_than_they_do(sentences):
    everywhere = re.compile(_QUANTITY.pattern.replace(f"(?={_BEGINS})", "", 1))
    assert everywhere.pattern != _QUANTITY.pattern
    found = 0
    for words in sentences:
        spans = [match.span() for match in _QUANTITY.finditer(words)]
        assert spans == [match.span() for match in everywhere.finditer(words)], words
        found += len(spans)
    assert found > 1000


@pytest.mark.parametrize(
    "words",
    ["one third", "half of it", "a quarter", "ninety", "us$ five", "two.79", "three fifths"],
)
def test_every_number_in_words_is_a_quantity(words):
    assert _QUANTITY.search(words)
