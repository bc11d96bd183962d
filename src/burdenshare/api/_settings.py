"""What a server allows: sizes, seconds, counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of a server; the defaults suit one machine that serves itself.

    Attributes:
        body: Largest request body, in bytes.
        body_seconds: Longest time a client may take to send its body.
        seconds: Longest time an answer may take before it is refused.
        workers: Answers computed at the same time.
        rate: Requests one address may make a minute; ``None`` for no limit.
        log: Whether to log a line for each request.
        cache: Bytes of finished answers kept in memory.
    """

    body: int = 2_000_000
    body_seconds: float = 10.0
    seconds: float = 2.0
    workers: int = 4
    rate: int | None = None
    log: bool = False
    cache: int = 16_000_000
