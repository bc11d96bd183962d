"""Run the identities over an edition and match what breaks with what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.errors import BadValueError
from burdenshare.panel._audit._figures import Figures
from burdenshare.panel._audit._identities import IDENTITIES
from burdenshare.panel._audit._known import known_findings
from burdenshare.panel._audit._report import Audit, Finding, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from burdenshare.panel._audit._identities import Check
    from burdenshare.panel._audit._known import KnownFinding
    from burdenshare.panel._edition import Edition
    from burdenshare.panel._panel import Panel


def audit(edition: str, *, panel: Panel | None = None) -> Audit:
    """Check every identity that an edition of NATO's tables should satisfy.

    Args:
        edition: Edition id.
        panel: Panel that has it; the default one when ``None``.

    Raises:
        UnknownNameError: No edition has that id.
        BadValueError: It is not an edition of NATO's tables.
    """
    from burdenshare.panel._panel import default_panel
    from burdenshare.panel._store import read_edition

    record = (panel or default_panel()).record(edition)
    if record.family != "nato":
        raise BadValueError(f"{edition} is not an edition of NATO's tables: nothing to audit")
    return audit_cells(record, read_edition(record))


def audit_cells(
    edition: Edition, cells: pl.DataFrame, known: Iterable[KnownFinding] | None = None
) -> Audit:
    """Check an edition's cells against the identities.

    Args:
        edition: Record of the edition.
        cells: Its cells, with the columns of its Parquet.
        known: Explained findings; those of ``known_findings.yaml`` when ``None``.
    """
    figures = Figures(edition, cells)
    explained = tuple(known_findings() if known is None else known)
    tallies: list[Tally] = []
    findings: list[Finding] = []
    for name, identity in IDENTITIES.items():
        results = list(identity(figures))
        checks = [check for check in results if check is not None]
        broken = [check for check in checks if not check.holds]
        title = (identity.__doc__ or "").splitlines()[0]
        counts = len(checks), len(checks) - len(broken), results.count(None)
        tallies.append(Tally(name, title, *counts))
        findings += _findings(figures, broken, explained)
    findings.sort(key=lambda finding: -max(abs(c.gap / c.expected) for c in finding.checks))
    return Audit(edition, tuple(tallies), tuple(findings))


def _findings(
    figures: Figures, broken: list[Check], known: tuple[KnownFinding, ...]
) -> list[Finding]:
    """Group broken cells by area, measure and reason."""
    groups: dict[tuple[str, str, str | None], list[Check]] = {}
    for check in broken:
        reasons = [k.reason for k in known if k.covers(figures.edition.id, check)]
        key = (check.area, check.measure, reasons[0] if reasons else None)
        groups.setdefault(key, []).append(check)
    return [
        Finding(
            tuple(sorted(checks, key=lambda check: check.year)),
            tuple(c.year for c in checks if figures.is_typed(c.measure, c.value)),
            reason,
        )
        for (_, _, reason), checks in groups.items()
    ]
