"""What the learned part of the reader weighs: signals of a number, and of a sentence, as plain names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.news._cues import find_cues
from burdenshare.news._topics import major_clause, topic_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene
    from burdenshare.news._words import Word

_PLEDGED = {1.5, 2.0, 2.1, 2.5, 3.0, 3.5, 5.0, 20.0}
_EDGE = "</>"


def of_number(scene: Scene, quantity: Quantity, words: Sequence[Word], year: int) -> list[str]:
    """Return the signals of a number: itself, the words around it, who acts, which verbs, which times.

    Args:
        scene: Its sentence.
        quantity: The number.
        words: The words of the sentence.
        year: Year of publication.
    """
    before = [word for word in words if word.start < quantity.start]
    after = [word for word in words if word.start >= quantity.end]
    found = set(_itself(scene, quantity))
    found.update(_around(before, after))
    clause = major_clause(scene, quantity.start)
    found.update(f"clause<{word.stem}" for word in before if word.start >= clause[0])
    found.update(f"clause>{word.stem}" for word in after if word.start < clause[1])
    found.update(_actors(before, after))
    found.update(_verbs_and_times(scene, quantity, clause, year))
    size = _size(quantity)
    found.update([f"{size}&{name}" for name in found if name.startswith(_JOINED)])
    return sorted(found)


_JOINED = ("actor-1=", "verb-1=", "base=", "times=")


def _size(quantity: Quantity) -> str:
    value = quantity.values[0]
    if quantity.sort in {"money", "persons"}:
        return f"size={quantity.sort}"
    if value in _PLEDGED:
        return f"size={value:g}"
    return "size=" + ("<1" if value < 1 else "<6" if value < 6 else "<12" if value < 12 else ">12")


def _itself(scene: Scene, quantity: Quantity) -> Iterator[str]:
    yield _size(quantity)
    yield f"decimals={quantity.decimals}&{'small' if quantity.values[0] < 8 else 'large'}"
    yield f"sort={quantity.sort}"
    yield f"base={quantity.base}"
    yield f"hedge={quantity.hedge}"
    yield f"sort={quantity.sort}&base={quantity.base}"
    yield f"topic={topic_of(scene, quantity)}"
    yield f"quoted={scene.in_quote(quantity.start)}"
    yield f"question={scene.question}"
    shares = {q.values[0] for q in scene.quantities if q.sort in {"percent", "bare"}}
    yield f"pair={len(shares & {1.5, 3.5, 5.0}) > 1}"
    yield f"states={min(3, sum(m.is_state for m in scene.mentions))}"
    yield f"numbers={min(4, len(scene.quantities))}"


def _around(before: Sequence[Word], after: Sequence[Word]) -> Iterator[str]:
    left = [word.text for word in before[-7:]][::-1] + [_EDGE] * 7
    right = [word.text for word in after[:7]] + [_EDGE] * 7
    for place in range(6):
        yield f"-{place + 1}={left[place]}"
        yield f"+{place + 1}={right[place]}"
    for place in range(3):
        yield f"-{place + 2}-{place + 1}={left[place + 1]} {left[place]}"
        yield f"+{place + 1}+{place + 2}={right[place]} {right[place + 1]}"
    near_left, near_right = [w.stem for w in before[-10:]], [w.stem for w in after[:8]]
    yield from (f"near<{stem}" for stem in near_left)
    yield from (f"near>{stem}" for stem in near_right)
    yield from (f"pair<{a} {b}" for a, b in zip(near_left[-8:], near_left[-7:], strict=False))
    yield from (f"pair>{a} {b}" for a, b in zip(near_right[:7], near_right[1:7], strict=False))
    yield from (f"all<{word.text}" for word in before)
    yield from (f"all>{word.text}" for word in after)


def _actors(before: Sequence[Word], after: Sequence[Word]) -> Iterator[str]:
    places = [place for place, word in enumerate(before) if word.actor]
    yield "actor-1=" + (before[places[-1]].text if places else "")
    yield "actor-2=" + (before[places[-2]].text if len(places) > 1 else "")
    yield "actor+1=" + next((word.text for word in after if word.actor), "")
    if not places:
        return
    actor, between = before[places[-1]].text, before[places[-1] + 1 :]
    yield f"distance={min(6, len(between) // 2)}"
    yield f"first={' '.join(word.stem for word in between[:2])}"
    if len(between) <= 12:
        for word in between:
            yield f"between={word.stem}"
            yield f"between={actor[:4]} {word.stem}"


def _verbs_and_times(
    scene: Scene, quantity: Quantity, clause: tuple[int, int], year: int
) -> Iterator[str]:
    at, first = quantity.start - scene.start, clause[0] - scene.start
    cues = find_cues(scene.text)
    ahead = [cue.kind for cue in cues if cue.end <= at]
    inside = [cue.kind for cue in cues if first <= cue.start and cue.end <= at]
    yield "verb-1=" + (ahead[-1] if ahead else "")
    yield "verbs=" + " ".join(ahead[-2:])
    yield "clause-verbs=" + " ".join(inside[-2:])
    yield "verb+1=" + next((cue.kind for cue in cues if cue.start >= at), "")
    yield from (f"verb={kind}" for kind in ahead)
    for time in scene.times:
        side = "<" if time.start < quantity.start else ">"
        yield f"time{side}{time.sense}{_when(time.year, year)}"
    near = {_when(t.year, year) for t in scene.times if clause[0] <= t.start < clause[1]}
    times = "".join(sorted(near))
    yield f"times={times}"
    yield f"verb-1&times={inside[-1] if inside else ''} {times}"


def _when(named: int | None, year: int) -> str:
    if named is None:
        return "?"
    return "+" if named > year else "=" if named == year else "-"
