"""The whole story of one ally on one day, gathered from the rooms that know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies import ally as ally_called
from burdenshare.errors import FailedError, MissingDataError
from burdenshare.panel import Panel, default_panel, ranking
from burdenshare.report._floor import CORE_SHARE, is_core_floor
from burdenshare.rules import Status, latest_year, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import altair as alt
    import polars as pl
    from rich.console import RenderableType

    from burdenshare.allies import Ally
    from burdenshare.fiscal import Debt
    from burdenshare.flexibility import Fit
    from burdenshare.ledger import AnyEntry, Planned
    from burdenshare.panel import Cell, Edition, Rank, Series
    from burdenshare.paths import Path
    from burdenshare.rules import Standing

# The floor that replaces the one in force: shown even where it was agreed after the day, and
# then marked so.
NEXT_FLOOR = "hague-2025-core"


@dataclass(frozen=True)
class Brief:
    """One ally as known on one day, and what later editions made of it.

    Attributes:
        ally: The ally.
        as_of: The day; only :attr:`revisions` and :attr:`since` look beyond it, and say so.
        year: The newest year with figures known that day.
        share: Share of GDP by year, from one edition.
        standings: Against every rule in force that day, then against the next floor.
        rank: Place among the allies in :attr:`year`; ``None`` without a figure.
        revisions: The figure of :attr:`year` in every edition that publishes it, oldest first,
            those published after the day included.
        since: Figures of later years, from the newest edition of all; empty when none is newer.
        plan: What the ally had announced.
        record: Positions, mechanisms and other entries public that day.
        needed: Path in equal steps to the next floor by its due year, on the GDP forecast of that
            day; or one line saying why there is none.
        announced: Path through what the ally had announced, held to the same year; or why not.
        cost: Deficit and debt with and without :attr:`needed`, all of it borrowed; or why not.
        fit: Whether the promises fit what the ally's own past says it can bear, and the least
            that must give if not; or why it cannot be said.
    """

    ally: Ally
    as_of: dt.date
    year: int
    share: Series
    standings: tuple[Standing, ...]
    rank: Rank | None
    revisions: tuple[Cell, ...]
    since: tuple[Cell, ...]
    plan: Planned
    record: tuple[AnyEntry, ...]
    needed: Path | str
    announced: Path | str
    cost: Debt | str
    fit: Fit | str

    @property
    def headline(self) -> str:
        """One sentence: level, distance to the floor in force, in points and in money."""
        from burdenshare.report._brief_text import headline

        return headline(self)

    @property
    def floor(self) -> Standing | None:
        """The standing against the floor on core spending in force that day."""
        in_force = (s for s in self.standings if s.rule.in_force_on(self.as_of))
        found = [s for s in in_force if is_core_floor(s.rule)]
        due = [s for s in found if s.status is not Status.NOT_DUE]
        return (due or found)[-1] if found else None

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Editions of every figure in the brief, oldest first."""
        cells = [*self.share.cells, *self.revisions, *self.since]
        cells += [cell for s in self.standings for cell in s.cells]
        found = {cell.edition.id: cell.edition for cell in cells}
        found |= {edition.id: edition for edition in self._forecasts()}
        return tuple(sorted(found.values(), key=lambda e: (e.published, e.id)))

    def _forecasts(self) -> Iterator[Edition]:
        for drawn in (self.needed, self.announced):
            if not isinstance(drawn, str):
                yield default_panel().record(drawn.gdp_edition)

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "ally": self.ally.alpha3,
            "name": self.ally.name,
            "as_of": self.as_of.isoformat(),
            "year": self.year,
            "headline": self.headline,
            "units": {"share": "percent of GDP", "margin": "percentage points"},
            "share": [cell.to_dict() for cell in self.share],
            "standings": [s.to_dict() for s in self.standings],
            "rank": None
            if self.rank is None
            else {"place": self.rank.place, "joint": self.rank.joint, "of": self.rank.of},
            "revisions": [cell.to_dict() for cell in self.revisions],
            "since": [cell.to_dict() for cell in self.since],
            "plan": self.plan.to_dict(),
            "record": [entry.id for entry in self.record],
            "needed": self.needed if isinstance(self.needed, str) else self.needed.to_dict(),
            "announced": self.announced
            if isinstance(self.announced, str)
            else self.announced.to_dict(),
            "cost": self.cost if isinstance(self.cost, str) else self.cost.to_dict(),
            "fit": self.fit if isinstance(self.fit, str) else self.fit.to_dict(),
            "sources": [edition.cite() for edition in self.editions],
        }

    def to_frame(self) -> pl.DataFrame:
        """The share by year as known that day, one row a year."""
        return self.share.to_frame()

    def explain(self) -> str:
        """The evidence behind each number."""
        from burdenshare.report._brief_text import explain

        return explain(self)

    def chart(self) -> alt.LayerChart:
        """The share over time, as known that day: observed years solid, estimates hollow.

        Raises:
            MissingDataError: No share is published.
        """
        from burdenshare.report._charts import history_chart

        if all(cell.value is None for cell in self.share):
            raise MissingDataError(f"{self.ally.name} has no published share: nothing to draw")
        return history_chart([(self.share.cells[0].edition.id, self.share)])

    def __rich__(self) -> RenderableType:
        from burdenshare.report._brief_text import render

        return render(self)


def brief(ally: str, *, as_of: Date | None = None, panel: Panel | None = None) -> Brief:
    """Gather what is known of an ally on a day.

    Args:
        ally: The ally, by any of its names.
        as_of: The day; today when ``None``.
        panel: Figures to use; the shipped ones and the user's own when ``None``.

    Raises:
        UnknownNameError: Unknown ally.
        MissingDataError: No edition of figures was public that day.
    """
    from burdenshare.ledger import ledger

    member, day = ally_called(ally), read_date(as_of)
    figures = panel or default_panel()
    known = figures.as_of(day)
    year = latest_year(CORE_SHARE, known)
    share = known.series(CORE_SHARE, member.alpha3)
    in_force = standing(member.alpha3, year=year, as_of=day, panel=figures)
    judged = list(in_force)
    if all(s.rule.id != NEXT_FLOOR for s in judged):
        judged.extend(standing(member.alpha3, rule=NEXT_FLOOR, year=year, as_of=day, panel=figures))
    places = {rank.cell.area: rank for rank in ranking(known, CORE_SHARE, year)}
    entries = ledger(member.alpha3, as_of=day)
    needed = _path(member.alpha3, "linear", day, figures)
    return Brief(
        member,
        day,
        year,
        share,
        tuple(judged),
        places.get(member.alpha3),
        _revisions(figures, member.alpha3, year),
        _since(figures, known, member.alpha3, year),
        entries.plan(member.alpha3),
        entries.current,
        needed,
        _path(member.alpha3, "plan", day, figures),
        needed if isinstance(needed, str) else _cost(member.alpha3, needed, day, figures),
        _fit(member.alpha3, day, figures),
    )


def _path(code: str, shape: str, day: dt.date, panel: Panel) -> Path | str:
    """Return the path to the next floor, or in one line why it cannot be drawn."""
    from burdenshare.paths import path

    try:
        return path(code, shape=shape, rule=NEXT_FLOOR, as_of=day, panel=panel)
    except FailedError as error:
        return str(error)


def _cost(code: str, needed: Path, day: dt.date, panel: Panel) -> Debt | str:
    from burdenshare.fiscal import debt

    try:
        return debt(code, path=needed, draws=0, horizon=needed.due, as_of=day, panel=panel)
    except FailedError as error:
        return str(error)


def _fit(code: str, day: dt.date, panel: Panel) -> Fit | str:
    from burdenshare.flexibility import fit

    try:
        return fit(code, as_of=day, panel=panel)
    except FailedError as error:
        return str(error)


def _revisions(panel: Panel, code: str, year: int) -> tuple[Cell, ...]:
    return tuple(
        panel.edition(edition.id).cell(CORE_SHARE, code, year)
        for edition in panel.editions
        if year in edition.years(CORE_SHARE)
    )


def _since(panel: Panel, known: Panel, code: str, year: int) -> tuple[Cell, ...]:
    try:
        newest = panel.answering(CORE_SHARE, year)
    except MissingDataError:
        return ()
    if newest.id == known.answering(CORE_SHARE, year).id:
        return ()
    later = [y for y in newest.years(CORE_SHARE) if y > year]
    return tuple(panel.edition(newest.id).cell(CORE_SHARE, code, y) for y in later)
