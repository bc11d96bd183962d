"""What one edition says otherwise than another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from burdenshare.allies import AGGREGATES, allies, area_name
from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.panel._cell import as_printed

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.panel._cell import Cell
    from burdenshare.panel._edition import Edition, Measure
    from burdenshare.panel._panel import Panel

THRESHOLDS = (("core_share", 2.0), ("core_share", 3.5), ("equipment_share", 20.0))
"""Tests whose outcome is compared: at least so much, on the figure as printed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that two editions print differently.

    Attributes:
        before: The cell in the first edition.
        after: The cell in the second.
        change: Second less first, at the coarser of the two printed precisions, in the
            measure's unit.
    """

    before: Cell
    after: Cell
    change: float

    @property
    def printed(self) -> str:
        """The change with its sign, at the decimals at which the figures were compared."""
        text = as_printed(self.change, _decimals(self.before, self.after))
        return text if text.startswith("-") else f"+{text}"

    @property
    def relative(self) -> float | None:
        """Change in per cent of the first figure; ``None`` where that is zero."""
        return None if not self.before.value else 100 * self.change / abs(self.before.value)


@dataclass(frozen=True, slots=True)
class Flip:
    """A test whose outcome differs between two editions.

    Attributes:
        threshold: Least value that meets it.
        before: The cell in the first edition.
        after: The cell in the second.
    """

    threshold: float
    before: Cell
    after: Cell

    @property
    def met_before(self) -> bool:
        """Whether the first edition's printed figure meets it."""
        return (self.before.rounded or 0.0) >= self.threshold

    @property
    def met_after(self) -> bool:
        """Whether the second edition's printed figure meets it."""
        return (self.after.rounded or 0.0) >= self.threshold


@dataclass(frozen=True, slots=True)
class Diff:
    """Two editions compared on one measure, and on every test.

    Attributes:
        first: The first edition.
        second: The second.
        measure: The measure compared.
        changes: Figures printed differently, largest change first.
        same: Number of figures printed alike.
        one_sided: Number of figures that only one of the two has a value for.
        flips: Tests whose outcome differs, for the allies.
    """

    first: Edition
    second: Edition
    measure: Measure
    changes: tuple[Change, ...]
    same: int
    one_sided: int
    flips: tuple[Flip, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "first": self.first.id,
            "second": self.second.id,
            "as_of": max(self.first.published, self.second.published).isoformat(),
            "measure": self.measure.id,
            "units": {self.measure.id: self.measure.unit},
            "same": self.same,
            "one_sided": self.one_sided,
            "changes": [
                {
                    "area": c.before.area,
                    "year": c.before.year,
                    "before": c.before.value,
                    "after": c.after.value,
                    "change": c.change,
                    "relative_percent": c.relative,
                }
                for c in self.changes
            ],
            "flips": [
                {
                    "measure": f.before.measure.id,
                    "threshold": f.threshold,
                    "area": f.before.area,
                    "year": f.before.year,
                    "before": f.before.value,
                    "after": f.after.value,
                    "met_before": f.met_before,
                    "met_after": f.met_after,
                }
                for f in self.flips
            ],
            "sources": [self.first.cite(), self.second.cite()],
        }

    def to_frame(self) -> pl.DataFrame:
        """One row a changed figure."""
        import polars as pl

        schema = {
            "area": pl.String, "year": pl.Int64, "before": pl.Float64, "after": pl.Float64,
            "change": pl.Float64, "relative_percent": pl.Float64,
        }  # fmt: skip
        return pl.DataFrame(self.to_dict()["changes"], schema=schema)

    def explain(self) -> str:
        """Every change and flip with its two source cells."""
        lines = [
            f"{area_name(c.before.area)} {c.before.year}: {c.printed} {self.measure.unit}\n"
            f"  {c.before.explain()}\n  {c.after.explain()}"
            for c in self.changes
        ]
        for f in self.flips:
            words = "met, then not" if f.met_before else "not met, then met"
            lines.append(
                f"{area_name(f.before.area)} {f.before.year}, at least {f.threshold:g}: {words}\n"
                f"  {f.before.explain()}\n  {f.after.explain()}"
            )
        return "\n".join(lines)


def diff(
    first: str, second: str, *, measure: str = "core_share", panel: Panel | None = None
) -> Diff:
    """Compare what two editions say of the same years.

    Args:
        first: Edition id.
        second: Edition id of the same family.
        measure: Measure whose figures are compared; the tests are compared in any case.
        panel: Panel that has both; the default one when ``None``.

    Raises:
        UnknownNameError: Unknown edition or measure.
        BadValueError: The editions or their prices cannot be compared.
        MissingDataError: They do not both publish the measure for any year.
    """
    from burdenshare.panel._panel import default_panel

    source = panel or default_panel()
    a, b = source.record(first), source.record(second)
    definition = source.measure(measure)
    _comparable(a, b, definition)
    pairs = _pairs(source, a, b, measure)
    if not pairs:
        raise MissingDataError(f"{first} and {second} do not both publish {measure} for any year")
    both = [(x, y) for x, y in pairs if x.value is not None and y.value is not None]
    changes = [change for x, y in both if (change := _change(x, y)) is not None]
    changes.sort(key=lambda c: (-abs(c.change), c.before.area, c.before.year))
    one_sided = sum((x.value is None) != (y.value is None) for x, y in pairs)
    return Diff(
        a, b, definition, tuple(changes), len(both) - len(changes), one_sided,
        _flips(source, a, b),
    )  # fmt: skip


def _comparable(a: Edition, b: Edition, measure: Measure) -> None:
    if a.family != b.family:
        raise BadValueError(
            f"{a.id} and {b.id} count different things ({a.family}, {b.family}): compare two "
            "editions of one family"
        )
    money = measure.currency is not None and measure.prices == "constant"
    if money and a.base_year != b.base_year:
        raise BadValueError(
            f"{measure.id} is in prices of {a.base_year} in {a.id} and of {b.base_year} in {b.id}: "
            "compare a share, or figures at current prices"
        )


def _pairs(panel: Panel, a: Edition, b: Edition, measure: str) -> list[tuple[Cell, Cell]]:
    """Cells that both publications have, left out where an ally's currency has changed between."""
    years = sorted(set(a.years(measure)) & set(b.years(measure)))
    areas = [area for area in a.areas_of(measure) if area in b.areas_of(measure)]
    if panel.measure(measure).currency == "national":
        changed = {
            ally.alpha3
            for ally in allies()
            if ally.currency_on(a.published) != ally.currency_on(b.published)
        }
        areas = [area for area in areas if area not in changed]
    first, second = panel.edition(a.id), panel.edition(b.id)
    return [
        (first.cell(measure, area, year), second.cell(measure, area, year))
        for area in areas
        for year in years
    ]


def _change(before: Cell, after: Cell) -> Change | None:
    """Difference at the coarser printed precision, or ``None`` when they print alike."""
    assert before.value is not None
    assert after.value is not None
    decimals = _decimals(before, after)
    old, new = (Decimal(as_printed(cell.value or 0.0, decimals)) for cell in (before, after))
    return None if old == new else Change(before, after, float(new - old))


def _decimals(before: Cell, after: Cell) -> int | None:
    """The coarser of the two printed precisions; ``None`` when neither is rounded."""
    return min((d for d in (before.decimals, after.decimals) if d is not None), default=None)


def _flips(panel: Panel, a: Edition, b: Edition) -> tuple[Flip, ...]:
    groups = {group.code for group in AGGREGATES}
    flips = []
    for measure, threshold in THRESHOLDS:
        if measure not in a.measures or measure not in b.measures:
            continue
        for before, after in _pairs(panel, a, b, measure):
            if before.area in groups or before.value is None or after.value is None:
                continue
            flip = Flip(threshold, before, after)
            if flip.met_before != flip.met_after:
                flips.append(flip)
    return tuple(flips)
