"""Who the allies are, by any name, on any day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from burdenshare.allies import AGGREGATES, aggregate, allies, ally, area, area_name, roster
from burdenshare.errors import BadDateError, UnknownNameError


def test_there_are_32() -> None:
    assert len(allies()) == 32
    assert len({member.alpha3 for member in allies()}) == 32
    assert len({member.alpha2 for member in allies()}) == 32


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("BEL", "BEL"),
        ("be", "BEL"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("Czech Republic", "CZE"),
        ("the Czech Republic", "CZE"),
        ("Czechia", "CZE"),
        ("UK", "GBR"),
        ("u.k.", "GBR"),
        ("Britain", "GBR"),
        ("Great Britain", "GBR"),
        ("the Netherlands", "NLD"),
        ("Holland", "NLD"),
        ("North Macedonia", "MKD"),
        ("Slovak Republic", "SVK"),
        ("U.S.", "USA"),
        ("united states of america", "USA"),
        ("Espana", "ESP"),
        ("España", "ESP"),
        ("EL", "GRC"),
        ("no", "NOR"),
    ],
)
def test_names_as_people_write_them(name: str, code: str) -> None:
    assert ally(name).alpha3 == code


@given(st.sampled_from(allies()), st.sampled_from([str.upper, str.lower, str.title]))
def test_every_name_of_an_ally_finds_it_in_any_case(member: object, case: object) -> None:
    for name in (member.name, member.alpha2, member.alpha3, *member.aliases):  # type: ignore[attr-defined]
        assert ally(f"  {case(name)} ") is member  # type: ignore[operator]


def test_an_unknown_name_fails_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unknown ally 'Belgum': did you mean 'Belgium'"):
        ally("Belgum")
    with pytest.raises(UnknownNameError, match="`burdenshare allies` lists"):
        ally("Zzyzx")


@pytest.mark.parametrize(
    ("name", "day", "currency"),
    [
        ("HRV", "2022-12-31", "HRK"),
        ("HRV", "2023-01-01", "EUR"),
        ("BGR", "2025-12-31", "BGN"),
        ("BGR", "2026-01-01", "EUR"),
        ("MNE", "2020-01-01", "EUR"),
        ("GBR", "2026-01-01", "GBP"),
    ],
)
def test_currency_by_date(name: str, day: str, currency: str) -> None:
    assert ally(name).currency_on(day) == currency


def test_no_currency_is_invented_before_the_first() -> None:
    with pytest.raises(BadDateError, match="no currency of Montenegro is recorded for 1990-01-01"):
        ally("MNE").currency_on("1990-01-01")


def test_eu_and_euro_by_date() -> None:
    assert ally("GBR").in_eu_on("2020-01-31")
    assert not ally("GBR").in_eu_on("2020-02-01")
    assert not ally("MNE").in_euro_on("2025-01-01")
    on_euro = [m.alpha3 for m in allies() if m.in_euro_on("2026-01-01")]
    assert len(on_euro) == 17
    assert "BGR" in on_euro
    assert sum(m.in_eu_on("2026-01-01") for m in allies()) == 23


def test_the_alliance_grew() -> None:
    counts = {2016: 28, 2018: 29, 2021: 30, 2024: 31}
    for year, count in counts.items():
        assert sum(m.is_ally_on(f"{year}-01-01") for m in allies()) == count
    assert len(roster(as_of="2024-03-07").allies) == 32
    assert len(roster(as_of="2024-03-06").allies) == 31


def test_totals_have_their_members_by_year() -> None:
    nato = aggregate("NATO")
    assert len(nato.members(2016)) == 27  # of 31 with forces, four joined the totals later
    assert len(nato.members(2017)) == 28
    assert len(nato.members(2020)) == 29
    assert len(nato.members(2023)) == 30
    assert len(nato.members(2024)) == 31
    assert all(m.alpha3 != "ISL" for m in nato.members(2024))
    assert any(m.alpha3 == "ISL" for m in nato.members(2024, gdp=True))
    without_usa = aggregate("NATO_EUR_CAN").members(2024)
    assert {m.alpha3 for m in nato.members(2024)} - {m.alpha3 for m in without_usa} == {"USA"}


def test_areas() -> None:
    assert area("nato europe and canada") == "NATO_EUR_CAN"
    assert area("Holland") == "NLD"
    for aggregate_ in AGGREGATES:
        assert area(area_name(aggregate_.code)) == aggregate_.code
