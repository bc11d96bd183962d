"""Choices to learn from: whose a number is, among everyone it might belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.news._reader import enter, leave, opening
from burdenshare.news._subjects import owners
from fitting import Choice, same_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._candidates import Candidate
    from burdenshare.news._learned import Signals
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

Record = dict[str, Any]

_SORTS = (frozenset({"percent", "bare", "fraction", "points"}), frozenset({"money", "persons"}))


def choices(record: Record, text: Text) -> Iterator[Choice]:
    """Return whose each labelled figure and plan of a report is, sentence by sentence as it is read."""
    memory = opening(text)
    for scene in text.scenes:
        enter(scene, memory)
        for sorts in _SORTS:
            labelled = {
                q.start: subjects for q in scene.quantities
                if q.sort in sorts and (subjects := subjects_of(record, scene, q))
            }  # fmt: skip
            found: list[Choice] = []

            def choose(
                quantity: Quantity, options: list[Candidate], signals: list[Signals],
                labelled: dict[int, set[str]] = labelled, found: list[Choice] = found,
            ) -> tuple[int, float]:  # fmt: skip
                wanted = labelled[quantity.start]
                right = [set(one.codes) == wanted for one in options]
                if not any(right):  # part of them is better than none
                    right = [bool(one.codes) and set(one.codes) < wanted for one in options]
                if any(right):
                    spelt = tuple(tuple(each.spelt()) for each in signals)
                    found.append(Choice("owner", record["id"], spelt, tuple(right)))
                return (right.index(True) if any(right) else 0), 1.0

            owners(
                text, scene, [q for q in scene.quantities if q.start in labelled], memory, choose
            )
            yield from found
        leave(scene, memory)


def subjects_of(record: Record, scene: Scene, quantity: Quantity) -> set[str]:
    """Return whose figure or plan a number is by the labels."""
    labels = [
        label for label in record["claims"]
        if label["type"] in {"figure", "plan"}
        and label["values"] and same_number(label["values"][0]["value"], quantity.values[0])
        and (_spans(label, quantity) or scene.start <= label["start"] < scene.end)
    ]  # fmt: skip
    twins = sum(same_number(q.values[0], quantity.values[0]) for q in scene.quantities)
    spanning = [label for label in labels if _spans(label, quantity)]
    if twins > 1 and spanning:
        labels = spanning
    figures = [label for label in labels if label["type"] == "figure"]
    return {code for label in figures or labels for code in label["subject"]}


def _spans(label: Record, quantity: Quantity) -> bool:
    return bool(label["start"] <= quantity.start < label["end"])
