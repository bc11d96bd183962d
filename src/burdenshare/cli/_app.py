"""The command line: parse, call, show. Every answer comes from a room's function."""

from __future__ import annotations

import os
import sys

import typer
from typer import exceptions as usage

from burdenshare.cli import (
    _allies,
    _brief,
    _chance,
    _debt,
    _fit,
    _ledger,
    _news,
    _panel,
    _path,
    _plan,
    _review,
    _rules,
    _serve,
    _standing,
)
from burdenshare.errors import BurdenshareError

app = typer.Typer(
    name="burdenshare",
    help="NATO's defence-spending pledge: compute it, cite it, contest it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# In the order of the help page.
for module in (
    _brief,
    _standing,
    _rules,
    _ledger,
    _path,
    _plan,
    _chance,
    _fit,
    _debt,
    _review,
    _news,
    _panel,
    _allies,
    _serve,
):
    module.register(app)


@app.callback(invoke_without_command=True)
def _root(
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and stop."),
) -> None:
    if version:
        from burdenshare import __version__

        sys.stdout.write(f"burdenshare {__version__}\n")
        raise typer.Exit


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code.

    0 is success, 2 a bad call, 1 a failed computation; an error is one line on standard error.
    """
    try:
        code = app(arguments, standalone_mode=False, prog_name="burdenshare")
    except usage.TyperException as error:  # a bad option or argument
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        return _fail(message.replace("Value error, ", "").rstrip("."), 2) if message else 2
    except BurdenshareError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _fail("interrupted", 130)
    except BrokenPipeError:
        # The reader has gone (`| head`); leave nothing for the interpreter to flush into it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def _fail(message: str, code: int) -> int:
    sys.stderr.write(f"burdenshare: {' '.join(message.split())}\n")
    return code
