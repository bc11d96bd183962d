"""What stands between the network and the answers: sizes, rates, headers, the request log.

Plain ASGI, because each wraps every request.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from burdenshare.api._problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from burdenshare.api._settings import Settings

# Scripts, styles and images come from here and nowhere else; nothing is inline.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_log = logging.getLogger("burdenshare.requests")


class Headers:
    """Adds the security headers, and logs the request where wanted."""

    def __init__(self, app: ASGIApp, *, log: bool) -> None:
        self.app, self.log = app, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)
        if self.log:
            took = (time.perf_counter() - began) * 1000
            path = scope["path"].encode("ascii", "backslashreplace").decode()
            _log.info("%s %s %s %.1f ms", scope["method"], path[:200], status, took)


class Rate:
    """Refuses an address that asks too often: a bucket that refills evenly.

    The number of addresses remembered is bounded, so that many cannot fill the memory.
    """

    KEPT = 10_000

    def __init__(self, app: ASGIApp, *, rate: int | None) -> None:
        self.app, self.rate = app, rate
        self._buckets: dict[str, tuple[float, float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self._wait(scope) if scope["type"] == "http" and self.rate else 0.0
        if wait > 0:
            seconds = str(int(wait) + 1)
            refusal = problem(
                429,
                f"more than {self.rate} requests a minute: wait {seconds} s",
                kind="rate",
                headers={"Retry-After": seconds},
            )
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _wait(self, scope: Scope) -> float:
        """Take one from the address's bucket; return the seconds until there is one."""
        assert self.rate is not None
        address = (scope.get("client") or ("unknown", 0))[0]
        now, refill = time.monotonic(), self.rate / 60
        left, then = self._buckets.pop(address, (float(self.rate), now))
        left = min(float(self.rate), left + (now - then) * refill)
        allowed = left >= 1
        self._buckets[address] = (left - 1 if allowed else left, now)
        if len(self._buckets) > self.KEPT:
            del self._buckets[next(iter(self._buckets))]
        return 0.0 if allowed else (1 - left) / refill


class Body:
    """Reads a request's body before anything else does, up to a size and a time."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app, self.size, self.seconds = app, settings.body, settings.body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self.app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self.seconds):
                body = await self._read(scope, receive)
        except TimeoutError:
            detail = f"the body took longer than {self.seconds:g} seconds: send it faster"
            await problem(408, detail, kind="slow-body")(scope, receive, send)
            return
        if body is None:
            detail = (
                f"the body is larger than {self.size:,} bytes: send less, or use the command line"
            )
            await problem(413, detail, kind="too-large")(scope, receive, send)
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        """Return the body, or ``None`` when it is too large."""
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self.size:
            return None
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b""  # the client has gone
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > self.size:
                return None
            chunks.append(chunk)
            if not message.get("more_body"):
                return b"".join(chunks)
