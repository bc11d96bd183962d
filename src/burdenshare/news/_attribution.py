"""Which claim is whose: the speaker of its clause, the publisher of its number, the holder of its stance."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.news._claim import Attribution, Claim
from burdenshare.news._roles import by_person
from burdenshare.news._speakers import Voices, is_inside_quote, segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from burdenshare.news._scene import Scene, Text

_TABLE = r"(?:tables?|figures?|estimates?|numbers?|count|data|sheets?|report|release|statisticians|accountants|reckoning|lists?|table|desk|estimation)"
_PUBLISHER = re.compile(
    rf"\b(?:nato|(?:the )?alliance|headquarters|allies)(?:'s|')?\s(?:own\s)?(?:[\w-]+\s){{0,3}}?(?:{_TABLE}|printed|prints|puts?|estimat\w+|credit\w*|reckons?|has|lists?|listing|"
    rf"gives?|gave|wrote|shows?|showed|says?|said|itself)\b|"
    rf"\b(?:is|are|was|were)\scredited\b|\baccording to (?:nato|the alliance|headquarters)\b|"
    rf"\b{_TABLE}\s(?:of|by|from|(?:that )?(?:the alliance|nato)|published by|released by|issued by|issued on)\s?(?:the )?(?:alliance|nato|\d)|"
    rf"\b(?:the|by|in|on)\s(?:the\s)?(?:(?:january|february|march|april|may|june|july|august|summer|spring|autumn|annual|latest|last|newest|new|recent|today's|same|final|current|20\d\d)\s)+"
    rf"(?:nato\s)?(?:tables?|estimates?|sheet|release|report)\b|\bthe (?:report|sheet|tables?) (?:says?|notes|puts?|gives?|shows?|lists?|has|had|credits?)\b|\bby the same (?:sheet|tables?)\b|"
    rf"\bheadquarters, \d|\bon nato's (?:estimate|tables?)\b"
)
_NUMBERS = frozenset({"figure", "count", "rank"})


def attribute(text: Text, claims: Iterable[Claim], voices: list[Voices]) -> tuple[Claim, ...]:
    """Return the claims with their speakers."""
    return tuple(_attributed(text, claim, voices[claim.sentence_index]) for claim in claims)


def _attributed(text: Text, claim: Claim, voices: Voices) -> Claim:
    scene = text.scenes[claim.sentence_index]
    said = claim.attribution or voices.at(scene, claim.start, claim.end)
    if claim.type == "position" and (said is None or not said.name):
        said = _person_of(scene, claim, claim.subject[:1]) or said
    if claim.type in _NUMBERS and said is None:
        said = _publisher(scene, claim)
    if said is None and claim.type in {"plan", "target_rule"}:
        said = _person_of(scene, claim)
    if said is None:
        return claim
    return replace(claim, attribution=replace(said, direct_quote=_is_quoted(text, scene, claim)))


def _is_quoted(text: Text, scene: Scene, claim: Claim) -> bool:
    return (
        scene.in_quote((claim.start + claim.end) // 2)
        or is_inside_quote(text, scene)
        or (
            claim.type == "position"
            and any(claim.start <= a and b <= claim.end and b - a > 8 for a, b in scene.quotes)
        )
    )


def _publisher(scene: Scene, claim: Claim) -> Attribution | None:
    """NATO as the publisher of a figure: "by NATO's count", "the alliance credits", "the July tables"."""
    first, last = segment(scene, claim.start)
    if _PUBLISHER.search(scene.text, first - scene.start, last - scene.start):
        return Attribution("NATO", "publisher of the tables", "", subject=("NATO",))
    return None


_OF_CABINET = re.compile(r"'s?\s(?:\w+\s)?(?:coalition|government|cabinet|administration|party)\b")
"""Whose government acts tells not whose rule it is."""


def _person_of(scene: Scene, claim: Claim, codes: tuple[str, ...] = ()) -> Attribution | None:
    """The person whose plan or stance it is: the subject or the possessor before it in its clause."""
    first, _ = segment(scene, claim.start)
    people = [
        m
        for m in scene.mentions
        if m.kind == "person" and first <= m.start < claim.end and len(m.codes[0]) in {3, 4}
    ]
    for person in people:
        if codes and person.codes != codes:
            continue
        before = scene.between(max(first, person.start - 24), person.start)
        oblique = re.search(
            r"\b(?:to|with|from|against|by|than|unlike|like|for|about|under|told|after|of)\s(?:[\w.]+\s){0,3}$",
            before,
        )
        acts = claim.type == "target_rule" and _OF_CABINET.match(
            scene.between(person.end, claim.end)
        )
        if not oblique and not acts:
            return by_person(person, "")
    return None
