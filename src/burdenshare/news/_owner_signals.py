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
    from collections.abc import Collection, Iterable, Iterator

    from burdenshare.news._candidates import Candidate, Codes, Phrase, Setting
    from burdenshare.news._learned import Group, Told
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
        words_of_clause = scene.between(*self.clause)
        self.europe, self.canada = "europe" in words_of_clause, "canad" in words_of_clause
        self.together = sorted(set(_TOGETHER.findall(words_of_clause)))
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
    before, after = one.before, one.after
    rank = 0 if before is None else _others(around, before.end, around.at, one.codes)
    names: list[str] = []
    words: dict[str, Collection[Told]] = {}
    groups = [*_fitting(around, one), *_taken(around, one, rank), *_known(around, one)]
    if before is None:
        names.append("not before")
    else:
        names += _words_before(around, before, rank, words)
        groups += _named_before(around, before, rank)
    if after is None:
        names.append("not after")
    else:
        _named_after(around, after, before is not None, names, words, groups)
    return Signals(names, words, groups)


def _bucket(count: int) -> str:
    for most in (0, 1, 2, 4, 8, 14):
        if count <= most:
            return str(most)
    return "more"


def _kind(phrase: Phrase) -> str:
    return f"{phrase.kind} {phrase.within}" if phrase.within else phrase.kind


def _words_before(
    around: Around, phrase: Phrase, rank: int, told: dict[str, Collection[Told]]
) -> list[str]:
    """The words between a name and the number after it."""
    words = around.setting.words
    here, first = words.from_(phrase.start), words.from_(phrase.end)
    between = words.stems[first : around.here]
    names = [
        f"<pre={words.stems[here - 2] if here > 1 else '^'} {words.stems[here - 1] if here else '^'}",
        *[f"<mark={mark}" for mark in _TELLING.intersection(words.texts[first : around.here])],
        *_segments(around, phrase),
    ]
    if between:
        post, adjective = between[0], f"<adjective={phrase.adjective}"
        names += (
            f"<post={post}&kind={_kind(phrase)}", f"<last={between[-1]}", f"{adjective}&{post}",
            f"{adjective}&{_class(post)}&rank={rank}", *{f"<post={stem}" for stem in between[:2]},
        )  # fmt: skip
    else:
        names.append(f"<adjective={phrase.adjective}&&rank={rank}")
    if len(between) <= 4:
        names.append(f"<gap={' '.join(between)}")
    if len(between) <= 14:
        told["<between="] = set(between)
    return names


_TELLING = frozenset({";", "(", ")", "-", ":", "and", "but", "while", "which", "who", '"'})


def _named_before(around: Around, phrase: Phrase, rank: int) -> Iterator[Group]:
    """Where the name stands."""
    setting, words, kind = around.setting, around.setting.words, _kind(phrase)
    here, first = words.from_(phrase.start), words.from_(phrase.end)
    numbers = min(2, around.number - bisect_left(setting.numbers, phrase.end))
    yield _placed, kind, rank, numbers, _bucket(around.here - first)
    pre = words.stems[here - 1] if here else "^"
    yield _preceded, pre, kind, rank, here == 0, around.first == phrase.start
    between = setting.scene.between(phrase.end, around.at)
    opened = between.count(")") - between.count("(")
    commas = min(2, words.texts[first : around.here].count(","))
    yield _parted, commas, rank, phrase.start >= around.clause[0], opened > 0, opened < 0
    yield _quoted, kind, setting.scene.in_quote(phrase.start), around.in_quote


def _placed(kind: str, rank: int, numbers: int, distance: str) -> Iterable[str]:
    return (
        f"<kind={kind}", f"<rank={rank}", f"<numbers={numbers}", f"<distance={distance}",
        f"<rank={rank}&numbers={numbers}", f"<kind={kind}&rank={rank}&numbers={numbers}",
        f"<rank={rank}&distance={distance}",
    )  # fmt: skip


def _preceded(pre: str, kind: str, rank: int, opens: bool, first: bool) -> Iterable[str]:
    sort = _class(pre)
    return (
        f"<pre={pre}", f"<pre={pre}&rank={rank}", f"<before={sort}&rank={rank}",
        f"<before={sort}&kind={kind}&first={opens}", f"<first={first}", f"<first={first}&pre={pre}",
    )  # fmt: skip


def _parted(commas: int, rank: int, clause: bool, closed: bool, opened: bool) -> Iterable[str]:
    return f"<commas={commas}&rank={rank}", f"<clause={clause}", f"<closed={closed}&{opened}"


def _quoted(kind: str, name: bool, number: bool) -> Iterable[str]:
    return (f"<quoted={name}&{number}&{kind}",)


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
    around: Around, phrase: Phrase, both: bool,
    names: list[str], told: dict[str, Collection[Told]], groups: list[Group],
) -> None:  # fmt: skip
    """Add where a name after the number stands, and the words between."""
    setting, at, free = around.setting, around.at, around.free
    numbers = bisect_left(setting.numbers, phrase.start) - bisect_right(setting.numbers, at)
    numbers = min(2, max(0, numbers))
    between = setting.words.stems[around.past : setting.words.from_(phrase.start)]
    distance, inside = _bucket(len(between)), phrase.start < around.quantity.end
    rank = _others(around, at, phrase.start, phrase.codes)
    groups.append((_followed, _kind(phrase), rank, numbers, distance, free, both, inside))
    if numbers:
        return
    if len(between) <= 4:
        gap = f">gap={' '.join(between)}"
        names += (gap, f"{gap}&free={free}")
    if between:
        pre = f">pre={between[-1]}"
        names += (f">next={between[0]}", pre, f"{pre}&distance={distance}")
    if len(between) <= 10:
        told[">between="] = set(between)


def _followed(
    kind: str, rank: int, numbers: int, distance: str, free: bool, both: bool, inside: bool
) -> Iterable[str]:
    side = "both" if both else "only"
    return (
        f">kind={kind}", f">{side}", f">rank={rank}&numbers={numbers}&free={free}",
        f">distance={distance}&rank={rank}", f">free={free}&{side}", f">inside={inside}",
    )  # fmt: skip


def _others(around: Around, start: int, end: int, codes: Codes) -> int:
    """How many others are named between two places, up to three; a list counts once."""
    count = 0
    for first, last, named in around.setting.whole:
        if start <= first and last <= end and named != codes:
            count += 1
    return min(3, count)


def _known(around: Around, one: Candidate) -> Iterator[Group]:
    """What the candidate is to the text so far."""
    here = one.before is not None or one.after is not None
    size, share = _sort(one.codes), around.setting.counts.get(one.codes, 0.0)
    standing = around.free, around.pointer, around.later
    roles = one.roles or {"none"}
    yield _stands, " ".join(sorted(roles & _MAIN)), _portion(share), here, size, *standing
    if one.before is not None and around.pointed >= 0:
        yield _pointed, around.pointer, around.pointed > one.before.end, one.before.kind
    for role in roles:
        if here:
            yield _of_role, role, here, size, *standing
        else:
            yield _of_absent, role, size, *standing, around.institution, around.quoted
            yield _opened, role, around.free, around.opening


_MAIN = frozenset({"focus", "home", "last", "title"})


def _stands(
    main: str, share: str, here: bool, size: str, free: bool, pointer: str, later: bool
) -> Iterable[str]:
    pointed = f"pointer={pointer}&later={later}"
    return (
        f"share={share}", f"here={here}&free={free}",
        f"{pointed}&here={here}", f"{pointed}&size={size}&here={here}",
        f"roles={main}&here={here}&free={free}", f"roles={main}&here={here}&{pointed}",
    )  # fmt: skip


def _pointed(pointer: str, after: bool, kind: str) -> Iterable[str]:
    return (f"pointer={pointer}&after={after}&{kind}",)


def _of_role(
    role: str, here: bool, size: str, free: bool, pointer: str, later: bool
) -> Iterable[str]:
    of_role = f"role={role}&here={here}"
    return (
        of_role, f"{of_role}&free={free}", f"role={role}&size={size}&here={here}",
        f"{of_role}&pointer={pointer}&later={later}",
    )  # fmt: skip


def _of_absent(
    role: str, size: str, free: bool, pointer: str, later: bool, institution: bool, quoted: bool
) -> Iterable[str]:
    """A role of one the sentence does not name."""
    return (
        *_of_role(role, False, size, free, pointer, later),
        f"role={role}&institution={institution}&size={size}",
        f"role={role}&quoted={quoted}&{pointer}",
    )


def _opened(role: str, free: bool, opening: str) -> Iterable[str]:
    return (f"role={role}&free={free}&opening={opening}",)


def _portion(share: float) -> str:
    return next((f"<{most}" for most in (0.01, 0.15, 0.3, 0.5, 0.7) if share < most), "most")


def _taken(around: Around, one: Candidate, rank: int) -> Iterator[Group]:
    """Whether an earlier number of the sentence is the candidate's, and was told before its name."""
    if not around.told:
        yield (_told_nothing,)
        return
    mine = [at for at, codes in around.told if codes == one.codes]
    last = around.told[-1][1] == one.codes
    side = ""
    if mine and one.before is not None:
        side = "number first" if mine[-1] < one.before.start else "name first"
    place = "" if one.before is None else str(rank)
    yield _told, len(mine) > 0, last, side, place, one.after is not None
    yield _chained(around, one, *around.told[-1])


def _told_nothing() -> Iterable[str]:
    return ("told=nothing",)


def _told(mine: bool, last: bool, side: str, rank: str, after: bool) -> Iterable[str]:
    return f"told={mine}&last={last}&{side}", f"told={mine}&last={last}&rank={rank}&after={after}"


def _chained(around: Around, one: Candidate, at: int, codes: Codes) -> Group:
    """Whether names stand before or after their numbers, by the number before: "1.5 for A, 1.4 for B"."""
    quantity, after = around.quantity, one.after
    owner = [p for p in around.setting.phrases if p.codes == codes]
    if not owner:
        way = "unnamed"
    else:
        way = "name first" if any(p.end <= at for p in owner) else "number first"
    fresh = one.before is not None and one.before.start > at
    following = near = False
    if after is not None:
        following = not _others(around, quantity.start, after.start, after.codes)
        near = following and after.start - quantity.end < 16
    return _chain, way, fresh, following, near, codes == one.codes


def _chain(way: str, fresh: bool, following: bool, near: bool, mine: bool) -> Iterable[str]:
    return (
        f"chain={way}&fresh={fresh}&following={following}",
        f"chain={way}&fresh={fresh}&near={near}&mine={mine}",
    )


def _sort(codes: Codes) -> str:
    if not codes:
        return "outside"
    return codes[0] if len(codes[0]) != 3 else "one" if len(codes) == 1 else "several"


def _fitting(around: Around, one: Candidate) -> Iterator[Group]:
    size, quantity = _sort(one.codes), around.quantity
    yield _fits, size, quantity.sort, quantity.base, around.europe, around.canada
    if around.together:
        yield _together, size, *around.together
    if quantity.currency:
        yield _paid, _currency(quantity.currency, one.codes, around.setting.day)


def _fits(size: str, sort: str, base: str, europe: bool, canada: bool) -> Iterable[str]:
    return (
        f"size={size}", f"size={size}&sort={sort}&base={base}",
        f"size={size}&europe={europe}", f"size={size}&canad={canada}",
    )  # fmt: skip


def _together(size: str, *words: str) -> Iterable[str]:
    return [f"size={size}&{word}" for word in words]


def _paid(currency: str) -> Iterable[str]:
    return (f"currency={currency}",)


@lru_cache(maxsize=1024)
def _currency(currency: str, codes: Codes, day: dt.date) -> str:
    """Tell whether a currency is the candidate's own: a sum in pounds is Britain's."""
    common = currency if currency in {"USD", "EUR"} else "national"
    if len(codes) != 1 or len(codes[0]) != 3:
        return f"{common} {_sort(codes)}"
    own = ally(codes[0]).currency_on(day)
    return f"{common} {own == currency or (currency == 'KRONE' and own in _CROWNS)}"
