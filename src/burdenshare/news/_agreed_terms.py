"""Terms of the pledge that carry no number, set beside what the rule book has of each.

What the words are about is told by their vocabulary, one sort of term after the other. A term that
the rule book does not speak of is ``said``: nothing is called right because nothing is known of it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from burdenshare.news._claim import Verdict
from burdenshare.news._evidence import (
    DRAFT,
    definition_evidence,
    entry_evidence,
    entry_seen,
    known_rules,
    reading_evidence,
    rule_evidence,
)
from burdenshare.news._fold import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Callable

    from burdenshare.news._claim import Claim

TALKS = dt.date(2025, 1, 1)
"""Year in which the terms of The Hague were talked over, and none was yet agreed."""

_TWO_BASKETS = dt.date(2026, 1, 1)
"""Since when, by press reports, motorways, civil cyber offices and state reserves are no core spending."""

_UNKNOWN = Verdict("said", "The report says so; the rules held here do not speak of it.")

NOT_YET = "It was proposed; nothing had been agreed on that day."


@dataclass(frozen=True)
class Asked:
    """A term as told, and when it is judged.

    Attributes:
        claim: The claim.
        words: Its words, folded.
        published: Day of the document.
        day: Day of the verdict.
    """

    claim: Claim
    words: str
    published: dt.date
    day: dt.date


def judge_term(claim: Claim, published: dt.date, day: dt.date) -> Verdict:
    """Return whether the rule book has a term that is told without a number.

    Args:
        claim: A rule without a number.
        published: Day of the document.
        day: Day of the verdict.
    """
    asked = Asked(claim, " ".join(fold_same_length(claim.text).split()), published, day)
    found = (judge(asked) for judge in _TERMS)
    return next((verdict for verdict in found if verdict is not None), _UNKNOWN)


# ---- Whether words affirm or deny

_NO = r"(?:no|not|never|nor|neither|nobody|none|nothing|without|cannot|no one|nowhere|free of|rul(?:e|es|ed|ing) out|shut the door on)\b|n't\b"
_AWAY = r"(?:not|never|no longer|out|gone|dropped|removed|deleted|struck|rejected|waived|abandoned|off the table|rul(?:e|es|ed|ing) out|shut)\b|n't\b"
_WISHED = re.compile(
    r"\b(?:should|ought|wants?|wanted|hop(?:e|es|ed|ing)|propos\w+|suggest\w*|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on)|demand\w*|"
    r"would like|whether|if)\b"
)
_ANY_NO = re.compile(rf"\b(?:{_NO})")
_GIVEN_UP = re.compile(rf"\b(?:{_AWAY})")


def _denies(asked: Asked, match: re.Match[str]) -> bool | None:
    """Whether words deny what a match in them names; ``None`` where that is not plain."""
    words = asked.words
    before, after = words[max(0, match.start() - 60) : match.end()], words[match.end() :][:45]
    if _ANY_NO.search(before) or re.match(rf"[^.;,:]*?\b(?:{_AWAY})", after):
        return True
    sentence = fold_same_length(asked.claim.sentence)
    return None if _ANY_NO.search(sentence) or _GIVEN_UP.search(sentence) else False


def _settled(asked: Asked, right: bool | None, reason: str, *evidence: dict[str, Any]) -> Verdict:
    """Return the verdict on a term of The Hague, by the day it is judged and the day it was told."""
    if asked.published < TALKS:
        return _UNKNOWN
    if asked.day < DRAFT:
        return Verdict("said", NOT_YET)
    if _WISHED.search(asked.words):
        return Verdict("said", f"Asked for or in question. What was agreed: {reason}", evidence)
    if right is None:
        return Verdict("said", f"The report says so. What was agreed: {reason}", evidence)
    if right:
        return Verdict("accurate", reason, evidence)
    return Verdict("inaccurate" if asked.published >= DRAFT else "outdated", reason, evidence)


def _rule(rule_id: str) -> tuple[str, dict[str, Any]]:
    rule = known_rules()[rule_id]
    return rule.summary.strip(), rule_evidence(rule)


# ---- One sort of term each

_GNI = re.compile(r"\b(?:gni|gross national income|national income)\b")


def income(day: dt.date) -> Verdict:
    """Luxembourg alone is measured against national income."""
    entry = entry_seen("LUX", "LUX-gni", day)
    if entry is None:
        return Verdict("said", "The report says so; the record held here had no such term then.")
    return Verdict("accurate", entry.summary, (entry_evidence(entry),))


_ONE_ALLY = re.compile(
    r"\b(?:luxemb\w*|grand duchy|grand-duchy|one (?:ally|member|country|state)|ours|our)\b"
)


def _income(asked: Asked) -> Verdict | None:
    if not _GNI.search(asked.words):
        return None
    found = income(asked.day)
    if "LUX" in asked.claim.subject or _ONE_ALLY.search(asked.words):
        return found
    return replace(
        found,
        kind="said",
        reason=f"The report says so. The record has it of one ally: {found.reason}",
    )


_NO_FORCES = re.compile(
    r"\b(?:(?:no|without) (?:\w+ )?(?:army|armed forces|military|forces|line|row)|left out|not (?:assessed|judged|measured|listed|figure|count)|"
    r"does(?:n't| not) (?:list|figure|appear|count|even have))\b"
)


def _iceland(asked: Asked) -> Verdict | None:
    if "iceland" not in asked.words or not _NO_FORCES.search(asked.words):
        return None
    after = asked.day >= DRAFT
    rule = known_rules()["hague-2025-core" if after else "wales-2014-core"]
    reason = next(one.reason for one in rule.exceptions if one.ally == "ISL")
    return Verdict("accurate", reason, (rule_evidence(rule),))


_ASIDE = re.compile(
    r"\b(?:ahead of|before|earlier|original\w*|draft\w*|first|once|slip\w*|moved|mooted|pencilled|thought|going to be|speaks? of|idea|in place of|"
    r"instead of|gone)\b"
)
"""What tells of somebody's own year, or of one that was talked of and given up."""


def _due(asked: Asked) -> Verdict | None:
    """The due year: 2035, for what was agreed in The Hague."""
    period, sentence = asked.claim.period, fold_same_length(asked.claim.sentence)
    if period.endswith("2024"):
        rule = known_rules()["wales-2014-core"]
        return Verdict("accurate", rule.summary.strip(), (rule_evidence(rule),))
    reason, evidence = _rule("hague-2025-total")
    if "2035" in period or "2035" in asked.words:
        return _settled(asked, None if "2032" in asked.words else True, reason, evidence)
    due = re.fullmatch(r"by (20[2-9]\d)", period)
    # 2032 is the year that was talked of first.
    if due is None and "2032" not in asked.words:
        return None
    right = None if _ASIDE.search(sentence) or "2035" in sentence else False
    return _settled(asked, right, f"The due year is 2035. {reason}", evidence)


_PENALTY = re.compile(
    r"\b(?:penalt\w+|sanction\w*|punish\w*|fine[sd]?|court|enforce\w*|legal(?:ly)?|binding|expel\w*|expulsion|suspend\w*|consequences?|political(?:ly)?|"
    r"los(?:e|es|ing) (?:its|their|the) vote\w*|voting rights?)\b"
)


def _penalty(asked: Asked) -> Verdict | None:
    match = _PENALTY.search(asked.words)
    if match is None:
        return None
    denied = "political" in asked.words or _denies(asked, match)
    if asked.published >= TALKS:
        reason = "The pledge is a political commitment: its text names no penalty."
        return _settled(asked, denied, reason, rule_evidence(known_rules()["hague-2025-core"]))
    wales = known_rules()["wales-2014-core"]
    reason = "The aim of Wales is political: the rules held here have no penalty."
    if denied is None or asked.day < wales.adopted:
        return _UNKNOWN
    return Verdict("accurate" if denied else "inaccurate", reason, (rule_evidence(wales),))


_UKRAINE = re.compile(r"\b(?:ukrain\w*|kyiv|kiev)\b")
_COUNTED = re.compile(
    r"\b(?:count\w*|includ\w*|in the (?:sum|calculation|numerator|definition|tally|total)|is in\b|part of|numerator|enter\w*|calculat\w*|tally)"
)
_NOT_COUNTED = re.compile(
    r"(?:\b(?:not|never|no longer|cannot)|n't)\b[^.;]{0,20}\b(?:count\w*|includ\w*|part of|in the|enter\w*)|"
    r"\b(?:exclud\w+|left out|kept out|leaves? out|ruled out|no part of)\b"
)


def _ukraine(asked: Asked) -> Verdict | None:
    if not _UKRAINE.search(asked.words):
        return None
    denied = _NOT_COUNTED.search(asked.words) is not None
    if not denied and not _COUNTED.search(asked.words):
        return None
    reason, evidence = _rule("hague-2025-ukraine")
    if "loan" in asked.words:
        return _settled(asked, None, reason, evidence)  # of loans the text does not speak
    return _settled(asked, not denied, f"It counts. {reason}" if denied else reason, evidence)


_MADE_PUBLIC = re.compile(r"\b(?:disclos\w+|publish\w*|publication|made public|public)\b")
_SECRET = re.compile(
    r"\b(?:confidential\w*|secret\w*|classified|stay there|nowhere else|behind closed doors)\b"
)
_OF_PLANS = re.compile(r"\b(?:plans?|progress|reports?|paths?|roadmaps?)\b|\bit finds\b")
_LIST = re.compile(r"\blists?\b")


def _public(asked: Asked) -> Verdict | None:
    """Plans and progress made public: no text asks it, so a wish is a wish and a denial right."""
    match = _MADE_PUBLIC.search(asked.words)
    secret = _SECRET.search(asked.words)
    if match is None and secret is None:
        return None
    rule = known_rules()["hague-2025-annual-plan"]
    reason = "Allies report to NATO: no text asks them to make plans or progress public."
    if asked.day < DRAFT:
        return _settled(asked, None, reason, rule_evidence(rule))
    if secret is not None and match is None:
        told = _OF_PLANS.search(asked.words) is not None
        return _settled(asked, True, reason, rule_evidence(rule)) if told else None
    if match is None or _OF_PLANS.search(asked.words) is None:
        return None
    if _ANY_NO.search(asked.words):
        return _settled(asked, True, reason, rule_evidence(rule))
    if _WISHED.search(asked.words):
        return Verdict("said", "A wish: no text asks it.", (rule_evidence(rule),))
    return Verdict("overstated", reason, (rule_evidence(rule),))


def _listed(asked: Asked) -> Verdict | None:
    """What counts as related is not listed anywhere in public."""
    match = _LIST.search(asked.words)
    if match is None or not _denies(asked, match):
        return None
    reason = "What counts as related spending is set out in no list that has been published."
    return _settled(asked, True, reason, definition_evidence("related"))


_EVERY_YEAR = r"(?:annual|yearly|year[- ]by[- ]year|per year|each year|every (?:single )?year|year after year|from one year to the next|fixed)"
_STEP = re.compile(
    rf"\b{_EVERY_YEAR}[^.;]{{0,30}}\b(?:steps?|milestones?|increments?|increases?|rises?|tasks?|homework|quotas?|amounts?|stages?|targets?)\b(?![- ]by\b)|"
    rf"\b(?:steps?|homework|tasks?|increases?|a fixed amount|stages)\b[^.;]{{0,20}}\b{_EVERY_YEAR}|\bstraight line\b"
)


def _step(asked: Asked) -> Verdict | None:
    match = _STEP.search(asked.words)
    if match is None:
        return None
    denied = _denies(asked, match)
    reason = "No yearly step is asked for: a rise of 0.2 points a year was discussed and dropped."
    return _settled(asked, denied, reason, rule_evidence(known_rules()["hague-2025-annual-plan"]))


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
    reason, evidence = _rule("hague-2025-review")
    return _settled(asked, not years or "2029" in years, reason, evidence)


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
    reason, evidence = _rule("hague-2025-annual-plan")
    return _settled(asked, wrong is None, reason, evidence)


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
        return _settled(
            asked, None, f"{reason} Spain reads its exchange of letters as relief from the number; NATO's Secretary General does not.",
            *reading_evidence("ESP-2025-06-22", asked.day), *reading_evidence("NATO-2025-06-23", asked.day),
        )  # fmt: skip
    return _settled(asked, _denies(asked, match), reason, _rule("hague-2025-total")[1])


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
    return _settled(asked, by_all, entry.summary, entry_evidence(entry))


_WE = re.compile(r"\bwe\b.{0,40}\ballies\b|\ballies commit\b|\ballies\b.{0,40}\bwe\b")


def _wording(asked: Asked) -> Verdict | None:
    if not _WE.search(asked.words) or '"' not in asked.words:
        return None
    entry = entry_seen("NATO", "NATO-2025-06-22-text-agreed", asked.day)
    return None if entry is None else Verdict("accurate", entry.summary, (entry_evidence(entry),))


_INCLUDED = re.compile(
    r"\b(?:pensions?|salaries|pay(?: of soldiers)?|personnel|military equipment|military bases|operations|(?:needs of|for) (?:its|their|the) own (?:armed )?forces|"
    r"military (?:aid|help|assistance) to allies)\b"
)
_OF_FORCES = re.compile(
    r"\b(?:soldiers?|military|retired|veterans?|forces|troops|armed|officers?)\b"
)
_PARTIAL = re.compile(
    r"\b(?:border guards?|gendarm\w*|coast ?guards?|paramilitar\w+|carabinieri|police)\b"
)
_EXCLUDED = re.compile(
    r"\b(?:motorways?|state(?:'s)? (?:material )?reserves?|material reserves?|cyber (?:office|agenc)\w*)\b"
)
_CASH = re.compile(
    r"\bcash\b|\b(?:when|once|in the year)\b[^.;]{0,20}\bpaid\b|\bpayments? (?:actually )?(?:made|count)|\bpaid for\b|\badvance payments?\b|\bleaves the till\b"
)
_LIMITED = re.compile(
    r"\b(?:only|in part|partly|proportion|in so far|insofar|extent|unless|when|if|who can|military part|share|wartime)\b"
)
_COUNTS = re.compile(
    r"\b(?:count\w*|includ\w*|part of|definition|eligible|qualif\w+|enter\w*|pass|defen[cs]e (?:spending|expenditure)|remain in|recognis\w+|recogniz\w+|record\w*|book\w*|core|covers?|recorded|(?:in|into|to) the second)\b|\bare in\b"
)


def _definition(asked: Asked) -> Verdict | None:
    """What NATO's definition of core spending has in it, in part in it, and not."""
    words = asked.words
    if not _COUNTS.search(words) and not _CASH.search(words):
        return None
    evidence = (definition_evidence("core"),)
    denied = _NOT_COUNTED.search(words) is not None
    if _EXCLUDED.search(words):
        if asked.day < _TWO_BASKETS:
            return Verdict(
                "said",
                "The report says so; it was settled, by press reports, only for 2026.",
                evidence,
            )
        out = denied or re.search(
            r"\b(?:no longer|not|only|rejected|declined|refus\w+|second)\b|n't\b", words
        )
        reason = "Motorways, civil cyber offices and state reserves are no core spending since 2026, by press reports."
        if out:
            return Verdict("accurate", reason, evidence)
        return Verdict(
            "inaccurate" if asked.published >= _TWO_BASKETS else "outdated", reason, evidence
        )
    if _PARTIAL.search(words):
        reason = "Border guards, gendarmerie and coast guards count only in proportion to those trained and equipped as soldiers."
        if _LIMITED.search(words):
            return Verdict("accurate", reason, evidence)
        return Verdict("inaccurate" if denied else "overstated", reason, evidence)
    if _INCLUDED.search(words) and _OF_FORCES.search(words):
        reason = "NATO's definition counts soldiers' and officials' pay and pensions, equipment, infrastructure, operations and upkeep."
        plain = re.search(r"\bpensions?\b[^.;,:]{0,40}(?:\b(?:not|never|no longer)|n't)\b", words)
        return Verdict("inaccurate" if plain else "accurate", reason, evidence)
    if _CASH.search(words) and not denied:
        return Verdict(
            "accurate", "Spending counts in the year in which the cash is paid.", evidence
        )
    return None


_RELATED = re.compile(
    r"\b(?:infrastructure|networks?|preparedness|civilians?|civil protection|resilience|innovat\w+|industr\w+)\b"
)


def _related(asked: Asked) -> Verdict | None:
    """What the text names as examples of related spending: at least two of them in a row."""
    named = set(_RELATED.findall(asked.words))
    if len(named) < 2 or _ANY_NO.search(asked.words) or _NOT_COUNTED.search(asked.words):
        return None
    reason, evidence = _rule("hague-2025-related")
    return _settled(asked, True, reason, evidence)


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
    if _ANY_NO.search(asked.words) or not says.search(asked.words):
        return Verdict("said", f"The report says so. What was agreed there: {reason}", evidence)
    return Verdict("accurate", reason, evidence)


_TERMS: tuple[Callable[[Asked], Verdict | None], ...] = (
    _income, _iceland, _ukraine, _penalty, _public, _step, _plan, _exception, _definition, _related,
    _listed, _own_way, _approved, _wording, _earlier, _review, _due,
)  # fmt: skip
"""The sorts of term, those with a vocabulary of their own first."""
