"""Laws of reading: spans index the original, nothing crashes, nothing blows up."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burdenshare.news import Claim
from burdenshare.news._cells import latest_year
from burdenshare.news._document import Document
from burdenshare.news._fold import fold_same_length
from burdenshare.news._mentions import find_mentions
from burdenshare.news._quantities import find_quantities
from burdenshare.news._read import read_document
from burdenshare.news._sentences import split_sentences
from burdenshare.news._times import find_times

NOW = dt.date(2026, 11, 20)
DAY = dt.date(2025, 6, 23)

PIECES = st.sampled_from(
    [
        "Belgium",
        "Spain's",
        "“maximum flexibility”",
        "1.3 percent",
        "of GDP",
        "2 ,22",
        "on 1. 61",
        "NATO",
        "no opt-out",
        "by 2035",
        "EUR 4 bn",
        "twenty-three of 32",
        "Prévot said",
        "RTBF",
        "…",
        "’",
        "\n\n",
        ";",
        ",",
        "and",
        "respectively",
        "Türkiye",
        "spends",
        "will",
        "5%",
        "3.5 + 1.5",
        "?",
        ".",
        "(",
        ")",
        '"',
        "ﬁ",
        "ß",
        "İ",
        "̇",
        "😀",
        "\x00",
        "\t",
        "half",
        "a third",
        "the two percent of Wales",
    ]
)
NEWSY = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=60).map(" ".join)


def claims_of(text: str) -> tuple[Claim, ...]:
    return read_document(Document("t", text, "NATO", DAY), as_of=NOW).claims


@given(st.text(max_size=400))
def test_folding_moves_nothing(text):
    assert len(fold_same_length(text)) == len(text)


@given(NEWSY)
@settings(max_examples=150, deadline=None)
def test_spans_index_the_original(text):
    for claim in claims_of(text):
        assert 0 <= claim.start <= claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text
        assert claim.sentence in text
        assert claim.verdict_then is not None
        assert claim.verdict_then.reason


@given(NEWSY)
@settings(max_examples=100, deadline=None)
def test_parts_index_the_original(text):
    folded = fold_same_length(text)
    last = 0
    for sentence in split_sentences(text, folded):
        assert last <= sentence.start < sentence.end <= len(text)
        last = sentence.end
    for mention in find_mentions(text, folded, DAY):
        assert 0 <= mention.start < mention.end <= len(text)
    for quantity in find_quantities(folded, 0, len(folded)):
        assert 0 <= quantity.start < quantity.number_end <= quantity.end <= len(folded)
    for found in find_times(folded, 0, len(folded), DAY, 2025):
        assert 0 <= found.start < found.end <= len(folded)


@pytest.mark.parametrize(
    "piece",
    ["Belgium 1.3 percent, ", "1.3 and ", "“", "twenty-", "2,", "Spain, ", "no opt-out and ", "a", " ", "5 of the ",
     "from 2 to ", "said that ", "EUR 1 billion ", "the allies who the allies "],
)  # fmt: skip
def test_long_lines_take_linear_time(piece):
    def seconds(size: int) -> float:
        text = "NATO defence: " + piece * (size // len(piece))
        start = time.process_time()
        claims_of(text)
        return time.process_time() - start

    seconds(500)
    small, large = min(seconds(3_000) for _ in range(2)), seconds(12_000)
    # Linear is four times; quadratic would be sixteen.
    assert large < 9 * small + 0.3


def test_a_report_of_a_day_means_the_year_its_tables_reach():
    assert latest_year(DAY) == 2024
    assert latest_year(dt.date(2025, 10, 1)) == 2025
    assert latest_year(dt.date(2026, 8, 1)) == 2026
