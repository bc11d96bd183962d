"""What the escape clause gives an ally: room and use by year, and the cliff after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    import altair as alt
    import polars as pl

    from burdenshare.fiscal._assumptions import Assumption
    from burdenshare.fiscal._required import RequiredBalance


OBSERVED, PROJECTED = "observed", "projected"


@dataclass(frozen=True, slots=True)
class ClauseYear:
    """One year of the clause; shares in per cent of GDP.

    Attributes:
        year: The year.
        kind: ``observed`` (Eurostat), or ``projected`` (moved by the path of core spending).
        defence: Defence spending (COFOG).
        increase: Over the base year; not below zero.
        used: Part of the increase the clause shields: at most the cap, 0 where not in force.
        left: Cap less what is used.
        excess: Part of the increase beyond the cap: to be offset within the plan.
    """

    year: int
    kind: str
    defence: float
    increase: float
    used: float
    left: float
    excess: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True)
class Cliff:
    """What has to be absorbed when the clause ends.

    Attributes:
        year: First year without it.
        used: Part shielded in its last year, per cent of GDP: the step if absorbed at once.
        exit: ``(year, step)`` when it is absorbed in equal steps over the years asked for.
        plan_step: Yearly step EU law then requires over the next plan, with the clause used.
        plan_step_unused: The same had the spending of the clause not been borrowed.
        plan_years: Length of that plan.
        required: The balance required, with the clause used; ``None`` where not computable.
        why_not: Why it could not be computed.
    """

    year: int
    used: float
    exit: tuple[tuple[int, float], ...]
    plan_step: float | None
    plan_step_unused: float | None
    plan_years: int
    required: RequiredBalance | None
    why_not: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "year": self.year,
            "step_at_once": self.used,
            "exit": [{"year": y, "step": s} for y, s in self.exit],
            "plan_years": self.plan_years,
            "plan_step": self.plan_step,
            "plan_step_unused": self.plan_step_unused,
            "binding": self.required.binding if self.required else None,
            "why_not": self.why_not,
        }


@dataclass(frozen=True)
class Clause:
    """The clause for one ally.

    Attributes:
        ally: Alpha-3 code.
        as_of: Day as of which everything was known.
        status: Outcome in the record: ``granted``, ``requested`` and so on; ``none`` if silent.
        in_force: Whether the figures are worked out with it in force.
        what_if: Whether that was asked for against the record.
        cap: Largest deviation, per cent of GDP.
        base_year: Year above which spending counts as additional.
        base_share: Defence in the base year, per cent of GDP.
        first_year, last_year: Years it runs, extension included.
        years: One entry a year for which there is a figure or a path.
        cliff: What follows its end; ``None`` without a figure for its last year.
        shape: Shape of the path that moves the years not yet observed.
        assumptions: Named assumptions.
        notes: Doubts and what is missing.
        sources: Citation lines.
        editions: Ids of editions used.
    """

    ally: str
    as_of: str
    status: str
    in_force: bool
    what_if: bool
    cap: float
    base_year: int
    base_share: float
    first_year: int
    last_year: int
    years: tuple[ClauseYear, ...]
    cliff: Cliff | None
    shape: str
    assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    editions: tuple[str, ...]

    def at(self, year: int) -> ClauseYear:
        """Return one year.

        Raises:
            BadValueError: There is none.
        """
        for entry in self.years:
            if entry.year == year:
                return entry
        raise BadValueError(f"no year {year} here: {', '.join(str(y.year) for y in self.years)}")

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "ally": self.ally,
            "as_of": self.as_of,
            "editions": list(self.editions),
            "units": "per cent of GDP",
            "status": self.status,
            "in_force": self.in_force,
            "what_if": self.what_if,
            "cap": self.cap,
            "base_year": self.base_year,
            "base_share": self.base_share,
            "first_year": self.first_year,
            "last_year": self.last_year,
            "years": [year.to_dict() for year in self.years],
            "cliff": None if self.cliff is None else self.cliff.to_dict(),
            "shape": self.shape,
            "assumptions": [item.to_dict() for item in self.assumptions],
            "notes": list(self.notes),
            "sources": list(self.sources),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a year."""
        import polars as pl

        rows = [{"ally": self.ally, "status": self.status, **y.to_dict()} for y in self.years]
        return pl.DataFrame(rows)

    def explain(self) -> str:
        """Text tree: figures, the record, the rule and the assumptions."""
        from burdenshare.fiscal._show import explain_clause

        return explain_clause(self)

    def chart(self) -> alt.LayerChart:
        """Use and room by year."""
        from burdenshare.fiscal._chart import clause_chart

        return clause_chart(self)

    def __rich__(self) -> Any:
        from burdenshare.fiscal._show import clause_table

        return clause_table(self)
