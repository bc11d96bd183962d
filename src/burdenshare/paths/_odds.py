"""Questions about chance: a fan of shares, and how likely a level is in a year."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies import allies, area_name
from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError, FailedError, MissingDataError
from burdenshare.panel import Panel, default_panel
from burdenshare.paths._chance import Law, estimate, record, simulate
from burdenshare.paths._economy import Assumption
from burdenshare.paths._fan import Chance, Chances, Odds
from burdenshare.paths._goal import core_rule
from burdenshare.paths._observe import observe
from burdenshare.paths._path import Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

PERCENTILES = (5, 25, 50, 75, 95)
ROUNDING = 0.005
"""A level is met when the share as NATO prints it, to two decimals, is not below it."""
DRAWS = 100_000
SEED = 1


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
