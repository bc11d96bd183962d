"""Told as fact, promised, or agreed by all: what sort of claim a level makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from burdenshare.news._subjects import AGREED
from burdenshare.news._topics import major_clause

if TYPE_CHECKING:
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene
    from burdenshare.news._subjects import Owner
    from burdenshare.news._times import Time

Mode = Literal["figure", "plan", "target_rule"]

LEVELS = frozenset({1.5, 2.0, 3.5, 5.0, 20.0})

_RULE_NOUN = (
    r"(?:target|goal|guidelines?|benchmark|threshold|pledge|commitment|norm|objective|criterion|"
    r"standard|promise|requirement|rule|floor|ceiling|basket|slice|formula|yardstick|quota|quote|"
    r"mark|line|hurdle|bar|pot|part|half|bit|share of gdp target)"
)
_RULE_AFTER = re.compile(
    r"(?:-| )?(?:of (?:gdp|output|national income)[- ])?(?:of gdp )?(?:defen[cs]e |military |core |spending |nato |"
    rf"alliance |hague |wales |common |investment |by-20\d\d |by-year |overall |headline |spend )*{_RULE_NOUN}s?\b"
)
_SET_BEFORE = re.compile(
    rf"\b(?:{_RULE_NOUN})\s?(?:level\s)?(?:of|is|was|at|to be|being|to|for core|:|,)?\s"
    r"(?:the\s|a\s|at least\s|up to\s|only\s|still\s|about\s)*$"
)
_SPLIT_AFTER = re.compile(
    r"\s?(?:is |are |goes |go |going |would go |must go |earmarked |designated |reserved |set aside |apiece )?"
    r"(?:on|for|to|into|in|of that on|towards)\s(?:the\s|a\s|what\s)?(?:\w+[\s,-]+){0,6}?"
    r"(?:core|hard|armed forces|armies|military needs|military necessit\w+|military requirements|forces proper|"
    r"troops and|soldiers|weapons|tanks|traditional defen[cs]e|strictly military|classic\w*|related|looser|wider|"
    r"broader|softer|infrastructure|networks?|cyber\w*|resilience|roads|bridges|streets|ports|preparedness|"
    r"industrial base|adjoining|security[- ]related|adjacent|innovation|everything from|extras?)\b"
)
_CORE_BEFORE = re.compile(
    r"\b(?:core (?:military |defen[cs]e )?(?:needs|requirements|spending|expenditure|defen[cs]e)|related "
    r"(?:items|fields|spending|areas|investment)|wider (?:security|resilience)|softer|looser|remaining|other|further|second)\b"
)
_PLAN_STRONG = re.compile(
    r"\b(?:plan\w*|aim(?:s|ed|ing)?|intend\w*|pledg\w*|promis\w*|vow\w*|commit\w*|resol(?:ved?|ves|ution)|propos\w*|"
    r"draft budget|budget (?:for 20\d\d|bill|proposal|plan|law)|budgeted|budgets (?=\d)|bill|voted|wants?|hopes?|decid\w*|agreed|settled|announc\w*|pencilled|"
    r"pencils|schedul\w*|on course|on track|due to|target\w*|goal|ambition\w*|seeks?|in search of|earmark\w*|"
    r"promised|set\s(?:itself|out|five|a)|has set|government speaks|speaks? about|claims? it will|coalition|"
    r"finance act|legislat\w*|is preparing|programme|roadmap|path|would like|has asked parliament|"
    r"want to|to be at|revised|brings? forward|bring forward|envisag\w*|foresee\w*|foreseen|reckons|"
    r"expects? to|expected to|projects?|forecast to|working towards|heading to|get to|undertook|undertak\w*|"
    r"ministry says|adopted)\b"
)
_PLAN_MODAL = re.compile(
    r"\b(?:will|would|shall|should|must|could|going to|goes? to|go to|to reach|to hit|to raise|raise|raising|lift\w*|"
    r"boost\w*|ramp\w*|increas\w* to|reach(?:es|ing)?|hit(?:ting)?|attain\w*|arrive\w*|rising to|climb\w* to|moving to|"
    r"get(?:s|ting)? to|to spend|keeps?|stay\w*|remain\w*|then)\b"
)
_PAST = re.compile(
    r"\b(?:spent|was|were|stood|had|has been|managed|reached|reported|recorded|devoted|came|hit last|went|"
    r"stumped|scraped|expended|showed|credited|credits|ended|dealt|slipped|sank|did|fell|met|spends|devotes|stands|sits|"
    r"manages|(?:is|are)(?! (?:to|due|on|set|expected|going|forecast|projected|planned|working|aiming|committed))|has(?! (?:to|set|agreed|pledged|"
    r"promised|decided|resolved|announced|pencilled|proposed))|reports)\b"
)


def mode_of(scene: Scene, quantity: Quantity, owner: Owner, time: Time | None, year: int) -> Mode:
    """Return whether a level is told as fact, planned by a state, or agreed by the allies.

    Args:
        scene: The sentence.
        quantity: The level.
        owner: Whose it is.
        time: The reference to time that governs it.
        year: Year of publication.
    """
    value = quantity.values[0]
    explicit = owner.how in {"near", "run", "list", "after", "person"}
    if value in LEVELS and _is_rule(scene, quantity, owner, time, explicit=explicit):
        return "target_rule"
    if owner.codes in {("NATO",), ()} and _is_group_rule(scene, quantity, value):
        return "target_rule"
    if owner.codes not in {("NATO",), ()} and is_plan(scene, quantity, time, year, owner.start):
        return "plan"
    return "figure"


_STATE_SPEAKS = re.compile(
    r"\b(?:it|its|they|their|the country|the government|his|her|the ministry|the cabinet|the coalition|ministers|"
    r"parliament|we|our|the kingdom|the island|the republic|the premier|the prime minister|the chancellor|the state|law|"
    r"the president|budget|finance act|policy paper|resolution|the nation|the finance minister|national path)\b"
)
_TOUCHED = re.compile(
    r"\b(?:reach\w*|met|meets?|hit|hits|clear\w*|cross\w*|attain\w*|below|under|above|over|miss\w*|short of|past|at|"
    r"beneath|exceed\w*|pass\w*|surpass\w*|around)\s(?:the\s|nato's\s|that\s|its\s|preceding\s|old\s|current\s|about\s|alliance's\s)*$"
)
_AGREED_AT = re.compile(
    r"\s?(?:(?:agreed|adopted|accepted|set|promised|made|decided|fixed)\s(?:up)?(?:on\s)?(?:in|at|by)\s|of\s)"
    r"(?:wales|vilnius|the hague|2014|newport|the welsh)\b"
)
_OWN_NOUN = re.compile(
    r"\b(?:law|present law|constitution|resolution|policy paper|programme|coalition|national)\b"
)


def _is_rule(
    scene: Scene, quantity: Quantity, owner: Owner, time: Time | None, *, explicit: bool
) -> bool:
    """Whether a level that is one of the Alliance's own is named as such."""
    value = quantity.values[0]
    start, _end = major_clause(scene, quantity.start)
    after = scene.between(quantity.end, quantity.end + 80)
    before = scene.between(max(start, quantity.start - 60), quantity.start)
    whole_before = scene.between(start, quantity.start)
    ruled = explicit and bool(is_promise(scene.between(owner.start, quantity.start)))
    if explicit and not _SET_BEFORE.search(before) and (ruled or quantity.start - owner.start < 30):
        return False
    if _RULE_AFTER.match(after) or _SET_BEFORE.search(before):
        named_level = bool(
            re.search(
                r"\b(?:target|goal|guideline|commitment|pledge|promise|floor|ceiling)\s(?:of|is|was)\s",
                before[-30:],
            )
        )
        return named_level or not (
            explicit or _TOUCHED.search(before) or _OWN_NOUN.search(whole_before)
        )
    if _AGREED_AT.match(after):
        return True
    if explicit or value == 20.0:
        return False
    return _is_told_of_all(scene, quantity, owner, time, whole_before)


def _is_told_of_all(
    scene: Scene, quantity: Quantity, owner: Owner, time: Time | None, whole_before: str
) -> bool:
    """Whether a level that no ally is named for is the Alliance's."""
    value = quantity.values[0]
    after = scene.between(quantity.end, quantity.end + 80)
    # A number that follows another of the same ally in one clause is the ally's as well.
    same_clause = (
        owner.how == "carried"
        and owner.codes not in {("NATO",), ()}
        and bool(re.search(r"\d", whole_before))
    )
    speaks = same_clause or bool(_STATE_SPEAKS.search(whole_before))
    if has_pair(scene) and value != 2.0 and not same_clause:
        return True
    split = value_split(scene, quantity) or _SPLIT_AFTER.match(after)
    if split or _CORE_BEFORE.search(whole_before[-60:]):
        return value != 2.0 and (not speaks or owner.how != "carried")
    if speaks:
        return False
    if value in {3.5, 1.5, 5.0} and (_due_2035(time) or quantity.hedge in {">=", "<="}):
        return True
    place = re.search(r"\b(?:wales|welsh|vilnius|the hague|declaration|hague)\b", scene.text)
    group = any(m.kind == "group" and m.codes == ("NATO",) for m in scene.mentions)
    if (place or group) and AGREED.search(scene.text):
        return True
    # The pledge's own numbers, told of nobody in particular, are the pledge.
    own = value in {5.0, 3.5, 1.5} and quantity.decimals < 2
    return own and not _LEVEL_WORDS.search(whole_before)


_LEVEL_WORDS = re.compile(
    r"\b(?:share|ratio|figure|level|was|were|spen[dt]s?|stood|stands|at|from|effort|ranks?|had|has|manages?|reached|rose|fell)\b"
)


def has_pair(scene: Scene) -> bool:
    """Whether the sentence has the halves of the pledge side by side."""
    values = {
        q.values[0] for q in scene.quantities if q.sort in {"percent", "bare"} and q.decimals < 2
    }
    return {3.5, 1.5} <= values or {5.0, 3.5} <= values or {5.0, 1.5} <= values


def _due_2035(time: Time | None) -> bool:
    return time is not None and time.year is not None and time.year >= 2032


def is_promise(words: str) -> bool:
    """Whether the words commit to something."""
    return bool(_PLAN_STRONG.search(words) or _PLAN_MODAL.search(words))


def value_split(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number stands in "3.5 + 1.5" or "3.5 percent ... and 1.5 percent"."""
    near = scene.between(quantity.start - 12, quantity.end + 14)
    return bool(re.search(r"3[.,]5[^.;]{0,9}(?:\+|plus|and)[^.;]{0,9}1[.,]5", near))


def _is_group_rule(scene: Scene, quantity: Quantity, value: float) -> bool:
    if quantity.decimals >= 2:
        return False
    if re.search(r"\b(?:average|as a whole|together|combined|in total|overall)\b", scene.text):
        return False
    return value <= 5 and bool(AGREED.search(scene.text))


def is_plan(
    scene: Scene, quantity: Quantity, time: Time | None, year: int, owner_start: int = -1
) -> bool:
    """Whether a national level or sum is promised rather than told as fact."""
    start, end = major_clause(scene, quantity.start)
    if start < owner_start < quantity.start:
        start = owner_start
    before = scene.between(start, quantity.start)
    after = scene.between(quantity.end, min(end, quantity.end + 60))
    if re.search(r"\b(?:against|from)\s$", before):
        return False
    dated = _dated(before, quantity, time, year)
    if dated is not None:
        return dated
    strong = _PLAN_STRONG.search(before) or re.match(r"\s?\w*\s?(?:plan|pledge|budget)", after)
    past = list(_PAST.finditer(before))
    if strong:
        # "the budget was", "planned ... but spent 1.3": the later word decides.
        return not (past and past[-1].start() > strong.start() + 12)
    if time is not None:
        told = re.search(r"\b(?:tables?|nato|estimates?|according)\b", scene.text)
        return time.year == year and not told and bool(_WILL_REACH.search(before))
    modal = list(_PLAN_MODAL.finditer(before))
    later = bool(modal) and not (past and past[-1].start() > modal[-1].start())
    return later and bool(_WILL.search(before))


_TOLD = re.compile(
    r"\b(?:spends|is at|stands at|devotes|spent|was|were|had)\s(?:about\s|around\s|at\s)?$"
)
_WILL_REACH = re.compile(
    r"\b(?:will|would|to)\s(?:already\s)?(?:attain|reach|hit|be at|get to|go to|meet)\b"
)
_WILL = re.compile(r"\b(?:will|would|must|to reach|to hit|to raise|raise|lift|boost)\b")


def _dated(before: str, quantity: Quantity, time: Time | None, year: int) -> bool | None:
    """Whether the time alone decides: the future is planned, the present and past are told."""
    if time is None:
        return None
    if time.sense in {"parliament", "now"}:
        return time.sense == "parliament"
    if time.year is None or (_TOLD.search(before) and time.end < quantity.start):
        return None
    if (time.last or time.year) > year:
        return True
    if time.year < year and not _PLAN_STRONG.search(before):
        return False
    return True if time.sense in {"by", "from", "until"} and time.year >= year else None
