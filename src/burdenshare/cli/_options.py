"""Options that mean the same in every command."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Form(StrEnum):
    """How to show an answer."""

    table = "table"
    json = "json"
    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="What was public that day (default: today)."),
]
EditionId = Annotated[
    str | None,
    typer.Option("--edition", metavar="ID", help="Answer from this edition of the figures only."),
]
Shown = Annotated[Form, typer.Option("--format", help="How to show the answer.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write to FILE, whole or not at all."),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Also print the evidence behind each number.")
]
