"""Who spends most, least, or the nth most."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._look import Pattern
from burdenshare.news._rank_frames import fits
from burdenshare.news._rank_words import ORDINAL, Rank, find_ranks, place_of
from burdenshare.news._subjects import flat_codes, is_likened, runs
from burdenshare.news._told import likeliest, told
from burdenshare.news._words import stem_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._scene import Scene, Text

_WE = Pattern(r"\b(?:we|us|our|ourselves)\b")
_LIST = Pattern(rf"\b{ORDINAL},? (?:{ORDINAL},? )*and {ORDINAL}\b")

_CLAUSE = re.compile(r"[,;] (?:while|and|but|whereas|though|although|as)\b|;")
"""Where what is told of one ally ends and what is told of the next begins."""

_SPELT = re.compile(
    r"(?: (?:of|in) (?:the |nato's )?(?:list|table|ranking|league(?: table)?|class|alliance|chart))?\s?(?:[:(]|-{1,2}|[–—])\s?(?:the )?|\s(?:place )?(?:is|was) (?:the )?"
)
"""Between a place and those whom the sentence goes on to name as its holders."""

_AHEAD = re.compile(r"\b(?:behind|after|only to)\s(?:(?:only|just)\s)?(?:the\s)?$")
"""Right before one who stands in front of the holder of a place: "the second largest, behind the United States"."""

_Party = tuple[str, tuple[str, ...], int, int]
"""How an ally stands to a place, the ally or allies, and where its words begin and end in the sentence."""


def read_ranks(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on ranks in a sentence."""
    if scene.question:
        return []
    listed = _listed(text, scene, memory)
    if listed:
        return listed
    found: list[Claim] = []
    for rank in find_ranks(scene):
        choices = [_held(text, scene, rank, party) for party in _parties(scene, memory, rank)]
        choice = likeliest("ranked", choices)
        if choice is None:
            continue
        best, signals = choice
        at = scene.start + rank.start, scene.start + rank.end
        claim = told("rank", text, scene, best, at, [*_forms(scene, rank), *signals[:2]])
        if claim is not None:
            claim = replace(
                claim, period=memory.dates.of_words(scene, claim.start, claim.end, "rank")
            )
        if claim is None or any(_is_same(claim, other) for other in found):
            continue
        found.append(claim)
        if rank.form == "only":
            memory.take(*at)
    return found


def _is_same(claim: Claim, other: Claim) -> bool:
    return (claim.subject, claim.values, claim.object) == (
        other.subject,
        other.values,
        other.object,
    )


def _forms(scene: Scene, rank: Rank) -> list[str]:
    return [
        fits(scene.text, rank.start, rank.end), rank.form, f"place={rank.place}", f"bottom={rank.bottom}", f"named={scene.text[rank.start : rank.end]}",
    ]  # fmt: skip


def _parties(scene: Scene, memory: Memory, rank: Rank) -> Iterator[_Party]:
    """Return who may hold a place: allies named on either side, the speaker's own, the one in focus."""
    states = [
        m
        for m in scene.mentions
        if m.is_state and len(m.codes[0]) == 3 and not set(m.codes) & set(rank.others)
    ]
    sides = [
        (flat_codes(run), run[0].start - scene.start, run[-1].end - scene.start) for run in runs(states, scene)
    ]  # fmt: skip
    sides = [side for side in sides if not _AHEAD.search(scene.text, 0, side[1])]
    sides = sides[:1] + [side for side in sides[1:] if not is_likened(scene, scene.start + side[1])]
    spelt = next((side for side in sides if side[1] >= rank.end), None)
    if spelt and _SPELT.fullmatch(scene.text[rank.end : spelt[1]]):
        yield "right1", *spelt  # "those at the bottom of the list: Spain, Belgium and Italy"
        return
    left = [side for side in sides if side[2] <= rank.start + 1]
    inside = [side for side in sides if rank.start < side[1] < rank.end]
    right = [side for side in sides if side[1] >= rank.end]
    for place, side in enumerate(reversed(left[-3:]), 1):
        yield f"left{place}", *side
    for side in inside[:1]:
        yield "inside", *side
    for place, side in enumerate(right[:2], 1):
        yield f"right{place}", *side
    if len(rank.others) == 1:
        yield "itself", rank.others, rank.start, rank.end
    we = _WE.search(scene)
    if we and len(memory.home) == 1:
        yield "we", memory.home, we.start(), we.end()
    focus = memory.focus
    if focus and all(len(code) == 3 for code in focus) and all(focus != side[0] for side in left):
        yield "focus beside" if left else "focus", focus, rank.start, rank.start


def _held(
    text: Text, scene: Scene, rank: Rank, party: _Party
) -> tuple[Claim, list[str]]:  # fmt: skip
    """Return the claim that a party holds a place, with the signals for it."""
    how, codes, start, end = party
    if how == "itself":  # "only Slovenia spends less": it is the last
        rank = Rank(rank.start, rank.end, 1.0, rank.bottom, "=", rank.form)
    claim = _claim(text, scene, (min(start, rank.start), max(end, rank.end)), codes, rank)
    between = scene.text[end : rank.start] if end <= rank.start else scene.text[rank.end : start]
    words = re.findall(r"[a-z']+|[,;:.()%-]|\d+", between)
    ahead = re.findall(r"[a-z']+|[,;:(-]", scene.text[max(0, start - 20) : start])[-2:]
    low, high = sorted((scene.start + end, scene.start + rank.start))
    nearer = sum(m.is_state and low <= m.start < high for m in scene.mentions)
    side = how.rstrip("123")
    named = scene.text[rank.start : rank.end]
    signals = [
        how, f"{rank.form} {how}", f"{side} far={min(5, len(words) // 3)}", f"{how} bottom={rank.bottom}",
        f"{how} named={named}", f"{side} many={len(codes) > 1}", f"{side} opens={rank.start < 4}",
        f"{side} ahead={' '.join(ahead[-1:])}", f"{side} ahead={' '.join(ahead)}",
        f"{how} nearer={min(2, nearer)}", f"{side} nearer={min(2, nearer)} clause={bool(_CLAUSE.search(between))}",
        f"{side} first={' '.join(words[:1])}", f"{side} first={' '.join(words[:2])}",
        f"{side} last={' '.join(words[-1:])}", f"{side} last={' '.join(words[-2:])}",
    ]  # fmt: skip
    if len(words) <= 14:
        signals += [
            f"{side} between={stem_of(word) if not word.isdigit() else '<n>'}" for word in words
        ]
    return claim, signals


_TAIL = re.compile(r"-\w+|\s(?:spenders?|spending|contributors?)\b")
"""What belongs to "the lowest": "-spending", "spender"."""


def _claim(
    text: Text, scene: Scene, span: tuple[int, int], codes: tuple[str, ...], rank: Rank
) -> Claim:  # fmt: skip
    values = (Value(rank.place, "rank"),) if rank.place is not None else ()
    tail = _TAIL.match(scene.text, span[1])
    return draft(
        text, scene, "rank", scene.start + span[0], scene.start + (tail.end() if tail else span[1]), codes, values=values,
        measure="rank", comparator=rank.comparator if values else None,
        what="from the bottom" if rank.bottom else "from the top", why="rank in words",
    )  # fmt: skip


def _listed(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Read "put them sixth, second and fourth": a list of places for a list of allies."""
    match = _LIST.search(scene)
    if match is None:
        return []
    places = [place_of(word) for word in re.findall(ORDINAL, match.group())]
    before = [
        flat_codes(r)
        for r in runs(scene.mentions, scene)
        if r[-1].end <= scene.start + match.start()
    ]
    codes = next((c for c in reversed(before) if len(c) == len(places)), None)
    codes = codes or (memory.lead if len(memory.lead) == len(places) else ())
    return [
        _claim(text, scene, match.span(), (code,), Rank(*match.span(), place, False, "=", "list"))
        for code, place in zip(codes, places, strict=False)
    ]
