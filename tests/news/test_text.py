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
from burdenshare.news._lexicon import index
from burdenshare.news._look import starts_of
from burdenshare.news._mentions import find_mentions
from burdenshare.news._quantities import find_quantities
from burdenshare.news._read import read_document
from burdenshare.news._sentences import Sentence, split_sentences
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
    for found in find_times(folded, Sentence(0, len(folded), 0, 0), starts_of(folded), DAY, 2025):
        assert 0 <= found.start < found.end <= len(folded)


@given(NEWSY)
@settings(max_examples=100, deadline=None)
def test_everything_found_indexes_the_original(text):
    read = read_document(Document("t", text, "NATO", DAY), as_of=NOW)
    for mention in read.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        if mention.antecedent_span is not None:
            start, end = mention.antecedent_span
            assert text[start:end] == mention.antecedent != ""
    for claim in read.claims:
        assert claim.reference is None or claim.reference in read.mentions
    made = read.to_dict()
    for item in [*made["quantities"], *made["times"]]:
        assert text[slice(*item["span"])] == item["text"] != ""
    for said in made["attributions"]:
        for start, end in [said["span"], *said["quotes"]]:
            assert 0 <= start < end <= len(text)


@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=30).map("".join))
@settings(max_examples=60, deadline=None)
def test_words_that_run_together_index_the_original(text):
    for claim in claims_of(text):
        assert text[claim.start : claim.end] == claim.text


def seconds(text: str) -> float:
    start = time.process_time()
    read_document(Document("t", text, "NATO", DAY), as_of=NOW).to_dict()
    return time.process_time() - start


def repeated(piece: str, size: int) -> str:
    return ("NATO defence: " + piece * (size // len(piece) + 1))[:size]


# One for each sort of token the reader knows, and what holds or breaks sentences.
REPEATED = [
    "Belgium ", "Spain, ", "Poland, Estonia, Latvia and ", "Pedro Sánchez ", "Brussels ", "the allies who ",
    "European allies ", "RTBF ", "told RTBF radio ", "NATO chief ", "the Spanish prime minister ", "its leader ",
    "it ", "We ", "their ", "fellow laggard ", "3.5 percent and ", "1.3 percent of GDP, ", "1 ", "1,", "2 ,2 ",
    "1.3 and ", "twenty-", "half a ", "a third of ", "from 2 to ", "between 2 and ", "more than ", "at least ",
    "EUR 1 billion ", "$", "by 2035 ", "this year ", "ten years ago ", "on Monday ", "said that ",
    "said Mark Rutte, who said ", "a diplomat said ", "on condition of anonymity ", "according to ", "“He said ",
    '"', "“ ‘ ", "(", "(1.3 percent) ", "no opt-out and ", "maximum flexibility ", "demanded by ", "would not ",
    "one of the lowest ", "twenty-three of 32 ", "struggle to reach ", "27th of ", "the target of ", "summit in The Hague ",
    "while ", "; ", ". ", ".", "…", "?!", '!"', "-", "--", "*", "#", "> ", "a", " ", "\t", "\n", "é", "İ", "\u0301",
    "U.S. ", "Mr. ", "p.c. ", "Belgium 1.3 percent. ", "5 percent target. ", "“We will not.” ",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_repeated_tokens_take_linear_time(piece):
    seconds(repeated(piece, 400))
    small = min(seconds(repeated(piece, 2_000)) for _ in range(2))
    large = min(seconds(repeated(piece, 8_000)) for _ in range(2))
    # Linear is four times; quadratic would be sixteen.
    assert large < 10 * small + 0.2


@pytest.mark.parametrize("piece", ["Belgium ", "said that ", "“He said ", "…"])
def test_a_line_of_200_kilobytes_takes_linear_time(piece):
    small, large = seconds(repeated(piece, 20_000)), seconds(repeated(piece, 200_000))
    assert large < 20 * small + 1


def test_every_name_of_the_lexicon_over_and_over():
    phrases = [" ".join(words) for table in index().values() for words, _ in table]
    text = " ".join(phrases)
    assert len(text) > 10_000
    once = min(seconds(text) for _ in range(2))
    assert seconds((text.title() + " ") * 3) < 6 * once + 0.5


def test_a_report_of_a_day_means_the_year_its_tables_reach():
    assert latest_year(DAY) == 2024
    assert latest_year(dt.date(2025, 10, 1)) == 2025
    assert latest_year(dt.date(2026, 8, 1)) == 2026
