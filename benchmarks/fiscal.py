"""The stochastic kernel against plain NumPy, as ratios measured in one process.

    python benchmarks/fiscal.py

(a) ``multivariate_normal`` for every draw and quarter, then loops over years, in NumPy;
(b) merely generating the same random numbers with NumPy's fastest generator (SFC64).
Memory is the peak over what was in use before, as the operating system counts it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from burdenshare._clock import read_date
from burdenshare.allies import allies
from burdenshare.fiscal import baseline, debt, project
from burdenshare.fiscal._fan import make_fan
from burdenshare.fiscal._shocks import quarterly_shocks

DAY = "2026-11-22"
YEARS = 5


def best(work, repeat: int = 15) -> float:
    """Shortest time of several, in seconds: what is left when others leave the machine alone."""
    times = []
    for _ in range(repeat):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def peak_memory(name: str, draws: int) -> float:
    """Peak over what was in use before, MB, in a process of its own."""
    call = [sys.executable, __file__, "--memory", name, "--draws", str(draws)]
    return float(subprocess.run(call, check=True, capture_output=True, text=True).stdout)


def status(key: str) -> int:
    """A line of /proc/self/status in bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(key))


def report_memory(work) -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = status("VmRSS")
    work()
    print(max(status("VmHWM") - before, 0) / 1e6)


def plain(built, run, shocks, draws: int):
    """(a): every quarterly shock stored, then loops over draws' years in NumPy."""
    rng = np.random.default_rng(1)
    active = [i for i in range(6) if shocks.covariance[i, i] > 0]
    cov = shocks.covariance[np.ix_(active, active)]
    sample = np.zeros((draws, YEARS * 4, 6))
    sample[:, :, active] = rng.multivariate_normal(
        np.zeros(len(active)), cov, size=(draws, YEARS * 4)
    )
    sums = np.zeros((draws, YEARS, 6))
    for k in range(YEARS):
        for q in range(4):
            sums[:, k] += sample[:, 4 * k + q]
    level = np.full((draws, YEARS + 1), run.at("debt", 2026))
    for k in range(YEARS):
        year, reach = 2027 + k, min(k + 1, built.maturity)
        long = sums[:, k + 1 - reach : k + 1, 3].sum(axis=1) * reach / built.maturity
        rate = (
            run.at("rate", year)
            + built.short_share * sums[:, k, 2]
            + (1 - built.short_share) * long
        )
        growth = run.at("growth", year) + sums[:, k, 0]
        balance = run.at("primary", year) + sums[:, k, 1]
        level[:, k + 1] = level[:, k] * (1 + rate / 100) / (1 + growth / 100) - balance
    return np.percentile(level[:, 1:], [5, 10, 25, 50, 75, 90, 95], axis=0)


def numbers(count: int):
    """(b): only the random numbers."""
    return np.random.Generator(np.random.SFC64(1)).standard_normal(count)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=100_000)
    parser.add_argument("--memory", default="")
    asked = parser.parse_args()
    draws = asked.draws
    built = baseline("BEL", as_of=DAY)
    run = project(built.economy)
    shocks = quarterly_shocks("BEL", read_date(DAY))
    both = {"without": run, "with": run}

    def fan(n: int, method: str = "normal", runs=None, **options):
        chosen = runs or {"without": run}
        return make_fan(built, chosen, shocks, first=2027, draws=n, method=method, **options)

    def everyone() -> None:
        for ally in allies():
            debt(ally.alpha3, draws=draws, as_of=DAY)

    works = {
        "(a) plain NumPy, quarterly": lambda: plain(built, run, shocks, draws),
        "(b) NumPy's numbers alone, quarterly": lambda: numbers(draws * YEARS * 4 * 4),
        "(b') NumPy's numbers alone, yearly": lambda: numbers(draws * YEARS * 4),
        "fan, yearly sums drawn directly": lambda: fan(draws),
        "the same on one thread": lambda: fan(draws, threads=1),
        "fan with and without, yearly": lambda: fan(draws, runs=both),
        "fan, quarterly draws": lambda: fan(draws, "quarterly-normal"),
        "fan, Student-t": lambda: fan(draws, "student-t"),
        "fan, VAR(1) drawn directly": lambda: fan(draws, "var-cholesky"),
        "fan, VAR(1) bootstrap": lambda: fan(draws, "var-bootstrap"),
        "fan, counted instead of kept": lambda: fan(draws, exact=False),
    }
    for method in ("normal", "quarterly-normal", "student-t", "var-bootstrap", "var-cholesky"):
        fan(100, method)
        fan(100, method, exact=False)
    if asked.memory:
        report_memory(works[asked.memory])
        return
    print(f"Belgium, {draws} draws x {YEARS} years, {os.cpu_count()} processors")
    print(f"{'':40s} {'time':>10s} {'memory':>12s} {'(a) over it':>12s}")
    time_of, memory_of = {}, {}
    for name, work in works.items():
        time_of[name] = best(work, 4 if name.startswith("(a)") else 15)
        memory_of[name] = peak_memory(name, draws)
        ratio = time_of["(a) plain NumPy, quarterly"] / time_of[name]
        print(f"{name:40s} {1000 * time_of[name]:7.1f} ms {memory_of[name]:9.1f} MB {ratio:12.1f}")
    names = list(works)
    print(f"fan over (b), yearly against quarterly: {time_of[names[3]] / time_of[names[1]]:.2f}")
    print(f"fan over (b'), yearly against yearly:   {time_of[names[3]] / time_of[names[2]]:.2f}")
    print(f"fan over (b), quarterly both:           {time_of[names[6]] / time_of[names[1]]:.2f}")
    print(
        f"memory of the fan over (a):             {memory_of[names[3]] / memory_of[names[0]]:.3f}"
    )
    for n in (100_000, 1_000_000, 4_000_000):
        memory = peak_memory("fan, counted instead of kept", n)
        seconds = best(lambda n=n: fan(n, exact=False), 2)
        print(f"{n:8d} draws, counted: {seconds:6.2f} s {memory:6.1f} MB")
    everyone()
    seconds = best(everyone, 2)
    print(f"all {len(allies())} allies x {draws} draws, with and without: {seconds:.2f} s")
    call = [sys.executable, "-c", "from burdenshare.fiscal import debt; debt('BEL', draws=1000)"]
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.environ | {"NUMBA_CACHE_DIR": folder}
        for what in ("first run, compiling", "second run, from the cache"):
            seconds = best(lambda: subprocess.run(call, check=True, env=fresh), 1)
            print(f"{what}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
