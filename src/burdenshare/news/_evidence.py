"""What a verdict rests on: rules, definitions, readings and entries of the ledger, each as one item of evidence."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from burdenshare.ledger import Ledger, ledger
from burdenshare.rules import definitions, readings, rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from burdenshare.rules import Reading, Rule

DRAFT = dt.date(2025, 6, 22)
"""Day the allies' ambassadors approved the text adopted three days later in The Hague."""

HAGUE = dt.date(2025, 6, 25)
"""Day it was adopted."""


@lru_cache(maxsize=1)
def known_rules() -> Mapping[str, Rule]:
    """Return every rule of the rule book by its id."""
    return {found.id: found for found in rules(every=True)}


@lru_cache(maxsize=1)
def _whole() -> Ledger:
    return ledger()


@lru_cache(maxsize=512)
def entries_of(code: str) -> tuple[Any, ...]:
    """Return the entries of the ledger on an ally or on ``NATO``."""
    return tuple(entry for entry in _whole().record if entry.ally == code)


def entry_seen(code: str, entry_id: str, day: dt.date) -> Any | None:
    """Return an entry of the ledger, if it was public on a day."""
    return next((e for e in entries_of(code) if e.id == entry_id and e.seen_on(day)), None)


def rule_evidence(rule: Rule) -> dict[str, Any]:
    """Return a rule as evidence."""
    first = rule.sources[0] if rule.sources else None
    return {
        "kind": "rule", "rule": rule.id, "title": rule.title, "adopted": rule.adopted.isoformat(),
        "source": first.url if first else "",
    }  # fmt: skip


def entry_evidence(entry: Any) -> dict[str, Any]:
    """Return a ledger entry as evidence."""
    return {
        "kind": "ledger", "entry": entry.id, "said": entry.visible_from.isoformat(),
        "summary": entry.summary, "source": entry.sources[0],
    }  # fmt: skip


def definition_evidence(category: str) -> dict[str, Any]:
    """Return NATO's definition of a category, ``core`` or ``related``, as evidence."""
    found = definitions()[category]
    return {
        "kind": "definition", "definition": found.id, "title": found.title,
        "source": found.sources[0].url,
    }  # fmt: skip


def reading_evidence(reading_id: str, day: dt.date) -> tuple[dict[str, Any], ...]:
    """Return a reading of the text as evidence; nothing before the day it was voiced."""
    return tuple(_as_evidence(one) for one in readings(as_of=day) if one.id == reading_id)


def _as_evidence(one: Reading) -> dict[str, Any]:
    return {
        "kind": "reading", "reading": one.id, "said": one.date.isoformat(), "summary": one.reading,
        "source": one.sources[0].url,
    }  # fmt: skip
