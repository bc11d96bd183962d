"""Which year a number is about: the time of its own clause, of what it is compared with, or of the text before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.news._draft import Memory
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time

_FILL = (
    r"(?:the|a|an|its|their|his|her|our|only|just|about|around|some|nearly|almost|roughly|barely|as little as|as much as|"
    r"approximately|merely|mere|an estimated|less than|more than|an already|level of|levels of|share of|figure of|"
    r"ratio of|average of|estimate of|low of|high of|total of|previous|earlier|preceding|current|present|former|old)\s"
)
_COMPARED = re.compile(
    rf"\b(?:from|after|against|versus|vs\.?|compared (?:with|to)|compares (?:with|to)|in comparison (?:with|to)|"
    rf"relative to|out of|beating|topping|following|previously)\s(?:{_FILL})*$"
)
"""What comes before an earlier level that another is held against."""

_INSTEAD = re.compile(
    rf"\b(?:instead of|rather than|in place of|and not|not the|than (?:the|its|their)|(?:higher|lower|better|worse|bigger|smaller) than)\s(?:{_FILL})*$"
)
"""What comes before another count of the same level."""

_SAME_YEAR_AFTER = re.compile(
    r"[^.;,\d]{0,14}\b(?:in|by|on|of|according to)\s(?:the|an|its|nato's|that|those)\s(?:very\s)?(?:first|earlier|previous|original|old|older|initial|last|june|july|march|august)\s"
    r"(?:estimates?|editions?|tables?|counts?|reports?|releases?|figures?|sheets?|lists?)\b|"
    r"[^.;,\d]{0,6}\s(?:that was|first|originally|initially)\s"
)
_FOR_OTHER = re.compile(r"[^.;,\d]{0,12}\b(?:for|in|by|from)\s(?:the\s)?$")

_FROM = re.compile(rf"\b(?:from|out of)\s(?:{_FILL})*$")
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
_SPAN = re.compile(
    r"\b(?:over|in|during|across|within)\s(?:the\s)?(?:same|that|this)\s(?:period|years|decade|time|span)\b"
)
_OVER = re.compile(
    r"\b(?:in|over|within|during)\s(?:those|these|the (?:past|last)|just|only|barely|some|about)?\s?(?P<n>an?|one|\w+)\s"
    r"(?P<unit>years?|decades?|twelvemonth)\b|\b(?P<once>in twelve months|in a (?:single )?year|year[- ]on[- ]year)\b"
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "past": 1, "last": 1,
}  # fmt: skip
_PROMISED = re.compile(
    r"\b(?:will|would|shall|should|must|need\w*|has to|have to|had to|plan\w*|aims?|wants?|intend\w*|pledg\w*|promis\w*|commit\w*|"
    r"vow\w*|agreed|decid\w*|propos\w*|announc\w*|timetable|goal|target|hopes?|to (?:raise|lift|increase|boost|go|bring|take|move)|"
    r"raising|increasing|lifting|boosting|moving|taking)\b"
)
_PRESENT = re.compile(
    r"\b(?:is|are|stands|sits|spends?|pays?|puts?|devotes?|declares?|manages?|stays?|remains?|reports|shows|allocates?|invests?|"
    r"dedicates?|earmarks|contributes?|amounts? to|totals|has|have|equals?|represents?|accounts for|hovers|ranks?|leads?|"
    r"trails?|lags?|dispenses|allots|gives|lands|touches|hits|reaches|clocks|closes|tops|meets|falls|comes|gets|keeps|lies|runs|makes|"
    r"counts|lingers|languishes|boasts|offers|musters|stumps|coughs|shells|crosses|exceeds|passes|clears|misses|inherits|closes|'s)\s[^.;]{0,40}$"
)
_FIRST_PRESENT = re.compile(
    r"\b(?:is|are|stands|sits|spends?|pays?|puts|devotes|manages|allocates|remains?|has|have|shows?)\b"
)
_PRESENT_AFTER = re.compile(r"\s(?:of [\w ]{2,20}\s)?(?:goes|go|buys?|is|are|pays?|makes?)\b")
_REPORTED = re.compile(
    r"\b(?:said|says|believed|noted|thought|argued|added|stressed|told \w+|insisted|claimed|declared|wrote|replied|answered|maintained|reminded \w+)\b"
    r"(?: that)?[^.;]{0,40}\b(?:was|were|had|stood|spent|sat)\s[^.;]{0,20}$"
)
"""Reported speech, whose past is the speaker's present."""

_PAST = re.compile(
    r"\b(?:was|were|spent|stood|devoted|had|managed|reached|put|allocated|invested|amounted|paid|came|dedicated|gave|contributed|"
    r"reported|recorded|totalled|equalled|represented|ended|finished|sat|ranked|led|lagged|trailed)\b"
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


def _ground(scene: Scene, shares: Sequence[Quantity]) -> _Grounds:
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
        if _MOVED.search(told) and not _PROMISED.search(told):
            return True
    return bool(_OF_SOMETHING.search(before))


def governing_time(scene: Scene, quantity: Quantity, shares: Sequence[Quantity]) -> Time | None:
    """Return the reference to time that tells when a level holds."""
    if not scene.times:
        return None
    grounds = _ground(scene, shares)
    mine = grounds.own.get(quantity.start)
    if mine is not None:
        return mine
    compared = is_compared(scene, quantity)
    inside = _inside(scene, quantity, grounds, compared=compared)
    if inside is not None or compared:
        return inside
    return (
        _equated(scene, quantity, grounds)
        or _closing(scene, quantity, grounds)
        or _opening(scene, quantity, shares, grounds)
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
    if not _COMPARED.search(scene.between(max(scene.start, quantity.start - 60), quantity.start)):
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


def _inside(scene: Scene, quantity: Quantity, grounds: _Grounds, *, compared: bool) -> Time | None:
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
        trailing = _inside(scene, later, grounds, compared=False)
        if trailing is not None and trailing.start > later.start:
            return trailing if trailing.sense in {"in", "now"} else None
        chain = later
    return None


def _opening(
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


def period_of(
    text: Text, scene: Scene, quantity: Quantity, time: Time | None, mode: str, memory: Memory
) -> str:
    """Return the period of a level, as claims print it."""
    if mode == "target_rule":
        return _of_rule(text, quantity, time)
    if mode == "plan":
        return time.period if time is not None else ""
    if time is None:
        return _from_context(text, scene, quantity, memory)
    if time.sense == "now":
        return _now(text, scene, memory)
    if time.sense in {"by", "until", "from"} and time.year is not None:
        return str(time.year)
    return time.period


def _from_context(text: Text, scene: Scene, quantity: Quantity, memory: Memory) -> str:
    """The year of a level that has no time of its own."""
    if is_compared(scene, quantity):
        return _before(text, scene, quantity, memory)
    near = scene.between(max(scene.start, quantity.start - 60), quantity.start)
    if _INSTEAD.search(near) or _COMPARED.search(near):
        return str(_main_year(text, scene, quantity, memory))
    past = bool(_PAST.search(near)) and not _PRESENT.search(near) and not _REPORTED.search(near)
    if past and memory.year is None and memory.told is not None:
        return str(memory.told)
    if memory.year is None or memory.year > text.published.year:
        return _undated(text, told_before=past)
    if memory.span is not None and re.search(r"\bto\s(?:\w+\s)?$", near):
        return str(memory.span[1])
    after = scene.between(quantity.end, quantity.end + 30)
    present = _PRESENT.search(near) or _PRESENT_AFTER.match(after)
    if not present and not _PAST.search(near):
        # "Romania is at 2.25, Poland above four": the verb of the sentence goes on.
        whole = scene.between(scene.start, quantity.start)
        present = _FIRST_PRESENT.search(whole) if not _PAST.search(whole) else None
    if (present and not _PAST.search(near)) or _REPORTED.search(near):
        return _undated(text, told_before=False)
    return str(memory.year)


def _undated(text: Text, *, told_before: bool) -> str:
    """An undated share is the present; told in the past tense it is the latest the tables had."""
    if told_before:
        return str(text.latest)
    return str(text.news_year) if text.news_year is not None else "current"


_DUE = re.compile(r"\b2035\b")


def _of_rule(text: Text, quantity: Quantity, time: Time | None) -> str:
    """The due year of a rule, if it is told with it or near by."""
    year = time.year if time is not None else None
    due = time is not None and (
        time.sense == "by" or (time.sense == "in" and (year or 0) > text.published.year)
    )
    if year is not None and year >= 2024 and due:
        return f"by {year}"
    near = text.folded[max(0, quantity.start - 400) : quantity.end + 160]
    return "by 2035" if quantity.values[0] in {3.5, 1.5, 5.0} and _DUE.search(near) else ""


EARLIER_EDITION = re.compile(
    r"\b(?:once|were said|was said|had been shown|the same tables|first estimate|release|credited|had been put|"
    r"as first published|originally|restated|revised|recount\w*|last (?:august|july|june|march))\b"
)
"""Words that set what an earlier edition printed beside a later one."""


def _now(text: Text, scene: Scene, memory: Memory) -> str:
    """Read "now" as the present, or as the present state of the books on an earlier year."""
    if not (memory.earlier_edition or EARLIER_EDITION.search(scene.text)):
        return "current"
    named = [t.year for t in scene.times if t.year is not None and t.sense == "in"]
    named = [year for year in named if year <= text.published.year]
    year = named[0] if named else memory.year
    return str(year) if year is not None else "current"


def _before(text: Text, scene: Scene, quantity: Quantity, memory: Memory) -> str:
    """The year of a level that another is compared with, where the words do not name it."""
    if _goes_to_promise(scene, quantity, text.published.year):
        return "current"
    since = [
        t.year for t in scene.times
        if t.year is not None
        and (t.sense == "from" or _SINCE.search(scene.between(scene.start, t.start)))
    ]  # fmt: skip
    ranges = [t for t in scene.times if t.last is not None]
    if _FROM.search(scene.between(max(scene.start, quantity.start - 60), quantity.start)):
        if ranges:
            return str(ranges[0].year)
        if since and since[0] < text.published.year:
            return str(since[0])
        if memory.span is not None:
            return str(memory.span[0])
    over = _OVER.search(scene.text)
    shift = 1
    if over and not over["once"]:
        shift = _COUNTS.get(over["n"], 1) * (10 if over["unit"].startswith("decade") else 1)
    return str(_main_year(text, scene, quantity, memory) - shift)


_SINCE = re.compile(r"\bsince\b[^.;,]{0,60}$")


def _main_year(text: Text, scene: Scene, quantity: Quantity, memory: Memory) -> int:
    """The year of the number that this one is compared with."""
    grounds = _ground(scene, [quantity])
    others = [q for q in grounds.numbers if q.start != quantity.start and not is_compared(scene, q)]
    before = [q for q in others if q.start < quantity.start]
    for other in [*before[::-1][:1], *[q for q in others if q.start > quantity.start][:1]]:
        time = grounds.own.get(other.start) or _inside(scene, other, grounds, compared=False)
        if time is not None and time.year is not None and time.year <= text.published.year:
            return time.last or time.year
    opening = _opening(scene, quantity, [quantity], grounds)
    if opening is not None and opening.year is not None and opening.year <= text.published.year:
        return opening.year
    return memory.year or text.latest


def _goes_to_promise(scene: Scene, quantity: Quantity, year: int) -> bool:
    """Whether "from 1.3 to 2 percent" is a way ahead: then it starts where the ally is today."""
    before = scene.between(max(scene.start, quantity.start - 90), quantity.start)
    if not _FROM.search(before):
        return False
    after = scene.between(quantity.end, quantity.end + 60)
    if not re.match(r"[^.;]{0,30}\b(?:to|towards?)\s", after) and not re.search(
        r"\bup from\s(?:[\w ]{0,20}\s)?$", before
    ):
        return False
    ahead = any(
        t.start > quantity.start and (t.sense == "parliament" or (t.last or t.year or 0) > year)
        for t in scene.times
    )
    told = re.search(
        r"\b(?:has|have|had|was|were) (?:\w+ )?(?:gone|risen|grown|climbed|jumped|increased|raised)\b",
        before,
    )
    return told is None and (ahead or bool(_PROMISED.search(before)))


def remember_year(scene: Scene, quantity: Quantity, time: Time | None, memory: Memory) -> None:
    """Let the year of a level told as fact hold for what follows in the paragraph."""
    if time is None or time.year is None:
        return
    named = re.search(r"\d|last|this|same|current", scene.between(time.start, time.end))
    if named and not is_compared(scene, quantity):
        memory.year = time.last or time.year
        memory.told = memory.year


_DATA = re.compile(
    r"(?:'s)?\s(?:\w+\s)?(?:data|figures|estimates?|numbers|statistics|tables?)\s(?:show|reveal|suggest|provided|published|released|indicate|put|from|by|compiled)"
)
"""After a year, what says that the numbers to come are of that year."""


def frame(scene: Scene, memory: Memory, latest: int, today: int) -> None:
    """Remember the span of years a sentence sets, and the year a list that follows is about."""
    since = [
        t.year for t in scene.times if t.sense == "from" and t.year is not None and t.year < today
    ]
    ranges = [(t.year, t.last) for t in scene.times if t.year is not None and t.last is not None]
    named = sorted(
        {t.year for t in scene.times if t.year is not None and t.sense == "in" and t.year <= today}
    )
    if ranges and ranges[0][1] <= today:
        memory.span = ranges[0]
    elif since:
        memory.span = (since[0], latest)
    elif len(named) == 2 and re.search(r"\bfrom\b[^.;]{0,80}\bto\b", scene.text):
        memory.span = (named[0], named[1])
    if scene.text.rstrip().endswith(":") and len(named) == 1:
        memory.year = named[0]
    for time in scene.times:
        told = time.year is not None and time.year <= today and time.sense == "in"
        if told and _DATA.match(scene.between(time.end, time.end + 40)):
            memory.year = time.year
