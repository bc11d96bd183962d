"""The brief as a workbook whose shares and gaps recompute from the money and GDP beside them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from burdenshare.panel import default_panel
from burdenshare.report._brief_files import LIMITS, foot, sections
from burdenshare.report._brief_text import footnotes

if TYPE_CHECKING:
    from burdenshare.panel import Cell
    from burdenshare.report._brief import Brief

SPENDING, GDP = "core_expenditure_usd_constant", "gdp_usd_constant"
# Text stays text: nothing in a name or a quotation may become a formula or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(brief: Brief) -> bytes:
    """Return the workbook: figures, rules, path, notes, sources.

    The printed share is spending over GDP at constant prices, so the formulas use those tables of
    the same edition; where they are not held, the printed share stands as a value.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        forms = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "share": book.add_format({"num_format": "0.00"}),
            "money": book.add_format({"num_format": "#,##0"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        cells = _figures(book, forms, brief)
        _rules(book, forms, brief)
        _path(book, forms, brief)
        _notes(book, forms, brief)
        _sources(book, forms, brief, cells)
    return buffer.getvalue()


def _figures(book: Any, forms: dict[str, Any], brief: Brief) -> list[Cell]:
    """Spending, GDP and the share by year; returns the cells used."""
    sheet = book.add_worksheet("Figures")
    sheet.write_string(0, 0, f"{brief.ally.name}, as known on {brief.as_of}", forms["title"])
    sheet.write_string(1, 0, brief.headline)
    edition = brief.share.cells[0].edition
    unit = f"USD million, prices of {edition.base_year}"
    heads = ("Year", f"Spending, {unit}", f"GDP, {unit}", "Share, % (formula)",
             "Share, % (as printed)", "Estimate", "Asked, %",
             "Margin, points (formula)")  # fmt: skip
    for column, head in enumerate(heads):
        sheet.write_string(3, column, head, forms["head"])
    floor = brief.floor
    only = default_panel().edition(edition.id)
    used: list[Cell] = []
    for row, cell in enumerate(brief.share, start=4):
        at = row + 1
        sheet.write_number(row, 0, cell.year)
        pair = [_held(only, name, cell) for name in (SPENDING, GDP)]
        for column, figure in enumerate(pair, start=1):
            if figure is not None and figure.value is not None:
                sheet.write_number(row, column, figure.value, forms["money"])
                used.append(figure)
        printed = cell.rounded
        top, bottom = (None if figure is None else figure.value for figure in pair)
        if top is not None and bottom:
            formula = f"=ROUND(B{at}/C{at}*100,2)"
            sheet.write_formula(row, 3, formula, forms["share"], round(top / bottom * 100, 2))
        if printed is None:
            sheet.write_string(row, 4, cell.missing or "missing")
            continue
        used.append(cell)
        sheet.write_number(row, 4, printed, forms["share"])
        sheet.write_string(row, 5, "estimate" if cell.estimate else "observed")
        if floor is not None and floor.threshold is not None:
            sheet.write_number(row, 6, floor.threshold, forms["share"])
            margin = f"=E{at}-G{at}"
            sheet.write_formula(row, 7, margin, forms["share"], printed - floor.threshold)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 7, 18)
    sheet.freeze_panes(4, 1)
    return used


def _held(only: Any, measure: str, cell: Cell) -> Cell | None:
    if cell.year not in only.editions[0].years(measure):
        return None
    found: Cell = only.cell(measure, cell.area, cell.year)
    return None if found.value is None else found


def _rules(book: Any, forms: dict[str, Any], brief: Brief) -> None:
    sheet = book.add_worksheet("Rules")
    heads = ("Rule", "Title", "Status", "Figure", "Asked", "Margin, points (formula)",
             "Margin, USD million a year", "Edition", "Why")  # fmt: skip
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, forms["head"])
    for row, item in enumerate(brief.standings, start=1):
        at = row + 1
        sheet.write_string(row, 0, item.rule.id)
        sheet.write_string(row, 1, item.rule.title)
        sheet.write_string(row, 2, item.status.value)
        if item.value is not None:
            sheet.write_number(row, 3, item.value, forms["share"])
        if item.threshold is not None:
            sheet.write_number(row, 4, item.threshold, forms["share"])
        if item.margin is not None:
            sheet.write_formula(row, 5, f"=D{at}-E{at}", forms["share"], item.margin)
        if item.money is not None and item.money.usd is not None:
            sheet.write_number(row, 6, item.money.usd, forms["money"])
        sheet.write_string(row, 7, item.edition.id if item.edition else "")
        sheet.write_string(row, 8, item.reason or "", forms["wrap"])
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 7, 14)
    sheet.set_column(8, 8, 60)


def _path(book: Any, forms: dict[str, Any], brief: Brief) -> None:
    """The path in equal steps: money and extra recompute from share and GDP."""
    path = brief.needed
    if isinstance(path, str):
        return
    sheet = book.add_worksheet("Path")
    money = f"{path.currency} million, current prices"
    heads = ("Year", "Kind", "Share, %", f"GDP, {money}", f"Spending, {money} (formula)",
             f"Share held, {money} (formula)", f"More than held, {money} (formula)")  # fmt: skip
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, forms["head"])
    held = path.start.core_share
    for row, point in enumerate(path.points, start=1):
        at = row + 1
        sheet.write_string(row, 0, point.label)
        sheet.write_string(row, 1, point.kind)
        sheet.write_number(row, 2, point.core_share, forms["share"])
        sheet.write_number(row, 3, point.gdp, forms["money"])
        sheet.write_formula(row, 4, f"=C{at}/100*D{at}", forms["money"], point.core_money)
        base = held / 100 * point.gdp
        sheet.write_formula(row, 5, f"=$C$2/100*D{at}", forms["money"], base)
        sheet.write_formula(row, 6, f"=E{at}-F{at}", forms["money"], point.extra_money)
    end = len(path.points) + 1
    sheet.write_string(end, 0, "All years", forms["head"])
    sheet.write_formula(end, 6, f"=SUM(G2:G{end})", forms["money"], path.extra)
    sheet.set_column(0, 6, 18)


def _notes(book: Any, forms: dict[str, Any], brief: Brief) -> None:
    sheet = book.add_worksheet("Notes")
    lines = [brief.headline, *footnotes(brief)]
    for section in sections(brief):
        lines += ["", section["title"], *(p["text"] for p in section["paragraphs"])]
    if not isinstance(brief.needed, str):
        lines += ["", "Assumptions of the path"]
        lines += [f"{a.name}: {a.value} ({a.reason})" for a in brief.needed.assumptions]
    lines += ["", LIMITS, foot(brief)]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, forms["wrap"])
    sheet.set_column(0, 0, 120)


def _sources(book: Any, forms: dict[str, Any], brief: Brief, cells: list[Cell]) -> None:
    """Every edition with its terms, then every cell on the first sheet with its place."""
    sheet = book.add_worksheet("Sources")
    heads = ("Edition", "Publisher", "Title", "Published", "Address", "Terms", "Credit")
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, forms["head"])
    row = 1
    for edition in brief.editions:
        values = (edition.id, edition.publisher, edition.title, str(edition.published),
                  edition.url, edition.licence, edition.credit)  # fmt: skip
        for column, value in enumerate(values):
            sheet.write_string(row, column, value)
        row += 1
    row += 1
    for column, head in enumerate(("Measure", "Year", "As held", "Edition", "Place")):
        sheet.write_string(row, column, head, forms["head"])
    for cell in cells:
        row += 1
        sheet.write_string(row, 0, cell.measure.title)
        sheet.write_number(row, 1, cell.year)
        sheet.write_number(row, 2, cell.value or 0.0)
        sheet.write_string(row, 3, cell.edition.id)
        sheet.write_string(row, 4, str(cell.source or ""))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 6, 24)
