"""One picture of paths: what is published, what is estimated, announced and computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from burdenshare.paths._path import Path

PUBLISHED = "published"
STYLES = {"observed": PUBLISHED, "estimated": PUBLISHED, "planned": "announced"}
DASHES = {PUBLISHED: [1, 0], "announced": [6, 3], "computed": [1, 3]}
KEY = "Solid: published by NATO (hollow: estimate). Dashed: announced. Dotted: computed here."
APART = 0.045
"""Smallest distance of two labels, as a part of the height."""


def chart(paths: Sequence[Path]) -> alt.LayerChart:
    """Return one Vega-Lite chart of the core share of all paths.

    Lines carry their names at their ends; nothing rests on colour alone.

    Raises:
        BadValueError: There is no path.
    """
    import altair as alt

    if not paths:
        raise BadValueError("there is no path to draw")
    # One ally's published years are the same on all its paths and get the first colour.
    alone = len({path.ally for path in paths}) == 1
    rows = [row for path in paths for row in _rows(path, _name(path, paths))]
    names = list(dict.fromkeys(row["name"] for row in rows))
    if alone:
        for row in rows:
            row["name"] = PUBLISHED if row["style"] == PUBLISHED else row["name"]
        names.insert(0, PUBLISHED)
    _spread(rows)
    years = [row["year"] for row in rows]
    year = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(format="d", tickMinStep=1),
        scale=alt.Scale(domain=[min(years), max(years)], nice=False),
    )
    share = alt.Y("share:Q", title="Core defence spending, % of GDP")
    dash = alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
    base = alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
    base = base.encode(
        x=year, color=alt.Color("name:N", legend=None, scale=alt.Scale(domain=names))
    )
    lines = base.mark_line(strokeWidth=2).encode(
        y=share, detail="run:N", strokeDash=alt.StrokeDash("style:N", scale=dash, legend=None)
    )
    marks = base.transform_filter("datum.mark").encode(
        y=share, tooltip=["name:N", "label:N", "kind:N", "share:Q", "note:N"]
    )
    solid = marks.transform_filter("datum.kind != 'estimated'").mark_point(filled=True, size=30)
    hollow = marks.transform_filter("datum.kind == 'estimated'").mark_point(
        filled=False, fill="white", size=40, strokeWidth=1.5
    )
    labels = base.transform_filter("datum.end").mark_text(align="left", dx=8)
    ends = labels.encode(y="label_y:Q", text="end_label:N")
    drawn: alt.LayerChart = (lines + solid + hollow + ends).properties(
        width=560, height=300, title=alt.Title(_title(paths), subtitle=[KEY, _caption(paths)])
    )
    return drawn


def _name(path: Path, paths: Sequence[Path]) -> str:
    """What tells a path from the others: its ally, its shape, or both."""
    if len({p.ally for p in paths}) == 1:
        return path.shape
    return path.name if len({p.shape for p in paths}) == 1 else f"{path.name}, {path.shape}"


def _rows(path: Path, name: str) -> list[dict[str, Any]]:
    """One row a point and, where the style changes, one more so that the lines join."""
    seen = [
        (o.year, o.core_share, "estimated" if o.estimate else "observed", str(o.year), path.edition)
        for o in path.history
        if o.year < path.start.year
    ]
    drawn = [(p.year, p.core_share, p.kind, p.label, p.note) for p in path.points]
    rows: list[dict[str, Any]] = []
    for year, share, kind, label, note in seen + drawn:
        row = {
            "name": name,
            "year": year,
            "share": share,
            "kind": kind,
            "style": STYLES.get(kind, "computed"),
            "label": label,
            "note": note,
            "run": f"{name} {len(rows)}",
            "mark": kind != "projected",
            "end": False,
        }
        if rows and rows[-1]["style"] == row["style"]:
            row["run"] = rows[-1]["run"]
        elif rows:
            joint = {"style": row["style"], "run": row["run"], "mark": False}
            rows.append(rows[-1] | joint)
        rows.append(row)
    rows[-1] |= {"end": True, "end_label": f"{share:.2f} {name}"}
    return rows


def _spread(rows: list[dict[str, Any]]) -> None:
    """Move labels of lines that end close to each other apart, from the top down."""
    gap = APART * max(row["share"] for row in rows)
    above = float("inf")
    for row in sorted((r for r in rows if r["end"]), key=lambda r: -r["share"]):
        row["label_y"] = above = min(row["share"], above - gap)


def _title(paths: Sequence[Path]) -> str:
    names = list(dict.fromkeys(path.name for path in paths))
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{shown}: paths to the target"


def _caption(paths: Sequence[Path]) -> str:
    editions = ", ".join(dict.fromkeys(p.edition for p in paths))
    gdp = ", ".join(dict.fromkeys(p.gdp_edition for p in paths))
    return f"As of {paths[0].as_of}; shares {editions}, GDP {gdp}."
