"""Standings as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    import altair as alt

    from burdenshare.rules._standings import Standings

# Told apart without colour vision too: dark, mid and light.
_COLOURS = {"met": "#1b5e8c", "not met": "#c8553d", "not due": "#9aa5b1"}


def chart_of(standings: Standings) -> alt.LayerChart:
    """Draw one rule's shares as bars, largest first, and the number asked for as a line."""
    import altair as alt
    import polars as pl

    if len(standings.rules) != 1:
        raise BadValueError("a chart shows one rule: give rule= an id")
    rows = standings.to_frame().filter(pl.col("value").is_not_null())
    if rows.is_empty():
        raise BadValueError(f"no figures to draw for {standings.rules[0].id}")
    test = standings.rules[0].test
    year, edition = rows["year"][0], rows["edition"][0]
    bars = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("value:Q", title=test.unit if test else None),
            y=alt.Y("name:N", sort="-x", title=None),
            color=alt.Color(
                "status:N",
                title=None,
                scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
            ),
            tooltip=["name", "value", "status", "margin", "edition", "estimate"],
        )
    )
    line = alt.Chart(rows).mark_rule(strokeDash=[4, 3]).encode(x="max(threshold):Q")
    title = f"{standings.rules[0].title}: {year}"
    subtitle = f"as known on {standings.as_of}; NATO, {edition}"
    return alt.LayerChart(layer=[bars, line], title=alt.TitleParams(title, subtitle=subtitle))
