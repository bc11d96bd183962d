"""The smoothest path that needs no more than the sizes found: a convex quadratic programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.errors import NumericalError, TimeLimitError
from burdenshare.flexibility._solver import growth_tenths, lever_bounds, new_highs, refuse, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from burdenshare.flexibility._question import Question
    from burdenshare.flexibility._rows import Model

_REGULARISATIONS = (1e-6, 1e-5, 1e-4)
"""Tried in turn. HiGHS's active-set method cycles on some of these degenerate programmes with its
own 1e-7 (4 in 100 random questions), hardly ever with the first of these, which moves a path by
less than 1e-4 points and the sum of squared steps by less than 1e-8. Tolerances stay at their
defaults, and whatever comes back is re-checked."""
_TIME_LIMIT = 0.5
"""Seconds for each; a solve takes milliseconds, so one that reaches this is cycling."""


def smoothest(question: Question, model: Model, sizes: Mapping[str, float]) -> NDArray[np.float64]:
    """Minimise the sum of squared yearly steps of core (and related) spending.

    Args:
        question: What was asked.
        model: Its model.
        sizes: Size of each mechanism in use.

    Returns:
        A value for each column of the model.

    Raises:
        SolverError: As the linear solver.
    """
    import highspy
    import numpy as np

    lower, upper = lever_bounds(model, sizes)
    highs = new_highs(model)
    columns = np.arange(len(lower), dtype=np.int32)
    highs.changeColsBounds(len(lower), columns, lower, upper)
    shut = [name for name in model.levers if name not in sizes]
    for number, row in enumerate(model.rows):
        if row.group in shut:
            highs.changeRowBounds(number, -np.inf, np.inf)
    tenths = growth_tenths(model, sizes)
    for number, column, coefficient in model.growth:
        highs.changeCoeff(number, column, coefficient - tenths / 1000)
    hessian = highspy.HighsHessian()
    hessian.dim_ = len(lower)
    hessian.format_ = highspy.HessianFormat.kTriangular
    hessian.start_, hessian.index_, hessian.value_ = _squared_steps(question, model)
    highs.passHessian(hessian)
    for regularisation in _REGULARISATIONS:
        highs.setOptionValue("qp_regularization_value", regularisation)
        run(highs, _TIME_LIMIT)
        try:
            refuse(highs)
        except (TimeLimitError, NumericalError):
            if regularisation == _REGULARISATIONS[-1]:
                raise
        else:
            break
    return np.array(highs.getSolution().col_value)


def _squared_steps(
    question: Question, model: Model
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Lower triangle, column by column, of the Hessian of the sum of squared steps."""
    import numpy as np

    size = len(model.columns)
    dense = np.zeros((size, size))
    for stem in ("core", "related") if question.related_start is not None else ("core",):
        for year in question.years:
            i, j = model.position[f"{stem}_{year}"], model.position[f"{stem}_{year - 1}"]
            dense[i, i] += 2
            dense[j, j] += 2
            dense[max(i, j), min(i, j)] -= 2
    starts, index, values = [0], [], []
    for column in range(size):
        for row in np.flatnonzero(dense[column:, column]) + column:
            index.append(row)
            values.append(dense[row, column])
        starts.append(len(index))
    return np.array(starts, np.int32), np.array(index, np.int32), np.array(values, np.float64)
