"""A slow, obvious version of the debt recursion, written step by step from the method alone.

It shares no code with the package: plain loops, one quantity at a time.
"""

# A missing answer (None) fails the test by itself; the type checker need not ask for it.
# mypy: allow-untyped-calls, disable-error-code="union-attr,arg-type,operator,type-var,index"

import datetime as dt
import itertools

import pytest

from burdenshare.allies import allies
from burdenshare.fiscal import baseline, debt, project
from burdenshare.fiscal._inputs import dsa_table

DAY = dt.date(2026, 11, 22)


def straight(points, year):
    years = sorted(points)
    if year <= years[0]:
        return points[years[0]]
    if year >= years[-1]:
        return points[years[-1]]
    for left, right in itertools.pairwise(years):
        if left <= year <= right:
            return points[left] + (points[right] - points[left]) * (year - left) / (right - left)
    raise AssertionError


def project_commission(values, horizon, extra, multiplier, target=2.0, floor=0.02):
    """Debt and deficit by year, with extra debt-financed spending, from a table of inputs.

    ``values`` maps (series, year) to numbers, year 0 for parameters; the gap closes in three equal
    steps after the last change of spending.
    """
    base = min(y for s, y in values if s == "DEBT_RATIO")
    final = max(y for s, y in values if s == "DEBT_RATIO")

    def has(series):
        return {y: v for (s, y), v in values.items() if s == series}

    eps = values["BUDGET_BALANCE_ELASTICITY", 0]
    a = values["DEBT_ST_SHARE", 0]
    m0 = (
        max(values["DEBT_LT_MATURING_SHARE", 0], floor)
        if values["DEBT_LT_MATURING_SHARE", 0] <= 0
        else values["DEBT_LT_MATURING_SHARE", 0]
    )
    mavg = (
        max(values["DEBT_LT_MATURING_AVG_SHARE", 0], floor)
        if values["DEBT_LT_MATURING_AVG_SHARE", 0] <= 0
        else values["DEBT_LT_MATURING_AVG_SHARE", 0]
    )

    # Output gap of the baseline.
    real, potential = has("REAL_GDP"), has("POTENTIAL_GDP")
    gap0 = {
        y: (100 * (real[y] / potential[y] - 1) if y in real else 0.0)
        for y in range(base, horizon + 1)
    }
    # Gap with spending.
    years = list(range(base, horizon + 1))
    x = {y: extra.get(y, 0.0) for y in years}
    changes = {y: x[y] - x.get(y - 1, 0.0) for y in years}
    last_change = max([y for y in years if changes[y] != 0], default=None)
    dev = {base: 0.0}
    for y in years[1:]:
        if last_change is None:
            dev[y] = 0.0
        elif y <= last_change:
            dev[y] = 2 / 3 * dev[y - 1] + multiplier * changes[y]
        elif y == last_change + 1:
            dev[y] = dev[last_change] * 2 / 3
        elif y == last_change + 2:
            dev[y] = dev[last_change] * 1 / 3
        else:
            dev[y] = 0.0

    # Real output, prices, nominal output: levels.
    pot_nodes = {y: v for y, v in has("POTENTIAL_GDP_GROWTH").items() if y in real or y >= 2035}
    price_nodes = has("GDP_DEFLATOR_PCH")
    price_nodes[base + 30] = target
    trend, prices, nominal = {base: 1.0}, {base: 1.0}, {}
    for y in years[1:]:
        trend[y] = trend[y - 1] * (1 + straight(pot_nodes, y) / 100)
        prices[y] = prices[y - 1] * (1 + straight(price_nodes, y) / 100)
    scale = values["NOMINAL_GDP", base] / (1 + gap0[base] / 100)
    for y in years:
        nominal[y] = scale * trend[y] * prices[y] * (1 + (gap0[y] + dev[y]) / 100)

    # Interest rates.
    long_nodes, short_nodes = has("INTEREST_RATE_LT"), has("INTEREST_RATE_ST")
    long_nodes[base + 30] = 2.0 + target
    short_nodes[base + 30] = (2.0 + target) / 2

    # Primary balance.
    age, income = has("AGEING_COST"), has("TAX_AND_PROPERTY_INCOME") or {base: 0.0}
    pb = {}
    for y in years:
        if y <= final:
            pb[y] = values["PRIMARY_BALANCE", y]
        else:
            pb[y] = values["STRUCTURAL_PRIMARY_BALANCE", final] + eps * gap0[y]
            pb[y] -= straight(age, y) - straight(age, final)
            pb[y] += straight(income, y) - straight(income, final)
        pb[y] = pb[y] - x[y] + eps * dev[y]

    # Stocks.
    debt = values["DEBT_RATIO", base] / 100 * nominal[base]
    short, long = a * debt, (1 - a) * debt
    new_long = straight({base: m0, base + 10: mavg}, base) * long
    long_rate = None
    result = {base: (values["DEBT_RATIO", base], None)}
    for y in years[1:]:
        alpha = short / (short + long)
        if y <= final:
            rate = values["IMPLICIT_INTEREST_RATE", y]
            long_rate = (rate - alpha * straight(short_nodes, y)) / (1 - alpha)
        else:
            beta = min(new_long / long, 1.0)
            long_rate = beta * straight(long_nodes, y) + (1 - beta) * long_rate
            rate = alpha * straight(short_nodes, y) + (1 - alpha) * long_rate
        interest = rate / 100 * debt
        balance = pb[y] / 100 * nominal[y]
        sf = 0.0
        if y <= final:
            sf = values["STOCK_FLOW", y] / values["NOMINAL_GDP", y] * nominal[y]
        official = values.get(("ESM_REPAYMENT", y), 0.0)
        m = straight({base: m0, base + 10: mavg}, y)
        need = interest + short + m * long + official - balance + sf
        debt_new = debt + interest - balance + sf
        kept = max((1 - m) * long - official, 0.0)
        new_long = max((1 - a) * debt_new - kept, 0.0)
        short = need - new_long if kept > 0 else debt_new - new_long
        long = kept + new_long
        debt = debt_new
        result[y] = (100 * debt / nominal[y], -pb[y] + 100 * interest / nominal[y])
    return result


def project_simple(d0, growth, rate, primary, stock_flow):
    """Debt by year from yearly growth, rate, balance and residual, in per cent."""
    path = [d0]
    for g, i, p, s in zip(growth, rate, primary, stock_flow, strict=False):
        path.append(path[-1] * (100 + i) / (100 + g) - p + s)
    return path


EU = [a.alpha3 for a in allies() if a.in_eu_on(DAY)]


@pytest.mark.parametrize("ally", [code for code in EU if code != "ROU"] + ["GBR"])
def test_a_slow_and_obvious_version_agrees(ally):
    extra = {year: min((year - 2026) * 0.2, 1.8) for year in range(2027, 2046)}
    table = dsa_table(ally, DAY)
    target = {"POL": 2.5, "HUN": 3.0}.get(ally, 2.0)
    slow = project_commission(dict(table.values), 2045, extra, 0.75, target)
    answer = debt(ally, path=extra, draws=0, as_of=DAY)
    plain = project_commission(dict(table.values), 2045, {}, 0.75, target)
    for row in answer.path:
        assert row.debt_with == pytest.approx(slow[row.year][0], abs=1e-8)
        assert row.deficit_with == pytest.approx(slow[row.year][1], abs=1e-8)
        assert row.debt_without == pytest.approx(plain[row.year][0], abs=1e-8)


@pytest.mark.parametrize("ally", ["CAN", "USA", "TUR", "ALB"])
def test_a_slow_and_obvious_simple_model_agrees(ally):
    built = baseline(ally, as_of=DAY)
    economy = built.economy
    growth = [
        100 * ((1 + r / 100) * (1 + p / 100) - 1)
        for r, p in zip(economy.growth[1:], economy.deflator[1:], strict=True)
    ]
    slow = project_simple(
        economy.debt, growth, economy.rate[1:], economy.primary[1:], economy.stock_flow[1:]
    )
    assert project(economy).debt == pytest.approx(slow, abs=1e-9)
