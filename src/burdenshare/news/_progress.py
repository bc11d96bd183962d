"""A bar for batches long enough to be waited for, on a terminal only."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG = 20
"""Documents from which a bar is worth drawing."""


@contextmanager
def progress(
    total: int | None, *, done: int = 0, shown: bool = True
) -> Iterator[Callable[[], None]]:
    """Give a function to call after each document.

    Args:
        total: Documents in all; ``None`` where they cannot be counted beforehand.
        done: Documents an earlier run has read.
        shown: Whether a bar was asked for; it appears only where standard error is a terminal.
    """
    if not shown or not sys.stderr.isatty() or (total is not None and total < LONG):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total, completed=done)
        yield lambda: bar.advance(task)
