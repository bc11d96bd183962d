"""``burdenshare panel ...`` as people type it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from burdenshare.cli._app import main
from burdenshare.panel._store import user_folder


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["panel", *words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["editions"], "nato-2026-07"),
        (["editions", "--explain"], "CC BY 4.0"),
        (["show", "core_share", "Belgium", "--as-of", "2025-06-23"], "1.30e"),
        (["show", "core_share", "Belgium", "--as-of", "2026-04-10", "--spliced"], "2014, 2025 on"),
        (["diff", "nato-2024-06", "nato-2026-07"], "17 tests flip"),
        (["audit", "nato-2024-06"], "17 findings, nothing unexplained"),
        (["audit", "nato-2026-07", "--explain"], "share_constant: 429 of 429 hold"),
        (["sql", "SELECT count(*) AS n FROM editions"], "n"),
    ],
)
def test_tables_fit_eighty_columns(
    capsys: pytest.CaptureFixture[str], words: list[str], text: str
) -> None:
    code, out, err = _run(capsys, *words)
    assert (code, err) == (0, "")
    assert text in out
    if "--explain" not in words:
        assert max(map(len, out.splitlines())) <= 80


def test_json_has_stable_keys(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, "show", "core_share", "BEL", "--year", "2024", "--format", "json")
    found = json.loads(out)
    assert set(found) == {
        "as_of", "measure", "units", "editions", "sources", "joints", "cells"
    }  # fmt: skip
    assert set(found["cells"][0]) >= {"area", "year", "value", "estimate", "edition", "source"}
    _, out, _ = _run(capsys, "audit", "nato-2026-07", "--format", "json")
    assert json.loads(out)["unexplained"] == 0
    _, out, _ = _run(capsys, "diff", "nato-2024-06", "nato-2026-07", "--format", "csv")
    assert out.startswith("area,year,before,after,change,relative_percent\nALB,2024,")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["show", "core_shar"], 2, "did you mean 'core_share'"),
        (["show", "core_share", "Belgum"], 2, "did you mean 'Belgium'"),
        (["show", "core_share", "BEL", "--year", "1949"], 1, "1949"),
        (["show", "core_share", "BEL", "--year", "soon"], 2, "'--year'"),
        (["show", "core_share", "BEL", "--as-of", "June"], 2, "YYYY-MM-DD"),
        (["show", "core_share", "BEL", "--edition", "nato-2026"], 2, "unknown edition"),
        (["diff", "nato-2024-06", "weo-2026-04"], 2, "count different things"),
        (["audit", "weo-2026-04"], 2, "nothing to audit"),
        (["sql", "DROP TABLE cells"], 2, "read-only"),
        (["build", "--raw", "nowhere", "--output", "out"], 2, "no such raw file"),
        (["remove", "nato-2026-07"], 2, "cannot be removed"),
        (
            ["import", "nato", "no.xlsx", "--id", "x", "--published", "2026-01-01"],
            2,
            "no such file",
        ),
        (["import", "nato", "no.xlsx", "--id", "x", "--published", "soon"], 2, "YYYY-MM-DD"),
        (["import", "weo", "no.csv", "--id", "x", "--published", "2026-01-01"], 2, "no such file"),
        (["import", "sipri", "no.xlsx", "--id", "x", "--published", "2026-01-01"], 2, "no such"),
    ],
)
def test_bad_calls_are_one_line_and_the_right_code(
    capsys: pytest.CaptureFixture[str], words: list[str], code: int, message: str
) -> None:
    found, out, err = _run(capsys, *words)
    assert (found, out) == (code, "")
    assert message in err
    assert err.count("\n") == 1
    assert not list(user_folder().glob("*"))


def test_import_list_and_remove(
    capsys: pytest.CaptureFixture[str], nato_workbook: Callable[..., Path]
) -> None:
    path = str(nato_workbook())
    code, out, _ = _run(capsys, "import", "nato", path, "--id", "mine", "--published", "2024-06-17")
    assert code == 0
    assert "mine: 5346 cells (0 blank), 15 measures, 34 areas, 2014-2024" in out
    assert "(yours)" in _run(capsys, "editions")[1]
    assert _run(capsys, "remove", "mine")[0] == 0
    assert "(yours)" not in _run(capsys, "editions")[1]


def test_an_unexplained_finding_is_exit_code_1(
    capsys: pytest.CaptureFixture[str], nato_workbook: Callable[..., Path]
) -> None:
    path = str(nato_workbook())
    _run(capsys, "import", "nato", path, "--id", "mine", "--published", "2024-06-17")
    try:
        code, out, _ = _run(capsys, "audit", "mine")
    finally:
        _run(capsys, "remove", "mine")
    assert code == 1
    assert "UNEXPLAINED" in out
