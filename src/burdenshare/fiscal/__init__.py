"""WHAT IT COSTS THE BUDGET: deficit and debt with and without a path, EU rules, and how sure.

Two models: the Commission's debt sustainability analysis for the 23 EU allies and the United
Kingdom, and a plain recursion on the World Economic Outlook for everyone.
"""

from burdenshare.fiscal._assumptions import Assumption
from burdenshare.fiscal._choose import baseline
from burdenshare.fiscal._commission import Built
from burdenshare.fiscal._defence import Difference, Financing
from burdenshare.fiscal._linear import LinearDebt, linear_debt
from burdenshare.fiscal._model import Economy, Policy, Projection, project

__all__ = [
    "Assumption",
    "Built",
    "Difference",
    "Economy",
    "Financing",
    "LinearDebt",
    "Policy",
    "Projection",
    "baseline",
    "linear_debt",
    "project",
]
