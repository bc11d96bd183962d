"""Scenarios: what else may go wrong, as data."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from burdenshare._yaml import Model, load
from burdenshare.errors import UnknownNameError
from burdenshare.fiscal._inputs import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.fiscal._commission import Built
    from burdenshare.fiscal._records import Economy, Policy


class Scenario(Model):
    """A change to what the baseline assumes, from its first year on."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    """Name."""
    reason: str
    """What it stands for."""
    source: str = "given by the user"
    """Where it comes from."""
    first_year: int | None = Field(default=None, ge=2020, le=2100)
    """First year; the first after the forecast (or the adjustment) when left out."""
    years: int | None = Field(default=None, ge=1)
    """How long rates and growth stay changed; for good when left out."""
    short_rate: float = Field(default=0.0, ge=-20, le=20)
    """Added to the three-month rate, points."""
    long_rate: float = Field(default=0.0, ge=-20, le=20)
    """Added to the ten-year rate, points."""
    growth: float = Field(default=0.0, ge=-20, le=20)
    """Added to real growth, points; the output gap stays as it was."""
    balance: float = Field(default=0.0, ge=-20, le=20)
    """Added to the structural primary balance for good, points of GDP."""
    phase_years: int = Field(default=1, ge=1)
    """Years over which the balance changes, in equal steps."""
    debt_threshold: float | None = None
    """Debt, per cent of GDP, above which rates rise further."""
    debt_slope: float = Field(default=0.0, ge=0, le=1)
    """Points of interest for each point of debt above the threshold."""

    @property
    def changes_nothing(self) -> bool:
        """Whether it is the baseline."""
        return not (self.short_rate or self.long_rate or self.growth or self.balance)

    def premium(self, debt: float) -> float:
        """Points added to market rates because debt is high before the scenario begins."""
        if self.debt_threshold is None:
            return 0.0
        return self.debt_slope * max(debt - self.debt_threshold, 0.0)


@cache
def scenarios() -> dict[str, Scenario]:
    """Return the scenarios that come with burdenshare, by name."""
    records = load(data_folder() / "scenarios.yaml", tuple[Scenario, ...])
    return {record.name: record for record in records}


def read_scenario(scenario: Scenario | str | Path) -> Scenario:
    """Return a scenario by name, or from the user's YAML file.

    Raises:
        UnknownNameError: No such name.
        BadFileError: The file is missing or wrong; the message names line and key.
    """
    if isinstance(scenario, Scenario):
        return scenario
    if isinstance(scenario, Path) or scenario.endswith((".yaml", ".yml")):
        return load(Path(scenario), Scenario)
    if scenario not in scenarios():
        raise UnknownNameError(
            "scenario",
            scenario,
            scenarios(),
            "known: " + ", ".join(scenarios()) + ", or a YAML file",
        )
    return scenarios()[scenario]


def stressed(
    built: Built, scenario: Scenario, *, after: int, debt: float, policy: Policy, multiplier: float
) -> tuple[Economy, Policy]:
    """Apply a scenario.

    Args:
        built: The baseline.
        scenario: What changes.
        after: Last year before it, unless the scenario names its first year.
        debt: Debt in that year, per cent of GDP (for the premium).
        policy: The departure from the baseline it comes on top of.
        multiplier: Fiscal multiplier for a changed balance.

    Returns:
        The changed economy, and the policy with the changed balance in it.
    """
    economy = built.economy
    first = scenario.first_year or after + 1
    final = economy.years[-1] if scenario.years is None else first + scenario.years - 1
    on = [1.0 if first <= year <= final else 0.0 for year in economy.years]
    more = scenario.premium(debt)
    short = [(scenario.short_rate + more) * x for x in on]
    long = [(scenario.long_rate + more) * x for x in on]
    changed = replace(
        economy,
        growth=_plus(economy.growth, [scenario.growth * x for x in on]),
        marginal_rate=_plus(economy.marginal_rate, long) if economy.marginal_rate else (),
    )
    if economy.structure is not None:
        structure = replace(
            economy.structure,
            short_rate=_plus(economy.structure.short_rate, short),
            long_rate=_plus(economy.structure.long_rate, long),
        )
        # A rate given by the forecast would hide the change: let the structure build it up.
        rate = tuple(
            None if year >= first else r
            for r, year in zip(economy.rate, economy.years, strict=True)
        )
        changed = replace(changed, structure=structure, rate=rate)
    else:
        changed = replace(changed, rate=_repriced(economy.rate, long, built.reprice))
    moved = [
        scenario.balance * min(max(year - first + 1, 0) / scenario.phase_years, 1.0)
        for year in economy.years
    ]
    return changed, replace(
        policy,
        effort=_plus(policy.effort, moved),
        demand=_plus(policy.demand, [-multiplier * b for b in moved]),
    )


def _plus(values: Sequence[float], added: Sequence[float]) -> tuple[float, ...]:
    return tuple(a + b for a, b in zip(values, added, strict=True))


def _repriced(
    rates: Sequence[float | None], added: Sequence[float], share: float
) -> tuple[float, ...]:
    """Simple model: each year a share of the debt takes on the changed market rate."""
    result, carried = [], 0.0
    for rate, more in zip(rates, added, strict=True):
        carried += share * (more - carried)
        result.append((rate or 0.0) + carried)
    return tuple(result)
