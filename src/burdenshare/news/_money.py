"""Sums an ally spends or plans, in its own or another currency; and people in uniform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._kinds import is_sure, modes_of
from burdenshare.news._levels import confidence_of
from burdenshare.news._periods import words_behind
from burdenshare.news._subjects import Owner, owners

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._kinds import Mode
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

_SORTS = frozenset({"money", "persons"})
_CROWNS = {"NOR": "NOK", "DNK": "DKK", "SWE": "SEK", "CZE": "CZK"}
_NAMED = re.compile(
    r"\bin (?:us )?(?P<name>dollars|pounds|euros)\b|\bthe (?P<name2>euro|dollar) amount\b"
)
_STEP_OF = re.compile(r"\b(?:increase|rise|hike|jump|boost|surge) of (?:\w+ ){0,2}$")
_NAMES = {"dollars": "USD", "pounds": "GBP", "euros": "EUR", "euro": "EUR", "dollar": "USD"}


def read_money(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on sums of money, and on people in uniform, in a sentence."""
    if scene.question:
        return []
    free = [q for q in scene.quantities if q.sort in _SORTS]
    modes = modes_of(memory.kinds, free)
    sums = [q for q in free if q.start in modes and not memory.is_spent(q, *modes[q.start])]
    owned = owners(text, scene, [q for q in sums if modes[q.start][0] != "target_rule"], memory)
    claims: list[Claim] = []
    for quantity in sums:
        mode, sure = modes[quantity.start]
        owner = owned.get(quantity.start, Owner(("NATO",), quantity.start, "group"))
        claims += _claims(text, scene, memory, quantity, owner, mode, sure)
    return claims


def _claims(
    text: Text, scene: Scene, memory: Memory, quantity: Quantity, owner: Owner,
    mode: Mode, sure: float,
) -> Iterator[Claim]:  # fmt: skip
    if owner.how == "outsider" or not owner.codes or not is_sure(mode, quantity, sure * owner.sure):
        return
    if quantity.sort == "money" and abs(quantity.values[0]) < 1:
        return  # less than a million is no ally's effort
    if mode == "figure" and len(owner.codes[0]) == 3 and _is_step(scene, quantity):
        return
    moment = memory.dates.of_number(scene, quantity, mode)
    time = words_behind(scene, quantity, moment)
    for code in owner.codes:
        if len(code) != 3 and code not in {"NATO", "NATO_EUR_CAN", "NATO_EUR"}:
            continue
        unit = "persons" if quantity.sort == "persons" else _currency(scene, quantity, code, text)
        if not unit:
            continue
        start = owner.start if 0 < quantity.start - owner.start < 120 else quantity.start
        end = time.end if time is not None else quantity.end
        memory.take(quantity.start, quantity.end)
        yield draft(
            text, scene, mode, start, end, (code,),
            values=tuple(Value(value, unit, quantity.decimals) for value in quantity.values),
            measure="other" if unit == "persons" else "money", comparator="range" if len(quantity.values) > 1 else quantity.hedge,
            period=moment.period,
            antecedent=owner.name,
            confidence=confidence_of(sure, owner), why="sum with scale; ally " + owner.how,
        )  # fmt: skip


def _is_step(scene: Scene, quantity: Quantity) -> bool:
    """Whether a sum is what an ally adds and not what it spends: "an increase of 1.5 billion euros"."""
    before = scene.between(max(scene.start, quantity.start - 40), quantity.start)
    return _STEP_OF.search(before) is not None


def _currency(scene: Scene, quantity: Quantity, code: str, text: Text) -> str:
    """The currency written; else the one the sentence names; else the ally's own. "" if not its money."""
    currency = quantity.currency
    plain = scene.between(quantity.start, quantity.start + 1) == "$"
    if plain and code == "CAN" and re.search(r"\bcanadian\b", scene.text):
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
    if currency == "KRONE":
        if code not in _CROWNS:
            return ""  # crowns are nobody else's money
        currency = _CROWNS[code]
    return f"{currency}_mn"
