"""Quantities: shares, money, people and bare numbers, with their wording's own hedge."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from burdenshare.news._numbers import (
    FRACTION,
    NUMBER,
    NUMBER_WORD,
    fraction_value,
    number_value,
)

Sort = Literal["percent", "points", "money", "bare", "persons", "fraction"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text and its unit as written.

    Attributes:
        start: First character, hedge excluded.
        end: One past the last, unit and denominator included.
        sort: What the unit says it is; ``bare`` when there is none.
        values: One value, or two of a range.
        decimals: Decimals as printed.
        base: What it is a share of: ``gdp``, ``gni``, ``defence``, ``total``, ``other`` or "".
        hedge: ``=``, ``~``, ``>``, ``>=``, ``<``, ``<=`` or ``range``.
        currency: ISO 4217 code of money, if it is written.
        number_end: One past the number itself.
    """

    start: int
    end: int
    sort: Sort
    values: tuple[float, ...]
    decimals: int
    base: str = ""
    hedge: str = "="
    currency: str = ""
    number_end: int = 0


_SEP = r"(?:\s?-\s?|\s(?:to|or)\s)"
_PCT = r"\s?-?\s?(?:%|per\s?-?cents?\b|percents?\b|p\.\s?c\b\.?|pct\b)"
_POINTS = rf"[\s-](?:percentage[\s-])?(?:points\b|point\b(?!\s{NUMBER}))|\s?pp\b"
_SCALE = r"(?:trillion|trn|tn|thousand billion|billions?|bn|bln|milliards?|millions?|mn|mln|m|thousand million)"
_CODES = {
    "eur": "EUR", "usd": "USD", "gbp": "GBP", "pln": "PLN", "nok": "NOK", "sek": "SEK", "dkk": "DKK",
    "czk": "CZK", "huf": "HUF", "ron": "RON", "bgn": "BGN", "cad": "CAD", "try": "TRY", "isk": "ISK",
    "all": "ALL", "mkd": "MKD", "hrk": "HRK", "chf": "CHF", "us$": "USD", "c$": "CAD", "ca$": "CAD",
    "€": "EUR", "$": "USD", "£": "GBP",
}  # fmt: skip
_NAMES = {
    "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "us dollars": "USD",
    "u.s. dollars": "USD", "american dollars": "USD", "canadian dollars": "CAD",
    "dollars canadian": "CAD", "canadian": "CAD", "pound": "GBP", "pounds": "GBP",
    "pounds sterling": "GBP", "sterling": "GBP", "zloty": "PLN", "zlotys": "PLN", "zlotych": "PLN",
    "lei": "RON", "leu": "RON", "forint": "HUF", "forints": "HUF", "koruna": "CZK",
    "korunas": "CZK", "czech crowns": "CZK", "norwegian kroner": "NOK", "norwegian crowns": "NOK",
    "swedish kronor": "SEK", "swedish crowns": "SEK", "danish kroner": "DKK", "danish crowns": "DKK",
    "kronor": "SEK", "kroner": "KRONE", "krone": "KRONE", "crowns": "KRONE", "lira": "TRY",
    "liras": "TRY", "leva": "BGN", "lev": "BGN", "denars": "MKD", "denar": "MKD", "lek": "ALL",
    "kronur": "ISK", "francs": "CHF",
}  # fmt: skip
_NAME = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_SIGN = r"(?:us\$|ca?\$|[€$£]|\b(?:eur|usd|gbp|pln|nok|sek|dkk|czk|huf|ron|bgn|cad|try|isk)\b)"

_DEFENCE_NOUN = (
    r"(?:defen[cs]e|military|armed forces|army|arms)"
    r"(?:\s(?:budget|spending|money|outlays?|expenditures?|effort|funds?|spend|bill))?"
)
_BASE = re.compile(
    r"(?P<gni>(?:\sof)?\s(?:(?:its|their|the|our|his|her)\s)?(?:gross national income|gni)\b)"
    r"|(?P<gdp>(?:\s?-?of)?[\s-](?:(?:its|their|the|our|his|her|real|national|own|whole|country's|[a-z]+'s?|[a-z]{5,14}(?:n|sh|se|ch|ek|ot|nd)|"
    r"nation's|respective|total|annual|forecast(?:ed)?|projected|expected|every year's|nominal)\s){0,3}"
    r"(?:gdps?|g\.d\.p\.?|gross (?:domestic|homegrown|home|inland|interior|national)? ?products?|"
    r"national (?:output|income|product|wealth)|wealth\b|riches\b|economic (?:output|performance)|financial output|"
    r"domestic product|output|product|economy|national economy|income)\b)"
    r"|(?P<total>\sof\s(?:the\s|all\s|total\s|nato's\s|everything\s)*(?:allied|alliance's?|alliance|"
    r"nato|combined|collective)(?:'s)?\s?(?:total|spending|expenditure|outlays?|bill|defen[cs]e)?|"
    r"\sof\s(?:all|everything|what|all of what)\s(?:that\s)?(?:the alliance|nato|the allies|allies)\s(?:together\s)?spends?\b)"
    rf"|(?P<defence>\sof\s(?:(?:its|their|the|our|his|her|that|total|whole|overall|all|[a-z]+'s?|[a-z]{{5,12}}(?:n|sh|se|ch))\s){{0,2}}"
    rf"{_DEFENCE_NOUN}\b|\sof\s(?:that|this|it|what we spend|the (?:present |whole )?sum|the money|"
    r"the pot|the total|spending|outlays)\b)"
    r"|(?P<other>\sof\s(?!course|them|us\b)(?:\w+))"
)
_HEDGES: tuple[tuple[str, str], ...] = (
    (">=", r"at least|a minimum of|minimum|no less than|not less than|a floor of|or more|upwards of"),
    ("<=", r"up to|at most|as much as|no more than|not more than|a maximum of|a ceiling of|"
           r"a ceiling, please note, of|ceiling of|to a maximum of|maximum"),
    ("~", r"about|around|approaching|approximately|approx\.?|roughly|nearly|almost|some|circa|ca\.?|close to|"
          r"just over|just under|slightly over|slightly above|slightly under|slightly below|"
          r"a little over|a little under|a little more than|a little less than|a bit over|"
          r"just above|just below|just short of|barely over|barely|a shade over|a shade under|"
          r"a whisker over|a whisker under|in the region of|in the order of|an estimated|"
          r"hardly over|something like|near|nigh on|rather like|well-nigh"),
    (">", r"more than|over|above|exceeds|exceeded|exceed|exceeding|surpass|surpasses|surpassed|surpassing|in excess of|beyond|north of|rather more than|"
          r"well over|well above|past|higher than|greater than"),
    ("<", r"less than|less that|below|under|fewer than|short of|shy of|well below|well under|far below|"
          r"south of|lower than|not even|beneath"),
)  # fmt: skip
_HEDGE_RES = tuple(
    (
        sign,
        re.compile(
            rf"\b(?:{words})\s(?:the\s|a\s|its\s)?(?:(?:former|old|previous)\s)?(?:(?:(?:nato|alliance|agreed|old|new|future|current|core|defen[cs]e|spending)(?:'s)?\s){{0,3}}(?:threshold|mark|line|level|benchmark|target|goal|norm|standard|guideline|bar|floor|minimum)\sof\s)?$"
        ),
    )
    for sign, words in _HEDGES
)
_HEDGED = tuple(
    {
        word.rpartition(" ")[2].removesuffix(r"\.?")
        for _, words in _HEDGES
        for word in (
            *words.split("|"),
            "approx.",
            "ca.",
            "the",
            "a",
            "its",
            "of",
            "former",
            "old",
            "previous",
        )
    }
)
"""What words before a number end with where they hedge it."""

_MORE_AFTER = re.compile(
    r"\s?(?:,\s)?(?:or (?:more|higher|above|better|beyond)|and up|plus\b(?!\s(?:an?|another|the|\d)))"
)

_SO_AFTER = re.compile(
    r"(?:\s?(?:%|percent|per cent))?(?:\s(?:or (?:so|thereabouts|nearly|almost)|give or take)|,? roughly(?=[.,;\"']|$))\b"
)


def _hedge_after(folded: str, at: int, hedge: str) -> str:
    """Return what words right behind a number make of its hedge: "2 percent or more", "1.9 or so"."""
    if _MORE_AFTER.match(folded, at):
        return ">="
    return "~" if hedge == "=" and _SO_AFTER.match(folded, at) else hedge


_BEGINS = (
    rf"[-+\d$€£]|{NUMBER_WORD}|half|(?:an?|the)[- ](?:half|quarter|third|fifth|tenth)|(?:minus|plus)\s|us\$|ca?\$|"
    r"(?:eur|usd|gbp|pln|nok|sek|dkk|czk|huf|ron|bgn|cad|try|isk)\b"
)
"""What a quantity begins with: nothing else is tried elsewhere, which is nearly everywhere."""

_QUANTITY = re.compile(
    rf"(?<![a-z])(?={_BEGINS})(?:(?P<money>(?P<sign>{_SIGN})\s?(?P<m1>{NUMBER})(?:\s?(?:-|to)\s?(?P<m1b>{NUMBER}))?(?:[\s-]?(?P<s1>{_SCALE}|[bt])\b)?"
    rf"(?P<canadian>\scanadian\b)?"
    rf"|(?:(?P<m0>{NUMBER})\s(?P<s0>trillion|thousand)\s)?(?P<m2>{NUMBER})[\s-](?P<s2>{_SCALE})\b(?:[\s-](?:of\s)?(?P<n2>{_NAME})\b)?"
    rf"|(?P<m3>{NUMBER})\s(?P<n3>euros|dollars|pounds|zlotys|kronor|kroner)\b)"
    rf"|(?P<cents>(?P<c1>{NUMBER})\s(?:us\s)?cents\s(?:in|of|on|out of|from)\s(?:every|each)\s(?:\w+\s)?(?:dollar|euro))"
    rf"|(?P<pct>(?:(?<=between )|(?<=from ))?(?P<sgn>[-+]|minus\s|plus\s)?(?!20[0-4]\d\b)(?P<p1>{NUMBER})"
    rf"(?:(?:{_PCT})?(?:{_SEP}|(?P<and>\sand\s))(?P<p2>{NUMBER}))?(?:{_PCT})(?P<pp>\spoints?\b)?)"
    rf"|(?P<points>(?P<q1>{NUMBER})(?:{_POINTS}))"
    rf"|(?P<halfpct>{FRACTION}\s(?:a\s|of\sa\s|of\sone\s|of\s1\s?)?(?P<hp>%|per\s?cent\b|p\.c\.?|points?\b))"
    rf"|(?P<fraction>{FRACTION})"
    rf"|(?P<bare>(?P<bsgn>[-+]|minus\s|plus\s)?(?P<b1>{NUMBER})))"
)


def find_quantities(folded: str, start: int, end: int) -> tuple[Quantity, ...]:
    """Return the quantities in ``folded[start:end]``, in order."""
    found: list[Quantity] = []
    for match in _QUANTITY.finditer(folded, start, end):
        if _inside_word(folded, match):
            continue
        quantity = _read(folded, match, start, end)
        if quantity is not None:
            found += _apart(folded, match, quantity)
    return tuple(_scaled(folded, found))


_TO = re.compile(r"\sto\s(?:just |about |around |nearly |almost |some |over |roughly )*")
_SCALED = re.compile(rf"{_SCALE}|(?<=\d)[bt]\b")


def _scaled(folded: str, found: list[Quantity]) -> list[Quantity]:
    """Give the sums of "6.9 billion, up from 4.1", "4.8 billion in Vilnius, 2.4 in Tallinn" the scale told once."""
    made = list(found)
    last: Quantity | None = None  # the number before, years left out
    for place, number in enumerate(found):
        if number.sort == "bare" and not number.decimals and 1900 <= number.values[0] < 2060:
            continue
        if last is not None and last.sort == "money" and number.sort == "bare" and not number.base:
            if _goes_on(folded, last, number):
                made[place] = _like(folded, last, number)
        elif (
            last is not None and last.sort == "bare" and number.sort == "money"
            and _TO.fullmatch(folded, last.end, number.start) and folded[: last.start].endswith("from ")
        ):  # fmt: skip
            made[found.index(last)] = _like(folded, number, last)
        scaled = last is not None and number.sort == "bare" and made[place].sort == "money"
        # A number that took its scale passes it on: the words of the scale stand at the first.
        last = replace(made[place], start=last.start) if last and scaled else made[place]
    return made


_IN_YEAR = re.compile(r"\s(?:in|for) (?:19|20)\d\d")
_ONWARDS = re.compile(
    r"\sto\s(?:just |about |around |nearly |almost |some |over |roughly )*|"
    r"[^.;:\d%]{0,30}?\b(?:up|down|compared with|against|after) (?:from )?(?:just |only |about |around )?|"
    r"[^.;:\d%]{0,30}?\bfrom |(?:\s(?:in|for) [a-z ]{3,20})?,? (?:and |then |or )?"
)
_ENDS = re.compile(
    r"\s?(?:[,.;)]|$|(?:in|for|by|to|from|and|a year|last|this|next|two|three|the year) )"
)


def _goes_on(folded: str, money: Quantity, bare: Quantity) -> bool:
    """Whether a number without unit goes on with the sums before it."""
    between = _IN_YEAR.sub("", folded[money.end : bare.start])
    if not _ONWARDS.fullmatch(between) or not _ENDS.match(folded, bare.end):
        return False
    moves = re.search(r"\b(?:to|from|up|down|against|after|with) ", between)
    return bool(moves) or bare.decimals > 0


def _like(folded: str, money: Quantity, bare: Quantity) -> Quantity:
    scale = _SCALED.search(folded, money.start, money.end)
    if scale is None or bare.values[0] >= 1900:
        return bare
    factor = _factor(scale.group())
    values = tuple(round(value * factor, 6) for value in bare.values)
    return replace(bare, sort="money", values=values, currency=money.currency)


_FROM_LEVEL = re.compile(
    r"\bfrom (?:(?:[a-z]+ ){1,5}(?:of|at)|(?:the|its|their|a) (?:current|present|old|previous|existing|former)) $"
)
"""Before a level that is left: "from its current level of 2.3 per cent to 2.5", "from the current 2% to 3%"."""


def _apart(folded: str, match: re.Match[str], quantity: Quantity) -> list[Quantity]:
    """Take "5.10 and 4.92 percent" and "from 2 to 2.5 percent" apart: they are no ranges."""
    if len(quantity.values) < 2:
        return [quantity]
    before = folded[max(0, match.start() - 9) : match.start()]
    change = (
        before.endswith("from ") or quantity.values[1] < quantity.values[0]
        or (match["and"] is None and _FROM_LEVEL.search(folded, match.start() - 48, match.start()))
    )  # fmt: skip
    if not change and (match["and"] is None or before.endswith("between ")):
        return [quantity]
    values = [number_value(match[group]) for group in ("p1", "p2")]
    spans = [(match.start("p1"), match.end("p1")), (match.start("p2"), quantity.end)]
    return [
        replace(quantity, start=a, end=b, values=(value,), decimals=decimals, hedge="=",
                number_end=match.end(group))
        for (a, b), (value, decimals), group in zip(spans, values, ("p1", "p2"), strict=True)
    ]  # fmt: skip


def _inside_word(folded: str, match: re.Match[str]) -> bool:
    before = folded[match.start() - 1] if match.start() else " "
    after = folded[match.end()] if match.end() < len(folded) else " "
    return before.isalnum() or (after.isalpha() and folded[match.end() - 1].isalnum())


def _read(folded: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
    if match["money"]:
        return _money(folded, match, start)
    if match["cents"]:
        # Of every dollar the Alliance spends: a share of its total.
        value, decimals = number_value(match["c1"])
        return Quantity(match.start(), match.end(), "percent", (value,), decimals, "total",
                        hedge_before(folded, start, match.start()), number_end=match.end("c1"))  # fmt: skip
    if match["pct"]:
        return _percent(folded, match, start, end)
    if match["points"]:
        value, decimals = number_value(match["q1"])
        return Quantity(match.start(), match.end(), "points", (value,), decimals,
                        hedge=hedge_before(folded, start, match.start()), number_end=match.end("q1"))  # fmt: skip
    if match["halfpct"]:
        return _half_percent(folded, match, start, end)
    if match["fraction"]:
        return _fraction(folded, match, start, end)
    return _bare(folded, match, start, end)


_SCALES = {"t": 1e6, "b": 1e3, "m": 1.0}


def _factor(scale: str | None) -> float:
    """Return how many millions one of a scale is; of none, one unit."""
    if not scale:
        return 1e-06
    return 1000.0 if scale.startswith(("milliard", "thousand m")) else _SCALES[scale[0]]


_CODE_BEHIND = re.compile(r"\s(?P<code>eur|usd|gbp|pln|nok|sek|dkk|czk|huf|ron|bgn|cad|isk|mkd)\b")
"""A currency written after the sum: "638 million USD"."""


def _money(folded: str, match: re.Match[str], start: int) -> Quantity | None:
    words = match["m1"] or match["m2"] or match["m3"]
    scale = match["s1"] or match["s2"]
    value, decimals = number_value(words)
    factor = _factor(scale)
    if match["m0"]:  # "2 trillion 155 billion", "1 thousand 917 billion"
        more = number_value(match["m0"])[0]
        value += more * (1000.0 if match["s0"] == "thousand" else 1e6 / factor)
    # "13,5 billion": a comma before one or two digits is a decimal point already.
    name = match["n2"] or match["n3"] or ""
    behind = _CODE_BEHIND.match(folded, match.end())
    sign = match["sign"] or (behind["code"] if behind and not name else "")
    currency = _CODES.get(sign, "") or _NAMES.get(name, "")
    if match["canadian"]:
        currency = "CAD"
    at = match.start("m1") if match["m1"] else match.start()
    begin = match.start()
    number_end = match.end("m1") if match["m1"] else match.end("m2" if match["m2"] else "m3")
    values: tuple[float, ...] = (round(value * factor, 6),)
    if match["m1b"]:
        values = (*values, round(number_value(match["m1b"])[0] * factor, 6))
    return Quantity(begin, match.end(), "money", values, decimals,
                    hedge=hedge_before(folded, start, begin), currency=currency,
                    number_end=max(number_end, at))  # fmt: skip


def _percent(folded: str, match: re.Match[str], start: int, end: int) -> Quantity:
    value, decimals = number_value(match["p1"])
    sign = (match["sgn"] or "").strip()
    # A dash between blanks is punctuation, not a minus.
    if sign in {"-", "minus"} and (
        sign == "minus" or folded[match.start() - 1 : match.start()] == " "
    ):
        value = -value if folded[match.start() : match.start() + 2] != "- " else value
    values: tuple[float, ...] = (value,)
    hedge = hedge_before(folded, start, match.start())
    if match["p2"]:
        second, more = number_value(match["p2"])
        values, decimals, hedge = (value, second), max(decimals, more), "range"
    base, stop = base_after(folded, match.end(), end)
    if match["pp"]:
        return Quantity(match.start(), match.end(), "points", values, decimals, hedge=hedge,
                        number_end=match.end("p1"))  # fmt: skip
    hedge = _hedge_after(folded, stop, hedge)
    return Quantity(match.start(), stop, "percent", values, decimals, base, hedge,
                    number_end=match.end("p2") if match["p2"] else match.end("p1"))  # fmt: skip


def base_after(folded: str, at: int, end: int) -> tuple[str, int]:
    """Return what a percentage ending at ``at`` is a share of, and where that phrase ends."""
    match = _BASE.match(folded, at, end)
    if match is None:
        return "", at
    kind = match.lastgroup or ""
    return kind, at if kind == "other" else match.end()


def _half_percent(folded: str, match: re.Match[str], start: int, end: int) -> Quantity:
    value = fraction_value(match["halfpct"])
    base, stop = base_after(folded, match.end(), end)
    sort: Sort = "points" if "point" in match["hp"] else "percent"
    return Quantity(match.start(), stop, sort, (value,), 2 if value == 0.25 else 1, base,
                    hedge_before(folded, start, match.start()), number_end=match.end())  # fmt: skip


def _fraction(folded: str, match: re.Match[str], start: int, end: int) -> Quantity:
    base, stop = base_after(folded, match.end(), end)
    value = fraction_value(match["fraction"])
    hedge = hedge_before(folded, start, match.start())
    return Quantity(match.start(), stop, "fraction", (round(value * 100, 1),), 0, base,
                    "~" if hedge == "=" else hedge, number_end=match.end())  # fmt: skip


_NO_UNIT_AFTER = re.compile(
    r"\s?(?:years?\b|months?\b|weeks?\b|days?\b|hours?\b|times\b|-year|-day|-hour|-week|-month|th\b|st\b|nd\b|"
    r"rd\b|km\b|kilomet|cent(?!ury)|degrees?|tonnes?|o'clock|a\.m|p\.m|basis|-?fold|am\b|pm\b|/\d|:\d|mm\b|"
    r"stories|storeys|litres?)"
)
_PERSONS_AFTER = re.compile(
    r"\s(?:in uniform|military personnel|active personnel|service ?members|under arms|people in uniform)\b"
)


_MANY = 2060
"""From here on a number that names no unit is no share and no year: if it is told of an ally, then of its people."""

_NUMBERED = re.compile(
    r"\b(?:articles?|figures?|fig\.|tables?|charts?|annex|page|section|chapter|paragraph|appendix|footnote) $"
)


def _bare(folded: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
    if _NO_UNIT_AFTER.match(folded, match.end(), end):
        return None
    before = folded[match.start() - 1 : match.start()]
    # Clock times, scores, numbers of articles and tables, and dates are no levels.
    if before in {":", "/", "#", "."} or _NUMBERED.search(
        folded[max(0, match.start() - 12) : match.start()]
    ):
        return None
    value, decimals = number_value(match["b1"])
    sign = (match["bsgn"] or "").strip()
    if sign == "minus" or (sign == "-" and before == " " and decimals):
        value = -value
    people = value >= _MANY or _PERSONS_AFTER.match(folded, match.end(), end)
    sort: Sort = "persons" if people else "bare"
    hedge = hedge_before(folded, start, match.start())
    base, stop = base_after(folded, match.end(), end)
    base, stop = (base, stop) if base in {"gdp", "gni"} else ("", match.end())
    hedge = _hedge_after(folded, match.end(), hedge)
    return Quantity(
        match.start(), stop, sort, (value,), decimals, base, hedge, number_end=match.end()
    )


_MOVED_UP = re.compile(
    r"\b(?:inch\w*|ris\w+|rose|climb\w*|mov\w+|went|go(?:es)?|going|gone|crept|edg\w+|push\w*|ramp\w*|br(?:ing|ought)\w*|tak\w+|took|"
    r"step\w*|scal\w+|jump\w*|shot|nudg\w+|climbing|rising|spending|budget|share|it|them) up to\s(?:the\s)?$"
)
"""Before an "up to" that tells a move and sets no ceiling."""


_EXACT = re.compile(r"\d+[.,]\d\d(?!\d)")
"""After "less than the": another year's or ally's number, told to the hundredth, is itself no bound."""


def hedge_before(folded: str, start: int, at: int) -> str:
    """Return the comparator the words just before ``at`` express."""
    window = folded[max(start, at - 56) : at]
    if window.endswith(("signed up to ", "sign up to ", "signs up to ")):
        return "="
    if not window[:-1].endswith(_HEDGED):
        return "="
    if window.endswith("than the ") and _EXACT.match(folded, at):
        return "="
    for sign, pattern in _HEDGE_RES:
        if pattern.search(window):
            return "=" if sign == "<=" and _MOVED_UP.search(window) else sign
    return "="
