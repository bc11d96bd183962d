"""Laws of the least relaxation, on random questions."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from burdenshare.errors import BadValueError
from burdenshare.flexibility import _core
from burdenshare.flexibility._build import build
from burdenshare.flexibility._conflict import conflicts
from burdenshare.flexibility._recheck import violations
from burdenshare.flexibility._solver import FREE, Solver
from burdenshare.flexibility._worth import binding, help_of

few = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


def solve(*arguments: Any) -> Any:
    """Solve, with the answer open to any question a test may ask of it."""
    return _core.solve(*arguments)


@pytest.fixture(scope="session")
def drawn(anything):
    """A strategy of questions that are not refused, each with its warm solver and its answer."""

    def answer(question):
        try:
            solver = Solver(build(question))
        except BadValueError:
            return None
        return question, solver, solve(question, solver)

    return anything.map(answer).filter(lambda found: found is not None)


@few
@given(data=st.data())
def test_a_feasible_promise_needs_nothing(drawn, data):
    _, solver, solved = data.draw(drawn)
    assert solved.feasible == solver.feasible({})
    assert solved.feasible == (solved.best is not None and not solved.best.sizes)


@few
@given(data=st.data())
def test_the_path_obeys_all_that_is_left_standing(drawn, data):
    question, _, solved = data.draw(drawn)
    assume(solved.best is not None)
    broken = violations(
        question,
        dict(solved.best.sizes),
        solved.core,
        solved.related,
        dict(solved.clause),
        dict(solved.loans),
    )
    assert all(excess <= 1e-6 for _, _, excess in broken)


@few
@given(data=st.data())
def test_every_set_is_minimal_and_its_sizes_cannot_be_shrunk(drawn, data):
    _, solver, solved = data.draw(drawn)
    assume(solved.best is not None and solved.best.sizes)
    for relaxation in (solved.best, *solved.alternatives):
        sizes = dict(relaxation.sizes)
        for name in sizes:
            rest = {other: FREE for other in sizes if other != name}
            assert not solver.feasible(rest), (sizes, name)
        if len(sizes) == 1:
            ((name, size),) = sizes.items()
            kind = solver.model.levers[name].kind
            less = {"size": size * 0.99, "years": size - 1, "tenths": round(size - 0.1, 1)}[kind]
            assume(size > 1e-4)
            assert not solver.feasible({name: less}), (name, size)


@few
@given(data=st.data())
def test_all_sizes_together_cannot_cost_one_per_cent_less(drawn, data):
    question, _, solved = data.draw(drawn)
    assume(solved.best is not None and len(solved.best.sizes) > 1)
    cost = solved.best.cost
    # Offer everything in the set one per cent cheaper at most: nothing that cheap may exist.
    names = solved.best.names
    cheaper = replace(question, offers=tuple(o for o in question.offers if o.id in names))
    again = solve(cheaper)
    assert again.best is not None
    assert again.best.cost == pytest.approx(cost, rel=1e-6)
    for name, size in solved.best.sizes:
        offer = next(o for o in cheaper.offers if o.id == name)
        tighter = [o if o.id != name else replace(offer, most=size * 0.5) for o in cheaper.offers]
        other = solve(replace(cheaper, offers=tuple(tighter)))
        assert other.best is None or other.best.cost >= cost * (1 - 1e-6)


@few
@given(data=st.data())
def test_offering_more_never_costs_more(drawn, data):
    question, _, solved = data.draw(drawn)
    keep = data.draw(st.sets(st.sampled_from([o.id for o in question.offers])))
    fewer = solve(replace(question, offers=tuple(o for o in question.offers if o.id in keep)))
    if fewer.best is None:
        return
    assert solved.best is not None
    one, other = solved.best, fewer.best
    assert (len(one.sizes), one.cost) <= (len(other.sizes), other.cost + 1e-7)


@few
@given(data=st.data())
def test_a_conflict_is_irreducible(drawn, data):
    question, solver, solved = data.draw(drawn)
    assume(not solved.feasible)
    everything = {p.id for p in question.promises} | {limit.id for limit in question.limits}
    for conflict in conflicts(question, solver):
        outside = everything - set(conflict.members)
        assert not solver.feasible({}, without=outside)
        for member in conflict.members:
            assert solver.feasible({}, without=outside | {member}), (conflict.members, member)


@few
@given(data=st.data(), factor=st.sampled_from((0.01, 100.0)))
def test_scaling_money_leaves_shares_unchanged(drawn, data, factor):
    question, _, solved = data.draw(drawn)
    offers = tuple(
        replace(o, most=o.most * factor, scale=o.scale * factor) if o.id == "safe-loans" else o
        for o in question.offers
    )
    scaled = replace(
        question,
        gdp=tuple(v * factor for v in question.gdp),
        gdp_real=tuple(v * factor for v in question.gdp_real),
        gdp_eur=tuple(v * factor for v in question.gdp_eur),
        offers=offers,
    )
    other = solve(scaled)
    assert (other.best is None) == (solved.best is None)
    if solved.best is not None:
        assert other.best.cost == pytest.approx(solved.best.cost, abs=1e-6)
        if other.best.names == solved.best.names:  # two sets may cost the same
            assert other.core == pytest.approx(solved.core, abs=1e-3)


@few
@given(data=st.data())
def test_the_path_is_smooth_where_nothing_binds(ask, data):
    start = data.draw(st.integers(10, 34)) / 10
    solved = solve(ask(start=start, floor=None, step=1.0))
    steps = [b - a for a, b in pairwise((start, *solved.core[:10]))]
    assert steps == pytest.approx([(3.5 - start) / 10] * 10, abs=1e-4)


@few
@given(data=st.data())
def test_a_limit_with_more_room_is_never_worth_less_than_nothing(drawn, data):
    question, solver, solved = data.draw(drawn)
    assume(solved.best is not None)
    sizes = dict(solved.best.sizes)
    limits = {limit.id for limit in question.limits}
    for worth in binding(question, sizes):
        if worth.id in limits:
            assert worth.gain >= -1e-6
            assert worth.checked <= worth.rate + 1e-3 * max(1.0, abs(worth.rate))
    for name in ("escape-clause", "safe-loans"):
        help_ = help_of(question, sizes, name) if name in solver.model.levers else None
        assert help_ is None or help_.gain >= 0
