"""What an address asks: the query of every page, with empty fields taken as not given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from burdenshare._clock import read_date
from burdenshare.api import Year
from burdenshare.panel import Panel, default_panel

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.panel import Edition


def _given(value: Any) -> Any:
    return None if value == "" else value


Empty = BeforeValidator(_given)
Text = Annotated[str | None, Empty, Field(max_length=80)]
OptionalYear = Annotated[Year | None, Empty]


class Page(BaseModel):
    """As of which day, from which edition; shared by every page.

    A page ignores what it does not know: links come from elsewhere with all sorts of additions.
    """

    model_config = ConfigDict(extra="ignore")

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


def nato_editions() -> tuple[Edition, ...]:
    """NATO's editions, oldest first: the stops of the as-of slider."""
    return tuple(e for e in default_panel().editions if e.family == "nato")
