"""Corpora too large to hold: order, bad records, resumption, memory, workers, the bar."""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from burdenshare.cli._app import main
from burdenshare.errors import BadFileError, BadValueError, FailedError
from burdenshare.news import _stream as stream
from burdenshare.news import iterate, read, read_stream
from burdenshare.news._sources import Raw

NOW = "2026-11-20"
REPORT = (
    "BRUSSELS - Belgium spent 1.3 percent of GDP on defence in 2024, the alliance said.\n\n"
    "It is one of the lowest-spending countries in NATO, and the government has been told so."
)
BAD = {3, 5, 7, 11}


def corpus(path: Path, count: int = 70) -> Path:
    lines = [
        json.dumps(
            {"id": f"d{i}", "published": "2025-06", "text": f"{REPORT} Number {i}."}
        ).encode()
        for i in range(count)
    ]
    lines[3] = b"not json"
    lines[5] = json.dumps({"id": "d5"}).encode()
    lines[7] = json.dumps({"id": "d7", "published": "soon", "text": REPORT}).encode()
    lines[11] = '{"id": "d11", "text": "Prévot"}'.encode("latin-1")
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def test_a_stream_keeps_order_and_survives_bad_records(tmp_path):
    path = corpus(tmp_path / "c.jsonl")
    results = list(iterate([path], as_of=NOW, workers=2))
    assert len(results) == 70
    assert [r["id"] for r in results if "problem" not in r] == [
        f"d{i}" for i in range(70) if i not in BAD
    ]
    assert "is not JSON" in results[3]["problem"]
    assert results[5]["problem"].startswith("the record has no text")
    assert "is not a date" in results[7]["problem"]
    assert "is not UTF-8" in results[11]["problem"]
    assert {result["as_of"] for result in results} == {NOW}
    assert results == list(iterate([path], as_of=NOW, workers=1))


def test_a_line_is_the_document_with_its_day(tmp_path):
    path = corpus(tmp_path / "c.jsonl")
    [first] = [r for r in iterate([path], as_of=NOW, workers=1) if r.get("id") == "d0"]
    whole = read(path, as_of=NOW).documents[0].to_dict()
    assert first == {"id": "d0", "as_of": NOW, **whole}


@pytest.mark.parametrize("part", [0.0, 0.31, 0.5, 0.99])
def test_a_run_cut_off_is_resumed(tmp_path, part):
    path, output = corpus(tmp_path / "c.jsonl"), tmp_path / "out.jsonl"
    assert read_stream([path], output=output, as_of=NOW, workers=1) == 70
    whole = output.read_bytes()
    output.write_bytes(whole[: int(len(whole) * part)])
    assert read_stream([path], output=output, workers=1, as_of=NOW if part == 0.0 else None) == 70
    assert output.read_bytes() == whole
    assert read_stream([path], output=output, workers=1) == 70
    assert output.read_bytes() == whole


def test_a_run_is_not_resumed_on_another_day_or_from_other_sources(tmp_path):
    path, output = corpus(tmp_path / "c.jsonl"), tmp_path / "out.jsonl"
    read_stream([path], output=output, as_of=NOW, workers=1)
    whole = output.read_bytes()
    with pytest.raises(BadValueError, match="was begun as of 2026-11-20: give --as-of 2026-11-20"):
        read_stream([path], output=output, as_of="2026-11-21", workers=1)
    other = corpus(tmp_path / "d.jsonl")
    with pytest.raises(BadFileError, match="not document 70 of these sources"):
        read_stream([other], output=output, workers=1)
    path.write_text(json.dumps({"text": REPORT}) + "\n", encoding="utf-8")
    with pytest.raises(BadFileError, match="not document 70 of these sources"):
        read_stream([path], output=output, workers=1)
    assert output.read_bytes() == whole


@pytest.mark.parametrize("content", ["mine\n", "mine", '{"a": 1}\n'])
def test_a_stream_does_not_write_into_another_file(tmp_path, content):
    output = tmp_path / "notes.txt"
    output.write_text(content, encoding="utf-8")
    with pytest.raises(BadFileError, match="is not the output of such a run"):
        read_stream([corpus(tmp_path / "c.jsonl")], output=output, workers=1)
    assert output.read_text(encoding="utf-8") == content


def test_nothing_is_written_when_a_source_is_missing(tmp_path):
    output = tmp_path / "out.jsonl"
    with pytest.raises(BadFileError, match="no such file"):
        read_stream([corpus(tmp_path / "c.jsonl"), tmp_path / "none.txt"], output=output)
    assert not output.exists()


def test_a_fault_of_the_reader_does_not_end_the_run(tmp_path, monkeypatch):
    def faulty(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(stream, "read_document", faulty)
    results = list(iterate([corpus(tmp_path / "c.jsonl", 20)], as_of=NOW, workers=1))
    assert len(results) == 20
    assert results[0]["problem"] == (
        "the reader itself failed (ZeroDivisionError: division by zero): please report this document"
    )


def test_a_lost_worker_is_one_line(tmp_path):
    results = iterate([corpus(tmp_path / "c.jsonl", 400)], as_of=NOW, workers=2)
    next(results)
    multiprocessing.active_children()[0].kill()
    with pytest.raises(FailedError, match="a worker was stopped from outside"):
        list(results)


def test_a_worker_lost_while_it_writes_is_one_line(tmp_path):
    """A pool whose workers share one pipe waits for ever for the rest of what one of them began to write."""
    results = iterate([corpus(tmp_path / "c.jsonl", 400)], as_of=NOW, workers=2)
    next(results)
    first = multiprocessing.active_children()[0]
    rest = 0
    while rest < 5:  # nobody takes what it has read: it waits with half of it in the pipe
        time.sleep(0.1)
        state = Path(f"/proc/{first.pid}/stat").read_text().rpartition(")")[2].split()[0]
        rest = rest + 1 if state == "S" else 0
    first.kill()
    with pytest.raises(FailedError, match="a worker was stopped from outside"):
        list(results)


def started(path: Path, output: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "burdenshare", "read", "--stream", str(path), "--as-of", NOW,
         "--output", str(output)],
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def children(pid: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def running(pids: list[int]) -> list[int]:
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        found += [pid] if state not in "ZX" else []
    return found


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="workers are found through /proc")
def test_a_killed_run_leaves_no_worker_and_is_resumed(tmp_path):
    path, output = corpus(tmp_path / "c.jsonl", 3000), tmp_path / "out.jsonl"
    process = started(path, output)
    deadline = time.monotonic() + 120
    while (not output.exists() or output.stat().st_size < 1000) and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    while running(workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running(workers) == []
    written = output.read_bytes().count(b"\n")
    assert 0 < written < 3000
    # What is left need not all be read here: some of it shows that it goes on where it stopped.
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[: written + 40]))
    assert read_stream([path], output=output, workers=1) == written + 40
    lines = [json.loads(line) for line in output.read_bytes().splitlines()]
    assert len(lines) == written + 40
    for place in (0, written - 1, written, written + 39):
        assert lines[place] == next(iter(iterate([path], as_of=NOW, workers=1, skip=place)))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("count", "shown"), [(70, True), (12, False)])
def test_a_bar_is_drawn_on_a_terminal_for_a_long_batch(tmp_path, monkeypatch, count, shown):
    path = corpus(tmp_path / "c.jsonl", count)
    for work in (
        lambda: read_stream([path], output=tmp_path / "out.jsonl", as_of=NOW, workers=1, bar=True),
        lambda: read(path, as_of=NOW, bar=True),
    ):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        work()
        assert (f"{count}/{count}" in terminal.getvalue()) is shown


def test_no_bar_is_drawn_into_a_file(tmp_path, capsys):
    assert main(["read", "--stream", str(corpus(tmp_path / "c.jsonl", 30)), "--as-of", NOW]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.count("\n") == 30


class Input:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_a_corpus_may_come_from_standard_input(tmp_path, monkeypatch):
    path = corpus(tmp_path / "c.jsonl", 20)
    monkeypatch.setattr(sys, "stdin", Input(path.read_bytes()))
    piped = list(iterate(["-"], as_of=NOW, workers=1))
    assert [r.get("id") for r in piped] == [r.get("id") for r in iterate([path], workers=1)]
    assert piped[3]["source"] == "standard input, line 4"


def test_a_report_may_come_from_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Input(REPORT.encode()))
    [document] = read("-", on="2025-06-23", as_of=NOW).documents
    assert document.document.source == "standard input"
    assert document.claims
    monkeypatch.setattr(sys, "stdin", Input("Prévot".encode("latin-1")))
    with pytest.raises(BadFileError, match="standard input: is not UTF-8 text"):
        read("-")


def test_chunks_are_bounded_by_length_too():
    raws = [Raw(str(i), "text", "a" * 200_000) for i in range(7)]
    assert [len(chunk) for chunk in stream._chunks(iter(raws))] == [3, 3, 1]
    small = [Raw(str(i), "text", "a") for i in range(70)]
    assert [len(chunk) for chunk in stream._chunks(iter(small))] == [32, 32, 6]
