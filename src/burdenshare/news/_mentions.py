"""Who is mentioned where: allies, their seats and people, groups, bodies, outlets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from burdenshare.allies import allies
from burdenshare.news._lexicon import WORD, Entry, holders_by_name, index, names

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.news._lexicon import Holder, Kind

_SHORT_UPPER = frozenset({"us", "uk", "eu", "ap", "rai", "err", "don"})
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside|around)\s+(?:the\s+)?$")
_SUMMIT_AFTER = re.compile(
    r"\s*(?:'s)?\s*(?:summit|declaration|meeting|gathering|treaty|text|communique|conference|post|"
    r"pledge|deal|commitment|accord|agreement|formula|promise)"
)
_DOLLARS = re.compile(r"\$| dollars?\b|-dollars?\b")
_HYPHENED = re.compile(
    r"-(?:\w{3,9}ing\b|language|speaking|style|made|built|born|listed|registered)\b"
)
_SPEAKS = re.compile(
    r"\s(?:says?|said|wants?|insists?|plans?|will|would|has|is|spends?|pays?|pledges?|'s)\b"
)
_DATELINE = re.compile(
    r"[^a-z\n]{0,40}?(?:,?\s*\w{3,9}\.? \d{1,2})?\s*(?:\([\w ./]+\)\s*)?(?:-|:)\s"
)
_LAND = re.compile(
    r"^[A-Z][A-Z.' -]{2,30}, (?P<land>[A-Z][A-Za-z. ]{2,25}?)(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([A-Za-z /]+\))? ?(?:--?|\u2013|\u2014) ",
    re.MULTILINE,
)
"""The country of a dateline: "BLED, Slovenia - "."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and what it stands for.

    Attributes:
        start: First character.
        end: One past the last.
        kind: Sort of thing named.
        codes: Alpha-3 codes of allies, or area codes.
        name: How to show it.
        role: Office of a person on the document's date.
        possessive: Whether "'s" or an s-apostrophe follows.
        place: Whether it says where, as a capital that is the city or the country of a dateline does.
    """

    start: int
    end: int
    kind: Kind
    codes: tuple[str, ...]
    name: str
    role: str = ""
    possessive: bool = False
    place: bool = False

    @property
    def is_state(self) -> bool:
        """Whether it can be the subject of a national figure."""
        return self.kind in {"ally", "seat", "set"} and not self.place


def find_mentions(
    text: str, folded: str, day: dt.date | None, people: tuple[Mention, ...] = ()
) -> tuple[Mention, ...]:
    """Return the mentions of a text in order, never overlapping.

    Args:
        text: The text; capitals tell names from common words.
        folded: Its folded form, equally long.
        day: Date of the document, which decides who was in office.
        people: Mentions elsewhere in the document: a headline gives surnames only.
    """
    table = index()
    words = list(WORD.finditer(folded))
    plain = tuple([word.group() for word in words])
    lands = [match.span("land") for match in _LAND.finditer(text)]
    found: list[Mention] = []
    free = 0
    for at, word in enumerate(plain):
        if at < free or word not in table:
            continue
        for phrase, entry in table[word]:
            last = at + len(phrase) - 1
            if (
                plain[at : last + 1] == phrase
                and not _HYPHENED.match(folded, words[last].end())
                and _is_cased(text, words[at], entry)
            ):
                made = _mention(folded, words[at].start(), words[last].end(), entry, day)
                if (
                    _in_dateline(text, made)
                    or (made.start, made.end) in lands
                    or _is_setting(folded, made)
                    or _is_land_of_place(folded, found, made)
                    or _is_union(folded, made)
                ):
                    made = replace(made, place=True)
                found.append(made)
                free = last + 1
                break
    return tuple(_surnames(text, folded, found, people))


@cache
def _allies() -> frozenset[str]:
    return frozenset(member.name for member in allies())


_MISTER = re.compile(r"\b(?:mr|mrs|ms|minister|premier|president|chancellor|secretary)\.?\s$")


def _surnames(
    text: str, folded: str, found: list[Mention], people: tuple[Mention, ...]
) -> list[Mention]:
    """Give a surname that is also an ally's name to the person once the text named him in full."""
    named = {
        m.name: m
        for m in (*found, *people)
        if m.kind == "person" and m.name.split()[-1] in _allies()
    }
    for person in named.values():
        last = person.name.split()[-1]
        for place, mention in enumerate(found):
            if (
                mention.kind != "ally"
                or mention.name != last
                or text[mention.start : mention.end] != last
            ):
                continue
            before = folded[max(0, mention.start - 16) : mention.start]
            if _MISTER.search(before) or not re.search(r"\b(?:in|of|from|to|and)\s$|,\s$", before):
                found[place] = replace(
                    person, start=mention.start, end=mention.end, possessive=mention.possessive
                )
    return found


_SETTING = re.compile(
    r"(?:^|[.!?]\s|\n)(?:speaking|talking|appearing)\s[^,.;\n]{0,80}\b(?:in|at)\s(?:the\s)?$"
)
"""Before the country in which somebody spoke: "Speaking at a factory in Germany, Rutte said"."""

_BACK = 110


def _is_setting(folded: str, made: Mention) -> bool:
    if made.kind not in {"ally", "seat"}:
        return False
    return _SETTING.search(folded, max(0, made.start - _BACK), made.start) is not None


_WITH_WASHINGTON = re.compile(r"\bwashington (?:and|or) $")
_OF_UNION = re.compile(
    r"(?: (?:and|or) washington\b|'s? (?:budget|fiscal|debt|deficit|spending) rules| (?:has |had |have )?(?:proposed|propos\w+|allow\w*|relax\w*|suspend\w*)\b[^.;]{0,40}\b(?:member states|rules|members|governments)\b)"
)
"""Around "Brussels" where it stands for the European Union."""


def _is_union(folded: str, made: Mention) -> bool:
    if made.kind != "seat" or folded[made.start : made.end] != "brussels":
        return False
    ahead = _WITH_WASHINGTON.search(folded, max(0, made.start - 16), made.start)
    return ahead is not None or _OF_UNION.match(folded, made.end) is not None


def _is_land_of_place(folded: str, found: list[Mention], made: Mention) -> bool:
    """Whether a land stands after its town: "the summit in The Hague, Netherlands"."""
    if made.kind != "ally" or not found or not found[-1].place:
        return False
    return found[-1].codes == made.codes and folded[found[-1].end : made.start] == ", "


def _in_dateline(text: str, made: Mention) -> bool:
    """Whether a capital stands in the block letters that open a report ("WARSAW/BRUSSELS, 8 Jan")."""
    if made.kind != "seat":
        return False
    start, end = made.start, made.end
    # Looked for no further back than a dateline is long: a text may be one endless line.
    line = text.rfind("\n", max(0, start - 40), start) + 1
    near = line > 0 or start < 40
    return near and end - line > 4 and text[line:end].isupper()


def _is_cased(text: str, found: re.Match[str], entry: Entry) -> bool:
    if not entry.cased:
        return True
    word = found.group()
    original = text[found.start() : found.end()]
    if word in _SHORT_UPPER or (len(word) <= 3 and entry.kind == "outlet"):
        money = _DOLLARS.match(text, found.end())  # "US$6.6bn" is a sum
        return (original.isupper() and not money) or (word == "don" and original == "Don")
    return original[0].isupper() or word[0].isdigit()


def _mention(folded: str, start: int, end: int, entry: Entry, day: dt.date | None) -> Mention:
    after = folded[end : end + 2]
    possessive = after == "'s" or (after[:1] == "'" and folded[end - 1] == "s")
    made = Mention(start, end, entry.kind, entry.codes, entry.name, "", possessive)
    if entry.kind == "person":
        code, holder = in_office(entry.name, day)
        return replace(made, codes=(code,), role=holder.role)
    if entry.kind == "seat":
        return replace(made, place=_is_place(folded, start, end))
    return made


def in_office(name: str, day: dt.date | None) -> tuple[str, Holder]:
    """Return whose office ``name`` held on ``day``, or the nearest term before or after it."""
    terms = holders_by_name()[name]
    if day is None:
        return max(terms, key=lambda term: term[1].first)
    running = [t for t in terms if t[1].first <= day and (t[1].last is None or day <= t[1].last)]
    if running:
        return max(running, key=lambda term: term[1].first)
    past = [term for term in terms if term[1].first <= day]
    if past:
        return max(past, key=lambda term: term[1].first)
    return min(terms, key=lambda term: term[1].first)


def _is_place(folded: str, start: int, end: int) -> bool:
    """A capital after "in", before "summit" or opening a dateline is the city."""
    line = max(folded.rfind("\n", max(0, start - 30), start) + 1, start - 30)
    before = folded[line:start]
    if _PLACE_BEFORE.search(before):
        return True
    if (
        before.endswith(("of ", "since ", "after "))
        and not before.endswith("ahead of ")
        and folded[start:end] in _summit_names()
    ):
        return True
    if folded[start:end] == "the hague" and not _SPEAKS.match(folded, end):
        return True
    if _SUMMIT_AFTER.match(folded, end) and folded[start:end] in _summit_names():
        return True
    at_start = not before.strip(" *_-") or bool(re.fullmatch(r"\W*date [\d-]+ ", before))
    return at_start and bool(_DATELINE.match(folded[end : end + 60]))


def _summit_names() -> frozenset[str]:
    return frozenset(place.place.lower() for place in names().summit_places)
