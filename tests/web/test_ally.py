"""An ally on one page: every section, the whole question in the address, nothing held up."""

from __future__ import annotations

import re
import time

import httpx
import pytest
from tests.api.conftest import sender

from burdenshare.api import Settings
from burdenshare.web import _ally, create_app

SECTIONS = ("share", "stands", "plan", "way", "fit", "debt", "chance", "record", "sources")


@pytest.fixture(scope="module")
def ask():
    return sender(create_app(Settings(seconds=60)))


def test_the_page_has_every_section_and_its_contents_lead_there(ask):
    page = ask("/allies/BEL?as_of=2026-08-01").text
    contents = page.partition('class="contents"')[2].partition("</nav>")[0]
    assert tuple(re.findall(r'href="#(\w+)"', contents)) == SECTIONS
    for name in SECTIONS:
        assert page.count(f'<section id="{name}"') == 1
    for chart in ("history", "path", "fit", "debt", "chance"):
        assert f'data-spec="/charts/{chart}.json?' in page


def test_the_page_says_what_the_sections_own_addresses_say(ask):
    asked = "as_of=2026-08-01&shape=back-loaded&due=2032&max_step=0.1&paid_by=taxes"
    whole = ask(f"/allies/BEL?{asked}").text
    for alone in ("path", "flexibility", "debt", "chance"):
        page = ask(f"/allies/BEL/{alone}?{asked}").text
        headline = page.partition('<p class="headline">')[2].partition("</p>")[0]
        assert headline in whole, alone


def test_the_citation_holds_the_whole_question(ask):
    page = ask("/allies/BEL?as_of=2026-08-01&due=2032&max_step=0.1&scenario=adverse-r-g").text
    address = page.partition('class="cite"')[2].partition('href="')[2].partition('"')[0]
    for part in ("as_of=2026-08-01", "due=2032", "max_step=0.1", "scenario=adverse-r-g"):
        assert part in address


def test_a_section_without_an_answer_says_why_and_keeps_nothing_else_back(ask):
    page = ask("/allies/ISL?as_of=2026-08-01")
    assert page.status_code == 200
    assert "no armed forces" in page.text
    early = ask("/allies/BEL?as_of=2019-07-01")
    assert early.status_code == 200
    assert "No edition of the World Economic Outlook" in early.text or "weo" in early.text


def test_a_late_section_is_left_out_and_the_page_is_not_kept(monkeypatch):
    def slow(*_given):
        time.sleep(1.5)

    monkeypatch.setattr(_ally, "odds_part", slow)
    ask = sender(create_app(Settings(seconds=2.0)))
    ask("/allies/BEL?as_of=2026-08-01")  # the other sections are kept now
    page = ask("/allies/BEL?as_of=2026-08-01")
    assert page.status_code == 200
    assert "data-again" in page.text
    assert page.headers["cache-control"] == "no-store"


def test_the_least_alone_is_the_least_of_the_whole_answer(ask):
    for asked in ("max_step=0.1", "max_step=0.12&effort=0.1&use_effort=1", "max_step=0.5"):
        part = ask(f"/allies/BEL/flexibility/least?as_of=2026-08-01&{asked}").text
        whole = ask(f"/allies/BEL/flexibility?as_of=2026-08-01&{asked}").text
        assert part.strip() in whole


def test_a_cap_on_debt_and_loans_are_part_of_the_question(ask):
    capped = ask("/allies/BEL/flexibility?as_of=2026-08-01&debt_cap=131&use_debt=1").text
    assert "debt" in capped.partition('<p class="headline">')[2].partition("</p>")[0]
    plain = "/allies/SVN/flexibility?as_of=2026-08-01&max_step=0.1&effort=0.1&use_effort=1"
    assert 'value="safe-loans"' not in ask(plain).text  # none is on record for Slovenia
    lent = ask(f"{plain}&chosen=1&allow=lower&loans=40&use_loans=1")
    assert lent.status_code == 200
    assert 'value="safe-loans"' in lent.text
    overseas = ask("/allies/USA/flexibility?as_of=2026-08-01").text
    assert 'value="escape-clause"' not in overseas
    assert 'name="loans"' not in overseas


@pytest.mark.parametrize(
    "page",
    ["/", "/allies/BEL", "/allies/BEL/path", "/allies/BEL/flexibility", "/allies/BEL/debt",
     "/allies/BEL/chance", "/review", "/rules", "/figures", "/figures/diff"],
)  # fmt: skip
def test_fields_left_empty_are_not_asked(page: str, ask):
    """Regression: a form sent without a script has empty fields, which were an error of ours."""
    fields = re.findall(r'<(?:select|input)[^>]* name="(\w+)"', ask(page).text)
    given = {name: "" for name in fields if name not in {"first", "second", "measure"}}
    assert ask(page, params=given).status_code == 200


def test_a_day_between_two_editions_stands_between_them_on_the_slider(ask):
    page = ask("/?as_of=2025-06-23").text
    days = re.findall(r'<option value="(\d{4}-\d\d-\d\d)"', page.partition("</select>")[0])
    assert days == sorted(days)
    assert days.index("2024-06-17") < days.index("2025-06-23") < days.index("2025-08-28")
    chosen = re.search(r'<option value="([^"]*)" selected>', page)
    assert chosen is not None
    assert chosen[1] == "2025-06-23"


def test_old_addresses_still_answer(site):
    for page in ("path?due=2032", "flexibility?max_step=0.15", "debt?paid_by=taxes", "chance"):
        assert httpx.get(f"{site}/allies/BEL/{page}", timeout=60).status_code == 200
