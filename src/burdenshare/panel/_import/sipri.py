"""SIPRI's workbook of military expenditure, which may not be passed on: each reads their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare._clock import read_date
from burdenshare.allies import allies, ally
from burdenshare.errors import BadFileError, UnknownNameError
from burdenshare.panel._edition import Coverage
from burdenshare.panel._frame import Row
from burdenshare.panel._import._record import edition_cells, edition_record
from burdenshare.panel._import._workbook import Sheet, Workbook, address
from burdenshare.panel._user import Imported, check_new_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from burdenshare._clock import Date

# Sheet, measure, and the factor to the measure's unit: SIPRI writes shares as fractions.
SHEETS = (
    (re.compile(r"^Share of GDP$"), "sipri_share", 100.0),
    (re.compile(r"^Current US\$$"), "sipri_usd_current", 1.0),
    (re.compile(r"^Constant \((?P<base>\d{4})\) US\$$"), "sipri_usd_constant", 1.0),
)
NOT_KNOWN, NO_STATE = frozenset({"...", ". .", ".."}), frozenset({"xxx", "xx"})


def read_sipri(path: Path, *, edition_id: str, published: Date) -> Imported:
    """Read SIPRI's workbook: share of GDP, current and constant dollars, for the allies.

    ``...`` is a blank cell; ``xxx``, a state that was not one yet, is no cell. SIPRI marks its
    estimates by colour, which is not read: no cell is marked as an estimate.

    Args:
        path: The workbook, as downloaded.
        edition_id: Id for the edition.
        published: Day SIPRI published it.

    Raises:
        BadFileError: A sheet is missing or retyped; names the sheet and the cell.
        BadValueError: The id is taken.
    """
    check_new_id(edition_id)
    day = read_date(published, "published")
    book = Workbook(path)
    rows: list[Row] = []
    base = None
    for name, measure, factor in SHEETS:
        found = [(sheet, match) for sheet in book.sheets if (match := name.match(sheet.strip()))]
        if len(found) != 1:
            wanted = name.pattern.strip("^$").replace("\\", "").replace("(?P<base>d{4})", "YYYY")
            raise BadFileError(path, f"has no sheet {wanted!r}: give SIPRI's own workbook")
        sheet, match = found[0]
        base = int(match["base"]) if "base" in match.groupdict() else base
        rows += _sheet(book.sheet(sheet), measure, factor)
    years = [row.year for row in rows]
    record = edition_record(
        path, edition_id, day, family="sipri", publisher="SIPRI", base_year=base,
        title=f"Military expenditure database ({path.name})",
        publishes=(
            Coverage(
                measures=tuple(measure for _, measure, _ in SHEETS),
                first=min(years), last=max(years),
            ),
        ),
        areas=tuple(dict.fromkeys(row.area for row in rows)),
    )  # fmt: skip
    return Imported(record, edition_cells(path, rows))


def _sheet(sheet: Sheet, measure: str, factor: float) -> Iterator[Row]:
    start, years = _header(sheet)
    seen = set()
    for row in range(start + 1, sheet.height):
        text = sheet.text(row)
        if not text or min(text) >= min(years):
            continue
        label = text[min(text)].strip()
        try:
            code = ally(label).alpha3
        except UnknownNameError:
            continue  # a region, or a state that is no ally
        if code in seen:
            raise sheet.error(row, min(text), f"a second row for {label}")
        seen.add(code)
        values = sheet.values(row)
        for place, year in years.items():
            value = values.get(place)
            if isinstance(value, str) and value.strip() in NO_STATE:
                continue
            if isinstance(value, str) and value.strip() not in NOT_KNOWN:
                raise sheet.error(row, place, f"text {value!r} where a number belongs")
            yield Row(
                measure, code, year, value * factor if isinstance(value, float) else None,
                estimate=False, table=sheet.name, row=label, column=str(year),
                note=f"cell {address(row, place)}",
            )  # fmt: skip
    missing = [a.name for a in allies() if a.alpha3 not in seen]
    if missing:
        raise sheet.error(start, None, f"no row for {missing[0]}")


def _header(sheet: Sheet) -> tuple[int, dict[int, int]]:
    for row in range(sheet.height):
        text = sheet.text(row)
        years = {c: int(t) for c, t in text.items() if re.match(r"^(19|20)\d{2}$", t.strip())}
        if "Country" in (t.strip() for t in text.values()) and len(years) > 1:
            return row, years
    raise sheet.error(0, None, "no row with 'Country' and years")
