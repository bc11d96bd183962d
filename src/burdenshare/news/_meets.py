"""Allies said to meet or miss a level, without a number of their own; and terms without numbers."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._subjects import flat_codes, runs

if TYPE_CHECKING:
    from burdenshare.news._scene import Scene, Text

_HAGUE = dt.date(2025, 6, 25)
_NOUN = r"(?:(?:nato|alliance|spending|two[- ]percent|2 ?%|2 ?percent|2 per ?cent|common|agreed)\s)*(?:guideline|target|benchmark|mark|threshold|goal|line|bar|minimum)"
_MEETS = re.compile(
    rf"\b(?:meets?|met|reached|reaches|hit|hits|cleared|clears|crossed|passed|attained)\s(?:the|its|nato's|that)\s{_NOUN}\b"
)
_MISSES = re.compile(
    rf"\b(?:miss(?:es|ed)|(?:fails?|failed) to (?:meet|reach|hit)|fell short of|falls short of|(?:is|was|are|were|remains?) (?:below|under|short of)|has not reached|did not meet)\s(?:the|its|nato's|that)\s{_NOUN}\b"
)
_MISSED_TOO = re.compile(
    r"\b(?:it|they|he|she)\s(?:also\s)?(?:missed|fell short|failed)\b[^.;]{0,40}"
)
_LIST_BELOW = re.compile(
    r"(?:^|[.;:]\s)(?:still\s)?(?:not there|not yet there|below(?: it| the line| the mark)?|missing|short of it|laggards|under the line|still not (?:there|two percent|at two))(?: yet)?\s?[:,]\s"
)
_NOT_CASE = re.compile(r"\b(?:this|that)\s(?:is|was)\snot\s(?:the case for|true of|so for)\s")
_EQUALS = re.compile(
    r"(?:,\s)?(?:matches|matching|in line with|level with|on a par with|the same as|equal to|as much as|tied with)\s(?:the\s)?$"
)


def read_meets(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return figures that the words give as above or below a level only."""
    if scene.question:
        return []
    claims = _lists(text, scene, memory)
    for pattern, sign in ((_MEETS, ">="), (_MISSES, "<")):
        match = pattern.search(scene.text)
        if match is None or claims:
            continue
        before = [
            r for r in runs(scene.mentions, scene) if r[-1].end <= scene.start + match.start()
        ]
        codes = flat_codes(before[-1]) if before else memory.focus
        start = (
            before[-1][0].start
            if before and scene.start + match.start() - before[-1][0].start < 60
            else scene.start + match.start()
        )
        if re.search(
            r"\b(?:allies|members|countries|nations|all|every)\b", scene.text[: match.start()]
        ):
            continue
        if _UNREAL.search(scene.text[: match.start()]):
            continue
        side = "<" if _NEVER.search(scene.text[: match.start()]) else sign
        claims += _each(text, scene, memory, codes, side, start, scene.start + match.end())
    return claims


_UNREAL = re.compile(
    r"\b(?<!yet )(?<!fails )(?<!failed )(?:to|will|would|should|must|can|could|may|might|shall|'ll|'d)\s(?:\w+ly\s|also\s|soon\s|already\s|have\s)?$"
)
_NEVER = re.compile(
    r"\b(?:never|not|yet to|fail\w* to|hardly|nowhere near|(?:has|have|had|did|does|do|was|is)n't)\s(?:\w+\s){0,2}$"
)


def _lists(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    for pattern in (_LIST_BELOW, _NOT_CASE):
        match = pattern.search(scene.text)
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
    match = _MISSED_TOO.search(scene.text)
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
) -> list[Claim]:
    period = memory.dates.of_words(scene, start, end, "figure")
    # "The guideline" is the two percent; a target may be the newer one, once it was agreed.
    newer = text.published >= _HAGUE and re.search(r"\b(?:target|goal)", scene.between(start, end))
    level = memory.mark if newer or memory.mark <= 2.0 else 2.0
    return [
        draft(text, scene, "figure", start, end, (code,), values=(Value(level, "pct_gdp"),),
              comparator=sign, period=period, confidence=0.7, why="said to meet or miss the level")
        for code in dict.fromkeys(codes) if len(code) == 3
    ]  # fmt: skip


def read_equals(text: Text, scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Read "Norway, 3.17, matches the Yanks": the second ally has the same level."""
    made: list[Claim] = []
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


_SELF = r"(?:annual\w*|yearly|every year|each year|year by year|regular\w*|once a year|often|(?:each|every) (?:june|july|january|spring|summer|autumn|winter)|annual basis)"
_PLANS = re.compile(
    rf"\b{_SELF}\b[^.;]{{0,60}}?\b(?:plans?|reports?|progress|roadmaps?)\b|\b(?:plans?|reports?|reporting|progress|roadmaps?)\b[^.;]{{0,90}}?\b{_SELF}\b|"
    r"\b(?:disclos\w+|report\w*|publish\w*)\s(?:on\s|back\s)?(?:\w+\s){0,3}progress\b"
)
_PUBLISHED = re.compile(
    r"\b(?:the|an?|his|its|[a-z]+'s) (?:latest |last |own |first )?annual report\b"
)
_OWED = re.compile(
    r"\b(?:allies|ally|countries|countr\w+|each|every|all|members?|capitals?|governments?|they|nations|locations|who has to|it|pledge|commitment|declaration|deal|text)\b"
)
_OWING = re.compile(
    r"\b(?:submit\w*|hand(?:s|ed)? in|present\w*|owes?|draw(?:s|n)? up|deliver\w*|provid\w+|file[sd]?|report\w*|publish\w*|disclos\w+|must|will|have to|has to|"
    r"requir\w+|due|ask\w*|demand\w*|credible|incremental|path|slope|send\w*|produce\w*|prepare\w*|show\w*|obliged?|expected|commit\w*|now)\b"
)
_HELP = r"(?:contributions?|help|aid|support|assistance|donations?|gifts?|deliveries|weapons|money)"
_COUNT = r"(?:counts?|counted|counting|included?|numerator|tally|towards? the (?:calculation|target|goal|total|pledge|figure)|part of the (?:calculation|total|tally|sum|figure|effort)|in the calculation|in the sum)"
_UKRAINE = re.compile(
    rf"\b{_HELP}\b[^.;]{{0,50}}\b(?:ukrain\w*|kyiv)\b[^.;]{{0,80}}\b{_COUNT}\b|\bcount(?:s|ed|ing)?\b[^.;]{{0,30}}\b{_HELP}\s(?:\w+\s)?(?:to|for|of)\s(?:ukraine|kyiv)\b"
)
_PENALTY = re.compile(
    r"\bno (?:formal |legal |automatic |real )?(?:penalt\w+|sanctions?|punishments?|fines?|enforcement|legal obligation)\b|\b(?:not|nor|neither)\b(?: \w+){0,2} (?:legally |formally )?binding\b|\bcarr(?:y|ies|ied) no (?:formal |legal |real )?(?:consequences?|penalt\w+|sanctions?|weight)\b|\b(?:contains?|provides? for|foresees?|knows?|sets?|includes?|has|have) no (?:\w+ )?(?:penalt\w+|sanctions?|mechanism|punishment)\b|"
    r"\bno (?:legal )?(?:requirement|obligation) (?:that|to|for)\b|\bpolitical(?:ly)?(?: binding)?,? (?:and |but |rather than )?not (?:a )?legal\w*\b|"
    r"\bno (?:annual|yearly|intermediate|interim) (?:milestones?|steps?|increases?|targets?|increments?|quota)\b[^.;]{0,30}\b(?:imposed|set|required|asked|foreseen|prescribed|demanded)\b|"
    r"\bthere (?:is|are|will be) no (?:annual|yearly|intermediate|interim) (?:milestones?|steps?|increases?|targets?|increments?)\b"
)
_ANNUAL_STEP = re.compile(
    r"\b(?:annual|yearly) (?:milestones?|steps?|increments?) (?:was|were|has been|have been|is|are) (?:dropped|deleted|removed|struck)\b"
)
_DEADLINE = re.compile(
    r"\b(?:deadline|due date|target date|target year)\b[^.;,\d]{0,24}\b(?:is|remains|was set|falls in|stays|stands at|moved to|became|becomes|set (?:for|at)|of|for)\s(?:still\s)?20[23]\d\b"
)
_GNI = re.compile(r"\b(?:gni|gross national income|national income)\b")
_BOXES = re.compile(
    r"\b(?:no longer (?:pass|count)|go(?:es)? only (?:to|into|in) the second|only in the second|(?:have|has) to be (?:entered|counted|booked) (?:in|under|as) the (?:second|softer|looser))\b"
)
_ELIGIBLE = re.compile(
    r"\b(?:may|can|cannot|could|will|would|shall|is|are|do|does)(?: (?:also|no longer|not|now|only|then|all))* (?:be )?(?:count(?:ed)?|included|booked|entered|recorded|reported|charged|credited|logged)\b"
    r"[^.;]{0,60}\b(?:towards?|under|into|against|as|in)\b[^.;]{0,30}\b(?:target|goal|pledge|core|resilience|1[.,]5|3[.,]5|definition|basket|pot|column|five|total)\b|"
    r"\bcounts?\b[^.;]{0,12}\b(?:under|towards?|by|in)\b[^.;]{0,20}\bnato'?s?\b[^.;]{0,12}\b(?:definition|target|goal|rules|pledge)\b|"
    r"\b(?:eligible|qualif(?:y|ies))\b[^.;]{0,60}\b(?:definition|as defen[cs]e|core|under nato|towards?|resilience|1[.,]5)\b|"
    r"\bnato(?:'s)? (?:definition|rules|bookkeepers|accountants|guidelines?)\b[^.;]{0,40}\b(?:includ\w+|exclud\w+|covers?|allows?|lets?|permits?|counts?|leaves? out)\b"
)
_FREE = re.compile(
    r"\b(?:allies|members|governments|capitals|countries|nations|each (?:ally|member|government|country|state))\b[^.;]{0,30}\b(?:(?:is|are|remains?) free to|may (?:decide|choose|set|determine) (?:for )?(?:itself|themselves|their own|its own|how)|(?:decides?|chooses?|determines?) (?:for )?(?:itself|themselves))\b|"
    r"\b(?:left (?:up )?|up )to (?:each|every|the individual|individual) (?:ally|allies|government|governments|member|members|country|state|states|capital|capitals) (?:how|to (?:decide|choose|determine|set))\b|\bleft to (?:its|their) (?:own )?discretion\b"
)
_SUMMIT_RULE = re.compile(
    r"\b(?P<a>guideline|aim|floor|promise|pledge|target|figure|two[- ]percent|commitment)\b[^.;]{0,60}\b(?P<b>wales|welsh|vilnius|newport|2006)\b|"
    r"\b(?:wales|vilnius|newport)\b[^.;]{0,40}\b(?P<c>aim|floor|guideline|promise|pledge|target|same figure)\b"
)


def read_terms(text: Text, scene: Scene, found: list[Claim]) -> list[Claim]:
    """Return claims on terms of the pledge that carry no number of their own."""
    if scene.question and "? " not in scene.text:
        return []
    claims = _duties(text, scene)
    if claims or any(claim.type == "target_rule" for claim in found):
        return claims
    words = scene.text
    if _GNI.search(words) and any("LUX" in m.codes for m in scene.mentions) and not found:
        return [_term(text, scene, 0, len(words), ("LUX", "NATO"))]
    match = _SUMMIT_RULE.search(words)
    if match and not found:
        due = "by 2024" if re.search(r"wales|welsh|newport", match.group()) else ""
        start = max(words.rfind(mark, 0, match.start()) + 1 for mark in ",;:")
        return [
            draft(text, scene, "target_rule", scene.start + start, scene.start + match.end(), ("NATO",),
                  values=(Value(2.0, "pct_gdp"),), comparator="=", period=due, confidence=0.65,
                  why="the level of that summit, by name")
        ]  # fmt: skip
    return []


def _duties(text: Text, scene: Scene) -> list[Claim]:
    """Reports owed, aid that counts, no penalty, the due year: one claim for each."""
    words = scene.text
    claims: list[Claim] = []
    match = _PLANS.search(words)
    if (
        match
        and not _PUBLISHED.search(words[max(0, match.start() - 24) : match.end()])
        and _OWED.search(words)
        and _OWING.search(words)
        and not _of_one_state(scene, match)
    ):
        start = _since(words, match.start(), ";:")
        claims.append(_term(text, scene, start, _stop(words, match.end()), ("NATO",)))
    for pattern in (_UKRAINE, _BOXES, _ELIGIBLE, _FREE, _PENALTY, _ANNUAL_STEP, _DEADLINE):
        match = pattern.search(words)
        if match and pattern is _ELIGIBLE and _WISHED.search(words[: match.start()]):
            continue
        if match and not _of_one_state(scene, match):
            start = _since(words, match.start(), ",;:")
            due = re.search(r"20\d\d$", match.group()) if pattern is _DEADLINE else None
            claims.append(
                _term(
                    text, scene, start, match.end(), ("NATO",), f"by {due.group()}" if due else ""
                )
            )
            break
    return claims


_WISHED = re.compile(r"\b(?:hop(?:e|es|ed|ing)|wish\w*|wants?|wanted|whether|if)\b")
_CABINET = re.compile(
    r"\b(?:the|his|her|its|our) (?:government|cabinet|ministry|coalition)(?:'s)?\b"
)


def _of_one_state(scene: Scene, match: re.Match[str]) -> bool:
    """Whether the term is told of one ally's own plan: it is then no rule for all."""
    clause = _since(scene.text, match.start(), ";:")
    if _CABINET.search(scene.text[clause : match.end()]):
        return True
    return any(
        m.is_state and clause <= m.start - scene.start < match.end() and m.kind != "set"
        for m in scene.mentions
    )


def _since(words: str, at: int, marks: str) -> int:
    """Where the clause around ``at`` begins."""
    return max(words.rfind(mark, 0, at) + 1 for mark in marks)


def _stop(words: str, at: int) -> int:
    match = re.compile(r"\.(?!\d)|[;:]|,\s(?:and|but|which)\b").search(words, at)
    return match.start() if match else len(words)


def _term(
    text: Text, scene: Scene, start: int, end: int, subject: tuple[str, ...], period: str = ""
) -> Claim:
    return draft(text, scene, "target_rule", scene.start + start, scene.start + end, subject, period=period, confidence=0.7,
                 why="term of the pledge without a number")  # fmt: skip
