"""Sums an ally spends or plans, in its own or another currency; and people in uniform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.news._claim import Claim, Value
from burdenshare.news._datings import governing_time
from burdenshare.news._draft import Memory, draft
from burdenshare.news._levels import spoken_for
from burdenshare.news._modality import is_plan
from burdenshare.news._periods import period_of
from burdenshare.news._subjects import Owner, owners
from burdenshare.news._topics import major_clause, topic_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time

_NOT_SPENDING = re.compile(
    r"\b(?:worth|for ukraine|to ukraine|for kyiv|loans?|loan scheme|safe\b|bridge|span|crossing|revenue|sales|order|orders|profit|"
    r"contract|fund for|aid to|aid for|ticket|stadium|hosting|worth of (?:goods|exports)|infirmary|motorway|harbou?r|hospital|"
    r"tender|fine|would have to|savings?|owes?|owed|unspent|overruns?|lenders?|bill for the event|deficit|debt|gas|exports|imports|trade|shares|market|company|firms?|second wave|first wave|allotment|"
    r"(?:special|sovereign|investment|recovery|oil|wealth) funds?|fund would|facility|(?:federal|whole|entire|overall|state|national|general|total government) budget|(?:largest|biggest) gdp|gdp (?:of|in|is|was|at|stood)|size of (?:its|the) economy|"
    r"adding|borrowing|trillion package|if we had|would spend|aid cuts)\b"
)
_DEFENCE_NEAR = re.compile(
    r"\b(?:defen[cs]e|military|army|armed forces|forces|soldiers|nato|alliance|allied|spend\w*|spent|budget|outlays?|"
    r"core|contribut\w*|effort|bill|costs?|sum|amount|in dollars|in pounds|in cash|in euros|currency|at current prices|prices of|total|ministry|more by|additional|extra|files?|accounts for|reckons)\b"
)
_LOCAL = {"KRONE": {"NOR": "NOK", "DNK": "DKK", "SWE": "SEK", "CZE": "CZK"}}
_NAMED = re.compile(
    r"\bin (?:us )?(?P<name>dollars|pounds|euros)\b|\bthe (?P<name2>euro|dollar) amount\b"
)
_NAMES = {"dollars": "USD", "pounds": "GBP", "euros": "EUR", "euro": "EUR", "dollar": "USD"}


def read_money(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on sums of money, and on people in uniform, in a sentence."""
    if scene.question:
        return []
    sums = [
        q for q in scene.quantities
        if q.sort in {"money", "persons"} and not memory.is_taken(q.start, q.end) and _is_spending(scene, q, memory)
    ]  # fmt: skip
    owned = owners(scene, sums, memory.focus, (), spoken_for(scene, memory))
    claims: list[Claim] = []
    for quantity in sums:
        time = governing_time(scene, quantity, sums)
        claims += _claims(text, scene, memory, quantity, owned[quantity.start], time)
    return claims


_STEP = re.compile(
    r"\b(?:increase|rise|boost|cut|reduction|drop|growth|jump|gap|shortfall|bonus|saving|hole)s?\s(?:this year\s)?of\s(?:about\s|around\s|almost\s|nearly\s|some\s|up to\s|more than\s|over\s)*$"
)
_ECONOMY = re.compile(r"\b(?:gdp|gross domestic product|economy|debt|national income)\b")
_MOST = 1.6e6
"""Millions above which no single ally's budget lies: such sums are economies or debts."""


def _is_spending(scene: Scene, quantity: Quantity, memory: Memory) -> bool:
    if quantity.sort == "persons":
        return True
    if (
        quantity.values[0] > _MOST
        and _ECONOMY.search(scene.text)
        and quantity.currency in {"USD", "EUR", "GBP", "CAD"}
    ):
        return False
    if _STEP.search(scene.between(max(scene.start, quantity.start - 50), quantity.start)):
        return False
    if quantity.values[0] < 20:  # less than 20 million is no defence budget
        return False
    start, end = major_clause(scene, quantity.start)
    clause = scene.between(start, end)
    near = scene.between(max(start, quantity.start - 70), min(end, quantity.end + 45))
    if _NOT_SPENDING.search(near) or topic_of(scene, quantity) == "other":
        return False
    told = bool(_DEFENCE_NEAR.search(clause)) or bool(_DEFENCE_NEAR.search(scene.text))
    return told or (memory.shares > 0 and any(m.is_state for m in scene.mentions))


def _claims(
    text: Text, scene: Scene, memory: Memory, quantity: Quantity, owner: Owner, time: Time | None
) -> Iterator[Claim]:
    if owner.how == "outsider" or not owner.codes:
        return
    year = text.published.year
    owner = _by_currency(quantity, owner)
    for code in owner.codes[:1] if owner.how == "focus" else owner.codes:
        if len(code) != 3 and code not in {"NATO", "NATO_EUR_CAN", "NATO_EUR"}:
            continue
        unit = (
            "persons"
            if quantity.sort == "persons"
            else _currency(scene, quantity, code, memory, text)
        )
        plan = unit != "persons" and is_money_plan(scene, quantity, time, year)
        start = owner.start if 0 < quantity.start - owner.start < 120 else quantity.start
        end = time.end if time is not None and 0 <= time.start - quantity.end < 30 else quantity.end
        memory.take(quantity.start, quantity.end)
        yield draft(
            text, scene, "plan" if plan else "figure", start, end, (code,),
            values=tuple(Value(value, unit, quantity.decimals) for value in quantity.values),
            measure="other" if unit == "persons" else "money", comparator="range" if len(quantity.values) > 1 else quantity.hedge,
            period=period_of(text, scene, quantity, time, "plan" if plan else "figure", memory),
            antecedent=memory.focus_name if owner.how == "focus" else "",
            confidence=0.8 if owner.how != "focus" else 0.65, why="sum with scale; ally " + owner.how,
        )  # fmt: skip


_ONE_ALLY = {
    "GBP": "GBR", "PLN": "POL", "NOK": "NOR", "SEK": "SWE", "DKK": "DNK", "CZK": "CZE", "HUF": "HUN", "RON": "ROU",
    "CAD": "CAN", "TRY": "TUR", "ISK": "ISL", "ALL": "ALB", "MKD": "MKD",
}  # fmt: skip


def _by_currency(quantity: Quantity, owner: Owner) -> Owner:
    """A sum in pounds is Britain's, whoever was spoken of before."""
    code = _ONE_ALLY.get(quantity.currency, "")
    if not code or owner.how not in {"focus", "carried"} or owner.codes == (code,):
        return owner
    return Owner((code,), owner.start, "focus")


def _currency(scene: Scene, quantity: Quantity, code: str, memory: Memory, text: Text) -> str:
    """The currency written; else the one the sentence names; else the ally's own."""
    currency = quantity.currency
    if currency == "KRONE":
        currency = _LOCAL["KRONE"].get(code, "")
    if currency == "USD" and code == "CAN" and re.search(r"\bcanadian\b", scene.text):
        currency = "CAD"
    if not currency:
        named = _NAMED.search(scene.text)
        others = [q.currency for q in scene.quantities if q.currency and q.sort == "money"]
        if named:
            currency = _NAMES[named["name"] or named["name2"]]
        elif others:
            currency = others[0]
        elif len(code) == 3:
            currency = ally(code).currency_on(text.published)
        else:
            currency = "USD"
    memory.currency = currency
    return f"{currency}_mn"


def is_money_plan(scene: Scene, quantity: Quantity, time: Time | None, year: int) -> bool:
    """Whether a sum is planned rather than reported."""
    start, end = major_clause(scene, quantity.start)
    near = scene.between(start, min(end, quantity.end + 50))
    if re.search(
        r"\b(?:on top|extra|additional|more by|per year on top|would be of|would cost|to cost|budget should|budget for|a budget of)\b",
        near,
    ):
        return True
    if (
        time is not None
        and time.year == year
        and re.search(
            r"\b(?:filed?|files|informed|estimated|as reported|tables?|nato|accounts for|lay out)\b",
            near,
        )
    ):
        return False
    return is_plan(scene, quantity, time, year)
