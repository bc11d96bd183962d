"""The paths of NATO's aggregates: the members' own paths, added up in dollars."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.allies import aggregate
from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.panel import default_panel
from burdenshare.paths._build import Ask, Setting, draw, setting
from burdenshare.paths._economy import Assumption
from burdenshare.paths._observe import observe
from burdenshare.paths._path import PLANNED, PROJECTED, Observation, Path, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.paths._path import Source


def total(code: str, shape: str, ask: Ask) -> Path:
    """Return the path of an aggregate: every member on the same shape from the same year.

    The share is the members' money over the members' GDP, both in current dollars; constant
    money is at the prices and rates of the starting year. A member without an announced plan
    holds its share under ``plan``, which is written down.

    Raises:
        MissingDataError: A member's figures, or its exchange rate, are missing.
    """
    if isinstance(ask.start, tuple):
        raise BadValueError(f"a starting share is one ally's: {code} starts from its members' own")
    panel = (ask.panel or default_panel()).as_of(ask.day)
    starts = [
        observe(panel, member.alpha3, edition=ask.edition, start=ask.start)
        for member in aggregate(code).members(ask.day.year)
    ]
    first = min(seen.start for seen in starts)
    common = replace(ask, start=first)
    scenes = [setting(m.alpha3, common) for m in aggregate(code).members(ask.day.year)]
    drawn: list[Path] = []
    held: list[str] = []
    for scene in scenes:
        try:
            drawn.append(draw(scene, shape))
        except MissingDataError:
            if shape != "plan":
                raise
            held.append(scene.code)
            drawn.append(draw(scene, "hold"))
    notes = [
        Assumption("aggregate", len(drawn), "the members' own paths added up in dollars"),
        *_common(first, max(seen.start for seen in starts)),
    ]
    if held:
        why = "these members announced no core share and hold theirs"
        notes.append(Assumption("plan_missing", ", ".join(held), why))
    return _sum(code, shape, drawn, scenes, tuple(notes))


def _common(first: int, last: int) -> list[Assumption]:
    if first == last:
        return []
    why = f"the last year in which every member's share is held; some have {last}"
    return [Assumption("start", first, why)]


def _sum(
    code: str,
    shape: str,
    drawn: Sequence[Path],
    scenes: Sequence[Setting],
    notes: tuple[Assumption, ...],
) -> Path:
    horizon = min(path.years[-1] for path in drawn)
    first = drawn[0].start.year
    points: list[Point] = []
    for year in range(first, horizon + 1):
        points.append(
            _year(
                year, drawn, scenes, points[0] if points else None, points[-1] if points else None
            )
        )
    return replace(
        drawn[0],
        ally=code,
        shape=shape,
        currency="USD",
        target=points[-1].core_share,
        due=max(path.due for path in drawn),
        points=tuple(points),
        history=_history(code, scenes[0]),
        assumptions=notes,
        sources=_editions(drawn),
    )


def _year(
    year: int,
    drawn: Sequence[Path],
    scenes: Sequence[Setting],
    start: Point | None,
    before: Point | None,
) -> Point:
    members = [path.at(year) for path in drawn]
    current = [point.core_money_usd for point in members]
    constant = [point.core_money_usd_constant for point in members]
    if any(value is None for value in (*current, *constant)):
        missing = next(p.ally for p, v in zip(drawn, current, strict=True) if v is None)
        raise MissingDataError(
            f"no dollar rate of {missing} is published in {drawn[0].gdp_edition} or "
            f"{drawn[0].edition}: totals in dollars cannot be drawn"
        )
    money = sum(value for value in current if value is not None)
    real = sum(value for value in constant if value is not None)
    gdp = sum(p.gdp / s.economy.per_usd[year] for p, s in zip(members, scenes, strict=True))
    share = 100 * money / gdp
    extra = 0.0 if start is None else (share - start.core_share) / 100 * gdp
    related = _related(members, scenes, year)
    kinds = {point.kind for point in members}
    kind = members[0].kind if len(kinds) == 1 else PLANNED if PLANNED in kinds else PROJECTED
    if start is None:
        kind = "estimated" if "estimated" in kinds else members[0].kind
    return Point(
        year=year,
        kind=kind,
        core_share=share,
        gdp=gdp,
        core_money=money,
        core_money_constant=real,
        core_money_usd=money,
        core_money_usd_constant=real,
        extra_money=extra,
        cumulative_extra=extra + (before.cumulative_extra if before else 0.0),
        real_growth=None if before is None else 100 * (real / before.core_money_constant - 1),
        step=None if before is None else share - before.core_share,
        related_share=None if related is None else 100 * related / gdp,
        related_money=related,
        label=str(year),
        note="",
    )


def _related(members: Sequence[Point], scenes: Sequence[Setting], year: int) -> float | None:
    """Related money in dollars; ``None`` unless it is known of every member."""
    total_usd = 0.0
    for point, scene in zip(members, scenes, strict=True):
        if point.related_money is None:
            return None
        total_usd += point.related_money / scene.economy.per_usd[year]
    return total_usd


def _history(code: str, scene: Setting) -> tuple[Observation, ...]:
    panel = (scene.ask.panel or default_panel()).as_of(scene.ask.day)
    try:
        return observe(panel, code, edition=scene.ask.edition, start=scene.ask.start).history
    except MissingDataError:
        return ()


def _editions(drawn: Sequence[Path]) -> tuple[Source, ...]:
    kept: dict[str, Source] = {}
    for path in drawn:
        for source in path.sources:
            old = kept.get(source.id)
            cells = (*(old.cells if old else ()), *source.cells)
            kept[source.id] = replace(source, cells=tuple(dict.fromkeys(cells)))
    return tuple(kept.values())
