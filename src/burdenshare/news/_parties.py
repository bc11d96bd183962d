"""Noun phrases that can act: who is named, who goes unnamed, what pronouns stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from burdenshare.allies import allies
from burdenshare.news._claim import Attribution
from burdenshare.news._fold import fold_same_length
from burdenshare.news._look import Pattern
from burdenshare.news._roles import by_person
from burdenshare.news._strangers import NO_PERSON, STRANGER

if TYPE_CHECKING:
    from burdenshare.news._draft import Memory
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text

_TITLE = (
    r"(?:prime|foreign|defen[cs]e|finance|economy|interior|deputy|vice|acting|president|ministers?|premier|chancellor|"
    r"secretary|secretary-general|general|secretary of state|chief|boss|head|leader|mr|mrs|ms|mr\.|then|former|ex|new|outgoing|incoming|"
    r"the|her|his|its|their|our|colleague|counterpart|fellow|laggard|ally|neighbou?r\w*|host|centre-left|center-left|socialist|social democratic|"
    r"conservative|liberal|nationalist|populist|government|envoy|ambassador to nato|ambassador|permanent representative|official|neighbouring|country's)"
)


_TITLES_BEFORE = re.compile(rf"(?:\b{_TITLE}[\s-]+)+$")


_JOINS_TITLE = re.compile(rf"(?:'s?)?,?\s*(?:{_TITLE}[\s,-]+)*(?:of\s(?:the\s)?|,\s*)?")


_COORDINATES = re.compile(rf",?\s*(?:and|or|as well as|plus|&)\s+(?:the\s|both\s|{_TITLE}[\s-]+)*")


_COMMA = re.compile(rf",\s*(?:the\s|{_TITLE}[\s-]+)*")


_ROLE_AFTER = re.compile(
    r"(?:'s?)?\s(?:[\w-]+\s){0,2}?(?:government|cabinet|coalition|premier|prime minister|president|chancellor|leader|chief|"
    r"minister|ministry|officials?|diplomats?|envoy|ambassador|administration|delegation|spokes\w+|leadership|side|republic|"
    r"secretary|sources?|aides?|defen[cs]e secretary|foreign secretary|boss|head|insiders?)\b"
)


_OBLIQUE = re.compile(
    r"\b(?:to|with|from|against|of|by|than|unlike|like|for|on|about|at|in|into|over|towards?|toward|behind|between|besides?|"
    r"despite|under|alongside|among|regarding|whose|including|except|after|before|since|as|out of|told|tells?|urg(?:es?|ed|ing)|"
    r"ask(?:s|ed|ing)?|press(?:es|ed|ing)?|push(?:es|ed|ing)?|warn(?:s|ed|ing)?|criticis\w+|criticiz\w+|accus\w+|"
    r"join(?:s|ed|ing)|met|meets?|meeting|prais\w+|thank\w*|satisf\w+|forc\w+|mak(?:es?|ing)|made|lets?|letting|leav\w+|wants?|wanted|"
    r"expect\w*|help\w*|allow\w*|gives?|gave|giving|grant\w*|exclud\w+|protect\w*|defend\w*|contradict\w*|quot\w+|"
    r"convinc\w+|blam\w+|assail\w*|slam\w*|blast\w*|pressur\w+|see(?:s|ing)?|reminds?|reminded|facing|joining)\s"
    r"(?:the\s|both\s|fellow\s|its\s|his\s|also\s)*$"
)


_VERB_NEXT = re.compile(
    r",?\s(?:\w+ly\s|also\s|again\s|still\s|itself\s)?(?:has|have|had|is|are|was|were|will|would|did|does|do|says?|said|\w+ed|"
    r"\w+[^s\W]s|struck|won|got|sought|held|told|made|took|went|spent|can|cannot|could|need|needs|refus\w+|argu\w+)\b"
)


_OPPOSITION = Pattern(
    r"\b(?:opposition(?: leaders?| parties)?|(?<!his )(?<!her )(?:socialist|conservative|liberal|green|left|labour|nationalist|governing|ruling|smaller|biggest)[- ]party|left-green movement|(?:social democrats|liberals|socialists|conservatives|greens|christian democrats))\b"
)


_UNNAMED = Pattern(
    r"\b(?:diplomats?|officials?|sources?|insiders?|envoys?|aides?|spokes(?:man|woman|person|people)|ambassadors?)\b"
)


_PRONOUN = Pattern(
    r"\b(?P<he>he|she|the (?:prime minister|premier|president|chancellor|foreign minister|defen[cs]e minister|minister|leader|prime minister himself))\b|"
    r"\b(?P<it>it|they|(?:his|her|its|their|the|that) (?:country|nation|government|kingdom|cabinet|coalition|republic|administration|ministry|party))\b(?! (?:is|was|would be|remains|seems) (?:\w+ ){0,2}(?:that|to)\b)|"
    r"\b(?P<we>we|i|our|us|we're|we've|we'll|i'm)\b"
)


_CROWD = Pattern(
    r"\b(?:(?:nato |european |other |all |some |many |most |several |its |the )*(?:allies|members?|member states|countries|nations|"
    r"governments|leaders|ambassadors|ministers|capitals)|critics|analysts|experts|economists|researchers?|"
    r"lawmakers|mps|senators|voters|unions|the public|polls?|pollsters?|respondents|protesters|citizens|unions?|hoteliers|watchdogs?|surveyors|majority|others|"
    r"parliament|columnists?|think[- ]tanks?|mayors?|churches|generals|who)\b"
)


How = Literal["named", "pronoun", "unnamed", "crowd"]


@dataclass(frozen=True, slots=True)
class Party:
    """A noun phrase that can act.

    Attributes:
        start: First character in the document.
        end: One past the last.
        codes: Codes of allies or bodies; empty for a crowd.
        how: How it is named.
        name: Words a pronoun stands for.
        person: Whether a person is named.
        free: Whether it can be the subject of a verb where it stands.
        who: The person named.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    how: How
    name: str = ""
    person: bool = False
    free: bool = True
    who: Attribution | None = None


@cache
def _demonyms() -> frozenset[str]:
    found = {fold_same_length(word) for member in allies() for word in member.demonyms}
    return frozenset(found | {"belgian", "english", "american", "british"})


def find_parties(
    text: Text, scene: Scene, memory: Memory, said: tuple[str, ...], last: Attribution | None
) -> list[Party]:
    """Return the noun phrases of a sentence that can act, in order.

    Args:
        text: The document.
        scene: The sentence.
        memory: What the text is about so far.
        said: Codes of its speaker: what "we" stands for.
        last: The person named last before it: what "he" stands for.
    """
    found = _join(scene, _named(scene))
    _add(found, _strangers(text, scene, memory, found))
    _officials(scene, found)
    _add(found, _others(scene, memory, found))
    for match in _PRONOUN.finditer(scene):
        start, end = scene.start + match.start(), scene.start + match.end()
        of = next(
            (p for p in found if p.start > end and _OF.fullmatch(scene.between(end, p.start))), None
        )
        if of is not None and match["it"]:
            found[found.index(of)] = replace(
                of, start=start, free=not _is_oblique(scene, start, end)
            )
        elif not any(p.start < end and start < p.end for p in found):
            found.append(_pronoun(match, start, end, found, memory, said, last))
            found.sort(key=lambda party: party.start)
    return found


def _add(found: list[Party], more: list[Party]) -> None:
    """Add phrases that overlap none found, keeping the order."""
    found += [p for p in more if not any(q.start < p.end and p.start < q.end for q in found)]
    found.sort(key=lambda party: party.start)


def _strangers(text: Text, scene: Scene, memory: Memory, named: list[Party]) -> list[Party]:
    """People and parties of no register: they are of the country spoken of."""
    made: list[Party] = []
    for match in STRANGER.finditer(text.original, scene.start, scene.end):
        if NO_PERSON.search(fold_same_length(match.group())):
            continue
        home = _country(named, match.start(), memory)
        who = Attribution(match.group(), "", "")
        free = not _is_oblique(scene, *match.span())
        made.append(Party(*match.span(), home, "unnamed", person=True, free=free, who=who))
    return made


def _officials(scene: Scene, found: list[Party]) -> None:
    """Diplomats and officials: "the American envoy" takes the place of "American"."""
    for match in _UNNAMED.finditer(scene):
        start, end = scene.start + match.start(), scene.start + match.end()
        if any(p.start < end and start < p.end for p in found):
            continue
        codes = _stands_for(scene, start)
        first = next(
            (p.start for p in found if p.codes == codes and 0 <= start - p.end < 24), start
        )
        found[:] = [p for p in found if p.start != first]
        free = not _is_oblique(scene, first, end)
        words = scene.between(first, end)
        who = Attribution("", words, "", anonymous=True, subject=codes)
        _add(found, [Party(first, end, codes, "unnamed", free=free, who=who)])


def _others(scene: Scene, memory: Memory, named: list[Party]) -> list[Party]:
    """Oppositions, which are of the country, and crowds, which hold no ally's stance."""
    made: list[Party] = []
    for pattern in (_OPPOSITION, _CROWD):
        for match in pattern.finditer(scene):
            start, end = scene.start + match.start(), scene.start + match.end()
            free = not _is_oblique(scene, start, end)
            if pattern is _OPPOSITION:
                home = _country(named, start, memory)
                who = Attribution("", match.group(), "", subject=home)
                made.append(Party(start, end, home, "unnamed", free=free, who=who))
            elif match.group() != "who" and not any(p.start < end and start < p.end for p in made):
                made.append(Party(start, end, (), "crowd", free=free))
    return made


def _country(named: list[Party], at: int, memory: Memory) -> tuple[str, ...]:
    """Return whose politician or party a name in no register is: of the ally named before, or the document's."""
    before = [
        p
        for p in named
        if p.end <= at and not p.person and len(p.codes) == 1 and len(p.codes[0]) == 3
    ]
    if before:
        return before[-1].codes
    near = memory.focus if len(memory.focus) == 1 and len(memory.focus[0]) == 3 else ()
    return near or memory.home


def _stands_for(scene: Scene, start: int) -> tuple[str, ...]:
    """Return whose official: "the American envoy", "a diplomat at NATO"."""
    for mention in scene.mentions:
        gap = scene.between(mention.end, start)
        if (
            mention.end <= start
            and mention.kind in {"ally", "seat"}
            and re.fullmatch(r"(?:'s?)?\s(?:[\w-]+\s){0,2}", gap)
        ):
            return mention.codes
    after = re.match(r"\w+\s(?:in|from|of)\s(?:the\s)?", scene.between(start, scene.end))
    if after:
        at = start + after.end()
        seat = [m for m in scene.mentions if abs(m.start - at) < 3 and m.kind in {"ally", "seat"}]
        if seat and seat[0].codes != ("BEL",):
            return seat[0].codes
    return ("NATO",) if re.search(r"\b(?:nato|alliance|headquarters)\b", scene.text) else ()


def _named(scene: Scene) -> list[Party]:
    made: list[Party] = []
    for mention in scene.mentions:
        if (
            mention.kind == "group"
            and mention.codes == ("NATO",)
            and mention.name.lower() in {"nato", "the alliance", "alliance", "headquarters"}
        ):
            acts = bool(_VERB_NEXT.match(scene.between(mention.end, mention.end + 40)))
            free = acts and _is_free(scene, mention)
            made.append(Party(mention.start, mention.end, ("NATO",), "unnamed", free=free))
        elif mention.kind == "group":
            made.append(
                Party(mention.start, mention.end, (), "crowd", free=_is_free(scene, mention))
            )
        elif mention.is_state or mention.kind in {"person", "epithet"}:
            made.append(
                Party(mention.start, mention.end, mention.codes, "named", "", mention.kind != "ally" and not mention.is_state,
                      free=_is_free(scene, mention), who=by_person(mention, "") if mention.kind == "person" else None)
            )  # fmt: skip
    return made


def _is_free(scene: Scene, mention: Mention) -> bool:
    """Whether a mention can be a subject: not oblique, not "Spain's budget", not "Spanish exports"."""
    after = scene.between(mention.end, mention.end + 60)
    role = _ROLE_AFTER.match(after)
    if mention.possessive and role is None:
        return False
    words = scene.between(mention.start, mention.end)
    if words in _demonyms() and role is None:
        article = scene.between(mention.start - 4, mention.start) == "the "
        if not (article and (_VERB_NEXT.match(after) or after[:1] in ",.;")):
            return False
    return not _is_oblique(scene, mention.start, mention.end)


def _is_oblique(scene: Scene, start: int, end: int) -> bool:
    before = scene.between(max(scene.start, start - 70), start)
    title = _TITLES_BEFORE.search(before)
    before = before[: title.start()] if title else before
    match = _OBLIQUE.search(before)
    if match is None:
        return False
    word = match.group().split()[0]
    if word in {
        "after",
        "before",
        "since",
        "as",
        "than",
        "for",
        "wants",
        "expects",
        "sees",
        "says",
        "despite",
        "see",
        "like",
    }:
        return not _VERB_NEXT.match(scene.between(end, end + 40))
    return True


def _join(scene: Scene, parties: list[Party]) -> list[Party]:
    """Merge "Italy's prime minister, Giorgia Meloni" and coordinate "Spain and Belgium"."""
    merged: list[Party] = []
    for party in parties:
        last = merged[-1] if merged else None
        gap = scene.between(last.end, party.start) if last else ""
        same = (
            last is not None
            and party.how == last.how == "named"
            and last.codes[-1:] == party.codes[:1]
        )
        if (
            last is not None
            and same
            and _JOINS_TITLE.fullmatch(gap)
            and (last.free or party.person or "," not in gap)
        ):
            free = last.free or (party.free and not _is_oblique(scene, last.start, party.end))
            merged[-1] = replace(
                last,
                end=party.end,
                person=last.person or party.person,
                free=free,
                who=party.who or last.who,
            )
        else:
            merged.append(party)
    joined: list[Party] = []
    for place, party in enumerate(merged):
        last = joined[-1] if joined else None
        if (
            last is not None
            and party.how == last.how == "named"
            and last.codes[-1:] != party.codes[:1]
        ):
            gap = scene.between(last.end, party.start)
            listed = _COORDINATES.fullmatch(gap) or (
                _COMMA.fullmatch(gap) and place + 1 < len(merged)
                and (_COMMA.fullmatch(scene.between(party.end, merged[place + 1].start))
                     or _COORDINATES.fullmatch(scene.between(party.end, merged[place + 1].start)))
            )  # fmt: skip
            if listed:
                codes = tuple(dict.fromkeys((*last.codes, *party.codes)))
                joined[-1] = replace(last, end=party.end, codes=codes)
                continue
        joined.append(party)
    return joined


_OF = re.compile(rf"\sof\s(?:the\s)?(?:{_TITLE}\s)*")
_NO_PRESIDENT = frozenset({"BEL", "CAN", "DNK", "ESP", "GBR", "LUX", "NLD", "NOR", "SWE"})


def _president(found: list[Party], codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose "the president" is: no monarchy's; then the one who needs no name is America's."""
    if len(codes) == 1 and len(codes[0]) == 3 and codes[0] not in _NO_PRESIDENT:
        return codes
    if any(p.codes and len(p.codes[0]) == 3 and p.codes[0] not in _NO_PRESIDENT for p in found):
        return codes
    return ("USA",)


def _pronoun(
    match: re.Match[str],
    start: int,
    end: int,
    found: list[Party],
    memory: Memory,
    said: tuple[str, ...],
    last: Attribution | None,
) -> Party:
    who: Attribution | None = None
    before = [p for p in found if p.end <= start and p.how in {"named", "unnamed"} and p.codes]
    if match["we"]:
        codes, name = said or memory.speaker or memory.home, ""
    elif match["he"]:
        people = [p for p in before if p.person]
        codes = people[-1].codes if people else said or memory.speaker or memory.focus
        if match["he"] == "the president" and not people and not memory.speaker:
            codes = _president(found, codes)
        office = match["he"] not in {"he", "she"}
        who = (
            people[-1].who
            if people
            else (last if last and not office and set(last.subject) & set(codes) else None)
        )
        name = match["he"]
    else:
        free = [p for p in before if p.free]
        codes = free[-1].codes if free else memory.focus or said
        if match["it"].startswith(("his ", "her ")):
            people = [p for p in before if p.person]
            who = people[-1].who if people else last
            codes = (people[-1].codes if people else last.subject if last else ()) or codes
        name = match["it"]
    known = tuple(code for code in codes if code not in {"EU", "IMF"})
    return Party(start, end, known[:1] if len(known) > 3 else known, "pronoun", name, who=who)
