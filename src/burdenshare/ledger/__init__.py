"""WHAT IS PROMISED AND SAID: plans, positions, mechanisms and events, sourced and append-only.

Every entry has the day it became public and the day it was recorded here. :func:`ledger` answers
as of a day from what was public then; conflicting entries stand side by side.

>>> from burdenshare.ledger import ledger
>>> ledger("ESP", as_of="2025-06-23").plan("ESP").levels[0].share
2.1
"""

from burdenshare.ledger._entry import (
    Actor,
    Counting,
    Entry,
    Event,
    NothingFound,
    Position,
    Related,
    Statement,
)
from burdenshare.ledger._files import KINDS, AnyEntry
from burdenshare.ledger._ledger import Ledger, ledger
from burdenshare.ledger._mechanism import EscapeClause, Mechanism, SafeLoan
from burdenshare.ledger._plan import STATUSES, Plan, PlanMoney, PlanPoint, PlanStep
from burdenshare.ledger._planned import Planned, PlannedPoint
from burdenshare.ledger._when import When

__all__ = [
    "KINDS",
    "STATUSES",
    "Actor",
    "AnyEntry",
    "Counting",
    "Entry",
    "EscapeClause",
    "Event",
    "Ledger",
    "Mechanism",
    "NothingFound",
    "Plan",
    "PlanMoney",
    "PlanPoint",
    "PlanStep",
    "Planned",
    "PlannedPoint",
    "Position",
    "Related",
    "SafeLoan",
    "Statement",
    "When",
    "ledger",
]
