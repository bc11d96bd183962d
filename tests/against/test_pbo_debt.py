"""Canada's Parliamentary Budget Officer on the 3.5 per cent path, 5 February 2026.

Published (press of the day: The Canadian Press, National Post; summary by Means and Ways): core
spending rises gradually from 2 to 3.5 per cent of GDP by 2035-36 and costs 33.5 billion Canadian
dollars a year more on average; the federal deficit is larger by 3 billion in 2026-27 and by 63
billion, about 1.4 per cent of GDP, in 2035-36; debt is 6.3 points of GDP higher then. It is a
costing: everything is borrowed and nothing comes back through growth, so the multiplier is 0 here.

His spending and his deficits are two things: 33.5 billion a year over ten years is more than his
debt rises by. Federal accounts spread equipment over its life, so that the deficit lags spending;
his first year shows it (3 billion of deficit for about 5 of spending). This model counts cash.
"""

# mypy: allow-untyped-calls

import pytest

from burdenshare.fiscal import debt

DAY = "2026-07-31"
SPENDING, DEFICIT, DEBT = 33.5, 1.4, 6.3
FIRST_DEFICIT, LAST_DEFICIT = 3.0, 63.0


def added(path: dict[int, float], year: int):
    answer = debt("CAN", path=path, multiplier=0.0, draws=0, as_of=DAY)
    assert answer.model == "simple"
    return answer.added(year), answer


def test_the_same_spending_costs_the_same() -> None:
    """From 2.0 to 3.5 per cent in ten equal steps: his 33.5 billion a year, within a tenth."""
    path = {year: 0.15 * (year - 2025) for year in range(2026, 2036)}
    end, answer = added(path, 2035)
    gdp = answer.runs["without"]
    mean = sum(path[y] * gdp.at("gdp", y) / 100 for y in path) / len(path)
    assert mean == pytest.approx(SPENDING, rel=0.1)
    # Booked as cash, that spending adds more to debt than he says: 2 points.
    assert end.debt == pytest.approx(8.3, abs=0.1)
    assert end.deficit == pytest.approx(1.76, abs=0.02)


def test_his_deficits_give_his_debt() -> None:
    """Deficits from 3 to 63 billion, interest included: his 1.4 and 6.3, within a tenth."""
    path = {year: 0.09 + 1.10 * (year - 2026) / 9 for year in range(2026, 2036)}
    first, _ = added(path, 2026)
    end, _ = added(path, 2035)
    assert first.deficit_money == pytest.approx(FIRST_DEFICIT, rel=0.1)
    assert end.deficit_money == pytest.approx(LAST_DEFICIT, rel=0.1)
    assert end.deficit == pytest.approx(DEFICIT, rel=0.1)
    assert end.debt == pytest.approx(DEBT, rel=0.1)


def test_the_pledge_from_natos_own_figures_is_within_a_tenth_on_debt() -> None:
    """From NATO's estimate for 2026 (2.13) in a straight line; the deficit is cash, so larger."""
    answer = debt("CAN", multiplier=0.0, draws=0, as_of=DAY)
    assert answer.added(2035).debt == pytest.approx(DEBT, rel=0.1)
    assert answer.added(2035).deficit == pytest.approx(DEFICIT, rel=0.15)


def test_with_the_default_multiplier_growth_pays_for_some_of_it() -> None:
    answer = debt("CAN", draws=0, as_of=DAY)
    assert answer.added(2035).debt == pytest.approx(5.4, abs=0.1)
    assert answer.added(2035).growth < 0
