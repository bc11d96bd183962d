"""Loading what the first reader would otherwise wait for, while the server already answers.

Compiled kernels are made by another process, once for each version, and then loaded in a thread:
compiling here would keep every answer waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import sys
from typing import TYPE_CHECKING

from burdenshare.errors import BurdenshareError
from burdenshare.web import _vega
from burdenshare.web._wales import wales

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from fastapi import FastAPI

_log = logging.getLogger("burdenshare.web")
PATIENCE = 2.0
"""Seconds for which the server does nothing but answer."""


def front() -> None:
    """Load the rooms behind the pages of an ally, which a reader turns to first."""
    from burdenshare.report import brief, svg, themed

    brief("BEL")
    svg(themed({"data": {"values": [{}]}, "mark": "point"}))


def kernels() -> None:
    """Ask one small question of every room that compiles or draws."""
    from burdenshare.fiscal import debt
    from burdenshare.flexibility import fit
    from burdenshare.news import check
    from burdenshare.paths import chance

    debt("BEL", draws=100)
    fit("BEL", max_step=0.1)
    chance("BEL", draws=100)
    check("Belgium spends 2 percent of its GDP on defence.")


def _try(step: Callable[[], object]) -> None:
    try:
        step()
    except BurdenshareError as error:
        # A user's own file may be wrong: whoever asks is told; the server starts all the same.
        _log.warning("%s", error)


async def _warm() -> None:
    # The first page comes first: who opens the site within a moment finds both cores free.
    await asyncio.sleep(PATIENCE)
    gc.freeze()  # what is loaded by now stays: no collection need look at it
    gc.enable()
    await asyncio.to_thread(_try, front)
    await _compile()
    await asyncio.to_thread(_try, kernels)
    await asyncio.to_thread(_try, wales)
    await _vega.bundle()


async def _compile() -> None:
    """Run the kernels in another process; it ends with this one."""
    code = "from burdenshare.web._warm import kernels; kernels()"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()


@contextlib.asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Warm up behind the first answers; stop with the server."""
    task = asyncio.create_task(_warm())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
