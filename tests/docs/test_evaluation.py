"""The manual's figures of the reader of news are the stored ones, which the About page shows.

`make evaluation` scores the reader, stores the totals and has this module write the tables, also
that of what the corpus has.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from burdenshare.news import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
STORED: dict[str, Any] = json.loads(
    (ROOT / "src/burdenshare/news/data/evaluation.json").read_text("utf-8")
)
PAGE = ROOT / "docs/news.md"
BEGIN, END = "<!-- Written by make evaluation. -->\n", "<!-- End of what it writes. -->\n"
CORPUS = ROOT / "tests/corpus"
THERE = "<!-- What there is, written by make evaluation. -->\n", "<!-- End of what there is. -->\n"
FILES = {
    "development": "reports",
    "sentences": "short passages",
    "heldout": "reports",
    "unseen": "reports",
    "elsewhere": "reports",
}
PARTS = {"development": "", "heldout": ", held-out"}
UNSEEN = "unseen"
"""By hands of whom nothing was learned: told in a sentence of the manual, not in its tables."""
ELSEWHERE = "elsewhere"
"""By such a hand too, and about something else: every claim found in it is a false one."""
SURE = ("figure", "target_rule", "plan", "position", "overall")
TALLY = ("precision", "recall", "f1", "found", "required")


def tables() -> str:
    """The tables of the manual, from the stored totals."""
    parts = [(STORED[name], words) for name, words in PARTS.items() if name in STORED]
    head = ["type"]
    for _, words in parts:
        head += [f"precision{words}", f"recall{words}", f"F1{words}", "found", "required"]
    rows = [head, ["---"] * len(head)]
    for kind in [*STORED["development"]["by_type"], "overall"]:
        row = [kind]
        for part, _ in parts:
            tally = {**part["by_type"], "overall": part["overall"]}[kind]
            row += [_shown(tally[name]) for name in TALLY]
        rows.append(row)
    names = [name for name in PARTS if name in STORED]
    fields = [["field, on matched claims", *names], ["---"] * (1 + len(names))]
    for name in [*STORED["development"]["fields"], "verdict_then", "verdict_now"]:
        scores = [{**part, **part["fields"]}[name] for part, _ in parts]
        fields.append(
            [
                name.replace("_", " "),
                *(f"{_shown(s['accuracy'])} of {s['scored']}" for s in scores),
            ]
        )
    sure = [["claims at least so sure, held-out", *SURE], ["---"] * (1 + len(SURE))]
    for level in STORED["heldout"]["by_confidence"]:
        tallies = {**level["by_type"], "overall": level["overall"]}
        shares = [(tallies[kind]["precision"], tallies[kind]["recall"]) for kind in SURE]
        cells = [f"{_shown(precision)} / {_shown(recall)}" for precision, recall in shares]
        sure.append([f"{level['at_least']:.1f}", *cells])
    counts = ", ".join(
        f"{name} {STORED[name]['documents']} reports as of {STORED[name]['as_of']}"
        for name in names
    )
    lines = [f"Scored: {counts}."]
    for table in (rows, fields, sure):
        lines += ["", *map(_row, table)]
    return BEGIN + "\n".join(lines) + "\n" + END


def contents() -> str:
    """The table of what the corpus has: totals only, for nobody reads what is held out."""
    rows = [["file", "texts", "hands", "labelled claims", "texts without any"], ["---"] * 5]
    for name, what in FILES.items():
        lines = (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()
        claims = [
            (record["id"].partition("-")[0], len(record["claims"]))
            for record in map(json.loads, lines)
        ]
        rows.append(
            [
                f"`{name}.jsonl`",
                f"{len(claims):,} {what}",
                ", ".join(sorted({hand for hand, _ in claims})),
                f"{sum(count for _, count in claims):,}",
                str(sum(not count for _, count in claims)),
            ]
        )
    return THERE[0] + "\n".join(map(_row, rows)) + "\n" + THERE[1]


def _shown(value: float | None) -> str:
    return "-" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


@pytest.mark.parametrize(
    ("marks", "made"), [((BEGIN, END), tables), (THERE, contents)], ids=["scores", "contents"]
)
def test_the_manual_says_what_is_so(marks: tuple[str, str], made: Callable[[], str]) -> None:
    page = PAGE.read_text("utf-8")
    start, end = page.index(marks[0]), page.index(marks[1]) + len(marks[1])
    if os.environ.get("BURDENSHARE_WRITE_TABLES"):
        page = page[:start] + made() + page[end:]
        PAGE.write_text(page, "utf-8")
        return
    assert page[start:end] == made(), "run `make evaluation`"


def test_only_known_parts_are_stored() -> None:
    assert set(STORED) <= {*PARTS, UNSEEN, ELSEWHERE}


def test_the_manual_tells_how_unseen_reports_are_read() -> None:
    part = STORED[UNSEEN]
    told = {**part["by_type"], "all": part["overall"]}
    rules, positions, overall = (
        f"{told[kind]['precision']:.2f} / {told[kind]['recall']:.2f}"
        for kind in ("target_rule", "position", "all")
    )
    words = f"rules {rules}, positions {positions}, overall {overall}"
    assert words in PAGE.read_text("utf-8"), f"it is {words} now"


def test_the_manual_tells_what_is_found_in_reports_about_something_else() -> None:
    part = STORED[ELSEWHERE]
    found = part["overall"]["found"]
    words = f"In the {part['documents']} reports of `elsewhere.jsonl` it finds {found} claims"
    assert words in PAGE.read_text("utf-8"), words


@pytest.mark.skipif(
    bool(os.environ.get("BURDENSHARE_WRITE_TABLES")), reason="they have just been scored"
)
def test_the_stored_development_figures_are_those_of_this_reader() -> None:
    stored = STORED["development"]
    again = evaluate(ROOT / "tests/corpus/development.jsonl", as_of=stored["as_of"])
    assert again.to_dict(errors=False) == stored, "the reader has changed: run `make evaluation`"
