"""A page that shows a report with its claims marked and the verdicts beside them."""

from __future__ import annotations

import itertools
from html import escape
from typing import TYPE_CHECKING

from burdenshare.news._show import day_of, proposition, stands_for

if TYPE_CHECKING:
    from burdenshare.news._claim import Claim, Verdict
    from burdenshare.news._read import ReadDocument, Reports

# Claims are underlined and numbered, verdicts spelt out: nothing depends on colour, and the page
# prints as it stands.
_STYLE = """
body{font:1rem/1.55 Georgia,serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.05rem}
.report{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:2rem;border-top:2px solid #111;padding-top:1rem;margin-top:2rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:#f3f0e6;border-bottom:2px solid #111;color:inherit}
mark sup{font:bold .7rem sans-serif;padding-left:.15rem}
ol{list-style:none;padding:0;margin:0;font:.85rem/1.4 sans-serif}
li{border-left:3px solid #111;padding:.1rem 0 .3rem .7rem;margin-bottom:.9rem}
.kind{font-weight:bold}.evidence{color:#333;overflow-wrap:anywhere}
li:target{outline:2px solid #111}
@media(max-width:50rem){.report{display:block}}
@media print{body{margin:0;max-width:none}.report{break-before:auto}li{break-inside:avoid}}
"""


def to_html(reports: Reports) -> str:
    """Return a whole page; it needs no script and no network."""
    body = "".join(
        _report(document, reports, place) for place, document in enumerate(reports.documents)
    )
    failures = "".join(
        f"<p>Not read: {escape(f.source)}: {escape(f.problem)}</p>" for f in reports.failures
    )
    comparison = _comparison(reports)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Claims on defence spending</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>Claims on defence spending</h1><p>Each claim as known on the day of the report, and as "
        f"known on {reports.as_of.isoformat()}.</p>{body}{comparison}{failures}</main></body></html>\n"
    )


def _report(document: ReadDocument, reports: Reports, place: int) -> str:
    source = document.document
    items = "".join(_item(claim, reports, place) for claim in document.claims)
    return (
        f'<article class="report"><div><h2>{escape(source.title or source.source)}</h2>'
        f"<p>{escape(source.outlet or source.source)}, {day_of(document, reports)}</p>"
        f'<div class="text">{_marked(source.text, document.claims, place)}</div></div>'
        f'<aside aria-label="Verdicts"><ol>{items or "<li>No claim on defence spending was found.</li>"}</ol></aside></article>'
    )


def _marked(text: str, claims: tuple[Claim, ...], place: int) -> str:
    """The text with each stretch that claims cover marked once, and numbered."""
    edges = sorted({0, len(text), *(c.start for c in claims), *(c.end for c in claims)})
    ending: dict[int, list[Claim]] = {}
    for claim in claims:
        ending.setdefault(claim.end, []).append(claim)
    depth = dict.fromkeys(edges, 0)
    for claim in claims:
        depth[claim.start] += 1
        depth[claim.end] -= 1
    parts: list[str] = []
    open_claims = 0
    for start, end in itertools.pairwise(edges):
        open_claims += depth[start]
        words = escape(text[start:end])
        notes = "".join(
            f'<sup><a href="#r{place}{c.id}">{c.id[1:]}</a></sup>' for c in ending.get(end, [])
        )
        parts.append(f"<mark>{words}{notes}</mark>" if open_claims > 0 else words)
    return "".join(parts)


def _item(claim: Claim, reports: Reports, place: int) -> str:
    said = claim.attribution
    who = (
        f" Said by {escape(said.name or said.role)}{' (unnamed)' if said.anonymous else ''}."
        if said
        else ""
    )
    antecedent = f" {escape(stands_for(claim))}." if stands_for(claim) else ""
    verdicts = _verdict("On the day", claim.verdict_then) + _verdict(
        f"On {reports.as_of.isoformat()}", claim.verdict_now
    )
    return f'<li id="r{place}{claim.id}"><b>{claim.id[1:]}</b> {escape(proposition(claim))}.{who}{antecedent}{verdicts}</li>'


def _verdict(when: str, verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    evidence = "; ".join(
        escape(
            str(
                item.get("source")
                or item.get("edition")
                or item.get("rule")
                or item.get("entry")
                or ""
            )
        )
        for item in verdict.evidence
    )
    readings = "".join(
        f"<br>{escape(str(r['holder']))}: {escape(str(r['reading']))}" for r in verdict.readings
    )
    return (
        f'<div>{when}: <span class="kind">{escape(verdict.kind.replace("_", " "))}</span>. {escape(verdict.reason)}'
        f'{readings}<div class="evidence">{evidence}</div></div>'
    )


def _comparison(reports: Reports) -> str:
    if reports.comparison is None:
        return ""
    common = "".join(
        f"<li>{escape(m.proposition)}: {escape(', '.join(source for source, _ in m.said))}</li>"
        for m in reports.comparison.merged
        if len(m.said) > 1
    )
    parts = (
        [f"<section><h2>Claims of more than one report</h2><ul>{common}</ul></section>"]
        if common
        else []
    )
    for pair in reports.comparison.pairs:
        rows = "".join(
            f"<tr><th scope=row>{escape(d.topic)}</th><td>{escape(d.first)}</td><td>{escape(d.second)}</td></tr>"
            for d in pair.differences
        )
        parts.append(
            f"<section><h2>{escape(pair.first)} and {escape(pair.second)}</h2>"
            f"<table><thead><tr><th>About</th><th>First</th><th>Second</th></tr></thead><tbody>{rows}</tbody></table></section>"
        )
    return "".join(parts)
