"""Where an ally stands against EU law, and what it requires over four and seven years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies import ally as find_ally
from burdenshare.allies import area_name
from burdenshare.fiscal._eu_rules import eu_rule, eu_rules
from burdenshare.fiscal._required import required_balance

if TYPE_CHECKING:
    from collections.abc import Mapping

    import altair as alt
    import polars as pl

    from burdenshare.fiscal._commission import Official
    from burdenshare.fiscal._eu_rules import EuRule
    from burdenshare.fiscal._records import Gap
    from burdenshare.fiscal._required import Reading, RequiredBalance
    from burdenshare.paths import Path


@dataclass(frozen=True)
class DebtRules:
    """EU law on deficit and debt for one ally.

    Attributes:
        ally: Alpha-3 code.
        as_of: Day as of which everything was known.
        year: Last forecast year, in which ``debt`` and ``deficit`` are read.
        debt: Per cent of GDP.
        deficit: Per cent of GDP, a deficit above zero.
        deficit_met: Whether the deficit is at most 3 %.
        debt_met: Whether debt is at most 60 %.
        required: Balances required, one for each length of the adjustment.
        options: Names of the readings used.
        extra: Extra core spending of the path in the last year of each adjustment, per cent of
            GDP; empty without a path.
        rules: The rules of EU law in force on the day.
    """

    ally: str
    as_of: str
    year: int
    debt: float
    deficit: float
    deficit_met: bool
    debt_met: bool
    required: tuple[RequiredBalance, ...]
    options: Mapping[str, str]
    extra: tuple[float, ...]
    rules: tuple[EuRule, ...]

    @property
    def name(self) -> str:
        """English name of the ally."""
        return area_name(self.ally)

    def elsewhere(self, index: int) -> float:
        """Effort needed elsewhere by the end of an adjustment if the path is borrowed, points."""
        found = self.required[index]
        return found.required - found.balance_before + (self.extra[index] if self.extra else 0.0)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        editions = dict.fromkeys(s for r in self.required for s in r.sources)
        return {
            "ally": self.ally,
            "name": self.name,
            "as_of": self.as_of,
            "units": "per cent of GDP; steps in percentage points of GDP",
            "options": dict(self.options),
            "year": self.year,
            "debt": self.debt,
            "deficit": self.deficit,
            "deficit_met": self.deficit_met,
            "debt_met": self.debt_met,
            "required": [
                {
                    **found.to_dict(),
                    "extra_at_end": self.extra[index] if self.extra else None,
                    "effort_elsewhere": self.elsewhere(index),
                }
                for index, found in enumerate(self.required)
            ],
            "rules": [
                {
                    "id": r.id,
                    "title": r.title,
                    "law": r.law,
                    "url": r.url,
                    "values": r.values,
                    "doubt": r.doubt,
                }
                for r in self.rules
            ],
            "sources": list(editions),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a criterion and length of adjustment."""
        import polars as pl

        return pl.DataFrame(
            [
                {
                    "ally": self.ally,
                    "years": len(found.steps),
                    "reading": found.reading,
                    **c.to_dict(),
                }
                for found in self.required
                for c in found.criteria
            ],
            infer_schema_length=None,
        )

    def explain(self) -> str:
        """Text tree: each test with the step it asks for, assumptions and sources."""
        from burdenshare.fiscal._show import explain_rules

        return explain_rules(self)

    def chart(self) -> alt.LayerChart:
        """Debt with the adjustments required."""
        from burdenshare.fiscal._chart import rules_chart

        return rules_chart(self)

    def __rich__(self) -> Any:
        from burdenshare.fiscal._show import rules_table

        return rules_table(self)


def debt_rules(
    ally: str,
    *,
    path: Path | None = None,
    years: tuple[int, ...] = (4, 7),
    start: int | None = None,
    reading: Reading = "commission",
    gap: Gap = "linear",
    official: Official = "scheduled",
    anchors: str | Mapping[str, float] = "straight",
    multiplier: float | None = None,
    as_of: Date | None = None,
    draws: int = 10_000,
    seed: int = 1,
) -> DebtRules:
    """Test an ally against EU law on deficit and debt.

    Args:
        ally: An EU ally, by any name.
        path: Path of core spending whose extra is set against the effort required.
        years: Lengths of the adjustment.
        start: First year of it; the first after the forecast by default.
        reading: ``commission`` or ``literal``.
        gap: How the output gap closes after the last step.
        official: Treatment of official loans.
        anchors: Market values ten years out.
        multiplier: Fiscal multiplier.
        as_of: Day as of which everything was known.
        draws: Draws of the stochastic test.
        seed: Seed.

    Raises:
        MissingDataError: Not an EU ally, or its inputs were not known.
    """
    from burdenshare.fiscal._extra import extra_spending

    code, day = find_ally(ally).alpha3, read_date(as_of)
    found = tuple(
        required_balance(
            code, years=n, start=start, reading=reading, as_of=day, gap=gap, official=official,
            anchors=anchors, multiplier=multiplier, draws=draws, seed=seed,
        )
        for n in years
    )  # fmt: skip
    run, last = found[0].run, found[0].forecast_to
    spent = extra_spending(path) if path is not None else {}
    return DebtRules(
        ally=code,
        as_of=day.isoformat(),
        year=last,
        debt=run.at("debt", last),
        deficit=run.at("deficit", last),
        deficit_met=run.at("deficit", last) <= eu_rule("eu-deficit-3").values["deficit"],
        debt_met=run.at("debt", last) <= eu_rule("eu-debt-60").values["debt"],
        required=found,
        options={
            "reading": reading,
            "gap": gap,
            "official": official,
            "anchors": anchors if isinstance(anchors, str) else "given",
        },
        extra=tuple(spent.get(item.end, 0.0) for item in found) if spent else (),
        rules=tuple(
            r for r in eu_rules().values() if r.first <= day and (r.last is None or day <= r.last)
        ),
    )
