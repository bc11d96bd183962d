"""Words that may count allies: numbers, all, none, all but one, two-thirds, the only one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.news._numbers import FRACTION, NUMBER, fraction_value, number_value
from burdenshare.news._subjects import flat_codes, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from burdenshare.news._scene import Scene

_WHO = (
    r"(?:(?:other |nato |nato's |european |member |of its |of the |of our |of the alliance's |smaller |armed |allied |more )*"
    r"(?:allies|ally|members?(?: states?)?|nations?|countries|country|states|capitals|governments|partners|signatories|militaries))"
)
_SIZE = r"(?:2[6-9]|3[0-2]|twenty-(?:six|seven|eight|nine)|thirty-one|thirty-two|thirty)"
_OF = r"(?:out )?of (?:the |its |their |our |nato's |what (?:were|was) then |(?:the )?alliance's |today's )*"
_HEDGE = (
    r"(?:(?:only|just|some|more than|fewer than|less than|at least|about|around|nearly|almost|roughly|barely|over|"
    r"no (?:more|fewer) than|a mere|as many as|a total of|a record|the|those|these)\s)*"
)
_ALL = (
    rf"(?:every(?:one|body| (?:single )?(?:nato )?(?:ally|member(?: state)?|nation|country|capital))|all (?:the |{_SIZE} |of (?:the |its |nato's )?)?"
    rf"(?:nato )?(?:allies|members|nations|countries|member states|them|{_SIZE})|each (?:ally|member)|"
    rf"(?:each|every (?:single |last )?one) of (?:the |its |nato's )?(?:{_SIZE}(?:\s{_WHO})?|them|{_WHO})|a clean sweep)\b"
)
_NONE = (
    rf"(?:nobody(?: else)?|no one(?: else)?|none\b(?: {_OF}(?:them|{_SIZE}|{_WHO}))?|not (?:one|a single one) {_OF}(?:them|{_SIZE}|{_WHO})|"
    r"(?:not (?:one|a single)|no(?: single| other)?) (?:nato )?(?:ally|member(?: state)?|country|nation|government|capital)s?)\b"
)
_BUT = (
    r"(?:all|everybody|everyone|every (?:ally|member|country|nation)|each)(?: \w+)? (?:but|however|except|bar|save) "
    rf"(?P<butn>{NUMBER})(?: of (?:the |its |nato's |the alliance's )?(?P<butof>{_SIZE}))?"
)
_PART = r"(?:two[- ]thirds|three[- ]quarters|four[- ]fifths|three[- ]fifths|an? (?:third|quarter|fifth)|one[- ](?:third|quarter|fifth)|half)"
_DOZEN = r"(?:half[- ]a[- ]dozen|(?:a|two|one)\sdozen|dozen|duo|trio|quartet)\b"
_GROUPS = {"duo": 2.0, "trio": 3.0, "quartet": 4.0}
_COUNT = re.compile(
    rf"\b(?=\w)(?:(?P<but>{_BUT})|(?P<all>{_ALL})|(?P<none>{_NONE})"
    rf"|(?P<vague>(?:many|most|several|(?:the |a )?(?:\w+ )?(?:majority|minority) of|few|some)\s(?:of the\s|the\s)?{_WHO}\b)"
    rf"|(?P<part>{_HEDGE}(?:just under |well over |close to )?{_PART} (?:of )?(?:(?:the |its |nato's |all |the alliance's )*"
    rf"(?:{_WHO}|membership|{_SIZE}(?:\s{_WHO})?)|the (?:alliance|bloc|club)|nato|them|the total)\b(?!'))"
    r"|(?P<sole>the (?:one and )?(?:sole|only|single|lone)\s(?:other |nato )*(?:ally|one|member|country|nation|exception)\b)"
    rf"|(?P<n>{_HEDGE}(?P<num>(?<![-\w.,:])(?:{_DOZEN}|{NUMBER}))(?![-/.,:]?\d|-[a-z]|[ -]?(?:%|per ?cent|percent|p\.c|percentage|[-]point))(?: or {NUMBER})?"
    rf"(?: (?:more|others?)\b)?(?:\s{_WHO}\b)?(?:\s{_OF}(?:(?P<of>{_SIZE})\b(?:\s{_WHO}\b)?|them|those|{_WHO}\b))?))"
)
_OUTSIDE = re.compile(
    r"\s(?:seats|clubs|players|hospitals|lenders|banks|people|years|months|weeks|days|hours)\b"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Words that may count allies; positions in the document.

    Attributes:
        start: First character.
        end: One past the last.
        value: How many they are; ``None`` for "most allies".
        comparator: Of the number.
        form: How they count: ``but``, ``all``, ``none``, ``vague``, ``part``, ``sole``, ``n`` or ``list``.
        codes: Allies that are the ones counted.
    """

    start: int
    end: int
    value: float | None
    comparator: str
    form: str
    codes: tuple[str, ...] = ()


def find_counted(scene: Scene, total: int) -> Iterator[Counted]:
    """Return what may count allies in a sentence.

    Args:
        scene: The sentence.
        total: How many allies there are.
    """
    for match in _COUNT.finditer(scene.text):
        form = match.lastgroup if match.lastgroup in _READ else next(k for k in _READ if match[k])
        number = _value(form, match, total)
        start, end = scene.start + match.start(), scene.start + match.end()
        if number is None or (form == "n" and _is_other(scene, match)):
            continue
        if form == "all" and _DEMANDED.search(scene.text[: match.start()]):
            continue
        if _PART_OF.search(scene.text[: match.start()]) or (
            form == "sole" and _MOVES.match(scene.text, match.end())
        ):
            continue
        codes = _before(scene, start) if form == "sole" else ()
        if form == "sole" and codes:
            start = min(m.start for m in scene.mentions if m.codes[:1] and m.codes[0] in codes)
        yield Counted(start, end, *number, form, codes)
    yield from _listed(scene)


_PART_OF = re.compile(r"\b(?:including|among them|such as)(?: (?!\d)[\w-]+){0,4},? $")
"""Before some of those who have been counted: "23 members, including the two newest, Finland and Sweden"."""

_DEMANDED = re.compile(
    r"\b(?:insist\w*|demand\w*|urg(?:ed|es|ing)|ask(?:ed|s|ing)|requir\w+|call(?:ed|s|ing)|push(?:ed|es|ing)|propos\w+)(?: on| for)?(?: that)? $"
)
"""Before all of whom something is demanded: it is no count of those who do it."""

_MOVES = re.compile(
    r" (?:whose|where) (?:\w+ ){0,3}(?:has |have |had )?(?:drop|f[ae]ll|shr[aiu]nk|declin|ris|rose|gr[eo]w|increas|decreas|cut)"
)
"""What only one ally's spending does is no level that it meets: "the only ally whose spending has dropped"."""

_READ = ("but", "all", "none", "vague", "part", "sole", "n")


def _value(form: str, match: re.Match[str], total: int) -> tuple[float | None, str] | None:
    """Return how many allies the words mean, and how exactly."""
    if form == "but":
        of = number_value(match["butof"])[0] if match["butof"] else None
        # Complements are counted among those in the tables, which have no row for Iceland.
        return (of or total - 1) - number_value(match["butn"])[0], "="
    if form == "all":
        size = re.search(_SIZE, match.group())
        armed = re.match(
            r"[^,.;]{0,8}\bwith (?:armed forces|armies|an army|a military)",
            match.string[match.end() :],
        )
        return (number_value(size.group())[0] if size else float(total - bool(armed))), "="
    if form == "none":
        return 0.0, "="
    if form == "vague":
        return None, "="
    if form == "sole":
        return 1.0, "="
    if form == "part":
        return _part(match["part"], total)
    return _number(match, total)


def _part(words: str, total: int) -> tuple[float, str]:
    """Return how many allies "more than two-thirds of them" are, in whole allies."""
    part = re.search(FRACTION, words)
    share = fraction_value(part.group()) if part else 0.0
    more, less = (
        re.search(r"\b(?:more than|over)\b", words),
        re.search(r"\b(?:less|fewer|under)\b", words),
    )
    return float(int(share * total + 0.01)), "<" if less else ">" if more else "~"


def _number(match: re.Match[str], total: int) -> tuple[float, str] | None:
    words = match["num"]
    if words in _GROUPS:
        value = _GROUPS[words]
    elif words.endswith("dozen"):
        value = {"half": 6.0, "two ": 24.0}.get(words[:4], 12.0)
    else:
        value = number_value(words)[0]
    if not 0 < value <= 32 or value != int(value):
        return None
    some = _OF_SOME.search(match.string[: match.start()])
    if some and number_value(some["of"])[0] < 28 < total:
        return None  # "of the 25 members surveyed, only ten"
    if match["of"] and number_value(match["of"])[0] < 28 < total:
        return None  # "23 of the 27" are another union's
    hedge = match["n"][: match.start("num") - match.start("n")]
    if re.search(r"more than|over\b", hedge):
        return value, ">"
    if re.search(r"fewer|less", hedge):
        return value, "<"
    return value, "~" if re.search(
        r"about|around|some|nearly|almost|roughly|barely", hedge
    ) else "="


_ONE_OF = re.compile(
    r" of (?:the|its|nato's|several|many|few|some) (?:\w+ ){0,2}?(?:countries|allies|members|nations|states)\b"
)
"""After "one" that counts nobody: "one of the countries that fell short"."""

_OF_SOME = re.compile(
    rf"\b(?:of|among) the (?P<of>{NUMBER}) [^.;:]{{0,60}}?, (?:only |just |some )*$"
)
"""How many have been looked at, told before how many of them do something."""

_NTH_YEAR = re.compile(
    r"\b(?:until|in|by|of|or|and|from|than) (?:year|article|day|week|chapter|page) $"
)
"""What is numbered, not counted: "until year ten"."""


def _is_other(scene: Scene, match: re.Match[str]) -> bool:
    """Whether a number is an amount, a date or a span of time."""
    start, end = scene.start + match.start("num"), scene.start + match.end("num")
    if _NTH_YEAR.search(scene.text[: match.start("num")]):
        return True
    if match["num"] == "one" and _ONE_OF.match(scene.text, match.end("num")):
        return True
    dozen = match["num"].endswith("dozen") or match["num"] in _GROUPS
    if not dozen and any(
        q.start < end and start < q.end for q in scene.quantities if q.sort != "bare"
    ):
        return True
    if any(t.start < end and start < t.end for t in scene.times):
        return True
    whole = re.search(
        r"\b(?:of|from|among)(?: all| the| what were then| nato's)* $",
        scene.text[: match.start("num")],
    )
    return bool(whole and not dozen and number_value(match["num"])[0] >= 28) or bool(
        _OUTSIDE.match(scene.text, match.end("num"))
    )


def _before(scene: Scene, at: int) -> tuple[str, ...]:
    """Return the allies named last before "the only one"."""
    named = [run for run in runs(scene.mentions, scene) if run[-1].end <= at and run[-1].is_state]
    return flat_codes(named[-1]) if named else ()


def _listed(scene: Scene) -> Iterator[Counted]:
    """Return "Only Poland, Greece and Latvia": a count told by its names."""
    for run in runs([m for m in scene.mentions if m.is_state], scene):
        codes = flat_codes(run)
        only = scene.between(run[0].start - 10, run[0].start).endswith(
            ("only ", "only the ", "just ")
        )
        if _PART_OF.search(scene.between(run[0].start - 60, run[0].start)):
            continue
        if len(codes) > 1 or only:
            form = "only list" if only else "list"
            yield Counted(run[0].start, run[-1].end, float(len(codes)), "=", form, codes)
