"""``burdenshare allies``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from burdenshare.cli._options import AsOf, Form, Output, Shown

if TYPE_CHECKING:
    from typing import Any


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("allies")(list_allies)


def list_allies(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ALLY]...")] = None,
    as_of: AsOf = None,
    form: Shown = Form.table,
    output: Output = None,
) -> None:
    """The 32 allies: codes, capital, accession, EU and euro membership, currency on a day."""
    from burdenshare.allies import roster
    from burdenshare.cli._output import show

    answer = roster(names or (), as_of=as_of)
    show(answer, _table(answer.to_dict()["allies"]), form=form, output=output)


def _table(rows: list[dict[str, Any]]) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for title in ("Code", "", "Ally", "Capital", "Joined", "EU", "Euro", "Currency"):
        table.add_column(title, no_wrap=True)
    for row in rows:
        table.add_row(
            row["alpha3"],
            row["alpha2"],
            row["name"],
            row["capital"],
            row["accession"],
            "yes" if row["eu"] else "-",
            "yes" if row["euro"] else "-",
            row["currency"],
        )
    return table
