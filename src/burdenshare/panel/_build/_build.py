"""Build the shipped editions and record their checksums."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadFileError, DataError
from burdenshare.panel._audit import audit_cells
from burdenshare.panel._build import ecb, eurostat, nato, weo, worldbank
from burdenshare.panel._frame import parquet
from burdenshare.panel._store import measures, shipped_editions

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.panel._edition import Edition

PUBLISHERS = (nato, weo, worldbank, eurostat, ecb)


@dataclass(frozen=True)
class Built:
    """One edition as built from the raw files.

    Attributes:
        id: Edition id.
        rows: Number of cells.
        sha256: Checksum of its Parquet.
        recorded: Checksum in ``editions.yaml``.
    """

    id: str
    rows: int
    sha256: str
    recorded: str

    @property
    def same(self) -> bool:
        """Whether the bytes are those recorded."""
        return self.sha256 == self.recorded

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {"edition": self.id, "rows": self.rows, "sha256": self.sha256, "same": self.same}


def frames(raw: Path) -> dict[str, pl.DataFrame]:
    """Return the frame of every shipped edition, read from the raw files.

    Args:
        raw: Folder with ``defence/`` and ``macro/``.

    Raises:
        BadFileError: A raw file is missing.
        DataError: A frame does not fit the record of its edition.
    """
    try:
        found = {name: cells for module in PUBLISHERS for name, cells in module.editions(raw).items()}
    except FileNotFoundError as error:
        raise BadFileError(error.filename or raw, "no such raw file: give the folder of raw data") from None
    for edition in shipped_editions():
        if edition.id not in found:
            raise DataError(f"edition {edition.id} is recorded but no builder makes it")
        check(edition, found[edition.id])
        if edition.family == "nato":
            _audit(edition, found[edition.id])
    return {edition.id: found[edition.id] for edition in shipped_editions()}


def check(edition: Edition, cells: pl.DataFrame) -> None:
    """Compare a frame with what its edition says it publishes.

    Raises:
        DataError: Unknown measure, area outside the edition, or an area without a coverage.
    """
    unknown = set(cells["measure"].unique()) - set(measures())
    if unknown:
        raise DataError(f"edition {edition.id}: measures not in the catalogue: {sorted(unknown)}")
    for measure, area in cells.select("measure", "area").unique().sort("measure", "area").rows():
        if area not in edition.areas_of(measure):
            raise DataError(f"edition {edition.id}: {area} has {measure} but is not declared for it")


def _audit(edition: Edition, cells: pl.DataFrame) -> None:
    """Refuse an edition whose tables contradict themselves in a way nobody has explained."""
    new = audit_cells(edition, cells).unexplained
    if new:
        raise DataError(
            f"edition {edition.id}: {len(new)} unexplained findings, the first: "
            f"{new[0].explain().replace(chr(10), ';')}: explain them in known_findings.yaml"
        )


def build(raw: Path, output: Path) -> tuple[Built, ...]:
    """Write the Parquet of every shipped edition and ``editions.yaml`` with its checksum.

    Args:
        raw: Folder of raw files.
        output: Folder that gets ``data/ID.parquet`` and ``editions.yaml``.
    """
    made = {name: (cells.height, parquet(cells)) for name, cells in frames(raw).items()}
    results = tuple(
        Built(e.id, made[e.id][0], hashlib.sha256(made[e.id][1]).hexdigest(), e.sha256)
        for e in shipped_editions()
    )
    (output / "data").mkdir(parents=True, exist_ok=True)
    for name, (_, content) in made.items():
        (output / "data" / f"{name}.parquet").write_bytes(content)
    (output / "editions.yaml").write_text(_recorded(results), encoding="utf-8")
    return results


def _recorded(results: tuple[Built, ...]) -> str:
    """Return ``editions.yaml`` with the new checksums, the rest of it untouched."""
    text = Path(str(files("burdenshare.panel") / "editions.yaml")).read_text(encoding="utf-8")
    new = {result.id: result.sha256 for result in results}
    records = re.split(r"(?m)^(?=- id: )", text)
    for number, record in enumerate(records):
        name = re.match(r"- id: (\S+)", record)
        if name:
            records[number] = re.sub(r"(?m)^(  sha256: ).*$", rf'\g<1>"{new[name[1]]}"', record)
    return "".join(records)
