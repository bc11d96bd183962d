"""``burdenshare path``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown
from burdenshare.errors import BadValueError

CHARTS = (".svg", ".png", ".html", ".json")
OVER = Annotated[
    Path | None,
    typer.Option("--gdp-file", metavar="FILE", help="Your own GDP: YAML, one commented line each."),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("path")(path)


def path(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ALLY]...")] = None,
    shape: Annotated[
        str | None,
        typer.Option(
            help="linear, constant-growth, back-loaded, front-loaded, plan, trend, hold, points."
        ),
    ] = None,
    compare: Annotated[
        str | None, typer.Option(metavar="SHAPES", help="Several shapes, e.g. linear,plan.")
    ] = None,
    target: Annotated[
        float | None, typer.Option(help="Core share to reach, % of GDP (default: the rule's).")
    ] = None,
    rule: Annotated[
        str | None,
        typer.Option(help="Rule to take target and due year from, e.g. hague-2025-core."),
    ] = None,
    due: Annotated[int | None, typer.Option(help="Year by which (default: the rule's).")] = None,
    horizon: Annotated[int | None, typer.Option(help="Last year (default: the due year).")] = None,
    start: Annotated[
        str | None,
        typer.Option(metavar="YEAR[=SHARE]", help="Start (default: the last observation)."),
    ] = None,
    point: Annotated[
        list[str] | None,
        typer.Option(metavar="YEAR=SHARE", help="Pass through this share; may be repeated."),
    ] = None,
    turn: Annotated[
        int | None, typer.Option(help="Year a back-loaded path climbs, a front-loaded one arrives.")
    ] = None,
    related: Annotated[
        float | None, typer.Option(help="Related share today; unknown unless given.")
    ] = None,
    related_target: Annotated[
        float | None, typer.Option(help="Related share by the due year (default: 1.5).")
    ] = None,
    fiscal_year: Annotated[
        bool, typer.Option("--fiscal-year", help="Fiscal years for CAN, GBR, USA.")
    ] = False,
    gdp_edition: Annotated[
        str | None, typer.Option(metavar="ID", help="WEO edition of GDP and prices.")
    ] = None,
    gdp_file: OVER = None,
    growth: Annotated[
        float | None, typer.Option("--growth-beyond", help="Real growth beyond the WEO, % a year.")
    ] = None,
    inflation: Annotated[
        float | None, typer.Option("--inflation-beyond", help="Inflation beyond the WEO, % a year.")
    ] = None,
    chart: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also draw: .svg, .png, .html or .json.")
    ] = None,
    as_of: AsOf = None,
    edition: EditionId = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Year by year to the target: share, money, growth, extra (all allies when none is named)."""
    from burdenshare.cli._output import draw, show
    from burdenshare.paths import paths, read_overrides

    if chart is not None and chart.suffix not in CHARTS:
        raise BadValueError(f"--chart {chart}: end the name in {', '.join(CHARTS)}")
    if shape and compare:
        raise BadValueError("--shape and --compare exclude each other: use one of them")
    points = dict(_pair(text, "--point") for text in point or ())
    shapes = [s.strip() for s in compare.split(",")] if compare else [_shape(shape, points)]
    answer: Any = paths(
        names or (),
        shapes=shapes,
        core_target=target,
        rule=rule,
        due=due,
        horizon=horizon,
        start=_start(start),
        points=points or None,
        turn=turn,
        related=related,
        related_target=related_target,
        fiscal_year=fiscal_year,
        as_of=as_of,
        edition=edition,
        gdp_edition=gdp_edition,
        gdp_overrides=read_overrides(gdp_file) if gdp_file else None,
        real_growth_beyond=growth,
        inflation_beyond=inflation,
    )
    if len(answer.paths) + len(answer.missing) == 1:
        answer = answer.only()
    show(answer, answer.__rich__(), form=form, output=output, explain=explain)
    if chart is not None:
        draw(answer.chart(), chart)


def _shape(shape: str | None, points: dict[int, float]) -> str:
    return shape or ("points" if points else "linear")


def _pair(text: str, option: str) -> tuple[int, float]:
    year, _, share = text.partition("=")
    try:
        return int(year), float(share)
    except ValueError:
        raise BadValueError(f"{option} {text!r}: write it as YEAR=SHARE, e.g. 2029=2.5") from None


def _start(text: str | None) -> int | tuple[int, float] | None:
    if text is None:
        return None
    if "=" in text:
        return _pair(text, "--start")
    try:
        return int(text)
    except ValueError:
        raise BadValueError(f"--start {text!r}: write it as YEAR or YEAR=SHARE") from None
