"""FIGURES: editions, measures and observations, on two clocks.

A figure has the year it is *about* and the day it was *known*. :class:`Panel` answers from the
newest edition that was public on a day, says which one that was, and never fills a missing cell.
"""

from burdenshare.panel._cell import (
    BLANK,
    NOT_HELD,
    NOT_PUBLISHED,
    Cell,
    Series,
    SourceCell,
    as_printed,
    cells_to_frame,
)
from burdenshare.panel._edition import Coverage, Edition, Measure
from burdenshare.panel._panel import Panel, default_panel
from burdenshare.panel._ranking import Rank, ordinal, ranking
from burdenshare.panel._store import measures

__all__ = [
    "BLANK",
    "NOT_HELD",
    "NOT_PUBLISHED",
    "Cell",
    "Coverage",
    "Edition",
    "Measure",
    "Panel",
    "Rank",
    "Series",
    "SourceCell",
    "as_printed",
    "cells_to_frame",
    "default_panel",
    "measures",
    "ordinal",
    "ranking",
]
