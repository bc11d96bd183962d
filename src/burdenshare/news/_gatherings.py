"""Words that may tell of a meeting of the allies, however it is called: who meets, where, what they adopt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.news._dates import find_day, summit_near
from burdenshare.news._draft import draft
from burdenshare.news._fold import fold_same_length
from burdenshare.news._lexicon import names
from burdenshare.news._look import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._claim import Claim
    from burdenshare.news._lexicon import SummitPlace
    from burdenshare.news._scene import Scene, Text

_NOUN = (
    r"(?:mini-?)?summits?|meetings?|ministerials?|gatherings?|sessions?|conferences?|conclaves?|huddles?|get-?togethers?|reunions?|assembl(?:y|ies)|"
    r"councils?|talks|retreats?|rendezvous|jamborees?|video-?conferences?|press points?|deliberations|congress"
)
_PEOPLE = (
    r"leaders|ministers|heads of (?:state|government)|chiefs|chieftains|presidents|premiers|ambassadors|envoys|delegations|"
    r"the (?:allies|alliance|3[0-2]|2[89]|thirty(?:-two|-one)?|twenty-(?:eight|nine))(?= (?:\w+ ){0,2}(?:me[et]t?s?|gather|conven|assembl|sit|sat|sign|adopt|approv|agree|sealed|held|hold))"
)
_PAPER = r"declaration|communique|accord|final text|final document|closing statement"


@cache
def _words() -> Pattern:
    """Return the pattern of words beside which a meeting may be told; places are those of the summits."""
    places = "|".join(sorted({re.escape(fold_same_length(p.place)) for p in names().summit_places}))
    return Pattern(
        rf"\b(?:(?P<noun>{_NOUN})|(?P<who>{_PEOPLE})|(?P<place>(?:in|at) (?:the )?(?:{places}))|(?P<paper>{_PAPER}))\b"
    )


@dataclass(frozen=True, slots=True)
class Gathering:
    """What may be told as a meeting; positions in the document.

    Attributes:
        claim: What it would claim.
        start: First character of the words that tell it.
        end: One past the last.
        forms: How it is told.
    """

    claim: Claim
    start: int
    end: int
    forms: tuple[str, ...]


_THIS_ONE = 21
"""Days within which "the summit" is the one reports are full of."""

_APART = 45
"""Words for a meeting further apart, or with a stop between them, may tell of two."""

_FIRST = ("noun", "who", "place", "paper")
"""What stands for a meeting that several words tell of, the best first."""


def find_gatherings(text: Text, scene: Scene) -> Iterator[Gathering]:
    """Return what may be told as a meeting in a sentence."""
    near: list[re.Match[str]] = []
    for match in _words().finditer(scene):
        if near and not _goes_on(scene, near[-1], match):
            yield _gathering(text, scene, near)
            near = []
        near.append(match)
    if near:
        yield _gathering(text, scene, near)


def _goes_on(scene: Scene, before: re.Match[str], match: re.Match[str]) -> bool:
    between = scene.text[before.end() : match.start()]
    return len(between) <= _APART and not re.search(r"[;:]|\. ", between)


def _gathering(text: Text, scene: Scene, told: list[re.Match[str]]) -> Gathering:
    main = min(told, key=lambda match: _FIRST.index(match.lastgroup or ""))
    start, end = told[0].start(), told[-1].end()
    found = find_day(text, scene, max(0, start - 70), main, end + 90)
    words = scene.text
    near = None
    if "summit" in main.group():
        near = _in_land(text, scene, main) or summit_near(text.published, _THIS_ONE)
    undated = near.day.isoformat() if near else ""
    period, first, last, exact = found or (undated, start, end, False)
    what = (
        "ministerial" if re.search(r"minister", words[max(0, start - 20) : end + 20])
        else "press conference" if "press" in words[max(0, start - 8) : end]
        else "summit"
    )  # fmt: skip
    start, end = min(start, first), max(end, last)
    claim = draft(
        text, scene, "event", scene.start + clause_from(words, start), scene.start + clause_to(words, end),
        ("NATO",), period=period, what=what, why="a meeting, by the weight of the words around",
    )  # fmt: skip
    kinds = {match.lastgroup for match in told}
    word = told[0].group() if len(told) == 1 else ""
    forms = (
        *(f"has {kind}" for kind in sorted(filter(None, kinds))),
        f"only {main.lastgroup}" if len(kinds) == 1 else f"several {main.lastgroup}",
        f"day={_how_exact(period)} {exact}", f"day={_how_exact(period)} {main.lastgroup}",
        f"told={main.group()}", f"alone={word}",
        f"of={' '.join(words[max(0, main.start() - 12) : main.start()].rsplit(' ', 2)[-2:])}",
        f"when={_when(text, period)} {main.lastgroup}",
    )  # fmt: skip
    return Gathering(claim, scene.start + told[0].start(), scene.start + told[-1].end(), forms)


_A_YEAR = 400
"""Days within which a summit in a land is the one that is meant."""


def _in_land(text: Text, scene: Scene, summit: re.Match[str]) -> SummitPlace | None:
    """Return the summit held in the capital of the land named right behind: "the summit in Turkey"."""
    for m in scene.mentions:
        if m.kind == "ally" and scene.text[summit.end() : m.start - scene.start] in {
            " in ",
            " in the ",
        }:
            held = [p for p in names().summit_places if p.place == ally(m.codes[0]).capital]
            apart = {abs((p.day - text.published).days): p for p in held}
            return apart[min(apart)] if apart and min(apart) <= _A_YEAR else None
    return None


def _how_exact(period: str) -> str:
    return {0: "none", 4: "year", 7: "month"}.get(len(period), "day")


def _when(text: Text, period: str) -> str:
    """Return whether a period is before, at or after publication."""
    if not period:
        return "none"
    now = text.published.isoformat()[: len(period)]
    return "now" if period[: len(now)] == now else "later" if period > now else "earlier"


def clause_from(words: str, at: int) -> int:
    """Return where the clause around a place begins, if that is near."""
    clause = max(words.rfind(mark, 0, at) + 1 for mark in ",;:")
    return clause if at - clause < 60 else at


_TAIL = re.compile(r"(?:: )?[^.,;:]{0,60}(?=[.,;:]|$)")


def clause_to(words: str, at: int) -> int:
    """Return where the clause around a place ends, if that is near."""
    tail = _TAIL.match(words, at)
    return tail.end() if tail else at
