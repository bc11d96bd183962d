"""From names as people write them to allies and areas."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from burdenshare._text import fold
from burdenshare._yaml import load
from burdenshare.allies._aggregates import AGGREGATES
from burdenshare.allies._ally import Ally
from burdenshare.errors import DataError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@cache
def allies() -> tuple[Ally, ...]:
    """Return the 32 allies, by English name."""
    path = Path(str(files("burdenshare.allies") / "allies.yaml"))
    return load(path, tuple[Ally, ...])


@cache
def _by_name() -> Mapping[str, Ally]:
    index: dict[str, Ally] = {}
    for member in allies():
        names = (member.alpha2, member.alpha3, member.name, *member.aliases)
        for name in map(fold, names):
            if index.setdefault(name, member) is not member:
                raise DataError(f"the name {name!r} stands for two allies in allies.yaml")
    return index


@cache
def _aggregates_by_name() -> Mapping[str, str]:
    return {fold(name): a.code for a in reversed(AGGREGATES) for name in (a.code, a.name)}


def ally(name: str) -> Ally:
    """Return the ally called ``name``: a code, a name or an alias, accents and case optional.

    Raises:
        UnknownNameError: Nothing is called that; the message has the nearest name.

    >>> ally("the Slovak Republic").name
    'Slovakia'
    """
    found = _by_name().get(fold(name))
    if found is None:
        known = [spelling for member in allies() for spelling in (member.name, *member.aliases)]
        raise UnknownNameError("ally", name, known, "`burdenshare allies` lists the 32 allies")
    return found


def find_allies(names: Iterable[str]) -> tuple[Ally, ...]:
    """Return the allies called ``names`` in that order, each once; all 32 when there are none."""
    found = tuple(dict.fromkeys(ally(name) for name in names))
    return found or allies()


def area(name: str) -> str:
    """Return the code of an ally or an aggregate: ``BEL``, ``NATO``, ``NATO_EUR_CAN``.

    Raises:
        UnknownNameError: Neither is called that.
    """
    return _aggregates_by_name().get(fold(name)) or ally(name).alpha3


def area_name(code: str) -> str:
    """Return the English name of an area code."""
    for candidate in AGGREGATES:
        if candidate.code == code:
            return candidate.name
    return ally(code).name
