"""Levels: the share an ally spends, plans or is asked for, and parts and growth of its spending."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._kinds import modes_of
from burdenshare.news._periods import words_behind
from burdenshare.news._subjects import Owner, owners
from burdenshare.news._units import falls, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._kinds import Mode
    from burdenshare.news._moments import Moment
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

_SORTS = frozenset({"percent", "bare", "fraction", "points"})


def read_levels(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on levels in a sentence, and let ``memory`` follow."""
    if scene.question:
        return []
    free = [q for q in scene.quantities if q.sort in _SORTS and not memory.is_taken(q.start, q.end)]
    modes = modes_of(text, scene, free)
    shares = [q for q in free if q.start in modes]
    if not shares:
        return []
    owned = owners(scene, shares, focus_of(scene, memory), memory.lead, spoken_for(scene, memory))
    claims: list[Claim] = []
    for quantity in shares:
        mode, sure = modes[quantity.start]
        claims += _claims(text, scene, memory, quantity, owned[quantity.start], mode, sure)
    return claims


_INSTITUTION = re.compile(
    r"\b(?:the|this year's|its) (?:\w+ )?(?:ministry|government|parliament|cabinet|budget|treasury|premier|prime minister|finance minister|defen[cs]e minister)\b"
)


def focus_of(scene: Scene, memory: Memory) -> tuple[str, ...]:
    """Return whom the text is about; a ministry or a budget is one country's, never a group's."""
    group = bool(memory.focus) and len(memory.focus[0]) != 3
    return (
        memory.home if group and memory.home and _INSTITUTION.search(scene.text) else memory.focus
    )


def spoken_for(scene: Scene, memory: Memory) -> tuple[str, ...]:
    """Return whom "we" stands for: in quotation marks the speaker's country, else the document's own."""
    if scene.quotes or scene.text[:1] in {'"', "'"}:
        named = [m.codes for m in scene.mentions if m.kind == "person" and len(m.codes[0]) == 3]
        speaker = named[-1] if named else memory.speaker
        if speaker and len(speaker[0]) == 3:
            return speaker
    return memory.home



def _claims(
    text: Text, scene: Scene, memory: Memory, quantity: Quantity, owner: Owner,
    mode: Mode, sure: float,
) -> Iterator[Claim]:  # fmt: skip
    unit = unit_of(scene, quantity, owner, memory)
    meant = _owner(scene, memory, owner)
    if mode == "plan" and meant.codes == ("NATO",):
        mode = "target_rule"  # what all of them plan is the pledge
    if mode == "target_rule":
        codes: tuple[str, ...] = ("LUX", "NATO") if unit == "pct_gni" else ("NATO",)
    else:
        codes = meant.codes
    if not codes or codes[0] in {"EU", "IMF"}:
        return
    sign = -1.0 if unit.startswith("pct_growth") and falls(scene, quantity) else 1.0
    values = tuple(
        Value(sign * value if value > 0 else value, unit, quantity.decimals)
        for value in quantity.values
    )
    memory.shares += 1
    moment = memory.dates.of_number(scene, quantity, mode)
    start, end = _span(scene, quantity, meant, moment)
    for subject in [codes] if mode == "target_rule" else [(code,) for code in codes]:
        yield draft(
            text, scene, mode, start, end, subject, values=values,
            measure="share_of_gdp" if unit in {"pct_gdp", "pct_gni"} else "other",
            comparator=_comparator(scene, quantity, mode), period=moment.period,
            antecedent=memory.focus_name if meant.how == "focus" else "",
            confidence=confidence_of(sure, meant), why=_why(quantity, meant),
        )  # fmt: skip
    memory.last_mode, memory.last_value, memory.last_at = mode, quantity.values[0], quantity.start
    memory.last_period = moment.period
    _remember(memory, mode, values[0], unit)


def _owner(scene: Scene, memory: Memory, owner: Owner) -> Owner:
    """Return whose level it is after all."""
    if owner.how == "focus" and len(memory.lead) > 1 and _BOTH.search(scene.text):
        return Owner(memory.lead, owner.start, "focus")
    if owner.how == "focus" and memory.other and re.search(r"\b(?:fellow|companion)\b", scene.text):
        return Owner(memory.other, owner.start, "focus")
    return owner


_BOTH = re.compile(
    r"\b(?:both|their|the (?:two|three|four)|all (?:two|three|four))\s(?:governments|countries|capitals|states|ministers|nations|leaders|parliaments|of them)\b"
)
_REACHED = re.compile(
    r"\b(?:reach(?:ed|es)?|hits?|met|meets?|cleared?s?|attain\w*|crossed|passed|made it to|got to)\s(?:the\s)?$"
)


def _comparator(scene: Scene, quantity: Quantity, mode: Mode) -> str:
    if len(quantity.values) > 1:
        return "range"
    before = scene.between(max(scene.start, quantity.start - 16), quantity.start)
    if mode == "figure" and quantity.decimals < 2 and quantity.hedge in {"=", ">", ">="}:
        told = scene.between(max(scene.start, quantity.start - 48), quantity.start)
        if _MISSED.search(told):
            return "<"
    # "Reached two percent" is at least that; "reached 2.04" gives the level itself.
    if (
        mode == "figure"
        and quantity.decimals == 0
        and quantity.hedge == "="
        and _REACHED.search(before)
    ):
        return ">="
    return quantity.hedge


_MISSED = re.compile(
    r"\b(?:fail(?:s|ed|ing)? to|(?:has|have|had) yet to|(?:did|does|do|has|have|had|is|was|are|were) (?:still )?not(?: yet)?|(?:didn|doesn|don|hasn|haven|isn|wasn|aren)'t(?: yet)?|"
    r"struggl\w* to|short of|unable to|never|nowhere near|not even|still not|not yet)\s(?:\w+ing\s|spend\s|reach\s|meet\s|hit\s|devote\s|allocate\s|spent\s|reached\s|met\s|hit\s|at\s|quite\s|up\s|to\s|even\s|the\s)*$"
)
"""What says that a level was not reached."""

def _span(scene: Scene, quantity: Quantity, owner: Owner, moment: Moment) -> tuple[int, int]:
    start = (
        owner.start
        if owner.start < quantity.start and quantity.start - owner.start < 160
        else quantity.start
    )
    time = words_behind(scene, quantity, moment)
    return start, min(time.end if time is not None else quantity.end, scene.end)


def confidence_of(sure: float, owner: Owner) -> float:
    """Return how sure a claim is: less where its subject stands in another sentence."""
    return round(max(0.3, sure - {"focus": 0.15, "carried": 0.1, "person": 0.1}.get(owner.how, 0.0)), 2)


_UNIT_WORDS = {
    "percent": "unit written",
    "bare": "number without unit in a list of levels",
    "fraction": "fraction in words",
}
_HOW_WORDS = {
    "near": "ally named beside it", "run": "allies listed beside it", "list": "lists matched in order",
    "after": "ally named after it", "group": "group named", "carried": "ally carried from the number before",
    "focus": "ally carried from an earlier sentence", "person": "office-holder named",
}  # fmt: skip


def _why(quantity: Quantity, owner: Owner) -> str:
    return (
        f"{_UNIT_WORDS.get(quantity.sort, quantity.sort)}; {_HOW_WORDS.get(owner.how, owner.how)}"
    )


def _remember(memory: Memory, mode: str, value: Value, unit: str) -> None:
    if mode == "target_rule" and unit == "pct_gdp" and value.value != 1.5:
        memory.mark = value.value
    if mode == "plan":
        memory.planned = value
    if mode == "figure":
        memory.kind = unit
