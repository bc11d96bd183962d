"""Claims in the making, and what the reader remembers from one sentence to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, ClaimType, Stance, Value
from burdenshare.news._learned import Signals

if TYPE_CHECKING:
    from burdenshare.news._kinds import Kinds
    from burdenshare.news._periods import Dates
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text


_SURELY = 0.75
"""From here on a number is a level even where another claim used it: chosen on unseen hands."""


@dataclass(slots=True)
class Memory:
    """What earlier sentences established.

    Attributes:
        dates: Chooses the period of each claim, and remembers it.
        focus: Codes of the ally or group spoken of.
        focus_name: Words that named it.
        speaker: Ally or body that the person named last speaks for.
        home: Ally the document is about; "we", and the subject of a paragraph that names none.
        paragraph: Number of the paragraph read last.
        lead: Allies the last sentence listed.
        mark: Level "the guideline" or "the line" stands for.
        kind: Unit of the last level: numbers without unit continue it.
        other: Ally in focus before the present one: "its fellow laggard".
        owned: Numbers so far that have an owner: the sentence of each, and whose.
        own: Allies whose paper or money it is.
        counts: Share of each ally among those the document names, the one named most first.
        last_mode: Type of the last level, with its value and place in the three that follow.
        shares: How many levels were found so far.
        kinds: What the numbers of the sentence are likely told as.
        signals: Signals of the sentence.
    """

    dates: Dates
    focus: tuple[str, ...] = ()
    focus_name: str = ""
    speaker: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    paragraph: int = -1
    lead: tuple[str, ...] = ()
    mark: float = 2.0
    kind: str = "pct_gdp"
    shares: int = 0
    other: tuple[str, ...] = ()
    owned: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    own: tuple[tuple[str, ...], ...] = ()
    counts: dict[tuple[str, ...], float] = field(default_factory=dict)
    last_mode: str = ""
    last_value: float = 0.0
    last_at: int = -1
    last_period: str = ""
    last_count: float | None = None
    outsider: bool = False
    kinds: Kinds = field(default_factory=dict)
    signals: Signals = field(default_factory=Signals)
    consumed: list[tuple[int, int]] = field(default_factory=list)
    counted: list[tuple[int, int]] = field(default_factory=list)

    def take(self, start: int, end: int) -> None:
        """Mark words as used by a claim: no other claim is read from a number in them."""
        self.consumed.append((start, end))

    def is_taken(self, start: int, end: int) -> bool:
        """Whether any of the words was taken."""
        return any(first < end and start < last for first, last in self.consumed[-12:])

    def is_spent(self, quantity: Quantity, mode: str, sure: float) -> bool:
        """Whether another claim used a number, unless it is surely told as a level of its own.

        The level of a count is never anyone's figure ("many allies struggle to reach 2 percent") but
        may be a rule told first ("the guideline is 2 percent, which 22 meet").
        """
        if any(first <= quantity.start < last for first, last in self.counted[-12:]):
            return mode == "figure" or sure < _SURELY
        return sure < _SURELY and self.is_taken(quantity.start, quantity.end)


def draft(
    text: Text,
    scene: Scene,
    kind: ClaimType,
    start: int,
    end: int,
    subject: tuple[str, ...],
    *,
    values: tuple[Value, ...] = (),
    measure: str = "",
    comparator: str | None = None,
    period: str = "",
    stance: Stance | None = None,
    what: str = "",
    antecedent: str = "",
    confidence: float = 0.8,
    why: str = "",
) -> Claim:
    """Return a claim whose span is trimmed and lies within its sentence."""
    start, end = max(start, scene.start), min(end, scene.end)
    while start < end and text.original[start] in " ,;:-–—\n\t":
        start += 1
    while end > start and text.original[end - 1] in " ,;:.-–—\n\t":
        end -= 1
    return Claim(
        id="",
        type=kind,
        sentence=text.original[scene.start : scene.end],
        start=start,
        end=end,
        text=text.original[start:end],
        subject=subject,
        measure=measure or ("share_of_gdp" if values else "other"),
        comparator=comparator,
        values=values,
        period=period,
        stance=stance,
        object=what,
        antecedent=antecedent,
        confidence=confidence,
        why=why,
        sentence_index=scene.sentence.index,
    )


def renumber(claims: list[Claim]) -> tuple[Claim, ...]:
    """Sort claims by place and give them ids."""
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.type, claim.subject))
    return tuple(replace(claim, id=f"c{place}") for place, claim in enumerate(ordered, 1))
