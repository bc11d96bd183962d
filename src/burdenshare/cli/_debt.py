"""``burdenshare debt``, with ``debt rules`` and ``debt room``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown
from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    from typing import Any


class _AllyFirst(TyperGroup):
    """A group whose first word may be an ally: ``debt BEL`` is ``debt show BEL``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        known = {*self.commands, "--help", "-h"}
        if not args or args[0] not in known:
            args = ["show", *args]
        return super().parse_args(ctx, args)


commands = typer.Typer(
    cls=_AllyFirst,
    help="Deficit and debt with and without a path; EU rules; the escape clause.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Seed = Annotated[int, typer.Option("--seed", help="Seed: the same one gives the same answer.")]
Anchors = Annotated[
    str,
    typer.Option(
        "--anchors",
        help="Market values ten years out: straight, public-anchors, or short=2,long=4.",
    ),
]
Official = Annotated[str, typer.Option("--official", help="Official loans: scheduled, ignored.")]
Gap = Annotated[str, typer.Option("--gap", help="How the gap closes: linear, decay, whole.")]
Multiplier = Annotated[
    float | None, typer.Option("--multiplier", help="Fiscal multiplier (default: 0.75).")
]
Shape = Annotated[
    str | None, typer.Option("--shape", help="Shape of the path, e.g. linear, plan, back-loaded.")
]
Reading = Annotated[
    str, typer.Option("--reading", help="Reading of the rules: commission, literal.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands, name="debt")


@commands.command("show")
def show_debt(
    names: Annotated[list[str] | None, typer.Argument(metavar="[ALLY]...")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="All 32 allies.")] = False,
    path: Annotated[
        list[str] | None,
        typer.Option(
            "--path", metavar="YEAR=POINTS", help="Extra spending, % of GDP; may be repeated."
        ),
    ] = None,
    shape: Shape = None,
    compare: Annotated[
        str | None, typer.Option(metavar="SHAPES", help="Several shapes, e.g. none,linear,plan.")
    ] = None,
    related: Annotated[
        float | None, typer.Option(help="Related share today: its rise to 1.5 counts too.")
    ] = None,
    financing: Annotated[
        str, typer.Option(help="Who pays, e.g. debt=0.5,taxes=0.3,cuts=0.1,loans=0.1.")
    ] = "debt=1",
    draws: Annotated[
        int | None, typer.Option(help="Draws (default: 100000 for one ally, none for several).")
    ] = None,
    seed: Seed = 1,
    method: Annotated[
        str,
        typer.Option(
            help="normal, quarterly-normal, student-t, var-cholesky, var-bootstrap, "
            "forecast-errors."
        ),
    ] = "normal",
    frequency: Annotated[str, typer.Option(help="Shocks: auto, quarterly, annual.")] = "auto",
    antithetic: Annotated[
        bool, typer.Option("--antithetic", help="Mirror every second draw.")
    ] = False,
    winsorised: Annotated[
        bool, typer.Option("--winsorise/--no-winsorise", help="Cut shocks at 5 and 95 %.")
    ] = True,
    currency: Annotated[
        str, typer.Option("--currency-shocks", help="accumulate, reverse.")
    ] = "accumulate",
    window: Annotated[int, typer.Option(help="Years of the fan.")] = 5,
    level: Annotated[
        list[float] | None, typer.Option(help="Debt level to give probabilities for.")
    ] = None,
    share_sd: Annotated[
        str | None,
        typer.Option(help="Uncertainty of the path's share: points a year, or history."),
    ] = None,
    scenario: Annotated[
        str,
        typer.Option(
            help="baseline, lower-structural-balance, adverse-r-g, financial-stress, or a "
            "YAML file."
        ),
    ] = "baseline",
    horizon: Annotated[int, typer.Option(help="Last year.")] = 2045,
    year: Annotated[int, typer.Option(help="Year compared for several allies.")] = 2035,
    model: Annotated[str, typer.Option(help="auto, commission, simple.")] = "auto",
    anchors: Anchors = "straight",
    ageing: Annotated[
        str, typer.Option(help="Ageing costs: throughout, ten-years.")
    ] = "throughout",
    official: Official = "scheduled",
    gap: Gap = "linear",
    multiplier: Multiplier = None,
    import_leakage: Annotated[
        float | None, typer.Option(help="Share of the spending that goes abroad (default: 0).")
    ] = None,
    supply_effect: Annotated[
        float | None, typer.Option(help="% of potential output per point-year spent (default: 0).")
    ] = None,
    loan_rate: Annotated[float | None, typer.Option(help="Interest on loans as SAFE's, %.")] = None,
    rate: Annotated[
        float | None, typer.Option(help="Interest on additional debt, % (simple model).")
    ] = None,
    as_of: AsOf = None,
    edition: EditionId = None,
    gdp_edition: Annotated[
        str | None, typer.Option("--gdp-edition", metavar="ID", help="WEO edition.")
    ] = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Deficit and debt with and without a path, and how sure: `burdenshare debt BEL`."""
    from burdenshare.cli._output import show
    from burdenshare.fiscal import debt, debts

    if everyone == bool(names):
        raise BadValueError("name an ally, or give --all: e.g. burdenshare debt BEL")
    options: dict[str, Any] = {
        "path": _points(path) if path else None,
        "shape": shape,
        "compare": compare,
        "related": related,
        "financing": financing,
        "seed": seed,
        "method": method,
        "frequency": frequency,
        "antithetic": antithetic,
        "winsorised": winsorised,
        "currency": currency,
        "window": window,
        "levels": tuple(level) if level else (60.0, 90.0),
        "share_sd": _number_or_word(share_sd),
        "scenario": Path(scenario) if scenario.endswith((".yaml", ".yml")) else scenario,
        "horizon": horizon,
        "model": model,
        "anchors": anchors,
        "ageing": ageing,
        "official": official,
        "gap": gap,
        "multiplier": multiplier,
        "import_leakage": import_leakage,
        "supply_effect": supply_effect,
        "loan_rate": loan_rate,
        "rate": rate,
        "as_of": as_of,
        "edition": edition,
        "gdp_edition": gdp_edition,
    }
    if draws is not None:
        options["draws"] = draws
    if names and len(names) == 1:
        answer = debt(names[0], **options)
        show(answer, answer.__rich__(), form=form, output=output, explain=explain)
        return
    many = debts(names, year=year, **options)
    show(many, many.__rich__(), form=form, output=output, explain=explain)


@commands.command("rules")
def show_rules(
    name: Annotated[str, typer.Argument(metavar="ALLY")],
    shape: Shape = None,
    start: Annotated[
        int | None, typer.Option(help="First year of adjustment (default: after the forecast).")
    ] = None,
    reading: Reading = "commission",
    gap: Gap = "linear",
    official: Official = "scheduled",
    anchors: Anchors = "straight",
    multiplier: Multiplier = None,
    draws: Annotated[int, typer.Option(help="Draws of the stochastic test.")] = 10_000,
    seed: Seed = 1,
    as_of: AsOf = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """What EU rules require over 4 and 7 years, and which test asks the most."""
    from burdenshare.cli._output import show
    from burdenshare.fiscal import debt_rules
    from burdenshare.paths import path

    course = path(name, shape=shape, as_of=as_of) if shape else None
    answer = debt_rules(
        name, path=course, start=start, reading=reading, gap=gap, official=official,  # type: ignore[arg-type]
        anchors=anchors, multiplier=multiplier, draws=draws, seed=seed, as_of=as_of,
    )  # fmt: skip
    show(answer, answer.__rich__(), form=form, output=output, explain=explain)


@commands.command("room")
def show_room(
    name: Annotated[str | None, typer.Argument(metavar="[ALLY]")] = None,
    activate: Annotated[
        bool | None,
        typer.Option(
            "--activate/--no-activate", help="As if in force, or not (default: the record)."
        ),
    ] = None,
    shape: Annotated[str, typer.Option(help="Path that moves the years to come.")] = "linear",
    extend_to: Annotated[
        int | None, typer.Option(metavar="YEAR", help="What if it ran to this year.")
    ] = None,
    exit_years: Annotated[
        int, typer.Option(help="Years over which what it shielded is absorbed.")
    ] = 1,
    plan_years: Annotated[int, typer.Option(help="Length of the plan after it.")] = 4,
    reading: Reading = "commission",
    seed: Seed = 1,
    as_of: AsOf = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """The EU's escape clause for defence: room, use and the cliff when it ends."""
    from burdenshare.cli._output import show
    from burdenshare.fiscal import escape_clause, escape_clauses

    options: dict[str, Any] = {
        "activate": activate,
        "shape": shape,
        "extend_to": extend_to,
        "exit_years": exit_years,
        "plan_years": plan_years,
        "reading": reading,
        "seed": seed,
        "as_of": as_of,
    }
    answer = escape_clause(name, **options) if name else escape_clauses(**options)
    show(answer, answer.__rich__(), form=form, output=output, explain=explain)


def _points(given: list[str]) -> dict[int, float]:
    points = {}
    for text in given:
        year, _, value = text.partition("=")
        try:
            points[int(year)] = float(value)
        except ValueError:
            raise BadValueError(f"--path {text!r} cannot be read: write it as 2027=0.3") from None
    return points


def _number_or_word(text: str | None) -> float | str | None:
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return text
