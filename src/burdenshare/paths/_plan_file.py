"""Annual plans as people hand them in: YAML, or a workbook with two sheets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError, field_validator, model_validator

from burdenshare._yaml import Model, load
from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadFileError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable

ABOUT, POINTS = "about", "points"
COLUMNS = ("year", "core_share", "related_share", "equipment_share", "note")
NUMBERS = frozenset(COLUMNS) - {"note"}


def _per_cent(value: float | None) -> float | None:
    if value is not None and value < 0:
        raise ValueError("a share cannot be negative: write per cent of GDP, e.g. 2.5")
    if value is not None and 0 < value < 0.1:
        raise ValueError("shares are in per cent: write 2.5 for 2.5 %, not 0.025")
    if value is not None and value > 20:
        raise ValueError("shares are in per cent of GDP: above 20 cannot be meant")
    return value


class PlanLine(Model):
    """One year of a plan."""

    year: int = Field(ge=2014, le=2060)
    """Year as NATO names it."""
    core_share: float
    """Core spending, per cent of GDP (2.5 means 2.5 %)."""
    related_share: float | None = None
    """Related spending, per cent of GDP; leave out when unknown."""
    equipment_share: float | None = Field(default=None, ge=0, le=100)
    """Major equipment and its research, per cent of core spending."""
    note: str | None = None
    """What it rests on."""

    _in_per_cent = field_validator("core_share", "related_share")(_per_cent)


class PlanFile(Model):
    """An annual plan: an ally's own path, year by year."""

    ally: str
    """The ally, by any name."""
    title: str = Field(min_length=3)
    """What the plan is called."""
    date: dt.date
    """Day it was handed in or announced."""
    target: float | None = None
    """Core share aimed at; the rule's in force on the as-of day when left out."""
    due: int | None = Field(default=None, ge=2015, le=2060)
    """Year by which; the rule's when left out."""
    points: tuple[PlanLine, ...] = Field(min_length=1)
    """One line a year, without a gap."""

    _target_in_per_cent = field_validator("target")(_per_cent)

    @field_validator("ally")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            return find_ally(name).alpha3
        except UnknownNameError as error:
            raise ValueError(str(error)) from None

    @model_validator(mode="after")
    def _every_year_once(self) -> PlanFile:
        years = [line.year for line in self.points]
        if twice := sorted({year for year in years if years.count(year) > 1}):
            raise ValueError(f"{_list(twice)} given twice: keep one line a year")
        if gaps := sorted(set(range(min(years), max(years) + 1)) - set(years)):
            raise ValueError(f"{_list(gaps)} missing: give one line for every year")
        return self


def _list(years: Iterable[int]) -> str:
    words = [str(year) for year in years]
    return f"the year {words[0]} is" if len(words) == 1 else f"the years {', '.join(words)} are"


def read_plan(file: str | Path) -> PlanFile:
    """Read a plan from YAML or, by its ending, from an XLSX workbook.

    Args:
        file: Path; ``.xlsx`` is read as a workbook, everything else as YAML.

    Raises:
        BadFileError: The file is missing or is not such a plan; the message names the line and
            key, or the sheet and cell.
    """
    place = Path(file)
    if place.suffix.lower() == ".xlsx":
        return _workbook(place)
    return load(place, PlanFile)


def _workbook(file: Path) -> PlanFile:
    about = {key: value for key, value, *_ in _rows(file, ABOUT) if key}
    header, *lines = _rows(file, POINTS) or [[]]
    for column, name in enumerate(header):
        if name not in COLUMNS:
            raise BadFileError(
                file, f"unknown column {name!r}: use {', '.join(COLUMNS)}", _cell(POINTS, 1, column)
            )
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 2):
        given: dict[str, Any] = {}
        for column, (name, text) in enumerate(zip(header, line, strict=False)):
            if text is None:
                continue
            given[str(name)] = _value(file, str(name), text, _cell(POINTS, number, column))
        if given:
            rows.append(given)
    try:
        return PlanFile.model_validate({**about, "points": rows})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadFileError(file, *_where(first, header)) from None


def _rows(file: Path, sheet: str) -> list[list[str | None]]:
    """The cells of a sheet as text, so that no type is guessed."""
    import fastexcel

    if not file.is_file():
        raise BadFileError(file, "no such file")
    try:
        book = fastexcel.read_excel(file)
        frame = book.load_sheet(sheet, header_row=None, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        first = str(error).splitlines()[0]
        raise BadFileError(file, f"is no workbook with a sheet {sheet!r}: {first}") from None
    return [
        [None if v is None or not v.strip() else v.strip() for v in row] for row in frame.rows()
    ]


def _value(file: Path, name: str, text: str, where: str) -> Any:
    if name not in NUMBERS:
        return text
    try:
        number = float(text)
    except ValueError:
        raise BadFileError(
            file, f"{text!r} is text where a number must be: mend it", where
        ) from None
    return int(number) if name == "year" and number.is_integer() else number


def _cell(sheet: str, row: int, column: int) -> str:
    return f"sheet {sheet!r}, cell {chr(ord('A') + column)}{row}"


def _where(error: Any, header: list[str | None]) -> tuple[str, str]:
    """Problem and place of a schema error in a workbook."""
    message = error["msg"].removeprefix("Value error, ")
    message = message[0].lower() + message[1:]
    if error["type"] == "missing":
        message = "is missing: add it"
    if error["type"] == "extra_forbidden":
        message = "unknown key: remove it or mend its spelling"
    loc = error["loc"]
    if len(loc) >= 3 and loc[0] == POINTS and loc[2] in header:
        return message, _cell(POINTS, int(loc[1]) + 2, header.index(loc[2]))
    if len(loc) >= 2 and loc[0] == POINTS:
        return message, f"sheet {POINTS!r}, row {int(loc[1]) + 2}"
    if loc and loc[0] != POINTS:
        return message, f"sheet {ABOUT!r}, key {loc[0]!r}"
    return message, f"sheet {POINTS!r}"


TEMPLATE = """\
# An annual plan: one line a year, shares in per cent of GDP (2.5 means 2.5 %).
# Check it with:  burdenshare plan check FILE
ally: Belgium
title: Example plan, to be replaced
date: 2026-11-01
# target and due are the rule's unless given here:
# target: 3.5
# due: 2035
points:
  - {year: 2027, core_share: 2.2}
  - {year: 2028, core_share: 2.4}
  - {year: 2029, core_share: 2.6, equipment_share: 30, note: what the year rests on}
  - {year: 2030, core_share: 2.7}
  - {year: 2031, core_share: 2.9}
  - {year: 2032, core_share: 3.0}
  - {year: 2033, core_share: 3.2}
  - {year: 2034, core_share: 3.4}
  - {year: 2035, core_share: 3.5}
"""


def plan_template() -> str:
    """Return an example plan in YAML, to be filled in."""
    return TEMPLATE


def plan_workbook() -> bytes:
    """Return the same example as an XLSX workbook with its two sheets."""
    import io

    import xlsxwriter

    from burdenshare._yaml import parse

    example = parse(TEMPLATE, "template")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        about, points = book.add_worksheet(ABOUT), book.add_worksheet(POINTS)
        for row, key in enumerate(("ally", "title", "date")):
            about.write_row(row, 0, (key, str(example[key])))
        points.write_row(0, 0, COLUMNS)
        for row, line in enumerate(example["points"], 1):
            points.write_row(row, 0, [line.get(name, "") for name in COLUMNS])
    return buffer.getvalue()
