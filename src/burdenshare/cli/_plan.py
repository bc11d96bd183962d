"""``burdenshare plan template`` and ``burdenshare plan check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown

plan = typer.Typer(help="Annual plans: a template, and tests of a plan.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(plan, name="plan")


@plan.command("template")
def template(output: Output = None) -> None:
    """Print an example plan in YAML, or write it to FILE (.yaml or .xlsx)."""
    from burdenshare.paths import plan_template, plan_workbook

    if output is None:
        sys.stdout.write(plan_template())
        return
    from burdenshare.report import write

    workbook = output.suffix.lower() == ".xlsx"
    write(plan_workbook() if workbook else plan_template().encode(), output)


@plan.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML, or XLSX with two sheets.")],
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
    from burdenshare.paths import check_plan

    answer = check_plan(file, as_of=as_of, edition=edition, gdp_edition=gdp_edition, rule=rule)
    show(answer, answer.__rich__(), form=form, output=output, explain=explain)
