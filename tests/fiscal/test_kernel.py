"""The stochastic kernel: its random numbers, its aggregation, and that nothing moves it."""

# A missing answer (None) fails the test by itself; the type checker need not ask for it.
# mypy: allow-untyped-calls, disable-error-code="union-attr,arg-type,operator,type-var,index"

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from burdenshare.errors import BadValueError, MissingDataError, UnknownNameError
from burdenshare.fiscal import _kernel as kernel
from burdenshare.fiscal import baseline, debt, project
from burdenshare.fiscal._fan import make_fan
from burdenshare.fiscal._shocks import (
    BALANCE,
    GROWTH,
    Shocks,
    autoregression,
    quarterly_shocks,
    root,
    sums_covariance,
    winsorise,
    yearly_shocks,
)
from burdenshare.panel import default_panel

DAY = dt.date(2026, 11, 22)
PANEL = default_panel().as_of(DAY)


def normals(n, draw=0, key=7):
    out = np.empty(n)
    kernel.fill_normals(np.uint64(key), draw, out)
    return out


def belgium(**options):
    built = baseline("BEL", as_of=DAY)
    run = project(built.economy)
    settings = {"first": 2027, "draws": 4000, "seed": 3} | options
    return make_fan(built, {"without": run}, quarterly_shocks("BEL", DAY), **settings)


def test_normals_are_normal():
    sample = normals(400_000)
    assert stats.kstest(sample, "norm").pvalue > 0.01
    # The tail comes from its own branch.
    for cut in (3.0, 3.7, 4.2):
        expected = 2 * stats.norm.sf(cut)
        seen = np.mean(np.abs(sample) > cut)
        assert seen == pytest.approx(expected, abs=4 * np.sqrt(expected / sample.size))


def test_draws_do_not_lean_on_each_other():
    # Neighbouring draws begin 2**20 places apart in one sequence.
    first = np.array([normals(2, draw)[0] for draw in range(20_000)])
    second = np.array([normals(2, draw)[1] for draw in range(20_000)])
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.03
    assert abs(np.corrcoef(first[:-1], first[1:])[0, 1]) < 0.03
    assert stats.kstest(first, "norm").pvalue > 0.01


def one_draw(quarters, *, maturity, years, short_share, base, opening):
    """Run the kernel's recursion on given shocks: residuals of which there is one a period."""
    sums = quarters.reshape(years, 4, kernel.VARIABLES).sum(axis=1)
    carry = np.minimum(np.arange(1, years + 1), maturity) / maturity
    span = np.minimum(np.arange(1, years + 1), maturity)
    path, level = [opening], opening
    for k in range(years):
        rate = base[k][0] + kernel._pressure.py_func(sums, k, carry, span, short_share)
        growth, balance = base[k][1] + sums[k, 0], base[k][2] + sums[k, 1]
        level = level * (1 + rate / 100) / (1 + growth / 100) - balance + base[k][3]
        path.append(level)
    return path[1:]


def test_4_long_rate_carry_over():
    def pressure(values, maturity):
        years = len(values) // 4
        sums = np.zeros((years, kernel.VARIABLES))
        sums[:, kernel.LONG] = np.reshape(values, (years, 4)).sum(axis=1)
        k = np.arange(1, years + 1)
        carry, span = np.minimum(k, maturity) / maturity, np.minimum(k, maturity)
        return [kernel._pressure(sums, n, carry, span, 0.0) for n in range(years)]

    assert pressure([0.1] * 20, 8) == pytest.approx([0.05, 0.20, 0.45, 0.80, 1.25])
    uneven = [0.2, -0.1, 0, 0.1, 0.3, 0, -0.2, 0.1, 0, 0, 0.1, 0.1]
    assert pressure(uneven, 8) == pytest.approx([0.025, 0.100, 0.225])
    assert pressure(uneven, 2) == pytest.approx([0.1, 0.4, 0.4])


def test_5_one_draw():
    quarters = np.zeros((8, kernel.VARIABLES))
    quarters[:, kernel.SHORT] = [0.1, 0, 0.1, 0, -0.1, 0.2, 0, 0.1]
    quarters[:, kernel.LONG] = [0.2, -0.1, 0, 0.1, 0.3, 0, -0.2, 0.1]
    quarters[:, kernel.GROWTH] = [-0.5, 0.2, -0.3, 0.1, 0.4, -0.1, 0.2, 0]
    quarters[:, kernel.BALANCE] = [0.3, -0.2, 0.1, -0.4, 0.2, 0.1, -0.3, 0.2]
    base = [(2.5, 3.0, -1.0, 0.0), (2.6, 3.0, -1.0, 0.0)]
    path = one_draw(quarters, maturity=8, years=2, short_share=0.1, base=base, opening=100.0)
    assert path == pytest.approx([101.241463, 101.268702], abs=5e-7)


def test_without_shocks_the_fan_is_the_baseline():
    shocks = quarterly_shocks("BEL", DAY)
    still = replace(shocks, data=np.zeros_like(shocks.data))
    built = baseline("BEL", as_of=DAY)
    run = project(built.economy)
    fan = make_fan(built, {"without": run}, still, first=2027, draws=10)
    for k, year in enumerate(fan.years):
        assert fan.debt[0][k] == pytest.approx([run.at("debt", year)] * 7, abs=1e-10)


@pytest.mark.parametrize("method", ["normal", "student-t", "var-bootstrap", "var-cholesky"])
def test_threads_and_chunks_change_nothing(method):
    fans = [
        belgium(method=method, threads=threads, chunk=chunk)
        for threads, chunk in ((1, 8192), (2, 100), (3, 37))
    ]
    assert fans[0] == fans[1] == fans[2]


def test_counting_agrees_with_keeping_within_a_bin():
    kept, counted = belgium(exact=True, draws=20_000), belgium(exact=False, draws=20_000)
    assert counted.above == kept.above
    assert counted.falling == kept.falling
    assert 0 < counted.resolution < 0.05
    for a, b in zip(kept.debt[0], counted.debt[0], strict=True):
        assert b == pytest.approx(a, abs=counted.resolution)
    chunks = [
        belgium(exact=False, draws=20_000, threads=t, chunk=c) for t, c in ((1, 999), (3, 64))
    ]
    assert counted == chunks[0] == chunks[1]


def test_another_seed_is_another_sample_of_the_same():
    one, two = belgium(seed=1, draws=40_000), belgium(seed=2, draws=40_000)
    assert one.debt != two.debt
    for a, b, e in zip(one.debt[0], two.debt[0], one.error[0], strict=True):
        assert np.all(np.abs(np.subtract(a, b)) < 5 * np.array(e))


def test_every_kind_of_seed_gives_whole_numbers():
    # A key above 2**63 must not be read as a float (it would lose its lower bits).
    fans = [belgium(seed=seed, draws=20_000) for seed in (0, 1, 5, 12, 2**63 + 1, 2**64 - 1)]
    for fan in fans:
        assert fan.percentile("without", 2027, 50) == pytest.approx(111.25, abs=0.2)


def test_yearly_sums_drawn_directly_have_the_distribution_of_summed_quarters():
    """Aggregation is linear: the covariance is that of the sums, and sums of normals are normal."""
    covariance = quarterly_shocks("POL", DAY).covariance
    nothing = np.zeros_like(covariance)
    direct = np.kron(np.eye(5), 4 * covariance)
    assert sums_covariance(covariance, nothing, 4, 5) == pytest.approx(direct, abs=1e-12)
    factor = root(4 * covariance)
    assert factor @ factor.T == pytest.approx(4 * covariance, abs=1e-12)
    # With memory: compare with brute force, one innovation at a time.
    transition, residuals = autoregression(quarterly_shocks("BEL", DAY))
    inner = np.cov(residuals, rowvar=False)
    weights = np.zeros((2, 8, 6, 6))
    for s in range(8):
        state = np.eye(6)
        for t in range(s, 8):
            weights[t // 4, s] += state
            state = transition @ state
    brute = np.zeros((12, 12))
    for a in range(2):
        for b in range(2):
            for s in range(8):
                brute[6 * a : 6 * a + 6, 6 * b : 6 * b + 6] += (
                    weights[a, s] @ inner @ weights[b, s].T
                )
    assert sums_covariance(inner, transition, 4, 2) == pytest.approx(brute, abs=1e-12)


def test_direct_and_quarterly_draws_agree_in_the_fan():
    direct = belgium(draws=60_000)
    summed = belgium(draws=60_000, method="quarterly-normal")
    for a, b, e in zip(direct.debt[0], summed.debt[0], direct.error[0], strict=True):
        assert np.all(np.abs(np.subtract(a, b)) < 5 * np.array(e))


def test_student_has_heavier_tails_and_the_same_middle():
    normal, student = belgium(draws=60_000), belgium(draws=60_000, method="student-t", freedom=3)
    spread = [
        f.percentile("without", 2031, 75) - f.percentile("without", 2031, 25)
        for f in (normal, student)
    ]
    assert student.percentile("without", 2031, 50) == pytest.approx(119.0, abs=0.4)
    assert spread[1] < spread[0]


def test_plain_numpy_agrees():
    """The fan against simulated quarters with NumPy, loop by loop."""
    built = baseline("POL", as_of=DAY)
    run, shocks = project(built.economy), quarterly_shocks("POL", DAY)
    rng, draws = np.random.default_rng(5), 20_000
    sample = rng.multivariate_normal(
        np.zeros(6), shocks.covariance, size=(draws, 5, 4), method="eigh"
    ).sum(axis=2)
    level = np.full(draws, run.at("debt", 2026))
    own = [np.full(draws, r) for r in built.currency]
    results = []
    for k, year in enumerate(range(2027, 2032)):
        reach = min(k + 1, built.maturity)
        pressure = (
            min(k + 1, built.maturity)
            / built.maturity
            * sample[:, k + 1 - reach : k + 1, 3].sum(axis=1)
        )
        rate = (
            run.at("rate", year)
            + built.short_share * sample[:, k, 2]
            + (1 - built.short_share) * pressure
        )
        growth = run.at("growth", year) + sample[:, k, 0]
        new = [r + sample[:, k, 4 + c] for c, r in enumerate(own)]
        factor = built.weights[0] + sum(
            w * a / b for w, a, b in zip(built.weights[1:], own, new, strict=True)
        )
        own = new
        balance = run.at("primary", year) + sample[:, k, 1]
        level = (
            level * (1 + rate / 100) / (1 + growth / 100) * factor
            - balance
            + run.at("stock_flow", year)
        )
        results.append(np.percentile(level, [5, 25, 50, 75, 95]))
    fan = make_fan(built, {"without": run}, shocks, first=2027, draws=20_000)
    for row, errors, expected in zip(fan.debt[0], fan.error[0], results, strict=True):
        picked = [row[i] for i in (0, 2, 3, 4, 6)]
        allowed = [6 * errors[i] for i in (0, 2, 3, 4, 6)]
        assert np.all(np.abs(np.subtract(picked, expected)) < allowed)


def test_with_and_without_share_their_draws():
    path = {year: 0.2 * (year - 2026) for year in range(2027, 2036)}
    answer = debt("BEL", path=path, draws=4000, as_of=DAY)
    alone = debt("BEL", shape="none", draws=4000, as_of=DAY)
    assert answer.fan.debt[0] == alone.fan.debt[0]
    same = debt("BEL", path={2030: 0.0}, draws=4000, as_of=DAY).fan
    assert same.debt[0] == same.debt[1]


def test_mirrored_draws_gain():
    plain = [belgium(seed=s, draws=400).percentile("without", 2031, 50) for s in range(60)]
    mirrored = [
        belgium(seed=s, draws=400, antithetic=True).percentile("without", 2031, 50)
        for s in range(60)
    ]
    assert np.std(mirrored) < 0.7 * np.std(plain)
    with pytest.raises(BadValueError, match="come in pairs"):
        belgium(draws=401, antithetic=True)


def test_the_stated_error_is_the_one_seen():
    fans = [belgium(seed=s, draws=1000) for s in range(80)]
    seen = np.std([f.percentile("without", 2031, 90) for f in fans])
    stated = np.mean([f.error[0][-1][f.percentiles.index(90)] for f in fans])
    assert stated == pytest.approx(seen, rel=0.35)


def test_currency_shocks_may_reverse():
    built = baseline("HUN", as_of=DAY)
    run, shocks = project(built.economy), quarterly_shocks("HUN", DAY)
    spread = []
    for accumulate in (True, False):
        fan = make_fan(built, {"x": run}, shocks, first=2027, draws=20_000, accumulate=accumulate)
        spread.append(fan.debt[0][-1][-1] - fan.debt[0][-1][0])
    assert spread[0] > spread[1]


def test_winsorising_cuts_at_interpolated_percentiles():
    data = np.arange(1.0, 12.0).reshape(-1, 1)
    assert winsorise(data).ravel().tolist() == [1.5, *range(2, 11), 10.5]


def test_defects_of_the_shocks_are_handled_and_said():
    italy = quarterly_shocks("ITA", DAY, cut=False)
    assert italy.span[1] == "2024Q4"
    assert any("doubled" in note for note in italy.notes)
    # Doubled, four independent quarters have the spread of the yearly changes.
    yearly = italy.data[: len(italy.data) // 4 * 4, BALANCE]
    assert 2 * np.std(yearly) > 1.0
    belgium = quarterly_shocks("BEL", DAY)
    assert belgium.span == ("2000Q2", "2025Q2")
    britain = quarterly_shocks("GBR", DAY, cut=False)
    assert any("quarter on quarter" in note for note in britain.notes)
    assert np.std(britain.data[:, GROWTH]) < 6
    assert quarterly_shocks("CAN", DAY) is None
    assert quarterly_shocks("BEL", dt.date(2025, 1, 1)) is None


def test_too_short_a_history_is_refused():
    early = default_panel().as_of("2026-11-22")
    assert len(yearly_shocks(early, "MNE").data) >= 15
    with pytest.raises(MissingDataError, match="fewer than 15"):
        yearly_shocks(early, "MNE", first=2015)


def test_forecast_errors_are_an_independent_fan():
    answer = debt("BEL", method="forecast-errors", draws=1, as_of=DAY)
    assert answer.fan.method == "forecast-errors"
    assert answer.fan.draws >= 30
    for low, high in zip(answer.fan.debt[0][-1], answer.fan.debt[0][-1][1:], strict=False):
        assert low <= high
    with pytest.raises(BadValueError, match="5 years ahead, not 8"):
        debt("BEL", method="forecast-errors", draws=1, window=8, as_of=DAY)


def test_uncertainty_of_the_share_widens_the_fan_with():
    narrow = debt("BEL", draws=20_000, as_of=DAY).fan
    wide = debt("BEL", draws=20_000, share_sd=1.0, as_of=DAY).fan

    def spread(fan, run):
        return fan.percentile(run, 2031, 95) - fan.percentile(run, 2031, 5)

    assert spread(wide, "without") == pytest.approx(spread(narrow, "without"), rel=0.05)
    assert spread(wide, "with") > spread(narrow, "with") + 0.5
    assert debt("BEL", draws=100, share_sd="history", as_of=DAY).fan is not None


def test_bad_numbers():
    with pytest.raises(BadValueError, match="draws 0"):
        belgium(draws=0)
    with pytest.raises(UnknownNameError, match="unknown method 'norml': did you mean 'normal'"):
        belgium(method="norml")
    with pytest.raises(BadValueError, match="degrees of freedom 2"):
        belgium(method="student-t", freedom=2)
    unstable = Shocks(
        "BEL",
        np.cumsum(np.cumsum(np.ones((40, 6)), axis=0) ** 2, axis=0),
        4,
        ("a", "b"),
        False,
        (),
        "",
        "",
    )
    with pytest.raises(BadValueError, match="not stationary"):
        autoregression(unstable)
