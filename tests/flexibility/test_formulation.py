"""The mathematics as reviewed data: one small readable ``.lp`` per constraint and mechanism.

After a change that is meant, run this file with ``BURDENSHARE_WRITE_GOLDEN=1`` to write the files
again, and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from burdenshare.flexibility import CONSTRAINTS, MECHANISMS, Catalogue
from burdenshare.flexibility._build import build
from burdenshare.flexibility._question import Promise
from burdenshare.flexibility._rows import to_lp
from burdenshare.flexibility._solver import FREE, Solver

GOLDEN = Path(__file__).parent / "golden"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "flexibility.md"
TOTAL = (
    Promise("hague-2025-total", "floor", "total", 5.0, 2027),
    Promise("hague-2025-related", "ceiling", "related", 1.5, 2026),
)
ALONE: dict[str, Any] = {"floor": None, "target": None, "rise": False}
# What each file holds: the constraint alone, or the mechanism with what it loosens.
SMALL: dict[str, dict[str, Any]] = {
    "floor": {**ALONE, "floor": 2.0},
    "target": {**ALONE, "target": 3.5},
    "milestone": {
        **ALONE,
        "extra_promises": (Promise("milestone-2029", "floor", "core", 2.5, 2027, 2027),),
    },
    "rise": {"floor": None, "rise": True, "target": 3.5},
    "ceiling": {**ALONE, "related": 0.7, "extra_promises": TOTAL},
    "step": {**ALONE, "step": 0.2},
    "growth": {**ALONE, "growth": 5.0},
    "effort": {**ALONE, "effort": 0.1},
    "deficit": {**ALONE, "deficit_cap": (2027, 3.0)},
    "debt": {**ALONE, "debt_cap": (2027, 110.0)},
    "announced": {**ALONE, "announced": {2026: 2.0, 2027: 2.2}},
    "later": {**ALONE, "target": 3.5},
    "lower": {**ALONE, "target": 3.5},
    "pause-floor": {**ALONE, "floor": 2.0},
    "pause-rise": {"floor": None, "rise": True, "target": 3.5},
    "counting": {**ALONE, "floor": 2.0, "target": 3.5},
    "escape-clause": {**ALONE, "effort": 0.1, "deficit_cap": (2027, 5.0)},
    "safe-loans": {**ALONE, "effort": 0.1},
    "wider-step": {**ALONE, "step": 0.2},
    "wider-growth": {**ALONE, "growth": 5.0},
    "wider-effort": {**ALONE, "effort": 0.1},
    "wider-deficit": {**ALONE, "deficit_cap": (2027, 3.0)},
    "wider-debt": {**ALONE, "debt_cap": (2027, 110.0)},
    "beyond-plan": {**ALONE, "announced": {2026: 2.0, 2027: 2.2}},
}


def _model(ask: Any, name: str) -> Any:
    offers = (name,) if name in MECHANISMS else ()
    most = {"later": 2.0, "pause-floor": 2.0, "pause-rise": 2.0}
    return build(ask(horizon=2029, due=2027, offers=offers, most=most, **SMALL[name]))


def test_every_constraint_and_mechanism_has_a_file_and_no_file_is_stray():
    assert set(SMALL) == {*CONSTRAINTS, *MECHANISMS}
    assert {path.stem for path in GOLDEN.glob("*.lp")} == set(SMALL)


@pytest.mark.parametrize("name", sorted(SMALL))
def test_the_formulation_is_the_reviewed_one(ask, name):
    text = to_lp(_model(ask, name))
    file = GOLDEN / f"{name}.lp"
    if os.environ.get("BURDENSHARE_WRITE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"read the difference in {file.name}"


@pytest.mark.parametrize("name", sorted(SMALL))
def test_the_file_read_by_the_solver_itself_is_the_same_problem(ask, name, tmp_path):
    import highspy

    model = _model(ask, name)
    costs = {"core_2027": 1.0, "core_2029": 0.5}
    file = tmp_path / "model.lp"
    file.write_text(to_lp(model, costs), encoding="utf-8")
    highs: Any = vars(highspy)["Highs"]()
    highs.setOptionValue("output_flag", False)
    highs.readModel(str(file))
    highs.run()
    sizes = {n: FREE for n in model.levers if model.levers[n].kind != "tenths"}
    assert highs.getObjectiveValue() == pytest.approx(
        Solver(model).minimise(costs, sizes).objective, abs=1e-6
    )


def test_the_documentation_lists_every_constraint_and_mechanism_as_registered():
    text = DOCS.read_text(encoding="utf-8")
    for line in Catalogue().to_markdown().splitlines():
        assert line in text, f"docs/flexibility.md lacks: {line[:70]}"


@pytest.mark.parametrize("entry", [*CONSTRAINTS.values(), *MECHANISMS.values()], ids=lambda e: e.id)
def test_every_entry_says_what_it_means_in_one_sentence(entry):
    assert entry.meaning.endswith(".")
    assert entry.meaning.count(". ") == 0
    assert entry.unit
    assert entry.formula
