"""The fan: percentiles and probabilities of debt, with and without a path, on the same draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from burdenshare.errors import BadValueError, UnknownNameError
from burdenshare.fiscal._shocks import Method, sampler
from burdenshare.fiscal._tally import PERCENTILES, count, keep_all, nested, percentiles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from burdenshare.fiscal._commission import Built
    from burdenshare.fiscal._records import Projection
    from burdenshare.fiscal._shocks import Shocks
    from burdenshare.fiscal._tally import Tally

EXACT_UP_TO = 250_000
"""Draws up to which every debt ratio is kept and percentiles are exact."""
CHUNK = 8192
MOST_DRAWS = 1 << 40
SALT = 0x632BE59BD9B4E019


@dataclass(frozen=True)
class Fan:
    """Distribution of debt over the window.

    Attributes:
        runs: Names of the runs, e.g. ``without`` and ``with``.
        years: Years of the window.
        opening: Debt of each run before the first of them, per cent of GDP.
        percentiles: Which ones.
        debt: ``[run][year][percentile]`` per cent of GDP.
        error: ``[run][year][percentile]`` standard error from the number of draws.
        levels: Debt levels asked about, per cent of GDP.
        above: ``[run][level][year]`` probability of debt above the level.
        deficit_over_3: ``[run][year]`` probability of a deficit over 3 % of GDP.
        falling: ``[run]`` probability that debt ends the window below its opening.
        draws: Number of draws.
        seed: Seed.
        method: How shocks were drawn.
        antithetic: Whether every second draw mirrors the one before.
        resolution: Width of the bins percentiles were read from, points; 0 when exact.
        notes: About the shocks.
    """

    runs: tuple[str, ...]
    years: tuple[int, ...]
    opening: tuple[float, ...]
    percentiles: tuple[int, ...]
    debt: tuple[tuple[tuple[float, ...], ...], ...]
    error: tuple[tuple[tuple[float, ...], ...], ...]
    levels: tuple[float, ...]
    above: tuple[tuple[tuple[float, ...], ...], ...]
    deficit_over_3: tuple[tuple[float, ...], ...]
    falling: tuple[float, ...]
    draws: int
    seed: int
    method: str
    antithetic: bool
    resolution: float
    notes: tuple[str, ...]

    def percentile(self, run: str, year: int, percentile: int) -> float:
        """Return one percentile of debt, per cent of GDP."""
        row = self.debt[self.runs.index(run)][self.years.index(year)]
        return row[self.percentiles.index(percentile)]

    def probability_error(self, probability: float) -> float:
        """Standard error of a probability estimated from these draws."""
        return float((probability * (1 - probability) / self.draws) ** 0.5)

    @property
    def monte_carlo_error(self) -> dict[str, float]:
        """Largest standard errors; mirrored draws make them upper bounds."""
        every = [p for run in self.above for level in run for p in level]
        every += [p for run in self.deficit_over_3 for p in run] + list(self.falling)
        return {
            "percentile": max(e for run in self.error for year in run for e in year),
            "probability": max(self.probability_error(p) for p in every),
            "resolution": self.resolution,
        }

    def to_dict(self) -> dict[str, Any]:
        """The fan's part of the answer: percentiles by year and run."""
        return {
            "draws": self.draws,
            "seed": self.seed,
            "method": self.method,
            "antithetic": self.antithetic,
            "years": [
                {
                    "year": year,
                    **{
                        run: {f"p{p}": self.debt[r][k][n] for n, p in enumerate(self.percentiles)}
                        for r, run in enumerate(self.runs)
                    },
                }
                for k, year in enumerate(self.years)
            ],
        }

    def probabilities(self) -> dict[str, Any]:
        """Probabilities by run."""
        return {
            run: {
                "debt_falls_over_window": self.falling[r],
                "debt_rises_over_window": 1 - self.falling[r],
                "deficit_over_3": {
                    str(y): self.deficit_over_3[r][k] for k, y in enumerate(self.years)
                },
                "debt_above": {
                    f"{level:g}": {str(y): self.above[r][n][k] for k, y in enumerate(self.years)}
                    for n, level in enumerate(self.levels)
                },
            }
            for r, run in enumerate(self.runs)
        }


def make_fan(
    built: Built,
    runs: Mapping[str, Projection],
    shocks: Shocks,
    *,
    first: int,
    years: int = 5,
    draws: int = 100_000,
    seed: int = 1,
    method: Method = "normal",
    freedom: int = 5,
    antithetic: bool = False,
    accumulate: bool = True,
    levels: Sequence[float] = (60.0, 90.0),
    wobble: Mapping[str, Sequence[float]] | None = None,
    threads: int | None = None,
    chunk: int = CHUNK,
    exact: bool | None = None,
) -> Fan:
    """Simulate runs on common random numbers.

    Args:
        built: The baseline (debt structure and currencies).
        runs: Deterministic projections by name.
        shocks: Sample the shocks are drawn from.
        first: First year of the window.
        years: Length of the window.
        draws: Number of draws.
        seed: Any whole number; the same seed gives the same answer on any number of threads.
        method: See :func:`burdenshare.fiscal._shocks.sampler`.
        freedom: Degrees of freedom of Student's t.
        antithetic: Mirror every second draw (an even number of draws).
        accumulate: Let currency shocks add up; otherwise each reverses a year later.
        levels: Debt levels to give probabilities for, per cent of GDP.
        wobble: Standard deviation of a run's own spending by year of the window, points.
        threads: Threads; as many as processors by default.
        chunk: Draws handed to a thread at a time.
        exact: Keep every draw, or count into bins; by default the number of draws decides.

    Raises:
        BadValueError: Impossible numbers.
        UnknownNameError: Unknown method.
    """
    _check(runs, first, years, draws, method, antithetic)
    import numpy as np

    from burdenshare.fiscal import _kernel as kernel

    names = tuple(runs)
    base = np.array(
        [
            [
                [p.at(s, y) for s in ("rate", "growth", "primary", "stock_flow")]
                for y in _window(first, years)
            ]
            for p in runs.values()
        ]
    )
    opening = np.array([p.at("debt", first - 1) for p in runs.values()])
    own = np.zeros((len(names), years))
    for name, deviation in (wobble or {}).items():
        own[names.index(name)] = deviation
    carry, span = _carry(built, years)
    how = sampler(shocks, method, years, freedom)
    short = built.short_share if built.maturity else 0.0
    # Numba hands back a plain int: without the cast it would be read as signed, then as a float.
    key = np.uint64(kernel.mix(np.uint64(seed % (1 << 64) ^ SALT)))

    def run(first_draw: int, last_draw: int, into: Tally) -> None:
        kernel.simulate(
            first_draw, last_draw, key, antithetic, how["kind"], how["block"], how["factor"],
            how["transition"], how["residuals"], how["freedom"], how["periods"], base, opening,
            np.array(built.weights), np.array(built.currency), accumulate, carry, span, short, own,
            np.array(levels, dtype=np.float64), into.paths, into.edges, into.counts, into.above,
            into.over, into.falling,
        )  # fmt: skip

    keep = draws <= EXACT_UP_TO if exact is None else exact
    shape = (len(names), years, len(levels))
    tally = (
        keep_all(run, shape, draws, threads, chunk)
        if keep
        else count(run, shape, draws, threads, chunk)
    )
    debt, error, resolution = percentiles(tally, draws, keep)
    return Fan(
        names,
        tuple(_window(first, years)),
        tuple(map(float, opening)),
        PERCENTILES,
        debt,
        error,
        tuple(map(float, levels)),
        nested(tally.above / draws),
        nested(tally.over / draws),
        nested(tally.falling / draws),
        draws,
        seed,
        method,
        antithetic,
        resolution,
        shocks.notes,
    )


def _window(first: int, years: int) -> range:
    return range(first, first + years)


def _check(
    runs: Mapping[str, Projection],
    first: int,
    years: int,
    draws: int,
    method: str,
    antithetic: bool,
) -> None:
    if not 0 < draws <= MOST_DRAWS:
        raise BadValueError(f"draws {draws}: give a whole number above zero, e.g. 100000")
    if antithetic and draws % 2:
        raise BadValueError(f"draws {draws}: mirrored draws come in pairs, give an even number")
    if method not in get_args(Method):
        raise UnknownNameError("method", method, get_args(Method))
    span = next(iter(runs.values())).years
    if years < 1 or first - 1 < span[0] or first + years - 1 > span[-1]:
        raise BadValueError(
            f"a window of {years} years from {first} does not fit into {span[1]} to {span[-1]}: "
            "change window or horizon"
        )


def _carry(built: Built, years: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Weight and reach of long-rate shocks in each year of the window."""
    import numpy as np

    k = np.arange(1, years + 1)
    if not built.maturity:
        # Simple model: the shock is to the effective rate itself, which stays where it went.
        return np.ones(years), k
    return np.minimum(k, built.maturity) / built.maturity, np.minimum(k, built.maturity)
