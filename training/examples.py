"""What labelled reports teach: each question the reader asks, with the answer of the labels."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import owners
import periods
from burdenshare.news import _counts, _events, _levels, _money, _positions, _ranks, _reader, _terms
from burdenshare.news._about import about_signals
from burdenshare.news._cells import latest_year, news_year
from burdenshare.news._document import from_record
from burdenshare.news._evaluate import _matches
from burdenshare.news._fold import fold_same_length
from burdenshare.news._learned import Signals
from burdenshare.news._positions import holder_signals, stance_signals
from burdenshare.news._reader import read_prepared
from burdenshare.news._scene import prepare
from burdenshare.news._signals import of_number, of_words
from burdenshare.news._speakers import find_speakers
from burdenshare.news._terms import term_signals
from burdenshare.news._words import words_of
from fitting import FRAMED, Choice, Example, hand_of, same_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from burdenshare.news._claim import Claim
    from burdenshare.news._kinds import Kinds
    from burdenshare.news._parties import Party
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._told import Choice as Told

Record = dict[str, Any]

_ORDER = ("figure", "target_rule", "plan", "count", "rank", "position")
"""What a number is told as, where the labels give it to claims of several types."""

_ORDER_IN_PASSING = ("target_rule", "plan", "figure", "count", "rank", "position")
"""The same where none of them is required: in "well below the target of 2 percent" it is first of all a target."""


_COUNTS = {"sentence": 1.0, "press": 4.0}
"""How much what a short passage teaches counts; one in the turns of real pages counts more: they are few, and are what will be read."""

_REPORT_COUNTS = 2.0
"""How much what a whole report teaches counts."""


def examples(record: Record) -> Iterator[Example | Choice]:
    """Yield what one labelled text teaches."""
    weight = _COUNTS.get(record["genre"], _REPORT_COUNTS)
    for one in _taught(record):
        yield replace(one, weight=weight)


def _taught(record: Record) -> Iterator[Example | Choice]:
    text = prepared(record)
    if record["genre"] not in _COUNTS:  # those were cut out of reports on defence
        words = f"{fold_same_length(text.title)} {text.folded}"
        answer = "yes" if record["claims"] else "no"
        yield Example(
            "about", record["id"], tuple(about_signals(words, text.density).spelt()), answer
        )
    yield from owners.choices(record, text)
    yield from periods.choices(record, text)
    for scene in text.scenes:
        yield from _numbers(record, text, scene)
    seen = _Recorder(record)
    with seen.listening():
        read_prepared(text, find_speakers(text))
    yield from seen.told


def prepared(record: Record) -> Text:
    """Return the text of a labelled record as the reader prepares it."""
    document = from_record(record, record["id"])
    day = document.published
    assert day is not None
    return prepare(
        document.text, document.title, day, document.outlet,
        latest=latest_year(day), news_year=news_year(day),
        asked=True,  # what is about something else teaches what makes no claim
    )  # fmt: skip


def _numbers(record: Record, text: Text, scene: Scene) -> Iterator[Example]:
    if not scene.quantities:
        return
    last: dict[bool, str] = {True: "", False: ""}
    for quantity in scene.quantities:
        money = quantity.sort in {"money", "persons"}  # read apart from shares
        signals = of_number(text, scene, quantity, last[money])
        last[money] = _kind(record, scene, quantity)
        yield Example("number", record["id"], tuple(signals.spelt()), last[money])


def _kind(record: Record, scene: Scene, quantity: Quantity) -> str:
    """Return the type of the claim a number belongs to, or ``none``."""
    told = [
        label for label in record["claims"]
        if _holds(label, scene, quantity.start)
        and any(same_number(value["value"], quantity.values[0]) for value in label["values"])
    ]  # fmt: skip
    required = {label["type"] for label in told if not label.get("optional")}
    optional = {label["type"] for label in told}
    kind = next((kind for kind in _ORDER if kind in required), "") or next(
        (kind for kind in _ORDER_IN_PASSING if kind in optional), "none"
    )
    return "count" if kind == "rank" else kind


@dataclass
class _Recorder:
    """What the reader weighs while it reads a record, the labels answering for it."""

    record: Record
    kept: list[Example] = field(default_factory=list)
    last: dict[tuple[str, int], Example] = field(default_factory=dict)

    @property
    def told(self) -> Iterator[Example]:
        """What was asked, with the answers of the labels."""
        yield from self.kept
        yield from self.last.values()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Answer every question with the labels, and keep what was asked."""
        with (
            patch.object(_reader, "weigh_numbers", self._kinds),
            patch.multiple(_counts, told=self._claimed),
            patch.multiple(_events, told=self._claimed),
            patch.multiple(_ranks, told=self._claimed, likeliest=self._likeliest),
            patch.multiple(
                _positions,
                _NO_DOUBT=1.0,  # every sentence is asked for its frames
                stance_signals=self._stance, holder_signals=self._holder, weigh=self._weigh,
            ),
            patch.multiple(_terms, term_signals=self._term, weigh=self._weigh),
            patch.multiple(_levels, modes_of=lambda *_: {}),  # levels and sums are not asked for
            patch.multiple(_money, modes_of=lambda *_: {}),
        ):  # fmt: skip
            yield

    def _example(self, question: str, signals: Signals, answer: str) -> Example:
        return Example(question, self.record["id"], tuple(signals.spelt()), answer)

    def _kinds(self, _text: Text, scene: Scene) -> Kinds:
        return {q.start: {_kind(self.record, scene, q): 1.0} for q in scene.quantities}

    def _stance(self, scene: Scene, *rest: Any) -> Signals:
        signals = stance_signals(scene, *rest)
        answer = _stance(self.record, scene)
        if answer:
            self.last["stance", scene.start] = self._example("stance", signals, answer)
        return signals.with_names(["answer " + (answer or "none")])

    def _term(self, scene: Scene, *rest: Any, **more: Any) -> Signals:
        signals = term_signals(scene, *rest, **more)
        answer = _term(self.record, scene)
        if answer:
            self.last["term", scene.start] = self._example("term", signals, answer)
        return signals

    def _holder(self, scene: Scene, party: Party, *rest: Any) -> Signals:
        signals = holder_signals(scene, party, *rest)
        if (
            hand_of(self.record["id"]) not in FRAMED
        ):  # there the frames know whom they were written for
            held = {code for label in _taken(self.record, scene) for code in label["subject"][:1]}
            answer = "yes" if held & set(party.codes) else "no"
            self.kept.append(self._example("holder", signals, answer))
        return signals

    def _weigh(self, question: str, signals: Signals) -> dict[str, float]:
        if question == "term":
            return {"yes": 1.0}
        if question == "holder":
            return {"yes": 0.0}  # so that each is asked about
        told = signals.names[-1].removeprefix("answer ")
        return {"none": float(told == "none")} | {told: 1.0}

    def _is_right(self, claim: Claim) -> bool:
        return any(_matches(label, claim.to_dict()) for label in self.record["claims"])

    def _claimed(
        self, question: str, text: Text, scene: Scene, claim: Claim,
        at: tuple[int, int], forms: Iterable[str],
    ) -> Claim | None:  # fmt: skip
        right = self._is_right(claim)
        signals = of_words(text, scene, words_of(scene, text.published.year), at, forms)
        self.kept.append(self._example(question, signals, "yes" if right else "no"))
        return claim if right else None

    def _likeliest(self, question: str, choices: Sequence[Told]) -> Told | None:
        fits = [choice for choice in choices if self._is_right(choice[0])]
        if not fits:
            return choices[0] if choices else None
        for choice in choices:
            answer = "yes" if choice in fits else "no"
            self.kept.append(self._example(question, Signals(choice[1]), answer))
        return fits[0]


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
