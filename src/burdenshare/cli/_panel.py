"""``burdenshare panel``: the figures, their editions, and what can be asked of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from burdenshare.cli._options import AsOf, EditionId, Explain, Form, Output, Shown

if TYPE_CHECKING:
    from typing import Any

    from burdenshare.panel import Audit, Diff, EditionList, Imported, Rows
    from burdenshare.panel import Shown as ShownFigures

panel = typer.Typer(help="Figures on two clocks: editions, look-ups, revisions, audits, imports.")
imports = typer.Typer(help="Read your own copy of a publisher's file into an edition of yours.")

FilePath = Annotated[Path, typer.Argument(metavar="FILE", help="The file as downloaded.")]
NewId = Annotated[str, typer.Option("--id", metavar="ID", help="Id of the new edition.")]
Published = Annotated[
    str, typer.Option("--published", metavar="DATE", help="Day the publisher released it.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    panel.add_typer(imports, name="import", no_args_is_help=True)
    app.add_typer(panel, name="panel", no_args_is_help=True)


@panel.command("editions")
def list_editions(
    as_of: AsOf = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Editions: what was published when, and how much of it is held."""
    from burdenshare.cli._output import show
    from burdenshare.panel import editions

    answer = editions(as_of=as_of)
    show(answer, _editions_table(answer), form=form, output=output, explain=explain)


@panel.command("show")
def show_figures(
    measure: Annotated[str, typer.Argument(help="Id from docs/measures.md, e.g. core_share.")],
    areas: Annotated[list[str] | None, typer.Argument(metavar="[AREA]...")] = None,
    year: Annotated[
        list[int] | None, typer.Option("--year", metavar="YEAR", help="Repeat for several.")
    ] = None,
    spliced: Annotated[
        bool, typer.Option("--spliced", help="Join editions, marking each joint.")
    ] = False,
    as_of: AsOf = None,
    edition: EditionId = None,
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """A measure by ally and year, from one edition unless --spliced."""
    from burdenshare.cli._output import show
    from burdenshare.panel import show as look_up

    answer = look_up(
        measure, areas or (), years=year or None, as_of=as_of, edition=edition, spliced=spliced
    )
    show(answer, _figures_table(answer), form=form, output=output, explain=explain)


@panel.command("diff")
def compare(
    first: Annotated[str, typer.Argument(metavar="FIRST", help="Edition id.")],
    second: Annotated[str, typer.Argument(metavar="SECOND", help="Edition id.")],
    measure: Annotated[str, typer.Option("--measure", help="Measure compared.")] = "core_share",
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """What two editions say otherwise, largest first, and which tests flip."""
    from burdenshare.cli._output import show
    from burdenshare.panel import diff

    answer = diff(first, second, measure=measure)
    show(answer, _diff_table(answer), form=form, output=output, explain=explain)


@panel.command("audit")
def check_tables(
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="Edition id.")],
    form: Shown = Form.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Recompute every identity NATO's tables should satisfy; exit 1 if one is unexplained."""
    from burdenshare.cli._output import show
    from burdenshare.panel import audit

    answer = audit(edition)
    show(answer, _audit_table(answer), form=form, output=output, explain=explain)
    if answer.unexplained:
        raise typer.Exit(1)


@panel.command("sql")
def query_sql(
    query: Annotated[str, typer.Argument(help='One SELECT over "cells", "editions", "measures".')],
    form: Shown = Form.table,
    output: Output = None,
) -> None:
    """Ask all editions in SQL (DuckDB), read-only."""
    from burdenshare.cli._output import show
    from burdenshare.panel import sql

    answer = sql(query)
    show(answer, _rows_table(answer), form=form, output=output)


@panel.command("build")
def build_editions(
    raw: Annotated[Path, typer.Option("--raw", metavar="FOLDER", help="Publishers' raw files.")],
    output: Annotated[
        Path, typer.Option("--output", metavar="FOLDER", help="Gets data/ and editions.yaml.")
    ],
) -> None:
    """Make the shipped editions again from raw files; a new audit finding fails the build."""
    from rich.table import Table

    from burdenshare.cli._output import console
    from burdenshare.panel import build

    table = Table(box=None, pad_edge=False)
    for title in ("Edition", "Cells", "SHA-256", "As recorded"):
        table.add_column(title, justify="right" if title == "Cells" else "left")
    for made in build(raw, output):
        table.add_row(made.id, str(made.rows), made.sha256[:16], "yes" if made.same else "NO")
    console().print(table)


@panel.command("remove")
def remove(
    edition: Annotated[str, typer.Argument(metavar="ID", help="An edition of yours.")],
) -> None:
    """Remove an edition that you have imported."""
    from burdenshare.cli._output import console
    from burdenshare.panel import remove_edition

    remove_edition(edition)
    console().print(f"removed {edition}")


@imports.command("nato")
def import_nato(file: FilePath, edition_id: NewId, published: Published) -> None:
    """NATO's workbook of defence expenditure (.xlsx), every table of it."""
    from burdenshare.panel import read_nato

    _keep(read_nato(file, edition_id=edition_id, published=published))


@imports.command("weo")
def import_weo(file: FilePath, edition_id: NewId, published: Published) -> None:
    """The IMF's World Economic Outlook database, by countries."""
    from burdenshare.panel import read_weo

    _keep(read_weo(file, edition_id=edition_id, published=published))


@imports.command("sipri")
def import_sipri(file: FilePath, edition_id: NewId, published: Published) -> None:
    """SIPRI's workbook of military expenditure (.xlsx)."""
    from burdenshare.panel import read_sipri

    _keep(read_sipri(file, edition_id=edition_id, published=published))


def _keep(imported: Imported) -> None:
    from rich.text import Text

    from burdenshare.cli._output import console
    from burdenshare.panel import save_edition

    path = save_edition(imported)
    console().print(Text(imported.explain()), soft_wrap=True)
    console().print(Text(f"kept as {path}"), soft_wrap=True)


def _table(*titles: str, right: tuple[str, ...] = ()) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in titles:
        table.add_column(title, justify="right" if title in right else "left", overflow="fold")
    return table


def _editions_table(answer: EditionList) -> Any:
    table = _table("Edition", "Published", "Years", "Held", "Title")
    for row in answer.to_dict()["editions"]:
        held = "all" if row["complete"] else "part"
        own = " (yours)" if row["origin"] == "user" else ""
        years = f"{row['first_year']}-{row['last_year']}"
        table.add_row(row["id"], row["published"], years, held, row["title"] + own)
    return table


def _figures_table(answer: ShownFigures) -> Any:
    from rich.console import Group

    from burdenshare.allies import area_name

    parts: list[Any] = [f"{answer.measure.title} [{answer.measure.unit}]".replace("[", "\\[")]
    years = answer.series[0].years
    for start in range(0, len(years), 7):
        span = years[start : start + 7]
        titles = [str(year) for year in span]
        table = _table("Area", *titles, right=tuple(titles))
        for series in answer.series:
            cells = series.cells[start : start + 7]
            table.add_row(area_name(cells[0].area), *(_short(cell) for cell in cells))
        parts.append(table)
    for edition in answer.editions:
        parts.append(f"{edition.id}: {edition.publisher}, published {edition.published}")
    joints = answer.to_dict()["joints"]
    if joints:
        parts.append(f"Spliced: a new edition answers from {', '.join(map(str, joints))} on.")
    parts.append("e estimate; .. blank in the source; ? published, but not held here; - not there")
    return Group(*parts)


def _short(cell: Any) -> str:
    from burdenshare.panel import BLANK, NOT_HELD

    if cell.missing is not None:
        return {BLANK: "..", NOT_HELD: "?"}.get(cell.missing, "-")
    return f"{cell.printed}{'e' if cell.estimate else ''}"


def _diff_table(answer: Diff) -> Any:
    from rich.console import Group

    from burdenshare.allies import area_name

    right = ("Year", "First", "Second", "Change")
    changes = _table("Area", *right, right=right)
    for change in answer.changes[:30]:
        before, after = change.before, change.after
        changes.add_row(
            area_name(before.area), str(before.year), before.printed, after.printed,
            change.printed,
        )  # fmt: skip
    flips = _table("Area", "Year", "At least", "First", "Second", "Test", right=right)
    for flip in answer.flips:
        words = "met, then not" if flip.met_before else "not met, then met"
        flips.add_row(
            area_name(flip.before.area), str(flip.before.year),
            f"{flip.threshold:g} ({flip.before.measure.id})",
            flip.before.printed, flip.after.printed, words,
        )  # fmt: skip
    rest = len(answer.changes) - min(30, len(answer.changes))
    counts = (
        f"{answer.first.id} to {answer.second.id}, {answer.measure.id}: {len(answer.changes)} "
        f"changed, {answer.same} alike, {answer.one_sided} in one edition only"
    )
    more = f"and {rest} smaller changes (--format csv has all)" if rest else ""
    parts: list[Any] = [counts]
    if answer.changes:
        parts += [changes, more]
    parts.append(f"{len(answer.flips)} tests flip")
    return Group(*parts, flips) if answer.flips else Group(*parts)


def _audit_table(answer: Audit) -> Any:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    right = ("Hold", "Checked", "Not checkable")
    tallies = _table("Identity", *right, right=right)
    for tally in answer.tallies:
        tallies.add_row(tally.identity, str(tally.hold), str(tally.checked), str(tally.not_checked))
    parts: list[Any] = [answer.edition.id, tallies]
    for finding in answer.findings:
        parts.append(Text(f"\n{finding.headline}"))
        reason = Text(finding.reason or "UNEXPLAINED", style="dim")
        parts.append(Padding(reason, (0, 0, 0, 4)))
    words = (
        "nothing unexplained"
        if not answer.unexplained
        else f"{len(answer.unexplained)} UNEXPLAINED"
    )
    parts.append(f"\n{len(answer.findings)} findings, {words}")
    return Group(*parts)


def _rows_table(answer: Rows) -> Any:
    table = _table(*answer.frame.columns)
    for row in answer.frame.head(100).rows():
        table.add_row(*("" if value is None else str(value) for value in row))
    if answer.frame.height > 100:
        table.caption = f"first 100 of {answer.frame.height} rows; --format csv has all"
    return table
