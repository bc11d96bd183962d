"""Answers as HTTP responses: JSON, or the rows as CSV, Parquet or XLSX."""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from burdenshare._clock import read_date
from burdenshare.api._problems import documented
from burdenshare.report import data_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from burdenshare.api._work import Work
    from burdenshare.report import Answer


class Form(StrEnum):
    """How an answer is written."""

    json = "json"
    csv = "csv"
    csvw = "csvw"
    parquet = "parquet"
    xlsx = "xlsx"


MEDIA = {
    Form.json: "application/json",
    Form.csv: "text/csv; charset=utf-8",
    Form.csvw: "application/csvm+json",
    Form.parquet: "application/vnd.apache.parquet",
    Form.xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _checked_day(text: str | None) -> str | None:
    """Refuse what is not a date in the words the command line uses."""
    return None if text is None else read_date(text).isoformat()


Day = Annotated[
    str | None,
    AfterValidator(_checked_day),
    Field(
        description="What was public that day; today when left out.",
        json_schema_extra={"format": "date"},
        examples=["2025-06-23"],
    ),
]
EditionId = Annotated[
    str | None,
    Field(max_length=60, description="Answer from this edition only.", examples=["nato-2026-07"]),
]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Year = Annotated[int, Field(ge=1949, le=2100)]


class Asked(BaseModel):
    """Parameters that every question shares; one that is not known is refused."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    format: Form = Form.json
    """`json` is the whole answer; the others are its rows. `csvw` describes the CSV."""


class Dated(Asked):
    """A question about what was known on a day."""

    as_of: Day = None


class Question(Dated):
    """A question about figures known on a day."""

    edition: EditionId = None


def render(answer: Answer, form: Form, name: str) -> Response:
    """Write an answer in the form asked for, with the data version.

    Args:
        answer: Any result.
        form: The form.
        name: Of the file, where it is one.
    """
    from burdenshare.report import csv_metadata, export, to_json

    version = data_version()
    headers = {"X-Data-Version": version}
    if form is Form.json:
        whole = {"data_version": version, **answer.to_dict()}
        content = (to_json(whole) + "\n").encode()
    elif form is Form.csvw:
        content = csv_metadata(answer, f"{name}.csv")
    else:
        content = export(answer, form.value)
        headers["Content-Disposition"] = f'attachment; filename="{name}.{form.value}"'
    return Response(content, media_type=MEDIA[form], headers=headers)


class Door:
    """Routes that answer questions, each by one function from parameters to a result."""

    def __init__(self, work: Work, tag: str) -> None:
        self.router = APIRouter(tags=[tag])
        self._work = work

    def get(self, path: str, function: Callable[..., Answer]) -> None:
        """Add a route whose function takes ``q`` (the query) and the path's parameters."""
        self._add("GET", path, function)

    def post(self, path: str, function: Callable[..., Answer]) -> None:
        """Add a route whose function also takes a body."""
        self._add("POST", path, function, 408, 413)

    def _add(self, method: str, path: str, function: Callable[..., Answer], *more: int) -> None:
        name = path.strip("/").split("/", maxsplit=1)[0]

        @functools.wraps(function)
        async def endpoint(**given: Any) -> Response:
            return await self._work.run(lambda: render(function(**given), given["q"].format, name))

        self.router.add_api_route(
            path,
            endpoint,
            methods=[method],
            summary=(function.__doc__ or "").splitlines()[0].rstrip("."),
            description=function.__doc__,
            response_class=Response,
            response_model=None,
            responses={200: answered(), **documented(*more)},
        )


def answered() -> dict[str, Any]:
    """Describe a success for OpenAPI."""
    whole = {
        "type": "object",
        "required": ["data_version"],
        "properties": {"data_version": {"type": "string", "examples": ["3f2a9c0d1b7e"]}},
    }
    tables: dict[str, Any] = {media.split(";")[0]: {} for media in MEDIA.values()}
    return {
        "description": "The answer.",
        "content": {**tables, "application/json": {"schema": whole}},
        "headers": {
            "X-Data-Version": {
                "description": "Hash of every figure, rule and entry answered from.",
                "schema": {"type": "string"},
            },
            "ETag": {
                "description": "Changes with the question, the data and, without as_of, the day.",
                "schema": {"type": "string"},
            },
        },
    }
