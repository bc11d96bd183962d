"""HOW TO GET THERE: core and related shares and money, year by year, to the target.

>>> from burdenshare.paths import path
>>> belgium = path("BEL", as_of="2025-06-23", rule="hague-2025-core")
>>> [round(point.core_share, 2) for point in belgium.points][:3]
[1.3, 1.5, 1.7]
"""

from burdenshare.paths._backtest import Backtest, backtest
from burdenshare.paths._credibility import Check, credibility
from burdenshare.paths._economy import Assumption, Economy, economy
from burdenshare.paths._fan import Chance, Chances
from burdenshare.paths._odds import chance, chances, simulate_shares
from burdenshare.paths._overrides import Override, Overrides, read_overrides
from burdenshare.paths._path import UNITS, Observation, Path, Point, Source
from burdenshare.paths._paths import Paths, path, paths
from burdenshare.paths._plan import PlanReport, announced_plan, check_plan
from burdenshare.paths._plan_file import (
    PlanFile,
    PlanLine,
    plan_template,
    plan_workbook,
    read_plan,
)
from burdenshare.paths._shapes import SHAPES

__all__ = [
    "SHAPES",
    "UNITS",
    "Assumption",
    "Backtest",
    "Chance",
    "Chances",
    "Check",
    "Economy",
    "Observation",
    "Override",
    "Overrides",
    "Path",
    "Paths",
    "PlanFile",
    "PlanLine",
    "PlanReport",
    "Point",
    "Source",
    "announced_plan",
    "backtest",
    "chance",
    "chances",
    "check_plan",
    "credibility",
    "economy",
    "path",
    "paths",
    "plan_template",
    "plan_workbook",
    "read_overrides",
    "read_plan",
    "simulate_shares",
]
