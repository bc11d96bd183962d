"""``burdenshare plan template`` and ``burdenshare plan check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown
from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    from burdenshare.paths import PlanFile

commands = typer.Typer(help="Annual plans: a template, and tests of a plan.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="plan")


@commands.command("template")
def template(output: Output = None) -> None:
    """Print an example plan in YAML, or write it to FILE (.yaml or .xlsx)."""
    from burdenshare.paths import plan_template, plan_workbook

    if output is None:
        sys.stdout.write(plan_template())
        return
    from burdenshare.report import write

    workbook = output.suffix.lower() == ".xlsx"
    write(plan_workbook() if workbook else plan_template().encode(), output)


@commands.command("check")
def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="YAML, or XLSX with two sheets.")
    ] = None,
    announced: Annotated[
        str | None, typer.Option(metavar="ALLY", help="Test what this ally has announced instead.")
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(help="Rule to take target and due year from, e.g. hague-2025-core."),
    ] = None,
    gdp_edition: Annotated[
        str | None, typer.Option(metavar="ID", help="WEO edition of GDP and prices.")
    ] = None,
    as_of: AsOf = None,
    edition: EditionId = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Test a plan: does it arrive, does it fall, has anyone ever climbed so fast, what is left."""
    from burdenshare.cli._output import show
    from burdenshare.paths import announced_plan, check_plan

    if (file is None) == (announced is None):
        raise BadValueError("give either a FILE or --announced ALLY")
    plan: PlanFile | Path = (
        file if file is not None else announced_plan(str(announced), as_of=as_of, rule=rule)
    )
    answer = check_plan(plan, as_of=as_of, edition=edition, gdp_edition=gdp_edition, rule=rule)
    show(answer, answer.__rich__(), form=form, output=output, explain=explain)
