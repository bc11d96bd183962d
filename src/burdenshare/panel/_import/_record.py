"""The record of a user's edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from burdenshare.errors import BadFileError, BadValueError, DataError
from burdenshare.panel._edition import Edition
from burdenshare.panel._frame import Row, frame

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    import polars as pl

DEFINITIONS = {
    "nato": "Defence expenditure by NATO's agreed definition, as in the workbook imported.",
    "weo": "Data and projections of the IMF's staff, as in the file imported.",
    "sipri": "Military expenditure by SIPRI's own definition, which is not NATO's.",
}


def edition_record(path: Path, edition_id: str, day: dt.date, **fields: Any) -> Edition:
    """Return the record of an edition read from the user's own file.

    Raises:
        BadValueError: The id is not one, e.g. has capitals.
    """
    try:
        return Edition(
            id=edition_id,
            published=day,
            published_note="given when the file was imported",
            definition=DEFINITIONS[fields["family"]],
            complete=True,
            completeness=f"Everything read from {path.name}.",
            licence="As the publisher of the file imported states.",
            credit=f"{fields['publisher']}, {path.name}",
            url=path.name,
            sha256="0" * 64,  # set when it is saved
            origin="user",
            **fields,
        )
    except ValidationError as error:
        if error.errors()[0]["loc"] == ("id",):
            raise BadValueError(
                f"{edition_id!r} cannot be an id: use small letters, digits and hyphens, "
                "e.g. nato-2027-06"
            ) from None
        raise


def edition_cells(path: Path, rows: Iterable[Row]) -> pl.DataFrame:
    """Return the cells of an edition read from the user's own file.

    Raises:
        BadFileError: A cell is given twice.
    """
    try:
        return frame(rows)
    except DataError as error:
        raise BadFileError(path, str(error)) from None
