"""What the allies agreed is held to its level, its year and its denominator."""

import pytest

from burdenshare.news import check


@pytest.mark.parametrize(
    ("sentence", "kind", "evidence"),
    [
        ("NATO agreed that 20 percent of defence spending goes to major equipment.",
         "accurate", "wales-2014-equipment"),
        ("NATO allies agreed to spend 2 percent of GDP on defence by 2024.",
         "accurate", "vilnius-2023-core"),
        ("NATO allies agreed to spend 2 percent of GDP on defence by 2030.",
         "inaccurate", "wales-2014-core"),
    ],
)  # fmt: skip
def test_a_rule_is_held_to_what_was_agreed(sentence: str, kind: str, evidence: str) -> None:
    rules = [c for c in check(sentence, on="2025-06-23", as_of="2026-11-21").claims
             if c.type == "target_rule"]  # fmt: skip
    assert [claim.verdict_now.kind for claim in rules if claim.verdict_now] == [kind]
    assert rules[0].verdict_now is not None
    assert rules[0].verdict_now.evidence[0]["rule"] == evidence
