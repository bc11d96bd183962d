"""Corpora too large to hold: one line of JSON a document, in order, on all cores, resumable."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.errors import BadFileError, BurdenshareError
from burdenshare.news._document import read_day
from burdenshare.news._read import read_document
from burdenshare.news._sources import Raw, list_sources, load_document, problem_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

CHUNK = 32
"""Documents a worker takes at once: enough to hide the cost of sending them."""


def iterate(
    sources: Iterable[str | Path], *, on: Date | None = None, as_of: Date | None = None,
    workers: int | None = None, skip: int = 0,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Yield one result a document, in the order of the sources, holding a few at a time.

    Args:
        sources: Files, folders, corpora, or ``"-"``.
        on: Day of publication of documents that do not say.
        as_of: Day of the second verdict; today when ``None``.
        workers: Processes; as many as there are cores when ``None``, none for 1.
        skip: Documents at the beginning to leave out, when a run is resumed.

    A document that cannot be read yields ``{"source": ..., "problem": ...}`` and the rest goes on.
    """
    day, now = read_day(on), read_date(as_of)
    raws = islice(list_sources(sources), skip, None)
    count = workers if workers is not None else os.cpu_count() or 1
    if count <= 1:
        for raw in raws:
            yield read_raw(raw, day, now)
        return
    yield from _parallel(raws, day, now, count)


def _parallel(
    raws: Iterator[Raw], day: dt.date | None, now: dt.date, count: int
) -> Iterator[dict[str, Any]]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    pending: deque[Future[list[dict[str, Any]]]] = deque()
    # A fresh process for each worker: threads of polars do not survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        while chunk := list(islice(raws, CHUNK)):
            pending.append(pool.submit(_read_chunk, chunk, day, now))
            # A bounded queue keeps memory flat however long the corpus is.
            if len(pending) >= 3 * count:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()


def _read_chunk(chunk: list[Raw], day: dt.date | None, now: dt.date) -> list[dict[str, Any]]:
    return [read_raw(raw, day, now) for raw in chunk]


def read_raw(raw: Raw, day: dt.date | None, now: dt.date) -> dict[str, Any]:
    """Return the result of one document, or its problem."""
    try:
        document, record = load_document(raw, on=day)
        made = read_document(document, as_of=now).to_dict()
    except BurdenshareError as error:
        failure = problem_of(error, raw.source)
        return {"source": failure.source, "problem": failure.problem}
    if "id" in record:
        made = {"id": record["id"], **made}
    return made


def read_stream(
    sources: Iterable[str | Path], *, output: Path | None = None, on: Date | None = None,
    as_of: Date | None = None, workers: int | None = None,
) -> int:  # fmt: skip
    """Read a corpus into JSON Lines and return how many documents were written.

    Args:
        sources: Files, folders, corpora, or ``"-"``.
        output: File to write; a run that was cut off goes on after its last whole line. Standard
            output when ``None``.
        on: Day of publication of documents that do not say.
        as_of: Day of the second verdict; today when ``None``.
        workers: Processes; as many as there are cores when ``None``.

    Raises:
        BadFileError: A source is not there, or ``output`` is not what such a run leaves.
    """
    names = list(sources)
    done = _done(output) if output is not None else 0
    results = iterate(names, on=on, as_of=as_of, workers=workers, skip=done)
    if output is None:
        return _write(sys.stdout, results, 0)
    with output.open("a", encoding="utf-8") as file:
        return _write(file, results, done)


def _done(output: Path) -> int:
    """Count the whole lines of an earlier run and cut off a torn one."""
    if not output.exists():
        return 0
    count = size = 0
    with output.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            if not line.startswith(b'{"'):
                raise BadFileError(
                    output,
                    "is not the output of such a run: name another file",
                    f"line {count + 1}",
                )
            count += 1
            size += len(line)
    if size < output.stat().st_size:
        os.truncate(output, size)
    return count


def _write(file: IO[str], results: Iterator[dict[str, Any]], done: int) -> int:
    written = 0
    with _progress() as advance:
        for result in results:
            file.write(json.dumps(result, ensure_ascii=False, separators=(",", ":")) + "\n")
            written += 1
            if written % 64 == 0:
                file.flush()
                advance(64)
    return done + written


class _progress:  # noqa: N801 - a context manager, used like a function
    """A progress bar on a terminal, once a run is long enough to need one."""

    def __enter__(self) -> Any:
        self._bar: Any = None
        if not sys.stderr.isatty():
            return lambda _count: None
        from rich.progress import Progress, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            TextColumn("read {task.completed} documents"), TimeElapsedColumn(), transient=True,
        )  # fmt: skip
        self._bar.start()
        task = self._bar.add_task("read", total=None)
        return lambda count: self._bar.advance(task, count)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
