"""The charts: figures in, an Altair chart out, the same for page, PNG, SVG and PDF."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import altair as alt

    from burdenshare.panel import Cell, Series
    from burdenshare.paths import Chance

HATCHES = 8
"""Fine lines a year in a hatched band."""
FLOORS = ((2.0, "2 %"), (3.5, "3.5 %"))


def ranking_chart(runs: Iterable[Series], *, width: int = 560) -> alt.LayerChart:
    """Show how far each ally came: its first share and its last, highest last share first.

    Args:
        runs: Shares of allies over years.
        width: Of the plotting area, in pixels.
    """
    import altair as alt

    rows = [row for row in map(_span, runs) if row is not None]
    y = alt.Y("name:N", sort=[row["name"] for row in sorted(rows, key=_last)], title=None)
    y = y.axis(grid=False, labelLimit=140)
    top = max([4.0, *(max(row["last"], row["first"]) for row in rows)])
    scale = alt.Scale(domain=[0, top + 0.6], nice=False)
    x = alt.X("last:Q", axis=None, scale=scale)
    base = alt.Chart({"values": rows})
    tip = [
        alt.Tooltip("name:N", title="Ally"),
        alt.Tooltip("before:N", title="First year"),
        alt.Tooltip("now:N", title="Last year"),
    ]
    layers = [
        *_floor_marks(alt),
        base.mark_rule(style="span").encode(y=y, x=x, x2="first:Q"),
        base.mark_point(style="past").encode(y=y, x=alt.X("first:Q", axis=None), tooltip=tip),
        base.mark_point(style="observed")
        .transform_filter("!datum.estimate")
        .encode(y=y, x=x, tooltip=tip),
        base.mark_point(style="estimated")
        .transform_filter("datum.estimate")
        .encode(y=y, x=x, tooltip=tip),
        *_labels(base.transform_filter("datum.last >= datum.first"), y, x, "left", 9),
        *_labels(base.transform_filter("datum.last < datum.first"), y, x, "right", -9),
    ]
    return alt.LayerChart(layer=layers).properties(width=width, height=alt.Step(20))


def history_chart(runs: Sequence[tuple[str, Series]], *, width: int = 620) -> alt.LayerChart:
    """Show one area's share over time as each edition printed it, the newest in ink.

    Args:
        runs: Label and shares of each edition, oldest first.
        width: Of the plotting area, in pixels.
    """
    import altair as alt

    *older, newest = [(label, _points(run)) for label, run in runs]
    years = [p["year"] for _, points in (*older, newest) for p in points]
    values = [p["value"] for _, points in (*older, newest) for p in points]
    x = year_axis(alt, years, width)
    y = share_axis(alt, max([*values, 3.7]) * 1.06)
    layers: list[Any] = []
    for label, points in older:
        base = alt.Chart({"values": [{**p, "edition": label} for p in points]})
        layers.append(base.mark_line(style="past-line").encode(x=x, y=y))
        layers.append(base.mark_point(style="past").encode(x=x, y=y, tooltip=_tips(alt)))
    label, points = newest
    layers += _run(alt, [{**p, "edition": label} for p in points], x, y)
    last = points[-1]
    layers.append(
        alt.Chart({"values": [{**last, "label": last["printed"]}]})
        .mark_text(style="label", align="left", dx=9, fontWeight="bold")
        .encode(x=x, y=y, text="label:N")
    )
    return alt.LayerChart(layer=layers).properties(width=width, height=280)


def chance_chart(chance: Chance, history: Series, *, width: int = 600) -> alt.LayerChart:
    """Show what was published, then the fan: hatched from the 5th to the 95th percentile."""
    import altair as alt

    seen = [point for point in _points(history) if point["year"] <= chance.start]
    start = {"year": chance.start, "value": chance.share, "low": chance.share, "high": chance.share}
    fan = [start] + [
        {"year": year, "value": ranks[50], "low": ranks[5], "high": ranks[95]}
        for year, ranks in chance.fan.items()
    ]
    years = [point["year"] for point in (*seen, *fan)]
    x, y = year_axis(alt, years, width), share_axis(alt, max(3.7, fan[-1]["high"]) * 1.06)
    hatch = [
        {
            "year": a["year"] + k / HATCHES,
            "value": a["low"] + k / HATCHES * (b["low"] - a["low"]),
            "high": a["high"] + k / HATCHES * (b["high"] - a["high"]),
        }
        for a, b in itertools.pairwise(fan)
        for k in range(HATCHES)
    ]
    end = {**fan[-1], "label": f"{fan[-1]['value']:.2f} median"}
    layers = [
        alt.Chart({"values": hatch}).mark_rule(style="hatch").encode(x=x, y=y, y2="high:Q"),
        alt.Chart({"values": fan}).mark_line(style="projected-line").encode(x=x, y=y),
        *_run(alt, seen, x, y),
        alt.Chart({"values": [end]})
        .mark_text(style="label-accent", align="left", dx=8)
        .encode(x=x, y=y, text="label:N"),
    ]
    return alt.LayerChart(layer=layers).properties(width=width, height=280)


def totals_chart(series: Iterable[Series], *, width: int = 620) -> alt.LayerChart:
    """Show several areas over time, each line labelled at its end."""
    import altair as alt

    runs = {run.cells[0].area: points for run in series if (points := _points(run))}
    years = [p["year"] for points in runs.values() for p in points]
    x = year_axis(alt, years, width)
    y = share_axis(alt, 4)
    layers: list[Any] = []
    for area, points in runs.items():
        layers += _run(alt, points, x, y)
        end = {**points[-1], "label": f"{_short(area)} {points[-1]['printed']}"}
        layers.append(
            alt.Chart({"values": [end]})
            .mark_text(style="label", align="left", dx=9)
            .encode(x=x, y=y, text="label:N")
        )
    return alt.LayerChart(layer=layers).properties(width=width, height=260)


def _run(alt: Any, points: list[dict[str, Any]], x: Any, y: Any) -> list[Any]:
    """A line with its points: solid where observed, hollow where estimated."""
    base = alt.Chart({"values": points})
    return [
        base.mark_line(style="observed-line").encode(x=x, y=y),
        base.mark_point(style="observed")
        .transform_filter("!datum.estimate")
        .encode(x=x, y=y, tooltip=_tips(alt)),
        base.mark_point(style="estimated")
        .transform_filter("datum.estimate")
        .encode(x=x, y=y, tooltip=_tips(alt)),
    ]


def _labels(base: Any, y: Any, x: Any, align: str, dx: int) -> list[Any]:
    """Direct labels, with room around them so that no line runs through."""
    return [
        base.mark_text(style=style, align=align, dx=dx).encode(y=y, x=x, text="label:N")
        for style in ("halo", "label")
    ]


def _floor_marks(alt: Any) -> list[Any]:
    """The floors as upright lines, labelled on top."""
    base = alt.Chart({"values": [{"last": level, "label": label} for level, label in FLOORS]})
    x = alt.X("last:Q", axis=None)
    text = base.mark_text(style="label-target", align="center", baseline="bottom", dy=-4)
    return [
        base.mark_rule(style="target").encode(x=x),
        text.encode(x=x, y=alt.value(0), text="label:N"),
    ]


def share_axis(alt: Any, top: float) -> Any:
    """The upright axis of shares, on which the floors stand out."""
    values = [0, 1, 2, 3, 3.5, *range(4, int(top) + 1)]
    floor = {"test": "datum.value == 2 || datum.value == 3.5", "value": "@target"}
    axis = alt.Axis(
        values=values,
        labelExpr="datum.value + ' %'",
        labelColor={"condition": floor, "value": "@muted"},
        gridColor={"condition": {**floor, "value": "@target"}, "value": "@grid"},
    )
    return alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=axis)


def year_axis(alt: Any, years: Sequence[int], width: int) -> Any:
    """The axis of years."""
    first, last = min(years), max(years)
    step = 1 if width / (last - first + 1) > 34 else 2 if width / (last - first + 1) > 17 else 4
    axis = alt.Axis(values=list(range(last, first - 1, -step))[::-1], format="d")
    scale = alt.Scale(domain=[first, last], nice=False)
    return alt.X("year:Q", title=None, scale=scale, axis=axis)


def _tips(alt: Any) -> list[Any]:
    return [
        alt.Tooltip("area:N", title="Area"),
        alt.Tooltip("year:Q", title="Year", format="d"),
        alt.Tooltip("printed:N", title="% of GDP"),
        alt.Tooltip("edition:N", title="Edition"),
    ]


def _points(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    return [
        {
            "area": area_name(cell.area),
            "year": cell.year,
            "value": cell.value,
            "printed": f"{cell.printed}{' e' if cell.estimate else ''}",
            "estimate": cell.estimate,
            "edition": cell.edition.id,
        }
        for cell in cells
        if cell.value is not None
    ]


def _span(cells: Iterable[Cell]) -> dict[str, Any] | None:
    """First and last figure of an area."""
    held = [cell for cell in cells if cell.value is not None]
    if not held:
        return None
    first, last = held[0], held[-1]
    assert first.value is not None
    assert last.value is not None
    return {
        "name": area_name(last.area),
        "first": first.value,
        "last": last.value,
        "estimate": last.estimate,
        "label": last.printed,
        "before": f"{first.year}: {first.printed}",
        "now": f"{last.year}: {last.printed}{' (estimate)' if last.estimate else ''}",
    }


def _last(row: dict[str, Any]) -> float:
    return -float(row["last"])


def _short(area: str) -> str:
    return {"NATO": "NATO", "NATO_EUR_CAN": "Europe and Canada"}.get(area, area_name(area))
