"""Who speaks where in a document: turns of a record, quotations that go on, who "he" is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.news._claim import Attribution
from burdenshare.news._fold import fold_same_length
from burdenshare.news._roles import ROLE, by_person, who_holds
from burdenshare.news._strangers import is_heading
from burdenshare.news._voices import Voice, find_voices

if TYPE_CHECKING:
    from burdenshare.news._mentions import Mention
    from burdenshare.news._scene import Scene, Text

_TURN = re.compile(r"\W*(?P<who>[^\W\d][\w .'’-]{1,40}?)(?:\s\([^)\n]{1,40}\))?:\s")


@dataclass(slots=True)
class Voices:
    """The speakers of a sentence.

    Attributes:
        speeches: Those beside a verb of saying, in order.
        carried: Who goes on speaking from a neighbouring sentence.
        last: The person named last before the sentence: what "he" stands for.
    """

    speeches: tuple[Voice, ...] = ()
    carried: Attribution | None = None
    last: Attribution | None = None

    def at(self, scene: Scene, start: int, end: int) -> Attribution | None:
        """Return who says the words from ``start`` to ``end`` of the document."""
        if not self.speeches:
            return self.carried
        first, last = segment(scene, start)
        here = [s for s in self.speeches if first <= s.start < last]
        before = [s for s in here if s.start <= start]
        if before:
            return before[-1].said
        if here and not _opens_clause(scene, here[0].start):
            return here[0].said
        if scene.in_quote((start + end) // 2):
            return self.speeches[0].said
        return self.carried

    @property
    def main(self) -> Attribution | None:
        """The first speaker."""
        return self.speeches[0].said if self.speeches else self.carried


_OPENS = re.compile(
    r"[,-] ?(?:but|while|whereas|although|though|even as|with) (?:(?!said|says)[\w.]+ ){0,4}$"
)


def _opens_clause(scene: Scene, at: int) -> bool:
    """Whether a speaker begins a clause set against what stands before: "They agreed, but Spain said"."""
    return bool(_OPENS.search(scene.between(scene.start, at)[-48:]))


def segment(scene: Scene, at: int) -> tuple[int, int]:
    """Return the part between semicolons that holds position ``at`` of the document."""
    local = at - scene.start
    first = scene.text.rfind("; ", 0, max(0, local)) + 1
    last = scene.text.find("; ", local)
    return scene.start + first, scene.end if last < 0 else scene.start + last


def find_speakers(text: Text) -> list[Voices]:
    """Return the speakers of each sentence; a quotation without one takes its neighbour's."""
    people = [
        m
        for scene in text.scenes
        for m in scene.mentions
        if m.kind == "person" and len(m.codes[0]) in {2, 3, 4}
    ]
    home = _home(text)
    found: list[Voices] = []
    last: Attribution | None = None
    turn: tuple[int, Attribution | None] | None = None
    labels = Counter(
        m["who"] for s in text.scenes if (m := _TURN.match(text.original, s.start, s.end))
    )
    paragraph, about = -1, home
    for scene in text.scenes:
        if scene.sentence.paragraph != paragraph:
            paragraph, about = scene.sentence.paragraph, home
        voices = _voices(text, scene, people, about, last)
        states = [m for m in scene.mentions if m.kind in {"ally", "seat"} and not m.place]
        about = states[0].codes if states else about
        marked = _turn_of(text, scene, people, labels) if len(labels) >= 2 else None
        if marked is not None:
            turn = marked
        if (
            turn is not None
            and (scene.sentence.paragraph == turn[0] or marked is not None)
            and not voices.speeches
        ):
            voices.carried = turn[1]
        found.append(voices)
        named = [s.said for s in voices.speeches if s.said.name]
        if named:
            last = named[-1]
        elif voices.carried is not None and voices.carried.name:
            last = voices.carried
        else:
            last = _subject(scene) or last
    _carry(text, found)
    alone = _monologue(text, people, home)
    for voices in found:
        if alone is not None and voices.main is None:
            voices.carried = alone
    return found


_REMARKS = re.compile(
    r"\b(?:remarks|doorstep|speech|statement|address|keynote|briefing)\b[^.:]{0,30}?\bby\s(?:the\s|an?\s)?(?P<who>[^,.:]{4,60}?)(?=\s(?:on|at|in|to|before|after)\b|[,.:]|$)"
)


def _monologue(text: Text, people: list[Mention], home: tuple[str, ...]) -> Attribution | None:
    """Return who gives the remarks that the headline announces: all of it is that speaker's."""
    match = _REMARKS.search(fold_same_length(text.title))
    head = text.title_scene
    if match is None or head is None:
        return None
    named = [m for m in head.mentions if m.kind == "person" and m.start >= match.start("who")]
    if named:
        return by_person(named[0], "")
    office = ROLE.compiled.search(head.text, match.start("who"))
    if office is not None:
        return who_holds(head, office, people, home)
    return Attribution("", match["who"], "", anonymous="official" in match["who"])


def _home(text: Text) -> tuple[str, ...]:
    for scene in (text.title_scene, *text.scenes[:2]):
        states = [m for m in scene.mentions if m.kind in {"ally", "seat"}] if scene else []
        if states:
            return states[0].codes
    return ()


def _turn_of(
    text: Text, scene: Scene, people: list[Mention], labels: Counter[str]
) -> tuple[int, Attribution | None] | None:
    """Return the paragraph and speaker of a line that opens with "NAME:"."""
    match = _TURN.match(text.original, scene.start, scene.end)
    if match is None:
        return None
    line = text.folded.rfind("\n", 0, scene.start) + 1
    if text.folded[line : scene.start].strip(" *_>-"):
        return None
    who = fold_same_length(match["who"])
    words = set(who.split())
    for person in people:
        if set(fold_same_length(person.name).split()) & words and person.name:
            return scene.sentence.paragraph, by_person(person, "")
    if re.search(r"\b(?:question|q|journalist|reporter|moderator|interviewer)\b", who):
        return scene.sentence.paragraph, None
    capital = match["who"].split()
    named = len(capital) > 1 or labels[match["who"]] > 1
    if is_heading(match["who"], text.original):
        return None
    if named and len(capital) <= 4 and all(word[0].isupper() for word in capital if len(word) > 3):
        return scene.sentence.paragraph, Attribution(match["who"], "", "")
    return None


def _voices(
    text: Text,
    scene: Scene,
    people: list[Mention],
    about: tuple[str, ...],
    last: Attribution | None,
) -> Voices:
    known = _latest(scene, people, last)
    return Voices(find_voices(text, scene, people, about, known), last=known)


def _subject(scene: Scene) -> Attribution | None:
    """The person a sentence is about, who need not speak in it."""
    for person in scene.mentions:
        if (
            person.kind == "person"
            and person.start - scene.start < 40
            and not person.possessive
            and not scene.in_quote(person.start)
        ):
            before = scene.between(scene.start, person.start)
            if not re.search(
                r"\b(?:to|of|with|by|from|about|against|for|told|than|in|under)\s(?:\w+\s){0,2}$",
                before,
            ):
                return by_person(person, "")
    return None


def _latest(scene: Scene, people: list[Mention], last: Attribution | None) -> Attribution | None:
    """Return the last speaker, or the last person named where none has spoken."""
    if last is not None:
        return last
    earlier = [p for p in people if p.start < scene.start]
    return by_person(earlier[-1], "") if earlier else None


def _carry(text: Text, found: list[Voices]) -> None:
    """Let quotations without a speaker take their neighbour's."""
    for place, scene in enumerate(text.scenes):
        if found[place].main is not None:
            continue
        words = scene.text.strip()
        if place and is_inside_quote(text, scene):
            found[place].carried = found[place - 1].main
        elif words.startswith('"'):
            found[place].carried = _at_its_end(text, found, place) or _neighbour(text, found, place)


_LONG = 12
"""Sentences a quotation is followed through to whoever is named at its end."""


def _at_its_end(text: Text, found: list[Voices], place: int) -> Attribution | None:
    """The speaker told after a quotation of several sentences that opens with this one."""
    inside = text.scenes[place].text.count('"') % 2 == 1
    for other in range(place + 1, min(place + _LONG, len(found))):
        scene = text.scenes[other]
        if not inside or scene.sentence.paragraph != text.scenes[place].sentence.paragraph:
            return None
        if found[other].speeches:
            return found[other].speeches[0].said
        inside ^= scene.text.count('"') % 2 == 1
    return None


def _neighbour(text: Text, found: list[Voices], place: int) -> Attribution | None:
    """The speaker of the next sentence of the paragraph, else of the one before."""
    paragraph = text.scenes[place].sentence.paragraph
    for other in (place + 1, place - 1):
        if 0 <= other < len(found) and found[other].main is not None:
            near = text.scenes[other].sentence.paragraph == paragraph
            if near or other < place or re.match(r"\W*-", text.scenes[other].text):
                return found[other].main
    dash = text.scenes[place + 1] if place + 1 < len(text.scenes) else None
    if (
        dash is not None
        and len(dash.text) < 40
        and dash.mentions
        and dash.mentions[0].kind == "person"
    ):
        return by_person(dash.mentions[0], "")
    return None


def is_inside_quote(text: Text, scene: Scene) -> bool:
    """Whether a quotation opened earlier in the paragraph is still open."""
    line = text.folded.rfind("\n", max(0, scene.start - 1501), scene.start) + 1
    if not line and scene.start > 1500:
        return False
    return text.folded.count('"', line, scene.start) % 2 == 1
