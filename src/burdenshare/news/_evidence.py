"""Whether a share is told of somebody as fact, or only talked about, asked for or weighed.

A number with two decimals is nearly always somebody's figure. "Two percent", "3.5" or "five" are
just as often the level people argue about: those count only where the words tell whose they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from burdenshare.news._datings import is_compared

if TYPE_CHECKING:
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene
    from burdenshare.news._subjects import Owner

_CLAUSE = re.compile(
    r"[;:()\"]|\s-\s|--|,\s(?:and|but|while|whereas|although|though|yet|so|because|when|where)\b|\s(?:while|whereas|but|because)\s"
)

LEVEL_VERB = re.compile(
    r"\b(?:spen[dt]s?|spending|reach\w*|achiev\w*|hits?|hitting|met|meets?|cross\w*|pass\w*|clear\w*|top(?:s|ped|ping)|exceed\w*|surpass\w*|attain\w*|"
    r"devot\w*|allocat\w*|allot\w*|invest(?:s|ed)?|dedicat\w*|put|puts|pays?|paid|paying|stands?|stood|sits?|sat|hover\w*|remain\w*|stay\w*|stuck|kept|keeps?|"
    r"rose|rises?|risen|fell|falls?|fallen|grew|grown|climb\w*|slip\w*|drop\w*|jump\w*|eased?|inch\w*|crept|went|gone|goes|came|comes?|get|gets|got|"
    r"manag\w*|muster\w*|report(?:s|ed)?|record(?:s|ed)?|declar\w*|show(?:s|ed)?|had|has|have|amount\w*|equal\w*|account\w*|represent\w*|total\w*|"
    r"(?:is|are|was|were|be|been|being|'s|'re|now|already|still|currently|only|just) (?:\w+ )?(?:at|on|above|below|over|under|past|around|about|near|nearer|close to|short of)|"
    r"(?:share|ratio|figure|level|rate|proportion|percentage|spending|effort|budget|outlays?|expenditure|number|bill)(?: \w+){0,4} (?:is|was|of|at|were|are)|"
    r"(?:it|he|she|this|that) (?:is|was|has been|had been)|ended|closed|finish\w*|credited with|put at|estimated at|down for|contribut\w*|dispens\w*|scrap\w*|limp\w*|lag\w*|linger\w*|"
    r"set aside|sets aside|belongs?|goes|go|earmark\w*|worth|reckon\w*|come)\b"
)
"""Verbs and frames that say that a level is somebody's."""

_WEAK = re.compile(r"\b(?:at|on|with|of|to|from)\b")
"""Prepositions that carry a level where no one is said to want or weigh it."""

_UNREAL = re.compile(
    r"\b(?:to|will|would|should|must|can|could|may|might|shall|cannot|can't|won't|'ll|'d|let|lets)\s(?:\w+ly\s|also\s|not\s|never\s|then\s|soon\s|have to\s|need to\s|even\s|already\s|ever\s)*$"
)
"""What makes a verb of level a wish, a plan or a supposition."""

MISSED = re.compile(
    r"\b(?:fail(?:s|ed|ing)? to|(?:has|have|had) yet to|(?:did|does|do|has|have|had|is|was|are|were) (?:still )?not(?: yet)?|(?:didn|doesn|don|hasn|haven|isn|wasn|aren)'t(?: yet)?|"
    r"struggl\w* to|short of|unable to|never|nowhere near|not even|still not|not yet)\s(?:\w+ing\s|spend\s|reach\s|meet\s|hit\s|devote\s|allocate\s|spent\s|reached\s|met\s|hit\s|at\s|quite\s|up\s|to\s|even\s|the\s)*$"
)
"""What says that a level was not reached."""

_ATTITUDE = re.compile(
    r"\b(?:back(?:s|ed|ing)?|support\w*|want\w*|demand\w*|call(?:s|ed|ing)? for|ask(?:s|ed|ing)? (?:for|that)|argu\w+|favou?r\w*|propos\w*|suggest\w*|float\w*|"
    r"forc(?:e|es|ed|ing)|hand over|insist\w*|urg(?:e|es|ed|ing)|prefer\w*|reject\w*|oppos\w*|refus\w*|settle for|live with|happy with|content with|do(?:es)? with|enough|question\w*|"
    r"wonder\w*|shrug\w*|see(?:s|n)? no|no (?:need|reason|way)|in mind|steering|push\w*|press\w*|lobb\w*|threat\w*|warn\w*|"
    r"should|ought|must|need(?:s|ed)? to|needs|has to|have to|would|could|might|may|can|if|unless|whether|suppose|imagine|hypothetical|"
    r"disagree\w*|oblig\w*|requir\w*|prescrib\w*|law|obligation|minimum|floor|ceiling|target|goal|benchmark|guideline|mark|norm|formula|yardstick|"
    r"talk(?:s|ed|ing)? (?:of|about)|sp(?:eaks?|oke) (?:of|about)|mention\w*|dream\w*|promis\w*|pledg\w*|commit\w*|agree\w*|endors\w*|accept\w*|"
    r"(?<!still )not(?! (?:yet|even|quite))|never|no longer|nor|refuse\w*|rule[sd]? out|doubt\w*|debat\w*|discuss\w*|negotiat\w*|letter|exempt\w*|opt[- ]out)\b"
)
"""Words that talk about a level without saying that somebody is at it."""

_ESTIMATED = re.compile(
    r"\b(?:estimat\w*|expect\w*|project\w*|forecast\w*|according to|nato(?:'s)? (?:figures|tables|data|numbers)|set to|on course|on track|likely to|put at|reckon\w*)\b"
)
_NOUN = re.compile(
    r"(?:share|ratio|figure|level|rate|proportion|percentage|spending|effort|budget|outlay|expenditure|number|bill)\b"
)

_AS_SUBJECT = re.compile(
    r"\s?(?:%|per\s?cent|percent)?(?:\sof\s(?:gdp|output|(?:its |their )?gross domestic product|national income|economic output))?\s"
    r"(?:(?:on|for|to) (?:defen[cs]e|the military|arms)\s)?"
    r"(?:is|was|are|were|becomes?|became|should|would|must|has to|had to|will|could|may|might|can|remains?|hurts?|counts?|buys?|sounds?|looks?|seems?|"
    r"has been|had been|would be|won't|isn't|wasn't|no longer|as (?:a|the|their|its))\b"
    r"(?!\s(?:spent|devoted|going|allocated|invested|goes|earmarked for (?:equipment)|put into))"
)
"""After a number that is itself what a sentence speaks about: "two percent is a floor"."""

_GENERIC = re.compile(
    r"\b(?:(?:all|every|each|no|not (?:a|one)|any|many|most|few|some|several|other|those|these|both|serious|single|other)\s(?:\w+\s)?(?:all(?:y|ies)|members?|countr(?:y|ies)|nations?|"
    r"states?|governments?|capitals?|europeans?|partners?|laggards?)|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\w+teen|twenty\S*|\d+)\s(?:\w+\s)?(?:allies|members|countries|nations|states)|everyone|everybody|nobody|no one|none of (?:them|the)|(?:nato|alliance) (?:members|states|countries)|"
    r"member states|the others|ministers|defence ministers|leaders|diplomats|heads of state|the rest)\b"
)
_SOME_MORE = re.compile(
    r"\b(?:one|two|three|four|five|six|several|many|some|few) (?:more|others)\b"
)
_PRONOUN = re.compile(
    r"\b(?:it|its|he|she|his|her|we|our|us|the (?:country|share|ratio|figure|level|rate|kingdom|island|republic|nation|state|proportion|percentage|effort|"
    r"government|spending|latter|former|host|budget|number|total|outlays?|ministry|duchy|small \w+|big \w+)|that|which|they|their|them|who|defen[cs]e spending|military spending|spending)\b"
)


def is_told(scene: Scene, quantity: Quantity, owner: Owner) -> bool:
    """Whether a share of output that reads as a figure is told of its owner as fact.

    Args:
        scene: The sentence.
        quantity: The share.
        owner: Whose it would be.
    """
    far = owner.how in {"focus", "carried"}
    if far and _SOME_MORE.search(scene.between(scene.start, quantity.start)):
        return False
    if quantity.decimals >= 2 or len(quantity.values) > 1 or is_compared(scene, quantity):
        return True
    start = _clause_start(scene, quantity.start)
    start = owner.start if not far and start < owner.start < quantity.start else start
    before = scene.between(start, quantity.start)
    if MISSED.search(before) and not far:
        return True
    if _is_talked_about(scene, quantity, before):
        return False
    generic = _GENERIC.search(scene.between(max(start, owner.start), quantity.start))
    if generic is not None and owner.how != "group":
        return False
    return not (far and _is_round(quantity)) or _is_of_focus(scene, quantity, owner, start)


def _is_talked_about(scene: Scene, quantity: Quantity, before: str) -> bool:
    """Whether the clause weighs, wants or plans the level and does not say that anyone is at it."""
    verbs = list(LEVEL_VERB.finditer(before))
    opens = not before.strip() or before.endswith(("that ", "that about ", "around "))
    after = scene.between(quantity.number_end, quantity.end + 40)
    if (opens or (quantity.sort == "percent" and not verbs)) and _AS_SUBJECT.match(after):
        return True
    real = [verb for verb in verbs if not _UNREAL.search(before[: verb.start()])]
    if verbs and not real and not _ESTIMATED.search(scene.text):
        return True
    attitudes = list(_ATTITUDE.finditer(before))
    finite = [verb for verb in real if not _NOUN.match(verb.group())]
    return bool(attitudes) and not (finite and finite[-1].start() > attitudes[-1].start())


def _is_of_focus(scene: Scene, quantity: Quantity, owner: Owner, start: int) -> bool:
    """Whether a round level in a clause that names no ally is told of the one spoken of before."""
    before = scene.between(start, quantity.start)
    if not before.strip() or _GENERIC.search(before):
        return False
    if owner.how == "carried" and any(
        start <= m.start < quantity.start for m in scene.mentions if m.is_state
    ):
        return True
    told = [v for v in LEVEL_VERB.finditer(before) if not _UNREAL.search(before[: v.start()])]
    return bool(_PRONOUN.search(before)) and bool(told or _WEAK.search(before))


def _is_round(quantity: Quantity) -> bool:
    halves = quantity.values[0] * 2
    return halves == int(halves) and (halves % 2 == 1 or quantity.decimals == 0)


def _clause_start(scene: Scene, at: int) -> int:
    start = scene.start
    for match in _CLAUSE.finditer(scene.text, 0, at - scene.start):
        start = scene.start + match.end()
    return start
