"""Years and relative dates, resolved against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.news._lexicon import names
from burdenshare.news._look import Pattern

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from burdenshare.news._look import Start
    from burdenshare.news._sentences import Sentence

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + r")\.?"
_SPELT = {
    "twenty": 20, "twenty-one": 21, "twenty-two": 22, "twenty-three": 23, "twenty-four": 24,
    "twenty-five": 25, "twenty-six": 26, "twenty-seven": 27, "twenty-eight": 28, "twenty-nine": 29,
    "thirty": 30, "thirty-one": 31, "thirty-two": 32, "thirty-three": 33, "thirty-four": 34,
    "thirty-five": 35, "thirty-6": 36, "thirty-5": 35, "thirty-4": 34, "thirty-2": 32,
}  # fmt: skip
_SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "half a": 0,
}  # fmt: skip
_COUNT = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|\d{1,2})"

_YEAR = (
    r"(?:(?:19[3-9]\d|20[0-4]\d)(?:\s?[-/]\s?(?:20)?\d\d(?!\d))?|(?:twenty|two thousand)[\s-]?"
    r"(?:thirty|twenty)?[\s-]?(?:\d{1,2}(?:[-/]\d\d)?|" + "|".join(list(_SPELT)[1:]) + r"))"
)
_TIME = Pattern(
    rf"\b(?=\w)(?P<by>\b(?:by|before|until|till|through|not later than|no later than|from|as of|since|"
    rf"starting in|beginning in|between|for|in|during|at the end of|by the end of|to|within|of)\s+)?"
    rf"(?:(?P<fy>\bfy\s?|\b{_MONTH}\s)?(?P<year>\b{_YEAR}\b)(?!\s?(?:million|billion|bn|percent|per cent|%|troops))"
    rf"|(?P<month>\blast (?:{_MONTH}|spring|summer|autumn|winter)\b)"
    rf"|(?P<same>\b(?:(?:that|the) same|that very|that) year\b)"
    rf"|(?P<this>\b(?:(?:this|the current|current|the present|the running) (?:fiscal |financial |budget |calendar )?(?:year|yr)|this autumn|this spring|"
    rf"this summer|this winter|the year(?! (?:before|after|earlier|just|since|until|in|of|when|prior))|this one)\b)"
    rf"|(?P<last>\b(?:(?:the )?(?:last|prior|past) (?:fiscal |financial |budget |calendar )?(?:year|yr)|final (?:yr|year)|the last(?= |[.,;]|$)(?! (?:\w+ )?(?:of|time|few|two|three|five|ten|decade|decades|years|week|month|minute|nato|nine|six|seven))|"
    rf"the year just ended)\b)"
    rf"|(?P<next>\b(?:(?:the )?(?:next|coming) (?:fiscal |financial |budget |calendar )?(?:year|yr))\b)"
    rf"|(?P<summit>\b(?:the )?year of the (?P<where>[a-z]+) (?:summit|pledge|promise|vow|meeting|declaration)\b)"
    rf"|(?P<vow>\b(?:the year (?:of the|when the|in which the)|when the) (?P<wales>wales |welsh )?(?:pledge|promise|vow|guideline|(?:target|goal|benchmark)(?= was (?:\w+ )?(?:made|agreed|set|established|adopted|introduced)))(?: was (?:\w+ )?(?:made|given|signed|agreed|set|taken|established|adopted|introduced))?\b)"
    rf"|(?P<crimea>(?<!because of )(?<!due to )(?<!response to )\b(?:when russia (?:annexed|seized|took) (?:the )?crimea|(?:the|russia's) (?:annexation|seizure) of crimea)\b)"
    rf"|(?P<twoback>\bthe year before last\b)"
    rf"|(?P<before>\b(?:the year before|one year before|a year before|a year earlier|a year ago|"
    rf"one year earlier|one year ago|a yr in the past|a year in the past|(?:only )?twelve months earlier|"
    rf"twelve months ago|the year earlier|the (?:previous|preceding|prior) (?:fiscal |financial )?year|previous year|the year prior)\b)"
    rf"|(?P<after>\b(?:the year after|the following year|the following one|a year later|one year later|"
    rf"twelve months later|the year after that)\b)"
    rf"|(?P<ago>\b(?P<agon>{_COUNT}) years? (?:ago|before|earlier)\b|\ba decade (?:ago|before|earlier)\b)"
    rf"|(?P<ahead>\b(?:within|in|over)\s+(?:the\s+)?(?:next\s+|coming\s+)?(?P<aheadn>{_COUNT})\s+years?(?: time)?\b"
    rf"|\b(?:within|over)\s+(?:the\s+)?(?:a\s+)?(?:next\s+|coming\s+)?decade\b|\binside ten years\b)"
    rf"|(?P<decade>\b(?:the\s+)?(?:end|turn) of (?:the|this) decade\b|\bdecade's end\b|\bthe decade (?:is out|ends)\b)"
    rf"|(?P<middecade>\bmiddle of the (?:next|coming) decade\b)"
    rf"|(?P<tens>\b(?:(?:the|mid|early|late)[\s-])?(?:nineteen[\s-]?)?(?:(?P<tensword>fifties|sixties|seventies|eighties|nineties)|(?P<tensyear>19[3-9]|20[0-2])0s)\b)"
    rf"|(?P<parl>\b(?:next|subsequent|following|coming|this)\s+parliament\b)"
    rf"|(?P<now>\b(?:currently|presently|nowadays|at present|at the moment|right now|now|today|these days)\b))"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A reference to a year or to the present.

    Attributes:
        start: First character.
        end: One past the last.
        year: Year meant; ``None`` for the present or a parliament.
        last: Last year of a range.
        sense: ``in``, ``by``, ``from``, ``until``, ``now`` or ``parliament``.
        words: The period where it is no year.
    """

    start: int
    end: int
    year: int | None
    last: int | None
    sense: str
    words: str = ""

    @property
    def period(self) -> str:
        """As claims print it."""
        if self.year is None:
            return self.words or "current"
        if self.last is not None:
            return f"{self.year}-{self.last}"
        if self.sense in {"by", "from", "until"}:
            return f"{self.sense} {self.year}"
        return str(self.year)


_SENSE = {
    "by": "by", "before": "by", "by the end of": "by", "not later than": "by", "no later than": "by",
    "until": "until", "till": "until", "through": "until", "from": "from", "as of": "from",
    "starting in": "from", "beginning in": "from", "since": "from", "within": "by",
}  # fmt: skip


def find_times(
    folded: str, sentence: Sentence, starts: Iterable[Start], published: dt.date, anchor: int
) -> tuple[Time, ...]:
    """Return the references to time in a sentence.

    Args:
        folded: The folded text.
        sentence: Where the sentence stands in it.
        starts: Where its words stand in the sentence.
        published: Day relative dates are counted from.
        anchor: Year that "the year before" is counted from when no year was named yet.
    """
    found: list[Time] = []
    for match in _TIME.within(folded, sentence.start, sentence.end, starts):
        time = _resolve(match, published, anchor)
        if time is not None:
            found.append(time)
            if time.year is not None and (
                match["year"] or match["last"] or match["this"] or match["before"]
            ):
                anchor = time.last or time.year
    return _ranges(folded, found)


def _resolve(match: re.Match[str], published: dt.date, anchor: int) -> Time | None:
    sense = _SENSE.get((match["by"] or "").strip(), "in")
    at = match.start() + len(match["by"] or "") if sense == "in" else match.start()
    today = published.year

    def time(
        year: int | None, sense: str = sense, last: int | None = None, words: str = ""
    ) -> Time:
        return Time(at, match.end(), year, last, sense, words)

    if match["year"]:
        year = _year(match["year"])
        return None if year is None else time(year, last=_range_end(match["year"], year))
    if match["ahead"]:
        return time(today + ahead, "by") if (ahead := _years_ahead(match)) else None
    for group, year in (
        ("this", today), ("last", today - 1), ("next", today + 1),
        ("decade", today // 10 * 10 + 10), ("middecade", today // 10 * 10 + 15),
        ("after", anchor + 1), ("same", anchor), ("twoback", today - 2), ("ago", _years_back(match, today, anchor)),
        ("vow", _vow_year(published, wales=bool(match["wales"]))), ("crimea", _WALES),
    ):  # fmt: skip
        if match[group]:
            return time(year, {"decade": "by", "middecade": "by", "ago": "in"}.get(group, sense))
    if match["tens"]:
        first, last = _decade(match)
        return time(first, last=last)
    if match["summit"]:
        return time(held) if (held := _summit_year(match["where"])) else None
    if match["before"] or match["month"]:
        return time(
            _before(match, today, anchor)
            if match["before"]
            else _last_month(match["month"], published)
        )
    if match["parl"]:
        which = match["parl"].split()[0].replace("subsequent", "next")
        return time(None, "parliament", words=f"{which} Parliament")
    return time(None, "now", words="current")


_TENS = ("fifties", "sixties", "seventies", "eighties", "nineties")


def _decade(match: re.Match[str]) -> tuple[int, int | None]:
    """The years of "the eighties"; the middle one of "the mid-1980s"."""
    first = int(match["tensyear"] or 195 + _TENS.index(match["tensword"])) * 10
    return (first + 5, None) if "mid" in match["tens"] else (first, first + 9)


def _before(match: re.Match[str], today: int, anchor: int) -> int:
    """The year of "a year ago", from today, or of "the year before", from the year named last."""
    now = "ago" in match["before"] or "past" in match["before"]
    return (today if now else anchor) - 1


def _years_back(match: re.Match[str], today: int, anchor: int) -> int:
    """The year of "two years ago", from today, or "two years before", from the year named last."""
    years = _SMALL.get(match["agon"] or "", 0) or int(_digits(match["agon"]) or 10)
    return (today if "ago" in (match["ago"] or "") else anchor) - years


def _years_ahead(match: re.Match[str]) -> int:
    """How many years "within ten years" looks ahead; 0 for "the third crisis in a year"."""
    if match["aheadn"] in {"a", "one"} and not match["ahead"].endswith("time"):
        return 0
    return _SMALL.get(match["aheadn"] or "", 0) or int(_digits(match["aheadn"]) or 10)


def _summit_year(where: str) -> int | None:
    """The year of the summit held at a place, the last one where it held several."""
    held = [place.year for place in names().summit_places if where in place.place.lower()]
    return max(held, default=None)


def _vow_year(published: dt.date, *, wales: bool) -> int:
    """The year of "the pledge": that of Wales, until there was another."""
    held = [place for place in names().summit_places if place.day <= published]
    hague = [place.year for place in held if "hague" in place.place.lower()]
    return _WALES if wales or not hague else max(hague)


_WALES = 2014
"""Year of the summit in Wales, and of what it answered."""


def _digits(words: str | None) -> str:
    return words if words and words.isdigit() else ""


def _year(words: str) -> int | None:
    """Read "2025-26" as 2025, and years that a machine spelt half in words."""
    if words[:2] in {"19", "20"} and words[2:4].isdigit():
        return int(words[:4])
    rest = re.sub(r"^(?:twenty|two thousand)[\s-]?", "", words)
    if rest[:2].isdigit() and len(rest) >= 2:
        return 2000 + int(rest[:2])
    if rest in _SPELT:
        return 2000 + _SPELT[rest]
    mixed = re.fullmatch(r"(thirty|twenty)[\s-](\d)", rest)
    return 2000 + _SPELT[mixed[1]] + int(mixed[2]) if mixed else None


def _range_end(words: str, first: int) -> int | None:
    """The last year of "2014-2024"; "2025-26" is one fiscal year, named by its first."""
    ends = re.fullmatch(r"(?:19|20)\d\d\s?[-/]\s?(?:20)?(\d\d)", words)
    last = first // 100 * 100 + int(ends[1]) if ends else 0
    return last if last > first + 1 else None


def _last_month(words: str, published: dt.date) -> int:
    name = words.rsplit(maxsplit=1)[-1][:3]
    months = [month[:3] for month in _MONTHS]
    if name not in months:
        return (
            published.year
            if words.endswith(("spring", "summer")) and published.month > 6
            else published.year - 1
        )
    return published.year if months.index(name) + 1 <= published.month else published.year - 1


def _ranges(folded: str, found: list[Time]) -> tuple[Time, ...]:
    """Join "from 2026 to 2030" into one period."""
    joined: list[Time] = []
    for time in found:
        before = joined[-1] if joined else None
        if (
            before is not None and before.year is not None and time.year is not None
            and before.sense in {"from", "in"} and before.last is None and before.year < time.year
            and (time.sense == "until" or _to(folded, before, time))
            and time.start - before.end <= 8
        ):  # fmt: skip
            joined[-1] = Time(before.start, time.end, before.year, time.year, "in")
        else:
            joined.append(time)
    return tuple(joined)


def _to(folded: str, before: Time, time: Time) -> bool:
    between = folded[before.end : time.start]
    return (
        before.sense == "from" and bool(re.fullmatch(r"\s*(?:to|-)?\s*", between))
    ) or between.strip() in {"to", "-"}
