"""NATO's defence-spending pledge as something anyone can compute, cite and contest.

    >>> import burdenshare as bs
    >>> bs.ally("Holland").name
    'Netherlands'

Public names are loaded when first used, so that ``import burdenshare`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from burdenshare.allies import Aggregate, Ally, aggregate, allies, ally
    from burdenshare.errors import BurdenshareError
    from burdenshare.fiscal import (
        Clause,
        Debt,
        DebtRules,
        Fan,
        Financing,
        debt,
        debt_rules,
        debts,
        escape_clause,
        escape_clauses,
        linear_debt,
    )
    from burdenshare.flexibility import Fit, fit, fit_all
    from burdenshare.ledger import Ledger, ledger
    from burdenshare.news import Reports, check, evaluate, read
    from burdenshare.panel import Panel
    from burdenshare.paths import (
        Backtest,
        Chance,
        Chances,
        Path,
        Paths,
        PlanFile,
        PlanReport,
        backtest,
        chance,
        chances,
        check_plan,
        path,
        paths,
        plan_template,
        read_plan,
    )
    from burdenshare.report import Brief, brief
    from burdenshare.review import Annual, Review, annual, review_2029
    from burdenshare.rules import (
        Reading,
        Rule,
        Rules,
        Standing,
        Standings,
        definitions,
        reading,
        readings,
        rule,
        rules,
        standing,
    )

__version__ = "0.1.0"

# Public name -> room that has it.
_PUBLIC = {
    "Aggregate": "allies",
    "Ally": "allies",
    "Annual": "review",
    "Backtest": "paths",
    "Brief": "report",
    "BurdenshareError": "errors",
    "Chance": "paths",
    "Chances": "paths",
    "Clause": "fiscal",
    "Debt": "fiscal",
    "DebtRules": "fiscal",
    "Fan": "fiscal",
    "Financing": "fiscal",
    "Fit": "flexibility",
    "Ledger": "ledger",
    "Panel": "panel",
    "Path": "paths",
    "Paths": "paths",
    "PlanFile": "paths",
    "PlanReport": "paths",
    "Reading": "rules",
    "Reports": "news",
    "Review": "review",
    "Rule": "rules",
    "Rules": "rules",
    "Standing": "rules",
    "Standings": "rules",
    "aggregate": "allies",
    "allies": "allies",
    "ally": "allies",
    "annual": "review",
    "backtest": "paths",
    "brief": "report",
    "chance": "paths",
    "chances": "paths",
    "check": "news",
    "check_plan": "paths",
    "debt": "fiscal",
    "debt_rules": "fiscal",
    "debts": "fiscal",
    "definitions": "rules",
    "escape_clause": "fiscal",
    "escape_clauses": "fiscal",
    "evaluate": "news",
    "fit": "flexibility",
    "fit_all": "flexibility",
    "ledger": "ledger",
    "linear_debt": "fiscal",
    "path": "paths",
    "paths": "paths",
    "plan_template": "paths",
    "read": "news",
    "read_plan": "paths",
    "reading": "rules",
    "readings": "rules",
    "review_2029": "review",
    "rule": "rules",
    "rules": "rules",
    "standing": "rules",
}

__all__ = [
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
]


class _Package(ModuleType):
    """This module; a question keeps its name though a room is called the same.

    Importing the room ``burdenshare.rules`` makes Python set ``burdenshare.rules`` to that module,
    which would hide the function ``burdenshare.rules()``.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _PUBLIC and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    room = _PUBLIC.get(name)
    if room is None:
        raise AttributeError(f"module 'burdenshare' has no attribute {name!r}")
    found: object = getattr(import_module(f"burdenshare.{room}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
