"""A fan from forecast errors: how far the World Economic Outlook has been off, by horizon.

An independent check on the simulated fan: no model of shocks, only the record of past editions
against the newest one known. Errors of all allies are pooled, for one ally has too few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.allies import allies
from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.fiscal._fan import Fan
from burdenshare.fiscal._simple import SERIES, weo_edition
from burdenshare.fiscal._tally import PERCENTILES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from burdenshare.fiscal._records import Projection
    from burdenshare.panel import Panel

FEWEST = 30
"""Errors a horizon needs before percentiles in its tails mean anything."""


def forecast_errors(panel: Panel, horizons: int) -> dict[str, list[list[float]]]:
    """Return errors, outturn less forecast, by horizon: first year of the projection first.

    Debt is compared in its change since the last outturn an edition knew, so that revisions of the
    level (benchmark revisions of GDP) do not count as errors.

    Returns:
        ``debt`` and ``deficit``: one list of errors (points of GDP) for each horizon.
    """
    newest = weo_edition(panel)
    known = panel.record(newest).published.year - 1
    truth = panel.edition(newest)
    found: dict[str, list[list[float]]] = {
        name: [[] for _ in range(horizons)] for name in ("debt", "deficit")
    }
    for edition in panel.editions:
        if edition.family != "weo" or edition.id == newest:
            continue
        only, base = panel.edition(edition.id), edition.published.year - 1
        for ahead in range(1, min(horizons, known - base) + 1):
            for code in (a.alpha3 for a in allies()):
                cells = [
                    (p.cell(SERIES["debt"], code, y).value)
                    for p in (truth, only)
                    for y in (base + ahead, base)
                ]
                balances = [
                    p.cell(SERIES["balance"], code, base + ahead).value for p in (truth, only)
                ]
                if None not in cells:
                    then, start, forecast, first = (float(c) for c in cells if c is not None)
                    found["debt"][ahead - 1].append((then - start) - (forecast - first))
                if None not in balances:
                    actual, forecast = (float(b) for b in balances if b is not None)
                    found["deficit"][ahead - 1].append(forecast - actual)
    return found


def error_fan(
    panel: Panel,
    runs: Mapping[str, Projection],
    *,
    first: int,
    years: int,
    levels: Sequence[float],
) -> Fan:
    """Lay past forecast errors around the runs.

    Raises:
        BadValueError: A window longer than past editions can tell about.
        MissingDataError: No earlier edition is known.
    """
    import numpy as np

    errors = forecast_errors(panel, years)
    sizes = [len(e) for e in errors["debt"]]
    usable = sum(n >= FEWEST for n in sizes)
    if not usable:
        raise MissingDataError("no earlier edition of the World Economic Outlook to compare with")
    if usable < years:
        raise BadValueError(
            f"past editions tell about {usable} years ahead, not {years}: give window={usable}"
        )
    share = np.array(PERCENTILES) / 100
    window = range(first, first + years)
    debt, spread, above, over, falling = [], [], [], [], []
    for run in runs.values():
        samples = [
            run.at("debt", y) + np.array(e) for y, e in zip(window, errors["debt"], strict=True)
        ]
        debt.append(tuple(tuple(map(float, np.quantile(s, share))) for s in samples))
        spread.append(tuple(_rank_errors(s, share) for s in samples))
        above.append(tuple(tuple(float(np.mean(s > level)) for s in samples) for level in levels))
        deficits = zip(window, errors["deficit"], strict=True)
        over.append(
            tuple(float(np.mean(run.at("deficit", y) + np.array(e) > 3)) for y, e in deficits)
        )
        falling.append(float(np.mean(samples[-1] < run.at("debt", first - 1))))
    editions = [e.id for e in panel.editions if e.family == "weo"]
    return Fan(
        runs=tuple(runs),
        years=tuple(window),
        opening=tuple(run.at("debt", first - 1) for run in runs.values()),
        percentiles=PERCENTILES,
        debt=tuple(debt),
        error=tuple(spread),
        levels=tuple(map(float, levels)),
        above=tuple(above),
        deficit_over_3=tuple(over),
        falling=tuple(falling),
        draws=min(sizes),
        seed=0,
        method="forecast-errors",
        antithetic=False,
        resolution=0.0,
        notes=(
            f"errors of {len(editions) - 1} editions against {editions[-1]}, all allies pooled: "
            + ", ".join(f"{n} at {k + 1}" for k, n in enumerate(sizes))
            + " years ahead",
            "they include the pandemic and the inflation after it, and allies' errors of one "
            "edition move together: the true sample is smaller than its count",
        ),
    )


def _rank_errors(sample: object, share: object) -> tuple[float, ...]:
    import numpy as np

    values, p = np.asarray(sample), np.asarray(share)
    rank = np.sqrt(p * (1 - p) / values.size)
    high = np.quantile(values, np.clip(p + rank, 0, 1))
    low = np.quantile(values, np.clip(p - rank, 0, 1))
    return tuple(map(float, (high - low) / 2))
