"""The manual's figures of the reader of news are the stored ones, which the About page shows."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STORED = json.loads((ROOT / "src/burdenshare/news/data/evaluation.json").read_text("utf-8"))
PAGE = (ROOT / "docs/news.md").read_text("utf-8")


@pytest.mark.parametrize("kind", [*STORED["development"]["by_type"], "overall"])
def test_the_manual_says_what_is_stored(kind: str) -> None:
    row = re.search(rf"^\| {kind} \| (0.*|1.*) \|$", PAGE, re.MULTILINE)
    assert row
    wanted = []
    for part in STORED.values():
        tally = {**part["by_type"], "overall": part["overall"]}[kind]
        wanted += [f"{tally[name]:.3f}" for name in ("precision", "recall", "f1")]
        wanted += [str(tally["found"]), str(tally["required"])]
    assert row[1].split(" | ") == wanted
