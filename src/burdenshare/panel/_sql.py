"""Free questions in SQL over every edition, with nothing but reading allowed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BadValueError, MissingDataError

if TYPE_CHECKING:
    import polars as pl
    from duckdb import DuckDBPyConnection

    from burdenshare.panel._panel import Panel

LIMIT_SECONDS = 30
LIMIT_ROWS = 1_000_000
MEMORY = "1GB"
TABLES = ("cells", "editions", "measures")


@dataclass(frozen=True, slots=True)
class Rows:
    """What a query returned.

    Attributes:
        query: The query.
        frame: Its rows.
        editions: Ids of the editions it could read.
    """

    query: str
    frame: pl.DataFrame
    editions: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values with stable keys, for JSON."""
        return {
            "query": self.query,
            "editions": list(self.editions),
            "columns": self.frame.columns,
            "rows": [[_json(value) for value in row] for row in self.frame.rows()],
        }

    def to_frame(self) -> pl.DataFrame:
        """The rows."""
        return self.frame

    def explain(self) -> str:
        """The query and the editions it could read."""
        return f"{self.query}\nover {len(self.editions)} editions: {', '.join(self.editions)}"


def sql(query: str, *, panel: Panel | None = None) -> Rows:
    """Ask the panel in SQL (DuckDB's), over three tables.

    ``cells`` has a row a figure (edition, measure, area, year, value, estimate, table, row,
    column, note), ``editions`` a row an edition (id, publisher, title, published, family,
    base_year, complete) and ``measures`` a row a measure (id, title, unit, prices, family).
    The query can read these and nothing else: no file, no network, no change.

    Args:
        query: One SELECT statement.
        panel: Editions to ask; the default panel when ``None``.

    Raises:
        BadValueError: Not one SELECT statement, or DuckDB refuses it.
        MissingDataError: It runs for longer than 30 seconds.
    """
    import threading

    import duckdb

    from burdenshare.panel._panel import default_panel

    source = panel or default_panel()
    with duckdb.connect(":memory:") as connection:
        _fill(connection, source)
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET temp_directory = ''")
        connection.execute("SET python_enable_replacements = false")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        clock = threading.Timer(LIMIT_SECONDS, connection.interrupt)
        clock.start()
        try:
            statements = connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise BadValueError(
                    "the query must be one SELECT statement: the panel is read-only"
                )
            frame = _frame(connection.execute(statements[0]))
        except duckdb.InterruptException:
            raise MissingDataError(
                f"the query ran for {LIMIT_SECONDS} seconds and was stopped: ask for less"
            ) from None
        except duckdb.Error as error:
            message = _first_line(str(error))
            if message.startswith("Catalog Error: Table"):
                message = f"{message.rstrip('!')}; the tables are {', '.join(TABLES)}"
            raise BadValueError(f"SQL: {message}") from None
        finally:
            clock.cancel()
    return Rows(query, frame, tuple(edition.id for edition in source.editions))


def _fill(connection: DuckDBPyConnection, panel: Panel) -> None:
    """Copy the panel in, so that the connection can be cut off from everything else."""
    from burdenshare.panel._store import edition_file, measures, verified

    for number, edition in enumerate(panel.editions):
        verified(edition)
        verb = "INSERT INTO cells" if number else "CREATE TABLE cells AS"
        connection.execute(
            f"{verb} SELECT ? AS edition, * FROM read_parquet(?)",  # noqa: S608  (a constant)
            [edition.id, str(edition_file(edition))],
        )
    connection.execute(
        "CREATE TABLE editions (id VARCHAR, publisher VARCHAR, title VARCHAR, published DATE,"
        " family VARCHAR, base_year INTEGER, complete BOOLEAN, licence VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            [e.id, e.publisher, e.title, e.published, e.family, e.base_year, e.complete, e.licence]
            for e in panel.editions
        ],
    )
    connection.execute(
        "CREATE TABLE measures (id VARCHAR, title VARCHAR, unit VARCHAR, prices VARCHAR,"
        " currency VARCHAR, denominator VARCHAR, family VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO measures VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            [m.id, m.title, m.unit, m.prices, m.currency, m.denominator, m.family]
            for m in measures().values()
        ],
    )


def _frame(result: DuckDBPyConnection) -> pl.DataFrame:
    """Return at most a million rows; columns of the same name are numbered."""
    import polars as pl

    names: list[str] = []
    for name, *_ in result.description or []:
        names.append(name if name not in names else f"{name}_{len(names)}")
    rows = result.fetchmany(LIMIT_ROWS + 1)
    if len(rows) > LIMIT_ROWS:
        raise BadValueError(f"the query returns more than {LIMIT_ROWS} rows: ask for less")
    plain = [tuple(map(_plain, row)) for row in rows]
    return pl.DataFrame(plain, schema=names, orient="row", infer_schema_length=None)


def _plain(value: Any) -> Any:
    """Keep what every file format can hold: decimals become floats, what is no number is empty."""
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) >= 2**63):
        return float(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    known = value is None or isinstance(value, str | int | float | dt.date)
    return value if known else str(value)


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _first_line(message: str) -> str:
    return message.strip().splitlines()[0]
