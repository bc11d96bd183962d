"""Laws of the recursion, whatever the numbers."""

# A missing answer (None) fails the test by itself; the type checker need not ask for it.
# mypy: allow-untyped-calls, disable-error-code="union-attr,arg-type,operator,type-var,index"

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burdenshare.allies import allies
from burdenshare.fiscal import Financing, baseline, debt, project
from burdenshare.fiscal._defence import defence_policy, difference, effects
from burdenshare.fiscal._model import no_policy
from burdenshare.fiscal._records import Economy, Policy, Structure

DAY = dt.date(2026, 11, 22)
YEARS = 8


def numbers(low, high, size=YEARS + 1):
    return st.lists(st.floats(low, high), min_size=size, max_size=size).map(tuple)


@st.composite
def economies(draw):
    structure = Structure(
        short_share=draw(st.floats(0.0, 0.4)),
        maturing=draw(numbers(0.03, 0.4)),
        short_rate=draw(numbers(0.0, 6.0)),
        long_rate=draw(numbers(0.0, 8.0)),
    )
    given_rates = draw(st.integers(1, 3))
    return Economy(
        start=2024,
        gdp=draw(st.floats(10, 5000)),
        debt=draw(st.floats(20, 180)),
        growth=draw(numbers(-3, 5)),
        deflator=draw(numbers(-1, 6)),
        gap=draw(numbers(-4, 4)),
        primary=draw(numbers(-5, 2)),
        stock_flow=draw(numbers(-1, 3)),
        rate=tuple(draw(st.floats(0.5, 5)) if t <= given_rates else None for t in range(YEARS + 1)),
        revaluation=draw(numbers(0.95, 1.05)),
        elasticity=draw(st.floats(0.2, 0.7)),
        structure=structure if draw(st.booleans()) else None,
    )


def complete(economy):
    """The simple model needs a rate every year."""
    if economy.structure is not None:
        return economy
    return replace(economy, rate=tuple(r or 2.0 for r in economy.rate))


@given(economies(), numbers(-2, 2))
@settings(max_examples=60, deadline=None)
def test_accounting_identity(economy, effort):
    economy = complete(economy)
    effort = (0.0, *effort[1:])
    run = project(economy, Policy(effort, tuple(-0.75 * e for e in effort)))
    for t in range(1, YEARS + 1):
        carried = run.debt[t - 1] / (1 + run.growth[t] / 100)
        expected = carried * (1 + run.rate[t] / 100) * run.revaluation[t]
        expected += run.stock_flow[t] - run.primary[t]
        assert run.debt[t] == pytest.approx(max(expected, 0), abs=1e-10)
        assert run.balance[t] == pytest.approx(
            run.primary[t] - carried * run.rate[t] / 100, abs=1e-10
        )
        if economy.structure is not None:
            stock = run.short[t] + run.long[t]
            assert stock == pytest.approx(run.debt[t] * run.gdp[t] / 100, rel=1e-12)


@given(economies())
@settings(max_examples=30, deadline=None)
def test_no_change_of_policy_is_the_baseline(economy):
    economy = complete(economy)
    assert project(economy, no_policy(economy)) == project(economy)


@given(economies(), st.floats(0.05, 2.0), st.integers(1, YEARS))
@settings(max_examples=40, deadline=None)
def test_debt_rises_with_interest_and_falls_with_growth_and_balance(economy, by, year):
    economy = complete(replace(economy, structure=None, primary=(-1.0,) * (YEARS + 1)))

    def bumped(name, amount):
        values = list(getattr(economy, name))
        values[year] += amount
        return project(replace(economy, **{name: tuple(values)})).debt[-1]

    base = project(economy).debt[-1]
    assert bumped("rate", by) > base
    assert bumped("growth", by) < base
    assert bumped("primary", by) < base


@given(economies(), st.floats(0.05, 2.0))
@settings(max_examples=40, deadline=None)
def test_debt_rises_with_market_rates(economy, by):
    if economy.structure is None:
        return
    structure = economy.structure
    dearer = replace(
        structure,
        short_rate=tuple(r + by for r in structure.short_rate),
        long_rate=tuple(r + by for r in structure.long_rate),
    )
    # The forecast's own rate is given: what is dearer shows from the first year built up.
    economy = replace(
        economy,
        primary=(-3.0,) * (YEARS + 1),
        stock_flow=(0.0,) * (YEARS + 1),
        rate=(2.0, *(None,) * YEARS),
    )
    assert project(replace(economy, structure=dearer)).debt[-1] > project(economy).debt[-1]


@pytest.mark.parametrize("ally", ["BEL", "CAN"])
@given(
    extra=st.dictionaries(st.integers(2027, 2045), st.floats(-1, 4), max_size=12),
    shares=st.tuples(*[st.floats(0, 1)] * 4).filter(lambda s: sum(s) > 0.1),
    gap=st.sampled_from(["linear", "decay", "whole"]),
)
@settings(max_examples=15, deadline=None)
def test_the_parts_of_the_difference_sum_to_it(ally, extra, shares, gap):
    built = baseline(ally, as_of=DAY)
    total = sum(shares)
    paid = Financing(*(share / total for share in shares))
    policy = defence_policy(built.economy, extra, paid, effects(gap=gap))
    without, with_ = project(built.economy), project(built.economy, policy)
    for row in difference(built.economy, policy, extra, without, with_):
        parts = row.spending + row.growth + row.interest + row.denominator
        assert parts == pytest.approx(row.debt, abs=1e-10)
        assert row.debt == pytest.approx(
            with_.at("debt", row.year) - without.at("debt", row.year), abs=1e-12
        )


@pytest.mark.parametrize("ally", [a.alpha3 for a in allies()])
def test_a_zero_path_changes_nothing(ally):
    answer = debt(ally, path={2030: 0.0}, draws=0, as_of=DAY)
    assert answer.runs["with"] == answer.runs["without"]
    assert all(row.debt == row.deficit == 0 for row in answer.difference)


@pytest.mark.parametrize("ally", [a.alpha3 for a in allies()])
def test_more_borrowed_spending_means_more_debt_in_the_end(ally):
    paths = [dict.fromkeys(range(2027, 2046), x) for x in (0.5, 1.0, 2.0)]
    ends = [debt(ally, path=p, draws=0, as_of=DAY).path[-1].debt_with for p in paths]
    assert debt(ally, shape="none", draws=0, as_of=DAY).path[-1].debt_without <= ends[0]
    assert ends == sorted(ends)


def test_taxes_and_cuts_leave_deficit_and_debt_as_they_are():
    path = dict.fromkeys(range(2027, 2046), 1.0)
    answer = debt("BEL", path=path, financing="taxes=0.4,cuts=0.6", draws=0, as_of=DAY)
    assert max(abs(row.debt) for row in answer.difference) < 1e-9


def test_currency_shares_do_not_matter_without_currency_debt():
    built = baseline("BEL", as_of=DAY)
    assert built.weights == (1.0, 0.0, 0.0)
