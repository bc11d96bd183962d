"""What a standing is: a verdict that carries the cells and the rule it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.panel import Cell, Edition
    from burdenshare.rules._schema import Reading, Rule


class Status(StrEnum):
    """Where an ally stands against a rule in a year."""

    MET = "met"
    NOT_MET = "not met"
    NOT_DUE = "not due"
    NOT_APPLICABLE = "not applicable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Money:
    """A margin in money at current prices: margin times what the share divides by.

    Attributes:
        usd: Million US dollars; ``None`` when the edition does not have it.
        national: Million units of national currency; ``None`` when the edition does not have it.
        currency: ISO 4217 code of the national currency on the day the edition was published.
        missing: What the edition lacks; ``None`` when both amounts are there.
        cells: The cells used.
    """

    usd: float | None
    national: float | None
    currency: str
    missing: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """The same share at current prices, from the same edition: spending over GDP.

    Attributes:
        value: Per cent, at the precision at which the printed share is tested.
        passes: Whether it reaches the threshold.
        cells: Numerator and denominator.
    """

    value: float
    passes: bool
    cells: tuple[Cell, Cell]


@dataclass(frozen=True, slots=True)
class Reread:
    """What a contested reading would make of a standing.

    Attributes:
        reading: The reading, with its holder and source.
        threshold: The number it puts in the rule's place.
        status: The status under it.
        already: Whether the figure reaches its number now; ``None`` without a figure.
        margin: Figure less its number, in points.
    """

    reading: Reading
    threshold: float
    status: Status
    already: bool | None
    margin: float | None


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """What a rule asks of an ally on the way: shown, never decisive.

    Attributes:
        id: Id of the direction within the rule.
        text: What is asked.
        status: Met, not met, not applicable or unknown.
        reason: Why it is not applicable or unknown.
        cells: The cells compared.
    """

    id: str
    text: str
    status: Status
    reason: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """One ally against one rule in one year, as known on one day.

    Attributes:
        ally: Alpha-3 code.
        rule: The rule, in the version known on the day.
        year: The year tested.
        as_of: The day; no later edition, rule or reading is seen.
        status: The verdict.
        value: The printed figure that decided; ``None`` when there is none.
        threshold: The number asked for; ``None`` when the rule has none.
        margin: Value less threshold in percentage points, at the printed precision.
        money: The margin in money; ``None`` without a margin.
        estimate: Whether the publisher marks the figure as an estimate.
        edition: The edition that answered; ``None`` when no figure was sought.
        already: Whether the figure reaches the threshold, due or not; ``None`` without a figure.
        ratio: The share at current prices; ``None`` where it does not apply or is not held.
        readings: Contested readings that put another number in the threshold's place.
        directions: What the rule asks for on the way.
        reason: Why the status is what it is, where no comparison says so.
        notes: What a reader must know beside the verdict.
        cell: The cell that decided.
        beside: Cells shown beside a verdict they do not decide.
    """

    ally: str
    rule: Rule
    year: int
    as_of: dt.date
    status: Status
    threshold: float | None = None
    margin: float | None = None
    money: Money | None = None
    already: bool | None = None
    ratio: Ratio | None = None
    readings: tuple[Reread, ...] = ()
    directions: tuple[OnTheWay, ...] = ()
    reason: str | None = None
    notes: tuple[str, ...] = ()
    cell: Cell | None = None
    beside: tuple[Cell, ...] = ()

    def __repr__(self) -> str:
        figure = "" if self.value is None else f", {self.value:g} against {self.threshold:g}"
        return (
            f"Standing({self.ally}, {self.rule.id}, {self.year}, as_of={self.as_of}: "
            f"{self.status.value}{figure})"
        )

    @property
    def value(self) -> float | None:
        """The printed figure, in the rule's unit; ``None`` when there is none."""
        return None if self.cell is None else self.cell.rounded

    @property
    def estimate(self) -> bool:
        """Whether the publisher marks the figure as an estimate."""
        return self.cell is not None and self.cell.estimate

    @property
    def edition(self) -> Edition | None:
        """The edition that answered; ``None`` when no figure was sought."""
        return None if self.cell is None else self.cell.edition

    @property
    def flips(self) -> bool:
        """Whether the share at current prices would say otherwise than the printed share."""
        return self.ratio is not None and self.ratio.passes is not self.already

    @property
    def contested(self) -> bool:
        """Whether a reading would change the status, or whether the number is reached."""
        return any((r.status, r.already) != (self.status, self.already) for r in self.readings)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell the answer rests on, the deciding one first."""
        found = [self.cell] if self.cell else []
        found += [
            *(self.money.cells if self.money else ()),
            *(self.ratio.cells if self.ratio else ()),
        ]
        found += self.beside
        found += [cell for direction in self.directions for cell in direction.cells]
        keyed = {(cell.edition.id, cell.measure.id, cell.year): cell for cell in found}
        return tuple(keyed.values())

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON; amounts are millions at current prices."""
        money, version = self.money, self.rule.version_on(self.as_of)
        return {
            "ally": self.ally,
            "rule": self.rule.id,
            "rule_version": (version.since if version else self.rule.adopted).isoformat(),
            "rule_state": self.rule.state_on(self.as_of),
            "year": self.year,
            "status": self.status.value,
            "value": self.value,
            "threshold": self.threshold,
            "margin": self.margin,
            "margin_usd": money.usd if money else None,
            "margin_national": money.national if money else None,
            "currency": money.currency if money else None,
            "money_missing": money.missing if money else None,
            "estimate": self.estimate,
            "edition": self.edition.id if self.edition else None,
            "already": self.already,
            "ratio_current_prices": self.ratio.value if self.ratio else None,
            "flips": self.flips,
            "readings": [
                {
                    "reading": item.reading.id,
                    "holder": item.reading.holder,
                    "threshold": item.threshold,
                    "status": item.status.value,
                    "already": item.already,
                    "margin": item.margin,
                    "denied_by": list(item.reading.denied_by),
                }
                for item in self.readings
            ],
            "directions": [
                {"id": item.id, "status": item.status.value, "reason": item.reason}
                for item in self.directions
            ],
            "reason": self.reason,
            "notes": list(self.notes),
            "cells": [cell.to_dict() for cell in self.cells],
        }

    def explain(self) -> str:
        """The verdict as a tree: every number with its source cell."""
        from burdenshare.rules._explain import explain_standing

        return explain_standing(self)
