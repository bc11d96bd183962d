"""Words that take a stance, with the object they are about: where they are real, and where negated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from burdenshare.news._stances import Frame, FrameWords, Shape, cues, frames

if TYPE_CHECKING:
    from burdenshare.news._claim import Stance
    from burdenshare.news._parties import Party
    from burdenshare.news._scene import Scene

_ELSEWHERE = re.compile(
    r"\b(?:ukrain\w*|kyiv|article (?:5|five)|member of nato|join(?:ing)? nato|enlargement|tariffs? on|trade (?:deal|talks|negotiat\w+)|"
    r"cease-?fire|peace|sanctions|climate|emissions?|migra\w+|iran\w*|israel\w*|gaza|escape clause|flexibility clause|per soldier|host-nation|"
    r"inflation target|deficit (?:target|rule|limit)|polls?|surveys?|teachers|methane|tourism|tourists?|combustion|oil sanctions|guesthouses|strikes?|nurses|wages|salaries|missile defen[cs]e|air defen[cs]es?|inside the eu|european union|ammunition|tax(?:es)? (?:rise|increase|cut)|pension\w*|conscription|nuclear)\b"
)


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


_FORMER = re.compile(
    r"\b(?:(?:which|who) (?:had )?(?:long|once|initially|previously|formerly|at first)|after (?:long|first|initially)|having (?:first|long|initially) been) $"
)


_PAST_UNREAL = re.compile(r"\b(?:would|could|might) (?:never |not )?have\b(?! (?:to|no)\b)")


_DATED_PLAN = re.compile(
    r"(?:\d(?:[.,]\d+)?|two|three|four|five|half) ?(?:%|percent|per cent)?[^.;:]{0,24}\b(?:by|in|from|until|for) (?:20\d\d|the end|this year)|this year"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that fit a frame; places count from the start of the sentence."""

    frame: Frame
    start: int
    end: int
    object_end: int
    negated: bool


def whole_sentence(stance: Stance, length: int) -> Cue:
    """Return a cue that stands for all the words of a sentence, where no frame has its stance."""
    return Cue(_unframed(stance), 0, length, length, negated=False)


@cache
def _unframed(stance: Stance) -> Frame:
    shape: Shape = "denial" if stance == "denies_exemption" else "own"
    words = FrameWords(stance=stance, shape=shape, object="the pledge", words=())
    return Frame(words, re.compile(r"(?!)"), None, None)


def find_cues(scene: Scene, around: str) -> list[Cue]:
    """Return the words that fit a frame with their object; the first frame has them.

    Args:
        scene: The sentence.
        around: It, folded, with what stands right before it.
    """
    found: list[Cue] = []
    for which, match in cues().finditer(scene):
        frame = frames()[which]
        start, end = match.span()
        if any(start < cue.end and cue.start < end for cue in found):
            continue
        place = _object(scene, frame, start, end, around)
        if place is None or _is_unreal(scene, frame, start, end):
            continue
        won = frame.words.stance == "claims_exemption" and frame.words.shape == "verb"
        if won and re.search(r"\b(?:no|nothing|neither|any)\b", scene.text[end:place]):
            continue  # "was granted no exception"
        if frame.words.stance == "supports" and _is_plan_or_praise(scene, start, end, place):
            continue
        left = scene.text[max(0, start - 70) : start]
        turns = frame.words.shape in {"verb", "judgement", "own"}
        found.append(Cue(frame, start, end, place, turns and bool(_NEGATED.search(left))))
    return found


def _is_unreal(scene: Scene, frame: Frame, start: int, end: int) -> bool:
    """Whether the words tell what might be, or what somebody else is asked to do."""
    if frame.words.shape == "denial":
        return False
    left = scene.text[max(0, start - 70) : start]
    if _FORMER.search(left):
        return True
    return bool(_UNREAL.search(left) or _PAST_UNREAL.search(scene.text, max(0, start - 12), end))


def is_own_plan(scene: Scene, cue: Cue, party: Party) -> bool:
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


_COPULA = re.compile(r"(?:is|are|was|were)\b|in the bin")
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
    return end if _object_ahead(scene, frame, frame.about, start, end, around) else None


def _object_ahead(
    scene: Scene, frame: Frame, about: re.Pattern[str], start: int, end: int, around: str
) -> bool:
    """Whether the object stands before the words, or is an "it" that stands for the pledge."""
    shape = frame.words.shape
    loose = shape == "verb" and frame.words.stance in {"supports", "rejects"}
    if loose and _PRONOUN_OBJECT.match(scene.text, end) and _speaks_of_pledge(scene, around, start):
        return True
    copula = shape == "own" and _COPULA.match(scene.text, start)
    if copula and about.search(scene.text, max(0, start - 40), start):
        return True
    if (
        shape != "judgement"
        and agent_at(scene, end) is None
        and not _is_relative(scene, start, end)
    ):
        return False
    before = list(about.finditer(scene.text, max(0, start - frame.words.reach), start))
    if before and not _ELSEWHERE.search(scene.text, before[-1].start() - 24, start):
        return True
    return shape == "judgement" and _refers(scene, start, around)


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


_PARTICIPLE = re.compile(r"(?:ed|sought|shot down)$")


_FROM_WHOM = re.compile(r"\b(?:pressure|calls?|push|insistence|urging)$")


def agent_at(scene: Scene, end: int) -> int | None:
    """Where whoever holds it is named, after a participle or noun: "demanded of them by", "pressure from"."""
    agent = re.match(
        r"\s(?:(?!the\b|an?\b|its\b|their\b)\w+\s){0,3}?by\b", scene.text[end : end + 30]
    )
    if agent and _PARTICIPLE.search(scene.text, max(0, end - 12), end):
        return end + agent.end()
    source = re.match(r"\s(?:from|by)\b", scene.text[end : end + 6])
    if source and _FROM_WHOM.search(scene.text, max(0, end - 12), end):
        return end + source.end()
    return None


def _is_relative(scene: Scene, start: int, end: int) -> bool:
    """Whether the words close a clause on the object: "the figure on which Washington insists"."""
    closes = re.match(r"\s*(?:[.,;\"']|$)", scene.text[end : end + 3])
    return bool(
        closes
        and re.search(r"\b(?:which|that|what|as)\b[^.,;]*$", scene.text[max(0, start - 50) : start])
    )
