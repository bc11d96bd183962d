"""Frames of words that tell a place for certain where they fit: one signal among those weighed."""

from __future__ import annotations

import re

from burdenshare.news._numbers import NUMBER
from burdenshare.news._rank_words import ORDINAL_WORD

_ORD = rf"(?:{ORDINAL_WORD}|\d{{1,2}}(?:st|nd|rd|th))"
_ORG = r"(?:nato|nato's|alliance|alliance's|allied|defen[cs]e|spending|defen[cs]e[- ]spending|league|annual|latest|own)"
_SHARE = r"(?:(?:nato|alliance|european|allied|defen[cs]e|military)[- ](?:spenders?|contributors?|payers?|members?|country|ally|nation)|spend\w*|contributors?|payers?|performers?|shares?|ratios?|levels?|amounts?|figures?|places?|proportions?|portions?|efforts?|rates?|percentages?|outlays?|expenditures?|budgets? share|defen[cs]e (?:spend\w*|share|ratio|effort|outlays)|military (?:spend\w*|share|outlays))"
_WHERE = r"(?: of (?:all|any|them all|the (?:allies|alliance|thirty|\d\d))| in (?:the (?:whole )?alliance|nato|all nato|the table|the list|the league)| (?:among|amongst) (?:the |nato |all |its |32 |the alliance's |european )*(?:allies|members)| (?:within|across|inside|anywhere in) (?:the (?:whole )?alliance|nato)| of those listed)"
_NOT_OTHERS = r"(?! (?:in europe|in the world|on earth|economy|city|party|army|deficit|debts?|customer|operator|force|export\w*|population|ranks?|number|common|possible|bill|pay))"

TOPIC = re.compile(
    r"\b(?:spend\w*|spent|shares?|ratios?|gdp|percent|per cent|p\.c|defen[cs]e|nato|alliance|allies|tables?|list|class|league|outlays?|effort|table|rank\w*|number one|lower|higher|last|first|lead\w*|top|"
    r"pops|bottom|place|today|champion|rear|outspend\w*|outspent|sixth|seventh|eighth|ninth|tenth|\w+teenth|\d+(?:th|st|nd|rd)|generous|unrivalled|unmatched|quota|spot|position|allied|member|highest|lowest|laggard|third|second|fourth|fifth)\b|%|\d[.,]\d"
)
NO_RANK = re.compile(
    r"\b(?:in its history|in (?:decades|a century|history)|growth|unemployment|inflation|euro area|subsid\w*|second highest in europe|largest customer|public debt|deficit|euro zone|"
    r"eurozone|loans?|borrowing|last big|came in last|gold medal|budget on earth|military budget (?:on|in))\b"
)
SUPERLATIVE = re.compile(
    rf"\b(?P<ord>{_ORD})[- ](?P<sup>highest|largest|biggest|best|top|most|lowest|smallest|worst|weakest|poorest)\b{_NOT_OTHERS}(?:[- ]{_SHARE})?{_WHERE}?"
)
_BEING = (
    r"(?:is|are|was|were|be|been|ranks?|ranked|ranking|comes?|came|coming|puts? (?:it|them|us|her|him|the country)|places? (?:it|them|us)|placed|finish\w*|"
    r"stands?|stood|lies?|lay|sits?|sat|makes? (?:it|her|us)|made (?:it|her|us)|had us|slipped to|fell to|fallen to|slid to|risen to|rose to|climbed to|"
    r"moved (?:up )?to|locations|(?:has |have |had )?(?:slip|slipp|dropp|drop|fall|fell|fallen|slid|slide|rise|risen|rose|climb|jump|jump|mov|advanc|sunk|sink|sank|leap|leapt|shot|crept|tumbl|plung|improv)(?:s|es|ed|ing)?(?: (?:up|down|back))?(?: from (?:the )?[\w-]+(?: place)?)? (?:to|into)|"
    r"(?:takes?|took|taken|holds?|held|occup(?:y|ies|ied)|claims?|claimed|keeps?|kept|shares?|secur\w+|drops? in)|shares|tied for|joint|listed|listing|leaves? (?:it|us|them)|left (?:it|us)|put (?:it|us|them))"
)
_TAIL = (
    rf"(?= (?:place|spot|only to|after\b|,? ?behind|of (?:the|all|\d)|out of (?:the |all )?(?:\d|thirty)|in (?:this|the|that|nato's|its) (?:{_ORG}\s)*(?:alliance|table|tables|list|ranking|rankings|league|class|standings)|within (?:the alliance|nato)|place\b|in the order|by (?:its |this |that )?(?:defen[cs]e |military )?(?:share|spending|effort)|in nato|on the|on nato|"
    r"among|amongst|today|within|since|last year|this year|a year|from (?:the )?(?:bottom|last|end|top|below)|to last|overall|in terms|by (?:share|that|this)|with \d|holding|rank\b)|\s?(?:[.;:()]|$)|,(?! (?:the|a|and)\b))"
)
PLACES = re.compile(
    rf"\b(?:only|now|still|no (?:better|higher|lower|worse) than|in the middle:) (?:the )?(?P<f>{_ORD}){_TAIL}|\b{_BEING}\s(?:only\s|a\s|joint\s|shared\s|equal\s|now\s|today\s|still\s|just\s|the\s|in\s|to\s|at\s)*(?P<a>{_ORD}){_TAIL}(?: place)?|"
    rf"\b(?:in|into|to|at|on|from|with|holding|taking|occupying|claiming) (?:the |a |joint |shared |equal )*(?<!in the )(?P<b>{_ORD}) (?:place|spot|position|rank)\b(?! to \w+th\b)|"
    rf"\b(?P<h>{_ORD})(?= (?:from|to) (?:the )?(?:bottom|last)\b)|\b(?P<g>{_ORD}) (?:behind|after|only to) (?=[a-z])|"
    rf"(?<=, )(?P<c>{_ORD})(?=,| (?:place )?(?:behind|only to|among|amongst|out of|in (?:the|this) (?:alliance|table|league|list)|in nato|after|from (?:the )?(?:bottom|last)))(?: place)?|"
    rf"(?<= )(?P<d>{_ORD})(?= with \d)|\b(?P<e>{_ORD}) (?:in (?:the|this) alliance|in nato|of the (?:32|31|30|29|28))\b"
)
ORDER = re.compile(
    rf"\b{_ORD}(?:,\s{_ORD})*,?\s(?:and\s){_ORD}\b(?= (?:place|in|of|respectively)|\s?[.,;:)]|$)"
)
_NO_ALLY = r"(?:no one|nobody|no (?:other )?(?:nato |european |single )*(?:ally|country|member(?: state)?|nation|government|state|capital)|not one (?:ally|member)|none)"
MOST = re.compile(
    rf"\b(?=\w)(?:leads?(?= with\b| nato\b| the (?:alliance|tables?|list|field|pack|ranking|way|class|league|allies|rest)\b| on \d| at \d|,? ahead|[,.;]|$| (?:projected|estimated) shares)(?: nato| the (?:alliance|table|list|field|pack|ranking|way|class|league))?|"
    rf"(?:tops?|topped|heads|headed)\s(?:the|nato's|that|this)\s(?:\w+\s)?(?:tables?|lists?|rankings?|league|class|bill)|top of the (?:tables?|lists?|class|league|pops|rankings?)|"
    rf"(?:topping|heading|leading)\s(?:the|nato's|that|this)\s(?:{_ORG}\s)*(?:tables?|lists?|rankings?|league|class|standings|field|pack|way)|(?:climbed|rose|risen|moved|shot|jumped|gone|went|stays?|remains?|still|is|sits?|stands?) (?:to|at|on) the (?:very )?top\b(?! (?:of (?:his|its|their)|table|job|end|level))|"
    rf"(?:far |well |clearly |way )?ahead of (?:everyone|everybody|anyone|anybody|all (?:the )?(?:others|other allies|other members)|every other|any other|the rest|the field)|(?:is|are|was|remains?) (?:now |still |almost )*(?:unrivalled|unmatched|unequalled|unsurpassed|second to none)|"
    rf"outspen(?:ds?|t|ding)\b[^.;]{{0,30}}?\b(?:every|everyone|everybody|all|any)\b|most generous\b(?: {_SHARE})?|(?:highest|best|top)[- ](?:ranking|ranked|placed|scoring)\b|heaviest spender|"
    rf"sets? the pace|in the lead\b|the leader, (?=\w+,)|number one\b|champions?\b(?! of)|commands(?= with \d)|star pupil|best pupil|leader of the pack|front-?runner in (?:the alliance|nato)|"
    rf"(?:the )?(?:highest|largest|biggest|top|greatest)\b{_NOT_OTHERS}(?:(?:[- ]{_SHARE}){_WHERE}?|{_WHERE})|(?:biggest|top|highest|largest)[- ]spenders?\b|"
    rf"(?:spends?|spent|spending|devotes?|pays?)\s(?:the )?most\b(?! of)|the most of (?:all|any\w*|them)|(?:spends?|spent|pays?|devotes?|spending)\s(?:a )?(?:more|larger share|higher share)\b[^.;]{{0,50}}\bthan (?:any\w*|all)\b|(?:larger|higher|bigger|greater|heftier) (?:share|portion|slice|proportion|percentage|chunk|part|fraction)\b[^.;]{{0,60}}\bthan (?:any|every|all)\w*|"
    rf"(?:larger|higher|bigger) (?:share|one) than any\w*|more than any(?:one| other| ally)|"
    rf"{_NO_ALLY}[^.;]{{0,60}}\b(?:more|larger|higher|bigger|greater)\b[^.;]{{0,60}}\bthan(?= (?!\d))|{_NO_ALLY}[^.;]{{0,30}}\s(?:tops|beats|outspends|matches|outdoes|exceeds|surpasses|comes (?:close|near) to)(?= (?:the )?[a-z]+(?: ?[,.;]|$))|{_NO_ALLY}[^.;]{{0,50}}\bas (?:much|fast|quickly|high|large|big|heavily|strongly|generous)\b[^.;]{{0,50}}?\bas(?= [a-z])|{_NO_ALLY} (?:spends|spent|spend|pays|gives|devotes|does|puts in) more\b(?= ?[.,;]|$)|dwarfs the (?:rest|others)|(?:the )?gold (?:goes|went)(?= to)|a level no ally has reached|"
    rf"(?P<p2>(?:(?:the )?silver|runner-up)(?= to|,))|(?P<p3>(?:the )?bronze(?= to)))"
)
LEAST = re.compile(
    rf"\b(?=\w)(?:(?P<p3>(?:the )?lowest but two|third[- ]lowest)|(?P<p2>the lowest but one|(?:next|second) to last|second from (?:the )?bottom|last but one|penultimate|one from (?:the )?bottom)|"
    rf"(?:came|come|comes|finish\w*|is|are|was|were|ranks?|stands?|remain\w*|sits?)\s(?:in\s)?(?:dead\s|plumb\s|stone\s|still\s|again\s|the\s|now\s)*(?:last|bottom|rock bottom)\b(?! (?:year|week|month|spring|summer|time|big|of those|to|but|tables?|reports?|estimates?|editions?|lists?|counts?|sheets?|few|two|three|one|july|june|august|march))|"
    rf"(?:in|dead) last(?: place)?\b|(?<=and )last,|(?<=, )last,|{_NO_ALLY}[^.;]{{0,60}}\b(?:less|smaller|lower)\b[^.;]{{0,60}}\bthan(?= (?!\d|two|half|the (?:two|target|guideline)))|{_NO_ALLY} (?:spends|spent|spend|pays|gives|devotes|does|puts in|contributes) less\b(?= ?[.,;]|$)|"
    rf"least generous\b(?: {_SHARE})?|(?:stingiest|meanest|tightest|thriftiest|most frugal)\b(?: {_SHARE})?|(?:lowest|worst|bottom)[- ](?:ranking|ranked|placed|scoring)\b|(?:sits?|stands?|lies?|comes?|are|is|was|were|dropped|fell|fallen|sunk|slipped|sank) (?:to|at) the (?:very )?(?:bottom|foot|tail)\b(?! (?:line|of (?:his|her|my)))|(?<!near the )(?<!towards the )(?<!toward the )(?<!close to the )(?<!from the )(?:last|bottom|dunce|tail(?:[- ]end)?|foot|lantern) (?:of|in) (?:the|nato's|that|this) (?:{_ORG}\s)*(?:class|table|list|league|pack|row|pile|alliance)\b|(?:is|are|sits?|ranks?|remains?|stands?|languish\w*|still|stays?|lies?) at the (?:very )?(?:bottom|tail|foot)\b|(?:remains?|is|was|are) the (?:very )?(?:lowest|smallest)(?=[,.;]|$)|(?:the )?(?:weakest|lowest|smallest) (?:reading|number|score) of (?:all|any)\w*(?: ally)?|clos(?:es|ing) the (?:list|march|table|ranking)|"
    rf"(?:bring(?:s|ing)?|brought) up the rear|tail[- ]?ender|props? up the (?:table|list)|rock bottom|wooden spoon|red lantern|(?:spends?|spent) (?:the )?least\b|biggest laggard|worst (?:performer|laggard|offender)s?|"
    rf"(?:the )?(?:very )?(?:lowest|smallest)\b{_NOT_OTHERS}(?:(?:[- ]{_SHARE}){_WHERE}?|{_WHERE})|(?:smaller|lower) (?:share|one) than any\w*|"
    rf"(?:spends?|spent|pays?|devotes?)\s(?:less|a smaller share|a lower share)\b[^.;]{{0,40}}\bthan (?:any\w*|all)\b|no other (?:member|ally|country) (?:is|was|were|sits|spends) (?:below|lower|less))"
)
ONLY_BY = re.compile(
    r"\b(?:(?:exceeded|surpassed|outspent|beaten|bettered|topped|outranked|outdone|overshadowed|eclipsed|outstripped) (?:only|just) by|(?:trailing|trails|trailed|behind|after|follows|following|yields?|second) (?:only|just)(?: to| behind| after)?|second (?:in [\w ]{2,16} )?(?:only )?to)\s(?:those of\s|that of\s|the\s)*"
)
BAND = re.compile(
    rf"\b(?:in|among|into|inside|within|break\w* into|part of|belongs? to|out of) (?:the |nato's |the alliance's )(?P<end>top|bottom|last|first) (?P<n>{NUMBER})\b(?! (?:per|%|years|months|weeks|days|economies|priorities|issues))"
)
BEHIND = re.compile(
    rf"\bbehind (?:only )?(?:all |the )*(?:(?P<n>two|three|four|five|six|seven) )?(?:baltic (?:states|countries|republics|three|allies)|baltics|balts)\b|\bbehind (?:only )?(?P<m>{NUMBER}) (?:others|other allies|allies)\b".replace(
        "(?P<m>", "(?:"
    )
)
ONLY = re.compile(
    r"\bonly\s(?P<who>[^.;:]{3,90}?)\s(?:(?:are|is|were|was|spend|spends|spent|do|does|did|fare|rank|come|pay|pays|devote\w*|forked out|put\w*|stood|sit)\s)?"
    r"(?:an? )?(?P<side>lower|worse|less|smaller|higher|better|more|bigger|larger)\b"
)
AMONG = re.compile(
    r"\b(?:one|some) of (?:the|nato's) (?:lowest|smallest|weakest|poorest|biggest|highest|largest|top|least|worst|most)(?:[- ]spend\w*| spender\w*| share\w*| performers?)?\b|"
    r"\bamong (?:the|nato's|its|the alliance's)\s(?:(?P<n>two|three|four|five|six|seven|eight|nine|ten)\s)?(?:lowest|smallest|highest|biggest|largest|top|worst|best|laggards|poorest|weakest)\b(?: (?:spender|performer|contributor)s?)?|"
    r"\b(?:lowest|highest)[- ](?:spending|spenders)\b"
)


def fits(words: str, start: int, end: int) -> str:
    """Return whether a frame holds the words from ``start`` to ``end``, as a signal."""
    if NO_RANK.search(words) or not TOPIC.search(words):
        return "frame=none"
    frames = {
        "order": (SUPERLATIVE, PLACES, ORDER),
        "edge": (MOST, LEAST),
        "band": (BAND, AMONG),
        "others": (ONLY_BY, ONLY, BEHIND),
    }
    for name, patterns in frames.items():
        for pattern in patterns:
            if any(m.start() < end and start < m.end() for m in pattern.finditer(words)):
                return f"frame={name}"
    return "frame=none"
