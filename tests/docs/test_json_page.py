"""docs/json.md names every key that the commands print, and no other."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from burdenshare.cli._app import main

ROOT = Path(__file__).resolve().parents[2]
HEADING = re.compile(r"^#{2,3} (.+)$", re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \|", re.MULTILINE)
COMMAND = re.compile(r"^burdenshare (.+)$", re.MULTILINE)

# Entries of the ledger have further keys by kind, which docs/ledger.md describes.
OPEN = {"entry"}

Keys = dict[str, str]


def _sections() -> dict[str, str]:
    """Text by heading; a shape comes after "Shapes" and may have the name of a command."""
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    parts = HEADING.split(text)[1:]
    names, texts = parts[::2], parts[1::2]
    first_shape = names.index("Shapes")
    return {
        f"shape {name}" if number > first_shape else name: body
        for number, (name, body) in enumerate(zip(names, texts, strict=True))
    }


SECTIONS = _sections()
SHAPES: dict[str, Keys] = {
    name.removeprefix("shape "): dict(ROW.findall(body))
    for name, body in SECTIONS.items()
    if name.startswith("shape ")
}
COMMANDS = {name: body for name, body in SECTIONS.items() if COMMAND.search(body)}


def _problems(found: dict[str, Any], keys: Keys, where: str, *, open_: bool) -> Iterator[str]:
    """Say where an object differs from its table of keys."""
    top = {key: kind for key, kind in keys.items() if "[]" not in key}
    yield from (f"{where}: {key} is on the page only" for key in top.keys() - found.keys())
    if not open_:
        yield from (f"{where}: {key} is not on the page" for key in found.keys() - top.keys())
    for key in top.keys() & found.keys():
        items = {k.split("[].")[1]: v for k, v in keys.items() if k.startswith(f"{key}[].")}
        yield from _misfits(found[key], top[key].strip(), items, f"{where}.{key}")


def _misfits(value: Any, kinds: str, items: Keys, where: str) -> Iterator[str]:
    """Say where a value is not of one of its types, nor its items of their shape."""
    for kind in kinds.split(" or "):
        if not _is(value, kind):
            continue
        shape = kind.removeprefix("list of ")
        inner = SHAPES.get(shape, items)
        objects = value if isinstance(value, list) else [value]
        if inner:
            for item in objects:
                yield from _problems(item, inner, where, open_=shape in OPEN)
        return
    yield f"{where}: {str(value)[:40]!r} is not {kinds}"


def _is(value: Any, kind: str) -> bool:
    if kind.startswith("list"):
        return isinstance(value, list)
    if isinstance(value, bool) or value is None:
        return kind == ("null" if value is None else "flag")
    simple: dict[str, type | tuple[type, ...]] = {
        "text": str,
        "number": (int, float),
        "integer": int,
        "object": dict,
    }
    if kind in simple:
        return isinstance(value, simple[kind])
    assert kind in SHAPES or kind in {"flag", "null"}, f"{kind}: no such type or shape"
    return kind in SHAPES and isinstance(value, dict)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_has_the_keys_that_are_printed(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    command = COMMAND.search(COMMANDS[name])
    assert command is not None
    assert main(shlex.split(command[1])) == 0
    found = json.loads(capsys.readouterr().out)
    keys = dict(ROW.findall(COMMANDS[name]))
    assert sorted(set(_problems(found, keys, name, open_=False))) == []


def test_the_page_has_the_keys_of_a_comparison(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = (
        "Belgium spends 1.3 percent of GDP on defence.",
        "Spain spends 1.28 percent of GDP on defence.",
    )
    files = [tmp_path / f"{place}.txt" for place in range(2)]
    for file, text in zip(files, words, strict=True):
        file.write_text(text, encoding="utf-8")
    assert (
        main(["read", *map(str, files), "--on", "2025-06-23", "--compare", "--format", "json"]) == 0
    )
    found = json.loads(capsys.readouterr().out)["comparison"]
    assert list(_problems(found, SHAPES["comparison"], "comparison", open_=False)) == []


def test_keys_are_in_snake_case() -> None:
    for body in SECTIONS.values():
        for key in dict(ROW.findall(body)):
            assert re.fullmatch(r"[a-z0-9_]+(\[\]\.[a-z0-9_]+)?", key), key


def test_a_difference_is_found() -> None:
    keys = {"a": "text", "b": "list", "b[].c": "integer or null", "d": "list of source"}
    right = {"a": "x", "b": [{"c": None}], "d": []}
    assert list(_problems(right, keys, "", open_=False)) == []
    for wrong in (
        {**right, "e": 1},
        {"a": "x", "b": []},
        {**right, "a": None},
        {**right, "b": [{"c": 1.5}]},
        {**right, "b": [{"c": 1, "f": 2}]},
        {**right, "d": [{"id": "nato-2024-06"}]},
    ):
        assert list(_problems(wrong, keys, "", open_=False)), wrong
