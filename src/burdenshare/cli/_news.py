"""``burdenshare read``, ``burdenshare check`` and ``burdenshare news``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from burdenshare.cli._options import AsOf, Explain, Output

if TYPE_CHECKING:
    from burdenshare.news import Reports


class NewsForm(StrEnum):
    """How to show what was read."""

    table = "table"
    json = "json"
    csv = "csv"
    html = "html"
    claimreview = "claimreview"


class ScoreForm(StrEnum):
    """How to show a score."""

    table = "table"
    json = "json"


On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Day of publication, if not in the text.")
]
Shown = Annotated[NewsForm, typer.Option("--format", help="How to show the claims.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("read")(read_files)
    app.command("check")(check_sentence)
    news = typer.Typer(help="Score the reader on labelled corpora.", no_args_is_help=True)
    news.command("evaluate")(evaluate_corpus)
    app.add_typer(news, name="news")


def read_files(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, folders, or -.")],
    on: On = None,
    as_of: AsOf = None,
    form: Shown = NewsForm.table,
    output: Output = None,
    explain: Explain = False,
    *,
    compare: Annotated[
        bool, typer.Option("--compare", help="Merge the claims and list where reports differ.")
    ] = False,
    stream: Annotated[
        bool,
        typer.Option("--stream", help="One JSON line a document, in constant memory; resumable."),
    ] = False,
) -> None:
    """Find the claims on defence spending in reports and check them, then and now."""
    if stream:
        from burdenshare.news import read_stream

        read_stream(files, output=output, on=on, as_of=as_of, bar=True)
        return
    from burdenshare.news import read

    _show(read(files, on=on, as_of=as_of, compare=compare, bar=True), form, output, explain=explain)


def check_sentence(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE")],
    on: On = None,
    as_of: AsOf = None,
    form: Shown = NewsForm.table,
    output: Output = None,
    explain: Explain = False,
) -> None:
    """Check one sentence on defence spending, as known then and as known now."""
    from burdenshare.news import check

    found = check(sentence, on=on, as_of=as_of)
    _show(found, form, output, explain=explain or form is NewsForm.table)


def evaluate_corpus(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="Labelled JSON Lines file.")],
    form: Annotated[
        ScoreForm, typer.Option("--format", help="How to show the score.")
    ] = ScoreForm.table,
    as_of: AsOf = None,
    output: Output = None,
    *,
    errors: Annotated[
        bool, typer.Option("--errors/--no-errors", help="List each error (off for held-out data).")
    ] = True,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FILE", help="Also store the totals there by corpus."),
    ] = None,
) -> None:
    """Score the reader against labelled documents: precision, recall, fields, verdicts."""
    import json

    from burdenshare.news import add_score, evaluate

    found = evaluate(corpus, as_of=as_of)
    if into is not None:
        earlier = into.read_text(encoding="utf-8") if into.exists() else ""
        _write(add_score(found, corpus.stem, earlier, str(into)), into)
    if form is ScoreForm.json:
        _write(
            json.dumps(found.to_dict(errors=errors), ensure_ascii=False, indent=2) + "\n", output
        )
        return
    from burdenshare.news import score_table

    _write(score_table(found, errors=errors), output)


def _show(found: Reports, form: NewsForm, output: Path | None, *, explain: bool) -> None:
    import json

    if form is NewsForm.table:
        from burdenshare.cli._output import show

        show(found, found.__rich__(), output=output, explain=explain)
        return
    if form is NewsForm.csv:
        _write(found.to_frame().write_csv(), output)
    elif form is NewsForm.html:
        _write(found.to_html(), output)
    else:
        made = found.to_dict() if form is NewsForm.json else found.to_claimreview()
        _write(json.dumps(made, ensure_ascii=False, indent=2) + "\n", output)


def _write(words: str, output: Path | None) -> None:
    import sys

    if output is None:
        sys.stdout.write(words)
        return
    from burdenshare.report import write

    write(words.encode(), output)
