"""WHAT MUST GIVE: what was promised against what a budget can bear, by optimisation.

>>> from burdenshare.flexibility import fit
>>> answer = fit("Belgium", as_of="2026-11-22", max_step=0.1)
>>> answer.feasible
False
"""

from burdenshare.flexibility._alliance import AllianceFit, AllyFit, fit_all
from burdenshare.flexibility._catalogue import Catalogue
from burdenshare.flexibility._conflict import Conflict
from burdenshare.flexibility._constraints import CONSTRAINTS, Constraint
from burdenshare.flexibility._fit import Alternative, Fit, Given, fit, make_scenario, resolve
from burdenshare.flexibility._frontier import Frontier
from burdenshare.flexibility._mechanisms import MECHANISMS, Mechanism
from burdenshare.flexibility._question import Question
from burdenshare.flexibility._scenario import Scenario, read_scenario, to_yaml
from burdenshare.flexibility._worth import Help, Worth

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
    "Mechanism",
    "Question",
    "Scenario",
    "Worth",
    "fit",
    "fit_all",
    "make_scenario",
    "read_scenario",
    "resolve",
    "to_yaml",
]
