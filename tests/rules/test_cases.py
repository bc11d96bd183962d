"""Cases a budget officer can read: tests/cases/standing-*.yaml, asked and compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from burdenshare._yaml import parse
from burdenshare.rules import Standings, standing

FOLDER = Path(__file__).resolve().parents[1] / "cases"
KEYS = {
    "case", "ask", "rule", "year", "edition", "counts", "not met", "flips", "already", "ally",
    "readings", "directions", "says",
}  # fmt: skip


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=case["case"])
        for path in sorted(FOLDER.glob("standing-*.yaml"))
        for case in parse(path.read_text(encoding="utf-8"), path)
    ]


def _seen(answer: Standings, case: dict[str, Any]) -> dict[str, Any]:
    """What the answer says under each key that the case names."""
    whole = answer.to_dict()
    first = whole["standings"][0]
    return {
        **{key: whole[key] for key in ("rule", "year", "edition")},
        "counts": {status: number for status, number in answer.counts.items() if number},
        "not met": list(answer.allies("not met")),
        "flips": whole["summary"]["flips"],
        "already": list(answer.already),
        "ally": {key: first[key] for key in case.get("ally", ())},
        "readings": [item["reading"] for item in first["readings"]],
        "directions": {item["id"]: item["status"] for item in first["directions"]},
    }


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= KEYS, "the case has a key the runner does not know"
    answer = standing(**case["ask"])
    seen = _seen(answer, case)
    wanted = {key: value for key, value in case.items() if key not in {"case", "ask", "says"}}
    assert wanted
    assert {key: seen[key] for key in wanted} == wanted
    assert case.get("says", "") in answer.explain()


def test_there_are_cases() -> None:
    assert len(_cases()) >= 30
