"""The ledger as data, as rows and as a text tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name
from burdenshare.ledger._entry import Counting, Event, NothingFound, Position, Related, Statement
from burdenshare.ledger._mechanism import Mechanism
from burdenshare.ledger._plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl
    from rich.console import RenderableType

    from burdenshare.ledger._files import AnyEntry
    from burdenshare.ledger._ledger import Ledger
    from burdenshare.ledger._plan import PlanPoint

NOT_SHOWN = (
    "A plan is not a payment and a position is not a fact: the ledger shows that something was "
    "said or decided, not that it will happen. Annual plans sent to NATO are not public."
)


def to_dict(found: Ledger) -> dict[str, Any]:
    """Lay out the entries asked for, each with what superseded it."""
    entries = found.entries
    return {
        "as_of": found.as_of.isoformat(),
        "ally": found.ally,
        "kind": found.kind,
        "units": {"share": "per cent of GDP", "amount_millions": "millions of the currency"},
        "entries": [
            {
                **entry.to_dict(),
                "superseded_by": list(found.superseded.get(entry.id, ())),
                "own": entry.id in found.own,
            }
            for entry in entries
        ],
        "sources": sorted({url for entry in entries for url in entry.sources}),
        "assumptions": [],
        "not_shown": NOT_SHOWN,
    }


def to_frame(found: Ledger) -> pl.DataFrame:
    """One row an entry."""
    import polars as pl

    rows = [
        {
            "id": entry.id,
            "ally": entry.ally,
            "kind": entry.kind,
            "said": str(entry.said),
            "visible_from": entry.visible_from,
            "recorded": entry.recorded,
            "actor": str(entry.actor) if isinstance(entry, Statement) else None,
            "standing": standing(entry),
            "summary": entry.summary,
            "quote": entry.quote,
            "confidence": entry.confidence,
            "doubt": entry.doubt,
            "superseded_by": ", ".join(found.superseded.get(entry.id, ())) or None,
            "own": entry.id in found.own,
            "sources": " ".join(entry.sources),
        }
        for entry in found.entries
    ]
    order = (
        "id", "ally", "kind", "said", "visible_from", "recorded", "actor", "standing", "summary",
        "quote", "confidence", "doubt", "superseded_by", "own", "sources",
    )  # fmt: skip
    typed = {"visible_from": pl.Date, "recorded": pl.Date, "own": pl.Boolean}
    return pl.DataFrame(rows, schema={name: typed.get(name, pl.String) for name in order})


def explain(found: Ledger) -> str:
    """Write each entry with its evidence."""
    who = area_name(found.ally) if found.ally else "all allies and the Alliance"
    kind = f", {found.kind} entries" if found.kind else ""
    lines = [f"Ledger of {who}{kind}, as of {found.as_of}: {len(found.entries)} entries"]
    for entry in found.entries:
        by = found.superseded.get(entry.id)
        gone = f" [superseded by {', '.join(by)}]" if by else ""
        mine = " [your own entry]" if entry.id in found.own else ""
        lines.append(f"- {entry.id}: {entry.kind}, {standing(entry)}{gone}{mine}")
        lines += [f"    {line}" for line in _evidence(entry)]
    return "\n".join([*lines, NOT_SHOWN])


def table(found: Ledger) -> RenderableType:
    """Rows of 80 columns: when, what sort of entry, how it stands, what was said and by whom."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    who = area_name(found.ally) if found.ally else "All allies and the Alliance"
    rows = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    rows.add_column("Said", width=11)
    rows.add_column("Entry", width=19)
    rows.add_column("What", ratio=1)
    for entry in found.entries:
        ally = "" if found.ally else f"{entry.ally} "
        gone = "; superseded" if entry.id in found.superseded else ""
        by = f" ({entry.actor.name})" if isinstance(entry, Statement) else ""
        what = Text(entry.summary + by)
        if entry.doubt:
            what.append(f" Doubt: {entry.doubt}", style="dim")
        sort = f"{ally}{entry.kind.replace('_', ' ')}: {standing(entry)}{gone}"
        rows.add_row(str(entry.said), Text(sort), what)
    title = Text(f"{who}: the record as of {found.as_of} ({len(found.entries)} entries)", "bold")
    return Group(title, rows, Text(NOT_SHOWN, style="dim"))


def standing(entry: AnyEntry) -> str:
    """The one word or two that tell how an entry stands: a stance, a rung, an outcome."""
    if isinstance(entry, Plan):
        return entry.status
    if isinstance(entry, Position):
        return entry.stance
    if isinstance(entry, Mechanism):
        return f"{entry.mechanism}: {entry.outcome}"
    if isinstance(entry, Related | Counting):
        return entry.outcome
    if isinstance(entry, Event):
        return f"{entry.event}, {entry.held}"
    return "the record is silent"


def point_text(point: PlanPoint) -> str:
    """A plan point in words.

    >>> from burdenshare.ledger import PlanPoint
    >>> point_text(PlanPoint(year=2025, until=2033, share=2.0, basis="unstated"))
    '2 % of GDP, 2025 to 2033, core or related not stated'
    """
    hedge = "" if point.bound == "stated" else f"{point.bound} "
    share = f"{point.share:g}" + (f" to {point.high:g}" if point.high else "")
    when = "no year given" if point.year is None else str(point.year)
    if point.until:
        when += f" to {point.until}"
    elif point.onwards:
        when += " onwards"
    basis = {"unstated": "core or related not stated"}.get(point.basis, point.basis)
    depends = f", if {point.condition}" if point.condition else ""
    return f"{hedge}{share} % of {point.denominator}, {when}, {basis}{depends}"


def _evidence(entry: AnyEntry) -> Iterator[str]:
    yield entry.summary
    if entry.quote:
        yield f"in their words: “{entry.quote}”"
    yield from _numbers(entry)
    if isinstance(entry, Statement):
        yield f"by {entry.actor}"
    yield f"said {entry.said}, recorded {entry.recorded}, confidence {entry.confidence}"
    if entry.doubt:
        yield f"doubt: {entry.doubt}"
    if entry.conflicts_with:
        yield f"contradicts {', '.join(entry.conflicts_with)}; both stand"
    yield from (f"source: {url}" for url in entry.sources)


def _numbers(entry: AnyEntry) -> Iterator[str]:
    if isinstance(entry, Plan):
        yield from map(point_text, entry.points)
        for step in entry.steps:
            last = f" to {step.last_year}" if step.last_year else " onwards"
            hedge = "" if step.bound == "stated" else f"{step.bound} "
            yield f"{hedge}{step.points:g} points of GDP a {step.per}, {step.first_year}{last}"
        for money in entry.money:
            last = f" to {money.last_year}" if money.last_year else ""
            high = f" to {money.high_millions:,.0f}" if money.high_millions else ""
            yield (
                f"{money.what}: {money.currency} {money.amount_millions:,.0f}{high} million, "
                f"{money.first_year}{last}"
            )
    elif isinstance(entry, Mechanism):
        terms = entry.terms.model_dump(exclude={"mechanism"}, exclude_none=True)
        yield "; ".join(f"{key.replace('_', ' ')} {_plain(value)}" for key, value in terms.items())
    elif isinstance(entry, Position):
        yield f"on {entry.object}"
    elif isinstance(entry, Related | Counting):
        keys = ("item", "items", "year", "share", "points", "claimed_share", "amount_millions")
        given = ((key, getattr(entry, key, None)) for key in keys)
        yield "; ".join(f"{k.replace('_', ' ')} {_plain(v)}" for k, v in given if v)
    elif isinstance(entry, NothingFound):
        yield f"looked for {entry.looked_for} in {'; '.join(entry.looked_in)}"


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, int | float) and value >= 10_000:
        return f"{value:,.0f}"
    return str(value)
