"""Debt and deficit as linear functions of extra spending, for optimisers.

The full model is run once for each year with a small amount of extra spending in that year alone;
the slopes are the coefficients. Between the slopes the model bends only through products of small
terms (extra GDP times extra debt), which :meth:`LinearDebt.error` measures on any path.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.fiscal._choose import DEFAULT_HORIZON, baseline
from burdenshare.fiscal._defence import defence_policy, effects, read_financing
from burdenshare.fiscal._model import project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from burdenshare.fiscal._assumptions import Assumption
    from burdenshare.fiscal._commission import Built
    from burdenshare.fiscal._defence import Effects, Financing

NUDGE = 0.01
"""Extra spending, per cent of GDP, by which the slopes are taken."""


@dataclass(frozen=True)
class LinearDebt:
    """Debt and deficit around the baseline.

    For extra spending ``x[s]`` (per cent of GDP) in the years ``s``::

        debt[t]    = baseline_debt[t]    + sum over s of debt_slope[t][s] * x[s]
        deficit[t] = baseline_deficit[t] + sum over s of deficit_slope[t][s] * x[s]

    Slopes are zero for ``s > t``. Rows and columns are the ``years`` in order.

    Attributes:
        ally: Alpha-3 code.
        model: ``commission`` or ``simple``.
        years: First year that can differ to the horizon.
        baseline_debt: Per cent of GDP.
        baseline_deficit: Per cent of GDP, a deficit above zero.
        debt_slope: Points of debt in the row's year per point of spending in the column's.
        deficit_slope: Points of deficit likewise.
        assumptions: What the slopes rest on.
        notes: Defects met and what was done.
        editions: Ids of editions and inputs used.
    """

    ally: str
    model: str
    years: tuple[int, ...]
    baseline_debt: tuple[float, ...]
    baseline_deficit: tuple[float, ...]
    debt_slope: tuple[tuple[float, ...], ...]
    deficit_slope: tuple[tuple[float, ...], ...]
    assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]
    editions: tuple[str, ...]
    _built: Built
    _financing: Financing
    _how: Effects

    def debt(self, extra: Mapping[int, float]) -> tuple[float, ...]:
        """Debt with extra spending by year, per cent of GDP, linearised."""
        return self._apply(self.baseline_debt, self.debt_slope, extra)

    def deficit(self, extra: Mapping[int, float]) -> tuple[float, ...]:
        """Deficit with extra spending by year, per cent of GDP, linearised."""
        return self._apply(self.baseline_deficit, self.deficit_slope, extra)

    def _apply(
        self,
        base: tuple[float, ...],
        slope: tuple[tuple[float, ...], ...],
        extra: Mapping[int, float],
    ) -> tuple[float, ...]:
        x = [extra.get(year, 0.0) for year in self.years]
        return tuple(
            b + sum(k * v for k, v in zip(row, x, strict=True))
            for b, row in zip(base, slope, strict=True)
        )

    def error(self, extra: Mapping[int, float]) -> dict[str, float]:
        """Return the largest gap between the linear and the full model on a path.

        Returns:
            ``debt`` and ``deficit`` in percentage points of GDP.
        """
        policy = defence_policy(self._built.economy, extra, self._financing, self._how)
        full = project(self._built.economy, policy)
        first = self.years[0] - full.start
        debt = zip(self.debt(extra), full.debt[first:], strict=True)
        deficit = zip(self.deficit(extra), full.deficit[first:], strict=True)
        return {
            "debt": max(abs(a - b) for a, b in debt),
            "deficit": max(abs(a - b) for a, b in deficit),
        }


def linear_debt(
    ally: str,
    *,
    financing: Financing | Mapping[str, float] | str | None = None,
    horizon: int = DEFAULT_HORIZON,
    multiplier: float | None = None,
    import_leakage: float | None = None,
    **options: Any,
) -> LinearDebt:
    """Linearise the model around an ally's baseline.

    The effect of spending on output fades for ever here (``gap="decay"``): closing it in three
    years after the *last* change, as the full model does by default, is not linear in the path.

    Args:
        ally: By any name.
        financing: Who pays; all debt by default.
        horizon: Last year.
        multiplier: Fiscal multiplier; the Commission's by default.
        import_leakage: Share of spending that goes abroad.
        options: As for :func:`burdenshare.fiscal.baseline`.

    Raises:
        UnknownNameError: Unknown ally or option.
        MissingDataError: An input is missing.
    """
    paid = read_financing(financing)
    how = effects(multiplier=multiplier, import_leakage=import_leakage, gap="decay")
    built = baseline(ally, horizon=horizon, **options)
    without = project(built.economy)
    years = tuple(without.years)[1:]
    debt: list[tuple[float, ...]] = []
    deficit: list[tuple[float, ...]] = []
    for year in years:
        policy = defence_policy(built.economy, {year: NUDGE}, paid, how)
        with_ = project(built.economy, policy)
        pairs = zip(with_.debt[1:], without.debt[1:], strict=True)
        debt.append(tuple((a - b) / NUDGE for a, b in pairs))
        pairs = zip(with_.deficit[1:], without.deficit[1:], strict=True)
        deficit.append(tuple((a - b) / NUDGE for a, b in pairs))
    from burdenshare.allies import ally as find_ally

    return LinearDebt(
        ally=find_ally(ally).alpha3,
        model=built.model,
        years=years,
        baseline_debt=without.debt[1:],
        baseline_deficit=without.deficit[1:],
        debt_slope=tuple(zip(*debt, strict=True)),
        deficit_slope=tuple(zip(*deficit, strict=True)),
        assumptions=(*built.assumptions, *how.assumptions),
        notes=(*built.notes, *without.notes),
        editions=built.editions,
        _built=built,
        _financing=paid,
        _how=how,
    )
