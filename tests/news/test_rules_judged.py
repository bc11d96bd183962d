"""What the allies agreed is held to its level, its year and its denominator."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burdenshare.news import check
from burdenshare.news._agreed_terms import judge_term
from burdenshare.news._claim import Claim, Verdict


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


_WORDS = [
    "allies",
    "must",
    "may",
    "never",
    "not",
    "no",
    "agreed",
    "pledge",
    "target",
    "plans",
    "annual",
    "count",
    "Ukraine",
    "penalty",
    "binding",
    "list",
    "exception",
    "path",
    "review",
    "2029",
    "2035",
    "2032",
    "pensions",
    "police",
    "motorways",
    "loans",
    "Luxembourg",
    "income",
    "Iceland",
    "army",
    "Wales",
    "Vilnius",
    "floor",
    "minimum",
    "published",
    "secret",
    "step",
    "every",
    "year",
    "all",
    "20",
    "32",
    "approved",
    "by",
    "without",
    "should",
]


@given(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14),
    st.dates(dt.date(2014, 9, 6), dt.date(2026, 11, 20)),
)
def test_nothing_is_right_or_wrong_without_evidence(words: list[str], published: dt.date) -> None:
    text = " ".join(words)
    claim = Claim("c1", "target_rule", text, 0, len(text), text, ("NATO",), "other", None, (), "")
    for day in (published, dt.date(2026, 11, 21)):
        verdict = judge_term(claim, published, day)
        assert verdict.kind in {"accurate", "inaccurate", "outdated", "overstated", "said"}
        assert verdict.kind == "said" or verdict.evidence, (text, verdict)


@given(st.text(alphabet="bdfghjkmqvwxz ", max_size=80))
def test_what_the_rule_book_does_not_speak_of_is_said(text: str) -> None:
    claim = Claim("c1", "target_rule", text, 0, len(text), text, ("NATO",), "other", None, (), "")
    assert judge_term(claim, dt.date(2026, 6, 30), dt.date(2026, 11, 21)).kind == "said"


def judged(text: str, on: str, kind: str) -> tuple[Verdict, Verdict]:
    """The verdicts on the only claim of a kind in a sentence: as known on its day, and later."""
    (claim,) = [c for c in check(text, on=on, as_of="2026-11-21").claims if c.type == kind]
    assert claim.verdict_then is not None
    assert claim.verdict_now is not None
    return claim.verdict_then, claim.verdict_now


def test_on_its_day_a_verdict_knows_nothing_of_later_summits() -> None:
    text = "Two percent of GDP for defence is seen as a floor by NATO allies."
    then, now = judged(text, "2022-06-30", "target_rule")
    assert [e["rule"] for e in then.evidence] == ["wales-2014-core"]
    assert "becomes a floor" not in then.reason
    assert [e["rule"] for e in now.evidence] == ["wales-2014-core", "vilnius-2023-core"]


def test_on_its_day_a_coming_summit_has_not_met_yet() -> None:
    text = "NATO's summit in Ankara will take place in July 2026."
    then, now = judged(text, "2026-06-30", "event")
    assert "is to meet in Ankara" in then.reason
    assert "met in Ankara" in now.reason
