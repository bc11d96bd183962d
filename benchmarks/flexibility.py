"""Fits, as ratios to writing and solving the same model cold in a general modelling layer.

Run: ``python benchmarks/flexibility.py``. The baseline is cvxpy: the linear model of one ally, one
fixed set of mechanisms, written, compiled and solved once with HiGHS, then its smoothest path with
Clarabel. Every figure is the median of several runs in this process.
"""

from __future__ import annotations

import statistics
import warnings
from time import perf_counter

import cvxpy as cp

from burdenshare.allies import allies
from burdenshare.errors import BurdenshareError, InfeasibleError
from burdenshare.flexibility import make_scenario
from burdenshare.flexibility._assemble import assemble
from burdenshare.flexibility._build import build
from burdenshare.flexibility._core import solve
from burdenshare.flexibility._fit import answer
from burdenshare.flexibility._frontier import frontier
from burdenshare.flexibility._least import least_size, minimal_sets
from burdenshare.flexibility._solver import FREE, Solver

DAY = "2026-11-22"


def median(work, runs=15):
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return statistics.median(times)


def general(q):
    """The same model in cvxpy: steps, growth and effort, a lower target and wider limits."""
    n = len(q.years)
    s = cp.Variable(n, nonneg=True)
    lower, wider = cp.Variable(nonneg=True), cp.Variable(nonneg=True)
    before = cp.hstack([q.start_share, s[:-1]])
    rules = [s >= before, s >= 2.0, s - before <= q.limit("step").value]
    rules.append(s - before <= q.limit("effort").value + wider)
    up = 1 + q.limit("growth").value / 100
    rules.append(cp.multiply([q.growth_factor(i) for i in range(n)], s) <= up * before)
    rules += [s[i] + lower >= 3.5 for i, year in enumerate(q.years) if year >= 2035]
    least = cp.Problem(cp.Minimize(lower / 0.15 + wider / 0.015), rules)
    least.solve(solver=cp.HIGHS)
    sizes = [lower <= lower.value + 1e-7, wider <= wider.value + 1e-7]
    steps = cp.hstack([s[0] - q.start_share, s[1:] - s[:-1]])
    cp.Problem(cp.Minimize(cp.sum_squares(steps)), rules + sizes).solve(solver=cp.CLARABEL)


def main():
    warnings.simplefilter("ignore")
    asked = make_scenario("BEL", None, {"as_of": DAY, "effort": 0.1})
    belgium = assemble(asked)
    q = belgium.question
    base = median(lambda: general(q))
    print(f"one cold model in cvxpy: {base * 1e3:.1f} ms = 1")

    solver = Solver(build(q))
    half = {"shift": {"effort": 0.02}}
    costs = {"size_lower": 1 / 0.15}
    questions = []
    for ally in allies():
        try:
            questions.append(assemble(asked.model_copy(update={"ally": ally.alpha3})).question)
        except BurdenshareError:
            continue
    frontiers = [q for q in questions if not Solver(build(q)).feasible({})]

    def everyone():
        for each in questions:
            solve(each)

    def trade_offs():
        for each in frontiers:
            try:
                frontier(each, "later", "lower")
            except InfeasibleError:  # its floor conflicts too, and neither loosens that
                continue

    for title, work, runs in (
        (
            "one linear re-solve (a slider moves a limit)",
            lambda: solver.minimise(costs, {"lower": FREE}, **half),
            200,
        ),
        ("one least relaxation, set known", lambda: least_size(solver, q, ("lower",)), 100),
        ("all minimal sets, warm", lambda: minimal_sets(solver), 30),
        ("a warm fit: all sets, sizes, smoothest path, re-check", lambda: solve(q, solver), 30),
        ("a cold fit: model built too", lambda: solve(q), 30),
        ("the whole answer: words, worth, conflict, money", lambda: answer(belgium), 10),
        (f"all {len(questions)} allies, all minimal sets and paths", everyone, 3),
        (f"frontier later,lower of {len(frontiers)} allies", trade_offs, 3),
    ):
        work()
        time = median(work, runs)
        print(f"{title}: {time * 1e3:.2f} ms, {time / base:.2f} of the baseline")


if __name__ == "__main__":
    main()
