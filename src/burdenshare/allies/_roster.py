"""The list of allies as it stood on a day, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies._names import find_allies

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import polars as pl

    from burdenshare.allies._ally import Ally

SOURCES = {
    "accession": "NATO",
    "EU and euro area": "Official Journal of the EU",
    "codes": "ISO 3166, 4217",
}


@dataclass(frozen=True, slots=True)
class Roster:
    """Allies and what held of them on a day.

    Attributes:
        day: The day.
        allies: Members of the Alliance on that day, by name.
    """

    day: dt.date
    allies: tuple[Ally, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "as_of": self.day.isoformat(),
            "allies": [self._row(ally) for ally in self.allies],
            "sources": [{"publisher": who, "title": what} for what, who in SOURCES.items()],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an ally."""
        import polars as pl

        many = ("aliases", "demonyms")
        rows = [
            {key: "; ".join(value) if key in many else value for key, value in row.items()}
            for row in map(self._row, self.allies)
        ]
        text = ("alpha3", "alpha2", "name", "capital", "region", "accession")
        schema = {
            **dict.fromkeys(text, pl.String),
            "eu": pl.Boolean,
            "euro": pl.Boolean,
            "currency": pl.String,
            **dict.fromkeys(many, pl.String),
        }
        return pl.DataFrame(rows, schema=schema)

    def explain(self) -> str:
        """Where the facts come from."""
        return "; ".join(f"{what}: {who}" for what, who in SOURCES.items())

    def _row(self, ally: Ally) -> dict[str, Any]:
        return {
            "alpha3": ally.alpha3,
            "alpha2": ally.alpha2,
            "name": ally.name,
            "capital": ally.capital,
            "region": ally.region,
            "accession": ally.accession.isoformat(),
            "eu": ally.in_eu_on(self.day),
            "euro": ally.in_euro_on(self.day),
            "currency": ally.currency_on(self.day),
            "aliases": list(ally.aliases),
            "demonyms": list(ally.demonyms),
        }


def roster(names: Iterable[str] = (), *, as_of: Date | None = None) -> Roster:
    """Return the allies called ``names`` (all when none) that were members on a day.

    Raises:
        UnknownNameError: A name nothing answers to.
    """
    day = read_date(as_of)
    return Roster(day, tuple(ally for ally in find_allies(names) if ally.is_ally_on(day)))
