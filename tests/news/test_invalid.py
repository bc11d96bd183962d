"""One bad file a mistake, each refused in one line that says what, where and how to mend it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from burdenshare._yaml import parse
from burdenshare.cli._app import main
from burdenshare.news import read

FOLDER = Path(__file__).parents[1] / "invalid/news"
EXPECT = parse((FOLDER / "expect.yaml").read_text(encoding="utf-8"), "expect.yaml")
COMMANDS = {"read": ["read"], "evaluate": ["news", "evaluate"]}
CASES = [(by, name) for by, files in EXPECT.items() for name in files]


@pytest.mark.parametrize(("by", "name"), CASES, ids=[name for _, name in CASES])
def test_a_bad_file_is_refused_in_one_line(by, name, capsys):
    path = FOLDER / name
    assert main([*COMMANDS[by], str(path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    message = EXPECT[by][name]
    between = ", " if message.startswith("line ") else ": "
    assert shown.err == f"burdenshare: {path}{between}{message}\n"


def test_every_file_is_expected():
    given = {path.name for path in FOLDER.iterdir()} - {"expect.yaml"}
    assert given == {name for _, name in CASES}


def test_a_folder_of_them_does_not_stop_the_good_one(tmp_path):
    for name in EXPECT["read"]:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    good = tmp_path / "m.txt"
    good.write_text("Belgium spends 1.3 percent of GDP on defence.", encoding="utf-8")
    found = read(tmp_path, as_of="2026-11-20")
    assert [document.document.source for document in found.documents] == [str(good)]
    assert len(found.failures) == len(EXPECT["read"])


@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_a_huge_file_is_refused_unread(tmp_path, capsys, suffix):
    path = tmp_path / f"huge{suffix}"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)  # a sparse file: nothing is written, and nothing may be read
    assert main(["read", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"burdenshare: {path}: is larger than 5,000,000 bytes: split it into single reports\n"
    )


def test_a_huge_line_is_one_failure_and_is_not_held(tmp_path):
    path = tmp_path / "c.jsonl"
    good = json.dumps({"id": "good", "text": "Belgium spends 1.3 percent of GDP on defence."})
    with path.open("wb") as file:
        file.write(b'{"text": "')
        file.write(b"a" * 25_000_000)
        file.write(f'"}}\n{good}\n'.encode())
    found = read(path, on="2025-06-23", as_of="2026-11-20")
    assert [failure.problem for failure in found.failures] == [
        "is longer than 10,000,000 bytes: split it into single reports"
    ]
    assert [document.document.source for document in found.documents] == [f"{path}, line 2"]


def test_a_long_report_in_a_record_is_refused(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"text": "NATO " * 1_000_001}) + "\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"line 1: is longer than 5,000,000 characters"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read it all")
def test_a_file_one_may_not_read_is_named(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(Exception, match="cannot be read: Permission denied"):
        read(path)
