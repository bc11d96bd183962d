"""The user's own editions: saved whole or not at all, listed, removed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._yaml import parse
from burdenshare.errors import BadValueError, FailedError, UnknownNameError
from burdenshare.panel._edition import Edition
from burdenshare.panel._frame import parquet
from burdenshare.panel._store import shipped_editions, user_editions, user_folder

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl


@dataclass(frozen=True, slots=True)
class Imported:
    """A user's edition as read from a file.

    Attributes:
        edition: Its record.
        cells: Its figures, with the columns of an edition's Parquet.
        unexplained: Findings of the audit, one line each; empty outside NATO's tables.
    """

    edition: Edition
    cells: pl.DataFrame
    unexplained: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "edition": self.edition.id,
            "as_of": self.edition.published.isoformat(),
            "cells": self.cells.height,
            "blank": self.cells["value"].null_count(),
            "areas": sorted(self.cells["area"].unique()),
            "measures": sorted(self.cells["measure"].unique()),
            "years": [self.cells["year"].min(), self.cells["year"].max()],
            "unexplained": list(self.unexplained),
            "sources": [self.edition.cite()],
        }

    def to_frame(self) -> pl.DataFrame:
        """The cells."""
        return self.cells

    def explain(self) -> str:
        """What was read, and what the audit found."""
        found = self.to_dict()
        first, last = found["years"]
        return "\n".join(
            [
                f"{self.edition.id}: {found['cells']} cells ({found['blank']} blank), "
                f"{len(found['measures'])} measures, {len(found['areas'])} areas, {first}-{last}",
                *(f"audit: {line}" for line in self.unexplained),
            ]
        )


def save_edition(imported: Imported) -> Path:
    """Keep a user's edition; the default panel has it from then on.

    The record is written last: until it stands, the edition does not exist.

    Returns:
        Path of the record.

    Raises:
        BadValueError: The id is that of a shipped edition or of one that was imported before.
        FailedError: The folder cannot be written.
    """
    from burdenshare.panel._panel import default_panel

    check_new_id(imported.edition.id)
    content = parquet(imported.cells)
    checksum = hashlib.sha256(content).hexdigest()
    record = imported.edition.model_copy(update={"sha256": checksum, "origin": "user"})
    folder = user_folder()
    path = folder / f"{record.id}.yaml"
    text = _yaml(record)
    Edition.model_validate(parse(text, path))  # it must read back before it is kept
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / f"{record.id}.parquet", content)
        _write(path, text.encode())
    except OSError as error:
        raise FailedError(f"{folder}: cannot be written ({error.strerror})") from None
    default_panel.cache_clear()
    return path


def remove_edition(edition_id: str) -> None:
    """Remove a user's edition.

    Raises:
        BadValueError: It is a shipped edition.
        UnknownNameError: There is none of that id.
    """
    from burdenshare.panel._panel import default_panel

    if edition_id in {edition.id for edition in shipped_editions()}:
        raise BadValueError(f"{edition_id} is shipped with burdenshare and cannot be removed")
    folder = user_folder()
    # By name, not by content: a record that no longer reads must be removable too.
    own = sorted(path.stem for path in folder.glob("*.yaml"))
    if edition_id not in own:
        raise UnknownNameError("edition of yours", edition_id, own, "you have imported none so far")
    (folder / f"{edition_id}.yaml").unlink()
    (folder / f"{edition_id}.parquet").unlink(missing_ok=True)
    default_panel.cache_clear()


def check_new_id(edition_id: str) -> None:
    """Refuse an id that is taken.

    Raises:
        BadValueError: It is.
    """
    if edition_id in {edition.id for edition in shipped_editions()}:
        raise BadValueError(
            f"{edition_id} is the id of a shipped edition: choose another with --id"
        )
    if edition_id in {edition.id for edition in user_editions()}:
        raise BadValueError(
            f"you have an edition {edition_id} already: choose another --id, or remove it first "
            f"with `burdenshare panel remove {edition_id}`"
        )


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)  # noqa: PTH105  (atomic, and says so)
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise


def _yaml(record: Edition) -> str:
    import io

    from ruamel.yaml import YAML

    stream = io.StringIO()
    YAML(typ="safe").dump(record.model_dump(mode="json", exclude_none=True), stream)
    return stream.getvalue()
