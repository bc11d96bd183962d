"""Figures: whose they are, of which year, on which side of a level; one construction a line."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.news.conftest import marked

from burdenshare._yaml import parse
from burdenshare.news._document import Document, from_record
from burdenshare.news._read import read_document

CASES = Path(__file__).parents[1] / "cases" / "news-figures.yaml"
NOW = dt.date(2026, 11, 20)


def found_in(text: str, on: str) -> list[tuple[str, str, float, str, str | None]]:
    day = dt.date.fromisoformat(str(on))
    claims = read_document(Document("case", text, "", day), as_of=NOW).claims
    return [
        (c.type, code, c.values[0].value, c.period, c.comparator)
        for c in claims for code in c.subject if c.values
    ]  # fmt: skip


@pytest.mark.parametrize("case", marked(parse(CASES.read_text(encoding="utf-8"), CASES)))
def test_figure(case):
    found = found_in(case["text"], case["on"])
    for wanted in case["find"]:
        assert any(
            all(want in ("~", have) for want, have in zip(wanted, claim, strict=True))
            for claim in found
        ), f"{wanted} not in {found}"
    if case.get("figures") == "none":
        assert not [claim for claim in found if claim[0] == "figure"], found


@pytest.mark.parametrize(
    ("who", "units"),
    [("Norway", {"NOK_mn"}), ("The Czech Republic", {"CZK_mn"}), ("Poland", set()), ("America", set())],
)  # fmt: skip
def test_crowns_are_the_money_only_of_those_who_have_them(who, units):
    text = (
        f"{who} spends 154.8 billion crowns on defence this year, 21 billion more than last year."
    )
    claims = read_document(Document("case", text, "", dt.date(2026, 2, 3)), as_of=NOW).claims
    assert {value.unit for claim in claims for value in claim.values} == units


CORPUS = Path(__file__).parents[1] / "corpus" / "development.jsonl"


def test_figures_and_sums_are_claimed_only_when_it_is_sure_what_and_whose_they_are():
    lines = CORPUS.read_text(encoding="utf-8").splitlines()[::15]
    records = [json.loads(line) for line in lines]
    claims = [
        claim
        for record in records
        for claim in read_document(from_record(record, record["id"]), as_of=NOW).claims
        if claim.values
    ]
    sums = [c for c in claims if c.values[0].unit.endswith("_mn")]
    shares = [c for c in claims if c.values[0].unit == "pct_gdp"]
    assert len(sums) > 20, len(sums)
    assert len(shares) > 200, len(shares)
    assert all(c.confidence >= 0.5 for c in sums if c.type in {"figure", "plan"})
    assert all(c.confidence >= 0.5 for c in shares if c.type == "figure")


def test_what_the_world_spends_is_no_allys():
    text = (
        "World military spending reached 2.2 per cent of global GDP in 2021, down from 2.3 in 2020. "
        "America's allies watched."
    )
    assert not [f for f in found_in(text, "2022-04-25") if f[0] == "figure"]
