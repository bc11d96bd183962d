"""Who holds a stance: the subject of its words, who calls it so, who is quoted, who denies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Attribution
from burdenshare.news._parties import Party
from burdenshare.news._stance_cues import Cue, agent_at

if TYPE_CHECKING:
    from burdenshare.news._scene import Scene, Text


def find_holder(
    text: Text,
    scene: Scene,
    parties: list[Party],
    cue: Cue,
    said: tuple[str, ...],
    home: tuple[str, ...],
) -> Party | None:
    """Return who holds a stance.

    Args:
        text: The document.
        scene: The sentence.
        parties: Its noun phrases that can act.
        cue: The words of the stance.
        said: Codes of who speaks there.
        home: The ally the text is about so far.
    """
    shape, start = cue.frame.words.shape, scene.start + cue.start
    voice = Party(start, start, said, "pronoun") if said else _tagged(scene, parties, cue)
    if shape == "denial":
        return _denier(scene, parties, cue, voice)
    if shape == "others":
        return _speaker_before(scene, parties, cue.start) or voice
    if shape == "judgement":
        return _judge(scene, parties, cue, voice)
    agent = agent_at(scene, cue.end)
    if agent is not None:
        return next((p for p in parties if p.start >= scene.start + agent and p.codes), None)
    return _actor(text, scene, parties, cue, voice, home)


_TAG = re.compile(
    r"(?:-elect)?,?\s?(?:has\s|had\s)?(?:\w+ly\s)?(?:stress\w*|said|says|insist\w*|remark\w*|conced\w*|caution\w*|indicat\w*|argu\w+|assur\w+|"
    r"declar\w*|add(?:ed|s)|warn\w*|complain\w*|told|maintain\w*|kept repeating|let slip|repl(?:ied|ies)|shot back|emphasi\w+|repeat\w*)\b"
)


def _tagged(scene: Scene, parties: list[Party], cue: Cue) -> Party | None:
    """Return who says so after a comma: "..., the Latvian president stressed"."""
    for party in parties:
        if party.start < scene.start + cue.end or not party.codes or party.how == "crowd":
            continue
        before = scene.between(max(scene.start, party.start - 40), party.start)
        if re.search(r'(?:,"?|")\s(?:the\s|an?\s|its\s)?(?:[\w-]+\s){0,2}$', before) and _TAG.match(
            scene.between(party.end, party.end + 40)
        ):
            return party
    return None


def _judge(scene: Scene, parties: list[Party], cue: Cue, voice: Party | None) -> Party | None:
    """Return who finds it so: who "calls" it that, who is quoted, or whose means it is beyond."""
    opinion = _speaker_before(scene, parties, cue.start)
    if opinion is not None and not (voice and _is_quoted(scene, cue)):
        return opinion
    return voice or _beneficiary(scene, parties, cue)


def _is_quoted(scene: Scene, cue: Cue) -> bool:
    return scene.in_quote(scene.start + cue.start) or scene.text.lstrip().startswith('"')


def _actor(
    text: Text,
    scene: Scene,
    parties: list[Party],
    cue: Cue,
    voice: Party | None,
    home: tuple[str, ...],
) -> Party | None:
    """Return the subject of the words, or who must be meant where they have none."""
    start, words = scene.start + cue.start, scene.text[cue.start : cue.end]
    possessor = (
        _possessor(scene, parties, start) or _owner(scene, parties, start)
        if _NOUN.search(words)
        else None
    )
    party = possessor or _ruler(scene, parties, start, words)
    if party is not None:
        return party if party.codes else None
    inside = [p for p in parties if cue.start <= p.start - scene.start < cue.end and p.codes]
    if inside and cue.frame.words.stance in {"claims_exemption", "rejects"}:
        return inside[0]
    if cue.start < 30 and _opens_with_name(text, scene, cue.start) and len(home) == 1:
        name = text.original[scene.start : start].strip()
        return Party(scene.start, start, home, "unnamed", who=Attribution(name, "", ""))
    opening = not scene.text[: cue.start].strip(' "')
    return voice if voice and (opening or _is_quoted(scene, cue)) else None


_BETWEEN = re.compile(
    r"(?:'s)?,?\s?(?:who\s|which\s|\w+ly\s|has\s|have\s|had\s|is\s|are\s|was\s|were\s|be\s|been\s|will\s|would\s|did\s|does\s|do\s|still\s|"
    r"also\s|again\s|long\s|now\s|not\s|never\s|no\slonger\s|already\s|then\s|even\s|to\s|can\s|could\s|itself\s|himself\s|once\s)*"
)


_AND_VERB = re.compile(
    r",?\s(?:and|but|or)\s(?:\w+ly\s|has\s|have\s|had\s|also\s|then\s|is\s|was\s)*"
)


def _ruler(scene: Scene, parties: list[Party], start: int, words: str) -> Party | None:
    """Return the subject of the words at ``start`` (in the document), or ``None``."""
    left = [party for party in parties if party.end <= start]
    if not left:
        return None
    nearest = left[-1]
    gap = scene.between(nearest.end, start)
    who = re.search(r"\b(?:who|which)\s(?:\w+\s){0,3}$", gap)
    if who and len(gap) < 60:
        return nearest
    if _BETWEEN.fullmatch(gap) and (
        nearest.free or nearest.how == "crowd" or _is_absolute(scene, nearest, words)
    ):
        return nearest
    if _AND_VERB.fullmatch(gap) and nearest.how == "named":
        # "He praised Poland and called ...": the subject is that of the first verb.
        first = next((p for p in left if p.free and ";" not in scene.between(p.end, start)), None)
        if first is not None:
            return first
    for party in reversed(left):
        if party.free and not _in_aside(scene, party, start):
            return party
    return None


def _is_absolute(scene: Scene, party: Party, words: str) -> bool:
    """Whether "with Spain refusing", "despite Madrid claiming" make the phrase a subject."""
    before = scene.between(max(scene.start, party.start - 12), party.start)
    return bool(re.search(r"\b(?:with|despite)\s(?:the\s)?$", before)) and words.split(maxsplit=1)[
        0
    ].endswith("ing")


def _in_aside(scene: Scene, party: Party, start: int) -> bool:
    """Whether the phrase stands in a relative clause between commas that closes before the words."""
    gap = scene.between(party.end, start)
    before = scene.between(scene.start, party.start)
    opened = re.search(
        r"(?:,|\s-{1,2})\s(?:who|which|whose|whom|where|when|as|unlike|like|despite|with|while)\b[^,]*$",
        before,
    )
    return bool(opened) and ("," in gap or " - " in gap or " -- " in gap)


_OPINION = re.compile(
    r"\b(?:call(?:s|ed|ing)?|brand(?:s|ed|ing)?|describ\w+|deem\w*|consider\w*|finds?|found|finding|thinks?|thought|believ\w+|sees?|"
    r"view\w*|declar\w+|label\w*|dub(?:s|bed)?|term(?:s|ed)|regard\w*|dismiss\w*|holds?|reckon\w*|said|says?|argu\w+|insist\w*|conced\w+|"
    r"seems? to (?:him|her|it|them)|maintain\w*|warn\w*|announc\w+|admit\w*|saying|arguing|insisting|stress\w*|reiterat\w*|made (?:it )?clear|told|propos\w+|suggest\w*)\b"
)


_NO_NAMES = frozenset({
    "it", "he", "she", "they", "we", "i", "this", "that", "these", "those", "such", "despite", "amid", "after", "before", "under", "over",
    "with", "without", "while", "following", "as", "but", "and", "in", "on", "at", "for", "from", "given", "because", "since", "when", "if",
    "although", "though", "yet", "still", "also", "even", "not", "no", "a", "an", "more", "most", "many", "some", "both",
})  # fmt: skip
"""Words that open a sentence with a capital and are no name."""


def _opens_with_name(text: Text, scene: Scene, start: int) -> bool:
    """Whether a name that is in no register opens the sentence: "Vooruit rejects"."""
    words = text.original[scene.start : scene.start + start].split()
    return (
        0 < len(words) <= 4
        and words[-1][:1].isupper()
        and not {word.lower().strip(",") for word in words} & _NO_NAMES
    )


def _speaker_before(scene: Scene, parties: list[Party], at: int) -> Party | None:
    """Return who "calls", "finds" or "says" before the words."""
    verbs = [
        m
        for m in _OPINION.finditer(scene.text, 0, at)
        if not re.search(r"[;]", scene.text[m.end() : at])
    ]
    if not verbs:
        return None
    party = _ruler(scene, parties, scene.start + verbs[-1].start(), verbs[-1].group())
    return party if party is not None and party.codes else None


def _beneficiary(scene: Scene, parties: list[Party], cue: Cue) -> Party | None:
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
    r"push|insistence(?: on \w+)?|claim|objections?)$"
)


def _possessor(scene: Scene, parties: list[Party], start: int) -> Party | None:
    """Return the holder in "Spain's refusal", "Trump's demand"."""
    for party in parties:
        gap = scene.between(party.end, start)
        possessed = re.fullmatch(r"'s?\s(?!law|constitution|budget|parliament|bill)(?:\w+\s)?", gap)
        if party.end <= start and possessed and party.codes:
            return party
    return None


def _owner(scene: Scene, parties: list[Party], start: int) -> Party | None:
    """Return the holder in "lashed out at Spain over its refusal"."""
    if not re.search(r"\bits\s(?:\w+\s)?$", scene.between(max(scene.start, start - 20), start)):
        return None
    lands = [p for p in parties if p.end <= start and p.codes and not p.person and p.how == "named"]
    return lands[-1] if lands else None


def _denier(scene: Scene, parties: list[Party], cue: Cue, voice: Party | None) -> Party | None:
    """Return who denies: the speaker, or NATO where nobody is named."""
    if voice is not None:
        return voice
    speaker = _speaker_before(scene, parties, cue.start)
    if speaker is None:
        verb = re.match(
            r"(?:den|dismiss|reject|rul|contradict|disput|refut)", scene.text[cue.start :]
        )
        speaker = _ruler(scene, parties, scene.start + cue.start, "denies") if verb else None
    if speaker is not None and speaker.codes:
        return speaker
    return Party(scene.start + cue.start, scene.start + cue.start, ("NATO",), "unnamed")
