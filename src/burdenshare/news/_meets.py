"""Allies said to meet or miss a level, without a number of their own."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._look import Pattern
from burdenshare.news._subjects import flat_codes, runs

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text

_HAGUE = dt.date(2025, 6, 25)
_LEVEL = r"(?:\d(?:\.\d)?[ -]?(?:%|percent|per cent)|(?:two|three|five)[- ]per ?cent)"
_NOUN = (
    rf"(?:(?:nato|alliance|{_LEVEL}|common|agreed|old|previous|current|existing|(?:defen[cs]e |military )?spending)\s)*"
    r"(?:guideline|target|benchmark|mark|threshold|goal|line|bar|minimum|floor|commitment|obligation|norm|yardstick|hurdle|standard|test)"
)
_WHOSE = r"\s(?:the|its|nato's|the alliance's|nato|that)\s"
_IS = r"(?:is|are|was|were|(?:has|have|had) been)"
_MOVED = r"(?:slipped|jumped|moved|came|come|crept|climbed|edged|rose|inched|got|dropped|slid|scraped|squeezed)(?: back| just)?"
_MEETS = Pattern(
    rf"\b(?:meets?|met|reached|reaches|hit|hits|cleared|clears|crossed|pass(?:ed|es)|attain(?:ed|s)|honou?r(?:s|ed)|exceed(?:s|ed)?|surpass(?:es|ed)?|fulfil(?:s|led)?|"
    rf"{_IS} (?:all |already |now |well |just |only |safely |comfortably )*(?:over|above|past|beyond|at)|{_MOVED} (?:over|above|past|to)){_WHOSE}{_NOUN}\b|\b(?:only |just |barely )+(?:managed|makes?|made) it\b"
)
_MISSES = Pattern(
    rf"\b(?:miss(?:es|ed)|(?:fails?|failed) to (?:meet|reach|hit)|(?:fell|falls?) (?:well |far )?(?:short of|below)|"
    rf"(?:{_IS}|remains?) (?:still |well |far )*(?:below|under|short of|shy of|beneath)|{_MOVED} (?:below|under|beneath)|has not reached|did not meet){_WHOSE}{_NOUN}\b|\b(?:that |who )?(?:still )?(?:fall|falls|fell) short(?= *[.;,]|$)"
)
_MISSED_TOO = Pattern(r"\b(?:it|they|he|she)\s(?:also\s)?(?:missed|fell short|failed)\b[^.;]{0,40}")
_LIST_BELOW = Pattern(
    r"(?:^|[.;:]\s)(?:those (?:who|that) (?:do|did|have|has)(?:n't| not) include\s|(?:still\s)?(?:not there|not yet there|below(?: it| the line| the mark)?|missing|short of it|laggards|under the line|still not (?:there|two percent|at two))(?: yet)?\s?[:,]\s)",
    has=r"\b(?:still|not|below|missing|short|laggards|under|those)\b",
)
_NOT_CASE = Pattern(r"\b(?:this|that)\s(?:is|was)\snot\s(?:the case for|true of|so for)\s")
_EQUALS = re.compile(
    r"(?:,\s)?(?:matches|matching|in line with|level with|on a par with|the same as|equal to|as much as|tied with)\s(?:the\s)?$"
)


def read_meets(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return figures that the words give as above or below a level only."""
    if scene.question:
        return []
    claims = _lists(text, scene, memory)
    for pattern, sign in ((_MEETS, ">="), (_MISSES, "<")):
        match = pattern.search(scene)
        if match is None or claims:
            continue
        before = [
            r for r in runs(scene.mentions, scene) if r[-1].end <= scene.start + match.start()
        ]
        if _LOOSE.match(match.group()) and not _is_beside(scene, before, match.start()):
            continue
        codes = flat_codes(before[-1]) if before else memory.focus
        start = (
            before[-1][0].start
            if before and scene.start + match.start() - before[-1][0].start < 60
            else scene.start + match.start()
        )
        since = before[-1][-1].end - scene.start if before else 0
        if _MANY.search(scene.text[since : match.start()]):
            continue
        told = scene.text[: match.start()]
        if _UNREAL.search(told) or _ASKED.search(told):
            continue
        side = ">" if match.group().startswith(("exceed", "surpass")) else sign
        if _NEVER.search(scene.text[: match.start()]):
            side = "<"
        end = scene.start + match.end()
        level = _named_level(scene, scene.start + match.start(), end)
        if level is None and _LOOSE.match(match.group()):
            level = _lately(text, scene)
        claims += _each(text, scene, memory, codes, side, start, end, level)
    return claims


_LOOSE = re.compile(rf".*\b(?:short|it)$|{_IS} |{_MOVED} ")
"""What says of allies named right before it, and only of them, that they meet a level or miss it."""


def _is_beside(scene: Scene, before: list[list[Mention]], at: int) -> bool:
    """Whether allies are named right before a place of the sentence."""
    gap = scene.text[before[-1][-1].end - scene.start : at] if before else "?"
    return bool(_ARE_AMONG.fullmatch(gap))


def _lately(text: Text, scene: Scene) -> float | None:
    """Return the pledged level told last in the sentences right before: "the line" is that."""
    place = scene.sentence.index
    before = (q for other in text.scenes[max(0, place - 3) : place] for q in other.quantities)
    told = [
        q.values[0] for q in before
        if q.values[0] in _PLEDGED and (q.sort == "percent" or (q.sort == "bare" and q.decimals))
    ]  # fmt: skip
    return told[-1] if told else None


_PLEDGED = frozenset({2.0, 2.5, 3.0, 3.5, 5.0})

_ARE_AMONG = re.compile(
    r"\s(?:(?:are|is|were|was|remain|still|among|those|the ones|too|also|all)\s)*"
)


def _named_level(scene: Scene, start: int, end: int) -> float | None:
    """Return the level the words themselves name: "exceeds NATO's 2 percent target"."""
    named = (q for q in scene.quantities if q.sort == "percent" and start <= q.start < end)
    return next((quantity.values[0] for quantity in named), None)


_MANY = re.compile(
    r"\b(?:allies|members|countries|nations|all|every)\b|^\W*(?:most|many|some|others|few)\b"
)
_UNREAL = re.compile(
    r"\b(?<!yet )(?<!fails )(?<!failed )(?:to|will|would|should|must|can|cannot|could|may|might|shall|'ll|'d)\s(?:\w+ly\s|also\s|soon\s|already\s|have\s)?$"
)
_ASKED = re.compile(r"\b(?:how|when|whether|if|until|unless|before|once)\s(?:it|they|he|she)\s$")
"""What says that it is open: "each decides how it reaches the target"."""

_NEVER = re.compile(
    r"\b(?:never|not|almost|nearly|yet to|fail\w* to|hardly|nowhere near|(?:has|have|had|did|does|do|was|is)n't)\s(?:\w+\s){0,2}$"
)


def _lists(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    for pattern in (_LIST_BELOW, _NOT_CASE):
        match = pattern.search(scene)
        if match is None:
            continue
        after = [
            r
            for r in runs(scene.mentions, scene)
            if 0 <= r[0].start - scene.start - match.end() < 12
        ]
        if after:
            return _each(
                text,
                scene,
                memory,
                flat_codes(after[0]),
                "<",
                scene.start + match.start(),
                after[0][-1].end,
            )
    match = _MISSED_TOO.search(scene)
    if match and memory.focus and memory.shares:
        others = (
            flat_codes(max(runs(scene.mentions, scene), key=len, default=[]))
            if "with" in scene.text
            else ()
        )
        return _each(text, scene, memory, (*memory.focus, *others), "<", scene.start, scene.end)
    return []


def _each(
    text: Text,
    scene: Scene,
    memory: Memory,
    codes: tuple[str, ...],
    sign: str,
    start: int,
    end: int,
    level: float | None = None,
) -> list[Claim]:
    period = memory.dates.of_words(scene, start, end, "figure")
    if level is None:
        # "The guideline" is the two percent; a target may be the newer one, once it was agreed.
        newer = text.published >= _HAGUE and re.search(
            r"\b(?:target|goal)", scene.between(start, end)
        )
        level = memory.mark if newer or memory.mark <= 2.0 else 2.0
    return [
        draft(text, scene, "figure", start, end, (code,), values=(Value(level, "pct_gdp"),),
              comparator=sign, period=period, confidence=0.7, why="said to meet or miss the level")
        for code in dict.fromkeys(codes) if len(code) == 3
    ]  # fmt: skip


LATELY = 6
"""How many claims back the level that others have too may have been told."""

_SAME_AFTER = re.compile(
    r",?\s(?:(?:has|have|is|are|was|were|spends?|roughly|about|exactly|nearly|on|at|with|the|very|just)\s)*"
    r"(?:same(?:\s(?:level|share|figure|number|amount))?(?=[.;,?]|$)|likewise(?=[.;,]|$)|as much(?=[.;,]|$)|too(?=[.;,]|$))"
)
_SAME_BEFORE = re.compile(r"\bas (?:did|has|have|do|does)\s(?:the\s)?$")


def _same(text: Text, scene: Scene, last: Claim) -> list[Claim]:
    """Read "Portugal roughly the same", "as did Belgium and Spain": they have the level told last."""
    made: list[Claim] = []
    for run in runs([m for m in scene.mentions if m.is_state], scene):
        start, end = run[0].start, run[-1].end
        after = _SAME_AFTER.match(scene.between(end, end + 40))
        before = _SAME_BEFORE.search(scene.between(start - 16, start))
        codes = [code for code in flat_codes(run) if len(code) == 3 and code not in last.subject]
        if start < last.end or not (after or before) or len(codes) < len(flat_codes(run)):
            continue
        made += [
            draft(text, scene, "figure", start, end + (after.end() if after else 0), (code,),
                  values=last.values, measure=last.measure, comparator=last.comparator,
                  period=last.period, confidence=0.7, why="said to have the level told before")
            for code in codes
        ]  # fmt: skip
    return made


def read_equals(text: Text, scene: Scene, claims: list[Claim], earlier: list[Claim]) -> list[Claim]:
    """Read "Norway, 3.17, matches the Yanks": the second ally has the same level.

    Args:
        text: The document.
        scene: The sentence.
        claims: Claims of the sentence.
        earlier: The last ``LATELY`` claims before it.
    """
    made: list[Claim] = []
    last = next((c for c in reversed([*earlier, *claims]) if c.type == "figure"), None)
    if last and last.values[0].unit == "pct_gdp" and scene.sentence.index - last.sentence_index < 2:
        made += _same(text, scene, last)
    for claim in claims:
        if claim.type != "figure" or claim.sentence_index != scene.sentence.index:
            continue
        for mention in scene.mentions:
            if (
                mention.is_state
                and 0 <= mention.start - claim.end < 26
                and _EQUALS.search(scene.between(claim.end, mention.start))
            ):
                made.append(
                    draft(text, scene, "figure", claim.start, mention.end, mention.codes[:1], values=claim.values,
                          measure=claim.measure, comparator=claim.comparator, period=claim.period,
                          confidence=0.7, why="said to equal the number before")
                )  # fmt: skip
    return made
