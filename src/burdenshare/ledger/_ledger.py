"""The record as of a day, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from burdenshare._clock import Date, read_date
from burdenshare.allies import ally as find_ally
from burdenshare.allies import area as find_area
from burdenshare.errors import UnknownNameError
from burdenshare.ledger._entry import ALLIANCE, Counting, Event, NothingFound, Position, Related
from burdenshare.ledger._files import KINDS, areas, own, shipped
from burdenshare.ledger._mechanism import Mechanism
from burdenshare.ledger._plan import Plan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import polars as pl
    from rich.console import RenderableType

    from burdenshare.ledger._files import AnyEntry
    from burdenshare.ledger._planned import Planned

E = TypeVar("E")


@dataclass(frozen=True)
class Ledger:
    """What was promised, said and granted, as far as it was public on a day.

    Attributes:
        as_of: The day; nothing that may have been said later is in here.
        ally: Code of the one area asked for; ``None`` is all of them.
        kind: The one kind asked for; ``None`` is all of them.
        record: Every entry public on that day in the areas asked for, and those on the Alliance
            as a whole, whatever was superseded since; from the oldest on.
        superseded: Entry replaced -> entries that replace it, as far as those were public.
        own: Ids of the user's own entries.
    """

    as_of: dt.date
    ally: str | None
    kind: str | None
    record: tuple[AnyEntry, ...]
    superseded: Mapping[str, tuple[str, ...]]
    own: frozenset[str]

    @cached_property
    def entries(self) -> tuple[AnyEntry, ...]:
        """Entries of the area and kind asked for, superseded ones included, oldest first."""
        return tuple(
            entry
            for entry in self.record
            if self.ally in {None, entry.ally} and self.kind in {None, entry.kind}
        )

    @cached_property
    def current(self) -> tuple[AnyEntry, ...]:
        """As ``entries``, without those superseded on that day."""
        return tuple(entry for entry in self.entries if entry.id not in self.superseded)

    @property
    def positions(self) -> tuple[Position, ...]:
        """Positions not superseded."""
        return self._of(Position, self.ally)

    @property
    def events(self) -> tuple[Event, ...]:
        """Events not superseded, those of the Alliance included; due ones too."""
        return tuple(e for e in self._in_force if isinstance(e, Event))

    @property
    def nothing_found(self) -> tuple[NothingFound, ...]:
        """Searches without a find, not superseded."""
        return self._of(NothingFound, self.ally)

    def entry(self, id_: str) -> AnyEntry:
        """Return one entry of the record.

        Raises:
            UnknownNameError: The record has none of that id on that day.
        """
        found = {entry.id: entry for entry in self.record}
        if id_ not in found:
            raise UnknownNameError("ledger entry", id_, found, "`burdenshare ledger` lists them")
        return found[id_]

    def plan(self, ally: str) -> Planned:
        """Return an ally's announced points, steps and amounts in force, with their conflicts."""
        from burdenshare.ledger._planned import planned

        code = self._covered(find_ally(ally).alpha3)
        return planned(code, self.as_of, self._of(Plan, code), self._of(Position, code))

    def mechanisms(self, ally: str, name: str | None = None) -> tuple[Mechanism, ...]:
        """Return the mechanisms of an ally, then those that hold for or were refused to all.

        Args:
            ally: The ally, by any name.
            name: Only this mechanism, e.g. ``"escape_clause"``.
        """
        code = self._covered(find_ally(ally).alpha3)
        both = (*self._of(Mechanism, code), *self._of(Mechanism, ALLIANCE))
        return tuple(found for found in both if name in {None, found.mechanism})

    def related(self, ally: str) -> tuple[Related, ...]:
        """Return what an ally declares as related spending: items, never a sum."""
        return self._of(Related, self._covered(find_ally(ally).alpha3))

    def counting(self, ally: str) -> tuple[Counting, ...]:
        """Return the cases where an ally's own count of core differs, or was widened."""
        return self._of(Counting, self._covered(find_ally(ally).alpha3))

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        from burdenshare.ledger._show import to_dict

        return to_dict(self)

    def to_frame(self) -> pl.DataFrame:
        """One row an entry: who, when, what, how sure, where from."""
        from burdenshare.ledger._show import to_frame

        return to_frame(self)

    def explain(self) -> str:
        """Text tree: each entry with its numbers, its dates, its doubt and its sources."""
        from burdenshare.ledger._show import explain

        return explain(self)

    def __rich__(self) -> RenderableType:
        from burdenshare.ledger._show import table

        return table(self)

    @cached_property
    def _in_force(self) -> tuple[AnyEntry, ...]:
        return tuple(entry for entry in self.record if entry.id not in self.superseded)

    @cached_property
    def _sorted(self) -> dict[tuple[type, str | None], tuple[Any, ...]]:
        """What :meth:`_of` has found: one question about an ally asks for the same many times."""
        return {}

    def _of(self, kind: type[E], area: str | None) -> tuple[E, ...]:
        found = self._sorted.get((kind, area))
        if found is None:
            found = self._sorted[kind, area] = tuple(
                entry
                for entry in self._in_force
                if isinstance(entry, kind) and area in {None, entry.ally}
            )
        return found

    def _covered(self, code: str) -> str:
        if self.ally not in {None, code}:
            raise UnknownNameError(
                "ally of this ledger", code, [str(self.ally)], f"ask for ledger({code!r})"
            )
        return code


def ledger(
    ally: str | None = None,
    *,
    as_of: Date | None = None,
    kind: str | None = None,
    extra: Path | str | Iterable[Path | str] | None = None,
) -> Ledger:
    """Return the record of plans, positions, mechanisms and events as of a day.

    Args:
        ally: An ally by any name, or ``"NATO"``; ``None`` is all. One ally is read from its own
            file and the Alliance's, which is quicker.
        as_of: The day; entries that may have become public later are left out. ``None`` is today.
        kind: Only entries of this kind: plan, position, mechanism, related, counting, event or
            nothing_found.
        extra: The user's own YAML files or folders; ``None`` is the ``ledger`` folder in the
            platform's data folder, an empty tuple is none.

    Raises:
        UnknownNameError: No such ally or kind.
        BadFileError: One of the user's files is wrong.
        DataError: A shipped entry was changed or removed.

    >>> from burdenshare.ledger import ledger
    >>> last = ledger("BEL", as_of="2025-06-24").plan("BEL").points[-1]
    >>> last.year, last.share
    (2034, 2.5)
    """
    if kind is not None and kind not in KINDS:
        raise UnknownNameError("kind of ledger entry", kind, KINDS)
    code = None if ally is None else _area_code(ally)
    day = read_date(as_of)
    wanted = areas() if code is None else tuple(dict.fromkeys((code, ALLIANCE)))
    mine = tuple(entry for entry in own(extra) if entry.ally in wanted)
    both = [entry for area in wanted for entry in shipped(area)] + list(mine)
    record = sorted((e for e in both if e.seen_on(day)), key=lambda e: (e.visible_from, e.id))
    replaced: dict[str, tuple[str, ...]] = {}
    for entry in record:
        for other in entry.supersedes:
            replaced[other] = (*replaced.get(other, ()), entry.id)
    return Ledger(day, code, kind, tuple(record), replaced, frozenset(e.id for e in mine))


def _area_code(name: str) -> str:
    code = find_area(name)
    if code not in areas():
        raise UnknownNameError("ally", name, areas(), "ask for an ally, or for NATO")
    return code
