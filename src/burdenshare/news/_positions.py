"""Who takes what stance on the pledge."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from burdenshare._yaml import Model, load
from burdenshare.news._claim import Claim, Stance, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._lexicon import _data

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text


class StanceWords(Model):
    """Expressions that take one stance."""

    stance: Stance
    """The stance."""
    by: Literal["ally", "nato", "any"]
    """Whose it can be."""
    near: bool = False
    """Whether the words count only beside the pledge, with the actor named."""
    of: str | None = None
    """Code of the one ally whose stance it can be."""
    object: str
    """What it is about, unless the words say."""
    words: tuple[str, ...]
    """Regular expressions on folded text."""


@cache
def _stances() -> tuple[tuple[StanceWords, re.Pattern[str]], ...]:
    shipped = load(_data("stances.yaml"), tuple[StanceWords, ...])
    return tuple(
        (item, re.compile("|".join(f"(?:{words})" for words in item.words))) for item in shipped
    )


_ABOUT = re.compile(
    r"\b(?:nato\w*|alliance\w*|allies|ally|defen[cs]e|military|targets?|goals?|pledges?|norm|guideline|five|5|3[.,]5|"
    r"2[.,]1|percent|per cent|p\.c|%|spend\w*|flexib\w*|exempt\w*|opt[- ]?outs?|commitments?|gdp|number|2035|deal|"
    r"letter|exceptions?|side[- ]deals?|budget|pay|protect|summit|law|escape clause|bridges?|counting|freebies|let off|path|speed|pace|leeway)\b"
)
_BREAKS = re.compile(
    r"[;:]|\.\.\.|,\s(?=who\b|but(?! not)|while|whereas|although|though|even if|after|before|despite|setting|as\b)|\s-{1,2}\s"
)
_SAY_TAIL = re.compile(
    r",?\s?(?:[\w .'-]{0,60}\s)?(?:said|says|told|countered|insisted|insists|argued|added|adds|reckons|repeats?|noted|remarked|"
    r"blasted|shot back|muttered|replied|warned|stressed|underlined|announced|contended|contends|confirmed|admitted|declared|explained)\b"
)
_TARGET_AFTER = re.compile(
    r"(?:%|percent|per cent|five|[35])[- ](?:of gdp )?(?:spending |defen[cs]e |nato )*(?:target|goal|pledge|commitment|norm|objective)"
)
_LOOSE = frozenset({"supports", "rejects", "doubts"})
_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|his|her|their|the country|the government|the minister|the premier)\b"
)
_FOCUSLESS = frozenset({"denies_exemption"})


def read_positions(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the stances a sentence reports; numbers inside them are taken."""
    if scene.question or not _ABOUT.search(_around(text, scene)):
        return []
    claims: list[Claim] = []
    for start, end in _clauses(scene):
        for claim in _read(text, scene, memory, start, end):
            if _same_as_last(claims, claim):
                continue
            claims.append(claim)
            for quantity in scene.quantities:
                if (
                    claim.values
                    and claim.start <= quantity.start < claim.end
                    and quantity.values[0] == claim.values[0].value
                ):
                    memory.take(quantity.start, quantity.end)
    return claims


def _around(text: Text, scene: Scene) -> str:
    return text.folded[max(0, scene.start - 160) : scene.end]


def _clauses(scene: Scene) -> list[tuple[int, int]]:
    """Return clause spans, local to the sentence."""
    cuts = [0]
    cuts += [match.end() for match in _BREAKS.finditer(scene.text) if match.start() - cuts[-1] > 12]
    cuts.append(len(scene.text))
    return [(a, b) for a, b in itertools.pairwise(cuts) if b - a > 8]


def _same_as_last(claims: list[Claim], claim: Claim) -> bool:
    return (
        bool(claims) and claims[-1].stance == claim.stance and claims[-1].subject == claim.subject
    )


def _read(text: Text, scene: Scene, memory: Memory, start: int, end: int) -> list[Claim]:
    """Return the stances of a clause: several where different words take them."""
    clause = scene.text[start:end]
    found: list[Claim] = []
    taken: list[tuple[int, int]] = []
    for item, pattern in _stances():
        loose = item.near or item.stance in _LOOSE
        if found and (loose or len(found) > 1):
            continue
        match = pattern.search(clause)
        if match is None or any(match.start() < b and a < match.end() for a, b in taken):
            continue
        actor = _actor(scene, memory, item, start + match.start())
        if actor is None or (loose and not _is_meant(scene, item, actor, clause, start, match)):
            continue
        subject = _subject(scene, memory, item, actor, clause)
        if subject is None or (item.of is not None and item.of not in subject):
            continue
        if any(claim.subject[-1] == subject[-1] for claim in found):
            continue
        taken.append(match.span())
        found.append(_claim(text, scene, memory, item, actor, subject, (start, end), match))
    return found


def _is_meant(
    scene: Scene, item: StanceWords, actor: Mention | tuple[str, ...], clause: str, start: int,
    match: re.Match[str],
) -> bool:  # fmt: skip
    """Whether loose words are about the pledge and somebody in the sentence says them."""
    followed = isinstance(actor, tuple) and item.by != "nato"
    if followed and not _PRONOUN.search(scene.text[: start + match.start()]):
        return False
    if re.search(
        r"\b(?:ukrain\w*|kyiv|article 5|host-nation|asked whether|not known|would not endorse|poll|survey|per soldier)\b|percent of [a-z]+ns\b",
        clause,
    ):
        return False
    return _pledge_near(clause, match)


def _claim(
    text: Text, scene: Scene, memory: Memory, item: StanceWords, actor: Mention | tuple[str, ...],
    subject: tuple[str, ...], clause: tuple[int, int], match: re.Match[str],
) -> Claim:  # fmt: skip
    first, last = clause[0] + match.start(), clause[0] + match.end()
    span = _span(scene, *clause, first, last, actor)
    # Doubt and refusal name the level before the verb, most others after it.
    before = 40 if item.stance in {"doubts", "rejects"} else 18
    values = _values(scene, max(span[0], first - before), min(span[1], last + 60))
    if item.stance == "supports" and not _TARGET_AFTER.search(scene.text, first, clause[1]):
        values = ()
    return draft(
        text, scene, "position", scene.start + span[0], scene.start + span[1], subject,
        values=values, measure="share_of_gdp" if values else "other",
        comparator="=" if values else None, stance=item.stance, what=item.object,
        antecedent=memory.focus_name if isinstance(actor, tuple) else "",
        confidence=0.65 if item.near or item.stance in _LOOSE else 0.8,
        why=f"words of the stance {item.stance}",
    )  # fmt: skip


_PLEDGE = re.compile(
    r"\b(?:nato\w*|alliance\w*|targets?|goals?|pledges?|norm|guideline|five|5|3[.,]5|2[.,]1|percent|per cent|p\.c|%|"
    r"defen[cs]e|spend\w*|commitments?|all 32|law|bridges?|clause|budgetary|requirements?|capabilit\w+|benchmarks?|path|2035|rules|number|figure)(?!\w)"
)


def _pledge_near(clause: str, match: re.Match[str]) -> bool:
    return bool(_PLEDGE.search(clause[max(0, match.start() - 110) : match.end() + 110]))


def _actor(
    scene: Scene, memory: Memory, item: StanceWords, at: int
) -> Mention | tuple[str, ...] | None:
    """Return who takes the stance: a mention, or the codes the text is about so far."""
    if item.by == "nato":
        return ("NATO",)
    place = scene.start + at
    if scene.text[at : at + 40].startswith(
        ("demanded by", "requested by", "urged by", "sought by")
    ):
        return next(
            (
                m
                for m in scene.mentions
                if m.start > place and m.kind in {"person", "epithet", "ally"}
            ),
            None,
        )
    if _is_own_words(scene, place):
        inside = [m for m in scene.mentions if m.kind == "person"]
        return inside[-1] if inside else memory.speaker or memory.focus or None
    before = [m for m in scene.mentions if m.start < place and not m.place and _can_act(m)]
    if before:
        free = [m for m in before if not _possessed(scene, m)]
        return (
            (free or before)[0]
            if _opens(scene, (free or before)[0], place)
            else (free or before)[-1]
        )
    after = [m for m in scene.mentions if m.start > place and m.kind in {"person", "epithet"}]
    if after and _SAY_TAIL.search(scene.between(place, scene.end)):
        return after[-1]
    if any(
        m.kind == "group" and m.start < place and not m.possessive and not _possessed(scene, m)
        for m in scene.mentions
    ):
        return None
    by = [
        m
        for m in after
        if re.search(r"\b(?:by|of)\s(?:us president |the )?$", scene.between(m.start - 16, m.start))
    ]
    if by:
        return by[0]
    return memory.focus or None


def _is_own_words(scene: Scene, place: int) -> bool:
    """Whether a quoted speaker says "we": the stance is the speaker's, whoever else is named."""
    for start, end in scene.quotes:
        if start < place < end:
            return bool(re.search(r"\b(?:we|we're|our|us|i)\b", scene.between(start, place + 12)))
    words = scene.text.lstrip()
    return words.startswith('"') and bool(
        re.search(r"\b(?:we|our|us|i)\b", scene.between(scene.start, place + 12))
    )


def _can_act(mention: Mention) -> bool:
    return mention.is_state or mention.kind in {"person", "epithet"}


def _possessed(scene: Scene, mention: Mention) -> bool:
    before = scene.between(max(scene.start, mention.start - 14), mention.start)
    return bool(
        re.search(
            r"\b(?:to|with|from|against|of|by|than|unlike|like|for|on|about|while|told)\s(?:the\s)?$",
            before,
        )
    )


def _opens(scene: Scene, mention: Mention, place: int) -> bool:
    """Whether the first mention still rules the clause (no semicolon or full clause since)."""
    return not re.search(
        r"[;:]|\bbut\b|\bwhile\b|\bwhereas\b|\bafter\b", scene.between(mention.end, place)
    )


def _subject(
    scene: Scene, memory: Memory, item: StanceWords, actor: Mention | tuple[str, ...], clause: str
) -> tuple[str, ...] | None:
    codes = actor if isinstance(actor, tuple) else actor.codes
    if item.by == "nato":
        denied = [c for m in scene.mentions if m.is_state for c in m.codes]
        spanish = "ESP" if not denied and memory.focus == ("ESP",) else None
        return ("NATO", denied[-1] if denied else spanish or "ESP")
    if item.stance == "doubts" and "convinced" in clause and codes == ("NATO",):
        denied = [c for m in scene.mentions if m.is_state for c in m.codes]
        return ("NATO", *denied[:1])
    if not codes or codes[0] in {"EU", "IMF"}:
        return None
    if item.stance in {"claims_exemption", "seeks_flexibility"} and codes == ("NATO",):
        return None
    return codes


def _span(
    scene: Scene, start: int, end: int, first: int, last: int, actor: Mention | tuple[str, ...]
) -> tuple[int, int]:
    """The words of the stance with their subject, without the speech tag."""
    begin = start
    if not isinstance(actor, tuple) and start <= actor.start - scene.start < first:
        begin = actor.start - scene.start
    for quote_start, quote_end in scene.quotes:
        inner, outer = quote_start - scene.start, quote_end - scene.start
        if inner <= first < outer and outer - inner > 24:
            return inner + 1, max(inner + 2, outer - 1)
    tail = _SAY_TAIL.search(scene.text, last, end)
    stop = tail.start() if tail and scene.text[tail.start()] == "," else end
    comma = scene.text.find(", ", last + 40, stop)
    return begin, comma if comma > 0 else stop


def _values(scene: Scene, start: int, end: int) -> tuple[Value, ...]:
    for quantity in scene.quantities:
        inside = scene.start + start <= quantity.start < scene.start + end
        if (
            inside
            and quantity.values[0] in {5.0, 3.5, 2.1, 2.0, 1.5, 2.5, 2.8, 3.0}
            and quantity.sort in {"percent", "bare"}
        ):
            return (Value(quantity.values[0], "pct_gdp", quantity.decimals),)
    return ()
