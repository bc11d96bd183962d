"""``burdenshare fit``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown
from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    from burdenshare.flexibility import Scenario

_BOUND = "number or none"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("fit")(fit)


def fit(
    name: Annotated[str | None, typer.Argument(metavar="[ALLY]")] = None,
    max_step: Annotated[
        str | None, typer.Option(metavar="POINTS", help=f"Largest step a year ({_BOUND}).")
    ] = None,
    max_real_growth: Annotated[
        str | None, typer.Option(metavar="PERCENT", help=f"Largest real growth a year ({_BOUND}).")
    ] = None,
    effort: Annotated[
        float | None, typer.Option(metavar="POINTS", help="Largest consolidation effort a year.")
    ] = None,
    deficit_cap: Annotated[
        list[str] | None,
        typer.Option(metavar="CAP[@YEAR[-YEAR]]", help="Largest deficit, e.g. 3@2027-2035."),
    ] = None,
    debt_cap: Annotated[
        list[str] | None,
        typer.Option(metavar="CAP[@YEAR[-YEAR]]", help="Largest debt ratio, e.g. 110@2035."),
    ] = None,
    announced: Annotated[
        bool, typer.Option("--announced", help="Spend no more than the ally announced.")
    ] = False,
    reading: Annotated[
        str | None, typer.Option(metavar="ID", help="Whose reading, e.g. ESP-2025-06-22.")
    ] = None,
    milestone: Annotated[
        float | None, typer.Option("--milestone-2029", help="Core share asked for in 2029.")
    ] = None,
    related: Annotated[
        float | None, typer.Option(help="Related share today; adds the 5 % to the promises.")
    ] = None,
    promise: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Rules promised, instead of the usual.")
    ] = None,
    allow: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Mechanisms on the table, e.g. later,lower.")
    ] = None,
    forbid: Annotated[
        str | None, typer.Option(metavar="NAMES", help="Mechanisms off the table.")
    ] = None,
    weight: Annotated[
        list[str] | None, typer.Option(metavar="NAME=W", help="Weigh a mechanism, e.g. later=2.")
    ] = None,
    clause_until: Annotated[
        int | None, typer.Option(metavar="YEAR", help="What if the escape clause ran so long.")
    ] = None,
    clause_size: Annotated[
        float | None, typer.Option(metavar="POINTS", help="What if it covered so much.")
    ] = None,
    loans: Annotated[
        float | None, typer.Option(metavar="EUR_BN", help="Loans on offer, instead of SAFE's.")
    ] = None,
    counting: Annotated[
        float | None, typer.Option(metavar="POINTS", help="Existing spending up for recognition.")
    ] = None,
    horizon: Annotated[int | None, typer.Option(help="Last year (default: due year + 10).")] = None,
    gdp_edition: Annotated[
        str | None, typer.Option(metavar="ID", help="WEO edition of GDP and prices.")
    ] = None,
    frontier: Annotated[
        str | None, typer.Option(metavar="X,Y", help="Trade-off of two, e.g. later,lower.")
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="Every ally under the same offer.")
    ] = False,
    offer_only: Annotated[
        str | None, typer.Option(metavar="ALLIES", help="With --all: the offer is theirs only.")
    ] = None,
    offer_all: Annotated[
        bool, typer.Option("--offer-all", help="With --all: the offer is everyone's (default).")
    ] = False,
    scenario: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The whole question, in YAML.")
    ] = None,
    print_scenario: Annotated[
        bool, typer.Option("--print-scenario", help="Print the whole question and stop.")
    ] = False,
    listing: Annotated[
        bool, typer.Option("--list", help="List constraints and mechanisms and stop.")
    ] = False,
    chart: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also draw: .svg, .png, .html or .json.")
    ] = None,
    as_of: AsOf = None,
    edition: EditionId = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Does the pledge fit the budget, and if not, what is the least that must give?"""
    from burdenshare.cli._output import show
    from burdenshare.flexibility import Catalogue, fit_all, resolve, to_yaml
    from burdenshare.flexibility import fit as solve

    def out(answer: Any) -> None:
        show(answer, answer.__rich__(), form=form, output=output, explain=explain)

    if listing:
        out(Catalogue())
        return
    options: dict[str, Any] = {
        "as_of": as_of,
        "edition": edition,
        "gdp_edition": gdp_edition,
        "horizon": horizon,
        "promises": tuple(promise) if promise else None,
        "reading": reading,
        "milestone_2029": milestone,
        "related": related,
        "max_step": _bound(max_step, "--max-step"),
        "max_real_growth": _bound(max_real_growth, "--max-real-growth"),
        "effort": effort,
        "deficit_cap": _caps(deficit_cap, "--deficit-cap"),
        "debt_cap": _caps(debt_cap, "--debt-cap"),
        "announced": announced or None,
        "allow": _names(allow),
        "forbid": _names(forbid),
        "clause": {"last_year": clause_until, "size": clause_size}
        if clause_until or clause_size
        else None,
        "loans": loans,
        "counting": counting,
        "weights": dict(_weight(text) for text in weight) if weight else None,
    }
    given = {key: value for key, value in options.items() if value is not None}
    asked = _scenario(name, scenario, given, everyone=everyone)
    _check_offer(offer_only, offer_all=offer_all, everyone=everyone)
    if everyone:
        if frontier or chart or print_scenario:
            raise BadValueError("--all goes without --frontier, --chart and --print-scenario")
        out(fit_all(asked, offer_only=_names(offer_only) or ()))
        return
    if print_scenario:
        typer.echo(to_yaml(resolve(asked)), nl=False)
        return
    answer = solve(scenario=asked)
    out(answer if frontier is None else answer.frontier(*_axes(frontier)))
    if chart is not None:
        from burdenshare.cli._output import draw

        draw(answer.chart(), chart)


def _check_offer(offer_only: str | None, *, offer_all: bool, everyone: bool) -> None:
    if not everyone and (offer_only is not None or offer_all):
        raise BadValueError("--offer-only and --offer-all go with --all: add it")
    if offer_only is not None and offer_all:
        raise BadValueError("--offer-only and --offer-all exclude each other: use one of them")


def _axes(text: str) -> tuple[str, str]:
    axes = _names(text) or ()
    if len(axes) != 2:
        raise BadValueError(f"--frontier {text!r}: name two mechanisms, e.g. later,lower")
    return axes[0], axes[1]


def _scenario(
    name: str | None, file: Path | None, options: dict[str, Any], *, everyone: bool
) -> Scenario:
    from burdenshare.flexibility import make_scenario, read_scenario

    if file is not None:
        if name or options:
            extra = name or "--" + next(iter(options)).replace("_", "-")
            raise BadValueError(f"--scenario is the whole question: leave out {extra}")
        return read_scenario(file)
    if everyone:
        if name:
            raise BadValueError(f"--all solves every ally: leave out {name}")
        return make_scenario("NATO", None, options)
    if name is None:
        raise BadValueError("name an ally, or use --all, --scenario FILE or --list")
    return make_scenario(name, None, options)


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(part.strip() for part in text.split(",") if part.strip())


def _bound(text: str | None, option: str) -> float | str | None:
    if text is None or text in {"none", "default"}:
        return text
    try:
        return float(text)
    except ValueError:
        raise BadValueError(f"{option} {text!r}: give a number, e.g. 0.2, or none") from None


def _weight(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise BadValueError(f"--weight {text!r}: write it as NAME=NUMBER, e.g. later=2") from None


def _caps(texts: list[str] | None, option: str) -> float | dict[int, float] | None:
    if not texts:
        return None
    found: dict[int, float] = {}
    for text in texts:
        value, at, years = text.partition("@")
        first, _, last = years.partition("-")
        try:
            cap = float(value)
            named = range(int(first), int(last or first) + 1) if at else ()
        except ValueError:
            raise BadValueError(
                f"{option} {text!r}: write it as CAP, CAP@YEAR or CAP@YEAR-YEAR, e.g. 110@2035"
            ) from None
        if not at and len(texts) > 1:
            raise BadValueError(
                f"{option} {text!r}: with several caps each needs its year, CAP@YEAR"
            )
        if not at:
            return cap
        found |= dict.fromkeys(named, cap)
    return found
