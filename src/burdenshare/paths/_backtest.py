"""Would it have known? The simulation held against what happened later."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadValueError
from burdenshare.panel import Panel, default_panel
from burdenshare.paths._odds import DRAWS, SEED, chances

if TYPE_CHECKING:
    import polars as pl

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Forecast:
    """One ally's chance and what became of it.

    Attributes:
        ally: Ally's code.
        share: Share at the origin.
        probability: Chance the simulation gave.
        persistence: 1 if it met the level at the origin, else 0.
        met: Outcome edition to whether it met the level there.
        outcome: Outcome edition to the share there.
    """

    ally: str
    share: float
    probability: float
    persistence: float
    met: dict[str, bool]
    outcome: dict[str, float]


@dataclass(frozen=True)
class Score:
    """Brier scores against one outcome edition; lower is better.

    Attributes:
        edition: The outcome edition.
        allies: Number of allies scored.
        met: Part of them that met the level.
        expected: Mean probability the simulation gave.
        brier: Of the simulation.
        persistence: Of "who meets it now will meet it, nobody else".
        base_rate: Of "everyone has the chance of the part that meets it now".
    """

    edition: str
    allies: int
    met: float
    expected: float
    brier: float
    persistence: float
    base_rate: float

    @property
    def skill(self) -> float:
        """1 minus the Brier score over the better of the two references; above 0 is skill."""
        return 1 - self.brier / min(self.persistence, self.base_rate)


@dataclass(frozen=True)
class Backtest:
    """The simulation as it would have been run on a day in the past.

    Attributes:
        as_of: The day.
        origin: Edition it stood on.
        year: Year forecast.
        level: Core share, per cent of GDP.
        seed: Seed.
        draws: Number of draws.
        since: First year estimated from, if not all.
        forecasts: One an ally.
        scores: One an outcome edition.
    """

    as_of: str
    origin: str
    year: int
    level: float
    seed: int
    draws: int
    since: int | None
    forecasts: tuple[Forecast, ...]
    scores: tuple[Score, ...]

    def calibration(self, edition: str) -> list[tuple[float, float, int, float, float]]:
        """Return bins of probability: from, to, allies, mean probability, part that met it."""
        rows = []
        for low, high in pairwise(BINS):
            inside = [
                f
                for f in self.forecasts
                if edition in f.met
                and (low <= f.probability < high or (high == 1 and f.probability == 1))
            ]
            if inside:
                mean = sum(f.probability for f in inside) / len(inside)
                met = sum(f.met[edition] for f in inside) / len(inside)
                rows.append((low, high, len(inside), mean, met))
        return rows

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "as_of": self.as_of,
            "edition": self.origin,
            "year": self.year,
            "level": self.level,
            "seed": self.seed,
            "draws": self.draws,
            "since": self.since,
            "scores": [
                {name: getattr(s, name) for name in s.__dataclass_fields__} | {"skill": s.skill}
                for s in self.scores
            ],
            "calibration": {
                s.edition: [
                    dict(zip(("from", "to", "allies", "mean_probability", "met"), row, strict=True))
                    for row in self.calibration(s.edition)
                ]
                for s in self.scores
            },
            "forecasts": [
                {name: getattr(f, name) for name in f.__dataclass_fields__} for f in self.forecasts
            ],
            "units": {"share": "per cent of GDP", "probability": "between 0 and 1"},
            "sources": [self.origin, *(s.edition for s in self.scores)],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an ally and outcome edition."""
        import polars as pl

        return pl.DataFrame(
            [
                {
                    "ally": f.ally,
                    "share": f.share,
                    "probability": f.probability,
                    "persistence": f.persistence,
                    "outcome_edition": edition,
                    "outcome": f.outcome[edition],
                    "met": met,
                }
                for f in self.forecasts
                for edition, met in f.met.items()
            ]
        )

    def explain(self) -> str:
        """How the scores come about."""
        lines = [
            f"Standing on {self.as_of} with {self.origin}: the chance of {self.level:g} % in "
            f"{self.year}; Brier score = mean of (chance - outcome) squared"
        ]
        for f in self.forecasts:
            ends = ", ".join(f"{f.outcome[e]:.2f} in {e}" for e in f.met)
            lines.append(f"├── {f.ally}: {f.share:.2f}, chance {f.probability:.3f}; then {ends}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def __rich__(self) -> Any:
        from rich import box
        from rich.console import Group
        from rich.table import Table

        scores = Table(
            box=box.SIMPLE_HEAD,
            pad_edge=False,
            title=f"The chance of {self.level:g} % in {self.year}, asked on {self.as_of} "
            f"({self.origin})",
            caption=f"Brier scores, lower is better; {self.draws:,} draws, seed {self.seed}"
            + ("" if self.since is None else f", changes after {self.since}")
            + ". Skill: 1 - Brier / the better reference.",
        )
        titles = (
            "Outcome in",
            "Allies",
            "Met",
            "Expected",
            "Brier",
            "Persistence",
            "Base",
            "Skill",
        )
        for title in titles:
            scores.add_column(title, justify="left" if title == "Outcome in" else "right")
        for s in self.scores:
            scores.add_row(
                s.edition, str(s.allies), f"{100 * s.met:.0f} %", f"{100 * s.expected:.0f} %",
                f"{s.brier:.3f}", f"{s.persistence:.3f}", f"{s.base_rate:.3f}", f"{s.skill:+.2f}",
            )  # fmt: skip
        bins = Table(box=box.SIMPLE_HEAD, pad_edge=False, title="Calibration")
        for title in ("Outcome in", "Chance from", "to", "Allies", "Mean chance", "Met"):
            bins.add_column(title, justify="left" if title == "Outcome in" else "right")
        for s in self.scores:
            for low, high, number, mean, met in self.calibration(s.edition):
                bins.add_row(
                    s.edition, f"{100 * low:.0f} %", f"{100 * high:.0f} %", str(number),
                    f"{100 * mean:.0f} %", f"{100 * met:.0f} %",
                )  # fmt: skip
        return Group(scores, bins)


def backtest(
    *,
    origin: str = "nato-2019-06",
    year: int = 2024,
    level: float = 2.0,
    outcomes: tuple[str, ...] = ("nato-2024-06", "nato-2026-07"),
    draws: int = DRAWS,
    seed: int = SEED,
    since: int | None = None,
    panel: Panel | None = None,
) -> Backtest:
    """Run the simulation as it would have been run when ``origin`` came out, and score it.

    The defaults are the Wales pledge: standing in June 2019, who would spend 2 % in 2024?

    Args:
        origin: NATO edition to stand on; nothing published later is used.
        year: Year forecast.
        level: Core share, per cent of GDP.
        outcomes: Editions that say what happened.
        draws: Number of draws.
        seed: Seed.
        since: Estimate from changes after this year only.
        panel: Figures to use.

    Raises:
        BadValueError: An outcome edition is not later than the origin.
        UnknownNameError: No such edition.
    """
    whole = panel or default_panel()
    day = whole.record(origin).published
    for edition in outcomes:
        if whole.record(edition).published <= day:
            raise BadValueError(f"{edition} is not later than {origin}: name a later edition")
    found = chances(
        years=(year,), levels=(level,), draws=draws, seed=seed, since=since, as_of=day,
        edition=origin, panel=whole,
    )  # fmt: skip
    forecasts = []
    for item in found.items:
        cells = {e: whole.edition(e).cell("core_share", item.ally, year) for e in outcomes}
        known = {e: c.rounded for e, c in cells.items() if c.rounded is not None}
        forecasts.append(
            Forecast(
                item.ally,
                item.share,
                item.odds[0].probability,
                float(round(item.share, 2) >= level),
                {e: share >= level for e, share in known.items()},
                known,
            )
        )
    scores = tuple(_score(edition, forecasts) for edition in outcomes)
    return Backtest(
        day.isoformat(), origin, year, level, seed, draws, since, tuple(forecasts), scores
    )


def _score(edition: str, forecasts: list[Forecast]) -> Score:
    scored = [f for f in forecasts if edition in f.met]
    base = sum(f.persistence for f in forecasts) / len(forecasts)
    number = len(scored)

    def brier(chance: list[float]) -> float:
        pairs = zip(chance, scored, strict=True)
        return sum((p - f.met[edition]) ** 2 for p, f in pairs) / number

    return Score(
        edition,
        number,
        sum(f.met[edition] for f in scored) / number,
        sum(f.probability for f in scored) / number,
        brier([f.probability for f in scored]),
        brier([f.persistence for f in scored]),
        brier([base] * number),
    )
