"""Errors as ``application/problem+json`` (RFC 9457), with the command line's own messages.

::

    status  raised by
    400     InputError, and parameters that cannot be read
    404     UnknownNameError, and addresses that lead nowhere
    408     a body sent too slowly
    413     a body too large
    422     FailedError: understood, but there is no answer (and answers that take too long)
    429     too many requests
    500     DataError and our own mistakes
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from burdenshare.errors import (
    BurdenshareError,
    DataError,
    FailedError,
    InputError,
    UnknownNameError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger("burdenshare.api")


class TooLongError(FailedError):
    """An answer that would take longer than a server allows."""


_TITLES = {
    400: "Bad request",
    404: "Not found",
    405: "Method not allowed",
    408: "Body sent too slowly",
    413: "Body too large",
    422: "No answer",
    429: "Too many requests",
    500: "Server error",
}


def problem(
    status: int, detail: str, *, kind: str = "", headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return a problem document.

    Args:
        status: HTTP status.
        detail: One line: what is wrong, where, how to mend it.
        kind: Short name of the problem, from the error's class.
        headers: Further headers.
    """
    content = {
        "type": f"urn:burdenshare:problem:{kind}" if kind else "about:blank",
        "title": _TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
    }
    return JSONResponse(content, status, headers=headers, media_type=MEDIA_TYPE)


def status_of(error: Exception) -> int:
    """Return the HTTP status of an error."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, UnknownNameError):
        return 404
    if isinstance(error, InputError | RequestValidationError):
        return 400
    if isinstance(error, FailedError) and not isinstance(error, DataError):
        return 422
    return 500


def message_of(error: Exception) -> str:
    """Return the one line a caller is told; our own mistakes tell nothing of the inside."""
    if isinstance(error, RequestValidationError):
        return _first(error.errors())
    if isinstance(error, HTTPException):
        return str(error.detail)
    if isinstance(error, BurdenshareError):
        return " ".join(str(error).split())
    return "something went wrong on our side; the question may be fine"


def kind_of(error: Exception) -> str:
    """Return the short name of an error: ``UnknownNameError`` is ``unknown-name``."""
    if not isinstance(error, BurdenshareError):
        return "bad-parameter" if isinstance(error, RequestValidationError) else ""
    words = "".join(f"-{c.lower()}" if c.isupper() else c for c in type(error).__name__)
    return words.strip("-").removesuffix("-error")


def as_problem(_request: Request, error: Exception) -> Response:
    """Answer an error with a problem document."""
    status = status_of(error)
    if status >= 500:
        _log.error("%s", type(error).__name__, exc_info=error)
    headers = error.headers if isinstance(error, HTTPException) else None
    return problem(status, message_of(error), kind=kind_of(error), headers=headers)


def install(app: FastAPI) -> None:
    """Answer every error of the app with a problem document."""
    for kind in (BurdenshareError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, as_problem)


def _first(errors: Sequence[Mapping[str, Any]]) -> str:
    """Put the first thing wrong with the parameters into one line."""
    error = errors[0]
    place, *rest = (str(part) for part in error["loc"])
    name = ".".join(rest)
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        message = "is not known here: remove it or mend its spelling"
    elif error["type"] == "missing":
        message = "is missing: give it"
    given = error.get("input")
    if error["type"] not in {"missing", "extra_forbidden"} and isinstance(given, str | int | float):
        message += f" (found {str(given)[:80]!r})"
    where = f"{place} parameter {name!r}" if place in {"query", "path"} else f"{place} {name}"
    return f"{where.strip()}: {message[0].lower()}{message[1:]}"


def documented(*extra: int) -> dict[int | str, dict[str, Any]]:
    """Return the refusals of an operation for its OpenAPI description."""
    schema = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    }
    content = {MEDIA_TYPE: {"schema": schema}}
    wanted = (400, 404, 422, 429, *extra)
    return {code: {"description": _TITLES[code], "content": content} for code in wanted}
