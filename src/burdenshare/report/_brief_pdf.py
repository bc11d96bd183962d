"""The brief as two pages of PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.report._brief_files import (
    LIMITS,
    cited,
    foot,
    path_rows,
    path_titles,
    revision_rows,
    sections,
    since_line,
    standing_rows,
)
from burdenshare.report._brief_text import footnotes
from burdenshare.report._pdf import FONT, compile_pdf, written
from burdenshare.report._theme import svg, themed

if TYPE_CHECKING:
    from burdenshare.report._brief import Brief

CAPTION = (
    "Core defence spending, % of GDP. Solid: published (hollow: estimate). Dashed: announced. "
    "Dotted: computed here."
)


def pdf(brief: Brief) -> bytes:
    """Return the PDF.

    Args:
        brief: The brief.
    """
    picture = brief_picture(brief, font=FONT)
    data = {
        "picture": picture is not None,
        "title": brief.ally.name,
        "author": "burdenshare",
        "subtitle": f"NATO's pledge on defence spending, as known on {written(brief.as_of)}",
        "headline": brief.headline,
        "headline_sources": [cited(brief.share.cells[0].edition)],
        "caption": CAPTION,
        "year": str(brief.year),
        "standings": standing_rows(brief),
        "notes": footnotes(brief),
        "revisions": revision_rows(brief),
        "since": since_line(brief),
        "sections": sections(brief),
        "path": path_rows(brief),
        "path_titles": path_titles(brief),
        "limits": LIMITS,
        "foot": foot(brief),
    }
    return compile_pdf("brief.typ", data, {"chart.svg": picture} if picture else {})


def brief_picture(brief: Brief, *, font: str | None = None, width: int = 600) -> str | None:
    """Draw the brief's chart: published, announced, needed; ``None`` without any figure."""
    from burdenshare.report._charts import history_chart

    drawn = [path for path in (brief.announced, brief.needed) if not isinstance(path, str)]
    if drawn:
        from burdenshare.paths import Paths

        chart = Paths(tuple(drawn)).chart()
    elif all(cell.value is None for cell in brief.share):
        return None
    else:
        edition = brief.share.cells[0].edition.id
        chart = history_chart([(edition, brief.share)], width=width)
    spec = {**themed(chart, width=width), "title": None, "height": 210}
    if font:
        spec["config"] = {**spec["config"], "font": font}
    return svg(spec)
