"""The audit finds by itself what is wrong with NATO's tables, and nothing that is not."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from burdenshare.allies import aggregate
from burdenshare.errors import BadValueError, DataError, UnknownNameError
from burdenshare.panel import Audit, Panel, audit
from burdenshare.panel._audit import audit_cells, known_findings
from burdenshare.panel._audit._interval import Interval
from burdenshare.panel._store import read_edition

PANEL = Panel.load(user=False)
NATO = [edition.id for edition in PANEL.editions if edition.family == "nato"]


def _blind(name: str) -> Audit:
    """Audit without the whitelist: what it finds it has not been told."""
    edition = PANEL.record(name)
    return audit_cells(edition, read_edition(edition), known=())


def _found(result: Any, identity: str) -> dict[str, tuple[int, ...]]:
    return {f.area: f.years for f in result.findings if f.identity == identity}


def test_the_dutch_deflators_part_from_2022() -> None:
    finding = next(
        f
        for f in _blind("nato-2026-07").findings
        if (f.area, f.identity) == ("NLD", "share_current")
    )
    assert {2022, 2023, 2024, 2025, 2026} <= set(finding.years)
    of_2025 = next(check for check in finding.checks if check.year == 2025)
    assert of_2025.value == 2.53
    assert round(of_2025.expected, 2) == 2.24
    june = next(
        f
        for f in _blind("nato-2024-06").findings
        if (f.area, f.identity) == ("NLD", "share_current")
    )
    assert round(june.worst.value, 2) == 2.05
    assert round(june.worst.expected, 2) == 1.85


def test_italy_until_2017() -> None:
    for name in ("nato-2024-06", "nato-2026-07"):
        # 2015 is within rounding in both: the base year of one, and printed alike in the other.
        assert _found(_blind(name), "deflators")["ITA"] == (2014, 2016, 2017)


def test_luxembourgs_denominator_breaks_in_2023() -> None:
    for name in ("nato-2024-06", "nato-2026-07"):
        assert _found(_blind(name), "denominators") == {"LUX": (2023,)}


def test_shares_typed_as_exactly_two() -> None:
    result = _blind("nato-2024-06")
    assert _found(result, "share_constant") == {"FRA": (2020,), "SVK": (2024,), "LTU": (2019,)}
    for finding in result.findings:
        if finding.identity == "share_constant":
            assert finding.typed == finding.years
            assert finding.checks[0].value == 2.0


def test_every_share_of_2026_equals_its_ratio() -> None:
    tally = next(t for t in audit("nato-2026-07").tallies if t.identity == "share_constant")
    assert (tally.checked, tally.hold, tally.not_checked) == (429, 429, 0)


@pytest.mark.parametrize("name", NATO)
def test_nothing_is_unexplained(name: str) -> None:
    result = audit(name, panel=PANEL)
    assert result.unexplained == ()
    assert result.to_frame().height == sum(len(f.checks) for f in result.findings)


def test_every_known_finding_is_still_found() -> None:
    """A whitelist that explains what is no longer there hides the next thing."""
    for known in known_findings():
        for name in known.editions:
            found = [
                check
                for finding in _blind(name).findings
                for check in finding.checks
                if known.covers(name, check)
            ]
            assert found, (name, known.area, known.identities)
            worst = max(abs(check.gap / check.expected) for check in found)
            assert worst > known.largest / 2, (name, known.area, "the bound is too wide", worst)


def test_a_larger_gap_than_explained_is_new() -> None:
    edition = PANEL.record("nato-2026-07")
    cells = read_edition(edition).with_columns(
        pl.when(measure="core_share", area="NLD", year=2025)
        .then(pl.lit(3.9))
        .otherwise("value")
        .alias("value")
    )
    new = audit_cells(edition, cells).unexplained
    assert {(f.area, f.identity) for f in new} >= {
        ("NLD", "share_current"),
        ("NLD", "share_constant"),
    }
    assert all(f.years == (2025,) for f in new if f.identity == "share_constant")


@given(st.sampled_from(NATO[-1:]), st.integers(0, 6278), st.floats(0.02, 0.5))
def test_a_changed_cell_of_the_identities_is_found(name: str, number: int, factor: float) -> None:
    """Raise one of the cells that identities tie together by 2 to 50 %: something breaks."""
    edition = PANEL.record(name)
    cells = read_edition(edition).filter(pl.col("area") == "BEL")
    tied = ["core_share", "core_expenditure_usd_constant", "gdp_usd_constant", "personnel_share"]
    rows = cells.with_row_index("n").filter(pl.col("measure").is_in(tied))
    row = rows.row(number % rows.height, named=True)
    changed = cells.with_row_index("n").with_columns(
        pl.when(pl.col("n") == row["n"])
        .then(pl.col("value") * (1 + factor) + 0.02)
        .otherwise("value")
        .alias("value")
    )
    result = audit_cells(edition, changed.drop("n"), known=())
    assert any(row["year"] in f.years for f in result.findings)


def test_a_build_with_a_new_finding_fails() -> None:
    from burdenshare.panel._build._build import _audit

    edition = PANEL.record("nato-2024-06")
    cells = read_edition(edition).with_columns(
        pl.when(measure="core_share", area="BEL", year=2020)
        .then(pl.lit(2.0))
        .otherwise("value")
        .alias("value")
    )
    with pytest.raises(DataError, match=r"Belgium.*known_findings\.yaml") as caught:
        _audit(edition, cells)
    assert "\n" not in str(caught.value)


def test_what_cannot_be_audited() -> None:
    with pytest.raises(BadValueError, match="nothing to audit"):
        audit("weo-2026-04")
    with pytest.raises(UnknownNameError):
        audit("nato-2026-06")


numbers = st.floats(0.1, 1e6)


@given(numbers, numbers, st.floats(0, 0.05), st.floats(0, 0.05), st.floats(0, 1), st.floats(0, 1))
def test_intervals_keep_every_result(
    a: float, b: float, u: float, v: float, s: float, t: float
) -> None:
    x, y = Interval(a * (1 - u), a * (1 + u)), Interval(b * (1 - v), b * (1 + v))
    p, q = x.low + s * (x.high - x.low), y.low + t * (y.high - y.low)
    for found, exact in ((x + y, p + q), (x * y, p * q), (x / y, p / q)):
        assert found.low * (1 - 1e-12) <= exact <= found.high * (1 + 1e-12)
    assert x.distance(y) == y.distance(x)
    assert x.distance(x) == 0


def test_the_reason_given_for_croatia_is_right() -> None:
    """Euro amounts turned back into kuna at the fixed rate, then into dollars at market rates."""
    june, ecb = PANEL.edition("nato-2024-06"), PANEL.edition("ecb-2026-10")
    for year in range(2014, 2020):
        euro = june.cell("core_expenditure_national_current", "HRV", year).value
        kuna, dollar = (ecb.cell("fx_eur_average", x, year).value for x in ("HRV", "USA"))
        assert euro is not None
        assert kuna is not None
        assert dollar is not None
        printed = june.cell("core_expenditure_usd_current", "HRV", year).value
        assert euro * 7.5345 * dollar / kuna == pytest.approx(printed, abs=0.01)


def test_what_the_gdp_totals_of_2026_leave_over_is_iceland() -> None:
    nato, weo = PANEL.edition("nato-2026-07"), PANEL.edition("weo-2026-04")
    for year in range(2014, 2026):
        members = [member.alpha3 for member in aggregate("NATO").members(year)]
        total = nato.cell("gdp_usd_current", "NATO", year).value
        iceland = weo.cell("weo_ngdpd", "ISL", year).value
        assert total is not None
        assert iceland is not None
        rest = total - sum(nato.cell("gdp_usd_current", m, year).value or 0 for m in members)
        assert rest == pytest.approx(1000 * iceland, abs=16), year  # 32 rounded figures
