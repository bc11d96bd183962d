"""Levels: the share an ally spends, plans or is asked for, and parts and growth of its spending."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._candidates import is_level, is_plus
from burdenshare.news._claim import Claim, Value
from burdenshare.news._datings import governing_time
from burdenshare.news._draft import Memory, draft
from burdenshare.news._evidence import MISSED, is_told
from burdenshare.news._modality import (
    LEVELS,
    Mode,
    has_pair,
    is_agreed_by_all,
    is_apart,
    mode_of,
)
from burdenshare.news._periods import period_of, remember_year
from burdenshare.news._subjects import AGREED, Owner, owners
from burdenshare.news._topics import is_move
from burdenshare.news._units import falls, is_plain_move, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time

_HYPOTHETICAL = re.compile(
    r"\b(?:even if|would need|would have to|if we had|whether a|if it doubled|would fall short|a hypothetical|"
    r"imagine|suppose|were (?:it|that|they) to|only if)\b"
)


def read_levels(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on levels in a sentence, and let ``memory`` follow."""
    found = [q for q in scene.quantities if not memory.is_taken(q.start, q.end)]
    shares = [q for q in found if is_level(scene, q, memory)]
    if scene.question and _EQUIPMENT.search(scene.text):
        memory.kind = "pct_of_defence"
    if scene.question or not shares:
        return []
    owned = owners(scene, shares, focus_of(scene, memory), memory.lead, spoken_for(scene, memory))
    claims: list[Claim] = []
    for place, quantity in enumerate(shares):
        if place and re.fullmatch(
            r"\s?(?:%|percent)?\s?or\s", scene.between(shares[place - 1].number_end, quantity.start)
        ):
            continue  # "1.7 or 1.8" is one estimate
        if _is_taken_pair(scene, memory, quantity, owned[quantity.start]):
            continue  # "backed 3.5 and 1.5": the stance has them both
        if is_plus(scene, quantity):
            continue  # "3.5 plus 1.5" is one split
        time = governing_time(scene, quantity, shares)
        if time is not None and is_apart(scene, quantity, time):
            time = None
        claims += _claims(text, scene, memory, quantity, owned[quantity.start], time)
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


_EQUIPMENT = re.compile(r"\b(?:equipment|hardware|materiel|procurement)\b")


def _is_taken_pair(scene: Scene, memory: Memory, quantity: Quantity, owner: Owner) -> bool:
    """Whether a stance has taken the 3.5 that this 1.5 belongs to."""
    if quantity.values[0] != 1.5 or owner.codes in {("NATO",), ()}:
        return False
    return any(
        q.values[0] == 3.5 and memory.is_taken(q.start, q.end) and 0 < quantity.start - q.end < 16
        for q in scene.quantities
    )


def _claims(
    text: Text, scene: Scene, memory: Memory, quantity: Quantity, owner: Owner, time: Time | None
) -> Iterator[Claim]:
    unit = unit_of(scene, quantity, owner, memory)
    meant = _owner(scene, memory, quantity, owner, unit)
    if meant is None or _skip(scene, quantity, unit):
        return
    found = _mode(scene, memory, quantity, meant, time, unit, text.published.year)
    if found is None:
        return
    mode, unit, codes = found
    if not codes or codes[0] in {"EU", "IMF"}:
        return
    sign = -1.0 if unit.startswith("pct_growth") and falls(scene, quantity) else 1.0
    values = tuple(
        Value(sign * value if value > 0 else value, unit, quantity.decimals)
        for value in quantity.values
    )
    memory.shares += 1
    period = period_of(text, scene, quantity, time, mode, memory)
    start, end = _span(scene, quantity, meant, time)
    for subject in [codes] if mode == "target_rule" else [(code,) for code in codes]:
        yield draft(
            text, scene, mode, start, end, subject, values=values,
            measure="share_of_gdp" if unit in {"pct_gdp", "pct_gni"} else "other",
            comparator=_comparator(scene, quantity, mode), period=period,
            antecedent=memory.focus_name if meant.how == "focus" else "",
            confidence=_confidence(quantity, meant), why=_why(quantity, meant),
        )  # fmt: skip
    memory.last_mode, memory.last_value, memory.last_at = mode, quantity.values[0], quantity.start
    memory.last_period = period
    _remember(scene, quantity, memory, mode, values[0], time, unit)


def _owner(
    scene: Scene, memory: Memory, quantity: Quantity, owner: Owner, unit: str
) -> Owner | None:
    """Return whose level it is after all; ``None`` where it is nobody's, or told already."""
    if owner.how == "outsider":
        agreed = unit == "pct_gdp" and (
            is_agreed_by_all(scene, quantity, owner) or _is_clear_of_outsiders(scene, quantity)
        )
        return Owner(("NATO",), quantity.start, "group") if agreed else None
    if owner.how == "focus" and re.search(r"\bneighbou?rs?\b", scene.text):
        return None
    said_by = _said_by(scene, quantity) if owner.how == "focus" else None
    if said_by is not None:
        return Owner(said_by, owner.start, "person")
    if owner.how == "focus" and len(memory.lead) > 1 and _BOTH.search(scene.text):
        return Owner(memory.lead, owner.start, "focus")
    if owner.how == "focus" and memory.other and re.search(r"\b(?:fellow|companion)\b", scene.text):
        return Owner(memory.other, owner.start, "focus")
    pair = _second_half(scene, quantity, memory) if unit == "pct_gdp" else None
    if pair is None:
        return owner
    return Owner(("NATO",), quantity.start, "group") if pair == "target_rule" else None


def _is_clear_of_outsiders(scene: Scene, quantity: Quantity) -> bool:
    """Whether a level of the pledge stands in another clause than the state that is no ally."""
    outside = [m.end for m in scene.mentions if m.kind == "outsider" and m.end <= quantity.start]
    return (
        quantity.values[0] in {5.0, 3.5, 1.5} and bool(outside)
        and bool(re.search(r"[;:]", scene.between(outside[-1], quantity.start)))
    )  # fmt: skip


def _said_by(scene: Scene, quantity: Quantity) -> tuple[str, ...] | None:
    """Whose level it is in "three percent by 2030, says the Croatian premier"."""
    if _STANDS_FOR.search(scene.between(scene.start, quantity.start)):
        return None
    tag = _TAG.search(scene.text, quantity.end - scene.start)
    if tag is None:
        return None
    after = [m for m in scene.mentions if 0 <= m.start - scene.start - tag.end() < 24]
    named = [
        m
        for m in after
        if (m.is_state or m.kind == "person") and len(m.codes) == 1 and len(m.codes[0]) == 3
    ]
    return named[0].codes if named else None


_TAG = re.compile(r",\"?\s(?:says|said|according to|announced|promises|promised|vows|vowed)\s")
_STANDS_FOR = re.compile(
    r"\b(?:it|its|they|their|he|his|she|her|the country|the government|allies|nato|alliance|members)\b"
)
_BOTH = re.compile(
    r"\b(?:both|their|the (?:two|three|four)|all (?:two|three|four))\s(?:governments|countries|capitals|states|ministers|nations|leaders|parliaments|of them)\b"
)
_GNI = re.compile(r"\bgni\b|gross national income")
_GNI_RULE = re.compile(r"\bnot\b|\brule\b|correspond|instead")
_EQUIPMENT_RULE = re.compile(
    r"\b(?:guideline\w*|rules?|targets?|goals?|for kit|should|must|ask(?:s|ed)|at least|recommend\w*|requir\w+|agreed|pledg\w+|promis\w+|"
    r"commit\w*|supposed|is meant|meant to|move towards|within a decade)\b"
)


def _mode(
    scene: Scene,
    memory: Memory,
    quantity: Quantity,
    owner: Owner,
    time: Time | None,
    unit: str,
    year: int,
) -> tuple[Mode, str, tuple[str, ...]] | None:
    """Return the type of claim, its unit and its subject; ``None`` where it makes none."""
    special = _special_rule(scene, quantity, owner, unit)
    if special is not None:
        return special
    if unit not in {"pct_gdp", "pct_gni"}:
        return "figure", unit, owner.codes
    mode = mode_of(scene, quantity, owner, time, year)
    if mode is None:
        return None
    if owner.how in {"focus", "carried"}:
        mode = _like_the_last(scene, memory, quantity, mode, owner, time, year)
    elif quantity.values[0] in {3.5, 1.5} and _is_split_of(scene, memory, quantity):
        mode = "target_rule"
    if mode == "figure" and unit == "pct_gdp" and _is_pledge_level(scene, quantity, owner):
        if owner.how not in {"focus", "carried"} or not AGREED.search(scene.text):
            return None
        mode = "target_rule"
    if mode == "plan" and (
        _is_met_or_missed(scene, quantity, time) or _is_printed(scene, quantity, time, year)
    ):
        mode = "figure"
    if mode == "figure" and not is_told(scene, quantity, owner):
        return None
    return mode, unit, ("NATO",) if mode == "target_rule" else owner.codes


def _special_rule(
    scene: Scene, quantity: Quantity, owner: Owner, unit: str
) -> tuple[Mode, str, tuple[str, ...]] | None:
    """Luxembourg's two percent of GNI, and the fifth that is to buy equipment."""
    value = quantity.values[0]
    if (
        (value == 2.0 or unit == "pct_gni")
        and _GNI.search(scene.text)
        and _GNI_RULE.search(scene.text)
    ):
        return "target_rule", "pct_gni", ("LUX", "NATO")
    named = owner.how in {"near", "run", "list"} and "guideline" not in scene.text
    if unit == "pct_of_defence" and value == 20 and not named:
        return ("target_rule", unit, ("NATO",)) if _EQUIPMENT_RULE.search(scene.text) else None
    return None


def _like_the_last(
    scene: Scene, memory: Memory, quantity: Quantity, mode: Mode, owner: Owner, time: Time | None,
    year: int,
) -> Mode:  # fmt: skip
    """A level that nothing of its own governs is what the level just before it is."""
    near = memory.last_at >= scene.start and quantity.start - memory.last_at < 60
    if mode == "figure" and owner.how == "carried" and near and memory.last_mode == "plan":
        joined = _AND_THEN.search(scene.between(memory.last_at, quantity.start))
        later = time is not None and (time.year or 0) >= year
        mode = "plan" if joined and (later or (time is None and quantity.decimals < 2)) else mode
    return _part_of_five(scene, memory, mode, owner) if quantity.values[0] in {3.5, 1.5} else mode


def _is_split_of(scene: Scene, memory: Memory, quantity: Quantity) -> bool:
    """Whether "with 3.5 percent for ..." breaks down the five told just before in the sentence."""
    if memory.last_mode != "target_rule" or memory.last_at < scene.start:
        return False
    between = scene.between(memory.last_at, quantity.start)
    return len(between) < 90 and bool(_BROKEN_DOWN.search(between))


_BROKEN_DOWN = re.compile(
    r"\b(?:with|including|of which|comprising|split|made up of|divided|consisting of|and|plus)\s(?:\w+\s){0,3}$|\bto\s$"
)
_AND_THEN = re.compile(r"(?:,|\band|\bor|\bthen)\s(?:then\s|later\s|to\s|about\s|at\s)*$")


def _part_of_five(scene: Scene, memory: Memory, mode: Mode, owner: Owner) -> Mode:
    """The 3.5 and the 1.5 after a 5 are what the 5 is: all the allies' rule, or one ally's plan."""
    if memory.last_value not in {5.0, 3.5, 1.5}:
        return mode
    if memory.last_mode == "target_rule" and memory.last_at >= scene.start and has_pair(scene):
        return "target_rule"
    groups = any(m.kind == "group" for m in scene.mentions)
    ours = len(owner.codes) == 1 and len(owner.codes[0]) == 3
    if memory.last_mode == "plan" and ours and has_pair(scene) and not groups:
        return "plan"
    return mode


_REACHED = re.compile(
    r"\b(?:reach(?:ed|es)?|hits?|met|meets?|cleared?s?|attain\w*|crossed|passed|made it to|got to)\s(?:the\s)?$"
)


def _is_printed(scene: Scene, quantity: Quantity, time: Time | None, year: int) -> bool:
    """Whether an exact level is only set beside its ally: nobody plans "the gold goes to X with 5.33"."""
    if quantity.decimals < 2 or (time is not None and (time.last or time.year or 0) > year):
        return False
    return bool(
        _SET_BESIDE.search(scene.between(max(scene.start, quantity.start - 24), quantity.start))
    )


_SET_BESIDE = re.compile(
    r"(?:\b(?:with|which at|that at|who at)|,\s(?:at|on|with))\s(?:only\s|just\s|about\s|exactly\s)?$"
)


def _is_met_or_missed(scene: Scene, quantity: Quantity, time: Time | None) -> bool:
    """Whether a level someone aims at is told as reached, or as not reached."""
    told = scene.between(max(scene.start, quantity.start - 60), quantity.start)
    reached = quantity.values[0] in LEVELS and time is None and _HAS_REACHED.search(told)
    return bool(reached) or (quantity.decimals < 2 and bool(MISSED.search(told)))


_HAS_REACHED = re.compile(
    r"(?<!to )(?<!will )(?<!would )(?<!should )(?<!must )\b(?:hit|hits|hitting|met|meets|meeting|reached|reaches|reaching|cleared|clearing|crossed|passed|passing)"
    r"\s(?:the|its|nato's|a|that)\s(?!promise)[^.;,]{0,40}$"
)


def _comparator(scene: Scene, quantity: Quantity, mode: str) -> str:
    if len(quantity.values) > 1:
        return "range"
    before = scene.between(max(scene.start, quantity.start - 16), quantity.start)
    if mode == "figure" and quantity.decimals < 2 and quantity.hedge in {"=", ">", ">="}:
        told = scene.between(max(scene.start, quantity.start - 48), quantity.start)
        if MISSED.search(told):
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


_NOTED_DOWN = re.compile(r"\b(?:wrote|written|laid|put|set) down\s$")


def _skip(scene: Scene, quantity: Quantity, unit: str) -> bool:
    if quantity.values[0] in {3.5, 1.5} and has_pair(scene):
        return False
    if _NOTED_DOWN.search(scene.between(max(scene.start, quantity.start - 16), quantity.start)):
        return False
    if unit == "pct_growth" or (
        unit == "pct_gdp"
        and is_move(scene, quantity)
        and quantity.sort == "percent"
        and is_plain_move(scene, quantity)
    ):
        return True
    before = scene.between(max(scene.start, quantity.start - 70), quantity.start)
    if before.endswith("not ") and re.match(
        r"[^.;]{0,30}\bbut\b", scene.between(quantity.number_end, quantity.end + 40)
    ):
        # "Not 5 % but 3.5 %": the first is denied; "not 2 % of GDP but of GNI" keeps it.
        return not re.search(r"\bbut of\b", scene.between(quantity.end, quantity.end + 20))
    if re.search(
        r"\b(?:without (?:having|needing) to|need not|not (?:need|have) to|not required to)\b",
        before,
    ):
        return True
    if unit == "pct_gdp" and quantity.values[0] in LEVELS and _is_replaced(scene, quantity):
        return True
    if re.search(r"\b(?:ask\w* whether|whether in)\b", before):
        return True
    if (
        _AWAY.search(before)
        or _is_aid(scene, quantity)
        or _is_outdone(scene, quantity)
        or _DENIED.search(before)
    ):
        return True
    near = scene.between(max(scene.start, quantity.start - 60), quantity.end + 40)
    return (
        bool(_HYPOTHETICAL.search(near))
        and unit == "pct_gdp"
        and quantity.values[0] in LEVELS | {3.5}
    )


_AWAY = re.compile(r"\b(?:away|far|distant) from\s(?:the\s)?$")
_DENIED = re.compile(r"\b(?:and|or|,) not the\s$")


_RAISED = re.compile(
    r"\b(?:targets?|goals?|guidelines?|benchmark|pledge|commitment|threshold|obligation|requirement)\b[^.;]{0,40}\bfrom\s(?:the\s|about\s)?$"
)


def _is_replaced(scene: Scene, quantity: Quantity) -> bool:
    """Whether a level is the one a new target takes the place of: "raised its goal from 2 to 5 percent"."""
    before = scene.between(max(scene.start, quantity.start - 70), quantity.start)
    after = scene.between(quantity.number_end, quantity.number_end + 40)
    return bool(_RAISED.search(before)) and bool(
        re.match(r"\s?(?:%|percent|per cent)?(?: of \w+)? to\s", after)
    )


def _is_outdone(scene: Scene, quantity: Quantity) -> bool:
    """Whether the exact number follows at once: "over two percent, at 2.09"; "half of it, 47.8 percent"."""
    exact = next(
        (q for q in scene.quantities if q.start >= quantity.end and q.sort in {"percent", "bare"}),
        None,
    )
    if exact is None or exact.decimals <= quantity.decimals or exact.decimals < 1:
        return False
    if not _APPOSED.fullmatch(scene.between(quantity.end, exact.start)):
        return False
    return abs(exact.values[0] - quantity.values[0]) < (6 if quantity.sort == "fraction" else 0.75)


_APPOSED = re.compile(
    r"(?:\sthe budget|\sit|\sof it|\sof that|\s(?:line|mark|threshold|bar))?(?:,|:|\s-|\s\()\s?(?:at\s|or\s|with\s|to be exact,?\s|exactly\s|precisely\s|namely\s)?"
)
_LEVEL_VERB = re.compile(
    r"\b(?:spen[dt]s?|at|reach\w*|stands?|stood|devotes?|puts?|hit|is|was|with|passed|exceed\w*|tops?|over|above)\b"
)


def _is_aid(scene: Scene, quantity: Quantity) -> bool:
    """Whether a small share of income is what a state gives in aid."""
    return quantity.values[0] < 1.2 and bool(_AID.search(scene.text))


_AID = re.compile(
    r"(?<!military )\b(?:aid|oda|development assistance)\b(?! (?:to|for) (?:ukraine|kyiv))"
)


def _second_half(scene: Scene, quantity: Quantity, memory: Memory) -> str | None:
    """The mode of the 3.5 just before, when this is the 1.5 that goes with it."""
    if quantity.values[0] != 1.5 or memory.last_value != 3.5 or memory.last_at < scene.start - 200:
        return None
    near = memory.last_at >= scene.start
    return memory.last_mode if near and memory.last_mode in {"plan", "target_rule"} else None


def _is_pledge_level(scene: Scene, quantity: Quantity, owner: Owner) -> bool:
    """The 5, the 3.5 and the 1.5 without an ally beside them are the pledge, not a figure."""
    value, before = (
        quantity.values[0],
        scene.between(max(scene.start, quantity.start - 20), quantity.start),
    )
    if value not in {5.0, 3.5, 1.5} or quantity.decimals > 1:
        return False
    if owner.how in {"focus", "carried"} and not re.search(
        r"\b(?:it|its|spen[dt]s?|stood|share|ratio|was|is|from)\b", before
    ):
        return True
    told = scene.between(owner.start, quantity.start)
    if value == 5.0 and quantity.decimals == 0 and not _LEVEL_VERB.search(told):
        return True
    return bool(re.search(r"\b(?:the|softer|looser)\s(?:softer\s|looser\s)?$", before))


def _span(scene: Scene, quantity: Quantity, owner: Owner, time: Time | None) -> tuple[int, int]:
    start = (
        owner.start
        if owner.start < quantity.start and quantity.start - owner.start < 160
        else quantity.start
    )
    end = quantity.end
    if time is not None and 0 <= time.start - quantity.end < 30:
        end = time.end
    return start, min(end, scene.end)


def _confidence(quantity: Quantity, owner: Owner) -> float:
    base = {"percent": 0.95, "fraction": 0.75, "bare": 0.85}.get(quantity.sort, 0.8)
    return base - {"focus": 0.15, "carried": 0.1, "person": 0.1}.get(owner.how, 0.0)


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


def _remember(
    scene: Scene,
    quantity: Quantity,
    memory: Memory,
    mode: str,
    value: Value,
    time: Time | None,
    unit: str,
) -> None:
    if mode == "target_rule" and unit == "pct_gdp" and value.value != 1.5:
        memory.mark = value.value
    if mode == "plan":
        memory.planned = value
    if mode == "figure":
        memory.kind = unit
        remember_year(scene, quantity, time, memory)
