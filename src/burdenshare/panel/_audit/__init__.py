"""Audits: recompute every identity NATO's tables should satisfy, and explain what does not hold."""

from burdenshare.panel._audit._audit import audit, audit_cells
from burdenshare.panel._audit._identities import Check
from burdenshare.panel._audit._known import KnownFinding, known_findings
from burdenshare.panel._audit._report import Audit, Finding, Tally

__all__ = [
    "Audit",
    "Check",
    "Finding",
    "KnownFinding",
    "Tally",
    "audit",
    "audit_cells",
    "known_findings",
]
