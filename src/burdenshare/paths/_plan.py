"""Checking an annual plan that someone hands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadValueError
from burdenshare.paths._credibility import Check, credibility, sentence
from burdenshare.paths._paths import path as draw_path
from burdenshare.paths._plan_file import PlanFile, PlanLine, read_plan

if TYPE_CHECKING:
    from pathlib import Path as File

    import altair as alt
    import polars as pl

    from burdenshare._clock import Date
    from burdenshare.ledger import Ledger
    from burdenshare.panel import Panel
    from burdenshare.paths._path import Path


@dataclass(frozen=True)
class PlanReport:
    """What became of a plan's tests.

    Attributes:
        plan: The plan as read.
        path: The path through its points, and on to the target if it stops short.
        checks: The tests, none of them weighed against another.
    """

    plan: PlanFile
    path: Path
    checks: tuple[Check, ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        """Tests that it fails."""
        return tuple(check for check in self.checks if check.passed is False)

    @property
    def sentence(self) -> str:
        """What failed, in one sentence."""
        return sentence(self.path, self.checks)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        whole = self.path.to_dict()
        kept = ("ally", "as_of", "edition", "gdp_edition", "target", "due", "units", "sources")
        return {key: whole[key] for key in kept} | {
            "title": self.plan.title,
            "date": self.plan.date.isoformat(),
            "sentence": self.sentence,
            "checks": [check.to_dict() for check in self.checks],
            "assumptions": whole["assumptions"],
            "points": whole["points"],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a test."""
        import polars as pl

        schema = {
            "name": pl.String, "question": pl.String, "passed": pl.Boolean, "value": pl.Float64,
            "limit": pl.Float64, "unit": pl.String, "year": pl.Int64, "reason": pl.String,
            "verdict": pl.String,
        }  # fmt: skip
        return pl.DataFrame([check.to_dict() for check in self.checks], schema=schema)

    def explain(self) -> str:
        """The tests, then the evidence of the path they were made on."""
        lines = [f"{check.name}: {check.verdict}: {check.reason}" for check in self.checks]
        return "\n".join([self.sentence, *lines, "", self.path.explain()])

    def chart(self) -> alt.LayerChart:
        """The plan beside what was observed."""
        return self.path.chart()

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def __rich__(self) -> Any:
        from rich import box
        from rich.table import Table

        grid = Table(
            box=box.SIMPLE_HEAD,
            pad_edge=False,
            title=f"{self.path.name}: {self.plan.title} ({self.plan.date})",
            caption=f"As of {self.path.as_of}; records from {self.path.edition}, GDP from "
            f"{self.path.gdp_edition}. Each test stands for itself.",
        )
        for name in ("Test", "Verdict", "Why"):
            grid.add_column(name, no_wrap=name != "Why")
        for check in self.checks:
            grid.add_row(check.name, check.verdict, check.reason)
        return grid


def announced_plan(
    ally: str,
    *,
    as_of: Date | None = None,
    rule: str | None = None,
    panel: Panel | None = None,
    ledger: Ledger | None = None,
) -> PlanFile:
    """Return what an ally has announced as a plan, years between the points interpolated.

    Args:
        ally: An ally by any name.
        as_of: The day as of which everything is known; today when ``None``.
        rule: Rule whose due year is the horizon.
        panel: Figures to use.
        ledger: Ledger to use instead of the shipped one.

    Raises:
        MissingDataError: It has announced nothing that a path could follow.
    """
    drawn = draw_path(ally, shape="plan", as_of=as_of, rule=rule, panel=panel, ledger=ledger)
    lines = [
        PlanLine(year=point.year, core_share=point.core_share, note=point.note or "interpolated")
        for point in drawn.points[1:]
    ]
    return PlanFile(
        ally=drawn.ally, title="announced points", date=drawn.as_of, points=tuple(lines)
    )


def check_plan(
    plan: PlanFile | File | str,
    *,
    as_of: Date | None = None,
    edition: str | None = None,
    gdp_edition: str | None = None,
    rule: str | None = None,
    panel: Panel | None = None,
) -> PlanReport:
    """Test an annual plan against the record, the rule and the newest observation.

    Args:
        plan: The plan, or the YAML or XLSX file it is in.
        as_of: The day as of which everything is known; today when ``None``.
        edition: NATO edition of the record.
        gdp_edition: WEO edition of GDP and prices.
        rule: Rule to take target and due year from where the plan has none.
        panel: Figures to use.

    Raises:
        BadFileError: The file is not such a plan.
        BadValueError: Every year of the plan has been observed already.
        MissingDataError: Figures are not published or not held.
    """
    read = plan if isinstance(plan, PlanFile) else read_plan(plan)
    options: dict[str, Any] = {
        "core_target": read.target, "due": read.due, "rule": rule, "as_of": as_of,
        "edition": edition, "gdp_edition": gdp_edition, "panel": panel,
    }  # fmt: skip
    start = draw_path(read.ally, **options).start.year
    given = {line.year: line.core_share for line in read.points}
    ahead = {year: share for year, share in given.items() if year > start}
    if not ahead:
        raise BadValueError(f"the plan ends in {max(given)}, but {start} is observed already")
    if min(ahead) > start + 1:
        raise BadValueError(
            f"the plan starts in {min(ahead)}, but the last observation is {start}: "
            "give a line for every year after it"
        )
    last = max(ahead)
    drawn = draw_path(
        read.ally,
        shape="points",
        points=ahead,
        horizon=max(last, draw_path(read.ally, **options).years[-1]),
        **options,
    )
    equipment = {
        line.year: line.equipment_share for line in read.points if line.equipment_share is not None
    }
    return PlanReport(
        read, drawn, credibility(drawn, given=given, equipment=equipment, panel=panel)
    )
