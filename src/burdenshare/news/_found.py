"""What is found in a text beside claims: mentions, quantities, times, speakers, with spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.news._claim import Attribution
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Text
    from burdenshare.news._times import Time


ReferenceKind = Literal[
    "ally", "capital", "place", "leader", "group", "outsider", "institution", "outlet",
    "description", "pronoun",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that name somebody or stand for somebody.

    Attributes:
        start: First character in the original text.
        end: One past the last.
        text: Those words.
        kind: ``ally`` (name, demonym, government), ``capital`` (for its state), ``place`` (the city
            itself), ``leader``, ``group``, ``outsider`` (a state that is no ally), ``institution``,
            ``outlet``, ``description`` ("the centre-left leader") or ``pronoun``.
        who: Who is meant, as a reader would know them.
        subject: Codes of allies or areas they stand for; empty for outsiders and outlets.
        role: Office of a leader on the document's date.
        antecedent: Words a pronoun or description was followed to; "" for names, and where only
            the headline, the outlet or the register of office-holders tells.
        antecedent_span: Where those stand, ``[start, end)``; ``None`` without an antecedent.
    """

    start: int
    end: int
    text: str
    kind: ReferenceKind
    who: str
    subject: tuple[str, ...] = ()
    role: str = ""
    antecedent: str = ""
    antecedent_span: tuple[int, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        span = self.antecedent_span
        return {
            "text": self.text,
            "span": [self.start, self.end],
            "kind": self.kind,
            "who": self.who,
            "subject": list(self.subject),
            "role": self.role or None,
            "antecedent": {"text": self.antecedent, "span": list(span)} if span else None,
        }


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence that somebody says.

    Attributes:
        start: First character of the sentence in the original text.
        end: One past the last.
        attribution: Who says it.
        quotes: Spans between quotation marks in it, marks included.
    """

    start: int
    end: int
    attribution: Attribution
    quotes: tuple[tuple[int, int], ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        said = self.attribution
        return {
            "span": [self.start, self.end],
            "name": said.name or None,
            "role": said.role or None,
            "outlet": said.outlet or None,
            "anonymous": said.anonymous,
            "subject": list(said.subject),
            "quotes": [list(quote) for quote in self.quotes],
        }


@dataclass(frozen=True, slots=True)
class Found:
    """What a document names, counts, dates and quotes, whether or not a claim came of it.

    Attributes:
        mentions: Names, and the pronouns and descriptions that could be followed.
        quantities: Numbers with their units as written.
        times: Years and relative dates, resolved against the day of publication.
        speeches: Sentences that somebody says.
    """

    mentions: tuple[Reference, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    speeches: tuple[Speech, ...] = ()

    def to_dict(self, text: str) -> dict[str, Any]:
        """JSON-ready form; ``text`` is what the spans index."""
        return {
            "mentions": [mention.to_dict() for mention in self.mentions],
            "quantities": [_quantity(text, found) for found in self.quantities],
            "times": [
                {"text": text[t.start : t.end], "span": [t.start, t.end], "period": t.period}
                for t in self.times
            ],
            "attributions": [speech.to_dict() for speech in self.speeches],
        }


def find_all(
    text: Text, mentions: tuple[Reference, ...], speakers: Sequence[Attribution | None]
) -> Found:
    """Return what was found in a prepared text.

    Args:
        text: The document.
        mentions: Its references.
        speakers: Speaker of each sentence, or empty.
    """
    return Found(
        mentions,
        tuple(quantity for scene in text.scenes for quantity in scene.quantities),
        tuple(time for scene in text.scenes for time in scene.times),
        tuple(
            Speech(scene.start, scene.end, said, scene.quotes)
            for scene, said in zip(text.scenes, speakers, strict=False)
            if said is not None
        ),
    )


def _quantity(text: str, found: Quantity) -> dict[str, Any]:
    return {
        "text": text[found.start : found.end],
        "span": [found.start, found.end],
        "kind": found.sort,
        "values": list(found.values),
        "decimals": found.decimals,
        "comparator": found.hedge,
        "base": found.base or None,
        "currency": found.currency or None,
    }
