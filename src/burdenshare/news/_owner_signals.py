"""What is weighed to tell whose a number is: where and how someone is named, what the text is about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.news._topics import major_clause

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from burdenshare.news._candidates import Candidate, Codes, Phrase, Setting
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene

_POINTERS = re.compile(
    r"\b(?:(?P<own>(?:his|her) (?:own )?(?:country|state|land|nation))|(?P<we>we|us|our|ourselves|my country)|(?P<he>he|she|his|her)|(?P<it>it|its|itself)"
    r"|(?P<they>they|them|their|both|all (?:two|three|four))"
    r"|(?P<land>(?:the|this|that|our|his|her) (?:\w+ )?(?:country|kingdom|nation|republic|state)))\b"
)
_INSTITUTION = re.compile(
    r"\b(?:ministry|government|parliament|cabinet|coalition|budget|treasury|premier|prime minister|"
    r"(?:finance|defen[cs]e) minister|chancellor|president)\b"
)
_TOGETHER = re.compile(
    r"\b(?:average|as a whole|together|combined|total|overall|collectively|jointly|as a group|group|bloc|whole|entirety|in all)\b"
)
_CROWNS = {"NOK", "SEK", "DKK", "CZK"}


class Around:
    """A number in its sentence: what is the same for all its candidates is found once."""

    def __init__(self, setting: Setting, quantity: Quantity) -> None:
        self.setting, self.quantity = setting, quantity
        scene, at = setting.scene, quantity.start
        self.clause = major_clause(scene, at)
        self.words = scene.between(*self.clause)
        self.together = [match.group() for match in _TOGETHER.finditer(self.words)]
        told = scene.between(scene.start, at)
        states = [
            p for p in setting.phrases
            if p.kind in {"ally", "seat", "set", "run"} and p.end <= at
        ]  # fmt: skip
        self.free = not states
        pointers = list(_POINTERS.finditer(told))
        self.pointer = (pointers[-1].lastgroup or "") if pointers else ""
        self.pointed = scene.start + pointers[-1].start() if pointers else -1
        self.later = bool(pointers) and (self.free or self.pointed > states[-1].end)
        self.opening = setting.words[0].stem if setting.words else ""
        self.institution = bool(_INSTITUTION.search(told))
        self.in_quote = scene.in_quote(at)
        self.quoted = self.in_quote or scene.text[:1] in {'"', "'"}
        self.first = min((p.start for p in setting.phrases), default=-1)
        self.told = [(where, codes) for where, codes in setting.told if where < at]


def of_candidate(around: Around, one: Candidate) -> list[str]:
    """Return the signals for and against a candidate as owner of a number."""
    found = set(_named_before(around, one.before))
    found.update(_named_after(around, one))
    found.update(_known(around, one))
    found.update(_fitting(around, one))
    return list(found)


def _bucket(count: int) -> str:
    for most in (0, 1, 2, 4, 8, 14):
        if count <= most:
            return str(most)
    return "more"


def _named_before(around: Around, phrase: Phrase | None) -> Iterator[str]:
    if phrase is None:
        yield "not before"
        return
    setting, quantity = around.setting, around.quantity
    scene, words = setting.scene, setting.words
    rank = _others(setting, phrase.end, quantity.start, phrase)
    numbers = min(2, sum(phrase.end <= at < quantity.start for at in setting.numbers))
    between = [w for w in words if phrase.end <= w.start < quantity.start]
    ahead = [w for w in words if w.start < phrase.start]
    distance = _bucket(len(between))
    kind = phrase.kind + (f" {phrase.within}" if phrase.within else "")
    pre = ahead[-1].stem if ahead else "^"
    pre2 = (ahead[-2].stem if len(ahead) > 1 else "^") + " " + pre
    yield f"<kind={kind}"
    yield f"<rank={rank}"
    yield f"<numbers={numbers}"
    yield f"<distance={distance}"
    yield f"<rank={rank}&numbers={numbers}"
    yield f"<kind={kind}&rank={rank}&numbers={numbers}"
    yield f"<rank={rank}&distance={distance}"
    yield f"<pre={pre}"
    yield f"<pre={pre2}"
    yield f"<pre={pre}&rank={rank}"
    if len(between) <= 4:
        yield "<gap=" + " ".join(w.stem for w in between)
    if len(between) <= 14:
        for word in between:
            yield f"<between={word.stem}"
    for word in between[:2]:
        yield f"<post={word.stem}"
    if between:
        yield f"<post={between[0].stem}&kind={kind}"
        yield f"<last={between[-1].stem}"
    marks = [w.text for w in between]
    yield f"<commas={min(2, marks.count(','))}&rank={rank}"
    for mark in (";", "(", ")", "-", ":", "and", "but", "while", "which", "who", '"'):
        if mark in marks:
            yield f"<mark={mark}"
    yield f"<before={_class(pre)}&rank={rank}"
    yield f"<before={_class(pre)}&kind={kind}&first={not ahead}"
    if between:
        yield f"<adjective={phrase.adjective}&{between[0].stem}"
    yield f"<adjective={phrase.adjective}&{_class(between[0].stem) if between else ''}&rank={rank}"
    yield from (f"<{name}" for name in _segments(scene, phrase, quantity))
    yield f"<quoted={scene.in_quote(phrase.start)}&{around.in_quote}&{kind}"
    yield f"<clause={phrase.start >= around.clause[0]}"
    first = around.first == phrase.start
    yield f"<first={first}"
    yield f"<first={first}&pre={pre}"
    closed = scene.between(phrase.end, quantity.start)
    yield f"<closed={closed.count(')') > closed.count('(')}&{closed.count('(') > closed.count(')')}"


_CLASSES = {
    "determiner": "the a an this that its his her their our both all no every each",
    "joins": "and or but plus",
    "mark": ', ; : ( ) " - .',
    "preposition": "of in for by with from than like unlike behind ahead against to at on over between among above "
    "below besides beside beyond as about under near toward towards since after before while whereas where when "
    "which who if because",
    "auxiliary": "is was are were has had have will would can could may might must should",
}
_SMALL = {word: name for name, words in _CLASSES.items() for word in words.split()}


def _class(stem: str) -> str:
    return "" if stem == "^" else _SMALL.get(stem, "name" if stem[:1] == "<" else "word")


_MARKS = re.compile(r"[,;:()]| - |--")


def _segments(scene: Scene, phrase: Phrase, quantity: Quantity) -> Iterator[str]:
    """How the part of the sentence between marks that holds the name opens, if the number is in another."""
    told = scene.between(scene.start, phrase.start)
    marks = list(_MARKS.finditer(told))
    own = told[marks[-1].end() :] if marks else told
    opening = own.split()[:2]
    parts = min(3, len(_MARKS.findall(scene.between(phrase.end, quantity.start))))
    if not parts:
        yield f"segment={' '.join(opening)}&0"
        return
    mark = marks[-1].group().strip() if marks else "^"
    yield f"segment={opening[0] if opening else ''}&{mark}&apart"
    yield f"segment={' '.join(opening)}&apart"
    yield f"segment={mark}&apart={parts}"
    after = scene.between(phrase.end, quantity.start)
    last = [m.end() for m in _MARKS.finditer(after)][-1]
    then = after[last:].split()[:1]
    yield f"then={then[0] if then else ''}&{mark}"


def _named_after(around: Around, one: Candidate) -> Iterator[str]:
    phrase = one.after
    if phrase is None:
        yield "not after"
        return
    setting, quantity, free = around.setting, around.quantity, around.free
    at = quantity.number_end
    rank = _others(setting, quantity.start, phrase.start, phrase)
    numbers = min(2, sum(quantity.start < n < phrase.start for n in setting.numbers))
    between = [w for w in setting.words if max(at, quantity.end) <= w.start < phrase.start]
    distance = _bucket(len(between))
    side = "both" if one.before else "only"
    kind = phrase.kind + (f" {phrase.within}" if phrase.within else "")
    yield f">kind={kind}"
    yield f">{side}"
    yield f">rank={rank}&numbers={numbers}&free={free}"
    yield f">distance={distance}&rank={rank}"
    yield f">free={free}&{side}"
    yield f">inside={phrase.start < quantity.end}"
    if len(between) <= 4 and not numbers:
        gap = " ".join(w.stem for w in between)
        yield f">gap={gap}"
        yield f">gap={gap}&free={free}"
    if not numbers and between:
        yield f">next={between[0].stem}"
        yield f">pre={between[-1].stem}"
        yield f">pre={between[-1].stem}&distance={distance}"
    if len(between) <= 10 and not numbers:
        for word in between:
            yield f">between={word.stem}"


def _others(setting: Setting, start: int, end: int, phrase: Phrase) -> int:
    """How many others are named between two places, up to three; a list counts once."""
    return min(3, sum(
        start <= p.start and p.end <= end and not p.within and p.codes != phrase.codes
        for p in setting.phrases
    ))  # fmt: skip


def _known(around: Around, one: Candidate) -> Iterator[str]:
    yield from _taken(around, one)
    share = around.setting.counts.get(one.codes, 0.0)
    yield f"share={_portion(share)}"
    free, pointer, later = around.free, around.pointer, around.later
    opening, institution, quoted = around.opening, around.institution, around.quoted
    here = one.before is not None or one.after is not None
    size = _sort(one.codes)
    yield f"here={here}&free={free}"
    yield f"pointer={pointer}&later={later}&here={here}"
    yield f"pointer={pointer}&later={later}&size={size}&here={here}"
    if one.before is not None and around.pointed >= 0:
        after = around.pointed > one.before.end
        yield f"pointer={pointer}&after={after}&{one.before.kind}"
    roles = one.roles or {"none"}
    for role in roles:
        yield f"role={role}&here={here}"
        yield f"role={role}&here={here}&free={free}"
        yield f"role={role}&size={size}&here={here}"
        yield f"role={role}&here={here}&pointer={pointer}&later={later}"
        if here:
            continue
        yield f"role={role}&free={free}&opening={opening}"
        yield f"role={role}&institution={institution}&size={size}"
        yield f"role={role}&quoted={quoted}&{pointer}"
    main = " ".join(sorted(roles & {"focus", "home", "last", "title"}))
    yield f"roles={main}&here={here}&free={free}"
    yield f"roles={main}&here={here}&pointer={pointer}&later={later}"


def _portion(share: float) -> str:
    return next((f"<{most}" for most in (0.01, 0.15, 0.3, 0.5, 0.7) if share < most), "most")


def _taken(around: Around, one: Candidate) -> Iterator[str]:
    """Whether an earlier number of the sentence is the candidate's, and was told before its name."""
    setting, quantity, told = around.setting, around.quantity, around.told
    if not told:
        yield "told=nothing"
        return
    mine = [at for at, codes in told if codes == one.codes]
    last = told[-1][1] == one.codes
    yield from _chained(setting, quantity, one, *told[-1])
    side = ""
    if mine and one.before is not None:
        side = "number first" if mine[-1] < one.before.start else "name first"
    yield f"told={len(mine) > 0}&last={last}&{side}"
    rank = (
        ""
        if one.before is None
        else str(_others(setting, one.before.end, quantity.start, one.before))
    )
    yield f"told={len(mine) > 0}&last={last}&rank={rank}&after={one.after is not None}"


def _chained(
    setting: Setting, quantity: Quantity, one: Candidate, at: int, codes: Codes
) -> Iterator[str]:
    """Whether names stand before or after their numbers, by the number before: "1.5 for A, 1.4 for B"."""
    owner = [p for p in setting.phrases if p.codes == codes]
    if not owner:
        way = "unnamed"
    else:
        way = "name first" if any(p.end <= at for p in owner) else "number first"
    fresh = one.before is not None and one.before.start > at
    following = one.after is not None and not _others(
        setting, quantity.start, one.after.start, one.after
    )  # fmt: skip
    near = following and one.after is not None and one.after.start - quantity.end < 16
    yield f"chain={way}&fresh={fresh}&following={following}"
    yield f"chain={way}&fresh={fresh}&near={near}&mine={codes == one.codes}"


def _sort(codes: Codes) -> str:
    if not codes:
        return "outside"
    return codes[0] if len(codes[0]) != 3 else "one" if len(codes) == 1 else "several"


def _fitting(around: Around, one: Candidate) -> Iterator[str]:
    size, clause, quantity = _sort(one.codes), around.words, around.quantity
    yield f"size={size}"
    yield f"size={size}&sort={quantity.sort}&base={quantity.base}"
    for words in around.together:
        yield f"size={size}&{words}"
    for word in ("europe", "canad"):
        yield f"size={size}&{word}={word in clause}"
    if quantity.currency:
        yield f"currency={_currency(quantity.currency, one.codes, around.setting.day)}"


@lru_cache(maxsize=1024)
def _currency(currency: str, codes: Codes, day: dt.date) -> str:
    """Tell whether a currency is the candidate's own: a sum in pounds is Britain's."""
    common = currency if currency in {"USD", "EUR"} else "national"
    if len(codes) != 1 or len(codes[0]) != 3:
        return f"{common} {_sort(codes)}"
    own = ally(codes[0]).currency_on(day)
    return f"{common} {own == currency or (currency == 'KRONE' and own in _CROWNS)}"
