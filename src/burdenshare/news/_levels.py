"""Levels: the share an ally spends, plans or is asked for, and parts and growth of its spending."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._kinds import is_sure, modes_of
from burdenshare.news._periods import words_behind
from burdenshare.news._subjects import Owner, owners
from burdenshare.news._units import MARKS, MOST_EFFORT, falls, unit_of

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
    free = [q for q in scene.quantities if q.sort in _SORTS and not _is_number_of(scene, q)]
    modes = modes_of(memory.kinds, free)
    shares = [q for q in free if q.start in modes and not memory.is_spent(q, *modes[q.start])]
    if not shares:
        return []
    owned = owners(text, scene, [q for q in shares if modes[q.start][0] != "target_rule"], memory)
    claims: list[Claim] = []
    for quantity in shares:
        mode, sure = modes[quantity.start]
        owner = owned.get(quantity.start) or _of_all(scene, quantity)
        claims += _claims(text, scene, memory, quantity, owner, mode, sure)
    return claims


_NUMBER_OF = re.compile(
    r"[a-z]+ (?:of (?:the|its|their|nato's|those|these|them)|(?:\w+ )?(?:categories|parts|portions|baskets|pillars|strands|components|tiers|elements|halves|blocks|pots|buckets|pieces|stages|phases))\b"
)


def _is_number_of(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number in words counts something: "two of the alliance's lowest spenders", "two categories"."""
    at = quantity.start - scene.start
    return quantity.sort == "bare" and _NUMBER_OF.match(scene.text, at) is not None


def _of_all(scene: Scene, quantity: Quantity) -> Owner:
    """Return the Alliance as owner of its target."""
    named = [m.start for m in scene.mentions if m.codes == ("NATO",) and m.end <= quantity.start]
    return Owner(("NATO",), named[-1] if named else quantity.start, "group")


def _claims(
    text: Text, scene: Scene, memory: Memory, quantity: Quantity, owner: Owner,
    mode: Mode, sure: float,
) -> Iterator[Claim]:  # fmt: skip
    unit = unit_of(scene, quantity, owner, memory)
    if mode == "plan" and owner.codes == ("NATO",):
        mode = "target_rule"  # what all of them plan is the pledge
    if mode == "target_rule":
        codes: tuple[str, ...] = ("LUX", "NATO") if unit == "pct_gni" else ("NATO",)
    else:
        codes = owner.codes
    if not codes or codes[0] in {"EU", "IMF"}:
        return
    sign = -1.0 if unit.startswith("pct_growth") and falls(scene, quantity) else 1.0
    if unit == "pct_gdp" and quantity.values[0] > MOST_EFFORT:
        return  # "just under 400 ten years ago" are euros a head
    values = tuple(
        Value(sign * value if value > 0 else value, unit, quantity.decimals)
        for value in quantity.values
    )
    memory.shares += 1
    moment = memory.dates.of_number(scene, quantity, mode)
    start, end = _span(scene, quantity, owner, moment)
    told = [codes] if mode == "target_rule" else [(code,) for code in codes]
    for subject in told if is_sure(mode, quantity, sure * owner.sure) else []:
        yield draft(
            text, scene, mode, start, end, subject, values=values,
            measure="share_of_gdp" if unit in {"pct_gdp", "pct_gni"} else "other",
            comparator=_comparator(scene, quantity, mode), period=moment.period,
            antecedent=owner.name,
            confidence=confidence_of(sure, owner), why=_why(quantity, owner),
        )  # fmt: skip
    memory.last_mode, memory.last_value, memory.last_at = mode, quantity.values[0], quantity.start
    memory.last_period = moment.period
    _remember(memory, mode, values[0], unit)


_REACHED = re.compile(
    r"\b(?:reach(?:ed|es)?|hits?|met|meets?|clear(?:ed|s)?|attain\w*|crossed|pass(?:ed|es)|made it to|got to)\s(?:the\s)?$"
)


def _comparator(scene: Scene, quantity: Quantity, mode: Mode) -> str:
    if len(quantity.values) > 1:
        return "range"
    before = scene.between(max(scene.start, quantity.start - 16), quantity.start)
    if mode == "figure" and quantity.decimals < 2 and quantity.hedge in {"=", ">", ">="}:
        told = scene.between(max(scene.start, quantity.start - 48), quantity.start)
        if _MISSED.search(told):
            return "<"
    if mode in {"figure", "plan"} and quantity.hedge in _OPPOSITE:
        told = scene.between(max(scene.start, quantity.start - 40), quantity.start)
        if _NEVER.search(told):
            return _OPPOSITE[quantity.hedge]
    if (
        mode == "target_rule"
        and quantity.hedge in {">", "<"}
        and _BESIDE_TARGET.search(
            scene.between(max(scene.start, quantity.start - 56), quantity.start)
        )
    ):
        return "="  # "those who exceed the target of 3.5": it is they who are above it
    if mode == "target_rule" and quantity.hedge in {">", "<"} and _TARGET_BEHIND.match(
        scene.between(quantity.end, scene.end)
    ):  # fmt: skip
        return "="  # "would fall short of the 2 percent threshold", "below the 3.5 percent agreed"
    # "Reached two percent" is at least that; "reached 2.04" gives the level itself.
    if (
        mode == "figure"
        and (quantity.decimals == 0 or quantity.values[0] in MARKS)
        and quantity.hedge == "="
        and _REACHED.search(before)
    ):
        return ">="
    return quantity.hedge


_TARGET_BEHIND = re.compile(
    r"(?: of gdp)? (?:nato |spending |defen[cs]e )*(?:threshold|target|goal|guideline|mark|benchmark|commitment)\b|[^.;,]{0,20} agreed\b"
)
_BESIDE_TARGET = re.compile(
    r"\b(?:threshold|mark|line|level|benchmark|target|goal|norm|standard|guideline|bar|floor|minimum) of $"
)

_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_NEVER = re.compile(
    r"(?:\bnever|\bnot|n't|\bcannot|\bhardly ever)\s(?:\w+\s){0,3}(?:above|over|past|beyond|below|under|exceed\w*|(?:more|less) than)\s(?:the\s)?$"
)
"""What turns a bound around: "never rose above 1 percent" is at most that."""

_MISSED = re.compile(
    r"\b(?:none of (?:them|these|those|the \w+)|fail(?:s|ed|ing)? to|(?:has|have|had) yet to|(?:did|does|do|has|have|had|is|was|are|were) (?:still )?not(?: yet)?|(?:didn|doesn|don|hasn|haven|isn|wasn|aren)'t(?: yet)?|'(?:re|s|m|ve) not(?: yet)?|"
    r"(?:a )?(?:long|good) way (?:from|off|short of)|far (?:from|off|short of)|way (?:off|below)|struggl\w* to|short of|unable to|never|nowhere near|not even|still not|not yet|(?:almost|nearly|narrowly miss\w+)(?= (?:reach|meet|met|hit|at the)))\s(?:\w+ing\s|spend\s|reach\s|meet\s|hit\s|devote\s|allocate\s|spent\s|reached\s|met\s|hit\s|at\s|quite\s|up\s|to\s|has\s|have\s|had\s|so\s|much\s|as\s|even\s|the\s)*$"
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
    """Return how sure a claim is: of what sort it is, and of whose."""
    return round(max(0.3, sure * owner.sure), 2)


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
    if mode == "target_rule" and unit == "pct_gdp" and value.value in MARKS:
        memory.mark = value.value
    if mode == "figure":
        memory.kind = unit
