"""Whose number it is: lists with "respectively", the nearest ally, or what a pronoun stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.news._mentions import Mention
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene

_AND = re.compile(
    r"(?:'s|')?\s*(?:,|,?\s*(?:and|&|plus|or|as well as))\s*(?:the\s|both\s|also\s|in\s|then\s)*"
)
JOINED = re.compile(
    r"\s*(?:%|percent|per cent)?\s*(?:,|,?\s*(?:and|&|then|or))\s*(?:the\s|about\s|around\s|a\s)*"
)
_AFTER_ALLY = re.compile(
    r"\s*(?:of (?:gdp|output|national income)\s*)?(?:each\s)?(?:for|in|by|from|against|belongs to|is)\s"
    r"(?:the\s|both\s|poor\s)?"
)
_OF_ALLY = re.compile(r"\s*of\s(?:the\s)?")
_ASIDE_BEFORE = re.compile(
    r"\b(?:than|behind|unlike|with|against|neighbou?rs?|from|like|and its|beside|alongside|to|by|of|in|as|ahead of|for)"
    r"\s(?:the\s|its\s|his\s|their\s|of\s)*$"
)
_NEAR = re.compile(
    r"(?:'s|')?(?:\s?[,:(]|\s(?:with|at|on|is|was|stands|sits|spends|spent|reports?|had|has|manages?|managed|"
    r"shows?|recorded|puts?|devotes?|also|a|an|the|only|just|exactly|even|now|presently|its|their|"
    r"comes? in|came in|around|about|some|feeble|measly|modest|mere|paltry|still|ratio|figure|share|rate|for|by|to|"
    r"to about|heads for|traditionally|dead|,))*\s?[,:(]?\s?"
)  # fmt: skip
_SOURCE_AFTER = re.compile(r"'s (?:own )?(?:tables?|statisticians|estimates?|figures|count|data)\b|\s*(?:estimates?|credits|credited|has|gives?|gave|says?|said|puts?|reckons|lists?|listing|itself|had|tables?|data|figures?|report|quota|quote|target|goal|guideline|norm|benchmark|definition|standard|summit|deadline|chief|boss)\b")  # fmt: skip

AGREED = re.compile(
    r"\b(?:agree\w*|commit\w*|consent\w*|promis\w*|pledge\w*|sign\w* (?:up|on|off)|adopt\w*|approv\w*|decid\w*|"
    r"endors\w*|accept\w*|require\w*|oblig\w*|ask\w*|call\w*|deal|accord|draft|declaration|communique|text|"
    r"document|manuscript|compact|guideline|target|goal|invest|reaffirm\w*|green-?li\w*|waved|cleared|unveil\w*|"
    r"insist\w*|demands?|wants|requires|due|demand\w* of all|aim to|must|should|shall|are to|is to|expected|expects|mark turns|talk is|stands)\b"
)
_TOTAL = re.compile(
    r"\b(?:average|as a whole|together|combined|in total|overall|alliance-wide|collectively|jointly)\b"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a number is.

    Attributes:
        codes: Codes of allies or areas, one claim for each.
        start: Where the words naming them begin, or the number where none stand near.
        how: ``list``, ``pair``, ``near``, ``after``, ``group``, ``carried``, ``focus``, ``outsider``, "".
        name: The words followed back to an antecedent, if any.
    """

    codes: tuple[str, ...]
    start: int
    how: str
    name: str = ""


def runs(mentions: Sequence[Mention], scene: Scene) -> list[list[Mention]]:
    """Group state mentions that are joined by commas and "and"."""
    grouped: list[list[Mention]] = []
    for mention in mentions:
        if not mention.is_state:
            continue
        if grouped and _AND.fullmatch(scene.between(grouped[-1][-1].end, mention.start)):
            grouped[-1].append(mention)
        else:
            grouped.append([mention])
    return grouped


def number_lists(quantities: Sequence[Quantity], scene: Scene) -> list[list[Quantity]]:
    """Group quantities that follow each other with nothing but commas and "and" between."""
    grouped: list[list[Quantity]] = []
    for quantity in quantities:
        if grouped and JOINED.fullmatch(scene.between(grouped[-1][-1].number_end, quantity.start)):
            grouped[-1].append(quantity)
        else:
            grouped.append([quantity])
    return grouped


def flat_codes(run: Sequence[Mention]) -> tuple[str, ...]:
    """Return the codes of a run of mentions in order, sets spread out."""
    return tuple(code for mention in run for code in mention.codes)


def owners(
    scene: Scene,
    quantities: Sequence[Quantity],
    focus: tuple[str, ...],
    lead: tuple[str, ...] = (),
    home: tuple[str, ...] = (),
) -> dict[int, Owner]:
    """Return the owner of each quantity, by its start.

    Args:
        scene: The sentence.
        quantities: Those that may be levels, in order.
        focus: What the text is about so far; used where the sentence names nobody.
        lead: Allies the sentence's predecessor listed, for "respectively" across a full stop.
        home: What "we" stands for.
    """
    found: dict[int, Owner] = {}
    state_runs = runs(scene.mentions, scene)
    before_end = scene.start
    previous: Owner | None = None
    for group in number_lists(quantities, scene):
        first = group[0]
        listed = _listed(scene, state_runs, group, before_end, lead)
        if listed is not None:
            for quantity, code in zip(group, listed[0], strict=True):
                found[quantity.start] = Owner((code,), listed[1], "list")
            previous = Owner((listed[0][-1],), listed[1], "list")
        else:
            for quantity in group:
                owner = _single(scene, state_runs, quantity, before_end, previous, focus, home)
                found[quantity.start] = owner
                previous = owner
                before_end = quantity.number_end
        before_end = group[-1].number_end
        del first
    return found


def _listed(
    scene: Scene, state_runs: list[list[Mention]], group: list[Quantity], before_end: int,
    lead: tuple[str, ...],
) -> tuple[tuple[str, ...], int] | None:  # fmt: skip
    """Pair a list of numbers with an equally long list of allies before (or after) it."""
    if len(group) < 2:
        return None
    for run in reversed(state_runs):
        codes = flat_codes(run)
        if before_end <= run[0].start < group[0].start and len(codes) == len(group):
            return codes, run[0].start
    for run in state_runs:
        codes = flat_codes(run)
        gap = run[0].start - group[-1].end
        if 0 <= gap < 25 and len(codes) == len(group):
            return codes, group[0].start
    states_here = any(m.is_state and m.start < group[0].start for m in scene.mentions)
    if len(lead) == len(group) and not states_here:
        return lead, group[0].start
    return None


def _single(
    scene: Scene, state_runs: list[list[Mention]], quantity: Quantity, before_end: int,
    previous: Owner | None, focus: tuple[str, ...], home: tuple[str, ...],
) -> Owner:  # fmt: skip
    left = [m for m in scene.mentions if before_end <= m.start and m.end <= quantity.start]
    states = [r for r in state_runs if before_end <= r[0].start and r[-1].end <= quantity.start]
    if _first_person(scene, before_end, quantity, states):
        return Owner(home, quantity.start, "near" if home else "outsider")
    beside = _in_brackets(scene, quantity, left)
    if beside is not None:
        return beside
    last = states[-1][-1].end if states else -1
    insists = [m for m in left if m.start > last and _insists(scene, m, quantity)]
    if insists:
        return Owner(("NATO",), insists[-1].start, "group")
    after = _after(scene, quantity)
    if states:
        return _of_state(scene, states, quantity, left, after, previous)
    outside = [m for m in left if m.kind == "outsider"]
    if outside:
        # "After Russia's attack Scholz pledged ...": the person named since is the subject.
        people = [m for m in left if m.kind == "person" and len(m.codes[0]) == 3]
        if people and people[-1].start > outside[-1].end:
            return Owner(people[-1].codes, people[-1].start, "person")
        return Owner((), quantity.start, "outsider")
    after = after or _inverted(scene, quantity) or _opened(scene, quantity)
    if after is not None:
        return Owner(after.codes, quantity.start, "after")
    named = _included(scene, state_runs, quantity) or _of_group(scene, quantity, left)
    if named is not None:
        return named
    if previous is not None:
        how = "outsider" if previous.how == "outsider" else "carried"
        return Owner(previous.codes, quantity.start, how, previous.name)
    return Owner(focus, quantity.start, "focus")


_BRACKET = re.compile(
    r"(?:'s|')?\s?(?:average|total|mean|as a whole|combined|together)?\s?\(\s?(?:at\s|about\s|with\s|around\s)?"
)
_TOTAL_BRACKET = re.compile(
    r"\bthe (?:\w+ )?(?:total|average|overall (?:figure|average|total))\s?\(\s?(?:at\s|about\s)?$"
)


def _in_brackets(scene: Scene, quantity: Quantity, left: list[Mention]) -> Owner | None:
    """Read "below the European allies and Canada (2.27 percent)" as the group's number."""
    if (
        not scene.between(max(scene.start, quantity.start - 12), quantity.start)
        .rstrip("abtouwihrnd ")
        .endswith("(")
    ):
        return None
    last = left[-1] if left else None
    if (
        last is not None
        and last.kind == "group"
        and _BRACKET.fullmatch(scene.between(last.end, quantity.start))
    ):
        return Owner(last.codes, last.start, "group")
    if _TOTAL_BRACKET.search(scene.between(max(scene.start, quantity.start - 40), quantity.start)):
        return Owner(("NATO",), quantity.start, "group")
    return None


_INCLUDE = re.compile(r"[^.;:,]{0,30}\s(?:include[sd]?|among them|such as)\s(?:the\s)?")
_MEMBERS = re.compile(r"\b(?:members|allies|countries|nations|states|those|others|ones)\b")


def _included(scene: Scene, state_runs: list[list[Mention]], quantity: Quantity) -> Owner | None:
    """Read "members that spend more than three percent include A, B and C" as told of the three."""
    run = next((r for r in state_runs if r[0].start >= quantity.end), None)
    if (
        run is None
        or len(run) < 2
        or not _MEMBERS.search(scene.between(scene.start, quantity.start))
    ):
        return None
    if not _INCLUDE.fullmatch(scene.between(quantity.end, run[0].start)):
        return None
    return Owner(flat_codes(run), quantity.start, "after")


_AT = re.compile(r"[^a-z]*(?:at|with|on)\s(?:\w+\s){0,3}")


def _opened(scene: Scene, quantity: Quantity) -> Mention | None:
    """Read "At 1.3 percent, Belgium's share is low": the subject follows the comma."""
    following = next((m for m in scene.mentions if m.start >= quantity.end), None)
    if following is None or not following.is_state:
        return None
    opens = _AT.fullmatch(scene.between(scene.start, quantity.start))
    gap = scene.between(quantity.end, following.start)
    return following if opens and re.fullmatch(r"[^,;:]{0,30},\s(?:the\s)?", gap) else None


_THEN_ALLY = re.compile(
    r"[\s,]*(?:of (?:its |their )?(?:gdp|output|national income)[\s,]*)?(?:on defen[cs]e[\s,]*)?(?:was|is|were|are|comes?|came|stands?|stood|sits?|sat|follows?|followed|is all|was all|is what|was what)\s(?:by\s)?(?:the\s)?"
)


def _inverted(scene: Scene, quantity: Quantity) -> Mention | None:
    """Read "last, on 1.2 percent, was Germany": a verb puts the ally after its number."""
    following = next((m for m in scene.mentions if m.start >= quantity.end), None)
    if following is None or not following.is_state:
        return None
    gap = scene.between(quantity.end, following.start)
    return following if _THEN_ALLY.fullmatch(gap) else None


def _of_state(
    scene: Scene, states: list[list[Mention]], quantity: Quantity, left: list[Mention],
    after: Mention | None, previous: Owner | None,
) -> Owner:  # fmt: skip
    run = _best_run(scene, states, quantity)
    if len(run) > 1:
        run = _one_of(scene, run, quantity)
    touching = _adjacent(scene, run[-1], quantity)
    outsiders = [m for m in left if m.kind == "outsider"]
    if outsiders and outsiders[-1].start > run[-1].end and not touching:
        return Owner((), quantity.start, "outsider")
    if after is not None and after.kind == "ally" and previous is not None and not touching:
        return Owner(after.codes, quantity.start, "after")
    return Owner(flat_codes(run), run[0].start, "near" if len(run) == 1 else "run")


_LAST_OF = re.compile(
    r"\bthe (?:last|latter)\b(?: of (?:these|them|which|the (?:two|three|four|five)))?"
)
_FIRST_OF = re.compile(
    r"\bthe (?:former|first)\b(?: of (?:these|them|which|the (?:two|three|four|five)))?"
)


def _one_of(scene: Scene, run: list[Mention], quantity: Quantity) -> list[Mention]:
    """Single out of "A, B and C, the last of these on 1.28" the one meant."""
    told = scene.between(run[-1].end, quantity.start)
    if _LAST_OF.search(told):
        return run[-1:]
    return run[:1] if _FIRST_OF.search(told) else run


def _of_group(scene: Scene, quantity: Quantity, left: list[Mention]) -> Owner | None:
    """Return the group or the office-holder named before a number, if its words can be theirs."""
    groups = [
        m for m in left
        if m.kind == "group" and not _is_source(scene, m)
        and not _ADDRESSED.search(scene.between(max(scene.start, m.start - 12), m.start))
    ]  # fmt: skip
    last = groups[-1] if groups else None
    if (
        last is not None and last.possessive and last.codes == ("NATO",) and quantity.decimals < 2
        and _NEAR.fullmatch(scene.between(last.end, quantity.start))
    ):  # fmt: skip
        return Owner(("NATO",), last.start, "group")
    wide = [m for m in groups if m.codes != ("NATO",)]
    if wide:
        return Owner(wide[-1].codes, wide[-1].start, "group")
    people = [m for m in left if m.kind == "person" and len(m.codes[0]) == 3]
    # "NATO" before a level is its publisher, unless a total or an agreement is told.
    told = _TOTAL.search(scene.text) or (quantity.decimals < 2 and AGREED.search(scene.text))
    if last is not None and told and not (people and people[-1].start > last.start):
        return Owner(last.codes, last.start, "group")
    return Owner(people[-1].codes, people[-1].start, "person") if people else None


_ADDRESSED = re.compile(
    r"\b(?:told|tells|informed|informs|assured|promised|any other|other|any|fellow|no other|most|every other)\s(?:the\s)?$"
)


def _insists(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    return (
        mention.kind in {"group", "epithet"}
        and mention.codes == ("NATO",)
        and bool(_INSISTS.match(scene.between(mention.end, quantity.start)))
    )


_INSISTS = re.compile(
    r"\s(?:still\s)?(?:insists?|demands?|wants?|requires?|expects?|needs?|maintains?|reckons?|believes?)\b"
)
_WE = re.compile(
    r"\b(?:we|us|ourselves|my country|our (?=\d|\w+ (?:is|was|stands|of|at)\b|(?:own |defen[cs]e |military |national )*(?:share|spending|ratio|figure|level|effort|budget|outlays?|country|expenditure)))\b"
)


def _first_person(
    scene: Scene, before_end: int, quantity: Quantity, states: list[list[Mention]]
) -> bool:
    """Whether "we" or "us" stands nearer to the number than any ally."""
    told = scene.between(before_end, quantity.end)
    found = [
        m for m in _WE.finditer(told) if not told[: m.start()].endswith(("than ", "as ", "like "))
    ]
    if not found:
        return False
    at = before_end + found[-1].start()
    return not states or at > states[-1][-1].end


def _is_source(scene: Scene, mention: Mention) -> bool:
    """Tell "NATO estimates", "the alliance has": the publisher, not the subject."""
    tail = scene.between(mention.end, scene.end)
    return bool(_SOURCE_AFTER.match(tail.lstrip()))


def _adjacent(scene: Scene, mention: Mention, quantity: Quantity) -> bool:
    return bool(_NEAR.fullmatch(scene.between(mention.end, quantity.start)))


_WHICH = re.compile(r",?\s(?:which|who|that|where)\s(?!is to|are to)[^,;:.]{0,40}$")
"""A relative clause makes the ally before it the subject: "led by the United States, which spends"."""


def _best_run(scene: Scene, states: list[list[Mention]], quantity: Quantity) -> list[Mention]:
    """Prefer the run that touches the number; then the last that is not an aside."""
    last = states[-1]
    if _adjacent(scene, last[-1], quantity) or len(states) == 1:
        return last
    if _WHICH.match(scene.between(last[-1].end, quantity.start)):
        return last
    for run in reversed(states):
        before = scene.between(max(scene.start, run[0].start - 24), run[0].start)
        if not _ASIDE_BEFORE.search(before):
            return run
    return last


_ACROSS = re.compile(r"\s(?:across|for|among|by|in)\s(?:the\s)?")


def _after(scene: Scene, quantity: Quantity) -> Mention | None:
    """The ally that "3.2 percent for Norway" names after the number."""
    tail_start = quantity.end
    inside = [
        m for m in scene.mentions if m.is_state and quantity.number_end <= m.start < tail_start
    ]
    if inside:
        return inside[0]  # "2.25 percent of Romania's GDP"
    for mention in scene.mentions:
        if mention.start < tail_start:
            continue
        if mention.start - tail_start > 24:
            return None
        gap = scene.between(tail_start, mention.start)
        if mention.kind == "group" and mention.codes != ("NATO",) and _ACROSS.fullmatch(gap):
            return mention
        if mention.is_state and (_AFTER_ALLY.fullmatch(gap) or _OF_ALLY.fullmatch(gap)):
            return mention
        return None
    return None
