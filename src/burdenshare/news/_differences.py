"""Where two reports of one story differ: who says it, which number, what only one has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.news._alike import alike_in_kind, same_values, years_of
from burdenshare.news._fold import fold_same_length
from burdenshare.news._show import amount, name_of, proposition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from burdenshare.news._claim import Claim
    from burdenshare.news._read import ReadDocument

ABSENT = "absent"
_NUMBERED = frozenset({"figure", "plan", "count"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which two reports differ.

    Attributes:
        topic: What about.
        first: What the first report has.
        second: What the second report has.
    """

    topic: str
    first: str
    second: str

    def to_dict(self) -> dict[str, str]:
        """JSON-ready form."""
        return {"topic": self.topic, "first": self.first, "second": self.second}


# What papers tell differently without a number or a stance, each as words that show it is there.
_DEAL = r"\b(?:deal|agreement|accord|pledge|targets?|goals?|benchmarks?|text|declaration|compromises?|negotiations?)\b"
_TOLD = tuple(
    (topic, re.compile(words), re.compile(near))
    for topic, words, near in (
        ("deal done",
         r"(?<!to be )\b(?:green-?lit|approv(?:ed|al)|adopted|signed off|waved through|gone through|endorsed|sealed|clinched|"
         r"(?:already|unanimously) agreed|agreed (?:on|at) )", _DEAL),
        ("deal still open",
         r"\b(?:proposed|negotiat\w+|compromis\w+|bargaining|haggl\w+|under discussion|emerging|yet to (?:agree|be agreed)|"
         r"to be agreed|talks (?:go|went) on|more talks)\b", _DEAL),
        ("all agreed", r"\b(?:all 32|unanim\w+|consensus|every ally agreed)\b", ""),
        ("letter", r"\bletter\b", ""),
        ("side deals", r"\bside[- ]deals?\b", ""),
        ("yearly reporting",
         r"\b(?:disclos\w+|report(?:s|ed|ing)?|publish\w*|submit\w*|annual plans?)\b[^.;]{0,40}\b(?:progress|plans?)\b", ""),
        ("threat not to protect",
         r"\b(?:not|never|won't|refus\w+)(?: to)? (?:protect|defend|come to)\b[^.;]{0,30}\b(?:all(?:y|ies)|members?|countr\w+|anyone)\b",
         ""),
        ("exemptions elsewhere",
         r"\bsimilar (?:exemptions?|terms|treatment|flexibility)\b|\b(?:others?|more) \w+ (?:seek|want|ask\w*)[^.;]{0,20}\bexempt\w*",
         ""),
    )
)  # fmt: skip


def differences(
    first: ReadDocument,
    second: ReadDocument,
    shared: Sequence[tuple[Claim, Claim]],
    only_first: Sequence[Claim],
    only_second: Sequence[Claim],
) -> tuple[Difference, ...]:
    """Return where two reports differ, those on shared claims first.

    Args:
        first: A report.
        second: Another.
        shared: Claims both make.
        only_first: Claims of the first alone.
        only_second: Claims of the second alone.
    """
    mine, theirs = list(only_first), list(only_second)
    found = [d for a, b in shared for d in _on_shared(a, b)]
    found += _numbers(first, second, mine, theirs)
    found += _alone(mine, 0)
    known = {difference.topic for difference in found}
    found += [d for d in _alone(theirs, 1) if d.topic not in known]
    found += _sources(first, second)
    found += _told(first, second)
    return tuple(dict.fromkeys(found))


def _on_shared(first: Claim, second: Claim) -> Iterator[Difference]:
    one, two = _speaker(first), _speaker(second)
    if one != two:
        yield Difference(f"who says: {proposition(first)}", one, two)
    if first.values and second.values and amount(first) != amount(second):
        yield Difference(f"how precisely: {proposition(first)}", amount(first), amount(second))


def _speaker(claim: Claim) -> str:
    said = claim.attribution
    if said is None:
        return "no speaker"
    return f"unnamed: {said.role}" if said.anonymous else said.name or said.role


def _numbers(
    first: ReadDocument, second: ReadDocument, mine: list[Claim], theirs: list[Claim]
) -> Iterator[Difference]:
    """Different numbers for the same thing and time; what is paired is taken off both lists."""
    for claim in list(mine):
        for other in theirs:
            if (
                claim.type == other.type
                and claim.type in _NUMBERED
                and claim.values and other.values
                and [v.unit for v in claim.values] == [v.unit for v in other.values]
                and alike_in_kind(claim, other, years_of(first, claim), years_of(second, other))
                and not same_values(claim, other)
            ):  # fmt: skip
                who = ", ".join(name_of(code) for code in claim.subject if code in other.subject)
                when = f", {claim.period}" if claim.period else ""
                yield Difference(f"number differs: {who}{when}", amount(claim), amount(other))
                mine.remove(claim)
                theirs.remove(other)
                break


def _alone(claims: Sequence[Claim], place: int) -> Iterator[Difference]:
    """Claims that only one of the two has."""
    for claim in claims:
        words = " ".join(claim.text.split())[:90]
        pair = (words, ABSENT) if place == 0 else (ABSENT, words)
        yield Difference(proposition(claim), *pair)


def _sources(first: ReadDocument, second: ReadDocument) -> Iterator[Difference]:
    """Sources without a name, and outlets spoken to, that only one has."""
    for topic, one, two in (
        ("unnamed sources", _unnamed(first), _unnamed(second)),
        ("told to", _outlets(first), _outlets(second)),
    ):
        if one != two and not (one and two and set(one) & set(two)):
            yield Difference(topic, ", ".join(one) or ABSENT, ", ".join(two) or ABSENT)


def _unnamed(document: ReadDocument) -> list[str]:
    said = [s.attribution for s in document.found.speeches if s.attribution.anonymous]
    return list(dict.fromkeys(attribution.role for attribution in said if attribution.role))


def _outlets(document: ReadDocument) -> list[str]:
    said = [s.attribution.outlet for s in document.found.speeches if s.attribution.outlet]
    return list(dict.fromkeys(said))


def _told(first: ReadDocument, second: ReadDocument) -> Iterator[Difference]:
    one, two = fold_same_length(first.document.text), fold_same_length(second.document.text)
    for topic, words, near in _TOLD:
        here, there = _find(one, words, near), _find(two, words, near)
        if bool(here) != bool(there):
            yield Difference(topic, here or ABSENT, there or ABSENT)
        elif topic == "yearly reporting" and here.split()[:1] != there.split()[:1]:
            yield Difference("report or disclose", here, there)


def _find(text: str, words: re.Pattern[str], near: re.Pattern[str]) -> str:
    """The first such words whose neighbourhood has ``near``."""
    for match in words.finditer(text):
        around = text[max(0, match.start() - 90) : match.end() + 90]
        if near.search(around):
            return " ".join(match.group().split())
    return ""
