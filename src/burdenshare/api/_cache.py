"""Finished answers, kept and recognised.

An answer is a pure function of the question, the data version and, where no day is asked for,
today. Its ETag is a hash of these, so that a repeated question is answered without computing, and
a client that has the answer already is told so.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from burdenshare._clock import today
from burdenshare.report import data_version

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Kept = tuple[list[tuple[bytes, bytes]], bytes]


class Cache:
    """Keeps finished answers to GET, the longest unused leaving first."""

    def __init__(self, app: ASGIApp, *, size: int) -> None:
        self.app, self.size = app, size
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        tag = _tag(scope)
        kept = self._kept.get(tag)
        if kept is not None:
            self._kept.move_to_end(tag)
            await _reply(scope, kept, tag, send)
            return
        await self._compute(scope, receive, send, tag)

    async def _compute(self, scope: Scope, receive: Receive, send: Send, tag: str) -> None:
        start: Message | None = None
        chunks: list[bytes] = []

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if _keeps(message):
                    start = message
                    return
            elif start is not None:
                chunks.append(message.get("body", b""))
                if not message.get("more_body"):
                    await self._finish(scope, start, b"".join(chunks), tag, send)
                return
            await send(message)

        # HEAD is answered from the same body as GET.
        await self.app({**scope, "method": "GET"}, receive, collect)

    async def _finish(
        self, scope: Scope, start: Message, body: bytes, tag: str, send: Send
    ) -> None:
        headers = [*start["headers"], (b"etag", tag.encode()), (b"cache-control", b"no-cache")]
        kept = (headers, body)
        if len(body) <= self.size // 8:
            self._kept[tag] = kept
            self._held += len(body)
            while self._held > self.size:
                _, (_, dropped) = self._kept.popitem(last=False)
                self._held -= len(dropped)
        await _reply(scope, kept, tag, send)


def _keeps(start: Message) -> bool:
    names = {name.lower() for name, _ in start["headers"]}
    return start["status"] == 200 and b"cache-control" not in names and b"etag" not in names


def _tag(scope: Scope) -> str:
    """Return the ETag of a question; weak, because a workbook's bytes are not the point of it."""
    query = urlencode(sorted(parse_qsl(scope["query_string"].decode("latin-1"), True)))
    question = f"{scope['path']}?{query}|{data_version()}|{today()}"
    return f'W/"{sha256(question.encode("utf-8", "surrogateescape")).hexdigest()[:24]}"'


async def _reply(scope: Scope, kept: Kept, tag: str, send: Send) -> None:
    headers, body = kept
    asked = dict(scope["headers"]).get(b"if-none-match", b"").decode("latin-1")
    if tag in {part.strip() for part in asked.split(",")}:
        few = [pair for pair in headers if pair[0] not in {b"content-length", b"content-type"}]
        await send({"type": "http.response.start", "status": 304, "headers": few})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
