"""Every example in the README and the manual runs and prints what it says."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples(page: Path) -> None:
    examples = doctest.DocTestParser().get_doctest(
        page.read_text(encoding="utf-8"), {}, page.name, str(page), 0
    )
    failures: list[str] = []
    doctest.DocTestRunner(optionflags=OPTIONS).run(examples, out=failures.append)
    assert not failures, "".join(failures)


def _commands() -> list[object]:
    found: list[object] = []
    for page in PAGES:
        for number, block in enumerate(CONSOLE.findall(page.read_text(encoding="utf-8"))):
            found.append(pytest.param(block, id=f"{page.name}-{number}"))
    return found


@pytest.mark.parametrize("block", _commands())
def test_console_examples(block: str, tmp_path: Path) -> None:
    """A block is `$ burdenshare ...` and what it prints; `...` stands for anything.

    A block without output after the command only has to succeed.
    """
    steps = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    for step in steps:
        command, _, expected = step.partition("\n")
        words = shlex.split(command, comments=True)
        if words[0] != "burdenshare":
            continue
        done = subprocess.run(
            [sys.executable, "-m", "burdenshare", *words[1:]],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
        )
        assert "Traceback" not in done.stderr
        if not expected.strip():
            assert done.returncode == 0, done.stderr
            continue
        printed = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())
        checker = doctest.OutputChecker()
        assert checker.check_output(expected, printed + "\n", OPTIONS), printed


@pytest.mark.parametrize(
    "page", [*PAGES, *sorted((ROOT / "docs/decisions").glob("*.md"))], ids=lambda page: page.name
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target
