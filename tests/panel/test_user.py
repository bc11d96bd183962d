"""A user's folder that has been tampered with says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from burdenshare.errors import BadFileError, DataError, FailedError
from burdenshare.panel import Panel, read_weo, remove_edition, save_edition
from burdenshare.panel._store import user_folder

TEXT = (
    "ISO\tWEO Subject Code\t2024\tEstimates Start After\n"
    "BEL\tNGDP\t617.2\t2024\n"
)  # fmt: skip


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "weo.xls"
    path.write_text(TEXT)
    return save_edition(read_weo(path, edition_id="my-weo", published="2026-10-13"))


def test_a_broken_record_can_be_removed(record: Path) -> None:
    record.write_text("title: [")
    with pytest.raises(BadFileError):
        Panel.load()
    remove_edition("my-weo")
    assert not list(record.parent.iterdir())
    assert Panel.load().editions


def test_a_damaged_figure_file_of_ones_own(record: Path) -> None:
    figures = record.with_suffix(".parquet")
    figures.write_bytes(figures.read_bytes()[:-1])
    with pytest.raises(DataError, match=r"my-weo.*remove and import it again"):
        Panel.load().cell("weo_ngdp", "BEL", 2024)
    remove_edition("my-weo")
    assert not list(user_folder().glob("*"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text + "colour: blue\n", "colour"),
        (lambda text: text + "family: weo\n", "given twice"),
        (lambda text: text.replace("published: ", "published: on "), "published"),
        (lambda text: text.replace("id: my-weo", "id: ["), "is not valid YAML"),
    ],
)
def test_a_broken_record_of_ones_own(
    record: Path, change: Callable[[str], str], message: str
) -> None:
    text = record.read_text()
    try:
        record.write_text(change(text))
        with pytest.raises(BadFileError) as caught:
            Panel.load()
        assert message in str(caught.value)
        assert record.name in str(caught.value)
        assert "\n" not in str(caught.value)
    finally:
        record.write_text(text)
        remove_edition("my-weo")


def test_a_folder_that_cannot_be_written_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("in the way")
    path = tmp_path / "weo.xls"
    path.write_text(TEXT)
    monkeypatch.setattr("burdenshare.panel._user.user_folder", lambda: blocked / "editions")
    with pytest.raises(FailedError, match="cannot be written"):
        save_edition(read_weo(path, edition_id="my-weo", published="2026-10-13"))
    assert blocked.read_text() == "in the way"
