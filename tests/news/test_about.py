"""A report on other matters is passed over whole, whatever shares and targets it has."""

from __future__ import annotations

import pytest

from burdenshare.news._read import read_string

DEFICITS = (
    "Belgium was at 4.5 percent, France at 5.8 and Romania, the highest, at 9.3. Eight governments now run deficits above "
    "the limit of 3 percent of GDP, the Commission said on Wednesday as it opened its yearly review.\n\n"
    "Paris wants to be below 3 percent by 2029. Rome has asked for more time, and Warsaw refuses to raise taxes. "
    "The ministers agreed in December that every country above the limit must hand in a plan, to be reviewed in 2027."
)
AID = (
    "Only four members meet the goal of 0.7 percent, agreed half a century ago, and Germany is no longer one of them. Norway, at "
    "1.02 percent of national income, leads the list; Hungary, at 0.15, is near the bottom of it.\n\n"
    "London will cut its aid to 0.3 percent by 2027. Charities called on the Dutch government to keep its promise, but "
    "the minister said that The Hague would stand by its plan to spend 2.4 billion euros less.\n\n"
    "Official development assistance fell last year for the first time since the pandemic, the OECD reported. Less of it "
    "went to refugees at home, to the poorest countries in Africa and to schools and vaccination."
)
CLIMATE = (
    "Sweden cut its emissions by 3.2 percent last year, Portugal by 1.9; only seven members are on course for the target of 55 percent "
    "by 2030 that leaders agreed on in Brussels.\n\n"
    "Warsaw rejects the goal for 2040, and Prague demands exemptions for its car makers. Berlin will spend 8 billion euros on "
    "heat pumps by 2027. The plans of all 27 governments are to be reviewed next year, the Commission said."
)
DEFENCE = (
    "Belgium was at 1.3 percent, Italy at 1.5 and Poland, the highest, at 4.1. Eight governments now spend less on defence than "
    "the 2 percent of GDP that NATO asks for, the alliance said on Wednesday in its yearly report.\n\n"
    "Madrid wants to be at 2 percent by 2029. Rome has asked for more time, and Warsaw wants others to pay more. "
    "The leaders agreed in Wales that every ally should spend a fifth of its defence budget on equipment."
)


@pytest.mark.parametrize(
    "text",
    [
        DEFICITS, CLIMATE,
        pytest.param(AID, marks=pytest.mark.xfail(strict=True, reason="who is called The Hague is taken for the summit there")),
    ],
)  # fmt: skip
def test_a_report_on_other_matters_makes_no_claim(text):
    assert read_string(text, on="2025-04-24").claims == ()


def test_the_same_words_on_defence_make_claims():
    figures = {
        c.subject for c in read_string(DEFENCE, on="2025-04-24").claims if c.type == "figure"
    }
    assert {("BEL",), ("ITA",), ("POL",)} <= figures


def test_too_few_words_to_tell_are_read():
    assert read_string("Belgium was at 1.3 percent of GDP.", on="2025-04-24").claims
