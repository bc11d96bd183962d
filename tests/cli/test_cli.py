"""Commands: forms, exit codes, one line for an error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from burdenshare.cli._app import main


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("burdenshare 0.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["brief", "Belgum"], "unknown ally 'Belgum': did you mean 'Belgium'?"),
        (["brief", "BEL", "--as-of", "23-06-2025"], "write it as YYYY-MM-DD"),
        (["brief"], "Missing argument 'ally'"),
        (["brif", "BEL"], "No such command 'brif'"),
        (["brief", "BEL", "--as-off", "2025-01-01"], "No such option: --as-off"),
        (["brief", "BEL", "--format", "pdf"], "Invalid value for '--format'"),
        (["brief", "BEL", "--format", "xlsx"], "needs --output FILE.xlsx"),
        (["standing", "--rule", "vilnius-2023"], "did you mean 'vilnius-2023-core'?"),
        (
            ["standing", "--year", "2024", "--edition", "nato-2024-6"],
            "did you mean 'nato-2024-06'",
        ),
        (["standing", "--year", "1800"], "year 1800 is out of range"),
    ],
)
def test_a_bad_call_is_one_line_and_exits_with_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert message in shown.err
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("burdenshare: ")
    assert shown.out == ""


def test_what_cannot_be_answered_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "BEL", "--as-of", "2001-01-01"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_failed_write_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "missing" / "brief.json"
    assert main(["brief", "BEL", "--format", "json", "--output", str(target)]) == 1
    assert "cannot write" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["allies", "Holland", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["allies"][0]["alpha3"] == "NLD"
    for form in ("csv", "parquet", "xlsx", "json", "table"):
        target = tmp_path / f"allies.{form}"
        assert main(["allies", "--format", form, "--output", str(target)]) == 0
        assert target.stat().st_size > 0
    assert (tmp_path / "allies.csv-metadata.json").exists()


def test_every_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    from burdenshare.cli._app import app

    for command in app.registered_commands:
        assert command.callback is not None
        assert command.callback.__doc__, command.name
        assert main([str(command.name), "--help"]) == 0
        assert "Usage: burdenshare" in capsys.readouterr().out
