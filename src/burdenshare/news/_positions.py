"""Who takes what stance on the pledge: frames of words, the object they are about, the one who holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from burdenshare.news._claim import Attribution, Claim, Stance, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._holders import Party, find_parties, ruler
from burdenshare.news._stances import Frame, frames

if TYPE_CHECKING:
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._speakers import Voices

_ABOUT = re.compile(
    r"\b(?:nato\w*|alliance\w*|allies|ally|defen[cs]e|military|targets?|goals?|pledges?|norm|guideline|five|5|3[.,]5|"
    r"2[.,]1|percent|per cent|p\.c|spend\w*|flexib\w*|exempt\w*|opt[- ]?outs?|commitments?|gdp|number|2035|deal|"
    r"letter|exceptions?|side[- ]deals?|budget|pay|protect|summit|law|escape clause|bridges?|counting|freebies|let off|path|speed|pace|leeway)\b|%"
)
_ELSEWHERE = re.compile(
    r"\b(?:ukrain\w*|kyiv|article (?:5|five)|member of nato|join(?:ing)? nato|enlargement|tariffs? on|trade (?:deal|talks|negotiat\w+)|"
    r"cease-?fire|peace|sanctions|climate|emissions?|migra\w+|iran\w*|israel\w*|gaza|escape clause|flexibility clause|per soldier|host-nation|"
    r"inflation target|deficit (?:target|rule|limit)|polls?|surveys?|tax(?:es)? (?:rise|increase|cut)|pension\w*|conscription|nuclear)\b"
)
_SURVEY = re.compile(r"\b(?:polls?|pollsters?|surveys?|voters|respondents)\b")
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no longer|nor|neither|without|hardly|far from|instead of|rather than|no|cannot|stopped short of|"
    r"refrain\w* from|declin\w+ to|refus\w+ to|fail\w* to)|n't|\bdrop\w* (?:his|her|its|their))\s"
    r"(?:(?:\w+ly|yet|even|be|been|being|to|a|an|the|any|very|such|so|really|make|made|give|given|get|got|been granted|as|want)\s){0,3}$"
)
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|might|may|until|in case|due to|would never|would have|could have|might have|would not have)\s(?:[\w'.-]+\s){0,4}$|"
    r"\b(?:urg|ask|told|tell|call(?:ed|s|ing)? (?:on|upon)|press|push|expect|want|persuad|convinc|forc|allow|invit|encourag|pressur|"
    r"lobb|requir|order|get|got|help|remind)\w*\s[^,;:.]{2,60}\sto\s(?:\w+ly\s)?$"
)
_PAST_UNREAL = re.compile(r"\b(?:would|could|might) (?:never |not )?have\b(?! (?:to|no)\b)")
_OPINION = re.compile(
    r"\b(?:call(?:s|ed|ing)?|brand(?:s|ed|ing)?|describ\w+|deem\w*|consider\w*|finds?|found|finding|thinks?|thought|believ\w+|sees?|"
    r"view\w*|declar\w+|label\w*|dub(?:s|bed)?|term(?:s|ed)|regard\w*|dismiss\w*|holds?|reckon\w*|said|says?|argu\w+|insist\w*|conced\w+|"
    r"seems? to (?:him|her|it|them)|maintain\w*|warn\w*|announc\w+|admit\w*)\b"
)
_BREAKS = re.compile(
    r"[;:]|\.\.\.|,\s(?=but(?! not)|while|whereas|although|though|even (?:if|though)|after|before|despite|setting|as\b|warning|adding|"
    r"saying|arguing|pointing|risking|contrasting|attributing|according)|\s-{1,2}\s"
)
_SAY_TAIL = re.compile(
    r",?[\"']?\s?(?:[\w .'-]{0,60}\s)?(?:said|says|told|countered|insisted|insists|argued|added|adds|reckons|repeats?|noted|remarked|"
    r"blasted|shot back|muttered|replied|warned|stressed|underlined|announced|contended|contends|confirmed|admitted|declared|"
    r"explained|wrote|conceded|promised|affirmed|stated)\b"
)
_DATED_PLAN = re.compile(
    r"(?:\d(?:[.,]\d+)?|two|three|four|five|half) ?(?:%|percent|per cent)?[^.;:]{0,24}\b(?:by|in|from|until|for) (?:20\d\d|the end|this year)|this year"
)
_LEVELS = frozenset({5.0, 3.5, 2.1, 2.0, 1.5, 2.5, 2.8, 3.0, 4.0})


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that fit a frame; places count from the start of the sentence."""

    frame: Frame
    start: int
    end: int
    object_end: int
    negated: bool


def read_positions(text: Text, scene: Scene, memory: Memory, voices: Voices) -> list[Claim]:
    """Return the stances a sentence reports; numbers inside them are taken.

    Args:
        text: The document.
        scene: The sentence.
        memory: What the text is about so far.
        voices: Who speaks in the sentence.
    """
    if scene.question:
        return []
    around = text.folded[max(0, scene.start - 160) : scene.end]
    if not _ABOUT.search(around) or _SURVEY.search(scene.text):
        return []
    cues = list(_cues(scene, around))
    if not cues:
        return []
    parties = find_parties(text, scene, memory, _codes(voices.main), voices.last)
    claims: list[Claim] = []
    held: list[tuple[str, str, int]] = []
    for cue in cues:
        said = voices.at(scene, scene.start + cue.start, scene.start + cue.end)
        party = _holder(text, scene, parties, cue, _codes(said), _ally(memory))
        stance = cue.frame.words.negated if cue.negated else cue.frame.words.stance
        if party is not None and party.codes == ("ISL",) and stance == "rejects":
            stance = "claims_exemption"  # Iceland has no forces: its "will not" is no refusal
        if party is None or stance is None or _is_own_plan(scene, cue, party):
            continue
        for subject in _subjects(text, scene, memory, cue, stance, party):
            if _repeated(scene, held, subject[0], stance, cue.start):
                continue
            held.append((subject[0], stance, cue.start))
            claim = _claim(text, scene, memory, cue, party, subject, stance)
            # What a person holds is that person's word, whoever reports it.
            claims.append(replace(claim, attribution=party.who) if party.who else claim)
            _take(scene, memory, claim)
    return claims


def _codes(said: Attribution | None) -> tuple[str, ...]:
    return tuple(c for c in (said.subject if said else ()) if c not in {"EU", "IMF"})


def _ally(memory: Memory) -> tuple[str, ...]:
    return memory.focus if len(memory.focus) == 1 and len(memory.focus[0]) == 3 else memory.home


def _take(scene: Scene, memory: Memory, claim: Claim) -> None:
    for quantity in scene.quantities:
        inside = claim.values and claim.start <= quantity.start < claim.end
        if inside and quantity.values[0] == claim.values[0].value:
            memory.take(quantity.start, quantity.end)


def _cues(scene: Scene, around: str) -> list[_Cue]:
    """Return the words that fit a frame with their object; the first frame has them."""
    found: list[_Cue] = []
    for frame in frames():
        for match in frame.cue.finditer(scene.text):
            start, end = match.span()
            if any(start < cue.end and cue.start < end for cue in found):
                continue
            place = _object(scene, frame, start, end, around)
            if place is None:
                continue
            left = scene.text[max(0, start - 70) : start]
            if frame.words.shape != "denial" and (
                _UNREAL.search(left)
                or _PAST_UNREAL.search(scene.text, start - 12 if start > 12 else 0, end)
            ):
                continue
            if frame.words.stance == "supports" and _is_plan_or_praise(scene, start, end, place):
                continue
            negated = frame.words.shape in {"verb", "judgement", "own"} and bool(
                _NEGATED.search(left)
            )
            found.append(_Cue(frame, start, end, place, negated))
    return found


def _is_own_plan(scene: Scene, cue: _Cue, party: Party) -> bool:
    """Whether a state "wants 3.5 percent by 2030" for itself."""
    if cue.frame.words.stance != "demands" or party.codes == ("USA",):
        return False
    words = scene.text[cue.start : cue.end + 60]
    return (
        bool(re.match(r"(?:wants?|asks?|asked) [^a-z]*", words))
        and bool(_DATED_PLAN.search(words))
        and not re.search(r"\b(?:allies|others|everyone|all|europe|members)\b", words)
    )


def _is_plan_or_praise(scene: Scene, start: int, end: int, place: int) -> bool:
    """Whether a dated level is promised (a plan), or an ally rather than the pledge is praised."""
    attitude = re.match(
        r"support|back|endors|favou?r|welcom|in favou?r|applaud|hail|champion", scene.text[start:]
    )
    if not attitude and _DATED_PLAN.search(
        scene.text, max(0, start - 10), min(len(scene.text), place + 30)
    ):
        return True
    praise = re.match(
        r"prais|applaud|hail|welcom|honou?r|respect|accept|proud|glad|keen", scene.text[start:]
    )
    between = (m for m in scene.mentions if scene.start + end <= m.start < scene.start + place)
    return bool(praise) and any(m.is_state and not m.possessive for m in between)


_PRONOUN_OBJECT = re.compile(r"\s(?:to\s)?(?:it|this)\b(?=\s*(?:[.,;\"']|$|and\b|because\b|but\b))")
_STOPS = re.compile(r";|: |, (?:who|which|but|and)\b|\band (?:has|have|is|was|will|had)\b")


def _object(scene: Scene, frame: Frame, start: int, end: int, around: str) -> int | None:
    """Return where the object ends, or ``None`` when the words are about something else."""
    if frame.also is not None and not frame.also.search(around):
        return None
    if frame.about is None:
        return None if _ELSEWHERE.search(scene.text, end, end + 40) else end
    match = frame.about.search(scene.text, end, min(len(scene.text), end + frame.words.reach))
    stop = _STOPS.search(scene.text, end, match.start() if match else end)
    if match is not None and stop is None:
        # What stands between the words and their object, or right after it, may be another matter.
        if _ELSEWHERE.search(scene.text, end, match.end() + 24) and "%" not in match.group():
            return None
        return match.end()
    if frame.about.search(scene.text, start, end):
        return end
    loose = frame.words.shape == "verb" and frame.words.stance in {"supports", "rejects"}
    if loose and _PRONOUN_OBJECT.match(scene.text, end) and _speaks_of_pledge(scene, around, start):
        return end
    if (
        frame.words.shape == "own"
        and re.match(r"(?:is|are|was|were)\b|in the bin", scene.text[start:end])
        and frame.about.search(scene.text, max(0, start - 40), start)
    ):
        return end
    if (
        frame.words.shape == "judgement"
        or _is_passive(scene, end)
        or _is_relative(scene, start, end)
    ):
        before = list(frame.about.finditer(scene.text, max(0, start - frame.words.reach), start))
        if before and not _ELSEWHERE.search(scene.text, before[-1].start() - 24, start):
            return end
        if frame.words.shape == "judgement" and _refers(scene, start, around):
            return end
    return None


_REFERS = re.compile(r"\b(?:it|this|these|them)\b")


def _speaks_of_pledge(scene: Scene, around: str, start: int) -> bool:
    """Whether words ahead speak of the pledge: "it" may stand for it."""
    ahead = around[: len(around) - len(scene.text) + start]
    return bool(
        re.search(
            r"\b(?:targets?|goals?|pledge|norm|5 ?%|percent|per cent|commitment|idea|motion|number|summit|spending)",
            ahead,
        )
    )


def _refers(scene: Scene, start: int, around: str) -> bool:
    """Whether "it" stands for the pledge of the sentence before."""
    return bool(_REFERS.search(scene.text, 0, start)) and _speaks_of_pledge(scene, around, 0)


def _is_passive(scene: Scene, end: int) -> bool:
    return bool(re.match(r"\s(?:\w+\s){0,3}?by\b", scene.text[end : end + 30]))


def _is_relative(scene: Scene, start: int, end: int) -> bool:
    """Whether the words close a clause on the object: "the figure on which Washington insists"."""
    closes = re.match(r"\s*(?:[.,;\"']|$)", scene.text[end : end + 3])
    return bool(
        closes
        and re.search(r"\b(?:which|that|what|as)\b[^.,;]*$", scene.text[max(0, start - 50) : start])
    )


def _opens_with_name(text: Text, scene: Scene, start: int) -> bool:
    """Whether a name that is in no register opens the sentence: "Vooruit rejects"."""
    words = text.original[scene.start : scene.start + start].split()
    return (
        0 < len(words) <= 4
        and words[-1][:1].isupper()
        and words[-1].lower() not in {"it", "he", "she", "they", "we", "i"}
    )


def _holder(
    text: Text,
    scene: Scene,
    parties: list[Party],
    cue: _Cue,
    said: tuple[str, ...],
    home: tuple[str, ...],
) -> Party | None:
    """Return who holds the stance."""
    shape, start = cue.frame.words.shape, scene.start + cue.start
    words = scene.text[cue.start : cue.end]
    quoted = scene.in_quote(start) or scene.text.lstrip().startswith('"')
    voice = Party(start, start, said, "pronoun") if said else None
    if shape == "denial":
        return _denier(scene, parties, cue, voice)
    if shape == "others":
        opinion = _speaker_before(scene, parties, cue.start)
        return opinion or voice
    if shape == "judgement":
        opinion = _speaker_before(scene, parties, cue.start)
        if opinion is not None and not (quoted and voice):
            return opinion
        if voice is not None:
            return voice
        return _beneficiary(scene, parties, cue)
    if _is_passive(scene, cue.end):
        return next((p for p in parties if p.start >= scene.start + cue.end and p.codes), None)
    possessor = _possessor(scene, parties, start) if _NOUN.search(words) else None
    if possessor is not None:
        return possessor
    party = ruler(scene, parties, start, words)
    if party is not None:
        return party if party.codes else None
    inside = [p for p in parties if cue.start <= p.start - scene.start < cue.end and p.codes]
    if inside and cue.frame.words.stance in {"claims_exemption", "rejects"}:
        return inside[0]
    if cue.start < 30 and _opens_with_name(text, scene, cue.start) and len(home) == 1:
        return Party(scene.start, start, home, "unnamed")
    if quoted or (voice and not scene.text[: cue.start].strip(' "')):
        return voice
    return None


def _speaker_before(scene: Scene, parties: list[Party], at: int) -> Party | None:
    """Return who "calls", "finds" or "says" before the words."""
    verbs = [
        m
        for m in _OPINION.finditer(scene.text, 0, at)
        if not re.search(r"[;]", scene.text[m.end() : at])
    ]
    if not verbs:
        return None
    party = ruler(scene, parties, scene.start + verbs[-1].start(), verbs[-1].group())
    return party if party is not None and party.codes else None


def _beneficiary(scene: Scene, parties: list[Party], cue: _Cue) -> Party | None:
    """Return whose means or whose minister the judgement is about: "beyond Belgium's reach"."""
    for party in parties:
        near = scene.start + cue.start - 60 <= party.start <= scene.start + cue.end + 16
        before = scene.between(party.start - 8, party.start)
        own = scene.between(party.end, party.end + 2).startswith("'") or re.search(
            r"\bfor (?:the )?$", before
        )
        if near and own and party.how == "named" and party.codes != ("NATO",):
            return party
    return None


_NOUN = re.compile(
    r"(?:refusal|rejection|opposition to|resistance|demand|demands|support|backing for|reservations \w+|misgivings \w+|call(?:s)? for|"
    r"push|insistence|claim|objections?)$"
)


def _possessor(scene: Scene, parties: list[Party], start: int) -> Party | None:
    """Return the holder in "Spain's refusal", "Trump's demand"."""
    for party in parties:
        gap = scene.between(party.end, start)
        possessed = re.fullmatch(r"'s?\s(?!law|constitution|budget|parliament|bill)(?:\w+\s)?", gap)
        if party.end <= start and possessed and party.codes:
            return party
    return None


def _denier(scene: Scene, parties: list[Party], cue: _Cue, voice: Party | None) -> Party | None:
    """Return who denies: the speaker, or NATO where nobody is named."""
    if voice is not None:
        return voice
    speaker = _speaker_before(scene, parties, cue.start)
    if speaker is None:
        verb = re.match(
            r"(?:den|dismiss|reject|rul|contradict|disput|refut)", scene.text[cue.start :]
        )
        speaker = ruler(scene, parties, scene.start + cue.start, "denies") if verb else None
    if speaker is not None and speaker.codes:
        return speaker
    return Party(scene.start + cue.start, scene.start + cue.start, ("NATO",), "unnamed")


def _subjects(
    text: Text, scene: Scene, memory: Memory, cue: _Cue, stance: Stance, party: Party
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
        if any(m.is_state and m.codes == codes for m in scene.mentions):
            return []  # nobody denies an exemption to himself
        known = memory.focus if len(memory.focus) == 1 and len(memory.focus[0]) == 3 else ()
        if known and known != codes:
            return [(codes[0], known[0])]
        return [(codes[0], "ESP")] if codes[0] != "ESP" and _names_spain(text) else [(codes[0],)]
    codes = tuple(code for code in party.codes if code not in {"EU", "IMF"})
    if stance in {"claims_exemption", "seeks_flexibility"}:
        codes = tuple(code for code in codes if code != "NATO")
    return [(code,) for code in codes]


def _is_denied(scene: Scene, cue: _Cue, party: Party) -> bool:
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
    cue: _Cue,
    party: Party,
    subject: tuple[str, ...],
    stance: Stance,
) -> Claim:
    span = _span(scene, cue, party)
    before = 40 if stance in {"doubts", "rejects", "claims_exemption"} else 18
    values = _values(scene, max(span[0], cue.start - before), min(span[1], cue.end + 70))
    sure = party.how == "named" and cue.frame.words.shape != "judgement"
    return draft(
        text, scene, "position", scene.start + span[0], scene.start + span[1], subject,
        values=values, measure="share_of_gdp" if values else "other", comparator="=" if values else None,
        stance=stance, what=cue.frame.words.object,
        antecedent=party.name or (memory.focus_name if party.how == "pronoun" and not party.person else ""),
        confidence=0.8 if sure else 0.65, why=f"words of the stance {stance}, holder {party.how}",
    )  # fmt: skip


def _span(scene: Scene, cue: _Cue, party: Party) -> tuple[int, int]:
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


def _values(scene: Scene, start: int, end: int) -> tuple[Value, ...]:
    for quantity in scene.quantities:
        inside = scene.start + start <= quantity.start < scene.start + end
        if inside and quantity.values[0] in _LEVELS and quantity.sort in {"percent", "bare"}:
            return (Value(quantity.values[0], "pct_gdp", quantity.decimals),)
    return ()
