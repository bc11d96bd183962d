"""FIGURES: editions, measures and observations, on two clocks.

A figure has the year it is *about* and the day it was *known*. :class:`Panel` answers from the
newest edition that was public on a day, says which one that was, and never fills a missing cell.
"""

from burdenshare.panel._audit import Audit, Check, Finding, KnownFinding, Tally, audit
from burdenshare.panel._build import Built, build
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
from burdenshare.panel._diff import Change, Diff, Flip, diff
from burdenshare.panel._edition import Bounds, Coverage, Edition, Measure
from burdenshare.panel._import import read_nato, read_sipri, read_weo
from burdenshare.panel._panel import Panel, default_panel
from burdenshare.panel._ranking import Rank, ordinal, ranking
from burdenshare.panel._show import EditionList, Shown, editions, show
from burdenshare.panel._sql import Rows, sql
from burdenshare.panel._store import measures
from burdenshare.panel._user import Imported, remove_edition, save_edition

__all__ = [
    "BLANK",
    "NOT_HELD",
    "NOT_PUBLISHED",
    "Audit",
    "Bounds",
    "Built",
    "Cell",
    "Change",
    "Check",
    "Coverage",
    "Diff",
    "Edition",
    "EditionList",
    "Finding",
    "Flip",
    "Imported",
    "KnownFinding",
    "Measure",
    "Panel",
    "Rank",
    "Rows",
    "Series",
    "Shown",
    "SourceCell",
    "Tally",
    "as_printed",
    "audit",
    "build",
    "cells_to_frame",
    "default_panel",
    "diff",
    "editions",
    "measures",
    "ordinal",
    "ranking",
    "read_nato",
    "read_sipri",
    "read_weo",
    "remove_edition",
    "save_edition",
    "show",
    "sql",
]
