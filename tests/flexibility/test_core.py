"""Small questions whose answers are known by hand."""

from __future__ import annotations

from typing import Any

import pytest

from burdenshare.errors import BadValueError, NumericalError, TimeLimitError, UnboundedError
from burdenshare.flexibility import _core
from burdenshare.flexibility._build import MARGIN, build
from burdenshare.flexibility._conflict import conflicts
from burdenshare.flexibility._fewest import fewest
from burdenshare.flexibility._frontier import frontier
from burdenshare.flexibility._question import Promise
from burdenshare.flexibility._recheck import recheck
from burdenshare.flexibility._solver import Solver
from burdenshare.flexibility._worth import binding, help_of


def solve(*arguments: Any) -> Any:
    """Solve, with the answer open to any question a test may ask of it."""
    return _core.solve(*arguments)


def _answers(solved: Any) -> Any:
    return [dict(r.sizes) for r in (solved.best, *solved.alternatives)]


def test_a_straight_line_fits_when_the_step_allows_it(ask):
    solved = solve(ask(step=0.15))
    assert solved.feasible
    assert solved.best.sizes == ()
    assert solved.core[:10] == pytest.approx([2 + 0.15 * i for i in range(1, 11)], abs=1e-5)
    assert solved.core[10:] == pytest.approx([3.5] * 10, abs=1e-5)


def test_every_minimal_set_is_found_and_ranked(ask):
    solved = solve(ask(step=0.1))
    assert not solved.feasible
    assert _answers(solved) == [
        {"lower": pytest.approx(0.5)},
        {"wider-step": pytest.approx(0.05)},
        {"later": 5.0},
    ]


def test_a_tie_goes_to_the_smoother_path(ask):
    # Half a point lower and a twentieth of a point of step weigh the same.
    solved = solve(ask(step=0.1))
    assert solved.best.cost == pytest.approx(solved.alternatives[0].cost)
    assert solved.core[9] == pytest.approx(3.0, abs=1e-5)


def test_the_floor_pauses_while_the_share_climbs(ask):
    solved = solve(ask(start=1.61, year=2026, step=0.1, target=None, offers=("pause-floor",)))
    assert _answers(solved) == [{"pause-floor": 3.0}]
    assert solved.core[3] >= 2.0 - 1e-6


def test_growth_is_widened_by_whole_tenths(ask):
    solved = solve(ask(growth=5.0, offers=("wider-growth",)))
    # 3.5/2.0 over ten years is 5.755 % a year of share, times 1.5 % of GDP: 7.341 %.
    assert _answers(solved) == [{"wider-growth": 2.4}]


def test_the_clause_brings_forward_but_its_end_takes_back(ask):
    question = ask(start=1.5, effort=0.1, offers=("escape-clause", "pause-floor"), target=None)
    sets = _answers(solve(question))
    assert {"pause-floor": 4.0} in sets
    help_ = help_of(question, {"pause-floor": 4.0}, "escape-clause")
    assert help_ is not None
    assert help_.gain > 0.1
    assert help_.year <= 2028
    assert help_.money > 0


def test_where_only_the_clause_makes_a_path_there_is_nothing_to_compare(ask):
    question = ask(start=2.5, target=2.5, deficit_cap=(2027, 3.7), effort=1.0)
    assert help_of(question, {"escape-clause": 1.5}, "escape-clause") is None


def test_a_clause_that_cannot_be_used_is_worth_nothing(ask):
    question = ask(start=2.5, rise=False, announced={2027: 2.0}, effort=1.0, target=None)
    help_ = help_of(question, {}, "escape-clause")
    assert help_ is not None
    assert help_.gain == 0


def test_the_conflict_says_how_far_it_goes_and_what_it_would_take(ask):
    question = ask(step=0.1)
    (found,) = conflicts(question, Solver(build(question)))
    assert set(found.members) == {"hague-2025-core", "step"}
    assert found.most == pytest.approx(3.0)
    assert dict(found.needed) == {"step": pytest.approx(0.15)}


def test_two_promises_broken_give_two_conflicts(ask):
    question = ask(start=1.3, effort=0.1)
    found = conflicts(question, Solver(build(question)))
    assert [c.promise for c in found] == ["hague-2025-core", "vilnius-2023-core"]
    assert found[1].most == pytest.approx(1.4)
    assert dict(found[1].needed)["effort"] == pytest.approx(0.7)


def test_when_nothing_on_offer_is_enough_there_is_no_path(ask):
    solved = solve(ask(step=0.1, offers=("counting",)))
    assert solved.best is None
    assert solved.core == ()


def test_more_than_three_mechanisms_are_found_by_the_mixed_integer_programme(ask):
    tight = {"later": 2.0, "lower": 0.2, "counting": 0.1, "wider-step": 0.01, "wider-effort": 0.01}
    question = ask(start=1.9, step=0.1, effort=0.1, offers=tuple(tight), most=tight)
    solved = solve(question)
    assert len(solved.best.sizes) == len(fewest(build(question))) > 3


@pytest.mark.parametrize(("limit", "start"), [("step", 2.0), ("effort", 2.0), ("growth", 2.0)])
def test_worth_is_what_solving_again_says(ask, limit, start):
    question = ask(start=start, **{limit: {"step": 0.1, "effort": 0.1, "growth": 5.0}[limit]})
    solved = solve(question)
    (worth,) = binding(question, dict(solved.best.sizes))
    assert worth.id == limit
    assert worth.rate == pytest.approx(worth.checked, rel=1e-4)
    assert worth.gain > 0


def test_a_tenth_of_a_point_of_step_is_worth_a_point_and_five_years(ask):
    question = ask(step=0.1, offers=("later",))
    (worth,) = binding(question, dict(solve(question).best.sizes))
    assert worth.rate == pytest.approx(15.0)  # fifteen years of climbing by 2040
    assert worth.first_year == 2040
    assert worth.first_year_nudged == 2033


def test_frontier_corners_are_exact(ask):
    found = frontier(ask(step=0.1), "later", "lower")
    assert [x for x, _ in found.points] == [0, 1, 2, 3, 4, 5]
    assert [y for _, y in found.points] == pytest.approx([0.5, 0.4, 0.3, 0.2, 0.1, 0.0])
    steps = frontier(ask(step=0.1), "later", "wider-step")
    assert [y for _, y in steps.points] == pytest.approx([1.5 / (10 + k) - 0.1 for k in range(6)])
    both = frontier(ask(step=0.1), "lower", "wider-step")
    assert both.continuous
    assert [x for x, _ in both.points] == pytest.approx([0.0, 0.5])
    assert [y for _, y in both.points] == pytest.approx([0.05, 0.0])


def test_related_spending_counts_only_up_to_its_ceiling(ask):
    total = (
        Promise("hague-2025-total", "floor", "total", 5.0, 2035),
        Promise("hague-2025-related", "ceiling", "related", 1.5, 2026),
    )
    solved = solve(ask(start=3.5, related=0.7, extra_promises=total, step=0.3))
    assert solved.feasible
    assert solved.core[9] + min(solved.related[9], 1.5) >= 5.0 - 1e-6


def test_a_recheck_that_finds_a_broken_promise_refuses_the_answer(ask):
    question = ask(step=0.15)
    good = solve(question).core
    with pytest.raises(NumericalError, match="breaks step in 2030"):
        recheck(question, {}, (*good[:4], good[4] + 0.01, *good[5:]))


def test_trouble_has_its_own_error(ask):
    with pytest.raises(TimeLimitError):
        Solver(build(ask(step=0.1)), time_limit=0.0).feasible({})
    solver = Solver(build(ask(), margin=True))
    solver._shut[1][:] = float("inf")
    with pytest.raises(UnboundedError, match="give at least one limit"):
        solver.minimise({MARGIN: -1.0}, {})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"step": -0.1}, "the step limit -0.1 is negative"),
        ({"start": 0.0}, "the start share 0.0 is not a per cent"),
        ({"due": 2060}, "falls due in 2060, after the horizon 2045"),
        ({"debt_cap": (2050, 100.0)}, "the debt cap names 2050, outside 2026 to 2045"),
        ({"debt_cap": (2026, 60.0)}, "the debt cap 60 in 2026 is below"),
        ({"target": 350.0}, "350.0 is not a per cent of GDP"),
    ],
)
def test_a_wrong_question_is_refused_before_solving(ask, change, message):
    with pytest.raises(BadValueError, match=message):
        build(ask(**change))
