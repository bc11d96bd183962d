"""REST API under ``/api/v1``: the same questions as JSON. Parses, calls, renders."""

from burdenshare.api._answers import Form, Year, render
from burdenshare.api._app import PREFIX, create_app
from burdenshare.api._news import Batch, Report, read_batch
from burdenshare.api._problems import (
    TooLongError,
    as_problem,
    kind_of,
    message_of,
    problem,
    status_of,
)
from burdenshare.api._settings import Settings
from burdenshare.api._uploads import as_text
from burdenshare.api._work import Work, work_of
from burdenshare.report import data_version

__all__ = [
    "PREFIX",
    "Batch",
    "Form",
    "Report",
    "Settings",
    "TooLongError",
    "Work",
    "Year",
    "as_problem",
    "as_text",
    "create_app",
    "data_version",
    "kind_of",
    "message_of",
    "problem",
    "read_batch",
    "render",
    "status_of",
    "work_of",
]
