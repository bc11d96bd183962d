"""The periods a claim may be about: times its sentence names, times named near by, the present, none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time

_MOST_YEARS = 5
_TEN_YEARS = re.compile(r"\b(?:ten|10|decade)\b")


_AGREED = re.compile(
    r"\b(?:agreed(?: up)?on|(?:target|threshold|goal|guideline|pledge|commitment|level|mark|benchmark|minimum) (?:agreed|set|adopted|fixed|signed|laid down)|(?:which|that|since (?:it|they)) (?:was|were|had been) (?:agreed|set|adopted|fixed|signed|made|first agreed))(?: (?:by|at|among|between) (?:[\w']+ ){1,6}?)? ?(?:back )?in $"
)


_COMPARED = re.compile(r"\b(?:compared (?:with|to)|versus|relative to) $")
"""Before a year that another is set beside: "a rise of 20 percent compared with 2023"."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A period that a claim may be about.

    Attributes:
        period: As claims print it.
        source: Where it comes from: ``here`` (the sentence), ``first``, ``last`` (ends of a span of
            years here), ``before`` (the year before one named here), ``decade`` (ten years after
            it), ``earlier`` (the paragraph), ``above`` (the paragraphs before), ``later`` (the next
            sentence), ``title``, ``today`` (year of publication), ``yesteryear``, ``current``,
            ``none``.
        year: The year, if it is one.
        time: The words that name it, if there are any.
        back: How many sentences ago it was named.
        scene: The sentence it was named in, if it is another one.
    """

    period: str
    source: str
    year: int | None = None
    time: Time | None = None
    back: int = 0
    scene: Scene | None = None


def moments(text: Text, scene: Scene) -> list[Moment]:
    """Return the periods that claims of a sentence may be about."""
    found = [*_here(scene), *_earlier(text, scene), *_later(text, scene)]
    if text.title_scene is not None:
        dated = [t for t in text.title_scene.times if t.year is not None]
        found += [Moment(str(t.year), "title", t.year, t) for t in dated[:2]]
    today = text.published.year
    found.append(Moment(str(today), "today", today))
    found.append(Moment(str(today - 1), "yesteryear", today - 1))
    return [*found, Moment("current", "current"), Moment("", "none")]


def _here(scene: Scene) -> Iterator[Moment]:
    for time in scene.times:
        if time.sense == "now":
            continue  # the same as "current": only a signal for it
        before = scene.between(time.start - 40, time.start)
        if _AGREED.search(before) or _COMPARED.search(before):
            continue  # "the goal that was agreed upon in 2014": when, not of when
        yield Moment(time.period, "here", time.year, time)
        if time.year is None:
            continue
        if time.last is not None:
            yield Moment(str(time.year), "first", time.year, time)
            yield Moment(str(time.last), "last", time.last, time)
        elif time.sense in {"in", "from"}:
            yield Moment(str(time.year - 1), "before", time.year - 1, time)
    if any(
        t.sense == "by" and _TEN_YEARS.search(scene.between(t.start, t.end)) for t in scene.times
    ):
        for time in scene.times:
            # "In 2014 they agreed to be there within ten years."
            if time.year is not None and time.sense != "by":
                yield Moment(f"by {time.year + 10}", "decade", time.year + 10, time)


def _earlier(text: Text, scene: Scene) -> Iterator[Moment]:
    """Years named before: those of the paragraph, then those of the paragraphs before."""
    seen: set[int] = set()
    index, paragraph = scene.sentence.index, scene.sentence.paragraph
    heading = _heading(text, scene)
    for back, place in enumerate(range(index - 1, -1, -1), 1):
        other = text.scenes[place]
        near = other.sentence.paragraph == paragraph or place == heading
        source = "earlier" if near else "above"
        for time in reversed(other.times):
            for year in (time.last, time.year):
                if year is not None and year not in seen:
                    seen.add(year)
                    yield Moment(str(year), source, year, time, back, other)
        if len(seen) > _MOST_YEARS:
            return


_LINE = 90
"""Letters of an entry of a list at most."""


def _heading(text: Text, scene: Scene) -> int | None:
    """Return the sentence that announces the list a line stands in: "A breakdown, based on 2016 figures:"."""
    for place in range(scene.sentence.index, -1, -1):
        words = text.scenes[place].text.rstrip()
        if place < scene.sentence.index and words.endswith(":"):
            return place
        if len(words) > _LINE:
            return None
    return None


def _later(text: Text, scene: Scene) -> Iterator[Moment]:
    """Years that the next sentence of the paragraph names."""
    place = scene.sentence.index + 1
    if place >= len(text.scenes):
        return
    other = text.scenes[place]
    if other.sentence.paragraph == scene.sentence.paragraph:
        for time in other.times[:2]:
            if time.year is not None:
                yield Moment(str(time.year), "later", time.year, time, -1, other)
