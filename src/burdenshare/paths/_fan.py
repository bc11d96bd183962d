"""Answers about chance: fans, odds, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name
from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    import datetime as dt

    import altair as alt
    import polars as pl

    from burdenshare.paths._economy import Assumption
    from burdenshare.paths._path import Source

CANNOT_KNOW = (
    "The simulation continues the changes of the years it was estimated from. It knows no plan, "
    "law or election, and nothing that has not happened in those years: a war, a new rule or a "
    "change of definition lies outside it."
)


@dataclass(frozen=True)
class Odds:
    """How likely a level is in a year.

    Attributes:
        year: Year.
        level: Core share, per cent of GDP.
        probability: Between 0 and 1.
        error: Standard error of the simulation (not of the model).
    """

    year: int
    level: float
    probability: float
    error: float


@dataclass(frozen=True)
class Chance:
    """What an ally's and all allies' past makes of its years ahead.

    Attributes:
        ally: Ally's code.
        as_of: The day as of which everything was known.
        edition: NATO edition the changes are estimated from.
        start: Year of the last observation.
        share: Share in that year, per cent of GDP.
        seed: Seed of the generator.
        draws: Number of draws.
        fan: Year to percentile to share.
        odds: Probabilities, by year and then by level.
        assumptions: What was estimated and assumed.
        sources: The edition.
    """

    ally: str
    as_of: dt.date
    edition: str
    start: int
    share: float
    seed: int
    draws: int
    fan: dict[int, dict[int, float]]
    odds: tuple[Odds, ...]
    assumptions: tuple[Assumption, ...]
    sources: tuple[Source, ...]

    def probability(self, year: int, level: float) -> float:
        """Return the probability of a level in a year, among those asked for.

        Raises:
            BadValueError: It was not asked for.
        """
        for item in self.odds:
            if (item.year, item.level) == (year, level):
                return item.probability
        raise BadValueError(f"the chance of {level:g} % in {year} was not asked for")

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "ally": self.ally,
            "name": area_name(self.ally),
            "as_of": self.as_of.isoformat(),
            "edition": self.edition,
            "start": {"year": self.start, "core_share": self.share},
            "seed": self.seed,
            "draws": self.draws,
            "units": {"fan": "per cent of GDP", "probability": "between 0 and 1"},
            "fan": [
                {"year": year, **{f"p{rank:02d}": share for rank, share in row.items()}}
                for year, row in self.fan.items()
            ],
            "probabilities": [
                {
                    "year": item.year,
                    "level": item.level,
                    "probability": item.probability,
                    "monte_carlo_error": item.error,
                }
                for item in self.odds
            ],
            "cannot_know": CANNOT_KNOW,
            "assumptions": [item.to_dict() for item in self.assumptions],
            "sources": [item.to_dict() for item in self.sources],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a year and level."""
        import polars as pl

        rows = [
            {
                "ally": self.ally,
                "year": item.year,
                "level": item.level,
                "probability": item.probability,
                "monte_carlo_error": item.error,
                **{f"p{rank:02d}": share for rank, share in self.fan[item.year].items()},
            }
            for item in self.odds
        ]
        return pl.DataFrame(rows)

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def chart(self) -> alt.LayerChart:
        """The fan: median, and bands of 50 and 90 in 100 draws; levels asked for as lines."""
        import altair as alt

        rows = [
            {"year": self.start, **{f"p{rank:02d}": self.share for rank in (5, 25, 50, 75, 95)}},
            *self.to_dict()["fan"],
        ]
        base = alt.Chart(alt.Data(values=rows)).encode(  # type: ignore[no-untyped-call]
            x=alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1))
        )
        title = "Core defence spending, % of GDP"
        wide = base.mark_area(opacity=0.2).encode(y=alt.Y("p05:Q", title=title), y2="p95:Q")
        narrow = base.mark_area(opacity=0.35).encode(y="p25:Q", y2="p75:Q")
        middle = base.mark_line(strokeDash=[1, 3]).encode(y="p50:Q")
        levels = [{"level": level} for level in sorted({o.level for o in self.odds})]
        asked = alt.Chart(alt.Data(values=levels))  # type: ignore[no-untyped-call]
        rules = asked.mark_rule(strokeDash=[6, 3]).encode(y="level:Q")
        drawn: alt.LayerChart = (wide + narrow + middle + rules).properties(
            width=560,
            height=300,
            title=alt.Title(
                f"{area_name(self.ally)}: if the past goes on",
                subtitle=f"As of {self.as_of}, from {self.edition}: median, 50 and 90 in 100 draws",
            ),
        )
        return drawn

    def explain(self) -> str:
        """Where the law of the simulation comes from."""
        lines = [f"{area_name(self.ally)}, chances as of {self.as_of}, seed {self.seed}"]
        lines += [f"├── {cell}" for source in self.sources for cell in source.cells]
        lines += [f"├── {a.name} = {a.value}: {a.reason}" for a in self.assumptions]
        return "\n".join([*lines, f"└── {CANNOT_KNOW}"])


@dataclass(frozen=True)
class Chances:
    """Chances of many allies.

    Attributes:
        items: One for each ally that has a record.
        missing: Ally and reason for those that have none.
    """

    items: tuple[Chance, ...]
    missing: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "as_of": self.items[0].as_of.isoformat() if self.items else None,
            "edition": self.items[0].edition if self.items else None,
            "chances": [item.to_dict() for item in self.items],
            "missing": [{"ally": ally, "reason": why} for ally, why in self.missing],
            "sources": [s.to_dict() for s in self.items[0].sources] if self.items else [],
        }

    def to_frame(self) -> pl.DataFrame:
        """The frames of all, one below the other."""
        import polars as pl

        if not self.items:
            raise BadValueError("no ally has a record to estimate from")
        return pl.concat([item.to_frame() for item in self.items])

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def explain(self) -> str:
        """The evidence of every ally."""
        gaps = [f"{area_name(ally)}: {why}" for ally, why in self.missing]
        return "\n\n".join([*(item.explain() for item in self.items), *gaps])

    def __rich__(self) -> Any:
        from rich import box
        from rich.table import Table

        first = self.items[0]
        grid = Table(
            box=box.SIMPLE_HEAD,
            pad_edge=False,
            title="Chance of a level, if the past goes on",
            caption=f"As of {first.as_of}; estimated from {first.edition}; {first.draws:,} draws, "
            f"seed {first.seed}. {CANNOT_KNOW} "
            + " ".join(f"{area_name(ally)}: {why}." for ally, why in self.missing),
        )
        for title in ("Ally", "From", "Year", "5 %", "50 %", "95 %", "Level", "Chance"):
            grid.add_column(title, justify="left" if title == "Ally" else "right", no_wrap=True)
        for item in self.items:
            for odds in item.odds:
                fan = item.fan[odds.year]
                grid.add_row(
                    item.ally,
                    f"{item.share:.2f} in {item.start}",
                    str(odds.year),
                    *(f"{fan[rank]:.2f}" for rank in (5, 50, 95)),
                    f"{odds.level:g}",
                    f"{100 * odds.probability:.0f} %",
                )
        return grid
