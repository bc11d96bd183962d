"""A brief in words: the headline sentence, the terminal page, the evidence."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from burdenshare.ledger import Statement
from burdenshare.report._bars import bars
from burdenshare.report._floor import is_core_floor
from burdenshare.rules import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.table import Table

    from burdenshare.ledger import AnyEntry
    from burdenshare.panel import Cell
    from burdenshare.paths import Path
    from burdenshare.report._brief import Brief
    from burdenshare.rules import Standing


def headline(brief: Brief) -> str:
    """One sentence a reader can quote, true as known on the day."""
    name, item = brief.ally.name, brief.floor
    if item is None or item.status is Status.NOT_APPLICABLE:
        reason = item.reason if item else "No floor on spending was in force."
        return f"{name}, as known on {brief.as_of}: {reason}"
    if item.cell is None or item.value is None or item.margin is None:
        return f"{name}, as known on {brief.as_of}: {item.reason}"
    how = "an estimate" if item.estimate else "observed"
    level = f"{name} spent {item.cell.printed} % of GDP on defence in {item.year} ({how})"
    asked = f"the {item.threshold:g} % agreed at {_venue(item)}"
    if item.margin < 0:
        distance = f"{-item.margin:.2f} points below {asked}{_short_by(item)}"
    else:
        distance = f"{item.margin:.2f} points above {asked}" if item.margin else f"exactly {asked}"
    place = f"; {brief.rank.text} allies" if brief.rank else ""
    return f"{level}: {distance}{place}. As known on {brief.as_of}."


def amounts(item: Standing) -> list[str]:
    """The margin in national currency, then in dollars, e.g. ``["EUR 4.3 bn", "USD 4.6 bn"]``."""
    found = item.money
    if found is None:
        return []
    parts = []
    if found.national is not None:
        parts.append(f"{found.currency} {abs(found.national) / 1000:,.1f} bn")
    if found.usd is not None and found.currency != "USD":
        parts.append(f"USD {abs(found.usd) / 1000:,.1f} bn")
    return parts


def _short_by(item: Standing) -> str:
    parts = amounts(item)
    if not parts:
        return ""
    return f", short by {parts[0]}" + (f" ({parts[1]})" if len(parts) > 1 else "") + " a year"


def _signed_money(item: Standing) -> str:
    parts = amounts(item)
    if not parts or not item.margin:
        return "-"
    return ("+" if item.margin > 0 else "-") + parts[0]


def render(brief: Brief) -> RenderableType:
    """Lay the brief out for a terminal of 80 columns."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [
        Text(f"{brief.ally.name.upper()}   as known on {brief.as_of}", style="bold"),
        Text(),
        Text(brief.headline),
    ]
    edition = brief.share.cells[0].edition
    parts += _section(f"Share of GDP, per cent ({edition.id}; e = estimate, drawn hollow)")
    marks = sorted({s.threshold for s in brief.standings if s.threshold and is_core_floor(s.rule)})
    if any(cell.value is not None for cell in brief.share):
        parts.append(bars(brief.share, marks=marks))
    else:
        parts.append(Text(f"none: {brief.share.cells[0].missing}"))
    parts += _section(f"Against each rule, {brief.year}")
    if any(s.cell is not None for s in brief.standings):
        parts.append(_standings(brief))
    else:
        parts.append(Text("none has a figure"))
    parts += [Text(f"* {note}", style="dim") for note in footnotes(brief)]
    untested = [s for s in brief.standings if s.cell is None]
    if untested:
        parts += _section("Without a published figure to test")
        parts.append(_grid((s.rule.id, f"{s.status.value}. {s.reason}") for s in untested))
    parts += _section(f"The figure for {brief.year} in every edition")
    parts.append(_revisions(brief))
    if brief.since:
        newest = brief.since[0].edition
        parts.append(
            Text(
                f"Known since, in {newest.id} ({newest.published}): "
                + ", ".join(_year_value(cell) for cell in brief.since),
            )
        )
    parts += _way(brief)
    parts += _announced(brief)
    parts += _section("Sources")
    parts.append(
        _grid(
            (
                edition.id,
                f"{edition.publisher}, {edition.title}, {edition.published}"
                + (" (published later)" if edition.published > brief.as_of else ""),
            )
            for edition in brief.editions
        )
    )
    return Group(*parts)


def _section(title: str) -> list[RenderableType]:
    from rich.text import Text

    return [Text(), Text(title, style="bold")]


def _standings(brief: Brief) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    for title, side in (
        ("rule", "left"), ("status", "left"), ("figure", "right"), ("asked", "right"),
        ("points", "right"), ("a year", "right"),
    ):  # fmt: skip
        table.add_column(title, justify=side, no_wrap=True)  # type: ignore[arg-type]
    notes = footnotes(brief)
    for item in brief.standings:
        if item.cell is None:
            continue
        star = "*" if any(note.startswith(item.rule.id) for note in notes) else ""
        table.add_row(
            item.rule.id + star,
            item.status.value
            + (", reached" if item.already and item.status is Status.NOT_DUE else ""),
            item.cell.printed or "-",
            "-" if item.threshold is None else f"{item.threshold:g}",
            "-" if item.margin is None else f"{item.margin:+.2f}",
            _signed_money(item),
        )
    return table


def footnotes(brief: Brief) -> list[str]:
    """What a reader must know beside the verdicts, each opening with the rule's id."""
    notes = []
    for item in brief.standings:
        if not item.rule.known_on(brief.as_of):
            days = (item.rule.adopted - brief.as_of).days
            notes.append(f"{item.rule.id} was agreed {days} day{'s' * (days != 1)} later.")
        if item.flips and item.ratio is not None:
            notes.append(
                f"{item.rule.id}: at current prices the share is {item.ratio.value:g}, which says "
                "otherwise; the printed share decides."
            )
        notes += [
            f"{item.rule.id}: contested; {read.reading.holder} reads {read.threshold:g} "
            f"({read.reading.date})"
            + (
                f", denied by {', '.join(read.reading.denied_by)}."
                if read.reading.denied_by
                else "."
            )
            for read in item.readings
        ]
    return notes


def _revisions(brief: Brief) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("edition", no_wrap=True)
    table.add_column("published", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("note")
    for cell in brief.revisions:
        note = "known later" if cell.edition.published > brief.as_of else ""
        value = cell.printed or "-"
        table.add_row(
            cell.edition.id,
            str(cell.edition.published),
            value + ("e" if cell.estimate and cell.value is not None else " "),
            cell.missing or note,
        )
    return table


def _way(brief: Brief) -> list[RenderableType]:
    """What the next floor asks for year by year, and where the announced plan would lead."""
    from rich.text import Text

    parts = _section("The way to the next floor")
    parts += [Text(line) for line in way(brief)]
    parts += [*_section("What it does to the budget"), Text(budget(brief))]
    verdict = brief.fit if isinstance(brief.fit, str) else brief.fit.verdict
    return [*parts, *_section("Does it fit, and what must give"), Text(verdict)]


def budget(brief: Brief) -> str:
    """Sentences: deficit and debt with and without the path needed, all of it borrowed."""
    if isinstance(brief.cost, str) or isinstance(brief.needed, str):
        return f"Not computed: {brief.cost}."
    end = brief.cost.at(brief.needed.due)
    if brief.needed.extra <= 0:
        return (
            "Nothing is added to the budget: held at today's share, debt is "
            f"{end.debt_without:.1f} % of GDP and the deficit {end.deficit_without:.1f} % in "
            f"{end.year} ({brief.cost.model} model, no change of policy)."
        )
    return (
        f"All of it borrowed, the equal steps bring debt to {end.debt_with:.1f} % of GDP in "
        f"{end.year} instead of {end.debt_without:.1f} %, and the deficit to "
        f"{end.deficit_with:.1f} % instead of {end.deficit_without:.1f} % "
        f"({brief.cost.model} model, no change of policy otherwise)."
    )


def way(brief: Brief) -> list[str]:
    """Sentences: the path in equal steps, then the path announced."""
    needed, announced = brief.needed, brief.announced
    if isinstance(needed, str):
        return [f"No path: {needed}."]
    asked = next(s.threshold for s in reversed(brief.standings) if s.rule.id == needed.rule) or 0.0
    held = f"{needed.start.core_share:.2f} %"
    if needed.start.core_share >= asked:
        lines = [f"Already at {held}; the floor asks for {asked:g} %."]
    else:
        growth = [point.real_growth or 0.0 for point in needed.points[1:]]
        lines = [
            f"To {needed.target:g} % by {needed.due} in equal steps: {_step(needed):+.2f} points a "
            f"year, {_money(needed, needed.at(needed.due).core_money)} in {needed.due} against "
            f"{_money(needed, needed.start.core_money)} in {needed.start.year}; real growth of "
            f"{min(growth):.1f} to {max(growth):.1f} % a year; {_money(needed, needed.extra)} more "
            f"in all than at {held} held. GDP and prices: {needed.gdp_edition}, then as assumed."
        ]
    if isinstance(announced, str):
        return [*lines, f"Announced: {announced}."]
    end = announced.at(announced.due)
    steepest = max(announced.points[1:], key=lambda point: point.step or 0.0)
    gap = asked - end.core_share
    return [
        *lines,
        f"As announced ({_runs(announced)}) it would be at {end.core_share:.2f} % in {end.year}, "
        + (f"{gap:.2f} points short" if gap > 0 else "in time")
        + f"; the steepest year is {steepest.year} with {steepest.step or 0.0:+.2f} points.",
    ]


def _runs(path: Path) -> str:
    """Announced shares with their years, equal ones in a row together."""
    planned = [point for point in path.points if point.kind == "planned"]
    parts = []
    for share, group in groupby(planned, key=lambda point: point.core_share):
        years = [point.year for point in group]
        span = f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}"
        parts.append(f"{share:g} in {span}")
    return ", ".join(parts) or "no dated share"


def _step(path: Path) -> float:
    return path.points[1].step or 0.0


def _money(path: Path, millions: float) -> str:
    return f"{path.currency} {millions / 1000:,.1f} bn"


def _announced(brief: Brief) -> list[RenderableType]:
    """Plans, positions and mechanisms: when, who, what, and where it was read."""
    parts: list[RenderableType] = []
    for kind, title in (
        ("plan", "Announced"),
        ("position", "Said"),
        ("mechanism", "Flexibility asked for, granted or refused"),
        ("nothing_found", "Looked for and not found"),
    ):
        entries = [entry for entry in brief.record if entry.kind == kind]
        if entries:
            parts += _section(title)
            parts.append(_grid((str(entry.said), _told(entry)) for entry in entries))
    return parts


def _told(entry: AnyEntry) -> str:
    host = urlsplit(entry.sources[0]).hostname or entry.sources[0]
    doubt = "" if entry.confidence == "high" else f"; {entry.confidence} confidence"
    who = f"{entry.actor.name}: " if isinstance(entry, Statement) else ""
    return f"{who}{entry.summary} [{host.removeprefix('www.')}{doubt}]"


def _grid(rows: Iterable[tuple[str, str]]) -> Table:
    """Lay out labels beside text that keeps to its own column."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for label, text in rows:
        table.add_row(label, Text(text))
    return table


def _venue(item: Standing) -> str:
    """Name where a rule was agreed, with its article, inside a sentence."""
    return "the " + item.rule.venue.removeprefix("The ").removeprefix("the ")


def _year_value(cell: Cell) -> str:
    return f"{cell.year}{'e' if cell.estimate else ''} {cell.printed or cell.missing}"


def explain(brief: Brief) -> str:
    """Every number with its source cell, every statement with its source."""
    lines = [brief.headline, ""]
    lines += ["Share of GDP", *(f"  {cell.explain()}" for cell in brief.share), ""]
    for item in brief.standings:
        lines += [item.explain(), ""]
    if brief.rank:
        lines += [
            f"Rank: {brief.rank.text}, by the printed figures of {brief.rank.cell.edition.id}",
            "",
        ]
    lines += [
        "Revisions",
        *(f"  {cell.explain()}" for cell in (*brief.revisions, *brief.since)),
        "",
    ]
    for entry in brief.record:
        lines.append(f"{entry.id} ({entry.confidence} confidence): {entry.summary}")
        lines += [f"  {source}" for source in entry.sources]
        if entry.doubt:
            lines.append(f"  doubt: {entry.doubt}")
    return "\n".join(lines)
