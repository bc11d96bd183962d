"""Several reports of one story: what they share, what only one says, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from burdenshare.news._alike import likeness, runs_of, same_quotes, shared_claims
from burdenshare.news._differences import Difference, differences
from burdenshare.news._show import proposition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from burdenshare.news._claim import Claim
    from burdenshare.news._read import ReadDocument

_COPY = 0.5
"""Share of five-word runs in common above which two reports are near copies."""
_SHORT = 20
"""Runs below which chance makes half of them alike: short notes must agree nearly throughout."""
_COPY_SHORT = 0.8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports set side by side.

    Attributes:
        first: Source of the first.
        second: Source of the second.
        shared: Claims both make, as pairs of ids.
        only_first: Ids of claims only the first makes.
        only_second: Ids of claims only the second makes.
        quotes: Quotations both have, though one cuts or alters words.
        differences: Where they differ.
        likeness: Share of the shorter report's five-word runs that the other has too.
        near_copies: Whether one is little more than a copy of the other.
    """

    first: str
    second: str
    shared: tuple[tuple[str, str], ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]
    likeness: float
    near_copies: bool

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "first": self.first, "second": self.second, "shared": [list(pair) for pair in self.shared],
            "only_first": list(self.only_first), "only_second": list(self.only_second),
            "quotes": [{"first": a, "second": b, "altered": a != b} for a, b in self.quotes],
            "differences": [difference.to_dict() for difference in self.differences],
            "likeness": round(self.likeness, 3), "near_copies": self.near_copies,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Merged:
    """One claim, whoever makes it and in whatever words.

    Attributes:
        type: Sort of claim.
        proposition: Its normal form, as the first report has it.
        said: Source and claim of each report that makes it.
    """

    type: str
    proposition: str
    said: tuple[tuple[str, Claim], ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "type": self.type,
            "proposition": self.proposition,
            "said": [
                {"source": source, "id": claim.id, "text": claim.text,
                 "speaker": (claim.attribution.name or claim.attribution.role) if claim.attribution else None}
                for source, claim in self.said
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reports read together.

    Attributes:
        merged: Every claim once, those that most reports make first.
        pairs: Every two reports side by side.
    """

    merged: tuple[Merged, ...]
    pairs: tuple[Pair, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "claims": [merged.to_dict() for merged in self.merged],
            "pairs": [pair.to_dict() for pair in self.pairs],
        }

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        parts: list[RenderableType] = []
        common = [merged for merged in self.merged if len(merged.said) > 1]
        if common:
            parts.append(Text("claims of more than one report", style="bold"))
            parts += [Text(f"  {len(m.said)}  {m.proposition}") for m in common]
        for pair in self.pairs:
            copies = "; near copies" if pair.near_copies else ""
            parts.append(
                Text(
                    f"{pair.first} and {pair.second}: {len(pair.shared)} claims shared{copies}",
                    style="bold",
                )
            )
            grid = Table(box=None, padding=(0, 1, 0, 0))
            for name, width in (("about", 18), ("first", 28), ("second", 28)):
                grid.add_column(name, width=width, overflow="fold")
            for item in pair.differences:
                grid.add_row(Text(item.topic), Text(item.first), Text(item.second))
            parts.append(grid)
        return Group(*parts)


def compare(documents: Sequence[ReadDocument]) -> Comparison:
    """Merge the claims of several reports, and set every two of them side by side."""
    joined: list[tuple[tuple[int, str], tuple[int, str]]] = []
    pairs: list[Pair] = []
    for (a, first), (b, second) in combinations(enumerate(documents), 2):
        shared, again = shared_claims(first, second)
        joined += [((a, mine.id), (b, theirs.id)) for mine, theirs in [*shared, *again]]
        pairs.append(_pair(first, second, shared, again))
    return Comparison(_merged(documents, joined), tuple(pairs))


def _merged(
    documents: Sequence[ReadDocument], joined: Sequence[tuple[tuple[int, str], tuple[int, str]]]
) -> tuple[Merged, ...]:
    group = {(place, c.id): [(place, c.id)] for place, d in enumerate(documents) for c in d.claims}
    for one, two in joined:
        if group[one] is not group[two]:
            group[one] += group[two]
            for key in group[two]:
                group[key] = group[one]
    by_key = {(place, c.id): c for place, d in enumerate(documents) for c in d.claims}
    found = []
    for keys in {id(keys): keys for keys in group.values()}.values():
        said = [
            (documents[place].document.source, by_key[place, name]) for place, name in sorted(keys)
        ]
        found.append(Merged(said[0][1].type, proposition(said[0][1]), tuple(said)))
    return tuple(sorted(found, key=lambda merged: -len({source for source, _ in merged.said})))


def _pair(
    first: ReadDocument,
    second: ReadDocument,
    shared: Sequence[tuple[Claim, Claim]],
    again: Sequence[tuple[Claim, Claim]],
) -> Pair:
    both = [*shared, *again]
    left, right = {a.id for a, _ in both}, {b.id for _, b in both}
    mine = [claim for claim in first.claims if claim.id not in left]
    theirs = [claim for claim in second.claims if claim.id not in right]
    one, two = first.document.text, second.document.text
    like = likeness(one, two)
    needed = _COPY if min(runs_of(one), runs_of(two)) >= _SHORT else _COPY_SHORT
    return Pair(
        first.document.source, second.document.source,
        tuple((a.id, b.id) for a, b in shared),
        tuple(c.id for c in mine), tuple(c.id for c in theirs),
        same_quotes(one, two), differences(first, second, shared, mine, theirs), like, like >= needed,
    )  # fmt: skip
