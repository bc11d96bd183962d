"""A question in plain numbers, small enough to check by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from burdenshare.flexibility._mechanisms import MECHANISMS
from burdenshare.flexibility._question import Budget, Limit, Offer, Promise, Question

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = {
    "later": 10.0,
    "lower": 1.5,
    "pause-floor": 9.0,
    "pause-rise": 9.0,
    "counting": 0.3,
    "escape-clause": 1.5,
    "safe-loans": 5.0,
    "wider-growth": 100.0,
    "wider-debt": 50.0,
}


def _question(
    start: float = 2.0,
    year: int = 2025,
    horizon: int = 2045,
    due: int = 2035,
    target: float | None = 3.5,
    floor: float | None = 2.0,
    rise: bool = True,
    offers: tuple[str, ...] | None = None,
    most: dict[str, float] | None = None,
    growth_of_gdp: float = 1.5,
    money: float = 1.0,
    debt_cap: tuple[int, float] | None = None,
    deficit_cap: tuple[int, float] | None = None,
    announced: dict[int, float] | None = None,
    related: float | None = None,
    extra_promises: tuple[Promise, ...] = (),
    clause_room: float = 0.2,
    **limits: float | None,
) -> Question:
    years = tuple(range(year + 1, horizon + 1))
    n = len(years)
    real = tuple(money * 100 * (1 + growth_of_gdp / 100) ** i for i in range(n + 1))
    gdp = tuple(money * 600_000 * 1.035**i for i in range(n + 1))
    promises = []
    if floor:
        promises.append(Promise("vilnius-2023-core", "floor", "core", floor, year + 1))
    if target:
        promises.append(Promise("hague-2025-core", "floor", "core", target, due))
    if rise:
        promises.append(Promise("hague-2025-annual-plan", "rise", "core", target or 2.0, year + 1))
    caps = [Limit(name, value) for name, value in limits.items() if value is not None]
    caps += [Limit("debt", by_year=(debt_cap,))] if debt_cap else []
    caps += [Limit("deficit", by_year=(deficit_cap,))] if deficit_cap else []
    caps += [Limit("announced", by_year=tuple(announced.items()))] if announced else []
    window = {"escape-clause": (2025, 2028), "safe-loans": (2025, 2030)}
    sizes = MOST | (most or {})
    offered = tuple(
        Offer(
            name,
            sizes.get(name, 5.0),
            mechanism.scale or 4.5,
            first=window.get(name, (None, None))[0],
            last=window.get(name, (None, None))[1],
            room=clause_room if name == "escape-clause" else 0.0,
        )
        for name, mechanism in MECHANISMS.items()
        if offers is None or name in offers
    )
    return Question(
        "BEL",
        year,
        start,
        years,
        gdp,
        real,
        tuple(promises) + extra_promises,
        tuple(caps),
        offered,
        budget=_budget(n) if debt_cap or deficit_cap else None,
        related_start=related,
        gdp_eur=tuple(value / 1000 for value in gdp),
    )


def _budget(n: int) -> Budget:
    """Debt of 100 rolled forward at 3 % interest and 3.5 % growth, every extra point borrowed."""
    roll, debt, debts, deficits = 1.03 / 1.035, 100.0, [], []
    for _ in range(n):
        deficits.append(1.0 + debt * 0.03 / 1.035)
        debt = debt * roll + 1.0
        debts.append(debt)
    stock = tuple(tuple(roll ** (t - j) if j <= t else 0.0 for j in range(n)) for t in range(n))
    flow = tuple(
        tuple(
            1.0 if j == t else 0.03 / 1.035 * roll ** (t - 1 - j) if j < t else 0.0
            for j in range(n)
        )
        for t in range(n)
    )
    return Budget(tuple(deficits), tuple(debts), flow, stock, 100.0)


@pytest.fixture(scope="session")
def ask() -> Callable[..., Question]:
    """Return the maker of questions: limits by keyword (``step=0.1``), everything else by name."""
    return _question


@pytest.fixture(scope="session")
def anything() -> Any:
    """Return a hypothesis strategy for questions."""
    from hypothesis import strategies as st

    shares = st.integers(10, 55).map(lambda i: i / 10)

    def maybe(*values: Any) -> Any:
        return st.sampled_from((None, *values))

    return st.builds(
        _question,
        start=shares,
        horizon=st.just(2040),
        due=st.integers(2030, 2035),
        target=st.sampled_from((2.1, 3.0, 3.5, 5.0)),
        rise=st.booleans(),
        growth_of_gdp=st.sampled_from((-0.5, 0.5, 1.5, 3.0)),
        step=maybe(0.05, 0.1, 0.2, 0.4),
        growth=maybe(1.0, 3.0, 6.0, 10.0),
        effort=maybe(0.02, 0.05, 0.1, 0.3),
        debt_cap=maybe((2030, 104.0), (2035, 110.0)),
        deficit_cap=maybe((2028, 4.1), (2035, 4.5)),
        announced=maybe({2026: 2.0, 2030: 2.0}, {2029: 2.4, 2034: 2.5}),
        most=st.just({"later": 5.0, "wider-growth": 40.0, "pause-floor": 5.0, "pause-rise": 5.0}),
    )
