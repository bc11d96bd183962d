"""Turn the publishers' files into the shipped inputs: ``python -m burdenshare.fiscal._build RAW``.

Reads the folder of raw macro files, writes one zstd Parquet per input beside ``inputs.yaml`` and
prints the checksums to record there. The same files give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from burdenshare.allies import allies, ally

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

DSA = "bruegel_dsa_inputs_2025-10"
SHOCKS = "eu_dsa_shock_inputs_quarterly.csv"
EUROSTAT = "eurostat_irt_lt_mcby_m_2025-11.tsv"
FRB = "frb_h15_us_10y_monthly_2026-06.csv"
BOE = "boe_iuqamnpy_uk_10y_quarterly_2025Q4.csv"
YIELDS = {
    "eurostat": "yields-eurostat-2025-11",
    "frb": "yields-frb-2026-06",
    "boe": "yields-boe-2025-12",
}
FIRST_YIELD = 1999
"""Yields before the euro are of no use here and are left out."""


def dsa(raw: Path) -> pl.DataFrame:
    """Parameters (year 0) and yearly series of the Commission's model: one row a cell."""
    rows: list[tuple[str, str, int, float]] = []
    for name, years in (("parameters_nato25", False), ("timeseries_nato26", True)):
        with (raw / f"{DSA}_{name}.csv").open(encoding="utf-8", newline="") as file:
            for record in csv.DictReader(file):
                code, year = record.pop("COUNTRY"), int(record.pop("YEAR")) if years else 0
                rows += [(s, code, year, float(v)) for s, v in record.items() if v]
    return _frame(rows, ("series", "ally", "year", "value"))


def shocks(raw: Path) -> pl.DataFrame:
    """Quarterly first differences: one row an ally and quarter."""
    with (raw / SHOCKS).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        rows = [(r[0], int(r[1][:4]), int(r[1][5]), *map(float, r[2:])) for r in reader]
    return _frame(rows, ("ally", "year", "quarter", *(name.lower() for name in header[2:])))


def yields(raw: Path) -> dict[str, pl.DataFrame]:
    """Ten-year yields by publisher: mean of each calendar year and how many periods it has."""
    found: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    codes = {a.alpha2: a.alpha3 for a in allies()} | {"EL": "GRC", "UK": "GBR"}
    with (raw / EUROSTAT).open(encoding="utf-8") as file:
        months = [m.strip() for m in next(file).rstrip("\n").split("\t")[1:]]
        for line in file:
            label, *cells = line.rstrip("\n").split("\t")
            geo = label.split(",")[-1]
            # The United Kingdom and the United States come from their own central banks below.
            if geo not in codes or codes[geo] == "GBR":
                continue
            for month, cell in zip(months, cells, strict=True):
                value = cell.strip().split(" ")[0]
                if value != ":":
                    found["eurostat", codes[geo], int(month[:4])].append(float(value))
    for publisher, name, code in (("frb", FRB, "USA"), ("boe", BOE, "GBR")):
        with (raw / name).open(encoding="utf-8", newline="") as file:
            for record in csv.DictReader(file):
                found[publisher, code, int(record["Date"][:4])].append(float(record["Rate"]))
    return {
        publisher: _frame(
            [
                (code, year, sum(values) / len(values), len(values))
                for (by, code, year), values in found.items()
                if by == publisher and year >= FIRST_YIELD
            ],
            ("ally", "year", "value", "periods"),
        )
        for publisher in ("eurostat", "frb", "boe")
    }


def _frame(rows: Sequence[tuple[object, ...]], names: tuple[str, ...]) -> pl.DataFrame:
    import polars as pl

    frame = pl.DataFrame(rows, schema=list(names), orient="row", infer_schema_length=None)
    small = {name: pl.Int16 for name in ("year", "quarter", "periods") if name in names}
    unknown = sorted({code for code in frame["ally"].unique() if ally(code).alpha3 != code})
    if unknown:
        raise ValueError(f"not allies: {unknown}")
    keys = [name for name in names if frame[name].dtype != pl.Float64]
    return frame.cast(small).sort(keys)  # type: ignore[arg-type]


def build(raw: Path, to: Path) -> dict[str, str]:
    """Write the inputs and return the SHA-256 of each file by name."""
    import io

    sums = {}
    for name, frame in (
        ("dsa-2025-10", dsa(raw)),
        ("shocks-2025-10", shocks(raw)),
        *((YIELDS[publisher], frame) for publisher, frame in yields(raw).items()),
    ):
        buffer = io.BytesIO()
        frame.write_parquet(buffer, compression="zstd", compression_level=19, statistics=False)
        (to / f"{name}.parquet").write_bytes(buffer.getvalue())
        sums[name] = hashlib.sha256(buffer.getvalue()).hexdigest()
    return sums


if __name__ == "__main__":
    folder = Path(str(files("burdenshare.fiscal") / "data"))
    for name, checksum in build(Path(sys.argv[1]), folder).items():
        sys.stdout.write(f"{name} {checksum}\n")
