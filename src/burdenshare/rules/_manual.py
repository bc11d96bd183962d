"""The schema section of ``docs/rules.md``, written from the schema itself.

``python -m burdenshare.rules._manual docs/rules.md`` brings the page up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from burdenshare.rules._schema import (
    Definition,
    Direction,
    Item,
    Reading,
    Rule,
    Source,
    Test,
    Treatment,
    Value,
)

if TYPE_CHECKING:
    from burdenshare._yaml import Model

BEGIN, END = "<!-- schema: begin -->", "<!-- schema: end -->"
_KINDS: tuple[type[Model], ...] = (
    Rule, Test, Value, Direction, Treatment, Source, Reading, Definition, Item,
)  # fmt: skip


def schema_as_markdown() -> str:
    """Return one table a type: key, whether it is required, meaning."""
    parts = []
    for kind in _KINDS:
        title = (kind.__doc__ or "").splitlines()[0]
        rows = [
            f"### {kind.__name__}",
            "",
            title,
            "",
            "| key | required | meaning |",
            "|---|---|---|",
        ]
        for name, field in kind.model_fields.items():
            meaning = " ".join((field.description or "").split())
            rows.append(f"| `{name}` | {'yes' if field.is_required() else 'no'} | {meaning} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def with_schema(page: str) -> str:
    """Return the page with the text between its two marks replaced by the schema."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{schema_as_markdown()}\n{END}{after}"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(with_schema(target.read_text(encoding="utf-8")), encoding="utf-8")
