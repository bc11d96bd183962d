"""The IMF's and SIPRI's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from burdenshare.allies import allies
from burdenshare.errors import BadFileError
from burdenshare.panel import (
    Imported,
    default_panel,
    read_sipri,
    read_weo,
    remove_edition,
    save_edition,
)

COLUMNS = (
    "WEO Country Code\tISO\tWEO Subject Code\tCountry\tUnits\tScale\t2024\t2025\t"
    "Estimates Start After"
)


def _weo(path: Path) -> Imported:
    return read_weo(path, edition_id="my-weo", published="2026-10-13")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_the_file_by_countries(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "WEOOct2026all.xls"
    lines = [
        COLUMNS,
        '124\tBEL\tNGDP\tBelgium\tNational currency\tBillions\t"1,617.254"\t641.9\t2024',
        "186\tTUR\tNGDP_RPCH\tTürkiye\tPercent change\t\t--\t3.1\t2023",
        "111\tUSA\tNGDP_RPCH\tUnited States\tPercent change\t\tn/a\t2.1\t",
        "158\tJPN\tNGDP_RPCH\tJapan\tPercent change\t\t0.1\t1.1\t2024",
        "",
    ]
    path.write_bytes("\n".join(lines).encode(encoding))
    cells = _weo(path).cells.rows()
    kept = [(row[0], row[1], row[2], row[3], row[4]) for row in cells]
    assert kept == [
        ("weo_ngdp", "BEL", 2024, 1617.254, False),
        ("weo_ngdp", "BEL", 2025, 641.9, True),
        ("weo_ngdp_rpch", "TUR", 2025, 3.1, True),
        ("weo_ngdp_rpch", "USA", 2025, 2.1, True),
    ]


@pytest.mark.parametrize("unit", [1.0, 1e9])
def test_the_portals_export_in_either_scale(tmp_path: Path, unit: float) -> None:
    path = tmp_path / "weo.csv"
    path.write_text(
        "SERIES_CODE,COUNTRY,SCALE,LATEST_ACTUAL_ANNUAL_DATA,2024,2025\n"
        f"USA.NGDPD.A,United States,Billions,2024,{29000 * unit},{30500 * unit}\n"
        f"MNE.GGXCNL.A,Montenegro,Billions,FY2023/24,{-0.5 * unit},\n"
        "BEL.GGXWDG_NGDP.A,Belgium,Units,2024,103.89,106.1\n"
    )
    cells = {row[:3]: row[3:5] for row in _weo(path).cells.rows()}
    assert cells == {
        ("weo_ggxcnl", "MNE", 2024): (-0.5, True),
        ("weo_ggxwdg_ngdp", "BEL", 2024): (103.89, False),
        ("weo_ggxwdg_ngdp", "BEL", 2025): (106.1, True),
        ("weo_ngdpd", "USA", 2024): (29000.0, False),
        ("weo_ngdpd", "USA", 2025): (30500.0, True),
    }


def test_ones_own_forecast_answers_from_its_day_on(tmp_path: Path) -> None:
    path = tmp_path / "weo.xls"
    path.write_text(f"{COLUMNS}\n124\tBEL\tNGDP\tBelgium\t\t\t1.5\t641.9\t2024\n")
    save_edition(_weo(path))
    try:
        ask = default_panel().as_of
        assert ask("2026-10-13").cell("weo_ngdp", "BEL", 2024).value == 1.5
        assert ask("2026-10-12").cell("weo_ngdp", "BEL", 2024).edition.id == "weo-2026-04"
    finally:
        remove_edition("my-weo")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "line 1: is not the IMF's WEO file"),
        (f"{COLUMNS}\n158\tJPN\tNGDP\tJapan\t\t\t1\t2\t2024\n", "has no figure of an ally"),
        (
            f"{COLUMNS}\n124\tBEL\tNGDP\tBelgium\t\t\tmuch\t2\t2024\n",
            "line 2, column 2024: 'much' is not a number",
        ),
        (
            "SERIES_CODE,SCALE,LATEST_ACTUAL_ANNUAL_DATA,2024\nBEL.NGDP.A,Lakhs,2024,1\n",
            "line 2, SCALE: unknown scale 'Lakhs'",
        ),
        (
            f"{COLUMNS}\n" + "124\tBEL\tNGDP\tBelgium\t\t\t1\t2\t2024\n" * 2,
            "given twice",
        ),
    ],
)
def test_what_is_not_the_imfs_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "weo.csv"
    path.write_text(text)
    with pytest.raises(BadFileError) as caught:
        _weo(path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def _sipri(path: Path, change: Any = lambda cells: None) -> Imported:
    """A workbook in SIPRI's layout: notes, a header row, regions and states."""
    with xlsxwriter.Workbook(path) as book:
        for name, scale in [
            ("Share of GDP", 0.01), ("Current US$", 100), ("Constant (2024) US$", 90)
        ]:  # fmt: skip
            sheet = book.add_worksheet(name)
            cells: dict[tuple[int, int], object] = {(0, 0): f"Military expenditure, {name}"}
            cells |= {(5, 0): "Country", (5, 1): "Notes", (5, 2): 2024, (5, 3): 2025}
            cells |= {(6, 0): "Europe", (7, 0): "Ruritania", (7, 2): 7, (7, 3): 8}
            for row, ally in enumerate(allies(), 8):
                cells |= {(row, 0): ally.name, (row, 2): scale * 2, (row, 3): "..."}
            change(cells)
            for (row, column), value in cells.items():
                sheet.write(row, column, value)
    return read_sipri(path, edition_id="sipri-2026", published="2026-04-27")


def test_sipris_workbook(tmp_path: Path) -> None:
    imported = _sipri(tmp_path / "milex.xlsx")
    belgium = {row[:3]: row[3] for row in imported.cells.filter(area="BEL").rows()}
    assert belgium == {
        ("sipri_share", "BEL", 2024): 2.0,
        ("sipri_share", "BEL", 2025): None,
        ("sipri_usd_current", "BEL", 2024): 200.0,
        ("sipri_usd_current", "BEL", 2025): None,
        ("sipri_usd_constant", "BEL", 2024): 180.0,
        ("sipri_usd_constant", "BEL", 2025): None,
    }
    assert imported.edition.base_year == 2024
    assert set(imported.cells["area"]) == {ally.alpha3 for ally in allies()}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda cells: cells.pop((5, 0)), "no row with 'Country' and years"),
        (lambda cells: cells.update({(9, 2): "much"}), "cell C10: text 'much' where a number"),
        (lambda cells: cells.pop((9, 0)), "no row for Belgium"),
        (lambda cells: cells.update({(9, 0): "Albania"}), "a second row for Albania"),
    ],
)
def test_a_wrong_sipri_workbook(tmp_path: Path, change: Any, message: str) -> None:
    with pytest.raises(BadFileError) as caught:
        _sipri(tmp_path / "milex.xlsx", change)
    assert message in str(caught.value)
    assert "sheet Share of GDP" in str(caught.value)


def test_sipris_workbook_without_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "milex.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Share of GDP")
    with pytest.raises(BadFileError, match="no row with 'Country'"):
        read_sipri(path, edition_id="sipri-2026", published="2026-04-27")
