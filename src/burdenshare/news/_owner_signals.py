"""What is weighed to tell whose a number is: where and how someone is named, what the text is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.news._learned import Signals
from burdenshare.news._topics import major_clause

if TYPE_CHECKING:
    import datetime as dt
    from burdenshare.news._candidates import Candidate, Codes, Phrase, Setting
    from burdenshare.news._learned import Told
    from burdenshare.news._quantities import Quantity

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
        scene, words, at = setting.scene, setting.words, quantity.start
        self.at, self.number = at, bisect_left(setting.numbers, at)
        self.here = words.from_(at)
        self.past = words.from_(max(quantity.number_end, quantity.end))
        self.clause = major_clause(scene, at)
        self.words = scene.between(*self.clause)
        self.together = set(_TOGETHER.findall(self.words))
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
        self.opening = words.stems[0] if words.stems else ""
        self.institution = bool(_INSTITUTION.search(told))
        self.in_quote = scene.in_quote(at)
        self.quoted = self.in_quote or scene.text[:1] in {'"', "'"}
        self.first = min((p.start for p in setting.phrases), default=-1)
        self.told = [(where, codes) for where, codes in setting.told if where < at]


def of_candidate(around: Around, one: Candidate) -> Signals:
    """Return the signals for and against a candidate as owner of a number."""
    words: dict[str, set[Told]] = {}
    ahead = 0 if one.before is None else _others(around, one.before.end, around.at, one.codes)
    names = [*_fitting(around, one), *_taken(around, one, ahead), *_known(around, one)]
    if one.before is None:
        names.append("not before")
    else:
        names += _named_before(around, one.before, ahead, words)
    if one.after is None:
        names.append("not after")
    else:
        names += _named_after(around, one.after, one.before is not None, words)
    return Signals(names, words)


def _bucket(count: int) -> str:
    for most in (0, 1, 2, 4, 8, 14):
        if count <= most:
            return str(most)
    return "more"


def _kind(phrase: Phrase) -> str:
    return f"{phrase.kind} {phrase.within}" if phrase.within else phrase.kind


def _named_before(
    around: Around, phrase: Phrase, rank: int, told: dict[str, set[Told]]
) -> list[str]:
    setting, at, words = around.setting, around.at, around.setting.words
    here, first = words.from_(phrase.start), words.from_(phrase.end)
    between = words.stems[first : around.here]
    kind, count = _kind(phrase), len(between)
    numbers = min(2, around.number - bisect_left(setting.numbers, phrase.end))
    pre = words.stems[here - 1] if here else "^"
    pre2 = words.stems[here - 2] if here > 1 else "^"
    marks = words.texts[first : around.here]
    closed = setting.scene.between(phrase.end, at)
    opened = closed.count(")") - closed.count("(")
    names = [
        *_placed(kind, rank, numbers, _bucket(count)),
        *_preceded(pre, kind, rank, here == 0, around.first == phrase.start),
        f"<pre={pre2} {pre}",
        f"<commas={min(2, marks.count(','))}&rank={rank}",
        *[f"<mark={mark}" for mark in _TELLING.intersection(marks)],
        *_segments(around, phrase),
        f"<quoted={setting.scene.in_quote(phrase.start)}&{around.in_quote}&{kind}",
        f"<clause={phrase.start >= around.clause[0]}",
        f"<closed={opened > 0}&{opened < 0}",
    ]
    if between:
        post = between[0]
        names += [
            f"<post={post}&kind={kind}", f"<last={between[-1]}",
            f"<adjective={phrase.adjective}&{post}",
            f"<adjective={phrase.adjective}&{_class(post)}&rank={rank}",
            *{f"<post={stem}" for stem in between[:2]},
        ]  # fmt: skip
    else:
        names.append(f"<adjective={phrase.adjective}&&rank={rank}")
    if count <= 4:
        names.append(f"<gap={' '.join(between)}")
    if count <= 14:
        told["<between="] = set(between)
    return names


_TELLING = frozenset({";", "(", ")", "-", ":", "and", "but", "while", "which", "who", '"'})


@lru_cache(maxsize=1024)
def _placed(kind: str, rank: int, numbers: int, distance: str) -> tuple[str, ...]:
    return (
        f"<kind={kind}", f"<rank={rank}", f"<numbers={numbers}", f"<distance={distance}",
        f"<rank={rank}&numbers={numbers}", f"<kind={kind}&rank={rank}&numbers={numbers}",
        f"<rank={rank}&distance={distance}",
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _preceded(pre: str, kind: str, rank: int, opens: bool, first: bool) -> tuple[str, ...]:
    sort = _class(pre)
    return (
        f"<pre={pre}", f"<pre={pre}&rank={rank}", f"<before={sort}&rank={rank}",
        f"<before={sort}&kind={kind}&first={opens}", f"<first={first}", f"<first={first}&pre={pre}",
    )  # fmt: skip


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


def _segments(around: Around, phrase: Phrase) -> list[str]:
    """How the part of the sentence between marks that holds the name opens, if the number is in another."""
    scene = around.setting.scene
    told = scene.between(scene.start, phrase.start)
    marks = list(_MARKS.finditer(told))
    own = told[marks[-1].end() :] if marks else told
    opening = own.split(maxsplit=2)[:2]
    after = scene.between(phrase.end, around.at)
    parted = list(_MARKS.finditer(after))
    if not parted:
        return [f"<segment={' '.join(opening)}&0"]
    mark = marks[-1].group().strip() if marks else "^"
    then = after[parted[-1].end() :].split(maxsplit=1)[:1]
    return [
        f"<segment={opening[0] if opening else ''}&{mark}&apart",
        f"<segment={' '.join(opening)}&apart",
        f"<segment={mark}&apart={min(3, len(parted))}",
        f"<then={then[0] if then else ''}&{mark}",
    ]


def _named_after(
    around: Around, phrase: Phrase, both: bool, told: dict[str, set[Told]]
) -> list[str]:
    setting, quantity, free = around.setting, around.quantity, around.free
    rank = _others(around, around.at, phrase.start, phrase.codes)
    numbers = bisect_left(setting.numbers, phrase.start) - bisect_right(setting.numbers, around.at)
    numbers = min(2, max(0, numbers))
    between = setting.words.stems[around.past : setting.words.from_(phrase.start)]
    names = [
        *_followed(_kind(phrase), rank, numbers, _bucket(len(between)), free, both),
        f">inside={phrase.start < quantity.end}",
    ]
    if numbers:
        return names
    if len(between) <= 4:
        gap = " ".join(between)
        names += (f">gap={gap}", f">gap={gap}&free={free}")
    if between:
        pre = between[-1]
        names += (f">next={between[0]}", f">pre={pre}", f">pre={pre}&distance={_bucket(len(between))}")
    if len(between) <= 10:
        told[">between="] = set(between)
    return names


@lru_cache(maxsize=1024)
def _followed(
    kind: str, rank: int, numbers: int, distance: str, free: bool, both: bool
) -> tuple[str, ...]:
    side = "both" if both else "only"
    return (
        f">kind={kind}", f">{side}", f">rank={rank}&numbers={numbers}&free={free}",
        f">distance={distance}&rank={rank}", f">free={free}&{side}",
    )  # fmt: skip


def _others(around: Around, start: int, end: int, codes: Codes) -> int:
    """How many others are named between two places, up to three; a list counts once."""
    count = 0
    for first, last, named in around.setting.whole:
        if start <= first and last <= end and named != codes:
            count += 1
    return min(3, count)


def _known(around: Around, one: Candidate) -> list[str]:
    """What the candidate is to the text so far."""
    here = one.before is not None or one.after is not None
    size, share = _sort(one.codes), around.setting.counts.get(one.codes, 0.0)
    standing = around.free, around.pointer, around.later
    roles = one.roles or {"none"}
    main = " ".join(sorted(roles & _MAIN))
    names = [f"share={_portion(share)}", *_stands(main, here, size, *standing)]
    if one.before is not None and around.pointed >= 0:
        after = around.pointed > one.before.end
        names.append(f"pointer={around.pointer}&after={after}&{one.before.kind}")
    for role in roles:
        names += _of_role(role, here, size, *standing)
        if not here:
            names += _of_absent(
                role, size, around.free, around.pointer, around.opening, around.institution, around.quoted
            )  # fmt: skip
    return names


_MAIN = frozenset({"focus", "home", "last", "title"})


@lru_cache(maxsize=1024)
def _stands(
    main: str, here: bool, size: str, free: bool, pointer: str, later: bool
) -> tuple[str, ...]:
    pointed = f"pointer={pointer}&later={later}"
    return (
        f"here={here}&free={free}", f"{pointed}&here={here}", f"{pointed}&size={size}&here={here}",
        f"roles={main}&here={here}&free={free}", f"roles={main}&here={here}&{pointed}",
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _of_role(
    role: str, here: bool, size: str, free: bool, pointer: str, later: bool
) -> tuple[str, ...]:
    of_role = f"role={role}&here={here}"
    return (
        of_role, f"{of_role}&free={free}", f"role={role}&size={size}&here={here}",
        f"{of_role}&pointer={pointer}&later={later}",
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _of_absent(
    role: str, size: str, free: bool, pointer: str, opening: str, institution: bool, quoted: bool
) -> tuple[str, ...]:
    """A role of one the sentence does not name."""
    return (
        f"role={role}&free={free}&opening={opening}",
        f"role={role}&institution={institution}&size={size}",
        f"role={role}&quoted={quoted}&{pointer}",
    )


def _portion(share: float) -> str:
    return next((f"<{most}" for most in (0.01, 0.15, 0.3, 0.5, 0.7) if share < most), "most")


def _taken(around: Around, one: Candidate, ahead: int) -> list[str]:
    """Whether an earlier number of the sentence is the candidate's, and was told before its name."""
    if not around.told:
        return ["told=nothing"]
    mine = [at for at, codes in around.told if codes == one.codes]
    last = around.told[-1][1] == one.codes
    told = f"told={len(mine) > 0}&last={last}"
    side = rank = ""
    if one.before is not None:
        rank = str(ahead)
        if mine:
            side = "number first" if mine[-1] < one.before.start else "name first"
    return [
        *_chained(around, one, *around.told[-1]),
        f"{told}&{side}", f"{told}&rank={rank}&after={one.after is not None}",
    ]  # fmt: skip


def _chained(around: Around, one: Candidate, at: int, codes: Codes) -> list[str]:
    """Whether names stand before or after their numbers, by the number before: "1.5 for A, 1.4 for B"."""
    quantity, after = around.quantity, one.after
    owner = [p for p in around.setting.phrases if p.codes == codes]
    if not owner:
        way = "unnamed"
    else:
        way = "name first" if any(p.end <= at for p in owner) else "number first"
    fresh = one.before is not None and one.before.start > at
    following = after is not None and not _others(
        around, quantity.start, after.start, after.codes
    )  # fmt: skip
    near = following and after is not None and after.start - quantity.end < 16
    return [
        f"chain={way}&fresh={fresh}&following={following}",
        f"chain={way}&fresh={fresh}&near={near}&mine={codes == one.codes}",
    ]


def _sort(codes: Codes) -> str:
    if not codes:
        return "outside"
    return codes[0] if len(codes[0]) != 3 else "one" if len(codes) == 1 else "several"


def _fitting(around: Around, one: Candidate) -> list[str]:
    size, clause, quantity = _sort(one.codes), around.words, around.quantity
    names = [
        f"size={size}", f"size={size}&sort={quantity.sort}&base={quantity.base}",
        f"size={size}&europe={'europe' in clause}", f"size={size}&canad={'canad' in clause}",
        *[f"size={size}&{words}" for words in around.together],
    ]  # fmt: skip
    if quantity.currency:
        names.append(f"currency={_currency(quantity.currency, one.codes, around.setting.day)}")
    return names


@lru_cache(maxsize=1024)
def _currency(currency: str, codes: Codes, day: dt.date) -> str:
    """Tell whether a currency is the candidate's own: a sum in pounds is Britain's."""
    common = currency if currency in {"USD", "EUR"} else "national"
    if len(codes) != 1 or len(codes[0]) != 3:
        return f"{common} {_sort(codes)}"
    own = ally(codes[0]).currency_on(day)
    return f"{common} {own == currency or (currency == 'KRONE' and own in _CROWNS)}"
