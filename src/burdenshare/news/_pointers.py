"""What pronouns ("it", "we") and descriptions ("the centre-left leader", "fellow laggard") stand for.

They are followed by the same focus that gives claims their subject, and left alone where that
cannot tell.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.allies import area_name
from burdenshare.news._found import Reference
from burdenshare.news._lexicon import offices
from burdenshare.news._look import Pattern

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from burdenshare.news._claim import Attribution
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text

_OFFICES = {
    "premier": ("Prime Minister",), "prime minister": ("Prime Minister",),
    "president": ("President",), "chancellor": ("Chancellor",),
    "leader": ("Prime Minister", "President", "Chancellor"),
    "foreign minister": ("Foreign Minister",), "finance minister": ("Finance Minister",),
    "defence minister": ("Defence Minister",), "defense minister": ("Defence Minister",),
    "minister": ("Prime Minister", "Foreign Minister", "Finance Minister", "Defence Minister"),
    "secretary general": ("Secretary General",), "secretary-general": ("Secretary General",),
}  # fmt: skip
_OFFICE = "|".join(sorted(_OFFICES, key=len, reverse=True))
POINTERS = Pattern(
    rf"\b(?:(?P<office>(?:the|its|their) (?:[a-z-]{{3,14}} ){{0,2}}?(?P<title>{_OFFICE}))"
    r"|(?P<person>he|she|him|himself|herself|his(?! country\b)|her(?! country\b))"
    r"|(?P<own>(?:his|her) country)"
    r"|(?P<state>its|itself|it|(?:the|this|that) (?:(?!(?:the|this|that|his|her|its|our|their)\b)"
    r"[a-z-]{3,14} )?(?:country|kingdom|nation|government))"
    r"|(?P<many>they|them|their|themselves)"
    r"|(?P<we>we|us|our|ourselves|my country)"
    r"|(?P<fellow>fellow [a-z-]{3,14}(?: [a-z-]{3,14})?(?= [a-z])))\b(?!['-][a-z])"
)
# "It is clear that", "it took years to": nobody is meant.
_EXPLETIVE = re.compile(
    r" (?:is|was|'s|will be|would be|has been|remains|seems|takes|took)\b[^.;,]{0,40}? (?:that|to|whether|for)\b"
)
# What a state or the Alliance does; a target or a letter "presents", "confirms", "falls due".
_ACTS = re.compile(
    r"(?:'s|'d|'ll)?\s(?:\w+ly\s|also\s|now\s|already\s|still\s|never\s)?(?:is|was|has|had|will|would|can|could|may|might|"
    r"must|should|did|does|spen[dt]s?|needs?|wants?|plans?|aims?|hopes?|me[e]?ts?|reach\w*|pa(?:ys|id)|devot\w+|"
    r"allocat\w+|invest\w*|rais\w+|join\w*|support\w*|back(?:s|ed)|oppos\w+|reject\w*|refus\w+|seeks?|sought|"
    r"ask\w*|sa(?:ys|id)|insist\w*|rank\w*|lags?|lagged|intend\w*|expect\w*|pledg\w+|promis\w+|agreed|committ?\w*|"
    r"manag\w+|fac\w+|w[oi]ns?|got|gets|put|operat\w+)\b"
)
_SINGULAR = frozenset(
    {"NATO", "the alliance", "alliance", "Atlantic alliance", "military alliance"}
)
_EARLIER = 40
"""Mentions looked back over for an antecedent: about as far as a reader remembers."""


def who(mention: Mention) -> str:
    """Return whom a mention names, as a reader would know them."""
    if mention.kind in {"ally", "seat"} and not mention.place:
        return area_name(mention.codes[0])
    return mention.name


def follow(made: Reference, text: Text, to: Mention) -> Reference:
    """Return ``made`` as standing for the mention ``to``."""
    return replace(
        made, who=who(to), subject=to.codes, role=to.role,
        antecedent=text.original[to.start : to.end], antecedent_span=(to.start, to.end),
    )  # fmt: skip


def resolve(
    text: Text, scene: Scene, match: re.Match[str], earlier: list[Mention],
    focus: tuple[str, ...], said: Attribution | None, home: tuple[str, ...],
) -> Reference | None:  # fmt: skip
    """Return what a pronoun or description stands for, or ``None`` where that cannot be told."""
    start, end = scene.start + match.start(), scene.start + match.end()
    made = Reference(start, end, text.original[start:end], "pronoun", "")
    before = [m for m in earlier[-_EARLIER:] if m.end <= start]
    if match["office"]:
        return _officer(
            text, scene, replace(made, kind="description"), match["title"], before, focus
        )
    if any(m.start < end and start < m.end for m in scene.mentions):
        return None
    if match["fellow"]:
        return _fellow(text, scene, made)
    if match["we"]:
        codes = said.subject if said is not None and scene.in_quote(start) else home
        return _standing_for(text, made, codes, before)
    if match["many"]:
        wide = [m for m in before if m.kind in {"group", "set"} and m.end > scene.start - 300]
        return follow(made, text, wide[-1]) if wide else None
    if match["state"]:
        return _of_state(text, scene, match, made, before, focus)
    people = [m for m in before if m.kind == "person"]
    if not people:
        return None
    if match["person"]:
        return follow(made, text, people[-1])
    return _standing_for(text, replace(made, kind="description"), people[-1].codes, before)


def _fellow(text: Text, scene: Scene, made: Reference) -> Reference | None:
    after = next((m for m in scene.mentions if m.start >= made.end), None)
    if after is None or not after.is_state or after.start - made.end > 2:
        return None
    return follow(replace(made, kind="description"), text, after)


def _of_state(
    text: Text, scene: Scene, match: re.Match[str], made: Reference, before: Sequence[Mention],
    focus: tuple[str, ...],
) -> Reference | None:  # fmt: skip
    """Follow "it" or "the country" to the last ally of the sentence, else to what it is about."""
    word = match["state"]
    if word == "it" and (
        _EXPLETIVE.match(scene.text, match.end()) or not _ACTS.match(scene.text, match.end())
    ):
        return None
    here = [m for m in before if m.start >= scene.start]
    states = [m for m in here if m.is_state]
    if word in {"it", "its", "itself"}:
        # The Alliance can be "it"; "the country" it cannot be.
        states = states or [m for m in here if m.name in _SINGULAR]
    else:
        made = replace(made, kind="description")
    return _standing_for(text, made, states[-1].codes if states else focus, before)


def _standing_for(
    text: Text, made: Reference, codes: tuple[str, ...], before: Sequence[Mention]
) -> Reference | None:  # fmt: skip
    """Return ``made`` as standing for ``codes``, with the last words before it that name them."""
    if not codes:
        return None
    named = [m for m in before if m.codes == codes and not m.place and m.kind != "outlet"]
    best = [m for m in named if m.is_state or m.kind == "group"] or named
    made = replace(made, who=", ".join(map(area, codes)), subject=codes)
    if not best:
        return made
    return replace(
        made, antecedent=text.original[best[-1].start : best[-1].end],
        antecedent_span=(best[-1].start, best[-1].end),
    )  # fmt: skip


def area(code: str) -> str:
    """Return how to show a code."""
    from burdenshare.news._show import name_of

    return {"EU": "European Union"}.get(code) or name_of(code)


def _officer(
    text: Text, scene: Scene, made: Reference, title: str, before: Sequence[Mention],
    focus: tuple[str, ...],
) -> Reference | None:  # fmt: skip
    """Follow "the premier" to the last person named who holds such an office.

    "The Spanish premier" and "its premier" are whoever held the office on the day, named or not.
    """
    following = next((m for m in scene.mentions if m.start >= made.end), None)
    if following is not None and following.kind == "person" and following.start - made.end < 3:
        return follow(made, text, following)
    inside = [m.codes for m in scene.mentions if made.start < m.start and m.end < made.end]
    if not inside and made.text[:3].lower() == "its":
        inside = [m.codes for m in before if m.is_state and m.start >= scene.start][-1:] or [focus]
    of = inside[0] if inside else ()
    for mention in reversed(before):
        role = mention.role.startswith(_OFFICES[title]) and mention.codes != ("EU",)
        if mention.kind == "person" and role and of in {(), mention.codes}:
            return follow(made, text, mention)
    holder = holder_of(of[0], _OFFICES[title], text.published) if len(of) == 1 else None
    return replace(made, who=holder[0], role=holder[1], subject=of) if holder else None


def holder_of(code: str, roles: tuple[str, ...], day: dt.date) -> tuple[str, str] | None:
    """Name and role of the one person who held such an office on a day; ``None`` if not one."""
    found = [
        (holder.name, holder.role)
        for office in offices()
        if office.of == code
        for holder in office.holders
        if holder.first <= day <= (holder.last or day) and holder.role.startswith(roles)
    ]
    return found[0] if len(found) == 1 else None
