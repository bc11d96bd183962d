"""ARE WE ON TRACK: the yearly assessment, the review of 2029, and what if.

>>> from burdenshare.review import review_2029
>>> review_2029(as_of="2026-11-22").of("ESP").status
'contested'
"""

from burdenshare.review._annual import Annual, Assessment, Step, annual
from burdenshare.review._review import Burden, Review, review_2029
from burdenshare.review._sums import Total
from burdenshare.review._track import Line
from burdenshare.review._whatif import Carrier, Exemption, Shift

__all__ = [
    "Annual",
    "Assessment",
    "Burden",
    "Carrier",
    "Exemption",
    "Line",
    "Review",
    "Shift",
    "Step",
    "Total",
    "annual",
    "review_2029",
]
