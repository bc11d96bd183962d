"""Answers as files: JSON, CSV, Parquet and XLSX that carry their sources and terms."""

from __future__ import annotations

import io
import json
import os
import tempfile
from typing import TYPE_CHECKING, Any, Protocol

from burdenshare.errors import BadValueError, FailedError

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

# A spreadsheet takes a text cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Answer(Protocol):
    """What every question returns."""

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys."""
        ...

    def to_frame(self) -> pl.DataFrame:
        """Rows."""
        ...

    def explain(self) -> str:
        """Evidence of each number."""
        ...


def export(answer: Answer, kind: str) -> bytes:
    """Return an answer as the contents of a file.

    Args:
        answer: Any result.
        kind: ``json`` (the whole answer), ``csv``, ``parquet`` or ``xlsx`` (its rows). Parquet
            carries the sources in the file's metadata, XLSX on a second sheet.

    Raises:
        BadValueError: Unknown kind.
    """
    if kind == "json":
        return (to_json(answer.to_dict()) + "\n").encode()
    if kind == "csv":
        return _neutral(answer.to_frame()).write_csv().encode()
    if kind == "parquet":
        sources = json.dumps(_notes(answer), ensure_ascii=False)
        buffer = io.BytesIO()
        answer.to_frame().write_parquet(buffer, metadata={"burdenshare": sources})
        return buffer.getvalue()
    if kind == "xlsx":
        return _workbook(answer)
    raise BadValueError(f"unknown format {kind!r}: use json, csv, parquet or xlsx")


def to_json(value: Any) -> str:
    """Write plain values as JSON; a number that is not finite is an error, not ``NaN``."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def write(content: bytes, path: Path) -> None:
    """Write a file whole or not at all.

    Raises:
        FailedError: The place cannot be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            # mkstemp makes private files; give it the mode any new file would have.
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)  # noqa: PTH101
            os.replace(name, path)  # noqa: PTH105
        except BaseException:
            os.unlink(name)  # noqa: PTH108
            raise
    except OSError as error:
        raise FailedError(f"cannot write {path}: {error.strerror}") from None


def csv_metadata(answer: Answer, name: str) -> bytes:
    """Describe a CSV in the W3C's form (CSVW): its columns, sources and terms."""
    columns = [
        {"name": column, "datatype": _CSVW.get(str(kind), "string")}
        for column, kind in answer.to_frame().schema.items()
    ]
    record = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "tableSchema": {"columns": columns},
        "notes": [_notes(answer)],
    }
    return (to_json(record) + "\n").encode()


_CSVW = {
    "Float64": "number",
    "Int64": "integer",
    "Int16": "integer",
    "Boolean": "boolean",
    "Date": "date",
}


def _notes(answer: Answer) -> dict[str, Any]:
    whole = answer.to_dict()
    return {key: whole[key] for key in ("as_of", "edition", "units", "sources") if key in whole}


def _neutral(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    def guarded(name: str) -> pl.Expr:
        column = pl.col(name)
        risky = pl.any_horizontal(column.str.starts_with(start) for start in _FORMULA_STARTS)
        return pl.when(risky).then("'" + column).otherwise(column).alias(name)

    return frame.with_columns(
        guarded(name) for name, kind in frame.schema.items() if kind == pl.String
    )


def _workbook(answer: Answer) -> bytes:
    import polars as pl
    import xlsxwriter

    buffer = io.BytesIO()
    # Text stays text: nothing in a figure's label may become a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        answer.to_frame().write_excel(book, worksheet="Figures", autofit=True, float_precision=4)
        notes = _notes(answer)
        rows = [
            {key: _text(value) for key, value in source.items()}
            if isinstance(source, dict)
            else {"title": str(source)}
            for source in notes.pop("sources", [])
        ]
        rows += [{"id": key, "title": _text(value)} for key, value in notes.items()]
        pl.DataFrame(rows or [{"id": "none"}]).write_excel(book, worksheet="Sources", autofit=True)
    return buffer.getvalue()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
