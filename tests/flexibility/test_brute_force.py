"""Hundreds of small questions solved by trying every path on a grid.

Shares, limits and levels lie on one grid and the limits are differences, so a path that fits can
be rounded down onto the grid and still fit: the grid's best has as many mechanisms, and each size
is larger by less than one grid step.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from burdenshare.flexibility import _core

STEP = 0.1
LEVELS = np.round(np.arange(10, 41) * STEP, 1)
SCALE = {"lower": 0.15, "wider-step": 0.015, "wider-effort": 0.015, "beyond-plan": 0.15}
CASES = [
    {
        "start": start,
        "target": target,
        "floor": floor,
        "step": step,
        "effort": effort,
        "announced": announced,
    }
    for start, target, floor, step, effort, announced in product(
        (1.3, 1.7, 2.0, 2.6),
        (2.5, 3.0),
        (None, 2.0),
        (None, 0.1, 0.3),
        (None, 0.2, 0.4),
        (None, {2026: 2.0, 2027: 2.4}),
    )
]


def solve(*arguments: Any) -> Any:
    """Solve, with the answer open to any question a test may ask of it."""
    return _core.solve(*arguments)


@pytest.fixture(scope="module")
def paths():
    grid = np.array(list(product(LEVELS, repeat=3)))
    return np.hstack([np.zeros((len(grid), 1)), grid])


def _brute(
    paths: Any, start: Any, target: Any, floor: Any, step: Any, effort: Any, announced: Any
) -> tuple[int, float]:
    """Return (mechanisms, cost) of the cheapest path: due 2027, years 2026 to 2028."""
    s = paths.copy()
    s[:, 0] = start
    steps = np.diff(s, axis=1)
    goal = max(target, floor or 0.0)
    falls = steps < -1e-9 if start < goal else s[:, 1:] < goal - 1e-9
    s, steps = s[~falls.any(axis=1)], steps[~falls.any(axis=1)]
    climb = steps.max(axis=1)
    sizes = {
        "wider-step": np.maximum(0, climb - step) if step else np.zeros(len(s)),
        "wider-effort": np.maximum(0, climb - effort) if effort else np.zeros(len(s)),
        "beyond-plan": np.max(
            [np.maximum(0, s[:, y - 2025] - cap) for y, cap in (announced or {2026: 99}).items()],
            axis=0,
        ),
    }
    best = (9, np.inf)
    for later, pause in product((0, 1), (0, 1, 2, 3)):
        if floor and (s[:, 1 + pause :] < floor - 1e-9).any(axis=1).all():
            continue
        keeps = ~(s[:, 1 + pause :] < (floor or 0) - 1e-9).any(axis=1)
        lower = np.maximum(0, target - s[:, 2 + later :].min(axis=1))
        all_sizes = {**sizes, "lower": lower}
        count = (later > 0) + (pause > 0) + sum(v > 1e-9 for v in all_sizes.values())
        cost = later + pause + sum(v / SCALE[n] for n, v in all_sizes.items())
        count, cost = count[keeps], cost[keeps]
        least = count.min()
        best = min(best, (int(least), float(cost[count == least].min())))
    return best


@pytest.mark.parametrize("case", CASES, ids=lambda c: "-".join(map(str, c.values())))
def test_the_grid_agrees(ask, paths, case):
    offers = ("later", "lower", "pause-floor", "wider-step", "wider-effort", "beyond-plan")
    most = {"later": 1.0, "pause-floor": 3.0, "lower": 3.0}
    solved = solve(ask(horizon=2028, due=2027, offers=offers, most=most, **case))
    count, cost = _brute(paths, **case)
    if count > 3:
        assert len(solved.best.sizes) == count
        return
    assert len(solved.best.sizes) == count
    rounding = sum(STEP / SCALE[name] for name, _ in solved.best.sizes if name in SCALE)
    assert solved.best.cost <= cost + 1e-6
    assert cost <= solved.best.cost + rounding + 1e-6
