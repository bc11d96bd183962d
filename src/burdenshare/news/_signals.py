"""What the learned part of the reader weighs: signals of a number, and of a sentence, as plain names."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from burdenshare.news._cues import find_cues
from burdenshare.news._learned import Signals
from burdenshare.news._topics import major_clause, topic_of
from burdenshare.news._words import SMALL, words_of, words_outside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from burdenshare.news._learned import Group, Told
    from burdenshare.news._parties import Party
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._stance_cues import Cue
    from burdenshare.news._words import Words

_PLEDGED = {1.5, 2.0, 2.1, 2.5, 3.0, 3.5, 5.0, 20.0}
_EDGE = ("</>",) * 6
_PLEDGE = re.compile(
    r"\b(?:targets?|goals?|pledges?|commitments?|percent|per cent|spending|guidelines?|norm|benchmark|threshold|quota)\b|%"
)
_DEFENCE = re.compile(r"\b(?:defen[cs]e|military|nato|alliance|allies|army)\b")


def of_number(text: Text, scene: Scene, quantity: Quantity, last: str) -> Signals:
    """Return the signals of a number: itself, the words around it and before its sentence, who acts, which verbs and times.

    Args:
        text: The document.
        scene: The sentence.
        quantity: The number.
        last: What the number before it in the sentence was told as; "" for the first.
    """
    words = words_outside(scene, text.published.year, quantity.start)
    here, after = words.from_(quantity.start), words.from_(quantity.end)
    clause = major_clause(scene, quantity.start)
    size, sort = _size(quantity), quantity.sort
    gdp = any(q.base == "gdp" for q in scene.quantities if q.start != quantity.start)
    written = scene.between(quantity.start, quantity.number_end or quantity.end)
    verbs, *groups = _verbs_and_times(scene, quantity, size, clause, text.published.year)
    around = _around(words, here, after)
    lead = words.stems[words.from_(clause[0]) : here]
    tail = words.stems[after : words.from_(clause[1])]
    around["clause<"], around["clause>"] = set(lead), set(tail)
    around["lead="], around["tail="] = set(pairwise(_full(lead))), set(pairwise(_full(tail)))
    around["sort<"] = {(sort, stem) for stem in words.stems[max(0, here - 6) : here]}
    around["sort>"] = {(sort, stem) for stem in words.stems[after : after + 5]}
    return Signals(
        [
            f"written={written if written.isalpha() else 'digits'}&{sort}",
            *verbs, *_beside(words, here, after), *_next_to(words, here, after),
            *_actors(words, here, after), *_step(scene, quantity, size, words, here),
            f"quoted={scene.in_quote(quantity.start)}",
        ],
        around,
        [
            (_of_sort, size, sort, quantity.base, quantity.hedge),
            (_printed, sort, quantity.decimals, quantity.values[0] < 8, size),
            (_about, sort, topic_of(scene, quantity), last, gdp, text.density),
            (_acting, size, _actor(words, here)), *groups,
            (_repeated, min(4, text.values.get(quantity.values[0], 1)), sort),
            *_shared(scene, _before(text, scene)),
        ],
        _said_before(text, scene),
    )  # fmt: skip


def _said_before(text: Text, scene: Scene) -> Signals:
    """The words of the sentence before."""
    place = bisect_left(text.scenes, scene.start, key=_start_of)
    return _said(text.scenes[place - 1], text.published.year) if place else _NOTHING_SAID


_NOTHING_SAID = Signals()
_start_of = attrgetter("start")


@lru_cache(maxsize=16)
def _said(scene: Scene, year: int) -> Signals:
    """What a sentence says, for the numbers and the stance of the next one."""
    return Signals((), {"said=": set(_full(words_of(scene, year).stems))})


def _size(quantity: Quantity) -> str:
    value = quantity.values[0]
    if quantity.sort in {"money", "persons"}:
        return f"size={quantity.sort}"
    if value in _PLEDGED:
        return f"size={value:g}"
    return "size=" + ("<1" if value < 1 else "<6" if value < 6 else "<12" if value < 12 else ">12")


def _of_sort(size: str, sort: str, base: str, hedge: str) -> Iterable[str]:
    return (
        size, f"sort={sort}", f"base={base}", f"hedge={hedge}", f"sort={sort}&base={base}",
        f"{size}&base={base}",
    )  # fmt: skip


def _printed(sort: str, decimals: int, small: bool, size: str) -> Iterable[str]:
    printed = f"{sort}&decimals={decimals}"
    return f"{printed}&{'small' if small else 'large'}", f"{size}&{printed}"


def _about(sort: str, topic: str, last: str, gdp: bool, density: str) -> Iterable[str]:
    return (
        f"topic={topic}", f"last={last}", f"others-of-gdp={gdp}", f"document={density}",
        f"sort={sort}&topic={topic}", f"sort={sort}&last={last}",
    )  # fmt: skip


def _repeated(times: int, sort: str) -> Iterable[str]:
    return (f"repeated={times}&{sort}",)


def _acting(size: str, actor: str) -> Iterable[str]:
    return f"actor-1={actor}", f"{size}&actor-1={actor}"


@lru_cache(maxsize=64)
def _shared(scene: Scene, before: str) -> tuple[Group, ...]:
    """What is the same for every number of a sentence."""
    shares = {q.values[0] for q in scene.quantities if q.sort in {"percent", "bare"}}
    gdp = "gdp" in before or "gross domestic" in before
    return (
        (_in_sentence, "gdp" in scene.text, scene.question, len(shares & {1.5, 3.5, 5.0}) > 1),
        (_crowded, min(3, sum(m.is_state for m in scene.mentions)), min(4, len(scene.quantities))),
        (_after, not before.strip(), *_speaks_of(before), gdp),
    )


def _in_sentence(gdp: bool, question: bool, pair: bool) -> Iterable[str]:
    return f"gdp-in-sentence={gdp}", f"question={question}", f"pair={pair}"


def _crowded(states: int, numbers: int) -> Iterable[str]:
    return f"states={states}", f"numbers={numbers}"


def _after(nothing: bool, defence: bool, pledge: bool, gdp: bool) -> Iterable[str]:
    if nothing:
        return ("before=",)
    return f"before-defence={defence}", f"before-pledge={pledge}", f"before-gdp={gdp}"


def _before(text: Text, scene: Scene) -> str:
    return text.folded[max(0, scene.start - 220) : scene.start]


@lru_cache(maxsize=256)
def _speaks_of(words: str) -> tuple[bool, bool]:
    """Whether words speak of defence, and of a pledge."""
    return _DEFENCE.search(words) is not None, _PLEDGE.search(words) is not None


def _beside(words: Words, here: int, after: int) -> list[str]:
    """The words right before and right after, by their distance."""
    a, b, c, d, e, f = [*words.texts[max(0, here - 6) : here][::-1], *_EDGE][:6]
    u, v, w, x, y, z = [*words.texts[after : after + 6], *_EDGE][:6]
    return [
        f"-1={a}", f"-2={b}", f"-3={c}", f"-4={d}", f"-5={e}", f"-6={f}",
        f"+1={u}", f"+2={v}", f"+3={w}", f"+4={x}", f"+5={y}", f"+6={z}",
        f"-2-1={b} {a}", f"-3-2={c} {b}", f"-4-3={d} {c}",
        f"+1+2={u} {v}", f"+2+3={v} {w}", f"+3+4={w} {x}",
    ]  # fmt: skip


def _next_to(words: Words, here: int, after: int) -> list[str]:
    """Several words at once, before, on both sides and after."""
    a, b, c = [*words.texts[max(0, here - 3) : here][::-1], *_EDGE][:3]
    u, v, w = [*words.texts[after : after + 3], *_EDGE][:3]
    return [f"-3-2-1={c} {b} {a}", f"-1+1={a} {u}", f"+1+2+3={u} {v} {w}"]


def _step(scene: Scene, quantity: Quantity, size: str, words: Words, here: int) -> Iterable[str]:
    """What stands between a number and the one before it, and what sort each is."""
    place = scene.quantities.index(quantity)
    if not place:
        return ()
    last, sort = scene.quantities[place - 1], quantity.sort
    between = words.texts[words.from_(last.end) : here]
    return (
        f"step={last.sort} {' '.join(between) if len(between) < _FAR else 'far'} {sort}",
        f"step={last.sort} {last.decimals} {sort} {quantity.decimals}",
        f"step={_size(last)} {size}",
    )


_FAR = 6
"""Words between two numbers that are no longer one list."""


def _around(words: Words, here: int, after: int) -> dict[str, Collection[Told]]:
    """The words near by, on either side."""
    stems = words.stems
    return {
        "near<": set(stems[max(0, here - 10) : here]), "near>": set(stems[after : after + 8]),
    }  # fmt: skip


def _actor(words: Words, here: int) -> str:
    """The last of those named before."""
    place = bisect_left(words.actors, here)
    return words.texts[words.actors[place - 1]] if place else ""


def _actors(words: Words, here: int, after: int) -> list[str]:
    """Who else is named, and how far away the last one before is."""
    texts, places = words.texts, words.actors
    before = places[: bisect_left(places, here)]
    later = places[bisect_left(places, after) :]
    found = [
        f"actor-2={texts[before[-2]] if len(before) > 1 else ''}",
        f"actor+1={texts[later[0]] if later else ''}",
    ]
    if before:
        first = before[-1] + 1
        found.append(f"distance={min(6, (here - first) // 2)}")
        found.append(f"first={' '.join(words.stems[first : min(first + 2, here)])}")
    return found


def _verbs_and_times(
    scene: Scene, quantity: Quantity, size: str, clause: tuple[int, int], year: int
) -> tuple[set[str], Group, Group]:
    """Which verbs and times stand around a number: each of them, those near, and both together."""
    at, first = quantity.start - scene.start, clause[0] - scene.start
    cues = find_cues(scene.text)
    ahead = [cue.kind for cue in cues if cue.end <= at]
    inside = [cue.kind for cue in cues if first <= cue.start and cue.end <= at]
    later = next((cue.kind for cue in cues if cue.start >= at), "")
    times = [(time, _when(time.year, year)) for time in scene.times]
    near = "".join(sorted({when for t, when in times if clause[0] <= t.start < clause[1]}))
    names = {f"verb={kind}" for kind in ahead}
    names.update(
        f"time{'<' if t.start < quantity.start else '>'}{t.sense}{when}" for t, when in times
    )
    return (
        names,
        (_verbs, tuple(ahead[-2:]), tuple(inside[-2:]), later),
        (_verb_and_times, size, ahead[-1] if ahead else "", inside[-1] if inside else "", near),
    )


def _verbs(ahead: tuple[str, ...], inside: tuple[str, ...], later: str) -> Iterable[str]:
    return f"verbs={' '.join(ahead)}", f"clause-verbs={' '.join(inside)}", f"verb+1={later}"


def _verb_and_times(size: str, ahead: str, inside: str, times: str) -> Iterable[str]:
    return (
        f"verb-1={ahead}", f"{size}&verb-1={ahead}", f"times={times}", f"{size}&times={times}",
        f"verb-1&times={inside} {times}",
    )  # fmt: skip


def _when(named: int | None, year: int) -> str:
    if named is None:
        return "?"
    return "+" if named > year else "=" if named == year else "-"


def _full(stems: Iterable[str]) -> list[str]:
    """Return the words that say something."""
    return [stem for stem in stems if stem not in SMALL]


_NO = frozenset({"not", "never", "no", "cannot", "nor", "without", "nobody", "none", "neither"})


def of_sentence(text: Text, scene: Scene, words: Words, voice: str, before: str) -> Signals:
    """Return the signals of a sentence that may take a stance.

    Args:
        text: The document.
        scene: The sentence.
        words: Its words.
        voice: What its speaker is: ``state``, ``NATO``, ``other`` or ``none``.
        before: What stands right before it, folded.
    """
    stems = words.stems
    full = _full(stems)
    levels = [q.values[0] for q in scene.quantities if q.sort in {"percent", "bare"}]
    defence, pledge = _speaks_of(scene.text)
    names = [
        f"first={words.texts[words.actors[0]] if words.actors else ''}",
        *{f"verb={cue.kind}" for cue in find_cues(scene.text)},
        *{f"level={value:g}" for value in levels if value in _PLEDGED},
    ]  # fmt: skip
    percent = min(3, sum(q.sort == "percent" for q in scene.quantities))
    exact = any(q.decimals == 2 for q in scene.quantities)
    groups = [
        (_sized, min(8, len(stems) // 6), min(2, len(scene.quotes)), percent, exact),
        (_voiced, voice, scene.question, pledge, defence, _PLEDGE.search(before) is not None),
    ]
    told: dict[str, Collection[Told]] = {
        "word=": {*words.texts, *stems}, "not=": _denied(stems),
        "pair=": set(pairwise(stems)), "full=": set(pairwise(full)),
        "three=": set(zip(stems, stems[1:], stems[2:], strict=False)),
        "begins=": {stem[:4] for stem in full},
    }  # fmt: skip
    if words.actors:
        told.update(_acts(words))
    return Signals(names, told, groups, _said_before(text, scene))


def _sized(length: int, quotes: int, percent: int, exact: bool) -> Iterable[str]:
    return f"length={length}", f"quotes={quotes}", f"percent={percent}", f"exact={exact}"


def _voiced(voice: str, question: bool, pledge: bool, defence: bool, before: bool) -> Iterable[str]:
    return (
        f"voice={voice}", f"question={question}", f"pledge={pledge}", f"defence={defence}",
        f"pledge-before={before}",
    )  # fmt: skip


def _denied(stems: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for place, stem in enumerate(stems):
        if stem in _NO or stem.endswith("n't"):
            found.update(stems[place + 1 : place + 5])
    return found


def _acts(words: Words) -> dict[str, set[Told]]:
    """What those named do: the words that follow their names."""
    follow: set[Told] = set()
    close: set[Told] = set()
    does: set[Told] = set()
    for count, place in enumerate(words.actors):
        following = words.stems[place + 1 : place + 8]
        if count < _ACTORS:
            follow.update(following[:6])
        name = words.texts[place][:7]
        close.update([(name[:5], stem) for stem in following[:3]])
        doing = [stem for stem in following if stem not in SMALL][:2]
        does.update(doing)
        does.update([(name, stem) for stem in doing])
    return {"after-actor=": follow, "actor=": close, "does=": does}


_ACTORS = 4
"""Names in a sentence whose following words count by themselves."""


def of_frames(cues: Sequence[Cue], stances: Sequence[str]) -> list[str]:
    """Return the signals of the frames a sentence fits, and of the stances read from them.

    Their weights are learned only from hands the frames were not written on.
    """
    found = {f"frame={cue.frame.words.stance}{' denied' if cue.negated else ''}" for cue in cues}
    found.update(f"framed={stance}" for stance in stances)
    return list(found or {"frame=none"})


def of_words(
    text: Text, scene: Scene, words: Words, at: tuple[int, int], forms: Iterable[str]
) -> Signals:
    """Return the signals of words that may tell a count or a rank.

    Args:
        text: The document.
        scene: The sentence.
        words: Its words.
        at: Where the words begin and end in the document.
        forms: What is known of their form.
    """
    start, end = at
    here, after = words.from_(start), words.from_(end)
    stems = words.stems
    inside = stems[here:after]
    cues = find_cues(scene.text)
    later = [cue.kind for cue in cues if cue.start >= end - scene.start]
    defence, pledge = _speaks_of(scene.text)
    defence_before, pledge_before = _speaks_of(_before(text, scene))
    names = [
        *{form if form.startswith("frame") else f"form={form}" for form in forms},
        *_beside(words, here, after), *_actors(words, here, after),
        f"actor-1={_actor(words, here)}",
        *_levels_near(scene, start, end),
        *{f"verb<{cue.kind}" for cue in cues if cue.end <= start - scene.start},
        *{f"verb>{kind}" for kind in later}, f"verb+1={later[0] if later else ''}",
        f"quoted={scene.in_quote(start)}", f"question={scene.question}",
        f"states={min(3, sum(m.is_state for m in scene.mentions))}",
        f"pledge={pledge}", f"pledge-before={pledge_before}",
        f"defence={defence}", f"defence-before={defence_before}",
        f"length={min(8, len(stems) // 6)}", f"document={text.density}",
    ]  # fmt: skip
    if inside and after < len(stems):
        names.append(f"in+1={inside[-1]} {stems[after]}")
    if inside and here:
        names.append(f"in-1={stems[here - 1]} {inside[0]}")
    told = _around(words, here, after)
    told["in="] = {*words.texts[here:after], *pairwise(inside)}
    told["word="] = set(stems)
    told["full>"] = set(islice((stem for stem in stems[after:] if stem not in SMALL), 4))
    told["full<"] = set(islice((stem for stem in stems[:here][::-1] if stem not in SMALL), 4))
    return Signals(names, told)


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
    scene: Scene, party: Party, place: int, words: Words, stance: str, facts: Sequence[str]
) -> Signals:
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
    first, last = words.from_(party.start), words.from_(party.end)
    after = words.stems[last : last + 4]
    names = {
        f"place={min(place, 4)}", f"how={party.how}", f"person={party.person}", f"free={party.free}",
        f"kind={kind}", f"kind={kind}&{stance}", f"several={len(party.codes) > 1}",
        f"quoted={scene.in_quote(party.start)}", f"opens={party.start - scene.start < 4}",
        f"after={' '.join(after[:1])}", f"before={' '.join(words.stems[:first][-1:])}",
        f"place={min(place, 4)}&how={party.how}", f"free={party.free}&place={min(place, 2)}",
    }  # fmt: skip
    names.update(f"{fact}&place={min(place, 2)}" for fact in facts)
    names.update(f"{fact}&{stance}" for fact in facts)
    return Signals([*names.union(facts)], {"near-after=": set(after)})
