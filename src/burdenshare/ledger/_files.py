"""Reading entries: the shipped record, held against its manifest, and the user's own files."""

from __future__ import annotations

import hashlib
import json
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from burdenshare._yaml import Model, load
from burdenshare.allies import allies
from burdenshare.errors import BadFileError, DataError
from burdenshare.ledger._entry import (
    ALLIANCE,
    Counting,
    Event,
    NothingFound,
    Position,
    Related,
)
from burdenshare.ledger._mechanism import Mechanism
from burdenshare.ledger._plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

AnyEntry = Annotated[
    Plan | Position | Mechanism | Related | Counting | Event | NothingFound,
    Field(discriminator="kind"),
]
KINDS = ("plan", "position", "mechanism", "related", "counting", "event", "nothing_found")
MANIFEST = "MANIFEST"


class EntryFile(Model):
    """A file of entries, in the order they were added."""

    entries: tuple[AnyEntry, ...]
    """The entries; new ones go at the end."""


def areas() -> tuple[str, ...]:
    """Areas entries are filed under: the 32 allies by name, then ``NATO``."""
    return (*(member.alpha3 for member in allies()), ALLIANCE)


def data_folder() -> Path:
    """Where the shipped files are."""
    return Path(str(files("burdenshare.ledger") / "data"))


@cache
def shipped(area: str) -> tuple[AnyEntry, ...]:
    """Entries shipped for one area, checked against the manifest.

    Raises:
        DataError: An entry was changed, removed or added without the manifest's knowledge.
    """
    return read_shipped(data_folder(), area)


def read_shipped(folder: Path, area: str) -> tuple[AnyEntry, ...]:
    """Read one area's file in ``folder`` and hold it against the manifest there."""
    path = folder / f"{area}.yaml"
    entries = load(path, EntryFile).entries
    check(
        entries,
        {id_: mark for id_, mark in read_manifest(folder).items() if _area(id_) == area},
        path,
    )
    _check_references(entries, path)
    return entries


def check(entries: Sequence[AnyEntry], manifest: Mapping[str, str], path: Path) -> None:
    """Hold entries against the marks recorded when they were added.

    Raises:
        DataError: One differs, is missing, stands twice, or has no mark.
    """
    found: dict[str, AnyEntry] = {}
    for entry in entries:
        if found.setdefault(entry.id, entry) is not entry:
            raise DataError(
                f"{path}: the id {entry.id} stands twice: entries have ids of their own"
            )
    for id_, mark in manifest.items():
        if id_ not in found:
            raise DataError(f"{path}: the entry {id_} was removed: put it back and supersede it")
        if fingerprint(found[id_]) != mark:
            raise DataError(f"{path}: the entry {id_} was changed: restore it and supersede it")
    for id_ in found:
        if id_ not in manifest:
            raise DataError(
                f"{path}: the entry {id_} is not in the manifest: "
                "run `python -m burdenshare.ledger` to add new entries"
            )


def fingerprint(entry: AnyEntry) -> str:
    """SHA-256 of what the file says; keys a later schema adds do not change it."""
    plain = entry.model_dump(mode="json", exclude_unset=True)
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def read_manifest(folder: Path) -> Mapping[str, str]:
    """Entry id to mark, in the order entries were added.

    Raises:
        DataError: A line is broken or an id stands twice.
    """
    path = folder / MANIFEST
    marks: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        id_, _, mark = line.partition(" ")
        if len(mark) != 64 or id_ in marks:
            raise DataError(f"{path}, line {number}: not an id of its own and its SHA-256")
        marks[id_] = mark
    return marks


def own_folder() -> Path:
    """Where the user's own entries are looked for."""
    import platformdirs

    return platformdirs.user_data_path("burdenshare") / "ledger"


def own(extra: Path | str | Iterable[Path | str] | None) -> tuple[AnyEntry, ...]:
    """Read the user's entries.

    Args:
        extra: YAML files or folders of them; ``None`` is the platform's data folder, which may be
            absent; an empty tuple is none.

    Raises:
        BadFileError: A file is missing, is wrong, or reuses the id of a shipped entry.
    """
    given: tuple[Path, ...]
    if extra is None:
        given = (own_folder(),) if own_folder().is_dir() else ()
    else:
        given = (Path(extra),) if isinstance(extra, str | Path) else tuple(map(Path, extra))
    paths = [
        file
        for path in given
        for file in (sorted(path.glob("*.y*ml")) if path.is_dir() else [path])
    ]
    return _read_own(tuple(paths), tuple(map(_stamp, paths)))


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when a file does; a missing one fails when it is read."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _read_own(paths: tuple[Path, ...], stamps: tuple[tuple[int, int], ...]) -> tuple[AnyEntry, ...]:
    """Read files; ``stamps`` are part of the cache's key, so that an edited file is read again."""
    del stamps
    taken: dict[str, str] = {}
    entries: list[AnyEntry] = []
    for path in paths:
        for entry in load(path, EntryFile).entries:
            _check_own(entry, path, taken)
            taken[entry.id] = str(path)
            entries.append(entry)
    known = {entry.ally for entry in entries}
    for area in known:
        both = (*shipped(area), *(entry for entry in entries if entry.ally == area))
        _check_references(both, paths[0] if len(paths) == 1 else paths[0].parent)
    return tuple(entries)


def _check_own(entry: AnyEntry, path: Path, taken: Mapping[str, str]) -> None:
    where = f"id {entry.id!r}"
    if entry.ally not in areas():
        raise BadFileError(path, f"{entry.ally} is no ally: ids start with BEL, ... or NATO", where)
    if entry.id in taken:
        raise BadFileError(path, f"the id is taken by {taken[entry.id]}: choose another", where)
    if entry.id in {known.id for known in shipped(entry.ally)}:
        raise BadFileError(
            path,
            "the id is a shipped entry's: choose another and name that one in supersedes",
            where,
        )


def _check_references(entries: Sequence[AnyEntry], path: Path) -> None:
    """Every entry named by another exists, and none supersedes what superseded it."""
    known = {entry.id: entry for entry in entries}
    for entry in entries:
        named = (*entry.supersedes, *entry.conflicts_with)
        for other in (*named, *(entry.entries if isinstance(entry, Position) else ())):
            if other not in known:
                raise BadFileError(path, f"{other} is named but does not exist", f"id {entry.id!r}")
        for other in entry.supersedes:
            if known[other].visible_from > entry.visible_from:
                raise BadFileError(
                    path, f"supersedes {other}, which became public later", f"id {entry.id!r}"
                )
    _check_acyclic(known, path)


def _check_acyclic(known: Mapping[str, AnyEntry], path: Path) -> None:
    done: set[str] = set()
    for start in known:
        trail: list[str] = []
        stack = [(start, iter(known[start].supersedes))]
        while stack:
            id_, below = stack[-1]
            if id_ not in trail:
                trail.append(id_)
            following = next((other for other in below if other not in done), None)
            if following is None:
                done.add(id_)
                trail.pop()
                stack.pop()
            elif following in trail:
                raise BadFileError(path, f"supersedes runs in a circle through {following}")
            else:
                stack.append((following, iter(known[following].supersedes)))


def _area(id_: str) -> str:
    return id_.split("-", 1)[0]
