"""Eurostat: government expenditure on defence by function."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from burdenshare.allies import allies
from burdenshare.panel._frame import Row, frame

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

MEASURES = {
    ("TE", "MIO_EUR"): "cofog_defence_eur",
    ("TE", "PC_GDP"): "cofog_defence_share",
    ("P51G", "MIO_EUR"): "cofog_defence_investment_eur",
}


def editions(raw: Path) -> dict[str, pl.DataFrame]:
    """Read the allies' rows; other members of the Union are left out."""
    # Eurostat writes EL for Greece where ISO 3166 has GR.
    codes = {"EL" if ally.alpha2 == "GR" else ally.alpha2: ally.alpha3 for ally in allies()}
    path = raw / "defence/eurostat_2026-04-27_gov_ev_DEF_2021-2025.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            Row(
                MEASURES[line["na_item"], line["unit"]], codes[line["geo"]], int(line["year"]),
                float(line["value"]), estimate=False,
                table=f"gov_ev {line['expend']} {line['na_item']} {line['unit']}",
                row=line["geo"], column=line["year"], note="transcribed from a public copy",
            )
            for line in csv.DictReader(file)
            if line["geo"] in codes
        ]  # fmt: skip
    return {"eurostat-2026-04": frame(rows)}
