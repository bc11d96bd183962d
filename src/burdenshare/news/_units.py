"""What a share is a share of: output, the defence budget, the Alliance's total; or by how much it grew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._cells import NOMINAL
from burdenshare.news._topics import is_move, major_clause, speaks_of_equipment, speaks_of_growth

if TYPE_CHECKING:
    from burdenshare.news._draft import Memory
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene
    from burdenshare.news._subjects import Owner

_REAL = re.compile(
    r"\b(?:in real terms|real[- ]terms?|after inflation|adjusted for inflation|inflation[- ]adjusted|real (?:\w+ )?(?:growth|increase|rise|gain|cut|fall|decline|drop|spending))\b"
)
_CHANGE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|grow(?:s|n|th|ing)?|grew|increas\w+|rais\w+|lift\w*|up|down|jump\w*|leap\w*|leapt|surg\w*|step\w*|climb\w*|add(?:s|ed)?|"
    r"expan\w+|gain\w*|fall(?:s|en|ing)?|fell|shr[aiu]nk\w*|cut\w*|drop\w*|declin\w*|decreas\w*|reduc\w*)\b"
)
_DOWN = re.compile(
    r"\b(?:fall(?:s|en|ing)?|fell|shr[aiu]nk\w*|cut|cuts|drop\w*|declin\w*|decreas\w*|reduc\w*|down|sank|slump\w*)\b"
)
_UP = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|grow(?:s|n|th|ing)?|grew|increas\w+|rais\w+|up|jump\w*|climb\w*|gain\w*)\b"
)
_NOT_OURS = re.compile(
    r"\b(?:health|care|wages?|pensions?|economy|gdp|prices?|hospital|school|education|welfare|tax\w*|aid)\b"
)


_WHOLE = re.compile(r"\bof the (?:whole |entire )?(?:total|bill|burden|tab)\b")


MARKS = frozenset({2.0, 2.5, 3.0, 3.5, 4.0, 5.0})
"""Shares of GDP that "the line" or "the guideline" may stand for."""

_LEAST_PART = 8.0
"""Less than this part of a budget no clause on equipment means: its "2.15, half of it for equipment" is of GDP."""

_GOES_TOWARDS = re.compile(
    r"(?: ?(?:%|per ?cent))?\)?(?: of (?:it|that|this|which|the (?:money|total|budget|outlay)))?,? (?:is |was |are |were |being )?(?:goes?|went|going|spent|used|earmarked|set aside)"
    r" (?:towards?|to|on|for|into) (?:[a-z]+ ){0,2}(?:equipment|personnel|staff|operations|infrastructure|maintenance|pay|salaries|wages|pensions|weapons|investments?|moderni[sz]ation|procurement)\b"
)
_PART_IN = re.compile(
    r"\bshare of (?:\w+ )?(?:equipment|investments?|procurement|personnel|moderni[sz]ation) in (?:its|the|their) (?:defen[cs]e |military )?(?:budget|spending|expenditure)\b[^;.]{0,60}$"
)
"""Before a share of the budget: "the share of investment in its defence budget from 5 to 17 percent"."""

"""After a share of a budget: what that part of it is spent on."""

MOST_EFFORT = 15.0
"""More than this share of its GDP no ally spends."""

_PARTS_OF_FIVE = frozenset({3.5, 1.5})

_LARGE = frozenset({("USA",), ("NATO_EUR_CAN",), ("NATO_EUR",)})
"""Who may spend a fifth of what all do."""


def _is_of_all(scene: Scene, owner: Owner) -> bool:
    """Whether a large share is of what all allies spend together."""
    if owner.codes in _LARGE and re.search(r"\bshare\b", scene.text):
        return True
    return _PART_OF_ALL.search(scene.text) is not None


_PART_OF_ALL = re.compile(
    r"\b(?:share|part|portion|slice) of (?:the )?(?:pot|total|whole|bill|burden|alliance|allied|nato)|"
    r"\b(?:alliance|nato|allied)(?:'s|s')? (?:total|combined|overall|joint)|\bof the (?:total|pot)\b|\bof (?:everything|all|what) (?:that )?(?:the )?(?:\d\d )?(?:allies|countries|members)\b|\balliance's bill\b"
)
"""What says of a sentence that its large shares are of what all allies spend together."""


def is_real_growth(scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage is what spending grew or shrank by after inflation."""
    if quantity.sort != "percent" or quantity.base:
        return False
    start, end = major_clause(scene, quantity.start)
    clause = scene.between(start, end)
    return bool(_REAL.search(clause) and _CHANGE.search(clause)) and not _NOT_OURS.search(clause)


def falls(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is told as a fall."""
    before = scene.between(max(scene.start, quantity.start - 40), quantity.start)
    down = [match.end() for match in _DOWN.finditer(before)]
    return bool(down) and not _UP.search(before, down[-1])


def unit_of(scene: Scene, quantity: Quantity, owner: Owner, memory: Memory) -> str:
    """Return the unit of a share: of what, or growth."""
    value = quantity.values[0]
    if _is_of_income(scene, quantity, owner):
        return "pct_gni"
    if quantity.base == "gdp":
        return "pct_gdp"
    if is_real_growth(scene, quantity):
        return "pct_growth_real"
    part = _part_meant(scene, quantity, owner, memory)
    if part:
        return part
    if value > 8 or value < 0 or (is_move(scene, quantity) and is_plain_move(scene, quantity)):
        if NOMINAL.search(scene.between(quantity.start - 20, quantity.end + 25)):
            return "pct_growth"
        if re.search(r"\breal\b", scene.text) or memory.kind == "pct_growth_real":
            return "pct_growth_real"
        if speaks_of_growth(scene, quantity):
            return "pct_growth"
        return memory.kind
    return "pct_gdp"


def _part_meant(scene: Scene, quantity: Quantity, owner: Owner, memory: Memory) -> str:
    """Return the unit of a share of something else than GDP; "" where nothing says so."""
    value = quantity.values[0]
    if speaks_of_equipment(scene, quantity) and quantity.base != "total" and value >= _LEAST_PART:
        return "pct_of_defence"
    if _GOES_TOWARDS.match(scene.between(quantity.number_end, scene.end)):
        return "pct_of_defence"
    if _PART_IN.search(scene.between(scene.start, quantity.start)):
        return "pct_of_defence"
    if quantity.base == "total" or _goes_on_with_total(scene, quantity, memory):
        return "pct_of_alliance_total"
    if value > MOST_EFFORT and _is_of_all(scene, owner):
        return "pct_of_alliance_total"
    if quantity.base != "defence":
        return ""
    if value < _LEAST_PART and _REACHES.search(scene.between(scene.start, quantity.start)):
        return "pct_gdp"  # "reach 2.5 % of defence spending", as translations have it
    if value in _PARTS_OF_FIVE:
        return "pct_gdp"  # "5 %, 3.5 % of it for troops": all three are of GDP
    whole = _WHOLE.search(scene.between(quantity.number_end, quantity.end + 10))
    return "pct_of_alliance_total" if whole else "pct_of_defence"


_REACHES = re.compile(r"\breach(?:es|ed|ing)?\s(?:\w+\s)?$")


def _goes_on_with_total(scene: Scene, quantity: Quantity, memory: Memory) -> bool:
    """Read "the United States bears 70 % of the total, with Britain at 6 %": the unit is given once."""
    plain = not quantity.base and quantity.sort == "percent"
    return plain and memory.kind == "pct_of_alliance_total" and memory.last_at >= scene.start


_NOT_OF_GDP = re.compile(
    r"[^.;\d]{0,20}(?:not|but) of (?:the )?(?:gdp[^.;\d]{0,10}but of (?:the )?)?(?:gross national income|gni)"
)


def _is_of_income(scene: Scene, quantity: Quantity, owner: Owner) -> bool:
    """Whether the share is one of national income: Luxembourg's two percent is."""
    if quantity.base == "gni" or _NOT_OF_GDP.match(
        scene.between(quantity.number_end, quantity.end + 60)
    ):
        return True
    luxembourg = owner.codes == ("LUX",) and quantity.values[0] == 2.0
    return luxembourg and bool(re.search(r"\bgni\b|gross national income", scene.text))


def is_plain_move(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number is told as a rise or a fall, and not as a level."""
    before = scene.between(max(scene.start, quantity.start - 24), quantity.start)
    return (
        bool(
            re.search(
                r"\b(?:by|adds?|added|adding|rose|fell|grew|gained|slipped|dropped|jumped|climbed|surged|(?<!stumped )(?<!stumps )(?<!stump )(?<!coughed )(?<!coughs )(?<!cough )(?<!ponied )(?<!puts )(?<!put )up|down) (?:about |around |nearly |almost |some )?$",
                before,
            )
        )
        or scene.text[quantity.start - scene.start] == "+"
    )
