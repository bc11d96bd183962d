"""Showing what was read: tables, trees, frames, JSON."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name

if TYPE_CHECKING:
    import polars as pl
    from rich.console import RenderableType

    from burdenshare.news._claim import Claim, Verdict
    from burdenshare.news._read import ReadDocument, Reports

UNITS = (
    "pct_gdp, pct_gni: per cent of GDP or GNI; pct_of_defence, pct_of_alliance_total: per cent of that; "
    "pct_growth_real: per cent in real terms; allies: number of allies; rank: place; persons: people; "
    "CCC_mn: millions of currency CCC"
)
_SIGN = {
    "=": "",
    "~": "about ",
    ">": "more than ",
    ">=": "at least ",
    "<": "less than ",
    "<=": "at most ",
}
_TYPE = {"target_rule": "rule"}
_LONG = 100
"""Letters of a claim's words that are shown in the place of its numbers."""


def name_of(code: str) -> str:
    """Return how to show a subject code."""
    return {
        "NATO": "NATO",
        "NATO_EUR": "European allies",
        "NATO_EUR_CAN": "European allies and Canada",
    }.get(code) or area_name(code)


def proposition(claim: Claim) -> str:
    """Return the claim in normal form, e.g. ``Belgium: 1.3 % of GDP, current``."""
    who = ", ".join(name_of(code) for code in claim.subject)
    what = amount(claim)
    if claim.stance:
        what = f"{claim.stance.replace('_', ' ')} ({claim.object}{', ' + what if what else ''})"
    elif not what:
        # A rule without a number is told by its words: no normal form says more.
        words = shorten(claim.text.strip("\"“”„'"), _LONG, placeholder=" ...")
        what = claim.object or f"“{words}”"
    return f"{who}: {what}" + (f", {claim.period}" if claim.period else "")


def stands_for(claim: Claim) -> str:
    """Return what was understood to be the subject where the sentence does not name it, or ""."""
    found = claim.reference
    if found is not None:
        named = f", named before as “{found.antecedent}”" if found.antecedent else ""
        return f"“{found.text}” stands for {found.who}{named}"
    return f"Understood of {claim.antecedent}" if claim.antecedent else ""


def amount(claim: Claim) -> str:
    """Return the numbers of a claim as a reader would write them."""
    if not claim.values:
        return ""
    if claim.type == "count":
        side = claim.object or "at"
        if claim.values[0].unit != "allies":
            return f"several allies {side} {_number(claim, 0)}"
        level = f" {side} {_number(claim, 1)}" if len(claim.values) > 1 else ""
        return f"{_SIGN.get(claim.comparator or '', '')}{claim.values[0].value:g} allies{level}"
    if claim.comparator == "range":
        return f"{claim.values[0].value:g} to {_number(claim, len(claim.values) - 1)}"
    return _SIGN.get(claim.comparator or "", "") + _number(claim, 0)


def _number(claim: Claim, place: int) -> str:
    value = claim.values[place]
    words = f"{value.value:,.{value.decimals}f}" if value.decimals else f"{value.value:,g}"
    if value.unit.endswith("_mn"):
        return f"{value.unit[:3]} {value.value:,.0f} million"
    return {
        "pct_gdp": f"{words} % of GDP", "pct_gni": f"{words} % of GNI", "rank": f"number {words}",
        "pct_of_defence": f"{words} % of defence spending", "persons": f"{words} people",
        "pct_of_alliance_total": f"{words} % of the allied total", "allies": f"{words} allies",
        "pct_growth_real": f"{words} % real growth", "pct_growth": f"{words} % growth",
    }.get(value.unit, words)  # fmt: skip


def to_dict(reports: Reports) -> dict[str, Any]:
    """JSON-ready form of what was read."""
    made: dict[str, Any] = {
        "as_of": reports.as_of.isoformat(),
        "units": UNITS,
        "documents": [document.to_dict() for document in reports.documents],
        "failures": [{"source": f.source, "problem": f.problem} for f in reports.failures],
        "editions": sorted({
            item["edition"] for claim in reports.claims for verdict in (claim.verdict_then, claim.verdict_now)
            if verdict for item in verdict.evidence if "edition" in item
        }),
    }  # fmt: skip
    if reports.comparison is not None:
        made["comparison"] = reports.comparison.to_dict()
    return made


def to_frame(reports: Reports) -> pl.DataFrame:
    """One row a claim."""
    import polars as pl

    rows = [
        {
            "source": document.document.source,
            "published": document.document.published,
            "id": claim.id,
            "type": claim.type,
            "claim": proposition(claim),
            "subject": ";".join(claim.subject),
            "comparator": claim.comparator,
            "value": claim.values[0].value if claim.values else None,
            "unit": claim.values[0].unit if claim.values else None,
            "period": claim.period,
            "speaker": (claim.attribution.name or claim.attribution.role)
            if claim.attribution
            else None,
            "anonymous": claim.attribution.anonymous if claim.attribution else False,
            "then": claim.verdict_then.kind if claim.verdict_then else None,
            "now": claim.verdict_now.kind if claim.verdict_now else None,
            "reason": claim.verdict_now.reason if claim.verdict_now else None,
            "start": claim.start,
            "end": claim.end,
        }
        for document in reports.documents
        for claim in document.claims
    ]
    schema = {
        "source": pl.String, "published": pl.Date, "id": pl.String, "type": pl.String, "claim": pl.String,
        "subject": pl.String, "comparator": pl.String, "value": pl.Float64, "unit": pl.String,
        "period": pl.String, "speaker": pl.String, "anonymous": pl.Boolean, "then": pl.String,
        "now": pl.String, "reason": pl.String, "start": pl.Int64, "end": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema)


def explain(reports: Reports) -> str:
    """Text tree of claims, verdicts and evidence."""
    lines: list[str] = []
    for document in reports.documents:
        lines.append(f"{document.document.source}: {document.document.title or 'no title'}")
        for claim in document.claims:
            lines += _explain_claim(claim, reports)
    return "\n".join(lines)


def _explain_claim(claim: Claim, reports: Reports) -> list[str]:
    said = claim.attribution
    who = (
        f"; said by {said.name or said.role}{' (unnamed)' if said.anonymous else ''}"
        if said
        else ""
    )
    lines = [
        f"├── {claim.id} {claim.type}: {proposition(claim)}",
        f"│   ├── words: {' '.join(claim.text.split())!r} [{claim.start}, {claim.end}){who}",
    ]
    if stands_for(claim):
        lines.append(f"│   ├── {stands_for(claim)}")
    lines.append(f"│   ├── confidence {claim.confidence:.2f}: {claim.why}")
    for when, verdict in (("then", claim.verdict_then), (f"{reports.as_of}", claim.verdict_now)):
        if verdict is not None:
            lines += _explain_verdict(when, verdict)
    return lines


def _explain_verdict(when: str, verdict: Verdict) -> list[str]:
    lines = [f"│   ├── {when}: {verdict.kind.replace('_', ' ')}. {verdict.reason}"]
    lines += [f"│   │   ├── {_evidence(item)}" for item in verdict.evidence]
    lines += [f"│   │   ├── reading of {r['holder']}: {r['reading']}" for r in verdict.readings]
    return lines


def _evidence(item: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in item.items() if value not in (None, ""))


def day_of(document: ReadDocument, reports: Reports) -> str:
    """Return the day a document is read as of; one without a date, as of the day of the second verdict."""
    published = document.document.published
    return str(published) if published else f"no date: read as of {reports.as_of}"


def table(reports: Reports) -> RenderableType:
    """The claims as a table of 80 columns."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    parts: list[RenderableType] = []
    for document in reports.documents:
        title = document.document.title or document.document.source
        parts.append(Text(f"{title} ({day_of(document, reports)})", style="bold"))
        grid = Table(box=None, padding=(0, 1, 0, 0), expand=False)
        for column, width in (
            ("type", 8),
            ("claim", 30),
            ("said by", 14),
            ("then", 12),
            ("now", 12),
        ):
            grid.add_column(column, width=width, overflow="fold")
        for claim in document.claims:
            said = claim.attribution
            grid.add_row(
                Text(_TYPE.get(claim.type, claim.type)), Text(proposition(claim)),
                Text((said.name or said.role) if said else ""),
                Text(_kind(claim.verdict_then)), Text(_kind(claim.verdict_now)),
            )  # fmt: skip
        parts.append(grid if document.claims else Text("No claim on defence spending was found."))
        parts.append(Text(""))
    parts += [Text(f"not read: {f.source}: {f.problem}") for f in reports.failures]
    if reports.comparison is not None:
        parts.append(reports.comparison.__rich__())
    return Group(*parts)


def _kind(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    by = (
        f" ({verdict.by:+.2f})"
        if verdict.by is not None
        and verdict.kind in {"overstated", "understated", "outdated"}
        and abs(verdict.by) < 1000
        else ""
    )
    return verdict.kind.replace("_", " ") + by
