"""Whose number it is: lists paired in order, else whoever the learned weights favour."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.news._candidates import AND, candidates_of, remember, setting_of
from burdenshare.news._learned import choose
from burdenshare.news._owner_signals import Around, of_candidate
from burdenshare.news._words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from burdenshare.news._candidates import Candidate, Codes, Phrase
    from burdenshare.news._draft import Memory
    from burdenshare.news._learned import Signals
    from burdenshare.news._mentions import Mention
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text

    Chooser = Callable[[Quantity, list[Candidate], list[Signals]], tuple[int, float]]
    """Which of the candidates for a number, by their signals, and how sure."""

JOINED = re.compile(
    r"\s*(?:%|percent|per cent)?\s*(?:,|,?\s*(?:and|&|then|or))\s*(?:the\s|about\s|around\s|a\s)*"
)
_IN_ORDER = re.compile(
    r"\b(?:respective(?:ly)?|in (?:that|this|the same) order|the order|these|those|(?:the|all) (?:two|three|four|five|six))\b"
)
"""Words that point back to a list told before."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a number is.

    Attributes:
        codes: Codes of allies or areas, one claim for each.
        start: Where the words naming them begin, or the number where none stand near.
        how: ``list``, ``near``, ``run``, ``after``, ``group``, ``person``, ``carried``, ``focus``, ``outsider``.
        name: The words of an earlier sentence that named them, if any.
        sure: Probability among all it might have been.
    """

    codes: tuple[str, ...]
    start: int
    how: str
    name: str = ""
    sure: float = 1.0


def runs(mentions: Sequence[Mention], scene: Scene) -> list[list[Mention]]:
    """Group state mentions that are joined by commas and "and"."""
    grouped: list[list[Mention]] = []
    for mention in mentions:
        if not mention.is_state:
            continue
        if grouped and AND.fullmatch(scene.between(grouped[-1][-1].end, mention.start)):
            grouped[-1].append(mention)
        else:
            grouped.append([mention])
    return grouped


HAGUE = dt.date(2025, 6, 25)
"""From this day on the target need not be 2 %."""

_LIKE = re.compile(r"(?P<comma>,)? (?:much |just )?(?:un)?like (?:the )?$")
"""Before an ally that another is compared with in passing: "Belgium, like Spain, is one of the lowest" is said of Belgium."""


def is_likened(scene: Scene, start: int) -> bool:
    """Whether whoever is named at ``start`` stands only for comparison with the one named before."""
    at = max(scene.start, start - 20)
    match = _LIKE.search(scene.between(at, start))
    if match is None:
        return False
    # "Belgium, like Spain" and "Belgium like Spain", not "countries like Spain".
    return bool(match["comma"]) or any(m.end == at + match.start() for m in scene.mentions)


def named_runs(scene: Scene) -> list[list[Mention]]:
    """Return the allies a sentence names, without those that another is likened to after the first."""
    found = runs(scene.mentions, scene)
    return found[:1] + [run for run in found[1:] if not is_likened(scene, run[0].start)]


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
    text: Text, scene: Scene, quantities: Sequence[Quantity], memory: Memory,
    chooser: Chooser | None = None,
) -> dict[int, Owner]:  # fmt: skip
    """Return the owner of each quantity, by its start, and remember whose the last one was.

    Args:
        text: The document.
        scene: The sentence.
        quantities: Those told as figures or plans, in order.
        memory: What the text is about so far.
        chooser: How to choose among candidates by their signals; the weights do unless they are
            being trained.
    """
    found: dict[int, Owner] = {}
    if not quantities:
        return found
    setting = setting_of(text, scene, words_of(scene, text.published.year), quantities, memory)
    state_runs = runs(scene.mentions, scene)
    chained = _chained(scene, setting.phrases, quantities)
    before_end, before = scene.start, None
    for group in number_lists(quantities, scene):
        listed = _listed(text, scene, state_runs, group, before_end, memory)
        for place, quantity in enumerate(group):
            if listed is not None and listed[0][place]:
                owner = Owner((listed[0][place],), listed[1], "list")
            elif before is not None and _SET_BESIDE.fullmatch(
                scene.between(before.end, quantity.start)
            ):
                owner = found[before.start]
            elif quantity.start in chained:
                owner = Owner(chained[quantity.start], quantity.start, "after")
            else:
                options = candidates_of(setting, quantity)
                around = Around(setting, quantity)
                signals = [of_candidate(around, one) for one in options]
                owner = Owner((), quantity.start, "focus")
                if options:
                    best, sure = (chooser or _by_weight)(quantity, options, signals)
                    owner = _owner(text, scene, quantity, options[best], sure)
            found[quantity.start] = owner
            before = quantity
            remember(setting, quantity.start, owner.codes)
            memory.owned.append((scene.sentence.index, owner.codes))
        before_end = group[-1].number_end
    return found


_SET_BESIDE = re.compile(
    r"[^,;.()]{0,60},? (?:compared (?:with|to)|up from|down from) (?:(?:just|only|about|around|some|the|a) )*"
)
"""Between a number and the one before that it is set beside, which is the same ally's."""

_FOR = re.compile(
    r"(?: of (?:gdp|output|national income))?\s(?P<word>for|in|by|from)\s(?:both\s|the\s|all of\s)*"
)


def _chained(
    scene: Scene, phrases: Sequence[Phrase], quantities: Sequence[Quantity]
) -> dict[int, tuple[str, ...]]:
    """Pair numbers with whom their words name outright.

    "1.57 percent for Slovenia, 1.48 for Albania": two at least, told in the same way; "1.81, like Croatia"; a total of all.
    """
    ways: dict[str, dict[int, tuple[str, ...]]] = {}
    found: dict[int, tuple[str, ...]] = {}
    for quantity in quantities:
        if quantity.sort == "money" and _TOTAL_OF_ALL.search(
            scene.between(max(scene.start, quantity.start - 80), quantity.start)
        ):
            found[quantity.start] = ("NATO",)
        phrase = next((p for p in phrases if p.start >= quantity.end), None)
        if phrase is not None and phrase.codes:
            if _AS_OF.fullmatch(scene.between(quantity.end, phrase.start)):
                found[quantity.start] = phrase.codes
            way = _FOR.fullmatch(scene.between(quantity.end, phrase.start))
            if way:
                ways.setdefault(way["word"], {})[quantity.start] = phrase.codes
    paired = {at: codes for told in ways.values() if len(told) > 1 for at, codes in told.items()}
    return paired | found


_AS_OF = re.compile(r"\s?,? (?:like|as in|as with) (?:the )?")
"""Between a number and whose it is: "and 1.81 percent, like Croatia"."""

_TOTAL_OF_ALL = re.compile(
    r"\b(?:nato|alliance)(?:'s)? (?:total|overall|combined|collective)\s[^,;.]{0,40}?"
    r"(?:,? which (?:now )?(?:exceed\w*|stands? at|amounts? to|totals?|is|was|reached)|at|of|exceed\w*|reach\w*|to|is|was)\s"
    r"(?:more than |about |around |some |roughly |nearly |almost |over )?$"
)
"""Before a sum of all allies: "the alliance's total defence budget, which exceeds"."""


def _by_weight(
    _quantity: Quantity, _options: list[Candidate], signals: list[Signals]
) -> tuple[int, float]:
    shares = choose("owner", signals)
    best = max(range(len(shares)), key=shares.__getitem__)
    return best, shares[best]


_HOW = {"person": "person", "epithet": "person", "group": "group", "europe": "group", "run": "run"}


def _owner(text: Text, scene: Scene, quantity: Quantity, one: Candidate, sure: float) -> Owner:
    """Return a candidate as owner, with where the words that name it begin."""
    if not one.codes:
        return Owner((), quantity.start, "outsider")
    if one.before is not None:
        return Owner(one.codes, one.before.start, _HOW.get(one.before.kind, "near"), "", sure)
    if one.after is not None:
        return Owner(one.codes, quantity.start, "after", "", sure)
    how = "carried" if "last ago0 True" in one.roles else "focus"
    return Owner(one.codes, quantity.start, how, _name(text, scene, one.codes), sure)


def _name(text: Text, scene: Scene, codes: Codes) -> str:
    """Return the words that named someone last before a sentence."""
    earlier = text.scenes[: scene.sentence.index][::-1]
    if text.title_scene is not None and not earlier:
        return next((m.name for m in text.title_scene.mentions if m.codes == codes), "")
    return next((m.name for s in earlier for m in reversed(s.mentions) if m.codes == codes), "")


def _listed(
    text: Text, scene: Scene, state_runs: list[list[Mention]], group: list[Quantity],
    before_end: int, memory: Memory,
) -> tuple[tuple[str, ...], int] | None:  # fmt: skip
    """Pair a list of numbers with an equally long list of allies before it, after it, or told earlier."""
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
    if any(m.is_state and m.start < group[0].start for m in scene.mentions):
        return None
    if len(memory.lead) == len(group):
        return memory.lead, group[0].start
    earlier = (
        _named_earlier(text, scene, memory, len(group)) if _IN_ORDER.search(scene.text) else ()
    )
    return (earlier, group[0].start) if earlier else None


def _named_earlier(text: Text, scene: Scene, memory: Memory, count: int) -> tuple[str, ...]:
    """Return the allies named or told of last, in their order, when they are as many as asked."""
    index = scene.sentence.index
    named: list[str] = []
    told: list[str] = []
    for ago in range(1, min(4, index) + 1):
        scenes = [m.codes[0] for m in text.scenes[index - ago].mentions if m.is_state]
        named = list(dict.fromkeys(scenes + named))
        owned = [codes[0] for at, codes in memory.owned if at == index - ago and len(codes) == 1]
        told = list(dict.fromkeys(owned + told))
        for codes in (named, told):
            if len(codes) == count:
                return tuple(codes)
    return ()
