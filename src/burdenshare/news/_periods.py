"""Which year a number is about: the time of its own clause, of what it is compared with, or of the text before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._datings import (
    COMPARED,
    FILL,
    PROMISED,
    ground_times,
    is_compared,
    opening_time,
    within_clause,
)

if TYPE_CHECKING:
    from burdenshare.news._draft import Memory
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time


_INSTEAD = re.compile(
    rf"\b(?:instead of|rather than|in place of|and not|not the|than (?:the|its|their)|(?:higher|lower|better|worse|bigger|smaller) than)\s(?:{FILL})*$"
)
"""What comes before another count of the same level."""


_FROM = re.compile(rf"\b(?:from|out of)\s(?:{FILL})*$")


_OVER = re.compile(
    r"\b(?:in|over|within|during)\s(?:those|these|the (?:past|last)|just|only|barely|some|about)?\s?(?P<n>an?|one|\w+)\s"
    r"(?P<unit>years?|decades?|twelvemonth)\b|\b(?P<once>in twelve months|in a (?:single )?year|year[- ]on[- ]year)\b"
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "past": 1, "last": 1,
}  # fmt: skip
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
    if _INSTEAD.search(near) or COMPARED.search(near):
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
        and ";" not in scene.between(min(t.start, quantity.start), max(t.start, quantity.start))
    ]  # fmt: skip
    ranges = [
        t for t in scene.times
        if t.last is not None
        and ";" not in scene.between(min(t.start, quantity.start), max(t.start, quantity.start))
    ]  # fmt: skip
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
    grounds = ground_times(scene, [quantity])
    others = [q for q in grounds.numbers if q.start != quantity.start and not is_compared(scene, q)]
    before = [q for q in others if q.start < quantity.start]
    for other in [*before[::-1][:1], *[q for q in others if q.start > quantity.start][:1]]:
        time = grounds.own.get(other.start) or within_clause(scene, other, grounds, compared=False)
        if time is not None and time.year is not None and time.year <= text.published.year:
            return time.last or time.year
    opening = opening_time(scene, quantity, [quantity], grounds)
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
    return told is None and (ahead or bool(PROMISED.search(before)))


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
