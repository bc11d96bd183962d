"""THE PLEDGE: rules as dated data, how they are read, and where each ally stands.

A rule has a day on which it was agreed and years it is about; :func:`standing` sees only what was
known on the day it is asked about. Everything here is NATO's: fiscal rules of the European Union
are other types, elsewhere.
"""

from burdenshare.rules._result import Money, OnTheWay, Ratio, Reread, Standing, Status
from burdenshare.rules._rulebook import Rules, reading, readings, rule, rules
from burdenshare.rules._schema import Definition, Item, Reading, Rule
from burdenshare.rules._standing import latest_year, standing
from burdenshare.rules._standings import Standings
from burdenshare.rules._store import definitions, read_rules

__all__ = [
    "Definition",
    "Item",
    "Money",
    "OnTheWay",
    "Ratio",
    "Reading",
    "Reread",
    "Rule",
    "Rules",
    "Standing",
    "Standings",
    "Status",
    "definitions",
    "latest_year",
    "read_rules",
    "reading",
    "readings",
    "rule",
    "rules",
    "standing",
]
