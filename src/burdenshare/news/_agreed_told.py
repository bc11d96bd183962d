"""A term of the pledge as told, whether its words affirm or deny, and what follows from that for the verdict."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.news._claim import Verdict
from burdenshare.news._evidence import DRAFT, known_rules, rule_evidence
from burdenshare.news._fold import fold_same_length

if TYPE_CHECKING:
    from burdenshare.news._claim import Claim

TALKS = dt.date(2025, 1, 1)
"""Year in which the terms of The Hague were talked over, and none was yet agreed."""

UNKNOWN = Verdict("said", "The report says so; the rules held here do not speak of it.")

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


_NO = r"(?:no|not|never|nor|neither|nobody|none|nothing|without|cannot|no one|nowhere|free of|rul(?:e|es|ed|ing) out|shut the door on)\b|n't\b"
_AWAY = r"(?:not|never|no longer|out|gone|dropped|removed|deleted|struck|rejected|waived|abandoned|off the table|rul(?:e|es|ed|ing) out|shut)\b|n't\b"
WISHED = re.compile(
    r"\b(?:should|ought|wants?|wanted|hop(?:e|es|ed|ing)|propos\w+|suggest\w*|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on)|demand\w*|"
    r"would like|whether|if)\b"
)
ANY_NO = re.compile(rf"\b(?:{_NO})")
_GIVEN_UP = re.compile(rf"\b(?:{_AWAY})")


def denies(asked: Asked, match: re.Match[str]) -> bool | None:
    """Whether words deny what a match in them names; ``None`` where that is not plain."""
    words = asked.words
    before, after = words[max(0, match.start() - 60) : match.end()], words[match.end() :][:45]
    if ANY_NO.search(before) or re.match(rf"[^.;,:]*?\b(?:{_AWAY})", after):
        return True
    sentence = fold_same_length(asked.claim.sentence)
    return None if ANY_NO.search(sentence) or _GIVEN_UP.search(sentence) else False


def settled(asked: Asked, right: bool | None, reason: str, *evidence: dict[str, Any]) -> Verdict:
    """Return the verdict on a term of The Hague, by the day it is judged and the day it was told."""
    if asked.published < TALKS:
        return UNKNOWN
    if asked.day < DRAFT:
        return Verdict("said", NOT_YET)
    if WISHED.search(asked.words):
        return Verdict("said", f"Asked for or in question. What was agreed: {reason}", evidence)
    if right is None:
        return Verdict("said", f"The report says so. What was agreed: {reason}", evidence)
    if right:
        return Verdict("accurate", reason, evidence)
    return Verdict("inaccurate" if asked.published >= DRAFT else "outdated", reason, evidence)


def summary_of(rule_id: str) -> tuple[str, dict[str, Any]]:
    """Return what a rule says, and the rule as evidence."""
    rule = known_rules()[rule_id]
    return rule.summary.strip(), rule_evidence(rule)
