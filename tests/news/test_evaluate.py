"""The scorer, on a corpus small enough to score by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from burdenshare.errors import BadFileError
from burdenshare.news import evaluate, score, score_table

CORPUS = Path(__file__).parents[1] / "corpus"

TEXT = "Belgium spends 1.3 percent. Spain spends 1.28 percent. Inflation is 2 percent."


def label(
    kind: str, words: str, subject: str, value: float | None = None, **more: Any
) -> dict[str, Any]:
    start = TEXT.index(words)
    base = {
        "type": kind, "also_accepted": [], "optional": False, "sentence": words + ".", "span": words,
        "start": start, "end": start + len(words), "subject": [subject],
        "values": [] if value is None else [{"value": value, "unit": "pct_gdp", "decimals": 1}],
        "comparator": "=", "period": "2024", "stance": None, "attribution": None,
        "verdict_then": {"kind": "accurate", "kinds_accepted": ["accurate"]},
        "verdict_now": {"kind": "", "kinds_accepted": []},
    }  # fmt: skip
    return base | more


def found(
    kind: str, words: str, subject: str, value: float, then: str = "accurate", sure: float = 0.75
) -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "type": kind, "sentence": words + ".", "span": [start, start + len(words)], "subject": [subject],
        "values": [{"value": value, "unit": "pct_gdp", "decimals": 1}], "comparator": "=", "period": "2024",
        "stance": None, "speaker": None, "confidence": sure, "verdict_then": {"kind": then}, "verdict_now": {"kind": "accurate"},
    }  # fmt: skip


BEL = label("figure", "Belgium spends 1.3 percent", "BEL", 1.3)
ESP = label("figure", "Spain spends 1.28 percent", "ESP", 1.28)
DOCUMENT = {
    "id": "d", "text": TEXT, "claims": [BEL, ESP],
    "negatives": [{"start": TEXT.index("2 percent"), "end": TEXT.index("2 percent") + 9}],
}  # fmt: skip


def test_scores_of_the_claims_that_are_at_least_so_sure():
    claims = [
        found("figure", "Belgium spends 1.3 percent", "BEL", 1.3, sure=0.9),
        found("figure", "Inflation is 2 percent", "ESP", 2.0, sure=0.6),
    ]
    levels = score([(DOCUMENT, claims)]).to_dict()["by_confidence"]
    figures = {made["at_least"]: made["by_type"]["figure"] for made in levels}
    assert {level: (made["found"], made["right"]) for level, made in figures.items()} == {
        0.5: (2, 1), 0.6: (2, 1), 0.7: (1, 1), 0.8: (1, 1), 0.9: (1, 1),
    }  # fmt: skip
    assert {made["recall"] for made in figures.values()} == {0.5}
    assert levels[0]["overall"]["required"] == 2


def test_one_right_one_missed_one_on_a_negative():
    claims = [
        found("figure", "Belgium spends 1.3 percent", "BEL", 1.3, then="overstated"),
        found("figure", "Inflation is 2 percent", "ESP", 2.0),
    ]
    made = score([(DOCUMENT, claims)]).to_dict()
    figures = made["by_type"]["figure"]
    assert (figures["precision"], figures["recall"], figures["f1"]) == (0.5, 0.5, 0.5)
    assert (figures["found"], figures["required"]) == (2, 2)
    assert made["on_negatives"] == 1
    assert made["fields"]["span"] == {"accuracy": 1.0, "right": 1, "scored": 1}
    # The verdict on the matched claim is wrong; the blank one is not scored.
    assert made["verdict_then"]["accuracy"] == 0.0
    assert made["verdict_now"]["scored"] == 0
    assert made["missed"][0]["text"] == "Spain spends 1.28 percent"
    assert made["false_positives"][0]["text"] == "Inflation is 2 percent"


def test_a_wrong_number_or_subject_does_not_match():
    for subject, value in (("BEL", 1.4), ("FRA", 1.3)):
        made = score([(DOCUMENT, [found("figure", "Belgium spends 1.3 percent", subject, value)])])
        assert made.by_type["figure"].right == 0


def test_accepted_types_count_and_optional_labels_cost_nothing():
    plan = BEL | {"type": "plan", "also_accepted": ["figure"]}
    optional = ESP | {"optional": True}
    document = DOCUMENT | {"claims": [plan, optional]}
    made = score(
        [(document, [found("figure", "Belgium spends 1.3 percent", "BEL", 1.3)])]
    ).to_dict()
    assert made["by_type"]["figure"]["precision"] == 1.0
    assert made["by_type"]["plan"]["recall"] == 1.0
    assert made["overall"]["required"] == 1
    assert made["missed"] == []


def test_the_same_sentence_and_number_match_without_overlap():
    wide = BEL | {
        "start": 0,
        "end": 7,
        "span": "Belgium",
        "sentence": "Belgium spends 1.3 percent.",
    }
    claim = found("figure", "1.3 percent", "BEL", 1.3) | {"sentence": "Belgium spends 1.3 percent."}
    assert score([(DOCUMENT | {"claims": [wide]}, [claim])]).by_type["figure"].right == 1


def test_anything_in_a_document_without_claims_is_wrong():
    made = score(
        [(DOCUMENT | {"claims": []}, [found("figure", "Belgium spends 1.3 percent", "BEL", 1.3)])]
    )
    assert made.to_dict()["overall"]["precision"] == 0.0


def test_a_broken_corpus_is_named(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"id": "x", "text": "t"}) + "\n", encoding="utf-8")
    with pytest.raises(BadFileError, match=r"line 1: the record lacks 'claims'"):
        evaluate(path)
    path.write_text(
        json.dumps(DOCUMENT | {"claims": [BEL | {"type": "guess"}]}) + "\n", encoding="utf-8"
    )
    with pytest.raises(BadFileError, match="claim 1: no type is called 'guess'"):
        evaluate(path)


def test_the_corpus_has_what_the_issue_asks():
    # Booleans only: a failure must not print held-out text.
    documents = []
    for part in sorted(path.stem for path in CORPUS.glob("*.jsonl")):
        lines = (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        documents += [json.loads(line) for line in lines]
    subjects = {code for d in documents for c in d["claims"] for code in c["subject"]}
    aligned = all(
        d["text"][c["start"] : c["end"]] == c["span"] for d in documents for c in d["claims"]
    )
    assert len(documents) >= 120
    assert len({d["id"] for d in documents}) == len(documents)
    assert len({code for code in subjects if len(code) == 3}) == 32
    assert aligned is True


def test_development_figures_do_not_fall():
    """A floor a little under what docs/news.md publishes: a change that loses claims is seen."""
    made = evaluate(CORPUS / "development.jsonl", as_of="2026-11-21")
    figures, rules = made.by_type["figure"], made.by_type["target_rule"]
    assert figures.right / figures.found > 0.91
    assert figures.recalled / figures.required > 0.87
    assert rules.right / rules.found > 0.88
    assert "figure" in score_table(made)
