"""Told as fact, promised, or agreed by all: what sort of claim a level makes.

A level is read from three things: the noun it belongs to ("the 5 percent target"), the verb that
governs it and who is its subject ("allies pledged to spend", "Spain will spend"), and the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from burdenshare.news._cues import Cue, find_cues, find_groups
from burdenshare.news._subjects import AGREED
from burdenshare.news._topics import major_clause

if TYPE_CHECKING:
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene
    from burdenshare.news._subjects import Owner
    from burdenshare.news._times import Time

Mode = Literal["figure", "plan", "target_rule"]

LEVELS = frozenset({1.5, 2.0, 3.5, 5.0, 20.0})
_NEW_LEVELS = frozenset({1.5, 3.5, 5.0})

_RULE_NOUN = (
    r"(?:target|goal|aim|guidelines?|benchmark|threshold|pledge|commitment|norm|objective|criterion|standard|promise|"
    r"requirement|obligation|undertaking|rule|floor|ceiling|minimum|least|baseline|bottom line|basket|slice|formula|yardstick|quota|quote|mark|line|"
    r"hurdle|bar|pot|part|half|bit|bucket|pillar|component|tranche|share of gdp target)"
)
_LEADING_NOUN = (
    r"(?:target|goal|guidelines?|benchmark|threshold|pledge|commitment|norm|objective|criterion|standard|promise|"
    r"requirement|obligation|undertaking|rule|floor|ceiling|minimum|baseline|basket|formula|yardstick|quota|quote)"
)
_RULE_AFTER = re.compile(
    r"(?:-| )?(?:of[- ](?:gdp|output|national income)[- ])?(?:defen[cs]e |military |core |spending |nato |alliance |hague |wales |"
    r"common |investment |by-20\d\d |by-year |overall |headline |spend |funding |budget |expenditure |minimum |collective |political |new |"
    rf"agreed |so-called )*{_RULE_NOUN}s?\b"
)
_MADE_RULE = re.compile(
    r"\s?(?:of (?:gdp|output|national income)\s)?(?:(?:for|on|in|to) (?:the )?(?:defen[cs]e|military|arms|army|armed forces)\s)?(?:(?:level\s)?(?:has served|serves|served|acts) as|as|is|was|be|being|became|becomes?|is becoming|(?:is|are|was) (?:\w+ly )?(?:considered|seen as|treated as|regarded as|deemed|called)|becoming|to become|has become|into|to be|from an aim to)\s"
    rf"(?:(?:a|an|the|its|their|new|only|common|agreed|nato's|alliance's|alliance-wide|bare|political|statutory|legal)\s)*(?:{_RULE_NOUN})\b"
)
_SET_BEFORE = re.compile(
    rf"\b{_LEADING_NOUN}s?\s?(?:level\s)?(?:(?:for|of|on) (?:core |total |overall )?(?:defen[cs]e|military|spending|investment|it)\s(?:spending\s)?)?"
    r"(?:(?:which|that|of (?:wales|vilnius|the hague|nato|the alliance)|for (?:all|every|each) \w+|stays?|currently|now|still|set|fixed|agreed|stands?|standing|is|was|are|were|has been|will be|remains?|20\d\d|being|to be|would be|at|of|to|from|for core|"
    r"spending|spend|devoting|committing|investing|allocating|a combined|an overall|total|raised|lifted|increased|moved|up|down|,|:|-)\s?)+"
    r"(?:the\s|a\s|an\s|at least\s|up to\s|only\s|still\s|about\s|current\s|existing\s|present\s|old\s|previous\s)*$"
)
_SPLIT_AFTER = re.compile(
    r"[\s,]?\s?(?:is |are |goes |go |going |would go |must go |will go |to go |would be |will be |should be |to be |be |earmarked |designated |reserved |allocated |directed |set aside |apiece |directly |spent |"
    r"devoted |dedicated )*(?:on|for|to|toward|towards|into|in|of that on)\s(?:the\s|a\s|what\s|\")*(?:[\w'-]+[\s,/-]+\"?){0,6}?"
    r"(?:core|hard|armed forces|armies|military needs|military necessit\w+|military requirements|forces proper|pure|purely|direct|"
    r"troops|soldiers|weapons|tanks|traditional defen[cs]e|strictly military|classic\w*|related|looser|wider|"
    r"broader|softer|infrastructure|networks?|cyber\w*|resilience|roads|bridges|streets|ports|preparedness|"
    r"industrial base|adjoining|security[- ]related|defen[cs]e[- ]related|adjacent|innovation|everything from|extras?|security)\b"
)
_CORE_BEFORE = re.compile(
    r"\b(?:core (?:military |defen[cs]e )?(?:needs|requirements|spending|expenditure|defen[cs]e)|related "
    r"(?:items|fields|spending|areas|investment)|wider (?:security|resilience)|softer|looser|remaining|other|further|second)\b|\bcore (?:of|that)\b[^.;]{0,40}$"
)
_OWN_NOUN = re.compile(
    r"\b(?:law|statutory|present law|constitution|resolution|policy paper|programme|coalition|national|own)\b"
)
_STATE_SPEAKS = re.compile(
    r"\b(?:i|it|its|he|she|they|their|the country|the government|his|her|the ministry|the cabinet|the coalition|ministers|"
    r"parliament|we|our|the kingdom|the island|the republic|the premier|the prime minister|the chancellor|the state|law|"
    r"the president|budget|finance act|policy paper|resolution|the nation|the finance minister|national path)\b"
)
_AGREED_AT = re.compile(
    r"\s?(?:of (?:gdp|output)\s)?(?:on |to )?(?:which|that) (?:the )?(?:leaders|allies|members|they|everyone|all)\s(?:\w+\s)?(?:settled|agreed|signed|adopted|promised|decided|accepted|set)\b|"
    r"\s?(?:of (?:gdp|output)\s)?(?:(?:that was|which was|they|allies)?\s?(?:agreed|adopted|accepted|set|promised|made|decided|fixed|proposed|pledged|introduced)\s(?:up)?(?:on\s)?(?:in|at|by)\s|of\s|obligation\s)"
    r"(?:the\s)?(?:wales|vilnius|the hague|hague|2014|newport|the welsh|rutte|mark rutte|nato|alliance|allies)\b"
)
_REACH = re.compile(
    r"\b(?:reach\w*|to|stay\w*|keep\w*|remain\w*|fill\w*|cover\w*|met|meets?|meeting|hits?|hitting|clear\w*|cross\w*|attain\w*|achiev\w*|exceed\w*|pass\w*|surpass\w*|fulfil\w*|arrive at|arrive to|"
    r"get to|got to|getting to|come up to|towards?|at|be at|aim\w* (?:at|for)|above|below|under|over|beneath|short of|miss\w*|around|bring\w* [^.;]{1,30} to|mov\w+ [^.;]{1,30} to|take\w* [^.;]{1,30} to)\s"
    r"(?:the\s|its\s|a\s|an\s|nato's\s|nato\s|that\s|this\s|preceding\s|old\s|current\s|about\s|alliance's\s|new\s|existing\s|original\s|agreed\s|even\s)*$"
)


@dataclass(frozen=True, slots=True)
class Act:
    """What governs a level.

    Attributes:
        kind: Class of the governing word, or "" where there is none.
        start: Where it begins, in the document.
        by_group: Whether the allies together are its subject, or are asked.
        by_state: Whether a state asks it of the others.
    """

    kind: str
    start: int
    by_group: bool
    by_state: bool


def mode_of(
    scene: Scene, quantity: Quantity, owner: Owner, time: Time | None, year: int
) -> Mode | None:
    """Return whether a level is told as fact, planned by a state, or agreed by the allies.

    Args:
        scene: The sentence.
        quantity: The level.
        owner: Whose it is.
        time: The reference to time that governs it.
        year: Year of publication.

    Returns:
        ``None`` where it is refused, imagined, or asked for by one state: no level of anybody.
    """
    value = quantity.values[0]
    state = owner.codes not in {("NATO",), ()}
    explicit = owner.how in _EXPLICIT
    named, noun = _named(scene, quantity, value) if value <= 5 or value == 20.0 else ("", -1)
    if is_hypothetical(scene) or _is_asked_of_others(scene, quantity, owner, named):
        return None
    if named == "common":
        act = act_of(scene, noun, owner)
        return _of_common_target(scene, noun, act, time, year, state=state, explicit=explicit)
    act = act_of(scene, quantity.start, owner)
    if named == "own" and state and act.kind not in {"told", "present"}:
        return "plan"
    due = time is not None and (time.last or time.year or 0) > year
    told_of_nobody = not act.kind and owner.start == quantity.start
    if value in _NEW_LEVELS and told_of_nobody and time is not None and time.year == 2035:
        return "target_rule"  # "five percent by 2035 is far off": the pledge itself
    if act.kind == "demand" and explicit and due and not act.by_group and owner.codes != ("USA",):
        return "plan"  # "Macron calling for a rise to 3 percent by 2030"
    if act.by_state or (
        state and value in _NEW_LEVELS and _is_unwilling(scene, quantity, owner, act)
    ):
        return None
    if _is_agreed(scene, quantity, owner, time, act):
        return "target_rule"
    if state and is_plan(scene, quantity, time, year, owner.start):
        return "plan"
    return None if explicit and value_split(scene, quantity) else "figure"


def is_agreed_by_all(scene: Scene, quantity: Quantity, owner: Owner) -> bool:
    """Whether the allies together are said to promise or owe a level, whoever else is named."""
    act = act_of(scene, quantity.start, owner)
    return act.by_group and not act.by_state and _is_agreed(scene, quantity, owner, None, act)


def _is_agreed(scene: Scene, quantity: Quantity, owner: Owner, time: Time | None, act: Act) -> bool:
    """Whether a level that no noun names is one for all the allies."""
    value = quantity.values[0]
    if act.by_group and act.kind in _COMMITTING and quantity.decimals < 2 and value <= 6:
        return not _TOTAL.search(scene.text)
    state = owner.codes not in {("NATO",), ()}
    explicit = owner.how in _EXPLICIT
    own = state and (explicit or owner.how == "carried") and act.kind in _PROMISED
    if value in LEVELS and not own and _is_rule(scene, quantity, owner, time, explicit=explicit):
        return True
    return not state and _is_group_rule(scene, quantity, value)


def _is_asked_of_others(scene: Scene, quantity: Quantity, owner: Owner, named: str) -> bool:
    """Whether one names the level it wants of all the others: no rule yet, and no plan of its own."""
    if (
        named
        and owner.how in _EXPLICIT
        and _BECOME.match(scene.between(quantity.end, quantity.end + 50))
    ):
        return True
    if named == "own" and owner.codes == ("USA",) and quantity.decimals == 0:
        return True  # "Trump's target of four percent"
    return bool(
        _OTHERS.search(scene.between(max(scene.start, quantity.start - 40), quantity.start))
    )


def _is_unwilling(scene: Scene, quantity: Quantity, owner: Owner, act: Act) -> bool:
    """Whether a level of the pledge is refused, or said to be owed by one ally; Washington asks it of others."""
    if act.kind == "refuse" or (
        owner.codes == ("USA",) and owner.how in _EXPLICIT and act.kind in _PROMISED
    ):
        return True
    owed = _OWED.search(scene.between(max(scene.start, quantity.start - 40), quantity.start))
    return bool(owed) and owner.how in _EXPLICIT


_OWED = re.compile(r"\b(?:needs?|has to|have to|had to)\b[^.;,]{0,16}$")
_BECOME = re.compile(r"\s?(?:of gdp\s)?(?:to become|as|to be)\s(?:a|an|the)\b")
_OTHERS = re.compile(
    r"\b(?:nobody|no one|none)\b[^.;,]{0,30}\s(?:will|would|is going to)\b[^.;,]{0,24}$|\b(?:they|you|others|everyone|everybody)\s(?:should|must|ought to|need to|have to)\b[^.;,]{0,24}$"
)
_EXPLICIT = frozenset({"near", "run", "list", "after", "person"})
_PROMISED = frozenset({"promise", "future", "purpose", "possible"})
_COMMITTING = _PROMISED | {"expect", "demand"}
_HYPOTHETICAL = re.compile(
    r"\b(?:if|had|were)\b[^.;]{0,70}\b(?:were to|had (?!to)|grown|fallen|risen|doubled)\b[^.;]{0,80}\bwould\b|"
    r"\bwould\b[^.;]{0,60}\bif\b[^.;]{0,40}\b(?:were|had|did)\b|\bhad (?:it|they|gdp|output|the economy) (?:not )?\w+(?:ed|en|wn)\b|\bhypothetical\w*\b"
)


def is_hypothetical(scene: Scene) -> bool:
    """Whether a sentence imagines what would be, against the facts."""
    return "would" in scene.text and bool(_HYPOTHETICAL.search(scene.text))


_TOTAL = re.compile(
    r"\b(?:average|as a whole|together|combined spending|in total|collectively spent)\b"
)


def _of_common_target(
    scene: Scene, noun: int, act: Act, time: Time | None, year: int, *, state: bool, explicit: bool
) -> Mode | None:
    """A level of all named by a noun that begins at ``noun``: what a state does to it decides."""
    before = scene.between(max(scene.start, noun - 50), noun)
    reaches = bool(_REACH.search(before))
    if not state or act.by_group:
        # "All members will hit the guideline this year, estimates show" counts them.
        return None if reaches and act.by_group and _ESTIMATED.search(scene.text) else "target_rule"
    due = time is not None and (time.last or time.year or 0) > year
    if not reaches:
        if explicit and due and act.kind in _PROMISED:
            return "plan"
        return None if explicit and act.kind == "refuse" else "target_rule"
    if act.kind in _PROMISED:
        return "plan" if explicit or act.kind != "purpose" else "target_rule"
    if act.kind == "refuse":
        return None
    if explicit and due:
        return "plan"
    return "figure" if explicit else "target_rule"


_ESTIMATED = re.compile(r"\b(?:estimates?|figures|tables?|data|statistics)\b")


def _named(scene: Scene, quantity: Quantity, value: float) -> tuple[str, int]:
    """Whether a noun makes the level a target of all (``common``) or one state's (``own``), and where it begins."""
    after = scene.between(quantity.end, quantity.end + 90)
    first = max(scene.start, quantity.start - 90)
    before = scene.between(first, quantity.start)
    leading = _SET_BEFORE.search(before)
    if (
        leading
        and _VERB.match(leading.group())
        and not _DETERMINED.search(before[: leading.start()])
    ):
        leading = None
    if quantity.decimals == 2 and value not in LEVELS and not (leading and _EQUALS.search(before)):
        return "", quantity.start  # "close to the goal, at 1.93" is a figure beside a goal
    if not (leading or _RULE_AFTER.match(after) or _MADE_RULE.match(after)):
        return ("common" if _AGREED_AT.match(after) and value in LEVELS else ""), quantity.start
    noun = first + leading.start() if leading else quantity.start
    near = scene.between(max(scene.start, noun - 24), quantity.start) + after[:40]
    if _COMMON.search(near):
        return "common", noun
    if (
        value not in LEVELS
        or _OWN_NOUN.search(scene.between(noun - 40, noun))
        or _OWN_BEFORE.search(scene.between(noun - 30, noun))
    ):
        return "own", noun
    return "common", noun


_EQUALS = re.compile(r"\b(?:of|is|was|remains|spend|to)\s$")
_VERB = re.compile(r"(?:pledge|promise|target|benchmark)s?\b")
_DETERMINED = re.compile(
    r"(?:\b(?:the|a|an|its|his|her|our|their|this|that|nato|alliance|spending|spend|defen[cs]e|new|old|current|common|agreed|collective|"
    r"overall|formal|political|headline|original|existing|percent|solemn|first|own|investment|military|core|related)|'s|s')\s$"
)
_COMMON = re.compile(
    r"\b(?:nato\w*|alliance\w*|allied|hague|wales|welsh|vilnius|common|allies|all members|summit|group's|bloc's)\b"
)
_OWN_BEFORE = re.compile(
    r"\b(?:its|his|her|our|my|country's|government's|labour's|party's|[a-z]+(?:'s|s'))\s(?:own\s|new\s|current\s|stated\s|long-term\s)*$"
)


def act_of(scene: Scene, at: int, owner: Owner) -> Act:
    """Return what governs the level at ``at``: the nearest word of promise, demand, refusal or fact before it."""
    start, _end = major_clause(scene, at)
    first, last = start - scene.start, at - scene.start
    cues = [cue for cue in find_cues(scene.text) if first <= cue.start and cue.end <= last]
    if not cues:
        return Act("", at, _group_before(scene, first, last, owner), by_state=False)
    place = _governing(scene.text, cues)
    cue = cues[place]
    kind: str = cue.kind
    if any(c.kind == "refuse" and cue.start - c.end < 40 for c in cues[:place]):
        kind = "refuse"
    group = _group_before(scene, first, cue.start, owner)
    if kind in {"expect", "promise"} and group:
        # "NATO estimates Lithuania at 4 percent": the ally between is the subject.
        group = not any(
            m.is_state and not m.possessive and cue.end <= m.start - scene.start < last
            for m in scene.mentions
        )
    state = False
    if kind == "demand":
        asked = _group_before(scene, cue.start, last, owner)
        state = not _by_alliance(scene, cue)
        group = asked or group
    elif kind == "future" and group and cue.words in _OUGHT and _told_by_state(scene, cue.start):
        state = True
    elif kind in {"future", "purpose"}:
        asks = [c for c in cues[:place] if c.kind == "demand"]
        state = bool(asks) and group and not _by_alliance(scene, asks[-1])
    return Act(kind, scene.start + cue.start, group, state)


_OUGHT = frozenset({"should", "must", "ought to", "has to", "have to", "need to", "needs to"})
_SAYS = re.compile(
    r"[^.;]{0,30}?\b(?:said|says|told|tells|insist\w*|argu\w+|believes?|thinks?|demand\w*|repeated)\b"
)


def _told_by_state(scene: Scene, last: int) -> bool:
    """Whether one state's spokesman says what the others ought to do."""
    speakers = [
        m for m in scene.mentions
        if m.start - scene.start < last and (m.is_state or m.kind in {"person", "epithet"}) and m.codes != ("NATO",)
    ]  # fmt: skip
    return any(_SAYS.match(scene.between(m.end, scene.start + last)) for m in speakers)


_HEADS = frozenset({"promise", "future", "demand", "refuse", "possible", "expect"})
_BASE_FORMS = frozenset({"spend"})
_COPULAS = frozenset({"is", "was", "are", "were", "remains"})


def _governing(words: str, cues: list[Cue]) -> int:
    """Place of the cue that governs: infinitives and copulas look to the word before them."""
    place = len(cues) - 1
    while place:
        cue, before = cues[place], cues[place - 1]
        gap = words[before.end : cue.start]
        linked = len(gap) < 70 and not re.search(r"[;:%]|per ?cent", gap) and before.kind in _HEADS
        copula = (
            len(gap) < 30
            and before.kind == "promise"
            and cue.words in _COPULAS
            and not before.words.endswith(("says", "speaks"))
        )
        bare = len(gap) < 25 and before.kind in _HEADS and cue.words in _BASE_FORMS
        if not (copula or bare or (cue.kind == "purpose" and linked)):
            break
        place -= 1
    return place


def _by_alliance(scene: Scene, cue: Cue) -> bool:
    """Whether it is the Alliance that asks, or nobody who is named."""
    before = [m for m in scene.mentions if m.start < scene.start + cue.start and not m.place]
    after = scene.text[cue.end : cue.end + 24]
    if re.match(r"\s(?:by|from)\s", after):
        before = [m for m in scene.mentions if 0 <= m.start - scene.start - cue.end < 30]
    actors = [m for m in before if m.is_state or m.kind in {"person", "epithet", "group"}]
    if not actors:
        return True
    return actors[-1].codes == ("NATO",)


def _group_before(scene: Scene, first: int, last: int, owner: Owner) -> bool:
    """Whether the nearest subject before ``last`` is the allies together, not one state."""
    groups = [
        end for start, end in find_groups(scene.text)
        if first <= start and end <= last and not _SOME.search(scene.text, max(0, start - 24), start)
        and not _HEARS.search(scene.text, max(0, start - 12), start)
        and not any(m.is_state and m.start - scene.start < end and start < m.end - scene.start for m in scene.mentions)
    ]  # fmt: skip
    groups += [
        m.end - scene.start
        for m in scene.mentions
        if m.kind in {"group", "epithet", "person"} and m.codes == ("NATO",) and not m.possessive
        and first <= m.start - scene.start and m.end - scene.start <= last
        and not _ADJECTIVAL.match(scene.between(m.end, m.end + 14))
        and not re.search(r"\b(?:with|to|from|of|in|at|by|for|within|inside|outside)\s(?:the\s)?$", scene.between(m.start - 10, m.start))
    ]  # fmt: skip
    if not groups:
        return False
    at = max(groups)
    states = [
        m.end - scene.start
        for m in scene.mentions
        if (m.is_state or (m.kind == "person" and m.codes != ("NATO",)))
        and not m.possessive
        and first <= m.start - scene.start
        and m.end - scene.start <= last
    ]
    if states and max(states) > at:
        return False
    pronoun = list(_SINGULAR.finditer(scene.text, at, last))
    if any(
        end == at and scene.text[start:end].startswith(("each", "every"))
        for start, end in find_groups(scene.text)
    ):
        return True  # "each ally ... how it will climb": the pronoun stands for each
    return not (pronoun and owner.codes not in {("NATO",), ()})


_ADJECTIVAL = re.compile(
    r"\s(?:summit|target|goal|chief|secretary|boss|meeting|headquarters|guideline|benchmark|standard|figures?|data|estimates?|"
    r"definition|commitment|spending|terms|quota|mark|threshold|pledge|norm|deadline|leaders' summit)"
)
_HEARS = re.compile(r"\b(?:told|tell|tells|reminded|assured|informed|promised)\s$")
_SOME = re.compile(
    r"\b(?:some|many|most|few|first|only|latest|several|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d|1\d|2[0-7]|"
    r"(?:twenty|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(?:-\w+)?)\s(?:of\s)?(?:the\s|its\s|nato's\s|our\s)*$"
)
_SINGULAR = re.compile(
    r"\b(?:it(?! (?:will|would|may|might) (?:take|require|cost|mean|need))|he|she|we|i|the government|his government|its government|the country|his country|the cabinet|his cabinet|the ministry|the coalition|parliament)\b"
)


def _is_rule(
    scene: Scene, quantity: Quantity, owner: Owner, time: Time | None, *, explicit: bool
) -> bool:
    """Whether a level that is one of the Alliance's own is told of all of them."""
    value = quantity.values[0]
    start, _end = major_clause(scene, quantity.start)
    after = scene.between(quantity.end, quantity.end + 80)
    whole_before = scene.between(start, quantity.start)
    if explicit:
        split = bool(_SPLIT_AFTER.match(after)) and value in {3.5, 1.5}
        return (
            split and has_pair(scene) and not is_promise(scene.between(owner.start, quantity.start))
        )
    if value == 20.0:
        return False
    same_clause = (
        owner.how == "carried"
        and owner.codes not in {("NATO",), ()}
        and bool(re.search(r"\d", whole_before))
    )
    speaks = same_clause or bool(_STATE_SPEAKS.search(whole_before))
    if has_pair(scene) and value != 2.0 and not same_clause:
        return not re.search(r"\bpart of the (?:\w+\s)?$", whole_before)
    split_here = value_split(scene, quantity) or _SPLIT_AFTER.match(after)
    if split_here or _CORE_BEFORE.search(whole_before[-60:]):
        return value != 2.0 and (not speaks or owner.how != "carried")
    if speaks:
        return False
    if value in _NEW_LEVELS and (_due_2035(time) or quantity.hedge in {">=", "<="}):
        return True
    place = re.search(r"\b(?:wales|welsh|vilnius|the hague|declaration|hague)\b", scene.text)
    group = any(m.kind == "group" and m.codes == ("NATO",) for m in scene.mentions)
    if (place or group) and AGREED.search(scene.text):
        return True
    # The pledge's own numbers, told of nobody in particular, are the pledge.
    own = value in _NEW_LEVELS and quantity.decimals < 2 and bool(_PLEDGE_NEAR.search(scene.text))
    return own and not _LEVEL_WORDS.search(whole_before) and not _COMPUTED.search(whole_before)


_PLEDGE_NEAR = re.compile(
    r"\b(?:defen[cs]e|military|nato\w*|alliance\w*|allies|targets?|goals?|pledg\w+|promis\w+|spend\w*|hague|core|gdp|output|summit|"
    r"sign\w*|by 20[23]\d|stands|basket|capabilit\w+|armies|tanks|weapons|soldiers)\b"
)
_COMPUTED = re.compile(
    r"\b(?:that|this|which) (?:would|will|is|was|means)\b|\b(?:by|grew|growth|quota)\s$"
)
_LEVEL_WORDS = re.compile(
    r"\b(?:share|ratio|figure|level|was|were|spen[dt]s?|stood|stands|at|from|effort|ranks?|had|has|manages?|reached|rose|fell)\b"
)


def has_pair(scene: Scene) -> bool:
    """Whether the sentence has the halves of the pledge side by side."""
    values = {
        q.values[0] for q in scene.quantities if q.sort in {"percent", "bare"} and q.decimals < 2
    }
    return {3.5, 1.5} <= values or {5.0, 3.5} <= values or {5.0, 1.5} <= values


def _due_2035(time: Time | None) -> bool:
    return time is not None and time.year is not None and time.year >= 2032


def is_promise(words: str) -> bool:
    """Whether the words commit to something."""
    return any(cue.kind in {"promise", "future", "purpose", "possible"} for cue in find_cues(words))


def value_split(scene: Scene, quantity: Quantity) -> bool:
    """Whether the number stands in "3.5 + 1.5" or "3.5 percent ... and 1.5 percent"."""
    near = scene.between(quantity.start - 12, quantity.end + 14)
    return bool(re.search(r"3[.,]5[^.;]{0,9}(?:\+|plus|and)[^.;]{0,9}1[.,]5", near))


def _is_group_rule(scene: Scene, quantity: Quantity, value: float) -> bool:
    if quantity.decimals >= 2:
        return False
    if re.search(r"\b(?:average|as a whole|together|combined|in total|overall)\b", scene.text):
        return False
    if value not in LEVELS and not (
        find_groups(scene.text) or any(m.kind == "group" for m in scene.mentions)
    ):
        return False
    return 1 <= value <= 5 and bool(AGREED.search(scene.text))


def is_apart(scene: Scene, quantity: Quantity, time: Time) -> bool:
    """Whether a time after a level belongs to another verb: "spends 2.69 and is on course for 3.5 in 2029"."""
    if time.start < quantity.end:
        return False
    first, last = quantity.end - scene.start, time.start - scene.start
    if _PASSIVE.match(scene.text, first):
        return False
    if any(
        q.sort == "bare" and q.values[0] <= 5 and quantity.end < q.start and q.end <= time.start
        for q in scene.quantities
    ):
        return True
    # "2.5 percent is to be reached by 2027": the verb that follows is the level's own.
    own = _OWN_VERB.match(scene.text, first)
    first = own.end() if own else first + 3
    return any(
        first <= cue.start
        and cue.end <= last
        and cue.kind in {"promise", "future", "told", "present"}
        for cue in find_cues(scene.text)
    )


_OWN_VERB = re.compile(
    r"\s(?:(?:is|was|are|were|will|would|shall|should|must|could|to|be|being|been|has|have|had)\s)+"
    r"(?:reached|met|attained|spent|achieved|hit|due|planned|expected|foreseen|set|agreed|announced|invested|devoted|allocated)\b"
)


def is_plan(
    scene: Scene, quantity: Quantity, time: Time | None, year: int, owner_start: int = -1
) -> bool:
    """Whether a national level or sum is promised rather than told as fact."""
    clause, end = major_clause(scene, quantity.start)
    start = owner_start if clause < owner_start < quantity.start else clause
    before = scene.between(start, quantity.start)
    after = scene.between(quantity.end, min(end, quantity.end + 60))
    future = time is not None and (time.last or time.year or 0) > year
    if not future and re.search(
        r"\b(?:against|from|compared (?:to|with)|up from|down from)\s(?:[a-z]+\s){0,4}$",
        before,
    ):
        return False
    if _PASSIVE.match(after):
        return True
    cues = list(find_cues(before)) or [
        cue
        for cue in find_cues(scene.between(max(clause, start - 40), quantity.start))
        if cue.kind in {"promise", "purpose"}
    ]
    kind = cues[_governing(before, cues)].kind if cues else ""
    if (
        quantity.decimals == 2 and time is not None and time.year == year
        and kind in {"future", "purpose", "expect"}
    ):  # fmt: skip
        return False  # two decimals for the running year are the tables' estimate
    dated = _dated(before, quantity, time, year, kind)
    if dated is not None:
        return dated
    if kind == "promise" or re.match(r"\s?\w*\s?(?:plan|pledge|budget)", after):
        return True
    if kind in {"future", "purpose"}:
        told = re.search(r"\b(?:tables?|estimates?|according to nato)\b", scene.text)
        return not (told and time is not None)
    if kind == "possible":
        return time is None
    return False


_PASSIVE = re.compile(
    r"\s?(?:of (?:gdp|output)\s)?(?:(?:for|on|in|to) (?:the )?(?:defen[cs]e|military|arms|army|armed forces)\s)?(?:is to|will|shall|must|is due to|should|are to|has to|would)\sbe\s(?:reached|met|spent|hit|attained|achieved|devoted|invested|allocated|secured|put)\b"
)
_TOLD = re.compile(
    r"\b(?:spends|is at|stands at|devotes|spent|was|were|had)\s(?:about\s|around\s|at\s)?$"
)


def _dated(before: str, quantity: Quantity, time: Time | None, year: int, kind: str) -> bool | None:
    """Whether the time alone decides: the future is planned, the present and past are told."""
    if time is None:
        return None
    if time.sense == "parliament":
        return True
    if time.sense == "now":
        return None if kind in {"promise", "future"} else False
    if time.year is None or (_TOLD.search(before) and time.end < quantity.start):
        return None
    if (time.last or time.year) > year:
        return True
    if time.year < year and kind not in {"promise", "future"}:
        return False
    if kind == "promise" and time.year < year and _GRANTED.search(before):
        return False
    return True if time.sense in {"by", "from", "until"} and time.year >= year else None


_GRANTED = re.compile(
    r"\b(?:set aside|earmark\w*|budgeted|approved|adopted|voted|guaranteed)\b[^.;]{0,30}$"
)
