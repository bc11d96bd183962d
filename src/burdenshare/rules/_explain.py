"""Standings in words: evidence trees and the terminal table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.panel import as_printed

if TYPE_CHECKING:
    from rich.table import Table

    from burdenshare.rules._result import Money, Standing
    from burdenshare.rules._standings import Standings


def explain_standing(standing: Standing) -> str:
    """Write one standing as a tree: verdict, comparison, evidence, what would change it."""
    rule = standing.rule
    lines = [
        f"{ally(standing.ally).name}, {rule.id}, {standing.year}, as known on {standing.as_of}: "
        f"{standing.status.value.upper()}"
    ]
    if standing.reason:
        lines.append(f"  why: {standing.reason}")
    lines += _comparison(standing)
    lines += _money(standing.money, standing.margin)
    if standing.ratio:
        verdict = "the other way" if standing.flips else "the same way"
        lines.append(
            f"  at current prices: {standing.ratio.value:g} %, which falls {verdict}; "
            "the printed share decides"
        )
        lines += [f"    {cell.explain()}" for cell in standing.ratio.cells]
    for cell in standing.beside:
        lines.append(f"  beside it, deciding nothing: {cell.explain()}")
    for item in standing.readings:
        denied = f"; denied by {', '.join(item.reading.denied_by)}" if item.reading.denied_by else ""
        reached = {True: "reached", False: "not reached", None: "unknown"}[item.already]
        lines.append(
            f"  contested: {item.reading.id} ({item.reading.holder}) reads {item.threshold:g}: "
            f"{item.status.value}, {reached}{denied}"
        )
    for way in standing.directions:
        because = f" ({way.reason})" if way.reason else ""
        lines.append(f"  on the way, {way.id}: {way.status.value}{because}")
        lines += [f"    {cell.explain()}" for cell in way.cells]
    lines += [f"  note: {note}" for note in standing.notes]
    lines += [f"  source of the rule: {item.title}, {item.url}" for item in rule.sources[:1]]
    return "\n".join(lines)


def _comparison(standing: Standing) -> list[str]:
    rule = standing.rule
    if rule.test is None:
        return [f"  rule: {rule.title}; {rule.force} of {rule.adopted}"]
    version = rule.version_on(standing.as_of)
    assert version is not None
    lines = [
        f"  asked: {rule.test.comparison} {version.value:g} [{rule.test.unit}] from {rule.due} on; "
        f"{rule.force} of {version.since}; {version.reference}"
    ]
    if standing.cell is None:
        return lines
    lines.append(f"  figure: {standing.cell.explain()}")
    if standing.margin is not None:
        lines.append(
            f"  compared: {standing.cell.printed} - {version.value:g} = "
            f"{_points(standing)} points, at the precision printed"
        )
    return lines


def _money(money: Money | None, margin: float | None) -> list[str]:
    if money is None or margin is None:
        return []
    amounts = []
    if money.usd is not None:
        amounts.append(f"USD {money.usd:+,.0f} m")
    if money.national is not None and money.currency != "USD":
        amounts.append(f"{money.currency} {money.national:+,.0f} m")
    lines = [f"  in money: {' or '.join(amounts)} at current prices"] if amounts else []
    if money.missing:
        lines.append(f"  not in money: {money.missing}")
    return lines + [f"    {cell.explain()}" for cell in money.cells]


def _points(standing: Standing) -> str:
    """Write the margin with its sign at the precision of the printed figure."""
    if standing.margin is None or standing.cell is None:
        return ""
    text = as_printed(standing.margin, standing.cell.decimals)
    return text if text.startswith("-") else f"+{text}"


def explain_standings(standings: Standings) -> str:
    """Write the counts, then every standing."""
    return "\n\n".join([summary_of(standings), *(s.explain() for s in standings.items)])


def summary_of(standings: Standings) -> str:
    """Write the counts and, for a rule not yet due, who is there already."""
    counts = ", ".join(f"{number} {status}" for status, number in standings.counts.items() if number)
    lines = [counts]
    there = [s for s in standings.items if s.ally in standings.already and s.already]
    if there:
        named = ", ".join(dict.fromkeys(f"{s.ally} ({s.rule.id})" if len(standings.rules) > 1 else s.ally
                                        for s in there))
        lines.append(f"Not due, but there already: {named}")
    flips = [s.ally for s in standings.items if s.flips]
    if flips:
        lines.append(f"The ratio at current prices says otherwise for: {', '.join(flips)}")
    return "\n".join(lines)


def table_of(standings: Standings) -> Table:
    """Lay standings out in 80 columns."""
    from rich.table import Table

    several = len(standings.rules) > 1
    years = "/".join(map(str, standings.years))
    editions = ", ".join(edition.id for edition in standings.editions) or "no figures"
    what = "rules" if several else standings.rules[0].id
    table = Table(
        title=f"{what}, {years}, as known on {standings.as_of} ({editions})",
        caption=summary_of(standings),
        caption_justify="left",
    )
    table.add_column("rule" if several else "ally", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for name in ("value", "asked", "margin", "USD m", "national m"):
        table.add_column(name, justify="right", no_wrap=True)
    for item in standings.items:
        money = item.money
        table.add_row(
            f"{item.ally} {item.rule.id}" if several and len(standings) > len(standings.rules)
            else item.rule.id if several else item.ally,
            item.status.value + ("*" if item.flips or item.contested else ""),
            "" if item.cell is None else (item.cell.printed or "-") + ("e" if item.estimate else ""),
            "" if item.threshold is None else f"{item.threshold:g}",
            _points(item),
            "" if money is None or money.usd is None else f"{money.usd:+,.0f}",
            "" if money is None or money.national is None
            else f"{money.currency} {money.national:+,.0f}",
        )
    return table
