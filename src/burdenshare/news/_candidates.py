"""Who a number may belong to, and what speaks for each of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from burdenshare.allies import allies
from burdenshare.news._fold import fold_same_length
from burdenshare.news._mentions import find_mentions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from burdenshare.news._draft import Memory
    from burdenshare.news._mentions import Mention
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._words import Words

Codes = tuple[str, ...]

_NAMED = frozenset({"ally", "seat", "set", "person", "group", "epithet", "outsider"})
_EUROPE = re.compile(
    r"\b(?:canad(?:a|ians?) (?:and|plus|with|together with) (?:the |its |nato's |rest of )*)?(?:nato )?europe(?:ans?)?\b(?! union)(?:'s)?"
    r"(?: (?:nato )?(?:members?|allies|part|side|half|states|countries|nations|wing|pillar|governments|capitals))?(?: (?:of|in) (?:nato|the alliance))?"
    r"(?:,? (?:and|plus|with|together with|along with|as well as|including|&) (?:the |in )?canad(?:a|ians?)\b)?"
)
AND = re.compile(
    r"(?:'s|')?\s*(?:,|,?\s*(?:and|&|plus|or|as well as))\s*(?:the\s|both\s|also\s|in\s|then\s|[a-z]+-[a-z]+\s)*"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a sentence that name someone, or several joined by "and".

    Attributes:
        start: First character.
        end: One past the last.
        codes: Whom they name.
        kind: Sort of name; ``place`` for a capital that is the city.
        within: Place in a longer list: ``first``, ``inner``, ``last``, or "".
        size: How many names.
        adjective: Whether a nation's adjective names it: "Greek", "Danes".
    """

    start: int
    end: int
    codes: Codes
    kind: str
    within: str = ""
    size: int = 1
    adjective: bool = False


@dataclass(slots=True)
class Candidate:
    """Someone a number may belong to.

    Attributes:
        codes: Who.
        before: The last words before the number that name them.
        after: The first words after it that do.
        roles: What they are to the text so far: ``focus``, ``home``, ``last`` and the like.
    """

    codes: Codes
    before: Phrase | None = None
    after: Phrase | None = None
    roles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all candidates of a sentence's numbers share.

    Attributes:
        scene: The sentence.
        words: Its words.
        phrases: Names in it, in order.
        whole: Where those begin and end, and whom they name, that are no part of a list.
        numbers: Start of every share, sum or bare number told as a level.
        roles: Those known from the rest of the text, with what they are to it.
        day: Day of publication.
        counts: Share of each among the allies named in the text.
        told: Numbers of the sentence whose owner is known: where, and whose.
    """

    scene: Scene
    words: Words
    phrases: tuple[Phrase, ...]
    whole: tuple[tuple[int, int, Codes], ...]
    numbers: tuple[int, ...]
    roles: dict[Codes, set[str]]
    day: dt.date
    counts: dict[Codes, float]
    told: list[tuple[int, Codes]]


@lru_cache(maxsize=64)
def phrases_of(scene: Scene) -> tuple[Phrase, ...]:
    """Return the names of a sentence in order: lists as a whole, and each name."""
    europe = list(_europe(scene))
    found = [
        _phrase(m, scene.between(m.start, m.end)) for m in scene.mentions
        if m.kind in _NAMED and not (m.place and scene.between(m.start, m.end) == "the hague")
    ]  # fmt: skip
    found = [
        p for p in found
        if not any(e.start <= p.start < e.end for e in europe) and not is_excepted(scene, p.start)
    ]  # fmt: skip
    runs: list[list[Phrase]] = []
    for phrase in found:
        joined = runs and AND.fullmatch(scene.between(runs[-1][-1].end, phrase.start))
        if joined and _lists(phrase) and _lists(runs[-1][-1]):
            runs[-1].append(phrase)
        else:
            runs.append([phrase])
    made: list[Phrase] = europe
    for run in runs:
        if len(run) > 1:
            codes = tuple(code for phrase in run for code in phrase.codes)
            made.append(Phrase(run[0].start, run[-1].end, codes, "run", "", len(run)))
            last = len(run) - 1
            loose = _APART.search(scene.text) or scene.between(
                run[-2].end, run[-1].start
            ).strip() in {",", "'s,"}
            for place, each in enumerate(run):
                within = "first" if place == 0 else "last" if place == last else "inner"
                if loose or within == "last":
                    made.append(
                        Phrase(
                            each.start, each.end, each.codes, each.kind, within, 1, each.adjective
                        )
                    )
        else:
            made.append(run[0])
    return tuple(sorted(made, key=lambda p: (p.start, -p.end)))


_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|apart from|other than|excluding|with the exception of|save for)\s(?:the\s)?$"
)


def is_excepted(scene: Scene, start: int) -> bool:
    """Whether whoever is named at ``start`` is left out: "all countries except Iceland"."""
    return _EXCEPT.search(scene.between(max(scene.start, start - 26), start)) is not None


_APART = re.compile(r"\b(?:latter|former|the last|the first|respective(?:ly)?)\b")
"""Words that single out one of a list."""


def _lists(phrase: Phrase) -> bool:
    return phrase.kind in {"ally", "seat", "set"}


def _phrase(mention: Mention, words: str) -> Phrase:
    kind = "place" if mention.place else mention.kind
    adjective = kind == "ally" and words in _adjectives()
    return Phrase(mention.start, mention.end, mention.codes, kind, adjective=adjective)


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(fold_same_length(word) for member in allies() for word in member.demonyms)


def _europe(scene: Scene) -> Iterator[Phrase]:
    """Europe as a whole, with Canada where it stands beside it."""
    if "europe" not in scene.text:
        return
    for match in _EUROPE.finditer(scene.text):
        wider = "canad" in match.group()
        start, end = scene.start + match.start(), scene.start + match.end()
        known = [m for m in scene.mentions if m.start < end and start < m.end]
        if known and not wider:
            continue
        if any(m.start < start or m.end > end for m in known):
            continue
        yield Phrase(start, end, ("NATO_EUR_CAN",) if wider else ("NATO_EUR",), "europe")


def setting_of(
    text: Text, scene: Scene, words: Words, numbers: Sequence[Quantity], memory: Memory
) -> Setting:
    """Return what the candidates of a sentence's numbers share."""
    roles: dict[Codes, set[str]] = {}
    one = _ONE.match(scene.text) is not None
    for codes, role in (
        (memory.focus, "focus"), (memory.home, "home"), (memory.other, "other"),
        (memory.lead if len(memory.lead) > 1 else (), "lead"), (memory.speaker, "speaker"),
        *((codes, "own") for codes in memory.own),
        (_first(text), "first"), (next(iter(memory.counts), ()), "most"),
        *_owned_before(text, scene, memory), *_named_before(text, scene),
    ):  # fmt: skip
        if codes and not (one and codes[0] in _MANY):
            roles.setdefault(codes, set()).add(role)
    phrases = phrases_of(scene)
    whole = tuple((p.start, p.end, p.codes) for p in phrases if not p.within)
    return Setting(
        scene, words, phrases, whole, tuple(sorted(q.start for q in numbers)), roles,
        text.published, memory.counts, [],
    )  # fmt: skip


_ONE = re.compile(r"\W*its?\b")
"""A sentence that opens with "it" goes on about one ally, or the Alliance."""

_MANY = frozenset({"NATO_EUR", "NATO_EUR_CAN"})


def _owned_before(text: Text, scene: Scene, memory: Memory) -> Iterator[tuple[Codes, str]]:
    """Whose numbers were told before: the last, the first, and whose were most."""
    if not memory.owned:
        return
    index, last = memory.owned[-1]
    ago = min(2, scene.sentence.index - index)
    same = text.scenes[index].sentence.paragraph == scene.sentence.paragraph
    yield last, "last"
    yield last, f"last ago{ago} {same}"
    yield memory.owned[0][1], "told first"
    most, times = Counter(codes for _, codes in memory.owned).most_common(1)[0]
    yield most, f"told often {min(3, times)}"


def _named_before(text: Text, scene: Scene) -> Iterator[tuple[Codes, str]]:
    """Who is named in the two sentences before, at the head of the paragraph and in the headline."""
    index = scene.sentence.index
    for ago in (1, 2):
        named = _who(text.scenes[index - ago]) if index >= ago else []
        for place, codes in enumerate(named):
            yield codes, f"ago{ago}"
            if place == 0:
                yield codes, f"ago{ago} first"
            if place == len(named) - 1:
                yield codes, f"ago{ago} last"
    paragraph = scene.sentence.paragraph
    opening = next(s for s in text.scenes if s.sentence.paragraph == paragraph)
    if opening is not scene:
        yield from ((codes, "paragraph") for codes in _who(opening)[:1])
    if text.title_scene is not None:
        for phrase in phrases_of(text.title_scene):
            if phrase.kind != "outsider" and not phrase.within:
                yield phrase.codes, "title"


def _who(scene: Scene) -> list[Codes]:
    phrases = phrases_of(scene)
    return [p.codes for p in phrases if p.kind not in {"place", "outsider"} and not p.within]


def remember(setting: Setting, at: int, codes: Codes) -> None:
    """Note whose a number of the sentence is, for the numbers after it."""
    setting.told.append((at, codes))
    for roles in setting.roles.values():
        roles.difference_update([role for role in roles if role.startswith("last")])
    if codes:
        setting.roles.setdefault(codes, set()).update(("last", "last ago0 True"))


def named_in(text: Text) -> dict[Codes, float]:
    """Return the share of each ally among those a text names, the one named most first."""
    counted = Counter(m.codes for scene in text.scenes for m in _meant(scene))
    return {codes: times / counted.total() for codes, times in counted.most_common()}


def own_of(text: Text) -> tuple[Codes, ...]:
    """Return the allies whose paper or whose money it is: what "we" may mean."""
    outlet = find_mentions(text.outlet, fold_same_length(text.outlet), text.published)
    money = Counter(q.currency for s in text.scenes for q in s.quantities if q.currency)
    own = [m.codes for m in outlet if m.kind in {"ally", "seat"}]
    for currency, code in _PAID_IN.items():
        if money[currency] and money[currency] >= 0.4 * money.total():
            own.append((code,))
    return tuple(own)


_PAID_IN = {
    "GBP": "GBR", "PLN": "POL", "NOK": "NOR", "SEK": "SWE", "DKK": "DNK", "CZK": "CZE", "HUF": "HUN", "RON": "ROU",
    "CAD": "CAN", "TRY": "TUR", "ISK": "ISL", "ALL": "ALB", "MKD": "MKD",
}  # fmt: skip


def _first(text: Text) -> Codes:
    return next((m.codes for scene in text.scenes[:3] for m in _meant(scene)), ())


def _meant(scene: Scene) -> Iterator[Mention]:
    return (m for m in scene.mentions if m.is_state and not is_excepted(scene, m.start))


def candidates_of(setting: Setting, quantity: Quantity) -> list[Candidate]:
    """Return everyone a number may belong to."""
    found: dict[Codes, Candidate] = {}
    for phrase in setting.phrases:
        one = found.setdefault(phrase.codes, Candidate(phrase.codes))
        if phrase.end <= quantity.start:
            one.before = phrase
        elif phrase.start >= quantity.number_end and one.after is None:
            one.after = phrase
    for codes, roles in setting.roles.items():
        found.setdefault(codes, Candidate(codes)).roles |= roles
    if _ONE.match(setting.scene.text) and not any(one.before for one in found.values()):
        # "It spends 1.3 percent, and Italy 1.5": who is named later is someone else.
        return [one for one in found.values() if one.roles]
    return [one for one in found.values() if one.before or one.after or one.roles]
