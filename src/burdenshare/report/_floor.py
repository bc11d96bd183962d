"""Which rules a share of GDP is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from burdenshare.rules import Rule

CORE_SHARE = "core_share"


def is_core_floor(rule: Rule) -> bool:
    """Whether the rule asks for at least a share of GDP on core defence."""
    return rule.kind == "floor" and rule.test is not None and rule.test.measure == CORE_SHARE
