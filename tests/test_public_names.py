"""The names people import: adding or dropping one is a decision, not an accident."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import burdenshare as bs

NAMES = {
    "Aggregate",
    "Ally",
    "Annual",
    "Backtest",
    "Brief",
    "BurdenshareError",
    "Chance",
    "Chances",
    "Clause",
    "Debt",
    "DebtRules",
    "Fan",
    "Financing",
    "Fit",
    "Ledger",
    "Panel",
    "Path",
    "Paths",
    "PlanFile",
    "PlanReport",
    "Reading",
    "Reports",
    "Review",
    "Rule",
    "Rules",
    "Standing",
    "Standings",
    "__version__",
    "aggregate",
    "allies",
    "ally",
    "annual",
    "backtest",
    "brief",
    "chance",
    "chances",
    "check",
    "check_plan",
    "debt",
    "debt_rules",
    "debts",
    "definitions",
    "escape_clause",
    "escape_clauses",
    "evaluate",
    "fit",
    "fit_all",
    "ledger",
    "linear_debt",
    "path",
    "paths",
    "plan_template",
    "read",
    "read_plan",
    "reading",
    "readings",
    "review_2029",
    "rule",
    "rules",
    "standing",
}


def test_the_public_names_are_these() -> None:
    assert set(bs.__all__) == NAMES
    assert set(dir(bs)) == NAMES


def test_each_public_name_loads_and_is_documented() -> None:
    for name in NAMES - {"__version__"}:
        found = getattr(bs, name)
        assert callable(found), name
        assert found.__doc__, name


def test_a_question_keeps_its_name_though_a_room_has_the_same() -> None:
    from burdenshare.allies import ally  # imports the room first

    assert ally("be").alpha3 == "BEL"
    assert not isinstance(vars(bs).get("allies"), ModuleType)
    assert len(bs.allies()) == 32


def test_importing_computes_nothing_and_loads_nothing_heavy() -> None:
    heavy = "polars numpy numba highspy altair duckdb fastapi pydantic ruamel rich"
    code = (
        "import sys, burdenshare; "
        f"loaded = [m for m in {heavy.split()!r} if m in sys.modules]; "
        "sys.exit(', '.join(loaded) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_loads_nothing_heavy() -> None:
    heavy = "polars numpy numba highspy altair duckdb fastapi pydantic ruamel"
    code = (
        "import sys; from burdenshare.cli._app import main; main(['--help']); "
        f"loaded = [m for m in {heavy.split()!r} if m in sys.modules]; "
        "sys.exit(', '.join(loaded) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: burdenshare [OPTIONS] COMMAND" in done.stdout
