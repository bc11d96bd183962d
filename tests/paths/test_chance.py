"""The simulation: its laws, its seed, its clock, and how good it would have been."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from burdenshare.errors import BurdenshareError
from burdenshare.panel import default_panel
from burdenshare.paths import backtest, chance, chances, simulate_shares
from burdenshare.paths._chance import estimate, record, simulate

TODAY = "2026-11-22"


def made_up(
    drift: float, spread: float, *, allies: int = 30, years: int = 20, seed: int = 3
) -> Any:
    from burdenshare.allies import allies as members

    random = np.random.default_rng(seed)
    shares = {}
    for member in members()[:allies]:
        steps = random.normal(drift, spread, years)
        values = 2.0 * np.exp(np.cumsum(np.concatenate([[0.0], steps])))
        shares[member.alpha3] = dict(zip(range(2000, 2001 + years), values.tolist(), strict=True))
    return shares


def test_the_estimate_finds_the_law_that_made_the_data() -> None:
    law = estimate(record(made_up(0.03, 0.05), 2020))
    assert law.drift.mean() == pytest.approx(0.03, abs=0.006)
    assert law.spread.mean() == pytest.approx(0.05, rel=0.1)
    # Drifts and years do not truly differ here, so nearly nothing is the ally's own.
    assert law.shrinkage.max() < 0.35


def test_drifts_that_truly_differ_are_kept() -> None:
    shares = made_up(0.0, 0.02)
    for number, code in enumerate(shares):
        tilt = 0.1 if number % 2 else -0.1
        shares[code] = {y: v * np.exp(tilt * (y - 2000)) for y, v in shares[code].items()}
    law = estimate(record(shares, 2020))
    assert law.shrinkage.min() > 0.95


def test_a_simulation_has_the_moments_of_its_law() -> None:
    law = estimate(record(made_up(0.03, 0.05), 2020))
    code = law.codes[0]
    drawn = np.log(simulate(law, code, 2.0, 5, draws=200_000, seed=1) / 2.0)
    assert drawn[:, -1].mean() == pytest.approx(5 * law.drift[0], abs=0.003)
    shocks = 5 * (law.spread[0] ** 2 * law.residuals.var() + law.shocks.var())
    drifts = 25 * (law.drift_error[0] ** 2 + law.common_error**2)
    assert drawn[:, -1].var() == pytest.approx(shocks + drifts, rel=0.03)


@settings(max_examples=15, deadline=None)
@given(level=st.floats(0.5, 6), more=st.floats(0.01, 1), year=st.integers(2027, 2036))
def test_a_higher_level_is_never_likelier(level: float, more: float, year: int) -> None:
    found = chance("BEL", years=[year], levels=[level, level + more], draws=2000, as_of=TODAY)
    assert found.odds[0].probability >= found.odds[1].probability
    fan = found.fan[year]
    assert list(fan.values()) == sorted(fan.values())


def test_the_same_seed_gives_the_same_answer_whoever_else_is_asked() -> None:
    alone = chance("BEL", as_of=TODAY, draws=2000)
    among = chances(["ESP", "BEL"], as_of=TODAY, draws=2000).items[1]
    assert alone == among
    assert chance("BEL", as_of=TODAY, draws=2000, seed=2).fan != alone.fan


def test_more_draws_agree_within_the_stated_error() -> None:
    few = chance("BEL", as_of=TODAY, draws=2000, levels=[3.0]).odds[0]
    many = chance("BEL", as_of=TODAY, draws=100_000, levels=[3.0]).odds[0]
    assert abs(few.probability - many.probability) < 4 * few.error
    assert many.error < few.error


def test_allies_share_the_common_shocks() -> None:
    belgium, spain = (simulate_shares(a, 9, draws=20_000, as_of=TODAY) for a in ("BEL", "ESP"))
    together = np.corrcoef(np.log(belgium[:, -1]), np.log(spain[:, -1]))[0, 1]
    assert together > 0.1


def test_only_what_was_known_on_the_day_is_used() -> None:
    then = chance("BEL", as_of="2025-06-23", years=[2030], levels=[2.0], draws=2000)
    assert then.edition == "nato-2024-06"
    narrow = default_panel().as_of("2025-06-23")
    again = chance("BEL", as_of="2025-06-23", years=[2030], levels=[2.0], draws=2000, panel=narrow)
    assert again == then


def test_the_levels_default_to_the_rule_of_the_day() -> None:
    assert {o.level for o in chance("BEL", as_of="2025-06-23", draws=500).odds} == {2.0}
    now = chance("BEL", as_of=TODAY, draws=500).odds[0]
    assert (now.year, now.level) == (2035, 3.5)


def test_the_back_test_is_what_the_documentation_says() -> None:
    """docs/credibility.md prints these numbers, from the command that anyone can run."""
    found = backtest()
    june, july = found.scores
    assert (june.edition, june.allies, july.allies) == ("nato-2024-06", 28, 28)
    assert june.brier == pytest.approx(0.308, abs=0.002)
    assert june.persistence == pytest.approx(13 / 28)
    assert june.base_rate == pytest.approx(0.420, abs=0.001)
    assert july.brier == pytest.approx(0.207, abs=0.002)
    assert july.persistence == pytest.approx(8 / 28)
    assert july.base_rate == pytest.approx(0.330, abs=0.001)
    assert june.skill > 0.2
    assert july.skill > 0.2
    # It did not see the war coming: hardly anyone was given a chance who then made the jump.
    low, high, number, mean, met = found.calibration("nato-2024-06")[0]
    assert (low, high, number) == (0.0, 0.2, 13)
    assert mean < 0.05
    assert met > 0.4


def test_the_second_back_test_has_no_skill_against_the_base_rate() -> None:
    [score] = backtest(origin="nato-2024-06", year=2026, outcomes=("nato-2026-07",)).scores
    assert score.persistence > score.brier > score.base_rate
    assert score.skill < 0


def test_brier_scores_are_computed_as_defined() -> None:
    found = backtest(draws=2000)
    pairs = [(f.probability, f.met["nato-2026-07"]) for f in found.forecasts]
    assert found.scores[1].brier == pytest.approx(sum((p - m) ** 2 for p, m in pairs) / len(pairs))
    for f in found.forecasts:
        cell = default_panel().edition("nato-2026-07").cell("core_share", f.ally, 2024)
        assert f.met["nato-2026-07"] == ((cell.rounded or 0) >= 2.0)


def test_everything_is_json() -> None:
    json.dumps(chances(["BEL"], as_of=TODAY, draws=500).to_dict(), allow_nan=False)
    json.dumps(backtest(draws=500).to_dict(), allow_nan=False)
    assert chances(["BEL", "ESP"], as_of=TODAY, draws=500).to_frame().height == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"draws": 10}, "too few"),
        ({"seed": -1}, "seed -1 is negative"),
        ({"years": [2026]}, "2026 is observed already"),
        ({"years": [2090]}, "more than 30 years ahead"),
        ({"years": []}, "no level or no year"),
        ({"levels": [0.035]}, "write 3.5 for 3.5 %"),
        ({"since": 2024}, "at least 4 of each are needed"),
        ({"as_of": "2023-08-01"}, "at least 4 of each are needed"),
        ({"edition": "nato-ar-2026-03"}, "over several years"),
    ],
)
def test_a_wrong_question_gets_one_clear_line(options: dict[str, Any], message: str) -> None:
    with pytest.raises(BurdenshareError, match=message):
        chance("BEL", **({"as_of": TODAY} | options))
    with pytest.raises(BurdenshareError, match="is not later than"):
        backtest(outcomes=("nato-2019-06",))
