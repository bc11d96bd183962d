"""Labelled documents: the format of docs/news_labels.md, checked before anything is scored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from burdenshare.errors import BadFileError
from burdenshare.news._claim import ClaimType, Stance
from burdenshare.news._document import is_day

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

UNITS = (
    "pct_gdp", "pct_gni", "pct_of_defence", "pct_of_alliance_total", "pct_growth",
    "pct_growth_real", "allies", "rank", "times", "years", "persons",
)  # fmt: skip

Kind = Literal[
    "", "accurate", "accurate_within_rounding", "accurate_then_changed", "outdated", "overstated",
    "understated", "inaccurate", "said", "contested", "not_checkable",
]  # fmt: skip


def _known_unit(unit: str) -> str:
    if unit not in UNITS and not re.fullmatch(r"[A-Z]{3}_mn", unit):
        raise ValueError(
            f"no unit is called {unit!r}: use one of {', '.join(UNITS)}, or CCC_mn for millions of "
            "currency CCC"
        )
    return unit


def _known_day(published: str | None) -> str | None:
    if published and not is_day(published):
        raise ValueError(
            f"published {published!r} is not a date: write it as YYYY-MM-DD or YYYY-MM"
        )
    return published


class _Part(BaseModel):
    """Keys beside those of the format are let be: a corpus may carry notes of its own."""

    model_config = ConfigDict(extra="ignore", frozen=True, use_attribute_docstrings=True)


class LabelledValue(_Part):
    """A number of a claim."""

    value: float
    """Number."""
    unit: Annotated[str, AfterValidator(_known_unit)]
    """Unit."""
    decimals: int = 0
    """Decimals as printed."""


class LabelledVerdict(_Part):
    """What the record says."""

    kind: Kind = ""
    """Kind; "" is not scored."""
    kinds_accepted: tuple[Kind, ...] = ()
    """All that are right."""


class LabelledSpeaker(_Part):
    """Who says it."""

    name: str | None = ""
    """Person or publisher."""
    role: str | None = ""
    """Office."""


class Label(_Part):
    """A claim as a reader of the text labelled it."""

    type: ClaimType
    """Sort of claim."""
    also_accepted: tuple[ClaimType, ...] = ()
    """Other types that are right."""
    optional: bool = False
    """Whether missing it costs nothing."""
    sentence: str
    """Sentence it stands in."""
    span: str | None = None
    """Its words, if they are given."""
    start: int = Field(ge=0)
    """First character."""
    end: int = Field(ge=0)
    """One past the last."""
    subject: tuple[str, ...]
    """Codes."""
    values: tuple[LabelledValue, ...]
    """Numbers."""
    comparator: Literal["=", "~", ">", ">=", "<", "<=", "range"] | None = None
    """How the number is meant."""
    period: str | None = ""
    """When."""
    stance: Annotated[Stance | None, BeforeValidator(lambda given: given or None)] = None
    """Of a position."""
    attribution: LabelledSpeaker | None = None
    """Who says it."""
    verdict_then: LabelledVerdict = LabelledVerdict()
    """As known on the day."""
    verdict_now: LabelledVerdict = LabelledVerdict()
    """As known now."""


class Negative(_Part):
    """Words that must not become a claim."""

    start: int = Field(ge=0)
    """First character."""
    end: int = Field(ge=0)
    """One past the last."""


class LabelledDocument(_Part):
    """A document with its labels."""

    id: str
    """Name within the corpus."""
    text: str
    """What the spans index."""
    claims: tuple[Label, ...]
    """Labels."""
    negatives: tuple[Negative, ...] = ()
    """What must not be claimed."""
    published: Annotated[str | None, AfterValidator(_known_day)] = None
    """Day or month."""
    title: str | None = ""
    """Headline."""
    outlet: str | None = ""
    """Who published it."""

    @model_validator(mode="after")
    def _spans_lie_in_the_text(self) -> LabelledDocument:
        size = len(self.text)
        for place, claim in enumerate(self.claims, 1):
            if not claim.start < claim.end <= size:
                raise ValueError(
                    f"claim {place} has the span [{claim.start}, {claim.end}), which is not within "
                    f"the {size} characters of the text"
                )
            words = self.text[claim.start : claim.end]
            if claim.span is not None and claim.span != words:
                raise ValueError(
                    f"claim {place}: the text has {words[:40]!r} at [{claim.start}, {claim.end}), "
                    f"not {claim.span[:40]!r}: mend start and end"
                )
        for place, negative in enumerate(self.negatives, 1):
            if not negative.start < negative.end <= size:
                raise ValueError(
                    f"negative {place} is not within the {size} characters of the text"
                )
        return self


def read_labels(record: dict[str, Any], where: str) -> dict[str, Any]:
    """Return a labelled record with every key of the format.

    Args:
        record: As parsed from its line.
        where: File and line, for the message.

    Raises:
        BadFileError: It does not fit the format.
    """
    try:
        return LabelledDocument.model_validate(record).model_dump()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadFileError(where, f"{_problem(first)} (see docs/news_labels.md)") from None


def _problem(error: ErrorDetails) -> str:
    place = [part for part in error["loc"] if not isinstance(part, int)]
    numbers = [part + 1 for part in error["loc"] if isinstance(part, int)]
    item = str(place[0]).removesuffix("s") if numbers else "record"
    who = f"{item} {numbers[0]}" if numbers else "the record"
    key = str(place[-1]) if place else ""
    if error["type"] == "missing":
        return f"{who} lacks {key!r}"
    if error["type"] == "literal_error":
        expected = error.get("ctx", {}).get("expected", "")
        return f"{who}: no {key} is called {error['input']!r}: use {expected}"
    message = error["msg"].removeprefix("Value error, ")
    if error["type"] == "value_error":
        return message if not numbers else f"{who}: {message}"
    return f"{who}, {key}: {message[0].lower()}{message[1:]}"
