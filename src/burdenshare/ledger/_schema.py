"""The manual's section on what an entry may say, written from the models themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.ledger._entry import Actor, Counting, Entry, Event, NothingFound, Position, Related
from burdenshare.ledger._mechanism import (
    Denominator,
    DueYear,
    EscapeClause,
    Level,
    Mechanism,
    NationalBorrowing,
    OwnPath,
    Recognition,
    ReviewClause,
    SafeLoan,
    Scope,
    Split,
    YearlyStep,
)
from burdenshare.ledger._plan import Plan, PlanMoney, PlanPoint, PlanStep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

_PARTS: dict[str, type[BaseModel]] = {
    "Every entry": Entry,
    "actor": Actor,
    "plan": Plan,
    "points of a plan": PlanPoint,
    "steps of a plan": PlanStep,
    "money of a plan": PlanMoney,
    "position": Position,
    "mechanism": Mechanism,
    "related": Related,
    "counting": Counting,
    "event": Event,
    "nothing_found": NothingFound,
}
_TERMS: tuple[type[BaseModel], ...] = (
    EscapeClause, SafeLoan, Denominator, Scope, DueYear, YearlyStep, Split, Level, Recognition,
    OwnPath, ReviewClause, NationalBorrowing,
)  # fmt: skip

_REFERENCES = {
    "When": "day, month, year or bounds",
    "Actor": "an actor",
    "PlanPoint": "points of a plan",
    "PlanStep": "steps of a plan",
    "PlanMoney": "money of a plan",
}


def section() -> str:
    """Markdown of all keys, kind by kind; keys every entry has are given once."""
    common = set(Entry.model_fields)
    parts: list[str] = []
    for title, model in _PARTS.items():
        skip = common if issubclass(model, Entry) and model is not Entry else set[str]()
        parts.append(_table(title, model, skip))
    for terms in _TERMS:
        name = terms.model_fields["mechanism"].annotation.__args__[0]  # type: ignore[union-attr]
        parts.append(_table(f"terms of a mechanism: {name}", terms, set()))
    return "\n\n".join(parts)


def _table(title: str, model: type[BaseModel], skip: Iterable[str]) -> str:
    schema = model.model_json_schema()
    required = set(schema.get("required", ()))
    rows = [
        f"| `{key}`{'' if key in required else ' (optional)'} | {_value(entry)} "
        f"| {_line(entry.get('description', ''))} |"
        for key, entry in schema["properties"].items()
        if key not in skip
    ]
    about = _line((model.__doc__ or "").split("\n\n")[0])
    return "\n".join([f"### {title}", "", about, "", "| key | value | meaning |", "|-|-|-|", *rows])


def _value(entry: dict[str, Any]) -> str:
    """What may stand there, in words."""
    if "const" in entry:
        return f"`{entry['const']}`"
    if "enum" in entry:
        return ", ".join(f"`{option}`" for option in entry["enum"])
    if "anyOf" in entry:
        options = [_value(option) for option in entry["anyOf"] if option.get("type") != "null"]
        return " or ".join(options)
    if "oneOf" in entry:
        return "one of the terms below"
    if "$ref" in entry:
        return _REFERENCES[entry["$ref"].rsplit("/", 1)[-1]]
    if entry.get("type") == "array":
        return f"list of {_value(entry['items'])}"
    if entry.get("format") == "date":
        return "day"
    names = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
    }
    limits = [
        f"{word} {entry[key]:g}"
        for key, word in (
            ("exclusiveMinimum", "above"),
            ("minimum", "from"),
            ("maximum", "to"),
        )
        if key in entry
    ]
    return " ".join([names[entry["type"]], *limits])


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("``", "`")
