"""The reviews as tables of at most 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name
from burdenshare.review._track import REVIEW, SHAPES

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table

    from burdenshare.review._annual import Annual
    from burdenshare.review._review import Review


def review_page(review: Review) -> Group:
    """The lines, the totals and what was asked besides."""
    from rich.console import Group

    parts: list[Any] = [_lines(review)]
    if review.totals:
        parts += [_totals(review), _burdens(review)]
    if review.exemption is not None:
        parts.append(_exemption(review))
    if review.balance:
        parts.append(_balance(review))
    return Group(*parts)


def _lines(review: Review) -> Table:
    due = review.lines[0].due
    counts = ", ".join(f"{number} {status}" for status, number in review.counts.items() if number)
    grid = _grid(
        f"Review {REVIEW}: {counts}",
        f"As of {review.as_of}; shares {review.edition}, GDP {review.gdp_edition}. Per cent of "
        f"GDP under the ally's plan, its trend of five years, the straight line. Left: points "
        f"after {REVIEW} under the plan, or the straight line without one. "
        + " ".join(f"{area_name(ally)}: {why}." for ally, why in review.missing),
        ("Ally",),
        ("Now", f"Plan {REVIEW}", "Trend", "Line", f"Plan {due}", "Trend", "Left"),
        ("Status",),
    )
    for item in review.lines:
        early = [_number(item.at_review.get(shape)) for shape in SHAPES]
        late = [_number(item.at_due.get(shape)) for shape in SHAPES[:2]]
        grid.add_row(item.ally, f"{item.share:.2f}", *early, *late, f"{item.left:.2f}", item.status)
    return grid


def _totals(review: Review) -> Table:
    grid = _grid(
        "Together",
        f"Billions of US dollars at current prices, and at prices and rates of {review.base_year}: "
        "two measures, never to be mixed. The first line of each is NATO's own table added up.",
        ("Area", "Year", "Shape"),
        ("% of GDP", "Current", f"In {review.base_year} prices"),
    )
    for item in review.totals:
        grid.add_row(
            item.area,
            str(item.year),
            item.shape,
            f"{item.share:.2f}",
            f"{item.usd_current / 1000:,.0f}",
            f"{item.usd_constant / 1000:,.0f}",
        )
    return grid


def _burdens(review: Review) -> Table:
    years = sorted({b.year for b in review.burdens})
    by = {(b.ally, b.year): b for b in review.burdens}
    grid = _grid(
        "Parts of the burden and of GDP, per cent",
        f"{years[-1]}: on the straight line. Current dollars. The ten largest.",
        ("Ally",),
        tuple(f"{what} {year}" for year in years for what in ("Burden", "GDP")),
    )
    largest = sorted((b for b in review.burdens if b.year == years[0]), key=lambda b: -b.burden)
    for item in largest[:10]:
        cells = [by[item.ally, year] for year in years]
        grid.add_row(area_name(item.ally), *(f"{n:.1f}" for b in cells for n in (b.burden, b.gdp)))
    return grid


def _exemption(review: Review) -> Table:
    found = review.exemption
    assert found is not None
    who = ", ".join(f"{ally} at {level:.2f} %" for ally, level in found.levels.items())
    grid = _grid(
        f"What if some stop lower: {found.why}",
        f"{who}. Missing in {found.due}: {found.shortfall_current / 1000:,.1f} bn dollars at "
        f"current prices ({found.shortfall_constant / 1000:,.1f} bn in {review.base_year} prices), "
        f"{found.of_total:.1f} % of the Alliance's total; in all years together "
        f"{found.cumulated_current / 1000:,.1f} bn ({found.cumulated_constant / 1000:,.1f} bn). To "
        f"make up for it the others would add {found.points:.3f} points of their GDP. The ten who "
        "would carry most:",
        ("Ally",),
        ("Current, bn", f"In {review.base_year} prices, bn"),
    )
    for item in found.carriers[:10]:
        grid.add_row(
            area_name(item.ally),
            f"{item.usd_current / 1000:,.1f}",
            f"{item.usd_constant / 1000:,.1f}",
        )
    return grid


def _balance(review: Review) -> Table:
    due = review.lines[0].due
    grid = _grid(
        f"Another balance, in {due}",
        "Change against the rule, points of GDP and billions of dollars at current prices. What an "
        "ally spends on the related part today is not published: a higher related target may be "
        "met already.",
        ("Ally",),
        ("Core", "bn", "Related", "bn"),
        ("Effect",),
    )
    for item in review.balance:
        grid.add_row(
            item.ally,
            f"{item.core:+.2f}",
            f"{item.core_usd / 1000:+,.1f}",
            f"{item.related:+.2f}",
            f"{item.related_usd / 1000:+,.1f}",
            item.effect,
        )
    return grid


def annual_page(report: Annual) -> Table:
    """The assessment of a year."""
    names = [s.rule.id for s in next(i for i in report.items if i.ally != "ISL").standings]
    short = {
        "wales-2014-equipment": "Eq.",
        "vilnius-2023-core": "2 %",
        "hague-2025-core": "3.5 %",
    }
    grid = _grid(
        f"{report.year} against the rules in force",
        f"As of {report.as_of}; {report.edition}, before it {report.previous}. Points of GDP since "
        "the last share held of the edition before: revised (this edition's figure for that year "
        "less the earlier one's; e where that was an estimate, so it is re-estimated, else "
        "restated), spent (by more or less spending), GDP (by the economy). Eq.: a "
        "fifth on equipment. -: not due.",
        ("Ally",),
        ("Share",),
        (*(short.get(name, name) for name in names),),
        ("Was", "In", "Revised", "Spent", "GDP"),
    )
    for item in report.items:
        step = item.step
        mark = " e" if step.revision == "re-estimated" else ""
        grid.add_row(
            item.ally,
            _number(item.share),
            *(_short(s.status.value) for s in item.standings),
            _number(step.before),
            str(step.before_year or "-"),
            "" if step.revised is None else f"{step.revised:+.2f}{mark}",
            "" if step.spent is None else f"{step.spent:+.2f}",
            "" if step.economy is None else f"{step.economy:+.2f}",
        )
    return grid


def _short(status: str) -> str:
    marks = {"met": "yes", "not met": "no", "not due": "-", "not applicable": "n/a"}
    return marks.get(status, status)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _grid(title: str, caption: str, *columns: tuple[str, ...]) -> Table:
    """Columns left and right in turn."""
    from rich import box
    from rich.table import Table

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=title, caption=caption)
    for number, group in enumerate(columns):
        for name in group:
            grid.add_column(name, justify="right" if number % 2 else "left", no_wrap=True)
    return grid
