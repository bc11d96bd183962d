"""How many allies meet or miss a level."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from burdenshare.news._claim import Claim, Value
from burdenshare.news._draft import Memory, draft
from burdenshare.news._numbers import FRACTION, NUMBER, fraction_value, number_value
from burdenshare.news._subjects import flat_codes, runs
from burdenshare.news._topics import speaks_of_equipment

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.news._scene import Scene, Text

_WHO = (
    r"(?:(?:other |nato |european |member |of its |of the |of our |of the alliance's |smaller |armed |allied |more )*"
    r"(?:allies|ally|members?(?: states?)?|nations?|countries|states|capitals|governments|associates|armies|nato members|partners|signatories|militaries|european allies))"
)
_DOZEN = r"(?:half a dozen|half-a-dozen|(?:a|two|one)\sdozen|dozen)\b"
_SIZE = r"(?:2[6-9]|3[0-2]|twenty-(?:six|seven|eight|nine)|thirty-one|thirty-two|thirty)"
_DOES = (
    r"(?:(?:who|that|which|now|already|still|then|to|will|would|do|does|did|had|have|has|are|were|is|was|be|not|also|could|can|clear|plans|expected|projected|set|due|on track|there)\s){0,5}"
    r"(?:meet|met|miss(?:ed)?|spend|spent|reach(?:ed)?|mak(?:e|ing) (?:it|the grade)|made (?:it|the grade)|keep it|kept it|clear(?:ed)?|fall short|fell short|fail(?:ed)?|pay|paid|pass(?:ed)?|"
    r"fulfil(?:led)?|obey(?:ed)?|compl(?:y|ied)|manage(?:d)?|remain(?:ed)? (?:outside|below|under)|do so|do\b(?=\.|,|$)|could say so|say so|be there|are there|were there|above|below|past|under|over(?! the next)|beyond|at (?:two|2|or above)|"
    r"short|came in at|declared a ratio|invested|look the waiter|exceed(?:ed)?|hit|surpass(?:ed)?|achieved?|expected to\b)"
)
_ALL = (
    rf"(?:every(?:one| (?:single )?(?:ally|member|nation|country|capital))|all (?:the |{_SIZE} |of the |its )?"
    rf"(?:allies|members|nations|countries|member states|of them|{_SIZE})|all {_SIZE}|each (?:ally|member)|everybody|a clean sweep)\b"
)
_NONE = (
    rf"(?:nobody|no one|none\b(?! of)|(?:none|not (?:one|a single one)) of (?:them\b|(?:the |its |nato's |the alliance's )?(?:{_SIZE}\b(?:\s{_WHO}\b)?|{_WHO}\b))|"
    r"(?:not (?:one|a single)|no(?: single)?) (?:nato )?(?:ally|member(?: state)?|country|nation|government|capital))"
)
_BUT = rf"(?P<but>(?:all|everybody|everyone|every (?:ally|member|country|nation)|each)(?: \w+)? (?:but|however|except|bar|save) (?P<butn>{NUMBER})(?: of (?:the |its )?(?P<butof>{_SIZE}))?)"
_PART = r"(?:two[- ]thirds|three[- ]quarters|four[- ]fifths|three[- ]fifths|an? (?:third|quarter|fifth)|one[- ](?:third|quarter|fifth)|half)"
_NUMBERED = (
    rf"(?P<n>(?:(?:only|just|some|more than|fewer than|less than|at least|about|around|nearly|almost|roughly|barely|over|no (?:more|fewer) than|a mere|as many as|a total of|a record|the)\s)*"
    rf"(?P<num>(?<![-\w.,:])(?:{_DOZEN}|{NUMBER}))(?: or {NUMBER})?(?:\s+(?:out\s)?of\s+(?:the\s|its\s|their\s|our\s|nato's\s|(?:the )?alliance's\s|today's\s)*(?P<of>{_SIZE})\b(?!\s(?:plants|factories|stores|teams|clubs|seats|shops|branches|sites|banks|firms|companies|players|people|students|hospitals|directors|games|matches|mps|lenders)\b)(?:\s(?:listed\s)?{_WHO}\b)?|"
    rf"(?P<them>\s+of\s(?:them|those)\b)|\s+of\s(?:the\s|its\s|our\s|nato's\s|(?:the )?alliance's\s|today's\s)*{_WHO}\b|\s+{_WHO}\b(?:\s(?:out\s)?of\s(?:the\s|its\s)?(?P<of3>{_SIZE})\b)?)"
    rf"|of (?:the|its|nato's) (?P<of2>{_SIZE})(?:\s{_WHO})?,? (?P<num2>{NUMBER})(?=\s)"
    rf"|(?P<inall>(?P<inalln>{NUMBER})\sin (?:all|total)\b)"
    rf"|(?P<only>(?:(?:only|just|more than|the only|another|the|first|top|expect|that|and|among the)\s)*(?<![-\w.,:])(?<!of )(?P<onlyn>{NUMBER})(?:,[^,.;]{{3,30}},)?(?: more| of them| others)?(?=\s{_DOES})))"
)
_VAGUE = (
    rf"(?P<vague>\b(?:many|most|several|(?:the |a )?(?:large |vast |clear |slim |bare |overwhelming )?(?:majority|minority) of|half(?: of)?|few|some)\s(?:of the\s|the\s)?(?:other\s)?{_WHO}\b|"
    rf"\b(?P<part>(?:(?:more|fewer|less) than |about |around |roughly |nearly |almost |over |only |barely |just (?:over |under )?|well over |close to |some )*{_PART} (?:of )?"
    rf"(?:(?:the |its |nato's |all |the alliance's )*(?:{_WHO}\b|members?hip\b|{_SIZE}\b(?:\s{_WHO}\b)?)|the (?:alliance|bloc|club)\b(?!')|nato\b(?!')|them\b)))"
)
_COUNT = re.compile(rf"\b(?=\w)(?:{_BUT}|{_NUMBERED}|(?P<all>{_ALL})|(?P<none>{_NONE}))|{_VAGUE}")

_MEET = (
    r"(?:me(?:e)?ts?\b|(?:meeting|hitting|reaching|clearing|crossing|topping|passing|making)\s(?=the|that|this|its|nato|their|at least|\d|two|three|it\b)|hit|hits|honou?r\w*|respect(?:ed|s)?\b|live up|lived up|stick to|stuck to|reach(?:ed|es)?|exceed\w*|satisf\w+|clear(?:ed|s)?\b|cross(?:ed|es)?|attain\w*|made it|"
    r"(?:is|are|were|was|now|already|estimated to be|to be|be|there)\s(?:already\s|now\s|estimated to be\s|said to be\s|all\s|expected to be\s)*"
    r"(?:at|above|over|past|on|there|beyond|in|compliant)\b|(?:lie|sit|come|came|stand)s? (?:at|above|over|between)\b|at or (?:above|over)|above\b|over\b|"
    r"past\b|beyond|spen(?:ds?|t|ding)\b|keep(?:s)? it|kept it|top(?:ped|s)?\b|came to|prime|surpass\w*|beat|complied|comply|"
    r"do(?:es)?\b|did\b|achiev\w*|pass(?:ed|es)?\b|qualif\w+|deliver\w*|fulfil\w*|met\b|match\w*|obey\w*|manag\w+|paid their way|pays?\b|say so|made the grade|com\w+ close|invest\w*|put at least|put \d|declared|came in)"
)
_MISS = (
    r"(?:spen(?:ds?|t|ding) (?:less than|below|under)|miss(?:ed|es|ing)?\b|(?:has|have|had) yet to|(?:is|are|was|were) yet to|yet to (?:reach|meet|hit|clear|get|comply)|(?:has|have|had) still to|in default|(?:do|does|did)(?:n't| not) (?:pay|spend enough|comply)|not spend enough|not yet where|breach\w*|flout\w*|ignor\w*|undershoot\w*|undershot|trail(?:s|ed|ing)?\b|fell short|fall(?:s|ing)? short|short of|below\b|beneath\b|under\b|fail\w*|struggl\w*|"
    r"not (?:yet )?(?:at|reach\w*|meet\w*|there|hit\w*|expected|compl\w+|mak\w+|pay\w*)|still not|lag\w*|are not|away from|do not|did not|will not|had not|have not|remain(?:ed)? (?:below|outside)|behind)"
)
_MEETS, _MISSES = re.compile(rf"\b{_MEET}"), re.compile(rf"\b{_MISS}")
_LEVEL_NOUN = re.compile(
    r"\b(?:guidelines?|benchmark|target|goal|mark|hurdle|line|threshold|level|floor|bar|pledge|commitment|rule|it|there|minimum|norm)\b"
)
_LEVELS = frozenset({1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 20.0})
_RUNNING = re.compile(
    rf"\b(?:(?:the|that|their|nato's)\s(?:count|number|tally|total|figure|list|club|group)(?:\s[\w'%.-]+){{0,14}}?\s(?:is|was|were|stands at|stood at|will be|would be|reached|has reached|numbered|numbers|"
    rf"(?:(?:has|had|have|is expected to|is set to|will|should)\s)?(?:\w+ly\s)?(?:fall|fell|fallen|rise|risen|rose|grow|grown|grew|jump|jumped|climb|climbed|increase|increased|gone up|went up|gone|went|shrunk|shrank|swell|swelled|swollen|doubled|trebled|tripled|drop|dropped|come down)(?: (?:from|since) (?!{NUMBER})[^,.;]{{3,22}})? to)(?: now)?|"
    rf"\bfrom (?:only |just |a mere )?{NUMBER}(?: (?!to)[\w'-]+){{0,6}} to|(?:bring|tak|lift|rais|push|carry)(?:s|ing|es) (?:the|that) (?:tally|number|total|count|figure)(?: up)? to|there (?:are|were)|it (?:had been|was)|"
    rf"(?:in|last year|for) ?(?:20\d\d)?,? ?(?:it was|there were)|against|after|up from|down from|compared with|from)\s(?:only\s|just\s)?(?:a record\s|a mere\s)?(?P<num>{NUMBER})"
    rf"(?=\s(?:(?:the )?(?:previous|preceding) year|this year|now|now\b|as of|by|since|from|under|before|out of|the year before|(?:a|one|two|ten|a couple of|a few) (?:year|years|decade)s? (?:before|earlier|ago)|last year|in (?:20\d\d|the)|at the|when|today|now|(?:out )?of (?:the )?{_SIZE})|\s?[.,;]|$|\sallies)"
)
_STARTS_COUNT = re.compile(
    r"\b(?:number|tally|count|total|club|group|ranks|list) (?:of (?:the |nato |european |alliance )*(?:allies|members?|countries|nations|states|capitals|governments|those|laggards)|at \w+|(?:above|below|over|under|meeting|missing|spending|that (?:meets?|miss)))\b"
)
_TAIL_COUNT = re.compile(
    rf"\b(?P<num>{NUMBER})\s(?:were|are|was|is|did|do|had|will|would|should|have|has)(?: so| be| already| now| today)*\s?(?:[.:;,]|$)"
)
_SOLE = re.compile(
    r"\b(?:the (?:sole|only|single|lone|one)\s(?:ally|one|member|country|nation|exception|army)?\s?(?:of \w+\s)?(?:still\s|that is\s|to be\s)*(?:under|below|beneath|short|missing|above|over|not)\b)"
)


_COMMITS = (
    r"\b(?:commit\w*|pledg\w*|promis\w*|agreed|must|should|are (?:supposed|expected|required|obliged|to) to|have to|"
    r"urged|approv\w*|sign\w*|adopt\w*|endors\w*|accept\w*|embrac\w*|settled|back(?:ed)?\b|set themselves|would|undertook|aim\w*|intend\w*|is to|wants?|are to|were to|had to|ought|gives?|will be at (?!two|2\b)|need\w* to|that (?:his|her|its|their))\b(?! to be at)"
)


def members_on(day: dt.date) -> int:
    """Return how many allies there were on a day."""
    from burdenshare.allies import allies

    return sum(member.is_ally_on(day) for member in allies())


def read_counts(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Return the claims on how many allies meet or miss a level; their numbers are taken."""
    if scene.question or _NO_COUNT.search(scene.text):
        return []
    claims: list[Claim] = _sole(text, scene, memory) or _listed(text, scene, memory)
    for match in _COUNT.finditer(scene.text):
        if (
            (match["only"] or match["them"])
            and memory.last_count is None
            and not _CONTEXT.search(_around(text, scene))
        ):
            continue
        claim = _read(text, scene, memory, match)
        if claim is not None:
            claims.append(claim)
    return claims + _running(text, scene, memory, claims)


_NO_COUNT = re.compile(
    r"\bin that group\b|\brespectively\b|\b(?:people|soldiers|recruits|euros in|frigates|jets)\b[^.;]{0,60}\b(?:all but|of them)\b|\b(?:smaller|bigger|larger|higher|lower) (?:share|slice|proportion)\b|\bbut a few\b|\bno ally has reached\b"
)
_CONTEXT = re.compile(
    r"\b(?:allies|members?|countries|nations|states|guideline|target|goal|threshold|line|mark|floor|pledge|commitment|two[- ]per ?-?cent|2 ?%|nato)\b"
)


def _around(text: Text, scene: Scene) -> str:
    return text.folded[max(0, scene.start - 200) : scene.end]


_LIST_AFTER = re.compile(
    r"(?: with \d[.,]\d+)?,?\s(?:are|were|is|was)\s(?:now |then |still |also )*(?:the only (?:ones|allies|members|countries|(?P<n>\w+))\b|(?:over|above|past|below|under)\b)|"
    r"(?: with \d[.,]\d+)?,?\s(?:(?:are|were|now|then|already|currently|also)\s)*(?:pass|meet|met|reach|exceed|above|over|below|miss|clear|passed|reached)\b"
)


def _listed(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Read "Only Poland, Greece and Latvia are above it": a count told by its names."""
    states = [m for m in scene.mentions if m.is_state]
    if len(states) < 2 or not _CONTEXT.search(_around(text, scene)):
        return []
    first, last = states[0], states[-1]
    only = re.search(r"\bonly\s(?:the\s)?$", scene.between(first.start - 10, first.start))
    tail = _LIST_AFTER.match(scene.between(last.end, scene.end))
    joined = all(
        re.fullmatch(
            r"(?:'s)?(?: (?:with|at|on) \d+(?:[.,]\d+)?(?: ?%| percent)?| \(\d[^)]{0,12}\))?(?:,|,? and)\s(?:the\s)?",
            scene.between(a.end, b.start),
        )
        for a, b in itertools.pairwise(states)
    )
    if not joined or tail is None or not (only or "only" in tail.group() or len(states) >= 4):
        return []
    level = _level(
        scene, memory, _empty(scene, last.end + tail.end()), scene.between(last.end, scene.end)
    )
    if level is None:
        return []
    codes = flat_codes(states)
    memory.last_count = level[0].value
    missing = bool(re.search(r"\b(?:below|under|miss|fail)\b", tail.group()))
    return [
        draft(text, scene, "count", first.start, max(last.end + tail.end(), level[2]), ("NATO", *codes),
              values=(Value(float(len(codes)), "allies"), level[0]), measure="count", comparator="=",
              period=memory.dates.of_words(scene, first.start, last.end, "count"), what="below" if missing else "at or above",
              confidence=0.7, why="the allies that do are listed")
    ]  # fmt: skip


_MET_BY = re.compile(
    r"\b(?P<verb>met|reached|hit|missed|exceeded|cleared|achieved|attained|surpassed|honou?red|fulfilled|respected|kept|flouted|breached|ignored)"
    r"(?: last year| this year| in 20\d\d| today| now| so far)? by\s(?:\w+ly\s|now\s|just\s|no more than\s)*$"
)
_OUTDOES = re.compile(
    r"(?:\s\w+){0,4}\s(?:spen[dt]s?|devotes?|pays?|gives?|puts?|contributes?|does|do|invests?)\s(?:\w+\s){0,4}(?:less|more|(?:smaller|larger|bigger|lower|higher))\b(?! than (?:\d|one|two|three|four|five|that|half|the (?:guideline|target|floor|minimum)))"
)
_SET_OFF = re.compile(
    r"[:;]|^\s?,|\b(?:asks?|asked|expects?|wants?|demands?|will be|left|seriously|knows?|says?|believes?|thrown)\b"
)


def _is_no_count(rest: str, verb: int) -> bool:
    """Whether "nobody" counts nobody: it outspends no one, or another verb stands before."""
    return bool(_OUTDOES.match(rest) or _SET_OFF.search(rest[: max(1, min(verb, 70))]))


_NAMED_LEVEL = re.compile(
    r"\b(?:guidelines?|benchmark|targets?|goals?|mark|hurdle|line|threshold|floor|bar|pledge|commitment|minimum|norm)\b|\b(?:fall|fell|falling) short\b|\bin (?:default|compliance)\b|\bcompl(?:y|ied)\b|\bwhat they (?:had )?promised\b"
)
_EXPECTED = re.compile(
    r"\b(?:expected|set|due|projected|forecast|on (?:course|track)|estimated|likely|poised|predicted)\sto\b"
)
_BOUND = re.compile(
    r"\b(?:commit\w*|pledg\w*|promis\w*|agreed|must|should|ought|undertook|sign\w*|by 20\d\d|in future|eventually)\b"
)
_NOW = re.compile(
    r"\b(?:this year|for the first time|by (?:the end of the year|year's end|december|the year's end)|before the year is out|currently|now|already)\b"
)


def _is_estimate(text: Text, scene: Scene, rest: str) -> bool:
    """Whether all are expected to be there within the year: told of them, not asked."""
    if not _EXPECTED.search(rest[:60]) or _BOUND.search(rest):
        return False
    near = any(t.year == text.published.year for t in scene.times)
    return near or bool(_NOW.search(scene.text))


_NOTHING = re.compile("(?P<none>)(?P<all>)")


def _empty(scene: Scene, at: int) -> re.Match[str]:
    """Return an empty match at a position of the document, for the level after it."""
    return next(_NOTHING.finditer(scene.text, min(len(scene.text), at - scene.start)))


def _read(text: Text, scene: Scene, memory: Memory, match: re.Match[str]) -> Claim | None:
    number = _number(match, text.published)
    if number is None:
        return None
    value, comparator = number
    rest = scene.text[match.end() : match.end() + 120]
    verb = _verb(scene, match, rest)
    if not _is_told(text, scene, memory, match, rest, verb, value):
        return None
    missing = verb[1] <= verb[0] and verb[1] < 200
    level = _level(scene, memory, match, rest)
    if level is None or not _is_of_level(memory, match, rest, level, missing=missing):
        return None
    start, stop = scene.start + match.start(), scene.start + match.end()
    end = max(stop, level[2], stop + (min(verb) if min(verb) < 200 else 0))
    end = _clause_end(scene, end)
    named = _named(scene, start, end + 60) if not match["vague"] else ()
    values = (Value(value, "allies"), level[0]) if value is not None else (level[0],)
    memory.take(start, end)
    memory.last_count = level[0].value
    memory.shares += 1
    subject = ("NATO", *named)
    if re.search(r"\beuropean\b", match.group()):
        subject = ("NATO", "NATO_EUR")
    return draft(
        text, scene, "count", start, end, subject, values=values, measure="count",
        comparator=comparator if value is not None else None,
        period=memory.dates.of_words(scene, start, end, "count"),
        what="below" if missing else "at or above",
        confidence=0.85 if level[1] else 0.7,
        why="number of allies and level in one clause" if level[1] else "level carried from the text before",
    )  # fmt: skip


def _verb(scene: Scene, match: re.Match[str], rest: str) -> tuple[int, int]:
    """Return how far behind the words a verb of meeting and one of missing stand; 999 for none."""
    passive = _MET_BY.search(scene.text, max(0, match.start() - 48), match.start())
    if passive:
        return (999, 0) if _MISSES.match(passive["verb"]) else (0, 999)
    return _first(_MEETS, rest), _first(_MISSES, rest)


def _is_told(
    text: Text, scene: Scene, memory: Memory, match: re.Match[str], rest: str,
    verb: tuple[int, int], value: float | None,
) -> bool:  # fmt: skip
    """Whether the words tell how many do something: they have its verb, and are no promise of all."""
    if match["none"] and _is_no_count(rest, min(verb)):
        return False
    fraction = bool(match["of"] or match["of2"] or match["of3"])
    implied = fraction and (
        memory.last_count is not None or _LEVEL_NOUN.search(scene.text) or "percent" in rest
    )
    if min(verb) > 70 and not (implied or match["only"] or match["them"]):
        return False
    # "The 32 allies committed to 5 percent" is a rule.
    bound = (match["all"] or (value or 0) >= 28) and re.search(_COMMITS, rest[:60])
    if bound and not _is_estimate(text, scene, rest):
        return False
    before = scene.text[max(0, match.start() - 40) : match.start()]
    return not (match["all"] and (_ASKED.search(before) or _is_infinitive(text, scene, rest)))


def _is_infinitive(text: Text, scene: Scene, rest: str) -> bool:
    """Whether all are "to" do it some day; a headline's "all to meet it this year" tells it."""
    return rest.startswith(" to ") and not any(t.year == text.published.year for t in scene.times)


_ASKED = re.compile(
    r"\b(?:demand|urg|ask|want|insist|call|press|push|require|expect|hope)\w*(?: \w+){0,2}\s$"
)


def _is_of_level(
    memory: Memory, match: re.Match[str], rest: str, level: tuple[Value, bool, int], *, missing: bool
) -> bool:  # fmt: skip
    """Whether the level is clear enough for how vaguely the allies are counted."""
    if match["all"] and missing:
        return False
    if level[1] or (memory.last_count is not None and not match["vague"]):
        return True
    if match["vague"]:
        return bool(match["part"] and _NAMED_LEVEL.search(rest[:70]))
    return not match["all"] or bool(_LEVEL_NOUN.search(rest))


def _sole(text: Text, scene: Scene, memory: Memory) -> list[Claim]:
    """Read "The sole ally under two": a count of one."""
    match = _SOLE.search(scene.text)
    if match is None:
        return []
    level = _level(scene, memory, match, scene.text[match.end() :])
    named = [m for m in scene.mentions if m.is_state and m.start < scene.start + match.start()]
    we = re.search(r"\b(?:we|our country)\b", scene.text[: match.start()])
    codes = named[-1].codes if named else memory.home if we else ()
    level = _level(scene, memory, match, scene.text[match.end() :]) if codes else None
    if level is None:
        return []
    memory.last_count = level[0].value
    below = not re.search(r"\b(?:above|over)\b", match.group())
    end = max(level[2], scene.start + match.end())
    return [
        draft(text, scene, "count", named[-1].start if named else scene.start, end, ("NATO", *codes),
              values=(Value(1.0, "allies"), level[0]), measure="count", comparator="=",
              period=memory.dates.of_words(scene, scene.start + match.start(), end, "count"), what="below" if below else "at or above",
              confidence=0.7, why="the only one")
    ]  # fmt: skip


def _number(match: re.Match[str], day: dt.date) -> tuple[float | None, str] | None:
    total = members_on(day)
    if match["but"]:
        but = number_value(match["butn"])[0]
        of = number_value(match["butof"])[0] if match["butof"] else None
        # Complements are counted among those in the tables, which have no row for Iceland.
        return (of or total - 1) - but, "="
    if match["all"]:
        size = re.search(_SIZE, match.group())
        armed = re.match(
            r"[^,.;]{0,8}\bwith (?:armed forces|armies|an army|a military)",
            match.string[match.end() :],
        )
        return (number_value(size.group())[0] if size else float(total - bool(armed))), "="
    if match["none"]:
        return 0.0, "="
    if match["part"]:
        return _fraction_of(match["part"], total)
    if match["vague"]:
        return None, "="
    return _number_told(match, total)


def _number_told(match: re.Match[str], total: int) -> tuple[float, str] | None:
    """Return a number of allies told in digits or words, and how exactly; ``None`` if it counts others."""
    value = _count_of(match["num"] or match["num2"] or match["onlyn"] or match["inalln"])
    size = match["of"] or match["of2"] or match["of3"]
    if not 0 < value <= 32 or value != int(value):
        return None
    if size and number_value(size)[0] < 28 < total:
        return None  # "23 of the 27" are another union's
    if value >= 28 and _HAVING.search(match.string, 0, match.start()):
        return None  # "the alliance has 32 members, and a dozen ..."
    if match["onlyn"] and value > 28:
        return None  # "the thirty" are the allies themselves
    if (
        (match["onlyn"] or match["them"])
        and value < 3
        and not re.search(r"\b(?:only|just)\b", match.group())
    ):
        return None
    words = match["n"] or match["only"] or ""
    if words.startswith(("more than", "over")):
        return value, ">"
    return value, "<" if words.startswith(("fewer", "less")) else "~" if words.startswith(
        ("about", "around", "some", "nearly", "almost", "roughly", "barely")
    ) else "="


_HAVING = re.compile(r"\b(?:has|have|had|counts|numbers|comprises)\s(?:now\s)?$")


def _fraction_of(words: str, total: int) -> tuple[float, str]:
    """Return how many allies "more than two-thirds of them" are, in whole allies."""
    part = re.search(FRACTION, words)
    share = fraction_value(part.group()) if part else 0.0
    sign = ">" if re.search(r"\b(?:more than|over)\b", words) else "~"
    return float(int(share * total + 0.01)), "<" if re.search(
        r"\b(?:less|fewer|under)\b", words
    ) else sign


def _count_of(words: str) -> float:
    """Return a number of allies: also in dozens."""
    if words.endswith("dozen"):
        return {"half": 6.0, "two ": 24.0}.get(words[:4], 12.0)
    return number_value(words)[0]


def _first(pattern: re.Pattern[str], words: str) -> int:
    match = pattern.search(words)
    return match.start() if match else 999


def _level(
    scene: Scene, memory: Memory, match: re.Match[str], rest: str
) -> tuple[Value, bool, int] | None:
    """The level meant: a percentage near by, or what "the guideline" stands for."""
    start = scene.start + match.end()
    noun = _LEVEL_NOUN.search(rest[:60])
    # The level after the words comes before the one ahead of them.
    for quantity in sorted(scene.quantities, key=lambda q: (q.start < start, q.start)):
        ahead = 0 <= quantity.start - start < 95
        behind = (
            0 <= scene.start + match.start() - quantity.end < 45
            and "but" in match.groupdict()
            and (
                _MET_BY.search(scene.text, max(0, match.start() - 48), match.start())
                or not (match["none"] or match["all"])
            )
        )
        unit = (
            "pct_of_defence"
            if speaks_of_equipment(scene, quantity) and quantity.values[0] >= 15
            else "pct_gdp"
        )
        if (
            noun
            and ahead
            and quantity.start > start + noun.end() + 4
            and noun.group() not in {"it", "there"}
        ):
            continue
        if (
            quantity.sort == "percent"
            and quantity.base != "other"
            and (ahead or behind)
            and (
                (quantity.values[0] in _LEVELS and quantity.decimals < 2)
                or 0 <= quantity.start - start < 30
                or (ahead and _AT_LEVEL.search(scene.between(quantity.start - 12, quantity.start)))
            )
            and 1 <= quantity.values[0] <= 30
        ):
            memory.take(quantity.start, quantity.end)
            level = Value(quantity.values[0], unit, quantity.decimals)
            return level, True, quantity.end if ahead else 0
        if quantity.sort == "bare" and ahead and quantity.values[0] in {2.0, 2.5, 3.0, 3.5, 5.0}:
            before = scene.between(quantity.start - 14, quantity.start)
            if re.search(
                r"\b(?:above|over|at|under|below|reach\w*|past|the|spending|prime|clear\w*|meet|than|hit)\s$",
                before,
            ):
                memory.take(quantity.start, quantity.end)
                return Value(quantity.values[0], "pct_gdp", quantity.decimals), True, quantity.end
    if (
        _LEVEL_NOUN.search(rest[:90])
        or _LEVEL_NOUN.search(scene.text[: match.start()])
        or memory.last_count is not None
        or any(match.groupdict().get(key) for key in ("only", "of", "of2", "of3", "part", "them"))
    ):
        noun = _LEVEL_NOUN.search(rest[:90])
        end = start + noun.end() if noun else 0
        return (
            Value(
                memory.mark if memory.last_count is None or noun else memory.last_count,
                "pct_gdp",
                0,
            ),
            False,
            end,
        )
    return None


def _clause_end(scene: Scene, at: int) -> int:
    """Extend to the end of the clause, at most forty characters."""
    tail = scene.between(at, at + 40)
    stop = re.search(r"[,;:.()]|\s-\s", tail)
    return min(scene.end, at + (stop.start() if stop else min(len(tail), 18)))


def _named(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Allies the count names: "Only two miss it: Belgium and Canada"."""
    for run in runs([m for m in scene.mentions if start - 80 <= m.start <= end], scene):
        codes = flat_codes(run)
        gap = scene.between(start, run[0].start)
        if len(codes) >= 1 and re.search(
            r"[:(]\s?(?:the\s)?$|\b(?:namely|case for|not for)\s(?:the\s)?$", gap
        ):
            return codes
    return ()


_AT_LEVEL = re.compile(r"\b(?:above|over|at|under|below|beyond|past|spending|clearing|reaching)\s$")


def _running(text: Text, scene: Scene, memory: Memory, found: list[Claim]) -> list[Claim]:
    """Read "The count today is 17", "against ten the year before": more numbers of the same count."""
    if memory.last_count is None or (not found and _STARTS_COUNT.search(scene.text)):
        if not _STARTS_COUNT.search(scene.text):
            return []
        levels = [
            q
            for q in scene.quantities
            if q.sort in {"percent", "bare"} and q.values[0] in {2.0, 3.5, 5.0, 3.0}
            and (q.sort == "percent" or _AT_LEVEL.search(scene.between(q.start - 12, q.start)))
        ]  # fmt: skip
        if levels:
            memory.last_count = levels[0].values[0]
            memory.take(levels[0].start, levels[0].end)
        elif _NAMED_LEVEL.search(scene.text):
            memory.last_count = memory.mark
        else:
            return []
    claims: list[Claim] = []
    for pattern in (_RUNNING, _TAIL_COUNT):
        for match in pattern.finditer(scene.text):
            value, decimals = number_value(match["num"])
            if decimals or not 2 < value <= 32:
                continue
            start, end = scene.start + match.start(), scene.start + match.end()
            if any(
                claim.start < end and start < claim.end for claim in (*found, *claims)
            ) and memory.is_taken(scene.start + match.start("num"), scene.start + match.end("num")):
                continue
            memory.take(start, end)
            claims.append(
                draft(
                    text,
                    scene,
                    "count",
                    scene.start if len(scene.text) < 90 else start,
                    end,
                    ("NATO",),
                    values=(Value(value, "allies"), Value(memory.last_count, "pct_gdp")),
                    measure="count",
                    comparator="=",
                    period=memory.dates.of_words(scene, start, end, "count"),
                    what="at or above",
                    confidence=0.7,
                    why="continues the count of the sentence before",
                )
            )
    return claims[:2]
