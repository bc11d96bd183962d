"""Who spends most, least, or the nth most."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._numbers import NUMBER, number_value
from burdenshare.news._rank_words import (
    AMONG,
    BAND,
    BEHIND,
    HAS_ORDINAL,
    LEAST,
    MOST,
    NO_RANK,
    ONLY,
    ONLY_BY,
    ORDER,
    ORDINAL,
    PLACES,
    SUPERLATIVE,
    TOPIC,
    place_of,
)
from burdenshare.news._subjects import flat_codes, runs

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text


@dataclass(frozen=True, slots=True)
class _Rank:
    """A place found in words; positions count from the start of the sentence."""

    start: int
    end: int
    place: float | None
    bottom: bool
    comparator: str = "="


def read_ranks(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on ranks in a sentence."""
    if scene.question or NO_RANK.search(scene.text) or not TOPIC.search(scene.text):
        return []
    found = _only(text, scene, memory)
    listed = _listed(text, scene, memory)
    if listed is not None:
        return listed
    held = {(claim.subject, claim.values[0].value) for claim in found if claim.values}
    ranks = _ranks(scene)
    for rank in ranks:
        codes, start, end = _ranked(scene, memory, rank)
        if not codes or any(len(code) != 3 for code in codes) or (codes, rank.place) in held:
            continue
        held.add((codes, rank.place or 0.0))
        found.append(
            _claim(text, scene, (min(start, rank.start), max(end, rank.end)), codes, rank, memory)
        )
    for rank, mention in _series(scene, ranks):
        if (mention.codes, rank.place) not in held:
            start = mention.start - scene.start
            found.append(_claim(text, scene, (start, rank.end), mention.codes, rank, memory))
    return found


def _ranks(scene: Scene) -> list[_Rank]:
    """Return the places told, the exact before the vague; none within another."""
    found: list[_Rank] = []

    def add(rank: _Rank) -> None:
        if not any(rank.start < other.end and other.start < rank.end for other in found):
            found.append(rank)

    ordinal = HAS_ORDINAL.search(scene.text) is not None
    for rank in (*_bands(scene), *(_superlatives(scene) if ordinal else ())):
        add(rank)
    for match in PLACES.finditer(scene.text) if ordinal else ():
        word = next(m for m in match.groupdict().values() if m is not None)
        if (
            re.search(r"\ba\s(?:\w+\s)?$", scene.text[: match.start(match.lastgroup or 0)])
            and "place" not in match.group()
        ):
            continue  # "a third of it"
        after = scene.text[match.end() : match.end() + 24]
        bottom = (
            bool(re.match(r"\s?from (?:the )?(?:bottom|last|end|below)|\s?to last", after))
            or "last" in match.group()
        )
        add(_Rank(match.start(), match.end(), place_of(word), bottom))
    for match in AMONG.finditer(scene.text):
        many = match["n"]
        add(_Rank(match.start(), match.end(), number_value(many)[0] if many else None,
                  bool(re.search(r"low|small|weak|poor|least|worst|laggard", match.group())), "<="))  # fmt: skip
    for pattern, bottom in ((MOST, False), (LEAST, True)):
        for match in pattern.finditer(scene.text):
            place = next((float(key[1:]) for key, words in match.groupdict().items() if words), 1.0)
            add(_Rank(match.start(), match.end(), place, bottom))
    for match in BEHIND.finditer(scene.text):
        size = number_value(match["n"])[0] if match["n"] else 3.0
        add(_Rank(match.start(), match.end(), size + 1, bottom=False))
    return sorted(found, key=lambda rank: rank.start)


def _bands(scene: Scene) -> list[_Rank]:
    """Return the places of "behind only Poland and Estonia" and of "in the top five"."""
    found: list[_Rank] = []
    for match in ONLY_BY.finditer(scene.text):
        behind = _others_after(scene, match.end())
        if behind:
            found.append(_Rank(*match.span(), float(len(behind) + 1), bottom=False))
    for match in BAND.finditer(scene.text):
        bottom = match["end"] in {"bottom", "last"}
        found.append(_Rank(*match.span(), number_value(match["n"])[0], bottom, "<="))
    return found


def _superlatives(scene: Scene) -> list[_Rank]:
    """Return the places of "the third-highest share"."""
    low = {"lowest", "smallest", "worst", "weakest", "poorest", "least"}
    return [
        _Rank(*match.span(), place_of(match["ord"]), match["sup"] in low)
        for match in SUPERLATIVE.finditer(scene.text)
    ]


def _others_after(scene: Scene, at: int) -> tuple[str, ...]:
    """Return the allies listed right after a place of the sentence, as in "behind only Poland and Estonia"."""
    for run in runs(scene.mentions, scene):
        if 0 <= run[0].start - scene.start - at < 5:
            return flat_codes(run)
    return ()


_RIGHT = re.compile(
    r"(?:'s)?(?:,?\s\d+(?:[.,]\d+)?(?: ?%| percent| per cent)?,?)?(?:\?|:|,|\s(?:is|are|was|were|to|goes to|went to|for|being|belongs to|comes?|sits?|sit)|\sof (?:all|them|the \d\d)|\sin (?:the alliance|nato)|\sgoes|\s-)*\s?(?:again\s|still\s)?(?:the\s)?"
)
_WE = re.compile(r"\b(?:we|us|ourselves)\b")


def _ranked(scene: Scene, memory: Memory, rank: _Rank) -> tuple[tuple[str, ...], int, int]:
    """Return the ally ranked and where the words with it begin and end."""
    first = scene.text.rfind(";", 0, rank.start) + 1
    left = [
        run for run in runs(scene.mentions, scene)
        if scene.start + first <= run[0].start and run[-1].end <= scene.start + rank.start + 1
        and not _is_elsewhere(scene, run[-1])
    ]  # fmt: skip
    after = _inverted(scene, rank)
    if after is not None:
        return _all_of(scene, after), rank.start, after.end - scene.start
    after = None if ONLY_BY.match(scene.text, rank.start) else _after(scene, rank)
    holder = _holder(scene, rank)
    if holder is not None:
        return holder.codes, holder.start - scene.start, rank.end
    near = left and rank.start + scene.start - left[-1][-1].end < 60
    if after is not None and (
        not near
        or re.match(
            r".*\b(?:lead|gold|silver|bronze|closing|bringing|last,)",
            scene.text[rank.start : rank.end],
        )
    ):
        return _all_of(scene, after), rank.start, after.end - scene.start
    we = _WE.search(scene.text, max(first, rank.start - 40), rank.end)
    if we and not (left and left[-1][-1].end - scene.start > we.start()):
        return memory.home or memory.focus, we.start(), rank.end
    if left and _comes_first(scene, rank, left[-1][-1].end):
        return (), rank.start, rank.end
    if left:
        return (
            flat_codes(left[-1]) + _shared(scene, rank),
            left[-1][0].start - scene.start,
            rank.end,
        )
    if after is not None:
        return _all_of(scene, after), rank.start, after.end - scene.start
    if _comes_first(scene, rank, scene.start):
        return (), rank.start, rank.end
    return memory.focus, rank.start, rank.end


_TURNED = re.compile(
    r"(?:[^.;]{0,40}?\s(?:comes?|came|is|was|stands?|stood|sits?|ranks?|follows?)\s|[^.;:,]{0,24},\s)(?:the\s)?(?=\w)"
)


def _inverted(scene: Scene, rank: _Rank) -> Mention | None:
    """Return the ally of "Second behind Warsaw comes Vilnius", where the place opens the sentence."""
    if rank.start > 2:
        return None
    turned = _TURNED.match(scene.text, rank.end)
    if turned is None:
        return None
    at = scene.start + turned.end()
    return next((m for m in scene.mentions if m.is_state and 0 <= m.start - at < 3), None)


def _holder(scene: Scene, rank: _Rank) -> Mention | None:
    """Return the ally that "in sixth place" stands right behind, be it an aside or not."""
    words = scene.text[rank.start : rank.end]
    if not re.match(r"(?:in|at|on) ", words):
        return None
    for mention in scene.mentions:
        gap = rank.start + scene.start - mention.end
        if mention.is_state and 0 <= gap < 3 and _is_elsewhere(scene, mention):
            return mention
    return None


def _all_of(scene: Scene, mention: Mention) -> tuple[str, ...]:
    """Return the allies listed from a mention on."""
    run = next(r for r in runs(scene.mentions, scene) if mention in r)
    return flat_codes(run[run.index(mention) :])


def _comes_first(scene: Scene, rank: _Rank, end: int) -> bool:
    """Whether something else "comes first": the ally does not stand right before."""
    first = re.match(r"(?:come|comes|came) first", scene.text[rank.start : rank.end])
    return bool(first) and scene.start + rank.start - end > 3


def _shared(scene: Scene, rank: _Rank) -> tuple[str, ...]:
    """Return the ally in "a shared eighth place with Oslo"."""
    if not re.search(r"\b(?:shared|joint)\b", scene.text[rank.start : rank.end]):
        return ()
    after = [m for m in scene.mentions if m.is_state and 0 <= m.start - scene.start - rank.end < 12]
    return after[0].codes if after else ()


def _is_elsewhere(scene: Scene, mention: Mention) -> bool:
    """Whether the mention is an aside: "behind Poland", "than Spain", "Poland's table"."""
    before = scene.between(max(scene.start, mention.start - 18), mention.start)
    return bool(
        re.search(
            r"\b(?:behind|than|after|unlike|like|from|against|ahead of|since|past|overtak\w+|overtook|passing|passed|surpass\w*|exceed\w*|outspend\w*|outspent|leapfrog\w*|only to|only by|trailing|beating|beaten|pipping)\s(?:the\s|only\s|both\s|even\s)*$",
            before,
        )
    )


def _after(scene: Scene, rank: _Rank) -> Mention | None:
    for mention in scene.mentions:
        gap = mention.start - scene.start - rank.end
        if mention.is_state and 0 <= gap < 28:
            words = scene.between(scene.start + rank.end, mention.start)
            return mention if _RIGHT.fullmatch(words) else None
    return None


def _claim(
    text: Text,
    scene: Scene,
    span: tuple[int, int],
    codes: tuple[str, ...],
    rank: _Rank,
    memory: Memory,
) -> Claim:
    values = (Value(rank.place, "rank"),) if rank.place is not None else ()
    period = memory.dates.of_words(scene, scene.start + span[0], scene.start + span[1], "rank")
    return draft(
        text, scene, "rank", scene.start + span[0], scene.start + span[1], codes, values=values,
        measure="rank", comparator=rank.comparator if values else None, period=period,
        what="from the bottom" if rank.bottom else "from the top",
        confidence=0.75, why="rank in words",
    )  # fmt: skip


def _listed(text: Text, scene: Scene, memory: Memory) -> list[Claim] | None:
    """Read "put them sixth, second and fourth": a list of places for a list of allies."""
    match = ORDER.search(scene.text)
    if match is None:
        return None
    places = [
        place_of(word)
        for word in re.findall(r"[a-z]+(?:-[a-z]+)?|\d+(?:st|nd|rd|th)", match.group())
        if place_of(word)
    ]
    before = [
        flat_codes(run)
        for run in runs(scene.mentions, scene)
        if run[-1].end <= scene.start + match.start()
    ]
    codes = next((c for c in reversed(before) if len(c) == len(places)), None)
    codes = codes or (memory.lead if len(memory.lead) == len(places) else ())
    return [
        _claim(
            text, scene, match.span(), (code,), _Rank(*match.span(), place, bottom=False), memory
        )
        for code, place in zip(codes, places, strict=False)
    ]


_THAN = re.compile(r"[^.;]{0,60}?\sthan\s(?:the\s)?(?=\w)")
_SERIES = re.compile(
    rf"(?: (?:was|is|came|comes|ranked|ranks|in|on|at))?,? (?:in )?(?P<ord>{ORDINAL})\b(?: place)?(?= with \d| on \d| at \d|,|;|\.|$| and\b| \(|:)"
)


def _series(scene: Scene, found: list[_Rank]) -> list[tuple[_Rank, Mention]]:
    """Read on in "Poland came first, Estonia second, the United States third"."""
    more: list[tuple[_Rank, Mention]] = []
    for mention in scene.mentions:
        match = _SERIES.match(scene.text, mention.end - scene.start) if mention.is_state else None
        if match is None or any(r.start < match.end() and match.start() < r.end for r in found):
            continue
        rank = _Rank(match.start(), match.end(), place_of(match["ord"]), bottom=False)
        more.append((rank, mention))
    return more if found or len(more) > 1 else []


def _only(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Read "Only Spain and Slovenia spend less": the rank is one more than those who do."""
    match = ONLY.search(scene.text)
    if match is None:
        return []
    start, end = scene.start + match.start("who"), scene.start + match.end("who")
    inside = [m for m in scene.mentions if m.is_state and start <= m.start < end]
    others = {code for m in inside for code in m.codes}
    number = re.fullmatch(rf"(?:the )?(?P<n>{NUMBER})(?: \w+){{0,4}}", match["who"])
    count = len(others) or (int(number_value(number["n"])[0]) if number else 0)
    if not 0 < count < 32:
        return []
    before = [
        m
        for m in scene.mentions
        if m.is_state and m.end <= scene.start + match.start() and not _is_elsewhere(scene, m)
    ]
    said = _THAN.match(scene.text, match.end())
    than = [
        m
        for m in scene.mentions
        if said and m.is_state and 0 <= m.start - scene.start - said.end() < 5
    ]
    if than and _THAN.match(scene.text, match.end()):
        before = than[:1]
    we = _WE.search(scene.text[: match.start()])
    subject = before[-1].codes if before else (memory.home if we else memory.focus)
    if len(subject) != 1 or len(subject[0]) != 3 or set(subject) & others:
        return []
    bottom = match["side"] in {"lower", "worse", "less", "smaller", "fewer", "below"}
    rank = _Rank(*match.span(), float(count + 1), bottom)
    memory.take(start, end)
    return [_claim(text, scene, match.span(), subject, rank, memory)]
