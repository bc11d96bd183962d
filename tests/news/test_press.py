"""What the press writes and the reader once took for something else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.news.conftest import marked

from burdenshare._yaml import parse
from burdenshare.news._claim import Claim
from burdenshare.news._document import Document
from burdenshare.news._read import read_document

PATH = Path(__file__).parents[1] / "cases" / "news-press.yaml"
NOW = dt.date(2026, 11, 20)


def told(claim: Claim) -> dict[str, Any]:
    said, then, now = claim.attribution, claim.verdict_then, claim.verdict_now
    assert then
    assert now
    return {
        "type": claim.type, "who": claim.subject, "stance": claim.stance, "period": claim.period, "cmp": claim.comparator,
        "value": claim.values[0].value if claim.values else None,
        "level": claim.values[-1].value if claim.values else None,
        "unit": claim.values[0].unit if claim.values else None,
        "by": (said.name or said.role) if said else "",
        "then": then.kind, "now": now.kind,
    }  # fmt: skip


def fits(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(
        value in found[key] if key == "who" else found[key] == value
        for key, value in wanted.items()
    )


@pytest.mark.parametrize("case", marked(parse(PATH.read_text(encoding="utf-8"), PATH)))
def test_a_construction_of_the_press(case):
    day = dt.date.fromisoformat(str(case["on"]))
    document = Document("case", case["text"], "", day)
    found = [told(claim) for claim in read_document(document, as_of=NOW).claims]
    for wanted in case.get("find", ()):
        assert any(fits(claim, wanted) for claim in found), (wanted, found)
    for wrong in case.get("never", ()):
        assert not any(fits(claim, wrong) for claim in found), (wrong, found)
