"""World Bank: population."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from burdenshare.panel._frame import Row, frame

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl


def editions(raw: Path) -> dict[str, pl.DataFrame]:
    """Read the World Bank's population file."""
    path = raw / "macro/worldbank_sp_pop_totl_1960-2024_nato32.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            Row(
                "population", line["Country Code"], int(line["Year"]), float(line["Value"]),
                estimate=False, table="SP.POP.TOTL", row=line["Country Name"], column=line["Year"],
            )
            for line in csv.DictReader(file)
        ]  # fmt: skip
    return {"worldbank-2026-03": frame(rows)}
