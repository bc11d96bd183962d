"""How every chart looks, in light and dark, and how it becomes a picture.

Charts name styles and carry no colours; this module dresses them. Observed is
solid, estimated hollow, planned dashed, projected dotted or hatched: on every chart alike.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import altair as alt

Look = Literal["light", "dark"]
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role; text on ``paper`` has a contrast of at least 4.5 to 1."""

    paper: str
    ink: str
    muted: str
    faint: str
    grid: str
    target: str
    accent: str
    second: str


PALETTES: dict[Look, Palette] = {
    "light": Palette(
        "#ffffff", "#15181e", "#5a6170", "#a9afba", "#e6e8ec", "#a13b12", "#1a5a9e", "#7a5195"
    ),
    "dark": Palette(
        "#15171b", "#eceae6", "#a4abb8", "#666d7a", "#2b2f36", "#f0936a", "#7db4ec", "#c49ae0"
    ),
}


def config(look: Look) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a look."""
    p = PALETTES[look]
    axis = {
        "domain": False,
        "ticks": False,
        "grid": True,
        "gridColor": p.grid,
        "labelColor": p.muted,
        "titleColor": p.muted,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelPadding": 6,
        "labelFlush": False,
    }
    return {
        "background": p.paper,
        # A reader's own font may be wider than the one the layout is measured with.
        "padding": {"left": 16, "right": 26, "top": 6, "bottom": 6},
        "font": FONT,
        "view": {"stroke": None},
        "range": {"category": [p.ink, p.accent, p.second, p.target, p.muted]},
        "title": {
            "color": p.ink,
            "subtitleColor": p.muted,
            "anchor": "start",
            "frame": "group",
            "fontSize": 14,
            "subtitleFontSize": 12,
            "subtitlePadding": 4,
            "offset": 12,
        },
        "text": {"fontSize": 12},
        "axis": axis,
        # Clear of the lowest label beside it.
        "axisX": {"grid": False, "labelPadding": 11},
        "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -12},
    }


def _styles(p: Palette) -> dict[str, dict[str, Any]]:
    point = {"size": 38, "opacity": 1, "strokeWidth": 1.6}
    line = {"strokeWidth": 2.2, "stroke": p.ink, "fill": None}
    label = {"fontSize": 12, "fill": p.ink}
    return {
        "observed": {**point, "fill": p.ink, "stroke": p.ink},
        "estimated": {**point, "fill": p.paper, "stroke": p.ink},
        "past": {**point, "size": 26, "fill": p.faint, "stroke": p.faint},
        "observed-line": line,
        "planned-line": {**line, "stroke": p.accent, "strokeDash": [7, 4]},
        "projected-line": {**line, "stroke": p.accent, "strokeDash": [2, 3]},
        "second-line": {**line, "stroke": p.second, "strokeDash": [2, 3]},
        "planned": {**point, "fill": p.paper, "stroke": p.accent},
        "hatch-plain": {"stroke": p.muted, "strokeWidth": 0.8, "opacity": 0.5},
        "hatch": {"stroke": p.accent, "strokeWidth": 0.8, "opacity": 0.45},
        "hatch-second": {"stroke": p.second, "strokeWidth": 0.8, "opacity": 0.45},
        "past-line": {"strokeWidth": 1.3, "stroke": p.faint, "fill": None},
        "second-solid": {**line, "stroke": p.second},
        "accent-solid": {**line, "stroke": p.accent},
        "span": {"stroke": p.faint, "strokeWidth": 1.5},
        "target": {"stroke": p.target, "strokeWidth": 1.2},
        "label": label,
        "halo": {**label, "fill": p.paper, "stroke": p.paper, "strokeWidth": 4},
        "label-muted": {**label, "fill": p.muted},
        "label-target": {**label, "fill": p.target},
        "label-accent": {**label, "fill": p.accent},
        "label-second": {**label, "fill": p.second},
    }


def themed(
    chart: alt.TopLevelMixin | dict[str, Any], look: Look = "light", *, width: int | None = None
) -> dict[str, Any]:
    """Return the Vega-Lite specification of a chart in a look.

    Args:
        chart: The chart, or its specification.
        look: Light or dark.
        width: Width of the plotting area in place of the chart's own.
    """
    # Charts are checked against the schema in the tests; here that would double the time they take.
    spec = chart if isinstance(chart, dict) else chart.to_dict(validate=False)
    dressed: dict[str, Any] = _dress(spec, PALETTES[look], _styles(PALETTES[look]))
    if width is not None:
        dressed["width"] = min(width, int(spec.get("width", width)))
    return {**dressed, "config": {**spec.get("config", {}), **config(look)}}


def _dress(part: Any, palette: Palette, styles: dict[str, dict[str, Any]]) -> Any:
    """Give marks that name a style its looks, and ``@role`` the role's colour.

    Vega-Lite's own style configuration does not override its default colours.
    """
    if isinstance(part, str):
        if part == "white":  # the inside of a hollow mark is the paper
            return palette.paper
        return getattr(palette, part[1:], part) if part.startswith("@") else part
    if isinstance(part, list):
        return [_dress(item, palette, styles) for item in part]
    if not isinstance(part, dict):
        return part
    # The data are left alone: a name in them is not a role.
    found = {
        key: value if key == "values" else _dress(value, palette, styles)
        for key, value in part.items()
    }
    mark = found.get("mark")
    if isinstance(mark, dict) and mark.get("style") in styles:
        found["mark"] = {**styles[mark["style"]], **mark}
    return found


def svg(spec: dict[str, Any]) -> str:
    """Draw a specification as SVG."""
    return _drawn(json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(json.loads(spec))
    return drawn
