"""Style and script: served from the package, named by their contents so that they keep for ever."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from burdenshare.web import _vega

MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}

router = APIRouter(include_in_schema=False)


@cache
def contents(name: str) -> bytes:
    """Return a shipped file."""
    return (files("burdenshare.web") / "static" / name).read_bytes()


@cache
def address(name: str) -> str:
    """Return where a file is served: its name carries a hash of what is in it."""
    if name == "vega.js":
        return f"/static/vega-{_vega.version()}.js"
    stem, _, suffix = name.rpartition(".")
    return f"/static/{stem}-{sha256(contents(name)).hexdigest()[:10]}.{suffix}"


@cache
def _served() -> dict[str, str]:
    return {address(name): name for name in ("burdenshare.css", "burdenshare.js")}


@router.get("/static/{file}")
async def serve(file: str) -> Response:
    """Serve a file by its full name; there is nothing else to find here."""
    asked = f"/static/{file}"
    if asked == address("vega.js"):
        return Response(await _vega.bundle(), media_type=MEDIA["js"], headers=FOR_EVER)
    name = _served().get(asked)
    if name is None:
        raise HTTPException(404, "no such file")
    return Response(contents(name), media_type=MEDIA[name.rpartition(".")[2]], headers=FOR_EVER)
