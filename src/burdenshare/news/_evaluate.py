"""Scoring a reader against labelled documents, as docs/news_labels.md describes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from burdenshare._text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TYPES = ("figure", "target_rule", "plan", "count", "rank", "position", "event")
_VALUED = frozenset({"figure", "plan", "target_rule", "count"})
_TOLERANCE = 1e-6
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""How sure a claim must at least be, for the scores by confidence."""

Record = dict[str, Any]
"""A document or claim in the label format."""


@dataclass
class Tally:
    """Found, right and required claims of one sort."""

    found: int = 0
    right: int = 0
    required: int = 0
    recalled: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Precision, recall, F1 and the counts; a ratio without cases is ``None``."""
        precision = self.right / self.found if self.found else None
        recall = self.recalled / self.required if self.required else None
        both = (precision or 0) + (recall or 0)
        f1 = 2 * (precision or 0) * (recall or 0) / both if both else None
        return {
            "precision": precision, "recall": recall, "f1": f1,
            "found": self.found, "right": self.right,
            "required": self.required, "recalled": self.recalled,
        }  # fmt: skip


def _tallies() -> dict[str, Tally]:
    return {kind: Tally() for kind in TYPES}


@dataclass
class Score:
    """The score of a reader on a corpus.

    Attributes:
        documents: Documents scored.
        by_type: Tally of each type of claim.
        by_confidence: The same of only the claims at least so sure.
        fields: Field to how often it was right and how often compared, on matched claims.
        verdicts: ``verdict_then`` and ``verdict_now`` to right and scored.
        false_positives: Found claims that match no label.
        missed: Required labels nothing matched.
        wrong_verdicts: Verdicts of a kind the label does not accept.
        on_negatives: Found claims on words marked as no claim.
        as_of: Day of the second verdict.
    """

    documents: int = 0
    by_type: dict[str, Tally] = field(default_factory=_tallies)
    by_confidence: dict[float, dict[str, Tally]] = field(
        default_factory=lambda: {level: _tallies() for level in LEVELS}
    )
    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    verdicts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    false_positives: list[Record] = field(default_factory=list)
    missed: list[Record] = field(default_factory=list)
    wrong_verdicts: list[Record] = field(default_factory=list)
    on_negatives: int = 0
    as_of: str | None = None

    def count_label(self, kind: str, sure: float | None) -> None:
        """Count a required label, matched by a claim so sure or by none."""
        for least, tallies in self._levels():
            tallies[kind].required += 1
            tallies[kind].recalled += sure is not None and sure >= least

    def count_found(self, kind: str, sure: float, *, right: bool) -> None:
        """Count a claim that was found."""
        for least, tallies in self._levels():
            tallies[kind].found += sure >= least
            tallies[kind].right += right and sure >= least

    def _levels(self) -> Iterator[tuple[float, dict[str, Tally]]]:
        yield 0.0, self.by_type
        yield from self.by_confidence.items()

    def to_dict(self, *, errors: bool = True) -> dict[str, Any]:
        """JSON-ready form; without ``errors`` only aggregates are shown."""
        made: dict[str, Any] = {
            "as_of": self.as_of,
            "documents": self.documents,
            **_by_type(self.by_type),
            "by_confidence": [
                {"at_least": level, **_by_type(tallies)}
                for level, tallies in self.by_confidence.items()
            ],
            "fields": {name: _ratio(counts) for name, counts in sorted(self.fields.items())},
            "verdict_then": _ratio(self.verdicts["verdict_then"]),
            "verdict_now": _ratio(self.verdicts["verdict_now"]),
            "on_negatives": self.on_negatives,
        }
        if errors:
            made["false_positives"] = self.false_positives
            made["missed"] = self.missed
            made["wrong_verdicts"] = self.wrong_verdicts
        return made


def _by_type(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    overall = Tally(
        sum(t.found for t in tallies.values()), sum(t.right for t in tallies.values()),
        sum(t.required for t in tallies.values()), sum(t.recalled for t in tallies.values()),
    )  # fmt: skip
    return {
        "by_type": {kind: tally.to_dict() for kind, tally in tallies.items()},
        "overall": overall.to_dict(),
    }


def _ratio(counts: Mapping[str, int]) -> dict[str, Any]:
    total = counts.get("scored", 0)
    return {"accuracy": counts.get("right", 0) / total if total else None,
            "right": counts.get("right", 0), "scored": total}  # fmt: skip


def score(pairs: Iterable[tuple[Record, Sequence[Record]]]) -> Score:
    """Score found claims against labelled documents.

    Args:
        pairs: A labelled document and the claims found in it (as ``Claim.to_dict`` gives them).
    """
    total = Score()
    for document, found in pairs:
        _score_document(total, document, found)
    return total


def _score_document(total: Score, document: Record, found: Sequence[Record]) -> None:
    total.documents += 1
    labels: list[Record] = document.get("claims", [])
    matched = _match(labels, found)
    for place, label in enumerate(labels):
        hit = matched.get(place)
        if not label.get("optional"):
            total.count_label(label["type"], None if hit is None else found[hit]["confidence"])
            if hit is None:
                total.missed.append(_where(document, label, (label["start"], label["end"])))
        if hit is not None:
            _compare_fields(total, label, found[hit])
            _compare_verdicts(total, document, label, found[hit])
    used = set(matched.values())
    for place, claim in enumerate(found):
        if place not in used and _repeats(claim, labels):
            continue  # the same label found twice is neither right nor wrong
        total.count_found(claim["type"], claim["confidence"], right=place in used)
        if place not in used:
            total.on_negatives += _on_negative(claim, document)
            total.false_positives.append(_where(document, claim, tuple(claim["span"])))


def _where(document: Record, claim: Record, span: tuple[int, ...]) -> Record:
    return {
        "document": document["id"], "type": claim["type"], "span": [span[0], span[1]],
        "text": document["text"][span[0] : span[1]], "subject": claim["subject"],
    }  # fmt: skip


def _match(labels: Sequence[Record], found: Sequence[Record]) -> dict[int, int]:
    """Pair labels with found claims, the best fits first; each is used once."""
    fits = [
        (_fit(label, claim), -place, -hit)
        for place, label in enumerate(labels)
        for hit, claim in enumerate(found)
        if _matches(label, claim)
    ]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, place, hit in sorted(fits, reverse=True):
        if -place not in pairs and -hit not in used:
            pairs[-place] = -hit
            used.add(-hit)
    return pairs


def _fit(label: Record, claim: Record) -> tuple[bool, bool, bool, float]:
    return (
        not label.get("optional"),
        claim["type"] == label["type"],
        set(claim["subject"]) == set(label["subject"]),
        _overlap(label, claim),
    )


def _matches(label: Record, claim: Record) -> bool:
    accepted = {label["type"], *label.get("also_accepted", ())}
    if claim["type"] not in accepted:
        return False
    if label["subject"] and not set(label["subject"]) & set(claim["subject"]):
        return False
    same_value = _same_value(label, claim)
    if label["type"] in _VALUED and label["values"] and not same_value:
        return False
    if _overlap(label, claim) >= 0.5:
        return True
    same_sentence = claim["sentence"].strip() == label["sentence"].strip() or _touches(label, claim)
    return same_sentence and bool(label["values"]) and same_value


def _same_value(label: Record, claim: Record) -> bool:
    if not label["values"] or not claim["values"]:
        return not label["values"] and not claim["values"]
    wanted, given = label["values"][0], claim["values"][0]
    return bool(abs(wanted["value"] - given["value"]) <= _TOLERANCE * max(1, abs(wanted["value"])))


def _overlap(label: Record, claim: Record) -> float:
    start, end = claim["span"]
    shared = min(end, label["end"]) - max(start, label["start"])
    shorter = min(end - start, label["end"] - label["start"])
    return shared / shorter if shorter > 0 else 0.0


def _touches(label: Record, claim: Record) -> bool:
    """Whether the claim's span lies in the label's sentence, or the other way round."""
    start, end = claim["span"]
    text: str = label["sentence"]
    at = text.find(label.get("span", ""))
    if at < 0:
        return False
    first = label["start"] - at
    return bool(first <= start and end <= first + len(text))


def _repeats(claim: Record, labels: Sequence[Record]) -> bool:
    return any(_matches(label, claim) for label in labels)


def _on_negative(claim: Record, document: Record) -> bool:
    start, end = claim["span"]
    return any(
        start < negative["end"] and negative["start"] < end
        for negative in document.get("negatives", ())
    )


def _compare_fields(total: Score, label: Record, claim: Record) -> None:
    said = label.get("attribution") or {}
    speaker = said.get("name") or said.get("role") or ""
    checks: dict[str, bool] = {
        "subject": set(label["subject"]) == set(claim["subject"]),
        "period": _same_period(label["period"], claim["period"]),
        "span": _overlap(label, claim) >= 0.5,
        "speaker": _same_speaker(speaker, claim.get("speaker") or ""),
    }
    if label["values"]:
        checks["value"] = _same_value(label, claim)
        checks["unit"] = bool(claim["values"]) and (
            label["values"][0]["unit"] == claim["values"][0]["unit"]
        )
        checks["comparator"] = label["comparator"] == claim["comparator"]
    if label.get("stance"):
        checks["stance"] = label["stance"] == claim.get("stance")
    for name, right in checks.items():
        total.fields[name]["scored"] += 1
        total.fields[name]["right"] += right


def _same_period(wanted: str | None, given: str | None) -> bool:
    def plain(period: str | None) -> str:
        words = fold(str(period or "")).split()
        return " ".join(word for word in words if word not in {"by", "from", "until", "in"})

    return plain(wanted) == plain(given)


def _same_speaker(wanted: str, given: str) -> bool:
    if not wanted or not given:
        return not wanted and not given
    first, second = set(fold(wanted).split()), set(fold(given).split())
    return bool(first & second)


def _compare_verdicts(total: Score, document: Record, label: Record, claim: Record) -> None:
    for name in ("verdict_then", "verdict_now"):
        wanted = label.get(name) or {}
        accepted = wanted.get("kinds_accepted") or ([wanted["kind"]] if wanted.get("kind") else [])
        given = claim.get(name)
        if not accepted or given is None:
            continue
        right = given["kind"] in accepted
        total.verdicts[name]["scored"] += 1
        total.verdicts[name]["right"] += right
        if not right:
            total.wrong_verdicts.append(
                _where(document, claim, tuple(claim["span"]))
                | {"when": name, "found": given["kind"], "accepted": accepted}
            )
