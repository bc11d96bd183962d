"""SQL reads the panel and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.panel import Panel, sql
from burdenshare.report import export

PANEL = Panel.load(user=False).as_of("2024-12-31")


def test_a_question_over_editions() -> None:
    result = sql(
        "SELECT c.edition, c.value FROM cells c JOIN editions e ON e.id = c.edition "
        "WHERE c.measure = 'core_share' AND c.area = 'BEL' AND c.year = 2023 ORDER BY e.published"
    )
    assert result.frame["edition"].to_list() == [
        "nato-2023-07", "nato-ar-2024-03", "nato-2024-06", "nato-2025-08", "nato-2026-07"
    ]  # fmt: skip
    assert result.to_dict()["rows"][-1] == ["nato-2026-07", 1.16]
    unit = sql("SELECT unit FROM measures WHERE id = 'personnel'", panel=PANEL)
    assert unit.frame.item() == "thousand persons"


def test_the_day_bounds_what_sql_sees() -> None:
    assert (
        "nato-2026-07"
        not in sql("SELECT DISTINCT edition FROM cells", panel=PANEL).frame["edition"]
    )


@pytest.mark.parametrize(
    "query",
    [
        "CREATE TABLE x (a INT)",
        "DROP TABLE cells",
        "INSERT INTO cells SELECT * FROM cells",
        "UPDATE cells SET value = 0",
        "DELETE FROM cells",
        "ATTACH '{folder}/x.db'",
        "COPY cells TO '{folder}/x.csv'",
        "EXPORT DATABASE '{folder}/x'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "PRAGMA database_list",
        "SELECT 1; DROP TABLE cells",
        "SELECT 1; SELECT 2",
        "",
        "SELECT * FROM '{folder}/secret.csv'",
        "SELECT * FROM read_csv('{folder}/secret.csv')",
        "SELECT * FROM read_text('{folder}/secret.csv')",
        "SELECT * FROM read_blob('{folder}/secret.csv')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
        "SELECT * FROM query",
        "SELEC 1",
    ],
)
def test_anything_but_reading_the_panel_is_refused(query: str, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\nsecret\n")
    with pytest.raises(BadValueError) as caught:
        sql(query.format(folder=tmp_path), panel=PANEL)
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


def test_an_unknown_table_names_those_there_are() -> None:
    with pytest.raises(BadValueError, match="the tables are cells, editions, measures"):
        sql("SELECT * FROM figures", panel=PANEL)


def test_a_query_that_runs_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("burdenshare.panel._sql.LIMIT_SECONDS", 0.3)
    with pytest.raises(MissingDataError, match="stopped"):
        sql("SELECT sum(a.value * b.value) FROM cells a, cells b, cells c", panel=PANEL)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("burdenshare.panel._sql.LIMIT_ROWS", 10)
    with pytest.raises(BadValueError, match="more than 10 rows"):
        sql("SELECT * FROM cells", panel=PANEL)


def test_columns_of_one_name_are_told_apart() -> None:
    assert sql("SELECT 1 AS a, 2 AS a", panel=PANEL).frame.columns == ["a", "a_1"]


@pytest.mark.parametrize("form", ["json", "csv", "parquet", "xlsx"])
def test_any_type_of_column_can_be_written(form: str) -> None:
    everything = sql(
        "SELECT DATE '2026-07-10' AS d, TIMESTAMP '2026-07-10 01:02:03' AS t,"
        " 1.5::DECIMAL(5, 2) AS x, sum(1) AS s, 2::HUGEINT ** 100 AS h, [1, 2] AS l, {'a': 1} AS m,"
        " NULL AS n, true AS b,"
        " 'nan'::DOUBLE AS f, 'x'::BLOB AS o, uuid() AS u, INTERVAL 1 DAY AS i",
        panel=PANEL,
    )
    assert export(everything, form)
    assert everything.to_dict()["rows"][0][0] == "2026-07-10"
