"""Summits, ministerials and reviews, with their dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._dates import find_day
from burdenshare.news._draft import draft
from burdenshare.news._gatherings import clause_from, clause_to, find_gatherings
from burdenshare.news._look import Pattern
from burdenshare.news._subjects import flat_codes, runs
from burdenshare.news._told import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._claim import Claim
    from burdenshare.news._scene import Scene, Text

_REVIEW = Pattern(
    r"\b(?:reviews?\b|reviewed|review(?:ing)?\b|re-?examin\w*|examined again|second look|stock-?tak\w+|tak(?:e|es|ing|en) stock|look(?:ed|s|ing)?[- ](?:\w+ ){0,5}again|"
    r"(?:fresh|new|another|closer|second) look|look-over|a (?:look|check) in|look back at|(?:mid-?way|halfway|interim|mid-?term) (?:check|assessment|review)|audit|evaluation|evaluated|"
    r"re-?assess\w*|assessed again|(?:will|to) be assessed|assess(?:es|ed|ing)? (?:the )?(?:progress|trajectory|path)|check(?:s|ed|ing)? (?:whether|how|if|again)|re-?evaluat\w*|checkpoint|revisit\w*|revision|revised(?! (?:\w+ )?(?:law|budget|bill|plans?|estimates?|figures?|draft|forecasts?))|reopen\w*|reconsider\w*|judged again)",
    has=r"\b(?:re|examined|second|stock|tak|look|mid|halfway|interim|audit|evaluat|assess|check|judged)",
)
_REVIEW_YEAR = re.compile(
    r"\b20[23]\d\b|\bthat (?:same )?year\b|\btwenty[ -](?:29|twenty-nine)\b|\bfour years (?:from now|later|hence|on)\b|\bin four years\b"
)
_PEOPLE = (
    r"(?:leaders|heads of state(?: and government)?|chiefs|chieftains|presidents and premiers|(?:defen[cs]e |foreign )?ministers(?: of (?:defen[cs]e|foreign affairs))?|"
    r"(?:defen[cs]e|foreign) chiefs)"
)
_GATHERING = (
    rf"(?:summit(?! (?:declaration|communique|text|pledge|target|goal|commitment))|ministerial|press conference|{_PEOPLE}' (?:session|meeting|gathering|talks|summit)|"
    rf"(?:meeting|gathering|session|talks|council)s? (?:of|between|among|with) (?:the |its |all |nato's? |allied |alliance's? |32 |\d\d )*{_PEOPLE}|"
    r"video ?-?conference|informal talks|(?:mon|tues|wednes|thurs|fri|satur|sun)day's (?:gathering|meeting|session|talks)|meeting at this level|two-day (?:meeting|gathering)|next (?:year's )?(?:meeting|summit|gathering)(?: of leaders)?|(?:meeting|summit) with (?:his|her|their) (?:allied|nato)|(?:their|alliance's|nato's?|allied|wales|warsaw|vilnius|hague|ankara|brussels|madrid|london) (?:last )?(?:meeting|gathering))"
)
_MEET = Pattern(
    rf"\b(?=\w)(?:(?P<noun>{_GATHERING})|(?P<who>{_PEOPLE})\b(?P<gap>[^.;:]{{0,50}}?)\s(?:(?P<meet>met|meet(?:s|ing)?|gather(?:s|ed|ing)?|convene[sd]?|assemble[sd]?|come together|came together|went home|sit down|sat down|travel|hold(?:ing)? (?:\w+ )?(?:talks|meeting)|debate[sd]?|take (?:a )?(?:\w+ )?look|began|begin)|"
    r"(?:have |has |will |are to |were to |is to |had |just |yesterday |in \w+ )*(?:adopt(?:s|ed)?|approved|clos(?:e|ed)|ended|wrapped up|seal(?:s|ed)?|conclude[sd]?|decide[sd]?|take decisions))|"
    rf"(?P<fall>(?:decisions?|verdict|choice) (?:falls?|fell|rests?|is up|will (?:fall|be made|be taken)|is due)\b)|"
    rf"(?P<host>(?:will |is to |are to |to )?(?:play(?:s)? host|host(?:s|ing)?|welcome[s]?(?! the (?!next|summit|leaders|heads|allie|alliance|nato|meeting|gathering|32)))\b(?= (?:next|it|them|the|nato|that|allied|alliance|leaders|all|its))))\b"
)
_NOT_ALLIED = re.compile(
    r"\b(?:eu|g7|g20|finance|economy|education|health|prime|trade|eurogroup|european union|coalition|party|union|opposition|weimar|cabinet|nordic|church)\s$"
)
_SUMMIT_HERE = Pattern(r"\b(?:nato|alliance|allied|allies|leaders|summit|ministers|premiers)\b")
_NEGOTIATION = Pattern(
    r"\b(?:(?:further|more|additional|new)\s(?:negotiations?|bargaining|talks|haggling|compromises?)\b[^.;]{0,60}(?:anticipated|expected|likely|ahead)|"
    r"(?:negotiations?|bargaining|talks|haggling)\b[^.;]{0,40}(?:continue|anticipated|expected))\b"
)


def read_events(text: Text, scene: Scene) -> list[Claim]:
    """Return the claims on meetings and reviews in a sentence.

    What fits a frame of words, and every other word for a meeting, is weighed by what stands around it.
    """
    if scene.question and not _SUMMIT_HERE.search(scene):
        return []
    made: list[Claim] = []
    for claim, at, forms in _candidates(text, scene):
        if any(claim.start < other.end and other.start < claim.end for other in made):
            continue
        sure = told("event", text, scene, claim, at, forms)
        if sure is not None:
            made.append(sure)
    return made


def _candidates(text: Text, scene: Scene) -> Iterator[tuple[Claim, tuple[int, int], list[str]]]:
    """Yield what may be claimed, the words that tell it and their form: frames first, with their spans and days."""
    gatherings = list(find_gatherings(text, scene))
    for frame, claims in (
        ("review", _review(text, scene)), ("talks", _negotiation(text, scene)), ("meeting", _meetings(text, scene)),
    ):  # fmt: skip
        for claim in claims:
            same = [g for g in gatherings if g.start < claim.end and claim.start < g.end]
            told_by = same if frame == "meeting" and same else [claim]
            at = told_by[0].start, told_by[-1].end
            gatherings = [g for g in gatherings if g not in same]
            forms = [form for gathering in same for form in gathering.forms]
            yield claim, at, [*forms, f"frame={frame}", f"where={min(3, scene.sentence.index)}"]
    for gathering in gatherings:
        forms = [*gathering.forms, "frame=none", f"where={min(3, scene.sentence.index)}"]
        yield gathering.claim, (gathering.start, gathering.end), forms


def _review(text: Text, scene: Scene) -> list[Claim]:
    if text.published.year < 2025:
        return []
    best: tuple[int, re.Match[str], re.Match[str]] | None = None
    for match in _REVIEW.finditer(scene):
        for year in _REVIEW_YEAR.finditer(scene.text, max(0, match.start() - 90), match.end() + 90):  # fmt: skip
            apart = abs(year.start() - match.start()) + 40 * (year.group() != "2029")
            apart -= 60 * match.group().startswith("review")
            if best is None or apart < best[0]:
                best = apart, match, year
    if best is None:
        return []
    _, match, year = best
    words = year.group()
    named = [t.year for t in scene.times if t.year is not None and t.year > text.published.year]
    when = (
        str(text.published.year + 4)
        if "four" in words
        else str(named[-1]) if "that" in words and named
        else "20" + words[-2:] if words[-2:].isdigit() else "2029"
    )  # fmt: skip
    if not 2026 <= int(when) <= 2035 or int(when) <= text.published.year:
        return []
    start, end = min(match.start(), year.start()), max(match.end(), year.end())
    return [
        draft(text, scene, "event", scene.start + clause_from(scene.text, start), scene.start + end, ("NATO",), period=when,
              what="review", why="review and year in one clause")
    ]  # fmt: skip


def _negotiation(text: Text, scene: Scene) -> list[Claim]:
    match = _NEGOTIATION.search(scene)
    if match is None:
        return []
    return [
        draft(text, scene, "event", scene.start, scene.end, ("NATO",), period=text.published.strftime("%Y-%m"),
              what="summit", why="talks announced before a summit")
    ]  # fmt: skip


def _meetings(text: Text, scene: Scene) -> list[Claim]:
    found: list[Claim] = []
    until = -1
    for match in _MEET.finditer(scene):
        if match.start() < until or _NOT_ALLIED.search(scene.text[: match.start()][-20:]):
            continue
        claim = _meeting(text, scene, match)
        if claim is not None:
            found.append(claim)
            until = claim.end - scene.start
            if len(found) == 2:
                break
    return found


_ALLIED_MEETING = re.compile(
    r"(?:meeting|gathering|session|council)s? (?:of|between|among) (?:the |its |all |alliance's )?(?:nato|allied|alliance)"
)


def _meeting(text: Text, scene: Scene, match: re.Match[str]) -> Claim | None:
    if (
        (match["host"] or match["fall"])
        and not _SUMMIT_HERE.search(scene)
        and "next" not in scene.text
    ):
        return None
    if match.group() == "press conference" and not any(
        m.kind in {"person", "epithet"} and m.codes == ("NATO",) for m in scene.mentions
    ):
        return None
    # A bare "the summit" is a date only where words beside it say when or that it runs.
    first = max(0, match.start() - 70)
    last = match.end() + 90
    found = find_day(text, scene, first, match, last)
    if found is None and match["host"] and "next" in scene.text:
        found = str(text.published.year + 1), match.start(), match.end(), True
    if (
        found is None
        and match.group().startswith("next")
        and re.match(r"[^.;]{0,24}\b(?:in|:)\s", scene.text[match.end() :])
    ):
        found = str(text.published.year + 1), match.start(), match.end(), True
    if found is None and _ALLIED_MEETING.match(match.group()):
        found = text.published.isoformat(), match.start(), match.end(), True
    if found is None:
        return None
    period, day_start, day_end, exact = found
    planned = (
        bool(match["who"])
        and match["meet"] in {"meet", "meeting", "gather", "come together", "sit down"}
        and period[:4] > str(text.published.year)
    )
    if not exact and match["noun"] is None and match["host"] is None and not planned:
        return None
    start, end = min(match.start(), day_start), max(match.end(), day_end)
    end = clause_to(scene.text, end)
    if match["host"]:
        start = 0 if start < 40 else start
    hosts = [
        m.codes[0]
        for m in scene.mentions
        if m.kind == "ally" and scene.start + first <= m.start <= scene.start + end
        and (match["host"] or re.search(r"\b(?:in|by)\s(?:the\s)?$", scene.between(m.start - 8, m.start)))
    ]  # fmt: skip
    named = match.group()
    what = (
        "ministerial"
        if "minister" in named
        else "press conference"
        if "press" in named
        else "summit"
    )
    of = [
        run for run in runs(scene.mentions, scene)
        if len(run) > 1 and match["who"] and 0 <= run[0].start - scene.start - match.end("who") < 8
    ]  # fmt: skip
    subject = flat_codes(of[0]) if of else ("NATO", *hosts[:1])
    return draft(
        text, scene, "event", scene.start + clause_from(scene.text, start), scene.start + end, subject,
        period=period, what=what, why="meeting and date in one sentence",
    )  # fmt: skip
