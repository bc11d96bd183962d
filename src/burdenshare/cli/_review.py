"""``burdenshare review 2029`` and ``burdenshare review annual``."""

from __future__ import annotations

from typing import Annotated

import typer

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown
from burdenshare.errors import BadValueError

review = typer.Typer(help="The review of 2029 and the yearly assessment.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(review, name="review")


@review.command("2029")
def review_2029(
    exempt: Annotated[
        list[str] | None, typer.Option(metavar="ALLY", help="Stops lower; may be repeated.")
    ] = None,
    at: Annotated[
        float | None,
        typer.Option(help="Level of the exempt (default: own reading, or share held)."),
    ] = None,
    exempt_below: Annotated[
        float | None, typer.Option(help="Exempt every ally below this share today.")
    ] = None,
    exempt_asked: Annotated[
        bool, typer.Option("--exempt-asked", help="Exempt all who asked for flexibility.")
    ] = False,
    balance: Annotated[
        str | None, typer.Option(metavar="CORE+RELATED", help="Another balance, e.g. 3.0+2.0.")
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
    """Who is on track for 2029 and 2035; totals; exemptions; another balance; FILE may be .pdf."""
    from burdenshare.cli._output import show
    from burdenshare.review import review_2029 as ask

    core, related = _split(balance)
    answer = ask(
        exempt=exempt or (),
        at=at,
        exempt_below=exempt_below,
        exempt_asked=exempt_asked,
        balance_core=core,
        balance_related=related,
        as_of=as_of,
        edition=edition,
        gdp_edition=gdp_edition,
    )
    if output is not None and form is Form.table and output.suffix.lower() == ".pdf":
        from burdenshare.report import review_pdf, write

        write(review_pdf(answer), output)
        return
    show(answer, answer.__rich__(), form=form, output=output, explain=explain)


@review.command("annual")
def annual(
    year: Annotated[int | None, typer.Argument(help="Year (default: the latest).")] = None,
    as_of: AsOf = None,
    edition: EditionId = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Every ally against every rule in force, and what changed since the previous edition."""
    from burdenshare.cli._output import show
    from burdenshare.review import annual as ask

    answer = ask(year, as_of=as_of, edition=edition)
    show(answer, answer.__rich__(), form=form, output=output, explain=explain)


def _split(text: str | None) -> tuple[float | None, float | None]:
    if text is None:
        return None, None
    core, plus, related = text.partition("+")
    try:
        if plus:
            return float(core), float(related)
    except ValueError:
        pass
    raise BadValueError(f"--balance {text!r}: write it as CORE+RELATED, e.g. 3.0+2.0")
