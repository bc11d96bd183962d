"""Files carry their sources, and nothing in them runs."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from burdenshare.errors import BadValueError, FailedError
from burdenshare.report import csv_metadata, export, to_json, write
from burdenshare.rules import standing


@dataclass
class Hostile:
    """An answer whose text looks like formulas."""

    def to_dict(self) -> dict[str, Any]:
        return {"as_of": "2025-06-23", "sources": [{"id": "=1+1", "title": "t"}]}

    def to_frame(self) -> pl.DataFrame:
        texts = ["=cmd()", "+1", "-1", "@x", "plain", None]
        return pl.DataFrame({"text": texts, "number": [1.5, -2.0, 3.0, 0.0, 1.0, None]})

    def explain(self) -> str:
        return ""


def test_a_csv_cell_cannot_be_a_formula() -> None:
    frame = pl.read_csv(io.BytesIO(export(Hostile(), "csv")))
    assert frame["text"].to_list() == ["'=cmd()", "'+1", "'-1", "'@x", "plain", None]
    assert frame["number"].to_list() == [1.5, -2.0, 3.0, 0.0, 1.0, None]  # numbers keep their sign


def test_a_workbook_has_text_not_formulas_and_a_sheet_of_sources() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(Hostile(), "xlsx")))
    assert book.sheetnames == ["Figures", "Sources"]
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert book["Figures"]["A2"].value == "=cmd()"


def test_round_trips() -> None:
    answer = standing(rule="vilnius-2023-core", year=2024, as_of="2025-06-23")
    frame = answer.to_frame()
    parquet = export(answer, "parquet")
    assert pl.read_parquet(io.BytesIO(parquet)).equals(frame)
    notes = json.loads(pl.read_parquet_metadata(io.BytesIO(parquet))["burdenshare"])
    assert notes["sources"][0]["id"] == "nato-2024-06"
    whole = json.loads(export(answer, "json"))
    assert whole == json.loads(to_json(answer.to_dict()))
    described = json.loads(csv_metadata(answer, "s.csv"))
    assert [c["name"] for c in described["tableSchema"]["columns"]] == frame.columns


def test_unknown_form_and_numbers_that_are_none() -> None:
    with pytest.raises(BadValueError, match="use json, csv, parquet or xlsx"):
        export(Hostile(), "pdf")
    with pytest.raises(ValueError):
        to_json({"x": float("nan")})


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(b"one", path)
    write(b"two", path)
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    with pytest.raises(FailedError, match="cannot write"):
        write(b"x", tmp_path / "no" / "such" / "folder.csv")
