"""The charts' JavaScript: bundled by vl-convert, kept in the platform's cache, served from here.

Bundling takes about two seconds in which Python can do nothing else, so another process does it,
once for each version.
"""

from __future__ import annotations

import asyncio
import sys
from functools import cache
from pathlib import Path

_SCRIPT = """
import os, sys, tempfile, vl_convert
target = sys.argv[1]
text = vl_convert.javascript_bundle()
handle, name = tempfile.mkstemp(dir=os.path.dirname(target))
with os.fdopen(handle, "w", encoding="utf-8") as stream:
    stream.write(text)
os.replace(name, target)
"""
_making: asyncio.Task[bytes] | None = None


@cache
def version() -> str:
    """Return the version of the library that bundles."""
    from importlib.metadata import version as of

    return of("vl-convert-python")


def place() -> Path:
    """Return where the bundle is kept."""
    from platformdirs import user_cache_path

    return user_cache_path("burdenshare", ensure_exists=True) / f"vega-{version()}.js"


async def bundle() -> bytes:
    """Return the bundle, made now where there is none; those who ask meanwhile wait together."""
    global _making  # noqa: PLW0603
    if _making is None or (_making.done() and (_making.cancelled() or _making.exception())):
        _making = asyncio.create_task(_make())
    return await asyncio.shield(_making)


async def _make() -> bytes:
    target = place()
    if not target.exists():
        made = await asyncio.create_subprocess_exec(sys.executable, "-c", _SCRIPT, str(target))
        await made.wait()
    return target.read_bytes()
