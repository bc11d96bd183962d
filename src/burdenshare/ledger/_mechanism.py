"""Mechanisms: ways to relax the pledge or a budget rule that were asked for, granted or refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from burdenshare._yaml import Model
from burdenshare.ledger._entry import ALLIANCE, Statement


class EscapeClause(Model):
    """The EU's national escape clause for defence (Article 26 of Regulation (EU) 2024/1263).

    Its 1.5 per cent has nothing to do with NATO's: other base, denominator and definition (COFOG,
    counted at delivery; NATO counts cash).
    """

    mechanism: Literal["escape_clause"]
    """Always ``escape_clause``."""
    cap_share: float | None = Field(default=None, gt=0, le=5)
    """Largest deviation a year, per cent of GDP, over the base year's defence spending."""
    first_year: int | None = Field(default=None, ge=2024, le=2040)
    """First year it runs; none where the source gives none."""
    last_year: int | None = Field(default=None, ge=2024, le=2040)
    """Last year it runs; none where the source gives none."""
    base_year: int | None = Field(default=None, ge=2014, le=2030)
    """Year above which spending counts as additional."""


class SafeLoan(Model):
    """A loan under the EU's Security Action for Europe: financing, not extra spending."""

    mechanism: Literal["safe_loan"]
    """Always ``safe_loan``."""
    tentative_eur: int | None = Field(default=None, gt=0)
    """Amount set aside by the Commission in September 2025, EUR."""
    approved_eur: int | None = Field(default=None, gt=0)
    """Largest amount in the Council's decision, EUR; none where not decided or not read."""
    pre_financing_eur: float | None = Field(default=None, ge=0)
    """Advance in the Council's decision, EUR and cents; 0 is none asked for, missing is unknown."""
    wave: Literal[1, 2] | None = None
    """Wave of Council decisions."""


class Denominator(Model):
    """Spending measured against something other than GDP."""

    mechanism: Literal["denominator"]
    """Always ``denominator``."""
    denominator: Literal["GNI"]
    """What it is measured against."""
    rules: tuple[str, ...]
    """Levels it is known to hold for, e.g. ``2 per cent``."""


class Scope(Model):
    """A part of the pledge that does not apply to an ally."""

    mechanism: Literal["scope"]
    """Always ``scope``."""
    excluded: str
    """Part that does not apply."""
    kept: str
    """Part that does."""


class DueYear(Model):
    """A later year to reach the level."""

    mechanism: Literal["due_year"]
    """Always ``due_year``."""
    year: int = Field(ge=2025, le=2060)
    """Due year asked for or obtained."""
    instead_of: int = Field(ge=2025, le=2060)
    """Due year it replaces."""


class YearlyStep(Model):
    """A fixed yearly rise, or freedom from one."""

    mechanism: Literal["yearly_step"]
    """Always ``yearly_step``."""
    points: float = Field(gt=0, le=5)
    """The rise proposed, points of GDP a year."""


class Split(Model):
    """Another balance between core and related than 3.5 and 1.5."""

    mechanism: Literal["split"]
    """Always ``split``."""
    core: float = Field(gt=0, le=15)
    """Core share, per cent of GDP."""
    related: float = Field(ge=0, le=15)
    """Related share, per cent of GDP."""


class Level(Model):
    """A lower level for one ally."""

    mechanism: Literal["level"]
    """Always ``level``."""
    share: float | None = Field(default=None, ge=0, le=15)
    """Core share asked for, per cent of GDP; none where no number was given."""


class Recognition(Model):
    """Existing spending to be recognised as core or related."""

    mechanism: Literal["counting"]
    """Always ``counting``."""
    items: tuple[str, ...] = Field(min_length=1)
    """What is to be recognised."""
    basis: Literal["core", "related"]
    """Where."""


class OwnPath(Model):
    """Freedom to choose the path, the pace or the structure."""

    mechanism: Literal["own_path"]
    """Always ``own_path``."""
    freedom: str
    """What the ally is free to choose, in our words."""


class ReviewClause(Model):
    """A review at which path and balance may be reopened."""

    mechanism: Literal["review"]
    """Always ``review``."""
    year: int = Field(ge=2025, le=2060)
    """Year of the review."""


class NationalBorrowing(Model):
    """A national budget rule relaxed, or borrowing agreed, for defence."""

    mechanism: Literal["national_borrowing"]
    """Always ``national_borrowing``."""
    amount_millions: float | None = Field(default=None, gt=0)
    """Amount in millions of ``currency``; none where there is no ceiling or it is not known."""
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    """ISO 4217 code."""


Terms = Annotated[
    EscapeClause | SafeLoan | Denominator | Scope | DueYear | YearlyStep | Split | Level
    | Recognition | OwnPath | ReviewClause | NationalBorrowing,
    Field(discriminator="mechanism"),
]  # fmt: skip

Progress = Literal[
    "granted", "tentative", "requested", "under consideration", "refused", "not granted",
    "not requested",
]  # fmt: skip


class Mechanism(Statement):
    """A way to relax the pledge or a budget rule, and how far an ally got with it."""

    kind: Literal["mechanism"]
    """Always ``mechanism``."""
    outcome: Progress
    """How far it got: ``tentative`` is set aside but not decided; ``not granted`` is absent from
    the list of those granted on that day, whether or not it was asked for."""
    asked_by: tuple[str, ...] = ()
    """Allies known to have asked, where not only the one it is filed under."""
    terms: Terms
    """Which mechanism, with its numbers."""

    @property
    def mechanism(self) -> str:
        """Name of the mechanism, e.g. ``escape_clause``."""
        return self.terms.mechanism

    @property
    def for_all(self) -> bool:
        """Whether it holds for, or was refused to, all allies alike."""
        return self.ally == ALLIANCE
