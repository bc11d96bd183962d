"""A share over time as bars: observed solid, estimated hollow, lines at the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from burdenshare.panel import Cell

_SOLID, _HOLLOW, _LINE = "█", "░", "│"


def bars(cells: Iterable[Cell], *, marks: Sequence[float] = (), width: int = 56) -> Text:
    """Draw one line a year: year, value as printed, bar.

    Args:
        cells: Cells in the order of years; a missing one says why instead of a bar.
        marks: Values to draw a vertical line at, in the cells' unit.
        width: Columns available to the bars.

    Returns:
        As many lines as there are cells, and one below naming the marks.
    """
    drawn = tuple(cells)
    top = max([*(cell.value or 0.0 for cell in drawn), *marks], default=0.0) or 1.0
    scale = (width - 4) / top
    places = {round(mark * scale): mark for mark in marks}
    text = Text()
    for cell in drawn:
        text.append(f"{cell.year}{'e' if cell.estimate else ' '} ")
        if cell.value is None:
            text.append(f"     - {cell.missing}\n", style="dim")
            continue
        text.append(f"{cell.printed:>6} ", style="bold")
        text.append(_row(round(cell.value * scale), places, hollow=cell.estimate))
        text.append("\n")
    text.append(" " * 13 + _labels(places), style="dim")
    return text


def _row(length: int, places: dict[int, float], *, hollow: bool) -> str:
    fill = _HOLLOW if hollow else _SOLID
    end = max([length, *places])
    cells = [fill if column < length else " " for column in range(end + 1)]
    for place in places:
        if place >= length:
            cells[place] = _LINE
    return "".join(cells).rstrip()


def _labels(places: dict[int, float]) -> str:
    line = ""
    for place, mark in sorted(places.items()):
        line = line.ljust(place) + f"{mark:g}"
    return line
