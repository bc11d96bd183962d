"""Documents: what is read from text, Markdown, HTML and corpora, and when it was published."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import read_date
from burdenshare.errors import BadFileError
from burdenshare.news._fold import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 5_000_000
"""Largest single document: longer than any report, short enough to keep memory bounded."""

_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "it",
        "with",
        "as",
        "was",
        "at",
        "by",
        "be",
        "this",
        "from",
        "are",
        "has",
        "have",
        "not",
        "an",
        "its",
        "but",
        "will",
        "which",
        "said",
        "or",
        "more",
        "than",
        "who",
        "their",
        "had",
        "were",
        "would",
        "they",
        "he",
        "after",
        "over",
        "also",
        "been",
        "one",
        "about",
    ]
)
_MONTHS = {name: place for place, name in enumerate(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
)}  # fmt: skip
_DATELINE = re.compile(r"\bdate[d:]?\s+(\d{4}-\d{2}-\d{2})\b")
_ISO = re.compile(r"\b(20[0-4]\d-[01]\d-[0-3]\d)\b")
_WRITTEN = re.compile(
    r"\b(?:(?P<d1>\d{1,2})\s+(?P<m1>" + "|".join(_MONTHS) + r")|(?P<m2>" + "|".join(_MONTHS)
    + r")\s+(?P<d2>\d{1,2}))(?:st|nd|rd|th)?,?\s+(?P<y>20[0-4]\d)\b"
)  # fmt: skip
_HEADING = re.compile(r"^\s*#{1,3}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_HALF = re.compile("[\ud800-\udfff]")
_FRONT = re.compile(r"\A---\s*\n(.{0,4000}?)\n---\s*\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A report to read.

    Attributes:
        source: File, address or name.
        text: The words that spans index.
        title: Headline; "" when not known.
        published: Day it was published; ``None`` when not known.
        outlet: Who published it; "" when not known.
    """

    source: str
    text: str
    title: str = ""
    published: dt.date | None = None
    outlet: str = ""


def from_text(text: str, source: str, *, on: dt.date | None = None, title: str = "") -> Document:
    """Return a plain or Markdown text as a document.

    Args:
        text: The text; spans will index it.
        source: Where it is from.
        on: Day of publication; looked for in the front matter and the dateline when ``None``.
        title: Headline; the first heading, or a short first line, when empty.

    Raises:
        BadFileError: The text is empty, binary, huge or not English.
    """
    _check(text, source)
    front = _FRONT.match(text)
    fields = (
        dict(re.findall(r"^(\w+):\s*[\"']?(.*?)[\"']?\s*$", front.group(1), re.MULTILINE))
        if front
        else {}
    )
    if front and not text[front.end() :].strip():
        raise BadFileError(source, "is empty below its front matter: give a report to read")
    given = fields.get("date") or fields.get("published") or ""
    day = on or _read_day(given) or find_date(given)
    if given and day is None:
        raise BadFileError(source, f"date {given!r} is not a date: write it as YYYY-MM-DD")
    day = day or find_date(text)
    return Document(
        source,
        text,
        title or fields.get("title", "") or _title(text),
        day,
        fields.get("outlet", ""),
    )


def from_html(html: str, source: str, *, on: dt.date | None = None) -> Document:
    """Return the main text of an HTML page as a document, by trafilatura.

    Raises:
        BadFileError: It has no main text, or that text cannot be read.
    """
    import trafilatura

    page = trafilatura.bare_extraction(
        html, with_metadata=True, include_comments=False, favor_recall=True
    )
    found: dict[str, Any] = page if isinstance(page, dict) else page.as_dict() if page else {}
    text = str(found.get("text") or "")
    if not text.strip():
        raise BadFileError(
            source, "no main text was found in this HTML page: give the article's text"
        )
    _check(text, source)
    day = on or _read_day(str(found.get("date") or "")) or find_date(text)
    return Document(
        source, text, str(found.get("title") or ""), day, str(found.get("sitename") or "")
    )


def from_record(record: Mapping[str, Any], source: str, *, on: dt.date | None = None) -> Document:
    """Return a record of a corpus (``text``, and as far as known ``title``, ``published`` ...).

    Raises:
        BadFileError: It has no text, or its date cannot be read.
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise BadFileError(source, "the record has no text: give it a key 'text' with a string")
    title, outlet = str(record.get("title") or ""), str(record.get("outlet") or "")
    _check(text, source)
    _check_characters(f"{title}{outlet}", source)
    given = record.get("published") or record.get("date")
    day = on or (_read_day(str(given)) if given else None)
    if given and day is None:
        raise BadFileError(
            source, f"published {given!r} is not a date: write it as YYYY-MM-DD or YYYY-MM"
        )
    return Document(source, text, title, day or find_date(text), outlet)


def parse_record(line: str, source: str) -> dict[str, Any]:
    """Return one line of a corpus.

    Raises:
        BadFileError: It is not a JSON object.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadFileError(
            source, f"is not JSON ({str(error).split(';')[0][:90]}): mend or remove the line"
        ) from None
    if not isinstance(record, dict):
        raise BadFileError(source, "is not a JSON object: each line must be one document")
    return record


def find_date(text: str) -> dt.date | None:
    """Return the day a dateline states, looked for in the first lines.

    >>> find_date("date 2025-06-23 BRUSSELS: Belgium on Monday said")
    datetime.date(2025, 6, 23)
    """
    head = fold_same_length(text[:600])
    for pattern in (_DATELINE, _ISO):
        match = pattern.search(head)
        if match:
            return _read_day(match.group(1))
    match = _WRITTEN.search(head[:300])
    if match:
        month = _MONTHS[match["m1"] or match["m2"]]
        return _safe_date(int(match["y"]), month, int(match["d1"] or match["d2"]))
    return None


def _safe_date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _read_day(words: str) -> dt.date | None:
    """A day; a month alone is read as its last day, the day by which all of it was public."""
    match = re.match(r"(20\d\d)-(\d\d)(?:-(\d\d))?", words)
    if match is None:
        return None
    if match[3]:
        return _safe_date(int(match[1]), int(match[2]), int(match[3]))
    first = _safe_date(int(match[1]), int(match[2]), 1)
    return first and (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(
        days=1
    )


def is_day(words: str) -> bool:
    """Whether a day or month is written so that it can be read."""
    return _read_day(words) is not None


def read_day(value: dt.date | str | None) -> dt.date | None:
    """Return ``--on`` as a date; ``None`` stays ``None``."""
    return None if value is None else read_date(value, "on")


def _title(text: str) -> str:
    heading = _HEADING.search(text[:2000])
    if heading:
        return heading.group(1)
    first, _, rest = text.strip().partition("\n")
    short = (
        len(first) <= 120 and bool(rest) and not first.rstrip().endswith((".", "!", '"', "”", ":"))
    )
    return first.strip() if short else ""


def _check(text: str, source: str) -> None:
    if len(text) > MAX_BYTES:
        raise BadFileError(
            source, f"is longer than {MAX_BYTES:,} characters: split it into single reports"
        )
    if not text.strip():
        raise BadFileError(source, "is empty: give a report to read")
    _check_characters(text, source)
    odd = sum(text.count(char) for char in "\x00\x01\x02\x03\x04\x05\x06\x0e\x0f\ufffd")
    if odd > len(text) // 200:
        raise BadFileError(
            source, "is binary, not text: give plain text, Markdown, HTML or JSON Lines"
        )
    if not is_english(text):
        raise BadFileError(
            source, "does not look like English, the only language read here: translate it first"
        )


def _check_characters(text: str, source: str) -> None:
    """JSON can spell half of a character, which no file can hold."""
    half = _HALF.search(text)
    if half is not None:
        raise BadFileError(
            source, f"holds half of a character (\\u{ord(half[0]):04x}): mend or remove it"
        )


def is_english(text: str) -> bool:
    """Whether enough of the words are common English ones; short texts pass.

    >>> is_english("Der belgische Premierminister hat am Montag in Brüssel gesagt, dass sein Land "
    ...            "die neuen Ziele der NATO für die Verteidigung nicht so schnell erreichen kann")
    False
    """
    words: list[str] = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if len(words) < 20:
        latin = sum(word.isascii() for word in words)
        return latin * 2 >= len(words)
    if 2 * sum(word.isascii() for word in words) < len(words):
        return False
    common = sum(word in _ENGLISH for word in words)
    if common >= 0.12 * len(words):
        return True
    # A few clipped sentences may hold few of them: then they must not hold more of another language.
    foreign = sum(word in _FOREIGN for word in words)
    return len(words) < 80 and foreign <= max(1, common)


_FOREIGN = frozenset(
    re.findall(
        r"\S+",
        "der die das und ist nicht mit ein eine le la les des et est que une dans el los las del por con il di che "
        "della per het een van dat niet voor och att det som en og ikke na nie jest w se je ne su od da bir bu ve ja ei "
        "että oli sekä az hogy és nem egy ning ir kad yra este și pe cu",
    )
)
"""Common words of the other languages of the allies, none of them English."""
