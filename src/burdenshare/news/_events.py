"""Summits, ministerials and reviews, with their dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from burdenshare.news._draft import draft
from burdenshare.news._lexicon import names

if TYPE_CHECKING:
    from burdenshare.news._claim import Claim
    from burdenshare.news._scene import Scene, Text

_REVIEW = re.compile(
    r"\b(?:(?:20\d\d )?reviews?\b|reviewed|re-?examin\w*|examined again|second look|stock-?tak\w+|take stock|look(?:ed|s)? again|fresh look|taken another look|look back at|mid-way check|halfway check|interim check|audit|evaluation|evaluated|"
    r"reassess\w*|mid-term check|checkpoint|looked at again|revisit\w*|revision)"
)
_YEAR = re.compile(
    r"\b20[23]\d\b|\btwenty[ -](?:29|twenty-nine)\b|\bfour years (?:from now|later|hence)\b"
)
_SUMMIT = re.compile(
    r"\b(?:summit|leaders' (?:session|meeting)|(?:meeting|gathering|session) of (?:the )?(?:allied |nato )?leaders|"
    r"leaders(?: of [^.;,]{0,40})? (?:met|meet|gather\w*|convene\w*)|meeting at this level|(?:two-day|leaders') gathering|next (?:year's )?(?:meeting|summit|gathering)|"
    r"press conference|ministers? of defen[cs]e(?: of [^.;,]{0,50})? met|defen[cs]e ministers? (?:of [^.;,]{0,50} )?(?:met|meet|gather\w*))\b"
)
_VERB = re.compile(
    r"\b(?:opens?|opened|closed?|closes|begins?|began|starts?|started|starting|takes? place|took place|will be held|be held|ended|ends|"
    r"decides?|met|meet|hosts?|next|gather\w*|scheduled|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|of \d{1,2}|from \d|due|upcoming|today|this week|convene\w*|speaking at|spoke)\b"
)
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = re.compile(r"\b(?P<last>last\s)?(?P<day>" + "|".join(_DAYS) + r")\b")
_NEGOTIATION = re.compile(
    r"\b(?:(?:further|more|additional|new)\s(?:negotiations?|bargaining|talks|haggling|compromises?)\b[^.;]{0,60}(?:anticipated|expected|likely|ahead)|"
    r"(?:negotiations?|bargaining|talks|haggling)\b[^.;]{0,40}(?:continue|anticipated|expected))\b"
)


def read_events(text: Text, scene: Scene) -> list[Claim]:
    """Return the claims on meetings and reviews in a sentence."""
    if scene.question:
        return []
    return _review(text, scene) + (_negotiation(text, scene) or _summit(text, scene))


def _review(text: Text, scene: Scene) -> list[Claim]:
    match = _REVIEW.search(scene.text)
    if match is None:
        return []
    years = list(_YEAR.finditer(scene.text, max(0, match.start() - 60), match.end() + 90))
    if not years:
        return []
    year = min(
        years, key=lambda found: (found.group() != "2029", abs(found.start() - match.start()))
    )
    words = year.group()
    when = (
        str(text.published.year + 4)
        if "four" in words
        else "20" + words[-2:]
        if words[-2:].isdigit()
        else "2029"
    )
    if not 2026 <= int(when) <= 2035 or int(when) < text.published.year:
        return []
    start, end = min(match.start(), year.start()), max(match.end(), year.end())
    clause = max(scene.text.rfind(mark, 0, start) + 1 for mark in ",;:.")
    start = clause if start - clause < 60 else start
    return [
        draft(text, scene, "event", scene.start + start, scene.start + end, ("NATO",), period=when,
              what="review", confidence=0.85, why="review and year in one clause")
    ]  # fmt: skip


def _negotiation(text: Text, scene: Scene) -> list[Claim]:
    match = _NEGOTIATION.search(scene.text)
    if match is None:
        return []
    return [
        draft(text, scene, "event", scene.start, scene.end, ("NATO",), period=text.published.strftime("%Y-%m"),
              what="summit", confidence=0.6, why="talks announced before a summit")
    ]  # fmt: skip


def _summit(text: Text, scene: Scene) -> list[Claim]:
    match = _SUMMIT.search(scene.text)
    if match is None or not _VERB.search(scene.text):
        return []
    period = _when(text, scene, match)
    if period is None:
        return []
    begin = max(0, scene.text.rfind(", ", 0, match.start()) + 1)
    tail = re.compile(r"[^,;.]{0,70}").match(scene.text, match.end())
    end = tail.end() if tail else match.end()
    begin = begin if match.start() - begin < 70 else match.start()
    hosts = [
        m.codes[0]
        for m in scene.mentions
        if m.kind == "ally"
        and scene.start + match.end() <= m.start < scene.start + end
        and re.search(r"\b(?:in|by)\s(?:the\s)?$", scene.between(m.start - 8, m.start))
    ]
    return [
        draft(text, scene, "event", scene.start + begin, scene.start + end, ("NATO", *hosts[:1]), period=period,
              what="ministerial" if "minister" in match.group() else "press conference" if "press" in match.group() else "summit", confidence=0.7,
              why="meeting and date in one sentence")
    ]  # fmt: skip


def _when(text: Text, scene: Scene, match: re.Match[str]) -> str | None:
    """The date of a meeting: a weekday or year in the sentence, a place that held one, or today."""
    day = text.published
    weekday = _WEEKDAY.search(scene.text, max(0, match.start() - 80))
    if weekday is not None:
        return _nearest(day, _DAYS.index(weekday["day"]), future=bool(re.search(
            r"opens?|starts?|starting|begins?|decides?|will|due|next", scene.text))).isoformat()  # fmt: skip
    years = [t.year for t in scene.times if t.year is not None and t.year >= 2014]
    places = [p for p in names().summit_places if p.place.lower() in scene.text]
    near = [p for p in places if abs((p.day - day).days) < 20]
    if near:
        return near[0].day.isoformat()
    if re.search(r"\b(?:today|this morning|tonight|now)\b|\bclosed\b", scene.text):
        return day.isoformat()
    dated = re.search(r"\bof (\d{1,2})(?: and| to|-| ?– ?)", scene.text)
    close = [p for p in names().summit_places if abs((p.day - day).days) < 20]
    if (dated or re.search(r"\bthis week\b", scene.text)) and close:
        return close[0].day.isoformat()
    if re.search(r"\bnext year", scene.text):
        return str(day.year + 1)
    return str(years[0]) if years and re.search(r"\bnext\b|takes? place|host", scene.text) else None


def _nearest(day: dt.date, weekday: int, *, future: bool) -> dt.date:
    ahead = (weekday - day.weekday()) % 7
    return day + dt.timedelta(days=ahead if future else ahead - 7 if ahead else 0)
