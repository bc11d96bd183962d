"""Plans that repeat a level without its number: "Berlin by 2029", "the Danes in 2030"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._subjects import flat_codes, runs

if TYPE_CHECKING:
    from burdenshare.news._scene import Scene, Text

_SAME = re.compile(
    r"\b(?:go(?:es)? the same way|do(?:es)? likewise|follow(?:s|ed)? suit|do(?:es)? the same|intend\w* the same)\b"
)
_THERE = re.compile(
    r"\b(?:arrive at|reach|hit|get(?:ting)? to|be at|attain|meet|getting|get|be)\s(?:that (?:figure|level|mark|number)|the same (?:level|mark|figure)|there|the mark)\b"
    r"|\bthe mark (?:it|he|she|they) (?:has|have) promised to (?:hit|reach)\b"
)


def read_gapped(text: Text, scene: Scene, memory: Memory, found: list[Claim]) -> list[Claim]:
    """Return plans that take their level from the plan or level before."""
    if scene.question or not memory.last_value:
        return []
    here = [claim for claim in found if claim.sentence_index == scene.sentence.index]
    value = (
        Value(
            memory.last_value, "pct_gdp", 0 if memory.last_value == int(memory.last_value) else 1
        ),
    )
    claims: list[Claim] = []
    same = _SAME.search(scene.text)
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
    there = _THERE.search(scene.text)
    if there and not claims:
        claims += _there(text, scene, memory, there, value, here)
    return claims


def _there(
    text: Text,
    scene: Scene,
    memory: Memory,
    there: re.Match[str],
    value: tuple[Value, ...],
    here: list[Claim],
) -> list[Claim]:
    at = scene.start + there.start()
    time = next(
        (
            t
            for t in scene.times
            if 0 <= t.start - scene.start - there.end() < 20
            and t.year
            and t.year > text.published.year
        ),
        None,
    )
    if time is None:
        return []
    before = [run for run in runs(scene.mentions, scene) if run[-1].end <= at]
    codes = flat_codes(before[-1]) if before else memory.focus
    start = before[-1][0].start if before and at - before[-1][0].start < 60 else at
    if any(claim.type == "plan" and claim.start <= at < claim.end for claim in here):
        return []
    if memory.last_mode not in {"plan", "target_rule"}:
        value = (Value(memory.mark if memory.mark != 2.0 else 3.5, "pct_gdp", 1),)
    return _each(text, scene, codes, start, time.end, value, time.period)


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
