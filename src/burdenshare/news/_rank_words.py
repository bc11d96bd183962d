"""Words for places in an order: ordinals, superlatives, tops and tails, comparisons with all others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.news._look import Pattern
from burdenshare.news._numbers import NUMBER, number_value
from burdenshare.news._subjects import flat_codes, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene

_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_WORDS = [
    *_UNITS,
    *_TEENS,
    *(f"twenty-{unit}" for unit in _UNITS),
    "thirtieth",
    "thirty-first",
    "thirty-second",
]
_PLACES = {word: float(place) for place, word in enumerate(_WORDS, 1)}

ORDINAL_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
"""Regular expression of an ordinal in letters, to stand in a group."""

ORDINAL = rf"(?:{ORDINAL_WORD}|\d{{1,2}}-?(?:st|nd|rd|th))"
"""Regular expression of an ordinal, without groups."""

_HIGH = (
    r"highest|biggest|largest|greatest|heaviest|heftiest|top(?:ped|s|ping)?|most(?! of (?!all\b|any|every))|(?<!nato )(?<!world )(?<!allied )(?<!alliance )(?<!alliance's )(?<!nato's )(?<!european )(?<!party )(?<!opposition )leaders?(?!'| (?:of (?:nato|the alliance|the allies)|meet|met|agreed|gather|summit))|"
    r"leads?|leading(?! (?:power|nation|member|military|economy|role|voice|figure|politician|party|advocate|opponent|critic|supporter|light))|lead|led|champions?|number one|"
    r"best|heads?(?= of)|head(?:s|ed|ing)? the (?:league|list|table|field|ranking)|ahead of (?:everyone|everybody|all|every|the rest)|alone is ahead|no equal|at the head|pole position|gold|unrivalled|unmatched|unsurpassed|second to none|(?:set|sets|setting) the pace|pace-?setter|"
    r"front-?runner|star pupil|holds? the record|dwarfs|at the summit|crown|first|"
    r"topmost|foremost|closest|nearest|steepest|fattest|fastest|supreme|outstrips|outpaces|in front|vanguard|out ahead|near the (?:head|front)"
)
_LOW = (
    r"lowest|smallest|least|weakest|worst|poorest|stingiest|meanest|tightest|thriftiest|most frugal|bottom|last|rear|tail(?:[- ]end(?:er)?)?|"
    r"laggards?|wooden spoon|lantern|foot of|dunce|clos(?:es|ing) the|slowest|fewest|"
    r"hindmost|feeblest|shortest|slimmest|thinnest|skimpiest|puniest|leanest|stragglers?|trails? (?:everyone|everybody|all|the (?:rest|field|pack))"
)
_SUPERLATIVE = Pattern(
    r"\b(?P<ord>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:nd|rd|th|st)|next)[- ](?:to[- ])?"
    r"(?:(?P<high>highest|largest|biggest|best|top|most|greatest)|(?P<low>lowest|smallest|worst|weakest|poorest|last|bottom|least))\b",
    has=r"\b(?:highest|largest|biggest|best|top|most|greatest|lowest|smallest|worst|weakest|poorest|last|bottom|least)",
)
_BUT = Pattern(
    rf"\b(?:(?P<high>highest|largest|biggest|top)|(?P<low>lowest|smallest|worst|last)) (?:place )?but (?P<n>{NUMBER})\b|\bpenultimate\b"
)
_FROM = Pattern(
    rf"\b(?P<n>{ORDINAL}|{NUMBER}) (?:places? )?from (?:the )?(?:(?P<low>bottom|last|end|below|rear)|top)\b",
    has=r"\bfrom\b",
)
_BAND = Pattern(
    rf"\b(?:in|among|into|inside|within|part of|to|out of) (?:the |nato's |the alliance's )?(?:(?P<low>bottom|last)|top|first) (?P<n>{NUMBER})\b(?! (?:per|%|years|months|weeks))",
    has=r"\b(?:bottom|last|top|first)\b",
)
_AMONG = Pattern(
    rf"\b(?:one|some|two|three|four|five|both) of (?:the |nato's |its |the alliance's )(?:(?P<low>{_LOW})|(?:{_HIGH}))\b|"
    rf"\bamong (?:the |nato's |its |the alliance's )(?:{NUMBER} )?(?:(?P<low2>{_LOW})|(?:{_HIGH}))\b|\b(?:among|one of) (?:the )?(?:[\w-]+ ){{0,3}}?(?:countries|allies|members|nations|states) (?:that|with|which|who)(?: \w+){{0,3}} the (?:(?P<low4>{_LOW})|(?:{_HIGH}))\b|\b(?:near|close to|towards?|not far from) the (?:top|(?P<low3>bottom))\b"
)
_MORE = r"(?:more|higher|larger|bigger|greater|heftier|better|ahead|above|as (?:much|high|large|big|generous\w*|heavily))"
_LESS = r"(?:less|smaller|lower|worse|stingier|behind|below|under|as (?:little|low))"
_THAN_ALL = Pattern(
    rf"\b(?:(?P<low>{_LESS})|{_MORE})\b[^.;]{{0,60}}?\bthan (?:any|every|all)\w*(?: (?:other|the)\b)?(?: (?:ally|member|country|nation|others?)\b)?|\boutspend\w* (?:every|all|any)\w*"
)
_NOBODY = Pattern(
    rf"\b(?:nobody|no one|none|no(?: other)? (?:\w+ )?(?:ally|member|country|nation|state|government))\b[^.;]{{0,50}}?\s(?:(?P<low>{_LESS})|{_MORE}|comes? close|matches)\b"
)
_ONLY = re.compile(
    rf"\b(?:(?:only|solely|merely)\s)?(?P<who>[^.;:,]{{3,90}}?(?:,[^.;:]{{3,50}}?)?)\s(?:(?:are|is|were|was|spend|spends|spent|do|does|did|fare|rank|come|pay|pays|devote\w*|put\w*|stood|sit)\s)?(?:an? |still |even )*"
    rf"(?:(?P<low>{_LESS}|undercuts?|undershoots?|trails?)|(?:{_MORE}|exceeds?|outspends?|surpass(?:es)?|outdo(?:es)?|beats?))\b(?! (?:\d|two\b|three\b|five\b|the |that |this |it\b))"
)
_ONE_WORD = Pattern(r"\b(?:only|solely|merely)\s")
_SOME = Pattern(
    rf"\b{NUMBER} (?:allies|others|countries|members|nations)\b",
    has=r"\b(?:allies|others|countries|members|nations)\b",
)
_ONLY_BY = Pattern(
    r"\b(?:(?:exceeded|surpassed|outspent|beaten|bettered|topped|outranked|outdone|eclipsed|outstripped) (?:only|just) by|"
    r"(?:trailing|trails|trailed|behind|after|follows|following|yields?|second) (?:only|just)(?: to| behind| after)?|second (?:in [\w ]{2,16} )?(?:only )?to|"
    r"behind)\s(?:those of\s|that of\s|the\s|all\s)*"
)
_NUMBERED = Pattern(rf"\b{ORDINAL}\b")
_PLAIN = Pattern(
    rf"\b(?:(?P<silver>silver|runner-up)|(?P<bronze>bronze)|(?P<ord>{ORDINAL})(?!-\w)|(?P<low>{_LOW})|(?:{_HIGH}))\b"
)
_NO_PLACE = re.compile(
    r"(?:\b(?:an?|a good|two|one|the past|for the|at|each|every|per|world) $)|(?:\d|-)$"
)
_NO_ORDER = re.compile(
    r" (?:(?:few|couple of|two|three|four|five|six|seven|eight|nine|ten|\d+) )?(?:decade|centurie|century|fortnight|hour|minute|moment|time|year|quarter|term|week|month|day|summer|spring|autumn|winter|half|of (?:january|february|march|april|may|june|july|august|september|october|november|december|all|its|the gdp)|"
    r"january|february|march|april|june|july|august|september|october|november|december|country|world|minister|lady|step|stage|place to|night)s?\b"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place found in words; positions count from the start of the sentence.

    Attributes:
        start: First character.
        end: One past the last.
        place: Place counted from its end; ``None`` for "among the lowest".
        bottom: Whether it is counted from the bottom.
        comparator: ``=``, or ``<=`` for a band.
        form: How it is told.
        others: Allies that are no holders of the place but stand before or behind it.
    """

    start: int
    end: int
    place: float | None
    bottom: bool
    comparator: str
    form: str
    others: tuple[str, ...] = ()


def place_of(word: str) -> float | None:
    """Return the place an ordinal names, or ``None``.

    >>> place_of("third"), place_of("18-th"), place_of("middle")
    (3.0, 18.0, None)
    """
    digits = re.sub(r"-?(?:st|nd|rd|th)$", "", word)
    return _PLACES.get(word, float(digits) if digits.isdigit() else None)


def find_ranks(scene: Scene) -> list[Rank]:
    """Return the places a sentence may tell, none within another that says more."""
    found: list[Rank] = []
    for rank in (*_exact(scene), *_compared(scene), *_plain(scene)):
        if not any(rank.start < other.end and other.start < rank.end for other in found):
            found.append(rank)
    return sorted(found, key=lambda rank: rank.start)


_OTHER_THING = re.compile(
    r"(?: standing)? (?:gdp(?! share| ratio| percentage)|debts?|deficits?|econom\w+|inflation|populations?|unemployment|taxes|incomes?|army|armies|navy|fleet|armed forces|military forces?|country|city|party|democracy|war)\b"
)
"""What else may be the largest: "Europe's largest economy", "the alliance's second-largest army"."""


_IN_BAND = re.compile(
    r"\b(?:top|bottom|first|last) \w+ (?:countries|allies|members|nations|states|spenders) (?:that|who|which|with)(?: \w+){0,3} the $"
)
"""Before what a band is a band of: "among the top five countries that spend the largest part"."""


def _low(match: re.Match[str]) -> bool:
    return any(words for key, words in match.groupdict().items() if key.startswith("low"))


def _exact(scene: Scene) -> Iterator[Rank]:
    """Places of several words: "third-highest", "lowest but one", "two from the bottom", "top five"."""
    for match in _SUPERLATIVE.finditer(scene):
        if _OTHER_THING.match(scene.text, match.end()):
            continue
        place = 2.0 if match["ord"] == "next" else place_of(match["ord"])
        yield Rank(*match.span(), place, _low(match), "=", "superlative")
    for match in _BUT.finditer(scene):
        place = number_value(match["n"])[0] + 1 if match["n"] else 2.0
        yield Rank(*match.span(), place, not match["high"], "=", "but")
    for match in _FROM.finditer(scene):
        named = place_of(match["n"])
        yield Rank(
            *match.span(), named or number_value(match["n"])[0] + 1, _low(match), "=", "from"
        )
    for match in _AMONG.finditer(scene):
        yield Rank(*match.span(), None, _low(match), "<=", "among")
    for match in _BAND.finditer(scene):
        yield Rank(*match.span(), number_value(match["n"])[0], _low(match), "<=", "band")


def _compared(scene: Scene) -> Iterator[Rank]:
    """Places told by who stands before or behind: "only Spain spends less", "more than any ally"."""
    states = [m for m in scene.mentions if m.is_state]
    for match in _ONLY_BY.finditer(scene):
        ahead = next(
            (r for r in runs(states, scene) if 0 <= r[0].start - scene.start - match.end() < 5),
            None,
        )
        if ahead:
            others = flat_codes(ahead)
            behind = match.group().startswith("behind")
            if behind and (len(others) < 2 or _NUMBERED.search(scene)):
                continue  # "well behind Finland" is no place, nor is what only goes with "ninth"
            end = ahead[-1].end - scene.start
            yield Rank(match.start(), end, float(len(others) + 1), bottom=False, comparator="=",
                       form="behind" if behind else "only by", others=others)  # fmt: skip
    for pattern in (_ONE_WORD, _SOME):
        for match in pattern.finditer(scene):
            yield from _only(scene, match.start())
    for form, pattern in (("than all", _THAN_ALL), ("nobody", _NOBODY)):
        for match in pattern.finditer(scene):
            if form == "nobody" and _THAN_LEVEL.match(scene.text, match.end()):
                continue
            if form == "nobody" and (others := _excepted(scene, states, match)):
                place = float(len(others) + 1)
                yield Rank(*match.span(), place, _low(match), "=", "only", others)
                continue
            # "Nobody spends more" is the first, "less than any" the last.
            yield Rank(*match.span(), 1.0, _low(match), "=", form)


_THAN_LEVEL = re.compile(r" than (?:\d|one\b|two\b|three\b|four\b|five\b)")
_EXCEPT = re.compile(r"\b(?:but|except|bar|save)(?: for)? (?:the )?$")


def _excepted(scene: Scene, states: list[Mention], match: re.Match[str]) -> tuple[str, ...]:
    """Return the allies left out in "nobody except Spain and Luxembourg spends less"."""
    for run in runs(states, scene):
        at = run[0].start - scene.start
        if match.start() < at < match.end() and _EXCEPT.search(scene.text, match.start(), at):
            return flat_codes(run)
    return ()


def _only(scene: Scene, at: int) -> Iterator[Rank]:
    match = _ONLY.match(scene.text, at)
    if match is None:
        return
    start, end = scene.start + match.start("who"), scene.start + match.end("who")
    others = tuple(
        dict.fromkeys(
            c for m in scene.mentions if m.is_state and start <= m.start < end for c in m.codes
        )
    )
    number = re.match(rf"(?:the )?(?P<n>{NUMBER})\b", match["who"])
    count = len(others) or (int(number_value(number["n"])[0]) if number else 0)
    if 0 < count < 32:
        yield Rank(*match.span(), float(count + 1), _low(match), "=", "only", others)


def _plain(scene: Scene) -> Iterator[Rank]:
    """Places of one word: an ordinal, a superlative, "bottom", "champion"."""
    for match in _PLAIN.finditer(scene):
        if (match["ord"] or match["low"] == "last") and (
            _NO_PLACE.search(scene.text[: match.start()][-10:])
            or _NO_ORDER.match(scene.text, match.end())
        ):
            continue
        if _IN_BAND.search(scene.text[: match.start()]):
            continue
        if not match["ord"] and _OTHER_THING.match(scene.text, match.end()):
            continue
        place = (
            place_of(match["ord"])
            if match["ord"]
            else 2.0
            if match["silver"]
            else 3.0
            if match["bronze"]
            else 1.0
        )
        form = "ordinal" if match["ord"] else "low" if match["low"] else "high"
        yield Rank(*match.span(), place, bool(match["low"]), "=", form)
