"""What is read, refused and survived."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from burdenshare.errors import BadFileError, BadValueError
from burdenshare.news import check, iterate, read, read_stream, read_string

REPORT = (
    "BRUSSELS - Belgium spent 1.3 percent of GDP on defence in 2024, the alliance said.\n\n"
    "It is one of the lowest-spending countries in NATO, and the government has been told so."
)


def test_markdown_front_matter_gives_title_and_date(tmp_path):
    path = tmp_path / "report.md"
    path.write_text(f"---\ntitle: A small share\ndate: 2025-06-23\n---\n{REPORT}", encoding="utf-8")
    [document] = read(path, as_of="2026-11-20").documents
    assert document.document.title == "A small share"
    assert str(document.document.published) == "2025-06-23"
    text = path.read_text(encoding="utf-8")
    assert all(text[c.start : c.end] == c.text for c in document.claims)


def test_html_gives_its_main_text(tmp_path):
    body = "".join(f"<p>{part}</p>" for part in (REPORT * 3).split("\n\n"))
    page = f"<html><head><title>T</title><meta property='article:published_time' content='2025-06-23'></head><body><nav>Home 5 percent</nav><article><h1>Small share</h1>{body}</article></body></html>"
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    [document] = read(path, as_of="2026-11-20").documents
    assert ("figure", ("BEL",)) in {(c.type, c.subject) for c in document.claims}
    assert "Home" not in document.document.text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "is empty: give a report to read"),
        ("blank.txt", b" \n\n ", "is empty: give a report to read"),
        ("binary.txt", b"\x00\x01\x02" * 200, "is binary, not text: give plain text, Markdown, HTML or JSON Lines"),
        ("huge.txt", b"a " * 2_600_000, "is larger than 5,000,000 bytes: split it into single reports"),
        ("german.txt", ("Belgien hat im vergangenen Jahr nur wenig Geld für seine Streitkräfte ausgegeben und will das nun ändern. " * 3).encode(),
         "does not look like English, the only language read here: translate it first"),
        ("nothing.html", b"<html><body></body></html>", "no main text was found in this HTML page: give the article's text"),
    ],
)  # fmt: skip
def test_a_bad_file_gets_one_line(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadFileError) as error:
        read(path)
    assert str(error.value) == f"{path}: {message}"
    good = tmp_path / "zz.txt"
    good.write_text(REPORT, encoding="utf-8")
    reports = read(tmp_path, on="2025-06-23", as_of="2026-11-20")
    assert [f.problem for f in reports.failures] == [message]
    assert reports.documents[0].claims


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadFileError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(BadFileError, match="holds no"):
        read(tmp_path)


def test_comparing_needs_two(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    with pytest.raises(BadValueError, match="at least two"):
        read(path, compare=True)


def test_check_refuses_a_book():
    with pytest.raises(BadValueError, match="longer than a paragraph"):
        check("NATO " * 2000)


def test_dateline_decides_the_day():
    document = read_string("date 2025-06-23 BRUSSELS: " + REPORT, as_of="2026-11-20")
    assert str(document.document.published) == "2025-06-23"


def corpus(path: Path, count: int = 70) -> Path:
    lines = [
        json.dumps({"id": f"d{i}", "published": "2025-06", "text": f"{REPORT} Number {i}."})
        for i in range(count)
    ]
    lines[3] = "not json"
    lines[5] = json.dumps({"id": "d5"})
    lines[7] = json.dumps({"id": "d7", "published": "soon", "text": REPORT})
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_stream_keeps_order_and_survives_bad_records(tmp_path):
    path = corpus(tmp_path / "c.jsonl")
    results = list(iterate([path], as_of="2026-11-20", workers=2))
    assert len(results) == 70
    assert [r.get("id") for r in results if "id" in r] == [
        f"d{i}" for i in range(70) if i not in {3, 5, 7}
    ]
    assert "is not JSON" in results[3]["problem"]
    assert results[5]["problem"].startswith("the record has no text")
    assert "is not a date" in results[7]["problem"]
    assert results == list(iterate([path], as_of="2026-11-20", workers=1))


def test_a_run_cut_off_is_resumed(tmp_path):
    path, output = corpus(tmp_path / "c.jsonl"), tmp_path / "out.jsonl"
    assert read_stream([path], output=output, as_of="2026-11-20", workers=1) == 70
    whole = output.read_bytes()
    output.write_bytes(whole[: len(whole) // 2])
    assert read_stream([path], output=output, as_of="2026-11-20", workers=1) == 70
    assert output.read_bytes() == whole


def test_a_stream_does_not_write_into_another_file(tmp_path):
    output = tmp_path / "notes.txt"
    output.write_text("mine\n", encoding="utf-8")
    with pytest.raises(BadFileError, match="is not the output of such a run"):
        read_stream([corpus(tmp_path / "c.jsonl")], output=output, workers=1)
    assert output.read_text(encoding="utf-8") == "mine\n"
