"""The review as a PDF: what the answer says, on pages that say when and on what."""

from __future__ import annotations

import io

import pypdf
import pytest
from typer.testing import CliRunner

from burdenshare.cli._app import app
from burdenshare.report import data_version, review_pdf
from burdenshare.review import review_2029


def _pages(content: bytes) -> list[str]:
    found = pypdf.PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().split()) for page in found]


@pytest.mark.parametrize("asked", [{}, {"exempt": ["Spain"], "at": 2.1}])
def test_the_pages_say_what_the_answer_says(asked):
    answer = review_2029(as_of="2026-11-22", **asked)
    pages = _pages(review_pdf(answer))
    assert 2 <= len(pages) <= 3
    for number, page in enumerate(pages, start=1):
        assert "as known on 2026-11-22" in page
        assert f"data version {data_version()}" in page
        assert f"page {number} of {len(pages)}" in page
    text = " ".join(pages)
    for item in answer.to_dict()["allies"]:
        assert f"{item['name']} {item['core_share']:.2f}" in text
    assert ("What if some stop lower" in text) == bool(asked)
    for source in answer.sources:
        assert source["id"] in text


def test_the_suffix_of_the_file_decides(tmp_path):
    target = tmp_path / "review.pdf"
    done = CliRunner().invoke(
        app, ["review", "2029", "--as-of", "2026-11-22", "--output", str(target)]
    )
    assert done.exit_code == 0, done.output
    assert target.read_bytes().startswith(b"%PDF")
