"""NATO's own workbook: read whole, or refused with the cell that is wrong and nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from burdenshare.errors import BadFileError, BadValueError, UnknownNameError
from burdenshare.panel import (
    Imported,
    Panel,
    default_panel,
    editions,
    read_nato,
    remove_edition,
    save_edition,
)
from burdenshare.panel._store import read_edition, user_folder

REAL = "data/raw/defence/nato_2024-06_def-exp-tables.xlsx"
KEYS = ["measure", "area", "year", "value", "estimate", "table", "row", "column"]


def _read(path: Path) -> Imported:
    return read_nato(path, edition_id="mine", published="2024-06-17")


def test_the_real_workbook_equals_the_shipped_edition_cell_by_cell(shared: Path) -> None:
    imported = _read(shared / REAL)
    shipped = read_edition(default_panel().record("nato-2024-06"))
    assert imported.cells.height == 5346
    assert imported.cells.select(KEYS).equals(shipped.select(KEYS))
    assert imported.edition.base_year == 2015
    belgium = imported.cells.filter(measure="core_share", area="BEL", year=2024)
    assert belgium["note"][0] == "sheet TABLE3, cell N12"
    assert any("France, share_constant, 2020" in line for line in imported.unexplained)


def test_a_workbook_written_from_the_edition_reads_back(nato_workbook: Callable[..., Path]) -> None:
    keys = ["measure", "area", "year", "estimate"]
    shipped = read_edition(default_panel().record("nato-2024-06"))
    cells = _read(nato_workbook()).cells
    assert cells.select(keys).equals(shipped.select(keys))
    # The writer keeps 16 digits of 17.
    assert cells["value"].to_list() == pytest.approx(shipped["value"].to_list(), rel=1e-15)


def _swap(sheets: Any, name: str) -> None:
    """Exchange the headings of a sheet's two tables."""
    cells = sheets[name]
    headings = [place for place, text in cells.items() if place[1] == 1 and place[0] >= 9]
    texts = [cells[place] for place in headings]
    tops = [p for p, t in zip(headings, texts, strict=True) if not str(t).startswith("NATO")]
    cells[tops[0]], cells[tops[1]] = cells[tops[1]], cells[tops[0]]


def _shift_years(sheets: Any) -> None:
    cells = sheets["TABLE3"]
    header = {place: cells.pop(place) for place in list(cells) if place[0] == 7}
    cells.update({(row, column - 1): value for (row, column), value in header.items()})


def _drop_row(sheets: Any) -> None:
    cells = sheets["TABLE2"]
    for place in [place for place in cells if place[0] == 11]:
        del cells[place]


def _move(sheets: Any, down: int, right: int) -> None:
    """Move a whole sheet's tables, headings, years and all."""
    cells = sheets["TABLE3"]
    sheets["TABLE3"] = {(row + down, column + right): v for (row, column), v in cells.items()}


WRONG = {
    "moved to the right": (
        lambda s: _move(s, 0, 1),
        "sheet TABLE3, cell C10: the table under 'Share of real GDP (%)' has been moved",
    ),
    "moved down": (
        lambda s: _move(s, 2, 0),
        "sheet TABLE3, cell B12: the table under 'Share of real GDP (%)' has been moved",
    ),
    "missing sheet": (lambda s: s.pop("TABLE7"), "has no sheet TABLE7"),
    "moved sheet": (
        lambda s: s.update(TABLE5=s["TABLE6"], TABLE6=s["TABLE5"]),
        "sheet TABLE5, row 1: no title 'Table 5 : ...'",
    ),
    "renamed heading": (
        lambda s: s["TABLE3"].update({(9, 1): "Share of GDP"}),
        "sheet TABLE3, row 1: no table under the heading 'Share of real GDP (%)'",
    ),
    "exchanged tables": (lambda s: _swap(s, "TABLE8a"), "sheet TABLE8a"),
    "text for a number": (
        lambda s: s["TABLE2"].update({(12, 5): "1,116 million"}),
        "sheet TABLE2, cell F13: text '1,116 million' where a number belongs",
    ),
    "number typed as text": (
        lambda s: s["TABLE3"].update({(12, 5): "'2.0'"}),
        "sheet TABLE3, cell F13: text",
    ),
    "error cell": (
        lambda s: s["TABLE1"].update({(12, 5): "#REF!"}),
        "sheet TABLE1, cell F13: holds an error instead of a figure",
    ),
    "unknown name": (
        lambda s: s["TABLE7"].update({(22, 3): "Freedonia"}),
        "sheet TABLE7, cell D23: not the name of an ally",
    ),
    "ally twice": (
        lambda s: s["TABLE7"].update({(22, 3): "Albania"}),
        "sheet TABLE7, cell D23: a second row for Albania",
    ),
    "row left out": (_drop_row, "sheet TABLE2, row 10: no row for"),
    "years moved": (_shift_years, "a number beside the years: the table has been moved"),
    "first year unreadable": (
        lambda s: s["TABLE3"].update({(7, 3): "year"}),
        "a number beside the years: the table has been moved",
    ),
    "year typed wrong": (
        lambda s: s["TABLE3"].update({(7, 5): 2061}),
        "sheet TABLE3, cell F8: the years do not run on: found 2061",
    ),
    "another base year": (
        lambda s: s["TABLE5"].update(
            {
                place: str(text).replace("2015", "2021")
                for place, text in s["TABLE5"].items()
                if str(text).startswith("Constant")
            }
        ),
        "its constant prices are of several years",
    ),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_workbook_is_refused_with_the_place(
    nato_workbook: Callable[..., Path], change: Any, message: str
) -> None:
    with pytest.raises(BadFileError) as caught:
        _read(nato_workbook(change))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not list(user_folder().glob("*"))


def test_exchanged_figures_are_noticed_by_what_they_break(
    nato_workbook: Callable[..., Path],
) -> None:
    """Headings in place, tables below them exchanged: the identities tell."""

    def exchange(sheets: Any) -> None:
        cells = sheets["TABLE5"]
        for row in range(10, 10 + 34):
            for column in range(3, 14):
                a, b = (row, column), (row + 35, column)
                cells[a], cells[b] = cells[b], cells[a]

    with pytest.raises(BadFileError, match="exchanged or retyped"):
        _read(nato_workbook(exchange))


def test_a_number_stored_as_text_is_refused(
    tmp_path: Path, nato_workbook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import xlsxwriter.worksheet

    original = xlsxwriter.worksheet.Worksheet.write

    def write(self: Any, row: Any, column: Any, value: Any) -> Any:
        if (self.name, row, column) == ("TABLE3", 12, 5):
            return self.write_string(row, column, str(value))
        return original(self, row, column, value)

    monkeypatch.setattr(xlsxwriter.worksheet.Worksheet, "write", write)
    with pytest.raises(BadFileError, match="sheet TABLE3, cell F13: text"):
        _read(nato_workbook())


def test_a_blank_cell_stays_blank(nato_workbook: Callable[..., Path]) -> None:
    imported = _read(nato_workbook(lambda s: s["TABLE3"].update({(12, 5): ".."})))
    cell = imported.cells.filter(measure="core_share", area="BGR", year=2016)
    assert cell["value"].to_list() == [None]


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"no workbook at all", "is not an .xlsx file"), (None, "no such file")],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "tables.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadFileError, match=message):
        _read(path)


def test_a_zip_that_unpacks_to_too_much_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zipfile

    monkeypatch.setattr("burdenshare.panel._import._workbook.MAX_UNPACKED", 1000)
    path = tmp_path / "tables.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2000)
    with pytest.raises(BadFileError, match="unpacks to more than"):
        _read(path)


def test_an_edition_of_ones_own_is_kept_listed_asked_and_removed(
    nato_workbook: Callable[..., Path],
) -> None:
    save_edition(_read(nato_workbook(lambda s: s["TABLE3"].update({(11, 13): 1.42}))))
    try:
        assert "mine" in [edition.id for edition in editions().editions]
        own = default_panel().edition("mine").cell("core_share", "BEL", 2024)
        assert (own.printed, own.edition.origin) == ("1.42", "user")
        # Published on the same day, one's own counts as the newer.
        assert default_panel().as_of("2024-06-30").cell("core_share", "BEL", 2024).value == 1.42
        assert (
            Panel.load(user=False).as_of("2024-06-30").cell("core_share", "BEL", 2024).value != 1.42
        )
        with pytest.raises(BadValueError, match="you have an edition mine already"):
            _read(nato_workbook())
    finally:
        remove_edition("mine")
    assert not list(user_folder().glob("*"))
    assert default_panel().as_of("2024-06-30").cell("core_share", "BEL", 2024).printed == "1.30"


def test_ids_that_cannot_be(nato_workbook: Callable[..., Path]) -> None:
    path = nato_workbook()
    with pytest.raises(BadValueError, match="id of a shipped edition"):
        read_nato(path, edition_id="nato-2024-06", published="2024-06-17")
    with pytest.raises(BadValueError, match="cannot be an id"):
        read_nato(path, edition_id="../Mine", published="2024-06-17")
    with pytest.raises(BadValueError, match="shipped with burdenshare"):
        remove_edition("nato-2024-06")
    with pytest.raises(UnknownNameError, match="imported none"):
        remove_edition("mine")
