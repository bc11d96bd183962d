"""The same questions, written again in another modelling language and solved by another solver."""

from __future__ import annotations

import random
import warnings
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from burdenshare.errors import InfeasibleError
from burdenshare.flexibility import _core
from burdenshare.flexibility._build import build
from burdenshare.flexibility._least import least_size
from burdenshare.flexibility._solver import FREE, Solver

if TYPE_CHECKING:
    from collections.abc import Iterator

cp: Any = import_module("cvxpy")
LEAST = {"size": 0.0, "years": 1.0, "tenths": 0.1}


def solve(*arguments: Any) -> Any:
    """Solve, with the answer open to any question a test may ask of it."""
    return _core.solve(*arguments)


def _again(q: Any, sizes: dict[str, float], free: list[str]) -> tuple[Any, list[Any], Any]:
    """Write the question in cvxpy: shares, the sizes in ``free``, and every rule and limit.

    Returns the variables, the constraints and the cost of the free sizes.
    """
    n = len(q.years)
    s = cp.Variable(n, nonneg=True)
    size = {name: cp.Variable(nonneg=True) for name in free}
    given = {name: value for name, value in sizes.items() if name not in free}

    def of(name: str) -> Any:
        return size.get(name, given.get(name, 0.0))

    clause, loans = cp.Variable(n, nonneg=True), cp.Variable(n, nonneg=True)
    before = cp.hstack([q.start_share, s[:-1]])
    rules = [s <= 100]
    for name, variable in size.items():
        rules.append(variable <= q.offer(name).most)
    for p in q.promises:
        for i, year in enumerate(q.years):
            if p.kind == "rise":
                if i < of("pause-rise"):
                    continue
                if q.start_share < q.goal:
                    rules.append(s[i] >= before[i])
                else:
                    rules.append(s[i] + of("lower") + of("counting") >= q.goal)
            elif p in q.targets() and year >= p.first + of("later"):
                rules.append(s[i] + of("lower") + of("counting") >= p.value)
            elif p in q.floors() and i >= of("pause-floor"):
                rules.append(s[i] + of("counting") >= p.value)
    x = s - q.start_share
    for limit in q.limits:
        if limit.id == "step":
            rules.append(s - before <= limit.value + of("wider-step"))
        elif limit.id == "growth":
            up = 1 + (limit.value + of("wider-growth")) / 100
            ratio = [q.growth_factor(i) for i in range(n)]
            rules.append(cp.multiply(ratio, s) <= up * before)
        elif limit.id == "effort":
            net, net_before = s - clause - loans, before - cp.hstack([0, (clause + loans)[:-1]])
            rules.append(net - net_before <= limit.value + of("wider-effort"))
        else:
            for year, cap in limit.by_year:
                t = year - q.years[0]
                if limit.id == "announced":
                    rules.append(s[t] <= cap + of("beyond-plan"))
                elif limit.id == "debt":
                    debt = q.budget.debt[t] + x @ q.budget.debt_response[t]
                    rules.append(debt <= cap + of("wider-debt"))
                else:
                    deficit = q.budget.deficit[t] + x @ q.budget.deficit_response[t] - clause[t]
                    rules.append(deficit <= cap + of("wider-deficit"))
    for name, used in (("escape-clause", clause), ("safe-loans", loans)):
        offer = q.offer(name)
        inside = [
            offer is not None and (offer.first or 0) <= y <= (offer.last or 0) for y in q.years
        ]
        if name not in sizes and name not in free:
            rules.append(used == 0)
            continue
        rules += [used[i] == 0 for i in range(n) if not inside[i]]
        if name == "escape-clause":
            rules += [used <= of(name)]
            rules += [
                used[i] <= max(0.0, offer.room) + s[i] - q.start_share
                for i in range(n)
                if inside[i]
            ]
        else:
            rules.append(used @ (cp.Constant(q.gdp_eur[1:]) / 100) <= of(name))
    cost = sum(q.offer(name).cost * variable for name, variable in size.items())
    return s, rules, cost


def _cases() -> Iterator[dict[str, Any]]:
    draw = random.Random(20350625)
    pick = draw.choice
    for _ in range(60):
        yield {
            "start": draw.randint(12, 40) / 10,
            "horizon": 2038,
            "due": draw.randint(2030, 2035),
            "target": pick((2.5, 3.5)),
            "rise": pick((True, False)),
            "step": pick((None, 0.05, 0.1, 0.2)),
            "growth": pick((None, 2.0, 4.0, 8.0)),
            "effort": pick((None, 0.05, 0.1)),
            "debt_cap": pick((None, (2030, 108.0), (2035, 118.0))),
            "deficit_cap": pick((None, (2028, 4.3))),
            "announced": pick((None, {2029: 2.4, 2034: 2.5})),
            "most": {"later": 3.0, "wider-growth": 40.0, "pause-floor": 5.0, "pause-rise": 3.0},
        }


@pytest.mark.parametrize("case", list(_cases()), ids=range(60))
def test_the_second_solver_agrees(ask, case):
    q = ask(**case)
    solver = Solver(build(q))
    solved = solve(q, solver)
    if solved.best is None:
        return
    sizes = dict(solved.best.sizes)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Least size of the continuous mechanisms, the whole ones as found.
        free = [n for n in sizes if solver.model.levers[n].kind == "size"]
        if free:
            _, rules, cost = _again(q, sizes, free)
            problem = cp.Problem(cp.Minimize(cost), rules)
            problem.solve(solver=cp.CLARABEL)
            ours = sum(q.offer(n).cost * sizes[n] for n in free)
            assert problem.value == pytest.approx(ours, abs=1e-5)
        # One unit less of a whole mechanism: the rest is dearer, or not enough.
        for name in [n for n in sizes if n not in free]:
            less = round(sizes[name] - LEAST[solver.model.levers[name].kind], 1)
            _, rules, cost = _again(q, {**sizes, name: less}, free)
            problem = cp.Problem(cp.Minimize(cost), rules)
            problem.solve(solver=cp.CLARABEL)
            total = sum(
                q.offer(n).cost * ({**sizes, name: less}[n]) for n in sizes if n not in free
            )
            assert problem.status != "optimal" or problem.value + total >= solved.best.cost - 1e-5
        # The smoothest path.
        loose = {n: v * (1 + 1e-7) + 1e-7 if n in free else v for n, v in sizes.items()}
        s, rules, _ = _again(q, loose, [])
        steps = cp.hstack([s[0] - q.start_share, s[1:] - s[:-1]])
        problem = cp.Problem(cp.Minimize(cp.sum_squares(steps)), rules)
        problem.solve(solver=cp.CLARABEL)
        shares = (q.start_share, *solved.core)
        ours = sum((b - a) ** 2 for a, b in pairwise(shares))
        assert ours == pytest.approx(problem.value, abs=2e-5)


@pytest.mark.parametrize("case", list(_cases())[::3], ids=range(20))
def test_the_mixed_integer_programme_agrees_with_trying_every_set(ask, case):
    from burdenshare.flexibility._fewest import fewest

    model = build(ask(**case))
    solved = solve(ask(**case))
    if solved.best is None:
        with pytest.raises(InfeasibleError):
            fewest(model)
    else:
        assert len(fewest(model)) == len(solved.best.sizes)


@pytest.mark.parametrize("case", list(_cases())[::4], ids=range(15))
def test_the_solver_s_own_conflict_lies_within_ours(ask, case):
    """HiGHS names rows; the promises and limits they belong to must hold a conflict of ours."""
    import highspy
    import numpy as np

    from burdenshare.flexibility._conflict import conflicts
    from burdenshare.flexibility._solver import lever_bounds, new_highs

    q = ask(**case, offers=())
    model = build(q)
    solver = Solver(model)
    if solver.feasible({}):
        return
    highs = new_highs(model)
    lower, upper = lever_bounds(model, {})
    highs.changeColsBounds(len(lower), np.arange(len(lower), dtype=np.int32), lower, upper)
    highs.run()
    highs.setOptionValue("iis_strategy", 10)  # from the dual ray, then irreducible
    status, iis = highs.getIis()
    assert status == highspy.HighsStatus.kOk
    groups = {model.rows[i].group for i in iis.row_index_}
    everything = {p.id for p in q.promises} | {limit.id for limit in q.limits}
    assert not solver.feasible({}, without=everything - groups)
    assert conflicts(q, solver)


def test_least_size_over_whole_numbers_is_exact(ask):
    """Boxes against trying every number of years and tenths."""
    q = ask(start=2.0, growth=4.0, step=0.12, offers=("later", "wider-growth", "wider-step"))
    solver = Solver(build(q))
    names = ("later", "wider-growth", "wider-step")
    best = float("inf")
    for later in range(1, 11):
        for tenths in range(1, 120):
            setting = {"later": float(later), "wider-growth": tenths / 10, "wider-step": FREE}
            try:
                rest = solver.minimise({"size_wider_step": q.offer("wider-step").cost}, setting)
            except InfeasibleError:
                continue
            best = min(best, later + tenths / 10 / 0.6 + rest.objective)
    assert least_size(solver, q, names).cost == pytest.approx(best, abs=1e-9)
