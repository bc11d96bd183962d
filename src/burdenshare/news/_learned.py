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

Told = str | tuple[str, ...]
"""How the name of a signal of words goes on: with a word, or with several and spaces between."""

_FAMILY = re.compile(
    r"(?:all|near|clause|full)[<>]|(?:word|not|after-actor|does|in|near-after|[<>]between|said|begins)=|"
    r"(?:pair|full|actor|lead|tail|three)=(?=.* )|sort[<>](?=.* )|[a-z]+[<>] holds |[a-z]+ after |same=[a-z ]+ over "
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

    >>> family_of("three=more money for"), family_of("word=money"), family_of("quoted=True")
    (('three=', ('more', 'money', 'for')), ('word=', 'money'), ('', 'quoted=True'))
    """
    begins = _FAMILY.match(name)
    if begins is None:
        return "", name
    # Interned, as are the words of a sentence: to look one up, letters need not be compared.
    told = name[begins.end() :].split(" ")
    return begins.group(), tuple(map(intern, told)) if len(told) > 1 else intern(told[0])


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


_BITS = 26
_HALF = 1 << (_BITS - 1)
_MASK = (1 << _BITS) - 1


class Table:
    """Weights of signals, each one whole number, by what the names of signals begin with."""

    __slots__ = ("_weights",)

    def __init__(self) -> None:
        self._weights: dict[str, dict[Told, int]] = {"": {}}

    def put(self, name: str, weight: int) -> None:
        """Add to the weight of a signal."""
        family, told = family_of(name)
        known = self._weights.setdefault(family, {})
        known[told] = known.get(told, 0) + weight

    def add(self, signals: Signals) -> int:
        """Return the weights of signals, added up."""
        total = self.add_names(signals.names)
        for family, told in signals.words.items():
            known = self._weights.get(family)
            if known is not None:
                total += sum(filter(None, map(known.get, told)))
        for group in signals.groups:
            total += _of_group(self, group)
        return total if signals.shared is None else total + _of_shared(self, signals.shared)

    def add_names(self, names: Iterable[str]) -> int:
        """Return the weights of signals given by name, added up."""
        return sum(filter(None, map(self._weights[""].get, names)))


@lru_cache(maxsize=32768)
def _of_group(table: Table, group: Group) -> int:
    return table.add_names(named(group))


@lru_cache(maxsize=16)
def _of_shared(table: Table, signals: Signals) -> int:
    return table.add(signals)


class Scale:
    """The weights of one question, or of several asked of the same signals, held to be added up.

    All weights of a signal are one whole number, in which each answer has bits of its own: one
    addition adds for every answer at once. The bits are more than enough: all weights there are of
    one answer, whatever their sign, add up to less than a fortieth of what they hold (a test looks).
    So are those of a signal that counts with the sort of a choice, each sort having bits of its own.
    """

    def __init__(self, models: Mapping[str, Model]) -> None:
        self._parts: dict[str, tuple[Sequence[str], list[tuple[float, int]]]] = {}
        self._sorts: dict[str, int] = {}
        self._alone, self._joined = Table(), Table()
        same: dict[int, int] = {}  # equal weights are one object: fewer to hold and to fetch
        shift = 0
        for question, model in models.items():
            shifts = range(shift, shift + _BITS * len(model.answers), _BITS)
            self._parts[question] = model.answers, list(zip(model.start, shifts, strict=True))
            for name, row in model.weights.items():
                sort, mark, told = name.partition(JOIN)
                if mark:
                    place = self._sorts.setdefault(sort, len(self._sorts) * _BITS)
                    self._joined.put(told, row[0] << place)
                else:
                    weight = _as_one(row) << shift
                    self._alone.put(name, same.setdefault(weight, weight))
            shift = shifts.stop
        # Added to a sum, it makes the part of every answer positive.
        self._lift = sum(_HALF << at for at in range(0, shift, _BITS))
        self._lift_of_sorts = sum(_HALF << at for at in self._sorts.values())

    def weigh(self, question: str, signals: Signals) -> dict[str, float]:
        """Return the probability of each answer; signals without a weight count nothing.

        >>> even = Scale({"so?": Model(("no", "yes"), (0.0, 0.0), {"says yes": (-100, 100)})})
        >>> told = even.weigh("so?", Signals(["says yes"]))
        >>> {answer: round(share, 2) for answer, share in told.items()}
        {'no': 0.12, 'yes': 0.88}
        """
        answers, parts = self._parts[question]
        whole = self._alone.add(signals) + self._lift
        sums = [start + ((whole >> shift & _MASK) - _HALF) / 100 for start, shift in parts]
        return dict(zip(answers, _shares(sums), strict=True))

    def add(self, signals: Signals) -> int:
        """Return the sum of weights of the only answer, in hundredths."""
        return self._alone.add(signals)

    def add_each(self, context: Signals, choices: Iterable[tuple[str, Signals]]) -> list[int]:
        """Return what each choice weighs, in hundredths.

        Args:
            context: Signals of what is decided, each of which counts with the sort of a choice.
            choices: The sort and the signals of each choice.
        """
        whole, shifts = self._joined.add(context) + self._lift_of_sorts, self._sorts
        return [
            self._alone.add(signals)
            + ((whole >> shifts[sort] & _MASK) - _HALF if sort in shifts else 0)
            for sort, signals in choices
        ]


def _as_one(row: Sequence[int]) -> int:
    """Return weights as one number, the first in its lowest bits."""
    whole = 0
    for weight in reversed(row):
        whole = (whole << _BITS) + weight
    return whole


_TOGETHER = ("stance", "term")
"""Questions asked of every sentence."""


def scales(models: Mapping[str, Model]) -> dict[str, Scale]:
    """Return the weights of questions, held to be added up: those of a sentence together."""
    made = {name: Scale({name: model}) for name, model in models.items() if name not in _TOGETHER}
    return made | dict.fromkeys(_TOGETHER, Scale({name: models[name] for name in _TOGETHER}))


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
    scale = shipped()[question]
    return _shares([scale.add(signals) / 100 for signals in options])


def best(question: str, context: Signals, choices: Iterable[tuple[str, Signals]]) -> int:
    """Return the place of the choice whose signals weigh most; the first of equals.

    Args:
        question: A question whose weights have one answer: how much a signal speaks for its choice.
        context: Signals of what is decided, each of which counts with the sort of a choice.
        choices: The sort and the signals of each choice.
    """
    sums = shipped()[question].add_each(context, choices)
    return sums.index(max(sums))


def _shares(sums: Sequence[float]) -> list[float]:
    """Return the probabilities that sums of weights amount to."""
    most = max(sums, default=0.0)
    powers = [math.exp(total - most) for total in sums]
    whole = sum(powers)
    return [power / whole for power in powers]
