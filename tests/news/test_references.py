"""Mentions as an output of their own, and what pronouns and descriptions stand for."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from burdenshare.news import ReadDocument, Reference, Reports, check, read_string

REPORT = (
    "BRUSSELS - Belgium asked NATO for more time, its foreign minister said on Monday. Maxime "
    "Prévot told RTBF radio that his country was doing what it could. “We are not Spain,” he said.\n\n"
    "Madrid said it would stop at 2.1 percent of GDP. The Spanish prime minister wrote to NATO chief "
    "Mark Rutte, who answered within a day. European allies hope their patience "
    "will last, the European Commission said.\n\n"
    "Belgium is far behind. It currently spends 1.3 percent of GDP on defence, about EUR 8 billion, and fellow laggard Italy "
    "1.5 percent. It is clear that Austria will not help."
)


@pytest.fixture(scope="module")
def read() -> ReadDocument:
    return read_string(REPORT, on="2025-06-23", as_of="2026-11-20")


def one(read: ReadDocument, text: str, nth: int = 0) -> Reference:
    return [mention for mention in read.mentions if mention.text == text][nth]


@pytest.mark.parametrize(
    ("text", "kind", "who", "subject"),
    [
        ("BRUSSELS", "place", "Brussels", ()),
        ("Belgium", "ally", "Belgium", ("BEL",)),
        ("Madrid", "capital", "Spain", ("ESP",)),
        ("Spanish", "ally", "Spain", ("ESP",)),
        ("Mark Rutte", "leader", "Mark Rutte", ("NATO",)),
        ("European allies", "group", "European allies", ("NATO_EUR",)),
        ("European Commission", "institution", "European Commission", ("EU",)),
        ("RTBF", "outlet", "RTBF", ()),
        ("Austria", "outsider", "Austria", ()),
    ],
)
def test_a_name_is_listed_with_what_it_stands_for(read, text, kind, who, subject):
    found = one(read, text)
    assert (found.kind, found.who, found.subject) == (kind, who, subject)
    assert found.antecedent_span is None


@pytest.mark.parametrize(
    ("text", "nth", "who", "antecedent"),
    [
        ("his country", 0, "Belgium", "Belgium"),
        ("it", 0, "Belgium", "Belgium"),
        ("We", 0, "Belgium", "Belgium"),
        ("he", 0, "Maxime Prévot", "Maxime Prévot"),
        ("it", 1, "Spain", "Madrid"),
        ("NATO chief", 0, "Mark Rutte", "Mark Rutte"),
        ("It", 0, "Belgium", "Belgium"),
        ("their", 0, "European allies", "European allies"),
        ("fellow laggard", 0, "Italy", "Italy"),
    ],
)
def test_a_pronoun_or_description_is_followed(read, text, nth, who, antecedent):
    found = one(read, text, nth)
    assert (found.who, found.antecedent) == (who, antecedent)
    start, end = found.antecedent_span or (0, 0)
    assert REPORT[start:end] == antecedent


def test_whoever_held_the_office_that_day_is_meant(read):
    found = one(read, "The Spanish prime minister")
    assert (found.who, found.role, found.antecedent) == ("Pedro Sánchez", "Prime Minister", "")
    assert one(read, "its foreign minister").who == "Maxime Prévot"
    earlier = read_string(
        "The British prime minister said the army needs 2.5 percent of GDP.",
        on="2023-05-01",
        as_of="2026-11-20",
    )
    assert earlier.mentions[0].who == "Rishi Sunak"


def test_an_it_that_stands_for_nobody_is_left_out(read):
    last = REPORT.rindex("It is clear")
    assert all(mention.start != last for mention in read.mentions)
    said = read_string(
        "Belgium backs the new defence goal, even though it presents challenges.", on="2025-06-23"
    )
    assert [mention.text for mention in said.mentions] == ["Belgium"]


def test_a_claim_shows_the_pronoun_its_subject_came_from(read):
    claim = next(c for c in read.claims if c.values and c.values[0].value == 1.3)
    assert claim.reference is not None
    assert (claim.reference.text, claim.reference.subject) == ("It", claim.subject)
    named = next(c for c in read.claims if c.values and c.values[0].value == 1.5)
    assert named.reference is None
    assert claim.antecedent == claim.to_dict()["subject_text"] == "Belgium"
    assert claim.to_dict()["reference"]["antecedent"]["text"] == claim.reference.antecedent


def test_everything_found_indexes_the_text(read):
    made = read.to_dict()
    for key in ("mentions", "quantities", "times"):
        assert made[key]
        for item in made[key]:
            start, end = item["span"]
            assert REPORT[start:end] == item["text"]
    starts = [item["span"][0] for item in made["mentions"]]
    assert starts == sorted(starts)
    said = {item["name"]: item for item in made["attributions"]}
    start, end = said["Maxime Prévot"]["quotes"][0]
    assert REPORT[start:end] == "“We are not Spain,”"
    assert said["Maxime Prévot"]["outlet"] == "RTBF"
    money = next(item for item in made["quantities"] if item["kind"] == "money")
    assert (money["values"], money["currency"], money["comparator"]) == ([8000.0], "EUR", "~")
    json.dumps(made)


def test_check_lists_them_too():
    document = check("Belgium spends 1.3 percent of GDP on defence", on="2025-06-23").to_dict()
    assert document["documents"][0]["mentions"][0]["who"] == "Belgium"


def test_a_text_without_defence_has_mentions_but_no_claims():
    read = read_string("Belgium beat Spain 2-1 in Lisbon, and the crowd loved it.", on="2025-06-23")
    assert read.claims == ()
    assert [m.who for m in read.mentions] == ["Belgium", "Spain", "Lisbon"]


def test_the_antecedent_is_shown_on_every_view(read):
    reports = Reports(dt.date(2026, 11, 20), (read,))
    shown = "“It” stands for Belgium, named before as “Belgium”"
    assert shown in reports.explain()
    assert shown in reports.to_html()


@pytest.mark.parametrize(
    ("day", "words", "codes", "role"),
    [
        ("2014-09-04", "David Cameron said the line must hold.", ("GBR",), "Prime Minister"),
        ("2024-01-20", "David Cameron said the line must hold.", ("GBR",), "Foreign Secretary"),
        ("2018-02-14", "Ursula von der Leyen asked for more money.", ("DEU",), "Defence Minister"),
        ("2025-03-04", "Ursula von der Leyen asked for more money.", ("EU",), "President of the European Commission"),
        ("2014-09-04", "Donald Tusk spoke of defence in Newport.", ("POL",), "Prime Minister"),
        ("2016-07-08", "Donald Tusk spoke of defence in Warsaw.", ("EU",), "President of the European Council"),
    ],
)  # fmt: skip
def test_a_name_is_whoever_held_which_office_that_day(day, words, codes, role):
    found = next(
        m
        for m in read_string(words + " NATO's target is 2 percent.", on=day).mentions
        if m.kind == "leader"
    )
    assert (found.subject, found.role) == (codes, role)
