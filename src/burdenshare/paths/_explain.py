"""A path in words: the evidence tree and the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from burdenshare.paths._path import Path, Point


def explain(path: Path) -> str:
    """Return the tree of evidence of a path."""
    lines = [
        f"{path.name}, {path.shape} path to {path.target:g} % by {path.due}, as of {path.as_of}",
        "├── formulas",
        "│   ├── core_money = core_share / 100 x gdp",
        "│   ├── core_money_constant = core_money x deflator of price_year / deflator",
        "│   ├── extra_money = (core_share - share at the start) / 100 x gdp",
        "│   └── real_growth = core_money_constant on the year before",
        "├── sources",
    ]
    for source in path.sources:
        lines.append(f"│   ├── {source.id}: {source.publisher}, {source.title} ({source.published})")
        lines += [f"│   │   ├── {cell}" for cell in source.cells]
    lines.append("├── assumptions")
    for item in path.assumptions:
        value = f"{item.value:.6g}" if isinstance(item.value, float) else item.value
        lines.append(f"│   ├── {item.name} = {value}: {item.reason}")
    lines.append("└── points")
    lines += [f"    ├── {_line(point, path.currency)}" for point in path.points]
    return "\n".join(lines)


def _line(point: Point, currency: str) -> str:
    text = (
        f"{point.label} ({point.kind}): {point.core_share:.2f} % x {point.gdp:,.0f} = "
        f"{point.core_money:,.0f} million {currency}"
    )
    return f"{text}; {point.note}" if point.note else text


def table(path: Path) -> Table:
    """Return the path as a table of at most 80 columns."""
    from rich.table import Table

    place = f"{path.name}: {path.shape} to {path.target:g} % by {path.due}"
    grid = Table(
        title=place,
        caption=f"as of {path.as_of}; shares {path.edition}, GDP {path.gdp_edition}; "
        f"millions of {path.currency}; extra: over {path.start.core_share:.2f} % held",
        pad_edge=False,
    )
    for heading in ("year", "kind", "share", "step", "money", "growth", "extra", "cumulated"):
        grid.add_column(heading, justify="left" if heading in {"year", "kind"} else "right")
    for point in path.points:
        grid.add_row(
            point.label,
            point.kind,
            f"{point.core_share:.2f}",
            "" if point.step is None else f"{point.step:+.2f}",
            f"{point.core_money:,.0f}",
            "" if point.real_growth is None else f"{point.real_growth:+.1f}",
            f"{point.extra_money:,.0f}",
            f"{point.cumulative_extra:,.0f}",
        )
    return grid
