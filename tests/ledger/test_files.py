"""Files of entries: wrong ones fail with the line and key, changed ones are noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from burdenshare.errors import BadFileError, DataError
from burdenshare.ledger import _files as files
from burdenshare.ledger import ledger
from burdenshare.ledger._manifest import append_new

ROOT = Path(__file__).resolve().parents[2]
INVALID = sorted((ROOT / "tests/invalid/ledger").glob("*.yaml"))
OWN = """\
entries:
- id: BEL-own-plan
  kind: plan
  said: 2026-05-04
  recorded: 2026-05-05
  actor: {name: Ministry of Defence, role: answer to parliament, area: BEL}
  status: budget
  summary: The ministry put 2027 at 2.2 per cent.
  points:
  - {year: 2027, share: 2.2, basis: core, definition: NATO}
  supersedes: [BEL-2025-11-24-budget-2026-2029]
  sources:
  - https://example.org/answer
  confidence: low
"""


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_wrong_file_says_what_and_where(path: Path) -> None:
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    with pytest.raises(BadFileError) as caught:
        ledger("BEL", extra=path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert expected in message
    assert "\n" not in message


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="no such file"):
        ledger(extra=tmp_path / "absent.yaml")


def test_own_entries_overlay_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(OWN, encoding="utf-8")
    for extra in (tmp_path / "mine.yaml", tmp_path, [tmp_path / "mine.yaml"]):
        found = ledger("BEL", extra=extra)
        assert found.own == {"BEL-own-plan"}
        assert found.superseded["BEL-2025-11-24-budget-2026-2029"] == ("BEL-own-plan",)
        assert (2027, 2.2) in [(point.year, point.share) for point in found.plan("BEL").points]
    before = ledger("BEL", extra=tmp_path, as_of="2026-05-03")
    assert "BEL-own-plan" not in {entry.id for entry in before.entries}
    assert before.superseded.get("BEL-2025-11-24-budget-2026-2029") is None


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(OWN, encoding="utf-8")
    assert ledger("BEL", extra=path).entry("BEL-own-plan").confidence == "low"
    path.write_text(OWN.replace("confidence: low", "confidence: medium"), encoding="utf-8")
    assert ledger("BEL", extra=path).entry("BEL-own-plan").confidence == "medium"


def test_own_entries_of_another_ally_stay_out(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(OWN, encoding="utf-8")
    assert ledger("ESP", extra=tmp_path).own == frozenset()


def test_the_data_folder_is_read_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = files.own_folder()
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(OWN, encoding="utf-8")
    assert ledger("BEL").own == {"BEL-own-plan"}
    assert ledger("BEL", extra=()).own == frozenset()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped files, to be tampered with."""
    folder = tmp_path / "data"
    shutil.copytree(files.data_folder(), folder)
    return folder


def _edit(folder: Path, area: str, old: str, new: str) -> None:
    path = folder / f"{area}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_untouched_copy_passes(copy: Path) -> None:
    for area in files.areas():
        assert files.read_shipped(copy, area) == files.shipped(area)


def test_a_changed_entry_is_noticed(copy: Path) -> None:
    _edit(copy, "BEL", "{year: 2034, share: 2.5, basis: unstated}\n  money:\n  - {what: inv",
          "{year: 2034, share: 2.6, basis: unstated}\n  money:\n  - {what: inv")  # fmt: skip
    with pytest.raises(DataError, match="BEL-2025-06-strategic-vision was changed"):
        files.read_shipped(copy, "BEL")
    with pytest.raises(DataError, match="BEL-2025-06-strategic-vision was changed"):
        append_new(copy)


def test_a_removed_entry_is_noticed(copy: Path) -> None:
    path = copy / "MKD.yaml"
    text = path.read_text(encoding="utf-8")
    first = text.index("- id: ")
    path.write_text(text[:first] + text[text.index("- id: ", first + 1) :], encoding="utf-8")
    with pytest.raises(DataError, match="MKD-2025-06-01-mickoski was removed"):
        files.read_shipped(copy, "MKD")
    with pytest.raises(DataError, match="MKD-2025-06-01-mickoski was removed"):
        append_new(copy)


def test_a_new_entry_must_be_added_to_the_manifest(copy: Path) -> None:
    path = copy / "BEL.yaml"
    new = OWN.split("\n", 1)[1]
    path.write_text(path.read_text(encoding="utf-8") + new, encoding="utf-8")
    with pytest.raises(DataError, match="BEL-own-plan is not in the manifest"):
        files.read_shipped(copy, "BEL")
    before = (copy / files.MANIFEST).read_text(encoding="utf-8")
    assert append_new(copy) == ("BEL-own-plan",)
    assert append_new(copy) == ()
    after = (copy / files.MANIFEST).read_text(encoding="utf-8")
    assert after.startswith(before)
    assert len(files.read_shipped(copy, "BEL")) == len(files.shipped("BEL")) + 1


def test_an_id_standing_twice_is_noticed(copy: Path) -> None:
    path = copy / "BEL.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("- id: ") : text.index("- id: ", 600)], encoding="utf-8")
    with pytest.raises(DataError, match="stands twice"):
        files.read_shipped(copy, "BEL")


def test_an_entry_in_the_wrong_file_is_noticed(copy: Path) -> None:
    path = copy / "ESP.yaml"
    path.write_text(path.read_text(encoding="utf-8") + OWN.split("\n", 1)[1], encoding="utf-8")
    with pytest.raises(DataError, match=r"belongs in BEL\.yaml"):
        append_new(copy)


def test_a_broken_manifest_is_noticed(copy: Path) -> None:
    path = copy / files.MANIFEST
    path.write_text(path.read_text(encoding="utf-8") + "BEL-x short\n", encoding="utf-8")
    files.read_manifest.cache_clear()
    with pytest.raises(DataError, match="not an id of its own and its SHA-256"):
        files.read_shipped(copy, "BEL")


def test_one_ally_reads_two_files() -> None:
    files.shipped.cache_clear()
    ledger("BEL", extra=())
    assert files.shipped.cache_info().currsize == 2
    ledger(extra=())
    assert files.shipped.cache_info().currsize == 33
