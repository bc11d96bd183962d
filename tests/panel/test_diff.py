"""What editions say otherwise."""

from __future__ import annotations

import pytest

from burdenshare.errors import BadValueError, UnknownNameError
from burdenshare.panel import Panel, diff

PANEL = Panel.load(user=False)


def test_june_2024_to_july_2026() -> None:
    result = diff("nato-2024-06", "nato-2026-07")
    first = result.changes[0]
    assert (first.before.area, first.before.year, first.change) == ("ALB", 2024, -0.68)
    sizes = [abs(change.change) for change in result.changes]
    assert sizes == sorted(sizes, reverse=True)
    flips = {(f.before.area, f.before.year) for f in result.flips if f.threshold == 2.0}
    assert flips == {
        ("ALB", 2024), ("BGR", 2024), ("CZE", 2024), ("EST", 2015), ("EST", 2017), ("EST", 2018),
        ("FRA", 2020), ("LTU", 2019), ("MKD", 2024), ("MNE", 2024), ("POL", 2016), ("SVK", 2024),
    }  # fmt: skip
    assert len(result.changes) + result.same + result.one_sided == 33 * 11


def test_changes_are_written_at_the_decimals_compared() -> None:
    changes = {
        (c.before.area, c.before.year): c for c in diff("nato-2024-06", "nato-2026-07").changes
    }
    assert changes["FIN", 2024].printed == "-0.30"
    assert changes["HUN", 2024].printed == "+0.10"
    unrounded = diff("weo-2025-10", "weo-2026-04", measure="weo_ngdp").changes[0]
    assert (unrounded.before.value, unrounded.after.value) == (169704.239, 175317.184)
    assert unrounded.printed == "+5612.945"


def test_there_and_back_is_the_same_with_the_sign_turned() -> None:
    there, back = diff("nato-2024-06", "nato-2026-07"), diff("nato-2026-07", "nato-2024-06")
    key = {(c.before.area, c.before.year): c.change for c in there.changes}
    assert {(c.before.area, c.before.year): -c.change for c in back.changes} == key
    assert [f.met_before for f in there.flips] == [f.met_after for f in back.flips]
    assert diff("nato-2026-07", "nato-2026-07").changes == ()


def test_the_coarser_precision_decides_what_is_a_change() -> None:
    """The annual report prints one decimal: 2.53 after 2.6 is a change, 2.46 after 2.5 is none."""
    result = diff("nato-ar-2026-03", "nato-2026-07")
    changed = {c.before.area for c in result.changes}
    for area in ("NLD", "SWE"):
        old = PANEL.edition("nato-ar-2026-03").cell("core_share", area, 2025)
        new = PANEL.edition("nato-2026-07").cell("core_share", area, 2025)
        assert old.rounded is not None
        assert new.rounded is not None
        alike = old.printed == f"{new.rounded + 1e-9:.1f}"
        assert (area in changed) is not alike
    assert result.one_sided == 6  # four allies and two totals that are not held


def test_a_changed_currency_is_left_out() -> None:
    result = diff("nato-2024-06", "nato-2026-07", measure="core_expenditure_national_current")
    assert "BGR" not in {c.before.area for c in result.changes}  # leva, then euro
    assert "POL" in {c.before.area for c in result.changes}


def test_forecasts_are_compared_too() -> None:
    result = diff("weo-2025-10", "weo-2026-04", measure="weo_ngdp_rpch")
    assert result.flips == ()
    assert "percent" in result.explain()


@pytest.mark.parametrize(
    ("first", "second", "measure", "error", "message"),
    [
        ("nato-2024-06", "weo-2026-04", "core_share", BadValueError, "count different things"),
        ("nato-2024-06", "nato-2026-07", "gdp_usd_constant", BadValueError, "prices of 2015"),
        ("nato-2024-06", "nato-2026-08", "core_share", UnknownNameError, "nato-2026-07"),
        ("nato-2024-06", "nato-2026-07", "share", UnknownNameError, "unknown measure"),
    ],
)
def test_what_cannot_be_compared(
    first: str, second: str, measure: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        diff(first, second, measure=measure)
