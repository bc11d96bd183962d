"""Shipped inputs: checked, dated, rebuilt from the raw files byte for byte."""

# A missing answer (None) fails the test by itself; the type checker need not ask for it.
# mypy: allow-untyped-calls, disable-error-code="union-attr,arg-type,operator,type-var,index"

import datetime as dt
from pathlib import Path

import pytest

from burdenshare.errors import DataError, MissingDataError
from burdenshare.fiscal import _inputs, baseline, eu_rule, eu_rules, input_files, project, scenarios
from burdenshare.fiscal._assumptions import assumed, defaults
from burdenshare.fiscal._build import build
from burdenshare.fiscal._inputs import DsaTable, dsa_table, known_input, read_input, yearly_yield

RAW = Path(__file__).resolve().parents[2] / "../shared/data/raw/macro"
DAY = dt.date(2026, 11, 22)


def test_every_file_matches_its_checksum():
    for record in input_files():
        assert not read_input(record.id).is_empty()


@pytest.mark.skipif(not RAW.is_dir(), reason="the raw files are not shipped")
def test_the_builder_gives_the_shipped_bytes(tmp_path):
    sums = build(RAW, tmp_path)
    assert sums == {record.id: record.sha256 for record in input_files()}


def test_a_changed_file_is_refused(tmp_path, monkeypatch):
    for record in input_files():
        (tmp_path / f"{record.id}.parquet").write_bytes(b"changed")
    monkeypatch.setattr(_inputs, "data_folder", lambda: tmp_path)
    records = input_files()
    monkeypatch.setattr(_inputs, "input_files", lambda: records)
    read_input.cache_clear()
    with pytest.raises(DataError, match=r"has been changed .* reinstall burdenshare"):
        read_input("dsa-2025-10")
    (tmp_path / "dsa-2025-10.parquet").unlink()
    with pytest.raises(DataError, match="is missing: reinstall burdenshare"):
        read_input("dsa-2025-10")


def test_nothing_is_known_before_its_day():
    assert known_input("dsa", dt.date(2025, 10, 30)) is None
    assert known_input("dsa", dt.date(2025, 10, 31)).id == "dsa-2025-10"
    assert yearly_yield("ROU", dt.date(2025, 11, 30)) is None
    assert yearly_yield("ROU", DAY).year == 2025
    assert baseline("BEL", as_of="2025-06-23").model == "simple"
    assert any("not yet known" in n for n in baseline("BEL", as_of="2025-06-23").notes)


def test_a_missing_input_names_series_ally_and_year():
    whole = dsa_table("BEL", DAY)
    holes = {key: v for key, v in whole.values.items() if key != ("IMPLICIT_INTEREST_RATE", 2026)}
    table = DsaTable(whole.record, "BEL", holes)
    from burdenshare.fiscal._commission import commission_economy

    with pytest.raises(MissingDataError, match="no IMPLICIT_INTEREST_RATE for BEL in 2026"):
        commission_economy(table, DAY, horizon=2045)


def test_the_forecast_is_reproduced():
    """With its own rates, balances and stock-flow the recursion ends at the forecast's debt."""
    for code in ("BEL", "ESP", "ITA", "FRA", "DEU", "POL", "SWE", "GBR"):
        table, run = dsa_table(code, DAY), project(baseline(code, as_of=DAY).economy)
        for year in (2025, 2026):
            assert run.at("debt", year) == pytest.approx(table.need("DEBT_RATIO", year), abs=0.003)
            assert run.at("balance", year) == pytest.approx(
                table.need("FISCAL_BALANCE", year), abs=0.005
            )


def test_the_outlook_is_reproduced_by_the_simple_model():
    from burdenshare.panel import default_panel

    panel = default_panel().edition("weo-2026-04")
    for code in ("CAN", "NOR", "TUR", "USA", "BEL"):
        run = project(baseline(code, model="simple", as_of=DAY).economy)
        for year in range(2026, 2032):
            expected = panel.cell("weo_ggxwdg_ngdp", code, year).value
            assert run.at("debt", year) == pytest.approx(expected, abs=1e-9)


def test_defects_are_handled_and_said():
    for code in ("EST", "SWE"):
        built = baseline(code, as_of=DAY)
        assert any("floored at 0.02" in note for note in built.notes)
        assert any(item.id == "maturing_floor" for item in built.assumptions)
    assert any("no long rate for ROU" in note for note in baseline("ROU", as_of=DAY).notes)
    assert baseline("ROU", as_of=DAY).economy.structure.long_rate[1] == pytest.approx(
        6.97, abs=0.01
    )


def test_the_two_treatments_of_official_loans_differ_where_there_are_some():
    def end(code, official):
        return project(baseline(code, official=official, as_of=DAY).economy).debt[-1]

    assert end("ESP", "scheduled") != end("ESP", "ignored")
    assert end("BEL", "scheduled") == end("BEL", "ignored")


def test_named_anchors_move_rates_and_prices():
    straight = baseline("BEL", as_of=DAY).economy
    public = baseline("BEL", anchors="public-anchors", as_of=DAY).economy
    own = baseline("BEL", anchors={"long": 5.0}, as_of=DAY).economy
    year = 2034 - straight.start
    assert public.structure.long_rate[year] == 4.0
    assert public.structure.short_rate[year] == 2.0
    assert public.deflator[year] == 2.0
    assert own.structure.long_rate[year] == 5.0
    assert baseline("BEL", anchors="long=5", as_of=DAY).economy == own
    assert straight.structure.long_rate[year] < 4.0
    # Higher-inflation states keep half of their distance.
    assert baseline("HUN", anchors="public-anchors", as_of=DAY).economy.deflator[year] > 2.0


def test_ageing_may_stop_after_ten_years():
    ever, ten = (
        project(baseline("BEL", ageing=a, as_of=DAY).economy) for a in ("throughout", "ten-years")
    )
    assert ever.debt[: 2036 - 2024 + 1] == ten.debt[: 2036 - 2024 + 1]
    assert ever.debt[-1] > ten.debt[-1]


def test_assumptions_have_ranges_and_reasons():
    for item in defaults().values():
        assert item.low <= item.value <= item.high
        assert item.reason
        assert item.source
    assert assumed("inflation_target", ally="POL").value == 2.5
    assert assumed("multiplier", 0.4).source == "given by the caller"


def test_the_refinancing_share_is_the_median_it_says_it_is():
    import statistics

    shares = []
    for code in [
        "BEL",
        "BGR",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "FIN",
        "FRA",
        "GBR",
        "GRC",
        "HRV",
        "HUN",
        "ITA",
        "LTU",
        "LUX",
        "LVA",
        "NLD",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "USA",
    ]:
        table = dsa_table(code, DAY)
        short = table.need("DEBT_ST_SHARE")
        shares.append(short + (1 - short) * table.need("DEBT_LT_MATURING_AVG_SHARE"))
    assert defaults()["refinancing_share"].value == pytest.approx(
        statistics.median(shares), abs=0.01
    )


def test_eu_rules_are_dated():
    assert len(eu_rules()) == 10
    assert eu_rule("eu-debt-safeguard").values["above_90"] == 1.0
    with pytest.raises(MissingDataError, match="was not in force on 2023-01-01"):
        eu_rule("eu-debt-safeguard", "2023-01-01")
    assert set(scenarios()) == {
        "baseline",
        "lower-structural-balance",
        "adverse-r-g",
        "financial-stress",
    }
