"""Reading the ledger, as ratios to parsing its files with the pure-Python parser, unchecked.

Run: ``python benchmarks/ledger.py``. Every figure is the best of several runs in this process.
"""

from __future__ import annotations

from time import perf_counter

from ruamel.yaml import YAML

from burdenshare.ledger import _files, ledger


def best(work, runs=5):
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def plain():
    for path in _files.data_folder().glob("*.yaml"):
        YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def cold(ally):
    def work():
        _files.shipped.cache_clear()
        _files.read_manifest.cache_clear()
        ledger(ally, extra=())

    return work


baseline = best(plain, runs=2)
print(f"baseline (pure-Python parser, all files, no checks): {baseline * 1e3:.0f} ms = 1")
for title, work in (
    ("all allies, first call", cold(None)),
    ("one ally, first call", cold("BEL")),
    ("all allies, again", lambda: ledger(extra=())),
    ("one ally, again", lambda: ledger("BEL", extra=())),
):
    spent = best(work)
    print(f"{title}: {spent * 1e3:.2f} ms = {spent / baseline:.5f}")
