"""Charts: one Vega-Lite specification each, for page, PNG and SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name

if TYPE_CHECKING:
    import altair as alt

    from burdenshare.fiscal._clause import Clause
    from burdenshare.fiscal._debt import Debt
    from burdenshare.fiscal._rules_view import DebtRules

WIDTH, HEIGHT = 560, 320


def debt_chart(debt: Debt) -> alt.LayerChart:
    """Debt with and without the path; the fan of each as a band from 10 to 90 %."""
    import altair as alt

    names = {"without": "without the path", "with": debt.shapes.get("with", "with the path")}
    rows = [
        {"year": f"{year}", "debt": run.at("debt", year), "run": names.get(name, name)}
        for name, run in debt.runs.items()
        for year in run.years
    ]
    x = alt.X("year:T", title=None)
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line()
        .encode(
            x=x,
            y=alt.Y("debt:Q", title="debt, % of GDP", scale=alt.Scale(zero=False)),
            color=alt.Color("run:N", title=None),
            tooltip=["year:T", "run:N", alt.Tooltip("debt:Q", format=".1f")],
        )
    )
    layers: list[Any] = [lines]
    if debt.fan is not None:
        layers.insert(0, _bands(debt, names, x))
    title = alt.TitleParams(
        f"{debt.name}: debt with and without the path",
        subtitle=f"{debt.model} model, {debt.financing}, as of {debt.as_of}; "
        + ", ".join(debt.editions),
    )
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=HEIGHT, title=title)


def _bands(debt: Debt, names: dict[str, str], x: Any) -> Any:
    import altair as alt

    fan = debt.fan
    if fan is None:
        raise AssertionError("_bands() needs a fan")
    low, high = fan.percentiles.index(10), fan.percentiles.index(90)
    rows = [
        {
            "year": f"{year}",
            "low": fan.debt[r][k][low],
            "high": fan.debt[r][k][high],
            "run": names.get(run, run),
        }
        for r, run in enumerate(fan.runs)
        for k, year in enumerate(fan.years)
    ]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_area(opacity=0.2)
        .encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=alt.Color("run:N", title=None))
    )


def rules_chart(rules: DebtRules) -> alt.LayerChart:
    """Debt with the adjustments required, and 60 %."""
    import altair as alt

    rows = [
        {
            "year": f"{year}",
            "debt": found.run.at("debt", year),
            "adjustment": f"{len(found.steps)} years",
        }
        for found in rules.required
        for year in found.run.years
    ]
    lines = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_line()
        .encode(
            x=alt.X("year:T", title=None),
            y=alt.Y("debt:Q", title="debt, % of GDP"),
            color=alt.Color("adjustment:N", title=None),
        )
    )
    sixty = (
        alt.Chart(alt.InlineData(values=[{"level": 60}]))
        .mark_rule(strokeDash=[4, 4])
        .encode(y="level:Q")
    )
    title = alt.TitleParams(
        f"{rules.name}: debt with the adjustment EU rules require",
        subtitle=f"{rules.options['reading']} reading, as of {rules.as_of}",
    )
    return alt.LayerChart(layer=[lines, sixty]).properties(width=WIDTH, height=HEIGHT, title=title)


def clause_chart(clause: Clause) -> alt.LayerChart:
    """Defence over the base year: the part shielded and the part beyond the cap."""
    import altair as alt

    rows = [
        {"year": str(y.year), "part": part, "points": value, "kind": y.kind}
        for y in clause.years
        for part, value in (("shielded", y.used), ("beyond", y.excess))
    ]
    bars = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None),
            y=alt.Y("points:Q", title=f"defence over {clause.base_year}, points of GDP"),
            color=alt.Color("part:N", title=None),
            opacity=alt.Opacity("kind:N", title=None),
        )
    )
    cap = (
        alt.Chart(alt.InlineData(values=[{"cap": clause.cap}]))
        .mark_rule(strokeDash=[4, 4])
        .encode(y="cap:Q")
    )
    title = alt.TitleParams(
        f"{area_name(clause.ally)}: use of the escape clause",
        subtitle=f"record: {clause.status}; as of {clause.as_of}; {', '.join(clause.editions)}",
    )
    return alt.LayerChart(layer=[bars, cap]).properties(width=WIDTH, height=HEIGHT, title=title)
