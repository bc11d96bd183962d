"""The registry of constraints and mechanisms, as the documentation and ``fit --list`` print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.flexibility._constraints import CONSTRAINTS
from burdenshare.flexibility._mechanisms import MECHANISMS

if TYPE_CHECKING:
    import polars as pl
    from rich.console import RenderableType


@dataclass(frozen=True)
class Catalogue:
    """Every constraint and mechanism, with meaning, unit and formula."""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "constraints": [
                {name: getattr(c, name) for name in c.__slots__} for c in CONSTRAINTS.values()
            ],
            "mechanisms": [
                {name: getattr(m, name) for name in m.__slots__} | {"loosens": list(m.loosens)}
                for m in MECHANISMS.values()
            ],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row each."""
        import polars as pl

        return pl.DataFrame(
            [("constraint", c.id, c.meaning, c.unit, c.formula) for c in CONSTRAINTS.values()]
            + [("mechanism", m.id, m.meaning, m.unit, m.formula) for m in MECHANISMS.values()],
            schema=["kind", "id", "meaning", "unit", "formula"],
            orient="row",
        )

    def explain(self) -> str:
        """Formulas, sources, holders and normalised units."""
        lines = [f"{c.id}: {c.formula}\n  {c.source}" for c in CONSTRAINTS.values()]
        for m in MECHANISMS.values():
            unit = "0.75 % of GDP" if m.scale is None else f"{m.scale:g} {m.unit}"
            lines.append(f"{m.id}: {m.formula}\n  holder: {m.holder}; one normalised unit: {unit}")
        return "\n".join(lines)

    def to_markdown(self) -> str:
        """Tables for the documentation."""
        lines = ["| constraint | meaning | unit | formula | source |", "|---|---|---|---|---|"]
        lines += [
            f"| `{c.id}` | {c.meaning} | {c.unit} | ${c.formula}$ | {c.source} |"
            for c in CONSTRAINTS.values()
        ]
        lines += ["", "| mechanism | meaning | unit | formula | who can grant it | one unit |"]
        lines.append("|---|---|---|---|---|---|")
        for m in MECHANISMS.values():
            unit = "0.75 % of GDP" if m.scale is None else f"{m.scale:g}"
            lines.append(
                f"| `{m.id}` | {m.meaning} | {m.unit} | ${m.formula}$ | {m.holder} | {unit} |"
            )
        return "\n".join(lines)

    def __rich__(self) -> RenderableType:
        from rich.table import Table

        rows = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for heading in ("Constraint", "Meaning", "Unit"):
            rows.add_column(heading)
        for c in CONSTRAINTS.values():
            rows.add_row(c.id, c.meaning, c.unit)
        rows.add_section()
        rows.add_row("Mechanism", "", "", style="dim")
        for m in MECHANISMS.values():
            rows.add_row(m.id, m.meaning, m.unit)
        return rows
