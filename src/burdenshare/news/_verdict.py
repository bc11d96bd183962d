"""Verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.news._claim import Verdict

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.news._claim import Claim
    from burdenshare.panel import Panel


def judge(claim: Claim, *, published: dt.date, known: dt.date, panel: Panel | None = None) -> Verdict | None:
    """Return what the record says of a claim."""
    return None
