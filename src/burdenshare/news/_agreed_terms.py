"""Terms of the pledge that carry no number, set beside what the rule book has of each.

What the words are about is told by their vocabulary, one sort of term after the other. A term that
the rule book does not speak of is ``said``: nothing is called right because nothing is known of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._agreed_counting import (
    definition,
    iceland,
    income_of,
    listed,
    related,
    ukraine,
)
from burdenshare.news._agreed_told import (
    ANY_NO,
    NOT_YET,
    TALKS,
    UNKNOWN,
    WISHED,
    Asked,
    denies,
    settled,
    summary_of,
)
from burdenshare.news._claim import Verdict
from burdenshare.news._evidence import (
    DRAFT,
    entry_evidence,
    entry_seen,
    known_rules,
    reading_evidence,
    rule_evidence,
)
from burdenshare.news._fold import fold_same_length
from burdenshare.news._numbers import NUMBER_WORD, number_value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from burdenshare.news._claim import Claim


def judge_term(claim: Claim, published: dt.date, day: dt.date) -> Verdict:
    """Return whether the rule book has a term that is told without a number.

    Args:
        claim: A rule without a number.
        published: Day of the document.
        day: Day of the verdict.
    """
    asked = Asked(claim, " ".join(fold_same_length(claim.text).split()), published, day)
    found = (judge(asked) for judge in _TERMS)
    return next((verdict for verdict in found if verdict is not None), UNKNOWN)


_ASIDE = re.compile(
    r"\b(?:ahead of|before|earlier|original\w*|draft\w*|first|once|slip\w*|moved|mooted|pencilled|thought|going to be|speaks? of|idea|in place of|"
    r"instead of|gone)\b"
)
"""What tells of somebody's own year, or of one that was talked of and given up."""


_YEARS = rf"(?:(?:{NUMBER_WORD}|\d|half a dozen) years|half a decade)"
_EARLY = re.compile(
    rf"\b(?P<years>{_YEARS})\s(?:before|ahead|early|earlier|sooner)\b|\bbeats?\b[^.;]{{0,60}}\bby (?P<more>{_YEARS})"
)
"""By how much somebody is to be there before what was agreed falls due."""

_DUE = 2035
_HALVES = {"half a dozen years": 6.0, "half a decade": 5.0}


_UNTIL = re.compile(
    r"\b(?:(?:has|have|had) until|deadline (?:of|is|in|for)|due (?:in|by)) (?:20(?:2[6-9]|[3-9]\d))\b"
)


def _due(asked: Asked) -> Verdict | None:
    """The due year: 2035, for what was agreed in The Hague."""
    period, sentence = asked.claim.period, fold_same_length(asked.claim.sentence)
    if period.endswith("2024"):
        rule = known_rules()["wales-2014-core"]
        return Verdict("accurate", rule.summary.strip(), (rule_evidence(rule),))
    reason, evidence = summary_of("hague-2025-total")
    early = _EARLY.search(sentence)
    own = re.search(r"20[2-3]\d", period) or re.search(r"\b20[2-3]\d\b", asked.words)
    if early and own:
        words = early["years"] or early["more"]
        years = _HALVES.get(words) or number_value(words.removesuffix(" years"))[0]
        reason = f"The due year is 2035. {reason}"
        return settled(asked, int(own.group()) + years == _DUE, reason, evidence)
    if "2035" in period or "2035" in asked.words:
        return settled(asked, None if "2032" in asked.words else True, reason, evidence)
    due = re.fullmatch(r"by (20[2-9]\d)", period) or _UNTIL.search(asked.words)
    # 2032 is the year that was talked of first.
    if due is None and "2032" not in asked.words:
        return None
    right = None if _ASIDE.search(sentence) or "2035" in sentence else False
    return settled(asked, right, f"The due year is 2035. {reason}", evidence)


_PENALTY = re.compile(
    r"\b(?:penalt\w+|sanction\w*|punish\w*|fine[sd]?|court|enforce\w*|legal(?:ly)?|binding|expel\w*|expulsion|suspend\w*|consequences?|political(?:ly)?|"
    r"los(?:e|es|ing) (?:its|their|the) vote\w*|voting rights?)\b"
)


def _penalty(asked: Asked) -> Verdict | None:
    match = _PENALTY.search(asked.words)
    if match is None:
        return None
    denied = "political" in asked.words or denies(asked, match)
    if asked.published >= TALKS:
        reason = "The pledge is a political commitment: its text names no penalty."
        return settled(asked, denied, reason, rule_evidence(known_rules()["hague-2025-core"]))
    wales = known_rules()["wales-2014-core"]
    reason = "The aim of Wales is political: the rules held here have no penalty."
    if denied is None or asked.day < wales.adopted:
        return UNKNOWN
    return Verdict("accurate" if denied else "inaccurate", reason, (rule_evidence(wales),))


_MADE_PUBLIC = re.compile(r"\b(?:disclos\w+|publish\w*|publication|made public|public)\b")
_SECRET = re.compile(
    r"\b(?:confidential\w*|secret\w*|classified|stay there|nowhere else|behind closed doors)\b"
)
_OF_PLANS = re.compile(r"\b(?:plans?|progress|reports?|paths?|roadmaps?)\b|\bit finds\b")


def _public(asked: Asked) -> Verdict | None:
    """Plans and progress made public: no text asks it, so a wish is a wish and a denial right."""
    match = _MADE_PUBLIC.search(asked.words)
    secret = _SECRET.search(asked.words)
    if match is None and secret is None:
        return None
    rule = known_rules()["hague-2025-annual-plan"]
    reason = "Allies report to NATO: no text asks them to make plans or progress public."
    if asked.day < DRAFT:
        return settled(asked, None, reason, rule_evidence(rule))
    if secret is not None and match is None:
        told = _OF_PLANS.search(asked.words) is not None
        return settled(asked, True, reason, rule_evidence(rule)) if told else None
    if match is None or _OF_PLANS.search(asked.words) is None:
        return None
    if ANY_NO.search(asked.words):
        return settled(asked, True, reason, rule_evidence(rule))
    if WISHED.search(asked.words):
        return Verdict("said", "A wish: no text asks it.", (rule_evidence(rule),))
    return Verdict("overstated", reason, (rule_evidence(rule),))


_EVERY_YEAR = r"(?:annual|yearly|year[- ]by[- ]year|per year|each year|every (?:single )?year|year after year|from one year to the next|fixed)"
_STEP = re.compile(
    rf"\b{_EVERY_YEAR}[^.;]{{0,30}}\b(?:steps?|milestones?|increments?|increases?|rises?|tasks?|homework|quotas?|amounts?|stages?|targets?)\b(?![- ]by\b)|"
    rf"\b(?:steps?|homework|tasks?|increases?|a fixed amount|stages)\b[^.;]{{0,20}}\b{_EVERY_YEAR}|\bstraight line\b"
)


def _step(asked: Asked) -> Verdict | None:
    match = _STEP.search(asked.words)
    if match is None:
        return None
    denied = denies(asked, match)
    reason = "No yearly step is asked for: a rise of 0.2 points a year was discussed and dropped."
    return settled(asked, denied, reason, rule_evidence(known_rules()["hague-2025-annual-plan"]))


_REVIEW = re.compile(
    r"\b(?:review\w*|re-?examin\w*|stock|stock-?take|fresh look|look(?:s|ed)? again|revisit\w*|reassess\w*|take another look)\b"
)


def _review(asked: Asked) -> Verdict | None:
    if not _REVIEW.search(asked.words):
        return None
    years = {year for year in re.findall(r"\b20[2-4]\d\b", asked.words) if year > "2026"}
    if not years and not re.search(
        r"\b(?:path|trajectory|balance|pledge|target|goal|number)", asked.words
    ):
        return None  # another review: of a plan, of a budget
    reason, evidence = summary_of("hague-2025-review")
    return settled(asked, not years or "2029" in years, reason, evidence)


_PLAN = re.compile(
    r"\b(?:plans?|roadmaps?|reports?|reported|progress|path|slope|line|one each year)\b"
)
_OFTEN = re.compile(
    r"\b(?:annual\w*|yearly|every year|each year|regular\w*|often|twelve months|credible|incremental|step[- ]by[- ]step)\b"
)
_OTHERWISE_OFTEN = re.compile(
    r"\b(?:every (?:two|three|four|five|ten|other|second|third|fourth|fifth|six|month|quarter|decade)|biennial\w*|bi-?annual\w*|twice a year|"
    r"monthly|quarterly|once a decade|only once|voluntar\w+)\b"
)
_OWES_NONE = re.compile(
    r"(?:\bno (?:ally|country|government|member|capital|state|one)\b|\b(?:need|needs|do|does|are|is|will|must)(?: not|n't)\b|\b(?:no longer|never|freed from|"
    r"excused from)\b)[^.;]{0,30}\b(?:submit\w*|hand\w*|present\w*|plans?|report\w*|ow(?:e|es|ed))\b"
)


def _plan(asked: Asked) -> Verdict | None:
    wrong = _OTHERWISE_OFTEN.search(asked.words) or _OWES_NONE.search(asked.words)
    if not (_PLAN.search(asked.words) and (wrong or _OFTEN.search(asked.words))):
        return None
    reason, evidence = summary_of("hague-2025-annual-plan")
    return settled(asked, wrong is None, reason, evidence)


_EXCEPTION = re.compile(
    r"\b(?:exceptions?|exempt\w*|opt(?:ed|s)?[- ]?outs?|side deals?|let off|carve-?outs?)\b"
)


def _exception(asked: Asked) -> Verdict | None:
    """The text names none; how Spain's letters are to be read is contested and not decided here."""
    match = _EXCEPTION.search(asked.words)
    if match is None:
        return None
    reason = "The text adopted in The Hague names no ally and no exception."
    if re.search(r"\b(?:spain|spanish|madrid|sanchez)\b", asked.words):
        return settled(
            asked, None, f"{reason} Spain reads its exchange of letters as relief from the number; NATO's Secretary General does not.",
            *reading_evidence("ESP-2025-06-22", asked.day), *reading_evidence("NATO-2025-06-23", asked.day),
        )  # fmt: skip
    return settled(asked, denies(asked, match), reason, summary_of("hague-2025-total")[1])


_WAY = re.compile(
    r"\b(?:own|free(?:dom|ly)?|flexib\w+|latitude|sovereign\w*|decid\w+|choos\w+|chose|left to|up to (?:each|every|the)|discretion|determin\w+)\b"
)
_OF_WAY = re.compile(
    r"\b(?:path|way|ways|route|pace|course|how|means|road|commitments?|tempo|speed)\b"
)


def _own_way(asked: Asked) -> Verdict | None:
    if not (_WAY.search(asked.words) and _OF_WAY.search(asked.words)):
        return None
    entry = entry_seen("NATO", "NATO-2025-06-23-rutte-sovereign-how", asked.day)
    if entry is None:
        return Verdict("said", "The report says so; the record held here had no such word then.")
    return Verdict(
        "said",
        f"The record has it of NATO's Secretary General: {entry.summary}",
        (entry_evidence(entry),),
    )


_APPROVED = r"(?:approved|adopted|endorsed|backed|signed|accepted|agreed|consented)"
_BY_ALL = re.compile(
    rf"\b{_APPROVED}\b[^.;,]{{0,25}}\bby (?:all|every|each|the whole)\b|\b(?:unanim\w+|by consensus)\b|\b(?:all|every|each)\b[^.;,]{{0,30}}\b{_APPROVED}\b"
)
_BY_SOME = re.compile(
    rf"\b(\d\d?)\s(?:of (?:the |its )?(?:\d\d|members|allies)|allies|members|countries|nations|states|governments)\b[^.;,]{{0,20}}\b{_APPROVED}\b|"
    rf"\b{_APPROVED}\b[^.;,]{{0,20}}\bby (\d\d?)\b"
)
_WHAT_ELSE = re.compile(r"\b(?:agreed|accepted|consented) (?:that\b|to (?!the\b|it\b|this\b))")
"""What is said to have been agreed, and not only by whom."""

_MEMBERS = 32


def _approved(asked: Asked) -> Verdict | None:
    """Who agreed to the text: all of them."""
    if asked.published < DRAFT or _WHAT_ELSE.search(asked.words):
        return None
    some = _BY_SOME.search(asked.words)
    if some is None and not _BY_ALL.search(asked.words):
        return None
    entry = entry_seen("NATO", "NATO-2025-06-22-text-agreed", asked.day)
    if entry is None:
        return None
    if some is not None:
        by_all = int(some[1] or some[2]) == _MEMBERS
    else:
        by_all = not re.search(r"\b(?:not|never) (?:all|every|each|unanim)", asked.words)
    return settled(asked, by_all, entry.summary, entry_evidence(entry))


_WE = re.compile(r"\bwe\b.{0,40}\ballies\b|\ballies commit\b|\ballies\b.{0,40}\bwe\b")


def _wording(asked: Asked) -> Verdict | None:
    if not _WE.search(asked.words) or '"' not in asked.words:
        return None
    entry = entry_seen("NATO", "NATO-2025-06-22-text-agreed", asked.day)
    return None if entry is None else Verdict("accurate", entry.summary, (entry_evidence(entry),))


_HALT = re.compile(
    r"\b(?:halt\w*|revers\w+|stop\w*|end(?:ed)?)\b[^.;]{0,30}\b(?:declin\w+|cuts?|fall\w*|trend)\b"
)
_SUMMITS = (
    (re.compile(r"\bvilnius\b"), "vilnius-2023-core",
     re.compile(r"\b(?:minimum|floor|lower limit|at least|bar|raised|enduring|every year|no (?:date|year|end)|without an? (?:end|date))\b")),
    (re.compile(r"\b(?:wales|welsh|newport)\b"), "wales-2014-core",
     re.compile(r"\b(?:aim\w*|guideline|2024|decade|ten years|halt\w*|revers\w+|stop\w*)\b")),
)  # fmt: skip
"""Earlier summits: the place, the rule that was agreed there, and words for what it says."""


def _earlier(asked: Asked) -> Verdict | None:
    """What was agreed in Wales and in Vilnius, told by the name of the place."""
    halted = (re.compile(""), "wales-2014-core", _HALT) if _HALT.search(asked.words) else None
    named = next((one for one in _SUMMITS if one[0].search(asked.words)), halted)
    if named is None:
        return None
    _, rule_id, says = named
    rule = known_rules()[rule_id]
    reason, evidence = rule.summary.strip(), (rule_evidence(rule),)
    if asked.day < rule.adopted:
        return Verdict("said", NOT_YET)
    if ANY_NO.search(asked.words) or not says.search(asked.words):
        return Verdict("said", f"The report says so. What was agreed there: {reason}", evidence)
    return Verdict("accurate", reason, evidence)


_TERMS: tuple[Callable[[Asked], Verdict | None], ...] = (
    income_of, iceland, ukraine, _penalty, _public, _step, _plan, _exception, definition, related,
    listed, _own_way, _approved, _wording, _earlier, _review, _due,
)  # fmt: skip
"""The sorts of term, those with a vocabulary of their own first."""
