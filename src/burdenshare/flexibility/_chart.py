"""The solved path against the floors promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name

if TYPE_CHECKING:
    from burdenshare.flexibility._fit import Fit


def chart(fit: Fit) -> Any:
    """Observed years solid (estimates hollow), the solved path dotted, the promises as levels.

    Marks name styles, which the pages dress in light or dark; dashes are part of the chart.
    """
    import altair as alt

    seen = [
        {"year": o.year, "share": o.core_share, "kind": "estimated" if o.estimate else "observed"}
        for o in fit.path.history
    ]
    solved = [{"year": p.year, "share": p.core_share, "kind": "solved"} for p in fit.path.points]
    end = max(fit.path.points[-1].year, *(p.first for p in fit.question.promises))
    scale = alt.Scale(domain=[seen[0]["year"], end + 1], nice=False)
    x = alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1), scale=scale)
    y = alt.Y("share:Q", title="Core spending, % of GDP", scale=alt.Scale(zero=True))
    tip = [alt.Tooltip("year:Q", format="d"), alt.Tooltip("share:Q", format=".2f"), "kind:N"]
    history, way = alt.Chart({"values": seen}), alt.Chart({"values": solved})
    last = {**solved[-1], "label": f"{solved[-1]['share']:.2f} solved"}
    ends = alt.Chart({"values": [last]})
    layers = [
        *_promised(fit, end, x, y),
        history.mark_line(style="observed-line").encode(x=x, y=y),
        way.mark_line(style="projected-line", strokeDash=[2, 3]).encode(x=x, y=y),
        _points(history, "observed", x, y, tip),
        _points(history, "estimated", x, y, tip),
        way.mark_point(style="planned", size=20).encode(x=x, y=y, tooltip=tip),
        ends.mark_text(style="label-accent", align="left", dx=6, dy=15).encode(
            x=x, y=y, text="label:N"
        ),
    ]
    title = alt.TitleParams(area_name(fit.ally), subtitle=[fit.verdict])
    return alt.layer(*layers).properties(title=title, width=560, height=320)


def _points(base: Any, kind: str, x: Any, y: Any, tip: list[Any]) -> Any:
    chosen = base.transform_filter(f"datum.kind == '{kind}'")
    return chosen.mark_point(style=kind, filled=kind == "observed").encode(x=x, y=y, tooltip=tip)


def _promised(fit: Fit, end: int, x: Any, y: Any) -> list[Any]:
    """A level for every floor promised, from its first year on, named at its end."""
    import altair as alt

    levels = [
        {
            "year": min(p.first, end),
            "last": (p.last or end) + 1,
            "share": p.value,
            "label": f"{p.value:g} % {p.id}",
        }
        for p in fit.question.promises
        if p.kind == "floor" and p.measure == "core"
    ]
    base = alt.Chart({"values": levels})
    ends = alt.Chart({"values": [{**level, "year": end + 1} for level in levels]})
    return [
        base.mark_rule(style="target", strokeWidth=2).encode(x=x, x2="last:Q", y=y),
        ends.mark_text(style="label-target", align="left", dx=6).encode(x=x, y=y, text="label:N"),
    ]
