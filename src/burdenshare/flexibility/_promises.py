"""From the pledge's rules to promises: by what a rule is, not by what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.errors import BadValueError
from burdenshare.flexibility._question import Promise

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.rules import Reading, Rule

_MEASURE = {
    "percent of GDP, NATO core definition": "core",
    "percent of GDP, NATO related spending": "related",
    "percent of GDP, NATO core plus related": "total",
}


def promise_of(rule: Rule, day: dt.date, first: int, level: float | None = None) -> Promise:
    """Return what ``rule`` asks of the path.

    Args:
        rule: A rule of the catalogue.
        day: Day as of which its number is read.
        first: First projected year: nothing can be asked of years gone by.
        level: Number of a reading, in place of the rule's.

    Raises:
        BadValueError: The rule puts nothing on the level of spending.
    """
    source = rule.sources[0].url
    if rule.kind == "obligation" and rule.parameters.get("attached_to"):
        # "Incremental": read as never falling while the level is not reached.
        return Promise(rule.id, "rise", "core", level or 3.5, first, source=source)
    version = rule.version_on(day)
    measure = _MEASURE.get(rule.test.unit) if rule.test else None
    if rule.test is None or version is None or measure is None or rule.due is None:
        raise BadValueError(
            f"{rule.id} puts no number on the level of spending: leave it out of the promises"
        )
    value = level if level is not None else version.value
    if rule.test.comparison == "counted up to":
        return Promise(rule.id, "ceiling", "related", value, first, source=source)
    return Promise(rule.id, "floor", measure, value, max(rule.due, first), source=source)  # type: ignore[arg-type]


def reading_level(reading: Reading, alpha3: str, name: str, *, for_all: bool = False) -> float:
    """Return the number a reading puts in place of its rule's.

    Raises:
        BadValueError: It names no number, or is about another ally.
    """
    if reading.threshold is None:
        raise BadValueError(f"the reading {reading.id} names no number: there is nothing to solve")
    if not reading.concerns(alpha3) and not for_all:
        raise BadValueError(
            f"the reading {reading.id} is about {', '.join(reading.applies_to)}, not {name}: "
            "--all --offer-all asks what if it held for all"
        )
    return reading.threshold
