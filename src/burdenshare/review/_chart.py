"""The review in one picture: where each ally is, and where three paths put it in 2029."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.allies import area_name
from burdenshare.review._track import REVIEW

if TYPE_CHECKING:
    import altair as alt

    from burdenshare.review._review import Review

MARKS = {"now": "circle", "plan": "diamond", "trend": "triangle-up", "linear": "cross"}


def chart(review: Review) -> alt.LayerChart:
    """Return one row an ally: its share now, and in the review year by plan, trend and line."""
    import altair as alt

    rows = [
        {"ally": area_name(item.ally), "what": what, "share": share, "status": item.status}
        for item in review.lines
        for what, share in {"now": item.share, **item.at_review}.items()
    ]
    order = [area_name(i.ally) for i in sorted(review.lines, key=lambda i: -i.share)]
    shape = alt.Scale(domain=list(MARKS), range=list(MARKS.values()))
    legend = alt.Legend(title=f"Now, and in {REVIEW} by")
    base = alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
    points = base.mark_point(size=50, filled=True, opacity=0.8).encode(
        x=alt.X("share:Q", title="Core defence spending, % of GDP"),
        y=alt.Y("ally:N", sort=order, title=None),
        shape=alt.Shape("what:N", scale=shape, legend=legend),
        color=alt.Color("what:N", scale=alt.Scale(domain=list(MARKS)), legend=legend),
        tooltip=["ally:N", "what:N", "share:Q", "status:N"],
    )
    target = alt.Chart(alt.Data(values=[{"target": review.lines[0].target}]))  # type: ignore[no-untyped-call]
    line = target.mark_rule(strokeDash=[6, 3]).encode(x="target:Q")
    subtitle = f"As of {review.as_of}; shares {review.edition}, GDP {review.gdp_edition}"
    drawn: alt.LayerChart = (points + line).properties(
        width=480, title=alt.Title(f"Review {REVIEW}", subtitle=subtitle)
    )
    return drawn
