"""Plans, positions and meetings: set beside the ledger and the rule book."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from burdenshare.ledger import Event, Plan, Position
from burdenshare.news._cells import latest_year
from burdenshare.news._claim import Verdict
from burdenshare.news._evidence import (
    DRAFT,
    HAGUE,
    entries_of,
    entry_evidence,
    known_rules,
    rule_evidence,
)
from burdenshare.news._fold import fold_same_length
from burdenshare.news._lexicon import names
from burdenshare.rules import readings

if TYPE_CHECKING:
    from burdenshare.news._claim import Claim
    from burdenshare.news._lexicon import SummitPlace

_ALL_IN = {2025: "NATO-2026-03-26-annual-report"}
"""Year to the entry of the record by which all allies with armed forces were at 2 % in it."""


def judge_all(claim: Claim, published: dt.date, day: dt.date) -> Verdict | None:
    """Return what the record says of all allies being at 2 %, where the tables are not held whole.

    Args:
        claim: A count of all, or of none below.
        published: Day of the document.
        day: Day of the verdict.
    """
    year = int(claim.period) if claim.period.isdigit() else latest_year(published)
    entry = next(
        (e for e in entries_of("NATO") if e.id == _ALL_IN.get(year) and e.seen_on(day)), None
    )
    if entry is None:
        return None
    return Verdict(
        "accurate", f"The tables are not held whole; the record has it: {entry.summary}",
        (entry_evidence(entry),),
    )  # fmt: skip


def judge_event(claim: Claim, published: dt.date, day: dt.date) -> Verdict:
    """Return whether a meeting or review is where the words put it."""
    known = known_rules()
    if claim.object == "review":
        rule = known["hague-2025-review"]
        right = "2029" in claim.period
        return Verdict(
            "accurate" if right else "inaccurate", rule.summary.strip(), (rule_evidence(rule),)
        )
    if re.search(r"negotiat|bargain|talks|haggl|compromis", claim.text.lower()):
        if DRAFT <= published <= HAGUE:
            evidence = (rule_evidence(known["hague-2025-total"]),)
            return Verdict(
                "inaccurate",
                "The text had been approved on 22 June 2025 and was adopted unchanged in substance on 25 June.",
                evidence,
            )
        return Verdict("said", "An expectation, not a fact.")
    if claim.object in _SORT_OF:
        return _meeting(claim, day, _SORT_OF[claim.object])
    return _summit(claim, day)


_SORT_OF = {"ministerial": "ministers", "press conference": "press conference"}
"""What a meeting is called in a claim, and in the ledger."""

_NO_MEETING = Verdict("said", "The report says so; the record held here has no such meeting.")
_UNDATED = Verdict("said", "The words give no day to look the meeting up by.")


def _meeting(claim: Claim, day: dt.date, *sorts: str) -> Verdict:
    """A meeting that the ledger has, or has not, in the period told."""
    if not claim.period:
        return _UNDATED
    held = (
        entry for entry in entries_of("NATO")
        if isinstance(entry, Event) and entry.event in sorts and entry.seen_on(day)
        and str(entry.held.first).startswith(claim.period)
    )  # fmt: skip
    entry = next(held, None)
    return Verdict("accurate", entry.summary, (entry_evidence(entry),)) if entry else _NO_MEETING


_ALLIED = re.compile(
    r"\bsummit\b.*\b(?:nato|alliance|allied|allies|leaders)\b|\b(?:nato|alliance|allied|allies|leaders)\b.*\bsummit\b|\bsummit (?:in|of) (?:the hague|vilnius|wales)\b"
)
_SEAT = "Brussels"
"""Where leaders meet in any year."""


_IN_SEAT = re.compile(r"\b(?:meeting|talks|gathering)\b[^,;.]{0,40}\bin brussels\b")


def _with_rest(claim: Claim) -> str:
    """The words of a claim and those right behind them."""
    at = max(0, claim.sentence.find(claim.text))
    return fold_same_length(claim.sentence[at : at + len(claim.text) + 40])


def _summit(claim: Claim, day: dt.date) -> Verdict:
    """A summit: where and when the words put it, against the register of summits and the ledger."""
    words = fold_same_length(claim.text)
    known = names().summit_places
    elsewhere = _IN_SEAT.search(_with_rest(claim))
    if elsewhere and not any(p.place == _SEAT and str(p.year) == claim.period[:4] for p in known):
        return _meeting(claim, day, "ministers", "summit")
    named = [p for p in known if re.search(rf"\b{fold_same_length(p.place)}\b", words)]
    years = set(re.findall(r"(?<!by )(?<!until )(?<!before )(?<!from )\b20\d\d\b", words))
    when = named or [p for p in known if str(p.year) == claim.period[:4]]
    right = [p for p in when if _fits(p, claim.period)]
    if not claim.period and len(named) == 1 and "summit" in words:
        right = named  # "the summit in Vilnius": there was one
    if right and (not years or str(right[0].year) in years):
        return Verdict("accurate", _met(right[0], day), (_registered(right[0]),))
    if named and years and years.isdisjoint({str(p.year) for p in named}):
        if named[0].place == _SEAT or not _ALLIED.search(words):
            return _NO_MEETING
        return Verdict("inaccurate", _met(named[0], day), (_registered(named[0]),))
    return _meeting(claim, day, "summit", "decision")


def _fits(place: SummitPlace, period: str) -> bool:
    """Whether a summit met in a year, month or on a day, give or take the day before it."""
    if len(period) < _DAY:
        return period[:4] == str(place.year) and str(place.day).startswith(period)
    try:
        days = [dt.date.fromisoformat(day) for day in period.split("/")]
    except ValueError:
        return False
    return all(place.day - dt.timedelta(1) <= day <= place.last for day in days)


_DAY = len("2025-06-24")


def _met(place: SummitPlace, day: dt.date) -> str:
    meets = "met" if day >= place.day else "is to meet"
    return f"The summit of {place.year} {meets} in {place.place} on {place.day:%-d} to {place.last:%-d %B %Y}."


def _registered(place: SummitPlace) -> dict[str, str]:
    return {"kind": "register", "place": place.place, "day": place.day.isoformat()}


def judge_said(claim: Claim, day: dt.date) -> Verdict:
    """Return whether the record shows that a plan was announced: whether it is kept is not asked."""
    code = claim.subject[0]
    entries = [e for e in entries_of(code) if isinstance(e, Plan) and e.seen_on(day)]
    match = next((e for e in entries if _holds(e, claim)), None)
    if match is not None:
        return Verdict("said", f"The record has it: {match.summary}", (entry_evidence(match),))
    reason = "The report says so; the record held here has no entry with that number on that day"
    if not entries:
        return Verdict("said", f"{reason}.")
    newest = max(entries, key=lambda entry: entry.visible_from)
    return Verdict(
        "said", f"{reason}; the newest it has: {newest.summary}", (entry_evidence(newest),)
    )


def _holds(plan: Plan, claim: Claim) -> bool:
    if not claim.values:
        return False
    value = claim.values[0]
    years = re.findall(r"20\d\d", claim.period)
    if value.unit.endswith("_mn"):
        return any(
            abs(money.amount_millions - value.value) < 0.02 * value.value for money in plan.money
        )
    return any(
        abs(point.share - value.value) < 0.005
        and (not years or point.year is None or str(point.year) in years)
        for point in plan.points
    )  # fmt: skip


_SAME_STANCE = {
    "supports": {"supports", "supports with reservation"}, "rejects": {"rejects", "disowns"},
    "doubts": {"doubts", "supports with reservation", "seeks flexibility"},
    "seeks_flexibility": {"seeks flexibility", "supports with reservation"},
    "claims_exemption": {"claims exemption"}, "denies_exemption": {"denies exemption"},
    "demands": {"demands"},
}  # fmt: skip


def judge_position(claim: Claim, published: dt.date, day: dt.date) -> Verdict:
    """Return whether the record shows that it was said; a contested reading is shown with its rival."""
    if claim.stance == "claims_exemption" and claim.subject[:1] == ("ESP",) and published >= DRAFT:
        return _contested(claim, day)  # before the exchange of letters it could only be asked for
    wanted = _SAME_STANCE.get(claim.stance or "", set())
    known = [
        e for code in claim.subject for e in entries_of(code)
        if isinstance(e, Position) and e.seen_on(day)
    ]  # fmt: skip
    of_stance = [entry for entry in known if entry.stance in wanted]
    if not known:
        return Verdict("said", f"The report says so; {_NO_STANCE}.")
    best = min(of_stance or known, key=lambda entry: _distance(entry, claim, published))
    said = f"{best.visible_from:%-d %B %Y}" if best.said.precision == "day" else str(best.said)
    who = "unnamed" if best.actor.anonymous else best.actor.name
    told = f"({who}, {said}): {best.summary}"
    reason = (
        f"The record has that stance {told}"
        if of_stance
        else f"The report says so; {_NO_STANCE}, but one that {best.stance} {told}"
    )
    return Verdict("said", reason, (entry_evidence(best),))


_NO_STANCE = "the record held here has no entry of that stance on that day"


def _distance(entry: Position, claim: Claim, published: dt.date) -> tuple[bool, bool, int]:
    """How far an entry is from a claim: another shade of the stance, another speaker, days apart."""
    named = claim.attribution.name if claim.attribution else None
    return (
        entry.stance != (claim.stance or "").replace("_", " "),
        named is not None and entry.actor.name != named,
        abs((entry.visible_from - published).days),
    )


def _contested(claim: Claim, day: dt.date) -> Verdict:
    """Both readings of Spain's agreement, side by side; neither is preferred."""
    del claim
    found = tuple(
        {"holder": item.holder, "said_by": item.said_by, "date": item.date.isoformat(), "reading": item.reading,
         "source": item.sources[0].url}
        for item in readings(as_of=day)
        if item.holder in {"ESP", "NATO"} or "ESP" in item.applies_to
    )  # fmt: skip
    entries = [
        e
        for code in ("ESP", "NATO")
        for e in entries_of(code)
        if isinstance(e, Position)
        and e.seen_on(day)
        and e.stance in {"claims exemption", "denies exemption"}
    ]
    return Verdict(
        "contested",
        "Spain reads the exchange of letters as relief from the number; NATO's Secretary General says there is no exemption. "
        "Both readings are on record and neither is decided here.",
        tuple(entry_evidence(e) for e in entries[:4]), readings=found,
    )  # fmt: skip
