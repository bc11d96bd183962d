"""Plans that repeat a level without its number: "Berlin by 2029", "the Danes in 2030"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._cues import find_cues, find_groups
from burdenshare.news._draft import Memory, draft
from burdenshare.news._evidence import DRAFT
from burdenshare.news._look import Pattern
from burdenshare.news._subjects import HAGUE, flat_codes, named_runs, runs

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time

_SAME = Pattern(
    r"\b(?:go(?:es)? the same way|do(?:es)? likewise|follow(?:s|ed)? suit|do(?:es)? the same|intend\w* the same)\b"
)
_NOUN = r"(?:guidelines?|target|benchmark|mark|threshold|norm|goal|standard|minimum|commitments?|level|figure|number|share|line)"
_ARRIVE = r"(?:arrive(?:s|d)? at|arriving at|reach(?:es|ed|ing)?|hit(?:s|ting)?|get(?:s|ting)? to|got to|go(?:es)? to|be(?:ing)? at|attain\w*|meet(?:s|ing)?|achiev\w+|keep(?:s|ing)?(?: to)?|hold(?:s|ing)?|maintain\w*|lead(?:s|ing)? to|brought|bring(?:s|ing)?|stay(?:s|ing)? at|fulfil\w*)"
_THERE = Pattern(
    rf"\b{_ARRIVE}\s(?P<same>(?:that|the same|this)\s{_NOUN}|it)\b|\b(?:be|get|gets|getting|is|are|arrive|being)\s(?P<there>there)\b(?! (?:is|are|will|was|were)\b)|"
    rf"\b{_ARRIVE}\s(?P<named>(?:the|its|their|nato's|that)\s(?:(?:nato|alliance|alliance's|wales|hague|two[- ]percent|spending|defen[cs]e|agreed|full|common|core|new)\s)*{_NOUN})\b"
    r"|\b(?P<mark>the mark (?:it|he|she|they) (?:has|have) promised to (?:hit|reach))\b"
)


def read_gapped(text: Text, scene: Scene, memory: Memory, found: list[Claim]) -> list[Claim]:
    """Return plans that take their level from the plan or level before."""
    if scene.question:
        return []
    here = [claim for claim in found if claim.sentence_index == scene.sentence.index]
    value = (
        Value(
            memory.last_value, "pct_gdp", 0 if memory.last_value == int(memory.last_value) else 1
        ),
    )
    claims: list[Claim] = []
    same = _SAME.search(scene)
    for run in runs(scene.mentions, scene):
        start, end = run[0].start, run[-1].end
        if any(claim.start <= start < claim.end for claim in here):
            continue
        time = next(
            (
                t
                for t in scene.times
                if 0 <= t.start - end <= 6 and t.year and t.year > text.published.year
            ),
            None,
        )
        bare = time is not None and not re.search(r"\d|\bat\b", scene.between(end, time.start))
        if memory.last_mode in {"plan", "target_rule"} and bare and time is not None:
            claims += _each(text, scene, flat_codes(run), start, time.end, value, time.period)
        elif same and end <= scene.start + same.start() and memory.last_mode == "plan":
            claims += _each(
                text,
                scene,
                flat_codes(run),
                start,
                scene.start + same.end(),
                value,
                memory.last_period,
            )
    dated = _date_only(text, scene, memory)
    if dated and not any(claim.start <= dated[0].start < claim.end for claim in (*claims, *here)):
        return claims + dated
    if claims or any(claim.type in {"plan", "target_rule"} for claim in here):
        return claims
    there = _THERE.search(scene)
    return _there(text, scene, memory, there) if there else []


def _there(text: Text, scene: Scene, memory: Memory, there: re.Match[str]) -> list[Claim]:
    """Read "Germany means to be there in 2029", "would meet the NATO benchmark this year"."""
    at = scene.start + there.start()
    if _DENIED.search(scene.text[: there.start()]):
        return []
    before = [run for run in named_runs(scene) if run[-1].end <= at]
    people = [
        m for m in scene.mentions if m.kind == "person" and len(m.codes[0]) == 3 and m.end <= at
    ]
    codes = flat_codes(before[-1]) if before else people[-1].codes if people else memory.focus
    if not before and len(memory.lead) > 1 and _BOTH.search(scene.text[: there.start()]):
        codes = memory.lead
    cues = [cue for cue in find_cues(scene.text) if cue.end <= there.start() + 4]
    if find_groups(scene.text[: there.start()]) and not before:
        return []
    kind = cues[-1].kind if cues else ""
    if kind == "purpose" and len(cues) > 1:
        kind = cues[-2].kind
    time = next(
        (
            t for t in scene.times
            if t.year and t.year >= text.published.year and abs(t.start - scene.start - there.end()) < 60
            and not _ELSEWHERE.search(scene.between(scene.start + there.end(), t.start))
        ),
        None,
    )  # fmt: skip
    later = time is not None and time.year is not None and time.year > text.published.year
    soon = time is not None or "fiscal year" in scene.text[there.end() : there.end() + 40]
    nobody = there["there"] and time is None and not before  # "They'll get there": a hope
    if nobody or _HOW.search(scene.text[: there.start()]):
        return []
    if kind in {"refuse", "demand", "told"} or not (
        later or (kind in {"promise", "future", "purpose"} and (soon or there["there"]))
    ):
        return []
    value = _meant(text, memory, there)
    if value.value == _OLD and _is_far(time, text.published):
        return []  # the old level was due, and what is meant by 2035 is not told
    start = before[-1][0].start if before and at - before[-1][0].start < 60 else at
    end = time.end if time is not None and time.start > at else scene.start + there.end()
    return _each(text, scene, codes, start, end, (value,), time.period if time is not None else "")


_DENIED = re.compile(r"\b(?:not|n't|never|without)(?: \w+)? $")
"""Before "meeting the target": it is not."""

_ELSEWHERE = re.compile(r"[,;:]? (?:if|when|and|but|while|although|unless) |[;:]")
"""Between the level and a year: the year dates something else."""

_OLD = 2.0
_FAR = 2030


_DUE, _TALKS = 2035, 2025


def _is_far(time: Time | None, published: dt.date) -> bool:
    """Whether a year is too far off for the 2 % to be meant on the day of the report."""
    if time is None or time.year is None:
        return False
    return time.year >= (_FAR if published >= HAGUE else _DUE) and published.year >= _TALKS


_HOW = re.compile(r"\bhow (?:\w+ ){0,3}(?:to )?$")
"""Before "get there": the way is asked for, not told."""


def _meant(text: Text, memory: Memory, there: re.Match[str]) -> Value:
    """The level "there" stands for: the one told last, or the target of the day."""
    level = memory.mark
    named = there["named"] or ""
    if text.published >= DRAFT and re.search(r"\b(?:core|new)\b", named):
        return Value(3.5, "pct_gdp", 1) if "core" in named else Value(5.0, "pct_gdp", 0)
    common = re.search(r"nato|alliance|wales|hague|common|agreed", there["named"] or "")
    if memory.last_mode in {"plan", "target_rule"} and not (common and memory.last_mode == "plan"):
        level = memory.last_value
    if level == 5.0 and there["there"] and memory.mark == 3.5:
        level = 3.5
    if level == 2.0 and memory.last_mode == "figure" and text.published.year >= 2026:
        level = 3.5 if memory.mark == 3.5 else level
    return Value(level, "pct_gdp", 0 if level == int(level) else 1)


_DATE_ONLY = Pattern(
    r"\b(?:(?:has|have|had)\sgiven\s(?:it|him|her|them)sel(?:f|ves)\suntil|(?:has|have|had)\s(?:pencilled|pencilled in|set)|pencilled in|holds? to|sticks? to|"
    r"(?:moved|brought|brings?|moves?)\s(?:theirs|its own|it|that (?:goal|target|date)|the (?:date|goal|target|deadline|crossing)|its (?:date|goal|target|deadline))\s(?:forward|up|back|forwards)\s(?:to|from \d{4} to)|"
    r"put the crossing in|(?:speaks|spoke) (?:instead )?of|(?:aims|aiming) for|(?:promis\w+|pledg\w+) it (?:for|by)|"
    r"(?P<told>(?:the|that) (?:level|mark|figure|target|goal) (?:would|will|was to|is to) be (?:reached|met|hit)) (?:in|by))\s(?:the\s)?(?:end of\s)?(?P<year>20[1-4]\d)\b",
    has=r"\b20[1-4]\d\b",
)


_HIS_OWN = Pattern(r"\b(?:government|cabinet|ministry|he|she|his|her|coalition|premier|minister)\b")


def _date_only(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Read a date alone, as in "Portugal has pencilled in 2029": the level is the target of the day."""
    match = _DATE_ONLY.search(scene)
    if match is None or not memory.shares:
        return []
    at = scene.start + match.start()
    named = [
        m
        for m in scene.mentions
        if (m.is_state or (m.kind == "person" and len(m.codes[0]) == 3)) and m.end <= at
    ]
    if not named and match.group().startswith("sp") and not _HIS_OWN.search(scene):
        return []
    codes = named[-1].codes if named else memory.focus
    start = named[-1].start if named and at - named[-1].start < 60 else at
    level = memory.last_value if match["told"] and memory.last_mode == "plan" else memory.mark
    value = Value(level, "pct_gdp", 0 if level == int(level) else 1)
    return _each(text, scene, codes, start, scene.start + match.end(), (value,), match["year"])


_BOTH = re.compile(r"\b(?:both|their|the (?:two|three|four)|all (?:two|three|four)|they)\b")


def _each(
    text: Text,
    scene: Scene,
    codes: tuple[str, ...],
    start: int,
    end: int,
    value: tuple[Value, ...],
    period: str,
) -> list[Claim]:
    return [
        draft(text, scene, "plan", start, end, (code,), values=value, comparator="=", period=period,
              confidence=0.7, why="level carried from the plan before")
        for code in codes if len(code) == 3
    ]  # fmt: skip
