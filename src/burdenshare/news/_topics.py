"""What a number counts: an ally's defence effort, or one of the many other percentages near by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare.news._look import either

if TYPE_CHECKING:
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene

_OTHER_WORDS = (
    r"unemploy\w*|jobless\w*|inflation|prices?|cpi|deficits?|shortfall in the budget|"
    r"(?:public |national |sovereign |government )?debts?|yield\w*|treasuries|bank of \w+|(?:cut|cuts|raised|held|kept|left) (?:its|the|interest|key) rates?|econom(?:y|ies) (?:is|was|are|were|has been) (?:\w+ )?(?:growing|shrinking)|sponsors?|canteen|imf|outlook|stronger|weaker|opinion|support for|fund (?:had|has) returned|costs? (?:had|has|have) (?:risen|grown)|bunds?|bonds?|interest|"
    r"basis points?|vat|(?<!per )cents (?:a|per) lit\w*|value[- ]added|tax(?:es|ation)?|tariffs?|excise|duty|"
    r"dut(?:ies)|wages?|salar\w+|pay rise|pensions?|polls?|pollsters?|surveys?|respondents|voters?|"
    r"votes?|turnout|approval|seats|econom(?:y|ies|ic) (?:grew|growth|would grow|will grow|to grow|"
    r"expand\w*|contract\w*|shrank|shrink\w*)|economic growth|growth (?:this year )?(?:is |was |of |at |"
    r"forecast|in the)|growth of (?:one|\d)|(?:gdp|output|economic) growth|our growth|its economy grew|growth rate|"
    r"hospitals?|health\w*|patients|education|schools?|pupils|teachers|research|development (?:aid|assistance)|"
    r"foreign aid|overseas aid|farm\w*|crops?|wheat|harvest|tourism|tourists?|hotels?|hotel prices|"
    r"exports?|imports?|retail|sales|shares? (?:in|of (?!\d|about|around|just|only|roughly|nearly|almost|gdp|national|the economy|defen|output|product|income|nato|the all|its|their|our))|"
    r"share price|stocks?|stoxx|index|dax|ftse|lira|currency|exchange rate|dollar (?:rose|fell)|"
    r"mortgages?|deposits?|loans?|borrowing costs?|co-financing|pre-financing|remittances|emigration|"
    r"immigration|births?|population|women|reservists|contingent|turnover|revenues?|profits?|margins?|"
    r"orders?|order intake|rents?|house prices|housing|fuel|petrol|diesel|gas|electricity|energy|"
    r"emissions?|climate|fares?|council tax|discount|procurement is|joint procurement|their procurement|components?|"
    r"escape clause|the clause|that clause|this clause|leave the path|exceed the path|agreed with brussels|fiscal path|fiscal rules?|fiscal framework|safe loans?|car (?:sales|tax)|"
    r"poverty|traffic|freight|passengers?|ticket\w*|beans|bread|beer|wine|olives?|notebooks|sofas?|"
    r"avocado|coffee|bakers?|police officers|border police|minimum wage|minimal wage|average wage|"
    r"benefits|welfare|social spending|culture|budget for culture|transport envelope|own risk|care|"
    r"central bank|rates? (?:of interest|stay|cut|hike)|policy rate|lending rate|bank price|key rate|"
    r"stadium|attendance|audience|ratings|gender|female|males?|quota for|jobs|industrial output|"
    r"industry output|current account|trade (?:deficit|surplus|balance)|surplus|construction|steel|"
    r"aluminium|copper|oil|bills|insurance|premiums?|takings|occupan\w+|price rises|living costs|"
    r"cost of living|house of|travel costs|capacity|rainfall|temperatures?|reservoirs?|nights|"
    r"breakdown|jamming|closures|dropout|graduates|students|university|universities|museum|customs|"
    r"contributions? (?:go|goes|rise)|social security|childcare|parking|water|snow|herring|readers"
)
_OTHER = re.compile(rf"\b(?=\w){either(_OTHER_WORDS)}\b")
_DEFENCE_WORDS = (
    r"defen[cs]e(?! (?:group|firm|compan|stock|basket|contractor|giant|shares|sector|industr|maker))|military|militar(?:y|ies)|armed forces|army|armies|forces|soldiers?|"
    r"guideline|benchmark|spends?|spending|spent|expend\w*|devot\w+|allocat\w+|allots?|outlays?|effort|"
    r"nato\w*|alliance\w*|allies|ally|allied|pledge\w*|capabilit\w+|core|rearm\w*|armament\w*|weapons?|"
    r"summit|the hague|wales|vilnius|protection|arms|dispens\w+|shells? out|cough\w*|fork\w* out|splash\w*|lays? out|laid out|sets? aside|chip\w* in|part\w* with|"
    r"stump\w*|laggards?|burden\w*|ceiling|floor|threshold"
)
_DEFENCE = re.compile(rf"\b{either(_DEFENCE_WORDS)}\b")
_TURNS = re.compile(
    r",\s(?:it|the country|the share|the ratio|its (?:share|spending|effort)|we|the kingdom|the republic)\s"
)
"""A comma and a new subject: what stood before does not say what the number counts."""

_APART = re.compile(r"[,;:]|\b(?:since|because|after|as|when|which|who|while)\b")
_TARGET = re.compile(r"\b(?:targets?|goals?|norm|pledges?|commitment)\b")
_MOVES = re.compile(
    r"\b(?:up|down|rose|rises?|rising|fell|falls?|fallen|grew|grows?|growing|gain\w*|slip\w*|drop\w*|"
    r"adds?|added|adding|jump\w*|surg\w*|climb\w*|cut|cuts|cutting|reduc\w+|slash\w*|trim\w*|declin\w+|decreas\w+|shrank|shrinks?|shrunk|"
    r"increase[ds]?|raised|lower|higher|faster|slower|more|less|fewer|cheaper|rockets?)"
    r"\s(?:\w+\s){0,2}(?:by\s)?(?:about\s|around\s|nearly\s|almost\s|some\s|another\s)?$"
)
_MAJOR = re.compile(
    r"[;()]|\s-\s|--|,\s(?:and|but|while|whereas|although|though|yet|against|so)\b|"
    r"\s(?:while|whereas|but)\s"
)
_EQUIPMENT = re.compile(
    r"\b(?:equipment|hardware|kit|materiel|acquisitions|new weapons|major equipment|procurement|gear)\b"
)
_GROWTH = re.compile(
    r"\b(?:in real terms|real[- ]terms|real growth|real increase|growth|grow(?:s|n)?|grew|go(?:es)? backwards|rise|rises|rose|rising|risen|"
    r"fell|falls?|fallen|cuts?|reduc\w+|slash\w*|declin\w+|decreas\w+|drop\w*|shrunk|climb\w*|jump\w*|surg\w*|"
    r"raised|raises|increase[ds]?|expand\w*|shrank|shrinks?|outlays rise|up|adds?|after inflation)\b"
)


def major_clause(scene: Scene, at: int) -> tuple[int, int]:
    """Return the span of the clause around position ``at`` of the document."""
    start, end = scene.start, scene.end
    local = at - scene.start
    for left, right in _places(_MAJOR, scene.text, 0, len(scene.text)):
        if right <= local:
            start = scene.start + right
        elif left >= local:
            end = scene.start + left
            break
    return start, end


def topic_of(scene: Scene, quantity: Quantity) -> str:
    """Return ``defence``, ``other`` or "" (nothing said) for a number in a sentence.

    The nearest telling word of its clause decides, then the nearest of the sentence.
    """
    start, end = major_clause(scene, quantity.start)
    if _is_bare_of_topic(scene, quantity):
        return ""
    for span in ((start, end), (scene.start, scene.end)):
        other = _nearest(_OTHER, scene, span, quantity)
        defence = _nearest(_DEFENCE, scene, span, quantity)
        if other is None and defence is None:
            if _TARGET.search(scene.between(*span)):
                return "defence"
            # "Robert Fico's government is on 2.02, and a hospital ...": the clause has its subject.
            if any(
                (m.is_state or m.kind == "person") and span[0] <= m.start < quantity.start
                for m in scene.mentions
            ):
                return ""
            continue
        if other is None or (defence is not None and defence <= other):
            return "defence"
        return "other"
    return ""


_BESIDE = re.compile(
    r"(?:'s|')?\s?(?:,\s)?(?:at|on|with|is at|is on|was at|stands at|stood at|in at|spends|spent|\()?\s?(?:only\s|just\s|about\s)?"
)


def _is_bare_of_topic(scene: Scene, quantity: Quantity) -> bool:
    """Whether an exact level stands right beside its ally, whatever else the sentence is about."""
    if quantity.decimals != 2 or not 0.3 <= quantity.values[0] <= 7:
        return False
    told = scene.between(max(scene.start, quantity.start - 30), quantity.start)
    before = [
        m for m in scene.mentions
        if (m.is_state or m.kind == "person") and m.end <= quantity.start
    ]  # fmt: skip
    if not before:
        return False
    beside = before[-1].is_state and _BESIDE.fullmatch(
        scene.between(before[-1].end, quantity.start)
    )
    return bool(beside or _STANDS_AT.search(told))


_STANDS_AT = re.compile(
    r"\b(?:is|was|are|were|been|stands|stood|sits|sat|remains|remained)\s(?:only |just |still |now |already |down |up |back )?(?:at|on)\s(?:about |around |only |just )?$"
)


def _nearest(
    pattern: re.Pattern[str], scene: Scene, span: tuple[int, int], quantity: Quantity
) -> int | None:
    best: int | None = None
    offset = scene.start
    for start, end in _places(pattern, scene.text, span[0] - offset, span[1] - offset):
        if start + offset < quantity.start:
            distance = quantity.start - (end + offset)
            if pattern is _OTHER and _TURNS.search(scene.between(end + offset, quantity.start)):
                continue
        else:
            # Words after the number weigh less: the next subject may stand there.
            distance = 2 * max(0, start + offset - quantity.number_end) + 8
            if pattern is _OTHER and _APART.search(scene.between(quantity.end, start + offset)):
                continue
        best = distance if best is None or distance < best else best
    return best


@lru_cache(maxsize=256)
def _places(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    # Every number of a sentence asks for the same words.
    return [match.span() for match in pattern.finditer(text, start, end)]


def is_move(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number says by how much something rose or fell."""
    before = scene.between(max(scene.start, quantity.start - 40), quantity.start)
    return (
        bool(_MOVES.search(before))
        or before.endswith(("+",))
        or scene.text[quantity.start - scene.start : quantity.start - scene.start + 1] == "+"
    )


def speaks_of_equipment(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause is about what part of the money buys equipment."""
    start, end = major_clause(scene, quantity.start)
    return bool(_EQUIPMENT.search(scene.between(start, end)))


def speaks_of_growth(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause is about growth of spending."""
    start, end = major_clause(scene, quantity.start)
    return bool(_GROWTH.search(scene.between(start, end)))
