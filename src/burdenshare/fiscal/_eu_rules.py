"""EU law on deficit and debt as dated data; its own types, apart from the pledge's rules."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from pydantic import Field

from burdenshare._clock import Date, read_date
from burdenshare._yaml import Model, load
from burdenshare.errors import MissingDataError, UnknownNameError
from burdenshare.fiscal._inputs import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping


class EuRule(Model):
    """One rule of EU law with its numbers."""

    id: str = Field(pattern=r"^eu-[a-z0-9]+(-[a-z0-9]+)*$")
    """Id."""
    title: str
    """What it asks, in our words."""
    law: str
    """Legal source."""
    url: str
    """Where it can be read."""
    adopted: dt.date
    """Day of the act."""
    first: dt.date = Field(alias="from")
    """First day in force."""
    last: dt.date | None = Field(default=None, alias="to")
    """Last day in force, if it ends."""
    values: dict[str, float]
    """Its numbers by name."""
    doubt: str | None = None
    """What is open about it."""


@cache
def eu_rules() -> Mapping[str, EuRule]:
    """Return the EU's rules by id."""
    records = load(data_folder() / "eu_rules.yaml", tuple[EuRule, ...])
    return {record.id: record for record in records}


def eu_rule(rule_id: str, as_of: Date | None = None) -> EuRule:
    """Return a rule of EU law.

    Args:
        rule_id: Its id.
        as_of: Day on which it must have been in force; any day when ``None``.

    Raises:
        UnknownNameError: No such rule.
        MissingDataError: It was not yet in force.
    """
    if rule_id not in eu_rules():
        raise UnknownNameError("EU rule", rule_id, eu_rules())
    found = eu_rules()[rule_id]
    if as_of is not None and read_date(as_of) < found.first:
        raise MissingDataError(f"{rule_id} was not in force on {as_of}: it is from {found.first}")
    return found
