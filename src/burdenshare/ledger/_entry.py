"""What every entry of the ledger has, and the kinds that need no schema of their own module."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from burdenshare._yaml import Model
from burdenshare.ledger._when import When

ALLIANCE = "NATO"
"""Area code under which entries on the Alliance as a whole are filed."""

Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
EntryId = Annotated[str, Field(pattern=r"^([A-Z]{3}|NATO)-[a-z0-9]+(-[a-z0-9]+)*$")]
Quote = Annotated[str, Field(min_length=1)]
Outcome = Literal["accepted", "disputed", "withdrawn", "unknown"]


class Actor(Model):
    """Who said or decided it."""

    name: str
    """Person, body or document; ``anonymous`` where the source withholds the name."""
    role: str
    """Office held on that day, e.g. ``Prime Minister``."""
    area: str | None = Field(default=None, pattern=r"^([A-Z]{3}|NATO|EU)$")
    """Whom the actor speaks for: an ally, ``NATO`` or ``EU``; none for outside observers."""

    @property
    def anonymous(self) -> bool:
        """Whether the source withholds the name."""
        return self.name.startswith("anonymous")

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.role else self.name


class Entry(Model):
    """What all entries have in common. Entries are added, never changed or removed."""

    id: EntryId
    """Area code and a name, e.g. ``BEL-2025-06-23-prevot-flexibility``; never used twice.

    The area is the ally whose promise or reading the entry is about, ``NATO`` for all of them."""
    said: When
    """When it became public: a day, month or year, or the span in which an undated one lies.

    A question about a past day sees the entry from the latest day it can have been."""
    recorded: dt.date
    """Day the entry was written down here."""
    summary: str = Field(min_length=10)
    """What was said or decided, in a sentence of our own."""
    quote: Quote | None = None
    """The words themselves, at most 15 of them, exactly as the source prints them."""
    sources: tuple[Url, ...] = Field(min_length=1)
    """Addresses of the pages it was read on."""
    confidence: Literal["high", "medium", "low"]
    """How sure it is that it was said or decided, not that it is right."""
    doubt: str | None = None
    """What is uncertain, missing or contradicted."""
    supersedes: tuple[EntryId, ...] = ()
    """Earlier entries of the same area that this one replaces."""
    conflicts_with: tuple[EntryId, ...] = ()
    """Entries of the same area it contradicts while both stand; neither is preferred."""

    @field_validator("quote")
    @classmethod
    def _short(cls, quote: str | None) -> str | None:
        if quote is not None and len(quote.split()) > 15:
            raise ValueError("quotes have at most 15 words: cut it, or say it in the summary")
        return quote

    @model_validator(mode="after")
    def _consistent(self) -> Entry:
        if self.recorded < self.said.last:
            raise ValueError(
                f"recorded on {self.recorded} but perhaps said as late as {self.said.last}: "
                "mend one of the two"
            )
        for other in (*self.supersedes, *self.conflicts_with):
            if other == self.id:
                raise ValueError("an entry cannot supersede or contradict itself")
            if other.split("-")[0] != self.ally:
                raise ValueError(f"it names {other}, filed under another area than {self.ally}")
        return self

    @property
    def ally(self) -> str:
        """Alpha-3 code of the ally it is filed under, or ``NATO``."""
        return self.id.split("-", 1)[0]

    @property
    def visible_from(self) -> dt.date:
        """First day on which a question may see the entry."""
        return self.said.last

    def seen_on(self, day: dt.date) -> bool:
        """Whether it was public on ``day``, whatever the exact date was."""
        return self.visible_from <= day

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON; what was not given is ``None`` or empty."""
        plain = self.model_dump(mode="json")
        ends = {"ally": self.ally, "visible_from": self.visible_from.isoformat()}
        return {"id": plain.pop("id"), "kind": plain.pop("kind"), **ends, **plain}


class Statement(Entry):
    """An entry that somebody answers for."""

    actor: Actor
    """Who said or decided it."""


Stance = Literal[
    "supports", "supports with reservation", "seeks flexibility", "claims exemption",
    "denies exemption", "doubts", "demands", "rejects", "disowns",
]  # fmt: skip
Topic = Literal[
    "pledge", "core target", "related spending", "two per cent", "yearly step", "due year",
    "exemption", "own path", "spending needed", "counting", "burden sharing", "EU rules",
    "review", "national plan",
]  # fmt: skip


class Position(Statement):
    """Where an actor stands on a rule, a demand or a reading."""

    kind: Literal["position"]
    """Always ``position``."""
    stance: Stance
    """What the actor does about the object."""
    topic: Topic
    """What the object is about, in one of the words the claims of the news are matched with."""
    object: str
    """The rule, demand or reading it is about, in our words."""
    entries: tuple[EntryId, ...] = ()
    """Entries of the same area it takes a stance on, e.g. the plan it disowns."""


class Related(Statement):
    """An item an ally counts, or thinks of counting, towards the related 1.5 per cent.

    Self-declared: NATO publishes no related figures, so nothing here is ever added to core.
    """

    kind: Literal["related"]
    """Always ``related``."""
    category: Literal[
        "critical infrastructure", "networks", "civil preparedness", "innovation",
        "industrial base", "several", "unstated",
    ]  # fmt: skip
    """Which of the purposes named by The Hague declaration; the list there is open."""
    item: str
    """What is counted."""
    year: int | None = Field(default=None, ge=2014, le=2060)
    """Year it is counted for; none where the source gives none."""
    share: float | None = Field(default=None, gt=0, le=5)
    """Per cent of GDP; none is unknown, not zero."""
    amount_millions: float | None = Field(default=None, gt=0)
    """Millions of ``currency``; none is unknown, not zero."""
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    """ISO 4217 code of the amount."""
    evidence: str
    """What there is to show for it."""
    outcome: Outcome
    """Whether NATO or the other allies accepted it, as far as is public."""

    @model_validator(mode="after")
    def _amount_and_currency(self) -> Related:
        if (self.amount_millions is None) != (self.currency is None):
            raise ValueError("amount_millions and currency come together: give both or neither")
        return self


class Counting(Statement):
    """Spending an ally counts as core that others count differently, or moved into core."""

    kind: Literal["counting"]
    """Always ``counting``."""
    year: int = Field(ge=2014, le=2060)
    """Year counted."""
    items: tuple[str, ...]
    """What was moved or is disputed; empty where nobody says."""
    points: float | None = Field(default=None, gt=0, le=5)
    """Points of GDP the counting is worth; none is unknown."""
    claimed_share: float | None = Field(default=None, gt=0, le=15)
    """Share of GDP the ally itself states for that year; the published one is in the panel."""
    outcome: Outcome
    """Whether NATO's tables take it over."""


class NothingFound(Entry):
    """A search that found nothing: the record is silent, which is not a plan of zero."""

    kind: Literal["nothing_found"]
    """Always ``nothing_found``."""
    looked_for: str
    """What was searched for."""
    looked_in: tuple[str, ...] = Field(min_length=1)
    """Where."""


class Event(Entry):
    """Something dated that happened or is due: a summit, a letter, a review, a decision."""

    kind: Literal["event"]
    """Always ``event``."""
    event: Literal[
        "summit", "ministers", "letter", "press conference", "review", "decision",
        "publication", "mission",
    ]  # fmt: skip
    """What sort of event."""
    name: str
    """What it is called."""
    held: When
    """When it takes place, as exactly as the source says; may lie after ``said``."""
    ends: dt.date | None = None
    """Last day, for events of several days."""
    place: str | None = None
    """Town."""
    host: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    """Ally that hosts it."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Event:
        if self.ends is not None and self.held.first is not None and self.ends < self.held.first:
            raise ValueError(f"ends ({self.ends}) before it is held: mend one of the two")
        return self
