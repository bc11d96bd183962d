"""The review of 2029 as a PDF of two or three pages, from the tables the terminal shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name
from burdenshare.report._pdf import compile_pdf, written
from burdenshare.report._version import data_version

if TYPE_CHECKING:
    from rich.table import Table

    from burdenshare.review import Review


def review_pdf(review: Review) -> bytes:
    """Return the review as a PDF.

    Args:
        review: The answer of ``review_2029``.

    Raises:
        FailedError: The report does not compile.
    """
    from burdenshare import __version__

    year = review.to_dict()["review"]
    data = {
        "title": f"The review of {year}",
        "author": "burdenshare",
        "subtitle": f"NATO's pledge on core defence spending, as known on {written(review.as_of)}",
        "headline": _headline(review),
        "tables": [_plain(table) for table in review.__rich__().renderables],
        "assumptions": [
            f"{item.name}{'' if item.value is None else f' = {_value(item.value)}'}: {item.reason}."
            for item in review.assumptions
        ],
        "sources": [_source(item) for item in review.sources],
        "foot": f"Review of {year}, as known on {review.as_of}. burdenshare {__version__}, "
        f"data version {data_version()}.",
    }
    return compile_pdf("review.typ", data, {})


def _headline(review: Review) -> str:
    """The counts and, where they can be had, the Alliance's share and money now."""
    counts = ", ".join(f"{number} {status}" for status, number in review.counts.items() if number)
    first = review.lines[0]
    said = f"Of {len(review.lines)} allies: {counts} for {first.target:g} % of GDP by {first.due}."
    now = [t for t in review.totals if t.area == "NATO" and t.shape == "observed"]
    return said + "".join(
        f" Together they spend {t.share:.2f} % in {t.year}, {t.usd_current / 1000:,.0f} billion "
        "dollars at current prices."
        for t in now
    )


def _plain(table: Table) -> dict[str, Any]:
    columns = table.columns
    cells = [[_name(str(cell)) for cell in column.cells] for column in columns]
    return {
        "title": str(table.title),
        "note": str(table.caption),
        "titles": [str(column.header) for column in columns],
        "align": [column.justify for column in columns],
        "wide": 0,
        "rows": [list(row) for row in zip(*cells, strict=True)],
    }


def _name(cell: str) -> str:
    """Write an area's code in full: paper has the room a terminal has not."""
    from burdenshare.allies import AGGREGATES, allies

    codes = {a.alpha3 for a in allies()} | {group.code for group in AGGREGATES}
    return area_name(cell) if cell in codes else cell


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _source(source: dict[str, Any]) -> dict[str, str]:
    title = source.get("title") or source["id"]
    return {"text": f"{source['id']}: {title.rstrip('.')}.", "url": source.get("url") or ""}
