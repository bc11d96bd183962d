"""The shipped rules, definitions and readings, read once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from burdenshare._yaml import load
from burdenshare.errors import BadFileError
from burdenshare.rules._schema import Definition, Reading, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping


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


@cache
def all_readings() -> tuple[Reading, ...]:
    """Return every shipped reading, in the order of the file."""
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


@cache
def definitions() -> Mapping[str, Definition]:
    """Return what NATO counts as core and as related spending, by id."""
    found = load(folder() / "definitions.yaml", tuple[Definition, ...])
    return {definition.id: definition for definition in found}


def definition_of(rule: Rule) -> Definition | None:
    """Return what a rule's figure counts; ``None`` for a rule of both categories or of neither."""
    categories = {
        "percent of GDP, NATO core definition": "core",
        "percent of NATO core spending": "core",
        "percent of GDP, NATO related spending": "related",
    }
    category = categories.get(rule.test.unit) if rule.test else None
    return definitions()[category] if category else None
