"""Laws that every shape keeps, on plain numbers."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burdenshare.errors import BadValueError
from burdenshare.paths._shapes import SHAPES, Course

shares = st.floats(0.3, 8)


@st.composite
def courses(draw: Any) -> Any:
    start = draw(st.integers(2019, 2026))
    due = draw(st.integers(start + 2, start + 15))
    horizon = draw(st.integers(due, due + 5))
    growth = draw(st.lists(st.floats(-0.05, 0.08), min_size=25, max_size=25))
    gdp, level = {}, 100.0
    for offset, rate in enumerate(growth):
        gdp[start + offset] = level
        level *= 1 + rate
    share = draw(shares)
    back = draw(st.lists(shares, min_size=5, max_size=5))
    history = {start - 5 + i: value for i, value in enumerate(back)} | {start: share}
    years = draw(st.lists(st.integers(start + 1, horizon), max_size=4, unique=True, min_size=1))
    values = {
        "start": start,
        "share": share,
        "target": draw(shares),
        "due": due,
        "horizon": horizon,
        "turn": draw(st.integers(start + 1, due - 1)),
        "real_gdp": gdp,
        "history": history,
        "knots": {year: draw(shares) for year in years},
    }
    return Course(**values)


def steps(shares: Any) -> Any:
    values = list(shares.values())
    return [after - before for before, after in pairwise(values)]


@pytest.mark.parametrize("shape", SHAPES)
@given(course=courses())
def test_starts_at_the_observation_and_has_every_year(shape: Any, course: Any) -> None:
    drawn = SHAPES[shape](course)
    assert list(drawn) == list(course.years)
    assert drawn[course.start] == course.share
    assert min(drawn.values()) >= 0


@pytest.mark.parametrize("shape", ["linear", "constant-growth", "back-loaded", "front-loaded"])
@given(course=courses())
def test_ends_at_its_target_and_keeps_it(shape: Any, course: Any) -> None:
    drawn = SHAPES[shape](course)
    assert all(drawn[year] == course.target for year in range(course.due, course.horizon + 1))


@given(course=courses())
def test_linear_has_equal_steps(course: Any) -> None:
    drawn = SHAPES["linear"](course)
    until_due = steps({y: s for y, s in drawn.items() if y <= course.due})
    assert until_due == pytest.approx([until_due[0]] * len(until_due), abs=1e-12)


@given(course=courses())
def test_constant_growth_has_equal_real_growth(course: Any) -> None:
    drawn = SHAPES["constant-growth"](course)
    money = [drawn[y] * course.real_gdp[y] for y in range(course.start, course.due + 1)]
    rates = [after / before for before, after in pairwise(money)]
    assert rates == pytest.approx([rates[0]] * len(rates), rel=1e-12)


@given(course=courses())
def test_back_loaded_waits_and_front_loaded_hurries(course: Any) -> None:
    late, early = SHAPES["back-loaded"](course), SHAPES["front-loaded"](course)
    assert all(late[y] == course.share for y in range(course.start, course.turn + 1))
    assert all(early[y] == course.target for y in range(course.turn, course.due + 1))
    rising = course.target >= course.share
    linear = SHAPES["linear"](course)
    for year in course.years:
        low, high = (late, early) if rising else (early, late)
        assert low[year] - 1e-9 <= linear[year] <= high[year] + 1e-9


@given(course=courses())
def test_hold_holds(course: Any) -> None:
    assert set(SHAPES["hold"](course).values()) == {course.share}


@given(course=courses())
def test_points_pass_through_every_point_and_end_at_the_target(course: Any) -> None:
    drawn = SHAPES["points"](course)
    assert all(drawn[year] == share for year, share in course.knots.items())
    if max(course.knots) < course.due:
        assert drawn[course.due] == course.target


@given(course=courses())
def test_plan_invents_nothing_after_the_last_announced_point(course: Any) -> None:
    drawn = SHAPES["plan"](course)
    last = max(course.knots)
    assert all(drawn[y] == course.knots[last] for y in range(last, course.horizon + 1))


@given(course=courses())
def test_trend_continues_the_mean_step(course: Any) -> None:
    drawn = SHAPES["trend"](course)
    step = (course.share - course.history[course.start - 5]) / 5
    for year in course.years:
        assert drawn[year] == pytest.approx(max(0, course.share + step * (year - course.start)))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"due": 2026}, "due 2026 must lie after the start 2026"),
        ({"turn": 2035, "shape": "back-loaded"}, "the turn 2035 must lie between"),
        ({"knots": {2026: 2.0}, "shape": "points"}, "does not lie between 2027 and 2035"),
        ({"knots": {}, "shape": "points"}, "no point given"),
        ({"history": {}, "shape": "trend"}, "a trend needs the shares of 2021 and 2026"),
        ({"share": 0.0, "shape": "constant-growth"}, "above zero"),
    ],
)
def test_what_cannot_be_drawn_says_so(change: Any, message: Any) -> None:
    values: dict[str, Any] = {
        "start": 2026,
        "share": 2.0,
        "target": 3.5,
        "due": 2035,
        "horizon": 2035,
        "turn": 2030,
    }
    values |= {"real_gdp": dict.fromkeys(range(2026, 2036), 1.0)} | change
    shape = values.pop("shape", "linear")
    with pytest.raises(BadValueError, match=message):
        SHAPES[shape](Course(**values))
