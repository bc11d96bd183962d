"""Who says it: named, unnamed or quoted; nested speech goes to the speaker nearest the words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.allies import area_name
from burdenshare.news._claim import Attribution, Claim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text

_SAY = (
    r"(?:said|says|say|saying|told|tells|telling|announc\w+|argu\w+|insist\w*|contend\w*|claim\w*|admit\w*|declar\w+|reckon\w*|"
    r"maintain\w*|believ\w+|warn\w*|stress\w*|underlin\w+|underscor\w+|not(?:ed|es|ing)|add(?:s|ed|ing)|confirm\w*|"
    r"countered|remark\w*|repeat\w*|recall\w*|promis\w+|pledg\w+|vow\w*|express\w*|stated|states|voic\w+|mention\w*|"
    r"blast\w*|mutter\w*|shot back|repl\w+|answer\w*|explain\w*|propos\w+|call\w*|ask\w*|want\w*|conced\w+|inform\w*|"
    r"wrote|writes|set out|brought home|made clear|by .{2,30} account|observed|estimat\w+|put (?:it|the)|has had|retort\w*|posted)"
)
_SPEECH = re.compile(rf"\b{_SAY}\b")
_ANONYMOUS = re.compile(
    r"\b(?:(?:an?|one|another|two|three|four|several|multiple|many|some|senior|unnamed|anonymous|the)\s)?"
    r"(?:(?:[a-z-]+(?:'s)?)\s){0,3}?"
    r"(?P<who>diplomats?|officials?|sources?|insiders?|envoys?|aides?|advis[eo]rs?|spokes(?:man|woman|person|people)|"
    r"person familiar with [a-z]+ [a-z]+|people (?:who were )?(?:in the room|familiar)|backbenchers?|ministers?|analysts?|researchers?|critics|"
    r"negotiators?|officers?|generals?|admirals?|lawmakers?|experts?)\b"
)
_BODY = re.compile(
    r"\b(?:the |a )?(?P<body>(?:defen[cs]e|finance|foreign|economy) ministry|ministry(?: of (?:national )?(?:defen[cs]e|finance|foreign affairs))?|"
    r"(?:federal |[a-z]+ )?government|cabinet|opposition|parliament|statistical office|fiscal council)\b"
)
_PRONOUN = re.compile(
    rf"\b(?:he|she)\s(?:\w+ly\s|also\s|later\s|further\s|has\s|had\s|did\s|made\s)?{_SAY}\b"
)
_CONDITION = re.compile(
    r"condition of anonymity|asked not to be named|not (?:be )?named|not for attribution|not authori[sz]ed|unwilling to be quoted|"
    r"none willing to be quoted|declined to be named|who would not be named"
)
_OUTLET = re.compile(
    r"\b(?:told|to|with|for|on|in|interview (?:with|on))\s(?:the\s)?(?:\w+[\s-]){0,3}?$"
)
_LOCAL = re.compile(
    r"\btold\s(?:a\s|the\s)?(?P<out>(?:[a-z-]+\s){0,3}(?:media|radio(?: station| channel)?|wireless station|reporters|television|tv|newspaper|broadcaster|press))"
)
_SOURCE = re.compile(
    r"\b(?:by|on|in|according to|per|says?|said|estimates?|puts?|credits?|lists?|report(?:s|ed)?)\b"
)


def attribute(
    text: Text, claims: Iterable[Claim], speakers: list[Attribution | None]
) -> tuple[Claim, ...]:
    """Return the claims with their speakers."""
    return tuple(_attributed(text, claim, speakers) for claim in claims)


def find_speakers(text: Text) -> list[Attribution | None]:
    """Return the speaker of each sentence; a quotation without one takes its neighbour's."""
    found: list[Attribution | None] = []
    last: Attribution | None = None
    for scene in text.scenes:
        said = _speaker(text, scene, last)
        found.append(said)
        if said is not None and said.name:
            last = said
    open_quote: Attribution | None = None
    for place, scene in enumerate(text.scenes):
        words = scene.text.strip()
        if found[place] is None and words.startswith('"'):
            found[place] = _neighbour(text, found, place) or open_quote
        elif found[place] is None and place and _inside_quote(text, scene):
            found[place] = found[place - 1]
        open_quote = found[place] or open_quote
    return found


def _neighbour(text: Text, found: list[Attribution | None], place: int) -> Attribution | None:
    """The speaker of the next sentence of the paragraph, else of the one before."""
    paragraph = text.scenes[place].sentence.paragraph
    for other in (place + 1, place - 1):
        if 0 <= other < len(found) and found[other] is not None:
            if text.scenes[other].sentence.paragraph == paragraph or other < place:
                return found[other]
            if re.match(r"\W*-", text.scenes[other].text):
                return found[other]
    dash = text.scenes[place + 1] if place + 1 < len(text.scenes) else None
    if (
        dash is not None
        and len(dash.text) < 40
        and dash.mentions
        and dash.mentions[0].kind == "person"
    ):
        return _person(dash.mentions[0], "")
    return None


def _inside_quote(text: Text, scene: Scene) -> bool:
    """Whether a quotation opened earlier in the paragraph is still open."""
    line = text.folded.rfind("\n", 0, scene.start) + 1
    if scene.start - line > 1500:
        return False
    return text.folded.count('"', line, scene.start) % 2 == 1


def _speaker(text: Text, scene: Scene, last: Attribution | None) -> Attribution | None:
    outlet = _outlet(scene)
    people = [m for m in scene.mentions if m.kind == "person" and len(m.codes[0]) in {2, 3, 4}]
    speaking = [m for m in people if _speaks(scene, m)]
    anonymous = _anonymous(text, scene, outlet)
    if speaking:
        return _person(speaking[0], outlet)
    if anonymous is not None:
        return anonymous
    if last is not None and _PRONOUN.search(scene.text):
        return replace(last, outlet=outlet or last.outlet)
    return None


def _speaks(scene: Scene, person: Mention) -> bool:
    """Whether a verb of saying stands right after the person, or right before."""
    after = scene.between(person.end, person.end + 60)
    before = scene.between(max(scene.start, person.start - 40), person.start)
    if re.match(
        rf"(?:,[^,]{{2,50}},)?\s?(?:\(\w+\)\s)?(?:has |had |have |also |later |himself |herself |on \w+ |for his part |who )*{_SAY}\b",
        after,
    ):
        return True
    if re.match(r":|,? by his account|'s (?:letter|formula|annual report|report|statement)", after):
        return True
    if re.match(r",?\s(?:speaking|posting)\b[^.;]{0,70}", after):
        return True
    return bool(re.search(rf"\b{_SAY}\s(?:the\s)?(?:[\w'-]+\s){{0,4}}$", before)) or (
        bool(re.search(r"\baccording to (?:[\w'-]+\s){0,4}$", before))
    )


def _person(person: Mention, outlet: str) -> Attribution:
    code = person.codes[0]
    of = {"NATO": "NATO", "EU": "the European Union"}.get(code) or area_name(code)
    role = person.role if " of " in person.role else f"{person.role} of {of}"
    return Attribution(person.name, role, outlet, subject=person.codes)


def _anonymous(text: Text, scene: Scene, outlet: str) -> Attribution | None:
    for match in _ANONYMOUS.finditer(scene.text):
        after = scene.text[match.end() : match.end() + 90]
        before = scene.text[max(0, match.start() - 40) : match.start()]
        spoke = re.match(
            rf"[^.;:]{{0,80}}?\b{_SAY}\b|\s?\([^)]*\)[^.;]{{0,80}}:", after
        ) or re.search(rf"\b{_SAY}\s(?:\w+\s){{0,2}}$", before)
        if not spoke and not _CONDITION.search(scene.text):
            continue
        words = re.sub(
            r"^(?:(?:but|and|while|as|yet|said|says|told|to|by|from|that|for)\s)+",
            "",
            match.group().strip(),
        )
        words = re.sub(
            r"^(?:an?|one|another|the|two|three|four|several|multiple|many|some)\s", "", words
        )
        subject = ("NATO",) if re.search(r"\bnato\b|headquarters|alliance", scene.text) else ()
        return Attribution("", words, outlet, anonymous=True, subject=subject)
    body = _BODY.search(scene.text)
    if body is not None and _SPEECH.match(scene.text[body.end() :].lstrip()[:20]):
        return Attribution("", body["body"], outlet)
    del text
    return None


def _outlet(scene: Scene) -> str:
    named = [m for m in scene.mentions if m.kind == "outlet"]
    for mention in named:
        if _OUTLET.search(scene.between(max(scene.start, mention.start - 40), mention.start)):
            return mention.name
    local = _LOCAL.search(scene.text)
    return local["out"].strip() if local else ""


def _attributed(text: Text, claim: Claim, speakers: list[Attribution | None]) -> Claim:
    scene = text.scenes[claim.sentence_index]
    said = speakers[claim.sentence_index]
    middle = (claim.start + claim.end) // 2
    quoted = (
        scene.in_quote(middle)
        or _inside_quote(text, scene)
        or (
            claim.type == "position"
            and any(claim.start <= a and b <= claim.end and b - a > 8 for a, b in scene.quotes)
        )
    )
    if said is None and claim.type in {"figure", "count"}:
        said = _publisher(scene, claim)
    if said is None:
        return claim
    if (
        claim.type in {"figure", "rank", "event", "target_rule"}
        and said.name
        and not _governs(scene, said, claim)
    ):
        return claim
    return replace(claim, attribution=replace(said, direct_quote=quoted))


def _publisher(scene: Scene, claim: Claim) -> Attribution | None:
    """NATO as the publisher of a figure: "by NATO's count", "the alliance credits"."""
    for mention in scene.mentions:
        if mention.kind == "group" and mention.codes == ("NATO",) and mention.start < claim.end:
            tail = scene.between(mention.end, mention.end + 24)
            if re.match(
                r"(?:'s)?\s(?:own\s)?(?:numbers|tables?|count|estimates?|figures?|says?|has|credits|credited|june|report|statisticians|printed|gives?|listing|itself)",
                tail,
            ):
                return Attribution("NATO", "publisher of the tables", "", subject=("NATO",))
    return None


def _governs(scene: Scene, said: Attribution, claim: Claim) -> bool:
    """Whether the speaker's sentence tells the claim, rather than merely naming the speaker."""
    return (
        bool(_SPEECH.search(scene.text))
        and bool(said.name)
        and claim.sentence_index == scene.sentence.index
    )
