"""The answer on a terminal, and its tree of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.allies import area_name
from burdenshare.flexibility._words import conflict_words, help_words, limit_words, worth_words

if TYPE_CHECKING:
    from rich.console import RenderableType

    from burdenshare.flexibility._fit import Fit, Given


def table(fit: Fit) -> RenderableType:
    """Verdict, path, what gives, what binds, alternatives: 80 columns."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    parts: list[RenderableType] = [Text(fit.verdict, style="bold"), Text("")]
    rows = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    money = f"{fit.path.currency} bn"
    for heading in ("Year", "Core %", "Step", money, "Extra", "Real growth %"):
        rows.add_column(heading, justify="right")
    for point in fit.path.points:
        rows.add_row(
            point.label,
            f"{point.core_share:.2f}",
            "" if point.step is None else f"{point.step:+.2f}",
            f"{point.core_money / 1000:,.1f}",
            f"{point.extra_money / 1000:,.1f}",
            "" if point.real_growth is None else f"{point.real_growth:.1f}",
        )
    parts += [rows, Text("")]
    for title, lines in sections(fit):
        parts.append(Text(title, style="bold"))
        parts += [Padding(Text(line), (0, 0, 0, 2)) for line in lines]
    return Group(*parts)


def sections(fit: Fit) -> list[tuple[str, list[str]]]:
    """Everything under the path, as headings and lines."""
    found: list[tuple[str, list[str]]] = []
    q = fit.question
    if fit.conflict:
        found.append(("What conflicts", [conflict_words(q, c) for c in fit.conflict]))
    if fit.relaxations:
        found.append(("What had to give", [_line(g) for g in fit.relaxations]))
    if fit.binding:
        found.append(("What binds", [worth_words(q, w, fit.sizes) for w in fit.binding]))
    if fit.help:
        found.append(("Financing", [help_words(q, h, fit.path.currency) for h in fit.help]))
    if fit.alternatives:
        lines = []
        for alternative in fit.alternatives:
            lines.append(" and ".join(g.words for g in alternative.relaxations))
        found.append(("Or instead", lines))
    day = f"as of {fit.path.as_of}, {fit.path.edition}, {fit.path.gdp_edition}"
    limits = [f"{limit_words(limit)}: {limit.reason}" for limit in q.limits]
    found.append((f"Limits ({day})", limits or ["none"]))
    return found


def _line(given: Given) -> str:
    kind = "existing" if given.existing else "hypothetical; nearest case"
    return f"{given.words} [{kind}: {given.precedent}]"


def explain(fit: Fit) -> str:
    """The tree of evidence."""
    q = fit.question
    lines = [fit.verdict, "", f"Question ({area_name(q.ally)})"]
    for promise in q.promises:
        until = f" to {promise.last}" if promise.last else " on"
        lines.append(
            f"  promise {promise.id}: {promise.kind} {promise.value:g} % ({promise.measure}), "
            f"from {promise.first}{until}"
        )
        if promise.source:
            lines.append(f"    {promise.source}")
    for limit in q.limits:
        lines += [f"  limit {limit.id}: {limit_words(limit)}", f"    {limit.reason}"]
    for offer in q.offers:
        kind = "existing" if offer.existing else "hypothetical"
        lines.append(
            f"  mechanism {offer.id}: up to {offer.most:g}, one unit is {offer.scale:g}, weight "
            f"{offer.weight:g}, {kind}"
        )
        if offer.precedent:
            lines.append(f"    {offer.precedent}")
        if offer.source:
            lines.append(f"    {offer.source}")
    lines += ["", "Assumptions"]
    lines += [f"  {name} = {value}: {reason}" for name, value, reason in fit.notes]
    for title, body in sections(fit):
        lines += ["", title, *(f"  {line}" for line in body)]
    return "\n".join([*lines, "", "Path", fit.path.explain()])
