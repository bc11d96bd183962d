"""Who spends most, least, or the nth most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._subjects import flat_codes, runs

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text

_ORDINALS = {
    word: place
    for place, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
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
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
            "thirty-second",
        ],
        1,
    )
}
_ORDINAL = r"(?:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + r"|\d{1,2}(?:st|nd|rd|th))"
_HIGHEST = re.compile(
    rf"\b(?P<ord>{_ORDINAL})[- ](?P<side>highest|largest|biggest|lowest|smallest|most|top)\b(?! (?:in europe|in the world|city|economy|party))"
)
_THAN_ANY = re.compile(
    r"\b(?:spends?|spent|spending|pays?|devotes?)\s(?:a\s)?(?P<side>more|less|larger share|smaller share|higher share|lower share)\b[^.;]{0,40}\bthan (?:any(?:one| other| ally)?|all (?:other|its|the))\b"
)
_RANKED = re.compile(
    rf"\b(?:is|are|was|were|ranks?|ranked|comes?|came|puts? (?:it|them|us|her|him)|placed?|finish\w*|only|now|stands?|lies?|sits?|be|makes? (?:it|her))\s"
    rf"(?:only\s|a\s|joint\s|now\s|today\s|still\s|just\s|the\s)*(?P<ord>{_ORDINAL})"
    rf"(?:[- ](?:highest|lowest|biggest|largest|from (?:the )?(?:bottom|last)|to last))?"
    rf"(?=\s(?:only to|after|,? behind|of|in (?:this|the|that)\s(?:alliance|table|list|ranking|league|class)|in nato|on the|today|among|place|from|now|overall)|\s?[.,;:)]|$)"
)
_LAST = re.compile(
    r"\b(?:(?:came|come|comes|finish\w*|is|are|was|were|ranks?|stands?|remain\w*|sits?)\s(?:in\s)?(?:dead\s|plumb\s|stone\s|still\s|again\s|the\s)*(?:last|bottom|rock bottom)\b(?! (?:year|week|month|spring|summer|time))"
    r"|(?:the\s)?(?:last|bottom|dunce|tail) (?:of|in) the (?:class|table|list|league|pack|row|pile)|closes the list|bring(?:s|ing)? up the rear|tail[- ]?ender|props? up the|"
    r"wooden spoon|(?:the\s)?(?:very\s)?(?:lowest|smallest)(?! (?:number|common|possible))(?:[- ](?:spend\w*|share|ratio|level|figure|place))?(?: of all| in (?:the alliance|nato)| among)?|(?:spends?|spent) (?:the )?least\b|"
    r"biggest laggard|worst (?:performer|laggard|offender)|weakest)"
)
_TOP = re.compile(
    r"\b(?:the most of anyone|more than any(?:one| other| ally)|champions?\b|front-?runner|top(?:s|ped|ping)? (?:the |new |nato |of )|leads? (?:nato|the alliance)|leads? the (?:table|list|field|pack|way|alliance|ranking)|"
    r"heads the (?:table|list)|(?:the )?(?:highest|largest|biggest|top)(?! (?:possible|number|defen[cs]e budget in history|budget))"
    r"(?:[- ](?:spend\w*|share|ratio|level|figure|place))?(?: of all| in (?:the alliance|nato|all)| of any| among)|"
    r"biggest spender|number one|in first place|at the top|star pupil|best pupil|leader of the pack|spends? (?:the )?most\b)"
)
_ONLY = re.compile(
    r"\bonly\s(?P<who>[^.;:]{3,90}?)\s(?:(?:are|is|were|was|spend|spends|spent|do|does|did|fare|rank|come|pay|pays)\s)?(?P<side>lower|worse|less|higher|better|more)\b"
)
_AMONG = re.compile(
    r"\b(?:one|some) of the (?P<low>lowest|smallest|weakest|poorest|biggest|highest|largest|top|least|worst|most)\b|"
    r"\bamong (?:the|nato's|its)\s(?:alliance's\s)?(?:(?P<n>two|three|four|five|six|seven|eight|nine|ten)\s)?(?P<low2>lowest|smallest|highest|biggest|largest|top|worst|best|laggards|poorest|weakest)\b|"
    r"\b(?P<low3>lowest|highest)[- ](?:spending|spenders)\b"
)
_NOT_RANK = re.compile(
    r"\b(?:since|in its history|in (?:decades|a century|history)|growth|unemployment|second highest in europe|largest customer)\b"
)


def read_ranks(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on ranks in a sentence."""
    if scene.question or _NOT_RANK.search(scene.text):
        return []
    found = (
        _only(text, scene, memory) or _among(text, scene, memory) or _ordinal(text, scene, memory)
    )
    return found or _extreme(text, scene, memory)


def _claim(
    text: Text, scene: Scene, span: tuple[int, int], codes: tuple[str, ...], place: float | None,
    memory: Memory, *, bottom: bool, comparator: str | None = "=",
) -> Claim:  # fmt: skip
    values = (Value(place, "rank"),) if place is not None else ()
    years = [t for t in scene.times if t.year is not None and t.sense != "by"]
    period = years[0].period if years else str(memory.year or "current")
    return draft(
        text, scene, "rank", scene.start + span[0], scene.start + span[1], codes, values=values,
        measure="rank", comparator=comparator if values else None, period=period,
        what="from the bottom" if bottom else "from the top",
        confidence=0.75, why="rank in words",
    )  # fmt: skip


def _subject(scene: Scene, memory: Memory, at: int, end: int) -> tuple[tuple[str, ...], int]:
    """The ally ranked: the last named before the words, or right after them, or the focus."""
    if _WE.search(scene.text, max(0, at - 20), end) and not any(
        m.is_state and at - 20 <= m.start - scene.start < at for m in scene.mentions
    ):
        return memory.home, at
    local = [run for run in runs(scene.mentions, scene) if run[-1].end <= scene.start + at + 1]
    if local:
        return flat_codes(local[-1]), local[-1][0].start - scene.start
    after = [m for m in scene.mentions if m.is_state and 0 <= m.start - (scene.start + end) < 14]
    if after:
        return after[0].codes, at
    return memory.focus, at


_WE = re.compile(r"\b(?:we|us)\b")


def _ordinal(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    than = _THAN_ANY.search(scene.text)
    if than is not None:
        codes, start = _subject(scene, memory, than.start(), than.end())
        bottom = than["side"] in {"less", "smaller share", "lower share"}
        return (
            [
                _claim(
                    text,
                    scene,
                    (min(start, than.start()), than.end()),
                    codes,
                    1.0,
                    memory,
                    bottom=bottom,
                )
            ]
            if codes
            else []
        )
    match = _HIGHEST.search(scene.text) or _RANKED.search(scene.text)
    if match is None:
        return []
    word = match["ord"]
    place = _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    bottom = bool(
        re.search(r"lowest|smallest|from (?:the )?(?:bottom|last)|to last", match.group())
    )
    codes, start = _subject(scene, memory, match.start(), match.end())
    tail = re.match(
        r"\s(?:only to|after|behind|of|in|on|among)[^,.;]{0,40}", scene.text[match.end() :]
    )
    end = match.end() + (tail.end() if tail else 0)
    return (
        [
            _claim(
                text,
                scene,
                (min(start, match.start()), end),
                codes,
                float(place),
                memory,
                bottom=bottom,
            )
        ]
        if codes
        else []
    )


def _only(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Read "Only Spain and Slovenia spend less": the rank is one more than those named."""
    match = _ONLY.search(scene.text)
    if match is None:
        return []
    inside = [
        m
        for m in scene.mentions
        if scene.start + match.start("who") <= m.start < scene.start + match.end("who")
    ]
    others: list[Mention] = [m for m in inside if m.is_state]
    codes = tuple(code for m in others for code in m.codes)
    if not codes:
        return []
    before = [m for m in scene.mentions if m.is_state and m.end <= scene.start + match.start()]
    than = [
        m for m in scene.mentions if m.is_state and 0 <= m.start - scene.start - match.end() < 14
    ]
    if than and re.match(r"\sthan\b", scene.text[match.end() :]):
        before = than
    subject = before[-1].codes if before else memory.focus
    if not subject or set(subject) & set(codes):
        return []
    bottom = match["side"] in {"lower", "worse", "less"}
    place = float(len(set(codes)) + 1)
    return [_claim(text, scene, match.span(), subject, place, memory, bottom=bottom)]


def _among(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    match = _AMONG.search(scene.text)
    if match is None or not re.search(
        r"spend|defen[cs]e|nato|alliance|laggard|ratio|highest|lowest", scene.text
    ):
        return []
    word = match["low"] or match["low2"] or match["low3"] or ""
    bottom = word in {"lowest", "smallest", "weakest", "poorest", "least", "worst", "laggards"}
    codes, start = _subject(scene, memory, match.start(), match.end())
    both = {
        code
        for m in scene.mentions
        if m.is_state and m.end <= scene.start + match.start()
        for code in m.codes
    }
    if re.search(r"\blike\b", scene.text) and len(both) == 2:
        codes, start = (
            tuple(dict.fromkeys(c for m in scene.mentions if m.is_state for c in m.codes))[:2],
            0,
        )
    if not codes:
        return []
    number = {
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    }
    place = number.get(match["n"] or "")
    tail = re.match(r"[-\w\s]{0,50}", scene.text[match.end() :])
    end = match.end() + (tail.end() if tail else 0)
    return [_claim(text, scene, (min(start, match.start()), end), codes, float(place) if place else None, memory,
                   bottom=bottom, comparator="<=")]  # fmt: skip


def _extreme(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    for pattern, bottom in ((_LAST, True), (_TOP, False)):
        match = pattern.search(scene.text)
        if match is None:
            continue
        codes, start = _subject(scene, memory, match.start(), match.end())
        if codes and all(len(code) == 3 for code in codes):
            end = match.end()
            after = [
                m for m in scene.mentions if m.is_state and 0 <= m.start - (scene.start + end) < 14
            ]
            end = after[0].end - scene.start if after and start == match.start() else end
            return [
                _claim(
                    text,
                    scene,
                    (min(start, match.start()), end),
                    codes[:1],
                    1.0,
                    memory,
                    bottom=bottom,
                )
            ]
    return []
