"""``burdenshare standing``."""

from __future__ import annotations

from typing import Annotated

import typer

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("standing")(show_standing)


def show_standing(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ALLY]...")] = None,
    rule: Annotated[
        str | None,
        typer.Option(
            "--rule",
            metavar="ID",
            help="Rule to test (default: the floor in force; for one ally, every rule in force).",
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", help="Year to test (default: the latest published).")
    ] = None,
    as_of: AsOf = None,
    edition: EditionId = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Where allies stand against a rule, in a year, as known on a day."""
    from burdenshare.cli._output import show
    from burdenshare.rules import standing

    found = standing(names or None, rule=rule, year=year, as_of=as_of, edition=edition)
    show(found, found.__rich__(), form=form, output=output, explain=explain)
