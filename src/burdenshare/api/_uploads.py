"""What users send: text and spreadsheets, measured before they are read."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from burdenshare.errors import BadFileError, BadValueError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

MOST_TEXT = 60_000
"""Characters of one report; about ten thousand words."""
MOST_MEMBERS = 100
MOST_EXPANDED = 20_000_000
MOST_RATIO = 100


def as_text(content: bytes, name: str) -> str:
    """Return a file's text.

    Raises:
        BadFileError: It is not UTF-8, or too long.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFileError(name, f"is not UTF-8 text (byte {error.start})") from None
    return measured(text, name)


def measured(text: str, name: str) -> str:
    """Return the text if it is not too long.

    Raises:
        BadValueError: It is.
    """
    if len(text) > MOST_TEXT:
        raise BadValueError(
            f"{name} has {len(text):,} characters: send at most {MOST_TEXT:,}, or use "
            "`burdenshare read`"
        )
    return text


def check_workbook(content: bytes, name: str) -> None:
    """Refuse a workbook that would expand to something huge, before anything expands it.

    Raises:
        BadFileError: It is not a workbook, or too many or too large parts are packed in it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError):
        raise BadFileError(name, "is not a workbook: save it as .xlsx, or send YAML") from None
    size = sum(member.file_size for member in members)
    packed_size = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise BadFileError(name, f"has {len(members)} parts: keep the two sheets of the template")
    if size > MOST_EXPANDED or size > MOST_RATIO * max(packed_size, 1):
        raise BadFileError(name, "expands to far more than a plan needs: keep the template's rows")


def read_with(read: Callable[[Path], T], content: bytes, name: str) -> T:
    """Hand a file to a function that reads paths; messages name it as its sender does.

    Args:
        read: Reads the file.
        content: What was sent.
        name: What the sender calls it; only its ending is used on disk.
    """
    suffix = Path(name).suffix.lower()
    if suffix not in {".yaml", ".yml", ".xlsx"}:
        raise BadFileError(name[:80], "send a plan as .yaml or .xlsx")
    if suffix == ".xlsx":
        check_workbook(content, name[:80])
    with tempfile.TemporaryDirectory(prefix="burdenshare-") as folder:
        path = Path(folder) / f"plan{suffix}"
        path.write_bytes(content)
        try:
            return read(path)
        except BadFileError as error:
            raise BadFileError(name[:80], error.problem, error.where) from None
