"""Rules and standings in words: every number with its source cell."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.panel import as_printed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from burdenshare.panel import Cell
    from burdenshare.rules._result import Money, Standing
    from burdenshare.rules._schema import Definition, Item, Reading, Rule
    from burdenshare.rules._standings import Standings


def explain_standing(standing: Standing) -> str:
    """Write one standing as a tree: verdict, comparison, evidence, what would change it."""
    rule = standing.rule
    who = f"{ally(standing.ally).name}, {rule.id}, {standing.year}"
    lines = [f"{who}, as known on {standing.as_of}: {standing.status.value}"]
    if standing.reason:
        lines.append(f"  why: {standing.reason}")
    lines += _comparison(standing)
    lines += _money(standing.money)
    if standing.ratio:
        lines.append(
            f"  at current prices: {standing.ratio.value:g} % "
            + ("would say OTHERWISE" if standing.flips else "says the same")
            + "; the printed share decides"
        )
    lines += [f"  beside it, deciding nothing: {cell.explain()}" for cell in standing.beside]
    for item in standing.readings:
        denied = (
            f"; denied by {', '.join(item.reading.denied_by)}" if item.reading.denied_by else ""
        )
        reached = {True: "reached", False: "not reached", None: "unknown"}[item.already]
        lines.append(
            f"  contested: {item.reading.id} ({item.reading.holder}) reads {item.threshold:g}: "
            f"{item.status.value}, number {reached}{denied}"
        )
    for way in standing.directions:
        because = f" ({way.reason})" if way.reason else ""
        lines.append(f"  on the way, {way.id}: {way.status.value}{because}")
    lines += [f"  note: {note}" for note in standing.notes]
    lines += _cells([cell for cell in standing.cells if cell not in standing.beside])
    lines.append(f"  rule: {rule.sources[0].title}, {rule.sources[0].url}")
    return "\n".join(lines)


def _comparison(standing: Standing) -> list[str]:
    rule = standing.rule
    version = rule.version_on(standing.as_of)
    if rule.test is None or version is None:
        return [f"  asked: {rule.title}; {rule.force} of {rule.adopted}"]
    asked = f"{rule.test.comparison} {version.value:g} [{rule.test.unit}] from {rule.due} on"
    lines = [f"  asked: {asked}; {rule.force} of {version.since}; {version.reference}"]
    if standing.cell is not None and standing.margin is not None:
        estimate = " (estimate)" if standing.estimate else ""
        lines.append(
            f"  compared: {standing.cell.printed}{estimate} - {version.value:g} = "
            f"{points(standing)} points, as printed"
        )
    return lines


def _money(money: Money | None) -> list[str]:
    if money is None:
        return []
    amounts = []
    if money.usd is not None:
        amounts.append(f"USD {money.usd:+,.0f} m")
    if money.national is not None and money.currency != "USD":
        amounts.append(f"{money.currency} {money.national:+,.0f} m")
    lines = [f"  in money: {' or '.join(amounts)} at current prices"] if amounts else []
    return [*lines, f"  not in money: {money.missing}"] if money.missing else lines


def _cells(cells: Iterable[Cell]) -> list[str]:
    lines = [f"    {cell.explain()}" for cell in cells]
    return ["  cells:", *lines] if lines else []


def points(standing: Standing) -> str:
    """Write the margin with its sign at the precision of the printed figure."""
    if standing.margin is None or standing.cell is None:
        return ""
    text = as_printed(standing.margin, standing.cell.decimals)
    return text if text.startswith("-") else f"+{text}"


def explain_standings(standings: Standings) -> str:
    """Write the counts, then every standing."""
    return "\n\n".join([summary_of(standings), *(item.explain() for item in standings)])


def summary_of(standings: Standings) -> str:
    """Write the counts and what a reader must not miss."""
    counts = ", ".join(
        f"{number} {status}" for status, number in standings.counts.items() if number
    )
    lines = [counts]
    if standings.already:
        there = [item for item in standings if item.status == "not due" and item.already]
        named = [item.rule.id if len(standings.rules) > 1 else item.ally for item in there]
        lines.append(f"not due, but there already: {', '.join(named)}")
    flips = ", ".join(dict.fromkeys(item.ally for item in standings if item.flips))
    if flips:
        lines.append(f"* the ratio at current prices says otherwise: {flips}")
    contested = [item for item in standings if item.contested]
    if contested:
        ids = dict.fromkeys(read.reading.id for item in contested for read in item.readings)
        lines.append(f"* a contested reading would change it: {', '.join(ids)}")
    lacking = dict.fromkeys(i.money.missing for i in standings if i.money and i.money.missing)
    lines += [f"no money: {text}" for text in lacking]
    return "\n".join(lines)


def explain_rule(
    rule: Rule, state: str, readings: Iterable[Reading], definition: Definition | None
) -> str:
    """Write a rule in full."""
    lines = [f"{rule.id}: {rule.title}", f"  {rule.summary}"]
    who = f"{rule.kind}, political {rule.force} of: {rule.subject}; {rule.venue}, {rule.adopted}"
    lines.append(f"  {who}; {state}{'; derived here' if rule.derived else ''}")
    if rule.test is not None:
        asked = f"{rule.test.unit}] from {rule.due} on, tested as printed"
        lines += [
            f"  asks {rule.test.comparison} {value.value:g} [{asked}; since {value.since}: "
            + value.reference
            for value in rule.test.values
        ]
        if rule.test.no_figures:
            lines.append(f"  no figures: {rule.test.no_figures}")
    elif rule.due:
        lines.append(f"  due: {rule.due}")
    if rule.untested:
        lines.append(f"  not tested: {rule.untested}")
    lines += [f"  on the way, {item.id}: {item.text}" for item in rule.directions]
    lines += [f"  {name.replace('_', ' ')}: {text}" for name, text in rule.parameters.items()]
    lines += [f"  {ally(t.ally).name}, {t.effect}: {t.reason}" for t in rule.exceptions]
    if rule.superseded_by:
        lines.append(f"  in force to {rule.valid_to}; then {rule.superseded_by}")
    for item in readings:
        number = f", {item.threshold:g}" if item.threshold else ""
        lines.append(f"  read by {item.holder} ({item.id}{number}): {item.reading}")
    if definition is not None:
        lines += _definition(definition)
    lines.append(f"  unchanged when last checked, {rule.last_value_still_valid_on}")
    lines.append(f"  verified: {rule.verified}")
    lines += [f"  not read: {text}" for text in rule.not_read]
    lines += [f"  doubt: {text}" for text in rule.doubts]
    lines += [f"  source: {item.title} [{item.read}], {item.url}" for item in rule.sources]
    return "\n".join(
        fill(line, 80, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        for line in lines
    )


def _definition(definition: Definition) -> list[str]:
    """Write what counts, in part, and not."""
    counts = "counts (open list)" if definition.open_list else "counts"
    groups = {
        counts: definition.included,
        "counts in part": definition.partial,
        "does not count": definition.excluded,
    }
    lines = [f"  {name}: {'; '.join(map(_item, items))}" for name, items in groups.items() if items]
    return [*lines, f"  not to be confused with: {definition.not_to_be_confused_with}"]


def _item(item: Item) -> str:
    since = None if item.since is None else f"from {item.since} on"
    remarks = ", ".join(text for text in (since, item.note) if text)
    return f"{item.name} ({remarks})" if remarks else item.name
