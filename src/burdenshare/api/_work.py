"""Computing answers in threads, for no longer than the server allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import anyio
import anyio.to_thread

from burdenshare.api._problems import TooLongError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from burdenshare.api._settings import Settings

T = TypeVar("T")

TOO_LONG = (
    "this takes longer than {seconds:g} seconds: ask for fewer allies, years or draws, "
    "or use the command line"
)


class Work:
    """A bounded number of threads that compute answers.

    A thread cannot be stopped; one whose answer came too late ends by itself, because every
    question is bounded by the limits on its parameters. Until then its place stays taken.
    """

    def __init__(self, settings: Settings) -> None:
        self._seconds = settings.seconds
        self._workers = settings.workers
        self._limiter: anyio.CapacityLimiter | None = None

    @property
    def seconds(self) -> float:
        """Longest time an answer may take."""
        return self._seconds

    async def run(self, function: Callable[[], T], *, seconds: float | None = None) -> T:
        """Return what ``function`` returns.

        Args:
            function: What to compute.
            seconds: Allowed for it; the server's own limit when ``None``.

        Raises:
            TooLongError: It did not within the seconds allowed, waiting for a place included.
        """
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self._workers)
        allowed = self._seconds if seconds is None else seconds
        with anyio.move_on_after(allowed):
            return await anyio.to_thread.run_sync(
                function, abandon_on_cancel=True, limiter=self._limiter
            )
        raise TooLongError(TOO_LONG.format(seconds=allowed))


def work_of(request: Request) -> Work:
    """Return where the application of a request computes."""
    work: Work = request.app.state.work
    return work
