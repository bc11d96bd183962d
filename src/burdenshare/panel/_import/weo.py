"""The IMF's World Economic Outlook database, as a tab-separated or comma-separated file."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from burdenshare._clock import read_date
from burdenshare.allies import allies
from burdenshare.errors import BadFileError
from burdenshare.panel._edition import Coverage
from burdenshare.panel._frame import Row
from burdenshare.panel._import._record import edition_cells, edition_record
from burdenshare.panel._store import measures
from burdenshare.panel._user import Imported, check_new_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from burdenshare._clock import Date

MAX_FILE = 100_000_000
BLANKS = frozenset({"", "n/a", "--", "..."})
SCALES = {
    "units": 1.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
    "": 1.0,
}


def read_weo(path: Path, *, edition_id: str, published: Date) -> Imported:
    """Read the IMF's database, in either of the layouts it is downloaded in.

    These are the file "by countries" (tab-separated, though named ``.xls``) and the export of the
    data portal (comma-separated, one row a series).

    Only the allies and the series of the catalogue are kept, in the catalogue's units. A year
    after the file's last actual year is an estimate.

    Args:
        path: The file, as downloaded.
        edition_id: Id for the edition.
        published: Day the IMF published it.

    Raises:
        BadFileError: Columns are missing or a value is not a number; names line and column.
        BadValueError: The id is taken.
    """
    check_new_id(edition_id)
    day = read_date(published, "published")
    lines = _lines(path)
    columns = set(lines[0]) if lines else set()
    if {"ISO", "WEO Subject Code", "Estimates Start After"} <= columns:
        rows = list(_by_countries(path, lines))
    elif {"SERIES_CODE", "SCALE", "LATEST_ACTUAL_ANNUAL_DATA"} <= columns:
        rows = list(_portal(path, lines))
    else:
        raise BadFileError(
            path,
            "is not the IMF's WEO file: it needs the columns ISO, WEO Subject Code and Estimates "
            "Start After, or SERIES_CODE, SCALE and LATEST_ACTUAL_ANNUAL_DATA",
            "line 1",
        )
    if not rows:
        raise BadFileError(path, "has no figure of an ally")
    years = [row.year for row in rows]
    record = edition_record(
        path, edition_id, day, family="weo", publisher="International Monetary Fund",
        title=f"World Economic Outlook database ({path.name})",
        publishes=(
            Coverage(
                measures=tuple(dict.fromkeys(row.measure for row in rows)),
                first=min(years), last=max(years),
            ),
        ),
        areas=tuple(dict.fromkeys(row.area for row in rows)),
    )  # fmt: skip
    return Imported(record, edition_cells(path, rows))


def _lines(path: Path) -> list[dict[str, str]]:
    try:
        if path.stat().st_size > MAX_FILE:
            raise BadFileError(path, f"is larger than {MAX_FILE // 10**6} MB")
        content = path.read_bytes()
    except OSError:
        raise BadFileError(path, "no such file") from None
    # The IMF has used UTF-16 with a mark since 2020, Windows-1252 before, UTF-8 in the portal.
    encodings = (
        ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    )
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        mark = "\t" if "\t" in text.partition("\n")[0] else ","
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
        return [{k: v or "" for k, v in line.items() if k} for line in reader]
    raise BadFileError(path, "is not text: give the IMF's file as downloaded")


def _by_countries(path: Path, lines: list[dict[str, str]]) -> Iterator[Row]:
    for number, line in enumerate(lines, 2):
        last = _last_actual(line["Estimates Start After"])
        yield from _series(
            path, number, line, line["ISO"], line["WEO Subject Code"], last, 1.0,
            line.get("Country", line["ISO"]),
        )  # fmt: skip


def _portal(path: Path, lines: list[dict[str, str]]) -> Iterator[Row]:
    for number, line in enumerate(lines, 2):
        if line["SCALE"].strip().lower() not in SCALES:
            raise BadFileError(path, f"unknown scale {line['SCALE']!r}", f"line {number}, SCALE")
    # Exports have come in the scale they name and in single units. No amount reaches a
    # billion billions, so a figure as large as its scale shows that the file is in single units.
    single = any(_scale(line) > 1 and _largest(line) >= _scale(line) for line in lines)
    for number, line in enumerate(lines, 2):
        country, _, rest = line["SERIES_CODE"].partition(".")
        yield from _series(
            path, number, line, country, rest.partition(".")[0],
            _last_actual(line["LATEST_ACTUAL_ANNUAL_DATA"]), _scale(line) if single else 1.0,
            line.get("COUNTRY", country),
        )  # fmt: skip


def _scale(line: dict[str, str]) -> float:
    return SCALES[line["SCALE"].strip().lower()]


def _largest(line: dict[str, str]) -> float:
    values = [v.replace(",", "") for k, v in line.items() if re.fullmatch(r"\d{4}", k)]
    numbers = [abs(float(v)) for v in values if re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", v)]
    return max(numbers, default=0.0)


def _last_actual(text: str) -> int | None:
    """Year in ``2024``, ``2024.0`` or ``FY2024/25``; ``None`` when there is none."""
    found = re.search(r"(19|20)\d{2}", text)
    return int(found[0]) if found else None


def _series(
    path: Path, number: int, line: dict[str, str], country: str, concept: str,
    last_actual: int | None, divisor: float, label: str,
) -> Iterator[Row]:  # fmt: skip
    measure = f"weo_{concept.lower()}"
    if measure not in measures() or country not in {ally.alpha3 for ally in allies()}:
        return
    for key, text in line.items():
        if not re.fullmatch(r"\d{4}", key) or text.strip() in BLANKS:
            continue
        try:
            value = float(text.replace(",", ""))
        except ValueError:
            raise BadFileError(
                path, f"{text!r} is not a number", f"line {number}, column {key}"
            ) from None
        # Where the file states no last actual year the whole series is the staff's estimate.
        estimate = last_actual is None or int(key) > last_actual
        yield Row(
            measure, country, int(key), value / divisor, estimate=estimate,
            table=concept, row=label, column=key, note=f"line {number}",
        )  # fmt: skip
