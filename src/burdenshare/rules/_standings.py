"""Standings of many allies or rules: counts, tables, JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.allies import ally as ally_called
from burdenshare.errors import BadValueError
from burdenshare.rules._result import Standing, Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import altair as alt
    import polars as pl
    from rich.console import RenderableType

    from burdenshare.panel import Edition
    from burdenshare.rules._schema import Rule

ASSUMPTIONS = (
    "The share decides rounded as printed; the ratio at current prices stands beside it.",
    "Money is the printed margin times what the share divides by, current prices, same edition.",
    "National currency is at the exchange rate implied by the edition's own spending tables.",
    "Rules are political: no status here says that anyone is in breach of law.",
)


@dataclass(frozen=True, slots=True, repr=False)
class Standings:
    """An answer to :func:`standing`.

    Attributes:
        items: One standing an ally and rule, in the order asked for.
        rules: The rules, in the order asked for.
        as_of: The day.
        only_edition: The edition asked for; ``None`` when the newest that answers was used.
    """

    items: tuple[Standing, ...]
    rules: tuple[Rule, ...]
    as_of: dt.date
    only_edition: str | None = None

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Standing:
        return self.items[index]

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {status}" for status, number in self.counts.items() if number)
        names = ", ".join(rule.id for rule in self.rules)
        years = ", ".join(map(str, self.years))
        return f"Standings({names}, {years}, as_of={self.as_of}: {counts})"

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def of(self, ally: str, rule: str | None = None) -> Standing:
        """Return one ally's standing.

        Args:
            ally: The ally, by any of its names.
            rule: Id of the rule; needed where several were asked for.

        Raises:
            BadValueError: It is not among these, or the rule is not named and must be.
        """
        code = ally_called(ally).alpha3
        found = [s for s in self.items if s.ally == code and rule in {None, s.rule.id}]
        if len(found) != 1:
            what = f"{code} under {rule}" if rule else code
            raise BadValueError(
                f"{len(found)} standings of {what} here: name ally and rule asked for"
            )
        return found[0]

    def allies(self, status: Status | str) -> tuple[str, ...]:
        """Codes of allies with that status, in the order asked for, each once."""
        return tuple(dict.fromkeys(s.ally for s in self.items if s.status == Status(status)))

    @property
    def counts(self) -> dict[str, int]:
        """Number of standings by status, every status named."""
        return {status.value: sum(s.status is status for s in self.items) for status in Status}

    @property
    def already(self) -> tuple[str, ...]:
        """Codes of allies that reach the number of a rule not yet due."""
        there = (s for s in self.items if s.status is Status.NOT_DUE and s.already)
        return tuple(dict.fromkeys(s.ally for s in there))

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Editions of every cell used, oldest first."""
        found = {cell.edition.id: cell.edition for s in self.items for cell in s.cells}
        return tuple(sorted(found.values(), key=lambda edition: (edition.published, edition.id)))

    @property
    def years(self) -> tuple[int, ...]:
        """Years tested, each once."""
        return tuple(sorted({s.year for s in self.items}))

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON.

        ``rule``, ``year`` and ``edition`` are single values where there is one of each and null
        where several rules were asked for and differ; each standing has its own.
        """
        units = {rule.id: rule.test.unit for rule in self.rules if rule.test}
        return {
            "as_of": self.as_of.isoformat(),
            "rule": _single([rule.id for rule in self.rules]),
            "year": _single(self.years),
            "edition": _single([edition.id for edition in self.editions]),
            "units": {
                "value": units,
                "margin": "percentage points",
                "margin_usd": "million USD, current prices",
                "margin_national": "million units of currency, current prices",
            },
            "summary": {
                **{status.replace(" ", "_"): n for status, n in self.counts.items()},
                "already": list(self.already),
                "flips": [s.ally for s in self.items if s.flips],
            },
            "standings": [s.to_dict() for s in self.items],
            "rules": [rule.model_dump(mode="json") for rule in self.rules],
            "sources": [edition.cite() for edition in self.editions],
            "assumptions": list(ASSUMPTIONS),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a standing: the flat keys of :meth:`Standing.to_dict`, plus the name."""
        import polars as pl

        text = ("name", "ally", "rule", "status", "currency", "edition", "reason", "money_missing")
        number = (
            "value", "threshold", "margin", "margin_usd", "margin_national", "ratio_current_prices",
        )  # fmt: skip
        flag = ("estimate", "already", "flips")
        order = (
            "ally", "name", "rule", "year", "as_of", "status", "value", "threshold", "margin",
            "margin_usd", "margin_national", "currency", "estimate", "edition", "already",
            "ratio_current_prices", "flips", "reason", "money_missing", "readings",
        )  # fmt: skip
        schema: dict[str, Any] = {
            **dict.fromkeys(text, pl.String),
            **dict.fromkeys(number, pl.Float64),
            **dict.fromkeys(flag, pl.Boolean),
            "year": pl.Int64,
            "as_of": pl.Date,
            "readings": pl.String,
        }
        rows = [
            {
                **s.to_dict(),
                "name": ally_called(s.ally).name,
                "as_of": self.as_of,
                "readings": " ".join(item.reading.id for item in s.readings) or None,
            }
            for s in self.items
        ]
        return pl.DataFrame(
            [{key: row[key] for key in order} for row in rows],
            schema={key: schema[key] for key in order},
        )

    def explain(self) -> str:
        """Every standing as a tree, after the counts."""
        from burdenshare.rules._explain import explain_standings

        return explain_standings(self)

    def chart(self) -> alt.LayerChart:
        """Shares as bars by size, coloured by status, with a line at the number asked for.

        Raises:
            BadValueError: More than one rule was asked for, or none has a figure.
        """
        from burdenshare.rules._chart import chart_of

        return chart_of(self)

    def __rich__(self) -> RenderableType:
        from burdenshare.rules._table import table_of

        return table_of(self)


def _single(values: Any) -> Any:
    """Return the one value there is, else ``None``."""
    distinct = list(dict.fromkeys(values))
    return distinct[0] if len(distinct) == 1 else None
