"""Who takes what stance on the pledge: frames of words, the object they are about, the one who holds it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from burdenshare.news._cells import CODE
from burdenshare.news._claim import Attribution, Claim, Stance, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._holders import find_holder
from burdenshare.news._kinds import likeliest
from burdenshare.news._learned import weigh
from burdenshare.news._look import Pattern
from burdenshare.news._parties import Party, find_parties
from burdenshare.news._signals import of_frames, of_holder, of_sentence
from burdenshare.news._stance_cues import Cue, agent_at, find_cues, is_own_plan, whole_sentence
from burdenshare.news._subjects import is_likened
from burdenshare.news._words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from burdenshare.news._kinds import Kinds
    from burdenshare.news._learned import Signals
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._speakers import Voices
    from burdenshare.news._words import Words

_ASKED = re.compile(r"\b(?:was|were|been|being) asked (?:whether|if)\b")
"""A question that is only reported."""

_BREAKS = re.compile(
    r"[;:]|\.\.\.|,\s(?=but(?! not)|while|whereas|although|though|even (?:if|though)|after|before|despite|setting|as\b|warning|adding|"
    r"saying|arguing|pointing|risking|contrasting|attributing|according)|\s-{1,2}\s"
)


_SAY_TAIL = re.compile(
    r",?[\"']?\s?(?:[\w .'-]{0,60}\s)?(?:said|says|told|countered|insisted|insists|argued|added|adds|reckons|repeats?|noted|remarked|"
    r"blasted|shot back|muttered|replied|warned|stressed|underlined|announced|contended|contends|confirmed|admitted|declared|"
    r"explained|wrote|conceded|promised|affirmed|stated)\b"
)


_LEVELS = frozenset({5.0, 3.5, 2.1, 2.0, 1.5, 2.5, 2.8, 3.0, 4.0})


def read_positions(text: Text, scene: Scene, memory: Memory, voices: Voices) -> list[Claim]:
    """Return the stances a sentence reports; numbers inside them are taken.

    Args:
        text: The document.
        scene: The sentence.
        memory: What the text is about so far.
        voices: Who speaks in the sentence.
    """
    if scene.question or _ASKED.search(scene.text):
        return []
    shares = weigh("stance", stance_signals(scene, memory, [], []))
    if shares["none"] > _NO_DOUBT:
        return []
    cues = find_cues(scene, text.folded[max(0, scene.start - 160) : scene.end])
    parties = find_parties(text, scene, memory, _codes(voices.main), voices.last)
    if not parties and not voices.main:
        return []
    framed = list(_framed(text, scene, memory, voices, cues, parties))
    if cues:
        shares = weigh("stance", stance_signals(scene, memory, cues, framed))
    sure = 1.0 - shares.pop("none")
    if sure < _ENOUGH:
        return []
    stance = cast("Stance", likeliest(shares))
    framed = [one for one in framed if not _is_contrary(one[2], stance, shares)]
    found = [(cue, _blamed(scene, memory, taken, who) or who, taken) for cue, who, taken in framed]
    if len(framed) < 2:
        cue, told, named = (
            framed[0] if framed else (whole_sentence(stance, len(scene.text)), None, stance)
        )
        if shares.get(named, 0.0) >= _TRUST * shares[stance]:
            stance = named
        by_name = told is not None and told.how == "named" and agent_at(scene, cue.end)
        holder = told if by_name else _holder(text, scene, memory, voices, parties, stance, told)
        holder = _blamed(scene, memory, stance, holder) or holder
        found = [(cue, holder, stance)] if holder is not None else []
    return _claims(text, scene, memory, found, sure)


def _claims(
    text: Text, scene: Scene, memory: Memory, found: list[tuple[Cue, Party, Stance]], sure: float
) -> list[Claim]:
    """Return a claim for each holder of each stance, none twice."""
    claims: list[Claim] = []
    held: list[tuple[str, str, int]] = []
    for cue, party, taken in found:
        for subject in _subjects(text, scene, memory, cue, taken, party):
            if _repeated(scene, held, subject[0], taken, cue.start):
                continue
            held.append((subject[0], taken, cue.start))
            claim = _claim(text, scene, memory, cue, party, subject, taken, sure)
            # What a person holds is that person's word, whoever reports it.
            claims.append(replace(claim, attribution=party.who) if party.who else claim)
            _take(scene, memory, claim)
    return claims


_REFUSES = frozenset({"rejects", "claims_exemption"})
_ONLY = re.compile(
    r"\bthe (?:only|sole|lone|one) (?:\w+ ){0,3}?(?:country|ally|member|nation|state)\b(?: (?:that|which|who|to|not|refus\w+))"
)
"""Somebody else's words for the one that refuses: "it is the only country that won't raise its spending"."""

_FOR_REFUSING = re.compile(
    r"\b(?:with|at|of|criticis\w+|criticiz\w+|blam\w+|slam\w*|attack\w*|punish\w*)\s(?:the\s)?$"
)
_REFUSING = re.compile(r"(?:'s government)? for (?:refus|not |fail|declin|reject|block)\w*")


def _blamed(scene: Scene, memory: Memory, stance: Stance, holder: Party | None) -> Party | None:
    """Return the ally that a sentence blames for refusing, where whoever blames it was taken for the holder."""
    if holder is None or stance not in _REFUSES:
        return None
    states = [m for m in scene.mentions if m.is_state and m.codes != holder.codes]
    for m in states:
        ahead = scene.between(max(scene.start, m.start - 24), m.start)
        if _FOR_REFUSING.search(ahead) and _REFUSING.match(scene.text, m.end - scene.start):
            return Party(m.start, m.end, m.codes, "named")
    only = _ONLY.search(scene.text)
    if only is None or holder.start >= scene.start + only.start():
        return None
    before = [m for m in states if m.end - scene.start <= only.start()]
    if before:
        return Party(before[-1].start, before[-1].end, before[-1].codes, "named")
    start = scene.start + only.start()
    known = len(memory.focus) == 1 and len(memory.focus[0]) == CODE and memory.focus != holder.codes
    return Party(start, scene.start + only.end(), memory.focus, "pronoun") if known else None


_ENOUGH = 0.45
"""How sure the reader must be that a sentence takes a stance."""

_NO_DOUBT = 0.95
"""How surely a sentence takes none by its words alone for frames not to be looked for.

Of 1,435 sentences in which a stance was found on open reports, none had .90.
"""


def sentence_signals(text: Text, scene: Scene, voices: Voices, kinds: Kinds) -> Signals:
    """Return the signals of a sentence: its words, who speaks, what its numbers are told as."""
    said = _codes(voices.main)
    voice = (
        "NATO" if said[:1] == ("NATO",) else "state" if said else "other" if voices.main else "none"
    )
    before = text.folded[max(0, scene.start - 160) : scene.start]
    told = {f"number={likeliest(shares)}" for shares in kinds.values()} or {"number="}
    words = words_of(scene, text.published.year)
    return of_sentence(text, scene, words, voice, before).with_names(told)


def stance_signals(
    _: Scene, memory: Memory, cues: list[Cue], framed: list[tuple[Cue, Party, Stance]]
) -> Signals:
    """Return what is weighed to tell whether a sentence takes a stance, and which."""
    return memory.signals.with_names(of_frames(cues, [taken for _, _, taken in framed]))


def _framed(
    text: Text, scene: Scene, memory: Memory, voices: Voices, cues: list[Cue], parties: list[Party]
) -> Iterator[tuple[Cue, Party, Stance]]:
    """Return the stances that fit a frame of words and have a holder."""
    for cue in cues:
        said = voices.at(scene, scene.start + cue.start, scene.start + cue.end)
        party = find_holder(text, scene, parties, cue, _codes(said), _ally(memory))
        stance = cue.frame.words.negated if cue.negated else cue.frame.words.stance
        if party is not None and party.codes == ("ISL",) and stance == "rejects":
            stance = "claims_exemption"  # Iceland has no forces: its "will not" is no refusal
        if (
            party is not None
            and stance is not None
            and not (stance == "demands" and _is_alliance(scene, party))
            and not is_own_plan(scene, cue, party)
        ):
            yield cue, party, stance


def _holder(
    text: Text, scene: Scene, memory: Memory, voices: Voices, parties: list[Party], stance: Stance,
    told: Party | None,
) -> Party | None:  # fmt: skip
    """Return who holds the stance of a sentence: of all who are named or speak, the likeliest."""
    among = _candidates(scene, memory, voices, parties, told)
    if stance in _NEVER_ALL:
        among = [party for party in among if party.codes != ("NATO",)]
    words = words_of(scene, text.published.year)
    best, most = None, 0.0
    for place, party in enumerate(among):
        signals = holder_signals(scene, party, place, words, stance, voices, memory, told)
        share = weigh("holder", signals)["yes"]
        if share > most:
            best, most = party, share
    return best


_MOST = 4
"""A longer list of names is a roll call, not a stance."""

_FORMER = re.compile(r"\b(?:former|ex)\b")


def _is_former(scene: Scene, party: Party) -> bool:
    """Whether it is someone who held an office: "the former Dutch prime minister" is not the Dutch."""
    return bool(_FORMER.search(scene.between(party.start - 8, party.end)))


def _is_beside(scene: Scene, party: Party) -> bool:
    """Whether an ally is named for comparison, or as the place where something was."""
    if _IN_CONTRAST.match(scene.text, party.end - scene.start):
        return True
    return is_likened(scene, party.start) or (
        not party.person
        and scene.between(party.start - 4, party.start) in {" in ", "(in "}
        and scene.between(party.end, party.end + 4) == " on "
    )


_IN_CONTRAST = re.compile(
    r"'s? (?:\w+ )?(?:stance|position|caution|reluctance|hesitation|line|attitude|refusal) (?:contrasts?|stands in (?:\w+ )?contrast|is in (?:\w+ )?contrast)\b"
)
"""After an ally that others are set against: "Spain's stance contrasts with the promise of Germany"."""

_LEAST = 0.1
"""Part of the likeliest stance's share below which a contrary one is not believed, whatever its words."""

_CONTRARY = frozenset({"supports", "rejects"}), frozenset({"supports", "claims_exemption"})


def _is_contrary(told: Stance, likeliest_: Stance, shares: Mapping[str, float]) -> bool:
    unlikely = shares.get(told, 0.0) < _LEAST * shares[likeliest_]
    return unlikely and frozenset({told, likeliest_}) in _CONTRARY


_TRUST = 0.5
"""Part of the likeliest stance's share at which the stance of the frame is taken instead."""

_NEVER_ALL = frozenset({"claims_exemption", "seeks_flexibility"})
"""Stances that an ally takes towards the Alliance, never the Alliance itself."""


_OTHERS = Pattern(
    r"\b(?:others|(?:some|many|several|other|most) (?:of the )?(?:other )?(?:countries|allies|members|governments|nations|capitals|states|member states))"
    r" (?:\w+ly )?(?:argu\w+|object\w*|said|say|complain\w*|criticis\w+|criticiz\w+|insist\w*|want\w*|call\w*|reject\w*|oppos\w+|resist\w*|question\w*|warn\w*|balk\w*)\b"
)
"""Allies that go unnamed and take a stance."""


def _candidates(
    scene: Scene, memory: Memory, voices: Voices, parties: list[Party], told: Party | None
) -> list[Party]:
    """Return each who may hold a stance once: those named, who speaks, whom the text is about."""
    said, focus = _codes(voices.main), _ally(memory)
    named = sorted([*parties, *([told] if told else [])], key=lambda p: (p.start, p.end))
    # "Others argued that it is unattainable" says nothing of the ally the text is about.
    others = _OTHERS.search(scene) and not any(p.codes for p in parties)
    far = [
        Party(scene.start, scene.start, codes, "pronoun")
        for codes in (said, () if others else focus)
    ]
    kept: dict[tuple[str, ...], Party] = {}
    for party in [*named, *far]:
        known = 0 < len(party.codes) <= _MOST and not _is_former(scene, party)
        known = known and not (party.how == "named" and _is_beside(scene, party))
        if known and (party.codes not in kept or party is told):
            kept[party.codes] = party
    return list(kept.values())


def holder_signals(
    scene: Scene, party: Party, place: int, words: Words, stance: Stance, voices: Voices,
    memory: Memory, told: Party | None,
) -> Signals:  # fmt: skip
    """Return what is weighed to tell whether it is this one who holds a stance."""
    said = _codes(voices.main)
    facts = [
        f"speaks={bool(said) and party.codes == said}",
        f"another-speaks={bool(said) and party.codes != said}",
        f"in-focus={party.codes == _ally(memory)}",
        f"of-frame={party is told}" if told is not None else "no-frame",
    ]
    return of_holder(scene, party, place, words, stance, facts)


def _is_alliance(scene: Scene, party: Party) -> bool:
    """Whether the alliance itself, no official of it, is said to ask: that is a rule."""
    return party.how == "unnamed" and scene.between(party.start, party.end) in {
        "nato",
        "the alliance",
        "alliance",
    }


def _codes(said: Attribution | None) -> tuple[str, ...]:
    return tuple(c for c in (said.subject if said else ()) if c not in {"EU", "IMF"})


def _ally(memory: Memory) -> tuple[str, ...]:
    return memory.focus if len(memory.focus) == 1 and len(memory.focus[0]) == 3 else memory.home


def _take(scene: Scene, memory: Memory, claim: Claim) -> None:
    for quantity in scene.quantities:
        inside = claim.values and claim.start <= quantity.start < claim.end
        if inside and quantity.values[0] == claim.values[0].value:
            memory.take(quantity.start, quantity.end)


def _subjects(
    text: Text, scene: Scene, memory: Memory, cue: Cue, stance: Stance, party: Party
) -> list[tuple[str, ...]]:
    """Return the subjects of the claims: one claim an ally; the denied ally beside the denier."""
    if (
        stance == "denies_exemption"
        and party.start == party.end
        and not party.name
        and not _is_denied(scene, cue, party)
    ):
        return []
    if stance == "denies_exemption":
        codes = party.codes if party.codes and cue.frame.words.shape == "denial" else ("NATO",)
        here = [m for m in scene.mentions if m.is_state and m.codes != codes]
        after = [m for m in here if m.start >= scene.start + cue.start] or here
        if after:
            return [(codes[0], after[0].codes[0])]
        first, last = scene.start + cue.start, scene.start + cue.end + 30
        if any(m.is_state and m.codes == codes and first <= m.start < last
               and re.search(r"\b(?:for|to)\s(?:the\s)?$", scene.between(m.start - 8, m.start))
               for m in scene.mentions):  # fmt: skip
            return []  # nobody denies an exemption to himself
        known = memory.focus if len(memory.focus) == 1 and len(memory.focus[0]) == 3 else ()
        if known and known != codes:
            return [(codes[0], known[0])]
        return [(codes[0], "ESP")] if codes[0] != "ESP" and _names_spain(text) else [(codes[0],)]
    codes = tuple(code for code in party.codes if code not in {"EU", "IMF"})
    if stance in {"claims_exemption", "seeks_flexibility"}:
        codes = tuple(code for code in codes if code != "NATO")
    return [(code,) for code in codes]


def _is_denied(scene: Scene, cue: Cue, party: Party) -> bool:
    """Whether somebody is there to deny: a text that "lists no exceptions" is a rule."""
    if party.codes != ("NATO",) or party.how != "unnamed":
        return True
    return (
        scene.in_quote(scene.start + cue.start)
        or bool(
            re.search(
                r"\b(?:nato|headquarters|diplomat\w*|official\w*|secretary|rutte|allies|alliance|spain|madrid)\b",
                scene.text,
            )
        )
        or any(m.is_state for m in scene.mentions)
    )


def _names_spain(text: Text) -> bool:
    return any(m.codes == ("ESP",) for scene in text.scenes for m in scene.mentions)


def _repeated(
    scene: Scene, held: list[tuple[str, str, int]], code: str, stance: str, at: int
) -> bool:
    """Whether the same holder said it already, or says something else in the same clause."""
    for other, taken, place in held:
        if other != code:
            continue
        between = scene.text[min(place, at) : max(place, at)]
        if taken == stance or not re.search(
            r"[;,:]|\b(?:but|and|though|while|although|yet|or)\b", between
        ):
            return True
    return False


def _claim(
    text: Text,
    scene: Scene,
    memory: Memory,
    cue: Cue,
    party: Party,
    subject: tuple[str, ...],
    stance: Stance,
    sure: float,
) -> Claim:
    span = _span(scene, cue, party)
    before = 40 if stance in {"doubts", "rejects", "claims_exemption"} else 18
    values = _values(scene, memory, max(span[0], cue.start - before), min(span[1], cue.end + 70))
    return draft(
        text, scene, "position", scene.start + span[0], scene.start + span[1], subject,
        values=values, measure="share_of_gdp" if values else "other", comparator="=" if values else None,
        stance=stance, what=cue.frame.words.object,
        antecedent=party.name or (memory.focus_name if party.how == "pronoun" and not party.person else ""),
        confidence=round(sure - (0.0 if party.how == "named" else 0.1), 2), why=f"words of the stance {stance}, holder {party.how}",
    )  # fmt: skip


def _span(scene: Scene, cue: Cue, party: Party) -> tuple[int, int]:
    """The words of the stance with their subject, without the speech tag."""
    cuts = [
        0,
        *(m.end() for m in _BREAKS.finditer(scene.text) if m.end() <= cue.start),
        len(scene.text),
    ]
    start = max(cut for cut in cuts if cut <= cue.start)
    later = _BREAKS.search(scene.text, max(cue.end, cue.object_end))
    end = later.start() if later else len(scene.text)
    for first, last in scene.quotes:
        inner, outer = first - scene.start, last - scene.start
        if (
            inner <= cue.start < outer
            and outer - inner > 24
            and (party.start >= first or party.end <= party.start)
        ):
            return max(inner + 1, start if start > inner else 0), max(
                inner + 2, min(outer - 1, end)
            )
    begin = party.start - scene.start
    if party.end > party.start and begin < cue.start and cue.start - begin < 120:
        start = begin
    elif party.end > party.start and begin >= cue.end:
        end = max(end, min(len(scene.text), party.end - scene.start))
    tail = _SAY_TAIL.search(scene.text, max(cue.end, cue.object_end), end)
    if tail and scene.text[tail.start()] in ',"':
        end = tail.start()
    return start, end


def _values(scene: Scene, memory: Memory, start: int, end: int) -> tuple[Value, ...]:
    """Return the level a stance is on: the first between two places of the sentence, or what it is to rise to."""
    for quantity in scene.quantities:
        if not scene.start + start <= quantity.start < scene.start + end:
            continue
        told = quantity.sort == "percent" or (
            quantity.sort == "bare"
            and likeliest(memory.kinds[quantity.start]) not in _NO_LEVEL
            and not _THINGS.match(scene.text, quantity.start - scene.start)
        )
        is_level = quantity.values[0] in _LEVELS and told
        if is_level and not _RISES.match(scene.text, quantity.start - scene.start - 5):
            return (Value(quantity.values[0], "pct_gdp", quantity.decimals),)
    return ()


_NO_LEVEL = frozenset({"count", "none"})
_THINGS = re.compile(r"[a-z]+ (?!percents?\b)\w+s\b")
"""A number in words before a noun: "the three leaders"."""
_RISES = re.compile(r"from \S+(?: ?(?:%|per ?cent))?(?: of gdp)? to (?:at least |about )?[\d.]+")
"""A level that is to be left: "to increase the target from 2 to 5 per cent"."""
