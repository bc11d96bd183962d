"""Levels the allies agreed on: held to their side, their year and their denominator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._agreed_counting import income
from burdenshare.news._agreed_terms import judge_term
from burdenshare.news._agreed_told import NOT_YET
from burdenshare.news._claim import Verdict
from burdenshare.news._evidence import (
    DRAFT,
    HAGUE,
    known_rules,
    reading_evidence,
    rule_evidence,
)
from burdenshare.news._fold import fold_same_length

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.news._claim import Claim
    from burdenshare.rules import Rule

_FLOOR, _EQUIPMENT = 2.0, 20.0
_OF_GNI = 1.7
"""Per cent of GDP that 2 % of Luxembourg's national income come to, by the ledger's entry."""
_YEARLY_STEP = 0.2
_TOTAL, _CORE, _RELATED = 5.0, 3.5, 1.5
_RULE_OF = {
    _TOTAL: "hague-2025-total", _CORE: "hague-2025-core", _RELATED: "hague-2025-related",
}  # fmt: skip


def judge_rule(claim: Claim, published: dt.date, day: dt.date) -> Verdict:
    """Return whether the allies agreed what the words say they did."""
    known = known_rules()
    if not claim.values:
        return judge_term(claim, published, day)
    value = claim.values[0].value
    if claim.values[0].unit == "pct_of_defence":
        rule = known["wales-2014-equipment"]
        kind = "accurate" if value == _EQUIPMENT else "inaccurate"
        return Verdict(kind, rule.summary.strip(), (rule_evidence(rule),))
    if value == _OF_GNI or (claim.values[0].unit == "pct_gni" and value == _FLOOR):
        return income(day)
    if claim.values[0].unit == "pct_gni":
        return _idea(claim, published, day)
    if value == _FLOOR:
        return _two(claim, published, day)
    if value not in _RULE_OF:
        return _idea(claim, published, day)
    rule = known[_RULE_OF[value]]
    return _hague(claim, rule, published, day)


def _two(claim: Claim, published: dt.date, day: dt.date) -> Verdict:
    """The 2 %: aimed at from Wales for 2024, a floor with no date since Vilnius."""
    known = known_rules()
    wales, vilnius = known["wales-2014-core"], known["vilnius-2023-core"]
    rule = vilnius if published >= vilnius.adopted else wales
    due = re.search(r"\bby (20\d\d)", claim.period)
    # Only a printed year is held against it: "within a decade" says from when on reading alone.
    if due and due[1] in claim.sentence and int(due[1]) != wales.due:
        return Verdict(
            "inaccurate",
            f"The 2 % was due by {wales.due}, not {due[1]}. {rule.summary.strip()}",
            (rule_evidence(wales), rule_evidence(rule))[: 1 + (rule is vilnius)],
        )
    told = Told(claim)
    if published < vilnius.adopted and told.is_floor():
        known_by_then = [wales] if day < vilnius.adopted else [wales, vilnius]
        reason = " ".join(["It was an aim.", *(one.summary.strip() for one in known_by_then)])
        return Verdict("said", reason, tuple(rule_evidence(one) for one in known_by_then))
    fault = told.is_denied() or told.elsewhere(frozenset({"wales", "newport", "vilnius"}))
    if fault:
        reason = f"The text reads otherwise: {fault} {rule.summary.strip()}"
        return Verdict("inaccurate", reason, (rule_evidence(rule),))
    return Verdict(
        "accurate", f"The 2 % is in the record: {rule.summary.strip()}", (rule_evidence(rule),)
    )


def _hague(claim: Claim, rule: Rule, published: dt.date, day: dt.date) -> Verdict:
    """One of the three numbers of The Hague."""
    evidence = (rule_evidence(rule),)
    if day < DRAFT:
        return Verdict("said", NOT_YET, evidence)
    if published < DRAFT and _PROPOSED.search(claim.sentence.lower()):
        reason = f"It was proposed, as told. What was adopted: {rule.summary.strip()}"
        return Verdict("said", reason, evidence)
    fault = _year_fault(claim, rule) or Told(claim).fault(published) or _left_out_fault(claim)
    if not fault and _ONE_LEFT_OUT.search(claim.sentence):
        readings = reading_evidence("ESP-2025-06-22", day)
        return Verdict("contested", _BUT_SPAIN, (*evidence, *readings))
    if not fault:
        stage = (
            "approved in draft on 22 June 2025 and adopted on 25 June"
            if day < HAGUE
            else "adopted on 25 June 2025"
        )
        return Verdict("accurate", f"{rule.summary.strip()} It was {stage}.", evidence)
    if published < DRAFT:
        return Verdict("outdated", f"The text adopted differs: {rule.summary.strip()}", evidence)
    return Verdict(
        "inaccurate", f"The text reads otherwise: {fault} {rule.summary.strip()}", evidence
    )


_SIGNED = r"(?:have |had )?(?:agreed|approved|adopted|endorsed|accepted|signed|backed|committed)\b"
_LEFT_OUT = re.compile(
    rf"(?i)\ball (?:\d\d |the )?(?:\w+ ){{0,2}}(?:but|except|bar)(?: for)? (?P<who>(?:[\w'-]+,? ){{1,6}}?){_SIGNED}"
)
_ONE_LEFT_OUT = re.compile(
    rf"{_LEFT_OUT.pattern}|(?:31|thirty-one) of (?:the )?(?:\w+ )?(?:32|thirty-two)(?: \w+)? {_SIGNED}"
)
_BUT_SPAIN = (
    "All 32 approved and adopted the text. Spain reads its exchange of letters as relief from the number; NATO's Secretary General does not. "
    "Both readings are on record and neither is decided here."
)


def _left_out_fault(claim: Claim) -> str:
    """What is wrong with who is said not to have agreed; "" if nothing is, or it is Spain, whose case is contested."""
    out = _LEFT_OUT.search(claim.sentence)
    if out and not re.fullmatch(r"(?i)(?:one|spain|madrid)(?: \w+)?", out["who"].strip()):
        return "all 32 approved and adopted it."
    return ""


def _year_fault(claim: Claim, rule: Rule) -> str:
    """What is wrong with the year a number is said to be due, or to hold from; "" if nothing is."""
    years = re.findall(r"20\d\d", claim.period)
    # Only a printed year is held against it: "over ten years" says from when on reading alone.
    told = years and (years[0] in claim.sentence or "next year" in claim.sentence)
    if not told or "2035" in claim.period:
        return ""
    if re.search(rf"\bnot (?:by|in|until) {years[0]}\b,? but\b", claim.sentence):
        return ""
    if _REACHED.search(claim.sentence) and not _TOGETHER.search(claim.sentence):
        return ""  # "Berlin will reach the 3.5 percent target by 2029": the year is Berlin's own
    at_once = claim.period.startswith("from ") and not _GRADUAL.search(claim.sentence.lower())
    first = HAGUE.year + (0 if claim.period.startswith("by ") else 1)
    reviewed = years[0] == _REVIEWED and _LOOKED_AT.search(claim.sentence)
    if at_once or (int(years[0]) > first and int(years[0]) != rule.due and not reviewed):
        return f"the due year is {rule.due}."
    return ""


_REVIEWED = "2029"
_LOOKED_AT = re.compile(r"\b(?:review\w*|look(?:ed)? (?:at )?again|re-?examin\w*|reassess\w*)\b")
"""The year in which it is looked at again, which is not the one in which it is due."""


_REACHED = re.compile(
    r"\b(?:reach|hit|meet|achieve|attain)\s(?:that|the|its|a|an|NATO's|Nato's)\s[^,.;]{0,60}?\b(?:in|by|already in|before)\s20\d\d"
)
_TOGETHER = re.compile(
    r"(?i)\b(?:allies|members?|leaders|countries|nations|states|everyone|everybody|alliance)\b"
)
"""Whether somebody reaches a target in a year, and whether that is said of the allies together."""

_GRADUAL = re.compile(
    r"\b(?:ris\w+|grow\w*|grad\w+|start\w*|begin\w*|plans?|path|steps?|increas\w+|towards?|climb\w*|report\w*|rais\w+|count\w*)\b"
)
"""What says that a number is not to be reached at once."""


def _idea(claim: Claim, published: dt.date, day: dt.date) -> Verdict:
    """A level of no rule: an idea, or a text told wrongly."""
    known = known_rules()
    told = Told(claim)
    if claim.values[0].value == _YEARLY_STEP and day >= DRAFT:
        rule = known["hague-2025-annual-plan"]
        kind = "accurate" if told.is_given_up() else "inaccurate"
        return Verdict(
            kind if published >= DRAFT else "outdated",
            "A yearly step of 0.2 points was discussed and dropped.",
            (rule_evidence(rule),),
        )
    place = told.adopted_at()
    if place and published >= known[_AGREED_AT[place]].adopted:
        rule = known[_AGREED_AT[place]]
        return Verdict(
            "inaccurate", f"The text has no such level: {rule.summary.strip()}", (rule_evidence(rule),)
        )  # fmt: skip
    return Verdict("said", "No rule in force has that level: it was an idea or a proposal.")


# ---- What may be told wrongly of a level

_PROPOSED = re.compile(
    r"\b(?:propos(?:es|ed|al|als|ing)|suggest(?:s|ed|ion)|the plan (?:he|she)|is to put|will (?:put|table)|has (?:put|tabled)|wants from)\b"
)
"""What tells of a proposal as such: that it was one stays true whatever came of it."""

_AGREED_AT = {
    "the hague": "hague-2025-total", "vilnius": "vilnius-2023-core", "wales": "wales-2014-core",
    "newport": "wales-2014-core",
}  # fmt: skip
"""Place of a summit to the rule on levels that was agreed there."""

_PRINTED = {
    5.0: r"(?<![\d.,])(?:5(?:[.,]0)?(?![.,]?\d)|five)\b", 2.0: r"(?<![\d.,])(?:2(?:[.,]0)?(?![.,]?\d)|two)\b",
    3.5: r"3[.,]5|three and a half|three point five", 1.5: r"1[.,]5|one and a half|one point five",
}  # fmt: skip
_SOFT = r"(?:infrastructure|resilience|related|roads|bridges|networks|cyber\w*|civil)"
_HARD = r"(?:core|hard (?:defen[cs]e|military|power)|purely military|armed forces|troops|soldiers|weapons|tanks|guns|arms)"
_FOR = (
    r"(?:(?:(?!\band\b)[^.;,\d]){0,24}\b(?:on|for|into|to)| ?(?:%|per ?cent)?(?: of (?:its |their )?gdp)? "
    r"(?:would|will|is to|are to|should|shall) (?:go|be spent|be put) (?:to|on|into|for)) (?:the |its |their )?"
)
_SWAPPED = {
    3.5: re.compile(rf"{_FOR}{_SOFT}\b"), 1.5: re.compile(rf"{_FOR}{_HARD}\b(?![- ]related)"),
}  # fmt: skip
_ARMS = r"(?:core|troops|soldiers|weapons|tanks|guns|arms)"
_ARMS_ALONE = re.compile(
    rf" ?(?:%|per ?cent)?(?: of (?:its |their )?gdp)?(?: (?:on|for) (?:the |its |their )?{_ARMS}\b| [^.;,\d]{{0,24}}"
    rf"\b(?:all|entirely|wholly|exclusively|solely)\b[^.;,]{{0,20}} (?:on|for|to) (?:the |its |their )?{_HARD}\b)"
)
_FLOOR_WORDS = re.compile(r"\b(?:floor|minimum|lower limit|at least)\b")
_NO_BEFORE = re.compile(r"\b(?:no|not|never|nobody|nothing|without)\b|n't\b")
_BOUND = {
    1.5: re.compile(r"[^.;,]{0,60}\b(?:is|as|being|becomes?) (?:a|the) (?:minimum|floor)\b"),
    3.5: re.compile(r"[^.;,]{0,60}\b(?:is|as|being|becomes?) (?:a|the) (?:maximum|ceiling|cap|upper limit)\b"),
    5.0: re.compile(r"[^.;,]{0,60}\b(?:is|as|being|becomes?) (?:a|the) (?:maximum|ceiling|cap|upper limit)\b"),
}  # fmt: skip
_AT_ONCE = re.compile(
    r"[^.;,]{0,40}\b(?:(?:from|as of|starting in) 20(?:2\d|3[0-4])|immediately|at once|right away|straight away)\b"
)
_MOVES_BY = re.compile(
    r"\b(?:rais\w+|increas\w+|lift\w*|boost\w*|hik\w+|cut\w*)\b[^.;,]{0,40}\bby (?:about |another |at least )?$"
)
_OF_BUDGET = re.compile(
    r"\s?(?:%|per ?cent) of (?:their|its|the|all) (?:\w+ ){0,2}(?:budgets?|public spending|government spending)\b"
)
_CUT_TO = re.compile(r"\b(?:cut|reduce|lower)\b[^.;,]{0,40}\bto $")
_AGREED_THAT = re.compile(r"\b(?:agreed|decided|adopted|resolved) that\b")
_FINED = re.compile(
    r"\b(?:be (?:fined|punished|sanctioned|expelled)|pay (?:their|its) (?:arrears|debts)|lose (?:their|its) votes?)\b"
)
_NOT_UKRAINE = re.compile(
    r"\bukraine\b[^.;,]{0,40}\b(?:does not|do not|will not|no longer|cannot) count\w*\b[^.;,]{0,30}$"
)
"""What may be told wrongly beside a number: what it is of, what it brings, what it leaves out."""

_FOR_SOME = re.compile(
    r"\b(?:appl(?:ies|y)|binding|binds?|valid|meant|holds?|compulsory|mandatory) (?:only|solely|exclusively) (?:to|for|on)\b(?! (?:the |its )?(?:nato|members|allies))|"
    r"\b(?:only|solely|exclusively) (?:binds|applies to|apply to|meant for)\b(?! (?:the |its )?(?:nato|members|allies))"
)
_NOT_AGREED = re.compile(
    r"\b(?:nato|alliance|allies|leaders|members?|member states|summit|governments|ministers)\b[^.;,]{0,20}"
    r"(?:\b(?:did|have|has|had) not|(?:did|have|has|had)n't|\bnever|\brefused to|\bfailed to)\s(?:\w+\s){0,2}"
    r"(?:agree|adopt|commit|approv|endors|sign|accept|set\b|pledge)(?!\w*\s(?:on )?(?:whether|how|when|a wording))"
    r"(?![^.;,]{0,24}\b(?:binding|fixed|rigid|legal\w*|automatic)\b)|"
    r"\b(?:nato|the alliance|(?:nato |allied |the )leaders|the allies|the summit)\s(?:has |have |had )?"
    r"(?:rejected|turned down|postponed|put off|shelved|dropped|scrapped|abandoned|thrown out|threw out|voted down)\b[^.;,]{0,40}$"
)
_REPEALED = re.compile(
    r"[^.;,]{0,40}\b(?:was|were|has been|have been|is|got)\s(?:\w+ly\s|since\s|now\s)?"
    r"(?:rejected|abolished|scrapped|dropped|repealed|cancell?ed|withdrawn|voted down|given up|abandoned)\b"
)
_DROPPED = re.compile(
    r"\b(?:not|no|never|dropped|gone|removed|deleted|struck|out|abandoned|given up|rejected|resist\w*|without|left out|earlier|first|original\w*|mooted|discussed|talk|idea|"
    r"proposed|draft)\b|n't\b"
)
_SUMMIT_AT = re.compile(
    r"\b(?:agreed|adopted|set|made|pledged|promised|dates?|signed|approved|undertook|decided|committed)\b[^.;]{0,60}?"
    r"\b(?:(?P<a>madrid|warsaw|london|washington|brussels|vilnius|wales|newport|lisbon|the hague)(?:'s)? summit|summit (?:in|of|at) (?P<b>madrid|warsaw|"
    r"london|washington|brussels|vilnius|wales|newport|lisbon|the hague)|in (?P<c>madrid|warsaw|vilnius|wales|newport|lisbon))\b"
)
_ADOPTED = re.compile(r"\b(?:adopted|agreed|approved|endorsed|committed|signed)\b[^.;,\d]{0,40}$")


class Told:
    """The sentence of a rule that has a number: what stands before the number, and what behind it."""

    def __init__(self, claim: Claim) -> None:
        self.value = claim.values[0].value
        self.comparator = claim.comparator
        self.words = fold_same_length(claim.sentence)
        first = max(claim.sentence.find(claim.text), 0)
        number = re.compile(_PRINTED.get(self.value, rf"{self.value:g}")).search(self.words, first)
        self.start, self.end = number.span() if number else (len(self.words), len(self.words))

    def fault(self, published: dt.date) -> str:
        """What is wrong of a number of The Hague beside its year; "" if nothing is."""
        swapped, bound = _SWAPPED.get(self.value), _BOUND.get(self.value)
        if self.value == _RELATED and (self.comparator == ">=" or self._behind(bound)):
            return "1.5 % is the most that is counted, not a floor."
        if (self.value == _CORE and self.comparator == "<=") or self._behind(bound):
            return f"{self.value:g} % is a floor."
        other = self._measures()
        if other:
            return other
        if self._behind(swapped):
            return "3.5 % is for core defence and up to 1.5 % for related spending."
        denied = _NO_BEFORE.search(self.words[max(0, self.start - 30) : self.start])
        if self.value == _TOTAL and self._behind(_ARMS_ALONE) and not denied:
            return "of the 5 %, up to 1.5 points are for related spending."
        if self.value != _RELATED and self._behind(_AT_ONCE) and not _GRADUAL.search(self.words):
            return "the due year is 2035."
        if _FOR_SOME.search(self.words):
            return "it is addressed to allies, not to some of them."
        if published < DRAFT:
            return ""
        return self.is_denied() or self.elsewhere(frozenset({"the hague"}))

    def _measures(self) -> str:
        """What is wrong with what the number is said to be of, or to bring; "" if nothing is."""
        before = self.words[: self.start]
        if _MOVES_BY.search(before) or self._behind(_OF_BUDGET):
            return "it is a share of GDP."
        if _CUT_TO.search(before):
            return "it is a level to rise to."
        if _AGREED_THAT.search(before) and _FINED.search(self.words):
            return "its text names no penalty."
        return (
            "what is given for Ukraine's defence is counted." if _NOT_UKRAINE.search(before) else ""
        )

    def _behind(self, pattern: re.Pattern[str] | None) -> bool:
        return pattern is not None and pattern.match(self.words, self.end) is not None

    def is_denied(self) -> str:
        """Why it is wrong that nobody agreed to it, or that it no longer holds; "" if neither is said."""
        if _NOT_AGREED.search(self.words[: self.start]):
            return "it was agreed."
        return "no text that was read repeals it." if self._behind(_REPEALED) else ""

    def is_floor(self) -> bool:
        """Whether it is told as a minimum."""
        return self.comparator == ">=" or _FLOOR_WORDS.search(self.words) is not None

    def elsewhere(self, right: frozenset[str]) -> str:
        """Why the summit it is said to come from is the wrong one; "" if it is not."""
        named = _SUMMIT_AT.search(self.words)
        if named is None or any(place in self.words for place in right):
            return ""
        return f"it was not agreed at {(named['a'] or named['b'] or named['c']).title()}."

    def is_given_up(self) -> bool:
        """Whether the words say that it was discussed or dropped."""
        return _DROPPED.search(self.words) is not None

    def adopted_at(self) -> str:
        """Return the place of the summit that is said to have adopted it; "" where none is."""
        if not _ADOPTED.search(self.words[: self.start]):
            return ""
        return next((place for place in _AGREED_AT if place in self.words), "")
