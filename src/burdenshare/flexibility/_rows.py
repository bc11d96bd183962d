"""From functions that say rows to arrays a solver takes.

Constraints add named rows; mechanisms add columns and loosen rows that are there. Neither knows
of the solver. The result is a :class:`Model`: sparse arrays with a name on every row and column,
which :func:`to_lp` prints in the CPLEX LP format for a reader or another solver.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from burdenshare.flexibility._question import Question

INF = float("inf")
LeverKind = Literal["size", "years", "tenths"]


@dataclass(slots=True)
class Row:
    """One linear row: ``lower <= sum(coefficients) <= upper``."""

    name: str
    group: str
    role: str
    year: int
    terms: dict[str, float]
    lower: float = -INF
    upper: float = INF
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Lever:
    """How a mechanism is moved.

    ``size``: one continuous column. ``years``: unary binaries, one a year, switched on in order.
    ``tenths``: a whole number of tenths of a per cent added to the growth rows' coefficient.
    """

    id: str
    kind: LeverKind
    most: float
    columns: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(slots=True)
class Builder:
    """Collects columns, rows and levers for one question."""

    question: Question
    columns: dict[str, tuple[float, float, bool]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    levers: dict[str, Lever] = field(default_factory=dict)

    def column(
        self, name: str, lower: float = 0.0, upper: float = INF, *, binary: bool = False
    ) -> str:
        """Add a column and return its name."""
        self.columns[name] = (lower, upper, binary)
        return name

    def row(
        self,
        group: str,
        role: str,
        year: int,
        terms: dict[str, float],
        *,
        lower: float = -INF,
        upper: float = INF,
        value: float = 0.0,
    ) -> None:
        """Add a row; ``group`` is the promise, limit or mechanism it belongs to."""
        name = f"{group}.{role}.{year}"
        self.rows.append(Row(name, group, role, year, terms, lower, upper, value))

    def role(self, *roles: str) -> list[Row]:
        """Return the rows so far that play one of ``roles``."""
        return [row for row in self.rows if row.role in roles]

    def lever(self, name: str, kind: LeverKind, most: float, columns: tuple[str, ...] = ()) -> None:
        """Declare how mechanism ``name`` is moved."""
        self.levers[name] = Lever(name, kind, most, columns)

    def size(self, name: str, most: float, parts: tuple[str, ...] = ()) -> str:
        """Add the size column of a continuous mechanism, its lever, and columns it owns."""
        column = self.column(_size(name), 0.0, most)
        for part in parts:
            self.column(part)
        self.levers[name] = Lever(name, "size", most, (column,), parts)
        return column


def _size(mechanism: str) -> str:
    return "size_" + mechanism.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Model:
    """The arrays: ``row_lower <= A x <= row_upper``, ``lower <= x <= upper``.

    ``A`` is held row by row: ``starts`` (rows + 1), ``index`` and ``values`` (non-zeros).
    ``growth`` lists, for each growth row, (row, column of the year before, its coefficient).
    """

    columns: tuple[str, ...]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    binary: NDArray[np.bool_]
    rows: tuple[Row, ...]
    row_lower: NDArray[np.float64]
    row_upper: NDArray[np.float64]
    starts: NDArray[np.int32]
    index: NDArray[np.int32]
    values: NDArray[np.float64]
    levers: dict[str, Lever]
    growth: tuple[tuple[int, int, float], ...]
    position: dict[str, int]


def freeze(builder: Builder) -> Model:
    """Turn what was collected into arrays."""
    import numpy as np

    names = tuple(builder.columns)
    position = {name: i for i, name in enumerate(names)}
    starts, index, values = [0], [], []
    growth = []
    for number, row in enumerate(builder.rows):
        for name, coefficient in sorted(row.terms.items(), key=lambda item: position[item[0]]):
            index.append(position[name])
            values.append(coefficient)
        starts.append(len(index))
        if row.role == "growth":
            before = f"core_{row.year - 1}"
            growth.append((number, position[before], row.terms[before]))
    bounds = list(builder.columns.values())
    return Model(
        columns=names,
        lower=np.array([b[0] for b in bounds]),
        upper=np.array([b[1] for b in bounds]),
        binary=np.array([b[2] for b in bounds], dtype=bool),
        rows=tuple(builder.rows),
        row_lower=np.array([r.lower for r in builder.rows]),
        row_upper=np.array([r.upper for r in builder.rows]),
        starts=np.array(starts, dtype=np.int32),
        index=np.array(index, dtype=np.int32),
        values=np.array(values, dtype=np.float64),
        levers=builder.levers,
        growth=tuple(growth),
        position=position,
    )


def to_lp(model: Model, costs: dict[str, float] | None = None) -> str:
    """Print the model in the LP file format (binaries as such), for reading and cross-checking."""
    lines = [
        "\\ shares in per cent of GDP; one row per promise, limit or mechanism and year",
        "min",
    ]
    for lever in model.levers.values():
        if lever.kind == "tenths":
            # The size multiplies the path: no linear file can hold it as a column.
            what = "times 0.001 off each coefficient of the year before in the growth rows"
            lines.insert(1, f"\\ {lever.id}: whole k from 0 to {10 * lever.most:g}, {what}")
    lines.append(" obj: " + (_terms(costs or {}) or "0"))
    lines.append("st")
    for row in model.rows:
        label = row.name.replace("-", "_")
        body = _terms(row.terms)
        if row.lower == row.upper:
            lines.append(f" {label}: {body} = {row.upper:.12g}")
        elif row.lower > -INF:
            lines.append(f" {label}: {body} >= {row.lower:.12g}")
        else:
            lines.append(f" {label}: {body} <= {row.upper:.12g}")
    lines.append("bounds")
    for name, low, high, binary in zip(
        model.columns, model.lower, model.upper, model.binary, strict=True
    ):
        if not binary:
            top = f" <= {high:.12g}" if high < INF else ""
            lines.append(f" {low:.12g} <= {name}{top}")
    binaries = [name for name, flag in zip(model.columns, model.binary, strict=True) if flag]
    if binaries:
        lines += ["bin", " " + " ".join(binaries)]
    return "\n".join([*lines, "end", ""])


def _terms(terms: dict[str, float]) -> str:
    parts = []
    for name, coefficient in terms.items():
        sign = "-" if coefficient < 0 else "+"
        size = abs(coefficient)
        parts.append(f"{sign} {name}" if size == 1 else f"{sign} {size:.12g} {name}")
    return " ".join(parts).removeprefix("+ ")
