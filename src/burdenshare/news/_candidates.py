"""Which numbers of a sentence may be levels: shares of output, of the budget or of the total, and growth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._modality import (
    LEVELS,
    has_pair,
    is_promise,
    value_split,
)
from burdenshare.news._topics import speaks_of_equipment, speaks_of_growth, topic_of
from burdenshare.news._units import is_real_growth

if TYPE_CHECKING:
    from burdenshare.news._draft import Memory
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene

_ROUND_BEFORE = re.compile(
    r"(?:\b(?:at|to|toward|towards|reach\w*|hits?|hitting|even|round|exactly|touch\w*|was|is|on|of|past|above|over|beyond|below|under|"
    r"about|barely over|just over|spending|spends?|spent|attain\w*|be|stuck at|approach\w*|near|nearly|roughly|with|pass\w*|"
    r"required?s?|prescribes?|wants?|promis\w*|announced|full|current|flat at|"
    r"need|clear\w*|cross\w*|top\w*|exceed\w*|at least|up to|remain\w* at|pay)\s)"
    r"(?:the\s|just\s|about\s|around\s|exactly\s|a\s|an\s|only\s|at least\s|up to\s|even\s|round\s|almost\s|nearly\s|well\s|above\s|over\s|below\s|under\s|little\s|flat\s|full\s|some\s)*$"
)


_ROUND_AFTER = re.compile(
    r"\s*(?:[.,;:?!)\"]|$|-\s|\b(?:by|in|until|till|from|this|next|last|for|already|as well|too|now|and|at|while|but|"
    r"before|after|today|since|within|as|when|is|was|to)\b)"
)


_NOT_LEVEL_AFTER = re.compile(
    r"\s?(?:of (?:the|its|them|us|those|our)\b|(?:times|allies|members|countries|nations|points?|per)\b)"
)


_PLEDGE_WORDS = re.compile(
    r"\b(?:targets?|goals?|pledges?|guidelines?|benchmark|floor|ceiling|promis\w+|agreed|signed|committed|core|related|"
    r"capability|wales|vilnius|the hague|summit|old rule|new rules?|yardstick|commitment|deal|declaration)\b"
)


_EU_CLAUSE = re.compile(
    r"\b(?:escape clause|fiscal (?:rules?|path|framework)|spending path|deficit (?:procedure|ceiling)|stability pact|commission)\b"
)


def is_level(scene: Scene, quantity: Quantity, memory: Memory) -> bool:
    """Whether a number may be a share this room reads: of output, of the budget, of the total."""
    value = quantity.values[0]
    if _is_of_something_else(scene, quantity):
        return False
    if quantity.sort == "percent" and is_real_growth(scene, quantity):
        return True
    topic = topic_of(scene, quantity)
    if topic == "other" or (value in {1.5, 3.0} and _EU_CLAUSE.search(scene.text)):
        return False
    if quantity.sort == "fraction":
        return speaks_of_equipment(scene, quantity) and quantity.values[0] < 60
    if _is_pledged(scene, quantity):
        return True
    if quantity.sort == "bare":
        return _is_bare_level(scene, quantity, memory)
    if quantity.base in {"gdp", "gni"} or (
        value <= 8 and re.search(r"\bgdp\b", scene.text[: quantity.start - scene.start])
    ):
        return value <= 8
    if quantity.base in {"defence", "total"}:
        return True
    if value > 8 or value < 0:
        return (
            speaks_of_equipment(scene, quantity)
            or speaks_of_growth(scene, quantity)
            or _goes_on(scene, quantity, memory)
        )
    return (
        topic == "defence"
        or memory.shares > 0
        or any(m.is_state for m in scene.mentions)
        or (quantity.decimals == 2 and (bool(memory.home) or _has_leader(scene)))
        or (bool(memory.focus) and is_promise(scene.between(scene.start, quantity.start)))
    )


def _is_of_something_else(scene: Scene, quantity: Quantity) -> bool:
    """Whether what follows the number says that it is no share of the kind read here."""
    if quantity.sort not in {"percent", "bare", "fraction"}:
        return True
    if quantity.base == "other" and not (
        quantity.values[0] in LEVELS and _PART_OF.match(scene.between(quantity.end, scene.end))
    ):
        return True
    return bool(_COMMON_BUDGET.match(scene.between(quantity.number_end, quantity.end + 50)))


def _is_pledged(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is one of the pledge's own in a sentence that speaks of it."""
    value = quantity.values[0]
    if value not in LEVELS or quantity.decimals > 1 or quantity.sort == "fraction":
        return False
    if quantity.sort == "bare" and not quantity.decimals and _is_count(scene, quantity):
        return False
    named = quantity.sort == "percent" and bool(_PLEDGE_WORDS.search(scene.text))
    named = named or (value in {3.5, 5.0} and bool(re.search(r"\bby 203\d\b", scene.text)))
    return named or (value != 2.0 and value < 8 and has_pair(scene))


def _has_leader(scene: Scene) -> bool:
    """Whether the sentence names an office-holder of an ally."""
    return any(m.kind == "person" and len(m.codes[0]) == 3 for m in scene.mentions)


_GOING_ON = re.compile(
    r"\b(?:it|it'd|that|this|the (?:share|figure|portion|proportion|number|ratio|part|rate|slice)|in (?:20\d\d|that year)|last year|this year)\b"
)


def _goes_on(scene: Scene, quantity: Quantity, memory: Memory) -> bool:
    """Whether a number goes on with the kind of share read before: "in 2024 it was 28"."""
    if memory.kind == "pct_gdp":
        return False
    if re.match(
        r"[^.;,]{0,14}\b(?:more|fewer|less|higher|lower)\b",
        scene.between(quantity.end, quantity.end + 24),
    ):
        return memory.kind.startswith("pct_growth")
    before = scene.between(scene.start, quantity.start)
    return (
        any(m.is_state for m in scene.mentions)
        or not before.strip()
        or bool(_GOING_ON.search(before))
    )


_COMMON_BUDGET = re.compile(
    r"[^.;,]{0,16}\bof (?:the )?(?:nato's|nato|alliance's|alliance|its|their|that)?\s?(?:own |shared |small )*(?:common|organi[sz]ational|direct|civil|administrative|running|shared|central|own)\s(?:budgets?|funding|costs?|funds?)"
)
"""NATO's own small budget is no ally's defence effort."""


def _is_bare_level(scene: Scene, quantity: Quantity, memory: Memory) -> bool:
    """A number without unit counts only where levels are being listed."""
    value = quantity.values[0]
    if _NOT_LEVEL_AFTER.match(scene.between(quantity.end, quantity.end + 20)):
        return False
    after = scene.between(quantity.number_end, quantity.number_end + 14)
    listing = memory.shares > 0 or any(
        q.sort == "percent" or (q.sort == "bare" and q.decimals and 0.3 <= q.values[0] <= 7)
        for q in scene.quantities
    )
    if quantity.decimals:
        if not 0.3 <= value <= 7:
            return memory.kind != "pct_gdp" and listing and 1 <= abs(value) < 90
        if re.match(
            r"\s?(?:billion|million|bn|km|cm|mm|kg|m\b|x\b|times|centi|metres|miles|tonnes|magnitude)",
            after,
        ):
            return False
        return listing or bool(scene.mentions) or bool(memory.focus)
    before = scene.between(max(scene.start, quantity.start - 30), quantity.start)
    due = _DUE_AFTER.match(scene.between(quantity.number_end, quantity.number_end + 40))
    if 1 < value <= 5 and due and (listing or scene.mentions):
        return not _COUNTED_BEFORE.search(before)
    if not 1 < value <= 5 or not (listing or value_split(scene, quantity)):
        return False
    return bool(_ROUND_BEFORE.search(before)) and bool(_ROUND_AFTER.match(after))


def is_plus(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is the second half of "3.5 plus 1.5"."""
    before = scene.between(max(scene.start, quantity.start - 24), quantity.start)
    if scene.between(quantity.start, quantity.start + 4).startswith(("plus", "+")):
        before += "plus"
    return quantity.values[0] == 1.5 and bool(_PLUS.search(before))


_PLUS = re.compile(
    r"\b(?:3[.,]5|three and a half|three point five)\s?(?:%|percent|per cent|p\.c\.?)?\s?(?:\+|plus)\s?$"
)


def _is_count(scene: Scene, quantity: Quantity) -> bool:
    """Whether a bare number counts allies or things: "the only five above it"."""
    before = scene.between(max(scene.start, quantity.start - 24), quantity.start)
    after = scene.between(quantity.number_end, quantity.number_end + 20)
    return bool(_COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(after))


_COUNTED_AFTER = re.compile(
    r"\s(?:above|below|over|under|allies|members|countries|states|nations|governments|of (?:them|the|these|those)|that|which|who|years?|points?)\b"
)


_PART_OF = re.compile(
    r"\sof\s(?:related|everything|wider|softer|looser|core|the (?:5|five|rest|softer|wider|related))\b|\sof\s(?:their |total |annual |the |its )?(?:defen[cs]e |military )?(?:expenditures?|budgets?|outlays)\b"
)


_DUE_AFTER = re.compile(
    r"\s?(?:in|by|for|until|till|from|as of|not before)\s(?:the\s)?(?:20[1-4]\d|next year|this year|end of|middle of|(?:next|following|coming)\sparliament)"
    r"|\s(?:agreed|promised|set|decided)\s(?:in|at|on|last)\b|\s(?:is|are) to be (?:spent|reached|met|devoted)\b|\son (?:defen[cs]e|core defen[cs]e|arms)\b"
)


_COUNTED_BEFORE = re.compile(
    r"\b(?:bottom|last|first|next|article|phase|stage|step|round|day|chapter|table|page|number|no\.?|group|top|all|other|only|these|those|(?<!at )least|(?<!area )(?<!range )(?<!region )(?<!order )of|june|july|january|march|april|may)\s$"
)
