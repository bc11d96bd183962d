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
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

JOIN = " & "
"""Between the sort of a choice and a signal of what is decided."""

Told = str | tuple[str, str]
"""How the name of a signal of words goes on: with a word, or with two and a space between."""

_FAMILY = re.compile(
    r"(?:all|near|clause|full)[<>]|(?:word|not|after-actor|does|in|near-after|[<>]between)=|"
    r"(?:pair|gap|full|full-gap|actor)=(?=.* )|[a-z]+[<>] holds |[a-z]+ after |same=[a-z ]+ over "
)
"""What the names of signals of words begin with."""


Group = tuple[Any, ...]
"""Signals that rest on the same few facts: what names them, and the facts."""


class Signals:
    """What is weighed.

    To put a name together costs more than to look its weight up. Signals of words are looked up by
    the words themselves, and those that rest on a few facts are named and added up once for all
    texts where the facts are the same.

    Attributes:
        names: Signals by name.
        words: Signals of words: what their names begin with, and how each goes on.
        groups: Signals by what they rest on.
        shared: Signals of other questions too, which are added up once.
    """

    __slots__ = ("groups", "names", "shared", "words")

    def __init__(
        self, names: Sequence[str] = (), words: Mapping[str, Iterable[Told]] | None = None,
        groups: Sequence[Group] = (), shared: Signals | None = None,
    ) -> None:  # fmt: skip
        self.names, self.words, self.groups, self.shared = names, words or {}, groups, shared

    def with_names(self, names: Iterable[str]) -> Signals:
        """Return the signals with others beside them."""
        return Signals([*names], shared=self)

    def spelt(self) -> Iterator[str]:
        """Yield the name of every signal, as the weights are stored and learned."""
        if self.shared is not None:
            yield from self.shared.spelt()
        yield from self.names
        for group in self.groups:
            yield from named(group)
        for family, told in self.words.items():
            yield from (f"{family}{one if isinstance(one, str) else ' '.join(one)}" for one in told)


def named(group: Group) -> Iterable[str]:
    """Return the names of signals that rest on the same facts."""
    naming, *facts = group
    names: Iterable[str] = naming(*facts)
    return names


def family_of(name: str) -> tuple[str, Told]:
    """Return what the name of a signal of words begins with, and how it goes on; "" for others.

    >>> family_of("pair=more money"), family_of("quoted=True")
    (('pair=', ('more', 'money')), ('', 'quoted=True'))
    """
    begins = _FAMILY.match(name)
    if begins is None:
        return "", name
    # Interned, as are the words of a sentence: to look one up, letters need not be compared.
    first, mark, second = name[begins.end() :].partition(" ")
    return begins.group(), (intern(first), intern(second)) if mark else intern(first)


@dataclass(frozen=True)
class Model:
    """The weights of one question, as they are stored.

    Attributes:
        answers: What can be answered.
        start: Sum of each answer before any signal.
        weights: Signal to its weight for each answer, in hundredths.
    """

    answers: Sequence[str]
    start: Sequence[float]
    weights: Mapping[str, Sequence[int]]


_BITS = 24
_HALF = 1 << (_BITS - 1)
_MASK = (1 << _BITS) - 1


class Scale:
    """The weights of one question, or of several asked of the same signals, held to be added up.

    All weights of a signal are one whole number, in which each answer has bits of its own: one
    addition adds for every answer at once. The bits are more than enough: all weights there are of
    one answer add up to less than a fortieth of what they hold.
    """

    def __init__(self, models: Mapping[str, Model]) -> None:
        self._starts = {name: dict(zip(m.answers, m.start, strict=True)) for name, m in models.items()}
        self._shifts: dict[str, dict[str, int]] = {}
        self._weights: dict[str, dict[Told, int]] = {"": {}}
        joined: dict[str, dict[str, int]] = {}
        first = 0
        for question, model in models.items():
            self._shifts[question] = {
                answer: place * _BITS for place, answer in enumerate(model.answers, first)
            }
            for name, row in model.weights.items():
                sort, mark, told_with = name.partition(JOIN)
                if mark:
                    joined.setdefault(told_with, {})[sort] = row[0]
                    continue
                family, told = family_of(name)
                known = self._weights.setdefault(family, {})
                known[told] = known.get(told, 0) + _as_one(tuple(row), first)
            first += len(model.answers)
        # Added to a sum, it makes the part of every answer positive.
        self._lift = sum(_HALF << place * _BITS for place in range(first))
        self._by_sort = _by_sort(joined) if joined else None

    def weigh(self, question: str, signals: Signals) -> dict[str, float]:
        """Return the probability of each answer; signals without a weight count nothing.

        >>> even = Scale({"so?": Model(("no", "yes"), (0.0, 0.0), {"says yes": (-100, 100)})})
        >>> told = even.weigh("so?", Signals(["says yes"]))
        >>> {answer: round(share, 2) for answer, share in told.items()}
        {'no': 0.12, 'yes': 0.88}
        """
        whole = self._add(signals) + self._lift
        starts, shifts = self._starts[question], self._shifts[question]
        sums = [
            start + ((whole >> shifts[answer] & _MASK) - _HALF) / 100
            for answer, start in starts.items()
        ]
        return dict(zip(starts, shares_of(sums), strict=True))

    def choose(self, context: Signals, choices: Iterable[tuple[str, Signals]]) -> list[int]:
        """Return what each choice weighs, in hundredths.

        Args:
            context: Signals of what is decided, each of which counts with the sort of a choice.
            choices: The sort and the signals of each choice.
        """
        sorts = self._by_sort
        if sorts is None:
            return [self._add(signals) for _, signals in choices]
        whole, shifts = sorts._add(context) + sorts._lift, sorts._shifts[""]
        return [
            self._add(signals)
            + ((whole >> shifts[sort] & _MASK) - _HALF if sort in shifts else 0)
            for sort, signals in choices
        ]

    def _add(self, signals: Signals) -> int:
        total = self.add_names(signals.names)
        for family, told in signals.words.items():
            known = self._weights.get(family)
            if known is not None:
                total += sum(filter(None, map(known.get, told)))
        for group in signals.groups:
            total += _of_group(self, group)
        return total if signals.shared is None else total + _of_shared(self, signals.shared)

    def add_names(self, names: Iterable[str]) -> int:
        """Return the weights of signals given by name, added up as one number."""
        return sum(filter(None, map(self._weights[""].get, names)))


@lru_cache(maxsize=16)
def _of_shared(scale: Scale, signals: Signals) -> int:
    return scale._add(signals)


@lru_cache(maxsize=32768)
def _of_group(scale: Scale, group: Group) -> int:
    return scale.add_names(named(group))


@cache
def _as_one(row: tuple[int, ...], first: int) -> int:
    """Return weights as one number, from the bits of an answer on; the same for the same weights."""
    return sum(weight << (place * _BITS) for place, weight in enumerate(row, first))


def _by_sort(joined: Mapping[str, Mapping[str, int]]) -> Scale:
    """Return the weights of signals that count with the sort of a choice: the sorts are its answers."""
    sorts = sorted({sort for told in joined.values() for sort in told})
    rows = {name: [told.get(sort, 0) for sort in sorts] for name, told in joined.items()}
    return Scale({"": Model(sorts, [0.0] * len(sorts), rows)})


_TOGETHER = ("stance", "term")
"""Questions asked of every sentence."""


def scales(models: Mapping[str, Model]) -> dict[str, Scale]:
    """Return the weights of questions, held to be added up: those of a sentence together."""
    both = {question: models[question] for question in _TOGETHER}
    apart = {question: Scale({question: model}) for question, model in models.items() if question not in both}
    return apart | dict.fromkeys(both, Scale(both))


def stored() -> dict[str, Model]:
    """Read the weights the package comes with, by question."""
    text = (files("burdenshare.news") / "data" / "weights.json").read_text("utf-8")
    return {
        question: Model(made["answers"], made["start"], made["hundredths"])
        for question, made in json.loads(text)["questions"].items()
    }


@cache
def shipped() -> Mapping[str, Scale]:
    """Return the weights the package comes with, by question."""
    return scales(stored())


def weigh(question: str, signals: Signals) -> dict[str, float]:
    """Return the probability of each answer to a question, from the signals there are."""
    return shipped()[question].weigh(question, signals)


def choose(question: str, options: Iterable[Signals]) -> list[float]:
    """Return the probability that each of several options is the right one, from its signals."""
    sums = shipped()[question].choose(Signals(), (("", signals) for signals in options))
    return shares_of([total / 100 for total in sums])


def best(question: str, context: Signals, choices: Iterable[tuple[str, Signals]]) -> int:
    """Return the place of the choice whose signals weigh most; the first of equals.

    Args:
        question: A question whose weights have one answer: how much a signal speaks for its choice.
        context: Signals of what is decided, each of which counts with the sort of a choice.
        choices: The sort and the signals of each choice.
    """
    sums = shipped()[question].choose(context, choices)
    return sums.index(max(sums))


def shares_of(sums: Sequence[float]) -> list[float]:
    """Return the probabilities that sums of weights amount to."""
    most = max(sums, default=0.0)
    powers = [math.exp(total - most) for total in sums]
    whole = sum(powers)
    return [power / whole for power in powers]
