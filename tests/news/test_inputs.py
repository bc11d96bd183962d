"""What is read, refused and survived."""

from __future__ import annotations

import pytest

from burdenshare.errors import BadFileError, BadValueError
from burdenshare.news import check, read, read_string

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


def test_front_matter_takes_a_day_in_words(tmp_path):
    path = tmp_path / "report.md"
    path.write_text(f"---\npublished: 23 June 2025\n---\n{REPORT}", encoding="utf-8")
    assert str(read(path).documents[0].document.published) == "2025-06-23"


def test_html_is_read_in_the_encoding_it_declares(tmp_path):
    body = "".join(f"<p>Maxime Prévot: {part}</p>" for part in (REPORT * 3).split("\n\n"))
    page = f'<html><head><meta charset="iso-8859-1"></head><body><article>{body}</article></body></html>'
    path = tmp_path / "page.html"
    path.write_bytes(page.encode("iso-8859-1"))
    assert "Prévot" in read(path, on="2025-06-23").documents[0].document.text
