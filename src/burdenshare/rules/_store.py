"""The shipped rules, definitions and readings, read once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from burdenshare._clock import Date, read_date
from burdenshare._yaml import load
from burdenshare.errors import BadFileError, UnknownNameError
from burdenshare.rules._schema import Definition, Reading, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

# What people may type when they mean the European Union's 1.5 %: it is never a rule here.
_EU_WORDS = ("escape", "nec", "eu-", "cofog", "safe")


def folder() -> Path:
    """Folder of the shipped files."""
    return Path(str(files("burdenshare.rules") / "data"))


def read_rules(where: Path) -> Mapping[str, Rule]:
    """Read the rule files of a folder, by id, in the order of adoption and then of id.

    Raises:
        BadFileError: A file does not fit the schema, is not named after its rule, or points to
            a rule that is not there.
    """
    found: dict[str, Rule] = {}
    for path in sorted(where.glob("*-20*.yaml")):
        rule = load(path, Rule)
        if path.stem != rule.id:
            raise BadFileError(path, f"holds the rule {rule.id!r}: name the file {rule.id}.yaml")
        found[rule.id] = rule
    for rule in found.values():
        if rule.superseded_by is not None and rule.superseded_by not in found:
            raise BadFileError(
                where / f"{rule.id}.yaml",
                f"there is no rule {rule.superseded_by!r}: mend the id",
                "key 'superseded_by'",
            )
    return dict(sorted(found.items(), key=lambda item: (item[1].adopted, item[0])))


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every shipped rule by id, whenever it was agreed."""
    return read_rules(folder())


def rules(*, as_of: Date | None = None) -> tuple[Rule, ...]:
    """Return the rules in force on a day (today when ``None``), oldest first.

    Args:
        as_of: The day; rules agreed later are not among them.

    Raises:
        BadDateError: ``as_of`` is not a date.

    >>> [rule.id for rule in rules(as_of="2025-06-23")]
    ['wales-2014-equipment', 'vilnius-2023-core']
    """
    day = read_date(as_of)
    return tuple(rule for rule in all_rules().values() if rule.in_force_on(day))


def rule(rule_id: str) -> Rule:
    """Return a rule by its id, in force or not.

    Raises:
        UnknownNameError: There is no such rule.

    >>> rule("hague-2025-core").due
    2035
    """
    known = all_rules()
    wanted = rule_id.strip().casefold()
    if wanted not in known:
        hint = "`burdenshare rules` lists them"
        if any(word in wanted for word in _EU_WORDS):
            hint = (
                "rules here are NATO's only, and the EU escape clause is not one of them "
                "(its 1.5 % is a rise over 2021 on another definition); " + hint
            )
            raise UnknownNameError("rule", rule_id, (), hint)
        raise UnknownNameError("rule", rule_id, known, hint)
    return known[wanted]


@cache
def _all_readings() -> tuple[Reading, ...]:
    path = folder() / "readings.yaml"
    found = load(path, tuple[Reading, ...])
    ids = [item.id for item in found]
    for item in found:
        if ids.count(item.id) > 1:
            raise BadFileError(path, f"the reading {item.id!r} is there twice: keep one")
        for other in item.denied_by:
            if other not in ids:
                raise BadFileError(path, f"{item.id} is denied by {other!r}, which is not there")
    return found


def readings(rule_id: str | None = None, *, as_of: Date | None = None) -> tuple[Reading, ...]:
    """Return the readings voiced by a day (today when ``None``), oldest first.

    Args:
        rule_id: Only those of this rule.
        as_of: The day.

    Raises:
        UnknownNameError: There is no such rule.
    """
    day = read_date(as_of)
    wanted = None if rule_id is None else rule(rule_id).id
    found = (r for r in _all_readings() if r.date <= day and wanted in {None, r.rule})
    return tuple(sorted(found, key=lambda item: (item.date, item.id)))


def reading(reading_id: str) -> Reading:
    """Return a reading by its id, e.g. ``ESP-2025-06-22``.

    Raises:
        UnknownNameError: There is no such reading.
    """
    for item in _all_readings():
        if item.id.casefold() == reading_id.strip().casefold():
            return item
    known = [item.id for item in _all_readings()]
    raise UnknownNameError("reading", reading_id, known)


@cache
def definitions() -> Mapping[str, Definition]:
    """Return what NATO counts as core and as related spending, by id."""
    found = load(folder() / "definitions.yaml", tuple[Definition, ...])
    return {definition.id: definition for definition in found}
