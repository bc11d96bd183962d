"""The answer: debt and deficit of an ally with and without a defence path."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name
from burdenshare.errors import BadValueError, MissingDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt
    import polars as pl

    from burdenshare.fiscal._assumptions import Assumption
    from burdenshare.fiscal._defence import Difference, Financing
    from burdenshare.fiscal._fan import Fan
    from burdenshare.fiscal._records import Projection
    from burdenshare.fiscal._rules_view import DebtRules
    from burdenshare.paths import Path

UNITS = {
    "debt_without": "per cent of GDP",
    "debt_with": "per cent of GDP",
    "deficit_without": "per cent of GDP",
    "deficit_with": "per cent of GDP",
    "difference": "percentage points of GDP; money in billions of national currency",
    "fan": "per cent of GDP",
    "probabilities": "shares of one",
}


@dataclass(frozen=True, slots=True)
class DebtYear:
    """One year; per cent of GDP, a deficit above zero.

    Attributes:
        year: The year.
        debt_without: Debt in the baseline.
        debt_with: Debt with the path; ``None`` where there is no path.
        deficit_without: Deficit in the baseline.
        deficit_with: Deficit with the path.
    """

    year: int
    debt_without: float
    debt_with: float | None
    deficit_without: float
    deficit_with: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True)
class Debt:
    """Deficit and debt of an ally, with and without a path, and how sure.

    Attributes:
        ally: Alpha-3 code.
        model: ``commission`` or ``simple``.
        as_of: Day as of which everything was known.
        editions: Ids of editions and inputs used.
        scenario: Name of the scenario, both runs included.
        financing: Who pays for the extra spending.
        horizon: Last year.
        base_year: Last year of outturn.
        currency: ISO 4217 code of the money in ``difference``.
        runs: Projections by name: ``without``, ``with``, and further shapes compared.
        shapes: Shape behind ``with`` and the further runs.
        paths: The paths of core spending behind them, where they came from ``paths``.
        differences: Year by year for each run but ``without``.
        fan: Distribution; ``None`` when no draws were asked for.
        assumptions: Everything no source gives.
        notes: Defects met, doubts, and what is missing.
        sources: Citation lines.
    """

    ally: str
    model: str
    as_of: str
    editions: tuple[str, ...]
    scenario: str
    financing: Financing
    horizon: int
    base_year: int
    currency: str
    runs: Mapping[str, Projection]
    shapes: Mapping[str, str]
    paths: Mapping[str, Path]
    differences: Mapping[str, tuple[Difference, ...]]
    fan: Fan | None
    assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        """English name of the ally."""
        return area_name(self.ally)

    @property
    def path(self) -> tuple[DebtYear, ...]:
        """Debt and deficit year by year from the first projected year on."""
        without, with_ = self.runs["without"], self.runs.get("with")
        return tuple(
            DebtYear(
                year,
                without.at("debt", year),
                with_.at("debt", year) if with_ else None,
                without.at("deficit", year),
                with_.at("deficit", year) if with_ else None,
            )
            for year in without.years[1:]
        )

    @property
    def difference(self) -> tuple[Difference, ...]:
        """What the path adds, year by year and split; empty where there is no path."""
        return self.differences.get("with", ())[1:]

    @cached_property
    def rules(self) -> DebtRules:
        """The EU's rules for this ally, over four and seven years.

        Raises:
            MissingDataError: The ally is not in the EU.
        """
        from burdenshare.fiscal._rules_view import debt_rules

        return debt_rules(self.ally, as_of=self.as_of, path=self.paths.get("with"))

    def at(self, year: int) -> DebtYear:
        """Return one year.

        Raises:
            BadValueError: It is not projected.
        """
        for entry in self.path:
            if entry.year == year:
                return entry
        raise BadValueError(f"{year} is not projected: {self.base_year + 1} to {self.horizon}")

    def added(self, year: int) -> Difference:
        """Return what the path adds in one year.

        Raises:
            MissingDataError: There is no path.
            BadValueError: The year is not projected.
        """
        if not self.difference:
            raise MissingDataError(f"there is no path for {self.ally} to compare with")
        for entry in self.difference:
            if entry.year == year:
                return entry
        raise BadValueError(f"{year} is not projected: {self.base_year + 1} to {self.horizon}")

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "ally": self.ally,
            "name": self.name,
            "model": self.model,
            "as_of": self.as_of,
            "editions": list(self.editions),
            "units": UNITS,
            "scenario": self.scenario,
            "financing": self.financing.to_dict(),
            "shape": self.shapes.get("with"),
            "horizon": self.horizon,
            "base_year": self.base_year,
            "currency": self.currency,
            "seed": self.fan.seed if self.fan else None,
            "draws": self.fan.draws if self.fan else 0,
            "years": [year.to_dict() for year in self.path],
            "difference": [entry.to_dict() for entry in self.difference],
            "runs": {
                name: {
                    "shape": self.shapes.get(name),
                    "years": [
                        {"year": y, "debt": run.at("debt", y), "deficit": run.at("deficit", y)}
                        for y in run.years[1:]
                    ],
                }
                for name, run in self.runs.items()
            },
            "fan": self.fan.to_dict() if self.fan else None,
            "probabilities": self.fan.probabilities() if self.fan else None,
            "monte_carlo_error": self.fan.monte_carlo_error if self.fan else None,
            "assumptions": [item.to_dict() for item in self.assumptions],
            "notes": list(self.notes),
            "sources": list(self.sources),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a year: debt and deficit with and without, and the split of the difference."""
        import polars as pl

        rows = []
        split = {entry.year: entry.to_dict() for entry in self.difference}
        names = ("extra", "debt", "deficit", "spending", "growth", "interest", "denominator")
        for year in self.path:
            more = split.get(year.year, {})
            rows.append(
                {"ally": self.ally, "model": self.model, **year.to_dict()}
                | {f"difference_{name}": more.get(name) for name in names}
            )
        return pl.DataFrame(rows, infer_schema_length=None)

    def explain(self) -> str:
        """Text tree: the models, the numbers that matter, sources and named assumptions."""
        from burdenshare.fiscal._show import explain_debt

        return explain_debt(self)

    def chart(self) -> alt.LayerChart:
        """Debt with and without the path, and the fan."""
        from burdenshare.fiscal._chart import debt_chart

        return debt_chart(self)

    def __rich__(self) -> Any:
        from burdenshare.fiscal._show import debt_table

        return debt_table(self)


@dataclass(frozen=True)
class Debts:
    """Many allies' answers, and why some have none.

    Attributes:
        as_of: Day as of which everything was known.
        year: Year the table compares.
        answers: One an ally.
        missing: Ally and reason.
    """

    as_of: str
    year: int
    answers: tuple[Debt, ...]
    missing: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        editions = dict.fromkeys(e for answer in self.answers for e in answer.editions)
        return {
            "as_of": self.as_of,
            "editions": list(editions),
            "units": UNITS,
            "year": self.year,
            "allies": [answer.to_dict() for answer in self.answers],
            "missing": [{"ally": code, "reason": why} for code, why in self.missing],
            "assumptions": _unique(a.to_dict() for d in self.answers for a in d.assumptions),
            "sources": list(dict.fromkeys(s for d in self.answers for s in d.sources)),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an ally and year."""
        import polars as pl

        return pl.concat([answer.to_frame() for answer in self.answers], how="vertical_relaxed")

    def explain(self) -> str:
        """Every ally's tree, one after the other."""
        return "\n\n".join(answer.explain() for answer in self.answers)

    def __rich__(self) -> Any:
        from burdenshare.fiscal._show import debts_table

        return debts_table(self)


def _unique(items: Any) -> list[dict[str, Any]]:
    seen: dict[str, dict[str, Any]] = {}
    for item in items:
        seen.setdefault(f"{item['id']}={item['value']}", item)
    return list(seen.values())
