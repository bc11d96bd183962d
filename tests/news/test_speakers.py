"""Who is said to speak: names, offices, governments, publishers, holders of stances."""

from __future__ import annotations

import datetime as dt

import pytest

from burdenshare.news._document import Document
from burdenshare.news._read import read_document

NOW = dt.date(2026, 11, 20)

CASES = [
    # A name beside a verb of saying, before or after its words.
    ("Italy will spend 2 percent of GDP on defence in 2025, Guido Crosetto said.", "Guido Crosetto"),
    ("Guido Crosetto, speaking in Rome, said that Italy spends 1.5 percent of GDP on defence.", "Guido Crosetto"),
    ("According to Guido Crosetto, Italy spends 1.5 percent of GDP on defence.", "Guido Crosetto"),
    # An office: by name where the text has it, else by the office.
    ("Luc Frieden came first. The prime minister said Luxembourg would spend 2 percent of GDP on defence in 2025.", "Luc Frieden"),
    ("Luxembourg will spend 2 percent of GDP on defence in 2025, its prime minister said.", "Prime Minister of Luxembourg"),
    # A person of no register.
    ("Poland spends 4.12 percent of GDP on defence, Zofia Maria Kowalska said.", "Zofia Maria Kowalska"),
    # A government.
    ("Sweden says it will spend 2.8 percent of GDP on defence in 2026.", "government of Sweden"),
    # The publisher of a figure.
    ("By NATO's June estimate Portugal spent 1.55 percent of GDP on defence in 2024.", "NATO"),
    ("Portugal spent 1.55 percent of GDP on defence in 2024, the alliance estimates.", "NATO"),
    ("The summer tables put Portugal's defence share at 1.55 percent of GDP for 2024.", "NATO"),
    # A stance is its holder's word.
    ("Donald Trump has demanded that allies spend 5 percent of GDP.", "Donald Trump"),
    ("Robert Fico reserves the right to set Slovakia's own pace on defence spending.", "Robert Fico"),
    # Nobody: the text's own voice, and a person merely told.
    ("Portugal spent 1.55 percent of GDP on defence in 2024.", ""),
    ("Italy spends 1.5 percent of GDP on defence and has told Mark Rutte so.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), CASES, ids=[text[:50] for text, _ in CASES])
def test_speaker(text, who):
    claims = read_document(Document("case", text, "", dt.date(2025, 6, 23)), as_of=NOW).claims
    assert claims
    said = claims[-1].attribution
    assert ((said.name or said.role) if said else "") == who


def test_remarks_belong_to_whom_the_headline_announces():
    text = "Good morning.\n\nIn 2014 three allies met the 2 percent guideline.\n\nToday it is twenty-three allies."
    title = "Doorstep by NATO Secretary General Mark Rutte"
    claims = read_document(Document("case", text, title, dt.date(2025, 2, 12)), as_of=NOW).claims
    assert {c.attribution.name for c in claims if c.attribution} == {"Mark Rutte"}


def test_a_record_gives_each_turn_its_speaker():
    text = (
        "Ms Alder: Norway spends 2.2 percent of GDP on defence.\n"
        "Mr Birch: Denmark spends 2.4 percent of GDP on defence.\n"
        "Ms Alder: Sweden spends 2.1 percent of GDP on defence."
    )
    claims = read_document(Document("case", text, "Debate", dt.date(2024, 9, 1)), as_of=NOW).claims
    assert [c.attribution.name for c in claims if c.attribution] == [
        "Ms Alder",
        "Mr Birch",
        "Ms Alder",
    ]
