"""A brief tells one ally's story as known on a day, and says what came later."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from burdenshare.allies import allies
from burdenshare.errors import MissingDataError, UnknownNameError
from burdenshare.ledger import ledger
from burdenshare.report import brief


def text_of(ally: str, as_of: str) -> str:
    screen = Console(file=io.StringIO(), width=80, highlight=False)
    screen.print(brief(ally, as_of=as_of))
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def test_belgium_on_the_day_of_the_two_reports() -> None:
    page = text_of("BEL", "2025-06-23")
    told = " ".join(page.split())
    assert "Belgium spent 1.30 % of GDP on defence in 2024 (an estimate)" in told
    assert "0.70 points below the 2 % agreed at the Vilnius summit" in told
    assert "28th of 31 allies" in told
    assert "hague-2025-core was agreed 2 days later" in told
    assert "nato-2026-07 2026-07-10 1.27 known later" in told
    assert "2025e 2.00, 2026e 2.00" in told
    assert "maximum" not in told  # our own words, not the quotation
    assert "Maxime Prévot" in told


def test_what_was_said_later_is_not_in_the_record() -> None:
    before = brief("BEL", as_of="2025-06-23")
    after = brief("BEL", as_of="2025-06-25")
    replaced = set(ledger("BEL", as_of="2025-06-25").superseded)
    assert {entry.id for entry in before.record} < {entry.id for entry in after.record} | replaced
    assert all(entry.visible_from <= before.as_of for entry in before.record)
    for cell in before.share:
        assert cell.edition.published <= before.as_of
    for item in before.standings:
        for cell in item.cells:
            assert cell.edition.published <= before.as_of


def test_spains_contested_reading_is_shown_with_its_denial() -> None:
    told = " ".join(text_of("Spain", "2025-06-25").split())
    assert "contested; Spain reads 2.1 (2025-06-22), denied by NATO-2025-06-23" in told


def test_iceland_is_out_of_scope_not_at_zero() -> None:
    page = text_of("ISL", "2026-11-21")
    assert "Iceland has no armed forces" in page
    assert "0.00" not in page


def test_the_chart_draws_the_share_known_that_day() -> None:
    spec = brief("BEL", as_of="2025-06-23").chart().to_dict()
    drawn = str(spec)
    assert "nato-2024-06" in drawn
    assert "nato-2026-07" not in drawn
    with pytest.raises(MissingDataError, match="nothing to draw"):
        brief("ISL", as_of="2026-11-21").chart()


def test_a_missing_figure_is_not_filled() -> None:
    answer = brief("SVN", as_of="2025-09-01")
    assert answer.rank is None
    assert "published, but not held here" in answer.headline
    assert answer.revisions[-1].printed == "1.57"  # but shown as known later


@pytest.mark.parametrize("code", [ally.alpha3 for ally in allies()])
def test_every_ally_has_a_brief_that_fits_80_columns(code: str) -> None:
    for day in ("2025-06-23", "2026-11-21"):
        page = text_of(code, day)
        assert max(len(line) for line in page.splitlines()) <= 80
        assert "…" not in page  # nothing cut
        assert brief(code, as_of=day).explain()


def test_json_carries_day_units_and_sources() -> None:
    answer = brief("BEL", as_of="2025-06-23").to_dict()
    assert answer["as_of"] == "2025-06-23"
    assert answer["units"]["share"] == "percent of GDP"
    assert {source["id"] for source in answer["sources"]} >= {"nato-2024-06", "nato-2026-07"}
    assert all(source["licence"] and source["url"] for source in answer["sources"])


def test_bad_calls() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'Belgium'"):
        brief("Belgum")
    with pytest.raises(MissingDataError, match="no edition"):
        brief("BEL", as_of="2010-01-01")
