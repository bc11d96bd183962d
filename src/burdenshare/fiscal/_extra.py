"""Extra spending: the paths behind the runs, and how unsure their share is."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.paths import Path
from burdenshare.paths import path as draw_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from burdenshare.fiscal._defence import Financing
    from burdenshare.panel import Panel


def _names(wanted: list[str]) -> list[str]:
    """Names of the runs: the first is ``with``, further ones are called by their shape."""
    return ["with", *wanted[1:]][: len(wanted)]


@dataclass(frozen=True, slots=True)
class Drawn:
    """How paths are drawn and turned into extra spending."""

    code: str
    day: dt.date
    panel: Panel
    edition: str | None
    gdp_edition: str | None
    related: float | None

    def all(
        self, wanted: list[str], given: Path | Mapping[int, float] | None, *, asked: bool
    ) -> tuple[dict[str, dict[int, float]], dict[str, Path], list[str]]:
        """Return extra spending by run, the paths behind it and notes."""
        extras: dict[str, dict[int, float]] = {}
        paths: dict[str, Path] = {}
        notes: list[str] = []
        for name, shape in zip(_names(wanted), wanted, strict=True):
            if given is not None and not isinstance(given, Path):
                extras[name] = {int(year): float(share) for year, share in given.items()}
                continue
            try:
                found = given if isinstance(given, Path) else self.draw(shape)
            except MissingDataError as error:
                if asked:
                    raise
                notes.append(f"no path, so nothing to compare with: {error}")
                continue
            paths[name] = found
            extras[name] = extra_spending(found)
        return extras, paths, notes

    def draw(self, shape: str) -> Path:
        return draw_path(
            self.code,
            shape=shape,
            related=self.related,
            as_of=self.day,
            edition=self.edition,
            gdp_edition=self.gdp_edition,
            panel=self.panel,
        )


LONGEST = 2200


def extra_spending(path: Path) -> dict[int, float]:
    """Spending of a path over its starting share held, per cent of GDP by year.

    The level of its last year is held; related spending counts where the path has it.
    """
    start = path.start

    def over(index: int) -> float:
        point = path.points[index]
        more = point.core_share - start.core_share
        if point.related_share is not None and start.related_share is not None:
            more += point.related_share - start.related_share
        return more

    extra = {point.year: over(index) for index, point in enumerate(path.points)}
    return extra | dict.fromkeys(range(path.points[-1].year + 1, LONGEST), over(-1))


def wobble(
    share_sd: float | str | None,
    paths: Mapping[str, Path],
    paid: Financing,
    first: int,
    window: int,
) -> dict[str, list[float]]:
    """Standard deviation of each run's own borrowed spending, growing with the root of time."""
    if share_sd is None:
        return {}
    result = {}
    for name, path in paths.items():
        if isinstance(share_sd, str):
            if share_sd != "history":
                raise BadValueError(f"share_sd {share_sd!r}: give points a year, or 'history'")
            yearly = _past_changes(path)
        else:
            yearly = float(share_sd)
            if yearly < 0:
                raise BadValueError(f"share_sd {share_sd}: a standard deviation is not negative")
        begun = path.start.year
        result[name] = [
            (paid.debt + paid.loans) * yearly * math.sqrt(max(first + k - begun, 0))
            for k in range(window)
        ]
    return result


def _past_changes(path: Path) -> float:
    """Standard deviation of past yearly changes of the core share, points."""
    shares = [o.core_share for o in path.history] + [path.start.core_share]
    changes = [b - a for a, b in itertools.pairwise(shares)]
    if len(changes) < 5:
        raise MissingDataError(
            f"{path.edition} has too few years of {path.ally} for share_sd='history'"
        )
    mean = sum(changes) / len(changes)
    return math.sqrt(sum((c - mean) ** 2 for c in changes) / (len(changes) - 1))
