"""Charts: one Vega-Lite specification each, for page, PNG and SVG."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name

if TYPE_CHECKING:
    import altair as alt

    from burdenshare.fiscal._clause_result import Clause
    from burdenshare.fiscal._debt import Debt
    from burdenshare.fiscal._rules_view import DebtRules

WIDTH, HEIGHT = 560, 320
HATCHES = 8
"""Fine lines a year in a hatched band."""


def debt_chart(debt: Debt) -> alt.LayerChart:
    """Debt with and without the path: outturn solid, projections dotted, the fan hatched.

    Lines carry their names at their ends. Marks name styles, which the pages dress in light or
    dark; dashes and hatching are part of the chart.
    """
    import altair as alt

    several = len(debt.runs) > 2
    shape = debt.shapes.get("with", "the path")
    names = {"without": "without", "with": f"with {shape if several else 'the path'}"}
    shown = {name: names.get(name, name) for name in debt.runs}
    rows: list[dict[str, Any]] = [
        {"year": year, "debt": run.at("debt", year), "run": shown[name]}
        for name, run in debt.runs.items()
        for year in run.years
    ]
    values = [row["debt"] for row in rows]
    low = 10 * (min(values) * 0.9 // 10)
    years = [row["year"] for row in rows]
    x = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1),
        scale=alt.Scale(domain=[min(years), max(years)], nice=False),
    )
    y = alt.Y(
        "debt:Q",
        title="Debt, % of GDP",
        scale=alt.Scale(domain=[low, max(values) * 1.04], nice=False, clamp=True),
        axis=alt.Axis(tickCount=6),
    )
    layers: list[Any] = [] if debt.fan is None else _hatched(debt, x, y)
    for name, label in shown.items():
        mine = [row for row in rows if row["run"] == label]
        layers += _line(
            mine, label, debt.base_year, "observed" if name == "without" else "path", x, y
        )
    title = alt.TitleParams(
        f"{debt.name}: debt with and without the path",
        subtitle=f"{debt.model} model, {debt.financing}, as of {debt.as_of}; "
        + ", ".join(debt.editions),
    )
    return alt.LayerChart(layer=layers).properties(width=WIDTH, height=HEIGHT, title=title)


def _line(
    rows: list[dict[str, Any]], label: str, base_year: int, kind: str, x: Any, y: Any
) -> list[Any]:
    """Outturn solid, then dotted; the name and the last value at the end."""
    import altair as alt

    tip = [
        alt.Tooltip("year:Q", format="d"),
        alt.Tooltip("debt:Q", format=".1f"),
        alt.Tooltip("run:N"),
    ]
    after = [row for row in rows if row["year"] >= base_year]
    before = [row for row in rows if row["year"] <= base_year]
    end = {**rows[-1], "label": f"{label} {rows[-1]['debt']:.0f}"}
    style, text = (
        ("observed-line", "label") if kind == "observed" else ("projected-line", "label-accent")
    )
    return [
        alt.Chart(alt.InlineData(values=before)).mark_line(style="observed-line").encode(x=x, y=y),
        alt.Chart(alt.InlineData(values=after))
        .mark_line(style=style, strokeDash=[2, 3])
        .encode(x=x, y=y, tooltip=tip),
        alt.Chart(alt.InlineData(values=[end]))
        .mark_text(style=text, align="left", dx=8)
        .encode(x=x, y=y, text="label:N"),
    ]


def _hatched(debt: Debt, x: Any, y: Any) -> list[Any]:
    """The 10th to the 90th percentile of each run as fine lines, set between each other's."""
    import altair as alt

    fan = debt.fan
    if fan is None:
        raise AssertionError("_hatched() needs a fan")
    at = [fan.percentiles.index(10), fan.percentiles.index(90)]
    layers = []
    for number, run in enumerate(fan.runs[:2]):
        ends = [(fan.opening[number],) * 2]
        ends += [tuple(year[i] for i in at) for year in fan.debt[number]]  # type: ignore[misc]
        lines = []
        for k, (one, two) in enumerate(itertools.pairwise(ends)):
            for step in range(HATCHES):
                part = (step + 0.5 * number) / HATCHES
                edges = [a + part * (b - a) for a, b in zip(one, two, strict=True)]
                lines.append(
                    {"year": fan.years[0] - 1 + k + part, "debt": edges[0], "high": edges[1]}
                )
        style = "hatch-plain" if run == "without" else "hatch"
        layers.append(
            alt.Chart(alt.InlineData(values=lines))
            .mark_rule(style=style)
            .encode(x=x, y=y, y2="high:Q")
        )
    return layers


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
