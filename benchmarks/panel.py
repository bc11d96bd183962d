"""Load time of the panel, and look-ups against filtering a polars frame and reading a CSV file.

Run with ``python benchmarks/panel.py``; ratios are to baselines measured in the same process.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from burdenshare.panel import Panel, audit, diff, sql
from burdenshare.panel._store import read_edition

if TYPE_CHECKING:
    from collections.abc import Callable

DAY, MEASURE, AREA, YEAR = "2025-06-23", "core_share", "BEL", 2024


def milliseconds(work: Callable[[], object], *, repeat: int, rounds: int = 5) -> float:
    """Median over ``rounds`` of the mean time of one call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(repeat):
            work()
        times.append((time.perf_counter() - start) / repeat)
    return 1000 * statistics.median(times)


def first_answer() -> float:
    """Time of a fresh process to its first cell, over that of one that only imports polars."""
    ask = (
        "from burdenshare.panel import default_panel;"
        f"default_panel().as_of('{DAY}').cell('{MEASURE}', '{AREA}', {YEAR})"
    )
    times = {}
    for name, code in (("ask", ask), ("polars", "import polars")):
        runs = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            runs.append(time.perf_counter() - start)
        times[name] = statistics.median(runs)
    print(f"first answer of a fresh process {times['ask']:.2f} s, polars {times['polars']:.2f} s")
    return times["ask"] / times["polars"]


def main() -> None:
    panel = Panel.load(user=False)
    cells = pl.concat(
        read_edition(edition).select(
            pl.lit(edition.id).alias("edition"),
            pl.lit(edition.published).alias("published"),
            pl.all(),
        )
        for edition in panel.editions
    )
    path = Path(tempfile.mkdtemp()) / "cells.csv"
    cells.write_csv(path)
    print(f"{cells.height} cells of {len(panel.editions)} editions")

    def with_polars() -> float:
        own = (pl.col("measure") == MEASURE) & (pl.col("area") == AREA) & (pl.col("year") == YEAR)
        known = pl.col("published") <= pl.lit(DAY).str.to_date()
        return float(cells.filter(own & known).sort("published")["value"][-1])

    def with_csv() -> float:
        with path.open(newline="") as file:
            found = [
                (line["published"], float(line["value"]))
                for line in csv.DictReader(file)
                if line["measure"] == MEASURE and line["area"] == AREA
                and line["year"] == str(YEAR) and line["published"] <= DAY
            ]  # fmt: skip
        return max(found)[1]

    cell = panel.as_of(DAY).cell(MEASURE, AREA, YEAR).value
    assert cell == with_polars() == with_csv()
    own = milliseconds(lambda: panel.as_of(DAY).cell(MEASURE, AREA, YEAR), repeat=500)
    series = milliseconds(lambda: panel.as_of(DAY).series(MEASURE, AREA), repeat=200)
    frame = milliseconds(with_polars, repeat=20)
    text = milliseconds(with_csv, repeat=1, rounds=3)
    load = milliseconds(lambda: Panel.load(user=False), repeat=20)
    largest = panel.record("weo-2026-04")
    fresh = milliseconds(
        lambda: Panel.load(user=False).edition(largest.id).cell("weo_ngdp", AREA, YEAR), repeat=1
    )
    print(f"one cell as of a day   {own:8.3f} ms")
    print(f"  filtering a frame    {frame:8.3f} ms  {frame / own:8.0f} times as long")
    print(f"  reading a CSV file   {text:8.1f} ms  {text / own:8.0f} times as long")
    print(f"a series as of a day   {series:8.3f} ms")
    print(f"Panel.load()           {load:8.3f} ms (records only; figures when first asked for)")
    print(
        f"  first cell of the largest edition, {read_edition(largest).height} cells: {fresh:.1f} ms"
    )
    print(f"audit nato-2026-07     {milliseconds(lambda: audit('nato-2026-07'), repeat=1):8.1f} ms")
    compared = milliseconds(lambda: diff("nato-2024-06", "nato-2026-07"), repeat=1)
    print(f"diff, all shares       {compared:8.1f} ms")
    query = "SELECT avg(value) FROM cells WHERE measure = 'core_share'"
    print(f"sql over all editions  {milliseconds(lambda: sql(query), repeat=1):8.1f} ms")
    print(f"ratio of the first answer to importing polars: {first_answer():.1f}")


if __name__ == "__main__":
    main()
