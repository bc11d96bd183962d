"""International Monetary Fund: World Economic Outlook, April 2021 to April 2026."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

from burdenshare.allies import allies
from burdenshare.panel._frame import Row, frame
from burdenshare.panel._store import measures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl


def editions(raw: Path) -> dict[str, pl.DataFrame]:
    """Read the eleven editions; country groups and commodity prices are left out."""
    found = {name: frame(rows) for name, rows in _vintages(raw).items()}
    found["weo-2025-10"] = frame(_october_2025(raw))
    found["weo-2026-04"] = frame(_april_2026(raw))
    return found


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _row(area: str, concept: str, year: int, value: str, *, estimate: bool, label: str) -> Row:
    return Row(
        f"weo_{concept.lower()}", area, year, float(value), estimate=estimate,
        table=concept.upper(), row=label, column=str(year),
    )  # fmt: skip


def _vintages(raw: Path) -> dict[str, list[Row]]:
    """April 2021 to April 2025: nine series from one file; a year after the last actual is estimated."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for line in _lines(raw / "macro/imf_weo_vintages_2021-04_to_2025-04_nato32.csv"):
        year = int(line["year"])
        estimate = year > int(line["lastactualdate"])
        label = f"{line['ref_area']} ({line['iso3']})"
        rows[f"weo-{line['vintage']}"].append(
            _row(line["iso3"], line["concept"], year, line["value"], estimate=estimate, label=label)
        )
    return rows


def _october_2025(raw: Path) -> Iterator[Row]:
    countries = {ally.alpha3 for ally in allies()}
    for line in _lines(raw / "macro/imf_weo_2025-10_nato32_long.csv"):
        if line["ref_area"] not in countries or f"weo_{line['concept'].lower()}" not in measures():
            continue
        year = int(line["year"])
        # Where the source states no last actual year, the edition's own year is the first estimate.
        estimate = year > int(line["lastactualdate"] or 2024)
        yield _row(
            line["ref_area"], line["concept"], year, line["value"],
            estimate=estimate, label=line["ref_area"],
        )  # fmt: skip


def _april_2026(raw: Path) -> Iterator[Row]:
    codes = [name.removeprefix("weo_") for name, m in measures().items() if m.family == "weo"]
    for line in _lines(raw / "macro/imf_weo_2026-04_nato32_wide.csv"):
        if line["aggregate"] == "1":
            continue
        for code in codes:
            if line[code]:
                yield _row(
                    line["iso"], code, int(line["year"]), line[code],
                    estimate=int(line["year"]) >= 2026, label=line["country"],  # noqa: PLR2004
                )  # fmt: skip
