"""What a rule of the pledge is: the record in each file under ``data/``.

These types hold NATO's rules and nothing else. The European Union's national escape clause also
says "1.5 % of GDP", but measures another thing (a rise over 2021, on another definition): no
record here can hold it, because the family, the ids and the units below leave no room for it.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from burdenshare._yaml import Model

RuleId = Annotated[
    str, StringConstraints(pattern=r"^(wales|vilnius|hague|ankara)-20\d\d(-[a-z]+)*$")
]
Unit = Literal[
    "percent of GDP, NATO core definition",
    "percent of GDP, NATO related spending",
    "percent of GDP, NATO core plus related",
    "percent of NATO core spending",
]
Alpha3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]


class Source(Model):
    """A page that a fact rests on."""

    title: str
    """What it is and who published it."""
    url: Url
    """Address."""
    read: Literal["text", "reproduction", "report", "not read"]
    """What was read: the text itself, someone's reproduction of it, a report about it, nothing."""


class Value(Model):
    """The number a rule asks for, from a day on."""

    since: dt.date
    """Day on which allies agreed it."""
    value: float = Field(gt=0)
    """In the test's unit."""
    reference: str
    """Where it is written: document and place."""


class Test(Model):
    """How an ally's published figure is held against the rule."""

    measure: Literal["core_share", "equipment_share"] | None = None
    """Measure of the panel; none where no figures are published."""
    no_figures: str | None = None
    """Why there is no measure."""
    unit: Unit
    """Unit of the values. It names the definition, so that no two 1.5 % can be mixed up."""
    comparison: Literal["at least", "counted up to"]
    """`at least` is a floor; `counted up to` caps what is counted and cannot be broken by more."""
    precision: Literal["as printed"] = "as printed"
    """The figure is rounded as its edition prints it, then compared."""
    values: tuple[Value, ...] = Field(min_length=1)
    """The number asked for, oldest first."""

    @model_validator(mode="after")
    def _consistent(self) -> Test:
        if (self.measure is None) == (self.no_figures is None):
            raise ValueError("give either a measure or, under no_figures, why there is none")
        days = [value.since for value in self.values]
        if days != sorted(set(days)):
            raise ValueError("values must be in the order of their days, one a day")
        return self


class Direction(Model):
    """What a rule asks of allies on the way: which way a figure must move, not how far."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    """Id within the rule."""
    text: str
    """What is asked, in our words."""
    asks: Literal["no fall", "rise if GDP rises"]
    """Of core spending at constant prices, year on year (NATO's table T3b)."""
    applies_to: Literal["allies below the floor"]
    """Whom it is asked of."""


class Treatment(Model):
    """An ally that a rule treats differently."""

    ally: Alpha3
    """Code of the ally."""
    effect: Literal["out of scope", "share of GNI"]
    """`out of scope`: the rule does not test it. `share of GNI`: another denominator."""
    reason: str
    """Why."""
    published_since: int | None = None
    """First year whose published figures already reflect it: nothing is adjusted, and that year
    cannot be set beside the one before."""
    sources: tuple[Source, ...] = Field(min_length=1)
    """Where that is known from."""


class Rule(Model):
    """One rule of the pledge."""

    id: RuleId
    """Id: summit, year, part."""
    family: Literal["nato"]
    """Always `nato`: fiscal rules of the European Union are other types in another room."""
    title: str
    """Title for people."""
    summary: str
    """What it says, in our words."""
    kind: Literal["floor", "ceiling", "direction", "obligation", "review", "counting"]
    """What it does; `counting` says what is counted and tests nobody."""
    force: Literal["aim", "commitment"]
    """How firmly it is worded. Every rule here is political: no court and no penalty."""
    derived: bool = False
    """Whether it follows from other rules by arithmetic and stands in no text as a test."""
    subject: str
    """Who commits, as the text names them."""
    venue: str
    """Where it was agreed."""
    adopted: dt.date
    """Day it became known: `as_of` sees it from this day on."""
    valid_from: dt.date
    """First day in force."""
    valid_to: dt.date | None = None
    """Last day in force, where another rule took its place."""
    superseded_by: RuleId | None = None
    """The rule that took its place."""
    due: int | None = Field(default=None, ge=2014, le=2100)
    """First year whose figure is tested; every later year is tested too."""
    test: Test | None = None
    """How a figure is held against it."""
    untested: str | None = None
    """Why no figure can be held against it."""
    directions: tuple[Direction, ...] = ()
    """What it asks for on the way."""
    parameters: dict[str, str] = Field(default_factory=dict)
    """Further terms, in our words."""
    exceptions: tuple[Treatment, ...] = ()
    """Allies treated differently."""
    last_value_still_valid_on: dt.date
    """Last day for which someone checked that nothing had changed."""
    verified: Literal["yes", "partly", "no"]
    """Whether the text itself, or a reproduction of it, was read."""
    not_read: tuple[str, ...] = ()
    """What was not read."""
    doubts: tuple[str, ...] = ()
    """What remains open."""
    sources: tuple[Source, ...] = Field(min_length=1)
    """Where it is written."""

    @model_validator(mode="after")
    def _consistent(self) -> Rule:
        if (self.test is None) == (self.untested is None):
            raise ValueError("give either a test or, under untested, why there is none")
        if self.test is not None and self.due is None:
            raise ValueError("a rule with a test needs due, the first year tested")
        if (self.valid_to is None) != (self.superseded_by is None):
            raise ValueError("valid_to and superseded_by go together: give both or neither")
        if self.valid_from < self.adopted or (self.valid_to and self.valid_to < self.valid_from):
            raise ValueError("dates must run adopted, valid_from, valid_to")
        if self.verified != "yes" and not self.not_read:
            raise ValueError(
                "a rule not fully verified must say, under not_read, what was not read"
            )
        return self

    def known_on(self, day: dt.date) -> bool:
        """Whether it had been agreed by that day."""
        return self.adopted <= day

    def in_force_on(self, day: dt.date) -> bool:
        """Whether it was in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def state_on(self, day: dt.date) -> str:
        """Say whether it is ``in force``, ``superseded`` or ``not yet agreed`` on that day."""
        if not self.known_on(day):
            return "not yet agreed"
        return "in force" if self.in_force_on(day) else "superseded"

    def version_on(self, day: dt.date) -> Value | None:
        """Return the value known on that day, or the first one when asked before it was agreed.

        ``None`` when the rule has no number.
        """
        if self.test is None:
            return None
        known = [value for value in self.test.values if value.since <= day]
        return known[-1] if known else self.test.values[0]

    def exception(self, alpha3: str) -> Treatment | None:
        """Return how the rule treats that ally differently, if it does."""
        return next((item for item in self.exceptions if item.ally == alpha3), None)


class Reading(Model):
    """How someone reads a rule. Readings stand side by side; none is ruled right or wrong."""

    id: str = Field(pattern=r"^[A-Z_]+-\d{4}-\d{2}-\d{2}$")
    """Id: holder and day, e.g. `ESP-2025-06-22`."""
    rule: RuleId
    """The rule that is read."""
    holder: str
    """Who reads it so."""
    said_by: str
    """Person or office that said it."""
    date: dt.date
    """Day it was said."""
    about: str
    """The text that is read."""
    reading: str
    """What the holder takes it to mean, in our words."""
    applies_to: tuple[Alpha3, ...] = ()
    """Allies it is about; none listed means all."""
    threshold: float | None = Field(default=None, gt=0)
    """The number it puts in place of (or upholds as) the rule's, in the rule's unit."""
    denied_by: tuple[str, ...] = ()
    """Ids of readings that deny it."""
    sources: tuple[Source, ...] = Field(min_length=1)
    """Where it was said."""

    @model_validator(mode="after")
    def _dated(self) -> Reading:
        if not self.id.endswith(self.date.isoformat()):
            raise ValueError("the id must end with the date")
        return self

    def concerns(self, alpha3: str) -> bool:
        """Whether it is about that ally."""
        return not self.applies_to or alpha3 in self.applies_to


class Item(Model):
    """One kind of spending and how a definition treats it."""

    name: str
    """Kind of spending."""
    note: str | None = None
    """Condition or remark."""
    since: int | None = None
    """First year of reporting to which it applies, where that is known."""


class Definition(Model):
    """What a category of the pledge counts."""

    id: Literal["core", "related"]
    """The category."""
    family: Literal["nato"]
    """Always `nato`."""
    title: str
    """Title for people."""
    text: str
    """What it covers, in our words."""
    basis: str
    """When and how spending is booked, and what the published share divides by."""
    included: tuple[Item, ...]
    """What counts."""
    partial: tuple[Item, ...] = ()
    """What counts in part."""
    excluded: tuple[Item, ...] = ()
    """What does not count."""
    open_list: bool
    """Whether other items may count as well."""
    figures_published: bool
    """Whether NATO publishes figures for it."""
    not_to_be_confused_with: str
    """The thing of the same name or number that it is not."""
    verified: Literal["yes", "partly", "no"]
    """Whether the text itself, or a reproduction of it, was read."""
    doubts: tuple[str, ...] = ()
    """What remains open."""
    exceptions: tuple[Treatment, ...] = ()
    """Allies treated differently."""
    sources: tuple[Source, ...] = Field(min_length=1)
    """Where it is written."""
