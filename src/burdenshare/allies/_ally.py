"""One ally: a frozen record and what can be asked of it on a date."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from burdenshare._clock import Date, read_date
from burdenshare._yaml import Model
from burdenshare.errors import BadDateError


class Period(Model):
    """Days from the first to the last, both included; without a last day it still runs."""

    first: dt.date = Field(alias="from")
    """First day."""
    last: dt.date | None = Field(default=None, alias="to")
    """Last day, if it has ended."""

    def covers(self, day: dt.date) -> bool:
        """Whether ``day`` lies within."""
        return self.first <= day and (self.last is None or day <= self.last)


class Currency(Model):
    """A currency and the day it became an ally's own."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    """ISO 4217 code."""
    first: dt.date | None = Field(default=None, alias="from")
    """First day, where an earlier currency is recorded or the day matters."""


class Ally(Model):
    """A member of the Alliance."""

    alpha2: str = Field(pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2 code."""
    alpha3: str = Field(pattern=r"^[A-Z]{3}$")
    """ISO 3166-1 alpha-3 code: how burdenshare names the ally in data."""
    name: str
    """English short name as NATO writes it."""
    aliases: tuple[str, ...] = ()
    """Other names people write."""
    demonyms: tuple[str, ...]
    """Adjectives and names of its people."""
    capital: str
    """Seat of government as the press uses it (The Hague for the Netherlands)."""
    continent: Literal["Europe", "North America"]
    """Where NATO counts it: the Alliance's tables have Europe, Canada and the United States."""
    accession: dt.date
    """Day it joined the Alliance."""
    eu: Period | None = None
    """Membership of the European Union or its predecessor."""
    euro: Period | None = None
    """Membership of the euro area (Montenegro uses the euro without being a member)."""
    currencies: tuple[Currency, ...] = Field(min_length=1)
    """Currencies in order, the first without a starting day."""

    @model_validator(mode="after")
    def _currencies_in_order(self) -> Ally:
        days = [currency.first for currency in self.currencies[1:]]
        if any(day is None for day in days) or days != sorted(day for day in days if day):
            raise ValueError("every currency after the first needs a later day than the one before")
        return self

    @property
    def region(self) -> str:
        """``NATO_EUR_CAN`` for the European allies and Canada, ``USA`` for the United States."""
        return "USA" if self.alpha3 == "USA" else "NATO_EUR_CAN"

    def is_ally_on(self, day: Date | None) -> bool:
        """Whether it was a member of the Alliance on that day."""
        return self.accession <= read_date(day, "day")

    def in_eu_on(self, day: Date | None) -> bool:
        """Whether it was a member of the European Union on that day."""
        return self.eu is not None and self.eu.covers(read_date(day, "day"))

    def in_euro_on(self, day: Date | None) -> bool:
        """Whether it was a member of the euro area on that day."""
        return self.euro is not None and self.euro.covers(read_date(day, "day"))

    def currency_on(self, day: Date | None) -> str:
        """ISO 4217 code of its currency on that day.

        Raises:
            BadDateError: The day lies before the first currency recorded.
        """
        when = read_date(day, "day")
        for currency in reversed(self.currencies):
            if currency.first is None or currency.first <= when:
                return currency.code
        raise BadDateError(
            f"no currency of {self.name} is recorded for {when}: ask for a later day"
        )
