"""Train the weights by which the reader of news chooses the period of a claim.

Each labelled claim is one choice among the periods its text allows. The weights are those of a
conditional logit: they make the right choices likely, against all others of the same claim.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from burdenshare.news._evaluate import _same_period
from burdenshare.news._learned import JOIN
from burdenshare.news._moment_signals import Asked
from burdenshare.news._periods import Dates, asked_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from burdenshare.news._moments import Moment
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

Record = dict[str, Any]

STRENGTH = 0.3
"""Inverse strength of the penalty on large weights."""

LEAST_DOCUMENTS = 3
"""A signal seen in fewer documents has no weight."""

LEAST_WEIGHT = 0.03
"""Smaller weights are left out of what is shipped."""

_LEVELS = {"percent", "bare", "fraction", "points"}
_NUMBERED = {"figure", "plan", "target_rule"}
_TOLD_OF_NOW = {"figure", "count", "rank"}


@dataclass(frozen=True)
class Choice:
    """A claim of a labelled report: the signals of each period, and which are right."""

    document: str
    signals: list[list[str]]
    right: list[bool]

    @property
    def hand(self) -> str:
        """Who wrote the report."""
        return self.document.split("-")[0]


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
            told = [[*s, *(f"{sort}{JOIN}{c}" for c in context)] for sort, s in own]
            accepted = [_is_right(text, scene, asked.kind, right, m) for m in setting.choices]
            if any(accepted):
                yield Choice(record["id"], told, accepted)
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
        and np.isclose(abs(label["values"][0]["value"]), abs(quantity.values[0]))
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


def fit(found: Sequence[Choice]) -> dict[str, Any]:
    """Return the weights, as ``data/weights.json`` has them."""
    documents: dict[str, set[str]] = defaultdict(set)
    for choice in found:
        for signal in {signal for signals in choice.signals for signal in signals}:
            documents[signal].add(choice.document)
    kept = sorted(signal for signal, where in documents.items() if len(where) >= LEAST_DOCUMENTS)
    place = {signal: column for column, signal in enumerate(kept)}
    rows = [
        [place[s] for s in signals if s in place] for choice in found for signals in choice.signals
    ]
    starts = np.cumsum([0, *(len(choice.right) for choice in found)])[:-1]
    owner = np.repeat(np.arange(len(found)), [len(choice.right) for choice in found])
    right = np.array([ok for choice in found for ok in choice.right])
    matrix = csr_matrix(
        (
            np.ones(sum(map(len, rows))),
            np.array([column for row in rows for column in row]),
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), len(kept)),
    )
    across = matrix.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = matrix @ weights
        parts = np.exp(sums - np.maximum.reduceat(sums, starts)[owner])
        whole = np.add.reduceat(parts, starts)
        held = np.maximum(np.add.reduceat(parts * right, starts), 1e-300)
        slope = across @ (parts / whole[owner] - parts * right / held[owner])
        value = (np.log(whole) - np.log(held)).sum() + weights @ weights / (2 * STRENGTH)
        return float(value), slope + weights / STRENGTH

    made = minimize(
        loss, np.zeros(len(kept)), jac=True, method="L-BFGS-B", options={"maxiter": 150}
    )
    weights = np.round(made.x, 2)
    return {
        "answers": ["right"],
        "start": [0.0],
        "weights": {
            signal: [float(weight)]
            for signal, weight in zip(kept, weights, strict=True)
            if abs(weight) >= LEAST_WEIGHT
        },
    }
