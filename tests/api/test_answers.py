"""What the API answers: the rooms' own results, in every form, recognised when asked again."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

import burdenshare as bs
from burdenshare.fiscal import escape_clauses
from burdenshare.news import check
from burdenshare.panel import audit, diff, show
from burdenshare.paths import chances
from burdenshare.report import source_card
from burdenshare.review import annual, review_2029

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS: dict[str, Callable[[], Any]] = {
    "/standing?rule=vilnius-2023-core&year=2024&as_of=2024-06-30": lambda: bs.standing(
        rule="vilnius-2023-core", year=2024, as_of="2024-06-30"
    ),
    "/standing?ally=Belgium&ally=ESP&year=2024&as_of=2025-06-23": lambda: bs.standing(
        ["Belgium", "ESP"], year=2024, as_of="2025-06-23"
    ),
    "/standing?ally=Holland&rule=vilnius-2023-core&year=2025&edition=nato-2026-07": lambda: (
        bs.standing("NLD", rule="vilnius-2023-core", year=2025, edition="nato-2026-07")
    ),
    "/briefs/BEL?as_of=2025-06-23": lambda: bs.brief("BEL", as_of="2025-06-23"),
    "/ledger?ally=ESP&as_of=2025-06-23": lambda: bs.ledger("ESP", as_of="2025-06-23"),
    "/rules?as_of=2025-06-23": lambda: bs.rules(as_of="2025-06-23"),
    "/rules/hague-2025-core?as_of=2025-07-01": lambda: bs.rules(
        ["hague-2025-core"], as_of="2025-07-01"
    ),
    "/paths?ally=BEL&shape=linear&shape=plan&as_of=2026-08-01": lambda: bs.paths(
        ["BEL"], shapes=["linear", "plan"], as_of="2026-08-01"
    ),
    "/paths?ally=ESP&point=2029%3D2.5&rule=hague-2025-core&as_of=2026-08-01": lambda: bs.paths(
        ["ESP"], shapes=["points"], points={2029: 2.5}, rule="hague-2025-core", as_of="2026-08-01"
    ),
    "/figures?measure=core_share&area=BEL&first=2020&last=2024&as_of=2026-08-01": lambda: show(
        "core_share", ["BEL"], years=range(2020, 2025), as_of="2026-08-01"
    ),
    "/sources/nato-2026-07/core_share/BEL/2024": lambda: source_card(
        "nato-2026-07", "core_share", "BEL", 2024
    ),
    "/fit/BEL?max_step=0.15&as_of=2026-08-01": lambda: bs.fit(
        "BEL", max_step=0.15, as_of="2026-08-01"
    ),
    "/debt/ITA?draws=500&seed=7&as_of=2026-08-01": lambda: bs.debt(
        "ITA", draws=500, seed=7, as_of="2026-08-01"
    ),
    "/escape-clause?as_of=2026-08-01": lambda: escape_clauses(as_of="2026-08-01"),
    "/review/2029?exempt=ESP&at=2.1&as_of=2026-08-01": lambda: review_2029(
        exempt=["ESP"], at=2.1, as_of="2026-08-01"
    ),
    "/review/annual?year=2025&as_of=2026-08-01": lambda: annual(2025, as_of="2026-08-01"),
    "/chances?ally=BEL&draws=500&as_of=2026-08-01": lambda: chances(
        ["BEL"], draws=500, as_of="2026-08-01"
    ),
    "/check?on=2025-06-23&as_of=2026-08-01&sentence=Belgium%20currently%20spends%201.3%20percent"
    "%20of%20GDP%20on%20defence": lambda: check(
        "Belgium currently spends 1.3 percent of GDP on defence",
        on="2025-06-23",
        as_of="2026-08-01",
    ),
    "/diff?first=nato-2024-06&second=nato-2026-07": lambda: diff("nato-2024-06", "nato-2026-07"),
    "/audit/nato-2024-06": lambda: audit("nato-2024-06"),
}


@pytest.mark.parametrize("address", QUESTIONS)
def test_an_answer_is_the_rooms_own(address, ask):
    answer = ask(f"/api/v1{address}")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    version = found.pop("data_version")
    assert answer.headers["x-data-version"] == version
    assert found == json.loads(json.dumps(QUESTIONS[address]().to_dict()))


@pytest.mark.parametrize("address", QUESTIONS)
def test_rows_come_in_every_form(address, ask):
    frame = QUESTIONS[address]().to_frame()
    joint = "&" if "?" in address else "?"

    def of(form: str) -> bytes:
        answer = ask(f"/api/v1{address}{joint}format={form}")
        assert answer.status_code == 200, answer.text
        content: bytes = answer.content
        return content

    parquet = pl.read_parquet(io.BytesIO(of("parquet")))
    assert parquet.equals(frame)
    assert of("csv").decode().splitlines()[0] == ",".join(frame.columns)
    described = json.loads(of("csvw"))["tableSchema"]["columns"]
    assert [column["name"] for column in described] == frame.columns
    assert of("xlsx")[:2] == b"PK"


def test_a_known_answer_is_recognised(ask):
    address = "/api/v1/standing?rule=vilnius-2023-core&year=2024&as_of=2024-06-30"
    first = ask(address)
    tag = first.headers["etag"]
    again = ask(address, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    same = ask("/api/v1/standing?as_of=2024-06-30&year=2024&rule=vilnius-2023-core")
    assert same.headers["etag"] == tag, "the order of parameters does not matter"
    other = ask(address.replace("2024-06-30", "2025-09-01"))
    assert other.headers["etag"] != tag
    assert other.content != first.content


def test_head_says_what_get_would(ask):
    address = "/api/v1/rules?as_of=2025-06-23"
    got, head = ask(address), ask(address, method="HEAD")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == got.headers["etag"]


def test_refusals_are_not_kept(ask):
    refused = ask("/api/v1/standing?rule=none-such")
    assert refused.status_code == 404
    assert "etag" not in refused.headers


def test_every_operation_is_described(ask):
    schema = ask("/api/v1/openapi.json").json()
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert {"200", "400", "404", "422", "429"} <= operation["responses"].keys(), path


def test_the_data_version_follows_the_data(monkeypatch):
    from burdenshare.report import _version

    before = _version.data_version()
    _version.data_version.cache_clear()
    monkeypatch.setattr(bs, "__version__", "9.9.9")
    try:
        assert _version.data_version() != before
    finally:
        _version.data_version.cache_clear()
