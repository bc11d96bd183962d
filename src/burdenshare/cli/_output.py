"""Printing an answer, or writing it to a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from burdenshare.cli._options import Form
from burdenshare.errors import BadValueError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from rich.console import Console, RenderableType

    from burdenshare.report import Answer

WIDTH = 80


def show(
    answer: Answer,
    table: RenderableType,
    *,
    form: Form = Form.table,
    output: Path | None = None,
    explain: bool = False,
) -> None:
    """Print ``answer`` in the form asked for, or write it to ``output``.

    Args:
        answer: Any result: ``to_dict``, ``to_frame``, ``explain``.
        table: What ``--format table`` prints; build it cheaply, it is not always used.
        form: Chosen with ``--format``.
        output: Chosen with ``--output``.
        explain: Whether to add the evidence (``table`` only: the other forms carry it).

    Raises:
        BadValueError: A binary format without a file to put it in.
    """
    if form is Form.table:
        _show_table(table, answer.explain() if explain else None, output)
        return
    from burdenshare.report import csv_metadata, export, write

    if output is None:
        if form in {Form.parquet, Form.xlsx}:
            raise BadValueError(f"--format {form.value} needs --output FILE.{form.value}")
        sys.stdout.write(export(answer, form.value).decode())
        return
    write(export(answer, form.value), output)
    if form is Form.csv:
        write(csv_metadata(answer, output.name), output.with_name(output.name + "-metadata.json"))


def console(*, file: object | None = None) -> Console:
    """Return a console that is 80 columns wide, coloured only on a terminal."""
    from rich.console import Console

    return Console(width=WIDTH, file=file, highlight=False, emoji=False, markup=True)  # type: ignore[arg-type]


def _show_table(table: RenderableType, evidence: str | None, output: Path | None) -> None:
    import io

    from rich.text import Text

    target = io.StringIO() if output else None
    screen = console(file=target)
    screen.print(table)
    if evidence is not None:
        screen.print()
        screen.print(Text(evidence), soft_wrap=True)
    if output is not None and target is not None:
        from burdenshare.report import write

        write(target.getvalue().encode(), output)


def draw(chart: Any, file: Path) -> None:
    """Write a chart in the form its file name asks for; pages work offline."""
    import json

    import vl_convert

    from burdenshare.report import write

    spec = chart.to_dict()
    content = {
        ".svg": lambda: vl_convert.vegalite_to_svg(spec).encode(),
        ".png": lambda: vl_convert.vegalite_to_png(spec, scale=2),
        ".html": lambda: vl_convert.vegalite_to_html(spec, bundle=True).encode(),
        ".json": lambda: json.dumps(spec, indent=2).encode(),
    }
    write(content[file.suffix](), file)
