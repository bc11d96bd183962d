"""From a text to its claims: each sentence in turn, remembering what came before."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from burdenshare.news._candidates import is_excepted, named_in, own_of
from burdenshare.news._counts import read_counts
from burdenshare.news._draft import Memory, renumber
from burdenshare.news._events import read_events
from burdenshare.news._fold import fold_same_length
from burdenshare.news._gapped import read_gapped
from burdenshare.news._kinds import weigh_numbers
from burdenshare.news._levels import read_levels
from burdenshare.news._meets import LATELY, read_equals, read_meets
from burdenshare.news._mentions import find_mentions
from burdenshare.news._money import read_money
from burdenshare.news._periods import Dates
from burdenshare.news._positions import read_positions, sentence_signals
from burdenshare.news._ranks import read_ranks
from burdenshare.news._scene import Scene, Text, prepare
from burdenshare.news._speakers import Voices, find_speakers
from burdenshare.news._subjects import flat_codes, runs
from burdenshare.news._terms import read_terms

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.news._claim import Claim
    from burdenshare.news._mentions import Mention

_OBLIQUE = re.compile(
    r"\b(?:to|with|from|against|of|by|than|unlike|like|for|in|on|at|about|near|told|behind|ahead of|over|beside|alongside|"
    r"between|among|above|below|beyond|around|after|before)\s(?:all\s|both\s)?(?:the\s|two\s|three\s)*$"
)


def read_text(
    text: str, *, title: str = "", published: dt.date | None = None, outlet: str = ""
) -> tuple[Claim, ...]:
    """Return the claims of a text, without verdicts."""
    prepared = prepare(text, title, published, outlet)
    return read_prepared(prepared, find_speakers(prepared))


def read_prepared(text: Text, speakers: list[Voices]) -> tuple[Claim, ...]:
    """Return the claims of a prepared text, without verdicts.

    Args:
        text: The document.
        speakers: Who speaks in each of its sentences.
    """
    if not text.relevant:
        return ()
    memory = opening(text)
    claims: list[Claim] = []
    for scene, said in zip(text.scenes, speakers, strict=True):
        enter(scene, memory)
        memory.kinds = weigh_numbers(text, scene)
        memory.signals = sentence_signals(text, scene, said, memory.kinds)
        first = len(claims)
        claims += read_events(text, scene)
        claims += read_counts(text, scene, memory)
        claims += read_ranks(text, scene, memory)
        claims += read_positions(text, scene, memory, said)
        claims += read_levels(text, scene, memory)
        claims += read_money(text, scene, memory)
        here = claims[first:]
        claims += read_equals(text, scene, here, claims[max(0, first - LATELY) : first])
        claims += read_gapped(text, scene, memory, here)
        if (
            not any(claim.type in {"figure", "count"} for claim in here)
            or ": " in scene.text
            or ";" in scene.text
        ):
            told = {claim.subject for claim in here if claim.type == "figure"}
            met = read_meets(text, scene, memory)
            claims += met if ";" in scene.text else [c for c in met if c.subject not in told]
        claims += read_terms(text, scene, memory, here)
        leave(scene, memory)
    return renumber(claims)


_ADDRESS = re.compile(
    r"\b(?:doorstep|remarks|speech|statement|address|transcript|opening words|press point|keynote|press conference by)\b"
)


def opening(text: Text) -> Memory:
    """Start with the ally of the headline, or of the dateline."""
    memory = Memory(Dates(text), counts=named_in(text), own=own_of(text))
    head = text.title_scene
    if head is not None:
        states = [m for m in head.mentions if m.kind in {"ally", "seat", "set"}]
        if states:
            memory.focus, memory.focus_name = (
                states[0].codes,
                text.title[states[0].start : states[0].end],
            )
    if not memory.focus and text.scenes:
        seats = [
            m
            for m in text.scenes[0].mentions
            if m.place and (m.kind == "ally" or m.start - text.scenes[0].start < 3)
        ]
        if seats and seats[0].codes[0] != "BEL":
            memory.focus, memory.focus_name = seats[0].codes, seats[0].name
    if not memory.focus:
        memory.focus, memory.focus_name = _home(text)
    memory.home = memory.focus if len(memory.focus) == 1 else ()
    if (
        head is not None
        and _ADDRESS.search(head.text)
        and any(m.kind in {"person", "epithet"} and m.codes == ("NATO",) for m in head.mentions)
    ):
        # The words of the Secretary General himself: "we" are the allies.
        memory.home = memory.speaker = ("NATO",)
    return memory


_THING = re.compile(
    r"\s(?:bases?|troops|soldiers?|jets?|tanks?|missiles?|generals?|officials?|diplomats?|journalists?|tourists?|officers?|reporters?|"
    r"weapons|lenders|banks?|firms?|compan(?:y|ies)|shipyards?|courts?|embassy|investors?|units?|crews?|made|built|newspapers?|readers?)\b"
)
"""After a demonym, things and people that do not make their country the subject."""

_GOES_ON = re.compile(
    r"\W*(?:it|its|they|he|she|his|her|their|this|that|the country|as a share|in dollars|in pounds)\b"
)


def enter(scene: Scene, memory: Memory) -> None:
    """A paragraph that names nobody is about the document's own country."""
    if scene.sentence.paragraph != memory.paragraph:
        memory.paragraph = scene.sentence.paragraph
        if memory.home and not _GOES_ON.match(scene.text):
            memory.focus, memory.focus_name, memory.outsider = memory.home, "", False


def _home(text: Text) -> tuple[tuple[str, ...], str]:
    """The country of the outlet, or else the ally named most; whose people are where none is named."""
    outlet = find_mentions(text.outlet, fold_same_length(text.outlet), text.published)
    states = [m for m in outlet if m.kind in {"ally", "seat"}]
    if not states and text.scenes:
        told = text.scenes[0]
        first = [m for m in told.mentions if m.is_state and not is_excepted(told, m.start)]
        if len({m.codes for m in first}) == 1:
            return first[0].codes, first[0].name
    if not states:
        everyone = [m for scene in text.scenes for m in scene.mentions]
        states = [m for m in everyone if m.is_state] or [
            m for m in everyone if m.kind == "person" and len(m.codes[0]) == len("BEL")
        ]
    if not states:
        return (), ""
    codes, times = Counter(m.codes for m in states).most_common(1)[0]
    if times < 2 or times < 0.3 * len(states):
        return (), ""
    return codes, next(m.name for m in states if m.codes == codes)


def leave(scene: Scene, memory: Memory) -> None:
    """Let the focus move to the ally a sentence is about."""
    named = [m for m in scene.mentions if m.kind == "person"]
    if named:
        memory.speaker = named[-1].codes
    listed = (flat_codes(run) for run in runs(scene.mentions, scene))
    memory.lead = max(listed, key=len, default=()) or memory.lead
    states = [m for m in scene.mentions if m.is_state and not is_excepted(scene, m.start)]
    if states:
        _follow_state(scene, memory, states)
        return
    wide = [m for m in scene.mentions if m.kind == "group" and m.codes != ("NATO",)]
    people = [m for m in named if len(m.codes[0]) == 3]
    for found in (*people[:1], *wide[:1]):
        memory.focus, memory.focus_name = found.codes, found.name
    outsiders = [m for m in scene.mentions if m.kind == "outsider"]
    if outsiders and not _is_oblique(scene, outsiders[0]):
        memory.focus, memory.outsider = (), True


def _follow_state(scene: Scene, memory: Memory, states: list[Mention]) -> None:
    if memory.focus and _GOES_ON.match(scene.text) and states[0].start - scene.start > 20:
        return
    subject = next((m for m in states if not _is_oblique(scene, m)), None)
    if subject is None:
        if memory.focus and not memory.outsider:
            return
        subject = states[0]
    if memory.focus != subject.codes and len(memory.focus) == 1:
        memory.other = memory.focus
    memory.focus, memory.focus_name, memory.outsider = subject.codes, subject.name, False


def _is_oblique(scene: Scene, mention: Mention) -> bool:
    start, end = mention.start, mention.end
    if _THING.match(scene.between(end, end + 20)):
        return True
    if re.match(r"'s?\s\d", scene.between(end, end + 4)):
        return True
    return bool(_OBLIQUE.search(scene.between(max(scene.start, start - 12), start)))
