"""``burdenshare chance``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown

if TYPE_CHECKING:
    from typing import Any


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("chance")(chance)


def chance(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ALLY]...")] = None,
    year: Annotated[
        list[int] | None, typer.Option(help="Year; may be repeated (default: the rule's).")
    ] = None,
    level: Annotated[
        list[float] | None, typer.Option(help="Core share, % of GDP (default: the rule's).")
    ] = None,
    draws: Annotated[int, typer.Option(help="Number of draws.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Seed of the generator.")] = 1,
    since: Annotated[
        int | None, typer.Option(help="Estimate from changes after this year only.")
    ] = None,
    backtest: Annotated[
        bool, typer.Option("--backtest", help="The Wales pledge: 2019's odds against 2024.")
    ] = False,
    as_of: AsOf = None,
    edition: EditionId = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """How likely a level is in a year, if the allies' past goes on; and how good such odds were."""
    from burdenshare.cli._output import show

    answer: Any
    if backtest:
        from burdenshare.paths import backtest as run

        answer = run(draws=draws, seed=seed, since=since)
    else:
        from burdenshare.paths import chances

        answer = chances(
            names or (),
            years=year or None,
            levels=level or None,
            draws=draws,
            seed=seed,
            since=since,
            as_of=as_of,
            edition=edition,
        )
    show(answer, answer.__rich__(), form=form, output=output, explain=explain)
