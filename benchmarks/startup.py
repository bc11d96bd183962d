"""How long whole commands take, as multiples of starting Python with typer.

The baseline is the least any typer program can take on this machine; commands are run in turn, so
that a drift of the machine's speed touches all alike. Median of the pairwise ratios.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 9
BASELINE = ["-c", "import typer"]
COMMANDS = {
    "--help": ["-m", "burdenshare", "--help"],
    "standing (31 allies)": ["-m", "burdenshare", "standing", "--year", "2024"],
    "brief BEL": ["-m", "burdenshare", "brief", "BEL", "--as-of", "2025-06-23"],
    "brief BEL as JSON": ["-m", "burdenshare", "brief", "BEL", "--format", "json"],
}


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    ratios: dict[str, list[float]] = {name: [] for name in COMMANDS}
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    seconds(BASELINE)  # warm the disk cache
    for _ in range(RUNS):
        base = seconds(BASELINE)
        for name, arguments in COMMANDS.items():
            taken = seconds(arguments)
            ratios[name].append(taken / base)
            times[name].append(taken)
    print(f"{'command':24} {'x import typer':>15} {'median s':>9}")
    for name in COMMANDS:
        ratio, taken = statistics.median(ratios[name]), statistics.median(times[name])
        print(f"{name:24} {ratio:15.2f} {taken:9.2f}")


if __name__ == "__main__":
    main()
