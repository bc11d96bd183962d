"""Asking for rules and readings, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.errors import UnknownNameError
from burdenshare.rules._store import all_readings, all_rules, definition_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    import polars as pl
    from rich.console import RenderableType

    from burdenshare.rules._schema import Reading, Rule

# What people may type when they mean the European Union's 1.5 %: it is never a rule here.
_EU_WORDS = ("escape", "nec", "eu-", "cofog", "safe")


@dataclass(frozen=True, slots=True, repr=False)
class Rules:
    """Rules as seen on a day.

    Attributes:
        items: The rules, oldest first.
        as_of: The day.
    """

    items: tuple[Rule, ...]
    as_of: dt.date

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Rule:
        return self.items[index]

    def __repr__(self) -> str:
        return f"Rules(as_of={self.as_of}: {', '.join(rule.id for rule in self.items)})"

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON; each rule with the readings voiced by then."""
        return {
            "as_of": self.as_of.isoformat(),
            "units": {rule.id: rule.test.unit for rule in self.items if rule.test},
            "rules": [
                {
                    **rule.model_dump(mode="json"),
                    "state": rule.state_on(self.as_of),
                    "readings": [
                        item.model_dump(mode="json") for item in readings(rule.id, as_of=self.as_of)
                    ],
                }
                for rule in self.items
            ],
            "definitions": {
                found.id: found.model_dump(mode="json")
                for rule in self.items
                if (found := definition_of(rule)) is not None
            },
            "sources": [
                {"rule": rule.id, **source.model_dump(mode="json")}
                for rule in self.items
                for source in rule.sources
            ],
            "assumptions": [f"{rule.id}: {doubt}" for rule in self.items for doubt in rule.doubts],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a rule."""
        import polars as pl

        rows = [
            {
                "rule": rule.id,
                "title": rule.title,
                "kind": rule.kind,
                "force": rule.force,
                "state": rule.state_on(self.as_of),
                "adopted": rule.adopted,
                "due": rule.due,
                "value": None
                if (version := rule.version_on(self.as_of)) is None
                else version.value,
                "unit": rule.test.unit if rule.test else None,
                "comparison": rule.test.comparison if rule.test else None,
                "superseded_by": rule.superseded_by,
                "last_value_still_valid_on": rule.last_value_still_valid_on,
                "verified": rule.verified,
                "source": rule.sources[0].url,
            }
            for rule in self.items
        ]
        text = ("rule", "title", "kind", "force", "state", "unit", "comparison", "superseded_by")
        schema: dict[str, Any] = dict.fromkeys(rows[0] if rows else ("rule",), pl.String)
        schema |= dict.fromkeys(text, pl.String)
        schema |= {"adopted": pl.Date, "due": pl.Int64, "value": pl.Float64}
        schema |= {"last_value_still_valid_on": pl.Date}
        return pl.DataFrame(rows, schema=schema)

    def explain(self) -> str:
        """Every rule in full: terms, exceptions, readings, doubts and sources."""
        from burdenshare.rules._explain import explain_rule

        return "\n\n".join(
            explain_rule(
                rule,
                rule.state_on(self.as_of),
                readings(rule.id, as_of=self.as_of),
                definition_of(rule),
            )
            for rule in self.items
        )

    def __rich__(self) -> RenderableType:
        from burdenshare.rules._table import table_of_rules

        return table_of_rules(self)


def rules(ids: Iterable[str] = (), *, as_of: Date | None = None, every: bool = False) -> Rules:
    """Return the rules in force on a day, or those named, in force or not.

    Args:
        ids: Ids of rules; none means those in force on the day.
        as_of: The day; today when ``None``. Rules agreed later are not in force on it.
        every: Without ids, return every rule, whenever agreed.

    Raises:
        BadDateError: ``as_of`` is not a date.
        UnknownNameError: There is no such rule.

    >>> [rule.id for rule in rules(as_of="2025-06-23")]
    ['wales-2014-equipment', 'vilnius-2023-core']
    """
    day = read_date(as_of)
    named = tuple(rule(name) for name in ([ids] if isinstance(ids, str) else ids))
    known = (item for item in all_rules().values() if every or item.in_force_on(day))
    return Rules(named or tuple(known), day)


def rule(rule_id: str) -> Rule:
    """Return a rule by its id, in force or not.

    Raises:
        UnknownNameError: There is no such rule.

    >>> rule("hague-2025-core").due
    2035
    """
    known = all_rules()
    wanted = rule_id.strip().casefold()
    if wanted not in known:
        hint = "`burdenshare rules` lists them"
        if any(word in wanted for word in _EU_WORDS):
            hint = (
                "rules here are NATO's only, and the EU escape clause is not one of them "
                "(its 1.5 % is a rise over 2021 on another definition); " + hint
            )
            raise UnknownNameError("rule", rule_id, (), hint)
        raise UnknownNameError("rule", rule_id, known, hint)
    return known[wanted]


def readings(rule_id: str | None = None, *, as_of: Date | None = None) -> tuple[Reading, ...]:
    """Return the readings voiced by a day (today when ``None``), oldest first.

    Args:
        rule_id: Only those of this rule.
        as_of: The day.

    Raises:
        UnknownNameError: There is no such rule.
    """
    day = read_date(as_of)
    wanted = None if rule_id is None else rule(rule_id).id
    found = (r for r in all_readings() if r.date <= day and wanted in {None, r.rule})
    return tuple(sorted(found, key=lambda item: (item.date, item.id)))


def reading(reading_id: str) -> Reading:
    """Return a reading by its id, e.g. ``ESP-2025-06-22``.

    Raises:
        UnknownNameError: There is no such reading.
    """
    for item in all_readings():
        if item.id.casefold() == reading_id.strip().casefold():
            return item
    known = [item.id for item in all_readings()]
    raise UnknownNameError("reading", reading_id, known)
