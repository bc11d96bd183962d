"""Everyone a text names or points at, and the words each claim's subject was followed from."""

from __future__ import annotations

import bisect
from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.news._found import Reference
from burdenshare.news._pointers import POINTERS, area, follow, holder_of, resolve, who
from burdenshare.news._reader import enter, leave, opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.news._claim import Attribution, Claim
    from burdenshare.news._found import ReferenceKind
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text

_KINDS: dict[str, ReferenceKind] = {
    "ally": "ally", "seat": "capital", "person": "leader", "group": "group", "set": "group",
    "outsider": "outsider", "body": "institution", "outlet": "outlet", "epithet": "description",
}  # fmt: skip


def find_references(text: Text, speakers: Sequence[Attribution | None]) -> tuple[Reference, ...]:
    """Return the mentions of a text in order, pronouns and descriptions with their antecedents.

    Args:
        text: The document.
        speakers: Speaker of each sentence, or empty.
    """
    memory = opening(text)
    earlier: list[Mention] = []
    found: list[Reference] = []
    for scene in text.scenes:
        enter(scene, memory)
        earlier += scene.mentions
        said = speakers[scene.sentence.index] if speakers else None
        here = [_named(text, scene, mention) for mention in scene.mentions]
        for match in POINTERS.finditer(scene):
            pointed = resolve(text, scene, match, earlier, memory.focus, said, memory.home)
            if pointed is not None:
                here.append(pointed)
        found += sorted(here, key=lambda reference: reference.start)
        leave(scene, memory)
    return tuple(found)


def _named(text: Text, scene: Scene, mention: Mention) -> Reference:
    made = Reference(
        mention.start, mention.end, text.original[mention.start : mention.end],
        "place" if mention.place else _KINDS[mention.kind], who(mention),
        () if mention.place else mention.codes, mention.role,
    )  # fmt: skip
    if mention.kind != "epithet":
        return made
    following = next((m for m in scene.mentions if m.start >= mention.end), None)
    if following is not None and following.kind == "person" and following.start - mention.end < 3:
        return follow(made, text, following)
    holder = holder_of(mention.codes[0], ("Secretary General", "President"), text.published)
    return replace(made, who=holder[0], role=holder[1]) if holder else made


def link(
    claims: Sequence[Claim], found: Sequence[Reference], text: Text
) -> tuple[tuple[Claim, ...], tuple[Reference, ...]]:
    """Join claims and references: each claim gets the words its subject was followed from.

    A claim is read with more in view than a pronoun, so where the two differ the pronoun stands
    for what the claim is about.
    """
    starts = [scene.start for scene in text.scenes]
    by_sentence: dict[int, list[Reference]] = {}
    for reference in found:
        place = bisect.bisect_right(starts, reference.start) - 1
        by_sentence.setdefault(place, []).append(reference)
    changed: dict[int, Reference] = {}
    linked = []
    for claim in claims:
        pointer = _pointer(claim, by_sentence.get(claim.sentence_index, ()))
        if pointer is not None and not set(pointer.subject) & set(claim.subject):
            pointer = changed[pointer.start] = _corrected(claim, pointer, found)
        name = claim.antecedent and _last_named(claim, found)
        same = pointer is None and name == claim.antecedent
        linked.append(claim if same else replace(claim, reference=pointer, antecedent=name))
    return tuple(linked), tuple(changed.get(reference.start, reference) for reference in found)


_POINTING = frozenset({"pronoun", "description"})


def _pointer(claim: Claim, here: Sequence[Reference]) -> Reference | None:
    wanted = set(claim.subject)
    before = [r for r in here if r.start < claim.end]
    if any(r.kind not in _POINTING and wanted & set(r.subject) for r in before):
        return None
    # A claim about the Alliance is not about the one who speaks for it, unless it is a stance.
    pointing = [
        r for r in before if r.kind in _POINTING and (not r.role or claim.type == "position")
    ]
    right = [r for r in pointing if wanted & set(r.subject)]
    if not right and claim.antecedent:
        right = [r for r in pointing if r.start <= claim.start and r.text.lower() in {"it", "its"}]
    return min(right, key=lambda reference: abs(reference.start - claim.start), default=None)


def _corrected(claim: Claim, pointer: Reference, found: Sequence[Reference]) -> Reference:
    named = _names(claim, found)
    return replace(
        pointer, who=", ".join(map(area, claim.subject)), subject=claim.subject,
        antecedent=named[-1].text if named else "",
        antecedent_span=(named[-1].start, named[-1].end) if named else None,
    )  # fmt: skip


def _names(claim: Claim, found: Sequence[Reference]) -> list[Reference]:
    before = [
        r for r in found
        if r.end <= claim.start and r.kind not in _POINTING and r.subject == claim.subject
    ]  # fmt: skip
    return [r for r in before if r.kind != "leader"] or before


def _last_named(claim: Claim, found: Sequence[Reference]) -> str:
    """Words that named the subject last; "" where only the headline or the outlet does."""
    named = _names(claim, found)
    return named[-1].text if named else ""
