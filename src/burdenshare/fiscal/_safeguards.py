"""The safeguards of the EU's rules: least steps in excessive deficit, for debt and for resilience.

Two readings. ``literal``: least steps come early and later ones shrink, so that the balance at the
end stays what the analysis asked for. ``commission``: least steps are added on top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.errors import FailedError
from burdenshare.fiscal._eu_rules import eu_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.fiscal._criteria import Adjustment
    from burdenshare.fiscal._records import Projection

SAFEGUARDS = {
    "least step in excessive deficit": "eu-excessive-deficit-step",
    "debt safeguard": "eu-debt-safeguard",
    "deficit resilience": "eu-deficit-resilience",
}
GRID = 0.01
MOST = 6.0


def with_safeguards(
    setting: Adjustment, step: float, reading: str
) -> tuple[tuple[float, ...], str]:
    """Return yearly steps that respect the safeguards, and the last one that changed them.

    Args:
        setting: The adjustment.
        step: Constant step the analysis asks for.
        reading: ``literal`` or ``commission``.

    Raises:
        FailedError: No step within reach meets the debt safeguard.
    """
    plain = (step,) * setting.years
    steps = _procedure(setting, plain, reading, resilience=False)
    binding = "least step in excessive deficit" if _more(steps, plain) else ""
    guarded, tried = steps, step
    while not debt_safeguard(setting, guarded, reading):
        tried += GRID
        if tried > MOST:
            raise FailedError(f"no step up to {MOST:g} points a year meets the debt safeguard")
        guarded = _procedure(setting, (tried,) * setting.years, reading, resilience=False)
    if _more(guarded, steps):
        binding = "debt safeguard"
    final = _procedure(setting, (tried,) * setting.years, reading, resilience=True)
    if _more(final, guarded):
        binding = "deficit resilience"
    return final, binding


def _more(steps: Sequence[float], than: Sequence[float]) -> bool:
    return sum(steps) > sum(than) + 1e-9


def _procedure(
    setting: Adjustment, wanted: Sequence[float], reading: str, *, resilience: bool
) -> tuple[float, ...]:
    """Go through the years and raise each step to the least one its own past asks for."""
    steps = list(wanted)
    for k in range(setting.years):
        run = setting.run(steps)
        least = _least(setting, run, steps, k, reading, resilience=resilience)
        if reading == "commission":
            steps[k] = max(steps[k], least)
            continue
        left = sum(wanted) - sum(steps[:k])
        steps[k] = max(least, left / (setting.years - k))
        rest = left - steps[k]
        for later in range(k + 1, setting.years):
            steps[later] = max(rest, 0.0) / (setting.years - k - 1)
    return tuple(steps)


def _least(
    setting: Adjustment,
    run: Projection,
    steps: Sequence[float],
    k: int,
    reading: str,
    *,
    resilience: bool,
) -> float:
    """Least step of year ``k``, from the deficit and structural deficit of the year before."""
    year = setting.start + k
    deficit = run.at("deficit", year - 1)
    spb = setting.balance_before + sum(steps[:k])
    structural = run.at("interest", year - 1) - spb
    # The Commission compares after rounding to one decimal.
    over_3, over_15 = (
        (deficit >= 3.05, structural >= 1.55)
        if reading == "commission"
        else (deficit > 3, structural > 1.5)
    )
    least = -float("inf")
    if over_3:
        rule = eu_rule("eu-excessive-deficit-step").values
        least = rule["step"]
        if year > rule["primary_until"]:
            least += run.at("interest", year) - run.at("interest", year - 1)
    if resilience and over_15:
        rule = eu_rule("eu-deficit-resilience").values
        least = max(least, rule["step"] if setting.years <= 4 else rule["step_extended"])
    return least


def debt_safeguard(setting: Adjustment, steps: Sequence[float], reading: str) -> bool:
    """Whether debt falls fast enough on average from the base year to the end.

    The base is the year before the adjustment or the year the deficit is back under 3 %, the
    later of the two.
    """
    rule = eu_rule("eu-debt-safeguard").values
    run = setting.run(steps)
    limit = 3.05 if reading == "commission" else 3.0
    base = setting.start - 1
    while base < setting.end and run.at("deficit", base) >= limit:
        base += 1
    if base >= setting.end:
        return True

    def rate(debt: float) -> float:
        if debt > rule["upper"]:
            return rule["above_90"]
        return rule["between"] if debt > rule["lower"] else 0.0

    fallen = run.at("debt", base) - run.at("debt", setting.end)
    if reading == "commission":
        bands = [rate(run.at("debt", y)) for y in range(base, setting.end)]
        needed = sum(bands)
        return needed == 0 or fallen > needed
    return fallen >= rate(run.at("debt", setting.start - 1)) * (setting.end - base)
