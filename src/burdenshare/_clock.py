"""Dates as callers give them."""

from __future__ import annotations

import datetime as dt

from burdenshare.errors import BadDateError

Date = dt.date | str
"""A date, or its ISO form ``YYYY-MM-DD``."""


def read_date(value: Date | None, name: str = "as_of") -> dt.date:
    """Return the date meant; ``None`` is today.

    Args:
        value: A date, an ISO string, or ``None``.
        name: What to call the argument in the message.

    Raises:
        BadDateError: The text is not a date.

    >>> read_date("2025-06-23")
    datetime.date(2025, 6, 23)
    """
    if value is None:
        return today()
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadDateError(
            f"{name} {value!r} is not a date: write it as YYYY-MM-DD, e.g. 2025-06-23"
        ) from None


def today() -> dt.date:
    """The day the question is asked (UTC, so that every door agrees)."""
    return dt.datetime.now(tz=dt.UTC).date()
