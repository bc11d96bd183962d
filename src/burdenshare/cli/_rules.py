"""``burdenshare rules``."""

from __future__ import annotations

from typing import Annotated

import typer

from burdenshare.cli._options import AsOf, Explain, Form, Output, Shown


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rules")(show_rules)


def show_rules(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...")] = None,
    as_of: AsOf = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """The rules of the pledge; with an ID its terms, exceptions, readings, doubts and sources."""
    from burdenshare.cli._output import show
    from burdenshare.rules import rules

    found = rules(ids or (), as_of=as_of, every=True)
    # A rule asked for by name is wanted in full.
    show(found, found.__rich__(), form=form, output=output, explain=explain or bool(ids))
