"""``burdenshare ledger``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from burdenshare.cli._options import AsOf, Explain, Form, Output, Shown


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ledger")(show_ledger)


def show_ledger(
    ally: Annotated[str | None, typer.Argument(metavar="[ALLY]")] = None,
    as_of: AsOf = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Only plan, position, mechanism, related, counting, event or nothing_found.",
        ),
    ] = None,
    own: Annotated[
        list[Path] | None,
        typer.Option(
            "--ledger",
            metavar="FILE",
            help="Your own entries: a YAML file or a folder, instead of the data folder's.",
        ),
    ] = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """What was promised, said and granted: plans, positions, mechanisms, with sources."""
    from burdenshare.cli._output import show
    from burdenshare.ledger import ledger

    found = ledger(ally, as_of=as_of, kind=kind, extra=own or None)
    show(found, found.__rich__(), form=form, output=output, explain=explain)
