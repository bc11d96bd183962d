"""Files, folders, corpora and standard input, one document at a time."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadFileError, BurdenshareError
from burdenshare.news._document import (
    MAX_BYTES,
    Document,
    from_html,
    from_record,
    from_text,
    parse_record,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".jsonl", ".ndjson"})
_HTML = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|<head|<body|<article)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read; the batch goes on.

    Attributes:
        source: Where it is from.
        problem: What is wrong and how to mend it, in one line.
    """

    source: str
    problem: str


@dataclass(frozen=True, slots=True)
class Raw:
    """What a worker makes a document of: a path, a line of a corpus, or text.

    Attributes:
        source: Where it is from.
        kind: ``path``, ``record`` or ``text``.
        content: Path, line or text.
    """

    source: str
    kind: str
    content: str


def list_sources(names: Iterable[str | Path]) -> Iterator[Raw]:
    """Yield what is to be read: files, the files of folders, the lines of corpora, or "-".

    Raises:
        BadFileError: A file or folder is not there.
    """
    for name in names:
        if str(name) == "-":
            yield Raw("standard input", "text", sys.stdin.read(MAX_BYTES + 1))
            continue
        path = Path(name)
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file()
            )
            if not inside:
                raise BadFileError(
                    path, "holds no .txt, .md, .html or .jsonl file: name another folder"
                )
            yield from list_sources(inside)
        elif not path.exists():
            raise BadFileError(path, "no such file")
        elif path.suffix.lower() in {".jsonl", ".ndjson"}:
            yield from _lines(path)
        else:
            yield Raw(str(path), "path", str(path))


def _lines(path: Path) -> Iterator[Raw]:
    with path.open("rb") as file:
        for place, line in enumerate(iter(lambda: file.readline(MAX_BYTES * 2), b""), 1):
            if line.strip():
                yield Raw(f"{path}, line {place}", "record", line.decode("utf-8", errors="replace"))


def load_document(raw: Raw, *, on: dt.date | None = None) -> tuple[Document, dict[str, Any]]:
    """Return the document, and the record it came from where it is a corpus.

    Raises:
        BadFileError: It cannot be read.
    """
    if raw.kind == "record":
        record = parse_record(raw.content, raw.source)
        return from_record(record, raw.source, on=on), record
    text = _read(Path(raw.content)) if raw.kind == "path" else raw.content
    is_html = Path(raw.content).suffix.lower() in {".html", ".htm"} if raw.kind == "path" else False
    if is_html or _HTML.match(text[:400]):
        return from_html(text, raw.source, on=on), {}
    return from_text(text, raw.source, on=on), {}


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadFileError(
                path, f"is larger than {MAX_BYTES:,} bytes: split it into single reports"
            )
        data = path.read_bytes()
    except OSError as error:
        raise BadFileError(path, f"cannot be read: {error.strerror}") from None
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise BadFileError(
            path, "is binary, not text: give plain text, Markdown, HTML or JSON Lines"
        )
    return data.decode("utf-8-sig", errors="replace")


def problem_of(error: BurdenshareError, source: str) -> Failure:
    """Return an error as the failure of one document."""
    message = error.problem if isinstance(error, BadFileError) else str(error)
    return Failure(source, message)
