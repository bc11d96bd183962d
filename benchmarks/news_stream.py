"""A hundred thousand documents through `burdenshare read --stream`: speed, memory, order, resuming.

    python benchmarks/news_stream.py [--documents 100000] [--folder DIR] [--kill]

The corpus is the development part of ours, over and over: each copy with its own id, day and
numbers, and a bad record of some kind in every 500. The command runs as users run it; parent and
workers are watched from outside (Linux: /proc). With `--kill` a second run is killed with SIGKILL
half-way, resumed, and its output compared byte for byte with the first.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "development.jsonl"
AS_OF = "2026-11-20"
BAD_EVERY = 500
BAD = (
    b'{"id": "torn", "text": "Belgium spends 1.3 percent of',
    b'{"id": "textless", "published": "2025-06-23"}',
    b'["a list", "not a document"]',
    b'{"id": "dated", "published": "soon", "text": "Belgium spends 1.3 percent of GDP."}',
    b'{"id": "blank", "text": "   "}',
    b'{"id": "latin", "text": "Belgium, Pr\xe9vot said, spends 1.3 percent of GDP on defence."}',
    b'{"id": "half", "text": "Belgium \\ud83d spends 1.3 percent of GDP on defence."}',
    b'{"id": "number", "text": ' + b"9" * 5000 + b"}",
)
TICK = os.sysconf("SC_CLK_TCK")


def write_corpus(path: Path, count: int) -> int:
    """Write `count` records and return how many of them are bad."""
    records = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    draw = random.Random(20261120)  # the same corpus every time
    bad = 0
    with path.open("wb") as file:
        for place in range(count):
            if place % BAD_EVERY == BAD_EVERY // 2:
                file.write(BAD[bad % len(BAD)] + b"\n")
                bad += 1
                continue
            made = varied(records[place % len(records)], place, draw)
            file.write(json.dumps(made, ensure_ascii=False).encode() + b"\n")
    return bad


def varied(record: dict[str, object], place: int, draw: random.Random) -> dict[str, object]:
    """A copy with its own id and day, and its decimals changed."""
    day = dt.date(2024, 1, 1) + dt.timedelta(days=draw.randrange(1000))
    text = re.sub(
        r"\b(\d\.\d)\d?(?= ?(?:%|per))",
        lambda match: f"{match[1]}{draw.randrange(10)}",
        str(record["text"]),
    )
    return {"id": f"{record['id']}-{place}", "published": day.isoformat(),
            "title": record["title"], "outlet": record["outlet"], "text": text}  # fmt: skip


def command(corpus: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "burdenshare", "read", "--stream", str(corpus),
            "--as-of", AS_OF, "--output", str(output)]  # fmt: skip


def megabytes(pid: int, key: str) -> float:
    """A field of /proc/PID/status; 0 where the process has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(rf"{key}:\s+(\d+) kB", status)
    return int(found[1]) / 1e3 if found else 0.0


def memory(pid: int) -> str:
    """Megabytes now and, in brackets, at the peak."""
    return f"{megabytes(pid, 'VmRSS'):.0f} ({megabytes(pid, 'VmHWM'):.0f})"


def children(pid: int) -> list[int]:
    """Workers: child processes but for the one that tracks shared resources."""
    try:
        pids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        names = [Path(f"/proc/{p}/cmdline").read_bytes() for p in pids]
    except OSError:
        return []
    return [int(p) for p, name in zip(pids, names, strict=True) if b"resource_tracker" not in name]


def cpu_seconds(pids: list[int]) -> float:
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def watch(process: subprocess.Popen[bytes], output: Path, count: int, stop: int) -> None:
    """Print a line a tenth of the corpus, until the end or until `stop` lines are written."""
    step, per_cpu = count // 10, []
    seen, size = whole_lines(output)
    first = at = seen
    begin = last = time.perf_counter()
    spent = 0.0
    while process.poll() is None and seen < stop:
        time.sleep(0.2)
        if not output.exists():
            continue
        with output.open("rb") as file:
            file.seek(size)
            while block := file.read(1 << 20):
                seen += block.count(b"\n")
                size += len(block)
        workers = children(process.pid)
        used = cpu_seconds([process.pid, *workers])
        # Near the end the workers are gone already: the last tenth is read a little early.
        if (seen // step > at // step or seen > count - step // 20) and used > spent:
            now = time.perf_counter()
            per_cpu.append((seen - at) / (used - spent))
            each = ", ".join(map(memory, workers))
            print(
                f"{seen:>7} documents, {(seen - at) / (now - last):5.1f} a second, "
                f"{per_cpu[-1]:5.1f} a second of CPU, {(used - spent) / (now - last):.2f} cores; "
                f"MB now (peak): parent {memory(process.pid)}, workers {each}",
                flush=True,
            )
            last, at, spent = now, seen, used
            if seen > count - step // 20:
                break
    if stop == count:
        process.wait()
    if len(per_cpu) > 2:
        print(f"last tenth / first tenth: {per_cpu[-1] / per_cpu[0]:.2f} of the speed")
    seconds = time.perf_counter() - begin
    total = whole_lines(output)[0] - first
    print(f"{total} lines in {seconds:.0f} s: {total / seconds:.1f} a second", flush=True)


def whole_lines(output: Path) -> tuple[int, int]:
    """Lines of an earlier run, and the bytes they take; a torn last line is left out."""
    if not output.exists():
        return 0, 0
    lines = [len(line) for line in output.open("rb") if line.endswith(b"\n")]
    return len(lines), sum(lines)


def check_order(corpus: Path, output: Path, bad: int) -> None:
    """Every line answers the record of its place, and the bad ones say what is wrong."""
    problems: dict[str, int] = {}
    claims = 0
    with corpus.open("rb") as given, output.open("rb") as made:
        for place, (record, line) in enumerate(zip(given, made, strict=True), 1):
            result = json.loads(line)
            if "problem" in result:
                words = re.sub(r"\(.*\)|'.*'", "...", result["problem"])
                problems[words] = problems.get(words, 0) + 1
                assert result["source"] == f"{corpus}, line {place}"
            else:
                assert result["id"] == json.loads(record)["id"]
                claims += len(result["claims"])
    refused = sum(problems.values())
    print(f"{place} lines in the order of the corpus, {claims} claims, {refused} refused")
    for words, times in sorted(problems.items()):
        print(f"    {times:>4}  {words}")
    assert refused == bad


def kill_and_resume(corpus: Path, whole: Path, count: int) -> None:
    output = whole.with_suffix(".resumed")
    process = subprocess.Popen(command(corpus, output))
    watch(process, output, count, stop=count // 2)
    workers = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    begin = time.perf_counter()
    while any(megabytes(pid, "VmRSS") for pid in workers) and time.perf_counter() - begin < 60:
        time.sleep(0.1)
    left = [pid for pid in workers if megabytes(pid, "VmRSS")]
    print(f"killed with {output.stat().st_size:,} bytes written; workers gone after "
          f"{time.perf_counter() - begin:.1f} s, {len(left)} left")  # fmt: skip
    process = subprocess.Popen(command(corpus, output))
    watch(process, output, count, stop=count)
    process.wait()
    same = digest(output) == digest(whole)
    print(f"resumed output identical to the uninterrupted one: {same} ({digest(whole)[:16]})")


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=100_000, metavar="N")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="Keep the files there.")
    parser.add_argument("--kill", action="store_true", help="Kill a second run and resume it.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        corpus, output = folder / "corpus.jsonl", folder / "output.jsonl"
        bad = write_corpus(corpus, arguments.documents)
        print(f"{arguments.documents} documents, {corpus.stat().st_size / 1e6:.0f} MB, {bad} bad")
        process = subprocess.Popen(command(corpus, output))
        watch(process, output, arguments.documents, stop=arguments.documents)
        if process.wait():
            sys.exit(f"the command failed with {process.returncode}")
        check_order(corpus, output, bad)
        print(f"output {output.stat().st_size / 1e6:.0f} MB")
        if arguments.kill:
            kill_and_resume(corpus, output, arguments.documents)


if __name__ == "__main__":
    main()
