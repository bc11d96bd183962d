"""The brief as one self-contained page, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.report._brief_files import (
    LIMITS,
    foot,
    path_rows,
    path_titles,
    revision_rows,
    sections,
    since_line,
    standing_rows,
)
from burdenshare.report._brief_pdf import CAPTION, brief_picture
from burdenshare.report._brief_text import footnotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from burdenshare.report._brief import Brief


def html(brief: Brief) -> str:
    """Return one file that needs no other: styles and the chart are inside, no script."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("burdenshare.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    picture = brief_picture(brief)
    return environment.get_template("brief.html").render(
        b=brief,
        # Drawn here from figures: the one piece of markup that is not escaped.
        picture=Markup(picture) if picture else None,  # noqa: S704
        caption=CAPTION,
        standings=standing_rows(brief),
        notes=footnotes(brief),
        revisions=revision_rows(brief),
        since=since_line(brief),
        sections=sections(brief),
        path=path_rows(brief),
        path_titles=path_titles(brief),
        limits=LIMITS,
        foot=foot(brief),
    )


def markdown(brief: Brief) -> str:
    """Return the brief as Markdown."""
    lines = [
        f"# {brief.ally.name}, as known on {brief.as_of}",
        "",
        brief.headline,
        "",
        f"## Against each rule, {brief.year}",
        "",
        *_table(("rule", "status", "figure", "asked", "points", "a year"), standing_rows(brief)),
        "",
        *(f"- {_plain(note)}" for note in footnotes(brief)),
        "",
        f"## The figure for {brief.year} in every edition",
        "",
        *_table(("edition", "published", "figure", ""), revision_rows(brief)),
        "",
        since_line(brief),
    ]
    for section in sections(brief):
        lines += ["", f"## {section['title']}", ""]
        for paragraph in section["paragraphs"]:
            notes = " ".join(f"<{note['url']}>" for note in paragraph["footnotes"])
            lines.append(f"- {_plain(paragraph['text'])} {notes}".rstrip())
    rows = path_rows(brief)
    if rows:
        lines += ["", "## Equal steps, year by year", "", *_table(path_titles(brief), rows)]
    lines += ["", "## Sources", ""]
    lines += [
        f"- {e.publisher}, {e.title}, {e.published} ({e.id}): <{e.url}> {e.licence}"
        for e in brief.editions
    ]
    return "\n".join([*lines, "", LIMITS, "", foot(brief), ""])


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    def line(values: Iterable[str]) -> str:
        return "| " + " | ".join(_plain(value).replace("|", "\\|") for value in values) + " |"

    return [line(titles), "|" + "---|" * len(titles), *map(line, rows)]


def _plain(text: str) -> str:
    """Keep text on one line, and its angle brackets text."""
    return " ".join(text.split()).replace("<", "&lt;")
