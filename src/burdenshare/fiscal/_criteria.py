"""The criteria of the EU's debt sustainability analysis, as tests of one adjustment.

An adjustment is a list of yearly steps of the structural primary balance. Each test answers yes
or no; :mod:`burdenshare.fiscal._required` looks for the smallest adjustment that passes.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.fiscal._eu_rules import eu_rule
from burdenshare.fiscal._fan import make_fan
from burdenshare.fiscal._model import project
from burdenshare.fiscal._records import Gap, Policy
from burdenshare.fiscal._scenario import read_scenario, stressed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.fiscal._commission import Built
    from burdenshare.fiscal._records import Projection
    from burdenshare.fiscal._shocks import Shocks

SCENARIOS = ("baseline", "lower-structural-balance", "adverse-r-g", "financial-stress")
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Adjustment:
    """The setting in which steps are tried.

    Attributes:
        built: Baseline whose ageing costs count from the last year of the adjustment.
        start: First year of the adjustment.
        years: Its length.
        before: Change of the balance over the baseline already made before, by year.
        multiplier: Fiscal multiplier.
        gap: How the output gap closes after the last step.
        shocks: Sample for the stochastic test.
        draws: Number of draws, the same ones for every step tried.
        seed: Seed.
    """

    built: Built
    start: int
    years: int
    before: dict[int, float]
    multiplier: float
    gap: Gap
    shocks: Shocks
    draws: int
    seed: int

    @property
    def end(self) -> int:
        """Last year of the adjustment."""
        return self.start + self.years - 1

    @property
    def balance_before(self) -> float:
        """Structural primary balance in the year before the adjustment, per cent of GDP."""
        return self.built.structural + self.before.get(self.start - 1, 0.0)

    def policy(self, steps: Sequence[float]) -> Policy:
        """Return the departure from the baseline that the steps make."""
        level, effort = 0.0, []
        for year in self.built.economy.years:
            if year < self.start:
                level = self.before.get(year, 0.0)
            elif year <= self.end:
                level += steps[year - self.start]
            effort.append(level)
        demand = tuple(-self.multiplier * b for b in effort)
        return Policy(tuple(effort), demand, gap=self.gap)

    def run(self, steps: Sequence[float]) -> Projection:
        """Project debt with the steps."""
        return project(self.built.economy, self.policy(steps))

    def run_scenario(self, name: str, steps: Sequence[float]) -> Projection:
        """Project debt with the steps in one of the four scenarios."""
        policy = self.policy(steps)
        calm = project(self.built.economy, policy)
        scenario = read_scenario(name)
        if scenario.changes_nothing:
            return calm
        if scenario.balance:
            # Four years of adjustment: two years of loosening; seven: three.
            scenario = scenario.model_copy(update={"phase_years": max(self.years // 2, 1)})
        economy, policy = stressed(
            self.built,
            scenario,
            after=self.end,
            debt=calm.at("debt", self.end),
            policy=policy,
            multiplier=self.multiplier,
        )
        return project(economy, policy)


def declines(adjustment: Adjustment, scenario: str, steps: Sequence[float]) -> bool:
    """Whether debt falls every year for ten years after the adjustment."""
    run = adjustment.run_scenario(scenario, steps)
    after = int(eu_rule("eu-plausibly-downward").values["years_after"])
    path = [run.at("debt", y) for y in range(adjustment.end, adjustment.end + after + 1)]
    return all(b < a + TOLERANCE for a, b in itertools.pairwise(path))


def below_60(adjustment: Adjustment, scenario: str, steps: Sequence[float]) -> bool:
    """Whether debt is at most 60 % of GDP ten years after the adjustment."""
    rule = eu_rule("eu-plausibly-downward").values
    run = adjustment.run_scenario(scenario, steps)
    return run.at("debt", adjustment.end + int(rule["years_after"])) <= rule["debt"] + TOLERANCE


def likely(adjustment: Adjustment, steps: Sequence[float], *, below: bool) -> bool:
    """Whether debt falls (or stays at 60 % at most) over five years with 70 % probability."""
    rule = eu_rule("eu-plausibly-downward").values
    fan = make_fan(
        adjustment.built,
        {"adjustment": adjustment.run(steps)},
        adjustment.shocks,
        first=adjustment.end + 1,
        years=int(rule["stochastic_years"]),
        draws=adjustment.draws,
        seed=adjustment.seed,
        levels=(rule["debt"],),
        threads=1,
    )
    chance = 1 - fan.above[0][0][-1] if below else fan.falling[0]
    return chance >= rule["probability"]


def deficit_below_3(adjustment: Adjustment, steps: Sequence[float]) -> bool:
    """Whether the deficit stays at 3 % at most from the end of the adjustment for ten years."""
    rule = eu_rule("eu-deficit-medium-term").values
    run = adjustment.run(steps)
    last = adjustment.end + int(rule["years_after"])
    return all(
        run.at("deficit", y) <= rule["deficit"] + TOLERANCE for y in range(adjustment.end, last + 1)
    )
