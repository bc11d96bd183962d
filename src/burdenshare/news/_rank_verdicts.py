"""Verdicts on ranks: where allies stood in one year of one edition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from burdenshare.allies import allies
from burdenshare.news._claim import Verdict
from burdenshare.news._rows import rows_of

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.news._claim import Claim
    from burdenshare.news._rows import Row
    from burdenshare.panel import Panel

_IN_TERMS = re.compile(r"\bin terms of [^,;.]{0,40}\b(?:increase|growth|rise|jump)\b")
_CLAUSE = 110
"""Letters behind a place in which its words may say what it is a place in."""
_FOR_YEARS = re.compile(
    r"\bfor (?:many |several |some |long )?(?:years|decades)\b[^,;.]{0,30}\b(?:was|were|had|led|topped)\b[^,;.]{0,30}$"
)
_MAY_COME = re.compile(r"\b(?:might|could|may|risks?)\b[^,;.]{0,40}$")
_SAME_PURPOSE = re.compile(r"\b(?:in this (?:regard|respect)|for (?:that|this) purpose)\b")
_GROWS = re.compile(
    r"\s(?:[\w-]+ ){0,4}?(?:increases?|rises?|jumps?|leaps?|growth|surges?|hikes?|boosts?|fall|cuts?|drop)\b"
)
_IN_ALL = re.compile(
    r"\b(?:in absolute|absolute|outlays?|budgets?|in (?:dollars|cash|money|euros))\b"
)
_ON_EQUIPMENT = re.compile(r"\b(?:equipment|hardware|kit|procurement|moderni[sz]ation)\b")
_FOR_KIT = re.compile(
    r"\b(?:equipment|hardware|kit|procurement|moderni[sz]ation|capacity building|investments?|acquisitions?)\b"
)
_AMONG = {
    "NATO_EUR": re.compile(
        r"\b(?:in|of|among) (?:all )?(?:europe|europeans?)\b(?! (?:and|allies and))"
    ),
    "nordic": re.compile(r"\bnordics?\b"),
    "EU": re.compile(r"\b(?:eu|european union)\b"),
    "Benelux": re.compile(r"\bbenelux\b"),
    "Visegrád": re.compile(r"\bvisegrad\b|\bvisegrád\b"),
    "baltic": re.compile(r"\b(?:in|of|among) the baltics?\b"),
}
_GROUPS = {
    "nordic": {"DNK", "FIN", "NOR", "SWE"}, "baltic": {"EST", "LVA", "LTU"},
    "Benelux": {"BEL", "LUX", "NLD"}, "Visegrád": {"CZE", "HUN", "POL", "SVK"},
}  # fmt: skip


@cache
def _members(group: str) -> frozenset[str]:
    """The allies in a group that places are told in: of the EU, those of today."""
    if group == "EU":
        return frozenset(
            one.alpha3 for one in allies() if one.eu is not None and one.eu.last is None
        )
    return frozenset(_GROUPS[group])


_BY = {
    "core_share": "", "equipment_share": ", by the share that buys equipment",
    "core_expenditure_usd_current": ", in dollars", "core_expenditure_per_capita": ", per head",
}  # fmt: skip


_PART_BEFORE = re.compile(r"[^,;.]*, the (?:[\w-]+)$")
"""What a place is a place in, told right before: "half of it for equipment, the highest"."""


def _place(claim: Claim) -> tuple[str, str]:
    """The words of a rank with those before them, and what follows them in their clause."""
    words = claim.sentence.lower()
    end = max(0, words.find(claim.text.lower())) + len(claim.text)
    rest = re.match(r"[^,;.:]{0,60}", words[end:])
    return words[:end], rest.group() if rest else ""


_SINCE = re.compile(r"[^,;.:]{0,60}?\bsince\b")
_OF_YEARS = re.compile(r"\b(?:level|share|figure|amount|total|budget|number|point)s?\b")


_STEEPEST = re.compile(
    r"\b(?:\w+est|most rapid)\s(?:[\w-]+ ){0,2}?(?:increases?|rises?|jumps?|leaps?|growth|surges?|hikes?|falls?|cuts?|drops?)\b"
)


_OF_SOME = re.compile(
    r"[^,;.:]{0,40}?\bof (?:those|the (?:countries|allies|members)) (?:that|who|which)\b"
)
_UNKNOWN_GROUP = re.compile(
    r"\b(?:in|of|among|other|any) (?:the )?(?:[\w-]+ )?(?:western|eastern|central|southern|northern|south-?eastern) (?:europe\w*|flank|allies|members|states)\b|\bg7\b"
)
"""Groups that places may be told in, of which no list is held."""


def _ranked_otherwise(words: str, after: str) -> str:
    """Why the tables' order of allies does not tell whether a place is right; "" if it does."""
    if _GROWS.match(after) or _STEEPEST.search(words):
        return "The words rank a change, not a level."
    if _OF_SOME.match(after) or _UNKNOWN_GROUP.search(after):
        return "The words rank allies among some of them, which the tables do not set apart."
    if _SINCE.match(after) and _OF_YEARS.search(after):
        return "The words set years beside each other, not allies."
    return ""


_BUYS = re.compile(
    r"\b(?:share|part|portion) of (?:\w+ ){0,3}?(?:equipment|hardware|kit|procurement)\b(?!.*\bgdp\b)"
)
"""What a sentence is about before it comes to the place: "the share of equipment is 45.8 percent, putting it fourth"."""

_PER_HEAD = re.compile(r"\bper[- ](?:capita|head|person|inhabitant|citizen)\b")
_AROUND = 60
"""Letters before a place in which its words may say that it goes by the head."""


def _ranked_by(before: str, after: str) -> str:
    """What allies are ranked by: their share of GDP, unless the words say otherwise."""
    part = _PART_BEFORE.search(before)
    if _ON_EQUIPMENT.search(after) or (part and _ON_EQUIPMENT.search(part.group())):
        return "equipment_share"
    if _BUYS.search(before) or (_SAME_PURPOSE.search(after) and _FOR_KIT.search(before)):
        return "equipment_share"
    if _PER_HEAD.search(before[-_AROUND:] + after):
        return "core_expenditure_per_capita"
    near = before[-_NEAR:] + after
    return "core_expenditure_usd_current" if _IN_ALL.search(near) else "core_share"


_NEAR = 24


def _ranked_among(words: str, rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], str]:
    """The rows of those an ally is ranked among, and how to call them."""
    if _AMONG["NATO_EUR"].search(words):
        return tuple(row for row in rows if row.area not in {"USA", "CAN"}), "European allies"
    for name in _GROUPS | {"EU": ()}:
        if _AMONG[name].search(words):
            named = tuple(row for row in rows if row.area in _members(name))
            return named, f"{name[0].upper()}{name[1:]} allies"
    return rows, ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an ally stands from one end, as far as the rows tell.

    Allies level with each other share their places: of two on the second, either may be called third.

    Attributes:
        first: Best place it can have.
        last: Worst place it can have, those it would share counted.
        sure_first: First of the places that are its own wherever within their bounds the rows lie.
        sure_last: Last of them; before the first if there is none.
    """

    first: int
    last: int
    sure_first: int
    sure_last: int

    def __str__(self) -> str:
        """Words for it: "2", "2 to 3, level with another" or "6 or 7 (as far as it is told)"."""
        if self.first == self.last:
            return str(self.first)
        next_to = self.last == self.first + 1
        if (self.first, self.last) != (self.sure_first, self.sure_last):
            return f"{self.first} {'or' if next_to else 'to'} {self.last} (as far as it is told)"
        others = "another" if next_to else f"{self.last - self.first} others"
        return f"{self.first} to {self.last}, level with {others}"

    def is_surely(self, told: int, comparator: str | None) -> bool:
        """Whether it may be called so, whatever the rows are that are not known."""
        if comparator == "<=":
            return self.sure_first <= told
        return self.sure_first <= told <= self.sure_last

    def off(self, told: int, comparator: str | None) -> int:
        """How far from the place told it stands at least; 0 where it may be called so."""
        if self.first <= told <= self.last or (comparator == "<=" and self.first < told):
            return 0
        return self.first - told if told < self.first else self.last - told


def _place_of(row: Row, rows: tuple[Row, ...], *, bottom: bool) -> _Place:
    sign = -1 if bottom else 1
    low, high = sorted((sign * row.least, sign * row.most))
    others = [sorted((sign * other.least, sign * other.most)) for other in rows if other is not row]
    return _Place(
        first=1 + sum(least > high for least, _ in others),
        last=1 + sum(most >= low for _, most in others),
        sure_first=1 + sum(most > low for _, most in others),
        sure_last=1 + sum(least >= high for least, _ in others),
    )


def _fill(places: list[_Place], told: int) -> bool:
    """Whether several allies put at one place stand there side by side: "the three Baltic states in front"."""
    side_by_side = range(told, told + len(places))
    return len(places) > 1 and all(
        place.sure_first in side_by_side and place.sure_last in side_by_side for place in places
    )


def _beyond_tables(claim: Claim, before: str, after: str) -> Verdict | None:
    """What is said of a place that no table can show; None where one may."""
    if _MAY_COME.search(before):
        return Verdict("said", "What may come: no table can show it.")
    if claim.period == "current" and _FOR_YEARS.search(before):
        return Verdict("not_checkable", "The words speak of a time to which they give no year.")
    if _IN_TERMS.search(claim.sentence.lower(), len(before), len(before) + _CLAUSE):
        return Verdict("not_checkable", "The words rank a change, not a level.")
    other = _ranked_otherwise(claim.text.lower(), after)
    return Verdict("not_checkable", other) if other else None


def judge_rank(claim: Claim, published: dt.date, panel: Panel) -> Verdict:
    """Return whether an ally stood where the words put it."""
    before, after = _place(claim)
    beyond = _beyond_tables(claim, before, after)
    if beyond is not None:
        return beyond
    measure = _ranked_by(before, after)
    table = rows_of(panel, measure, claim, published)
    if isinstance(table, str):
        return Verdict("not_checkable", f"The rank cannot be worked out in public: {table}.")
    rows, group = _ranked_among(before[-_NEAR:] + after, table.rows)
    bottom = claim.object == "from the bottom"
    places = {
        row.area: _place_of(row, rows, bottom=bottom) for row in rows if row.area in claim.subject
    }
    wanted = [places[code] for code in claim.subject if code in places]
    if not wanted:
        return Verdict("not_checkable", "The tables have no row for the ally the words rank.")
    end = "lowest" if bottom else "highest"
    parts = ", ".join(f"{code} {places[code]}" for code in claim.subject if code in places)
    lead = f"{table.lead} for {table.year}, counted from the {end} of {len(rows)}{' ' + group if group else ''}{_BY[measure]}: {parts}"
    evidence = table.evidence(ranks={code: place.first for code, place in places.items()})
    if claim.values:
        told, comparator = int(claim.values[0].value), claim.comparator
    else:
        told, comparator = max(8, len(rows) // 4), "<="
    if claim.values and _fill(wanted, told):
        return Verdict("accurate", f"{lead}, as the words say of them together.", evidence)
    off = [place.off(told, comparator) for place in wanted]
    if any(off):
        words = f", not {told:g}" if claim.values else ""
        return Verdict("inaccurate", f"{lead}{words}.", evidence, off[0] if claim.values else None)
    if not all(place.is_surely(told, comparator) for place in wanted):
        return Verdict("not_checkable", f"{lead}, which does not settle it.", evidence)
    return Verdict("accurate", f"{lead}{', as the words say' if claim.values else ''}.", evidence)
