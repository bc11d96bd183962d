"""The weights the reader is shipped with: trained on the corpora there are, and added up as they should be."""

from __future__ import annotations

import hashlib
import json
import math
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burdenshare.news import check
from burdenshare.news._claim import Stance
from burdenshare.news._kinds import MODES
from burdenshare.news._learned import JOIN, best, choose, shipped, weigh

CORPUS = Path(__file__).parents[1] / "corpus"
LEARNED_FROM = ("development.jsonl", "sentences.jsonl")
YES = ("no", "yes")
ANSWERS = {
    "number": (*MODES, "count", "none", "position"),
    "stance": (*get_args(Stance), "none"),
    "holder": YES, "term": YES, "count": YES, "rank": YES, "ranked": YES,
    "owner": ("right",), "period": ("right",),
}  # fmt: skip
CHOOSING = [question for question, answers in ANSWERS.items() if answers == ("right",)]


def stored() -> dict[str, Any]:
    text = (files("burdenshare.news") / "data" / "weights.json").read_text("utf-8")
    made: dict[str, Any] = json.loads(text)
    return made


def test_the_weights_were_trained_on_these_corpora():
    whole = b"".join((CORPUS / name).read_bytes() for name in LEARNED_FROM)
    digest = hashlib.sha256(whole).hexdigest()[:16]
    assert stored()["corpus"] == digest, "the corpus has changed: run `make weights`"


def test_every_question_has_the_answers_the_reader_expects():
    found = {question: sorted(model.answers) for question, model in shipped().items()}
    assert found == {question: sorted(answers) for question, answers in ANSWERS.items()}


@pytest.mark.parametrize("question", ANSWERS)
def test_every_signal_has_a_finite_weight_for_each_answer(question):
    model = shipped()[question]
    assert len(model.weights) > 100
    assert len(model.start) == len(model.answers)
    assert all(math.isfinite(value) for value in model.start)
    assert all(
        len(row) == len(model.answers) and all(map(math.isfinite, row))
        for row in model.weights.values()
    )  # fmt: skip


@cache
def signals(question: str) -> st.SearchStrategy[list[str]]:
    """Some signals the question knows, and some it does not."""
    known = st.sampled_from(sorted(shipped()[question].weights))
    return st.lists(known | st.text(max_size=8), max_size=60)


@pytest.mark.parametrize("question", [q for q in ANSWERS if q not in CHOOSING])
@given(data=st.data())
def test_shares_of_the_answers_are_probabilities(question, data):
    told = data.draw(signals(question))
    shares = weigh(question, told)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert all(0.0 <= share <= 1.0 for share in shares.values())
    # Neither order nor what has no weight counts.
    unknown = ["no signal is called this", *reversed(told)]
    assert weigh(question, unknown) == pytest.approx(shares)


@pytest.mark.parametrize("question", CHOOSING)
@given(data=st.data())
def test_shares_of_the_options_are_probabilities(question, data):
    options = data.draw(st.lists(signals(question), min_size=1, max_size=8))
    shares = choose(question, options)
    assert sum(shares) == pytest.approx(1.0)
    sums = [shipped()[question].sums(told)[0] for told in options]
    assert max(shares) == pytest.approx(shares[sums.index(max(sums))])
    assert choose(question, options[::-1])[::-1] == pytest.approx(shares)


@cache
def joined() -> st.SearchStrategy[list[str]]:
    """Signals of a claim together with the sort of a period."""
    known = sorted(name for name in shipped()["period"].weights if JOIN in name)
    return st.lists(st.sampled_from(known), min_size=1, max_size=20)


@given(data=st.data())
def test_the_best_period_weighs_most_with_all_that_counts_for_it(data):
    """What the reader does not write out, a signal of the claim with each sort of period, it adds up all the same."""
    model = shipped()["period"]
    pairs = [name.split(JOIN, 1) for name in data.draw(joined())]
    context = [told for _, told in pairs]
    sorts = data.draw(
        st.lists(st.sampled_from([sort for sort, _ in pairs]), min_size=1, max_size=6)
    )
    choices = [(sort, data.draw(signals("period"))) for sort in sorts]
    sums = [
        model.sums(
            [*(s for s in own if JOIN not in s), *(f"{sort}{JOIN}{told}" for told in context)]
        )[0]
        for sort, own in choices
    ]
    place = best(
        "period", context, [(sort, [s for s in own if JOIN not in s]) for sort, own in choices]
    )
    assert sums[place] == pytest.approx(max(sums))


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
