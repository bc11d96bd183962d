"""Scoring the reader on a labelled corpus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.errors import BadFileError
from burdenshare.news._document import from_record
from burdenshare.news._evaluate import Score, score
from burdenshare.news._labels import read_labels
from burdenshare.news._read import read_document
from burdenshare.news._sources import open_corpus, read_record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from burdenshare.panel import Panel


def evaluate(corpus: Path | str, *, as_of: Date | None = None, panel: Panel | None = None) -> Score:
    """Score the reader against labelled documents.

    Args:
        corpus: JSON Lines in the format of docs/news_labels.md.
        as_of: Day of the second verdict; today when ``None``.
        panel: Figures to judge by.

    Raises:
        BadFileError: The file is missing or holds no document, or a record does not fit the
            format; the message names the line.
    """
    from pathlib import Path as FilePath

    now = read_date(as_of)
    found = score(_pairs(FilePath(corpus), now, panel))
    if not found.documents:
        raise BadFileError(corpus, "holds no document: give one JSON object a line")
    found.as_of = now.isoformat()
    return found


def _pairs(
    path: Path, as_of: dt.date, panel: Panel | None
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    seen: set[str] = set()
    for raw in open_corpus(path):
        record = read_labels(read_record(raw), raw.source)
        if record["id"] in seen:
            raise BadFileError(raw.source, f"the id {record['id']!r} is given twice: rename one")
        seen.add(record["id"])
        try:
            document = from_record(record, record["id"])
        except BadFileError:
            yield record, []  # what the reader refuses, it finds nothing in
            continue
        found = read_document(document, as_of=as_of, panel=panel)
        yield record, [claim.to_dict() for claim in found.claims]


def add_score(found: Score, name: str, stored: str = "", source: str = "scores") -> str:
    """Return a JSON text of scores by name, without their errors, with this one set.

    Args:
        found: Score of one corpus.
        name: Key to put it under.
        stored: What the text was; "" for a new one.
        source: What to call it in the message.

    Raises:
        BadFileError: ``stored`` is something else.
    """
    try:
        scores: dict[str, Any] = json.loads(stored) if stored.strip() else {}
        wrong = not all("by_type" in kept for kept in scores.values())
    except (ValueError, AttributeError, TypeError):
        wrong = True
    if wrong:
        raise BadFileError(source, "does not hold scores by name: give another file")
    made = {**scores, name: found.to_dict(errors=False)}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


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
