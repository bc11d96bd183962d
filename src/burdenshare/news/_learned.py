"""The learned part of the reader: weights of signals, as data, and the sums made of them.

Each question is a logistic regression trained on the open part of the corpus (see docs/news.md): the
weights of the signals present are added up for each answer, and the answers' sums become
probabilities. A question that chooses has one answer, and its options' sums do. Every weight can be
read in ``data/weights.json``, in hundredths: whole numbers load and add up faster, and to the same
sum in any order.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


JOIN = " & "
"""Between the sort of a choice and a signal of what is decided."""


@dataclass(frozen=True)
class Model:
    """The weights of one question.

    Attributes:
        answers: What can be answered.
        start: Sum of each answer before any signal.
        weights: Signal to its weight for each answer, in hundredths.
    """

    answers: Sequence[str]
    start: Sequence[float]
    weights: Mapping[str, Sequence[int]]

    def weigh(self, signals: Iterable[str]) -> dict[str, float]:
        """Return the probability of each answer; signals without a weight count nothing.

        >>> even = Model(("no", "yes"), (0.0, 0.0), {"says yes": (-100, 100)})
        >>> {answer: round(share, 2) for answer, share in even.weigh(["says yes"]).items()}
        {'no': 0.12, 'yes': 0.88}
        """
        return dict(zip(self.answers, _shares(self.sums(signals)), strict=True))

    def sums(self, signals: Iterable[str]) -> list[float]:
        """Return the sum of weights of each answer."""
        rows = list(filter(None, map(self.weights.get, signals)))
        if not rows:
            return list(self.start)
        sums = map(sum, zip(*rows, strict=True))
        return [start + total / 100 for start, total in zip(self.start, sums, strict=True)]

    @cached_property
    def by_sort(self) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
        """Weights of signals that stand alone, and by sort of choice those that count with one."""
        alone: dict[str, int] = {}
        joined: dict[str, dict[str, int]] = {}
        for signal, (weight,) in self.weights.items():
            sort, mark, told = signal.partition(JOIN)
            if mark:
                joined.setdefault(sort, {})[told] = weight
            else:
                alone[signal] = weight
        return alone, joined


@cache
def shipped() -> Mapping[str, Model]:
    """Return the weights the package comes with, by question."""
    stored = json.loads((files("burdenshare.news") / "data" / "weights.json").read_text("utf-8"))
    # Tuples of numbers are left alone by the collector of garbage, which walks through lists.
    return {
        question: Model(
            made["answers"],
            made["start"],
            {signal: tuple(row) for signal, row in made["hundredths"].items()},
        )
        for question, made in stored["questions"].items()
    }


def weigh(question: str, signals: Iterable[str]) -> dict[str, float]:
    """Return the probability of each answer to a question, from the signals there are."""
    return shipped()[question].weigh(signals)


def choose(question: str, options: Iterable[Iterable[str]]) -> list[float]:
    """Return the probability that each of several options is the right one, from its signals."""
    model = shipped()[question]
    return _shares([model.sums(signals)[0] for signals in options])


def _shares(sums: Sequence[float]) -> list[float]:
    """Return the probabilities that sums of weights amount to."""
    most = max(sums, default=0.0)
    powers = [math.exp(total - most) for total in sums]
    whole = sum(powers)
    return [power / whole for power in powers]


def best(
    question: str, context: Sequence[str], choices: Iterable[tuple[str, Iterable[str]]]
) -> int:
    """Return the place of the choice whose signals weigh most; the first of equals.

    Args:
        question: A question whose weights have one answer: how much a signal speaks for its choice.
        context: Signals of what is decided, each of which counts with the sort of a choice.
        choices: The sort and the signals of each choice.
    """
    alone, joined = shipped()[question].by_sort
    by_sort: dict[str, int] = {}
    sums = []
    for sort, signals in choices:
        if sort not in by_sort:
            by_sort[sort] = _sum(joined.get(sort, {}), context)
        sums.append(_sum(alone, signals) + by_sort[sort])
    return sums.index(max(sums))


def _sum(weights: Mapping[str, int], signals: Iterable[str]) -> int:
    return sum(map(weights.get, signals, repeat(0)))
