"""Choices to learn from: which period a claim is about, among those its text allows."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING, Any

from burdenshare.news._evaluate import _same_period
from burdenshare.news._learned import JOIN
from burdenshare.news._moment_signals import Asked
from burdenshare.news._periods import Dates, asked_of
from fitting import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._moments import Moment
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

Record = dict[str, Any]

_LEVELS = {"percent", "bare", "fraction", "points"}
_NUMBERED = {"figure", "plan", "target_rule"}
_TOLD_OF_NOW = {"figure", "count", "rank"}


def choices(record: Record, text: Text) -> Iterator[Choice]:
    """Return the choices of one labelled report, each knowing the right answers before it."""
    dates = Dates(text)
    for scene in text.scenes:
        labels = [
            label for label in record["claims"]
            if label["type"] in _NUMBERED | _TOLD_OF_NOW and scene.start <= label["start"] < scene.end
        ]  # fmt: skip
        for asked, right in _asked(scene, labels):
            setting = dates.setting(scene)
            context, own = setting.signals(dates.after(asked))
            spelt = list(context.spelt())
            options = (
                (*signals.spelt(), *(f"{sort}{JOIN}{name}" for name in spelt))
                for sort, signals in own
            )
            accepted = tuple(_is_right(text, scene, asked.kind, right, m) for m in setting.choices)
            if any(accepted):
                yield Choice("period", record["id"], tuple(options), accepted)
            dates.tell(asked.start, right[0])


def _asked(scene: Scene, labels: list[Record]) -> Iterator[tuple[Asked, list[str]]]:
    """Yield the claims of a sentence in the order the reader dates them, with their periods."""
    numbers = {
        q.start: (q, found) for q in scene.quantities if (found := _labels_of(q, labels))
    }  # fmt: skip
    used = {id(label) for _, found in numbers.values() for label in found}
    for label in labels:
        if id(label) not in used:
            yield Asked(label["start"], label["end"], label["type"]), [label["period"] or ""]
    for wanted in (True, False):
        for quantity, found in numbers.values():
            if (quantity.sort in _LEVELS) is wanted:
                asked = asked_of(quantity, found[0]["type"])
                yield asked, [label["period"] or "" for label in found]


def _labels_of(quantity: Quantity, labels: list[Record]) -> list[Record]:
    same = [
        label for label in labels
        if label["type"] in _NUMBERED and label["values"]
        and isclose(abs(label["values"][0]["value"]), abs(quantity.values[0]), rel_tol=1e-5, abs_tol=1e-8)
    ]  # fmt: skip
    return [x for x in same if x["start"] <= quantity.start < x["end"]] or same


def _is_right(text: Text, scene: Scene, kind: str, right: list[str], moment: Moment) -> bool:
    """Whether a period is right by the labels.

    Hands differ on an undated figure of a report whose year stands paragraphs away: some write
    that year, docs/news_labels.md says ``current``. Either is right here.
    """
    if any(_same_period(period, moment.period) for period in right):
        return True
    undated = {str(text.published.year), str(text.latest)} - _named(text, scene)
    return moment.period == "current" and kind in _TOLD_OF_NOW and bool(undated & set(right))


def _named(text: Text, scene: Scene) -> set[str]:
    """Years of the sentence, of its paragraph so far and of the headline."""
    place = scene.sentence
    near = [s for s in text.scenes[: place.index] if s.sentence.paragraph == place.paragraph]
    near += [scene] + ([text.title_scene] if text.title_scene else [])
    return {str(year) for s in near for t in s.times for year in (t.year, t.last)}
