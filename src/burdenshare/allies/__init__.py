"""WHO: the 32 allies, the aggregates they form, and the names people call them.

>>> from burdenshare.allies import ally
>>> ally("Holland").alpha3
'NLD'
>>> ally("Turkey").currency_on("2026-01-01")
'TRY'
"""

from burdenshare.allies._aggregates import AGGREGATES, Aggregate, aggregate
from burdenshare.allies._ally import Ally, Currency, Period
from burdenshare.allies._names import allies, ally, area, area_name, find_allies
from burdenshare.allies._roster import Roster, roster

__all__ = [
    "AGGREGATES",
    "Aggregate",
    "Ally",
    "Currency",
    "Period",
    "Roster",
    "aggregate",
    "allies",
    "ally",
    "area",
    "area_name",
    "find_allies",
    "roster",
]
