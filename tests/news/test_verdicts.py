"""What is said of a sentence on its day and now, one sentence a case."""

from pathlib import Path
from typing import Any

import pytest
from tests.news.conftest import marked

from burdenshare._yaml import parse
from burdenshare.news import check

CASES = Path(__file__).parents[1] / "cases" / "news-verdicts.yaml"


@pytest.mark.parametrize("case", marked(parse(CASES.read_text("utf-8"), CASES)))
def test_a_sentence_is_judged_on_both_days(case: dict[str, Any]) -> None:
    kind, subject, value = case["claim"]
    found = check(case["text"], on=str(case["on"]), as_of="2026-11-20").claims
    right = [
        claim for claim in found
        if claim.type == kind and subject in claim.subject
        and (claim.values[0].value if claim.values else None) == value
    ]  # fmt: skip
    assert right, found
    then, now = right[0].verdict_then, right[0].verdict_now
    assert then is not None
    assert now is not None
    assert (then.kind, now.kind) == (case["then"], case["now"]), (then.reason, now.reason)


def test_names_after_a_count_belong_to_it() -> None:
    found = check("Only two allies miss 2 percent of GDP on defence: Belgium and Slovenia.",
                  on="2026-07-12", as_of="2026-11-20").claims  # fmt: skip
    counts = [claim for claim in found if claim.type == "count"]
    assert [claim.subject for claim in counts] == [("NATO", "BEL", "SVN")]


def test_a_stance_the_record_does_not_have_is_shown_with_the_one_it_has() -> None:
    claim = check(
        "Estonia rejects the 5 percent target, its prime minister said.", on="2026-06-30"
    ).claims[0]
    assert (claim.type, claim.stance) == ("position", "rejects")
    assert claim.verdict_now is not None
    assert "no entry of that stance on that day, but one that supports" in claim.verdict_now.reason
    assert claim.verdict_now.evidence[0]["entry"].startswith("EST")


def test_a_plan_the_record_does_not_have_is_shown_with_the_newest_it_has() -> None:
    claim = check(
        "Italy plans to spend 9 percent of GDP on defence by 2030", on="2026-06-30"
    ).claims[0]
    assert claim.verdict_now is not None
    assert "on that day; the newest it has:" in claim.verdict_now.reason
    assert claim.verdict_now.evidence[0]["entry"].startswith("ITA")


def test_a_share_that_only_rounds_to_the_words_is_said_to() -> None:
    claim = check(
        "Slovenia spent 2 percent of its GDP on defence in 2025.",
        on="2026-09-01",
        as_of="2026-11-20",
    ).claims[0]
    assert claim.verdict_then is not None
    assert claim.verdict_then.kind == "accurate"
    assert claim.verdict_then.reason.endswith(
        "which rounds to the words' 2 and is 0.43 points below it."
    )
