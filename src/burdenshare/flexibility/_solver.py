"""HiGHS, kept warm: one model per shape, re-solved by moving bounds.

A solver holds the linear model with every mechanism in it, switched off by its bounds. Each
query opens some mechanisms, drops some promises or limits, solves from the last basis and puts
nothing back: bounds are always set whole. Statuses other than optimal and infeasible are errors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.errors import (
    InfeasibleError,
    NumericalError,
    TimeLimitError,
    UnboundedError,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from burdenshare.flexibility._rows import Lever, Model

TIME_LIMIT = 20.0
"""Seconds one solve may take; the problems are small, so reaching it means trouble."""

FREE = -1.0
"""A lever opened as far as it is offered, its size left to the optimiser."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An optimal point: objective, columns, and the duals of rows."""

    objective: float
    columns: NDArray[np.float64]
    row_duals: NDArray[np.float64]


class Solver:
    """A warm linear solver for one :class:`Model`.

    Args:
        model: The model; its binaries are moved by bounds only, never branched on.
        time_limit: Seconds per solve.
    """

    def __init__(self, model: Model, time_limit: float = TIME_LIMIT) -> None:
        import numpy as np

        self.model = model
        self._highs = new_highs(model)
        self._time_limit = time_limit
        self._all_columns = np.arange(len(model.columns), dtype=np.int32)
        self._all_rows = np.arange(len(model.rows), dtype=np.int32)
        self._groups: dict[str, NDArray[np.int64]] = {}
        for group in {row.group for row in model.rows}:
            numbers = [i for i, row in enumerate(model.rows) if row.group == group]
            self._groups[group] = np.array(numbers)
        # The model with every mechanism shut: each query opens a few from here.
        self._shut = lever_bounds(model, {})
        self._tenths = 0.0
        self.solves = 0

    def minimise(
        self,
        costs: Mapping[str, float],
        levers: Mapping[str, float],
        *,
        without: Collection[str] = (),
        shift: Mapping[str, float] | None = None,
    ) -> Answer:
        """Minimise ``costs`` over the columns, with the levers set as said.

        Args:
            costs: Objective by column name; the rest cost nothing.
            levers: Mechanisms in use and their size; ``FREE`` opens one to its largest size,
                others stay shut.
            without: Promises, limits and roles whose rows are dropped.
            shift: Added to the number of a promise or limit (every row of it).

        Raises:
            InfeasibleError: No path satisfies all rows.
            UnboundedError, TimeLimitError, NumericalError: As they say.
        """
        import numpy as np

        self._set(costs, levers, without, shift or {})
        run(self._highs, self._time_limit)
        self.solves += 1
        refuse(self._highs)
        solution = self._highs.getSolution()
        return Answer(
            self._highs.getObjectiveValue(),
            np.array(solution.col_value),
            np.array(solution.row_dual),
        )

    def feasible(self, levers: Mapping[str, float], *, without: Collection[str] = ()) -> bool:
        """Whether any path satisfies all rows with these levers, each used or not.

        The clause asks something of those who use it (not to fall below its base), so it is also
        tried unused: having more on offer never makes a path harder to find.
        """
        try:
            self.minimise({}, levers, without=without)
        except InfeasibleError:
            unused = {name: size for name, size in levers.items() if name != "escape-clause"}
            return len(unused) < len(levers) and self.feasible(unused, without=without)
        return True

    def _set(
        self,
        costs: Mapping[str, float],
        levers: Mapping[str, float],
        without: Collection[str],
        shift: Mapping[str, float],
    ) -> None:
        import numpy as np

        model, place = self.model, self.model.position
        lower, upper = self._shut[0].copy(), self._shut[1].copy()
        open_levers(model, levers, lower, upper)
        cost = np.zeros(len(model.columns))
        for name, value in costs.items():
            cost[place[name]] = value
        row_lower, row_upper = model.row_lower.copy(), model.row_upper.copy()
        shut = [name for name in model.levers if name not in levers]
        for group in (*without, *shut):
            # Rows of a shut mechanism (its room, its order) must not bind those who do without.
            if group in self._groups:
                row_lower[self._groups[group]], row_upper[self._groups[group]] = -np.inf, np.inf
        for group, amount in shift.items():
            if group != "growth":  # its number is a coefficient, moved below
                row_lower[self._groups[group]] += amount
                row_upper[self._groups[group]] += amount
        highs = self._highs
        highs.changeColsBounds(len(lower), self._all_columns, lower, upper)
        highs.changeColsCost(len(cost), self._all_columns, cost)
        highs.changeRowsBounds(len(row_lower), self._all_rows, row_lower, row_upper)
        self._set_growth(growth_tenths(model, levers) + 10 * shift.get("growth", 0.0))

    def _set_growth(self, tenths: float) -> None:
        if tenths == self._tenths:
            return
        for row, column, coefficient in self.model.growth:
            self._highs.changeCoeff(row, column, coefficient - tenths / 1000)
        self._tenths = tenths


def lever_bounds(
    model: Model, levers: Mapping[str, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Column bounds that open ``levers`` and shut the rest."""
    lower, upper = model.lower.copy(), model.upper.copy()
    for lever in model.levers.values():
        for name in (*lever.columns, *lever.parts):
            lower[model.position[name]] = upper[model.position[name]] = 0.0
    open_levers(model, levers, lower, upper)
    return lower, upper


def open_levers(
    model: Model,
    levers: Mapping[str, float],
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
) -> None:
    """Open ``levers`` in bounds that have every mechanism shut."""
    for lever, size in ((model.levers[name], size) for name, size in levers.items()):
        most = lever.most if size == FREE else size
        for rank, name in enumerate(lever.columns):
            column = model.position[name]
            if lever.kind == "size":
                upper[column] = most
            elif rank < most:
                lower[column] = upper[column] = 1.0
        for name in lever.parts:
            column = model.position[name]
            upper[column] = model.upper[column]


def growth_tenths(model: Model, levers: Mapping[str, float]) -> int:
    """Tenths of a per cent by which the growth limit is widened."""
    lever: Lever | None = model.levers.get("wider-growth")
    if lever is None:
        return 0
    size = levers.get("wider-growth", 0.0)
    return round(10 * (lever.most if size == FREE else size))


def new_highs(model: Model) -> Any:
    """Return HiGHS holding ``model`` without its integrality, silent and on one thread."""
    import highspy
    import numpy as np

    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        # Problems of some twenty columns: presolve costs more than it saves and hides the basis.
        ("presolve", "off"),
    ):
        highs.setOptionValue(option, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.columns), len(model.rows)
    lp.col_cost_ = np.zeros(len(model.columns))
    lp.col_lower_, lp.col_upper_ = model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.row_lower, model.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = model.starts
    lp.a_matrix_.index_ = model.index
    lp.a_matrix_.value_ = model.values
    highs.passModel(lp)
    return highs


def run(highs: Any, time_limit: float) -> None:
    """Solve within ``time_limit`` seconds from now (HiGHS counts from its first run)."""
    highs.setOptionValue("time_limit", highs.getRunTime() + time_limit)
    highs.run()


def refuse(highs: Any) -> None:
    """Raise the error that the solver's status calls for; an optimal one passes."""
    status = highs.modelStatusToString(highs.getModelStatus())
    if status == "Optimal":
        return
    if status in {"Infeasible", "Primal infeasible or unbounded"}:
        raise InfeasibleError("no path keeps every promise within every limit")
    # What a failed solve leaves behind must not start the next one.
    highs.clearSolver()
    if status == "Unbounded":
        raise UnboundedError("nothing holds the path: give at least one limit, e.g. --max-step 0.2")
    if status == "Time limit reached":
        raise TimeLimitError("the optimiser ran out of time: ask for fewer mechanisms")
    raise NumericalError(f"the optimiser stopped with {status.lower()!r}: report the scenario file")
