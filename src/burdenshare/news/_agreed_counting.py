"""What counts towards the pledge, and for whom it counts otherwise, set beside the rule book and NATO's definitions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.news._agreed_told import ANY_NO, Asked, denies, settled, summary_of
from burdenshare.news._claim import Verdict
from burdenshare.news._evidence import (
    DRAFT,
    definition_evidence,
    entry_evidence,
    entry_seen,
    known_rules,
    rule_evidence,
)
from burdenshare.rules import definitions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from burdenshare.rules import Item

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


def income_of(asked: Asked) -> Verdict | None:
    """The denominator of one ally, and of no other."""
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


def iceland(asked: Asked) -> Verdict | None:
    """The ally without forces."""
    if "iceland" not in asked.words or not _NO_FORCES.search(asked.words):
        return None
    after = asked.day >= DRAFT
    rule = known_rules()["hague-2025-core" if after else "wales-2014-core"]
    reason = next(one.reason for one in rule.exceptions if one.ally == "ISL")
    return Verdict("accurate", reason, (rule_evidence(rule),))


_UKRAINE = re.compile(r"\b(?:ukrain\w*|kyiv|kiev)\b")
_COUNTED = re.compile(
    r"\b(?:count\w*|includ\w*|in the (?:sum|calculation|numerator|definition|tally|total)|is in\b|part of|numerator|enter\w*|calculat\w*|tally)"
)
_NOT_COUNTED = re.compile(
    r"(?:\b(?:not|never|no longer|cannot)|n't)\b[^.;]{0,20}\b(?:count\w*|includ\w*|part of|in the|enter\w*)|"
    r"\b(?:exclud\w+|left out|kept out|leaves? out|ruled out|no part of)\b"
)


def ukraine(asked: Asked) -> Verdict | None:
    """Whether help to Ukraine counts."""
    if not _UKRAINE.search(asked.words):
        return None
    denied = _NOT_COUNTED.search(asked.words) is not None
    if not denied and not _COUNTED.search(asked.words):
        return None
    reason, evidence = summary_of("hague-2025-ukraine")
    if "loan" in asked.words:
        return settled(asked, None, reason, evidence)  # of loans the text does not speak
    return settled(asked, not denied, f"It counts. {reason}" if denied else reason, evidence)


_LIST = re.compile(r"\blists?\b")


def listed(asked: Asked) -> Verdict | None:
    """What counts as related is not listed anywhere in public."""
    match = _LIST.search(asked.words)
    if match is None or not denies(asked, match):
        return None
    reason = "What counts as related spending is set out in no list that has been published."
    return settled(asked, True, reason, definition_evidence("related"))


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


def definition(asked: Asked) -> Verdict | None:
    """What NATO's definition of core spending has in it, in part in it, and not."""
    words = asked.words
    if not _COUNTS.search(words) and not _CASH.search(words):
        return None
    core, evidence = definitions()["core"], (definition_evidence("core"),)
    denied = _NOT_COUNTED.search(words) is not None
    if match := _EXCLUDED.search(words):
        return _no_longer_counted(asked, match, denied=denied)
    if _PARTIAL.search(words):
        reason = f"They count in part. {_named(core.partial)}"
        if _LIMITED.search(words):
            return Verdict("accurate", reason, evidence)
        return Verdict("inaccurate" if denied else "overstated", reason, evidence)
    if _INCLUDED.search(words) and _OF_FORCES.search(words):
        plain = re.search(r"\bpensions?\b[^.;,:]{0,40}(?:\b(?:not|never|no longer)|n't)\b", words)
        reason = f"What counts: {_named(core.included)}"
        return Verdict("inaccurate" if plain else "accurate", reason, evidence)
    if _CASH.search(words) and not denied:
        return Verdict("accurate", core.basis.strip(), evidence)
    return None


_OUT = re.compile(r"\b(?:no longer|not|only|rejected|declined|refus\w+|second)\b|n't\b")


def _no_longer_counted(asked: Asked, match: re.Match[str], *, denied: bool) -> Verdict | None:
    """What is out of the definition since a year of reporting that it gives."""
    stem = match.group().split()[0 if match.group().startswith("cyber") else -1].rstrip("s")
    item = next((one for one in definitions()["core"].excluded if stem in one.name.lower()), None)
    if item is None or item.since is None:
        return None
    evidence = (definition_evidence("core"),)
    reason = f"{item.name} do not count since {item.since}, {item.note}."
    if asked.day.year < item.since:
        return Verdict(
            "said", "The report says so; the definition held here had no such term then."
        )
    if denied or _OUT.search(asked.words):
        return Verdict("accurate", reason, evidence)
    told_before = asked.published.year < item.since
    return Verdict("outdated" if told_before else "inaccurate", reason, evidence)


def _named(items: Iterable[Item]) -> str:
    """Return kinds of spending with their conditions, as one sentence."""
    named = (f"{one.name} ({one.note})" if one.note else one.name for one in items)
    return "; ".join(" ".join(each.split()) for each in named) + "."


_RELATED = re.compile(
    r"\b(?:infrastructure|networks?|preparedness|civilians?|civil protection|resilience|innovat\w+|industr\w+)\b"
)


def related(asked: Asked) -> Verdict | None:
    """What the text names as examples of related spending: at least two of them in a row."""
    named = set(_RELATED.findall(asked.words))
    if len(named) < 2 or ANY_NO.search(asked.words) or _NOT_COUNTED.search(asked.words):
        return None
    reason, evidence = summary_of("hague-2025-related")
    return settled(asked, True, reason, evidence)
