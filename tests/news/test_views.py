"""HTML, ClaimReview, JSON, frames and commands."""

from __future__ import annotations

import datetime as dt
import json

import jsonschema
import pytest

from burdenshare.cli._app import main
from burdenshare.news import check, compare, read_string

SENTENCE = "Belgium currently spends 1.3 percent of GDP on defence"

# schema.org/ClaimReview as search engines require it; properties are those schema.org lists.
CLAIM_REVIEW = {
    "type": "object",
    "required": [
        "@context",
        "@type",
        "claimReviewed",
        "reviewRating",
        "itemReviewed",
        "author",
        "url",
    ],
    "additionalProperties": False,
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ClaimReview"},
        "claimReviewed": {"type": "string", "minLength": 1},
        "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "url": {"type": "string"},
        "author": {"$ref": "#/$defs/agent"},
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "additionalProperties": False,
            "properties": {
                "@type": {"const": "Rating"},
                "alternateName": {"type": "string"},
                "ratingExplanation": {"type": "string"},
                "ratingValue": {"type": "integer", "minimum": 1, "maximum": 5},
                "bestRating": {"const": 5},
                "worstRating": {"const": 1},
            },
            "dependentRequired": {"ratingValue": ["bestRating", "worstRating"]},
        },
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "text", "appearance"],
            "additionalProperties": False,
            "properties": {
                "@type": {"const": "Claim"},
                "text": {"type": "string"},
                "author": {"$ref": "#/$defs/agent"},
                "appearance": {
                    "type": "object",
                    "required": ["@type"],
                    "additionalProperties": False,
                    "properties": {
                        "@type": {"const": "CreativeWork"},
                        "name": {"type": "string"},
                        "datePublished": {"type": "string"},
                        "publisher": {"$ref": "#/$defs/agent"},
                    },
                },
            },
        },
    },
    "$defs": {
        "agent": {
            "type": "object",
            "required": ["@type"],
            "additionalProperties": False,
            "properties": {
                "@type": {"enum": ["Organization", "Person"]},
                "name": {"type": "string"},
                "jobTitle": {"type": "string"},
                "description": {"type": "string"},
            },
        }
    },
}


@pytest.fixture(scope="module")
def found():
    return check(SENTENCE, on="2025-06-23", as_of="2026-11-20")


def test_the_model_sentence(found):
    claim = found.claims[0]
    assert (claim.verdict_then.kind, claim.verdict_now.kind) == ("accurate", "outdated")
    assert "1.30 % of GDP for 2024" in claim.verdict_then.reason


def test_json_has_the_keys_of_the_issue(found):
    made = found.to_dict()
    assert {"source", "title", "published", "claims"} <= set(made["documents"][0])
    claim = made["documents"][0]["claims"][0]
    keys = "id type sentence span subject measure comparator value unit period speaker anonymous quote outlet confidence verdict_then verdict_now"
    assert set(keys.split()) <= set(claim)
    assert {"kind", "reason", "evidence"} <= set(claim["verdict_now"])
    assert claim["span"] == [0, len("Belgium currently spends 1.3 percent of GDP")]
    assert made["editions"] == ["nato-2024-06", "nato-2026-07"]
    json.dumps(made)


def test_claimreview_fits_schema_org(found):
    document = read_string(
        'Spain need not spend 5 percent of GDP on defence, Pedro Sánchez said. "There is no opt-out," a NATO diplomat, who asked not to be named, said. '
        "Poland spent 4.12 percent in 2024.", on="2025-06-23", as_of="2026-11-20")  # fmt: skip
    from burdenshare.news import Reports

    for records in (found.to_claimreview(), Reports(found.as_of, (document,)).to_claimreview()):
        assert records
        for record in records:
            jsonschema.validate(record, CLAIM_REVIEW)


def test_html_marks_words_and_escapes():
    document = read_string(
        f"<b>Note</b> {SENTENCE} & more, NATO says.", on="2025-06-23", as_of="2026-11-20"
    )
    from burdenshare.news import Reports

    page = Reports(dt.date(2026, 11, 20), (document,)).to_html()
    assert "<mark>" in page
    assert "&amp; more" in page
    assert "outdated" in page or "accurate" in page
    assert "<script" not in page


def test_frame_has_a_row_a_claim(found):
    frame = found.to_frame()
    assert frame.height == len(found.claims)
    assert frame["then"][0] == "accurate"


def test_compare_sees_a_near_copy():
    text = "Belgium spends 1.3 percent of GDP on defence. “We are asking NATO for maximum flexibility,” the foreign minister said in Brussels on Monday."
    first = read_string(text, source="a", on="2025-06-23", as_of="2026-11-20")
    second = read_string(
        text.replace("on Monday", "today"), source="b", on="2025-06-23", as_of="2026-11-20"
    )
    [pair] = compare([first, second]).pairs
    assert pair.near_copies
    assert len(pair.shared) == len(first.claims)


@pytest.mark.parametrize("form", ["table", "html"])
def test_a_report_without_a_date_says_as_of_when_it_is_read(tmp_path, capsys, form):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE + ", NATO says.", encoding="utf-8")
    assert main(["read", str(path), "--as-of", "2026-11-20", "--format", form]) == 0
    assert "no date: read as of 2026-11-20" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("form", ["table", "json", "csv", "html", "claimreview"])
def test_read_in_every_form(tmp_path, capsys, form):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE + ", NATO says.", encoding="utf-8")
    assert (
        main(["read", str(path), "--on", "2025-06-23", "--as-of", "2026-11-20", "--format", form])
        == 0
    )
    shown = capsys.readouterr().out
    assert "1.3" in shown
    if form == "table":
        assert max(map(len, shown.splitlines())) <= 80


def test_commands_fail_in_one_line(capsys, tmp_path):
    assert main(["read", str(tmp_path / "none.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["check", SENTENCE, "--on", "yesterday"]) == 2
    assert "is not a date" in capsys.readouterr().err


def test_evaluate_prints_json_without_errors(tmp_path, capsys):
    path = tmp_path / "c.jsonl"
    path.write_text(
        json.dumps({"id": "x", "text": SENTENCE, "published": "2025-06-23", "claims": []}) + "\n",
        encoding="utf-8",
    )
    assert main(["news", "evaluate", str(path), "--format", "json", "--no-errors"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["overall"]["found"] == 1
    assert "false_positives" not in made
