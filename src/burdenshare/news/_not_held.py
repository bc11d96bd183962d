"""Tables of NATO's that were the newest on some days and are not held here."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files
from pathlib import Path

from burdenshare._yaml import Model, load
from burdenshare.panel import Bounds


class NotHeld(Model):
    """One publication that is not held: from when its figures were the newest, and what is told of them."""

    id: str
    """What the edition would be called."""
    published: dt.date
    """Day it became public."""
    title: str
    """Title as published."""
    next: str | None = None
    """Id of the edition held that came next."""
    year: int | None = None
    """Year whose shares it had anew."""
    bounds: tuple[Bounds, ...] = ()
    """What the press told of its cells."""


@cache
def not_held() -> tuple[NotHeld, ...]:
    """Return the publications known of that are not held."""
    path = Path(str(files("burdenshare.news") / "data" / "not_held.yaml"))
    return load(path, tuple[NotHeld, ...])


def newest_not_held(newest: dt.date, day: dt.date) -> NotHeld | None:
    """Return the publication that was newer on a day than the newest held then, if one is known of."""
    found = [one for one in not_held() if newest < one.published <= day]
    return found[-1] if found else None
