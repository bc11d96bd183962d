"""The frames in which a stance is taken: the words, what they must be about, and what "not" makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from burdenshare._yaml import Model, load
from burdenshare.news._claim import Stance
from burdenshare.news._lexicon import _data
from burdenshare.news._look import Patterns

Shape = Literal["verb", "own", "judgement", "others", "denial"]


class FrameWords(Model):
    """One frame as the data file gives it."""

    stance: Stance
    """The stance."""
    shape: Shape
    """Where holder and object stand, as the head of the file explains."""
    object: str
    """What the stance is about, for the claim."""
    words: tuple[str, ...]
    """Regular expressions on folded text; ``<class>`` stands for a class of objects."""
    about: tuple[str, ...] = ()
    """Classes of objects, one of which must stand within reach."""
    also: tuple[str, ...] = ()
    """Classes, one of which must stand somewhere in the sentence."""
    reach: int = 90
    """Characters within which the object stands."""
    negated: Stance | None = None
    """The stance under negation."""


class StanceFile(Model):
    """The data file."""

    objects: dict[str, str]
    """Classes of objects."""
    frames: tuple[FrameWords, ...]
    """Frames, the specific before the loose."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, compiled.

    Attributes:
        words: As the data file gives it.
        cue: Matches its words.
        about: Matches what it must be about; ``None`` when anything will do.
        also: Matches what must stand in the sentence too.
    """

    words: FrameWords
    cue: re.Pattern[str]
    about: re.Pattern[str] | None
    also: re.Pattern[str] | None


@cache
def cues() -> Patterns:
    """Return the words of all frames: to be looked for at once."""
    return Patterns(frame.cue for frame in frames())


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames shipped with the room."""
    shipped = load(_data("stances.yaml"), StanceFile)

    def either(classes: tuple[str, ...]) -> re.Pattern[str] | None:
        return re.compile("|".join(shipped.objects[name] for name in classes)) if classes else None

    def filled(words: str) -> str:
        for name, pattern in shipped.objects.items():
            words = words.replace(f"<{name}>", pattern)
        return f"(?:{words})"

    return tuple(
        Frame(item, re.compile("|".join(filled(words) for words in item.words)),
              either(item.about), either(item.also))
        for item in shipped.frames
    )  # fmt: skip
