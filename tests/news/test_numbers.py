"""Quantities and times, in all the ways papers write them."""

from __future__ import annotations

import datetime as dt

import pytest

from burdenshare.news._fold import fold_same_length
from burdenshare.news._look import starts_of
from burdenshare.news._quantities import find_quantities
from burdenshare.news._sentences import Sentence
from burdenshare.news._times import find_times


def quantities(text: str) -> list[tuple[str, tuple[float, ...], str, str]]:
    return [
        (q.sort, q.values, q.base, q.hedge)
        for q in find_quantities(fold_same_length(text), 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("up 4.3 percent, the third rise in a row", [4.3]),
        ("the third of June", []),
        ("as Table 3 and figure 2 show", []),
        ("the fifth that NATO asks for", [20.0]),
        ("a fifth of the budget", [20.0]),
    ],
)
def test_places_and_numbers_of_tables_are_no_quantities(text: str, found: list[float]) -> None:
    assert [values[0] for _, values, _, _ in quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.3 percent of GDP", ("percent", (1.3,), "gdp", "=")),
        ("five per cent", ("percent", (5.0,), "", "=")),
        ("3.5 p.c. of GDP", ("percent", (3.5,), "gdp", "=")),
        ("1,29 % in", ("percent", (1.29,), "", "=")),
        ("4.12% GDP", ("percent", (4.12,), "gdp", "=")),
        ("2.12% real GDP", ("percent", (2.12,), "gdp", "=")),
        ("two percent of gross national income", ("percent", (2.0,), "gni", "=")),
        ("three and a half percent", ("percent", (3.5,), "", "=")),
        ("at least 3.5%", ("percent", (3.5,), "", ">=")),
        ("up to 1.5 percent", ("percent", (1.5,), "", "<=")),
        ("signed up to 5%", ("percent", (5.0,), "", "=")),
        ("is to go up to 1.36 percent", ("percent", (1.36,), "", "=")),
        ("less than the 2.08 percent it achieved", ("percent", (2.08,), "", "=")),
        ("more than the 2 percent asked for", ("percent", (2.0,), "", ">")),
        ("a little more than half a percent", ("percent", (0.5,), "", "~")),
        ("5 to 6 percent", ("percent", (5.0, 6.0), "", "range")),
        ("well below 2 percent", ("percent", (2.0,), "", "<")),
        ("two and a quarter", ("bare", (2.25,), "", "=")),
        ("2 ,22", ("bare", (2.22,), "", "=")),
        ("two.79", ("bare", (2.79,), "", "=")),
        ("0.2 points", ("points", (0.2,), "", "=")),
        ("EUR 13.5 billion", ("money", (13500.0,), "", "=")),
        ("124,660 million euros", ("money", (124660.0,), "", "=")),
        ("$1.03 trillion", ("money", (1030000.0,), "", "=")),
        ("263,600 in uniform", ("persons", (263600.0,), "", "=")),
        ("8 percent of the vote", ("percent", (8.0,), "other", "=")),
    ],
)
def test_quantity(text, expected):
    assert quantities(text) == [expected]


def test_and_joins_two_levels_not_a_range():
    assert [values for _, values, *_ in quantities("5.10 and 4.92 percent")] == [(5.1,), (4.92,)]
    assert [values for _, values, *_ in quantities("from 2 to 2.5 percent")] == [(2.0,), (2.5,)]


@pytest.mark.parametrize(
    "text", ["10-year bond", "13:05 it is done", "Article 5 of", "the 1st division", "three times"]
)
def test_not_a_quantity(text):
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("by 2035", "by 2035"), ("over the next decade", "by 2035"), ("within ten years", "by 2035"),
        ("in seven years", "by 2032"), ("from 2026 to 2030", "2026-2030"), ("last year", "2024"),
        ("a year ago", "2024"), ("next year", "2026"), ("this year", "2025"), ("currently", "current"),
        ("in 2025-26", "2025"), ("twenty thirty-5", "2035"), ("two thousand thirty-5", "2035"),
        ("by the end of the decade", "by 2030"), ("in the next Parliament", "next Parliament"),
        ("final yr", "2024"), ("last August", "2024"), ("until 2033", "until 2033"),
    ],
)  # fmt: skip
def test_time(text, period):
    folded = fold_same_length(text)
    [found] = find_times(
        folded, Sentence(0, len(folded), 0, 0), starts_of(folded), dt.date(2025, 6, 23), 2025
    )
    assert found.period == period
