"""``burdenshare brief``."""

from __future__ import annotations

from typing import Annotated

import typer

from burdenshare.cli._options import AsOf, Explain, Form, Output, Shown


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("brief")(show_brief)


def show_brief(
    ally: Annotated[str, typer.Argument(help="The ally, by any of its names.")],
    as_of: AsOf = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """The whole story of one ally on one day; FILE may end in .pdf, .html, .xlsx, .md, .json."""
    from burdenshare.cli._output import show
    from burdenshare.report import BRIEF_FORMS, brief, export_brief, write

    answer = brief(ally, as_of=as_of)
    kind = output.suffix.lower().removeprefix(".") if output else ""
    if output is not None and form is Form.table and kind in BRIEF_FORMS:
        write(export_brief(answer, kind), output)
        return
    show(answer, answer, form=form, output=output, explain=explain)
