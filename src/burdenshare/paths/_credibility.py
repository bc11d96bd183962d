"""Is a path credible? Separate tests, each with its number and its reason; never one score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.allies import allies, area_name
from burdenshare.errors import MissingDataError
from burdenshare.panel import as_printed, default_panel
from burdenshare.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from burdenshare.panel import Panel
    from burdenshare.paths._path import Path, Point

REVIEW = 2029
SINCE = 2014
PERCENTILE = 95
DECIMALS = 2
"""Shares are compared as NATO prints them."""
TENTH = 0.05
"""Plans are quoted to a tenth of a point: within half of it they agree with an observation."""
EQUIPMENT = "wales-2014-equipment"


@dataclass(frozen=True, slots=True)
class Check:
    """One test of a path.

    Attributes:
        name: Stable name.
        question: What is asked.
        passed: ``None`` where no rule or record says what would be too much, or it cannot be known.
        value: The number found.
        limit: The number it is held against.
        unit: Unit of both.
        year: Year in which it is decided, if one.
        reason: Why, in one sentence.
    """

    name: str
    question: str
    passed: bool | None
    value: float | None
    limit: float | None
    unit: str
    year: int | None
    reason: str

    @property
    def verdict(self) -> str:
        """``passes``, ``fails`` or ``for the reader``."""
        return {True: "passes", False: "fails", None: "for the reader"}[self.passed]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__} | {"verdict": self.verdict}


def credibility(
    path: Path,
    *,
    given: Mapping[int, float] | None = None,
    equipment: Mapping[int, float] | None = None,
    panel: Panel | None = None,
) -> tuple[Check, ...]:
    """Test a path: does it arrive, does it fall, has anyone ever climbed so fast, what is left.

    Records are those of the path's own NATO edition, so that nothing later is seen.

    Args:
        path: The path of an ally.
        given: Shares the plan itself gives, also for years already observed.
        equipment: Equipment shares the plan gives, per cent of core spending.
        panel: Figures to use.

    Returns:
        The checks, in a fixed order.
    """
    only = (panel or default_panel()).as_of(path.as_of).edition(path.edition)
    steps = _steps(only, path.start.year)
    growth = _growth(only, path.start.year)
    climb = max(path.points[1:], key=lambda p: p.step or 0.0)
    surge = max(path.points[1:], key=lambda p: p.real_growth or 0.0)
    return (
        _arrives(path, given),
        _falls(path),
        _own("own_step", "step", climb, climb.step, steps.get(path.ally, {})),
        _all("allies_step", "step", climb, climb.step, steps),
        _own("own_growth", "real growth", surge, surge.real_growth, growth.get(path.ally, {})),
        _all("allies_growth", "real growth", surge, surge.real_growth, growth),
        _left(path),
        _agrees(path, given or {}),
        _equipment(path, equipment or {}, only),
    )


def _arrives(path: Path, given: Mapping[int, float] | None) -> Check:
    last = path.due if given is None else min(max(given), path.due)
    share = path.at(last).core_share
    enough = float(as_printed(share, DECIMALS)) >= path.target
    left = path.target - share
    if last < path.due:
        reason = (
            f"the plan ends in {last} at {share:.2f} %: {left:.2f} points are left for "
            f"{_years(path.due - last)}"
        )
    else:
        reason = f"{share:.2f} % in {path.due} against {path.target:g} %"
    return Check(
        "reaches_target",
        f"Does it reach {path.target:g} % by {path.due}?",
        enough,
        share,
        path.target,
        "per cent of GDP",
        last,
        reason,
    )


def _falls(path: Path) -> Check:
    worst = min(path.points[1:], key=lambda p: p.step or 0.0)
    step = float(as_printed(worst.step or 0.0, DECIMALS))
    reason = (
        "no year lies below the one before"
        if step >= 0
        else f"it falls by {-step:.2f} points in {worst.year}, to {worst.core_share:.2f} %"
    )
    return Check(
        "does_not_fall", "Does it never fall?", step >= 0, step, 0.0, "points", worst.year, reason
    )


def _own(
    name: str, what: str, point: Point, value: float | None, record: Mapping[int, float]
) -> Check:
    question = f"Is the largest {what} within what the ally has done before?"
    unit = "points" if what == "step" else "per cent a year"
    if not record or value is None:
        reason = "its own record is not held in this edition"
        return Check(name, question, None, value, None, unit, point.year, reason)
    best = max(record, key=lambda year: record[year])
    within = round(value, DECIMALS) <= round(record[best], DECIMALS)
    reason = (
        f"{value:+.2f} {unit} in {point.year}; its own largest since {min(record)} is "
        f"{record[best]:+.2f}, in {best}"
    )
    return Check(name, question, within, value, record[best], unit, point.year, reason)


def _all(
    name: str,
    what: str,
    point: Point,
    value: float | None,
    records: Mapping[str, Mapping[int, float]],
) -> Check:
    question = f"Is the largest {what} within what 19 in 20 ally-years have seen?"
    unit = "points" if what == "step" else "per cent a year"
    pool = [number for record in records.values() for number in record.values()]
    if not pool or value is None:
        reason = "the allies' record is not held in this edition"
        return Check(name, question, None, value, None, unit, point.year, reason)
    limit = percentile(pool, PERCENTILE)
    first = min(min(record) for record in records.values() if record)
    reason = (
        f"{value:+.2f} {unit} in {point.year}; {PERCENTILE} % of {len(pool)} ally-years since "
        f"{first} lie at or below {limit:+.2f}"
    )
    within = round(value, DECIMALS) <= round(limit, DECIMALS)
    return Check(name, question, within, value, limit, unit, point.year, reason)


def _left(path: Path) -> Check:
    question = f"How much of the climb is left until after the {REVIEW} review?"
    unit = "per cent of the climb"
    start, climb = path.start, path.target - path.start.core_share
    if not start.year < REVIEW < path.due or climb <= 0:
        reason = "there is no climb across the review year"
        return Check("left_after_review", question, None, None, None, unit, REVIEW, reason)
    left = 100 * (path.target - path.at(REVIEW).core_share) / climb
    straight = 100 * (path.due - REVIEW) / (path.due - start.year)
    reason = (
        f"{left:.0f} % is left after {REVIEW}; equal steps would leave {straight:.0f} %; no rule "
        "says how much may be left"
    )
    return Check("left_after_review", question, None, left, straight, unit, REVIEW, reason)


def _agrees(path: Path, given: Mapping[int, float]) -> Check:
    question = "Does it agree with the newest observation?"
    start = path.start
    claimed = given.get(start.year)
    if claimed is None:
        reason = (
            f"it gives no figure for {start.year}; {path.edition} has {start.core_share:.2f} % "
            f"({start.kind}), from which the path starts"
        )
        return Check(
            "agrees", question, None, None, start.core_share, "per cent of GDP", start.year, reason
        )
    gap = claimed - start.core_share
    reason = (
        f"it says {claimed:.2f} % for {start.year}, {path.edition} has {start.core_share:.2f} % "
        f"({start.kind})"
    )
    agrees = round(abs(gap), 9) <= TENTH
    return Check(
        "agrees", question, agrees, claimed, start.core_share, "per cent of GDP", start.year, reason
    )


def _equipment(path: Path, given: Mapping[int, float], only: Panel) -> Check:
    unit = "per cent of core spending"
    question = "Is at least a fifth spent on major equipment?"
    rule = next((r for r in rules(as_of=path.as_of) if r.id == EQUIPMENT), None)
    version = rule.version_on(path.as_of) if rule else None
    if version is None:
        reason = "no rule on equipment was in force on the day"
        return Check("equipment", question, None, None, None, unit, None, reason)
    question = f"Is at least {version.value:g} % spent on major equipment?"
    if given:
        year = min(given, key=lambda y: given[y])
        reason = f"the plan's lowest is {given[year]:.1f} %, in {year}"
        passed = given[year] >= version.value
        return Check("equipment", question, passed, given[year], version.value, unit, year, reason)
    try:
        cell = only.cell("equipment_share", path.ally, path.start.year)
    except MissingDataError:
        cell = None
    if cell is None or cell.rounded is None:
        reason = f"the plan gives none, and {path.edition} has none for {path.start.year}"
        return Check("equipment", question, None, None, version.value, unit, None, reason)
    reason = f"the plan gives none; {path.edition} has {cell.printed} % for {path.start.year}"
    passed = cell.rounded >= version.value
    return Check(
        "equipment", question, passed, cell.rounded, version.value, unit, cell.year, reason
    )


def _steps(only: Panel, last: int) -> dict[str, dict[int, float]]:
    """Every ally's yearly steps in points, as the edition has them."""
    found: dict[str, dict[int, float]] = {}
    for member in allies():
        shares = only.series("core_share", member.alpha3).to_dict()
        found[member.alpha3] = {
            year: shares[year] - shares[year - 1]
            for year in shares
            if year - 1 in shares and year - 1 >= SINCE and year <= last
        }
    return found


def _growth(only: Panel, last: int) -> dict[str, dict[int, float]]:
    """Every ally's real growth of core spending, as NATO prints it."""
    if "core_real_change" not in only.editions[0].measures:
        return {}
    return {
        member.alpha3: {
            year: value
            for year, value in only.series("core_real_change", member.alpha3).to_dict().items()
            if SINCE < year <= last
        }
        for member in allies()
    }


def percentile(numbers: Iterable[float], rank: float) -> float:
    """Percentile by linear interpolation between order statistics (as NumPy's default)."""
    ordered = sorted(numbers)
    place = (len(ordered) - 1) * rank / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _years(number: int) -> str:
    return "one year" if number == 1 else f"{number} years"


def sentence(path: Path, checks: Iterable[Check]) -> str:
    """What failed, in one sentence."""
    failed = [check for check in checks if check.passed is False]
    name = area_name(path.ally)
    if not failed:
        return f"{name}: no test fails."
    return f"{name} fails {len(failed)}: " + "; ".join(check.reason for check in failed) + "."
