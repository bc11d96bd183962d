"""The shape of answers, and the doors to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import burdenshare as bs
from burdenshare.cli._app import main
from burdenshare.errors import (
    BadDateError,
    BadValueError,
    MissingDataError,
    UnknownNameError,
)
from burdenshare.rules import Status, standing

STATUSES = {"met", "not met", "not due", "not applicable", "unknown"}


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    done = capsys.readouterr()
    return code, done.out, done.err


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    code, out, err = _run(capsys, *words, "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_json_of_one_rule(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(
        capsys, "standing", "--rule", "vilnius-2023-core", "--year", "2024", "--as-of", "2024-06-30"
    )
    assert (found["as_of"], found["rule"], found["year"], found["edition"]) == (
        "2024-06-30", "vilnius-2023-core", 2024, "nato-2024-06",
    )  # fmt: skip
    rows = found["standings"]
    assert len(rows) == 32
    assert {row["status"] for row in rows} <= STATUSES
    assert sum(row["status"] == "met" for row in rows) == 23 == found["summary"]["met"]
    belgium = next(row for row in rows if row["ally"] == "BEL")
    assert (belgium["value"], belgium["threshold"], belgium["margin"]) == (1.3, 2.0, -0.7)
    assert (belgium["edition"], belgium["estimate"]) == ("nato-2024-06", True)
    iceland = next(row for row in rows if row["ally"] == "ISL")
    assert (iceland["status"], iceland["value"], iceland["edition"]) == (
        "not applicable",
        None,
        None,
    )
    assert found["units"]["value"]["vilnius-2023-core"] == "percent of GDP, NATO core definition"
    assert [source["id"] for source in found["sources"]] == ["nato-2024-06"]
    # Every figure names its cell.
    assert {cell["source"]["table"] for cell in belgium["cells"]} == {"T1a", "T2a", "T3a", "T5a"}


def test_json_of_one_ally_has_every_rule_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "standing", "be", "--as-of", "2025-07-01")
    assert found["rule"] is None
    assert [row["rule"] for row in found["standings"]] == [
        r.id for r in bs.rules(as_of="2025-07-01")
    ]
    assert {row["year"] for row in found["standings"]} == {2024} == {found["year"]}


def test_a_door_and_the_function_agree(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("standing", "Spain", "Portugal", "--rule", "hague-2025-core", "--as-of", "2026-07-31")
    asked = bs.standing(["ESP", "PRT"], rule="hague-2025-core", as_of="2026-07-31")
    assert _json(capsys, *words) == json.loads(json.dumps(asked.to_dict()))


@pytest.mark.parametrize(
    "words", [("rules",), ("standing",), ("standing", "Türkiye"), ("standing", "HUN")]
)
def test_tables_fit_a_terminal(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, out, _ = _run(capsys, *words, "--as-of", "2026-07-31")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "…" not in out


def test_the_table_names_what_one_must_not_miss(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "standing", "--year", "2024", "--as-of", "2026-07-31")
    assert "17 met, 14 not met, 1 not applicable" in out
    assert "the ratio at current prices says otherwise: NLD" in out
    _, out, _ = _run(capsys, "standing", "--year", "2024", "--as-of", "2025-09-01")
    assert "no money: nato-2025-08 has no figure here for" in " ".join(out.split())
    _, out, _ = _run(capsys, "standing", "--rule", "hague-2025-core", "--as-of", "2026-07-31")
    assert "not due, but there already: EST, GRC, LVA, LTU, POL" in out
    there = [line.split()[0] for line in out.splitlines() if "not due, reached" in line]
    assert there == ["EST", "GRC", "LVA", "LTU", "POL"]


def test_explain_leads_every_number_to_its_cell(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(
        capsys,
        "standing",
        "BEL",
        "--rule",
        "vilnius-2023-core",
        "--as-of",
        "2025-06-23",
        "--explain",
    )
    assert code == 0
    assert "compared: 1.30 (estimate) - 2 = -0.70 points" in out
    for cell in ("T3a", "T5a", "T2a", "T1a"):
        assert f"table {cell}, row 'Belgium" in out


def test_frames_and_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    frame = bs.standing(as_of="2026-07-31").to_frame()
    assert (frame.height, frame["status"].n_unique()) == (32, 3)
    assert frame.filter(pl.col("ally") == "ISL")["value"].to_list() == [None]
    assert bs.rules(every=True).to_frame().height == 10
    assert bs.rules(as_of="2000-01-01").to_frame().height == 0
    for words in (("standing", "--as-of", "2026-07-31"), ("rules",)):
        for form in ("csv", "parquet", "xlsx"):
            target = tmp_path / f"{words[0]}.{form}"
            code, _, err = _run(capsys, *words, "--format", form, "--output", str(target))
            assert (code, err) == (0, "")
            assert target.stat().st_size > 0
    # The same rows by any door.
    saved = pl.read_parquet(tmp_path / "standing.parquet")
    assert saved.equals(frame)


def test_standings_of_many() -> None:
    found = bs.standing(as_of="2026-07-31")
    assert found.of("Slovenia").status is Status.NOT_MET
    assert found.allies("not met") == ("SVN",)
    assert sum(found.counts.values()) == len(found) == 32
    with pytest.raises(BadValueError, match="0 standings of BEL under hague-2025-core"):
        found.of("BEL", "hague-2025-core")
    with pytest.raises(BadValueError, match="name ally and rule"):
        bs.standing("BEL", as_of="2026-07-31").of("BEL")


def test_answers_are_short_at_the_prompt() -> None:
    found = bs.standing(rule="vilnius-2023-core", year=2024, as_of="2026-07-31")
    assert repr(found) == (
        "Standings(vilnius-2023-core, 2024, as_of=2026-07-31: 17 met, 14 not met, 1 not applicable)"
    )
    assert repr(found.of("BEL")) == (
        "Standing(BEL, vilnius-2023-core, 2024, as_of=2026-07-31: not met, 1.27 against 2)"
    )
    assert "not met" in found._repr_html_()
    assert repr(bs.rules(["ankara-2026"], as_of="2026-07-31")) == (
        "Rules(as_of=2026-07-31: ankara-2026)"
    )


def test_a_chart_has_a_bar_an_ally_with_a_figure() -> None:
    spec = bs.standing(rule="hague-2025-core", as_of="2026-07-31").chart().to_dict()
    (rows,) = spec["datasets"].values()
    assert len(rows) == 31
    assert {row["threshold"] for row in rows} == {3.5}
    assert "nato-2026-07" in spec["title"]["subtitle"]
    with pytest.raises(BadValueError, match="a chart shows one rule"):
        bs.standing("BEL", as_of="2026-07-31").chart()
    with pytest.raises(BadValueError, match="no figures to draw"):
        bs.standing(rule="hague-2025-related", as_of="2026-07-31").chart()


@pytest.mark.parametrize("edition", ["nato-2024-06", "nato-2026-07"])
def test_national_money_is_in_the_currency_of_the_edition(edition: str) -> None:
    found = bs.standing(rule="vilnius-2023-core", year=2024, edition=edition)
    moneys = {item.ally: item.money for item in found if item.money}
    euro = {ally for ally, money in moneys.items() if money.currency == "EUR"}
    # All users of the euro have one rate to the dollar in NATO's tables; nobody else has it.
    rates = {}
    for ally, money in moneys.items():
        by_measure = {cell.measure.id: cell.value for cell in money.cells}
        usd = by_measure["core_expenditure_usd_current"]
        national = by_measure["core_expenditure_national_current"]
        assert usd
        assert national
        rates[ally] = national / usd
    assert {ally for ally, rate in rates.items() if abs(rate / rates["DEU"] - 1) < 0.005} == euro
    assert ("BGR" in euro) is (edition == "nato-2026-07")


def test_the_total_shows_core_beside_and_sums_nothing() -> None:
    (found,) = standing("LTU", rule="hague-2025-total", as_of="2026-07-31")
    assert (found.status, found.value, found.margin, found.already) == (
        Status.UNKNOWN, None, None, None,
    )  # fmt: skip
    assert [cell.printed for cell in found.beside] == ["5.33"]
    assert "deciding nothing" in found.explain()


def test_notes_on_rules_not_in_force() -> None:
    (early,) = standing("BEL", rule="hague-2025-core", year=2024, as_of="2025-06-24")
    assert "1 day after 2025-06-24: it was not in force" in early.notes[0]
    (late,) = standing("BEL", rule="wales-2014-core", as_of="2026-07-31")
    assert "no longer in force" in late.notes[0]
    (old,) = standing("BEL", rule="hague-2025-core", as_of="2026-07-31")
    assert "last checked as unchanged on 2026-07-07" in old.notes[0]
    (fresh,) = standing("BEL", rule="hague-2025-core", as_of="2025-07-01")
    assert fresh.notes == ()


def test_one_ally_with_a_year_that_some_rule_has_no_figures_for() -> None:
    found = standing("POL", year=2023, as_of="2024-04-01")
    by_rule = {item.rule.id: item for item in found}
    assert by_rule["vilnius-2023-core"].status is Status.MET
    equipment = by_rule["wales-2014-equipment"]
    # Not due before 2024, and 2023 is in an edition of which the cell is not held.
    assert equipment.status is Status.NOT_DUE
    assert equipment.value is None
    assert "missing in nato-2023-07" in str(equipment.reason)


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        ({"allies": "Blegium"}, UnknownNameError, "did you mean 'Belgium'?"),
        ({"rule": "hague-2025-cores"}, UnknownNameError, "did you mean 'hague-2025-core'?"),
        ({"edition": "nato-2026-08"}, UnknownNameError, "did you mean 'nato-2026-07'?"),
        ({"year": 20244}, BadValueError, "year 20244 is out of range: give one from 1949 to 2100"),
        ({"as_of": "23/06/2025"}, BadDateError, "write it as YYYY-MM-DD"),
        (
            {"edition": "nato-2026-07", "as_of": "2025-06-23"},
            BadDateError,
            "was published on 2026-07-10, after 2025-06-23: ask as of a later day",
        ),
        ({"year": 2031}, MissingDataError, "publishes 'core_share' for 2031"),
        ({"as_of": "2010-01-01"}, MissingDataError, "no rule was in force on 2010-01-01"),
        (
            {"as_of": "2015-01-01", "rule": "wales-2014-core"},
            MissingDataError,
            "no edition public on 2015-01-01 publishes 'core_share'",
        ),
        (
            {"edition": "weo-2026-04", "rule": "vilnius-2023-core", "year": 2024},
            MissingDataError,
            "edition weo-2026-04 does not publish 'core_share' for 2024",
        ),
    ],
)
def test_a_wrong_question_gets_one_line(ask: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        standing(**ask)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("standing", "Blegium"), 2),
        (("standing", "--rule", "foo"), 2),
        (("standing", "--year", "20244"), 2),
        (("standing", "--year", "twenty"), 2),
        (("standing", "--as-of", "2025-02-30"), 2),
        (("standing", "--year", "2031"), 1),
        (("rules", "hague"), 2),
        (("rules", "escape-clause"), 2),
    ],
)
def test_a_bad_call_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    target = tmp_path / "out.json"
    got, out, err = _run(capsys, *words, "--format", "json", "--output", str(target))
    assert (got, out) == (code, "")
    assert err.startswith("burdenshare: ")
    assert err.count("\n") == 1
    assert not target.exists()
