"""Several reports of one story: what they share, what only one says, and where they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from burdenshare.news._fold import fold_same_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from burdenshare.news._claim import Claim
    from burdenshare.news._read import ReadDocument

_QUOTE = re.compile(r"\"([^\"\n]{12,600})\"")
_SHINGLE = 5
_COPY = 0.5
"""Share of five-word runs in common above which two reports are near copies."""
_SAME_QUOTE = 0.6
"""Share of the shorter quotation's words found in the longer one, in order."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which two reports differ.

    Attributes:
        topic: What about.
        first: What the first report has.
        second: What the second report has.
    """

    topic: str
    first: str
    second: str

    def to_dict(self) -> dict[str, str]:
        """JSON-ready form."""
        return {"topic": self.topic, "first": self.first, "second": self.second}


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
        likeness: Share of five-word runs in common.
    """

    first: str
    second: str
    shared: tuple[tuple[str, str], ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    differences: tuple[Difference, ...]
    likeness: float

    @property
    def near_copies(self) -> bool:
        """Whether one is little more than a copy of the other."""
        return self.likeness >= _COPY

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
class Comparison:
    """Every pair of the reports read together."""

    pairs: tuple[Pair, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {"pairs": [pair.to_dict() for pair in self.pairs]}

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        parts: list[RenderableType] = []
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
    """Set every two documents side by side."""
    return Comparison(tuple(_pair(a, b) for a, b in combinations(documents, 2)))


def _pair(first: ReadDocument, second: ReadDocument) -> Pair:
    shared = _shared(first.claims, second.claims)
    left = {a.id for a, _ in shared}
    right = {b.id for _, b in shared}
    return Pair(
        first.document.source, second.document.source,
        tuple((a.id, b.id) for a, b in shared),
        tuple(c.id for c in first.claims if c.id not in left),
        tuple(c.id for c in second.claims if c.id not in right),
        _same_quotes(first.document.text, second.document.text),
        tuple(_differences(first, second, shared)),
        _likeness(first.document.text, second.document.text),
    )  # fmt: skip


def _shared(first: Sequence[Claim], second: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    pairs: list[tuple[Claim, Claim]] = []
    used: set[str] = set()
    for claim in first:
        match = next((o for o in second if o.id not in used and _same_claim(claim, o)), None)
        if match is not None:
            used.add(match.id)
            pairs.append((claim, match))
    return pairs


def _same_claim(first: Claim, second: Claim) -> bool:
    if first.type != second.type or not set(first.subject) & set(second.subject):
        return False
    if first.type == "position":
        return first.stance == second.stance and first.subject[-1] == second.subject[-1]
    if first.type == "event":
        return first.object == second.object and first.period == second.period
    return [v.value for v in first.values] == [
        v.value for v in second.values
    ] and first.object == second.object


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold_same_length(text))


def _same_quotes(first: str, second: str) -> tuple[tuple[str, str], ...]:
    """Quotations of the one found in the other, though cut or altered."""
    theirs = [
        (match.group(1), _words(match.group(1))) for match in _QUOTE.finditer(_plain(second))
    ][:200]
    found: list[tuple[str, str]] = []
    for match in list(_QUOTE.finditer(_plain(first)))[:200]:
        mine = _words(match.group(1))
        best = max(theirs, key=lambda item: _in_common(mine, item[1]), default=None)
        if best is not None and _in_common(mine, best[1]) >= _SAME_QUOTE:
            found.append((match.group(1), best[0]))
    return tuple(found)


def _plain(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("„", '"')


def _in_common(first: list[str], second: list[str]) -> float:
    shorter, longer = sorted((first[:120], second[:120]), key=len)
    if len(shorter) < 3:
        return 0.0
    place = kept = 0
    for word in shorter:
        try:
            place = longer.index(word, place) + 1
        except ValueError:
            continue
        kept += 1
    return kept / len(shorter)


def _likeness(first: str, second: str) -> float:
    a, b = _shingles(first), _shingles(second)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _words(text)[:20_000]
    return {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}


_TOPICS: tuple[tuple[str, str], ...] = (
    (
        "state of the deal",
        r"greenlit|approval of all|gone through|waved through|agreed on sunday|signed off|already agreed",
    ),
    (
        "deal still open",
        r"further negotiation|potential compromises|more talks|still negotiat|additional bargaining|emerging|proposed spending",
    ),
    ("letter", r"\bletter\b"),
    (
        "yearly monitoring",
        r"regularly (?:disclose|report)|annual plans?|disclose their progress|report their progress",
    ),
    ("anonymous sources", r"condition of anonymity|not be named|multiple diplomats|unnamed"),
    ("report or disclose", r"\bdisclos\w+|\breport their progress"),
    ("side deals", r"side deals?"),
    ("threat not to protect", r"not to protect|may not protect|would not protect"),
    ("similar exemptions elsewhere", r"similar exemptions?|pursue similar"),
)


def _differences(
    first: ReadDocument, second: ReadDocument, shared: Sequence[tuple[Claim, Claim]]
) -> list[Difference]:
    found: list[Difference] = []
    for a, b in shared:
        found += _attributions(a, b)
    found += _alone(first, second, shared)
    for topic, words in _TOPICS:
        one, two = (re.search(words, fold_same_length(d.document.text)) for d in (first, second))
        if bool(one) != bool(two):
            found.append(
                Difference(
                    topic, one.group() if one else "absent", two.group() if two else "absent"
                )
            )
    return found


def _attributions(first: Claim, second: Claim) -> list[Difference]:
    a, b = first.attribution, second.attribution
    one = "no speaker" if a is None else "unnamed: " + a.role if a.anonymous else a.name or a.role
    two = "no speaker" if b is None else "unnamed: " + b.role if b.anonymous else b.name or b.role
    if one == two:
        return []
    from burdenshare.news._show import proposition

    return [Difference(f"who says: {proposition(first)}", one, two)]


def _alone(
    first: ReadDocument, second: ReadDocument, shared: Sequence[tuple[Claim, Claim]]
) -> list[Difference]:
    """Numbers and positions that only one of the two has."""
    from burdenshare.news._show import proposition

    left, right = {a.id for a, _ in shared}, {b.id for _, b in shared}
    found: list[Difference] = []
    seen: set[str] = set()
    for document, used, place in ((first, left, 0), (second, right, 1)):
        for claim in document.claims:
            topic = proposition(claim)
            if claim.id in used or topic in seen:
                continue
            seen.add(topic)
            words = " ".join(claim.text.split())[:90]
            pair = (words, "absent") if place == 0 else ("absent", words)
            found.append(Difference(topic, *pair))
    return found
