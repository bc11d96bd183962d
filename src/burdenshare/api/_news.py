"""Questions about what is claimed: one sentence, a few reports, an annual plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import File, Query, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from burdenshare.api._answers import Asked, Dated, Day, Door, Question
from burdenshare.api._uploads import MOST_TEXT, measured, read_with

if TYPE_CHECKING:
    from burdenshare.api._work import Work
    from burdenshare.news import Reports
    from burdenshare.paths import PlanReport


class OfCheck(Dated):
    """What was said, and when."""

    sentence: Annotated[
        str,
        Field(
            min_length=1,
            max_length=2_000,
            examples=["Belgium currently spends 1.3 percent of GDP on defence"],
        ),
    ]
    """The sentence."""
    on: Day = None
    """Day it was said; `as_of` when left out."""


class Report(BaseModel):
    """One report."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    text: Annotated[str, Field(min_length=1, max_length=MOST_TEXT)]
    """Plain text, Markdown or HTML, in English."""
    title: Annotated[str, Field(max_length=500)] = ""
    """Headline, where the text does not begin with it."""
    source: Annotated[str, Field(max_length=200)] = "text"
    """What to call it."""
    on: Day = None
    """Day of publication, where the text does not say."""


class Batch(BaseModel):
    """Reports to read together. Nothing is stored."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    documents: Annotated[list[Report], Field(min_length=1, max_length=4)]
    """The reports."""
    as_of: Day = None
    """Day of the second verdict; today when left out."""
    compare: bool = False
    """Whether to say what they share and where they differ."""


class OfPlan(Question):
    """Against what."""

    rule: Annotated[str | None, Field(max_length=60)] = None
    """Rule to take level and due year from where the plan has none."""


def check(q: Annotated[OfCheck, Query()]) -> Reports:
    """Check one sentence: as known on the day it was said, and as known now."""
    from burdenshare.news import check as verify

    return verify(q.sentence, on=q.on, as_of=q.as_of)


def read(batch: Batch, q: Annotated[Asked, Query()]) -> Reports:
    """Find the checkable claims in a few reports and judge each twice; compare the reports."""
    assert q.format
    return read_batch(batch)


def read_batch(batch: Batch) -> Reports:
    """Read reports together."""
    from burdenshare._clock import read_date
    from burdenshare.errors import BadValueError
    from burdenshare.news import Reports, compare, read_string

    if batch.compare and len(batch.documents) < 2:
        raise BadValueError("a comparison needs at least two documents: send a second")
    found = tuple(
        read_string(
            measured(report.text, report.source),
            source=report.source,
            title=report.title,
            on=report.on,
            as_of=batch.as_of,
        )
        for report in batch.documents
    )
    together = compare(found) if batch.compare else None
    return Reports(read_date(batch.as_of), found, (), together)


def check_plan(
    file: Annotated[UploadFile, File(description="An annual plan: YAML, or the XLSX template.")],
    q: Annotated[OfPlan, Query()],
) -> PlanReport:
    """Test an annual plan: does it arrive, does it fall, has anyone ever climbed so fast."""
    from burdenshare.paths import check_plan as test

    content = file.file.read()
    return read_with(
        lambda path: test(path, as_of=q.as_of, edition=q.edition, rule=q.rule),
        content,
        file.filename or "plan",
    )


def routes(work: Work) -> Door:
    """Return this room's routes."""
    door = Door(work, "claims")
    door.get("/check", check)
    door.post("/read", read)
    door.post("/plans/check", check_plan)
    return door
