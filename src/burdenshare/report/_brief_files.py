"""The brief as a file: PDF, HTML, XLSX, Markdown, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadValueError
from burdenshare.report._export import export
from burdenshare.report._version import data_version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from burdenshare.ledger import AnyEntry
    from burdenshare.panel import Edition
    from burdenshare.report._brief import Brief

BRIEF_FORMS = ("pdf", "html", "xlsx", "md", "json")
LIMITS = (
    "What this does not show: what the spending buys; related spending, of which NATO publishes no "
    "figures; plans handed to NATO, which are not public. A plan is not a payment, a claim not a "
    "fact; contested readings stand side by side and none is ruled right here."
)


def export_brief(brief: Brief, form: str) -> bytes:
    """Return a brief as the contents of a file.

    Args:
        brief: The brief.
        form: ``pdf`` (two pages), ``html`` (one self-contained file), ``xlsx`` (live formulas),
            ``md`` or ``json``.

    Raises:
        BadValueError: Unknown form.
    """
    if form == "json":
        return export(brief, "json")
    if form == "pdf":
        from burdenshare.report._brief_pdf import pdf

        return pdf(brief)
    if form == "xlsx":
        from burdenshare.report._xlsx import workbook

        return workbook(brief)
    if form == "html":
        from burdenshare.report._html import html

        return html(brief).encode()
    if form == "md":
        from burdenshare.report._html import markdown

        return markdown(brief).encode()
    raise BadValueError(f"unknown form {form!r} of a brief: use {', '.join(BRIEF_FORMS)}")


def foot(brief: Brief) -> str:
    """The line at the foot of every page."""
    from burdenshare import __version__

    return (
        f"{brief.ally.name}, as known on {brief.as_of}. burdenshare {__version__}, "
        f"data version {data_version()}."
    )


def cited(edition: Edition) -> dict[str, str]:
    """An edition as a footnote."""
    return {
        "text": f"{edition.publisher}, {edition.title}, published {edition.published} "
        f"({edition.id}).",
        "url": edition.url,
    }


def standing_rows(brief: Brief) -> list[list[str]]:
    """Rows of the table of standings that have a figure."""
    from burdenshare.report._brief_text import amounts

    rows = []
    for item in brief.standings:
        if item.cell is None:
            continue
        there = ", reached" if item.already and item.status.value == "not due" else ""
        sign = "" if not item.margin else "+" if item.margin > 0 else "−"
        money = amounts(item)
        rows.append(
            [
                item.rule.id,
                item.status.value + there,
                (item.cell.printed or "none") + (" e" if item.estimate else ""),
                "" if item.threshold is None else f"{item.threshold:g}",
                "" if item.margin is None else f"{item.margin:+.2f}".replace("-", "−"),
                f"{sign}{money[0]}" if money and item.margin else "",
            ]
        )
    return rows


def revision_rows(brief: Brief) -> list[list[str]]:
    """One row an edition that publishes the year."""
    return [
        [
            cell.edition.id,
            str(cell.edition.published),
            (cell.printed or "missing") + (" e" if cell.estimate and cell.printed else ""),
            cell.missing or ("known later" if cell.edition.published > brief.as_of else ""),
        ]
        for cell in brief.revisions
    ]


def path_rows(brief: Brief) -> list[list[str]]:
    """The path in equal steps, year by year; empty where there is none."""
    if isinstance(brief.needed, str):
        return []
    return [
        [
            point.label,
            point.kind,
            f"{point.core_share:.2f}",
            "" if point.step is None else f"{point.step:+.2f}".replace("-", "−"),
            "" if point.real_growth is None else f"{point.real_growth:+.1f}".replace("-", "−"),
            f"{point.core_money / 1000:,.1f}",
            f"{point.extra_money / 1000:,.1f}".replace("-", "−"),
        ]
        for point in brief.needed.points
    ]


def path_titles(brief: Brief) -> list[str]:
    """Column titles of :func:`path_rows`."""
    currency = "" if isinstance(brief.needed, str) else brief.needed.currency
    return [
        "year", "kind", "% of GDP", "step, points", "real growth, %", f"{currency} bn",
        f"{currency} bn more than held",
    ]  # fmt: skip


def since_line(brief: Brief) -> str:
    """What has become known since, in one sentence."""
    if not brief.since:
        return ""
    newest = brief.since[0].edition
    told = ", ".join(
        f"{c.year} {c.printed or c.missing}{' e' if c.estimate and c.printed else ''}"
        for c in brief.since
    )
    return f"Known since, in {newest.id} ({newest.published}): {told}."


def sections(brief: Brief) -> list[dict[str, Any]]:
    """The sections in words: title, then paragraphs with their footnotes."""
    from burdenshare.report._brief_text import budget, way

    editions = {edition.id: edition for edition in brief.editions}
    forecast = [
        cited(editions[path.gdp_edition])
        for path in (brief.needed,)
        if not isinstance(path, str) and path.gdp_edition in editions
    ]
    lines = way(brief)
    found = [
        {
            "title": "The way to the next floor",
            "paragraphs": [
                {"text": line, "footnotes": forecast if number == 0 else []}
                for number, line in enumerate(lines)
            ],
        },
        {"title": "What must give", "paragraphs": _plain(_fit_lines(brief))},
        {"title": "What it does to deficit and debt", "paragraphs": _plain([budget(brief)])},
    ]
    for kind, title, most in (
        ("plan", "Announced", 5),
        ("position", "Said", 7),
        ("mechanism", "Flexibility asked for, granted or refused", 5),
        ("nothing_found", "Looked for and not found", 2),
    ):
        entries = [entry for entry in brief.record if entry.kind == kind]
        if entries:
            # The newest are what an official needs first; the rest is one page further on.
            newest = sorted(entries, key=lambda e: e.visible_from, reverse=True)[:most]
            paragraphs = [_told(entry) for entry in newest]
            if len(entries) > most:
                more = f"{len(entries) - most} earlier entries are in the full record."
                paragraphs.append({"text": more, "footnotes": []})
            found.append({"title": title, "paragraphs": paragraphs})
    return found


def _plain(lines: Iterable[str]) -> list[dict[str, Any]]:
    return [{"text": line, "footnotes": []} for line in lines]


def _fit_lines(brief: Brief) -> list[str]:
    if isinstance(brief.fit, str):
        return [brief.fit]
    given = brief.fit.relaxations or ()
    cases = [
        f"{g.mechanism.replace('-', ' ')} ({'existing' if g.existing else 'hypothetical'}): "
        f"{g.precedent}"
        for g in given
        if g.precedent
    ]
    return [brief.fit.verdict, *(f"Nearest case, {case}" for case in cases)]


def _told(entry: AnyEntry) -> dict[str, Any]:
    from burdenshare.ledger import Statement

    who = f"{entry.actor.name}: " if isinstance(entry, Statement) else ""
    sure = "" if entry.confidence == "high" else f" ({entry.confidence} confidence)"
    return {
        "text": f"{entry.said}. {who}{entry.summary}{sure}",
        "footnotes": [{"text": "", "url": url} for url in entry.sources[:1]],
    }
