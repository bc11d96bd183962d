"""``burdenshare serve``."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    rate: Annotated[
        int, typer.Option("--rate-limit", min=0, help="Requests a minute and address; 0 is none.")
    ] = 0,
    seconds: Annotated[
        float, typer.Option("--time-limit", min=0.1, help="Longest time an answer may take, s.")
    ] = 2.0,
    log: Annotated[bool, typer.Option("--log/--no-log", help="Print each request.")] = False,
) -> None:
    """Open the pages and the API in a browser: no other service, nothing leaves this machine."""
    import gc
    import logging
    import socket
    import sys

    from burdenshare.errors import FailedError

    # With its protocol named, asyncio sends small answers at once instead of waiting for more.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise FailedError(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --port"
        ) from None
    # Nothing is garbage while the modules load; the server collects again once it has started.
    gc.disable()
    import uvicorn

    from burdenshare.api import Settings
    from burdenshare.web import create_app

    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    at = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"burdenshare is at http://{at}:{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    config = uvicorn.Config(
        create_app(Settings(seconds=seconds, rate=rate or None, log=log)),
        log_level="warning",
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=32_000,
        timeout_keep_alive=10,
        limit_concurrency=200,
    )
    uvicorn.Server(config).run(sockets=[listener])
