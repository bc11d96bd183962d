"""The API in this process: requests go straight into the application."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from burdenshare.api import Settings
from burdenshare.web import create_app

if TYPE_CHECKING:
    from collections.abc import Callable


def sender(app: Any) -> Callable[..., httpx.Response]:
    """Return a function that sends one request to an application and returns the answer."""

    def send(address: str, *, method: str = "GET", app: Any = app, **given: Any) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
                return await client.request(method, address, **given)

        # A thread of its own: where a browser is driven, this one has an event loop already.
        with ThreadPoolExecutor(1) as other:
            return other.submit(asyncio.run, go()).result()

    return send


@pytest.fixture(scope="session")
def ask() -> Callable[..., httpx.Response]:
    """Return a function that sends one request and returns the answer."""
    # The limit of two seconds is tested by itself; elsewhere a busy machine is no failure.
    return sender(create_app(Settings(seconds=60)))
