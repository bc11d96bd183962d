"""Pages as known on days when less was published: an answer, or one line why there is none."""

from __future__ import annotations

import httpx
import pytest

PAGES = ("/", "/allies/BEL", "/allies/BEL/debt", "/allies/SVN", "/allies/ISL/debt", "/review")


@pytest.mark.parametrize("day", ["2019-07-01", "2024-06-20", "2025-06-23", "2025-09-01"])
def test_a_page_answers_or_says_why_not(day: str, site: str) -> None:
    for page in PAGES:
        found = httpx.get(site + page, params={"as_of": day}, timeout=60)
        assert found.status_code in {200, 422}, page
        if found.status_code == 422:
            assert found.text.count('class="error"') == 1


def test_debt_without_a_history_of_shocks_has_no_fan(site: str) -> None:
    """Regression: the page took a fan for granted, which no edition held before 2025-10 allows."""
    page = httpx.get(f"{site}/allies/BEL/debt", params={"as_of": "2025-06-23"}, timeout=60)
    assert page.status_code == 200
    assert "No fan: too few years of shocks were held" in page.text
