"""Train the weights of the reader of news on labelled reports, and score it on hands it has not learned from.

    python training/weights.py train CORPUS... --output src/burdenshare/news/data/weights.json
    python training/weights.py cross CORPUS...

``cross`` leaves out the reports of one hand at a time (the letter an id begins with), trains on the
rest and scores the reader on those left out: how it does on writing it has never seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
import owners
import periods
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import softmax
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from burdenshare.news import (
    _counts,
    _kinds,
    _learned,
    _levels,
    _money,
    _positions,
    _ranks,
    _reader,
    _terms,
)
from burdenshare.news._cells import latest_year, news_year
from burdenshare.news._corpus import score_table
from burdenshare.news._document import from_record
from burdenshare.news._evaluate import _matches, score
from burdenshare.news._positions import holder_signals, stance_signals
from burdenshare.news._read import read_document
from burdenshare.news._reader import read_prepared
from burdenshare.news._scene import Text, prepare
from burdenshare.news._signals import of_number, of_words
from burdenshare.news._speakers import find_speakers
from burdenshare.news._terms import term_signals
from burdenshare.news._told import Choice
from burdenshare.news._words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from burdenshare.news._claim import Claim
    from burdenshare.news._parties import Party
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene

Record = dict[str, Any]
Array = NDArray[np.float64]

STRENGTH = {
    "number": 0.1, "stance": 0.1, "holder": 0.3, "term": 0.1, "count": 0.3, "rank": 0.3, "ranked": 0.3,
}  # fmt: skip
"""Inverse strength of the penalty on large weights, by question."""

LEAST_DOCUMENTS = 4
"""A signal seen in fewer documents has no weight."""

PENALTY = {"owner": 3.0}
"""Strength of the penalty on large weights, by question that is a choice."""

Asked = Any  # an Example, or a choice among owners or periods

_ORDER = ("figure", "target_rule", "plan", "count", "rank", "position")


@dataclass(frozen=True)
class Example:
    """What is known of one decision: the signals, and the right answer by the labels."""

    question: str
    document: str
    signals: tuple[str, ...]
    answer: str

    @property
    def hand(self) -> str:
        """Who wrote the report."""
        return self.document.split("-")[0]


def prepared(record: Record) -> Text:
    """Return the text of a labelled record as the reader prepares it."""
    document = from_record(record, record["id"])
    day = document.published
    assert day is not None
    return prepare(
        document.text, document.title, day, document.outlet,
        latest=latest_year(day), news_year=news_year(day),
    )  # fmt: skip


def examples(record: Record) -> Iterator[Asked]:
    """Return the examples of one labelled report."""
    text = prepared(record)
    yield from owners.choices(record, text)
    yield from periods.choices(record, text)
    for scene in text.scenes:
        yield from _numbers(record, text, scene)
    seen = _Recorder()
    with seen.listening(record):
        read_prepared(text, find_speakers(text))
    for scene, signals in seen.stances.items():
        answer = _stance(record, scene)
        if answer:
            yield Example("stance", record["id"], tuple(signals), answer)
    for signals, answer in seen.terms.values():
        yield Example("term", record["id"], tuple(signals), answer)
    if record["id"].split("-")[0] not in _FRAMED:  # there the frames know the holders they were written for
        for signals, answer in seen.holders:
            yield Example("holder", record["id"], tuple(signals), answer)
    yield from seen.told


def _numbers(record: Record, text: Text, scene: Scene) -> Iterator[Example]:
    if not scene.quantities:
        return
    words = words_of(scene, text.published.year)
    last: dict[bool, str] = {True: "", False: ""}
    for quantity in scene.quantities:
        money = quantity.sort in {"money", "persons"}  # read apart from shares
        signals = of_number(text, scene, quantity, words, last[money])
        last[money] = _kind(record, scene, quantity)
        yield Example("number", record["id"], tuple(signals), last[money])


def _kind(record: Record, scene: Scene, quantity: Quantity) -> str:
    """Return the type of the claim a number belongs to, or ``none``."""
    types = {
        label["type"] for label in record["claims"]
        if _holds(label, scene, quantity.start)
        and any(_is(value["value"], quantity.values[0]) for value in label["values"])
    }  # fmt: skip
    kind = next((kind for kind in _ORDER if kind in types), "none")
    return "count" if kind == "rank" else kind


@dataclass
class _Recorder:
    """What the reader weighs while it reads a record whose stances it is told."""

    stances: dict[Scene, list[str]] = field(default_factory=dict)
    holders: list[tuple[list[str], str]] = field(default_factory=list)
    terms: dict[Scene, tuple[list[str], str]] = field(default_factory=dict)
    told: list[Example] = field(default_factory=list)

    @contextmanager
    def listening(self, record: Record) -> Iterator[None]:
        """Answer every question with the labels, and keep what was asked."""

        def numbers(text: Text, scene: Scene) -> _kinds.Kinds:
            return {q.start: {_kind(record, scene, q): 1.0} for q in scene.quantities}

        def stance(scene: Scene, *rest: Any) -> list[str]:
            signals = stance_signals(scene, *rest)
            self.stances[scene] = signals  # asked last with the frames it fits
            return [*signals, "answer " + (_stance(record, scene) or "none")]

        def term(scene: Scene, *rest: Any, framed: bool) -> list[str]:
            signals = term_signals(scene, *rest, framed=framed)
            if answer := _term(record, scene):
                self.terms[scene] = signals, answer  # asked last as it is: in a frame or not
            return signals

        def holder(scene: Scene, party: Party, *rest: Any) -> list[str]:
            signals = holder_signals(scene, party, *rest)
            held = {code for label in _taken(record, scene) for code in label["subject"][:1]}
            self.holders.append((signals, "yes" if held & set(party.codes) else "no"))
            return signals

        def weigh(question: str, signals: list[str]) -> dict[str, float]:
            if question == "term":
                return {"yes": 1.0}  # go on, to look for frames
            if question == "holder":
                return {"yes": 0.0}
            told = signals[-1].removeprefix("answer ")
            return {"none": float(told == "none")} | {told: 1.0}

        def is_right(claim: Claim) -> bool:
            return any(_matches(label, claim.to_dict()) for label in record["claims"])

        def keep(question: str, signals: Iterable[str], *, right: bool) -> None:
            self.told.append(Example(question, record["id"], tuple(signals), "yes" if right else "no"))

        def told(
            question: str, text: Text, scene: Scene, claim: Claim, at: tuple[int, int], forms: Iterable[str]
        ) -> Claim | None:
            right = is_right(claim)
            words = words_of(scene, text.published.year)
            keep(question, of_words(text, scene, words, at, forms), right=right)
            return claim if right else None

        def likeliest(question: str, choices: Sequence[Choice]) -> Choice | None:
            fits = [choice for choice in choices if is_right(choice[0])]
            if not fits:
                return choices[0] if choices else None
            for choice in choices:
                keep(question, choice[1], right=choice in fits)
            return fits[0]

        with (
            patch.object(_counts, "told", told),
            patch.object(_ranks, "told", told),
            patch.object(_ranks, "likeliest", likeliest),
            patch.object(_positions, "stance_signals", stance),
            patch.object(_positions, "holder_signals", holder),
            patch.object(_positions, "weigh", weigh),
            patch.object(_positions, "_NO_DOUBT", 1.0),
            patch.object(_terms, "term_signals", term),
            patch.object(_terms, "weigh", weigh),
            patch.object(_reader, "weigh_numbers", numbers),
            patch.object(_levels, "modes_of", lambda *_: {}),
            patch.object(_money, "modes_of", lambda *_: {}),
        ):
            yield


def _taken(record: Record, scene: Scene) -> list[Record]:
    """Return the positions labelled in a sentence, the required ones first."""
    here = [label for label in record["claims"] if scene.start <= label["start"] < scene.end]
    taken = [label for label in here if label["type"] == "position"]
    return sorted(taken, key=lambda label: bool(label.get("optional")))


def _stance(record: Record, scene: Scene) -> str:
    """Return the stance a sentence takes, ``none``, or "" where the labels leave it open."""
    here = [label for label in record["claims"] if scene.start <= label["start"] < scene.end]
    taken = _taken(record, scene)
    if taken:
        return str(taken[0]["stance"])
    return "" if any("position" in label.get("also_accepted", ()) for label in here) else "none"


def _term(record: Record, scene: Scene) -> str:
    """Return whether a sentence tells a rule without a number; "" where the labels leave it open."""
    here = [label for label in record["claims"] if scene.start <= label["start"] < scene.end]
    if any(label["type"] == "target_rule" and not label["values"] for label in here):
        return "yes"
    return "" if any("target_rule" in label.get("also_accepted", ()) for label in here) else "no"


def _holds(label: Record, scene: Scene, at: int) -> bool:
    inside: bool = label["start"] <= at < label["end"]
    return inside or scene.start <= label["start"] < scene.end


def _is(labelled: float, found: float) -> bool:
    return abs(abs(labelled) - abs(found)) <= 1e-6 * max(1.0, abs(found))


def train(found: Sequence[Asked]) -> dict[str, Any]:
    """Return the weights of every question, as ``data/weights.json`` has them."""
    return {
        "owner": owners.fit_choices(
            [one for one in found if isinstance(one, owners.Choice)], PENALTY["owner"], LEAST_DOCUMENTS
        ),
        "period": periods.fit([one for one in found if isinstance(one, periods.Choice)]),
    } | {
        question: _fit([one for one in found if isinstance(one, Example) and one.question == question], strength)
        for question, strength in STRENGTH.items()
    }


LATE = "frame"
"""How signals begin that come of frames written on the reports of the hands below."""

_FRAMED = frozenset("abcdew")
"""Hands the frames were written on: there they look better than they are."""

_FOLDS = 2
"""Parts the other hands are dealt into, each weighed by what was learned without it."""


def _fit(found: Sequence[Example], strength: float) -> dict[str, Any]:
    """Return the weights of one question: of words from every hand, of frames from hands new to them."""
    made = _fit_words(found, strength)
    new = sorted({example.hand for example in found} - _FRAMED)
    if not any(s.startswith(LATE) for example in found for s in example.signals) or len(new) < 2:
        return made
    held: list[tuple[Example, Array]] = []
    for hands in (new[place::_FOLDS] for place in range(_FOLDS)):
        others = _model(_fit_words([e for e in found if e.hand not in hands], strength))
        held += [(e, np.array(others.sums(e.signals))) for e in found if e.hand in hands]
    return _add_late(made, held)


def _add_late(made: dict[str, Any], held: Sequence[tuple[Example, Array]]) -> dict[str, Any]:
    """Fit a scale for the sums of words, and weights of frames beside them, and fold both in."""
    names = sorted({s for e, _ in held for s in e.signals if s.startswith(LATE)})
    answers = made["answers"]
    present = np.array([[float(name in e.signals) for name in names] for e, _ in held])
    sums = np.array([total for _, total in held])
    right = np.array([answers.index(e.answer) for e, _ in held])

    def loss(point: Array) -> tuple[float, Array]:
        scale, late = point[0], point[1:].reshape(len(names), len(answers))
        total = scale * sums + present @ late
        shares = softmax(total, axis=1)
        cost = -np.log(shares[np.arange(len(right)), right] + 1e-12).sum()
        shares[np.arange(len(right)), right] -= 1.0
        gradient = np.concatenate([[(shares * sums).sum()], (present.T @ shares + late).ravel()])
        return cost + 0.5 * (late**2).sum(), gradient

    start = np.concatenate([[1.0], np.zeros(len(names) * len(answers))])
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x
    scale, late = best[0], best[1:].reshape(len(names), len(answers))
    weights = {name: [round(scale * w, 2) for w in column] for name, column in made["weights"].items()}
    weights |= {name: [round(float(w), 2) for w in row] for name, row in zip(names, late, strict=True)}
    return {"answers": answers, "start": [round(scale * s, 3) for s in made["start"]], "weights": weights}


def _model(made: dict[str, Any]) -> _learned.Model:
    return _learned.Model(made["answers"], made["start"], _hundredths(made))


def _hundredths(made: dict[str, Any]) -> dict[str, list[int]]:
    """Return the weights of a question as the reader adds them up."""
    return {
        signal: [round(100 * weight) for weight in column]
        for signal, column in made["weights"].items()
    }


def _fit_words(found: Sequence[Example], strength: float) -> dict[str, Any]:
    documents: dict[str, set[str]] = defaultdict(set)
    for example in found:
        for signal in (s for s in example.signals if not s.startswith(LATE)):
            documents[signal].add(example.document)
    kept = {signal for signal, where in documents.items() if len(where) >= LEAST_DOCUMENTS}
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(kept.intersection(e.signals), 1.0) for e in found])
    fitted = LogisticRegression(C=strength, max_iter=1000, tol=1e-3).fit(matrix, [e.answer for e in found])
    weights, start = fitted.coef_, fitted.intercept_
    if len(fitted.classes_) == 2:  # one row for two answers: give each its half
        weights, start = np.vstack([-weights[0], weights[0]]) / 2, np.array([-start[0], start[0]]) / 2
    weights = np.round(weights, 2)
    return {
        "answers": [str(answer) for answer in fitted.classes_],
        "start": [round(float(value), 3) for value in start],
        "weights": {
            signal: [float(weight) for weight in column]
            for signal, column in zip(vectors.get_feature_names_out(), weights.T, strict=True)
            if np.abs(column).max() >= 0.02
        },
    }


def install(made: dict[str, Any]) -> None:
    """Let the reader of this process use these weights."""
    models = {question: _model(one) for question, one in made.items()}
    _learned.shipped = lambda: models  # type: ignore[assignment]


def found_in(record: Record) -> list[Record]:
    """Return the claims the reader finds in a record."""
    import datetime as dt

    document = from_record(record, record["id"])
    read = read_document(document, as_of=dt.date(2026, 11, 21))
    return [claim.to_dict() for claim in read.claims]


def cross(records: Sequence[Record]) -> None:
    """Print the score of the reader on each hand's reports, its weights trained on the others'."""
    every = [example for record in records for example in examples(record)]
    pairs = []
    hands = sorted({record["id"].split("-")[0] for record in records})
    for hand in hands:
        install(train([e for e in every if e.hand != hand]))
        mine = [r for r in records if r["id"].split("-")[0] == hand]
        pairs += [(record, found_in(record)) for record in mine]
    print(score_table(score(pairs), errors=False))


def read_corpora(paths: Iterable[str]) -> list[Record]:
    """Return the records of corpora."""
    return [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()]


def digest(paths: Iterable[str]) -> str:
    """Return a digest of what was learned from."""
    return hashlib.sha256(b"".join(Path(path).read_bytes() for path in paths)).hexdigest()[:16]


def main() -> None:
    """Run the command."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=["train", "cross"])
    asked.add_argument("corpora", nargs="+")
    asked.add_argument("--output", default="src/burdenshare/news/data/weights.json")
    options = asked.parse_args()
    records = read_corpora(options.corpora)
    if options.what == "cross":
        cross(records)
        return
    made = train([example for record in records for example in examples(record)])
    questions = {
        name: {"answers": one["answers"], "start": one["start"], "hundredths": _hundredths(one)}
        for name, one in made.items()
    }
    stored = {"corpus": digest(options.corpora), "questions": questions}
    text = json.dumps(stored, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    Path(options.output).write_text(text.replace('],"', '],\n"') + "\n", "utf-8")
    sys.stdout.write(f"{ {name: len(one['weights']) for name, one in made.items()} }\n")


if __name__ == "__main__":
    main()
