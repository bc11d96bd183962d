"""The same question through Python, the command line, the API and the page: the same numbers."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pytest

import burdenshare as bs
from burdenshare.paths import chance
from burdenshare.review import review_2029

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = "2026-08-01"


def _standing(day: str, year: int):
    found = bs.standing(rule="vilnius-2023-core", year=year, as_of=day)
    return [
        f"standing --rule vilnius-2023-core --year {year} --as-of {day} --format json",
        f"/api/v1/standing?rule=vilnius-2023-core&year={year}&as_of={day}",
        f"/?as_of={day}&year={year}",
        found.to_dict(),
        f"{found.counts['met']} of {found.counts['met'] + found.counts['not met']} allies",
    ]


def _brief(ally: str, day: str):
    found = bs.brief(ally, as_of=day)
    return [
        f"brief {ally} --as-of {day} --format json",
        f"/api/v1/briefs/{ally}?as_of={day}",
        f"/allies/{ally}?as_of={day}",
        found.to_dict(),
        found.headline,
    ]


def _path(ally: str, shape: str):
    found = bs.path(ally, shape=shape, rule="hague-2025-core", as_of=DAY)
    return [
        f"path {ally} --shape {shape} --rule hague-2025-core --as-of {DAY} --format json",
        f"/api/v1/paths?ally={ally}&shape={shape}&rule=hague-2025-core&as_of={DAY}",
        f"/allies/{ally}/path?shape={shape}&as_of={DAY}",
        found.to_dict(),
        f"From {found.start.core_share:.2f} % in {found.start.year} to "
        f"{found.points[-1].core_share:.2f} % in {found.points[-1].year}",
    ]


def _fit(ally: str, step: float):
    found = bs.fit(ally, max_step=step, as_of=DAY)
    return [
        f"fit {ally} --max-step {step} --as-of {DAY} --format json",
        f"/api/v1/fit/{ally}?max_step={step}&as_of={DAY}",
        f"/allies/{ally}/flexibility?max_step={step}&as_of={DAY}",
        found.to_dict(),
        found.verdict,
    ]


def _debt(ally: str):
    found = bs.debt(ally, shape="linear", draws=1000, as_of=DAY)
    return [
        f"debt {ally} --shape linear --draws 1000 --as-of {DAY} --format json",
        f"/api/v1/debt/{ally}?shape=linear&draws=1000&as_of={DAY}",
        f"/allies/{ally}/debt?shape=linear&draws=1000&as_of={DAY}",
        found.to_dict(),
        f"{found.at(2035).debt_with:.1f} % of GDP with the path",
    ]


def _review():
    found = review_2029(exempt=["ESP"], at=2.1, as_of=DAY)
    assert found.exemption is not None
    return [
        f"review 2029 --exempt ESP --at 2.1 --as-of {DAY} --format json",
        f"/api/v1/review/2029?exempt=ESP&at=2.1&as_of={DAY}",
        f"/review?exempt=one&ally=ESP&at=2.1&as_of={DAY}",
        found.to_dict(),
        f"USD {found.exemption.shortfall_current / 1000:,.1f} bn would be missing",
    ]


def _chance(ally: str):
    found = chance(ally, years=[2035], levels=[3.5], draws=20_000, as_of=DAY)
    return [
        f"chance {ally} --year 2035 --level 3.5 --draws 20000 --as-of {DAY} --format json",
        f"/api/v1/chances?ally={ally}&year=2035&level=3.5&draws=20000&as_of={DAY}",
        f"/allies/{ally}/chance?as_of={DAY}",
        {"chances": [found.to_dict()]},
        f"% of GDP in 2035 is {100 * found.probability(2035, 3.5):.0f} %",
    ]


QUESTIONS: dict[str, Callable[[], list[Any]]] = {
    "standing 2024 as of June 2024": lambda: _standing("2024-06-30", 2024),
    "standing 2024 as of September 2025": lambda: _standing("2025-09-01", 2024),
    "standing 2025 as of July 2026": lambda: _standing("2026-07-31", 2025),
    "brief BEL": lambda: _brief("BEL", "2025-06-23"),
    "brief ESP": lambda: _brief("ESP", DAY),
    "path BEL linear": lambda: _path("BEL", "linear"),
    "path DEU plan": lambda: _path("DEU", "plan"),
    "fit BEL": lambda: _fit("BEL", 0.15),
    "fit SVN": lambda: _fit("SVN", 0.2),
    "debt ITA": lambda: _debt("ITA"),
    "debt USA": lambda: _debt("USA"),
    "review with Spain exempt": _review,
    "chance BEL": lambda: _chance("BEL"),
}


def _same(one: Any, other: Any, where: str = "") -> None:
    """Whether every key that both have holds the same, numbers to their last digit but two."""
    if isinstance(one, dict) and isinstance(other, dict):
        shared = one.keys() & other.keys() - {"data_version"}
        assert shared or one == other, where
        for key in shared:
            _same(one[key], other[key], f"{where}.{key}")
    elif isinstance(one, list) and isinstance(other, list):
        assert len(one) == len(other), where
        for place, (a, b) in enumerate(zip(one, other, strict=True)):
            _same(a, b, f"{where}[{place}]")
    elif isinstance(one, float) and isinstance(other, float):
        assert one == pytest.approx(other, rel=1e-12, abs=1e-12), where
    else:
        assert one == other, where


def _text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).replace("\xa0", " ").split())


@pytest.mark.parametrize("question", QUESTIONS)
def test_four_doors_one_answer(question: str, site: str) -> None:
    command, api, page, python, words = QUESTIONS[question]()
    python = json.loads(json.dumps(python))
    done = subprocess.run(
        [sys.executable, "-m", "burdenshare", *command.split()],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    answered = httpx.get(f"{site}{api}", timeout=60)
    assert answered.status_code == 200, answered.text
    served = answered.json()
    if "paths" in served and "paths" not in python:
        served = served["paths"][0]
    if "paths" in told and "paths" not in python:
        told = told["paths"][0]
    _same(python, told, "command line")
    _same(python, served, "API")
    shown = httpx.get(f"{site}{page}", timeout=60)
    assert shown.status_code == 200
    assert " ".join(words.split()) in _text(shown.text)
