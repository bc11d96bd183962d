"""Scoring the reader on a labelled corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.errors import BadFileError, BurdenshareError
from burdenshare.news._document import from_record, parse_record
from burdenshare.news._evaluate import TYPES, Score, score
from burdenshare.news._read import read_document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from burdenshare.panel import Panel

_REQUIRED = ("id", "text", "claims")
_CLAIM_KEYS = ("type", "start", "end", "subject", "values", "sentence")


def evaluate(corpus: Path | str, *, as_of: Date | None = None, panel: Panel | None = None) -> Score:
    """Score the reader against labelled documents.

    Args:
        corpus: JSON Lines in the format of docs/news_labels.md.
        as_of: Day of the second verdict; today when ``None``.
        panel: Figures to judge by.

    Raises:
        BadFileError: The file is missing, or a record does not fit the format; the message names
            the line.
    """
    from pathlib import Path as FilePath

    return score(_pairs(FilePath(corpus), read_date(as_of), panel))


def _pairs(
    path: Path, as_of: dt.date, panel: Panel | None
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    try:
        file = path.open(encoding="utf-8")
    except OSError as error:
        raise BadFileError(path, f"cannot be read: {error.strerror}") from None
    with file:
        for place, line in enumerate(file, 1):
            if not line.strip():
                continue
            record = _checked(parse_record(line, f"{path}, line {place}"), f"{path}, line {place}")
            try:
                document = from_record(record, record["id"])
            except BurdenshareError:
                yield record, []  # what the reader refuses, it finds nothing in
                continue
            found = read_document(document, as_of=as_of, panel=panel)
            yield record, [claim.to_dict() for claim in found.claims]


def _checked(record: dict[str, Any], where: str) -> dict[str, Any]:
    missing = [key for key in _REQUIRED if key not in record]
    if missing:
        raise BadFileError(where, f"the record lacks {missing[0]!r}: see docs/news_labels.md")
    for claim in record["claims"]:
        lacking = [key for key in _CLAIM_KEYS if key not in claim]
        if lacking:
            raise BadFileError(where, f"a claim lacks {lacking[0]!r}: see docs/news_labels.md")
        if claim["type"] not in TYPES:
            raise BadFileError(
                where, f"no claim type is called {claim['type']!r}: use one of {', '.join(TYPES)}"
            )
    return record


def score_table(found: Score, *, errors: bool = True) -> str:
    """Return a score as text of at most 80 columns."""
    made = found.to_dict()
    lines = [
        f"{found.documents} documents",
        "",
        f"{'type':12} {'precision':>9} {'recall':>7} {'F1':>6} {'found':>6} {'required':>8}",
    ]
    for kind, tally in [*made["by_type"].items(), ("overall", made["overall"])]:
        lines.append(
            f"{kind:12} {_share(tally['precision']):>9} {_share(tally['recall']):>7} {_share(tally['f1']):>6} "
            f"{tally['found']:>6} {tally['required']:>8}"
        )
    lines += ["", f"{'field':12} {'right':>9} {'scored':>7}"]
    for name, counts in [
        *made["fields"].items(),
        ("verdict then", made["verdict_then"]),
        ("verdict now", made["verdict_now"]),
    ]:
        lines.append(f"{name:12} {_share(counts['accuracy']):>9} {counts['scored']:>7}")
    if errors:
        for title, items in (
            ("found but not labelled", found.false_positives),
            ("missed", found.missed),
        ):
            lines += ["", f"{title}: {len(items)}"]
            lines += [
                f"  {e['document']} {e['type']} {' '.join(e['text'].split())!r:.55}" for e in items
            ]
    return "\n".join(lines) + "\n"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
