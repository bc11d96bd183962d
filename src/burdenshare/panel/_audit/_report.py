"""What an audit found, in frozen results."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from burdenshare.panel._store import measures

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.panel._audit._identities import Check
    from burdenshare.panel._edition import Edition


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an identity holds.

    Attributes:
        identity: Its id.
        title: What it says.
        checked: Cells that could be recomputed.
        hold: Those whose gap rounding explains.
        not_checked: Cells that could not be, because another cell is not held or blank.
    """

    identity: str
    title: str
    checked: int
    hold: int
    not_checked: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Cells of one area that break one identity.

    Attributes:
        checks: The cells, by year.
        typed: Years whose cell is a round number in a column of unrounded ones.
        reason: Why, where someone has explained it; ``None`` when it is new.
    """

    checks: tuple[Check, ...]
    typed: tuple[int, ...]
    reason: str | None

    @property
    def identity(self) -> str:
        """Id of the identity broken."""
        return self.checks[0].identity

    @property
    def area(self) -> str:
        """Area of the cells."""
        return self.checks[0].area

    @property
    def measure(self) -> str:
        """Measure of the cells."""
        return self.checks[0].measure

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the cells."""
        return tuple(check.year for check in self.checks)

    @property
    def worst(self) -> Check:
        """The cell with the largest gap."""
        return max(self.checks, key=lambda check: abs(check.gap))

    @property
    def explained(self) -> bool:
        """Whether its reason is known."""
        return self.reason is not None

    @property
    def headline(self) -> str:
        """The finding in one line, with its largest gap."""
        from burdenshare.allies import area_name

        worst = self.worst
        typed = " (typed)" if worst.year in self.typed else ""
        return (
            f"{area_name(self.area)}, {self.identity}, {spans(self.years)}: printed "
            f"{worst.value:.7g}{typed}, recomputed {worst.expected:.7g} in {worst.year}"
        )

    def explain(self) -> str:
        """The finding, its cells and its reason."""
        from burdenshare.allies import area_name

        lines = [
            f"{area_name(self.area)}, {self.identity} ({self.measure}), {spans(self.years)}: "
            + (self.reason or "UNEXPLAINED")
        ]
        for check in self.checks:
            typed = ", round in an unrounded column" if check.year in self.typed else ""
            lines.append(
                f"  {check.year}: printed {check.value:.7g}{typed}; recomputed "
                f"{check.expected:.7g}; "
                f"gap {check.gap:+.4g}, tolerated {check.tolerance:.2g}"
            )
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Audit:
    """An edition's tables against the identities they should satisfy.

    Attributes:
        edition: The edition.
        tallies: How often each identity holds.
        findings: What does not hold, largest relative gap first.
    """

    edition: Edition
    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]

    @property
    def unexplained(self) -> tuple[Finding, ...]:
        """Findings that nobody has explained."""
        return tuple(finding for finding in self.findings if not finding.explained)

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "edition": self.edition.id,
            "as_of": self.edition.published.isoformat(),
            "units": {
                finding.measure: measures()[finding.measure].unit for finding in self.findings
            },
            "sources": [self.edition.cite()],
            "identities": [
                {
                    "identity": tally.identity,
                    "title": tally.title,
                    "checked": tally.checked,
                    "hold": tally.hold,
                    "not_checked": tally.not_checked,
                }
                for tally in self.tallies
            ],
            "findings": [
                {
                    "identity": finding.identity,
                    "area": finding.area,
                    "measure": finding.measure,
                    "explained": finding.explained,
                    "reason": finding.reason,
                    "cells": [
                        {
                            "year": check.year,
                            "printed": check.value,
                            "recomputed": check.expected,
                            "gap": check.gap,
                            "tolerance": check.tolerance,
                            "typed": check.year in finding.typed,
                        }
                        for check in finding.checks
                    ],
                }
                for finding in self.findings
            ],
            "unexplained": len(self.unexplained),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a broken cell."""
        import polars as pl

        rows = [
            {
                "edition": self.edition.id,
                **{k: v for k, v in finding.items() if k != "cells"},
                **cell,
            }
            for finding in self.to_dict()["findings"]
            for cell in finding["cells"]
        ]
        schema = {
            "edition": pl.String, "identity": pl.String, "area": pl.String, "measure": pl.String,
            "explained": pl.Boolean, "reason": pl.String, "year": pl.Int64, "printed": pl.Float64,
            "recomputed": pl.Float64, "gap": pl.Float64, "tolerance": pl.Float64,
            "typed": pl.Boolean,
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema)

    def explain(self) -> str:
        """Every identity with its count, then every finding with its cells."""
        lines = [
            f"{t.identity}: {t.hold} of {t.checked} hold, {t.not_checked} not checkable. {t.title}"
            for t in self.tallies
        ]
        return "\n".join([*lines, *(finding.explain() for finding in self.findings)])


def spans(years: tuple[int, ...]) -> str:
    """Write years in order with runs joined.

    >>> spans((2014, 2016, 2017))
    '2014, 2016-2017'
    """
    runs = [[years[0]]]
    for before, after in pairwise(years):
        if after == before + 1:
            runs[-1].append(after)
        else:
            runs.append([after])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
