"""Paths and chances against plain Python and plain NumPy, in one process, as ratios.

Run it with ``python benchmarks/paths.py``. The plain versions do the arithmetic only: they read
nothing, explain nothing and check nothing, so a ratio above 1 is the price of the evidence.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np

from burdenshare.allies import allies
from burdenshare.panel import default_panel
from burdenshare.paths import SHAPES, chances, path, paths
from burdenshare.paths._build import Ask, draw, setting
from burdenshare.paths._chance import estimate, record, simulate

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = "2026-11-22"
ARMED = [member.alpha3 for member in allies() if member.alpha3 != "ISL"]
DRAWN = [shape for shape in SHAPES if shape != "plan"]
DRAWS = 100_000
POINTS = {2029: 2.5}


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """Shortest of some runs, seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def inputs() -> list[tuple[float, dict[int, float], dict[int, float], float]]:
    """Share, GDP, deflator and five-year step of every ally: what the plain versions start from."""
    rows = []
    for code in ARMED:
        found = path(code, as_of=DAY, core_target=3.5, horizon=2036, due=2035)
        deflator = {p.year: p.core_money / p.core_money_constant * 100 for p in found.points}
        history = {o.year: o.core_share for o in found.history}
        step = (history[2026] - history[2021]) / 5
        rows.append((found.start.core_share, {p.year: p.gdp for p in found.points}, deflator, step))
    return rows


def python(rows: list[tuple[float, dict[int, float], dict[int, float], float]]) -> float:
    """Seven shapes of every ally, with loops."""
    total = 0.0
    for share, gdp, deflator, step in rows:
        real = {y: gdp[y] / deflator[y] for y in gdp}
        factor = (3.5 * real[2035] / (share * real[2026])) ** (1 / 9)
        for shape in range(7):
            before = None
            for year in range(2026, 2037):
                n = min(year, 2035) - 2026
                if shape == 0:
                    value = share + (3.5 - share) * n / 9
                elif shape == 1:
                    value = share * factor**n * real[2026] / real[year] if year < 2035 else 3.5
                elif shape == 2:
                    value = share if year < 2030 else share + (3.5 - share) * (n - 4) / 5
                elif shape == 3:
                    value = 3.5 if year > 2030 else share + (3.5 - share) * n / 4
                elif shape == 4:
                    value = max(0.0, share + step * (year - 2026))
                elif shape == 5:
                    value = share
                else:
                    late = 2.5 + (3.5 - 2.5) * (n - 3) / 6
                    value = share + (2.5 - share) * n / 3 if n < 3 else late
                money = value / 100 * gdp[year]
                constant = money / deflator[year]
                growth = 0.0 if before is None else constant / before - 1
                before = constant
                total += money + (value - share) / 100 * gdp[year] + growth
    return total


def numpy(share: np.ndarray, gdp: np.ndarray, deflator: np.ndarray, step: np.ndarray) -> float:
    """The same as arrays of ally, shape and year."""
    n = np.minimum(np.arange(11), 9)[None, :]
    s, t = share[:, None], 3.5
    real = gdp / deflator
    factor = (t * real[:, 9:10] / (s * real[:, :1])) ** (1 / 9)
    growing = np.where(n < 9, s * factor**n * real[:, :1] / real, t)
    late = np.where(n < 4, s, s + (t - s) * (n - 4) / 5)
    early = np.where(n > 4, t, s + (t - s) * n / 4)
    trend = np.maximum(0.0, s + step[:, None] * np.arange(11)[None, :])
    point = np.where(n < 3, s + (2.5 - s) * n / 3, 2.5 + (n - 3) / 6)
    held = np.broadcast_to(s, (len(share), 11))
    shares = np.stack([s + (t - s) * n / 9, growing, late, early, trend, held, point], axis=1)
    money = shares / 100 * gdp[:, None, :]
    constant = money / deflator[:, None, :]
    extra = (shares - share[:, None, None]) / 100 * gdp[:, None, :]
    growth = constant[:, :, 1:] / constant[:, :, :-1] - 1
    return float(money.sum() + extra.sum() + growth.sum())


def plain_draws(law: object, starts: dict[str, float], draws: int) -> list[list[float]]:
    """The simulation with loops, ``draws`` for every ally."""
    ends = []
    picker = random.Random(1)
    shocks, residuals = law.shocks.tolist(), law.residuals.tolist()  # type: ignore[attr-defined]
    for row, code in enumerate(law.codes):  # type: ignore[attr-defined]
        mine = []
        for _ in range(draws):
            drift = law.drift[row] + picker.gauss(0, law.common_error)  # type: ignore[attr-defined]
            drift += picker.gauss(0, law.drift_error[row])  # type: ignore[attr-defined]
            level = 0.0
            for _ in range(9):
                level += drift + picker.choice(shocks)
                level += law.spread[row] * picker.choice(residuals)  # type: ignore[attr-defined]
            mine.append(starts[code] * 2.718281828459045**level)
        ends.append(mine)
    return ends


def array_draws(law: object, starts: dict[str, float], draws: int) -> np.ndarray:
    """The simulation as one array of ally, draw and year: what one writes first in NumPy."""
    rng = np.random.default_rng(1)
    many = len(law.codes)  # type: ignore[attr-defined]
    drift = law.drift[:, None] + rng.normal(0, law.common_error, draws)[None, :]  # type: ignore[attr-defined]
    drift = drift + rng.normal(0, 1, (many, draws)) * law.drift_error[:, None]  # type: ignore[attr-defined]
    common = rng.choice(law.shocks, (draws, 9))[None, :, :]  # type: ignore[attr-defined]
    own = rng.choice(law.residuals, (many, draws, 9)) * law.spread[:, None, None]  # type: ignore[attr-defined]
    steps = drift[:, :, None] + common + own
    start = np.array([starts[code] for code in law.codes])  # type: ignore[attr-defined]
    return start[:, None, None] * np.exp(np.cumsum(steps, axis=2))


def peak(run: Callable[[], object]) -> float:
    """Peak memory of a run, megabytes."""
    tracemalloc.start()
    run()
    _, high = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return high / 1e6


def main() -> None:
    """Measure and print."""
    rows = inputs()
    arrays = (
        np.array([r[0] for r in rows]),
        np.array([[r[1][y] for y in range(2026, 2037)] for r in rows]),
        np.array([[r[2][y] for y in range(2026, 2037)] for r in rows]),
        np.array([r[3] for r in rows]),
    )
    assert abs(python(rows) / numpy(*arrays) - 1) < 1e-9, "the two plain versions disagree"
    ask = Ask(core_target=3.5, due=2035, horizon=2036, as_of=DAY)
    pointed = Ask(core_target=3.5, due=2035, horizon=2036, as_of=DAY, points=POINTS)
    shapes = [shape for shape in DRAWN if shape != "points"]
    scenes = [(setting(code, ask), setting(code, pointed)) for code in ARMED]

    def drawn() -> None:
        for plain, with_points in scenes:
            for shape in shapes:
                draw(plain, shape)
            draw(with_points, "points")

    def whole() -> None:
        paths(ARMED, shapes=shapes, core_target=3.5, due=2035, horizon=2036, as_of=DAY)

    slow, fast = best(lambda: python(rows)), best(lambda: numpy(*arrays))
    mine, full = best(drawn), best(whole, 3)
    print(f"{len(ARMED)} allies x 7 shapes x 11 years")
    print(f"  plain Python arithmetic           {1e3 * slow:8.2f} ms")
    print(f"  plain NumPy arithmetic            {1e3 * fast:8.2f} ms")
    print(f"  draw(), with points and evidence  {1e3 * mine:8.2f} ms  {mine / slow:7.1f} x Python")
    print(f"  paths(), figures read as well     {1e3 * full:8.2f} ms  {full / slow:7.1f} x Python")

    shares = {
        a.alpha3: default_panel().edition("nato-2026-07").series("core_share", a.alpha3).to_dict()
        for a in allies()
    }
    law = estimate(record(shares, 2026))
    starts = {code: shares[code][2026] for code in law.codes}

    def ours() -> None:
        for code in law.codes:
            simulate(law, code, starts[code], 9, draws=DRAWS, seed=1)

    loops = best(lambda: plain_draws(law, starts, DRAWS // 100), 1) * 100
    straight, mine = best(lambda: array_draws(law, starts, DRAWS), 3), best(ours, 3)
    asked = best(lambda: chances(as_of=DAY, draws=DRAWS), 1)
    print(f"{len(law.codes)} allies x {DRAWS:,} draws x 9 years")
    print(f"  plain Python (a hundredth, x 100) {loops:8.2f} s")
    print(f"  plain NumPy, one array            {straight:8.2f} s")
    print(f"  simulate()                        {mine:8.2f} s  {loops / mine:7.1f} x faster")
    print(f"                                                {straight / mine:7.1f} x than NumPy")
    print(f"  chances(), with fans and odds     {asked:8.2f} s")
    high, low = peak(lambda: array_draws(law, starts, DRAWS)), peak(ours)
    print(f"  peak memory: plain NumPy {high:,.0f} MB, simulate() {low:,.0f} MB")


if __name__ == "__main__":
    main()
