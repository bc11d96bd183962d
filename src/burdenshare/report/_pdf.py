"""Reports as PDF through typst: the text comes in as data, so that nothing in it can be markup."""

from __future__ import annotations

import json
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from burdenshare.errors import FailedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

FONT = "Libertinus Serif"


def written(day: dt.date) -> str:
    """Write a date as people do: 23 June 2025."""
    return f"{day.day} {day:%B %Y}"


def compile_pdf(template: str, data: Mapping[str, Any], pictures: Mapping[str, str]) -> bytes:
    """Return a PDF.

    Args:
        template: Name of a template under ``templates``; it reads ``<stem>.json``.
        data: What it says.
        pictures: File name to SVG.

    Raises:
        FailedError: The template does not compile.
    """
    import typst

    source = files("burdenshare.report") / "templates" / template
    with tempfile.TemporaryDirectory(prefix="burdenshare-") as folder:
        root = Path(folder)
        (root / template).write_bytes(source.read_bytes())
        stem = template.rpartition(".")[0]
        (root / f"{stem}.json").write_text(json.dumps(data), encoding="utf-8")
        for name, picture in pictures.items():
            (root / name).write_text(picture, encoding="utf-8")
        try:
            made: bytes = typst.compile(root / template, root=root, timestamp=0)
        except typst.TypstError as error:
            raise FailedError(
                f"the report does not compile: {str(error).splitlines()[0]}"
            ) from None
    return made
