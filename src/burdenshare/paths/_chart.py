"""One picture of paths: what is published, what is estimated, announced and computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from burdenshare.paths._path import Path

DASHES = {"observed": [1, 0], "estimated": [1, 0], "planned": [6, 3], "projected": [1, 3]}
KEY = "Solid: published by NATO (hollow: estimate). Dashed: announced. Dotted: computed here."


def chart(paths: Sequence[Path]) -> alt.LayerChart:
    """Return one Vega-Lite chart of the core share of all paths.

    Lines carry their names at their ends; nothing rests on colour alone.

    Raises:
        BadValueError: There is no path.
    """
    import altair as alt

    if not paths:
        raise BadValueError("there is no path to draw")
    rows = [row for path in paths for row in _rows(path, many=len(paths) > 1)]
    year = alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1))
    share = alt.Y("share:Q", title="Core defence spending, % of GDP", scale=alt.Scale(zero=True))
    colour = alt.Color("name:N", legend=None)
    base = alt.Chart(alt.Data(values=rows))
    lines = base.mark_line(strokeWidth=2).encode(
        x=year,
        y=share,
        color=colour,
        detail="run:N",
        strokeDash=alt.StrokeDash(
            "kind:N", scale=alt.Scale(domain=list(DASHES), range=list(DASHES.values())), legend=None
        ),
    )
    marks = base.transform_filter("datum.mark").encode(
        x=year, y=share, color=colour, tooltip=["name:N", "label:N", "kind:N", "share:Q", "note:N"]
    )
    solid = marks.transform_filter("datum.kind != 'estimated'").mark_point(filled=True, size=30)
    hollow = marks.transform_filter("datum.kind == 'estimated'").mark_point(
        filled=True, size=40, fill="white", strokeWidth=1.5
    )
    ends = base.transform_filter("datum.end").mark_text(align="left", dx=6)
    names = ends.encode(x=year, y=share, text="end_label:N", color=colour)
    return (lines + solid + hollow + names).properties(
        width=560, height=300, title=alt.Title(_title(paths), subtitle=[KEY, _caption(paths)])
    )


def _rows(path: Path, *, many: bool) -> list[dict[str, Any]]:
    """One row a point and, where the kind changes, one more so that the lines join."""
    name = f"{path.name}, {path.shape}" if many else path.name
    seen = [
        (o.year, o.core_share, "estimated" if o.estimate else "observed", str(o.year), path.edition)
        for o in path.history
        if o.year < path.start.year
    ]
    drawn = [(p.year, p.core_share, p.kind, p.label, p.note) for p in path.points]
    rows: list[dict[str, Any]] = []
    run = 0
    for year, share, kind, label, note in seen + drawn:
        last = rows[-1] if rows else None
        if last is not None and last["dash"] != DASHES[kind]:
            run += 1
            rows.append(
                last | {"kind": kind, "dash": DASHES[kind], "run": f"{name} {run}", "mark": False}
            )
        rows.append(
            {"name": name, "year": year, "share": share, "kind": kind, "label": label, "note": note,
             "run": f"{name} {run}", "dash": DASHES[kind], "mark": kind != "projected", "end": False}
        )  # fmt: skip
    rows[-1] |= {"end": True, "end_label": f"{name} {path.points[-1].core_share:.2f}"}
    return rows


def _title(paths: Sequence[Path]) -> str:
    names = list(dict.fromkeys(path.name for path in paths))
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{shown}: paths to the target"


def _caption(paths: Sequence[Path]) -> str:
    editions = ", ".join(dict.fromkeys(p.edition for p in paths))
    gdp = ", ".join(dict.fromkeys(p.gdp_edition for p in paths))
    return f"As of {paths[0].as_of}; shares {editions}, GDP {gdp}."
