"""The weights the reader is shipped with: trained on the corpora there are, and added up as they should be."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burdenshare.news import _learned, check
from burdenshare.news._claim import Stance
from burdenshare.news._document import from_record
from burdenshare.news._kinds import MODES
from burdenshare.news._learned import (
    JOIN,
    Scale,
    Signals,
    Told,
    best,
    choose,
    family_of,
    stored,
    weigh,
)  # fmt: skip
from burdenshare.news._read import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CORPUS = Path(__file__).parents[1] / "corpus"
LEARNED_FROM = ("development.jsonl", "sentences.jsonl")
YES = ("no", "yes")
ANSWERS = {
    "number": (*MODES, "count", "none", "position"),
    "stance": (*get_args(Stance), "none"),
    "about": YES, "holder": YES, "term": YES, "count": YES, "event": YES, "rank": YES, "ranked": YES,
    "owner": ("right",), "period": ("right",),
}  # fmt: skip
CHOOSING = [question for question, answers in ANSWERS.items() if answers == ("right",)]


MODELS = stored()


def signals_of(names: Sequence[str]) -> Signals:
    """Signals by name, those of words by their words."""
    plain: list[str] = []
    words: dict[str, list[Told]] = {}
    for family, told in map(family_of, names):
        if isinstance(told, str) and not family:
            plain.append(told)
        else:
            words.setdefault(family, []).append(told)
    return Signals(plain, words)


def sums_of(question: str, names: Iterable[str]) -> list[int]:
    """Weights of signals by name, added up one by one for each answer."""
    model = MODELS[question]
    rows = [model.weights[name] for name in names if name in model.weights]
    return [sum(row[place] for row in rows) for place in range(len(model.answers))]


def test_the_weights_were_trained_on_these_corpora():
    whole = b"".join((CORPUS / name).read_bytes() for name in LEARNED_FROM)
    digest = hashlib.sha256(whole).hexdigest()[:16]
    text = (files("burdenshare.news") / "data" / "weights.json").read_text("utf-8")
    assert json.loads(text)["corpus"] == digest, "the corpus has changed: run `make weights`"


@pytest.mark.parametrize("question", ANSWERS)
def test_the_name_of_every_signal_can_be_split_and_spelt_again(question):
    names = list(MODELS[question].weights)
    assert sorted(signals_of(names).spelt()) == sorted(names)


def test_every_question_has_the_answers_the_reader_expects():
    found = {question: sorted(model.answers) for question, model in MODELS.items()}
    assert found == {question: sorted(answers) for question, answers in ANSWERS.items()}


@pytest.mark.parametrize("question", ANSWERS)
def test_every_signal_has_a_finite_weight_for_each_answer(question):
    model = MODELS[question]
    assert len(model.weights) > 100
    assert len(model.start) == len(model.answers)
    assert all(math.isfinite(value) for value in model.start)
    assert all(
        len(row) == len(model.answers) and all(map(math.isfinite, row))
        for row in model.weights.values()
    )  # fmt: skip


@pytest.mark.parametrize("question", ANSWERS)
def test_no_text_can_have_more_weight_than_an_answer_has_bits_for(question):
    whole: Counter[tuple[str, int]] = Counter()
    for name, row in MODELS[question].weights.items():
        sort, mark, _ = name.partition(JOIN)
        for place, weight in enumerate(row):
            whole[sort if mark else "", place] += abs(weight)
    # Even all signals at once, each many times over, stay in the bits of their answer.
    assert 40 * max(whole.values()) < 1 << _learned._BITS - 1


@cache
def signals(question: str) -> st.SearchStrategy[list[str]]:
    """Some signals the question knows, and some it does not."""
    known = st.sampled_from(sorted(MODELS[question].weights))
    return st.lists(known | st.text(max_size=8), max_size=60)


@pytest.mark.parametrize("question", [q for q in ANSWERS if q not in CHOOSING])
@given(data=st.data())
def test_shares_of_the_answers_are_probabilities(question, data):
    told = data.draw(signals(question))
    shares = weigh(question, signals_of(told))
    assert sum(shares.values()) == pytest.approx(1.0)
    assert all(0.0 <= share <= 1.0 for share in shares.values())
    # Neither order nor what has no weight counts.
    unknown = ["no signal is called this", *reversed(told)]
    assert weigh(question, signals_of(unknown)) == shares


@pytest.mark.parametrize("question", CHOOSING)
@given(data=st.data())
def test_shares_of_the_options_are_probabilities(question, data):
    options = data.draw(st.lists(signals(question), min_size=1, max_size=8))
    alone = [[name for name in names if JOIN not in name] for names in options]
    shares = choose(question, map(signals_of, alone))
    assert sum(shares) == pytest.approx(1.0)
    sums = [sums_of(question, names)[0] for names in alone]
    assert max(shares) == pytest.approx(shares[sums.index(max(sums))])
    assert choose(question, map(signals_of, alone[::-1]))[::-1] == pytest.approx(shares)


@cache
def joined() -> st.SearchStrategy[list[str]]:
    """Signals of a claim together with the sort of a period."""
    known = sorted(name for name in MODELS["period"].weights if JOIN in name)
    return st.lists(st.sampled_from(known), min_size=1, max_size=20)


@given(data=st.data())
def test_the_best_period_weighs_most_with_all_that_counts_for_it(data):
    """What the reader does not write out, a signal of the claim with each sort of period, it adds up all the same."""
    pairs = [name.split(JOIN, 1) for name in data.draw(joined())]
    context = [told for _, told in pairs]
    sorts = data.draw(
        st.lists(st.sampled_from([sort for sort, _ in pairs]), min_size=1, max_size=6)
    )
    drawn = [(sort, data.draw(signals("period"))) for sort in sorts]
    choices = [(sort, [name for name in own if JOIN not in name]) for sort, own in drawn]
    sums = [
        sums_of("period", [*own, *(f"{sort}{JOIN}{told}" for told in context)])[0]
        for sort, own in choices
    ]
    place = best("period", signals_of(context), [(sort, signals_of(own)) for sort, own in choices])
    assert place == sums.index(max(sums))


def test_the_reader_adds_up_the_weights_of_every_signal_it_names(monkeypatch):
    """Signals looked up by their words, or added up by what they rest on, weigh what their names do."""
    asked: Counter[str] = Counter()
    weigh_all, add, add_each = Scale.weigh, Scale.add, Scale.add_each

    def weighing(self, question, signals):
        shares = weigh_all(self, question, signals)
        totals = zip(MODELS[question].start, sums_of(question, signals.spelt()), strict=True)
        powers = [math.exp(start + total / 100) for start, total in totals]
        assert list(shares.values()) == pytest.approx([power / sum(powers) for power in powers])
        asked[question] += 1
        return shares

    def adding(self, signals):
        total = add(self, signals)
        assert [total] == sums_of("owner", signals.spelt())
        asked["owner"] += 1
        return total

    def adding_each(self, context, choices):
        choices = list(choices)
        totals = add_each(self, context, choices)
        shared = list(context.spelt())
        assert totals == [
            sums_of("period", [*own.spelt(), *(f"{sort}{JOIN}{name}" for name in shared)])[0]
            for sort, own in choices
        ]
        asked["period"] += 1
        return totals

    monkeypatch.setattr(_learned.Scale, "weigh", weighing)
    monkeypatch.setattr(_learned.Scale, "add", adding)
    monkeypatch.setattr(_learned.Scale, "add_each", adding_each)
    for line in (CORPUS / LEARNED_FROM[0]).read_text("utf-8").splitlines()[::60]:
        record = json.loads(line)
        read_document(from_record(record, record["id"]), as_of=dt.date(2026, 11, 21))
    assert asked.keys() == ANSWERS.keys()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Belgium spent 1.3 percent of GDP on defence last year.", "figure"),
        ("Belgium will raise defence spending to 2 percent of GDP by 2029.", "plan"),
        ("Allies agreed to spend 3.5 percent of GDP on core defence by 2035.", "target_rule"),
        ("Twenty-three allies spent at least 2 percent of GDP on defence in 2024.", "count"),
    ],
)  # fmt: skip
def test_the_same_sort_of_number_is_told_as_different_things(words, kind):
    claims = check(words, on="2025-07-01", as_of="2026-11-20").claims
    assert [claim.type for claim in claims] == [kind]
    assert 0.5 <= claims[0].confidence <= 1.0
