"""The review of 2029: who is on track, what the Alliance spends, and what if."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies import AGGREGATES
from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.ledger import ledger as read_ledger
from burdenshare.panel import default_panel
from burdenshare.paths import Assumption, paths
from burdenshare.review._sums import Member, Total, member, observed, projected
from burdenshare.review._track import REVIEW, RULE, SHAPES, STATUSES, Line, line
from burdenshare.review._whatif import Exemption, Shift, balance, exemption, levels
from burdenshare.rules import rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import altair as alt
    import polars as pl

    from burdenshare.ledger import Ledger
    from burdenshare.panel import Panel
    from burdenshare.paths import Path, Paths

RELATED = "hague-2025-related"
TIED = (
    "NATO's dollars of the last observation times the growth of each member's path; under plan, "
    "an ally that announced nothing holds its share"
)
UNITS = {
    "share": "per cent of GDP",
    "usd_current": "millions of US dollars, current prices and rates",
    "usd_constant": "millions of US dollars, prices and rates of the edition's base year",
    "burden": "per cent of the Alliance's core spending, current dollars",
    "gdp": "per cent of the Alliance's GDP, current dollars",
    "points": "percentage points of GDP",
}


@dataclass(frozen=True, slots=True)
class Burden:
    """An ally's part of the Alliance's spending beside its part of the Alliance's GDP.

    Attributes:
        ally: Ally's code.
        year: Year.
        burden: Per cent of the members' core spending.
        gdp: Per cent of the members' GDP.
    """

    ally: str
    year: int
    burden: float
    gdp: float


@dataclass(frozen=True)
class Review:
    """The answer to :func:`review_2029`.

    Attributes:
        as_of: The day as of which everything was known.
        edition: NATO edition of the shares.
        gdp_edition: WEO edition of GDP and prices.
        base_year: Year of the constant prices.
        lines: One an ally.
        totals: Aggregates: observed, then by shape in the review year and the due year.
        burdens: Parts of spending and of GDP, in the last observed year and the due year.
        exemption: What an exemption would leave out, if asked.
        balance: What another balance would mean, if asked.
        missing: Ally and reason where no path can be drawn.
        assumptions: Everything that no source gives.
        sources: Everything that one does.
    """

    as_of: dt.date
    edition: str
    gdp_edition: str
    base_year: int | None
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    burdens: tuple[Burden, ...]
    exemption: Exemption | None
    balance: tuple[Shift, ...]
    missing: tuple[tuple[str, str], ...]
    assumptions: tuple[Assumption, ...]
    sources: tuple[dict[str, Any], ...]

    def of(self, ally: str) -> Line:
        """Return one ally's line.

        Raises:
            BadValueError: It has none.
        """
        from burdenshare.allies import ally as find_ally

        code = find_ally(ally).alpha3
        for item in self.lines:
            if item.ally == code:
                return item
        raise BadValueError(f"{code} has no line: {dict(self.missing).get(code, 'not asked for')}")

    def total(self, area: str, year: int, shape: str) -> Total:
        """Return one total.

        Raises:
            BadValueError: There is none.
        """
        for item in self.totals:
            if (item.area, item.year, item.shape) == (area, year, shape):
                return item
        raise BadValueError(f"there is no total of {area} for {year} under {shape!r}")

    @property
    def counts(self) -> dict[str, int]:
        """Number of allies by status."""
        return {s: sum(item.status == s for item in self.lines) for s in STATUSES}

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "as_of": self.as_of.isoformat(),
            "edition": self.edition,
            "gdp_edition": self.gdp_edition,
            "base_year": self.base_year,
            "review": REVIEW,
            "units": UNITS,
            "counts": {status.replace(" ", "_"): n for status, n in self.counts.items()},
            "allies": [item.to_dict() for item in self.lines],
            "totals": [item.to_dict() for item in self.totals],
            "burdens": [
                {"ally": b.ally, "year": b.year, "burden": b.burden, "gdp": b.gdp}
                for b in self.burdens
            ],
            "exemption": self.exemption.to_dict() if self.exemption else None,
            "balance": [item.to_dict() for item in self.balance],
            "missing": [{"ally": ally, "reason": why} for ally, why in self.missing],
            "assumptions": [item.to_dict() for item in self.assumptions],
            "sources": list(self.sources),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an ally."""
        import polars as pl

        rows = []
        for item in self.lines:
            plain = item.to_dict()
            review, end = plain.pop("review"), plain.pop("end")
            plain["plan_sources"] = ", ".join(plain["plan_sources"])
            plain |= {f"{shape}_{REVIEW}": review[shape] for shape in SHAPES}
            plain |= {f"{shape}_{item.due}": end[shape] for shape in SHAPES}
            rows.append(plain)
        return pl.DataFrame(rows, infer_schema_length=None)

    def explain(self) -> str:
        """Statuses with their reasons, then assumptions and sources."""
        lines = [f"Review {REVIEW}, as of {self.as_of}"]
        lines += [f"├── {item.ally}: {item.status}: {item.reason}" for item in self.lines]
        lines += [f"├── {ally}: left out: {why}" for ally, why in self.missing]
        lines += [f"├── {a.name} = {a.value}: {a.reason}" for a in self.assumptions]
        lines += [f"├── {s['id']}: {s['publisher']}, {s['title']}" for s in self.sources]
        return "\n".join(lines)

    def chart(self) -> alt.LayerChart:
        """Each ally now, and in the review year under its plan, its trend and a straight line."""
        from burdenshare.review._chart import chart

        return chart(self)

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def __rich__(self) -> Any:
        from burdenshare.review._show import review_page

        return review_page(self)


def review_2029(
    *,
    exempt: Iterable[str] = (),
    at: float | None = None,
    exempt_below: float | None = None,
    exempt_asked: bool = False,
    balance_core: float | None = None,
    balance_related: float | None = None,
    as_of: Date | None = None,
    edition: str | None = None,
    gdp_edition: str | None = None,
    panel: Panel | None = None,
    ledger: Ledger | None = None,
) -> Review:
    """Say where every ally will be in 2029 and 2035 under its plan, its trend and a straight line.

    Args:
        exempt: Allies that stop at a lower level.
        at: That level; the ally's own reading, else its last observed share, when ``None``.
        exempt_below: Every ally whose last observed share is below this is exempt.
        exempt_asked: Every ally that asked for flexibility or claimed an exemption is exempt.
        balance_core: Core target of another balance, per cent of GDP.
        balance_related: Related target of that balance.
        as_of: The day as of which everything is known; today when ``None``.
        edition: NATO edition of the shares.
        gdp_edition: WEO edition of GDP and prices.
        panel: Figures to use.
        ledger: Plans and positions to use.

    Raises:
        BadValueError: Options that cannot be.
        MissingDataError: Figures are not published or not held.
    """
    day = read_date(as_of)
    view = (panel or default_panel()).as_of(day)
    record = ledger or read_ledger(as_of=day)
    exempted = tuple(exempt)
    if (balance_core is None) != (balance_related is None):
        raise BadValueError("a balance needs both parts: write e.g. 3.0+2.0")
    options: dict[str, Any] = {
        "rule": RULE, "as_of": day, "edition": edition, "gdp_edition": gdp_edition, "panel": view,
    }  # fmt: skip
    armed = [m.alpha3 for m in AGGREGATES[0].members(day.year)]
    drawn = paths(armed, shapes=SHAPES, **options, ledger=record)
    straight = {p.ally: p for p in drawn if p.shape == "linear"}
    if not straight:
        raise MissingDataError(drawn.missing[0][2])
    core = _level(RULE, day)
    lines = tuple(line(code, drawn, day, core) for code in straight)
    first = next(iter(straight.values()))
    notes = [*_rule_note(day), *_common(drawn)]
    members, why = _members(straight, view)
    notes.append(Assumption("totals", first.edition if members else None, why or TIED))
    wants = bool(exempted) or exempt_below is not None or exempt_asked
    if at is not None and not wants:
        raise BadValueError("a level needs someone to stop there: name the exempt allies")
    if (wants or balance_core is not None) and not members:
        raise MissingDataError(why)
    spread: Exemption | None = None
    shifted: tuple[Shift, ...] = ()
    if wants:
        chosen, words, extra = levels(
            straight, day, record, exempt=exempted, at=at, below=exempt_below, asked=exempt_asked
        )
        notes += extra
        spread = exemption(members, chosen, words, options)
    if balance_core is not None and balance_related is not None:
        shifted = balance(members, balance_core, balance_related, (core, _level(RELATED, day)))
        unknown = "related spending is not published: what an ally already spends on it is unknown"
        notes.append(Assumption("related_today", None, unknown))
    return Review(
        as_of=day,
        edition=first.edition,
        gdp_edition=first.gdp_edition,
        base_year=view.record(first.edition).base_year,
        lines=lines,
        totals=_totals(members, drawn, straight, view) if members else (),
        burdens=_burdens(members) if members else (),
        exemption=spread,
        balance=shifted,
        missing=_gaps(drawn),
        assumptions=tuple(notes),
        sources=_sources(drawn),
    )


def _level(rule_id: str, day: dt.date) -> float:
    """The number a rule of the pledge asks for, as known on a day."""
    version = rule(rule_id).version_on(day)
    if version is None:
        raise MissingDataError(f"{rule_id} has no number")
    return version.value


def _members(straight: dict[str, Path], view: Panel) -> tuple[list[Member], str]:
    """Every ally in NATO's dollars, or why that is not to be had."""
    try:
        return [member(found, view) for found in straight.values()], ""
    except MissingDataError as error:
        return [], str(error)


def _totals(
    members: list[Member], drawn: Paths, straight: dict[str, Path], view: Panel
) -> tuple[Total, ...]:
    first = members[0].path
    year = min(m.path.start.year for m in members)
    found: list[Total] = []
    for group in AGGREGATES:
        inside = [m for m in members if group.with_usa or m.path.ally != "USA"]
        start = observed(group.code, view, first.edition, year)
        found.append(start)
        for shape in SHAPES:
            followed = {
                code: drawn.of(code, shape) or _held(code, first, view) for code in straight
            }
            found += [
                projected(start, when, shape, inside, followed) for when in (REVIEW, first.due)
            ]
    return tuple(found)


def _held(code: str, like: Path, view: Panel) -> Path:
    from burdenshare.paths import path

    return path(
        code, shape="hold", rule=RULE, as_of=like.as_of, edition=like.edition,
        gdp_edition=like.gdp_edition, panel=view,
    )  # fmt: skip


def _burdens(members: list[Member]) -> tuple[Burden, ...]:
    """Parts of spending and GDP in the last observed year and, on the straight line, when due."""
    found = []
    for year in (members[0].path.start.year, members[0].path.due):
        money = {m.path.ally: m.money(year, "current") for m in members if year in m.path.years}
        product = {m.path.ally: m.product(year, "current") for m in members if year in m.path.years}
        spent, made = sum(money.values()), sum(product.values())
        found += [
            Burden(code, year, 100 * money[code] / spent, 100 * product[code] / made)
            for code in money
        ]
    return tuple(found)


def _rule_note(day: dt.date) -> list[Assumption]:
    pledge = rule(RULE)
    if pledge.known_on(day):
        return []
    why = f"agreed on {pledge.adopted}, after {day}: the review is drawn as if it were known"
    return [Assumption("rule_later_than_as_of", RULE, why)]


def _common(drawn: Paths) -> list[Assumption]:
    """Assumptions of the paths that are alike for all, once; the rest stays with `path`."""
    why = "beyond the WEO's last year growth and prices are the average of its last three"
    return [Assumption("gdp_beyond", drawn.paths[0].gdp_edition, why)]


def _gaps(drawn: Paths) -> tuple[tuple[str, str], ...]:
    lost = {ally: why for ally, shape, why in drawn.missing if shape == "linear"}
    return (*lost.items(), ("ISL", "no armed forces: out of the core target's scope"))


def _sources(drawn: Paths) -> tuple[dict[str, Any], ...]:
    kept: dict[str, dict[str, Any]] = {}
    for found in drawn:
        for source in found.sources:
            kept.setdefault(source.id, source.to_dict() | {"cells": []})
    return tuple(kept.values())
