"""The stochastic kernel: shocks drawn, added up over years and rolled into debt in one pass.

Imported only when draws are asked for (it loads numba). Nothing larger than one draw is stored on
the way; results depend on the seed and the number of the draw alone, so any split of the draws
over threads and chunks gives the same numbers.

Random numbers: the counter-based SplitMix64 sequence (Steele, Lea and Flood, 2014), of which draw
``i`` owns the positions from ``i * 2**20`` on; normals by the ziggurat (Marsaglia and Tsang, 2000;
Doornik, 2005).
"""

# Numba infers the types of these functions; annotations would be read by nobody.
# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: ANN001, ANN202, C901

from __future__ import annotations

import math

import numpy as np
from numba import njit

GROWTH, BALANCE, SHORT, LONG, EUR, USD = range(6)
VARIABLES = 6
"""Order of the shocks: growth, primary balance, short and long rate, euro and dollar rate."""

YEARLY, QUARTERLY, BOOTSTRAP = range(3)
"""How yearly sums come about: drawn directly, from quarterly normal or t, from residuals."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11, _S20 = (np.uint64(n) for n in (30, 27, 31, 11, 20))
_LAYER = np.uint64(255)
_UNIT = 2.0**-53

LAYERS = 256
_TAIL = 3.6541528853610088
_AREA = _TAIL * math.exp(-(_TAIL**2) / 2) + math.sqrt(math.pi / 2) * math.erfc(_TAIL / math.sqrt(2))


def _ziggurat() -> tuple[np.ndarray, np.ndarray]:
    """Edges of the layers, and the share of each that lies under the next."""
    edge = np.zeros(LAYERS + 1)
    height = math.exp(-(_TAIL**2) / 2)
    edge[0], edge[1] = _AREA / height, _TAIL
    for i in range(2, LAYERS):
        edge[i] = math.sqrt(-2 * math.log(_AREA / edge[i - 1] + height))
        height = math.exp(-(edge[i] ** 2) / 2)
    return edge, np.append(edge[1:] / edge[:-1], 0.0)


_EDGE, _INNER = _ziggurat()


# Without the check for division by zero, which would be a branch in the innermost loop: growth
# of minus 100 per cent gives an infinite ratio, not an error.
compiled = njit(cache=True, nogil=True, error_model="numpy")


@compiled
def mix(z):  # pragma: no cover
    """Scramble 64 bits (SplitMix64's output function)."""
    z = (z ^ (z >> _S30)) * _MIX_1
    z = (z ^ (z >> _S27)) * _MIX_2
    return z ^ (z >> _S31)


@compiled
def start(key, draw):  # pragma: no cover
    """Return the state with which a draw's own stretch of the sequence begins."""
    return key + (np.uint64(draw) << _S20) * _GOLDEN


@compiled
def _unit(bits):  # pragma: no cover
    """Uniform in (0, 1) from 53 bits."""
    return (np.float64(bits >> _S11) + 0.5) * _UNIT


@compiled
def _slow_normal(state, layer, u):  # pragma: no cover
    """Finish a normal that fell outside the inner part of its layer."""
    while True:
        if layer == 0:
            while True:
                state += _GOLDEN
                x = -math.log(_unit(mix(state))) / _TAIL
                state += _GOLDEN
                y = -math.log(_unit(mix(state)))
                if y + y > x * x:
                    return state, (_TAIL + x if u > 0 else -_TAIL - x)
        x = u * _EDGE[layer]
        outer = math.exp(-0.5 * (_EDGE[layer] ** 2 - x * x))
        inner = math.exp(-0.5 * (_EDGE[layer + 1] ** 2 - x * x))
        state += _GOLDEN
        if inner + _unit(mix(state)) * (outer - inner) < 1.0:
            return state, x
        state += _GOLDEN
        bits = mix(state)
        layer = np.int64(bits & _LAYER)
        u = 2.0 * _unit(bits) - 1.0
        if abs(u) < _INNER[layer]:
            return state, u * _EDGE[layer]


@compiled
def normal(state):  # pragma: no cover
    """Return the next state and a standard normal."""
    state += _GOLDEN
    bits = mix(state)
    layer = np.int64(bits & _LAYER)
    u = 2.0 * _unit(bits) - 1.0
    if abs(u) < _INNER[layer]:
        return state, u * _EDGE[layer]
    return _slow_normal(state, layer, u)


@compiled
def fill_normals(key, draw, out):  # pragma: no cover
    """Fill ``out`` with the normals of one draw: for tests and benchmarks."""
    state = start(key, draw)
    for j in range(out.size):
        state, out[j] = normal(state)


@compiled
def _yearly(state, sign, factor, block, years, z, sums):  # pragma: no cover
    """Yearly sums drawn directly: normals times a factor of their own covariance."""
    if block:
        n = factor.shape[1]
        for k in range(years):
            for j in range(n):
                state, v = normal(state)
                z[j] = sign * v
            for i in range(VARIABLES):
                total = 0.0
                for j in range(n):
                    total += factor[i, j] * z[j]
                sums[k, i] = total
        return state
    for j in range(factor.shape[1]):
        state, v = normal(state)
        z[j] = sign * v
    for k in range(years):
        for i in range(VARIABLES):
            total = 0.0
            for j in range(factor.shape[1]):
                total += factor[k * VARIABLES + i, j] * z[j]
            sums[k, i] = total
    return state


@compiled
def _periods(
    state, sign, kind, factor, transition, residuals, freedom, periods, z, last, now, sums
):  # pragma: no cover
    """Yearly sums of shocks drawn period by period (quarters, or single years)."""
    n = factor.shape[1]
    last[:] = 0.0
    for k in range(sums.shape[0]):
        sums[k, :] = 0.0
        for _ in range(periods):
            scale = sign
            if kind == BOOTSTRAP:
                state += _GOLDEN
                row = np.int64(_unit(mix(state)) * residuals.shape[0])
            else:
                for j in range(n):
                    state, z[j] = normal(state)
                if freedom > 0:
                    square = 0.0
                    for _ in range(freedom):
                        state, v = normal(state)
                        square += v * v
                    # Divided so that the covariance stays that of the data.
                    scale = sign * math.sqrt((freedom - 2) / square)
            for i in range(VARIABLES):
                if kind == BOOTSTRAP:
                    total = sign * residuals[row, i]
                else:
                    total = 0.0
                    for j in range(n):
                        total += factor[i, j] * z[j]
                    total *= scale
                for j in range(VARIABLES):
                    total += transition[i, j] * last[j]
                now[i] = total
                sums[k, i] += total
            last[:] = now
    return state


@compiled
def _pressure(sums, k, carry, span, short_share):  # pragma: no cover
    """Shock to the implicit rate in window year ``k``."""
    long = 0.0
    for j in range(k + 1 - span[k], k + 1):
        long += sums[j, LONG]
    return short_share * sums[k, SHORT] + (1.0 - short_share) * carry[k] * long


@compiled
def _revalued(sums, k, weights, rates, level, accumulate):  # pragma: no cover
    """Factor on debt from exchange rates in window year ``k``; moves ``level`` on."""
    factor = weights[0]
    for c in range(2):
        before = level[c]
        # A currency cannot lose more than nineteen twentieths: keeps the ratio finite.
        after = max((before if accumulate else rates[c]) + sums[k, EUR + c], 0.05 * rates[c])
        factor += weights[1 + c] * before / after
        level[c] = after
    return factor


@compiled
def simulate(  # pragma: no cover
    first,
    last,
    key,
    antithetic,
    kind,
    block,
    factor,
    transition,
    residuals,
    freedom,
    periods,
    base,
    opening,
    weights,
    rates,
    accumulate,
    carry,
    span,
    short_share,
    wobble,
    levels,
    paths,
    edges,
    counts,
    above,
    over,
    falling,
):
    """Simulate draws ``first`` to ``last`` (not included) and add them to the results.

    Args:
        first: Number of the first draw.
        last: Number after the last.
        key: 64 bits made from the seed.
        antithetic: Whether draw ``2j + 1`` mirrors draw ``2j``.
        kind: ``YEARLY``, ``QUARTERLY`` or ``BOOTSTRAP``.
        block: Whether years are drawn on their own, with the same factor.
        factor: Root of the covariance, ``[variable, direction]``, or of all years together.
        transition: ``[variable, variable]`` of the VAR(1).
        residuals: ``[observation, variable]`` to draw from.
        freedom: Degrees of freedom of Student's t; 0 for normal.
        periods: Periods a year.
        base: ``[run, year, (rate, growth, balance, stock-flow)]`` without shocks.
        opening: ``[run]`` debt before the first year.
        weights: Shares of debt in own money, euro and dollars.
        rates: Euro and dollars per unit of own money before the first year.
        accumulate: Whether currency shocks add up over the years.
        carry: ``[year]`` weight of long-rate shocks.
        span: ``[year]`` years they reach back.
        short_share: Share of debt that short rates reach at once.
        wobble: ``[run, year]`` standard deviation of the run's own spending.
        levels: Debt levels to count.
        paths: ``[run, year, draw]`` all debt ratios; of size 0 when only counted.
        edges: ``[run, year, 2]`` lower edge and inverse width of the bins.
        counts: ``[run, year, bin]`` histogram; of size 0 when all are kept.
        above: ``[run, level, year]`` draws with debt above the level.
        over: ``[run, year]`` draws with a deficit over 3.
        falling: ``[run]`` draws with debt at the end below the opening.
    """
    runs, years = base.shape[0], base.shape[1]
    z = np.empty(max(factor.shape[1], 1))
    before, now = np.empty(VARIABLES), np.empty(VARIABLES)
    sums = np.empty((years, VARIABLES))
    debt = np.empty(runs)
    level = np.empty(2)
    foreign = weights[1] + weights[2] > 0.0
    keep = paths.size > 0
    wobbles = np.any(wobble != 0.0)
    bins = counts.shape[2]
    for draw in range(first, last):
        stream, sign = draw, 1.0
        if antithetic:
            stream = draw // 2
            sign = -1.0 if draw % 2 else 1.0
        state = start(key, stream)
        if kind == YEARLY:
            state = _yearly(state, sign, factor, block, years, z, sums)
        else:
            state = _periods(
                state,
                sign,
                kind,
                factor,
                transition,
                residuals,
                freedom,
                periods,
                z,
                before,
                now,
                sums,
            )
        own = 0.0
        if wobbles:
            state, own = normal(state)
            own *= sign
        debt[:] = opening
        level[:] = rates
        for k in range(years):
            dearer = _pressure(sums, k, carry, span, short_share)
            factor_k = _revalued(sums, k, weights, rates, level, accumulate) if foreign else 1.0
            for r in range(runs):
                carried = debt[r] / (1.0 + 0.01 * (base[r, k, 1] + sums[k, GROWTH]))
                rate = 0.01 * (base[r, k, 0] + dearer)
                balance = base[r, k, 2] + sums[k, BALANCE] - wobble[r, k] * own
                new = carried * (1.0 + rate) * factor_k - balance + base[r, k, 3]
                debt[r] = max(new, 0.0)
                if carried * rate - balance > 3.0:
                    over[r, k] += 1
                if keep:
                    paths[r, k, draw] = debt[r]
                if bins:
                    place = np.int64((debt[r] - edges[r, k, 0]) * edges[r, k, 1]) + 1
                    counts[r, k, min(max(place, 0), bins - 1)] += 1
                for n in range(levels.size):
                    above[r, n, k] += debt[r] > levels[n]
        for r in range(runs):
            # Debt that has been paid off cannot fall any further: it has fallen.
            if debt[r] < opening[r] or debt[r] <= 0.0:
                falling[r] += 1
