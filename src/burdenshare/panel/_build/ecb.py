"""European Central Bank: yearly means of the daily reference rates."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from burdenshare.allies import allies
from burdenshare.panel._frame import Row, frame

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

LAST_FULL_YEAR = 2025
"""The file ends on 2026-10-30."""


def editions(raw: Path) -> dict[str, pl.DataFrame]:
    """Average the rates of each ally's currency over calendar years quoted in full."""
    with zipfile.ZipFile(raw / "macro/ecb_eurofxref-hist_2026-10-30.zip") as archive:
        text = archive.read("eurofxref-hist.csv").decode("ascii")
    days: dict[int, list[dict[str, str]]] = defaultdict(list)
    for line in csv.DictReader(io.StringIO(text)):
        days[int(line["Date"][:4])].append(line)
    rows = [row for year in range(1999, LAST_FULL_YEAR + 1) for row in _year(year, days[year])]
    return {"ecb-2026-10": frame(rows)}


def _year(year: int, days: list[dict[str, str]]) -> list[Row]:
    rows = []
    for ally in allies():
        if ally.alpha3 == "MNE":  # never had a currency of its own
            continue
        currency = ally.currency_on(f"{year}-01-01")
        rates = [day.get(currency, "N/A") for day in days]
        # A currency replaced within the year, or not quoted on every day, has no yearly mean.
        if currency != ally.currency_on(f"{year}-12-31") or "N/A" in rates:
            continue
        mean = sum(map(Decimal, rates), Decimal()) / len(rates)
        rows.append(
            Row(
                "fx_eur_average", ally.alpha3, year, float(round(mean, 6)), estimate=False,
                table="eurofxref-hist", row=currency, column=str(year),
                note=f"mean of {len(rates)} daily rates",
            )
        )  # fmt: skip
    return rows
