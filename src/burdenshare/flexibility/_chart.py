"""The solved path against the floors promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.allies import area_name

if TYPE_CHECKING:
    from burdenshare.flexibility._fit import Fit


def chart(fit: Fit) -> Any:
    """Observed years, the solved path, and a line for every level promised."""
    import altair as alt

    rows = [
        {"year": o.year, "share": o.core_share, "kind": "estimated" if o.estimate else "observed"}
        for o in fit.path.history
    ]
    rows += [{"year": p.year, "share": p.core_share, "kind": "solved"} for p in fit.path.points]
    levels = [
        {
            "first": p.first,
            "last": p.last or fit.path.points[-1].year,
            "level": p.value,
            "rule": p.id,
        }
        for p in fit.question.promises
        if p.kind == "floor" and p.measure == "core" and p.first <= fit.path.points[-1].year
    ]
    line = (
        alt.Chart({"values": rows})
        .mark_line(point=True)
        .encode(
            x=alt.X("year:Q", title=None, axis=alt.Axis(format="d")),
            y=alt.Y("share:Q", title="Core spending, % of GDP"),
            strokeDash=alt.StrokeDash("kind:N", title=None),
            tooltip=["year:Q", "share:Q", "kind:N"],
        )
    )
    promised = (
        alt.Chart({"values": levels})
        .mark_rule(color="firebrick", strokeWidth=2)
        .encode(x="first:Q", x2="last:Q", y="level:Q", tooltip=["rule:N", "level:Q"])
    )
    title = alt.TitleParams(area_name(fit.ally), subtitle=[fit.verdict])
    return alt.layer(line, promised).properties(title=title, width=560, height=320)
