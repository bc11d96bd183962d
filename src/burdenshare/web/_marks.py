"""Word-sized graphics, drawn without a chart library: one for each row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.panel import Cell

WIDTH, HEIGHT, PAD = 104, 28, 3


def sparkline(cells: Sequence[Cell], *, top: float = 5.5) -> Markup:
    """Draw a share over time; the last point is hollow where it is an estimate.

    The picture is marked as decoration: the figures stand in the table beside it.

    Args:
        cells: In the order of years.
        top: Share at the upper edge, the same for every row so that rows compare.
    """
    held = [cell for cell in cells if cell.value is not None]
    if len(held) < 2:
        return Markup("")
    first, last = held[0].year, held[-1].year

    def x(cell: Cell) -> float:
        return PAD + (cell.year - first) / (last - first) * (WIDTH - 2 * PAD)

    def y(value: float) -> float:
        return HEIGHT - PAD - min(value, top) / top * (HEIGHT - 2 * PAD)

    points = " ".join(f"{x(cell):.1f},{y(cell.value or 0.0):.1f}" for cell in held)
    end = held[-1]
    kind = "est" if end.estimate else "obs"
    return Markup(  # noqa: S704  numbers only
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false"><line class="spark-floor" x1="0" x2="{WIDTH}" '
        f'y1="{y(2.0):.1f}" y2="{y(2.0):.1f}"/><polyline points="{points}"/>'
        f'<circle class="{kind}" cx="{x(end):.1f}" cy="{y(end.value or 0.0):.1f}" r="2.4"/></svg>'
    )
