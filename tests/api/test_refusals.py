"""Bad calls and hostile ones: refused in the command line's own words, the server still there."""

from __future__ import annotations

import asyncio
import io
import time
import zipfile
from importlib import import_module
from time import sleep
from typing import TYPE_CHECKING

import pytest

import burdenshare as bs
from burdenshare.api import Settings, create_app
from burdenshare.errors import BurdenshareError
from burdenshare.review import review_2029
from burdenshare.web import create_app as create_site


def test_before_the_alliance_there_is_an_empty_table(ask):
    """Found by fuzzing: a day before any accession broke the rows."""
    answer = ask("/api/v1/allies?as_of=1949-01-01&format=csv")
    assert answer.status_code == 200
    assert answer.text.startswith("alpha3,")


BAD = [
    ("/review/2029?exempt_below=6", 400, lambda: review_2029(exempt_below=6)),
    ("/standing?ally=Belgum", 404, lambda: bs.standing("Belgum")),
    ("/standing?rule=hague-2025-cor", 404, lambda: bs.standing(rule="hague-2025-cor")),
    ("/standing?edition=nato-1999-01", 404, lambda: bs.standing(edition="nato-1999-01")),
    ("/standing?as_of=23.06.2025", 400, lambda: bs.standing(as_of="23.06.2025")),
    ("/standing?as_of=2015-01-01", 422, lambda: bs.standing(as_of="2015-01-01")),
    ("/paths?ally=BEL&shape=points", 400, lambda: bs.paths(["BEL"], shapes=["points"])),
    ("/ledger?kind=gossip", 404, lambda: bs.ledger(kind="gossip")),
    ("/briefs/Atlantis", 404, lambda: bs.brief("Atlantis")),
]


@pytest.mark.parametrize(("address", "status", "call"), BAD, ids=[row[0] for row in BAD])
def test_the_message_is_the_rooms_own(address, status, call, ask):
    with pytest.raises(BurdenshareError) as raised:
        call()
    answer = ask(f"/api/v1{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == " ".join(str(raised.value).split())
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/standing?year=abc", "query parameter 'year': input should be a valid integer"),
        ("/standing?year=99999999999999999999", "query parameter 'year': input should be less"),
        ("/standing?foo=1", "query parameter 'foo': is not known here"),
        ("/figures", "query parameter 'measure': is missing"),
        ("/paths?core_target=nan", "query parameter 'core_target': "),
        ("/paths?core_target=1e308", "query parameter 'core_target': "),
        ("/paths?point=2029", "point '2029': write it as YEAR=SHARE"),
        ("/debt/BEL?draws=200001", "query parameter 'draws': input should be less than"),
        ("/chances?level=900", "query parameter 'level.0': input should be less than"),
        ("/standing?format=exe", "query parameter 'format': input should be 'json', 'csv'"),
        ("/standing?ally=" + "x" * 5000, "query parameter 'ally.0': string should have at most"),
    ],
)
def test_parameters_that_cannot_be(address, message, ask):
    answer = ask(f"/api/v1{address}")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(message)
    assert len(answer.json()["detail"]) < 300


if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SCRIPT = "<script>alert(1)</script>"
FIELDS = [
    f"/allies/{SCRIPT}",
    f"/?as_of={SCRIPT}",
    f"/?edition={SCRIPT}",
    f"/?sort={SCRIPT}",
    f"/?year={SCRIPT}",
    f"/rules/{SCRIPT}",
    f"/figures?measure={SCRIPT}",
    f"/figures?area={SCRIPT}",
    f"/figures/{SCRIPT}",
    f"/figures/nato-2026-07/{SCRIPT}/BEL/2024",
    f"/figures/diff?first={SCRIPT}",
    f"/allies/BEL/path?shape={SCRIPT}",
    f"/allies/BEL/flexibility?reading={SCRIPT}",
    f"/allies/BEL/flexibility?allow={SCRIPT}&chosen=1",
    f"/allies/BEL/debt?scenario={SCRIPT}",
    f"/allies/BEL/chance?draws={SCRIPT}",
    f"/allies/BEL/brief.{SCRIPT}",
    f"/review?exempt=one&ally={SCRIPT}",
    f"/allies/{SCRIPT}/path",
    f"/charts/{SCRIPT}.svg",
    f"/charts/history.svg?ally={SCRIPT}",
    f"/static/{SCRIPT}",
    f"/{SCRIPT}",
]


@pytest.mark.parametrize("address", FIELDS)
def test_a_script_in_any_field_stays_text(address, ask):
    answer = ask(address.replace(SCRIPT, "%3Cscript%3Ealert(1)%3C%2Fscript%3E"))
    assert 400 <= answer.status_code < 500
    assert SCRIPT not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "address",
    [
        "/static/..%2f..%2ferrors.py",
        "/static/%2e%2e/%2e%2e/errors.py",
        "/static/....//errors.py",
        "/figures/..%2f..%2fetc%2fpasswd",
        "/rules/..%2f..%2f..%2fetc%2fpasswd",
        "/allies/%00",
        "/charts/..%2fx.svg",
        "/api/v1/rules/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/api/v1/sources/../../../../etc/passwd",
    ],
)
def test_no_way_out_of_the_house(address, ask):
    answer = ask(address)
    assert answer.status_code in {400, 404}
    assert "root:" not in answer.text
    assert "Traceback" not in answer.text


def test_a_body_too_large_is_not_read_to_its_end(ask):
    answer = ask("/api/v1/rules", method="POST", content=b"x" * 2_000_001)
    assert answer.status_code == 413
    assert "2,000,000 bytes" in answer.json()["detail"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_body_that_lies_about_its_length_is_refused(ask):
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 100_000

    assert ask("/api/v1/rules", method="POST", content=endless()).status_code == 413


def test_a_slow_body_is_given_up(ask):
    async def slow() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(5)
        yield b"x"

    app = create_app(Settings(body_seconds=0.1))
    began = time.monotonic()
    answer = ask("/api/v1/rules", method="POST", content=slow(), app=app)
    assert answer.status_code == 408
    assert time.monotonic() - began < 4


def test_an_answer_that_takes_too_long_says_how_to_ask_for_less(ask, monkeypatch):
    monkeypatch.setattr(import_module("burdenshare.ledger"), "ledger", lambda *_, **__: sleep(0.6))
    answer = ask("/api/v1/ledger", app=create_app(Settings(seconds=0.05)))
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:burdenshare:problem:too-long"
    assert "ask for fewer" in answer.json()["detail"]


def test_whoever_asks_too_often_waits(ask):
    app = create_app(Settings(rate=3))
    answers = [ask("/api/v1/rules?as_of=2025-06-23", app=app) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_our_own_mistake_tells_nothing_of_the_inside(ask, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret path /home/someone")

    monkeypatch.setattr(import_module("burdenshare.ledger"), "ledger", broken)
    answer = ask("/api/v1/ledger", app=create_app())
    assert answer.status_code == 500
    assert "secret" not in answer.text
    page = ask("/nowhere", app=create_site())
    assert page.status_code == 404
    assert "<h1>Not here</h1>" in page.text


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("plan.yaml", b"", "plan.yaml"),
        ("plan.yaml", b"\xff\xfe\x00", "plan.yaml: is not UTF-8 text"),
        ("plan.yaml", b"a: 1\na: 2\n", "plan.yaml, line 2, key 'a': the key is given twice"),
        ("plan.yaml", b"!!python/object/apply:os.system ['true']", "plan.yaml"),
        ("plan.xlsx", b"PK\x03\x04 not really", "plan.xlsx: is not a workbook"),
        ("plan.xlsx", _zip({"xl/workbook.xml": b"0" * 30_000_000}), "plan.xlsx: expands to far"),
        ("plan.xlsx", _zip({f"{n}.xml": b"" for n in range(200)}), "plan.xlsx: has 200 parts"),
        ("plan.xlsx", _zip({"a.xml": b"<x/>"}), "plan.xlsx: "),
        ("../../plan.exe", b"MZ", "../../plan.exe: send a plan as .yaml or .xlsx"),
    ],
)
def test_hostile_plans(name, content, message, ask):
    answer = ask("/api/v1/plans/check", method="POST", files={"file": (name, content)})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(message)
    assert "/tmp" not in answer.text


GERMAN = (
    b'{"documents": [{"text": "Belgien gibt nach Angaben der Regierung zwei Prozent seiner '
    b"Wirtschaftsleistung aus und will das bis zum Ende des Jahrzehnts nicht steigern. Der "
    b'Minister sagte, dass man mehr Spielraum brauche."}]}'
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"documents": []}',
        b'{"documents": [{"text": ""}]}',
        b'{"documents": [{"text": "Belgium spends 2 % on defence.", "foo": 1}]}',
        b'{"documents": [{"text": "Belgium spends 2 % on defence.", "on": "yesterday"}]}',
        b'{"documents": [{"text": "' + b"x" * 100_000 + b'"}]}',
        GERMAN,
        b'{"documents": [{"text": "Belgium spends 2 % on defence."}], "compare": true}',
        b'{"a":' * 5000,
    ],
)
def test_hostile_reports(body, ask):
    kind = {"content-type": "application/json"}
    answer = ask("/api/v1/read", method="POST", content=body, headers=kind)
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_pasted_script_stays_text(ask):
    text = f"Belgium spends 1.3 percent of GDP on defence {SCRIPT} in 2024."
    answer = ask("/news", method="POST", data={"text": text, "on": "2025-06-23"})
    assert answer.status_code == 200
    assert SCRIPT not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_scenario_name_is_never_a_file(ask):
    answer = ask("/api/v1/debt/BEL?scenario=/etc/passwd.yaml")
    assert answer.status_code == 400
    assert "'baseline'" in answer.json()["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(method, ask):
    assert ask("/api/v1/rules", method=method).status_code == 405


def test_no_other_site_may_read_or_frame(ask):
    answer = ask("/", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "'unsafe" not in answer.headers["content-security-policy"]
