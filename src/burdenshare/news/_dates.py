"""When a meeting is: days, weeks and months as reports name them, resolved to a date."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from burdenshare.news._lexicon import names

if TYPE_CHECKING:
    from burdenshare.news._lexicon import SummitPlace
    from burdenshare.news._scene import Scene, Text

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_MONTH = (
    r"(?:"
    + "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "may" else "may" for name in MONTHS)
    + r")\.?"
)
_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_WHEN = re.compile(
    rf"(?P<md>\b(?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})\b(?!\d)(?:\s?(?:-|and|to)\s?\d{{1,2}}\b)?(?:,?\s(?P<y1>20\d\d))?)"
    rf"|(?P<dm>\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:-|and|to)\s?\d{{1,2}})?\s(?:of\s)?(?P<m2>{_MONTH})\b(?:\s(?P<y2>20\d\d))?)"
    rf"|(?P<my>\b(?P<m3>{'|'.join(MONTHS)})\s(?:of\s)?(?P<y3>20\d\d))"
    rf"|(?P<weekday>\b(?P<wlast>last\s|next\s|this\s)?(?P<wday>{'|'.join(DAYS)})\b)"
    r"|(?P<today>\b(?:today|tonight|this (?:morning|afternoon|evening)|have just|has just|just (?:concluded|ended|met))\b)"
    r"|(?P<yesterday>\byesterday\b)|(?P<tomorrow>\btomorrow\b)"
    r"|(?P<week>\b(?P<wk>this|next|last)\s(?:coming\s)?week(?:'s)?\b)"
    r"|(?P<month>\b(?P<mo>(?:later )?this|next|last|earlier this)\smonth(?:'s)?\b)"
    rf"|(?P<inmonths>\bin\s(?P<nm>one|two|three|four|five|six|seven|eight|nine|ten|\d)\s(?P<unit>months?|weeks?|days)\b)"
    rf"|(?P<mname>\b(?:in\s|the\s|this\s|next\s|last\s|for\s|early\s|late\s|mid-)(?P<m4>{'|'.join(m for m in MONTHS if m not in {'may', 'march'})})\b(?!\s(?:of\s)?20\d\d|\s\d))"
    r"|(?P<nextyear>\bnext year\b)|(?P<lastyear>\blast year\b)|(?P<thisyear>\bthis year\b)"
    r"|(?P<year>\b20[0-3]\d\b)"
)
_FUTURE = re.compile(
    r"\b(?:opens?|opening|starts?|starting|begins?|decides?|will|due|next|to be held|are to|is to|upcoming|forthcoming|hosts|hold|holds|sit down|sits down|meets?|gathers?|convenes?|come together|receives|debate|travels?|ahead of|later|eve|sign at|host)\b"
)
_STRONG = ("md", "dm", "weekday", "today", "yesterday", "tomorrow")


def find_day(
    text: Text, scene: Scene, first: int, match: re.Match[str], last: int
) -> tuple[str, int, int, bool] | None:
    """Return the date of the meeting named by ``match``: period, place of its words, whether a day.

    Args:
        text: The document.
        scene: The sentence.
        first: First character of the sentence to look at.
        match: Words that name the meeting.
        last: One past the last character to look at.
    """
    day = text.published
    found = sorted(
        (
            (_distance(hit, match), hit)
            for hit in _WHEN.finditer(scene.text, first, min(last, len(scene.text)))
            if not _is_aside(scene, hit)
            and not re.search(
                r"[;]", scene.text[min(hit.end(), match.end()) : max(hit.start(), match.start())]
            )
        ),
        key=lambda item: item[0],
    )
    place = _named_summit(scene, match, day)
    for _, hit in found:
        if hit["year"] and place is None and not _year_is_meant(scene, hit, match):
            continue
        rough = hit["mname"] or hit["week"] or hit["thisyear"] or hit["lastyear"]
        if place is not None and (rough or _distance(hit, match) > 24):
            continue
        period = _resolve(hit, scene, day)
        if period is not None:
            return (
                period,
                hit.start(),
                hit.end(),
                hit.lastgroup in _STRONG
                or bool(
                    hit["md"]
                    or hit["dm"]
                    or hit["wday"]
                    or hit["today"]
                    or hit["yesterday"]
                    or hit["tomorrow"]
                ),
            )
    if place is not None and match["noun"]:
        return place.day.isoformat(), match.start(), match.end(), False
    return None


_DATELINE = re.compile(r"[^.;]{0,40}?\d\s*(?:\([\w ./]+\)\s*(?:-{1,2}\s)?|-\s)")
_SAID = re.compile(
    r"\b(?:said|says|told(?: \w+)?|added|announced|reported|wrote|warned|insisted|stressed|noted|declared)(?: on)?\s$"
)


def _is_aside(scene: Scene, hit: re.Match[str]) -> bool:
    """Whether a date is the dateline's, or tells when something was said."""
    dateline = _DATELINE.match(scene.text)
    if dateline is not None and hit.end() <= dateline.end() and scene.sentence.index < 3:
        return True
    return bool(_SAID.search(scene.text[max(0, hit.start() - 24) : hit.start()]))


def _distance(hit: re.Match[str], match: re.Match[str]) -> int:
    gap = max(0, hit.start() - match.end()) + max(0, match.start() - hit.end())
    return gap + (30 if hit["year"] or hit["thisyear"] or hit["lastyear"] or hit["mname"] else 0)


def _year_is_meant(scene: Scene, hit: re.Match[str], match: re.Match[str]) -> bool:
    """A year dates the meeting only beside it: "leaders meet in 2027", "the summit of 2023"."""
    gap = (
        scene.text[match.end() : hit.start()]
        if hit.start() > match.end()
        else scene.text[hit.end() : match.start()]
    )
    near = len(gap) < 60 and not re.search(r"\d|\bby\b", gap)
    return near and not scene.text[: hit.start()].endswith(("by ", "until ", "before "))


def _named_summit(scene: Scene, match: re.Match[str], day: dt.date) -> SummitPlace | None:
    """The summit whose place stands beside the words: the nearest in time that has that place."""
    if not match["noun"]:
        return None
    ahead = scene.text[max(0, match.start() - 24) : match.end()]
    bound = scene.text[max(0, match.start() - 40) : match.start()]
    behind = scene.text[match.end() : match.end() + 30]
    places = [
        p for p in names().summit_places
        if re.search(rf"\b{p.place.lower()}(?: \w+)? (?:meeting|summit|gathering|session)", ahead)
        or re.search(rf"\b(?:in|to|for) (?:the )?{p.place.lower()} for (?:an?|the|their|its|this) (?:[\w']+ ){{0,2}}$", bound)
        or re.match(rf"\s(?:opening |that opens |to be held |taking place |set )?(?:in|at|of)\s(?:the\s)?{p.place.lower()}\b", behind)
    ]  # fmt: skip
    years = re.findall(r"\b20\d\d\b", ahead + behind)
    dated = [p for p in places if str(p.year) in years]
    if not dated and _MONTH_OF_YEAR.search(scene.text, match.end(), match.end() + 60):
        return None  # the words put it in another year, and are told as they stand
    return min(dated or places, key=lambda p: abs((p.day - day).days), default=None)


_MONTH_OF_YEAR = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:\d{1,2},? )?20\d\d\b"
)


def summit_near(day: dt.date, days: int) -> SummitPlace | None:
    """Return the summit that began within so many days of ``day``."""
    close = [p for p in names().summit_places if abs((p.day - day).days) <= days]
    return min(close, key=lambda p: abs((p.day - day).days), default=None)


def _resolve(hit: re.Match[str], scene: Scene, day: dt.date) -> str | None:
    if hit["md"] or hit["dm"]:
        month = _month(hit["m1"] or hit["m2"])
        return _date(day, month, int(hit["d1"] or hit["d2"]), hit["y1"] or hit["y2"])
    if hit["my"]:
        return f"{hit['y3']}-{_month(hit['m3']):02d}"
    if hit["weekday"]:
        near = summit_near(day, 7)
        if near is not None and "summit" in scene.text and not _is_past(scene, hit):
            days = (near.last - near.day).days + 1
            held = [near.day + dt.timedelta(off) for off in range(days)]
            on = [one for one in held if one.weekday() == DAYS.index(hit["wday"])]
            if on:
                return on[0].isoformat()
        future = bool(_FUTURE.search(scene.text)) and not _is_past(scene, hit)
        return _nearest(day, DAYS.index(hit["wday"]), future=future).isoformat()
    for group, shift in _DAY_SHIFTS.items():
        if hit[group]:
            return (day + dt.timedelta(days=shift)).isoformat()
    for group, shift in _YEAR_SHIFTS.items():
        if hit[group]:
            return str(day.year + shift)
    return hit["year"] or _month_of(hit, scene, day)


_PAST = re.compile(
    r"(?:\b(?:said|told|added|spoke|announced|declared|insisted|warned)\b[^,;:.]{0,40}? (?:at|in|during|after|following)|"
    r"\b(?:after|following|since|emerging from|at the end of))(?: (?:the|a|an|his|her|their|its|nato|nato's))* $"
)
"""Before a weekday: somebody has spoken at what was held then, or it is over."""


def _is_past(scene: Scene, hit: re.Match[str]) -> bool:
    """Whether the words before a weekday say that it has been."""
    return (hit["wlast"] or "").strip() == "last" or bool(
        _PAST.search(scene.text, max(0, hit.start() - 80), hit.start())
    )


_DAY_SHIFTS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_YEAR_SHIFTS = {"nextyear": 1, "lastyear": -1, "thisyear": 0}


def _month_of(hit: re.Match[str], scene: Scene, day: dt.date) -> str:
    """A week or month: the summit known to fall there, or the month."""
    if hit["week"]:
        near = summit_near(day, 14)
        shift = {"this": 0, "next": 7, "last": -7}[hit["wk"]]
        return near.day.isoformat() if near else (day + dt.timedelta(days=shift)).strftime("%Y-%m")
    if hit["month"]:
        return _shift(day, {"next": 1, "last": -1}.get(hit["mo"], 0))
    if hit["inmonths"]:
        count = _SMALL.get(hit["nm"], 0) or int(hit["nm"])
        days = {"m": 30, "w": 7, "d": 1}[hit["unit"][0]] * count
        return (day + dt.timedelta(days=days)).strftime("%Y-%m")
    month = _month(hit["m4"])
    met = [p for p in names().summit_places if p.day.month == month and abs(p.year - day.year) < 2]
    if met and _OF_LEADERS.search(scene.text):
        return min(met, key=lambda p: abs((p.day - day).days)).day.strftime("%Y-%m")
    past = hit.group().startswith(("last", "in")) and not _FUTURE.search(scene.text)
    return f"{day.year - 1 if past and month > day.month else day.year}-{month:02d}"


_OF_LEADERS = re.compile(r"\b(?:summit|leaders|heads of state)\b")


def _month(name: str) -> int:
    return [m[:3] for m in MONTHS].index(name[:3]) + 1


def _date(day: dt.date, month: int, number: int, year: str | None) -> str | None:
    """The day named, in the year given, that of a summit on such a day, or the one nearest to publication."""
    try:
        if year:
            return dt.date(int(year), month, number).isoformat()
        near = [dt.date(day.year + shift, month, number) for shift in (-1, 0, 1)]
    except ValueError:
        return None
    met = [d for d in near if any(p.day <= d <= p.last for p in names().summit_places)]
    return min(met or near, key=lambda found: abs((found - day).days)).isoformat()


def _shift(day: dt.date, months: int) -> str:
    place = day.year * 12 + day.month - 1 + months
    return f"{place // 12}-{place % 12 + 1:02d}"


def _nearest(day: dt.date, weekday: int, *, future: bool) -> dt.date:
    ahead = (weekday - day.weekday()) % 7
    return day + dt.timedelta(days=ahead if future else ahead - 7 if ahead else 0)
