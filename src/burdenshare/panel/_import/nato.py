"""NATO's own workbook of defence expenditure (the layout of June 2024)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare._clock import read_date
from burdenshare.allies import AGGREGATES, allies, area, area_name
from burdenshare.errors import BadFileError, UnknownNameError
from burdenshare.panel._audit import audit_cells
from burdenshare.panel._edition import Coverage, Edition
from burdenshare.panel._frame import Row, column
from burdenshare.panel._import._record import edition_cells, edition_record
from burdenshare.panel._import._workbook import Sheet, Workbook, address
from burdenshare.panel._store import measures
from burdenshare.panel._user import Imported, check_new_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from burdenshare._clock import Date

BLANKS = frozenset({"", "-", "..", "...", "n/a"})
YEAR = re.compile(r"^(\d{4})(e?)$")
BASE = r"Constant (?P<base>\d{4}) prices"
GROUPS = frozenset(group.code for group in AGGREGATES)
DECIMALS = {"core_share": 2, "core_real_change": 2, "gdp_per_capita": 1, "personnel": 1}
DECIMALS |= dict.fromkeys(
    ("personnel_share", "equipment_share", "infrastructure_share", "other_share"), 2
)
# Identities that a workbook read rightly cannot break throughout.
TELLING = ("share_constant", "real_change", "base_rates", "categories")


@dataclass(frozen=True, slots=True)
class Block:
    """A table within a sheet: its heading, what it holds, whether it has the two totals.

    ``at`` is the cell of the heading in the layout of June 2024: a table elsewhere may have been
    moved over another, so it is refused rather than trusted.
    """

    heading: str
    measure: str
    at: str
    totals: bool = True
    gdp: bool = False


SHEETS: dict[str, tuple[Block, ...]] = {
    "TABLE1": (
        Block("Current prices", "core_expenditure_national_current", "B10", totals=False),
        Block(BASE, "core_expenditure_national_constant", "B43", totals=False),
    ),
    "TABLE2": (
        Block("Current prices and exchange rates", "core_expenditure_usd_current", "B10"),
        Block(f"{BASE} and exchange rates", "core_expenditure_usd_constant", "B44"),
    ),
    "TABLE3": (
        Block(r"Share of real GDP \(%\)", "core_share", "B10"),
        Block(r"Annual real change \(%\)", "core_real_change", "B44"),
    ),
    "TABLE5": (
        Block("Current prices and exchange rates", "gdp_usd_current", "B10", gdp=True),
        Block(f"{BASE} and exchange rates", "gdp_usd_constant", "B45", gdp=True),
    ),
    "TABLE6": (
        Block(r"GDP per capita \(thousand US dollars\)", "gdp_per_capita", "B10", gdp=True),
        Block(
            r"Defence expenditure per capita \(US dollars\)", "core_expenditure_per_capita", "B45"
        ),
    ),
    "TABLE7": (Block("Thousands", "personnel", "C18"),),
    "TABLE8a": (
        Block(r"Equipment \(a\)", "equipment_share", "B10", totals=False),
        Block(r"Personnel \(b\)", "personnel_share", "B43", totals=False),
    ),
    "TABLE8b": (
        Block(r"Infrastructure \(c\)", "infrastructure_share", "B10", totals=False),
        Block(r"Other \(d\)", "other_share", "B43", totals=False),
    ),
}


def read_nato(path: Path, *, edition_id: str, published: Date) -> Imported:
    """Read NATO's own workbook.

    Every table must stand on its sheet under its heading, with a row for each ally of that day
    and for both totals, and a number or an empty cell under each year.

    Args:
        path: The workbook, as downloaded.
        edition_id: Id for the edition; not one that is shipped.
        published: Day NATO published it.

    Raises:
        BadFileError: A table is missing, moved or retyped; names the sheet and the cell.
        BadValueError: The id is taken.
    """
    check_new_id(edition_id)
    day = read_date(published, "published")
    book = Workbook(path)
    rows: list[Row] = []
    bases: set[int] = set()
    for name, blocks in SHEETS.items():
        sheet = book.sheet(name)
        _check_title(sheet)
        years = _years(sheet)
        starts = [_heading(sheet, block) for block in blocks]
        for block, (start, base), end in zip(
            blocks, starts, [*(s for s, _ in starts[1:]), sheet.height], strict=True
        ):
            if end <= start:
                raise sheet.error(end, None, f"the table under {block.heading!r} has been moved")
            if base is not None:
                bases.add(base)
            rows += _block(sheet, block, years, start, end, day)
    if len(bases) != 1:
        raise BadFileError(path, f"its constant prices are of several years: {sorted(bases)}")
    cells = edition_cells(path, rows)
    record = _record(path, edition_id, day, bases.pop(), rows)
    result = audit_cells(record, cells, known=())
    for tally in result.tallies:
        if tally.identity in TELLING and tally.hold * 2 < tally.checked:
            raise BadFileError(
                path,
                f"only {tally.hold} of {tally.checked} cells satisfy: {tally.title} Tables are "
                "exchanged or retyped",
            )
    return Imported(record, cells, tuple(finding.headline for finding in result.findings))


def _check_title(sheet: Sheet) -> None:
    number = sheet.name.removeprefix("TABLE")
    wanted = re.compile(rf"^Table\s*{number}\s*:")
    if not any(
        wanted.match(text) for row in range(sheet.height) for text in sheet.text(row).values()
    ):
        raise sheet.error(0, None, f"no title 'Table {number} : ...': the table has been moved")


def _years(sheet: Sheet) -> dict[int, tuple[int, bool]]:
    """Columns of the year header: year, and whether it is an estimate."""
    for row in range(sheet.height):
        found = {c: m for c, text in sheet.text(row).items() if (m := YEAR.match(text.strip()))}
        if len(found) < 2:
            continue
        columns = sorted(found)
        years = [int(found[c][1]) for c in columns]
        for place, c in enumerate(columns):
            if years[place] != years[0] + place or c != columns[0] + place:
                raise sheet.error(row, c, f"the years do not run on: found {found[c][0]}")
        return {c: (int(found[c][1]), bool(found[c][2])) for c in columns}
    raise sheet.error(0, None, "no row of years: the table has been moved or retyped")


def _heading(sheet: Sheet, block: Block) -> tuple[int, int | None]:
    wanted = re.compile(rf"^{block.heading}$")
    found = [
        (row, place, match)
        for row in range(sheet.height)
        for place, text in sheet.text(row).items()
        if (match := wanted.match(" ".join(text.split())))
    ]
    readable = re.sub(r"\\|\?P<base>", "", block.heading).replace(r"(d{4})", "YYYY")
    if len(found) != 1:
        problem = "no table" if not found else f"{len(found)} tables"
        raise sheet.error(
            found[1][0] if found else 0, None, f"{problem} under the heading {readable!r}"
        )
    row, place, match = found[0]
    if address(row, place) != block.at:
        raise sheet.error(
            row, place, f"the table under {readable!r} has been moved: it belongs under {block.at}"
        )
    return row, int(match["base"]) if "base" in match.groupdict() else None


def _block(
    sheet: Sheet,
    block: Block,
    years: dict[int, tuple[int, bool]],
    start: int,
    end: int,
    day: dt.date,
) -> Iterator[Row]:
    """Read the rows under a heading, each ally once."""
    first = min(years)
    seen: dict[str, int] = {}
    for row in range(start + 1, end):
        text = sheet.text(row)
        labels = [t for c, t in text.items() if c < first and t.strip()]
        if not labels or all(YEAR.match(t.strip()) for t in text.values()):
            if seen and not labels:
                break  # the table ends at its first row without a name
            continue
        code = _area(sheet, row, labels[0], min(text))
        if code in seen:
            raise sheet.error(row, min(text), f"a second row for {area_name(code)}")
        seen[code] = row
        yield from _row(sheet, block, years, row, code, " ".join(labels[0].split()))
    wanted = [a.alpha3 for a in allies() if a.is_ally_on(day) and (block.gdp or a.alpha3 != "ISL")]
    wanted += sorted(GROUPS) if block.totals else []
    for code in wanted:
        # NATO gives Iceland, which has no forces, a row for GDP in some editions only.
        if code not in seen and code != "ISL":
            raise sheet.error(
                start, None, f"no row for {area_name(code)} in the table of {block.measure}"
            )


def _area(sheet: Sheet, row: int, label: str, place: int) -> str:
    name = re.sub(r"\(.*?\)|\*", "", label).strip()
    try:
        return area(name)
    except UnknownNameError as error:
        raise sheet.error(row, place, f"not the name of an ally: {error}") from None


def _row(
    sheet: Sheet, block: Block, years: dict[int, tuple[int, bool]], row: int, code: str, label: str
) -> Iterator[Row]:
    values = sheet.values(row)
    for place, found in values.items():
        if place not in years and isinstance(found, float):
            raise sheet.error(row, place, "a number beside the years: the table has been moved")
    for place, (year, estimate) in years.items():
        value = values.get(place)
        if isinstance(value, str) and value.strip() not in BLANKS:
            raise sheet.error(row, place, f"text {value!r} where a number belongs")
        yield Row(
            block.measure, code, year, value if isinstance(value, float) else None, estimate,
            str(measures()[block.measure].table), label, column(year, estimate=estimate),
            f"sheet {sheet.name}, cell {address(row, place)}",
        )  # fmt: skip


def _record(path: Path, edition_id: str, day: dt.date, base: int, rows: list[Row]) -> Edition:
    spans: dict[str, tuple[int, int, tuple[str, ...]]] = {}
    for measure in dict.fromkeys(row.measure for row in rows):
        own = [row for row in rows if row.measure == measure]
        years = [row.year for row in own]
        spans[measure] = min(years), max(years), tuple(dict.fromkeys(row.area for row in own))
    return edition_record(
        path, edition_id, day, family="nato", publisher="NATO", base_year=base,
        title=f"Defence expenditure of NATO countries ({path.name})",
        decimals=dict.fromkeys(spans, 0) | DECIMALS,
        publishes=tuple(
            Coverage(measures=(m,), first=a, last=b, areas=areas)
            for m, (a, b, areas) in spans.items()
        ),
        areas=tuple(dict.fromkeys(row.area for row in rows)),
    )  # fmt: skip
