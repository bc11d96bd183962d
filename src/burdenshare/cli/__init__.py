"""The command line."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Entry point of the ``burdenshare`` command."""
    import sys

    from burdenshare.cli._app import main as run

    sys.exit(run())
