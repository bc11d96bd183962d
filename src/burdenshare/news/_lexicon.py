"""Names and office-holders as data, and the index that finds them in one pass over the words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from burdenshare._yaml import Model, load
from burdenshare.allies import allies
from burdenshare.news._fold import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORD = re.compile(r"[a-z]+(?:\.[a-z]\b\.?)*|\d+|'s\b|[^\w\s]")
"""What counts as one word of folded text: letters (or dotted initials), digits, "'s", a mark."""

Kind = Literal["ally", "seat", "person", "group", "set", "outsider", "body", "outlet", "epithet"]


class Holder(Model):
    """Someone in office from one day to another."""

    name: str
    """Full name with its accents."""
    role: str
    """Office in English."""
    first: dt.date = Field(alias="from")
    """First day in office."""
    last: dt.date | None = Field(default=None, alias="to")
    """Last day, if it has ended."""
    aliases: tuple[str, ...] = ()
    """Other spellings."""
    full: bool = False
    """Whether only the full name is safe, the surname being a common word or name."""
    source: str = ""
    """Page that reports the day, where it is not the office's page of record; or that none was found."""


class Office(Model):
    """The office-holders of one ally or body."""

    of: str
    """Alpha-3 code of the ally, ``NATO`` or ``EU``."""
    source: str
    """Page of record."""
    holders: tuple[Holder, ...]
    """In no particular order; terms of one person may recur."""


class Outlet(Model):
    """A newspaper, broadcaster or agency."""

    name: str
    """Name as reports print it."""
    kind: Literal["agency", "broadcaster", "newspaper", "weekly"]
    """What it is."""
    source: str
    """Its address."""


class SummitPlace(Model):
    """Where the allies met."""

    place: str
    """City or region."""
    year: int
    """Year of the summit."""
    day: dt.date
    """First day."""
    last: dt.date
    """Last day."""


class Names(Model):
    """Names beyond those in the allies room."""

    allies: dict[str, tuple[str, ...]]
    """Code to further names."""
    summit_places: tuple[SummitPlace, ...]
    """Summits by place."""
    groups: dict[str, tuple[str, ...]]
    """Area code to names of groups."""
    sets: dict[str, tuple[str, ...]]
    """Name to the codes it stands for."""
    outsiders: tuple[str, ...]
    """States that are not allies."""
    bodies: dict[str, tuple[str, ...]]
    """Institutions."""
    epithets: dict[str, tuple[str, ...]]
    """Titles that stand for a person of an ally or of NATO."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    Attributes:
        kind: Sort of thing named.
        codes: Allies or areas meant.
        name: How to show it.
        cased: Whether it counts only when capitalised.
        surname: Whether it is a person's last name standing alone.
    """

    kind: Kind
    codes: tuple[str, ...]
    name: str
    cased: bool = True
    surname: bool = False


@cache
def names() -> Names:
    """Return the names shipped with the room."""
    return load(_data("names.yaml"), Names)


@cache
def offices() -> tuple[Office, ...]:
    """Return the register of office-holders."""
    return load(_data("people.yaml"), tuple[Office, ...])


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the register of outlets."""
    return load(_data("outlets.yaml"), tuple[Outlet, ...])


def _data(name: str) -> Path:
    return Path(str(files("burdenshare.news") / "data" / name))


@cache
def holders_by_name() -> Mapping[str, tuple[tuple[str, Holder], ...]]:
    """Return every term in office of each person, by full name."""
    terms: dict[str, list[tuple[str, Holder]]] = {}
    for office in offices():
        for holder in office.holders:
            terms.setdefault(holder.name, []).append((office.of, holder))
    return {name: tuple(found) for name, found in terms.items()}


@cache
def index() -> Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """Return phrases by their first word, longest first."""
    table: dict[str, dict[tuple[str, ...], Entry]] = {}
    for phrase, entry in _entries():
        words = tuple(WORD.findall(fold_same_length(phrase)))
        table.setdefault(words[0], {}).setdefault(words, entry)
    return {
        first: tuple(sorted(found.items(), key=lambda item: -len(item[0])))
        for first, found in table.items()
    }


def _entries() -> Iterator[tuple[str, Entry]]:
    # What is named first wins: an ally over a surname that is spelt alike (Montenegro).
    yield from _groups()
    yield from _states()
    yield from _people()
    for outlet in outlets():
        yield outlet.name, Entry("outlet", (), outlet.name)


def _people() -> Iterator[tuple[str, Entry]]:
    for name, terms in holders_by_name().items():
        codes = tuple(dict.fromkeys(of for of, _ in terms))
        entry = Entry("person", codes, name)
        short = Entry("person", codes, name, surname=True)
        yield name, entry
        for _, holder in terms:
            for alias in holder.aliases:
                yield alias, entry
                yield alias.split()[-1], short
            if not holder.full:
                yield from ((last, short) for last in _last_names(name))


_PARTICLES = ("de", "van", "von", "di", "le", "croo", "der", "du", "lund", "barth", "gahr", "grlic")


def _last_names(name: str) -> Iterator[str]:
    words = name.split()
    yield words[-1]
    for place in range(1, len(words) - 1):
        if words[place].lower() in _PARTICLES:
            yield " ".join(words[place:])


_BRACES = re.compile(r"\{([^{}]*)\}")


def alternatives(pattern: str) -> list[str]:
    """Spell out a pattern with alternatives in braces.

    >>> alternatives("European {allies|members} {|in }Canada")[:2]
    ['European allies Canada', 'European allies in Canada']
    """
    match = _BRACES.search(pattern)
    if match is None:
        return [pattern]
    tails = alternatives(pattern[match.end() :])
    head = pattern[: match.start()]
    return [head + choice + tail for choice in match[1].split("|") for tail in tails]


def _groups() -> Iterator[tuple[str, Entry]]:
    known = names()
    for code, phrases in known.groups.items():
        for phrase in (each for pattern in phrases for each in alternatives(pattern)):
            yield phrase, Entry("group", (code,), phrase, cased=phrase.isupper())
    for phrase, codes in known.sets.items():
        yield phrase, Entry("set", codes, phrase)
    for code, phrases in known.epithets.items():
        for phrase in phrases:
            yield phrase, Entry("epithet", (code,), phrase, cased=phrase == "Don")
    for code, phrases in known.bodies.items():
        for phrase in phrases:
            yield phrase, Entry("body", (code,), phrase)
    for phrase in known.outsiders:
        yield phrase, Entry("outsider", (), phrase)


def _states() -> Iterator[tuple[str, Entry]]:
    more = names().allies
    for member in allies():
        code = (member.alpha3,)
        entry = Entry("ally", code, member.name)
        for phrase in (
            member.name,
            *member.aliases,
            *member.demonyms,
            *more.get(member.alpha3, ()),
        ):
            if phrase != "EL":
                yield phrase, entry
        yield member.capital, Entry("seat", code, member.capital)
