"""Spreadsheets as publishers write them: cells by address, with their types."""

from __future__ import annotations

import logging
import re
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from burdenshare.errors import BadFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import fastexcel

MAX_FILE = 20_000_000
MAX_UNPACKED = 200_000_000
"""Bytes: NATO's workbook has 0.2 million, SIPRI's 2 million."""

Value = float | str


class Workbook:
    """An XLSX file of moderate size, read cell by cell without changing a value."""

    def __init__(self, path: Path) -> None:
        import fastexcel

        self.path = path
        _check_size(path)
        try:
            with _quiet():
                self._reader = fastexcel.read_excel(path)
        except fastexcel.FastExcelError:
            raise BadFileError(
                path, "is not a spreadsheet that can be read: give an .xlsx file"
            ) from None
        self._broken = _error_cells(path)

    @property
    def sheets(self) -> list[str]:
        """Names of the sheets."""
        return list(self._reader.sheet_names)

    def sheet(self, name: str) -> Sheet:
        """Return a sheet.

        Raises:
            BadFileError: There is none of that name.
        """
        if name not in self.sheets:
            raise BadFileError(
                self.path, f"has no sheet {name}: give the publisher's own file", name
            )
        return Sheet(self.path, name, self._reader, self._broken.get(name, frozenset()))


class Sheet:
    """One sheet: text of every cell, and typed cells of single rows."""

    def __init__(
        self, path: Path, name: str, reader: fastexcel.ExcelReader, broken: frozenset[str]
    ) -> None:
        self._path, self.name, self._reader, self._broken = path, name, reader, broken
        with _quiet():
            sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            frame = sheet.to_polars()
            columns = [column.absolute_index for column in sheet.selected_columns]
        self._text = [dict(zip(columns, row, strict=True)) for row in frame.rows()]

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self._text)

    def text(self, row: int) -> dict[int, str]:
        """Non-empty cells of a row by column, as text; rows and columns count from 0."""
        cells = self._text[row] if row < self.height else {}
        return {column: str(text) for column, text in cells.items() if text is not None}

    def values(self, row: int) -> dict[int, Value]:
        """Non-empty cells of a row by column, numbers unrounded.

        Raises:
            BadFileError: A cell holds an error such as ``#REF!``.
        """
        # One row at a time, so that a column has the type of its one cell.
        with _quiet():
            sheet = self._reader.load_sheet(self.name, header_row=None, skip_rows=row, n_rows=1)
            frame = sheet.to_polars()
            columns = [column.absolute_index for column in sheet.selected_columns]
        for column in columns:
            if address(row, column) in self._broken:
                raise self.error(row, column, "holds an error instead of a figure")
        if not frame.height:
            return {}
        found = dict(zip(columns, frame.row(0), strict=True))
        return {column: _plain(value) for column, value in found.items() if value is not None}

    def error(self, row: int, column: int | None, problem: str) -> BadFileError:
        """Return an error that names the sheet and the cell."""
        where = f"sheet {self.name}, " + (
            f"row {row + 1}" if column is None else f"cell {address(row, column)}"
        )
        return BadFileError(self._path, problem, where)


def _plain(value: object) -> Value:
    """A number as a float, anything else (also a truth value or a date) as text."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if number else str(value)  # type: ignore[arg-type]


def address(row: int, column: int) -> str:
    """Return a cell's address.

    >>> address(10, 27)
    'AB11'
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        raise BadFileError(path, "no such file") from None
    if size > MAX_FILE:
        raise BadFileError(
            path, f"is larger than {MAX_FILE // 10**6} MB: give the publisher's own file"
        )
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raise BadFileError(
            path, "is not an .xlsx file: save it as one, or give the original"
        ) from None
    if unpacked > MAX_UNPACKED:
        raise BadFileError(path, f"unpacks to more than {MAX_UNPACKED // 10**6} MB: not read")


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(r'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"')


def _error_cells(path: Path) -> dict[str, frozenset[str]]:
    """Addresses of cells that hold an error, by sheet: the reader shows them as empty."""
    found: dict[str, frozenset[str]] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            # Of limited size by now, and expat itself stops entities from multiplying.
            relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
            targets = {r.get("Id"): str(r.get("Target")).lstrip("/") for r in relations}
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
            for sheet in book.iter(f"{_MAIN}sheet"):
                target = targets[sheet.get(_LINK)]
                name = target if target.startswith("xl/") else f"xl/{target}"
                text = archive.read(name).decode("utf-8", "replace")
                found[str(sheet.get("name"))] = frozenset(_ERROR_CELL.findall(text))
    except (KeyError, zipfile.BadZipFile, ET.ParseError):
        raise BadFileError(path, "is not a complete .xlsx file: download it again") from None
    return found


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the reader from remarking on every empty column."""
    log = logging.getLogger("fastexcel")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
