"""The structural primary balance EU law requires, and which of its tests asks the most.

The smallest yearly step that passes each test is found by bisection: every test is monotone in
the step. The safeguards, which are not, come on top.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args

from burdenshare._clock import Date, read_date
from burdenshare.allies import ally as find_ally
from burdenshare.errors import FailedError, MissingDataError, UnknownNameError
from burdenshare.fiscal._assumptions import assumed, number
from burdenshare.fiscal._choose import baseline
from burdenshare.fiscal._criteria import (
    SCENARIOS,
    Adjustment,
    below_60,
    declines,
    deficit_below_3,
    likely,
)
from burdenshare.fiscal._eu_rules import eu_rule
from burdenshare.fiscal._inputs import dsa_table
from burdenshare.fiscal._safeguards import SAFEGUARDS, with_safeguards
from burdenshare.fiscal._shocks import quarterly_shocks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from burdenshare.fiscal._assumptions import Assumption
    from burdenshare.fiscal._commission import Official
    from burdenshare.fiscal._records import Gap, Projection

Reading = Literal["literal", "commission"]
"""``literal``: the Regulation's words. ``commission``: the steps in its calculation sheets."""

LOWEST, HIGHEST = -3.0, 6.0
"""Steps between which the search looks, points of GDP a year."""
PRECISION = 1e-9


@dataclass(frozen=True, slots=True)
class Criterion:
    """One test and the step it asks for.

    Attributes:
        id: Name, e.g. ``declines: adverse-r-g``.
        rule: Id of the EU rule it comes from.
        step: Smallest constant yearly step that passes, points of GDP; ``None`` when even the
            largest step tried fails.
        used: Whether it counts in this reading and for this ally.
        binding: Whether it asks the most.
    """

    id: str
    rule: str
    step: float | None
    used: bool
    binding: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True)
class RequiredBalance:
    """What EU law requires of an ally.

    Attributes:
        ally: Alpha-3 code.
        as_of: Day as of which everything was known.
        reading: ``literal`` or ``commission``.
        kind: ``reference trajectory`` (debt over 60 % or deficit over 3 %), or ``technical
            information``.
        start: First year of the adjustment.
        end: Last year.
        forecast_to: Last year whose balance is the forecast's.
        balance_before: Structural primary balance in the year before, per cent of GDP.
        required: Structural primary balance required in the last year, per cent of GDP.
        steps: Yearly steps, points of GDP.
        binding: Id of the test that asks the most.
        criteria: All tests with the step each asks for.
        run: Debt and deficit with these steps.
        net_spending_growth: Growth of net expenditure that goes with them, per cent a year;
            empty where the expenditure ratio is not shipped.
        assumptions: What it rests on.
        notes: Defects met and what was done.
        sources: Citation lines.
    """

    ally: str
    as_of: str
    reading: Reading
    kind: str
    start: int
    end: int
    forecast_to: int
    balance_before: float
    required: float
    steps: tuple[float, ...]
    binding: str
    criteria: tuple[Criterion, ...]
    run: Projection
    net_spending_growth: tuple[float, ...]
    assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def mean_step(self) -> float:
        """Average yearly step, points of GDP."""
        return sum(self.steps) / len(self.steps)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "reading": self.reading,
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "years": len(self.steps),
            "structural_primary_balance_before": self.balance_before,
            "required_structural_primary_balance": self.required,
            "mean_step": self.mean_step,
            "steps": list(self.steps),
            "binding": self.binding,
            "criteria": [item.to_dict() for item in self.criteria],
            "net_spending_growth": list(self.net_spending_growth),
            "debt_at_end": self.run.at("debt", self.end),
            "deficit_at_end": self.run.at("deficit", self.end),
            "debt_ten_years_after": self.run.at("debt", self.end + 10),
            "assumptions": [item.to_dict() for item in self.assumptions],
            "notes": list(self.notes),
        }


def required_balance(
    ally: str,
    *,
    years: int = 4,
    start: int | None = None,
    reading: Reading = "commission",
    as_of: Date | None = None,
    before: Mapping[int, float] | None = None,
    gap: Gap = "linear",
    official: Official = "scheduled",
    anchors: str | Mapping[str, float] = "straight",
    multiplier: float | None = None,
    draws: int = 10_000,
    seed: int = 1,
) -> RequiredBalance:
    """Find the structural primary balance that EU law requires.

    Args:
        ally: An EU ally, by any name.
        years: Years of adjustment: 4, or up to 7.
        start: First year of it; the first after the forecast by default.
        reading: ``commission`` or ``literal``.
        as_of: Day as of which everything was known.
        before: Change of the balance over the baseline already made before ``start``, by year.
        gap: How the output gap closes after the last step.
        official: Treatment of official (ESM, EFSF) loans.
        anchors: Market values ten years out.
        multiplier: Fiscal multiplier.
        draws: Draws of the stochastic test, the same for every step tried.
        seed: Seed.

    Raises:
        MissingDataError: Not an EU ally, or its inputs were not known.
        FailedError: No step within reach passes.
    """
    if reading not in get_args(Reading):
        raise UnknownNameError("reading", reading, get_args(Reading))
    code, day = find_ally(ally).alpha3, read_date(as_of)
    eu_rule("eu-plausibly-downward", day)
    table, shocks = dsa_table(code, day), quarterly_shocks(code, day)
    if not find_ally(code).in_eu_on(day) or table is None or shocks is None:
        raise MissingDataError(
            f"EU rules cannot be computed for {code} on {day}: "
            + ("no inputs were known" if find_ally(code).in_eu_on(day) else "it is not in the EU")
        )
    force = assumed("multiplier", multiplier)
    final = table.years("DEBT_RATIO")[-1]
    start = final + 1 if start is None else start
    end = start + years - 1
    built = baseline(
        code,
        model="commission",
        horizon=end + 10,
        as_of=day,
        last=min(start - 1, final),
        ageing_from=end,
        ageing="ten-years",
        anchors=anchors,
        official=official,
    )
    setting = Adjustment(
        built, start, years, dict(before or {}), number(force), gap, shocks, draws, seed
    )
    calm = setting.run((0.0,) * years)
    over = calm.at("debt", start - 1) > 60 or calm.at("deficit", start - 1) > 3
    searched = _search(setting, reading, trajectory=over)
    step, used, binding = _combine(searched, reading, trajectory=over)
    steps, guard = with_safeguards(setting, step, reading) if over else ((step,) * years, "")
    criteria = tuple(
        Criterion(name, rule, found, name in used, name == (guard or binding))
        for name, rule, found in searched
    ) + tuple(Criterion(name, rule, None, over, name == guard) for name, rule in SAFEGUARDS.items())
    return RequiredBalance(
        ally=code,
        as_of=day.isoformat(),
        reading=reading,
        kind="reference trajectory" if over else "technical information",
        start=start,
        end=end,
        forecast_to=built.last,
        balance_before=setting.balance_before,
        required=setting.balance_before + sum(steps),
        steps=tuple(steps),
        binding=guard or binding,
        criteria=criteria,
        run=setting.run(steps),
        net_spending_growth=_net_spending(setting, steps),
        assumptions=(*built.assumptions, force),
        notes=(*built.notes, *shocks.notes),
        sources=(*built.sources, shocks.source),
    )


Found = tuple[str, str, float | None]


def _search(setting: Adjustment, reading: Reading, *, trajectory: bool) -> list[Found]:
    """Smallest step for every test, each on its own."""
    downward, deficit = "eu-plausibly-downward", "eu-deficit-medium-term"

    def smallest(test: Callable[[Sequence[float]], bool]) -> float | None:
        return bisect(lambda step: test((step,) * setting.years))

    found: list[Found] = []
    either = reading == "literal"
    if trajectory and either:
        # In words: in each scenario debt declines or is below 60.
        for name in SCENARIOS:
            found.append(
                (
                    f"declines or below 60: {name}",
                    downward,
                    smallest(
                        lambda s, n=name: declines(setting, n, s) or below_60(setting, n, s)  # type: ignore[misc]
                    ),
                )
            )
        found.append(
            (
                "likely to decline or below 60",
                downward,
                smallest(
                    lambda s: likely(setting, s, below=False) or likely(setting, s, below=True)
                ),
            )
        )
    elif trajectory:
        for name in SCENARIOS:
            found.append(
                (f"declines: {name}", downward, smallest(partial(declines, setting, name)))
            )
        found.append(
            ("likely to decline", downward, smallest(lambda s: likely(setting, s, below=False)))
        )
    if not (trajectory and either):
        for name in SCENARIOS:
            found.append(
                (f"below 60: {name}", downward, smallest(partial(below_60, setting, name)))
            )
        found.append(
            ("likely below 60", downward, smallest(lambda s: likely(setting, s, below=True)))
        )
    found.append(("deficit below 3", deficit, smallest(partial(deficit_below_3, setting))))
    return found


def _combine(
    found: list[Found], reading: Reading, *, trajectory: bool
) -> tuple[float, set[str], str]:
    """Return the step that passes what must be passed, the tests used and the one that binds."""
    reach = {name: math.inf if step is None else step for name, _, step in found}
    used = set(reach)
    if trajectory and reading == "commission":
        # Either all decline or all are below 60, whichever is cheaper.
        down = {n for n in reach if "decline" in n}
        below = {n for n in reach if "below 60" in n}
        cheaper = min((down, below), key=lambda names: max(reach[n] for n in names))
        used = cheaper | {"deficit below 3"}
    binding = max(used, key=lambda n: reach[n])
    step = reach[binding]
    if math.isinf(step):
        raise FailedError(f"no step up to {HIGHEST:g} points a year passes {binding!r}")
    if reading == "commission":
        lowest = 0.0 if trajectory else -1.0
        step = max(math.ceil(step * 100 - 1e-6) / 100, lowest)
        if step == lowest and reach[binding] < lowest:
            binding = "lowest step"
    return step, used, binding


def bisect(
    test: Callable[[float], bool], low: float = LOWEST, high: float = HIGHEST
) -> float | None:
    """Return the smallest argument for which a test turns true, to :data:`PRECISION`.

    ``None`` when it is false even at ``high``; ``low`` when it is true there already.
    """
    if not test(high):
        return None
    if test(low):
        return low
    while high - low > PRECISION:
        middle = (low + high) / 2
        if test(middle):
            high = middle
        else:
            low = middle
    return high


def _net_spending(setting: Adjustment, steps: Sequence[float]) -> tuple[float, ...]:
    """Growth of net expenditure: potential growth and prices, less the step over the ratio."""
    ratio = setting.built.spending
    if ratio is None:
        return ()
    economy = setting.built.economy
    growth = []
    for k, step in enumerate(steps):
        t = setting.start + k - economy.start
        # The baseline's gap closes within the adjustment: what closes it is not potential growth.
        closing = (1 + economy.gap[t] / 100) / (1 + economy.gap[t - 1] / 100)
        potential = 100 * ((1 + economy.growth[t] / 100) / closing - 1)
        growth.append(net_spending_growth(potential, economy.deflator[t], step, ratio))
    return tuple(growth)


def net_spending_growth(potential: float, deflator: float, step: float, ratio: float) -> float:
    """Growth of net expenditure that a step of the structural primary balance allows.

    Args:
        potential: Potential growth, per cent.
        deflator: Change of the deflator, per cent.
        step: Points of GDP.
        ratio: Primary expenditure, per cent of GDP.
    """
    return potential + deflator - 100 * step / ratio
