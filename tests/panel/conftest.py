"""A workbook in NATO's layout, written from the shipped edition, to be broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from burdenshare.allies import area_name
from burdenshare.panel import Panel

Cells = dict[str, dict[tuple[int, int], object]]
YEARS = range(2014, 2025)
LAYOUT = {
    "TABLE1": [
        ("Current prices", "core_expenditure_national_current"),
        ("Constant 2015 prices ", "core_expenditure_national_constant"),
    ],
    "TABLE2": [
        ("Current prices and exchange rates", "core_expenditure_usd_current"),
        ("Constant 2015 prices and exchange rates", "core_expenditure_usd_constant"),
    ],
    "TABLE3": [
        ("Share of real GDP (%)", "core_share"),
        ("Annual real change (%)", "core_real_change"),
    ],
    "TABLE5": [
        ("Current prices and exchange rates", "gdp_usd_current"),
        ("Constant 2015 prices and exchange rates", "gdp_usd_constant"),
    ],
    "TABLE6": [
        ("GDP per capita (thousand US dollars)", "gdp_per_capita"),
        ("Defence expenditure per capita (US dollars)", "core_expenditure_per_capita"),
    ],
    "TABLE7": [("Thousands", "personnel")],
    "TABLE8a": [("Equipment (a)", "equipment_share"), ("Personnel (b)", "personnel_share")],
    "TABLE8b": [("Infrastructure (c)", "infrastructure_share"), ("Other (d)", "other_share")],
}


def layout() -> Cells:
    """Cells of the workbook by sheet: title, years, then each table under its heading."""
    panel = Panel.load(user=False).edition("nato-2024-06")
    sheets: Cells = {}
    for name, tables in LAYOUT.items():
        cells: dict[tuple[int, int], object] = {(3, 1): f"Table {name[5:]} : Defence expenditure"}
        # NATO sets personnel lower and further to the right than the other tables.
        header, row, left = (19, 17, 2) if name == "TABLE7" else (7, 9, 1)
        for offset, year in enumerate(YEARS):
            cells[header, left + 2 + offset] = year if year < 2023 else f"{year}e"
        for heading, measure in tables:
            cells[row, left] = heading
            row = max(row, header)
            areas = panel.editions[0].areas_of(measure)
            for area in areas:
                row += 1
                cells[row, left if area.startswith("NATO") else left + 1] = f"{area_name(area)}*"
                for offset, year in enumerate(YEARS):
                    cells[row, left + 2 + offset] = panel.cell(measure, area, year).value
            row += 1 if any(area.startswith("NATO") for area in areas) else 2
        sheets[name] = cells
    return sheets


@pytest.fixture(scope="session")
def _layout() -> Cells:
    return layout()


@pytest.fixture
def nato_workbook(tmp_path: Path, _layout: Cells) -> Callable[..., Path]:
    """Write the workbook after ``change`` has had its way with the cells."""

    def write(change: Callable[[Cells], object] = lambda _: None) -> Path:
        sheets = {name: dict(cells) for name, cells in _layout.items()}
        change(sheets)
        path = tmp_path / "tables.xlsx"
        with xlsxwriter.Workbook(path) as book:
            for name, cells in sheets.items():
                sheet = book.add_worksheet(name)
                for (row, column), value in cells.items():
                    if value == "#REF!":
                        sheet.write_formula(row, column, "=A0", None, "#REF!")
                    else:
                        sheet.write(row, column, value)
        return path

    return write
