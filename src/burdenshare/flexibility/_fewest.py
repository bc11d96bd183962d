"""The fewest mechanisms that are enough, as a mixed-integer programme.

Used when no set of up to three is enough (enumeration stops there), and in the tests as a second
opinion on the enumeration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.flexibility._solver import TIME_LIMIT, new_highs, refuse, run

if TYPE_CHECKING:
    from typing import Any

    from burdenshare.flexibility._rows import Model

_LOOSE = 200.0
"""Big-M: twice the largest share there can be, so that it never cuts a path off."""


def fewest(model: Model, time_limit: float = TIME_LIMIT) -> tuple[str, ...]:
    """Return a smallest set of mechanisms that makes the model feasible.

    One binary per mechanism says whether it is used; its columns and rows hang on that binary.

    Raises:
        InfeasibleError: Not even all of them together are enough.
        SolverError: As the linear solver.
    """
    import highspy
    import numpy as np

    highs = new_highs(model)
    names = tuple(model.levers)
    first = len(model.columns)
    used = {name: first + i for i, name in enumerate(names)}
    highs.addVars(len(names), np.zeros(len(names)), np.ones(len(names)))
    binary = [*np.flatnonzero(model.binary), *used.values()]
    kinds = np.full(len(binary), highspy.HighsVarType.kInteger.value, np.uint8)
    highs.changeColsIntegrality(len(binary), np.array(binary, np.int32), kinds)
    highs.changeColsCost(len(names), np.array(list(used.values()), np.int32), np.ones(len(names)))
    for name, lever in model.levers.items():
        if lever.kind == "tenths":
            _hang_growth(highs, model, used[name], lever.most)
        for column in (*lever.columns, *lever.parts):
            # Shut unless used; parts (points of GDP) have no bound of their own.
            most = lever.most if column in lever.columns and lever.kind == "size" else 1.0
            most = 100.0 if column in lever.parts else most
            index = np.array([model.position[column], used[name]], np.int32)
            highs.addRow(-highspy.kHighsInf, 0.0, 2, index, np.array([1.0, -most]))
        for number, row in enumerate(model.rows):
            if row.group == name:
                highs.changeRowBounds(number, -highspy.kHighsInf, row.upper + _LOOSE)
                highs.changeCoeff(number, used[name], _LOOSE)
    run(highs, time_limit)
    refuse(highs)
    values = highs.getSolution().col_value
    return tuple(name for name in names if values[used[name]] > 0.5)


def _hang_growth(highs: Any, model: Model, used: int, most: float) -> None:
    """Let the growth rows go where the wider limit is used, and hold the widest limit always."""
    import highspy
    import numpy as np

    for number, before, coefficient in model.growth:
        row = model.rows[number]
        (after,) = (model.position[name] for name in row.terms if model.position[name] != before)
        highs.changeCoeff(number, used, -_LOOSE)
        index = np.array([after, before], np.int32)
        after_term = next(
            value for name, value in row.terms.items() if model.position[name] == after
        )
        widest = np.array([after_term, coefficient - most / 100])
        highs.addRow(-highspy.kHighsInf, 0.0, 2, index, widest)
