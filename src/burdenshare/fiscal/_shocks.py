"""Shocks of the past: changes of growth, balance, interest and exchange rates, cleaned.

Quarterly for the EU allies, the United Kingdom and the United States; yearly, from the World
Economic Outlook, for anyone. Columns are those of the kernel, in percentage points (exchange
rates: foreign money per unit of own money).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.fiscal._inputs import known_input, read_input
from burdenshare.fiscal._simple import weo_edition, weo_series

if TYPE_CHECKING:
    import datetime as dt

    import numpy as np
    from numpy.typing import NDArray

    from burdenshare.panel import Panel

Method = Literal["normal", "quarterly-normal", "student-t", "var-cholesky", "var-bootstrap"]
"""How draws are made from the shocks: see :func:`sampler`."""

COLUMNS = (
    "nominal_gdp_growth",
    "primary_balance",
    "interest_rate_st",
    "interest_rate_lt",
    "exr_eur",
    "exr_usd",
)
GROWTH, BALANCE, SHORT, LONG = range(4)
UNPUBLISHED = (2025, 3)
"""Quarter whose growth and balance are zero upstream because they were not yet known."""
SPREAD = {"ITA": (2025, 1)}
"""Allies whose balance is a yearly figure spread evenly, and the quarter from which it is zero."""
FROZEN = {
    "CZE": "2015Q2",
    "HUN": "2015Q2",
    "POL": "2015Q2",
    "ROU": "2015Q2",
    "GBR": "2024Q2",
    "USA": "2025Q1",
}
"""Allies whose three-month rate stands still upstream, and from when."""
QUARTERLY_GROWTH = ("GBR", "USA")
"""Allies whose growth is the change of the quarter-on-quarter rate."""
FEWEST = 15


@dataclass(frozen=True)
class Shocks:
    """A sample of joint shocks.

    Attributes:
        ally: Alpha-3 code.
        data: ``[observation, variable]`` in the order of :data:`COLUMNS`, winsorised if asked.
        periods: Observations a year.
        span: First and last observation.
        winsorised: Whether each series was cut at its 5th and 95th percentile.
        notes: Defects of the source and what was done about them.
        source: Citation.
        edition: Id of the input or edition.
    """

    ally: str
    data: NDArray[np.float64]
    periods: int
    span: tuple[str, str]
    winsorised: bool
    notes: tuple[str, ...]
    source: str
    edition: str

    @property
    def covariance(self) -> NDArray[np.float64]:
        """Sample covariance of one period (divisor n - 1)."""
        import numpy as np

        result: NDArray[np.float64] = np.cov(self.data, rowvar=False, ddof=1)
        return result


def winsorise(data: NDArray[np.float64], low: float = 5, high: float = 95) -> NDArray[np.float64]:
    """Cut each column at two percentiles (linear between order statistics)."""
    import numpy as np

    lower, upper = np.percentile(data, [low, high], axis=0)
    return np.clip(data, lower, upper)


def quarterly_shocks(ally: str, day: dt.date, *, cut: bool = True) -> Shocks | None:
    """Return an ally's quarterly shocks as known on a day, or ``None`` where none are shipped."""
    import numpy as np
    import polars as pl

    record = known_input("shocks", day)
    if record is None:
        return None
    rows = read_input(record.id).filter(pl.col("ally") == ally).sort("year", "quarter")
    if rows.is_empty():
        return None
    end = SPREAD.get(ally, UNPUBLISHED)
    rows = rows.filter((pl.col("year") * 10 + pl.col("quarter")) < end[0] * 10 + end[1])
    data = rows.select(COLUMNS).to_numpy().astype(np.float64)
    labels = [f"{y}Q{q}" for y, q in rows.select("year", "quarter").iter_rows()]
    notes = [f"sample ends in {labels[-1]}: growth and balance were not yet published afterwards"]
    if ally in SPREAD:
        # Four quarters carry a quarter of the year's change each: drawn independently they would
        # add up to half of its standard deviation.
        data[:, BALANCE] *= 2
        notes.append(
            "balance is yearly data spread over the quarters upstream: its changes are doubled"
        )
    if ally in QUARTERLY_GROWTH:
        growth = np.convolve(data[:, GROWTH], np.ones(4), mode="valid")
        data, labels = data[3:].copy(), labels[3:]
        data[:, GROWTH] = growth
        notes.append(
            "growth is quarter on quarter upstream: four changes are added to the yearly rate's"
        )
    if ally in FROZEN:
        notes.append(
            f"three-month rate stands still upstream from {FROZEN[ally]}: its variance is "
            "understated"
        )
    return Shocks(
        ally,
        winsorise(data) if cut else data,
        4,
        (labels[0], labels[-1]),
        cut,
        tuple(notes),
        record.citation,
        record.id,
    )


def yearly_shocks(
    panel: Panel, ally: str, *, cut: bool = True, first: int = 2000, edition: str | None = None
) -> Shocks:
    """Return yearly shocks from the history in one edition of the World Economic Outlook.

    The net effective rate takes the place of the long rate; there is no short rate and no
    exchange rate in it.

    Raises:
        MissingDataError: Fewer than fifteen years.
    """
    import numpy as np

    only = panel.edition(edition or weo_edition(panel))
    record = only.editions[0]
    base = record.published.year - 1
    names = ("gdp", "primary", "balance", "debt")
    start = first
    series: dict[str, dict[int, float]] = {}
    while start <= base - FEWEST:
        try:
            series = {name: weo_series(only, name, ally, range(start, base + 1)) for name in names}
            break
        except MissingDataError:
            start += 1
    if not series:
        raise MissingDataError(
            f"{record.id} has fewer than {FEWEST} years of growth, balance and debt for {ally} "
            f"before {base}: no shocks can be estimated"
        )
    years = range(start + 1, base + 1)
    growth = [100 * (series["gdp"][y] / series["gdp"][y - 1] - 1) for y in years]
    rate = [
        100
        * (series["primary"][y] - series["balance"][y])
        * (series["gdp"][y] / series["gdp"][y - 1])
        / series["debt"][y - 1]
        for y in years
    ]
    balance = [series["primary"][y] for y in years]
    data = np.zeros((len(years) - 1, len(COLUMNS)))
    for column, values in ((GROWTH, growth), (BALANCE, balance), (LONG, rate)):
        data[:, column] = np.diff(values)
    if len(data) < FEWEST:
        raise MissingDataError(
            f"{record.id} gives {len(data)} yearly shocks for {ally}, fewer than {FEWEST}"
        )
    return Shocks(
        ally,
        winsorise(data) if cut else data,
        1,
        (str(years[1]), str(years[-1])),
        cut,
        ("yearly shocks: growth, net effective rate and primary balance; no exchange rates",),
        f"{record.publisher}: {record.title} ({record.id})",
        record.id,
    )


def root(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``F`` with ``F F' = covariance``, one column for each direction that varies."""
    import numpy as np

    active = np.flatnonzero(np.diag(covariance) > 0)
    factor = np.zeros((len(covariance), len(active)))
    inner = covariance[np.ix_(active, active)]
    try:
        factor[active] = np.linalg.cholesky(inner)
    except np.linalg.LinAlgError:
        # Two series that move as one: the symmetric root does not mind.
        values, vectors = np.linalg.eigh(inner)
        factor[active] = vectors * np.sqrt(np.clip(values, 0, None))
    return factor


def autoregression(shocks: Shocks) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit ``x_t = A x_(t-1) + e_t`` by least squares on the centred shocks.

    Returns:
        ``A`` and the centred residuals.

    Raises:
        BadValueError: The process is not stationary.
    """
    import numpy as np

    x = shocks.data - shocks.data.mean(axis=0)
    active = np.flatnonzero(x.std(axis=0) > 0)
    before, after = x[:-1][:, active], x[1:][:, active]
    solution, *_ = np.linalg.lstsq(before, after, rcond=None)
    transition = np.zeros((x.shape[1], x.shape[1]))
    transition[np.ix_(active, active)] = solution.T
    if max(abs(np.linalg.eigvals(transition))) >= 1:
        raise BadValueError(f"the VAR(1) of {shocks.ally} is not stationary: use another method")
    residuals = x[1:] - x[:-1] @ transition.T
    return transition, residuals - residuals.mean(axis=0)


def sums_covariance(
    covariance: NDArray[np.float64], transition: NDArray[np.float64], periods: int, years: int
) -> NDArray[np.float64]:
    """Covariance of the yearly sums of ``x_t = A x_(t-1) + e_t``, starting from zero.

    Summing is linear, so yearly sums of normal shocks are normal; this is their covariance.

    Returns:
        ``[year * variable, year * variable]``, the year moving slowest.
    """
    import numpy as np

    n, steps = len(covariance), periods * years
    # Column block s holds what the innovation of period s has added to each year's sum.
    effect = np.zeros((years * n, steps * n))
    for s in range(steps):
        power = np.eye(n)
        for t in range(s, steps):
            rows = slice(t // periods * n, (t // periods + 1) * n)
            effect[rows, s * n : (s + 1) * n] += power
            power = transition @ power
    blocks = np.kron(np.eye(steps), covariance)
    result: NDArray[np.float64] = effect @ blocks @ effect.T
    return result


def sampler(shocks: Shocks, method: Method, years: int, freedom: int = 5) -> dict[str, Any]:
    """Return the kernel's arguments for drawing yearly sums of shocks.

    Args:
        shocks: The sample.
        method: ``normal``: yearly sums drawn directly from their covariance;
            ``quarterly-normal``: the same distribution period by period; ``student-t``: heavier
            tails, same covariance, one scale a period; ``var-cholesky``: normal innovations of a
            VAR(1), yearly sums drawn directly; ``var-bootstrap``: its residuals redrawn.
        years: Years of the window.
        freedom: Degrees of freedom of Student's t, a whole number of at least 3.
    """
    import numpy as np

    n = len(COLUMNS)
    none, nothing = np.zeros((n, n)), np.zeros((1, n))
    covariance = shocks.covariance
    # Numbers as in the kernel, which is not imported here: it loads numba.
    yearly, period, bootstrap = 0, 1, 2
    kind, block, factor, transition, residuals, degrees = yearly, True, none, none, nothing, 0
    if method == "normal":
        factor = root(shocks.periods * covariance)
    elif method == "quarterly-normal":
        kind, factor = period, root(covariance)
    elif method == "student-t":
        if int(freedom) != freedom or freedom < 3:
            raise BadValueError(f"degrees of freedom {freedom}: give a whole number of at least 3")
        kind, factor, degrees = period, root(covariance), int(freedom)
    else:
        transition, residuals = autoregression(shocks)
        if method == "var-bootstrap":
            kind = bootstrap
        else:
            inner = np.cov(residuals, rowvar=False, ddof=1)
            block = False
            factor = root(sums_covariance(inner, transition, shocks.periods, years))
    return {
        "kind": kind,
        "block": block,
        "factor": np.ascontiguousarray(factor),
        "transition": transition,
        "residuals": np.ascontiguousarray(residuals),
        "freedom": degrees,
        "periods": shocks.periods,
    }
