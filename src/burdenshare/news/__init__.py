"""WHAT THE PAPERS SAY: from a report to claims, speakers and verdicts on two clocks.

A claim is never taken for a fact: it is set beside the figure, the rule or the entry of the record
it speaks of, as known on the day of the report and as known now. Contested readings are shown
side by side; nothing here rules on them.

>>> from burdenshare.news import check
>>> claim = check("Belgium currently spends 1.3 percent of GDP on defence", on="2025-06-23").claims[0]
>>> claim.subject, claim.values[0].value, claim.period
(('BEL',), 1.3, 'current')
"""

from burdenshare.news._claim import Attribution, Claim, Value, Verdict
from burdenshare.news._compare import Comparison, Merged, Pair, compare
from burdenshare.news._corpus import add_score, evaluate, score_table
from burdenshare.news._differences import Difference
from burdenshare.news._document import Document
from burdenshare.news._evaluate import Score, Tally, score
from burdenshare.news._found import Found, Reference, Speech
from burdenshare.news._read import ReadDocument, Reports, check, read, read_string
from burdenshare.news._show import proposition, stands_for
from burdenshare.news._sources import Failure
from burdenshare.news._stream import iterate, read_stream

__all__ = [
    "Attribution",
    "Claim",
    "Comparison",
    "Difference",
    "Document",
    "Failure",
    "Found",
    "Merged",
    "Pair",
    "ReadDocument",
    "Reference",
    "Reports",
    "Score",
    "Speech",
    "Tally",
    "Value",
    "Verdict",
    "add_score",
    "check",
    "compare",
    "evaluate",
    "iterate",
    "proposition",
    "read",
    "read_stream",
    "read_string",
    "score",
    "score_table",
    "stands_for",
]
