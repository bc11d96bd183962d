"""The worked examples of the method note, to half a unit of the last printed digit."""

# A missing answer (None) fails the test by itself; the type checker need not ask for it.
# mypy: allow-untyped-calls, disable-error-code="union-attr,arg-type,operator,type-var,index"

import pytest

from burdenshare.fiscal._commission import line
from burdenshare.fiscal._model import deviations, project
from burdenshare.fiscal._records import Economy, Policy, Structure


def economy(
    n,
    *,
    gdp=100.0,
    debt=100.0,
    growth=3.0,
    rate=2.5,
    primary=-2.0,
    stock_flow=0.0,
    gap=0.0,
    deflator=0.0,
    elasticity=0.0,
    revaluation=1.0,
    structure=None,
):
    def run(value):
        return tuple(value) if isinstance(value, list | tuple) else (value,) * (n + 1)

    return Economy(
        start=2024,
        gdp=gdp,
        debt=debt,
        growth=run(growth),
        deflator=run(deflator),
        gap=run(gap),
        primary=run(primary),
        stock_flow=run(stock_flow),
        rate=run(rate),
        revaluation=run(revaluation),
        elasticity=elasticity,
        structure=structure,
    )


def test_1_recursion():
    run = project(economy(1, debt=104.7056, rate=2.40, growth=3.20, primary=-2.5, stock_flow=0.3))
    assert run.debt[1] == pytest.approx(106.693929, abs=5e-7)


def test_1_stabilising_primary_balance():
    balance = (2.40 - 3.20) / 103.20 * 104.7056
    assert balance == pytest.approx(-0.8117, abs=5e-5)
    run = project(economy(1, debt=104.7056, rate=2.40, growth=3.20, primary=balance))
    assert run.debt[1] == pytest.approx(104.7056, abs=1e-10)


def test_1_currencies():
    weight = 0.70 + 0.25 * 0.2300 / 0.2254 + 0.05 * 0.2500 / 0.2375
    run = project(economy(1, debt=50, rate=3, growth=6, primary=-3, revaluation=weight))
    assert run.debt[1] == pytest.approx(51.960643, abs=5e-7)
    run = project(economy(1, debt=50, rate=3, growth=6, primary=-3))
    assert run.debt[1] == pytest.approx(51.584906, abs=5e-7)


def test_2_implicit_rate():
    # Money is what matters here: GDP stays at 1000, so per cent of GDP is a tenth of the money.
    structure = Structure(
        short_share=0.10,
        maturing=(0.12,) * 4,
        short_rate=(2.0, 2.2, 2.4, 2.6),
        long_rate=(3.0, 3.2, 3.4, 3.6),
    )
    run = project(
        economy(
            3,
            gdp=1000.0,
            debt=100.0,
            growth=0.0,
            primary=-2.0,
            rate=[2.0, None, None, None],
            structure=structure,
        )
    )
    assert run.rate[1:] == pytest.approx((2.14960, 2.34488, 2.54196), abs=5e-6)
    interest = [i * 10 for i in run.interest[1:]]
    assert interest == pytest.approx([21.4960, 24.4218, 27.6036], abs=5e-5)
    assert run.need[1:] == pytest.approx((249.4960, 261.0530, 273.4745), abs=5e-5)
    assert [d * 10 for d in run.debt[1:]] == pytest.approx(
        [1041.4960, 1085.9178, 1133.5214], abs=5e-5
    )
    assert run.short[1:] == pytest.approx((104.1496, 108.5918, 113.3521), abs=5e-5)
    assert run.long[1:] == pytest.approx((937.3464, 977.3261, 1020.1693), abs=5e-5)
    assert run.issued[1:] == pytest.approx((145.3464, 152.4612, 160.1223), abs=5e-5)


GAP = (0.0, -0.6, -0.4, -0.2, 0.0, 0.0, 0.0, 0.0)
STEP = (0.0, 0.5, 1.0, 1.5, 2.0, 2.0, 2.0, 2.0)


def gaps(closing):
    policy = Policy(STEP, tuple(-0.75 * b for b in STEP), gap=closing)
    return [b + v for b, v in zip(GAP, deviations(GAP, policy), strict=True)][1:]


def test_3_multiplier_reading_a_decaying_throughout():
    expected = [-0.97500, -1.02500, -0.99167, -0.90278, -0.60185, -0.40123]
    assert gaps("decay")[:6] == pytest.approx(expected, abs=5e-6)


def test_3_multiplier_reading_b():
    expected = [-0.97500, -1.02500, -1.05833, -1.08056, -0.72037, -0.36019, 0.0]
    assert gaps("whole") == pytest.approx(expected, abs=5e-6)


def test_3_linear_closing_ends_after_three_years():
    last, *closing = gaps("linear")[3:]
    assert closing == pytest.approx([last * 2 / 3, last / 3, 0.0], abs=1e-12)


def test_7_defence():
    extra = (0.0, 0.3, 0.6, 0.9, 1.2, 1.2, 1.2)
    base = economy(
        6,
        growth=1.0,
        deflator=2.0,
        primary=-1.0,
        rate=2.5,
        elasticity=0.6,
    )
    policy = Policy(tuple(-x for x in extra), tuple(0.75 * x for x in extra), gap="decay")
    without, with_ = project(base), project(base, policy)
    assert with_.gap[1:] == pytest.approx(
        (0.225, 0.375, 0.475, 0.54167, 0.36111, 0.24074), abs=5e-6
    )
    assert with_.primary[1:] == pytest.approx(
        (-1.165, -1.375, -1.615, -1.875, -1.98333, -2.05556), abs=5e-6
    )
    assert without.debt[1:] == pytest.approx(
        (100.4952, 100.9880, 101.4782, 101.9660, 102.4513, 102.9342), abs=5e-5
    )
    difference = [a - b for a, b in zip(with_.debt, without.debt, strict=True)]
    assert difference[1:] == pytest.approx(
        [-0.0584, 0.1676, 0.6816, 1.4857, 2.6468, 3.8145], abs=5e-5
    )


def test_8_lines():
    long = {2024: 2.925, 2025: 3.169, 2034: 4.0}
    assert line(long, 2029) == pytest.approx(3.5383, abs=5e-5)
    assert line({2026: 2.1290, 2034: 2.0}, 2029) == pytest.approx(2.0806, abs=5e-5)
