"""Who speaks in a sentence: persons, offices, governments, unnamed officials beside a verb of saying."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from burdenshare.allies import area_name
from burdenshare.news._claim import Attribution
from burdenshare.news._fold import fold_same_length
from burdenshare.news._look import Pattern
from burdenshare.news._roles import ROLE, by_person, who_holds
from burdenshare.news._strangers import NO_PERSON, STRANGER, is_heading

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text

SAY = (
    r"(?:said|says|say|saying|told|tells|telling|announc\w+|argu(?:ed|es|ing)|insist\w*|contend\w*|claim(?:s|ed|ing)?|admit\w*|declar\w+|reckon\w*|"
    r"maintain\w*|believ\w+|warn\w*|stress\w*|underlin\w+|underscor\w+|not(?:ed|es|ing)|add(?:s|ed|ing)|confirm\w*|affirm\w*|assur\w+|"
    r"counter(?:s|ed)|remark\w*|repeat(?:s|ed|ing)?|recall\w*|promis\w+|pledg(?:ed|es|ing)|vow\w*|express\w*|stated|states|voic\w+|mention\w*|report(?:s|ed)|"
    r"blast\w*|mutter\w*|shot back|repl(?:y|ies|ied)|answer\w*|explain\w*|propos(?:ed|es|ing)|call(?:s|ed|ing)?|ask(?:s|ed|ing)?|want(?:s|ed)?|conced\w+|inform\w*|"
    r"wrote|writes|sets? out|brought home|made (?:it )?clear|observ(?:ed|es)|estimat\w+|put (?:it|the)|retort\w*|posted|thinks?|thought|finds?|"
    r"remind\w*|pointed out|points out|let it be known|left no doubt|speaks? of|spoke of|spoken of|had spoken|went on|goes on|sighed|shrugged|joked|quipped|"
    r"demand(?:s|ed)|urg(?:ed|es)|suggest(?:s|ed)|predict(?:s|ed)|hopes?|hoped|opined|swears?|reveal\w*|signal\w*|acknowledg\w*|boasted|tweeted|testified|threaten\w*)"
)


_SAY_AFTER = re.compile(
    r"(?:,[^,;:\"]{2,80},|,)?(?:\s\([^)]{1,40}\))?(?:\sof\s(?:the\s)?[\w ]{2,24}?)?\s(?:has\s|had\s|have\s|also\s|later\s|himself\s|herself\s|itself\s|then\s|once\s|"
    rf"again\s|now\s|already\s|\w+ly\s|still\s|on\s\w+day\s|\w+day\s|(?:this|last)\s(?:week|month|year|spring|summer|autumn|winter|morning|weekend)\s|yesterday\s|today\s|for (?:his|her) part\s|who\s|long\s|did\s|is\s|was\s|could only\s)*{SAY}\b"
)


_TURN_AFTER = re.compile(
    r"(?:\s(?:was|is|put)\s[\w ]{2,24})?:\s|,? by his account|'s (?:letter|formula|statement|words|account)\b|,?\s(?:speaking|posting)\b"
)


_SAY_BEFORE = re.compile(
    r"\b(?P<say>said|says|say|announced|announces|argued|argues|insisted|insists|contended|claimed|claims|admitted|declared|reckons?|warned|warns|stressed|"
    r"noted|notes|added|adds|confirmed|confirms|countered|remarked|repeats?|repeated|promised|explained|wrote|writes|replied|replies|observed|muttered|"
    r"conceded|retorted|quipped|sighed|blasted|according to|in the words of|asks|asked(?! of))\s(?:also\s)?(?:the\s|a\s|an\s)?(?:[\w.'-]+\s){0,4}$"
)


_ANONYMOUS = Pattern(
    r"\b(?=\w)(?:(?:an?|one|another|two|three|four|several|multiple|many|some|the)\s)?"
    r"(?P<words>(?:(?:senior|unnamed|anonymous|nato|western|alliance|american|european|us|government|coalition|defen[cs]e|ministry|presidential|"
    r"[a-z]+ian|[a-z]+ish|[a-z]+ese|french|dutch|czech|german|former|baltic|party|opposition|finance|foreign|house|committee|left|deputy)(?:'s)?\s){0,3}"
    r"(?P<who>diplomats?|officials?|sources?|insiders?|envoys?|aides?|advis[eo]rs?|spokes(?:man|woman|person|people)|"
    r"person familiar with [a-z]+ [a-z]+|people (?:who were in the room|who have seen [\w ]{2,12}|familiar|present)|backbenchers?|analysts?|researchers?|critics|"
    r"negotiators?|officers?|lawmakers?|experts?|ambassadors?|economists?|deput(?:y|ies)|mp|mps|mep|meps|minister|ministers|witness|senators?|opposition leaders?|"
    r"professional|columnist|general))\b",
    has=r"\b(?:diplomat|official|source|insider|envoy|aide|advis|spokes|person|people|backbench|analyst|researcher|critics|"
    r"negotiat|officer|lawmaker|expert|ambassador|economist|deput|mp|mep|minister|witness|senator|leader|professional|columnist|general)",
)


_BODY = Pattern(
    r"\b(?=\w)(?:the |a |its |our )?(?P<body>(?:defen[cs]e|finance|foreign|economy) ministry|ministry(?: of (?:national )?(?:defen[cs]e|finance|foreign affairs))?|"
    r"(?:federal |[a-z]+ish |[a-z]+ian |[a-z]+an |dutch |french )?government|cabinet|statistical office|fiscal council|observatory|state defence council|declaration|opposition)\b",
    has=r"\b(?:ministry|government|cabinet|statistical|fiscal|observatory|council|declaration|opposition)\b",
)


_BODY_SAYS = re.compile(
    r"(?:,[^,;]{2,50},)?\s(?:itself\s|also\s|still\s|now\s)?(?:says?|said|told|reckons?|estimat\w+|insist\w*|argu\w+|confirm\w*|not(?:es|ed)|recall\w*|repl\w+|claim\w*|warn\w*|counters?|speaks? of|decided|concluded)\b"
)


_HE = Pattern(
    rf"\b(?:he|she)\s(?:\w+ly\s|also\s|later\s|further\s|has\s|had\s|did\s|then\s|himself\s|drily\s)*{SAY}\b|\b(?:said|says|adds|added)\s(?:he|she)\b"
)


_STATE_SAYS = re.compile(
    r"(?:,[^,;]{2,40},)?\s(?:also\s|has\s|itself\s)?(?:says?|said|claims?|claimed|swears?|speaks of)\b"
)


_CONDITION = re.compile(
    r"condition of anonymity|asked not to be named|not (?:be )?named|not for attribution|not authori[sz]ed|unwilling to be quoted|"
    r"none willing to be quoted|declined to be named|who would not be named|name be left out"
)


_OUTLET = re.compile(
    r"\b(?:told|to|with|for|on|in|interview (?:with|on))\s(?:the\s)?(?:\w+[\s-]){0,3}?$"
)


_LOCAL = Pattern(
    r"\btold\s(?:a\s|the\s)?(?P<out>(?:[a-z-]+\s){0,3}(?:media|radio(?: station| channel)?|wireless station|reporters|television|tv|newspaper|broadcaster|press))"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker at a place in a sentence."""

    start: int
    said: Attribution


def find_voices(
    text: Text, scene: Scene, people: list[Mention], home: tuple[str, ...], last: Attribution | None
) -> tuple[Voice, ...]:
    """Return who speaks in a sentence, in order.

    Args:
        text: The document.
        scene: The sentence.
        people: Persons of the register named anywhere in the document.
        home: The ally it is about: whose "the prime minister" is.
        last: The person named last before it: what "he" stands for.
    """
    outlet = _outlet(scene)
    spans: list[tuple[int, int]] = []
    found = _people(text, scene, outlet, spans)
    found += _offices(scene, people, home, outlet, spans)
    found += _unnamed(scene, outlet, spans)
    if last is not None:
        he = (scene.start + match.start() for match in _HE.finditer(scene))
        said = replace(last, outlet=outlet or last.outlet)
        found += [Voice(at, said) for at in he if not any(voice.start < at for voice in found)]
    found = found or _states(scene, outlet) or _beside_quote(scene, outlet)
    return tuple(sorted(found, key=lambda voice: voice.start))


def _people(text: Text, scene: Scene, outlet: str, spans: list[tuple[int, int]]) -> list[Voice]:
    """Persons of the register, and names in no register, beside a verb of saying."""
    found: list[Voice] = []
    for person in (
        m for m in scene.mentions if m.kind == "person" and len(m.codes[0]) in {2, 3, 4}
    ):
        spans.append((person.start, person.end))
        if _speaks(scene, person.start, person.end):
            found.append(Voice(person.start, by_person(person, outlet)))
    for match in STRANGER.finditer(text.original, scene.start, scene.end):
        start, end = match.span()
        if NO_PERSON.search(fold_same_length(match.group())) or any(
            m.start < end and start < m.end for m in scene.mentions
        ):
            continue
        if text.original.startswith(":", end) and is_heading(match.group(), text.original):
            continue
        spans.append((start, end))
        if _speaks(scene, start, end):
            found.append(Voice(start, Attribution(match.group(), "", outlet)))
    return found


def _offices(
    scene: Scene, people: list[Mention], home: tuple[str, ...], outlet: str,
    spans: list[tuple[int, int]],
) -> list[Voice]:  # fmt: skip
    """Offices named without their holder: "the prime minister said"."""
    found: list[Voice] = []
    for match in ROLE.finditer(scene):
        start, end = scene.start + match.start(), scene.start + match.end()
        if any(_entitles(scene, end, a) or a <= start < b for a, b in spans):
            continue  # "Prime Minister Rishi Sunak" is the person
        spans.append((start, end))
        if not _speaks(scene, start, end):
            continue
        before = [p for p in reversed(people) if p.start < start]
        said = who_holds(scene, match, before + people, home)
        if said is not None:
            found.append(Voice(start, replace(said, outlet=outlet)))
    return found


def _entitles(scene: Scene, end: int, name: int) -> bool:
    return end <= name <= end + 3 or (end < name < end + 24 and "," in scene.between(end, name)[:2])


_TOLD_THAT = re.compile(r"\s(?:that|about|of|against|not)\b")


def _speaks(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of saying stands right after the words, or right before."""
    if scene.in_quote(start):
        return False
    after = scene.between(end, end + 130)
    before = scene.between(max(scene.start, start - 60), start)
    oblique = re.search(
        r"\b(?:told|tells|asked|urged|to|with|from|of|against|for|by) (?:the |mr |president |us )*$",
        before,
    )
    if not oblique and (_SAY_AFTER.match(after) or _TURN_AFTER.match(after)):
        return True
    match = _SAY_BEFORE.search(before)
    if match is not None and match["say"].startswith("warn") and _TOLD_THAT.match(after):
        return False  # "Sánchez warns Rutte that": it is Rutte who is warned
    return match is not None and not re.search(
        r"[,;]|\b(?:that|to|for|with|about|and|it|is|will|had|has)\b", before[match.end("say") :]
    )


def _unnamed(scene: Scene, outlet: str, spans: list[tuple[int, int]]) -> list[Voice]:
    found: list[Voice] = []
    for pattern, group in ((_ANONYMOUS, "words"), (_BODY, "body")):
        for match in pattern.finditer(scene):
            start, end = scene.start + match.start(group), scene.start + match.end(group)
            if any((a < end and start < b) or 0 <= a - end < 3 for a, b in spans) or any(
                s.start == start for s in found
            ):
                continue
            anonymous = group == "words"
            hidden = anonymous and _CONDITION.search(scene.text)
            if group == "body" and not _BODY_SAYS.match(scene.between(end, end + 60)):
                continue
            if (
                not _speaks(scene, start, end)
                and not hidden
                and not (
                    anonymous
                    and re.match(r"\s?\([^)]*\)[^.;]{0,80}:|:\s", scene.between(end, scene.end))
                )
            ):
                continue
            words = re.sub(r"^(?:but|while|that|and|as)\s", "", match[group].strip())
            states = [
                m
                for m in scene.mentions
                if m.kind == "ally" and m.start <= end and start - 20 <= m.start
            ]
            nato = anonymous and re.search(r"\bnato\b|headquarters|alliance", scene.text)
            subject = (
                states[0].codes
                if states and not (anonymous and "nato" in words)
                else (("NATO",) if nato else ())
            )
            if not anonymous and subject:
                words = f"{words} of {area_name(subject[0])}" if "government" in words else words
            found.append(
                Voice(start, Attribution("", words, outlet, anonymous=anonymous, subject=subject))
            )
    return found[:2]


def _states(scene: Scene, outlet: str) -> list[Voice]:
    """Read "Sweden says": its government."""
    for mention in scene.mentions:
        says = mention.is_state and not mention.possessive and not scene.in_quote(mention.start)
        if (
            says
            and len(mention.codes) == 1
            and _STATE_SAYS.match(scene.between(mention.end, mention.end + 70))
        ):
            role = f"government of {area_name(mention.codes[0])}"
            return [Voice(mention.start, Attribution("", role, outlet, subject=mention.codes))]
    return []


def _beside_quote(scene: Scene, outlet: str) -> list[Voice]:
    """The only person beside a quotation of some length says it, whatever the verb."""
    if not any(b - a > 12 and " " in scene.between(a, b).strip() for a, b in scene.quotes):
        return []
    outside = [m for m in scene.mentions if m.kind == "person" and not scene.in_quote(m.start)]
    if len({m.name for m in outside}) == 1 and not outside[0].possessive:
        before = scene.between(outside[0].start - 12, outside[0].start)
        if not re.search(r"\b(?:to|of|with|by|from|about|against)\s(?:\w+\s)?$", before):
            return [Voice(outside[0].start, by_person(outside[0], outlet))]
    return []


def _outlet(scene: Scene) -> str:
    for mention in scene.mentions:
        if mention.kind == "outlet" and _OUTLET.search(
            scene.between(max(scene.start, mention.start - 40), mention.start)
        ):
            return mention.name
    local = _LOCAL.search(scene)
    return local["out"].strip() if local else ""
