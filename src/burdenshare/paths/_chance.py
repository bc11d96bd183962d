r"""The chance of getting there: what the allies' own past makes of the years ahead.

The logarithm of an ally's share changes from year to year by

.. math:: \Delta_{it} = \mu + a_i + c_t + e_{it}

a drift common to all, the ally's own drift, a shock common to the year, and the ally's own shock.
They are estimated from one NATO edition. Own drifts are shrunk towards the common one by how much
drifts truly differ (empirical Bayes); own variances are shrunk towards all allies'. A simulation
draws the drifts from their uncertainty and the shocks from the past: the common ones from past
years, the own ones from all allies' standardised residuals, so that large jumps stay as frequent
as they were. What has not happened in those years cannot come out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare.allies import allies
from burdenshare.errors import MissingDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

PRIOR_YEARS = 4.0
"""Weight of all allies' variance against an ally's own, in years of observation."""
FEWEST = 4
"""Fewest yearly changes, and fewest allies, to estimate from."""


@dataclass(frozen=True)
class Record:
    """Yearly changes of the log share of all allies, from one edition.

    Attributes:
        codes: Allies, in order.
        years: Years of the changes, in order.
        changes: Allies by years; not a number where a share is missing.
    """

    codes: tuple[str, ...]
    years: tuple[int, ...]
    changes: Floats


@dataclass(frozen=True)
class Law:
    """What the record says about the years ahead.

    Attributes:
        codes: Allies, in order.
        drift: Expected yearly change of the log share, by ally.
        drift_error: Standard error of an ally's own drift.
        common_error: Standard error of the drift common to all.
        shocks: Common shocks of past years, with mean zero and their estimated spread.
        spread: Standard deviation of own shocks, by ally.
        residuals: Standardised own shocks of all allies and years.
        shrinkage: Weight of an ally's own drift against the common one, by ally.
    """

    codes: tuple[str, ...]
    drift: Floats
    drift_error: Floats
    common_error: float
    shocks: Floats
    spread: Floats
    residuals: Floats
    shrinkage: Floats


def record(
    shares: Mapping[str, Mapping[int, float]], last: int, since: int | None = None
) -> Record:
    """Lay out the yearly changes of the log share up to ``last``.

    Args:
        shares: Ally's code to year to share, per cent of GDP.
        last: Last year used.
        since: First year used.

    Raises:
        MissingDataError: There are fewer than four changes, or allies that have any.
    """
    import numpy as np

    steps = {
        code: {
            year: float(np.log(own[year] / own[year - 1]))
            for year in own
            if year <= last
            and (since is None or year > since)
            and own[year] > 0
            and own.get(year - 1, 0) > 0
        }
        for code, own in sorted(shares.items())
        if last in own
    }
    kept = {code: own for code, own in steps.items() if len(own) > 1}
    years = tuple(sorted({year for own in kept.values() for year in own}))
    if len(years) < FEWEST or len(kept) < FEWEST:
        raise MissingDataError(
            f"only {len(years)} yearly changes of {len(kept)} allies up to {last}: at least "
            f"{FEWEST} of each are needed"
        )
    changes = np.array([[own.get(year, np.nan) for year in years] for own in kept.values()])
    return Record(tuple(kept), years, changes)


def estimate(past: Record) -> Law:
    """Estimate drifts, shocks and their uncertainty by moments."""
    import numpy as np

    changes = past.changes
    number = np.sum(~np.isnan(changes), axis=1).astype(float)
    common = float(np.nanmean(changes))
    by_year = np.nanmean(changes, axis=0) - common
    own = np.nanmean(changes - by_year, axis=1) - common
    rest = changes - common - by_year - own[:, None]
    freedom = np.maximum(number - 1, 1)
    variance = np.nansum(rest**2, axis=1) / freedom
    pooled = float(np.nansum(rest**2) / freedom.sum())
    spread2 = (freedom * variance + PRIOR_YEARS * pooled) / (freedom + PRIOR_YEARS)
    # How much drifts differ beyond what noise alone would show, and likewise the years.
    between = max(0.0, float(np.var(own, ddof=1) - np.mean(pooled / number)))
    noise = pooled / np.sum(~np.isnan(changes), axis=0)
    across = max(0.0, float(np.var(by_year, ddof=1) - noise.mean()))
    weight = between / (between + spread2 / number)
    scale = np.std(by_year, ddof=1)
    shocks = by_year * (np.sqrt(across) / scale if scale > 0 else 0.0)
    standard = rest / np.sqrt(spread2)[:, None] * np.sqrt(number / freedom)[:, None]
    return Law(
        codes=past.codes,
        drift=common + weight * own,
        drift_error=np.sqrt(weight * spread2 / number),
        common_error=float(np.sqrt(across / len(past.years) + pooled / number.sum())),
        shocks=shocks,
        spread=np.sqrt(spread2),
        residuals=standard[~np.isnan(standard)],
        shrinkage=weight,
    )


def simulate(law: Law, code: str, share: float, years: int, *, draws: int, seed: int) -> Floats:
    """Draw shares of the years ahead.

    The common drift and shocks of draw ``n`` are the same for every ally under one seed, so that
    draws of several allies belong together; an ally's own do not depend on who else is drawn.

    Args:
        law: From :func:`estimate`.
        code: Ally's code.
        share: Share today, per cent of GDP.
        years: Number of years ahead.
        draws: Number of draws.
        seed: Seed of the generator.

    Returns:
        Shares in per cent of GDP, ``draws`` by ``years``.
    """
    import numpy as np

    row = law.codes.index(code)
    turns, picks = _together(len(law.shocks), draws, years, seed)
    alone = np.random.default_rng([seed, 1 + _place(code)])
    own = alone.integers(len(law.residuals), size=(draws, years), dtype=np.uint16)
    steps: Floats = (law.spread[row] * law.residuals)[own]
    steps += law.shocks[picks]
    drift = law.drift[row] + law.common_error * turns
    drift += law.drift_error[row] * alone.standard_normal(draws)
    steps += drift[:, None]
    np.cumsum(steps, axis=1, out=steps)
    np.exp(steps, out=steps)
    steps *= share
    return steps


@lru_cache(maxsize=1)
def _together(shocks: int, draws: int, years: int, seed: int) -> tuple[Floats, NDArray[np.uint16]]:
    """What all allies share under a seed: the turn of the common drift, the years picked."""
    import numpy as np

    random = np.random.default_rng([seed, 0])
    turns = random.standard_normal(draws)
    picks = random.integers(shocks, size=(draws, years), dtype=np.uint16)
    for array in (turns, picks):
        array.flags.writeable = False
    return turns, picks


def _place(code: str) -> int:
    return sorted(member.alpha3 for member in allies()).index(code)
