"""Fit the weights of one question to what labels say of it.

Most questions have answers: a multinomial logistic regression weighs the signals of each. The
others choose one of several options: a conditional logit makes the right ones likely.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array, diags_array
from scipy.special import softmax
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from burdenshare.news._learned import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Array = NDArray[np.float64]

LATE = "frame"
"""How signals begin that come of frames of words written on the reports of the hands below."""

FRAMED = frozenset("abcdew")
"""Hands the frames were written on: there they look better than they are."""

_FOLDS = 2
"""Parts the other hands are dealt into, each weighed by what was learned without it."""

_LEAST_DOCUMENTS = 4
"""A signal of an answer seen in fewer documents has no weight."""

_LEAST_WEIGHT = 0.02
"""Smaller weights are left out."""

_UNSEEN = 3.0
"""How often each signal is taken to have stood, besides, with the answers in their usual shares."""

_NEAR, _MOST_STEPS = 1e-4, 3000
"""How near to the best fit to stop: ten times further off, twice trained was twice something else."""


@dataclass(frozen=True)
class Example:
    """A question that has answers: its signals, the right answer by the labels, how much it counts."""

    question: str
    document: str
    signals: tuple[str, ...]
    answer: str
    weight: float = 1.0

    @property
    def hand(self) -> str:
        """Who wrote the report."""
        return hand_of(self.document)

    @property
    def options(self) -> tuple[tuple[str, ...], ...]:
        """The signals, of the one thing there is to weigh."""
        return (self.signals,)


@dataclass(frozen=True)
class Choice:
    """A question that chooses: the signals of every option, which are right, how much it counts."""

    question: str
    document: str
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float = 1.0

    @property
    def hand(self) -> str:
        """Who wrote the report."""
        return hand_of(self.document)


def same_number(labelled: float, found: float) -> bool:
    """Whether a number of the text is the one of a label, whichever way a fall is signed."""
    return abs(abs(labelled) - abs(found)) <= 1e-6 * max(1.0, abs(found))


def hand_of(document: str) -> str:
    """Return who wrote a report: what its id begins with."""
    return document.split("-", maxsplit=1)[0]


def fit_answers(found: Sequence[Example], strength: float) -> Model:
    """Return the weights of a question that has answers.

    Those of words are learned from every hand; those of frames from hands new to them, beside the
    sums of words that were learned without these hands.

    Args:
        found: What to learn from.
        strength: Inverse strength of the penalty on large weights.
    """
    made = _fit_words(found, strength)
    new = sorted({example.hand for example in found} - FRAMED)
    if len(new) < _FOLDS or not any(_late(example.signals) for example in found):
        return made
    held: list[tuple[Example, Array]] = []
    for hands in (new[place::_FOLDS] for place in range(_FOLDS)):
        others = _fit_words([e for e in found if e.hand not in hands], strength)
        held += [(e, _sums(others, e.signals)) for e in found if e.hand in hands]
    return _add_frames(made, held)


def _late(signals: Iterable[str]) -> list[str]:
    return [signal for signal in signals if signal.startswith(LATE)]


def _fit_words(found: Sequence[Example], strength: float) -> Model:
    kept = {s for s in _seen_often(found, _LEAST_DOCUMENTS) if not s.startswith(LATE)}
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(_rows(found, kept))
    scale = _telling(matrix, found)
    fitted = LogisticRegression(C=strength, max_iter=_MOST_STEPS, tol=_NEAR)
    fitted.fit(
        matrix @ diags_array(scale), [e.answer for e in found],
        sample_weight=[e.weight for e in found],
    )  # fmt: skip
    weights, start = fitted.coef_ * scale, fitted.intercept_
    if len(fitted.classes_) == 2:  # one row for two answers: give each its half
        weights, start = np.vstack([-weights, weights]) / 2, np.array([-start[0], start[0]]) / 2
    return Model(
        tuple(str(answer) for answer in fitted.classes_),
        tuple(round(float(value), 3) for value in start),
        _stored(vectors.get_feature_names_out(), weights.T, _LEAST_WEIGHT),
    )


def _telling(matrix: csr_array, found: Sequence[Example]) -> Array:
    """Return how much each signal tells of the answer, by itself.

    The more it tells, the larger a weight it may have before it is penalised: how much likelier than
    usual each answer is where the signal is, as a logarithm, its mean square over the answers taken.
    """
    answers, given = np.unique([e.answer for e in found], return_inverse=True)
    counts = np.array([e.weight for e in found])
    usual = np.bincount(given, counts) / counts.sum()
    table = np.zeros((len(found), len(answers)))
    table[np.arange(len(found)), given] = counts
    seen = matrix.sign().T @ table
    others = seen.sum(axis=1, keepdims=True) - seen
    odds = np.log((seen + _UNSEEN * usual) / (others + _UNSEEN * (1 - usual)))
    telling: Array = np.sqrt((odds - np.log(usual / (1 - usual))) ** 2 @ usual)
    return telling


def _sums(model: Model, signals: Iterable[str]) -> Array:
    """Return what signals amount to, for each answer."""
    rows = [model.weights[signal] for signal in signals if signal in model.weights]
    sums: Array = np.array(model.start) + np.array(rows).sum(axis=0) / 100
    return sums


def _add_frames(made: Model, held: Sequence[tuple[Example, Array]]) -> Model:
    """Fit a scale for the sums of words, and weights of frames beside them, and fold both in."""
    names = sorted({name for example, _ in held for name in _late(example.signals)})
    present = np.array([[float(name in e.signals) for name in names] for e, _ in held])
    sums = np.array([total for _, total in held])
    places = np.arange(len(held)), np.array([made.answers.index(e.answer) for e, _ in held])
    shape = len(names), len(made.answers)

    def loss(point: Array) -> tuple[float, Array]:
        late = point[1:].reshape(shape)
        shares = softmax(point[0] * sums + present @ late, axis=1)
        cost = -np.log(shares[places] + 1e-12).sum() + 0.5 * (late**2).sum()
        shares[places] -= 1.0
        return cost, np.concatenate([[(shares * sums).sum()], (present.T @ shares + late).ravel()])

    point = minimize(loss, np.eye(1, 1 + shape[0] * shape[1])[0], jac=True, method="L-BFGS-B").x
    scale, late = point[0], point[1:].reshape(shape)
    words = np.array(list(made.weights.values())) / 100 * scale
    return Model(
        made.answers,
        tuple(round(float(scale * value), 3) for value in made.start),
        _stored(made.weights, words) | _stored(names, late),
    )


def fit_choices(
    found: Sequence[Choice], *, penalty: float, least_documents: int, least_weight: float
) -> Model:
    """Return the weights under which the right options are likeliest, all of a choice together.

    Args:
        found: What to learn from.
        penalty: Strength of the penalty on large weights.
        least_documents: A signal seen in fewer documents has no weight.
        least_weight: Smaller weights are left out.
    """
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(_rows(found, _seen_often(found, least_documents)))
    across = matrix.T.tocsr()
    sizes = np.array([len(choice.options) for choice in found])
    starts, group = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(found)), sizes)
    right = np.array([is_right for choice in found for is_right in choice.right])
    counts = np.array([choice.weight for choice in found])

    def loss(weights: Array) -> tuple[float, Array]:
        sums = matrix @ weights
        powers = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        whole = np.add.reduceat(powers, starts)
        held = np.maximum(np.add.reduceat(powers * right, starts), 1e-300)
        cost = counts @ (np.log(whole) - np.log(held)) + penalty / 2 * (weights @ weights)
        slope = across @ ((powers / whole[group] - powers * right / held[group]) * counts[group])
        return float(cost), slope + penalty * weights

    start = np.zeros(matrix.shape[1])
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    names = vectors.get_feature_names_out()
    return Model(("right",), (0.0,), _stored(names, fitted[:, None], least_weight))


def _seen_often(found: Iterable[Example | Choice], least: int) -> set[str]:
    """Return the signals seen in at least so many documents."""
    documents: dict[str, set[str]] = defaultdict(set)
    for one in found:
        for signal in {signal for option in one.options for signal in option}:
            documents[signal].add(one.document)
    return {signal for signal, where in documents.items() if len(where) >= least}


def _rows(found: Iterable[Example | Choice], kept: set[str]) -> Iterator[dict[str, int]]:
    """Yield how often each option has which signal, as the reader adds them up."""
    for one in found:
        for option in one.options:
            yield Counter(filter(kept.__contains__, option))


def _stored(names: Iterable[str], table: Array, least: float = 0.0) -> dict[str, list[int]]:
    """Return weights by signal in hundredths, as they are stored, without those that are too small."""
    hundredths = np.round(100 * table).astype(int)
    return {
        str(name): row.tolist()
        for name, row in zip(names, hundredths, strict=True)
        if np.abs(row).max() >= round(100 * least)
    }
