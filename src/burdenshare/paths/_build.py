"""From a question to a path: observation, economy, goal, shape, money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from burdenshare._clock import Date, read_date
from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError, MissingDataError, UnknownNameError
from burdenshare.panel import default_panel
from burdenshare.paths._economy import FISCAL, Assumption, economy
from burdenshare.paths._goal import goal
from burdenshare.paths._observe import denominator, nato_rate, observe
from burdenshare.paths._path import PLANNED, PROJECTED, Path, Point, Source
from burdenshare.paths._plans import Announced, announced
from burdenshare.paths._shapes import SHAPES, Course

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from burdenshare.ledger import Ledger
    from burdenshare.panel import Panel
    from burdenshare.paths._economy import Economy
    from burdenshare.paths._goal import Goal
    from burdenshare.paths._observe import Observed
    from burdenshare.paths._overrides import Overrides

RELATED_TARGET = 1.5


@dataclass(frozen=True)
class Ask:
    """Everything a caller may ask of a path besides the ally and the shape.

    Attributes:
        core_target: Core share to reach, per cent of GDP; the rule's when ``None``.
        rule: Rule whose target and due year are the defaults, whenever it was agreed; the one in
            force as of the day when ``None``.
        due: Year by which.
        horizon: Last year; the due year when ``None``.
        start: Year to start from, or year and the caller's own share; the last observation when
            ``None``.
        points: Year to share, for the shape ``points``.
        turn: Year in which ``back-loaded`` starts to climb and ``front-loaded`` arrives.
        related: Related share today, per cent of GDP; unknown when ``None``.
        related_target: Related share by the due year.
        fiscal_year: Money by fiscal years for the allies whose years differ.
        as_of: The day; today when ``None``.
        edition: NATO edition of the shares.
        gdp_edition: WEO edition of GDP and prices.
        gdp_overrides: The caller's own GDP figures.
        real_growth_beyond: Real growth beyond the WEO's last year, per cent a year.
        inflation_beyond: Growth of prices beyond it, per cent a year.
        panel: Figures to use.
        ledger: Ledger to use, for the shape ``plan``.
    """

    core_target: float | None = None
    rule: str | None = None
    due: int | None = None
    horizon: int | None = None
    start: int | tuple[int, float] | None = None
    points: Mapping[int, float] | None = None
    turn: int | None = None
    related: float | None = None
    related_target: float | None = None
    fiscal_year: bool = False
    as_of: Date | None = None
    edition: str | None = None
    gdp_edition: str | None = None
    gdp_overrides: Overrides | None = None
    real_growth_beyond: float | None = None
    inflation_beyond: float | None = None
    panel: Panel | None = None
    ledger: Ledger | None = None

    @property
    def day(self) -> dt.date:
        """The as-of day."""
        return read_date(self.as_of)


@dataclass(frozen=True)
class Setting:
    """What every shape of one ally shares.

    Attributes:
        code: Ally's code.
        ask: The question.
        observed: The last observation.
        goal: Target, due year, horizon.
        economy: GDP and prices, scaled to what the share is a share of.
        assumptions: What was assumed so far.
        sources: What it rests on so far.
        price_year: Year of the constant prices.
    """

    code: str
    ask: Ask
    observed: Observed
    goal: Goal
    economy: Economy
    assumptions: tuple[Assumption, ...]
    sources: tuple[Source, ...]
    price_year: int


def setting(code: str, ask: Ask) -> Setting:
    """Gather observation, goal and economy of an ally.

    Raises:
        MissingDataError: The ally is out of scope, or figures are not held.
    """
    panel = (ask.panel or default_panel()).as_of(ask.day)
    if code == "ISL":
        raise MissingDataError(
            "Iceland has no armed forces and no row in NATO's expenditure tables: core paths are "
            "out of scope (its aim concerns the related part)"
        )
    observed = observe(panel, code, edition=ask.edition, start=ask.start)
    aim = goal(
        code,
        ask.day,
        observed.start,
        rule=ask.rule,
        target=ask.core_target,
        due=ask.due,
        horizon=ask.horizon,
    )
    notes = [*observed.assumptions, *aim.assumptions]
    if not aim.given and observed.share > aim.target:
        why = f"already above the floor of {aim.target:g} %: the share of {observed.start} is kept"
        notes.append(Assumption("core_target", observed.share, why))
        aim = replace(aim, target=observed.share)
    calendar = economy(
        code,
        panel,
        first=observed.start,
        last=aim.horizon + 1,
        gdp_edition=ask.gdp_edition,
        real_growth=ask.real_growth_beyond,
        inflation=ask.inflation_beyond,
        overrides=ask.gdp_overrides,
    )
    ratio, reported, cells = denominator(panel, observed, calendar)
    notes += [*calendar.assumptions, *reported]
    if ratio != 1:
        calendar = replace(calendar, gdp={y: v * ratio for y, v in calendar.gdp.items()})
    if not calendar.per_usd:
        calendar, rated = _with_rate(panel, observed, calendar)
        notes += rated
    money = calendar.fiscal_years() if ask.fiscal_year else calendar
    if money is not calendar:
        notes.append(money.assumptions[-1])
    sources = (
        Source.of(observed.edition, (*observed.cells, *cells)),
        Source.of(calendar.edition, calendar.cells),
        *aim.sources,
    )
    return Setting(code, ask, observed, aim, money, tuple(notes), sources, observed.start)


def _with_rate(
    panel: Panel, observed: Observed, calendar: Economy
) -> tuple[Economy, tuple[Assumption, ...]]:
    """Dollars from NATO's own rate, where the WEO edition has none."""
    if calendar.currency == "USD":
        return replace(calendar, per_usd=dict.fromkeys(calendar.gdp, 1.0)), ()
    found = nato_rate(panel, observed, calendar)
    if found is None:
        why = f"neither {calendar.edition.id} nor a NATO edition gives a rate: no dollars"
        return calendar, (Assumption("usd_rate", None, why),)
    rate, edition, year = found
    why = (
        f"{calendar.edition.id}, as held, has no GDP in dollars: {edition}'s rate of {year} is held"
    )
    held = dict.fromkeys(calendar.gdp, rate)
    return replace(calendar, per_usd=held), (Assumption("usd_rate", rate, why),)


def draw(scene: Setting, shape: str) -> Path:
    """Return the path of a shape in a setting.

    Raises:
        UnknownNameError: No shape has that name.
        BadValueError: The shape cannot be drawn with these options.
        MissingDataError: ``plan`` without an announced point.
    """
    if shape not in SHAPES:
        raise UnknownNameError("shape", shape, SHAPES)
    ask, aim, seen = scene.ask, scene.goal, scene.observed
    if ask.points and shape != "points":
        raise BadValueError(f"points go with the shape 'points', not {shape!r}")
    notes = list(scene.assumptions)
    sources = scene.sources
    found = None
    turn = ask.turn if ask.turn is not None else (seen.start + aim.due) // 2
    if shape in {"back-loaded", "front-loaded"} and ask.turn is None:
        why = "half-way between start and due year, as none was given"
        notes.append(Assumption("turn", turn, why))
    if shape == "plan":
        found = _announced(scene)
        notes += found.assumptions
        sources = (*sources, *found.sources)
    knots = dict(found.knots if found else ask.points or {})
    course = Course(
        seen.start,
        seen.share,
        aim.target,
        aim.due,
        aim.horizon,
        turn,
        scene.economy.real_gdp,
        {o.year: o.core_share for o in seen.history},
        knots,
    )
    shares = SHAPES[shape](course)
    labels = found.notes if found else dict.fromkeys(knots, "given by the caller")
    return Path(
        ally=scene.code,
        as_of=ask.day,
        edition=seen.edition.id,
        gdp_edition=scene.economy.edition.id,
        gdp_until=scene.economy.until,
        shape=shape,
        currency=scene.economy.currency,
        price_year=scene.price_year,
        rule=aim.rule,
        target=aim.target,
        due=aim.due,
        points=money(scene, shares, labels),
        history=seen.history,
        assumptions=tuple(notes),
        sources=sources,
    )


def _announced(scene: Setting) -> Announced:
    ask = scene.ask
    if ask.ledger is not None:
        entries = ask.ledger
    else:
        from burdenshare.ledger import ledger

        entries = ledger(scene.code, as_of=ask.day)
    return announced(entries, scene.code, scene.observed.start, scene.goal.horizon)


def money(
    scene: Setting, shares: Mapping[int, float], notes: Mapping[int, str]
) -> tuple[Point, ...]:
    """Turn shares into points: money, prices, dollars, extra, growth and step of each year."""
    seen, world, base_year = scene.observed, scene.economy, scene.price_year
    related = _related(scene)
    points: list[Point] = []
    cumulative, before = 0.0, None
    for year, share in shares.items():
        gdp = world.gdp[year]
        current = share / 100 * gdp
        constant = current * world.deflator[base_year] / world.deflator[year]
        extra = (share - seen.share) / 100 * gdp
        cumulative += extra
        other = related.get(year)
        first = before is None
        points.append(
            Point(
                year=year,
                kind=seen.kind if first else PLANNED if year in notes else PROJECTED,
                core_share=share,
                gdp=gdp,
                core_money=current,
                core_money_constant=constant,
                core_money_usd=current / world.per_usd[year] if world.per_usd else None,
                core_money_usd_constant=constant / world.per_usd[base_year]
                if world.per_usd
                else None,
                extra_money=extra,
                cumulative_extra=cumulative,
                real_growth=_growth(before, constant),
                step=None if before is None else share - before.core_share,
                related_share=other,
                related_money=None if other is None else other / 100 * gdp,
                label=_label(world, year),
                note=notes.get(year, ""),
            )
        )
        before = points[-1]
    return tuple(points)


def _growth(before: Point | None, constant: float) -> float | None:
    if before is None or before.core_money_constant <= 0:
        return None
    return 100 * (constant / before.core_money_constant - 1)


def _label(world: Economy, year: int) -> str:
    if not world.fiscal:
        return str(year)
    offset = FISCAL[world.area][0]
    return f"{year + offset}-{(year + offset + 1) % 100:02d}"


def _related(scene: Setting) -> dict[int, float]:
    """Related share by year, where the caller gives today's: equal steps to the target."""
    ask, aim, start = scene.ask, scene.goal, scene.observed.start
    if ask.related is None:
        if ask.related_target is not None:
            raise BadValueError("a related target needs today's related share: NATO publishes none")
        return {}
    target = (
        ask.related_target if ask.related_target is not None else max(ask.related, RELATED_TARGET)
    )
    step = (target - ask.related) / (aim.due - start)
    return {
        year: ask.related + step * min(year - start, aim.due - start)
        for year in range(start, aim.horizon + 1)
    }


def code_of(name: str) -> str:
    """Return an ally's code by any of its names."""
    return find_ally(name).alpha3
