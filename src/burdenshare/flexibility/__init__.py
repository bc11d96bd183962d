"""WHAT MUST GIVE: what was promised against what a budget can bear, by optimisation.

>>> from burdenshare.flexibility import fit
>>> answer = fit("Belgium", as_of="2026-11-22", max_step=0.1)
>>> answer.feasible
False
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from burdenshare.flexibility._alliance import AllianceFit, AllyFit, fit_all
    from burdenshare.flexibility._catalogue import Catalogue
    from burdenshare.flexibility._conflict import Conflict
    from burdenshare.flexibility._constraints import CONSTRAINTS, Constraint
    from burdenshare.flexibility._fit import (
        Alternative,
        Fit,
        Given,
        Least,
        fit,
        least,
        make_scenario,
        resolve,
    )
    from burdenshare.flexibility._frontier import Frontier
    from burdenshare.flexibility._mechanisms import MECHANISMS, Mechanism
    from burdenshare.flexibility._question import Question
    from burdenshare.flexibility._scenario import Scenario, read_scenario, to_yaml
    from burdenshare.flexibility._worth import Help, Worth

# Public name -> module that has it: the schema of a question does not load the solver's rooms.
_PUBLIC = {
    "CONSTRAINTS": "_constraints",
    "MECHANISMS": "_mechanisms",
    "AllianceFit": "_alliance",
    "AllyFit": "_alliance",
    "Alternative": "_fit",
    "Catalogue": "_catalogue",
    "Conflict": "_conflict",
    "Constraint": "_constraints",
    "Fit": "_fit",
    "Frontier": "_frontier",
    "Given": "_fit",
    "Help": "_worth",
    "Least": "_fit",
    "Mechanism": "_mechanisms",
    "Question": "_question",
    "Scenario": "_scenario",
    "Worth": "_worth",
    "fit": "_fit",
    "fit_all": "_alliance",
    "least": "_fit",
    "make_scenario": "_fit",
    "read_scenario": "_scenario",
    "resolve": "_fit",
    "to_yaml": "_scenario",
}

__all__ = [
    "CONSTRAINTS",
    "MECHANISMS",
    "AllianceFit",
    "AllyFit",
    "Alternative",
    "Catalogue",
    "Conflict",
    "Constraint",
    "Fit",
    "Frontier",
    "Given",
    "Help",
    "Least",
    "Mechanism",
    "Question",
    "Scenario",
    "Worth",
    "fit",
    "fit_all",
    "least",
    "make_scenario",
    "read_scenario",
    "resolve",
    "to_yaml",
]


def __getattr__(name: str) -> object:
    module = _PUBLIC.get(name)
    if module is None:
        raise AttributeError(f"module 'burdenshare.flexibility' has no attribute {name!r}")
    found: object = getattr(import_module(f"burdenshare.flexibility.{module}"), name)
    globals()[name] = found
    return found
