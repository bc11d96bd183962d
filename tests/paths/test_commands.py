"""The commands: every form, charts, and nothing half done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from burdenshare.cli._app import main
from burdenshare.ledger import ledger
from burdenshare.paths import path

TODAY = "2026-11-22"


@pytest.mark.parametrize(
    "arguments",
    [
        ["path", "BEL"],
        ["path"],
        ["path", "BEL", "Türkiye", "--compare", "linear,plan,trend"],
        ["path", "Canada", "--fiscal-year", "--related", "0.8"],
        ["chance", "BEL", "--draws", "1000"],
        ["chance", "--draws", "200"],
        ["plan", "check", "--announced", "Belgium"],
    ],
)
def test_tables_fit_eighty_columns(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--as-of", TODAY]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows
    assert max(len(row.rstrip()) for row in rows) <= 80
    assert not any("…" in row for row in rows)


@pytest.mark.parametrize("form", ["json", "csv", "parquet", "xlsx"])
@pytest.mark.parametrize("names", [["BEL"], ["BEL", "ISL", "NATO"]])
def test_every_form_is_written(tmp_path: Path, form: str, names: list[str]) -> None:
    file = tmp_path / f"path.{form}"
    arguments = ["path", *names, "--as-of", TODAY, "--format", form, "--output", str(file)]
    assert main(arguments) == 0
    assert file.stat().st_size > 500
    if form == "json":
        whole = json.loads(file.read_text(encoding="utf-8"))
        assert ("points" in whole) is (len(names) == 1)


@pytest.mark.parametrize("suffix", [".svg", ".json", ".html"])
def test_charts_are_written(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"chart{suffix}"
    arguments = ["path", "BEL", "--compare", "linear,plan", "--as-of", TODAY, "--chart", str(file)]
    assert main(arguments) == 0
    text = file.read_text(encoding="utf-8")
    assert "linear" in text
    if suffix == ".html":
        # The page carries its own JavaScript and asks no other server for any.
        assert "<script src=" not in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["path", "Belgum"], "did you mean 'Belgium'"),
        (["path", "BEL", "--shape", "linear", "--compare", "plan"], "exclude each other"),
        (["path", "BEL", "--compare", "linear,square"], "unknown shape 'square'"),
        (["path", "BEL", "--point", "2029:2.5"], "write it as YEAR=SHARE"),
        (["path", "BEL", "--start", "soon"], "write it as YEAR or YEAR=SHARE"),
        (["path", "BEL", "--chart", "chart.gif"], "end the name in .svg"),
        (["path", "BEL", "--as-of", "23 June"], "write it as YYYY-MM-DD"),
        (["plan", "check"], "give either a FILE or --announced"),
        (["plan", "check", "none.yaml"], "no such file"),
        (["chance", "BEL", "--draws", "3"], "too few"),
    ],
)
def test_a_bad_call_prints_one_line_and_nothing_else(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert message in told.err
    assert told.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_iceland_and_an_ally_without_a_plan_are_failures_not_mistakes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["path", "Iceland"]) == 1
    assert "no armed forces" in capsys.readouterr().err
    assert main(["path", "Italy", "--shape", "plan", "--as-of", TODAY]) == 1
    assert "Italy has announced no core share" in capsys.readouterr().err


@pytest.mark.parametrize("ally", ["BEL", "DEU", "SVN", "ESP", "NLD"])
@pytest.mark.parametrize("day", ["2025-06-24", "2025-12-31", TODAY])
def test_a_plan_never_rests_on_an_entry_that_was_not_public(ally: str, day: str) -> None:
    from burdenshare.errors import MissingDataError

    try:
        found = path(ally, shape="plan", as_of=day, rule="hague-2025-core")
    except MissingDataError as error:
        assert "announced no core share" in str(error)  # noqa: PT017
        return
    public = {entry.id for entry in ledger(ally, as_of=day).entries}
    used = {source.id for source in found.sources if source.id.startswith(ally)}
    assert used
    assert used <= public
    again = path(
        ally, shape="plan", as_of=day, rule="hague-2025-core", ledger=ledger(ally, as_of=day)
    )
    assert again == found
