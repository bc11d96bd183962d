"""Sharing draws among threads, and percentiles from all of them or from counts."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

PERCENTILES = (5, 10, 25, 50, 75, 90, 95)
BINS = 8192
PILOT = 4096
"""Draws that set the range of the bins; eight standard deviations on either side."""
REACH = 8.0


@dataclass
class Tally:
    """What one thread adds up."""

    paths: NDArray[np.float64]
    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    above: NDArray[np.int64]
    over: NDArray[np.int64]
    falling: NDArray[np.int64]

    @classmethod
    def empty(cls, shape: tuple[int, int, int], paths: Any = None, edges: Any = None) -> Tally:
        import numpy as np

        runs, years, levels = shape
        whole = np.int64
        return cls(
            np.empty((runs, years, 0)) if paths is None else paths,
            np.zeros((runs, years, 2)) if edges is None else edges,
            np.zeros((runs, years, 0 if edges is None else BINS + 2), whole),
            np.zeros((runs, levels, years), whole),
            np.zeros((runs, years), whole),
            np.zeros(runs, whole),
        )


def _spread(
    run: Callable[[int, int, Tally], None],
    make: Callable[[], Tally],
    draws: int,
    threads: int | None,
    chunk: int,
) -> Tally:
    """Share the draws among threads and add up what they counted (whole numbers: any order)."""
    workers = max(1, min(threads or os.cpu_count() or 1, -(-draws // chunk)))
    tallies = [make() for _ in range(workers)]

    def work(worker: int) -> None:
        for first in range(worker * chunk, draws, workers * chunk):
            run(first, min(first + chunk, draws), tallies[worker])

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(workers)))
    total = tallies[0]
    for other in tallies[1:]:
        for name in ("counts", "above", "over", "falling"):
            getattr(total, name).__iadd__(getattr(other, name))
    return total


def keep_all(
    run: Callable[[int, int, Tally], None],
    shape: tuple[int, int, int],
    draws: int,
    threads: int | None,
    chunk: int,
) -> Tally:
    """Keep every draw: ``paths`` has the shape (runs, years, draws)."""
    import numpy as np

    paths = np.empty((shape[0], shape[1], draws))
    return _spread(run, lambda: Tally.empty(shape, paths), draws, threads, chunk)


def count(
    run: Callable[[int, int, Tally], None],
    shape: tuple[int, int, int],
    draws: int,
    threads: int | None,
    chunk: int,
) -> Tally:
    """Count draws in bins whose range a pilot sets: memory does not grow with ``draws``."""
    import numpy as np

    pilot = keep_all(run, shape, min(PILOT, draws), threads, chunk).paths
    middle, deviation = pilot.mean(axis=2), np.maximum(pilot.std(axis=2), 1e-9)
    edges = np.stack([middle - REACH * deviation, BINS / (2 * REACH * deviation)], axis=2)
    return _spread(run, lambda: Tally.empty(shape, edges=edges), draws, threads, chunk)


def percentiles(tally: Tally, draws: int, keep: bool) -> tuple[Any, Any, float]:
    """Percentiles and their standard errors.

    The error of a percentile is half the distance between the percentiles one standard error of
    its rank to either side.
    """
    import numpy as np

    share = np.array(PERCENTILES) / 100
    rank = np.sqrt(share * (1 - share) / draws)
    wanted = np.concatenate([share, np.clip(share - rank, 0, 1), np.clip(share + rank, 0, 1)])
    if keep:
        # Sorting in place is several times faster than np.quantile for so many percentiles; the
        # straight line between neighbours in rank is the same.
        tally.paths.sort(axis=2)
        place = np.arange(draws)
        found = np.array(
            [[np.interp(wanted * (draws - 1), place, year) for year in run] for run in tally.paths]
        )
        resolution = 0.0
    else:
        widths = 1 / tally.edges[:, :, 1]
        cumulated = np.cumsum(tally.counts, axis=2)
        found = np.empty((*widths.shape, len(wanted)))
        for r, k in np.ndindex(widths.shape):
            edge = tally.edges[r, k, 0] + widths[r, k] * np.arange(BINS + 2)
            found[r, k] = np.interp(wanted * draws, cumulated[r, k], edge)
        resolution = float(widths.max())
    n = len(PERCENTILES)
    error = (found[:, :, 2 * n :] - found[:, :, n : 2 * n]) / 2
    return nested(found[:, :, :n]), nested(error), resolution


def nested(values: NDArray[np.float64]) -> Any:
    """Nested tuples of an array."""
    if values.ndim == 0:
        return float(values)
    if values.ndim == 1:
        return tuple(map(float, values))
    return tuple(nested(part) for part in values)
