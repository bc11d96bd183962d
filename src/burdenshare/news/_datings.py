"""Which reference to time a number has: its own, its clause's, its list's or its sentence's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.news._cues import find_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene
    from burdenshare.news._times import Time

FILL = (
    r"(?:the|a|an|its|their|his|her|our|only|just|about|around|some|nearly|almost|roughly|barely|as little as|as much as|"
    r"approximately|merely|mere|an estimated|less than|more than|an already|level of|levels of|share of|figure of|"
    r"ratio of|average of|estimate of|low of|high of|total of|previous|earlier|preceding|current|present|former|old)\s"
)


COMPARED = re.compile(
    rf"\b(?:from|after|against|versus|vs\.?|compared (?:with|to)|compares (?:with|to)|in comparison (?:with|to)|"
    rf"relative to|out of|beating|topping|following|previously)\s(?:{FILL})*$"
)
"""What comes before an earlier level that another is held against."""


_SAME_YEAR_AFTER = re.compile(
    r"[^.;,\d]{0,14}\b(?:in|by|on|of|according to)\s(?:the|an|its|nato's|that|those)\s(?:very\s)?(?:first|earlier|previous|original|old|older|initial|last|june|july|march|august)\s"
    r"(?:estimates?|editions?|tables?|counts?|reports?|releases?|figures?|sheets?|lists?)\b|"
    r"[^.;,\d]{0,6}\s(?:that was|first|originally|initially)\s"
)


_FOR_OTHER = re.compile(r"[^.;,\d]{0,12}\b(?:for|in|by|from)\s(?:the\s)?$")


_COMPARING = re.compile(
    r"(?:\b(?:than|after|against|versus|vs\.?|compared (?:with|to)|compares (?:with|to)|relative to|unlike|as in|"
    r"like|from|below|above|under|over|beats|beating|exceed\w*|higher|lower|more|less|again|as)\s(?:in\s|that of\s|those of\s|the\s)*)$"
)


_UNCHANGED = re.compile(
    r"\b(?:unchanged|up|down|rise|increase|drop|fall|same|flat|higher|lower|away)\s$"
)


_OF_SOMETHING = re.compile(
    r"\b(?:prices? (?:of|from)|dollars of|euros of|pounds of|constant|set (?:back )?in|agreed (?:back )?(?:on )?(?:in|at)|signed (?:in|at)|adopted (?:in|at)|made in|"
    r"taken in|promised in|pledged in|launched in|introduced in|founded in|join\w* in|joined nato in|accession in|annex\w* (?:of )?crimea in|"
    r"invaded (?:ukraine )?in|invasion (?:of ukraine )?(?:in|of)|published (?:in|on)|announced in|released in|election (?:in|of)|elected in|"
    r"took office in|in office (?:since|in)|power in|summit (?:in|of|at)|pledge of|commitment of|established in|decided in|said in|told \w+ in|"
    r"(?:set|agreed|adopted|signed|pledged|promised|made)\b[^.;,]{0,30}\s(?:in|at)|reaffirmed in|endorsed in|goal for|target for|objective for|baseline of|compared with)\s(?:the\s)?$"
)


_SOMETHING = re.compile(
    r"(?:'s)?\s(?:text|accord|conference|law|act|strategy|white paper|paper|prices?|dollars|euros|exchange rates?|summits?|pledge|declaration|elections?|invasion|annexation|wales|"
    r"commitments?|guidelines?|goals?|targets?|agreement|deal|deadline|meeting|review|white paper|treaty|decision|tables|crisis|war|"
    r"campaign|olympics|world cup)\b"
)


_PREPOSITION = (
    r"(?:in|for|during|of|over|by|from|as of|at|until|since|through|at the end of|by the end of|estimated for|forecast for|projected for|"
    r"expected (?:for|in)|planned (?:for|in)|back in|as (?:early|late|recently) as|already in)"
)


_WHAT = (
    r"(?:of (?:its |their |his |her |our )?(?:\w+ )?(?:gdp|output|gross domestic product|national income|economic output)|"
    r"(?:on|to|for|in|into|towards) (?:its |their |the )?(?:\w+ )?(?:defen[cs]e|military|armed forces|army|arms|spending)(?: spending)?|"
    r"apiece|each|respectively|alone|overall)"
)


_BEHIND = re.compile(
    rf"[\s,(]*(?:{_WHAT}[\s,]+)*(?:{_PREPOSITION}\s)?(?:the\s)?(?:(?:fiscal|financial|calendar)\s(?:year\s)?)?(?:{_PREPOSITION}\s)?"
)
"""Words between a number and the time that follows it as its own."""


_AHEAD = re.compile(
    r"(?:'s)?(?:,\s|[\s:(=-]{0,3}(?:it was\s|at\s|was\s|with\s|on\s|to\s|already\s)?)"
)
"""Words between a time and the number that follows it as its own."""


_SPEECH = re.compile(
    r",|\s(?:count|look|consider|take|compare|comes?|for|that|then|let|think|imagine)\b"
)
"""After a "now" that opens an argument and names no time."""


_STRETCH = re.compile(r"(?:in|over|within)\b")


_MOVED = re.compile(
    r"\b(?:rose|fell|grew|climbed|slipped|dropped|jumped|doubled|tripled|leapt|sank|went|came|(?:has|have|had)\s(?:\w+\s)?(?:\w+ed|\w+en|gone|come|slid|shrunk|sunk|leapt|fallen|risen|grown))\b"
)


_WHICH_WAS = re.compile(
    r"(?:'s)?\s(?:\w+\s){0,2}(?:,\s)?(?:(?:which|that|when it|when the \w+)\s(?:was|stood|were|came)(?: \w+)?|of|at)\s(?:at\s|about\s|around\s|only\s|just\s)*"
)
"""Words between a year that is compared with and that year's number: "than last year's, which was"."""


_BREAK = re.compile(
    r"[;:()]|\s-\s|--|,\s(?:and|but|while|whereas|although|though|yet|so|because|as|when|where|which|who|or|despite|with)\b|"
    r"\s(?:while|whereas|but|although|because)\s|\sso that\s"
)


PROMISED = re.compile(
    r"\b(?:will|would|shall|should|must|need\w*|has to|have to|had to|plan\w*|aims?|wants?|intend\w*|pledg\w*|promis\w*|commit\w*|"
    r"vow\w*|agreed|decid\w*|propos\w*|announc\w*|timetable|goal|target|hopes?|to (?:raise|lift|increase|boost|go|bring|take|move)|"
    r"raising|increasing|lifting|boosting|moving|taking)\b"
)


@dataclass(frozen=True, slots=True)
class _Grounds:
    """The times of a sentence that can date a number, and those that stand right beside one.

    Attributes:
        numbers: All numbers of the sentence that a time may belong to, in order.
        free: Times that no number stands beside.
        own: Time that stands beside a number, by the number's start.
        comparing: Starts of the times that something is compared with.
    """

    numbers: tuple[Quantity, ...]
    free: tuple[Time, ...]
    own: dict[int, Time]
    comparing: frozenset[int]


def ground_times(scene: Scene, shares: Sequence[Quantity]) -> _Grounds:
    """Return which times of the sentence stand beside which number."""
    starts = {q.start for q in shares}
    found = {q.start: q for q in scene.quantities if is_number(q) or q.start in starts}
    found.update({q.start: q for q in shares})
    numbers = tuple(found[start] for start in sorted(found))
    times = [t for t in scene.times if not _dates_something_else(scene, t)]
    own: dict[int, Time] = {}
    free: list[Time] = []
    for time in times:
        before = next((q for q in reversed(numbers) if q.number_end <= time.start), None)
        if before is not None and before.start not in own and _is_behind(scene, before, time):
            own[before.start] = time
    taken = {time.start for time in own.values()}
    for time in times:
        if time.start in taken:
            continue
        after = next((q for q in numbers if q.start >= time.end), None)
        if after is not None and after.start not in own and _is_ahead(scene, time, after):
            own[after.start] = time
        else:
            free.append(time)
    comparing = {
        t.start for t in free
        if (_COMPARING.search(scene.between(max(scene.start, t.start - 24), t.start)) and t.sense != "from")
        or (t.sense == "from" and _UNCHANGED.search(scene.between(max(scene.start, t.start - 24), t.start)))
    }  # fmt: skip
    return _Grounds(numbers, tuple(free), own, frozenset(comparing))


def _is_behind(scene: Scene, number: Quantity, time: Time) -> bool:
    return number.end > time.start or bool(_BEHIND.fullmatch(scene.between(number.end, time.start)))


def _is_ahead(scene: Scene, time: Time, number: Quantity) -> bool:
    between = scene.between(time.end, number.start)
    if _AHEAD.fullmatch(between):
        return True
    before = scene.between(max(scene.start, time.start - 24), time.start)
    return bool(_WHICH_WAS.fullmatch(between)) and bool(_COMPARING.search(before))


def is_number(quantity: Quantity) -> bool:
    """Whether a time may belong to it: shares, sums and decimals, not counts and years."""
    return quantity.sort in {"percent", "money"} or quantity.decimals > 0


def _dates_something_else(scene: Scene, time: Time) -> bool:
    """Whether a time dates a price basis, a summit, a promise or the like, and no level."""
    after = scene.between(time.end, time.end + 16)
    if time.year is None:
        return after.startswith("'s ") or bool(
            time.start - scene.start < 3 and _SPEECH.match(after) and time.sense == "now"
        )
    if _SOMETHING.match(after):
        return True
    before = scene.between(max(scene.start, time.start - 40), time.start)
    if time.sense == "by" and _STRETCH.match(scene.between(time.start, time.end)):
        told = scene.between(max(scene.start, time.start - 110), time.start)
        if _MOVED.search(told) and not PROMISED.search(told):
            return True
    return bool(_OF_SOMETHING.search(before))


def governing_time(scene: Scene, quantity: Quantity, shares: Sequence[Quantity]) -> Time | None:
    """Return the reference to time that tells when a level holds."""
    if not scene.times:
        return None
    grounds = ground_times(scene, shares)
    mine = grounds.own.get(quantity.start)
    if mine is not None:
        return mine
    compared = is_compared(scene, quantity)
    inside = within_clause(scene, quantity, grounds, compared=compared)
    if inside is not None or compared:
        return inside
    return (
        _equated(scene, quantity, grounds)
        or _closing(scene, quantity, grounds)
        or opening_time(scene, quantity, shares, grounds)
    )


_OR = re.compile(
    r"[^;:]{0,44}?(?:,|\s|\()\s?(?:or|equivalent to|that is|i\.e\.|which (?:is|was|corresponds to|amounts to|comes to)|corresponding to|equal to|"
    r"amounting to|representing|equalling|the equivalent of)\s(?:about\s|around\s|some\s|just\s|only\s|roughly\s|nearly\s|almost\s|over\s)*|[^;:,]{0,30}\s?\("
)


def _equated(scene: Scene, quantity: Quantity, grounds: _Grounds) -> Time | None:
    """A sum and its share, one told as the other, have one time: "90.6 billion in 2024, or 2.12 percent"."""
    place = next((i for i, q in enumerate(grounds.numbers) if q.start == quantity.start), -1)
    for other, first, second in (
        (place - 1, place - 1, place), (place + 1, place, place + 1),
    ):  # fmt: skip
        if not 0 <= other < len(grounds.numbers):
            continue
        one, two = grounds.numbers[first], grounds.numbers[second]
        if one.sort == two.sort or not _OR.fullmatch(scene.between(one.end, two.start)):
            continue
        time = grounds.own.get(grounds.numbers[other].start)
        if time is not None:
            return time
    return None


def is_compared(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number is an earlier one that another is held against: "up from 1.3", "after 2.05"."""
    if not COMPARED.search(scene.between(max(scene.start, quantity.start - 60), quantity.start)):
        return False
    # "Against 1.43 for Spain", "after 2.12 in the first estimate": the same year.
    if _SAME_YEAR_AFTER.match(scene.between(quantity.end, quantity.end + 60)):
        return False
    following = next((m for m in scene.mentions if m.is_state and m.start >= quantity.end), None)
    return following is None or not _FOR_OTHER.fullmatch(
        scene.between(quantity.end, following.start)
    )


def _segment(scene: Scene, quantity: Quantity) -> tuple[int, int]:
    start, end = scene.start, scene.end
    local = quantity.start - scene.start
    for match in _BREAK.finditer(scene.text):
        if match.end() <= local:
            start = scene.start + match.end()
        elif match.start() >= quantity.number_end - scene.start:
            end = scene.start + match.start()
            break
    return start, end


def within_clause(
    scene: Scene, quantity: Quantity, grounds: _Grounds, *, compared: bool
) -> Time | None:
    """The time that stands in the number's own clause, with no other number between."""
    first, last = _segment(scene, quantity)
    limit = next((q.start for q in grounds.numbers if q.start >= quantity.end), scene.end)
    since = next(
        (q.number_end for q in reversed(grounds.numbers) if q.start < quantity.start), scene.start
    )
    held = [t for t in grounds.free if first <= t.start < last and t.start not in grounds.comparing]
    behind = [t for t in held if quantity.number_end <= t.start < min(limit, last)]
    ahead = [t for t in held if since <= t.start and t.end <= quantity.start]
    if compared:
        return behind[0] if behind and behind[0].start - quantity.end <= 30 else None
    if behind and (not ahead or behind[0].start - quantity.end <= 45):
        return behind[0]
    return ahead[-1] if ahead else None


def _closing(scene: Scene, quantity: Quantity, grounds: _Grounds) -> Time | None:
    """One year at the end of a list holds for every number of it."""
    chain = quantity
    for later in grounds.numbers:
        if later.start <= quantity.start:
            continue
        between = scene.between(chain.number_end, later.start)
        if (
            is_compared(scene, later) or (later.sort != quantity.sort and later.sort == "money")
            or re.search(r"[;]|\b(?:to|up|down|now|but|while|whereas|had|once|then)\b", between)
        ):  # fmt: skip
            return None
        own = grounds.own.get(later.start)
        if own is not None:
            behind = own.start >= later.number_end
            return own if behind and own.sense in {"in", "now"} else None
        trailing = within_clause(scene, later, grounds, compared=False)
        if trailing is not None and trailing.start > later.start:
            return trailing if trailing.sense in {"in", "now"} else None
        chain = later
    return None


def opening_time(
    scene: Scene, quantity: Quantity, shares: Sequence[Quantity], grounds: _Grounds
) -> Time | None:
    """The time before the first number of the sentence, or one that closes the clause before."""
    first = min([q.start for q in shares], default=quantity.start)
    early = [
        t for t in grounds.free
        if t.end <= min(first, quantity.start) and t.start not in grounds.comparing and not _is_aside(scene, t)
    ]  # fmt: skip
    if early and _IS_NOW.search(
        scene.between(max(_segment(scene, quantity)[0], early[-1].end), quantity.start)
    ):
        # "In 2014 it was one percent; it has since tripled": the opening year is over.
        early = [
            t
            for t in early
            if t.sense != "in" or t.year is None or _segment(scene, quantity)[0] <= t.start
        ]
    if early:
        return early[0] if early[0].sense == "in" else early[-1]
    own = [t for start, t in grounds.own.items() if start < quantity.start and t.end <= start]
    return own[-1] if own and ";" not in scene.between(own[-1].end, quantity.start) else None


_IS_NOW = re.compile(
    r"\b(?:has|have)\s(?:since|now|meanwhile)\b|\bsince then\b|\b(?:is|are|it's) (?:now|already|currently)\b"
)


def _is_aside(scene: Scene, time: Time) -> bool:
    """Whether a time stands in an apposition between commas: ", broke a decade ago,"."""
    local = time.start - scene.start
    left = scene.text.rfind(",", 0, local)
    right = scene.text.find(",", time.end - scene.start)
    return (
        left > 0 and 0 < right - left < 60 and len(scene.text[left + 1 : local].split()) > 1
        and "ago" in scene.text[left:right]
    )  # fmt: skip


def is_apart(scene: Scene, quantity: Quantity, time: Time) -> bool:
    """Whether a time after a level belongs to another verb: "spends 2.69 and is on course for 3.5 in 2029"."""
    if time.start < quantity.end:
        return False
    first, last = quantity.end - scene.start, time.start - scene.start
    if _PASSIVE.match(scene.text, first):
        return False
    if any(
        q.sort == "bare" and q.values[0] <= 5 and quantity.end < q.start and q.end <= time.start
        for q in scene.quantities
    ):
        return True
    # "2.5 percent is to be reached by 2027": the verb that follows is the level's own.
    own = _OWN_VERB.match(scene.text, first)
    first = own.end() if own else first + 3
    return any(
        first <= cue.start
        and cue.end <= last
        and cue.kind in {"promise", "future", "told", "present"}
        for cue in find_cues(scene.text)
    )


_OWN_VERB = re.compile(
    r"\s(?:(?:is|was|are|were|will|would|shall|should|must|could|to|be|being|been|has|have|had)\s)+"
    r"(?:reached|met|attained|spent|achieved|hit|due|planned|expected|foreseen|set|agreed|announced|invested|devoted|allocated)\b"
)
_PASSIVE = re.compile(
    r"\s?(?:of (?:gdp|output)\s)?(?:(?:for|on|in|to) (?:the )?(?:defen[cs]e|military|arms|army|armed forces)\s)?(?:is to|will|shall|must|is due to|should|are to|has to|would)\sbe\s(?:reached|met|spent|hit|attained|achieved|devoted|invested|allocated|secured|put)\b"
)
