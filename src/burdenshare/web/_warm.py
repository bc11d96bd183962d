"""Loading what the first reader would otherwise wait for, while the server already answers.

Compiled kernels are made by another process, once for each version, and then loaded in a thread:
compiling here would keep every answer waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from typing import TYPE_CHECKING

from burdenshare.errors import BurdenshareError
from burdenshare.web import _vega
from burdenshare.web._wales import wales

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

_log = logging.getLogger("burdenshare.web")


def warm() -> None:
    """Ask one small question of every room that is slow the first time."""
    from burdenshare.fiscal import debt
    from burdenshare.flexibility import fit
    from burdenshare.news import check
    from burdenshare.paths import chance
    from burdenshare.report import svg, themed

    try:
        debt("BEL", draws=100)
        fit("BEL", max_step=0.1)
        chance("BEL", draws=100)
        check("Belgium spends 2 percent of its GDP on defence.")
        svg(themed({"data": {"values": [{}]}, "mark": "point"}))
    except BurdenshareError as error:
        # A user's own file may be wrong: whoever asks is told; the server starts all the same.
        _log.warning("%s", error)


async def _warm() -> None:
    code = "from burdenshare.web._warm import warm; warm()"
    compiled = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    await compiled.wait()
    await asyncio.to_thread(warm)
    await asyncio.to_thread(wales)
    await _vega.bundle()


@contextlib.asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Warm up behind the first answers; stop with the server."""
    task = asyncio.create_task(_warm())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
