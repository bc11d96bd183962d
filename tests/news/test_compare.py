"""Reports side by side: the same in other words, other numbers, quotations cut, near copies."""

from __future__ import annotations

import json
import time

import pytest

from burdenshare.news import Comparison, Pair, compare, read_string

DAY, NOW = "2025-06-23", "2026-11-20"


def together(*texts: str) -> Comparison:
    return compare(
        [
            read_string(text, source=f"r{place}", on=DAY, as_of=NOW)
            for place, text in enumerate(texts, 1)
        ]
    )


def pair(first: str, second: str) -> Pair:
    return together(first, second).pairs[0]


SAME = [
    ("Belgium currently spends 1.3 percent of GDP on defence.",
     "Brussels puts a mere 1.3 % of its gross domestic product into defence at present."),
    ("Belgium currently spends 1.3 percent of GDP on defence.", "Belgium spent 1.3 percent of GDP on defence in 2024."),
    ("The allies agreed to spend 5% of GDP on defence by 2035.", "NATO's new target is five per cent of output by 2035."),
    ("Spain says it does not need to spend 5% of GDP on defence.",
     "Pedro Sánchez claimed an exemption from NATO's 5 percent goal for Spain."),
    ("Poland spent 4.12 percent of GDP on defence in 2024.", "Warsaw spent 4.1 percent of GDP on defence in 2024."),
    ("Canada spent about 1.4 percent of GDP on defence in 2024.", "Canada spent 1.45 percent of GDP on defence in 2024."),
    ("Belgium wants more flexibility on NATO's spending target.",
     "Belgium is asking the alliance for maximum flexibility on the path to its target."),
    ("Eight allies will miss the 2 percent guideline this year.", "Eight of the 32 allies fall short of 2 percent this year."),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), SAME, ids=lambda text: text[:40])
def test_the_same_in_other_words_is_merged(first, second):
    found = together(first, second)
    assert len(found.pairs[0].shared) == 1
    assert found.pairs[0].only_first == found.pairs[0].only_second == ()
    [merged] = found.merged
    assert [source for source, _ in merged.said] == ["r1", "r2"]


OTHER = [
    ("Belgium spent 1.3 percent of GDP on defence in 2024.", "Belgium spent 1.3 percent of GDP on defence in 2018."),
    ("Belgium spent 1.3 percent of GDP on defence in 2024.", "Spain spent 1.3 percent of GDP on defence in 2024."),
    ("Poland spent 4.12 percent of GDP on defence in 2024.", "Poland spent 4.7 percent of GDP on defence in 2024."),
    ("Belgium will reach 2 percent of GDP on defence by 2029.", "Belgium spends 2 percent of GDP on defence."),
    ("Spain backs NATO's 5 percent target.", "Spain rejects NATO's 5 percent target."),
    ("Poland spent more than 4 percent of GDP on defence in 2024.", "Poland spent less than 4 percent of GDP on defence in 2024."),
    ("Eight allies will miss the 2 percent guideline this year.", "Eight allies meet the 2 percent guideline this year."),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), OTHER, ids=lambda text: text[:40])
def test_another_claim_is_not_merged(first, second):
    found = pair(first, second)
    assert found.shared == ()
    assert found.only_first
    assert found.only_second
    assert found.differences


def test_another_number_for_the_same_thing_is_one_difference():
    found = pair(*OTHER[2])
    [difference] = found.differences
    assert difference.topic == "number differs: Poland, 2024"
    assert (difference.first, difference.second) == ("4.12 % of GDP", "4.7 % of GDP")


def test_a_rounded_number_is_shared_and_the_rounding_is_told():
    [difference] = pair(*SAME[4]).differences
    assert (difference.first, difference.second) == ("4.12 % of GDP", "4.1 % of GDP")


def test_the_fit_of_the_year_comes_first_and_repeats_are_not_alone():
    found = pair(
        "Belgium spends 1.3 percent of GDP on defence. Belgium spent 1.3 percent of GDP in 2024.",
        "Belgium spent 1.3 percent of GDP on defence in 2024.",
    )
    assert found.shared == (("c2", "c1"),)
    assert found.only_first == ()
    assert found.differences == ()


def test_who_says_it_differs():
    found = pair(
        "There is no opt-out, a NATO diplomat speaking on condition of anonymity told AFP.",
        "“There is no opt-out,” Mark Rutte said.",
    )
    shown = {d.topic.split(":")[0]: (d.first, d.second) for d in found.differences}
    assert shown["who says"] == ("unnamed: nato diplomat", "Mark Rutte")
    assert shown["told to"] == ("AFP", "absent")
    assert shown["unnamed sources"][1] == "absent"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("We are asking for maximum flexibility on this", "We are asking NATO for maximum flexibility", True),
        ("maximum flexibility", "maximum flexibility", True),
        ("maximum flexibility", "maximum pressure", False),
        ("no opt-out", "NATO has no opt-out and knows no side deals", True),
        ("Our diplomats have worked hard for weeks to obtain it", "The weather was fine in Brussels for weeks", False),
    ],
)  # fmt: skip
def test_a_quotation_cut_or_altered_is_recognised(first, second, same):
    found = pair(f"The minister said: “{first}”.", f'On Monday he told the press "{second}".')
    assert found.quotes == (((first, second),) if same else ())


STORY = (
    "Belgium asked its allies for more time on Monday, saying that the new target of five percent of GDP was beyond its "
    "means. The foreign minister told reporters in Brussels that the country spends 1.3 percent of GDP on defence and "
    "would reach two percent this year. Spain has said that it needs no more than 2.1 percent."
)


def test_a_near_copy_is_flagged_and_another_story_is_not():
    rewritten = STORY.replace("on Monday", "yesterday").replace(
        "told reporters", "informed the press"
    )
    assert pair(STORY, rewritten).near_copies
    other = (
        "The foreign minister of Belgium wants NATO to be patient: his country puts 1.3 percent of GDP into its forces, hopes "
        "for two percent before the year is out, and calls five percent a bridge too far. Madrid is content with 2.1 percent, "
        "as it has let its allies know in the meantime by letter."
    )
    found = pair(STORY, other)
    assert not found.near_copies
    assert found.shared


def test_two_short_notes_are_not_copies_by_chance():
    found = pair(*OTHER[3])
    assert found.likeness >= 0.5
    assert not found.near_copies


@pytest.mark.parametrize(
    ("topic", "first", "second"),
    [
        ("deal done", "The deal was adopted.", "Nobody is happy."),
        ("deal still open", "The proposed target is five percent.", "The target is five percent."),
        ("letter", "He sent a letter.", "He phoned."),
        ("all agreed", "All 32 were in favour.", "They were in favour."),
        ("report or disclose", "Some report progress.", "Some disclose progress."),
        ("threat not to protect", "He would not protect allies who fall short.", "He is not amused."),
    ],
)  # fmt: skip
def test_what_only_one_tells_is_listed(topic, first, second):
    opening = "NATO allies spoke about defence. "
    topics = [d.topic for d in pair(opening + first, opening + second).differences]
    assert topics == [topic]
    assert pair(opening + first, opening + first).differences == ()


def test_three_reports_are_merged_and_shown():
    found = together(
        SAME[0][0], SAME[0][1], "Belgium spends 1.3% of GDP on its military. Spain spends 1.28%."
    )
    assert [len(merged.said) for merged in found.merged] == [3, 1]
    assert len(found.pairs) == 3
    made = found.to_dict()
    assert [said["source"] for said in made["claims"][0]["said"]] == ["r1", "r2", "r3"]
    json.dumps(made)


def test_comparing_long_texts_takes_bounded_time():
    text = (
        "NATO: " + "“We want more flexibility, he said, and we will get it from our allies.” " * 400
    )
    documents = [read_string(text, source=s, on=DAY, as_of=NOW) for s in "ab"]
    start = time.process_time()
    compare(documents)
    assert time.process_time() - start < 5
