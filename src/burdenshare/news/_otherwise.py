"""What a number may count that NATO's tables do not: it need not be wrong because it is not in them."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from burdenshare.news._claim import Claim


def counted_otherwise(claim: Claim) -> str:
    """Return why a number that is not in the tables need not be wrong; "" if nothing says so.

    Args:
        claim: A figure that differs from the tables.
    """
    words, value = claim.sentence.lower(), claim.values[0]
    if _ANOTHER_COUNT.search(words):
        return "Another body's count is not what NATO's tables measure."
    if value.unit.startswith("pct_growth") and _GROWN_SINCE.search(words):
        return "The words tell of growth over several years, which no table has."
    if value.unit.endswith("_mn"):
        return _of_money(words)
    if value.unit == "pct_gdp":
        reason = next((reason for pattern, reason in _OF_SHARES if pattern.search(words)), "")
        if reason:
            return reason
        if claim.subject[0] == "NATO" and _AVERAGE.search(words):
            return "An average among allies is not the share of them all, which the tables have."
        if _is_sum_with_related(value.value, words):
            return "Core and related spending together: NATO's tables have core spending only."
    if claim.period in {"", "current"} and _ONCE.search(words):
        return "The words speak of a time to which they give no year."
    return ""


def _of_money(words: str) -> str:
    if _OVER_YEARS.search(words):
        return "The sum is of several years, of which no table has a total."
    budget = re.search(r"\bbudget", words)
    return "A national budget is not what NATO's tables measure." if budget else ""


_OVER_YEARS = re.compile(
    r"\b(?:since (?:the |(?:joining|becoming|entering)\b[^,;.]{0,40}\bin )?(?:\w+ )?20\d\d|between 20\d\d and 20\d\d|cumulative\w*|accumulated|"
    r"over (?:the )?(?:next |last |past |coming )?(?:\w+ )?(?:years|decade))\b"
)
"""What makes a sum one of several years."""

_GROWN_SINCE = re.compile(
    r"\bsince (?:the )?(?:\w+ ){0,8}(?:19|20)\d\d\b|\bsince (?:\w+ )?(?:he|she|they|taking|coming|joining)\b|"
    r"\b(?:over|in|within) (?:the )?(?:(?:last|past|previous) )?(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) years\b|\b(?:over|in) the (?:last|past) decade\b"
)
"""What makes growth one of several years."""

_ANOTHER_COUNT = re.compile(
    r"\b(?:sipri|stockholm international peace|iiss|world bank|eurostat|european defence agency)\b"
)
_MAY_SPEND = re.compile(
    r"\b(?:may|allowed to|entitled to) spend\b|\b(?:limit|cap)(?:s|ped|ping|ing|ed)? its (?:\w+ )?spending (?:to|at)\b"
)
"""What says of a number that others counted it, or that it is a limit."""

_MINISTRY = re.compile(
    r"\b(?:for|to) the (?:\w+ )?(?:defen[cs]e ministry|ministry of (?:national )?defen[cs]e)\b|"
    r"\b(?:defen[cs]e ministry|ministry of (?:national )?defen[cs]e)(?:'s budget)? (?:spent|spends|received|receives|gets|got)\b|"
    r"\baccording to (?:its|the|their|his) (?:20\d\d )?(?:state |national |government )?budget\b"
)
"""What says of a share that it is of a ministry's own budget."""

_AVERAGE = re.compile(
    r"\baverage (?:among|of|across|for|in) (?:the |all |nato(?:'s)? |european )*(?:member|all|countr|states|nations)"
)

_ONCE = re.compile(
    r"\b(?:back then|in (?:his|her|my|our|their|those) (?:days?|time)|in the (?:days|time|years) of|(?<!since the )(?<!since the end of the )cold war|"
    r"in the [a-z]+ (?:years?|era|days)|during the (?:\w+ )?(?:crisis|pandemic|recession|austerity)|in the years of|in the (?:last|past) (?:decade|\w+ years)[^;.]{0,60} from|under (?:reagan|thatcher|kohl|brezhnev))\b"
)


_OTHER_COUNT = re.compile(
    r"\b(?:without (?:the|them|it|that|these|this)|excluding|leaving out|left out|only if (?:\w+ ){0,4}(?:count|includ|add)\w*|had (?:it|they) not|strip\w* (?:it|them|out|away)|"
    r"if (?:one|you|we) (?:counts?|used?|leaves?)|were counted|in its own|at current prices|"
    r"own (?:measure|count|calculation|sum|method|definition|books|accounts|reckoning))\b"
)


_OF_SHARES = (
    (_MAY_SPEND, "What an ally may spend is not what it spends."),
    (_MINISTRY, "A ministry's or a national budget is not what NATO's tables measure."),
    (_OTHER_COUNT, "The words count otherwise than NATO's tables do."),
)
"""What says of a share of GDP that it is of something else, and why that matters."""

RELATED = re.compile(r"\b(?:related|resilience|infrastructure|wider|broader)\b")
"""What names the part of up to 1.5 % beside the core effort."""
_SHARE = re.compile(r"\b\d(?:[.,]\d{1,2})?\b")


def _is_sum_with_related(value: float, words: str) -> bool:
    """Whether a share is told as the sum of two others, one of them of related spending."""
    if not RELATED.search(words):
        return False
    told = [float(share.replace(",", ".")) for share in _SHARE.findall(words)]
    parts = [share for share in told if share < value]
    return any(abs(a + b - value) < _HAIR for a, b in combinations(parts, 2))


_HAIR = 1e-6
