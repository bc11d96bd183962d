"""What a path aims at: the caller's own target, or the rule in force as of the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.paths._economy import Assumption
from burdenshare.paths._path import Source
from burdenshare.rules import rule as find_rule
from burdenshare.rules import rules

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.rules import Rule

AT_ONCE = 10
"""Years drawn when the target is due at once."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Where to and by when.

    Attributes:
        rule: Id of the rule that gave a default; ``None`` when the caller gave both.
        target: Core share, per cent of GDP.
        given: Whether the caller gave the target (it is then kept even below today's share).
        due: Year by which.
        horizon: Last year drawn.
        assumptions: What was chosen, and why.
        sources: The rule.
    """

    rule: str | None
    target: float
    given: bool
    due: int
    horizon: int
    assumptions: tuple[Assumption, ...]
    sources: tuple[Source, ...]


def core_rule(day: dt.date, rule_id: str | None = None) -> tuple[Rule, float, int]:
    """Return the rule on the core share agreed last, its number and its first year.

    Args:
        day: The as-of day.
        rule_id: A rule to use instead, whenever it was agreed.

    Raises:
        BadValueError: The rule named does not test the core share.
        MissingDataError: No rule was in force on the day.
        UnknownNameError: No rule has that id.
    """
    if rule_id is not None:
        candidates = [find_rule(rule_id)]
        problem: Exception = BadValueError(
            f"{rule_id} does not set a core share: name a rule that does, e.g. hague-2025-core"
        )
    else:
        candidates = list(rules(as_of=day))
        problem = MissingDataError(
            f"no rule on the core share was in force on {day}: give a target and a due year"
        )
    for found in reversed(candidates):
        version = found.version_on(day)
        if version is not None and found.due is not None and _tests_core(found):
            return found, version.value, found.due
    raise problem


def goal(
    code: str,
    day: dt.date,
    start: int,
    *,
    rule: str | None = None,
    target: float | None = None,
    due: int | None = None,
    horizon: int | None = None,
) -> Goal:
    """Return target, due year and horizon; what is not given comes from the rule.

    Args:
        code: Ally's code.
        day: The as-of day.
        start: Year of the last observation.
        rule: Rule to take them from, whenever it was agreed.
        target: Core share, per cent of GDP.
        due: Year by which.
        horizon: Last year; the due year when ``None``, or ten years when it is due at once.

    Raises:
        BadValueError: A number out of range.
    """
    if target is not None and not 0.1 <= target <= 20:
        raise BadValueError(f"core target {target:g} is no share in per cent: write 3.5 for 3.5 %")
    given = target is not None
    notes: list[Assumption] = []
    sources: tuple[Source, ...] = ()
    found: Rule | None = None
    at_once = False
    if target is None or due is None:
        found, level, year = core_rule(day, rule)
        notes += _remarks(found, code, day)
        sources = (_source(found, level),)
        target = level if target is None else target
        if due is None:
            first = max(day.year, start + 1)
            at_once = year < first
            due = max(year, first)
            if at_once:
                why = f"{found.id} asks for it every year from {year} on: owed at once"
                notes.append(Assumption("due", due, why))
    if horizon is None:
        horizon = start + AT_ONCE if at_once else due
    name = None if found is None else found.id
    return Goal(name, target, given, due, horizon, tuple(notes), sources)


def _remarks(rule: Rule, code: str, day: dt.date) -> list[Assumption]:
    notes: list[Assumption] = []
    if not rule.known_on(day):
        why = f"asked for by name: {rule.id} was agreed on {rule.adopted}, after {day}"
        notes.append(Assumption("rule_later_than_as_of", rule.id, why))
    exception = rule.exception(code)
    if exception is not None and exception.effect == "share of GNI":
        notes.append(Assumption("denominator_exception", "GNI", exception.reason))
    return notes


def _tests_core(rule: Rule) -> bool:
    test = rule.test
    return (
        test is not None
        and test.measure == "core_share"
        and test.comparison == "at least"
        and not rule.derived
    )


def _source(rule: Rule, value: float) -> Source:
    page = rule.sources[0]
    text = f"{rule.title}: core share at least {value:g} % from {rule.due} on"
    return Source(rule.id, rule.venue, page.title, rule.adopted.isoformat(), page.url, (text,))
