"""Constructions, one a line, that the reader must understand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.news.conftest import marked

from burdenshare._yaml import parse
from burdenshare.news._document import Document
from burdenshare.news._read import read_document

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [
    FOLDER / name
    for name in ("news.yaml", "news-plain.yaml", "stances.yaml", "stances-further.yaml")
]
RULES = [FOLDER / name for name in ("news_rules.yaml", "news_counts.yaml")]
NOW = dt.date(2026, 11, 20)


def found_in(text: str, on: str) -> list[tuple[str, tuple[str, ...], float | None, str | None]]:
    day = dt.date.fromisoformat(str(on))
    claims = read_document(Document("case", text, "Notes on NATO", day), as_of=NOW).claims
    return [(c.type, c.subject, c.values[0].value if c.values else None, c.stance) for c in claims]


@pytest.mark.parametrize(
    "case",
    marked(case for path in CASES for case in parse(path.read_text(encoding="utf-8"), path)),
)
def test_case(case):
    found = found_in(case["text"], case["on"])
    if not case["find"]:
        assert not found, found
    for kind, subject, value, *stance in case["find"]:
        right = [
            f for f in found
            if f[0] == kind and subject in f[1]
            and (value == "~" or value is None or f[2] == value)
            and (not stance or stance[0] in {"~", None} or f[3] == stance[0])
        ]  # fmt: skip
        assert right, f"{kind} {subject} {value} {stance} not in {found}"


@pytest.mark.parametrize(
    "case",
    marked(case for path in RULES for case in parse(path.read_text(encoding="utf-8"), path)),
)
def test_rules_plans_events_counts_and_ranks(case):
    found = found_in(case["text"], case["on"])
    wrong = [f for f in found if f[0] in case.get("none", ())]
    assert not wrong, wrong
    for kind, subject, value in case.get("find", ()):
        right = [f for f in found if f[0] == kind and subject in f[1] and value in {"~", f[2]}]
        assert right, f"{kind} {subject} {value} not in {found}"
