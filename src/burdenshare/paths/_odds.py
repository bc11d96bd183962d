"""Questions about chance: a fan of shares, and how likely a level is in a year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies import allies, area_name
from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError, FailedError, MissingDataError
from burdenshare.panel import Panel, default_panel
from burdenshare.paths._chance import Law, estimate, record, simulate
from burdenshare.paths._economy import Assumption
from burdenshare.paths._goal import core_rule
from burdenshare.paths._observe import observe
from burdenshare.paths._path import Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

PERCENTILES = (5, 25, 50, 75, 95)
ROUNDING = 0.005
"""A level is met when the share as NATO prints it, to two decimals, is not below it."""
DRAWS = 100_000
SEED = 1
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


def chance(
    ally: str,
    *,
    years: Iterable[int] | None = None,
    levels: Iterable[float] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    since: int | None = None,
    as_of: Date | None = None,
    edition: str | None = None,
    panel: Panel | None = None,
) -> Chance:
    """Return the fan of an ally's share and the chance of levels in years.

    Args:
        ally: An ally by any name.
        years: Years wanted; the rule's due year when ``None``.
        levels: Core shares, per cent of GDP; the rule's when ``None``.
        draws: Number of draws, at least 100.
        seed: Seed; the same seed gives the same answer.
        since: Estimate from changes after this year; all that the edition has when ``None``.
        as_of: The day as of which everything is known; today when ``None``.
        edition: NATO edition to estimate from.
        panel: Figures to use.

    Raises:
        BadValueError: A year not after the last observation, a level or a number out of range.
        MissingDataError: The edition has no record to estimate from.
    """
    import numpy as np

    day = read_date(as_of)
    view = (panel or default_panel()).as_of(day)
    wanted_levels, wanted_years = _wanted(day, years, levels)
    if draws < 100:
        raise BadValueError(f"{draws} draws are too few to speak of chance: ask for 100 or more")
    if seed < 0:
        raise BadValueError(f"seed {seed} is negative: give a whole number from 0 on")
    code = find_ally(ally).alpha3
    seen = observe(view, code, edition=edition)
    if years is None:
        wanted_years = tuple(max(year, seen.start + 1) for year in wanted_years)
    if min(wanted_years) <= seen.start:
        raise BadValueError(f"{min(wanted_years)} is observed already: ask for {seen.start + 1} on")
    if max(wanted_years) > seen.start + 30:
        raise BadValueError(f"{max(wanted_years)} lies more than 30 years ahead")
    law = _law(view, seen.edition.id, seen.start, since)
    if code not in law.codes:
        raise MissingDataError(f"{seen.edition.id} has no record of {area_name(code)}")
    drawn = simulate(law, code, seen.share, max(wanted_years) - seen.start, draws=draws, seed=seed)
    by_year = np.ascontiguousarray(drawn.T)
    odds = tuple(
        _odds(by_year[year - seen.start - 1], year, level)
        for year in wanted_years
        for level in wanted_levels
    )
    ranks = np.percentile(by_year, PERCENTILES, axis=1, overwrite_input=True)
    fan = {
        seen.start + 1 + step: {
            rank: float(ranks[row, step]) for row, rank in enumerate(PERCENTILES)
        }
        for step in range(drawn.shape[1])
    }
    return Chance(
        code, day, seen.edition.id, seen.start, seen.share, seed, draws, fan, odds,
        _assumptions(law, code, since), (Source.of(seen.edition, seen.cells),),
    )  # fmt: skip


def chances(names: Iterable[str] = (), **options: Any) -> Chances:
    """Return the chances of many allies, all of them when none is named; see :func:`chance`."""
    codes = tuple(dict.fromkeys(find_ally(name).alpha3 for name in names))
    items: list[Chance] = []
    missing: list[tuple[str, str]] = []
    for code in codes or tuple(member.alpha3 for member in allies()):
        try:
            items.append(chance(code, **options))
        except FailedError as error:
            if len(codes) == 1:
                raise
            missing.append((code, str(error)))
    return Chances(tuple(items), tuple(missing))


def _wanted(
    day: dt.date, years: Iterable[int] | None, levels: Iterable[float] | None
) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Levels and years asked for; the rule in force gives what is not."""
    if years is None or levels is None:
        _, level, due = core_rule(day)
        years = (due,) if years is None else years
        levels = (level,) if levels is None else levels
    wanted, when = tuple(dict.fromkeys(levels)), tuple(sorted(set(years)))
    if not wanted or not when:
        raise BadValueError("no level or no year asked for: give at least one of each")
    for level in wanted:
        if not 0.1 <= level <= 20:
            raise BadValueError(f"level {level:g} is no share in per cent: write 3.5 for 3.5 %")
    return wanted, when


def _odds(shares: NDArray[np.float64], year: int, level: float) -> Odds:
    part = float((shares >= level - ROUNDING).mean())
    return Odds(year, level, part, float((part * (1 - part) / shares.size) ** 0.5))


def _law(view: Panel, edition: str, last: int, since: int | None) -> Law:
    return _estimated(view.record(edition).sha256, edition, last, since, _Held(view))


class _Held:
    """A panel as an argument that does not count for the cache: the edition's checksum does."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=64)
def _estimated(sha256: str, edition: str, last: int, since: int | None, held: _Held) -> Law:
    del sha256
    only = held.panel.edition(edition)
    shares = {a.alpha3: only.series("core_share", a.alpha3).to_dict() for a in allies()}
    return estimate(record(shares, last, since))


def _assumptions(law: Law, code: str, since: int | None) -> tuple[Assumption, ...]:
    row = law.codes.index(code)
    window = "all years of the edition" if since is None else f"changes after {since}"
    return (
        Assumption("window", window, "the years the law is estimated from"),
        Assumption(
            "drift",
            round(float(law.drift[row]), 5),
            "expected yearly change of the log share: the ally's own mean, shrunk to all allies'",
        ),
        Assumption(
            "shrinkage",
            round(float(law.shrinkage[row]), 3),
            "weight of the ally's own mean, the rest is all allies' (0: drifts do not differ)",
        ),
        Assumption(
            "spread",
            round(float(law.spread[row]), 5),
            "standard deviation of its own shocks, drawn towards all allies'",
        ),
        Assumption(
            "draws_in_common", "yes", "the same common shocks for all allies under one seed"
        ),
    )


def simulate_shares(
    ally: str,
    years: int,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    since: int | None = None,
    as_of: Date | None = None,
    edition: str | None = None,
    panel: Panel | None = None,
) -> NDArray[np.float64]:
    """Return drawn shares of the years after the last observation, per cent of GDP.

    Args:
        ally: An ally by any name.
        years: Number of years ahead.
        draws: Number of draws.
        seed: Seed; common shocks agree between allies under one seed.
        since: As for :func:`chance`.
        as_of: As for :func:`chance`.
        edition: As for :func:`chance`.
        panel: Figures to use.

    Returns:
        An array of ``draws`` by ``years``.
    """
    view = (panel or default_panel()).as_of(read_date(as_of))
    code = find_ally(ally).alpha3
    seen = observe(view, code, edition=edition)
    law = _law(view, seen.edition.id, seen.start, since)
    return simulate(law, code, seen.share, years, draws=draws, seed=seed)
