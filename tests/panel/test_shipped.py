"""The shipped editions are what the publishers' files say, byte for byte and cell by cell."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import zipfile
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from burdenshare.allies import ally
from burdenshare.errors import BadFileError, DataError
from burdenshare.panel import Bounds, Edition, Panel, build, default_panel, measures
from burdenshare.panel import _store as store

PANEL = Panel.load(user=False)
IDS = [edition.id for edition in PANEL.editions]


def test_every_edition_is_there_with_its_checksum() -> None:
    assert len(IDS) == len(set(IDS)) == 21
    for edition in PANEL.editions:
        content = store.edition_file(edition).read_bytes()
        assert hashlib.sha256(content).hexdigest() == edition.sha256


@pytest.mark.parametrize("name", IDS)
def test_an_edition_fits_its_record(name: str) -> None:
    edition = PANEL.record(name)
    cells = store.read_edition(edition)
    assert tuple(cells.columns) == store.COLUMNS
    keys = cells.select("measure", "area", "year")
    assert keys.equals(keys.unique().sort("measure", "area", "year"))
    for measure, area in keys.select("measure", "area").unique().rows():
        assert measures()[measure].family == edition.family
        assert area in edition.areas_of(measure)
    assert cells["value"].is_finite().drop_nulls().all()
    assert cells.select("table", "row", "column").null_count().sum_horizontal()[0] == 0
    for measure in edition.measures | set(edition.decimals):
        assert measures()[measure].family == edition.family
        if edition.family != "ecb":
            assert measure in set(cells["measure"]) or not edition.complete
    for span in edition.publishes:
        own = cells.filter(cells["measure"].is_in(span.measures), cells["year"] >= span.first)
        if span.estimates_from is not None:
            assert (own["estimate"] == (own["year"] >= span.estimates_from)).all()
    if edition.complete and edition.family == "nato":
        due = sum(len(edition.areas_of(m)) * len(edition.years(m)) for m in edition.measures)
        assert cells.height == due


def test_bounds_are_told_of_cells_that_are_published_and_not_held() -> None:
    told = [(edition, bounds) for edition in PANEL.editions for bounds in edition.bounds]
    assert told
    for edition, bounds in told:
        held = store.read_edition(edition).select("measure", "area", "year").rows()
        assert bounds.year in edition.years(bounds.measure)
        for area in bounds.areas:
            assert area in edition.areas_of(bounds.measure)
            assert (bounds.measure, area, bounds.year) not in held
            assert edition.bounds_of(bounds.measure, area, bounds.year) is bounds


def test_bounds_that_cross_are_refused() -> None:
    with pytest.raises(ValueError, match="least lies above most"):
        Bounds(
            measure="core_share",
            year=2025,
            areas=("FIN",),
            least=3,
            most=2,
            reason="told",
            sources=("https://example.org",),
        )


@pytest.mark.parametrize(
    ("day", "year", "met", "not_met"),
    [
        ("2024-06-30", 2024, 23, None),
        ("2025-09-01", 2024, 18, None),
        ("2026-07-31", 2024, 17, None),
        ("2026-07-31", 2025, 28, ["ALB", "CZE", "SVN"]),
        ("2026-07-31", 2026, 30, ["SVN"]),
    ],
)
def test_counts_at_two_per_cent(day: str, year: int, met: int, not_met: list[str] | None) -> None:
    cells = PANEL.as_of(day).table("core_share", year)
    allies = [cell for cell in cells if not cell.area.startswith("NATO")]
    assert len(allies) == 31
    assert sum((cell.rounded or 0) >= 2 for cell in allies) == met
    if not_met is not None:
        assert [cell.area for cell in allies if (cell.rounded or 0) < 2] == not_met


@pytest.mark.parametrize(
    ("area", "edition", "printed"),
    [
        ("BEL", "nato-2024-06", "1.30"),
        ("BEL", "nato-2026-07", "1.27"),
        ("ESP", "nato-2024-06", "1.28"),
        ("ESP", "nato-2025-08", "1.43"),
        ("ESP", "nato-2026-07", "1.42"),
    ],
)
def test_shares_of_2024_by_edition(area: str, edition: str, printed: str) -> None:
    assert PANEL.edition(edition).cell("core_share", area, 2024).printed == printed


def test_partial_editions_say_which_cells_are_blank_and_which_are_not_held() -> None:
    august = PANEL.edition("nato-2025-08")
    assert august.cell("core_share", "DEU", 2025).missing == "blank in the source"
    assert august.cell("core_share", "SWE", 2025).missing == "published, but not held here"
    assert august.cell("gdp_usd_current", "BEL", 2020).missing == "published, but not held here"
    assert august.cell("core_share", "ISL", 2024).missing == "not in the source's table"
    # The newest edition answers, though an older one has a figure for that cell.
    assert PANEL.as_of("2025-09-01").cell("personnel", "BEL", 2024).value is None


def test_units_of_2019_are_natos() -> None:
    june = PANEL.edition("nato-2019-06")
    assert june.cell("personnel", "BEL", 2019).printed == "26.3"  # thousand
    assert june.cell("core_expenditure_usd_current", "BEL", 2019).printed == "4921"  # million
    assert june.cell("gdp_per_capita", "BEL", 2019).printed == "42.1"  # thousand dollars


def test_exchange_rates_are_of_full_years_only() -> None:
    rates = PANEL.edition("ecb-2026-10")
    assert rates.cell("fx_eur_average", "POL", 2024).value == pytest.approx(1 / 0.232245, rel=1e-5)
    assert 2026 not in rates.editions[0].years("fx_eur_average")
    assert rates.cell("fx_eur_average", "HRV", 2023).value is None  # the euro by then
    assert rates.cell("fx_eur_average", "ISL", 2018).value is None  # quoted from February
    assert rates.cell("fx_eur_average", "ROU", 2005).value is None  # a new leu in July
    assert rates.cell("fx_eur_average", "BEL", 2024).value is None


def test_rebuilding_gives_the_recorded_bytes(shared: Path, tmp_path: Path) -> None:
    results = build(shared / "data/raw", tmp_path)
    assert {result.id for result in results} == set(IDS)
    assert [result.id for result in results if not result.same] == []
    shipped = Path(store.__file__).with_name("editions.yaml")
    assert (tmp_path / "editions.yaml").read_text() == shipped.read_text()


def test_building_from_the_wrong_folder(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="no such raw file"):
        build(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


# A second reading of the raw files, by other code than the builders': plain dictionaries.


def _lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def _workbook_2024(raw: Path) -> dict[tuple[str, str, int], float]:
    """NATO's workbook of June 2024 read with openpyxl, by its fixed rows."""
    book = load_workbook(raw / "defence/nato_2024-06_def-exp-tables.xlsx", data_only=True)
    places = {
        "core_expenditure_national_current": ("TABLE1", 11, 41),
        "core_expenditure_national_constant": ("TABLE1", 44, 74),
        "core_expenditure_usd_current": ("TABLE2", 11, 41),
        "core_expenditure_usd_constant": ("TABLE2", 45, 75),
        "core_share": ("TABLE3", 11, 41),
        "core_real_change": ("TABLE3", 45, 75),
        "equipment_share": ("TABLE8a", 11, 41),
        "personnel_share": ("TABLE8a", 44, 74),
        "infrastructure_share": ("TABLE8b", 11, 41),
        "other_share": ("TABLE8b", 44, 74),
    }
    return {
        (
            measure,
            ally(str(row[2].value).split("(")[0].strip(" *")).alpha3,
            2011 + place,
        ): cell.value
        for measure, (sheet, first, last) in places.items()
        for row in book[sheet].iter_rows(min_row=first, max_row=last)
        for place, cell in enumerate(row)
        if 3 <= place <= 13
    }


def _raw_2026(raw: Path) -> dict[tuple[str, str, int], float]:
    names = {
        "T1a": "core_expenditure_national_current", "T1b": "core_expenditure_national_constant",
        "T2a": "core_expenditure_usd_current", "T2b": "core_expenditure_usd_constant",
        "T3a": "core_share", "T3b": "core_real_change", "T5a": "gdp_usd_current",
        "T5b": "gdp_usd_constant", "T6a": "gdp_per_capita", "T6b": "core_expenditure_per_capita",
        "T7": "personnel", "T8a-equipment": "equipment_share", "T8a-personnel": "personnel_share",
        "T8b-infrastructure": "infrastructure_share", "T8b-other": "other_share",
    }  # fmt: skip
    return {
        (names[x["table"]], x["iso3"].replace("_TOTAL", ""), int(x["year"])): float(x["value"])
        for x in _lines(raw / "defence/nato_2026-07_def-exp_T1-T8_long.csv")
        if x["value"]
    }


def _raw_weo(raw: Path, vintage: str) -> dict[tuple[str, str, int], float]:
    if vintage == "2026-04":
        return {
            (f"weo_{code}", x["iso"], int(x["year"])): float(value)
            for x in _lines(raw / "macro/imf_weo_2026-04_nato32_wide.csv")
            for code, value in x.items()
            if len(x["iso"]) == 3 and f"weo_{code}" in measures() and value
        }
    if vintage == "2025-10":
        return {
            (f"weo_{x['concept'].lower()}", x["ref_area"], int(x["year"])): float(x["value"])
            for x in _lines(raw / "macro/imf_weo_2025-10_nato32_long.csv")
            if len(x["ref_area"]) == 3 and f"weo_{x['concept'].lower()}" in measures()
        }
    return {
        (f"weo_{x['concept'].lower()}", x["iso3"], int(x["year"])): float(x["value"])
        for x in _lines(raw / "macro/imf_weo_vintages_2021-04_to_2025-04_nato32.csv")
        if x["vintage"] == vintage
    }


def _raw_2019(raw: Path) -> dict[tuple[str, str, int], float]:
    units = {
        "Defense expenditure (USD, current prices)": ("core_expenditure_usd_current", 1e6),
        "Defense expenditure (USD, 2015 prices)": ("core_expenditure_usd_constant", 1e6),
        "Defense expenditure (% real GDP)": ("core_share", 1),
        "Defense expenditure annual real change (% GDP)": ("core_real_change", 1),
        "Real GDP (2015 prices)": ("gdp_usd_constant", 1e6),
        "GDP per capita (USD)": ("gdp_per_capita", 1e3),
        "Defence expenditure per capita (USD)": ("core_expenditure_per_capita", 1),
        "Military personnel": ("personnel", 1e3),
        "Equipment expenditure (%)": ("equipment_share", 1),
        "Personnel expenditure (%)": ("personnel_share", 1),
        "Infrastructure expenditure (%)": ("infrastructure_share", 1),
        "Other expenditure (%)": ("other_share", 1),
    }
    return {
        (units[x["indicator"]][0], x["iso3"], int(x["year"])):
            float(x["value"]) / units[x["indicator"]][1]
        for x in _lines(raw / "defence/nato_2019-06_passport_long.csv")
    }  # fmt: skip


def _raw_population(raw: Path) -> dict[tuple[str, str, int], float]:
    return {
        ("population", x["Country Code"], int(x["Year"])): float(x["Value"])
        for x in _lines(raw / "macro/worldbank_sp_pop_totl_1960-2024_nato32.csv")
    }


def _raw_eurostat(raw: Path) -> dict[tuple[str, str, int], float]:
    names = {
        "TEMIO_EUR": "cofog_defence_eur",
        "TEPC_GDP": "cofog_defence_share",
        "P51GMIO_EUR": "cofog_defence_investment_eur",
    }
    no_allies = {"AT", "CY", "IE", "MT", "EU27_2020"}
    return {
        (names[x["na_item"] + x["unit"]], ally({"EL": "GR"}.get(x["geo"], x["geo"])).alpha3,
         int(x["year"])): float(x["value"])
        for x in _lines(raw / "defence/eurostat_2026-04-27_gov_ev_DEF_2021-2025.csv")
        if x["geo"] not in no_allies
    }  # fmt: skip


def _raw_rates(raw: Path) -> dict[tuple[str, str, int], float]:
    """Yearly means of currencies that one ally has had throughout."""
    owners = {"CAN": "CAD", "CZE": "CZK", "DNK": "DKK", "GBR": "GBP", "HUN": "HUF", "NOR": "NOK",
              "POL": "PLN", "SWE": "SEK", "USA": "USD"}  # fmt: skip
    with zipfile.ZipFile(raw / "macro/ecb_eurofxref-hist_2026-10-30.zip") as archive:
        text = archive.read("eurofxref-hist.csv").decode()
    found: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    for x in csv.DictReader(io.StringIO(text)):
        for area, code in owners.items():
            found["fx_eur_average", area, int(x["Date"][:4])].append(float(x[code]))
    return {k: round(sum(v) / len(v), 6) for k, v in found.items() if k[2] < 2026}


def _raw_shares(raw: Path, *names: str) -> dict[tuple[str, str, int], float]:
    tables = {"T2b": "core_expenditure_usd_constant", "T3a": "core_share",
              "T3b": "core_real_change", "T8a-personnel": "personnel_share"}  # fmt: skip
    found: dict[tuple[str, str, int], float] = {}
    for name in names:
        for x in _lines(raw / "defence" / name):
            key = tables[x["table"]], x["iso3"].replace("_TOTAL", ""), int(x["year"])
            if x["value"]:
                found.setdefault(key, float(x["value"]))
    return found


SOURCES: dict[str, Callable[[Path], dict[tuple[str, str, int], float]]] = {
    "nato-2019-06": _raw_2019,
    "nato-ar-2024-03": lambda raw: _raw_shares(
        raw, "nato_2024-03_annual-report_T3a_2023e_press.csv"
    ),
    "nato-2025-08": lambda raw: _raw_shares(
        raw,
        "nato_2025-08_T2b_T3a_2014-2024e_long.csv",
        "nato_2025-08_T2b_T3b_T8a-personnel_2024e-2025e_partial.csv",
        "nato_2025-08_T3a_2025e_press.csv",
    ),
    "nato-ar-2026-03": lambda raw: _raw_shares(
        raw, "nato_2026-03_annual-report_T3a_2025e_press_1dp.csv"
    ),
    "nato-2026-07": _raw_2026,
    "worldbank-2026-03": _raw_population,
    "eurostat-2026-04": _raw_eurostat,
    **{
        name: partial(_raw_weo, vintage=name.removeprefix("weo-"))
        for name in IDS
        if name.startswith("weo")
    },
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_figure_equals_its_raw_file(shared: Path, name: str) -> None:
    cells = store.read_edition(PANEL.record(name)).drop_nulls("value")
    held = {row[:3]: row[3] for row in cells.select("measure", "area", "year", "value").rows()}
    assert held == SOURCES[name](shared / "data/raw")


def test_every_figure_of_june_2024_equals_natos_workbook(shared: Path) -> None:
    cells = PANEL.edition("nato-2024-06")
    for key, value in _workbook_2024(shared / "data/raw").items():
        assert cells.cell(*key).value == value, key


def test_every_figure_of_july_2023_equals_the_excerpt(shared: Path) -> None:
    path = shared / "data/raw/defence/nato_2023-07_excerpt_uk-and-share-2023e.csv"
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    july = PANEL.edition("nato-2023-07")
    start = next(n for n, line in enumerate(lines) if line[0] == "Country")
    for line in lines[start + 1 : -1]:
        cell = july.cell("core_share", line[0].strip("*"), 2023)
        assert cell.value == float(line[1]), line
    british = {" ".join(line[0].split()): line[1:] for line in lines[:12] if line[0]}
    for name, measure in [
        ("UK defence spending", "core_expenditure_national_current"),
        ("Real UK defence spending", "core_expenditure_national_constant"),
        ("UK defence spending as % Real GDP", "core_share"),
        ("Equipment", "equipment_share"),
        ("Personnel", "personnel_share"),
        ("Infrastructure", "infrastructure_share"),
        ("Other", "other_share"),
    ]:
        found = dict(zip(range(2014, 2024), map(float, british[name]), strict=True))
        for year, value in found.items():
            assert july.cell(measure, "UK", year).value == pytest.approx(value, rel=1e-9), measure


def test_every_rate_equals_the_mean_of_the_daily_file(shared: Path) -> None:
    with zipfile.ZipFile(shared / "data/raw/macro/ecb_eurofxref-hist_2026-10-30.zip") as archive:
        text = archive.read("eurofxref-hist.csv").decode()
    days: dict[tuple[str, int], list[float]] = defaultdict(list)
    for line in csv.DictReader(io.StringIO(text)):
        for code, rate in line.items():
            if code and code != "Date" and rate not in {"", "N/A"}:
                days[code, int(line["Date"][:4])].append(float(rate))
    cells = store.read_edition(PANEL.record("ecb-2026-10"))
    for area, year, value in cells.select("area", "year", "value").rows():
        code = ally(area).currency_on(f"{year}-12-31")
        assert code == ally(area).currency_on(f"{year}-01-01")  # no mean over two currencies
        mean = sum(days[code, year]) / len(days[code, year])
        assert value == pytest.approx(mean, rel=2e-6), (area, year)


def test_fifty_cells_read_again_by_other_code(shared: Path) -> None:
    """A sample over every edition, from the publisher's file to the panel's answer."""
    draw = random.Random(20260710)
    raw = shared / "data/raw"
    pools = {name: sorted(read(raw).items()) for name, read in SOURCES.items()}
    pools["nato-2024-06"] = sorted(_workbook_2024(raw).items())
    pools["ecb-2026-10"] = sorted(_raw_rates(raw).items())
    sample = [(name, *draw.choice(pool)) for name, pool in pools.items()]
    while len(sample) < 50:
        name = draw.choice(["nato-2024-06", "nato-2026-07", "weo-2026-04"])
        sample.append((name, *draw.choice(pools[name])))
    for name, key, value in sample:
        assert PANEL.edition(name).cell(*key).value == pytest.approx(value, rel=1e-6), (name, key)


@pytest.mark.parametrize("damage", ["changed", "cut", "gone"])
def test_a_damaged_parquet_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    edition = PANEL.record("nato-ar-2024-03")
    content = store.edition_file(edition).read_bytes()
    broken = {"changed": content[:100] + b"x" + content[101:], "cut": content[:-50]}
    if damage in broken:
        (tmp_path / f"{edition.id}.parquet").write_bytes(broken[damage])
    monkeypatch.setattr(store, "shipped_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=r"is missing|has been changed") as caught:
        Panel.load(user=False).edition(edition.id).cell("core_share", "BEL", 2023)
    assert str(caught.value).count("\n") == 0
    assert "reinstall burdenshare" in str(caught.value)


def test_looking_up_reads_only_the_edition_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    original = store.read_edition

    def note(edition: Edition) -> Any:
        read.append(edition.id)
        return original(edition)

    monkeypatch.setattr("burdenshare.panel._panel.read_edition", note)
    Panel.load(user=False).as_of("2025-06-23").cell("core_share", "BEL", 2024)
    assert read == ["nato-2024-06"]
    assert default_panel() is default_panel()
