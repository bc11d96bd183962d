"""docs/measures.md says what measures.yaml says.

Run this file to write the page again.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from burdenshare.panel import Measure, measures

PAGE = Path(__file__).resolve().parents[2] / "docs/measures.md"
FAMILIES = {
    "nato": "NATO: defence expenditure tables",
    "weo": "IMF: World Economic Outlook",
    "worldbank": "World Bank",
    "eurostat": "Eurostat: a different definition of defence",
    "ecb": "European Central Bank",
    "sipri": "SIPRI: a different definition, your own file only",
}
HEAD = """# Measures

Every figure of the panel belongs to one measure. The id is what commands and functions take; the
table is where the publisher prints it. Figures of different families are never mixed.
Constant prices are those of the edition's base year (`burdenshare panel editions --format json`).

This page is made from `measures.yaml` (`python tests/panel/test_measures_page.py`).
"""


def page() -> str:
    """The catalogue as Markdown."""
    parts = [HEAD]
    for family, own in groupby(measures().values(), key=lambda measure: measure.family):
        parts.append(f"\n## {FAMILIES[family]}\n\n")
        parts.append("| id | what it is | unit | prices | source table |\n|---|---|---|---|---|\n")
        parts.extend(_row(measure) for measure in own)
    return "".join(parts)


def _row(measure: Measure) -> str:
    over = f" Divided by: {measure.denominator}." if measure.denominator else ""
    what = f"**{measure.title}.** {measure.definition}{over}"
    prices = measure.prices if measure.prices != "none" else ""
    return f"| `{measure.id}` | {what} | {measure.unit} | {prices} | {measure.table} |\n"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), f"run python {Path(__file__).name}"


def test_a_denominator_in_the_catalogue_is_a_measure_or_words() -> None:
    for measure in measures().values():
        if measure.denominator and "_" in measure.denominator:
            assert measure.denominator in measures(), measure.id


def test_the_catalogue_says_what_money_is_in() -> None:
    for measure in measures().values():
        if measure.currency and measure.currency not in {"national", "international dollar"}:
            assert measure.currency in measure.unit, measure.id
        if measure.currency == "national":
            assert "national currency" in measure.unit, measure.id


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
