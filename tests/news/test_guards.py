"""What spares a search must never spare a find: cheap tests against the patterns they stand for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from burdenshare.news._fold import fold_same_length
from burdenshare.news._numbers import HAS_NUMBER
from burdenshare.news._quantities import _QUANTITY
from burdenshare.news._sentences import split_sentences
from burdenshare.news._stances import any_frame, frames

CORPUS = Path(__file__).parents[1] / "corpus" / "development.jsonl"


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    found: list[str] = []
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        folded = fold_same_length(text)
        found += [folded[s.start : s.end] for s in split_sentences(text, folded)]
    assert len(found) > 1000
    return found


def test_one_search_finds_where_the_first_frame_begins(sentences):
    found = 0
    for words in sentences:
        starts = [m.start() for frame in frames() if (m := frame.cue.search(words))]
        first = any_frame().search(words)
        assert (first.start() if first else None) == min(starts, default=None), words
        found += bool(starts)
    assert found > 100


@pytest.mark.parametrize(
    ("guard", "patterns"),
    [(HAS_NUMBER, (_QUANTITY,))],
)
def test_nothing_stands_where_the_guard_sees_nothing(sentences, guard, patterns):
    skipped = [words for words in sentences if not guard.search(words)]
    assert skipped
    assert [words for words in skipped if any(p.search(words) for p in patterns)] == []


@pytest.mark.parametrize(
    "words",
    ["one third", "half of it", "a quarter", "ninety", "us$ five", "two.79", "three fifths"],
)
def test_every_number_in_words_passes_the_guard(words):
    assert _QUANTITY.search(words)
    assert HAS_NUMBER.search(words)
