"""How much of one mechanism buys how much of another: exact breakpoints.

With one axis counted in whole years (or tenths), the least of the other is solved for each.
With both continuous the frontier is convex and piecewise linear: its corners are found by
minimising along the chord between two known ones, until no corner lies below the chord.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadValueError, InfeasibleError, UnknownNameError
from burdenshare.flexibility._build import build
from burdenshare.flexibility._least import least_size
from burdenshare.flexibility._mechanisms import MECHANISMS
from burdenshare.flexibility._solver import FREE, Solver

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl
    from rich.console import RenderableType

    from burdenshare.flexibility._question import Question

Corner = tuple[float, float]
_FLAT = 1e-7


@dataclass(frozen=True)
class Frontier:
    """Least ``y`` for each ``x``; between points linear when ``continuous``."""

    x: str
    y: str
    points: tuple[tuple[float, float], ...]
    continuous: bool
    ally: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "ally": self.ally,
            "x": self.x,
            "y": self.y,
            "units": {"x": MECHANISMS[self.x].unit, "y": MECHANISMS[self.y].unit},
            "continuous": self.continuous,
            "points": [list(point) for point in self.points],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a breakpoint."""
        import polars as pl

        return pl.DataFrame(list(self.points), schema=[self.x, self.y], orient="row")

    def explain(self) -> str:
        """How to read it."""
        between = "straight between points" if self.continuous else "only the points can be had"
        x, y = MECHANISMS[self.x], MECHANISMS[self.y]
        return (
            f"{self.x}: {x.meaning} ({x.unit})\n{self.y}: {y.meaning} ({y.unit})\n"
            f"Least {self.y} for each {self.x}, every other mechanism shut; {between}."
        )

    def __rich__(self) -> RenderableType:
        from rich.table import Table

        rows = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for name in (self.x, self.y):
            rows.add_column(f"{name} ({MECHANISMS[name].unit})", justify="right")
        for x, y in self.points:
            rows.add_row(f"{x:.4g}", f"{y:.4g}")
        return rows


_SHORT = {"step": "wider-step", "growth": "wider-growth", "effort": "wider-effort",
          "deficit": "wider-deficit", "debt": "wider-debt"}  # fmt: skip


def frontier(question: Question, x: str, y: str) -> Frontier:
    """Trace the least size of ``y`` against the size of ``x``, both alone on the table.

    Raises:
        BadValueError: One of them is not on offer or loosens nothing here.
        InfeasibleError: Both in full are not enough.
    """
    x, y = _SHORT.get(x, x), _SHORT.get(y, y)
    if x == y:
        raise BadValueError(f"a frontier needs two mechanisms, not {x} twice")
    for name in (x, y):
        if name not in MECHANISMS:
            raise UnknownNameError("mechanism", name, MECHANISMS)
    both = replace(question, offers=tuple(o for o in question.offers if o.id in {x, y}))
    solver = Solver(build(both))
    for name in (x, y):
        if name not in solver.model.levers:
            raise BadValueError(f"the frontier of {x} and {y}: {name} loosens nothing here")
    if not solver.feasible({x: FREE, y: FREE}):
        raise InfeasibleError(f"the frontier of {x} and {y}: both in full are not enough")
    kinds = {solver.model.levers[name].kind for name in (x, y)}
    if kinds == {"size"}:
        return Frontier(x, y, _corners(solver, x, y), continuous=True, ally=question.ally)
    if solver.model.levers[x].kind == "size":
        turned = _steps(solver, both, y, x)
        return Frontier(
            x, y, tuple(sorted((b, a) for a, b in turned)), continuous=False, ally=question.ally
        )
    return Frontier(x, y, _steps(solver, both, x, y), continuous=False, ally=question.ally)


def _steps(solver: Solver, question: Question, x: str, y: str) -> tuple[tuple[float, float], ...]:
    """Walk ``x`` up in whole units until it alone is enough."""
    lever = solver.model.levers[x]
    unit = 0.1 if lever.kind == "tenths" else 1.0
    points = []
    for whole in range(round(lever.most / unit) + 1):
        size = round(whole * unit, 1)
        used = {x: size} if whole else {}
        if solver.feasible(used):
            points.append((size, 0.0))
            break
        try:
            least = least_size(solver, question, (y,), used).sizes[0][1]
        except InfeasibleError:
            continue
        if points and least > points[-1][1] - _FLAT:
            break  # more of x no longer buys any y
        points.append((size, least))
    return tuple(points)


def _corners(solver: Solver, x: str, y: str) -> tuple[tuple[float, float], ...]:
    columns = {name: solver.model.levers[name].columns[0] for name in (x, y)}

    def at(x_cost: float, y_cost: float) -> Corner:
        answer = solver.minimise({columns[x]: x_cost, columns[y]: y_cost}, {x: FREE, y: FREE})
        place = solver.model.position
        return float(answer.columns[place[columns[x]]]), float(answer.columns[place[columns[y]]])

    # A small second cost picks the end of a flat side.
    left, right = at(1.0, 1e-6), at(1e-6, 1.0)
    return tuple(_between(at, left, right))


def _between(at: Callable[[float, float], Corner], left: Corner, right: Corner) -> list[Corner]:
    """Return the corners from ``left`` to ``right``, both included."""
    if right[0] - left[0] < _FLAT or left[1] - right[1] < _FLAT:
        return [left] if left == right else [left, right]
    x_cost, y_cost = left[1] - right[1], right[0] - left[0]
    corner = at(x_cost, y_cost)
    chord = x_cost * left[0] + y_cost * left[1]
    if x_cost * corner[0] + y_cost * corner[1] > chord - _FLAT * (x_cost + y_cost):
        return [left, right]
    return _between(at, left, corner)[:-1] + _between(at, corner, right)
