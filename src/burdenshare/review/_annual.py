"""The yearly assessment: every ally against every rule in force, and what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies import AGGREGATES, area_name
from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.panel import default_panel
from burdenshare.rules import rules, standing

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl

    from burdenshare.panel import Edition, Panel
    from burdenshare.rules import Standing


@dataclass(frozen=True, slots=True)
class Step:
    """From the last share of the previous edition to the share assessed, in points of GDP.

    Attributes:
        before: Share of the previous edition for its last year held, per cent of GDP.
        before_year: That year.
        revised: What this edition makes of that year, less what the previous one did.
        revision: ``re-estimated`` where the previous edition had an estimate, else ``restated``.
        spent: Change since then in this edition, by spending alone at constant prices.
        economy: Change since then by GDP alone.
        reason: Why a part is unknown, if one is.
    """

    before: float | None
    before_year: int | None
    revised: float | None
    revision: str | None
    spent: float | None
    economy: float | None
    reason: str


@dataclass(frozen=True)
class Assessment:
    """One ally's year.

    Attributes:
        ally: Ally's code.
        share: Core share of the year, per cent of GDP; ``None`` when there is none.
        estimate: Whether it is an estimate.
        standings: One a rule in force that has figures.
        step: How it came about since the previous edition.
    """

    ally: str
    share: float | None
    estimate: bool
    standings: tuple[Standing, ...]
    step: Step

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "ally": self.ally,
            "name": area_name(self.ally),
            "core_share": self.share,
            "estimate": self.estimate,
            "rules": {
                s.rule.id: {"status": s.status.value, "value": s.value, "margin": s.margin}
                for s in self.standings
            },
            "change": {name: getattr(self.step, name) for name in Step.__slots__},
        }


@dataclass(frozen=True)
class Annual:
    """The answer to :func:`annual`.

    Attributes:
        year: Year assessed.
        as_of: The day as of which everything was known.
        edition: Edition of the figures.
        previous: The edition before it; ``None`` when there is none.
        items: One an ally.
        sources: The editions and rules.
    """

    year: int
    as_of: dt.date
    edition: str
    previous: str | None
    items: tuple[Assessment, ...]
    sources: tuple[dict[str, Any], ...]

    def of(self, ally: str) -> Assessment:
        """Return one ally's assessment."""
        from burdenshare.allies import ally as find_ally

        code = find_ally(ally).alpha3
        return next(item for item in self.items if item.ally == code)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "edition": self.edition,
            "previous": self.previous,
            "units": {"core_share": "per cent of GDP", "change": "percentage points of GDP"},
            "allies": [item.to_dict() for item in self.items],
            "assumptions": [],
            "sources": list(self.sources),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an ally."""
        import polars as pl

        rows = []
        for item in self.items:
            row: dict[str, Any] = {"ally": item.ally, "core_share": item.share}
            row |= {s.rule.id: s.status.value for s in item.standings}
            rows.append(row | {name: getattr(item.step, name) for name in Step.__slots__})
        return pl.DataFrame(rows, infer_schema_length=None)

    def explain(self) -> str:
        """What each part of a change is computed from."""
        lines = [
            f"{self.year} as of {self.as_of}: {self.edition}, before it {self.previous}",
            "revised: this edition's share of the earlier year less the previous edition's",
            "spent: share then x (growth of core spending at constant prices)",
            "economy: what is left of the change in this edition, by GDP",
        ]
        for item in self.items:
            told = "; ".join(s.status.value + f" ({s.rule.id})" for s in item.standings)
            lines.append(
                f"├── {item.ally}: {told}{'; ' + item.step.reason if item.step.reason else ''}"
            )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def __rich__(self) -> Any:
        from burdenshare.review._show import annual_page

        return annual_page(self)


def annual(
    year: int | None = None,
    *,
    as_of: Date | None = None,
    edition: str | None = None,
    panel: Panel | None = None,
) -> Annual:
    """Assess a year: every ally against every rule in force, and what changed since.

    Args:
        year: Year as NATO names it; the latest that the edition has when ``None``.
        as_of: The day as of which everything is known; today when ``None``.
        edition: NATO edition; the newest that has the year and a back series when ``None``.
        panel: Figures to use.

    Raises:
        BadValueError: The edition does not have the year.
        MissingDataError: No edition public on the day has the year.
    """
    day = read_date(as_of)
    view = (panel or default_panel()).as_of(day)
    editions = [e for e in view.editions if len(e.years("core_share")) > 1]
    this = _this(view, editions, year, edition)
    when = this.years("core_share")[-1] if year is None else year
    earlier = [e for e in editions if e.published < this.published]
    before = earlier[-1] if earlier else None
    tested = [r for r in rules(as_of=day) if r.test is not None and r.test.measure is not None]
    judged = [
        standing(rule=r.id, year=when, as_of=day, edition=this.id, panel=panel) for r in tested
    ]
    only = view.edition(this.id)
    items = []
    for member in AGGREGATES[0].members(when, gdp=True):
        cell = only.cell("core_share", member.alpha3, when)
        own = tuple(s for answer in judged for s in answer if s.ally == member.alpha3)
        step = _step(view, this, before, member.alpha3, when)
        items.append(Assessment(member.alpha3, cell.rounded, cell.estimate, own, step))
    return Annual(
        when,
        day,
        this.id,
        before.id if before else None,
        tuple(items),
        _sources(this, before, tested),
    )


def _this(view: Panel, editions: list[Edition], year: int | None, edition: str | None) -> Edition:
    if edition is not None:
        found = view.record(edition)
        if not found.years("core_share") or (
            year is not None and year not in found.years("core_share")
        ):
            raise BadValueError(f"{edition} has no core shares of {year or 'any year'}")
        return found
    for candidate in reversed(editions):
        if year is None or year in candidate.years("core_share"):
            return candidate
    what = f"for {year} " if year else ""
    raise MissingDataError(f"no NATO edition held {what}was public on {view.day}")


def _step(view: Panel, this: Edition, before: Edition | None, code: str, year: int) -> Step:
    if before is None:
        return Step(None, None, None, None, None, None, "there is no edition before")
    old = view.edition(before.id).series("core_share", code, before.years("core_share"))
    held = [c for c in old if c.value is not None and c.year < year]
    if not held:
        return Step(None, None, None, None, None, None, f"{before.id}, as held, has no share")
    last = held[-1]
    only = view.edition(this.id)
    then, now = (only.cell("core_share", code, y).value for y in (last.year, year))
    if then is None or now is None or last.value is None:
        return Step(last.value, last.year, None, None, None, None, f"{this.id} has no share")
    revision = "re-estimated" if last.estimate else "restated"
    revised = then - last.value
    money = [only.cell("core_expenditure_usd_constant", code, y).value for y in (last.year, year)]
    if not all(money):
        reason = f"{this.id}, as held, lacks spending at constant prices"
        return Step(last.value, last.year, revised, revision, None, None, reason)
    spent = then * (float(money[1] or 0) / float(money[0] or 1) - 1)
    return Step(last.value, last.year, revised, revision, spent, now - then - spent, "")


def _sources(
    this: Edition, before: Edition | None, tested: list[Any]
) -> tuple[dict[str, Any], ...]:
    editions = [
        {
            "id": e.id, "publisher": e.publisher, "title": e.title,
            "published": e.published.isoformat(), "url": e.url,
        }
        for e in (this, before) if e is not None
    ]  # fmt: skip
    agreed = [
        {
            "id": r.id, "publisher": r.venue, "title": r.title,
            "published": r.adopted.isoformat(), "url": r.sources[0].url,
        }
        for r in tested
    ]  # fmt: skip
    return (*editions, *agreed)
