"""Numbers as papers write them: digits, words, halves and quarters, and what bad scans do."""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: float(value) for value, word in enumerate(_UNITS)} | {
    word: 10.0 * (place + 2) for place, word in enumerate(_TENS)
}
_FRACTIONS = {
    "half": 0.5, "quarter": 0.25, "third": 100 / 3 / 100, "fifth": 0.2, "tenth": 0.1,
    "quarters": 0.25, "thirds": 100 / 3 / 100, "fifths": 0.2, "tenths": 0.1,
}  # fmt: skip

_UNIT = "|".join(_UNITS)
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?|{_UNIT})\b"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"  # thousands
    r"|(?<![\d.,])\d{2,3} \d{3}(?= (?:million|billion|mn|bn))"  # "217 902 million"
    r"|(?<![\d.])\d\s?[.,]\s\d{2}(?!\d)(?=\W)"  # "1. 61"
    r"|\d\s[.,]\d{2}(?!\d)"  # "2 ,22"
    r"|\d\s[.,]\d(?=\s?(?:%|p\.|per))"  # "2 .1 p.c."
    r"|\d+(?:[.,]\d{1,3})?(?!\d)"
)
_MIXED = rf"(?:{_UNIT})[.,]\d{{1,2}}"  # "two.79"
_TAIL = r"(?:[- ]and[- ](?:a[- ])?(?:half|quarter|third|bit)\b|[- ]and[- ]three[- ]quarters\b)"
_SPELT = rf"{_WORD}(?:\s(?:point|comma)(?:(?:\s(?:{_UNIT})\b)+|\s{_WORD}))?"

NUMBER = rf"(?:{_DIGITS}|{_MIXED}|{_SPELT})(?:{_TAIL})?"
"""Regular expression of a number, without groups."""

HAS_NUMBER = re.compile(rf"\d|{'|'.join(_TENS)}|{_UNIT}|half|quarter|third|fifth|tenth")
"""Every number and fraction has one of these: words without are not searched."""

_TAIL_RE = re.compile(rf"({_TAIL})$")


@lru_cache(maxsize=1024)
def number_value(words: str) -> tuple[float, int]:
    """Return the value of a matched number and the decimals it was printed with.

    >>> number_value("three and a half")
    (3.5, 1)
    >>> number_value("1,29")
    (1.29, 2)
    >>> number_value("263,600")
    (263600.0, 0)
    """
    tail = _TAIL_RE.search(words)
    extra, decimals = 0.0, 0
    if tail:
        words = words[: tail.start()]
        extra, decimals = _tail_value(tail.group())
    whole, printed = _plain_value(words.strip(" -"))
    return round(whole + extra, 6), max(decimals, printed)


def _tail_value(tail: str) -> tuple[float, int]:
    if "three" in tail:
        return 0.75, 2
    name = re.split(r"[- ]", tail)[-1]
    return {"half": (0.5, 1), "quarter": (0.25, 2), "third": (0.33, 2), "bit": (0.0, 0)}[name]


def _plain_value(words: str) -> tuple[float, int]:
    if words[:1].isdigit():
        return _digits_value(re.sub(r"\s", "", words))
    mixed = re.fullmatch(rf"({_UNIT})[.,](\d+)", words)
    if mixed:
        digits = mixed.group(2)
        return round(_VALUES[mixed.group(1)] + int(digits) / 10 ** len(digits), 6), len(digits)
    head, _, decimals = words.replace(" comma ", " point ").partition(" point ")
    value = sum(_VALUES[word] for word in re.split(r"[- ]", head))
    if decimals:
        pieces = decimals.split()
        one = sum(_VALUES[word] for word in re.split(r"[- ]", decimals))
        digits = (
            f"{one:.0f}" if decimals.startswith(tuple(_TENS))
            else "".join(str(int(_VALUES[word])) for word in pieces)
        )  # fmt: skip
        return float(f"{int(value)}.{digits}"), len(digits)
    return value, 0


def _digits_value(digits: str) -> tuple[float, int]:
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    digits = digits.replace(",", ".")
    return float(digits), len(digits.partition(".")[2])


_FRACTION = re.compile(
    r"(?P<many>two|three|four|nine)[- ](?P<parts>thirds|quarters|fifths|tenths)"
    r"|(?:an?|one|the)[- ](?P<part>half|quarter|third|fifth|tenth)\b"
    r"|(?P<bare>half)\b"
)

_PLACE = (
    r"(?!the[- ](?:third|fifth|tenth)\b(?! (?:that|which|nato|asked|required|expected|demanded)\b))"
)
FRACTION = _PLACE + "(?:" + re.sub(r"\?P<\w+>", "?:", _FRACTION.pattern) + ")"
"""Regular expression of a fraction in words, without groups.

After "the", a third is mostly a place: "the third rise in a row", but "the fifth that NATO asks for".
"""


def fraction_value(words: str) -> float:
    """Return the value of the fraction ``words`` start with, e.g. 0.25 for "a quarter"."""
    match = _FRACTION.match(words)
    assert match is not None
    if match["many"]:
        return _VALUES[match["many"]] * _FRACTIONS[match["parts"]]
    return _FRACTIONS[match["part"] or match["bare"]]
