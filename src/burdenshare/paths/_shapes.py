"""Shapes: how a share gets from where it is to where it must be, on plain numbers.

Each shape is a function of one :class:`Course` and returns ``{year: share}`` from the starting
year to the horizon, shares in per cent of GDP.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Shares = dict[int, float]

TREND_YEARS = 5


@dataclass(frozen=True, slots=True)
class Course:
    """What a shape needs to know.

    Attributes:
        start: Year of the last observation.
        share: Share in that year, per cent of GDP.
        target: Share to reach.
        due: Year by which.
        horizon: Last year of the path; the level reached is held after ``due``.
        turn: Year in which a back-loaded path starts to climb, or a front-loaded one arrives.
        real_gdp: Real GDP by year, any index: only ratios matter.
        history: Observed shares by year, the starting year included.
        knots: Shares the path must pass through, for ``points`` and ``plan``.
    """

    start: int
    share: float
    target: float
    due: int
    horizon: int
    turn: int
    real_gdp: Mapping[int, float]
    history: Mapping[int, float] = field(default_factory=dict)
    knots: Mapping[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.start < self.due <= self.horizon:
            raise BadValueError(
                f"due {self.due} must lie after the start {self.start} and not after the horizon "
                f"{self.horizon}"
            )

    @property
    def years(self) -> range:
        """Years of the path, both ends included."""
        return range(self.start, self.horizon + 1)


def linear(course: Course) -> Shares:
    """Equal steps in points from the start to the target."""
    return through(course, {course.due: course.target})


def constant_growth(course: Course) -> Shares:
    """Equal real growth of spending every year until the target is reached."""
    gdp, span = course.real_gdp, course.due - course.start
    if course.share <= 0 or course.target <= 0:
        raise BadValueError("constant growth needs a start and a target above zero")
    spending = course.target * gdp[course.due] / (course.share * gdp[course.start])
    factor = spending ** (1 / span)
    base = course.share * gdp[course.start]
    between = {
        year: base * factor ** (year - course.start) / gdp[year]
        for year in range(course.start + 1, course.due)
    }
    return _held(course, {course.start: course.share, **between, course.due: course.target})


def back_loaded(course: Course) -> Shares:
    """The starting share held until the turn, then equal steps to the target."""
    return through(course, {_turn(course): course.share, course.due: course.target})


def front_loaded(course: Course) -> Shares:
    """Equal steps to the target by the turn, then held."""
    return through(course, {_turn(course): course.target, course.due: course.target})


def hold(course: Course) -> Shares:
    """The starting share held: the baseline."""
    return dict.fromkeys(course.years, course.share)


def trend(course: Course) -> Shares:
    """The mean yearly step of the last five observed years, continued (never below zero)."""
    step = trend_step(course.history, course.start)
    return {year: max(0.0, course.share + step * (year - course.start)) for year in course.years}


def trend_step(history: Mapping[int, float], start: int) -> float:
    """Mean yearly step in points over the last five observed years up to ``start``.

    Raises:
        BadValueError: Either end of the five years is not observed.
    """
    first = start - TREND_YEARS
    if first not in history or start not in history:
        raise BadValueError(
            f"a trend needs the shares of {first} and {start}: choose another shape or start"
        )
    return (history[start] - history[first]) / TREND_YEARS


def points(course: Course) -> Shares:
    """Through the given points in equal steps, then on to the target by the due year."""
    knots = dict(course.knots)
    if not knots:
        raise BadValueError("no point given: add one, e.g. 2029=2.5")
    if max(knots) < course.due:
        knots[course.due] = course.target
    return through(course, knots)


def plan(course: Course) -> Shares:
    """Through the announced points in equal steps; the last announced level is held after."""
    return through(course, course.knots)


def through(course: Course, knots: Mapping[int, float]) -> Shares:
    """Equal steps between consecutive knots; the last one is held to the horizon.

    Raises:
        BadValueError: A knot does not lie between the start and the horizon.
    """
    year, share = course.start, course.share
    shares: Shares = {year: share}
    for knot in sorted(knots):
        if not course.start < knot <= course.horizon:
            raise BadValueError(
                f"the point {knot}={knots[knot]:g} does not lie between {course.start + 1} and "
                f"{course.horizon}"
            )
        step = (knots[knot] - share) / (knot - year)
        for between in range(year + 1, knot):
            shares[between] = share + step * (between - year)
        year, share = knot, knots[knot]
        shares[year] = share
    return _held(course, shares)


def _held(course: Course, shares: Shares) -> Shares:
    last = max(shares)
    return shares | dict.fromkeys(range(last + 1, course.horizon + 1), shares[last])


def _turn(course: Course) -> int:
    if not course.start < course.turn < course.due:
        raise BadValueError(
            f"the turn {course.turn} must lie between the start {course.start} and the due year "
            f"{course.due}"
        )
    return course.turn


SHAPES: Mapping[str, Callable[[Course], Shares]] = {
    "linear": linear,
    "constant-growth": constant_growth,
    "back-loaded": back_loaded,
    "front-loaded": front_loaded,
    "plan": plan,
    "trend": trend,
    "hold": hold,
    "points": points,
}
"""Every shape by the name users give it."""
