"""REST API under ``/api/v1``: the same questions as JSON. Parses, calls, renders."""

from burdenshare.api._answers import Form, Year, render
from burdenshare.api._app import PREFIX, create_app
from burdenshare.api._problems import (
    TooLongError,
    as_problem,
    kind_of,
    message_of,
    problem,
    status_of,
)
from burdenshare.api._settings import Settings
from burdenshare.api._work import Work
from burdenshare.report import data_version

__all__ = [
    "PREFIX",
    "Form",
    "Settings",
    "TooLongError",
    "Work",
    "Year",
    "as_problem",
    "create_app",
    "data_version",
    "kind_of",
    "message_of",
    "problem",
    "render",
    "status_of",
]
