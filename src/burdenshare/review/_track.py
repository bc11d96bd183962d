"""Who is on track: one ally's plan, trend and straight line at the review and at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name
from burdenshare.panel import as_printed
from burdenshare.rules import readings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from burdenshare.paths import Path, Paths

REVIEW = 2029
RULE = "hague-2025-core"
SHAPES = ("plan", "trend", "linear")
ABOVE, ON_TRACK, BEHIND, CONTESTED, UNKNOWN = "above", "on track", "behind", "contested", "unknown"
STATUSES = (ABOVE, ON_TRACK, BEHIND, CONTESTED, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Line:
    """One ally at the review.

    Attributes:
        ally: Ally's code.
        start: Year of the last observation.
        share: Share in that year, per cent of GDP.
        kind: ``observed`` or ``estimated``.
        target: Share the rule asks for.
        due: Year by which.
        at_review: Shape to share in the review year; a shape that cannot be drawn is left out.
        at_due: Shape to share in the due year.
        status: ``above``, ``on track``, ``behind``, ``contested`` or ``unknown``.
        reason: Why.
        left: Points left after the review year under the plan, or the straight line without one.
        plan_sources: Ledger entries the plan rests on.
    """

    ally: str
    start: int
    share: float
    kind: str
    target: float
    due: int
    at_review: Mapping[str, float]
    at_due: Mapping[str, float]
    status: str
    reason: str
    left: float
    plan_sources: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "ally": self.ally,
            "name": area_name(self.ally),
            "start": self.start,
            "core_share": self.share,
            "kind": self.kind,
            "target": self.target,
            "due": self.due,
            "review": {shape: self.at_review.get(shape) for shape in SHAPES},
            "end": {shape: self.at_due.get(shape) for shape in SHAPES},
            "status": self.status,
            "reason": self.reason,
            "left_after_review": self.left,
            "plan_sources": list(self.plan_sources),
        }


def line(code: str, drawn: Paths, day: dt.date, target: float) -> Line:
    """Assess one ally from its paths.

    Above: it spends the target already. Contested: a reading known on the day puts another number
    in the rule's place for it. Unknown: it has announced nothing that says where it will be in
    the review year. Otherwise its plan is on track when it is not below the straight line in the
    review year and reaches the target when due, and behind when not.
    """
    found = {shape: drawn.of(code, shape) for shape in SHAPES}
    straight, plan = found["linear"], found["plan"]
    assert straight is not None
    at_review = {shape: p.at(REVIEW).core_share for shape, p in found.items() if p is not None}
    at_due = {shape: p.at(p.due).core_share for shape, p in found.items() if p is not None}
    status, reason = _status(code, straight, plan, day, target)
    followed = at_review.get("plan", at_review["linear"])
    return Line(
        code,
        straight.start.year,
        straight.start.core_share,
        straight.start.kind,
        target,
        straight.due,
        at_review,
        at_due,
        status,
        reason,
        max(0.0, target - followed),
        () if plan is None else tuple(s.id for s in plan.sources if s.id.startswith(code)),
    )


def _status(
    code: str, straight: Path, plan: Path | None, day: dt.date, target: float
) -> tuple[str, str]:
    share = _printed(straight.start.core_share)
    if share >= target:
        return ABOVE, f"{share:.2f} % in {straight.start.year} already"
    for reading in readings(RULE, as_of=day):
        mine = code in reading.applies_to and reading.threshold not in {None, target}
        if mine and reading.threshold is not None:
            denied = f", denied by {', '.join(reading.denied_by)}" if reading.denied_by else ""
            return CONTESTED, f"{reading.id} reads {reading.threshold:g} %{denied}"
    announced = [] if plan is None else [p for p in plan.points if p.kind == "planned"]
    telling = [p for p in announced if (p.year, p.core_share) != (straight.due, target)]
    if plan is None or not telling:
        said = "only the end is announced" if announced else "no core share is announced"
        return UNKNOWN, f"{said}: nothing says where it will be in {REVIEW}"
    there, line_there = (_printed(p.at(REVIEW).core_share) for p in (plan, straight))
    end = _printed(plan.at(straight.due).core_share)
    if there < line_there:
        return BEHIND, f"plan {there:.2f} % in {REVIEW}, straight line {line_there:.2f} %"
    if end < target:
        return BEHIND, f"plan ends at {end:.2f} % in {straight.due}, not {target:g} %"
    return ON_TRACK, f"plan {there:.2f} % in {REVIEW}, straight line {line_there:.2f} %"


def _printed(share: float) -> float:
    return float(as_printed(share, 2))
