"""Offices named without their holder: "the prime minister", "Italy's defence minister", "the NATO chief"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.allies import area_name
from burdenshare.news._claim import Attribution
from burdenshare.news._look import Pattern

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene

ROLE = Pattern(
    r"\b(?:(?P<pm>prime minister|premier|head of (?:the )?government|taoiseach)|(?P<sg>secretary[- ]general|(?:nato|alliance)(?:'s)? (?:chief|boss|head))|"
    r"(?P<def>defen[cs]e (?:minister|secretary|chief)|minister (?:of|for) (?:national )?defen[cs]e|pentagon chief)|"
    r"(?P<for>foreign (?:minister|secretary)|minister (?:of|for) foreign affairs|secretary of state|top diplomat|chief diplomat)|"
    r"(?P<fin>(?:finance|economy|treasury) (?:minister|secretary)|minister (?:of|for) (?:finance|the economy))|"
    r"(?P<amb>(?:ambassador|envoy)(?: to (?:nato|the alliance)| before nato| at (?:nato|the alliance))|permanent representative)|"
    r"(?P<chan>chancellor)|(?P<pres>president|head of state))\b(?! of the (?:european|commission|parliament|council))"
)
_OFFICE = {
    "pm": ("Prime Minister",), "sg": ("Secretary General",), "def": ("Defence Minister", "Defence Secretary"),
    "for": ("Foreign Minister", "Foreign Secretary", "Secretary of State"), "amb": ("Ambassador to NATO",),
    "fin": ("Finance Minister", "Economy Minister", "Treasury Secretary", "Chancellor of the Exchequer"),
    "chan": ("Chancellor", "Chancellor of the Exchequer"), "pres": ("President",),
}  # fmt: skip


def who_holds(
    scene: Scene, match: re.Match[str], earlier: list[Mention], home: tuple[str, ...]
) -> Attribution | None:
    """Return whom an office stands for: named where the text names the holder, else by the office alone.

    Args:
        scene: The sentence.
        match: Words of the office, in the sentence.
        earlier: Persons named in the document, those before the sentence first.
        home: What the sentence is about.
    """
    group = match.lastgroup or ""
    wanted = _OFFICE[group]
    if group == "sg":
        return _secretary_general(earlier)
    code = _country(scene, match)
    for person in earlier:
        if person.role in wanted and (code is None or person.codes[0] == code):
            return by_person(person, "")
    code = code or (home[0] if len(home) == 1 else None)
    if code is None or len(code) != 3:
        return Attribution("", match.group(), "")
    if group == "chan" and code == "DEU":
        wanted = ("Chancellor",)
    return Attribution("", f"{wanted[0]} of {area_name(code)}", "", subject=(code,))


def by_person(person: Mention, outlet: str) -> Attribution:
    """Return a person of the register as a speaker."""
    code = person.codes[0]
    of = {"NATO": "NATO", "EU": "the European Union"}.get(code) or area_name(code)
    role = person.role if " of " in person.role else f"{person.role} of {of}"
    return Attribution(person.name, role, outlet, subject=person.codes)


def _secretary_general(earlier: list[Mention]) -> Attribution:
    role = "Secretary General"
    named = [person for person in earlier if person.role == role and person.codes == ("NATO",)]
    if named:
        return by_person(named[0], "")
    return Attribution("", f"{role} of NATO", "", subject=("NATO",))


def _country(scene: Scene, match: re.Match[str]) -> str | None:
    """Return the ally in "Italy's defence minister", "the Spanish premier", "president of Romania"."""
    start, end = scene.start + match.start(), scene.start + match.end()
    states = [m for m in scene.mentions if m.kind in {"ally", "seat"} and not m.place]
    # "At The Hague the US president": the nearest one is meant.
    for mention in reversed(scene.mentions):
        if mention.kind == "epithet" and mention.start < end and start < mention.end:
            return mention.codes[0]  # "the US president": one name, nation and office
        if mention.kind not in {"ally", "seat", "person"}:
            continue
        before = scene.between(mention.end, start)
        after = scene.between(end, mention.start)
        if mention.end <= start and re.fullmatch(r"(?:'s?)?\s(?:[\w-]+\s){0,2}", before):
            return mention.codes[0]
        if mention.start >= end and re.fullmatch(r"\sof\s(?:the\s)?", after):
            return mention.codes[0]
    earlier = [m for m in states if m.end <= start]
    return earlier[0].codes[0] if earlier else None
