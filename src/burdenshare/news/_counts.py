"""How many allies meet or miss a level."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._count_words import Counted, find_counted
from burdenshare.news._draft import Memory, draft
from burdenshare.news._look import Pattern
from burdenshare.news._subjects import HAGUE, flat_codes, runs
from burdenshare.news._told import told
from burdenshare.news._units import MARKS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

_CONTEXT = Pattern(
    r"\b(?:allies|ally|members?|membership|governments?|capitals|countries|country|nations?|states|guideline|target|goal|threshold|line|mark|floor|pledge|commitment|two[- ]per ?-?cent|2 ?%|nato)\b"
)
_DOING = Pattern(
    r"\b(?:managed|manage|met|meet|reached|reach|cleared|clear|passed|spend|spent|did|do(?= so)|short|behind|club|so far|qualif\w+|comply|complied|deliver\w*|hono?ur|there|made it|make it|hit|paying|pays?)\b"
)
"""What numbers alone do that count allies: "Four managed it last year"."""

_MEETS = re.compile(
    r"\b(?:me(?:e)?ts?|meeting|hit\w*|reach\w*|exceed\w*|clear\w*|cross\w*|attain\w*|made|make|above|over|past|beyond|at|keep|kept|top(?:ped|s)?|surpass\w*|"
    r"compl(?:y|ied)|achiev\w*|satisf\w+|left|(?:do|does|did) so|pass\w*|qualif\w+|deliver\w*|fulfil\w*|match\w*|honou?r\w*|manag\w+|spen(?:ds?|t|ding)(?! (?:less|below|under)))\b"
)
_MISSES = re.compile(
    r"\b(?:miss(?:ed|es|ing)?|yet to|still to|in default|n't|not|cannot|breach\w*|flout\w*|ignor\w*|undershoot\w*|undershot|trail\w*|fell|fall(?:s|ing)?|short|"
    r"delinquents?|laggards?|stragglers?|shirkers?|defaulters?|less|below|beneath|under|fail\w*|flunk\w*|struggl\w*|lag\w*|outside|behind|away from)\b|n't\b"
)
_NOUN = re.compile(
    r"\b(?:guidelines?|benchmark|target|goal|mark|hurdle|line|threshold|floor|bar|pledge|commitment|rule|minimum|norm|objective|criterion)\b"
)
_AT = re.compile(
    r"\b(?:above|over|at|under|below|beyond|past|spending|reach\w*|the|clear\w*|meet|than|hit|attain)\s$"
)
_BESIDE_ANY = re.compile(r"\b(?:above|over|under|below|beyond|past|than|exceed\w*|clear\w*)\s$")
"""Words before a level nobody has pledged: without one of them, it is what an ally named beside it spends."""

_PLEDGED = MARKS | {20.0}
_LEVELS = frozenset({1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 20.0})


@lru_cache(maxsize=512)
def members_on(day: dt.date) -> int:
    """Return how many allies there were on a day."""
    from burdenshare.allies import allies

    return sum(member.is_ally_on(day) for member in allies())


def read_counts(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on how many allies meet or miss a level; their numbers are taken."""
    if scene.question or not (
        _CONTEXT.search(scene)
        or _DOING.search(scene)
        or _CONTEXT.compiled.search(text.folded[max(0, scene.start - 200) : scene.end])
    ):
        return []
    claims: list[Claim] = []
    for counted in find_counted(scene, members_on(text.published)):
        if any(claim.start < counted.end and counted.start < claim.end for claim in claims):
            continue
        claim = _read(text, scene, memory, counted)
        if claim is None:
            continue
        same = next((c for c in claims if _is_list_of(counted, claim, c)), None)
        if same is not None:  # "Eight do not make it: Croatia, ...": the names belong to the number
            claims[claims.index(same)] = replace(same, subject=claim.subject)
        else:
            claims.append(claim)
    return claims


def _is_list_of(counted: Counted, names: Claim, number: Claim) -> bool:
    """Whether names list the allies that a number counted before them."""
    counts = number.values[0].unit == "allies" and number.values[0].value == names.values[0].value
    return counted.form == "list" and counts and number.end <= names.start


def _read(text: Text, scene: Scene, memory: Memory, counted: Counted) -> Claim | None:
    level = _level(scene, counted)
    if level is not None and level.end <= counted.start and _is_of_new(text, scene, counted):
        level = None
    missing = _is_missing(scene, counted)
    start, end = counted.start, counted.end
    if level is not None:
        end = max(end, level.end)
    end = _clause_end(scene, end)
    value = counted.value
    meant = (
        Value(level.values[0], _unit(level.values[0]), level.decimals)
        if level
        else _carried(text, scene, memory, counted)
    )
    values = (Value(value, "allies"), meant) if value is not None else (meant,)
    if (
        counted.form == "list"
        and level is not None
        and _EACH.match(scene.between(counted.end, counted.end + 12))
    ):
        return None  # "Poland, Latvia and Estonia all spend above 2 percent" tells of each, not how many
    named = counted.codes or (
        _named(scene, start, end + 60) if counted.form not in {"vague", "all"} else ()
    )
    subject = ("NATO", *named)
    if re.search(r"\beuropean\b|\bin europe\b", scene.between(start - 12, counted.end)):
        subject = ("NATO", "NATO_EUR")
    claim = draft(
        text, scene, "count", start, end, subject, values=values, measure="count",
        comparator=counted.comparator if value is not None else None,
        what="below" if missing else "at or above",
        why="number of allies and level in one clause" if level else "level carried from the text before",
    )  # fmt: skip
    forms = [
        counted.form, f"{counted.form} counted before={memory.last_count is not None}",
        f"{counted.form} level={level is not None}", f"{counted.form} missing={missing}",
        f"{counted.form} number={_sized(value)}", f"noun={bool(_NOUN.search(scene.text))} {level is not None}",
    ]  # fmt: skip
    before = text.folded[max(0, scene.start - 90) : scene.start]
    forms += [f"asked={'how many' in before}", f"{counted.form} opens={start - scene.start < 4}"]
    sure = told("count", text, scene, claim, (start, counted.end), forms)
    if sure is None and counted.form == "vague" and level is not None:
        # Too rare in the reports to be learned: "many allies struggle to reach 2 percent".
        between = scene.between(counted.end, level.start)
        strives = len(between) < 50 and _STRIVES.match(between)
        sure = replace(claim, confidence=0.6) if strives else None
    if sure is None:
        return None
    memory.take(start, end)
    if level is not None:
        memory.take(level.start, level.end)
        if not level.decimals:
            memory.counted.append((level.start, level.end))
    memory.last_count = meant.value
    memory.shares += 1
    period = _period_of(text, scene, memory, (start, end))
    if level is None:
        sure = replace(sure, values=tuple(_as_of(value, period) for value in sure.values))
    return replace(sure, period=period)


_ALREADY = re.compile(r"\b(?:already|currently)\b")


def _period_of(text: Text, scene: Scene, memory: Memory, at: tuple[int, int]) -> str:
    period = memory.dates.of_words(scene, *at, "count")
    if period[:4] > str(text.published.year) and _ALREADY.search(scene.between(*at)):
        return "current"  # "nine already meet it and half of the rest expect to in 2030"
    return period


def _as_of(value: Value, period: str) -> Value:
    """Return a carried level, which before The Hague was 2 %, whatever has been told before."""
    year = period[:4]
    early = year.isdigit() and int(year) < _FIRST_OF_HAGUE
    return _TWO if early and value.unit == "pct_gdp" else value


_FIRST_OF_HAGUE = 2025
"""Before this year there was no other level for "the guideline" to be than 2 %."""

_TWO = Value(2.0, "pct_gdp", 0)


_EACH = re.compile(r" ?-? ?(?:, (?:who|which) )?(?:all|each|both)\b")

_STRIVES = re.compile(
    r"\s(?:still |also |now |already )*(?:struggl\w+|fight\w*|fail\w*|strain\w*|labou?r\w*|do not|did not|have not|miss\w*|meet|met|"
    r"reach\w*|hit|fall short|fell short|are (?:below|above|short of|under|at|over)|were (?:below|above|under|at|over)|lag\w*)\b"
)


def _sized(value: float | None) -> str:
    if value is None:
        return "none"
    return f"{value:g}" if value < 3 else "all" if value >= 28 else "some"


def _is_missing(scene: Scene, counted: Counted) -> bool:
    """Whether the first verb after the words, or a passive before them, is one of missing."""
    if scene.between(counted.start, counted.end).endswith("exception"):
        return True  # others met it
    ahead = scene.between(counted.start - 30, counted.start)
    if _NOT_THERE.search(ahead):
        return True
    passive = re.search(r"\b(\w+) (?:\w+ ){0,2}by (?:\w+ )?$", ahead)
    if passive and (_MEETS.match(passive[1]) or _MISSES.match(passive[1])):
        return bool(_MISSES.match(passive[1]))
    rest = scene.between(counted.end, counted.end + 120)
    rest = _NOT_EVEN.sub(lambda aside: " " * len(aside.group()), rest)
    meets, misses = _MEETS.search(rest), _MISSES.search(rest)
    return misses is not None and (meets is None or misses.start() <= meets.start())


_NOT_THERE = re.compile(
    r"\b(?:not (?:yet |quite )?there|still (?:below|under|short)|missing)\s?(?::|--?)\s$"
)
"""Before the names of those who miss a level: "Not there: Belgium, Canada and Croatia"."""

_OF_SPENDING = re.compile(r" of (?:\w+ing )?(?:at least )?")
"""Between the noun and its level: "a target of spending 2 percent"."""

_NOT_EVEN = re.compile(r",? not even [^,.;]{2,60}(?:,|$)")
"""An aside that names the unlikeliest: "no ally, not even the United States, reaches it"."""


_GREW_BY = re.compile(
    r"\bby (?:more than |less than |at least |over |about |around |nearly |almost )?$"
)
"""Before a percentage by which spending moved: no level that allies are at."""


def _level(scene: Scene, counted: Counted) -> Quantity | None:
    """Return the level meant: the percentage near by, after the words before ahead of them."""
    noun = _NOUN.search(scene.between(counted.end, counted.end + 60))
    for quantity in sorted(scene.quantities, key=lambda q: (q.start < counted.end, q.start)):
        gap = quantity.start - counted.end
        ahead, behind = 0 <= gap < 95, 0 <= counted.start - quantity.end < 45
        told = scene.between(quantity.start - 12, quantity.start)
        if _GREW_BY.search(scene.between(quantity.start - 24, quantity.start)):
            continue
        if (
            noun
            and ahead
            and gap > noun.end() + 4
            and not _OF_SPENDING.fullmatch(scene.between(counted.end + noun.end(), quantity.start))
        ):
            continue
        value, plain = quantity.values[0], quantity.values[0] in _LEVELS and quantity.decimals < 2
        if quantity.sort == "percent" and quantity.base != "other" and 1 <= value <= 30:
            if (ahead and (plain or _BESIDE_ANY.search(told))) or (behind and plain):
                return quantity
        elif (
            quantity.sort == "bare" and value in _PLEDGED and _AT.search(told) and (ahead or behind)
        ):
            return quantity
    return None


def _unit(value: float) -> str:
    """Of what the level is a share: a fifth or so is the part that buys equipment."""
    return "pct_of_defence" if value >= _LEAST_FOR_EQUIPMENT else "pct_gdp"


_LEAST_FOR_EQUIPMENT = 15.0


_THAT = re.compile(r"\b(?:that|this) (?:much|high|level|share|mark|line|figure|number)\b")
_NEW_LEVEL = re.compile(
    r" (?:\w+ ){0,2}?(?:reach|meet|met|hit|clear|exceed|surpass|attain)\w* (?:a |the |its |nato's )*(?:new|higher)\b[^.;]{0,24}?\b(?:goal|target|level|benchmark|threshold|guideline|line|mark)\b"
)
"""What has taken the place of 2 %: "only three currently reach a new, higher goal"."""


def _is_of_new(text: Text, scene: Scene, counted: Counted) -> bool:
    match = _NEW_LEVEL.match(scene.text, counted.end - scene.start)
    return text.published >= HAGUE and match is not None


_LATER_RULE = re.compile(r"\b2035\b|\bnot due (?:for|until)\b")


def _carried(text: Text, scene: Scene, memory: Memory, counted: Counted) -> Value:
    """Return the level that words before stand for: told earlier in the sentence, "that much", "the guideline"."""
    at = counted.start
    value = _told_before(scene.quantities, at)
    if value is None and _THAT.search(scene.text):
        before = text.scenes[max(0, scene.sentence.index - 2) : scene.sentence.index]
        value = _told_before([q for other in before for q in other.quantities], at)
    new = _is_of_new(text, scene, counted)
    if new or (value is None and _LATER_RULE.search(scene.text)):
        value = 3.5
    if value is None:
        named = memory.last_count is None or _NOUN.search(scene.text)
        value = memory.mark if named or memory.last_count is None else memory.last_count
    return Value(value, _unit(value), 0)


def _told_before(quantities: Sequence[Quantity], at: int) -> float | None:
    """Return the pledged level told last before a place, if one was."""
    found = [
        q.values[0] for q in quantities
        if q.sort == "percent" and q.start < at and q.values[0] in MARKS and q.decimals < 2
    ]  # fmt: skip
    return found[-1] if found else None


def _clause_end(scene: Scene, at: int) -> int:
    """Extend to the end of the clause, at most forty characters."""
    tail = scene.between(at, at + 40)
    stop = re.search(r"[,;:.()]|\s-\s", tail)
    return min(scene.end, at + (stop.start() if stop else min(len(tail), 18)))


def _named(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Return the allies the count names: "Only two miss it: Belgium and Canada"."""
    for run in runs([m for m in scene.mentions if start - 80 <= m.start <= end], scene):
        gap = scene.between(start, run[0].start)
        if re.search(r"[:(]\s?(?:the\s)?$|\b(?:namely|case for|not for)\s(?:the\s)?$", gap):
            return flat_codes(run)
    return ()
