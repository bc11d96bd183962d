"""Corpora too large to hold: one line of JSON a document, in order, on all cores, resumable."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.errors import BadFileError, BadValueError, BurdenshareError, FailedError
from burdenshare.news._document import read_day
from burdenshare.news._progress import progress
from burdenshare.news._read import read_document
from burdenshare.news._sources import (
    Raw,
    count_sources,
    list_sources,
    load_document,
    problem_of,
    require,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

CHUNK = 32
"""Documents a worker takes at once: enough to hide the cost of sending them."""

CHUNK_CHARACTERS = 500_000
"""Characters after which a chunk is full, so that long documents do not pile up in the queue."""

Result = dict[str, Any]


def iterate(
    sources: Iterable[str | Path], *, on: Date | None = None, as_of: Date | None = None,
    workers: int | None = None, skip: int = 0,
) -> Iterator[Result]:  # fmt: skip
    """Yield one result a document, in the order of the sources, holding a few at a time.

    Args:
        sources: Files, folders, corpora, or ``"-"``.
        on: Day of publication of documents that do not say.
        as_of: Day of the second verdict; today when ``None``.
        workers: Processes; as many as there are cores when ``None``, none for 1.
        skip: Documents at the beginning to leave out, when a run is resumed.

    A document that cannot be read yields ``{"as_of": ..., "source": ..., "problem": ...}`` and the
    rest goes on.

    Raises:
        BadFileError: A source is not there.
        FailedError: A worker was stopped from outside.
    """
    names = list(sources)
    require(names)
    raws = islice(list_sources(names), skip, None)
    return _results(raws, read_day(on), read_date(as_of), workers)


def _results(
    raws: Iterator[Raw], day: dt.date | None, now: dt.date, workers: int | None
) -> Iterator[Result]:
    count = workers if workers is not None else os.cpu_count() or 1
    if count <= 1:
        return (read_raw(raw, day, now) for raw in raws)
    return _parallel(raws, day, now, count)


AHEAD = 3
"""Chunks a worker has at most: one it reads, one it has read, one that waits."""


def _parallel(
    raws: Iterator[Raw], day: dt.date | None, now: dt.date, count: int
) -> Iterator[Result]:
    """Yield results in order: chunks go to the workers in turn, and are taken from them in turn."""
    workers: list[_Worker] = []
    pending: deque[_Worker] = deque()
    try:
        for place, chunk in enumerate(_chunks(raws)):
            # A bounded queue keeps memory flat however long the corpus is.
            if len(pending) == AHEAD * count:
                yield from pending.popleft().take()
            if len(workers) < count:
                workers.append(_Worker(day, now))
            worker = workers[place % count]
            worker.send(chunk)
            pending.append(worker)
        while pending:
            yield from pending.popleft().take()
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process that reads chunks, with a pipe of its own.

    The pool of the standard library hangs for ever when one of its workers is killed while it
    writes a result, for all write to the same pipe. Here that pipe ends, and it is noticed.
    """

    def __init__(self, day: dt.date | None, now: dt.date) -> None:
        import multiprocessing

        # A fresh process: threads of polars do not survive a fork.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, day, now), daemon=True)
        self._process.start()
        theirs.close()

    def send(self, chunk: list[Raw]) -> None:
        """Give it a chunk to read."""
        try:
            self._pipe.send(chunk)
        except OSError:
            raise _lost() from None

    def take(self) -> list[Result]:
        """Wait for the results of the first chunk they have not been taken of."""
        try:
            results: list[Result] = self._pipe.recv()
        except (EOFError, OSError):
            raise _lost() from None
        return results

    def end(self) -> None:
        """Let it go: without its pipe it ends."""
        self._pipe.close()
        self._process.join()


def _lost() -> FailedError:
    return FailedError(
        "a worker was stopped from outside (memory, perhaps): run the command again with the "
        "same --output, and it goes on where it stopped"
    )


def _work(pipe: Connection, day: dt.date | None, now: dt.date) -> None:
    """Read chunks until the pipe ends: Ctrl-C is left to the parent, whose end, even if it is killed, ends this."""
    import queue
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting: queue.SimpleQueue[list[Raw]] = queue.SimpleQueue()

    def follow() -> None:
        # Chunks are taken off the pipe at once, so that the parent never waits to send one.
        while True:
            try:
                waiting.put(pipe.recv())
            except (EOFError, OSError):
                os._exit(0)

    threading.Thread(target=follow, daemon=True).start()
    while True:
        results = _read_chunk(waiting.get(), day, now)
        try:
            pipe.send(results)
        except OSError:
            os._exit(0)


def _chunks(raws: Iterator[Raw]) -> Iterator[list[Raw]]:
    chunk: list[Raw] = []
    size = 0
    for raw in raws:
        chunk.append(raw)
        size += len(raw.content)
        if len(chunk) == CHUNK or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read_chunk(chunk: list[Raw], day: dt.date | None, now: dt.date) -> list[Result]:
    return [read_raw(raw, day, now) for raw in chunk]


def read_raw(raw: Raw, day: dt.date | None, now: dt.date) -> Result:
    """Return the result of one document, or its problem."""
    head: Result = {"as_of": now.isoformat()}
    try:
        document, record = load_document(raw, on=day)
        if isinstance(record.get("id"), str | int):
            head = {"id": record["id"], **head}
        return {**head, **read_document(document, as_of=now).to_dict()}
    except BurdenshareError as error:
        failure = problem_of(error, raw.source)
        return {**head, "source": failure.source, "problem": failure.problem}
    except Exception as error:  # noqa: BLE001 - one document of a hundred thousand must not end the run
        fault = f"{type(error).__name__}: {error}"[:200]
        problem = f"the reader itself failed ({fault}): please report this document"
        return {**head, "source": raw.source, "problem": problem}


@dataclass(frozen=True, slots=True)
class _Begun:
    """What an earlier run has left: whole lines, its second day, and the document it reached."""

    count: int
    as_of: str
    source: str


def read_stream(
    sources: Iterable[str | Path], *, output: Path | None = None, on: Date | None = None,
    as_of: Date | None = None, workers: int | None = None, bar: bool = False,
) -> int:  # fmt: skip
    """Read a corpus into JSON Lines and return how many documents were written.

    Args:
        sources: Files, folders, corpora, or ``"-"``.
        output: File to write; a run that was cut off goes on after its last whole line. Standard
            output when ``None``.
        on: Day of publication of documents that do not say.
        as_of: Day of the second verdict; when ``None``, that of the run that is resumed, or today.
        workers: Processes; as many as there are cores when ``None``.
        bar: Whether to show how far it has come, where standard error is a terminal.

    Raises:
        BadFileError: A source is not there, or ``output`` is not what such a run on these sources
            leaves.
        BadValueError: The run to resume was begun with another ``as_of``.
        FailedError: A worker was stopped from outside.
    """
    names = list(sources)
    require(names)
    begun = _begun(output) if output is not None else None
    done = begun.count if begun else 0
    if begun is not None and as_of is not None and read_date(as_of).isoformat() != begun.as_of:
        raise BadValueError(
            f"{output} was begun as of {begun.as_of}: give --as-of {begun.as_of} to go on, "
            "or name another file"
        )
    now = read_date(begun.as_of if begun else as_of)
    raws = list_sources(names)
    if begun is not None:
        _skip(raws, begun, output)
    results = _results(raws, read_day(on), now, workers)
    shown = bar and sys.stderr.isatty()
    with progress(count_sources(names) if shown else None, done=done, shown=shown) as advance:
        if output is None:
            return _write(sys.stdout, results, advance)
        with output.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            return done + _write(file, results, advance)


def _begun(output: Path) -> _Begun | None:
    """Return what an earlier run left in ``output``, after cutting off a torn last line."""
    if not output.exists():
        return None
    count = size = 0
    last = b""
    with output.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            if not line.startswith(b'{"'):
                raise _foreign(output, count + 1)
            last, count, size = line, count + 1, size + len(line)
    if size < output.stat().st_size:
        if not count and not line.startswith(b'{"'):
            raise _foreign(output, 1)
        os.truncate(output, size)
    if not count:
        return None
    try:
        made = json.loads(last)
        return _Begun(count, made["as_of"], made["source"])
    except (ValueError, KeyError):
        raise _foreign(output, count) from None


def _foreign(output: Path, line: int) -> BadFileError:
    return BadFileError(
        output, "is not the output of such a run: name another file", f"line {line}"
    )


def _skip(raws: Iterator[Raw], begun: _Begun, output: Path | None) -> None:
    """Leave out what was read already, if it is what the earlier run read."""
    last = next(islice(raws, begun.count - 1, None), None)
    if last is None or last.source != begun.source:
        raise BadFileError(
            output or "",
            f"ends with {begun.source}, which is not document {begun.count} of these sources: "
            "give the sources the run began with, or name another file",
        )


def _write(file: IO[str], results: Iterator[Result], advance: Callable[[], None]) -> int:
    written = 0
    for result in results:
        file.write(json.dumps(result, ensure_ascii=False, separators=(",", ":")) + "\n")
        written += 1
        if written % CHUNK == 0:
            file.flush()
        advance()
    return written
