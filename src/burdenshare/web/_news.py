"""Reports read on request: claims marked in the text, verdicts beside them. Nothing is stored."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError
from starlette.datastructures import UploadFile

from burdenshare._clock import read_date
from burdenshare.api import Batch, Report, as_text, read_batch, work_of
from burdenshare.errors import BadValueError
from burdenshare.web._render import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.datastructures import FormData

    from burdenshare.news import Claim, Reports

router = APIRouter(include_in_schema=False)
# The first report of a process loads the weights; what may be pasted is bounded.
SECONDS = 10.0
EXAMPLE = (
    "BRUSSELS, 23 June 2025: Belgium currently spends 1.3 percent of its GDP on defence and has "
    "asked for maximum flexibility. NATO countries are to spend 3.5 percent on core defence by "
    "2035."
)


@router.get("/news")
async def empty(request: Request) -> HTMLResponse:
    """Show the form."""
    return await work_of(request).run(lambda: _page(None, "", "", ""))


@router.post("/news")
async def read(request: Request) -> HTMLResponse:
    """Read what was pasted or uploaded."""
    async with request.form(max_files=2, max_fields=8, max_part_size=2_000_000) as form:
        batch = await _batch(form)
        first, second, on = (_field(form, name) for name in ("text", "other", "on"))
    work = work_of(request)
    return await work.run(
        lambda: _page(read_batch(batch), first, second, on), seconds=max(SECONDS, work.seconds)
    )


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


async def _batch(form: FormData) -> Batch:
    on = _field(form, "on") or None
    texts = [
        (name, text)
        for name, text in (
            ("first text", _field(form, "text")),
            ("second text", _field(form, "other")),
        )
        if text
    ]
    for file in form.getlist("file"):
        if isinstance(file, UploadFile) and file.filename:
            texts.append((file.filename[:100], as_text(await file.read(), file.filename[:100])))
    if not texts:
        raise BadValueError("there is nothing to read: paste a report or choose a file")
    if on is not None:
        read_date(on, "on")
    try:
        reports = [Report(text=text, source=name, on=on) for name, text in texts]
        return Batch(documents=reports, compare=len(reports) > 1)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadValueError(f"{first['loc'][-1]}: {first['msg'].lower()}") from None


def _page(reports: Reports | None, first: str, second: str, on: str) -> HTMLResponse:
    from burdenshare.news import proposition, stands_for

    told = [
        (document, list(stretches(document.document.text, document.claims)))
        for document in (reports.documents if reports else ())
    ]
    return page(
        "news.html",
        reports=reports,
        told=told,
        first=first or ("" if reports else EXAMPLE),
        second=second,
        on=on,
        proposition=proposition,
        stands_for=stands_for,
    )


def stretches(text: str, claims: Iterable[Claim]) -> Iterable[tuple[str, list[str]]]:
    """Cut a text where claims begin and end; each piece with the ids of the claims it is in."""
    held = list(claims)
    edges = sorted({0, len(text), *(edge for claim in held for edge in (claim.start, claim.end))})
    for start, end in itertools.pairwise(edges):
        inside = [claim.id for claim in held if claim.start <= start and end <= claim.end]
        yield text[start:end], inside
