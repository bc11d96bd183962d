"""A path in words: the evidence tree and the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

    from burdenshare.paths._path import Path, Point
    from burdenshare.paths._paths import Paths


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
        lines.append(
            f"│   ├── {source.id}: {source.publisher}, {source.title} ({source.published})"
        )
        lines += [f"│   │   ├── {cell}" for cell in source.cells]
    lines.append("├── assumptions")
    for item in path.assumptions:
        value = f"{item.value:.6g}" if isinstance(item.value, float) else item.value
        lines.append(f"│   ├── {item.name} = {value}: {item.reason}")
    lines.append("└── points")
    lines += [f"    ├── {_line(point, path)}" for point in path.points]
    return "\n".join(lines)


def _line(point: Point, path: Path) -> str:
    if path.currency == "USD" and len(path.ally) > 3:
        gdp = "the members' sum"
    elif any(a.name == f"gdp_{point.year}" for a in path.assumptions):
        gdp = f"assumption gdp_{point.year}"
    elif point.year <= path.gdp_until:
        gdp = f"{path.gdp_edition}, NGDP {point.year}"
    else:
        gdp = "assumptions real_growth_beyond, inflation_beyond"
    text = (
        f"{point.label} ({point.kind}): {point.core_share:.2f} % x {point.gdp:,.0f} [{gdp}] = "
        f"{point.core_money:,.0f} million {path.currency}"
    )
    return f"{text}; {point.note}" if point.note else text


def table(path: Path) -> Table:
    """Return the path as a table of at most 80 columns."""
    grid = _grid(
        f"{path.name}: {heading(path)}",
        f"As of {path.as_of}; shares from {path.edition}, GDP and prices from {path.gdp_edition}. "
        f"Millions of {path.currency}, current prices; growth is real, in per cent; extra is over "
        f"{path.start.core_share:.2f} % held.",
        ("Year", "Kind"),
        ("Share", "Step", "Money", "Growth", "Extra", "Cumulated"),
    )
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


def heading(path: Path) -> str:
    """What the shape does, in a few words: shapes that aim at nothing name no target."""
    if path.shape in {"hold", "trend", "plan"}:
        return f"{path.shape}, to {path.points[-1].year}"
    return f"{path.shape} to {path.target:g} % by {path.due}"


def overview(paths: Paths) -> Table:
    """Return many paths as a table, a row each: levels, money and what it takes."""
    rows = paths.paths
    editions = ", ".join(dict.fromkeys(f"{p.edition} / {p.gdp_edition}" for p in rows))
    spans = ", ".join(sorted({f"{p.start.label} to {p.points[-1].label}" for p in rows}))
    grid = _grid(
        f"Paths side by side, {spans}" if len(spans) < 60 else "Paths side by side",
        f"As of {rows[0].as_of if rows else '-'}; shares / GDP: {editions}. Shares in per cent of "
        "GDP. Step and growth: the largest in one year, in points and in real per cent. Extra: "
        "billions over the starting share held, all years together. "
        + " ".join(f"{ally} {shape}: {why}." for ally, shape, why in _reasons(paths)),
        ("Ally", "Shape"),
        ("Start", "2029", "End", "Step", "Growth", "Extra", ""),
    )
    for path in rows:
        steps = [p.step for p in path.points if p.step is not None]
        growth = [p.real_growth for p in path.points if p.real_growth is not None]
        review = f"{path.at(2029).core_share:.2f}" if 2029 in path.years else ""
        grid.add_row(
            path.ally,
            path.shape,
            f"{path.start.core_share:.2f}",
            review,
            f"{path.points[-1].core_share:.2f}",
            f"{max(steps):+.2f}",
            f"{max(growth):+.1f}" if growth else "",
            f"{path.extra / 1000:,.1f}",
            path.currency,
        )
    return grid


def _reasons(paths: Paths) -> list[tuple[str, str, str]]:
    """One entry for each ally and reason, its shapes joined."""
    joined: dict[tuple[str, str], list[str]] = {}
    for ally, shape, why in paths.missing:
        joined.setdefault((ally, why), []).append(shape)
    return [(ally, ", ".join(shapes), why) for (ally, why), shapes in joined.items()]


def _grid(title: str, caption: str, left: tuple[str, ...], right: tuple[str, ...]) -> Table:
    from rich import box
    from rich.table import Table

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=title, caption=caption)
    for name in left:
        grid.add_column(name, no_wrap=True)
    for name in right:
        grid.add_column(name, justify="right", no_wrap=True)
    return grid
