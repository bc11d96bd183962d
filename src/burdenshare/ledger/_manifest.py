"""Adding new entries to the manifest: ``python -m burdenshare.ledger``.

The manifest is append-only like the entries themselves: this refuses to touch a line that is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare._yaml import load
from burdenshare.errors import DataError
from burdenshare.ledger._files import (
    MANIFEST,
    EntryFile,
    areas,
    data_folder,
    fingerprint,
    read_manifest,
)

if TYPE_CHECKING:
    from pathlib import Path


def append_new(folder: Path | None = None) -> tuple[str, ...]:
    """Add the entries the manifest of ``folder`` does not know yet; return their ids.

    Raises:
        DataError: An entry that it knows was changed or removed, or an id is filed wrongly.
        BadFileError: A file is wrong.
    """
    where = folder or data_folder()
    path = where / MANIFEST
    path.touch()
    read_manifest.cache_clear()
    known = read_manifest(where)
    marks: dict[str, str] = {}
    for area in areas():
        file = where / f"{area}.yaml"
        for entry in load(file, EntryFile).entries:
            if entry.ally != area:
                raise DataError(f"{file}: the entry {entry.id} belongs in {entry.ally}.yaml")
            if entry.id in marks:
                raise DataError(f"{file}: the id {entry.id} stands twice")
            marks[entry.id] = fingerprint(entry)
    for id_, mark in known.items():
        if marks.get(id_) != mark:
            done = "changed" if id_ in marks else "removed"
            raise DataError(f"{path}: the entry {id_} was {done}: restore it and supersede it")
    new = tuple(id_ for id_ in marks if id_ not in known)
    with path.open("a", encoding="utf-8") as manifest:
        manifest.writelines(f"{id_} {marks[id_]}\n" for id_ in new)
    read_manifest.cache_clear()
    return new
