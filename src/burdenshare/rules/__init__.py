"""THE PLEDGE: rules as dated data, how they are read, and where each ally stands."""

from burdenshare.rules._schema import Definition, Reading, Rule
from burdenshare.rules._store import definitions, reading, readings, rule, rules

__all__ = [
    "Definition",
    "Reading",
    "Rule",
    "definitions",
    "reading",
    "readings",
    "rule",
    "rules",
]
