"""``burdenshare ledger`` and the manual's schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from burdenshare.cli._app import main
from burdenshare.ledger._schema import section

ROOT = Path(__file__).resolve().parents[2]


def test_the_record_of_one_ally(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "belgium", "--as-of", "2025-06-23"]) == 0
    printed = capsys.readouterr().out
    assert "Belgium: the record as of 2025-06-23" in printed
    assert "Prévot" in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_json_carries_the_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "ESP", "--kind", "plan", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {entry["kind"] for entry in answer["entries"]} == {"plan"}
    assert all(entry["sources"] for entry in answer["entries"])


def test_explain_prints_the_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "SWE", "--kind", "plan", "--explain"]) == 0
    printed = capsys.readouterr().out
    assert "contradicts SWE-2025-06-19-three-five-2032; both stand" in printed
    assert "source: https://www.government.se/press-releases/2025/06/cross-party" in printed


def test_a_wrong_file_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ROOT / "tests/invalid/ledger/share_as_fraction.yaml"
    assert main(["ledger", "BEL", "--ledger", str(wrong)]) == 2
    error = capsys.readouterr().err
    assert "line 11" in error
    assert error.count("\n") == 1


def test_the_manual_gives_the_schema_as_it_is() -> None:
    page = (ROOT / "docs/ledger.md").read_text(encoding="utf-8")
    begin, end = "<!-- schema: from the models -->\n\n", "\n\n<!-- end of schema -->"
    written = page.split(begin)[1].split(end)[0]
    assert written == section(), "run `python -m burdenshare.ledger schema` and paste its output"
