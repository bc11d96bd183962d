"""A claim: what is said, by whom, about whom and when, and where it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from burdenshare.news._found import Reference

ClaimType = Literal["figure", "target_rule", "plan", "count", "rank", "position", "event"]

Stance = Literal[
    "supports", "seeks_flexibility", "claims_exemption", "denies_exemption", "doubts", "demands",
    "rejects",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit and the decimals it was printed with."""

    value: float
    unit: str
    decimals: int = 0

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {"value": self.value, "unit": self.unit, "decimals": self.decimals}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it.

    Attributes:
        name: Person or publisher, as a reader would know them; "" when not named.
        role: Office or description.
        outlet: Where it was said.
        anonymous: Whether the source is unnamed.
        direct_quote: Whether the words are quoted.
        subject: Codes of the ally or body the speaker stands for.
    """

    name: str = ""
    role: str = ""
    outlet: str = ""
    anonymous: bool = False
    direct_quote: bool = False
    subject: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form, in the label format."""
        return {
            "name": self.name,
            "role": self.role,
            "outlet": self.outlet,
            "anonymous": self.anonymous,
            "direct_quote": self.direct_quote,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says of a claim, as known on one day.

    Attributes:
        kind: One of the kinds in docs/news_labels.md.
        reason: One sentence a reader can quote.
        evidence: Cell and edition; rule, definition or reading and source; or ledger entry; one item each.
        by: Difference in points, allies or millions, where there is one.
        readings: The readings of a contested claim, side by side.
    """

    kind: str
    reason: str
    evidence: tuple[dict[str, Any], ...] = ()
    by: float | None = None
    readings: tuple[dict[str, Any], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {
            "kind": self.kind,
            "by": self.by,
            "reason": self.reason,
            "evidence": list(self.evidence),
            "readings": list(self.readings),
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable claim found in a document.

    Attributes:
        id: ``c1``, ``c2`` ... in the order of the text.
        type: Sort of claim, as docs/news_labels.md defines it.
        sentence: The sentence it stands in.
        start: First character of its words in the original text.
        end: One past the last.
        text: Those words.
        subject: Codes of the allies or areas it is about.
        measure: ``share_of_gdp``, ``money``, ``count``, ``rank`` or ``other``.
        comparator: ``=``, ``~``, ``>``, ``>=``, ``<``, ``<=``, ``range`` or ``None``.
        values: Numbers; counts carry the number of allies first, then the level.
        period: Year, ``current``, ``by 2035``, a date or a range; "" when none is meant.
        stance: Of a position.
        object: What a position, rank or event is about.
        antecedent: What a pronoun or epithet stands for, where one was followed.
        reference: The pronoun or description the subject was followed from, with its antecedent.
        attribution: Who says it; ``None`` in the text's own voice.
        confidence: Between 0 and 1.
        why: The reason for the confidence.
        verdict_then: As known on the document's date.
        verdict_now: As known on the day of asking.
    """

    id: str
    type: ClaimType
    sentence: str
    start: int
    end: int
    text: str
    subject: tuple[str, ...]
    measure: str
    comparator: str | None
    values: tuple[Value, ...]
    period: str
    stance: Stance | None = None
    object: str = ""
    antecedent: str = ""
    attribution: Attribution | None = None
    confidence: float = 0.5
    why: str = ""
    verdict_then: Verdict | None = None
    verdict_now: Verdict | None = None
    reference: Reference | None = None
    # Where the clause of the claim begins and ends; attribution is looked for around it.
    sentence_index: int = field(default=0, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form with the keys documented in docs/news.md."""
        first = self.values[0] if self.values else None
        said = self.attribution
        return {
            "id": self.id,
            "type": self.type,
            "sentence": self.sentence,
            "text": self.text,
            "span": [self.start, self.end],
            "subject": list(self.subject),
            "subject_text": self.antecedent,
            "reference": self.reference.to_dict() if self.reference else None,
            "measure": self.measure,
            "comparator": self.comparator,
            "value": first.value if first else None,
            "unit": first.unit if first else None,
            "values": [value.to_dict() for value in self.values],
            "period": self.period,
            "stance": self.stance,
            "object": self.object,
            "speaker": (said.name or said.role) if said else None,
            "anonymous": said.anonymous if said else False,
            "quote": said.direct_quote if said else False,
            "outlet": (said.outlet or None) if said else None,
            "attribution": said.to_dict() if said else None,
            "confidence": round(self.confidence, 2),
            "confidence_reason": self.why,
            "verdict_then": self.verdict_then.to_dict() if self.verdict_then else None,
            "verdict_now": self.verdict_now.to_dict() if self.verdict_now else None,
        }
