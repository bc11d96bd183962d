"""The whole question in one file: what ``--scenario`` reads and ``--print-scenario`` prints."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from burdenshare._yaml import Model, load
from burdenshare.errors import BadValueError, UnknownNameError
from burdenshare.flexibility._mechanisms import MECHANISMS

if TYPE_CHECKING:
    from pathlib import Path

PROMISES = ("vilnius-2023-core", "hague-2025-core", "hague-2025-annual-plan")
Bound = float | Literal["default", "none"]


class ClauseTerms(Model):
    """The EU escape clause on other terms than it has: a what-if."""

    last_year: int | None = Field(default=None, ge=2025, le=2060)
    """Last year it runs."""
    size: float | None = Field(default=None, gt=0, le=15)
    """Most points of GDP it covers in a year."""


class Scenario(Model):
    """One question to the optimiser, as a person writes it."""

    ally: str
    """The ally, by any name."""
    as_of: dt.date | None = None
    """Day as of which figures and ledger are known; today when none."""
    edition: str | None = None
    """NATO edition of the shares; the newest known when none."""
    gdp_edition: str | None = None
    """WEO edition of GDP and prices; the newest known when none."""
    horizon: int | None = Field(default=None, ge=2025, le=2060)
    """Last year; ten years after the due year when none."""
    promises: tuple[str, ...] = PROMISES
    """Ids of the rules promised."""
    reading: str | None = None
    """Id of a reading whose number takes the place of its rule's."""
    milestone_2029: float | None = Field(default=None, ge=0.1, le=15)
    """Core share asked for in the year of the review, per cent of GDP."""
    related: float | None = Field(default=None, ge=0, le=15)
    """Related share today; with it the 5 % and its 1.5 % ceiling are promised too."""
    max_step: Bound = "default"
    """Largest rise of the core share, points a year."""
    max_real_growth: Bound = "default"
    """Largest real growth of core spending, per cent a year."""
    effort: float | Literal["none"] = "none"
    """Largest rise of the part not financed by a mechanism, points of GDP a year."""
    deficit_cap: float | dict[int, float] = Field(default_factory=dict)
    """Largest deficit by year, per cent of GDP; a bare number holds every year to the due year."""
    debt_cap: float | dict[int, float] = Field(default_factory=dict)
    """Largest debt by year, per cent of GDP; a bare number holds in the due year."""
    announced: bool = False
    """Whether to spend no more than the ally announced, in the years it named."""
    allow: tuple[str, ...] | None = None
    """Mechanisms on the table; all that apply when none are named."""
    forbid: tuple[str, ...] = ()
    """Mechanisms taken off the table."""
    clause: ClauseTerms | None = None
    """Other terms for the EU escape clause."""
    loans: float | None = Field(default=None, gt=0)
    """Loans on offer, billion EUR, instead of the SAFE amount in the ledger."""
    counting: float | None = Field(default=None, gt=0, le=5)
    """Points of existing spending up for recognition, instead of the ledger's evidence."""
    weights: dict[str, float] = Field(default_factory=dict)
    """Weight of a mechanism's normalised size; 1 unless given."""


def check_scenario(scenario: Scenario) -> None:
    """Refuse names nobody knows and options that exclude each other.

    Raises:
        UnknownNameError: A mechanism is unknown.
        BadValueError: A mechanism is both allowed and forbidden, or a weight is not above 0.
    """
    named = (*(scenario.allow or ()), *scenario.forbid, *scenario.weights)
    for name in named:
        if name not in MECHANISMS:
            raise UnknownNameError(
                "mechanism", name, MECHANISMS, "`burdenshare fit --list` lists them"
            )
    both = set(scenario.allow or ()) & set(scenario.forbid)
    if both:
        raise BadValueError(f"{min(both)} is both allowed and forbidden: keep one")
    for name, weight in scenario.weights.items():
        if weight <= 0:
            raise BadValueError(f"the weight of {name} is {weight:g}: give a number above 0")


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file.

    Raises:
        BadFileError: Naming line and key.
    """
    return load(path, Scenario)


def to_yaml(scenario: Scenario) -> str:
    """Print a scenario so that :func:`read_scenario` reads it back; settings left out are unset."""
    import io

    from ruamel.yaml import YAML

    plain: dict[str, Any] = {
        name: value
        for name, value in scenario.model_dump(mode="json", exclude_none=True).items()
        if value not in ([], {}, ())
    }
    for name in ("deficit_cap", "debt_cap"):
        if isinstance(plain.get(name), dict):
            plain[name] = {int(year): cap for year, cap in plain[name].items()}
    stream = io.StringIO()
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.dump(plain, stream)
    return stream.getvalue()
