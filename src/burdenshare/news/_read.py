"""The questions of this room: read reports, check one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.errors import BadValueError, BurdenshareError
from burdenshare.news._attribution import attribute
from burdenshare.news._cells import latest_year, news_year
from burdenshare.news._document import Document, read_day
from burdenshare.news._found import Found, find_all
from burdenshare.news._progress import progress
from burdenshare.news._reader import read_prepared
from burdenshare.news._references import find_references, link
from burdenshare.news._scene import prepare
from burdenshare.news._sources import (
    Failure,
    Raw,
    count_sources,
    list_sources,
    load_document,
    problem_of,
    require,
)
from burdenshare.news._speakers import find_speakers
from burdenshare.news._verdict import judge

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    import polars as pl
    from rich.console import RenderableType

    from burdenshare.news._claim import Claim
    from burdenshare.news._compare import Comparison
    from burdenshare.news._found import Reference
    from burdenshare.panel import Panel


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document and the claims found in it.

    Attributes:
        document: What was read.
        claims: Its claims in the order of the text, with both verdicts.
        found: Mentions, quantities, times and speakers, whether or not a claim came of them.
    """

    document: Document
    claims: tuple[Claim, ...]
    found: Found = field(default_factory=Found)

    @property
    def mentions(self) -> tuple[Reference, ...]:
        """Who is named or pointed at, in the order of the text."""
        return self.found.mentions

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form: ``source``, ``title``, ``published``, ``claims``."""
        day = self.document.published
        return {
            "source": self.document.source,
            "title": self.document.title,
            "published": day.isoformat() if day else None,
            "outlet": self.document.outlet or None,
            "claims": [claim.to_dict() for claim in self.claims],
            **self.found.to_dict(self.document.text),
        }


@dataclass(frozen=True, slots=True)
class Reports:
    """What was read.

    Attributes:
        as_of: Day of the second verdict.
        documents: Documents in the order given.
        failures: What could not be read, and why.
        comparison: How the documents differ, where that was asked.
    """

    as_of: dt.date
    documents: tuple[ReadDocument, ...]
    failures: tuple[Failure, ...] = ()
    comparison: Comparison | None = None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Claims of all documents."""
        return tuple(claim for document in self.documents for claim in document.claims)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form, documented in docs/news.md."""
        from burdenshare.news._show import to_dict

        return to_dict(self)

    def to_frame(self) -> pl.DataFrame:
        """One row a claim."""
        from burdenshare.news._show import to_frame

        return to_frame(self)

    def to_html(self) -> str:
        """A page with the claims marked in the text and the verdicts beside it."""
        from burdenshare.news._html import to_html

        return to_html(self)

    def to_claimreview(self) -> list[dict[str, Any]]:
        """ClaimReview records (schema.org, JSON-LD) of the claims with a verdict."""
        from burdenshare.news._claimreview import to_claimreview

        return to_claimreview(self)

    def explain(self) -> str:
        """Text tree: each claim, who said it, both verdicts and their evidence."""
        from burdenshare.news._show import explain

        return explain(self)

    def __rich__(self) -> RenderableType:
        from burdenshare.news._show import table

        return table(self)

    def _repr_html_(self) -> str:
        return self.to_html()


def read_document(
    document: Document, *, as_of: dt.date, panel: Panel | None = None, asked: bool = False
) -> ReadDocument:
    """Return one document with its claims, each judged as known then and as known on ``as_of``."""
    text = prepare(document.text, document.title, document.published or as_of, document.outlet,
                   latest=latest_year(document.published or as_of), asked=asked,
                   news_year=news_year(document.published or as_of))  # fmt: skip
    speakers = find_speakers(text) if text.relevant else []
    main = [voices.main for voices in speakers]
    mentions = find_references(text, main)
    said = attribute(text, read_prepared(text, speakers), speakers)
    claims, mentions = link(said, mentions, text)
    published = document.published or as_of
    judged = (judge(claim, published=published, as_of=as_of, panel=panel) for claim in claims)
    return ReadDocument(document, tuple(judged), find_all(text, mentions, main))


def read(
    sources: str | Path | Iterable[str | Path],
    *,
    on: Date | None = None,
    as_of: Date | None = None,
    compare: bool = False,
    panel: Panel | None = None,
    bar: bool = False,
) -> Reports:
    """Read reports and judge the claims they make on defence spending.

    Args:
        sources: Files (text, Markdown, HTML, JSON Lines), folders, or ``"-"`` for standard input.
        on: Day the reports were published, where they do not say.
        as_of: Day of the second verdict; today when ``None``.
        compare: Whether to merge the claims of the documents and list where they differ.
        panel: Figures to judge by; the shipped editions when ``None``.
        bar: Whether to show how far a long batch has come, where standard error is a terminal.

    Raises:
        BadFileError: A file is not there, or the only document cannot be read.
        BadValueError: A comparison of fewer than two documents.

    For corpora too large to hold, see :func:`read_stream`.
    """
    names = (
        [sources] if not hasattr(sources, "__iter__") or isinstance(sources, str) else list(sources)
    )
    day, now = read_day(on), read_date(as_of)
    documents: list[ReadDocument] = []
    failures: list[Failure] = []
    require(names)
    with progress(count_sources(names) if bar else None, shown=bar) as advance:
        for raw in list_sources(names):
            try:
                document, _ = load_document(raw, on=day)
                documents.append(read_document(document, as_of=now, panel=panel))
            except BurdenshareError as error:
                failures.append(problem_of(error, raw.source))
                first = error
            advance()
    if failures and not documents and len(failures) == 1:
        raise first
    comparison = None
    if compare:
        if len(documents) < 2:
            raise BadValueError("a comparison needs at least two documents: name a second")
        from burdenshare.news._compare import compare as compare_documents

        comparison = compare_documents(documents)
    return Reports(now, tuple(documents), tuple(failures), comparison)


def read_string(
    text: str, *, source: str = "text", title: str = "", on: Date | None = None,
    as_of: Date | None = None, panel: Panel | None = None,
) -> ReadDocument:  # fmt: skip
    """Read one report given as a string.

    Args:
        text: Plain text, Markdown or HTML.
        source: What to call it.
        title: Headline, where the text does not begin with it.
        on: Day of publication, where the text does not say.
        as_of: Day of the second verdict; today when ``None``.
        panel: Figures to judge by.

    Raises:
        BadFileError: The text is empty, binary, too long or not English.
    """
    document, _ = load_document(Raw(source, "text", text), on=read_day(on))
    if title:
        document = replace(document, title=title)
    return read_document(document, as_of=read_date(as_of), panel=panel)


def check(
    sentence: str, *, on: Date | None = None, as_of: Date | None = None, panel: Panel | None = None
) -> Reports:
    """Check one sentence.

    Args:
        sentence: What is claimed.
        on: Day it was said; ``as_of`` when ``None``.
        as_of: Day of the second verdict; today when ``None``.
        panel: Figures to judge by.

    Raises:
        BadFileError: The sentence is empty or not English.
        BadValueError: It is longer than a paragraph.

    >>> from burdenshare.news import check
    >>> found = check("Belgium currently spends 1.3 percent of GDP on defence", on="2025-06-23")
    >>> found.claims[0].verdict_then.kind
    'accurate'
    """
    if len(sentence) > 5_000:
        raise BadValueError(
            "that is longer than a paragraph: put it in a file and use `burdenshare read`"
        )
    now = read_date(as_of)
    document = Document("sentence", sentence, "", read_day(on) or now)
    from burdenshare.news._document import from_text

    from_text(sentence, "sentence")
    return Reports(now, (read_document(document, as_of=now, panel=panel, asked=True),))
