"""WHAT IT COSTS THE BUDGET: deficit and debt with and without a path, EU rules, and how sure.

Two models: the Commission's debt sustainability analysis for the 23 EU allies and the United
Kingdom, and a plain recursion on the World Economic Outlook for everyone.

>>> from burdenshare.fiscal import debt
>>> belgium = debt("BEL", as_of="2026-11-22", draws=0)
>>> belgium.model, round(belgium.added(2035).debt, 1)
('commission', 5.5)
"""

from burdenshare.fiscal._ask import debt, debts
from burdenshare.fiscal._assumptions import Assumption, defaults
from burdenshare.fiscal._choose import baseline
from burdenshare.fiscal._clause import escape_clause
from burdenshare.fiscal._clause_result import Clause, ClauseYear, Cliff
from burdenshare.fiscal._clauses import Clauses, escape_clauses
from burdenshare.fiscal._commission import ANCHOR_SETS, Built
from burdenshare.fiscal._debt import Debt, Debts, DebtYear
from burdenshare.fiscal._defence import Difference, Financing
from burdenshare.fiscal._eu_rules import EuRule, eu_rule, eu_rules
from burdenshare.fiscal._extra import extra_spending
from burdenshare.fiscal._fan import Fan
from burdenshare.fiscal._inputs import InputFile, input_files
from burdenshare.fiscal._linear import LinearDebt, linear_debt
from burdenshare.fiscal._model import project
from burdenshare.fiscal._records import Economy, Loan, Policy, Projection, Structure
from burdenshare.fiscal._required import (
    Criterion,
    RequiredBalance,
    net_spending_growth,
    required_balance,
)
from burdenshare.fiscal._rules_view import DebtRules, debt_rules
from burdenshare.fiscal._scenario import Scenario, read_scenario, scenarios

__all__ = [
    "ANCHOR_SETS",
    "Assumption",
    "Built",
    "Clause",
    "ClauseYear",
    "Clauses",
    "Cliff",
    "Criterion",
    "Debt",
    "DebtRules",
    "DebtYear",
    "Debts",
    "Difference",
    "Economy",
    "EuRule",
    "Fan",
    "Financing",
    "InputFile",
    "LinearDebt",
    "Loan",
    "Policy",
    "Projection",
    "RequiredBalance",
    "Scenario",
    "Structure",
    "baseline",
    "debt",
    "debt_rules",
    "debts",
    "defaults",
    "escape_clause",
    "escape_clauses",
    "eu_rule",
    "eu_rules",
    "extra_spending",
    "input_files",
    "linear_debt",
    "net_spending_growth",
    "project",
    "read_scenario",
    "required_balance",
    "scenarios",
]
