"""Files, folders, corpora and standard input, one document at a time."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

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
MAX_LINE = 2 * MAX_BYTES
"""Longest line of a corpus: escapes in JSON take more bytes than the characters they stand for."""

_BROKEN = re.compile("[\udc80-\udcff]")
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset=[\"']?([a-z0-9_-]{2,30})")
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
        kind: ``path``, ``record``, ``text``, or ``huge`` for a line too long to hold.
        content: Path, line or text.
    """

    source: str
    kind: str
    content: str


def require(names: Iterable[str | Path]) -> None:
    """Check that every source is there, before anything is read or written.

    Raises:
        BadFileError: A file or folder is not there.
    """
    for name in names:
        if str(name) != "-" and not Path(name).exists():
            raise BadFileError(name, "no such file")


def count_sources(names: Iterable[str | Path]) -> int | None:
    """Return how many documents the sources hold; ``None`` with standard input among them."""
    known = list(names)
    return None if "-" in map(str, known) else sum(1 for _ in list_sources(known))


def list_sources(names: Iterable[str | Path]) -> Iterator[Raw]:
    """Yield what is to be read: files, the files of folders, the lines of corpora, or "-".

    Raises:
        BadFileError: A file or folder is not there, or a corpus cannot be opened.
    """
    for name in names:
        path = Path(name)
        if str(name) == "-":
            yield from _standard_input()
        elif path.is_dir():
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
            yield from open_corpus(path)
        else:
            yield Raw(str(path), "path", str(path))


def open_corpus(path: Path) -> Iterator[Raw]:
    """Yield the lines of a corpus, one at a time.

    Raises:
        BadFileError: It cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise BadFileError(path, f"cannot be read: {error.strerror}") from None
    with file:
        yield from _lines(file, str(path))


def _standard_input() -> Iterator[Raw]:
    """One report; or, where the first line is a JSON object, a corpus."""
    first = sys.stdin.buffer.readline(MAX_LINE)
    if first.lstrip().startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from _lines(sys.stdin.buffer, "standard input", first)
        return
    rest = sys.stdin.buffer.read(max(0, MAX_BYTES + 1 - len(first)))
    yield Raw("standard input", "text", _pack(first + rest))


def _lines(file: IO[bytes], name: str, first: bytes = b"") -> Iterator[Raw]:
    place = 0
    while line := first or file.readline(MAX_LINE + 1):
        first, place = b"", place + 1
        source = f"{name}, line {place}"
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE)
            yield Raw(source, "huge", "")
        elif line.strip():
            yield Raw(source, "record", _pack(line))


def _pack(data: bytes) -> str:
    # What is not UTF-8 travels on unchanged and is refused where the document is loaded.
    return data.decode("utf-8-sig", errors="surrogateescape")


def load_document(raw: Raw, *, on: dt.date | None = None) -> tuple[Document, dict[str, Any]]:
    """Return the document, and the record it came from where it is a corpus.

    Raises:
        BadFileError: It cannot be read.
    """
    if raw.kind in {"record", "huge"}:
        record = read_record(raw)
        return from_record(record, raw.source, on=on), record
    named_html = raw.kind == "path" and Path(raw.content).suffix.lower() in {".html", ".htm"}
    text = _read(Path(raw.content), html=named_html) if raw.kind == "path" else raw.content
    _check_encoding(text, raw.source)
    if named_html or _HTML.match(text[:400]):
        return from_html(text, raw.source, on=on), {}
    return from_text(text, raw.source, on=on), {}


def read_record(raw: Raw) -> dict[str, Any]:
    """Return the JSON object of one line of a corpus.

    Raises:
        BadFileError: The line is too long, not UTF-8 or not a JSON object.
    """
    if raw.kind == "huge":
        raise BadFileError(
            raw.source, f"is longer than {MAX_LINE:,} bytes: split it into single reports"
        )
    _check_encoding(raw.content, raw.source)
    return parse_record(raw.content, raw.source)


def _read(path: Path, *, html: bool) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadFileError(
                path, f"is larger than {MAX_BYTES:,} bytes: split it into single reports"
            )
        data = path.read_bytes()
    except OSError as error:
        raise BadFileError(path, f"cannot be read: {error.strerror}") from None
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="surrogatepass")
    if b"\x00" in data[:4096]:
        raise BadFileError(
            path, "is binary, not text: give plain text, Markdown, HTML or JSON Lines"
        )
    declared = _CHARSET.search(data[:2048]) if html else None
    if declared is not None:
        try:
            return data.decode(declared[1].decode("ascii"), errors="surrogateescape")
        except LookupError:
            pass  # a name no decoder knows: read as UTF-8, or refused below
    return _pack(data)


def _check_encoding(text: str, source: str) -> None:
    broken = _BROKEN.search(text)
    if broken is None:
        return
    place = f"byte 0x{ord(broken[0]) - 0xDC00:02x} at character {broken.start()}"
    raise BadFileError(source, f"is not UTF-8 text ({place}): save it as UTF-8")


def problem_of(error: BurdenshareError, source: str) -> Failure:
    """Return an error as the failure of one document."""
    message = error.problem if isinstance(error, BadFileError) else str(error)
    return Failure(source, message)
