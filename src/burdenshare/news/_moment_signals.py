"""What speaks for a period: how it stands to the claim in words and in time, and what was read before."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare.news._cues import find_cues
from burdenshare.news._learned import Signals
from burdenshare.news._topics import major_clause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from burdenshare.news._learned import Group
    from burdenshare.news._moments import Moment
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time
    from burdenshare.news._words import Words

_TABLES = re.compile(
    r"\b(?:tables?|figures|estimates?|data|statistics|numbers|reports?|ranking|edition)\b"
)
_PLEDGED = {1.5, 2.0, 2.5, 3.0, 3.5, 5.0}
_MEASURES = frozenset({"percent", "money", "fraction", "points"})
_SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim whose period is asked for.

    Attributes:
        start: First character of its number, or of its words.
        end: One past the last.
        kind: Type of the claim.
        sort: Sort of its number; ``implied`` when the period is that of no one number.
        hedge: Comparator of its number.
        decimals: Decimals of its number.
        value: The number.
        told: Period of the claim before, if there was one.
        told_at: Where that stands.
    """

    start: int
    end: int
    kind: str
    sort: str = "implied"
    hedge: str = ""
    decimals: int = 0
    value: float | None = None
    told: str | None = None
    told_at: int = -1


class Years:
    """The years of a document: how often each is named, and which comes first."""

    def __init__(self, text: Text) -> None:
        named = [t.year for scene in text.scenes for t in scene.times if t.year is not None]
        self.named = Counter(named)
        most = max(self.named.values(), default=0)
        self.most = {year for year, count in self.named.items() if count == most}
        self.first = next((year for year in named if year <= text.published.year), None)


class Setting:
    """A sentence whose claims are dated: its words, its choices and what its neighbours say."""

    def __init__(
        self, text: Text, scene: Scene, words: Words, choices: Sequence[Moment], years: Years
    ) -> None:
        self.text, self.scene, self.words, self.choices = text, scene, words, choices
        self.years, self.year = years, text.published.year
        index = scene.sentence.index
        before = text.scenes[max(0, index - 6) : index]
        earlier = any(_speaks_of_tables(other) for other in before)
        self.tables = ("e" if earlier else "") + ("h" if _speaks_of_tables(scene) else "")
        self.states = _states(scene)
        opening = scene.text[:24].split()[:2]
        self.opening = (opening[0] if opening else "", " ".join(opening))
        self.named = {m.period for m in choices if m.source == "here"}
        self.times = "".join(sorted({when(t, self.year) for t in scene.times}))
        place = scene.sentence.paragraph
        self.opens = next(s.start for s in text.scenes if s.sentence.paragraph == place)
        told = [m for m in choices if m.source == "earlier" and m.time is not None]
        self.paragraph = "".join(sorted({when(m.time, self.year) for m in told if m.time}))
        self.sorts = [self._sort(moment) for moment in choices]

    def signals(self, asked: Asked) -> tuple[Signals, list[tuple[str, Signals]]]:
        """Return what a claim of the sentence says of itself, and what speaks for each period.

        Returns:
            Signals of the claim, which count together with the sort of a period; and for each
            period that it may be about, its sort and its own signals.
        """
        view = _View(self, asked)
        choices = zip(self.choices, self.sorts, strict=True)
        return view.context, [(sort, view.of(moment, sort)) for moment, sort in choices]

    def _sort(self, moment: Moment) -> str:
        """Return where a period comes from, how it is told and how far it is from today."""
        sense = f" {moment.time.sense}" if moment.source == "here" and moment.time else ""
        if moment.year is None:
            return moment.source + sense
        away = moment.year - self.year
        return f"{moment.source}{sense}{'+' if away > 0 else '=' if away == 0 else '-1' if away == -1 else '-'}"


class _View:
    """A claim in its sentence: what is the same for every choice is found once."""

    def __init__(self, setting: Setting, asked: Asked) -> None:
        self.setting, self.asked = setting, asked
        scene, words = setting.scene, setting.words
        self.first, self.after = words.from_(asked.start), words.from_(asked.end)
        self.clause = major_clause(scene, asked.start)
        self.numbers = [
            q for q in scene.quantities
            if (q.sort in _MEASURES or q.decimals) and q.start != asked.start
        ]  # fmt: skip
        stems, near = words.stems, max(0, self.first - 7)
        self.context = Signals(
            self._beside(),
            {
                "near<": stems[near : self.first], "all<": stems[: self.first],
                "near>": stems[self.after : self.after + 5],
            },
            [self._verbs(), *self._circumstances()],
        )  # fmt: skip

    def _beside(self) -> tuple[str, str]:
        left = self.setting.words.texts[max(0, self.first - 2) : self.first]
        return f"-1={left[-1] if left else '<'}", f"-2={' '.join(left)}"

    def _verbs(self) -> Group:
        asked, scene = self.asked, self.setting.scene
        at, first = asked.start - scene.start, self.clause[0] - scene.start
        cues = find_cues(scene.text)
        ahead = [cue.kind for cue in cues if cue.end <= at]
        inside = [cue.kind for cue in cues if first <= cue.start and cue.end <= at]
        later = "" if ahead else next((cue.kind for cue in cues if cue.start >= at), "")
        last = inside[-1] if inside else f"{ahead[-1]}*" if ahead else ""
        return _verbs, asked.kind, last, tuple(inside[-2:]), later

    def _circumstances(self) -> Iterator[Group]:
        asked, setting = self.asked, self.setting
        scene, text, kind = setting.scene, setting.text, asked.kind
        value = asked.value if asked.value in _PLEDGED else None
        fresh, behind = text.news_year is not None, setting.year - text.latest
        yield _printed, kind, asked.sort, asked.hedge, asked.decimals, value, behind == 0
        yield _of_times, kind, setting.times, setting.paragraph, value
        yield _of_tables, kind, setting.tables, fresh, behind, min(2, scene.sentence.index)
        now = ""
        for time in scene.times:
            if time.sense == "now" and now != "clause":
                now = "clause" if self.clause[0] <= time.start < self.clause[1] else "sentence"
        yield _spoken, scene.in_quote(asked.start), now

    def of(self, moment: Moment, sort: str) -> Signals:
        """Return the signals of one period."""
        source, time, asked = moment.source, moment.time, self.asked
        names: list[str] = [sort]
        words: dict[str, Sequence[str]] = {}
        groups: list[Group] = []
        if moment.year is not None:
            groups.append(self._year(moment.year, source))
        if time is not None and moment.scene is not None:
            groups += self._far(time, moment.scene, moment.back, sort)
        elif time is not None and source != "title":
            groups += self._near(time, source)
            self._between(time, source, names, words)
        if source not in _HERE:
            groups.append((_named_here, source, moment.period in self.setting.named))
        if asked.told is not None:
            where = self._where()
            same = _relation(moment, asked.told, self.setting.year)
            groups.append((_as_told, sort, same, where, asked.kind))
            if where == "here":
                first = self.setting.words.from_(asked.told_at) + 1
                gap = self.setting.words.texts[first : self.first][-2:]
                names.append(f"{source} same={same} gap={' '.join(gap)}")
                words[f"same={same} over "] = self.setting.words.stems[first : self.first]
        return Signals(names, words, groups)

    def _year(self, year: int, source: str) -> Group:
        years, away = self.setting.years, year - self.setting.text.latest
        return (
            _of_year, source, self.asked.kind, away if abs(away) < 2 else 9,
            min(3, years.named[year]), year in years.most, year == years.first,
            year == self.setting.text.news_year,
        )  # fmt: skip

    def _far(self, time: Time, scene: Scene, back: int, sort: str) -> Iterator[Group]:
        """A year of another sentence."""
        kind, value, setting = self.asked.kind, self.asked.value, self.setting
        numbers = min(3, sum(q.sort in {"percent", "money"} for q in scene.quantities))
        last, only = scene.times[-1] is time, len(scene.times) == 1
        yield _of_neighbour, sort, kind, min(4, back), time.sense, last, only, numbers
        yield _of_sentence, sort, bool(setting.named), *setting.opening
        same = value is not None and any(abs(q.values[0] - value) < _SAME for q in scene.quantities)
        shared = str(not setting.states.isdisjoint(_states(scene))) if setting.states else "?"
        yield _same_value, sort, kind, same, shared

    def _near(self, time: Time, source: str) -> Iterator[Group]:
        """A time of the sentence itself."""
        asked, setting, scene = self.asked, self.setting, self.setting.scene
        behind = time.start >= asked.start
        first, last = self._gap(time)
        low, high = (asked.end, time.start) if behind else (time.end, asked.start)
        numbers = sum(low <= q.start < high for q in self.numbers)
        times = sum(low <= t.start and t.end <= high for t in scene.times if t is not time)
        apart = not self.clause[0] <= time.start < self.clause[1]
        steps = min(3, sum(mark in ",;:()-" for mark in setting.words.texts[first:last]))
        gap = max(0, last - first)
        far = gap if gap < 5 else 5 + min(4, (gap - 5) // 4)
        base, kind = f"{source}{'>' if behind else '<'}", asked.kind
        yield _at_distance, base, kind, far, min(3, numbers), min(2, times), apart, steps
        mine = abs(time.start - asked.start)
        rank = min(3, sum(abs(t.start - asked.start) < mine for t in scene.times))
        ends = scene.times[0] is time, scene.times[-1] is time
        yield _among, base, rank, self._nearer(time, high - low), *ends
        form = scene.between(time.start, time.end)
        form = "year" if form[-4:].isdigit() else form
        past = str("-" in setting.times) if time.sense == "by" and form != "year" else ""
        yield _formed, source, base, kind, time.sense, when(time, setting.year), form, past

    def _gap(self, time: Time) -> tuple[int, int]:
        """The first word between a time and the claim, and one past the last."""
        words = self.setting.words
        if time.start >= self.asked.start:
            return self.after, words.from_(time.start)
        return words.from_(time.end), self.first

    def _between(
        self, time: Time, source: str, names: list[str], told: dict[str, Sequence[str]]
    ) -> None:
        """Add the words between a time and the claim, and those around the time."""
        words, behind = self.setting.words, time.start >= self.asked.start
        texts, base = words.texts, f"{source}{'>' if behind else '<'}"
        first, last = self._gap(time)
        i, j = words.from_(time.start), words.from_(time.end)
        left, right = texts[max(0, i - 2) : i], texts[j : j + 2]
        names += (
            f"{base} -1={left[-1] if left else '<'}", f"{base} -2={' '.join(left)}",
            f"{base} +1={right[0] if right else '>'}", f"{base} +2={' '.join(right)}",
        )  # fmt: skip
        gap = words.stems[first:last]
        if len(gap) <= 5:
            names.append(f"{base} between={' '.join(texts[first:last])}")
        if behind:
            names.append(f"{base} first={gap[0] if gap else ''}")
        told[f"{base} holds "] = gap[:12]
        told[f"{source} after "] = words.stems[max(0, i - 5) : i]

    def _where(self) -> str:
        """How near the claim before stands."""
        at, setting = self.asked.told_at, self.setting
        return "here" if at >= setting.scene.start else "near" if at >= setting.opens else "before"

    def _nearer(self, time: Time, mine: int) -> str:
        """Whether other numbers stand nearer to a time: before it, and after it."""
        before = [time.start - q.end < mine for q in self.numbers if q.end <= time.start]
        after = [q.start - time.end < mine for q in self.numbers if q.start >= time.end]
        return "".join(
            "-" if not side else "nearer " if any(side) else "further " for side in (before, after)
        )


_HERE = frozenset({"here", "first", "last"})


def _verbs(kind: str, last: str, inside: tuple[str, ...], later: str) -> Iterable[str]:
    return f"{kind} verb={last}", f"verbs={' '.join(inside)}", f"verb+1={later}"


def _printed(
    kind: str, sort: str, hedge: str, decimals: int, value: float | None, latest: bool
) -> Iterable[str]:
    return (
        kind, f"{kind} {sort}", f"hedge={hedge}", f"decimals={decimals} {sort}",
        f"decimals={decimals} {kind} {latest}", f"value={'' if value is None else value} {kind}",
    )  # fmt: skip


def _of_times(kind: str, times: str, paragraph: str, value: float | None) -> Iterable[str]:
    return (
        f"{kind} times={times}", f"{kind} paragraph={paragraph} times={times}",
        f"{kind} paragraph={paragraph} value={False if value is None else value}",
    )  # fmt: skip


def _of_tables(kind: str, told: str, fresh: bool, behind: int, place: int) -> Iterable[str]:
    return (
        f"tables told={told} {kind}", f"tables fresh={fresh} {kind}",
        f"tables behind={behind} {kind}", f"place={place} {kind}",
    )  # fmt: skip


def _spoken(quoted: bool, now: str) -> Iterable[str]:
    return (f"quoted={quoted}", f"now in {now}") if now else (f"quoted={quoted}",)


def _named_here(source: str, named: bool) -> Iterable[str]:
    return (f"{source} named here={named}",)


def _as_told(sort: str, same: str, where: str, kind: str) -> Iterable[str]:
    return f"{sort} same as told={same} {where} {kind}", f"same as told={same} {where}"


def _of_year(
    source: str, kind: str, away: int, named: int, most: bool, opens: bool, news: bool
) -> Iterable[str]:
    names = (
        f"{source} latest={away} {kind}", f"{source} named={named} {kind}",
        f"{source} most={most} {kind}", f"{source} opening={opens} {kind}",
    )  # fmt: skip
    return (*names, f"{source} is news") if news else names


def _of_neighbour(
    sort: str, kind: str, back: int, sense: str, last: bool, only: bool, numbers: int
) -> Iterable[str]:
    """A year named in another sentence: where, how, and beside how many others."""
    return (
        f"{sort} back={back} {kind}", f"{sort} sense={sense} {kind}",
        f"{sort} last={last} only={only}", f"{sort} numbers={numbers}",
    )  # fmt: skip


def _of_sentence(sort: str, here: bool, first: str, two: str) -> Iterable[str]:
    return f"{sort} times here={here}", f"{sort} opens {first}", f"{sort} opens {two}"


def _same_value(sort: str, kind: str, same: bool, shared: str) -> Iterable[str]:
    return f"{sort} same value={same} {kind}", f"{sort} same value={same} state={shared} {kind}"


def _at_distance(
    base: str, kind: str, far: int, numbers: int, times: int, apart: bool, steps: int
) -> Iterable[str]:
    """A time of the sentence: how many words, numbers, times and marks stand between."""
    return (
        base, f"{base} far={far}", f"{base} far={far} numbers={min(2, numbers)} apart={apart}",
        f"{base} numbers={numbers} times={times}", f"{base} numbers={numbers} {kind}",
        f"{base} apart={apart} {kind}", f"{base} apart={apart} steps={steps}",
    )  # fmt: skip


def _among(base: str, rank: int, nearer: str, first: bool, last: bool) -> Iterable[str]:
    """A time of the sentence among its other times and numbers."""
    return (
        f"{base} rank={rank}", f"{base} nearer={nearer}", f"{base} first here={first} last={last}"
    )  # fmt: skip


def _formed(
    source: str, base: str, kind: str, sense: str, when: str, form: str, past: str
) -> Iterable[str]:
    names = f"{base} {kind} {sense}{when}", f"{source} form={form} {kind}"
    return (*names, f"{source} counted on, past named={past} {kind}") if past else names


def _relation(moment: Moment, told: str, today: int) -> str:
    """Whether a period is that of the claim before, the year before it, or another."""
    if plain(moment.period) == plain(told):
        return "same"
    last = today if told == "current" else int(told[-4:]) if told[-4:].isdigit() else 0
    return "year before" if moment.year is not None and moment.year == last - 1 else "other"


@lru_cache(maxsize=64)
def _speaks_of_tables(scene: Scene) -> bool:
    return bool(_TABLES.search(scene.text))


@lru_cache(maxsize=64)
def _states(scene: Scene) -> frozenset[str]:
    return frozenset(code for m in scene.mentions if m.is_state for code in m.codes)


def when(time: Time, year: int) -> str:
    """Return whether a time lies before, in or after a year, or is none."""
    if time.year is None:
        return "?"
    return "+" if time.year > year else "=" if time.year == year else "-"


def plain(period: str) -> str:
    """Return a period without "by", "from" or "until"."""
    first, _, rest = period.partition(" ")
    return rest if first in {"by", "from", "until"} else period
