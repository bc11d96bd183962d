"""Classes of words that say how a level is meant: promised, asked for, refused, or told as fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from burdenshare.news._look import either

CueClass = Literal[
    "promise", "purpose", "future", "possible", "expect", "demand", "refuse", "told", "present"
]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase of one class, local to its sentence.

    Attributes:
        start: First character.
        end: One past the last.
        kind: Its class.
        words: As folded text has it.
    """

    start: int
    end: int
    kind: CueClass
    words: str


_NOT = r"(?:not|n't|never|no longer)"
_REFUSE = (
    rf"(?:will|would|shall|can|could|do|does|did|need|must|should|has|have|is|are|was) ?{_NOT}|cannot|won't|"
    r"refus\w+|reject\w*|oppos(?:e|es|ed|ing)|rul(?:e|es|ed|ing) out|balk\w*|declin(?:e|es|ed) to|no (?:plans?|intention)|"
    r"avoid\w*|without (?:having|needing)|instead of|rather than|short of|unable to|no reason|sees no|no need|unwilling|reluctan\w+|far from"
)
_LAW = r"(?:laws?|act|statute|constitution|resolution)\b(?:[\w' ]{0,40}?)\s(?:says?|said|wants?|demands?|prescribes?|requires?|required|obliges?|provides?|knows|lays down|stipulates?|sets|had|foresees|foresaw|commits?)"
_DEMAND = (
    r"urg(?:e|es|ed|ing)|demand\w*|press(?:es|ed|ing|ured|uring)?|push(?:es|ed|ing)?|call(?:s|ed|ing)? (?:on|upon|for)|"
    r"ask(?:s|ed|ing)?|request\w*|insist\w*|exhort\w*|warn(?:s|ed)?|encourag\w+|want(?:s|ed)? (?=(?:all |the |other |every |each |nato |european |"
    r"its |his |europe|america's |us |alliance )*(?:allies|members?|countr|nations|partners|europe|everyone|others|wealth|richer|rich|them|capitals|governments))|pressure (?:on|from)|"
    r"(?:tell(?:s|ing)?|told)(?= [^.;,]{1,40} to (?:spend|pay|raise|reach|hit|go|do|increase|lift))|(?:would like|wants?|hopes?|prefers?) to see|threaten\w*|appeal\w* to|requir(?:e|es|ed|ing)|oblig(?:e|es|ed|ing)"
)
_PROMISE = (
    r"plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|intend(?:s|ed|ing)?|intentions?|pledg\w+|promis\w+|vow\w*|commit\w*|resolv\w+|"
    r"resolution|propos\w+|decid\w+|decision|agre(?:e|es|ed|eing|ement)|settled|announc\w+|pencil\w*|schedul\w+|(?<!percent )(?<!% )(?<!per cent )(?:target(?:s|ed|ing)?|goals?)|"
    r"ambitions?|ambitious|objective|want(?:s|ed|ing)?|wish(?:es|ed)?|would like(?! to see)|hop(?:es?|ed|ing)|seek(?:s|ing)?|sought|in search of|earmark\w*|envisag\w+|"
    r"foresee\w*|foresaw|undertak\w+|undertook|undertaking|(?:budget|finance|spending) bill|voted|act foresaw|draft|provides?(?: for)?(?= [\d$€£])|wr(?:ote|itten) down|inscribed|enshrin\w+|laid down|mean(?:s|t) to|programme|program|roadmap|path|trajectory|"
    r"has set|had set|sets? (?:itself|out|a|its)|setting (?:itself|a)|budgeted|budgets (?=[\d$€£])|budget (?:for 20\d\d|bill|proposal|plan|law|act)|budget (?:speaks|foresees)|finance act|legislat\w+|is preparing|on course|on track|path to|"
    r"bring(?:s|ing)? forward|brought forward|work(?:s|ing)? towards?|heading (?:to|for)|speaks? (?:of|about|instead)|spoke(?:n)? of|willing(?:ness)?|ready to|signed up|"
    r"sign(?:s|ed) (?:up )?to|signed an|opt(?:s|ed)? for|mov(?:e|es|ed|ing) to|bid to|revised|has asked parliament|"
    r"look(?:s|ing) to|determined to|approv(?:e|es|ed|al)|adopt(?:s|ed)?|endors\w+|set aside|strategic vision|claims? it will|"
    r"government speaks|ministry says|offered to|sketch\w*|ringfenc\w+|guarantee[ds]?|confirm(?:s|ed) (?:that|it)|stick (?:to|with)|goes? to(?= (?:\d|two\b|three\b|four\b|five\b|about ))"
)
_PURPOSE = (
    r"to (?:raise|lift|boost|increase|hike|bring|take|ramp up|reach|hit|get to|attain|achieve|spend|devote|meet|be at|climb to|rise to)|"
    r"(?:raise|lift|boost|ramp up|step up|hike|elevate)|raising|lifting|boosting|increasing|reaching|hitting|bringing(?! up| in)|taking(?! (?:in|part|place))|climbing|rising to|getting to|moving"
)
_FUTURE = (
    r"will|shall|would|'ll|should|must|(?:is|are|am|was|were|be|being) (?:to|going to|set to|due to|about to|supposed to|bound to|obliged to)|going to|set to|due to|"
    r"ha(?:s|ve|d) to|needs? to|ought to|not (?:be )?before"
)
_EXPECT = r"expect(?:s|ed|ing)?|forecast(?:s|ed)?|project(?:s|ed)|estimat\w+|predict\w*|reckon\w*|likely to|seen (?:as|at|reaching)"
_POSSIBLE = r"may|might|could"
_PREDICTED = r"(?! (?:to|due|on course|on track|set|expected|going|forecast|projected|planned|planning|working|aiming|committed|supposed|bound|about|scheduled|required|obliged|determined|ready|willing|prepared|preparing|looking)\b)"
_TOLD = (
    rf"spent|stood|(?:was|were){_PREDICTED}|had(?! (?:to|set|agreed|pledged|promised|decided|resolved|announced|planned|proposed|intended|hoped|aimed|committed))|has been|have been|(?:has|have|had) (?:slid|gone|risen|fallen|dropped|grown|shrunk|slipped|crept|climbed|moved|come|sunk|jumped|inched|eased)|managed|reached|recorded|reported|devoted|amounted|accounted|totall?ed|came|hit last|"
    r"stumped|scraped|expended|showed|credited|credits|ended|dealt|slipped|sank|did|fell|met|cleared|crossed|passed|rose|grew|climbed|"
    r"dropped|put (?:it|them)|invested|allotted|achieved|already (?:spends|at|over|above|meets)|went"
)
_PRESENT = (
    rf"spends|devotes|allocates|invests|stands|sits|manages|(?:is|are){_PREDICTED}|"
    r"has(?! (?:to|set|agreed|pledged|promised|decided|resolved|announced|pencilled|proposed|earmarked|budgeted|approved|adopted|allocated|committed|vowed|planned|undertaken|said|also|already|been|signed|signaled|signalled|asked|put)\b)|"
    r"reports|contributes|offers|boasts|musters|lays? out|spend|impl(?:y|ies)|entails?|means?|equals?|adds? up to|corresponds?|amounts|accounts|hovers|remains|lags|meets|puts"
)

_CUE = re.compile(
    rf"\b(?=[\w'])(?:(?P<law>{_LAW})|(?P<refuse>{either(_REFUSE)})|(?P<demand>{either(_DEMAND)})|(?P<future>{either(_FUTURE)})|(?P<expect>{either(_EXPECT)})|"
    rf"(?P<purpose>{either(_PURPOSE)})|(?P<promise>{either(_PROMISE)})|(?P<possible>{either(_POSSIBLE)})|(?P<told>{either(_TOLD)})|(?P<present>{either(_PRESENT)}))(?![\w-])"
)


@lru_cache(maxsize=256)
def find_cues(words: str) -> tuple[Cue, ...]:
    """Return the cues of a folded sentence, in order."""
    return tuple(
        Cue(match.start(), match.end(), _kind(match), match.group())
        for match in _CUE.finditer(words)
    )


def _kind(match: re.Match[str]) -> CueClass:
    kind: CueClass = match.lastgroup  # type: ignore[assignment]
    return "promise" if match["law"] else kind


_ADJ = (
    r"(?:nato|member|allied|alliance|european|other|fellow|its|his|her|our|the|these|those|32|31|30|29|28|thirty-two|western|atlantic|"
    r"treaty|alliance's|nato's|all|most|many|single|individual|partner|poorer|smaller|larger|key|major)\s"
)
_GROUP = re.compile(
    rf"\b(?:(?:every|each|all|all of)\s(?:{_ADJ})*(?:all(?:y|ies)|members?|member states?|nations?|countr(?:y|ies)|states?|governments?|capitals?|partners?|them|32)|"
    r"(?:member|nato|allied|alliance|alliance's|nato's|european|treaty)\s(?:member\s)?(?:members?|countries|nations|states|governments|allies|leaders|capitals|partners|ministers|ambassadors|envoys|delegates)|"
    r"(?:the|its|his|her|their|these|those|other|fellow|32|31|30|29|28|thirty-two)\s(?:\d\d\s)?(?:leaders|members|allies|ambassadors|nations|member states|heads of (?:state|government))|allies|leaders|heads of state(?: and government)?|"
    r"governments|member states|everyone|everybody|members|international locations|(?:wales|hague|vilnius|summit) (?:declaration|pledge|text)|the (?:declaration|communique|accord|compact|new agreement)|(?:defen[cs]e|foreign) ministers|north atlantic council)\b"
)


@lru_cache(maxsize=256)
def find_groups(words: str) -> tuple[tuple[int, int], ...]:
    """Return where a folded sentence speaks of the allies as a group."""
    return tuple(match.span() for match in _GROUP.finditer(words))
