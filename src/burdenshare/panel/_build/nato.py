"""NATO: five editions of the expenditure tables and the shares of two annual reports."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.panel._frame import Row, column, frame
from burdenshare.panel._store import measures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

# Units in which the R package passport keeps NATO's figures, over NATO's own.
PASSPORT = {
    "Defense expenditure (USD, current prices)": ("T2a", 1e6),
    "Defense expenditure (USD, 2015 prices)": ("T2b", 1e6),
    "Defense expenditure (% real GDP)": ("T3a", 1),
    "Defense expenditure annual real change (% GDP)": ("T3b", 1),
    "Real GDP (2015 prices)": ("T5b", 1e6),
    "GDP per capita (USD)": ("T6a", 1e3),
    "Defence expenditure per capita (USD)": ("T6b", 1),
    "Military personnel": ("T7", 1e3),
    "Equipment expenditure (%)": ("T8a-equipment", 1),
    "Personnel expenditure (%)": ("T8a-personnel", 1),
    "Infrastructure expenditure (%)": ("T8b-infrastructure", 1),
    "Other expenditure (%)": ("T8b-other", 1),
}
UK_TABLES = {
    "UK defence spending": "T1a",
    "Real  UK defence spending": "T1b",
    "UK defence spending as % Real GDP": "T3a",
    "Equipment": "T8a-equipment",
    "Personnel": "T8a-personnel",
    "Infrastructure": "T8b-infrastructure",
    "Other": "T8b-other",
}


def editions(raw: Path) -> dict[str, pl.DataFrame]:
    """Read NATO's editions."""
    folder = raw / "defence"
    return {
        "nato-2019-06": frame(_june_2019(folder)),
        "nato-2023-07": frame(_july_2023(folder)),
        "nato-ar-2024-03": frame(_report_2023(folder)),
        "nato-2024-06": frame(_june_2024(folder)),
        "nato-2025-08": frame(_august_2025(folder)),
        "nato-ar-2026-03": frame(_report_2025(folder)),
        "nato-2026-07": frame(_july_2026(folder)),
    }


@cache
def _measures_by_table() -> dict[str, str]:
    """Measure of each table as the raw files code it: ``T8a-equipment`` for "T8a, equipment"."""
    own = [measure for measure in measures().values() if measure.family == "nato"]
    return {str(measure.table).replace(", ", "-"): measure.id for measure in own}


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _cell(
    table: str, area: str, label: str, year: int, value: float | None, note: str | None, *, estimate: bool
) -> Row:
    return Row(
        _measures_by_table()[table], "NATO" if area == "NATO_TOTAL" else area, year, value, estimate=estimate,
        table=table.replace("-", ", "), row=label, column=column(year, estimate=estimate), note=note,
    )  # fmt: skip


def _long(line: dict[str, str], label: str, note: str | None = None) -> Row:
    """Read a row of the long layout that most files share; an empty value is a blank cell."""
    value = float(line["value"]) if line["value"] else None
    estimate = line["estimate"] == "True"
    return _cell(
        line["table"], line["iso3"], label, int(line["year"]), value, note, estimate=estimate
    )


def _june_2019(folder: Path) -> Iterator[Row]:
    for line in _lines(folder / "nato_2019-06_passport_long.csv"):
        table, factor = PASSPORT[line["indicator"]]
        year = int(line["year"])
        yield _cell(
            table, line["iso3"], ally(line["iso3"]).name, year, float(line["value"]) / factor,
            "R package passport 0.3.0, units restored", estimate=year >= 2018,  # noqa: PLR2004
        )  # fmt: skip


def _july_2023(folder: Path) -> Iterator[Row]:
    """Read the excerpt: a British table and a table of shares below one another."""
    note = "unrounded excerpt in a public repository"
    shares = False
    with (folder / "nato_2023-07_excerpt_uk-and-share-2023e.csv").open(encoding="utf-8-sig") as file:
        for label, *values in csv.reader(file):
            shares = shares or label == "Country"
            if label in UK_TABLES:
                for year, value in zip(range(2014, 2024), values, strict=True):
                    yield _cell(
                        UK_TABLES[label], "GBR", "United Kingdom", year, float(value), note,
                        estimate=year >= 2022,  # noqa: PLR2004
                    )  # fmt: skip
            elif shares and label not in {"Country", "NATO target", "United Kingdom"}:
                area = ally(label.strip("*")).alpha3
                yield _cell("T3a", area, label, 2023, float(values[0]), note, estimate=True)


def _report_2023(folder: Path) -> Iterator[Row]:
    note = "as quoted by the press, expressandstar.com, 2024-07-10"
    for line in _lines(folder / "nato_2024-03_annual-report_T3a_2023e_press.csv"):
        yield _long(line, line["entity"], note)


def _june_2024(folder: Path) -> Iterator[Row]:
    for line in _lines(folder / "nato_2024-06_def-exp_T1-T8_long.csv"):
        yield _long(line, " ".join(line["label_as_printed"].split()))


def _august_2025(folder: Path) -> Iterator[Row]:
    for line in _lines(folder / "nato_2025-08_T2b_T3a_2014-2024e_long.csv"):
        yield _long(line, line["entity"], "public data model, github.com/namanjain92/NATO-Analytics")
    for line in _lines(folder / "nato_2025-08_T2b_T3b_T8a-personnel_2024e-2025e_partial.csv"):
        # Expenditure of 2024e stands, unrounded, in the first file already.
        if line["value"] and (line["table"], line["year"]) != ("T2b", "2024"):
            yield _long(line, line["entity"], "public copy, github.com/matteoscalabrini/hmwwct")
    for line in _lines(folder / "nato_2025-08_T3a_2025e_press.csv"):
        # Not found here is not held; left blank by NATO is a blank cell.
        if line["note"] != "not found":
            source = line["source"] if line["source"].startswith("https://") else "a public repository"
            yield _long(line, line["entity"], f"as quoted by {source}")


def _report_2025(folder: Path) -> Iterator[Row]:
    for line in _lines(folder / "nato_2026-03_annual-report_T3a_2025e_press_1dp.csv"):
        yield _long(line, line["entity"], f"as quoted by {line['source']}")


def _july_2026(folder: Path) -> Iterator[Row]:
    for line in _lines(folder / "nato_2026-07_def-exp_T1-T8_long.csv"):
        yield _long(line, line["entity"], "public export of the official workbook")
