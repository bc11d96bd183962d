"""The brief as a file: two pages, live formulas, one self-contained page."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import openpyxl
import pypdf
import pytest

from burdenshare.report import brief, data_version, export_brief

ALLIES = [
    ("BEL", "2025-06-23"),
    ("ESP", "2026-08-01"),
    ("USA", "2026-08-01"),
    ("DEU", "2025-09-01"),
]


@pytest.fixture(params=ALLIES, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def told(request):
    return brief(request.param[0], as_of=request.param[1])


def test_the_pdf_has_two_pages_that_say_when_and_on_what(told):
    pages = pypdf.PdfReader(io.BytesIO(export_brief(told, "pdf"))).pages
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"as known on {told.as_of}" in text
        assert f"data version {data_version()}" in text
        assert f"page {number} of 2" in text
    first = " ".join(pages[0].extract_text().split())
    assert told.ally.name in first
    assert told.share.cells[0].edition.id in first


def test_a_pdf_without_a_figure_says_why():
    told = brief("Iceland", as_of="2026-08-01")
    (page,) = pypdf.PdfReader(io.BytesIO(export_brief(told, "pdf"))).pages
    assert "no armed forces" in " ".join(page.extract_text().split())


def test_the_page_needs_nothing_else(told):
    page = export_brief(told, "html").decode()
    assert "<script" not in page
    assert not re.findall(r'(?:src|srcset|data-spec)="', page)
    assert told.ally.name in page
    assert data_version() in page


def test_the_workbook_recomputes(told, tmp_path):
    content = export_brief(told, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {"Figures", "Rules", "Notes", "Sources"} <= set(book.sheetnames)
    figures = book["Figures"]
    formulas = [cell.value for row in figures.iter_rows() for cell in row if cell.data_type == "f"]
    # The edition of August 2025 is held without GDP: the printed share stands alone there.
    held = told.share.cells[0].edition.complete
    assert any(formula.startswith("=ROUND(B") for formula in formulas) is held
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert re.fullmatch(r"=[A-Z$0-9()+\-*/,:]+", str(cell.value)), cell.value
    printed = {
        row[0].value: (row[3].value, row[4].value)
        for row in openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Figures"].iter_rows(
            min_row=5
        )
    }
    for cell in told.share:
        share, value = printed[cell.year]
        if share is not None and cell.rounded is not None:
            assert share == pytest.approx(cell.rounded, abs=0.011)
            assert value == cell.rounded


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice: apt-get install libreoffice-calc"
)
def test_libreoffice_computes_the_values_printed(tmp_path):
    told = brief("BEL", as_of="2026-08-01")
    file = tmp_path / "brief.xlsx"
    file.write_bytes(export_brief(told, "xlsx"))
    target = tmp_path / "out"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target), str(file)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    book = openpyxl.load_workbook(target / "brief.xlsx", data_only=True)
    rows = {row[0].value: row for row in book["Figures"].iter_rows(min_row=5, values_only=False)}
    checked = 0
    for cell in told.share:
        row = rows[cell.year]
        if row[3].value is not None:
            assert row[3].value == pytest.approx(cell.rounded, abs=0.011)
            checked += 1
        if row[7].value is not None:
            assert row[7].value == pytest.approx(row[4].value - row[6].value, abs=1e-9)
    assert checked > 5
    assert not isinstance(told.needed, str)
    path = list(book["Path"].iter_rows(min_row=2, values_only=True))
    assert path[-1][6] == pytest.approx(told.needed.extra, rel=1e-6)


def test_markdown_has_no_markup_of_others(told):
    text = export_brief(told, "md").decode()
    assert text.startswith(f"# {told.ally.name}")
    assert not re.findall(r"<(?!https?://)[a-z]", text)
