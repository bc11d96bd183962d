"""A panel of made-up figures, to state laws on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
import pytest

from burdenshare.panel import Edition, Panel, default_panel
from burdenshare.panel._store import Cells

Figures = Mapping[tuple[str, str, int], float | None]


class _Made:
    """Stands in for the files: cells by edition id."""

    def __init__(self, figures: Mapping[str, Figures]) -> None:
        self._figures = figures

    def cells(self, edition: Edition) -> Cells:
        rows = [
            {
                "measure": measure, "area": area, "year": year, "value": value, "estimate": False,
                "table": "T", "row": area, "column": str(year), "note": None,
            }
            for (measure, area, year), value in sorted(self._figures[edition.id].items())
        ]  # fmt: skip
        schema = {"value": pl.Float64, "note": pl.String}
        return Cells(pl.DataFrame(rows, schema_overrides=schema))


@pytest.fixture(scope="session")
def made_panel() -> Callable[..., Panel]:
    """Build a panel: edition id -> (published, figures)."""
    model = default_panel().record("nato-2026-07")

    def build(editions: Mapping[str, tuple[str, Figures]], decimals: int = 2) -> Panel:
        records = []
        for name, (published, figures) in editions.items():
            spans = tuple(
                {
                    "measures": (measure,),
                    "first": min(y for m, _, y in figures if m == measure),
                    "last": max(y for m, _, y in figures if m == measure),
                }
                for measure in dict.fromkeys(m for m, _, _ in figures)
            )
            changes: dict[str, Any] = {
                "id": name,
                "published": dt.date.fromisoformat(published),
                "cutoff": None,
                "publishes": spans,
                "decimals": {"core_share": decimals, "equipment_share": decimals},
            }
            records.append(Edition.model_validate({**model.model_dump(), **changes}))
        records.sort(key=lambda edition: edition.published)
        store = _Made({name: figures for name, (_, figures) in editions.items()})
        return Panel(tuple(records), None, store)  # type: ignore[arg-type]

    return build
