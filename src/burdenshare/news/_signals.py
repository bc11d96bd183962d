"""What the learned part of the reader weighs: signals of a number, and of a sentence, as plain names."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from burdenshare.news._cues import find_cues
from burdenshare.news._topics import major_clause, topic_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from burdenshare.news._parties import Party
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._stance_cues import Cue
    from burdenshare.news._words import Word

_PLEDGED = {1.5, 2.0, 2.1, 2.5, 3.0, 3.5, 5.0, 20.0}
_EDGE = "</>"
_PLEDGE = re.compile(
    r"\b(?:targets?|goals?|pledges?|commitments?|percent|per cent|spending|guidelines?|norm|benchmark|threshold|quota)\b|%"
)
_DEFENCE = re.compile(r"\b(?:defen[cs]e|military|nato|alliance|allies|army)\b")


def of_number(
    text: Text, scene: Scene, quantity: Quantity, words: Sequence[Word], last: str
) -> list[str]:
    """Return the signals of a number: itself, the words around it, who acts, which verbs, which times.

    Args:
        text: The document.
        scene: The sentence.
        quantity: The number.
        words: The words of the sentence.
        last: What the number before it in the sentence was told as; "" for the first.
    """
    year = text.published.year
    before = [word for word in words if word.start < quantity.start]
    after = [word for word in words if word.start >= quantity.end]
    clause = major_clause(scene, quantity.start)
    told = [
        *_itself(scene, quantity),
        *_actors(before, after),
        *_verbs_and_times(scene, quantity, clause, year),
    ]
    size = _size(quantity)
    found = {f"{size}&{name}" for name in told if name.startswith(_JOINED)}
    found.update(told)
    found.update(_setting(text, scene, last))
    found.update(_around(before, after))
    found.update([f"clause<{word.stem}" for word in before if word.start >= clause[0]])
    found.update([f"clause>{word.stem}" for word in after if word.start < clause[1]])
    return list(found)


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
    written = scene.between(quantity.start, quantity.number_end or quantity.end)
    yield f"written={written if written.isalpha() else 'digits'}&{quantity.sort}"
    others = {q.base for q in scene.quantities if q.start != quantity.start}
    yield f"others-of-gdp={'gdp' in others}"
    yield f"gdp-in-sentence={'gdp' in scene.text}"
    yield f"topic={topic_of(scene, quantity)}"
    yield f"quoted={scene.in_quote(quantity.start)}"
    yield f"question={scene.question}"
    shares = {q.values[0] for q in scene.quantities if q.sort in {"percent", "bare"}}
    yield f"pair={len(shares & {1.5, 3.5, 5.0}) > 1}"
    yield f"states={min(3, sum(m.is_state for m in scene.mentions))}"
    yield f"numbers={min(4, len(scene.quantities))}"


def _setting(text: Text, scene: Scene, last: str) -> Iterator[str]:
    """What came before: the number before, the sentence before, the document as a whole."""
    yield f"last={last}"
    before = text.folded[max(0, scene.start - 220) : scene.start]
    yield f"before-defence={bool(_DEFENCE.search(before))}"
    yield f"before-gdp={'gdp' in before or 'gross domestic' in before}"
    yield f"before-pledge={bool(_PLEDGE.search(before))}"
    yield f"document={text.density}"


def _around(before: Sequence[Word], after: Sequence[Word]) -> list[str]:
    left = [word.text for word in before[-7:]][::-1] + [_EDGE] * 7
    right = [word.text for word in after[:7]] + [_EDGE] * 7
    return [
        *[f"-{place}={word}" for place, word in enumerate(left[:6], 1)],
        *[f"+{place}={word}" for place, word in enumerate(right[:6], 1)],
        *[f"-{place + 2}-{place + 1}={left[place + 1]} {left[place]}" for place in range(3)],
        *[f"+{place + 1}+{place + 2}={right[place]} {right[place + 1]}" for place in range(3)],
        *[f"near<{word.stem}" for word in before[-10:]],
        *[f"near>{word.stem}" for word in after[:8]],
        *[f"all<{word.text}" for word in before],
        *[f"all>{word.text}" for word in after],
    ]


def _actors(before: Sequence[Word], after: Sequence[Word]) -> Iterator[str]:
    places = [place for place, word in enumerate(before) if word.actor]
    yield "actor-1=" + (before[places[-1]].text if places else "")
    yield "actor-2=" + (before[places[-2]].text if len(places) > 1 else "")
    yield "actor+1=" + next((word.text for word in after if word.actor), "")
    if not places:
        return
    between = before[places[-1] + 1 :]
    yield f"distance={min(6, len(between) // 2)}"
    yield f"first={' '.join(word.stem for word in between[:2])}"


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


_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "and",
        "that",
        "for",
        "at",
        "by",
        "its",
        "his",
        "her",
        "their",
        "has",
        "have",
        "is",
        "was",
        "are",
        "it",
        "be",
        "as",
        "with",
        ",",
        ".",
        '"',
        "'",
        "(",
        ")",
        ":",
        ";",
        "-",
    ]
)
_NO = frozenset({"not", "never", "no", "cannot", "nor", "without", "nobody", "none", "neither"})


def of_sentence(scene: Scene, words: Sequence[Word], voice: str, before: str) -> list[str]:
    """Return the signals of a sentence that may take a stance.

    Args:
        scene: The sentence.
        words: Its words.
        voice: What its speaker is: ``state``, ``NATO``, ``other`` or ``none``.
        before: What stands right before it, folded.
    """
    stems = [word.stem for word in words]
    found = {f"word={word.text}" for word in words} | {f"word={stem}" for stem in stems}
    found.update([f"pair={a} {b}" for a, b in pairwise(stems)])
    found.update([f"gap={a} {b}" for a, b in zip(stems, stems[2:], strict=False)])
    full = [stem for stem in stems if stem not in _SMALL]
    found.update([f"full={a} {b}" for a, b in pairwise(full)])
    found.update([f"full-gap={a} {b}" for a, b in zip(full, full[2:], strict=False)])
    found.update(_denied(stems))
    found.update(_acts(words, stems))
    found.update(f"verb={cue.kind}" for cue in find_cues(scene.text))
    levels = [q.values[0] for q in scene.quantities if q.sort in {"percent", "bare"}]
    found.update(f"level={value:g}" for value in levels if value in _PLEDGED)
    found.update([
        f"exact={any(q.decimals == 2 for q in scene.quantities)}",
        f"percent={min(3, sum(q.sort == 'percent' for q in scene.quantities))}",
        f"quotes={min(2, len(scene.quotes))}", f"length={min(8, len(words) // 6)}",
        f"question={scene.question}", f"voice={voice}",
        f"pledge={bool(_PLEDGE.search(scene.text))}", f"defence={bool(_DEFENCE.search(scene.text))}",
        f"pledge-before={bool(_PLEDGE.search(before))}",
    ])  # fmt: skip
    return list(found)


def _denied(stems: Sequence[str]) -> Iterator[str]:
    for place, stem in enumerate(stems):
        if stem in _NO or stem.endswith("n't"):
            yield from (f"not={word}" for word in stems[place + 1 : place + 5])


def _acts(words: Sequence[Word], stems: Sequence[str]) -> Iterator[str]:
    """What those named do: the words that follow their names."""
    actors = [place for place, word in enumerate(words) if word.actor]
    yield "first=" + (words[actors[0]].text if actors else "")
    for place in actors:
        following = stems[place + 1 : place + 7]
        if place in actors[:4]:
            yield from (f"after-actor={stem}" for stem in following)
        name = words[place].text[:7]
        yield from (f"actor={name[:5]} {stem}" for stem in following[:3])
        doing = [stem for stem in stems[place + 1 : place + 8] if stem not in _SMALL][:2]
        yield from (f"does={stem}" for stem in doing)
        yield from (f"does={name} {stem}" for stem in doing)


def of_frames(cues: Sequence[Cue], stances: Sequence[str]) -> list[str]:
    """Return the signals of the frames a sentence fits, and of the stances read from them.

    Their weights are learned only from hands the frames were not written on.
    """
    found = {f"frame={cue.frame.words.stance}{' denied' if cue.negated else ''}" for cue in cues}
    found.update(f"framed={stance}" for stance in stances)
    return list(found or {"frame=none"})


def of_words(
    text: Text, scene: Scene, words: Sequence[Word], at: tuple[int, int], forms: Iterable[str]
) -> list[str]:
    """Return the signals of words that may tell a count or a rank.

    Args:
        text: The document.
        scene: The sentence.
        words: Its words.
        at: Where the words begin and end in the document.
        forms: What is known of their form.
    """
    start, end = at
    before = [word for word in words if word.start < start]
    after = [word for word in words if word.start >= end]
    inside = [word for word in words if start <= word.start < end]
    found = {form if form.startswith("frame") else f"form={form}" for form in forms}
    found.update(_around(before, after))
    found.update(_actors(before, after))
    found.update(f"in={word.text}" for word in inside)
    found.update(f"in={a.stem} {b.stem}" for a, b in pairwise(inside))
    found.update(f"in+1={word.stem} {after[0].stem}" for word in inside[-1:] if after)
    found.update(f"in-1={before[-1].stem} {word.stem}" for word in inside[:1] if before)
    found.update([f"word={word.stem}" for word in words])
    found.update(f"full>{word.stem}" for word in [w for w in after if w.stem not in _SMALL][:4])
    found.update(f"full<{word.stem}" for word in [w for w in before if w.stem not in _SMALL][-4:])
    found.update(_levels_near(scene, start, end))
    cues = find_cues(scene.text)
    found.update(f"verb<{cue.kind}" for cue in cues if cue.end <= start - scene.start)
    later = [cue.kind for cue in cues if cue.start >= end - scene.start]
    found.update(f"verb>{kind}" for kind in later)
    found.add("verb+1=" + (later[0] if later else ""))
    near = text.folded[max(0, scene.start - 220) : scene.start]
    found.update([
        f"quoted={scene.in_quote(start)}", f"question={scene.question}",
        f"states={min(3, sum(m.is_state for m in scene.mentions))}",
        f"pledge={bool(_PLEDGE.search(scene.text))}", f"pledge-before={bool(_PLEDGE.search(near))}",
        f"defence={bool(_DEFENCE.search(scene.text))}", f"defence-before={bool(_DEFENCE.search(near))}",
        f"length={min(8, len(words) // 6)}", f"document={text.density}",
    ])  # fmt: skip
    return list(found)


def _levels_near(scene: Scene, start: int, end: int) -> Iterator[str]:
    """The percentages on either side, and how far off they are."""
    levels = [q for q in scene.quantities if q.sort in {"percent", "bare"}]
    ahead = next((q for q in levels if q.start >= end), None)
    behind = next((q for q in reversed(levels) if q.end <= start), None)
    for side, quantity in ((">", ahead), ("<", behind)):
        if quantity is None:
            yield f"level{side}none"
            continue
        gap = quantity.start - end if side == ">" else start - quantity.end
        size, far = _size(quantity), min(3, gap // 30)
        yield f"level{side}{size}"
        yield f"level{side}{size}&{far}"
        yield f"level{side}{quantity.sort}&{far}"


def of_holder(
    scene: Scene, party: Party, place: int, words: Sequence[Word], stance: str, facts: Sequence[str]
) -> list[str]:
    """Return the signals of one who may hold the stance of a sentence.

    Args:
        scene: The sentence.
        party: Who it may be.
        place: Where it stands among all who may be.
        words: The words of the sentence.
        stance: The stance.
        facts: What else is known of it: whether it speaks, is in focus, fits the frame.
    """
    kind = "NATO" if party.codes == ("NATO",) else "USA" if party.codes == ("USA",) else "state"
    after = [word.stem for word in words if word.start >= party.end][:4]
    before = [word.stem for word in words if word.start < party.start][-2:]
    found = {
        f"place={min(place, 4)}", f"how={party.how}", f"person={party.person}", f"free={party.free}",
        f"kind={kind}", f"kind={kind}&{stance}", f"several={len(party.codes) > 1}",
        f"quoted={scene.in_quote(party.start)}", f"opens={party.start - scene.start < 4}",
        f"after={' '.join(after[:1])}", f"before={' '.join(before[-1:])}",
        f"place={min(place, 4)}&how={party.how}", f"free={party.free}&place={min(place, 2)}",
    }  # fmt: skip
    found.update(f"near-after={stem}" for stem in after)
    found.update(f"{fact}&place={min(place, 2)}" for fact in facts)
    found.update(f"{fact}&{stance}" for fact in facts)
    return list(found.union(facts))
