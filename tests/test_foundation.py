"""Dates, YAML and errors: bad input gets one clear line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pydantic import Field

from burdenshare import errors
from burdenshare._clock import read_date
from burdenshare._yaml import Model, load
from burdenshare.errors import BadDateError, BadFileError


class Sample(Model):
    name: str
    share: float = Field(ge=0)
    items: tuple[int, ...] = ()


def test_dates() -> None:
    assert read_date("2025-06-23") == dt.date(2025, 6, 23)
    assert read_date(dt.datetime(2025, 6, 23, 12, tzinfo=dt.UTC)) == dt.date(2025, 6, 23)
    for wrong in ("23/06/2025", "2025-13-01", "soon", ""):
        with pytest.raises(BadDateError, match="write it as YYYY-MM-DD"):
            read_date(wrong)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: a\nshare: 1\nshare: 2\n", "line 3, key 'share': the key is given twice: keep one"),
        ("name: a\nshare: 1\nshre: 2\n", "line 3, key 'shre': unknown key"),
        ("name: a\n", "a required key is missing: add it"),
        ("name: a\nshare: -1\n", "line 2, key 'share': input should be greater than or equal to 0"),
        ("name: a\nshare: 1\nitems:\n  - 1\n  - x\n", "line 5, key 'items.2'"),
        ("name: [a\nshare: 1\n", "is not valid YAML"),
        ("", "input should be a valid dictionary"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(text)
    with pytest.raises(BadFileError) as caught:
        load(path, Sample)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_or_binary_file(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="no such file"):
        load(tmp_path / "none.yaml", Sample)
    (tmp_path / "binary.yaml").write_bytes(b"name: \xff\xfe")
    with pytest.raises(BadFileError, match="is not UTF-8 text"):
        load(tmp_path / "binary.yaml", Sample)


def test_the_tree_in_the_docstring_has_every_error() -> None:
    for name in errors.__all__:
        assert f" {name} " in f"{errors.__doc__} ".replace("\n", " ")


def test_exit_codes() -> None:
    assert errors.InputError.exit_code == 2
    assert errors.FailedError.exit_code == 1
