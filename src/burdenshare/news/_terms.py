"""Terms of the pledge that carry no number: what counts, plans owed, when it is reviewed, who is let off."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._learned import weigh

if TYPE_CHECKING:
    from burdenshare.news._learned import Signals
    from burdenshare.news._scene import Scene, Text

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


def read_terms(text: Text, scene: Scene, memory: Memory, found: list[Claim]) -> list[Claim]:
    """Return claims on terms of the pledge that carry no number of their own.

    Args:
        text: The document.
        scene: The sentence.
        memory: What the text is about so far, with the signals of the sentence.
        found: Claims the sentence has made so far.
    """
    if scene.question and "? " not in scene.text:
        return []
    if any(claim.type in {"target_rule", "position"} and claim.values for claim in found):
        return []  # told with its number, or only what a stance is about
    sure = weigh("term", term_signals(scene, memory, found, framed=True))["yes"]
    if sure < _ENOUGH:
        return []  # not even if it fits a frame
    framed = _framed(text, scene, found)
    if not framed:
        sure = weigh("term", term_signals(scene, memory, found, framed=False))["yes"]
        if sure < _ENOUGH:
            return []
    if not framed:
        lux = any("LUX" in m.codes for m in scene.mentions) and _GNI.search(scene.text)
        subject = ("LUX", "NATO") if lux else ("NATO",)
        due = [t for t in scene.times if t.sense == "by" and t.year is not None]
        framed = [_term(text, scene, 0, len(scene.text), subject, due[0].period if due else "")]
    return [replace(claim, confidence=round(sure, 2)) for claim in framed]


_ENOUGH = 0.3
"""How sure the reader must be: chosen on reports by hands whose work the weights had not seen."""


def term_signals(scene: Scene, memory: Memory, found: list[Claim], *, framed: bool) -> Signals:
    """Return what is weighed to tell whether a sentence tells a term of the pledge."""
    due = any(t.sense == "by" and t.year is not None for t in scene.times)
    types = {f"claim={claim.type}" for claim in found} or {"claim="}
    return memory.signals.with_names([*types, f"due={due}", f"frame={framed}"])


def _framed(text: Text, scene: Scene, found: list[Claim]) -> list[Claim]:
    """Return the terms that fit a frame of words."""
    claims = _duties(text, scene)
    if claims or found:
        return claims
    words = scene.text
    if _GNI.search(words) and any("LUX" in m.codes for m in scene.mentions):
        return [_term(text, scene, 0, len(words), ("LUX", "NATO"))]
    match = _SUMMIT_RULE.search(words)
    if match is None:
        return []
    due = "by 2024" if re.search(r"wales|welsh|newport", match.group()) else ""
    start = max(words.rfind(mark, 0, match.start()) + 1 for mark in ",;:")
    return [
        draft(text, scene, "target_rule", scene.start + start, scene.start + match.end(), ("NATO",),
              values=(Value(2.0, "pct_gdp"),), comparator="=", period=due,
              why="the level of that summit, by name")
    ]  # fmt: skip


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
