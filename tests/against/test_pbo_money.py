"""Canada's Parliamentary Budget Officer, 6 February 2026: core from 2.0 % (2025) to 3.5 % (2035).

Its news release gives C$159 bn in 2035-36, C$68 bn more than 2.0 % held, and on average C$33.5 bn
a year more over ten years; the press quotes C$159.1 bn.
https://www.pbo-dpb.ca/en/news-releases--communiques-de-presse/meeting-natos-5-target-would-require-159-billion-in-core-defence-spending-by-2035-says-pbo-lobjectif-de-5-fixe-par-lotan-necessiterait-159-milliards-de-dollars-en-depenses-militaires-de-base-dici-2035-selon-le-dpb
https://www.meansandways.ca/news-articles/fiscal-implications-of-meeting-natos-5-commitment
https://www.westernstandard.news/news/budget-office-warns-carneys-nato-defence-pledge-would-add-124b-a-year-to-budget/71001
"""

from __future__ import annotations

import pytest

from burdenshare.paths import path

DAY = "2026-02-06"
MONEY, EXTRA, AVERAGE = 159_100.0, 68_000.0, 33_500.0
GDP = MONEY / 0.035


@pytest.mark.parametrize("fiscal_year", [False, True])
@pytest.mark.parametrize("start", [None, (2025, 2.0)])
def test_the_money_is_within_six_per_cent(
    fiscal_year: bool, start: tuple[int, float] | None
) -> None:
    found = path("Canada", as_of=DAY, start=start, fiscal_year=fiscal_year)
    assert (found.edition, found.gdp_edition) == ("nato-2025-08", "weo-2025-10")
    last = found.points[-1]
    assert last.core_share == 3.5
    assert last.core_money == pytest.approx(MONEY, rel=0.06)
    assert last.extra_money == pytest.approx(EXTRA, rel=0.06)
    assert found.extra / 10 == pytest.approx(AVERAGE, rel=0.06)


def test_the_difference_is_the_gdp_forecast() -> None:
    """With the same share the ratio of the money is the ratio of GDP, and nothing else."""
    last = path("Canada", as_of=DAY, start=(2025, 2.0), fiscal_year=True).points[-1]
    assert last.label == "2035-36"
    assert last.core_money / MONEY == pytest.approx(last.gdp / GDP)
    assert last.gdp / GDP == pytest.approx(1.046, abs=0.001)
    # The rest of the extra money: what is left once GDP is the same.
    assert last.extra_money / (last.gdp / GDP) == pytest.approx(EXTRA, rel=0.005)


def test_with_the_officers_own_gdp_the_money_is_the_officers() -> None:
    from burdenshare.paths import Override, Overrides

    own = Override(ally="CAN", year=2035, gdp=GDP, comment="implied by PBO, 6 February 2026")
    found = path("CAN", as_of=DAY, start=(2025, 2.0), gdp_overrides=Overrides((own,)))
    assert found.points[-1].core_money == pytest.approx(MONEY)
    assert found.points[-1].extra_money == pytest.approx(EXTRA, rel=0.005)
