"""Rules and standings as terminal tables of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.rules._explain import points, summary_of

if TYPE_CHECKING:
    from rich.table import Table

    from burdenshare.rules._result import Standing
    from burdenshare.rules._rulebook import Rules
    from burdenshare.rules._standings import Standings


def table_of(standings: Standings) -> Table:
    """Lay standings out, one row each: allies under one rule, or rules for one ally."""
    from rich import box
    from rich.table import Table

    several = len(standings.rules) > 1
    years = ", ".join(map(str, standings.years))
    editions = ", ".join(edition.id for edition in standings.editions) or "no figures used"
    what = f"{ally(standings[0].ally).name}, rules in force" if several else standings.rules[0].id
    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        title=f"{what}, {years}, as known on {standings.as_of} ({editions})",
        title_justify="left",
        caption=summary_of(standings),
        caption_justify="left",
    )
    for name in ("rule" if several else "ally", "status"):
        table.add_column(name, no_wrap=True)
    amounts = ["money (m)"] if several else ["USD m", "money (m)"]
    for name in ("value", "asked", "margin", *amounts):
        table.add_column(name, justify="right", no_wrap=True)
    for item in standings:
        table.add_row(item.rule.id if several else item.ally, *_row(item, dollars=not several))
    return table


def _row(item: Standing, *, dollars: bool) -> list[str]:
    mark = "*" if item.flips or item.contested else ""
    figure = "" if item.cell is None else (item.cell.printed or "-") + "e" * item.estimate
    asked = "" if item.threshold is None else f"{item.threshold:g}"
    if item.rule.kind == "ceiling":
        asked = f"≤ {asked}"
    usd = national = ""
    if item.money is not None and item.money.usd is not None:
        usd = f"{item.money.usd:+,.0f}"
    if item.money is not None and item.money.national is not None:
        national = f"{item.money.currency} {item.money.national:+,.0f}"
    reached = ", reached" if item.status == "not due" and item.already else ""
    row = [item.status.value + reached + mark, figure, asked, points(item)]
    return [*row, usd, national] if dollars else [*row, national]


def table_of_rules(rules: Rules) -> Table:
    """Lay rules out, one row each."""
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        title=f"Rules of NATO's pledge, as known on {rules.as_of}",
        title_justify="left",
    )
    for name in ("rule", "asks", "due", "agreed", "state", "verified"):
        table.add_column(name, no_wrap=True)
    for rule in rules:
        version = rule.version_on(rules.as_of)
        table.add_row(
            rule.id,
            f"{'up to' if rule.kind == 'ceiling' else rule.kind} {version.value:g} %"
            if version
            else rule.kind,
            str(rule.due or "-"),
            rule.adopted.isoformat(),
            rule.state_on(rules.as_of),
            rule.verified,
        )
    return table
