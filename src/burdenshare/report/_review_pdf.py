"""The review of 2029 as a PDF of two or three pages, from the tables the terminal shows."""

from __future__ import annotations

import itertools
import re
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
        "tables": _tables(review),
        "assumptions": [_assumption(item) for item in review.assumptions],
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


def _tables(review: Review) -> list[dict[str, Any]]:
    """The terminal's tables, told as paper can: names in full, whole headings, true minus signs."""
    found = [_plain(table) for table in review.__rich__().renderables]
    first = found[0]
    first["title"] = "Ally by ally, per cent of GDP"  # the counts stand in the headline
    years: list[str] = []
    for place, title in enumerate(first["titles"]):
        years += [title.split()[-1]] if title.startswith("Plan ") else []
        if title in {"Trend", "Line"}:
            first["titles"][place] = f"{title} {years[-1]}"
    return found


def _plain(table: Table) -> dict[str, Any]:
    columns = table.columns
    cells = [[_cell(str(cell)) for cell in column.cells] for column in columns]
    rows = [list(row) for row in zip(*cells, strict=True)]
    for before, row in reversed(list(itertools.pairwise(rows))):
        if row[0] == before[0]:
            row[0] = ""  # a name is said once
    return {
        "title": _named(str(table.title)),
        "note": _named(str(table.caption)).replace("carry most:", "carry most stand above."),
        "titles": [_unit(str(column.header)) for column in columns],
        "align": [column.justify for column in columns],
        "rows": rows,
    }


def _unit(title: str) -> str:
    return re.sub(r"\bbn$", "USD bn", title)


def _codes() -> set[str]:
    from burdenshare.allies import AGGREGATES, allies

    return {a.alpha3 for a in allies()} | {group.code for group in AGGREGATES}


def _named(text: str) -> str:
    """Write the codes in a sentence as names: paper has the room a terminal has not."""
    known = _codes() - {"NATO"}
    return re.sub(r"\b[A-Z]{3}\b", lambda m: area_name(m[0]) if m[0] in known else m[0], text)


def _cell(cell: str) -> str:
    if cell in _codes():
        return area_name(cell)
    if cell == "-":
        return "\N{EN DASH}"
    return re.sub(r"^-(?=\d)", "\N{MINUS SIGN}", cell)


def _assumption(item: Any) -> str:
    name = item.name.replace("_", " ")
    value = "" if item.value is None else f" = {_value(item.value)}"
    return f"{name}{value}: {item.reason}."


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _source(source: dict[str, Any]) -> dict[str, str]:
    title = source.get("title") or source["id"]
    return {"text": f"{source['id']}: {title.rstrip('.')}.", "url": source.get("url") or ""}
