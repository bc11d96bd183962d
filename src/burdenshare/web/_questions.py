"""What an address asks: the query of every page, with empty fields taken as not given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from burdenshare._clock import read_date
from burdenshare.api import Year
from burdenshare.panel import Panel, default_panel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from burdenshare.panel import Edition


T = TypeVar("T")


Text = Annotated[str | None, Field(max_length=80)]
OptionalYear = Year | None


class Page(BaseModel):
    """As of which day, from which edition; shared by every page.

    A page ignores what it does not know: links come from elsewhere with all sorts of additions.
    """

    model_config = ConfigDict(extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _given(cls, query: dict[str, Any]) -> dict[str, Any]:
        """Take a field left empty as one not given: a form without a script sends them all."""
        return {key: value for key, value in query.items() if value not in ("", None)}

    as_of: Text = None
    edition: Text = None

    @property
    def day(self) -> dt.date:
        """The day meant."""
        return read_date(self.as_of)

    @property
    def panel(self) -> Panel:
        """What was public that day, from the edition asked for."""
        seen = default_panel().as_of(self.day)
        return seen if self.edition is None else seen.edition(self.edition)

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for in so many words."""
        return self.model_dump(exclude_none=True, exclude_defaults=True, mode="json")

    @property
    def whole(self) -> dict[str, Any]:
        """What was asked for with today's date where none was given: the permanent address."""
        return {**self.asked, "as_of": self.day.isoformat()}


@lru_cache(maxsize=64)
def _asked(ask: Callable[..., Any], *given: Any, **options: Any) -> Any:
    return ask(*given, **options)


def once(ask: Callable[..., T], *given: Any, **options: Any) -> T:
    """Ask a pure question, or hand out the answer it had: a page and its charts share one.

    Args:
        ask: The room's function.
        given: Hashable, with the day spelt out.
        options: Likewise.
    """
    found: T = _asked(ask, *given, **options)
    return found


def nato_editions() -> tuple[Edition, ...]:
    """NATO's editions, oldest first: the stops of the as-of slider."""
    return tuple(e for e in default_panel().editions if e.family == "nato")


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on the as-of slider, with the edition published on it."""

    day: dt.date
    edition: str | None = None


def stops(q: Page, editions: Iterable[Edition]) -> list[Stop]:
    """Return the days of the as-of slider in the order of time, the one asked for among them."""
    found = [Stop(edition.published, edition.id) for edition in editions]
    if q.as_of and q.day not in {stop.day for stop in found}:
        found.append(Stop(q.day))
    return sorted(found, key=lambda stop: stop.day)
