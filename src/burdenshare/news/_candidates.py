"""Who a number may belong to, and what speaks for each of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from burdenshare.allies import allies, ally
from burdenshare.news._fold import fold_same_length
from burdenshare.news._mentions import find_mentions
from burdenshare.news._topics import major_clause

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from burdenshare.news._draft import Memory
    from burdenshare.news._mentions import Mention
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._words import Word

Codes = tuple[str, ...]

_NAMED = frozenset({"ally", "seat", "set", "person", "group", "epithet", "outsider"})
_EUROPE = re.compile(
    r"\b(?:canad(?:a|ians?) (?:and|plus|with|together with) (?:the |its |nato's |rest of )*)?(?:nato )?europe(?:ans?)?\b(?! union)(?:'s)?"
    r"(?: (?:nato )?(?:members?|allies|part|side|half|states|countries|nations|wing|pillar|governments|capitals))?(?: (?:of|in) (?:nato|the alliance))?"
    r"(?:,? (?:and|plus|with|together with|along with|as well as|including|&) (?:the |in )?canad(?:a|ians?)\b)?"
)
_AND = re.compile(
    r"(?:'s|')?\s*(?:,|,?\s*(?:and|&|plus|or|as well as))\s*(?:the\s|both\s|also\s|in\s|then\s)*"
)
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a sentence that name someone, or several joined by "and".

    Attributes:
        start: First character.
        end: One past the last.
        codes: Whom they name.
        kind: Sort of name; ``place`` for a capital that is the city.
        within: Place in a longer list: ``first``, ``inner``, ``last``, or "".
        size: How many names.
        adjective: Whether a nation's adjective names it: "Greek", "Danes".
    """

    start: int
    end: int
    codes: Codes
    kind: str
    within: str = ""
    size: int = 1
    adjective: bool = False


@dataclass(slots=True)
class Candidate:
    """Someone a number may belong to.

    Attributes:
        codes: Who.
        before: The last words before the number that name them.
        after: The first words after it that do.
        roles: What they are to the text so far: ``focus``, ``home``, ``last`` and the like.
    """

    codes: Codes
    before: Phrase | None = None
    after: Phrase | None = None
    roles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all candidates of a sentence's numbers share.

    Attributes:
        scene: The sentence.
        words: Its words.
        phrases: Names in it, in order.
        numbers: Start of every share, sum or bare number told as a level.
        roles: Those known from the rest of the text, with what they are to it.
        day: Day of publication.
        counts: Share of each among the allies named in the text.
        told: Numbers of the sentence whose owner is known: where, and whose.
    """

    scene: Scene
    words: Sequence[Word]
    phrases: tuple[Phrase, ...]
    numbers: tuple[int, ...]
    roles: dict[Codes, set[str]]
    day: dt.date
    counts: dict[Codes, float]
    told: list[tuple[int, Codes]]


def phrases_of(scene: Scene) -> tuple[Phrase, ...]:
    """Return the names of a sentence in order: lists as a whole, and each name."""
    europe = list(_europe(scene))
    found = [_phrase(m, scene.between(m.start, m.end)) for m in scene.mentions if m.kind in _NAMED]
    found = [p for p in found if not any(e.start <= p.start < e.end for e in europe)]
    runs: list[list[Phrase]] = []
    for phrase in found:
        joined = runs and _AND.fullmatch(scene.between(runs[-1][-1].end, phrase.start))
        if joined and _lists(phrase) and _lists(runs[-1][-1]):
            runs[-1].append(phrase)
        else:
            runs.append([phrase])
    made: list[Phrase] = europe
    for run in runs:
        if len(run) > 1:
            codes = tuple(code for phrase in run for code in phrase.codes)
            made.append(Phrase(run[0].start, run[-1].end, codes, "run", "", len(run)))
            last = len(run) - 1
            loose = _APART.search(scene.text) or scene.between(
                run[-2].end, run[-1].start
            ).strip() in {",", "'s,"}
            for place, each in enumerate(run):
                within = "first" if place == 0 else "last" if place == last else "inner"
                if loose or within == "last":
                    made.append(Phrase(each.start, each.end, each.codes, each.kind, within, 1, each.adjective))
        else:
            made.append(run[0])
    return tuple(sorted(made, key=lambda p: (p.start, -p.end)))


_APART = re.compile(r"\b(?:latter|former|the last|the first|respective(?:ly)?)\b")
"""Words that single out one of a list."""


def _lists(phrase: Phrase) -> bool:
    return phrase.kind in {"ally", "seat", "set"}


def _phrase(mention: Mention, words: str) -> Phrase:
    kind = "place" if mention.place else mention.kind
    adjective = kind == "ally" and words in _adjectives()
    return Phrase(mention.start, mention.end, mention.codes, kind, adjective=adjective)


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(fold_same_length(word) for member in allies() for word in member.demonyms)


def _europe(scene: Scene) -> Iterator[Phrase]:
    """Europe as a whole, with Canada where it stands beside it."""
    if "europe" not in scene.text:
        return
    for match in _EUROPE.finditer(scene.text):
        wider = "canad" in match.group()
        start, end = scene.start + match.start(), scene.start + match.end()
        known = [m for m in scene.mentions if m.start < end and start < m.end]
        if known and not wider:
            continue
        if any(m.start < start or m.end > end for m in known):
            continue
        yield Phrase(start, end, ("NATO_EUR_CAN",) if wider else ("NATO_EUR",), "europe")


def setting_of(
    text: Text, scene: Scene, words: Sequence[Word], numbers: Sequence[Quantity], memory: Memory
) -> Setting:
    """Return what the candidates of a sentence's numbers share."""
    roles: dict[Codes, set[str]] = {}

    def note(codes: Codes, role: str) -> None:
        if codes:
            roles.setdefault(codes, set()).add(role)

    note(memory.focus, "focus")
    note(memory.home, "home")
    note(memory.lead if len(memory.lead) > 1 else (), "lead")
    note(memory.other, "other")
    note(memory.speaker, "speaker")
    note(memory.owner, "last")
    index = scene.sentence.index
    if memory.owned:
        ago = min(2, index - memory.owned[-1][0])
        same = text.scenes[memory.owned[-1][0]].sentence.paragraph == scene.sentence.paragraph
        note(memory.owner, f"last ago{ago} {same}")
        note(memory.owned[0][1], "told first")
        often = Counter(codes for _, codes in memory.owned).most_common(1)[0]
        note(often[0], f"told often {min(3, often[1])}")
    for codes in memory.own:
        note(codes, "own")
    opening = next((s for s in text.scenes if s.sentence.paragraph == scene.sentence.paragraph), scene)
    if opening is not scene:
        for phrase in phrases_of(opening):
            if phrase.kind not in {"place", "outsider"} and not phrase.within:
                note(phrase.codes, "paragraph")
                break
    for ago in (1, 2):
        if index - ago < 0:
            break
        earlier = text.scenes[index - ago]
        named = [p for p in phrases_of(earlier) if p.kind not in {"place", "outsider"} and not p.within]
        for place, phrase in enumerate(named):
            note(phrase.codes, f"ago{ago}")
            if place == 0:
                note(phrase.codes, f"ago{ago} first")
            if place == len(named) - 1:
                note(phrase.codes, f"ago{ago} last")
    if text.title_scene is not None:
        for phrase in phrases_of(text.title_scene):
            if phrase.kind != "outsider" and not phrase.within:
                note(phrase.codes, "title")
    note(_first(text), "first")
    note(next(iter(memory.counts), ()), "most")
    return Setting(
        scene, words, phrases_of(scene), tuple(sorted(q.start for q in numbers)), roles,
        text.published, memory.counts, [],
    )


def remember(setting: Setting, at: int, codes: Codes) -> None:
    """Note whose a number of the sentence is, for the numbers after it."""
    setting.told.append((at, codes))
    for roles in setting.roles.values():
        roles.difference_update([role for role in roles if role.startswith("last")])
    if codes:
        setting.roles.setdefault(codes, set()).update(("last", "last ago0 True"))


def named_in(text: Text) -> dict[Codes, float]:
    """Return the share of each ally among those a text names, the one named most first."""
    counted = Counter(m.codes for scene in text.scenes for m in scene.mentions if m.is_state)
    return {codes: times / counted.total() for codes, times in counted.most_common()}


def own_of(text: Text) -> tuple[Codes, ...]:
    """Return the allies whose paper or whose money it is: what "we" may mean."""
    outlet = find_mentions(text.outlet, fold_same_length(text.outlet), text.published)
    money = Counter(q.currency for s in text.scenes for q in s.quantities if q.currency)
    own = [m.codes for m in outlet if m.kind in {"ally", "seat"}]
    for currency, code in _PAID_IN.items():
        if money[currency] and money[currency] >= 0.4 * money.total():
            own.append((code,))
    return tuple(own)


_PAID_IN = {
    "GBP": "GBR", "PLN": "POL", "NOK": "NOR", "SEK": "SWE", "DKK": "DNK", "CZK": "CZE", "HUF": "HUN", "RON": "ROU",
    "CAD": "CAN", "TRY": "TUR", "ISK": "ISL", "ALL": "ALB", "MKD": "MKD",
}  # fmt: skip


def _first(text: Text) -> Codes:
    return next((m.codes for scene in text.scenes[:3] for m in scene.mentions if m.is_state), ())


def candidates_of(setting: Setting, quantity: Quantity) -> list[Candidate]:
    """Return everyone a number may belong to."""
    found: dict[Codes, Candidate] = {}
    for phrase in setting.phrases:
        one = found.setdefault(phrase.codes, Candidate(phrase.codes))
        if phrase.end <= quantity.start:
            one.before = phrase
        elif phrase.start >= quantity.number_end and one.after is None:
            one.after = phrase
    for codes, roles in setting.roles.items():
        found.setdefault(codes, Candidate(codes)).roles |= roles
    return [one for one in found.values() if one.before or one.after or one.roles]


def of_candidate(setting: Setting, quantity: Quantity, one: Candidate) -> list[str]:
    """Return the signals for and against a candidate as owner of a number."""
    found = set(_named_before(setting, quantity, one.before))
    found.update(_named_after(setting, quantity, one))
    found.update(_known(setting, quantity, one))
    found.update(_fitting(setting, quantity, one))
    return sorted(found)


def _bucket(count: int) -> str:
    for most in (0, 1, 2, 4, 8, 14):
        if count <= most:
            return str(most)
    return "more"


def _named_before(setting: Setting, quantity: Quantity, phrase: Phrase | None) -> Iterator[str]:
    if phrase is None:
        yield "not before"
        return
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
    yield f"<quoted={scene.in_quote(phrase.start)}&{scene.in_quote(quantity.start)}&{kind}"
    clause = major_clause(scene, quantity.start)
    yield f"<clause={phrase.start >= clause[0]}"
    first = min(p.start for p in setting.phrases) == phrase.start
    yield f"<first={first}"
    yield f"<first={first}&pre={pre}"
    closed = scene.between(phrase.end, quantity.start)
    yield f"<closed={closed.count(')') > closed.count('(')}&{closed.count('(') > closed.count(')')}"


_SMALL = {
    **dict.fromkeys("the a an this that its his her their our both all no every each".split(), "determiner"),
    **dict.fromkeys("and or but plus".split(), "joins"), **dict.fromkeys(",;:()\"-.", "mark"),
    **dict.fromkeys(
        "of in for by with from than like unlike behind ahead against to at on over between among above below "
        "besides beside beyond as about under near toward towards since after before while whereas where when "
        "that which who if because".split(), "preposition"),
    **dict.fromkeys("is was are were has had have will would can could may might must should".split(), "auxiliary"),
}  # fmt: skip


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


def _named_after(setting: Setting, quantity: Quantity, one: Candidate) -> Iterator[str]:
    phrase = one.after
    if phrase is None:
        yield "not after"
        return
    at = quantity.number_end
    rank = _others(setting, quantity.start, phrase.start, phrase)
    numbers = min(2, sum(quantity.start < n < phrase.start for n in setting.numbers))
    between = [w for w in setting.words if max(at, quantity.end) <= w.start < phrase.start]
    distance = _bucket(len(between))
    side = "both" if one.before else "only"
    free = not any(
        p.kind in {"ally", "seat", "set", "run"} and p.end <= quantity.start for p in setting.phrases
    )
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


def _known(setting: Setting, quantity: Quantity, one: Candidate) -> Iterator[str]:
    scene = setting.scene
    yield from _taken(setting, quantity, one)
    share = setting.counts.get(one.codes, 0.0)
    yield f"share={_portion(share)}"
    states = [
        p for p in setting.phrases
        if p.kind in {"ally", "seat", "set", "run"} and p.end <= quantity.start
    ]  # fmt: skip
    free = not states
    here = one.before is not None or one.after is not None
    told = scene.between(scene.start, quantity.start)
    pointers = list(_POINTERS.finditer(told))
    pointer = (pointers[-1].lastgroup or "") if pointers else ""
    later = bool(pointers) and (free or scene.start + pointers[-1].start() > states[-1].end)
    opening = setting.words[0].stem if setting.words else ""
    institution = bool(_INSTITUTION.search(told))
    size = _sort(one.codes)
    yield f"here={here}&free={free}"
    yield f"pointer={pointer}&later={later}&here={here}"
    if one.before is not None and pointers:
        after = scene.start + pointers[-1].start() > one.before.end
        yield f"pointer={pointer}&after={after}&{one.before.kind}"
    roles = one.roles or {"none"}
    quoted = scene.in_quote(quantity.start) or scene.text[:1] in {'"', "'"}
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


def _taken(setting: Setting, quantity: Quantity, one: Candidate) -> Iterator[str]:
    """Whether an earlier number of the sentence is the candidate's, and was told before its name."""
    told = [(at, codes) for at, codes in setting.told if at < quantity.start]
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
    rank = "" if one.before is None else str(_others(setting, one.before.end, quantity.start, one.before))
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


def _fitting(setting: Setting, quantity: Quantity, one: Candidate) -> Iterator[str]:
    size = _sort(one.codes)
    yield f"size={size}"
    yield f"size={size}&sort={quantity.sort}&base={quantity.base}"
    clause = setting.scene.between(*major_clause(setting.scene, quantity.start))
    for match in _TOGETHER.finditer(clause):
        yield f"size={size}&{match.group()}"
    for word in ("europe", "canad"):
        yield f"size={size}&{word}={word in clause}"
    if quantity.currency:
        yield f"currency={_currency(quantity.currency, one.codes, setting.day)}"


@lru_cache(maxsize=1024)
def _currency(currency: str, codes: Codes, day: dt.date) -> str:
    """Tell whether a currency is the candidate's own: a sum in pounds is Britain's."""
    common = currency if currency in {"USD", "EUR"} else "national"
    if len(codes) != 1 or len(codes[0]) != 3:
        return f"{common} {_sort(codes)}"
    own = ally(codes[0]).currency_on(day)
    return f"{common} {own == currency or (currency == 'KRONE' and own in _CROWNS)}"
