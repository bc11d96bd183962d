"""Named assumptions: a value, a range, a reason and a source for everything no source gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import Field, model_validator

from burdenshare._yaml import Model, load
from burdenshare.errors import BadValueError, UnknownNameError
from burdenshare.fiscal._inputs import data_folder


class Default(Model):
    """One default, as in ``assumptions.yaml``."""

    id: str
    """Name."""
    value: float
    """Default."""
    low: float
    """Lower end of the range argued about."""
    high: float
    """Upper end."""
    unit: str
    """Unit."""
    reason: str
    """Why this value."""
    source: str
    """Where it comes from."""
    by_ally: dict[str, float] = Field(default_factory=dict)
    """Allies with another value."""

    @model_validator(mode="after")
    def _in_range(self) -> Default:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"value {self.value} lies outside its own range")
        return self


@dataclass(frozen=True, slots=True)
class Assumption:
    """An assumption a result rests on.

    Attributes:
        id: Name.
        value: The value used, or a short text.
        unit: Unit, empty for a text.
        reason: Why.
        source: Where it comes from; ``given`` when the caller set it.
        low, high: Range argued about, where there is one.
    """

    id: str
    value: float | str
    unit: str
    reason: str
    source: str
    low: float | None = None
    high: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "id": self.id,
            "value": self.value,
            "unit": self.unit,
            "reason": self.reason,
            "source": self.source,
            "low": self.low,
            "high": self.high,
        }

    def explain(self) -> str:
        """One line."""
        value = f"{self.value:g}" if isinstance(self.value, float) else self.value
        span = f" (range {self.low:g} to {self.high:g})" if self.low is not None else ""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.id} = {value}{unit}{span}: {self.reason} [{self.source}]"


@cache
def defaults() -> dict[str, Default]:
    """Return the defaults by id."""
    records = load(data_folder() / "assumptions.yaml", tuple[Default, ...])
    return {record.id: record for record in records}


def assumed(name: str, given: float | None = None, ally: str = "") -> Assumption:
    """Return the assumption to use: the caller's value, or the default for the ally.

    Raises:
        UnknownNameError: No such assumption.
    """
    if name not in defaults():
        raise UnknownNameError("assumption", name, defaults())
    record = defaults()[name]
    if given is None:
        value, source = record.by_ally.get(ally, record.value), record.source
    else:
        value, source = float(given), "given by the caller"
    return Assumption(name, value, record.unit, record.reason, source, record.low, record.high)


def number(assumption: Assumption) -> float:
    """Value of an assumption that is a number."""
    if isinstance(assumption.value, str):
        raise BadValueError(f"{assumption.id} is a text, not a number")
    return assumption.value


def stated(name: str, value: str, reason: str, source: str = "choice of the model") -> Assumption:
    """Return an assumption that is a choice rather than a number."""
    return Assumption(name, value, "", reason, source)
