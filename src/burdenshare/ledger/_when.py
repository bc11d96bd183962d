"""Days as sources give them: a day, a month, a year, or only a span in which it must lie."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any, Literal

from pydantic import model_validator

from burdenshare._yaml import Model

_MONTH = re.compile(r"(\d{4})-(\d{2})")


class When(Model):
    """When something was said or held, never more exact than the source.

    Written ``2025-06-23``, ``2025-06`` or ``2025``, or, for an undated source, as
    ``{first: 2025-09-01, last: 2026-11-21, precision: undated}``: it lies between the two.
    """

    first: dt.date | None = None
    """Earliest day it can have been; none where nothing bounds it."""
    last: dt.date
    """Latest day it can have been: the day from which a question about the past may see it."""
    precision: Literal["day", "month", "year", "undated"]
    """How exactly the source dates it."""

    @model_validator(mode="before")
    @classmethod
    def _as_written(cls, given: Any) -> Any:
        if isinstance(given, dt.date):
            return {"first": given, "last": given, "precision": "day"}
        text = str(given) if isinstance(given, str | int) else ""
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            day = _day(text)
            return {"first": day, "last": day, "precision": "day"}
        if month := _MONTH.fullmatch(text):
            year, number = int(month[1]), int(month[2])
            if not 1 <= number <= 12:
                raise ValueError(f"{text!r} has no such month: write it as YYYY-MM, e.g. 2025-06")
            end = dt.date(year, number, calendar.monthrange(year, number)[1])
            return {"first": end.replace(day=1), "last": end, "precision": "month"}
        if re.fullmatch(r"[12]\d{3}", text):
            year = int(text)
            return {
                "first": dt.date(year, 1, 1),
                "last": dt.date(year, 12, 31),
                "precision": "year",
            }
        if isinstance(given, dict | cls):
            return given
        raise ValueError(
            "write a day (2025-06-23), a month (2025-06), a year (2025), "
            "or {first: ..., last: ..., precision: undated}"
        )

    @model_validator(mode="after")
    def _in_order(self) -> When:
        if self.first is not None and self.first > self.last:
            raise ValueError(f"first ({self.first}) is after last ({self.last}): swap them")
        return self

    def __str__(self) -> str:
        if self.precision == "day":
            return self.last.isoformat()
        if self.precision == "month":
            return self.last.isoformat()[:7]
        if self.precision == "year":
            return str(self.last.year)
        if self.first is None:
            return f"undated (by {self.last})"
        return f"undated ({self.first} to {self.last})"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar: write it as YYYY-MM-DD") from None
