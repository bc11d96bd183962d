"""What speaks for a period: how it stands to the claim in words and in time, and what was read before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare.news._cues import find_cues
from burdenshare.news._topics import major_clause

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from burdenshare.news._moments import Moment
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time
    from burdenshare.news._words import Word

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
        self,
        text: Text,
        scene: Scene,
        words: Sequence[Word],
        choices: Sequence[Moment],
        years: Years,
    ) -> None:
        self.text, self.scene, self.words, self.choices = text, scene, words, choices
        self.years, self.year = years, text.published.year
        self.starts = [word.start for word in words]
        index = scene.sentence.index
        before = text.scenes[max(0, index - 6) : index]
        earlier = any(_speaks_of_tables(other) for other in before)
        self.tables = ("e" if earlier else "") + ("h" if _speaks_of_tables(scene) else "")
        self.states = _states(scene)
        self.opening = scene.text[:24].split()[:2]
        self.named = {m.period for m in choices if m.source == "here"}
        self.times = "".join(sorted({when(t, self.year) for t in scene.times}))
        place = scene.sentence.paragraph
        self.opens = next(s.start for s in text.scenes if s.sentence.paragraph == place)
        told = [m for m in choices if m.source == "earlier" and m.time is not None]
        self.paragraph = "".join(sorted({when(m.time, self.year) for m in told if m.time}))

    def signals(self, asked: Asked) -> tuple[list[str], list[tuple[str, list[str]]]]:
        """Return what a claim of the sentence says of itself, and what speaks for each period.

        Returns:
            Signals of the claim, which count together with the sort of a period; and for each
            period that it may be about, its sort and its own signals.
        """
        view = _View(self, asked)
        sorts = [view.sort(moment) for moment in self.choices]
        told = [list(view.of(m, sort)) for m, sort in zip(self.choices, sorts, strict=True)]
        return view.context, list(zip(sorts, told, strict=True))


class _View:
    """A claim in its sentence: what is the same for every choice is found once."""

    def __init__(self, setting: Setting, asked: Asked) -> None:
        self.setting, self.asked = setting, asked
        scene, starts = setting.scene, setting.starts
        self.first = bisect_left(starts, asked.start)
        self.after = bisect_left(starts, asked.end)
        self.clause = major_clause(scene, asked.start)
        self.numbers = [
            q for q in scene.quantities
            if (q.sort in _MEASURES or q.decimals) and q.start != asked.start
        ]  # fmt: skip
        self.context = [*self._words(), *self._verbs(), *self._circumstances()]

    def _words(self) -> Iterator[str]:
        words = self.setting.words
        near = words[max(0, self.first - 7) : self.first]
        yield from (f"near<{word.stem}" for word in near)
        yield from (f"all<{word.stem}" for word in words[: self.first])
        yield from (f"near>{word.stem}" for word in words[self.after : self.after + 5])
        left = [word.text for word in near[-2:]]
        yield f"-1={left[-1] if left else '<'}"
        yield f"-2={' '.join(left)}"

    def _verbs(self) -> Iterator[str]:
        asked, scene = self.asked, self.setting.scene
        at, first = asked.start - scene.start, self.clause[0] - scene.start
        cues = find_cues(scene.text)
        ahead = [cue.kind for cue in cues if cue.end <= at]
        inside = [cue.kind for cue in cues if first <= cue.start and cue.end <= at]
        later = next((cue.kind for cue in cues if cue.start >= at), "")
        last = inside[-1] if inside else f"{ahead[-1]}*" if ahead else ""
        yield f"{asked.kind} verb={last}"
        yield f"verbs={' '.join(inside[-2:])}"
        yield f"verb+1={later if not ahead else ''}"

    def _circumstances(self) -> Iterator[str]:
        asked, setting = self.asked, self.setting
        scene, text = setting.scene, setting.text
        kind = asked.kind
        yield kind
        yield f"{kind} {asked.sort}"
        yield f"hedge={asked.hedge}"
        yield f"decimals={asked.decimals} {asked.sort}"
        yield f"decimals={asked.decimals} {kind} {text.latest == setting.year}"
        yield f"value={asked.value if asked.value in _PLEDGED else ''} {kind}"
        yield f"quoted={scene.in_quote(asked.start)}"
        yield f"{kind} times={setting.times}"
        yield f"{kind} paragraph={setting.paragraph} times={setting.times}"
        yield f"{kind} paragraph={setting.paragraph} value={asked.value in _PLEDGED and asked.value}"
        yield f"tables told={setting.tables} {kind}"
        yield f"tables fresh={text.news_year is not None} {kind}"
        yield f"tables behind={setting.year - text.latest} {kind}"
        yield f"place={min(2, scene.sentence.index)} {kind}"
        now = [t.start for t in scene.times if t.sense == "now"]
        if now:
            inside = any(self.clause[0] <= at < self.clause[1] for at in now)
            yield f"now in {'clause' if inside else 'sentence'}"

    def sort(self, moment: Moment) -> str:
        """Return where a period comes from, how it is told and how far it is from today."""
        if moment.source == "here" and moment.time is not None:
            return f"here {moment.time.sense}{self._when(moment)}"
        return moment.source + self._when(moment)

    def of(self, moment: Moment, sort: str) -> Iterator[str]:
        """Yield the signals of one period."""
        source, asked, setting = moment.source, self.asked, self.setting
        yield sort
        if moment.year is not None:
            yield from self._year(moment.year, source)
        if moment.time is not None and moment.scene is not None:
            yield from self._far(moment.time, moment.scene, moment.back, sort)
        elif moment.time is not None and source != "title":
            yield from self._near(moment.time, source)
        if source not in {"here", "first", "last"}:
            yield f"{source} named here={moment.period in setting.named}"
        if asked.told is not None:
            yield from self._told(moment, asked.told, sort)

    def _when(self, moment: Moment) -> str:
        if moment.year is None:
            return ""
        away = moment.year - self.setting.year
        return "+" if away > 0 else "=" if away == 0 else "-1" if away == -1 else "-"

    def _year(self, year: int, source: str) -> Iterator[str]:
        kind, years, text = self.asked.kind, self.setting.years, self.setting.text
        if year == text.news_year:
            yield f"{source} is news"
        away = year - text.latest
        yield f"{source} latest={away if abs(away) < 2 else 9} {kind}"
        yield f"{source} named={min(3, years.named[year])} {kind}"
        yield f"{source} most={year in years.most} {kind}"
        yield f"{source} opening={year == years.first} {kind}"

    def _far(self, time: Time, scene: Scene, back: int, sort: str) -> Iterator[str]:
        """A year of another sentence."""
        kind, value, states = self.asked.kind, self.asked.value, self.setting.states
        yield f"{sort} back={min(4, back)} {kind}"
        yield f"{sort} sense={time.sense} {kind}"
        yield f"{sort} last={scene.times[-1] is time} only={len(scene.times) == 1}"
        yield f"{sort} times here={bool(self.setting.named)}"
        numbers = sum(q.sort in {"percent", "money"} for q in scene.quantities)
        yield f"{sort} numbers={min(3, numbers)}"
        same = value is not None and any(abs(q.values[0] - value) < _SAME for q in scene.quantities)
        shared = str(bool(states & _states(scene))) if states else "?"
        yield f"{sort} same value={same} {kind}"
        yield f"{sort} same value={same} state={shared} {kind}"
        opening = self.setting.opening
        yield f"{sort} opens {opening[0] if opening else ''}"
        yield f"{sort} opens {' '.join(opening)}"

    def _near(self, time: Time, source: str) -> Iterator[str]:
        """A time of the sentence itself."""
        asked, setting = self.asked, self.setting
        words, starts, scene = setting.words, setting.starts, setting.scene
        behind = time.start >= asked.start
        i, j = bisect_left(starts, time.start), bisect_left(starts, time.end)
        gap = words[self.after : i] if behind else words[j : self.first]
        low, high = (asked.end, time.start) if behind else (time.end, asked.start)
        numbers = sum(low <= q.start < high for q in self.numbers)
        times = sum(low <= t.start and t.end <= high for t in scene.times if t is not time)
        apart = not self.clause[0] <= time.start < self.clause[1]
        steps = sum(word.text in ",;:()-" for word in gap)
        far = len(gap) if len(gap) < 5 else 5 + min(4, (len(gap) - 5) // 4)
        base = f"{source}{'>' if behind else '<'}"
        yield base
        yield f"{base} {asked.kind} {time.sense}{when(time, setting.year)}"
        yield f"{base} far={far}"
        yield f"{base} far={far} numbers={min(2, numbers)} apart={apart}"
        yield f"{base} numbers={min(3, numbers)} times={min(2, times)}"
        yield f"{base} numbers={min(3, numbers)} {asked.kind}"
        yield f"{base} apart={apart} {asked.kind}"
        yield f"{base} apart={apart} steps={min(3, steps)}"
        if len(gap) <= 5:
            yield f"{base} between={' '.join(word.text for word in gap)}"
        yield from (f"{base} holds {word.stem}" for word in gap[:12])
        if behind:
            yield f"{base} first={gap[0].stem if gap else ''}"
        yield from self._around(i, j, base, source)
        form = scene.between(time.start, time.end)
        yield f"{source} form={'year' if form[-4:].isdigit() else form} {asked.kind}"
        if time.sense == "by" and not form[-4:].isdigit():
            yield f"{source} counted on, past named={'-' in setting.times} {asked.kind}"
        yield f"{base} first here={scene.times[0] is time} last={scene.times[-1] is time}"
        yield f"{base} nearer={self._nearer(time, high - low)}"
        mine = abs(time.start - asked.start)
        yield f"{base} rank={min(3, sum(abs(t.start - asked.start) < mine for t in scene.times))}"

    def _around(self, i: int, j: int, base: str, source: str) -> Iterator[str]:
        """The words around a time."""
        words = self.setting.words
        left = [word.text for word in words[max(0, i - 2) : i]]
        right = [word.text for word in words[j : j + 2]]
        yield f"{base} -1={left[-1] if left else '<'}"
        yield f"{base} -2={' '.join(left)}"
        yield f"{base} +1={right[0] if right else '>'}"
        yield f"{base} +2={' '.join(right)}"
        yield from (f"{source} after {word.stem}" for word in words[max(0, i - 5) : i])

    def _nearer(self, time: Time, mine: int) -> str:
        """Whether other numbers stand nearer to a time: before it, and after it."""
        before = [time.start - q.end < mine for q in self.numbers if q.end <= time.start]
        after = [q.start - time.end < mine for q in self.numbers if q.start >= time.end]
        return "".join(
            "-" if not side else "nearer " if any(side) else "further " for side in (before, after)
        )

    def _told(self, moment: Moment, told: str, sort: str) -> Iterator[str]:
        """How a period stands to that of the claim before."""
        asked, setting = self.asked, self.setting
        same = _relation(moment, told, setting.year)
        at = asked.told_at
        where = "here" if at >= setting.scene.start else "near" if at >= setting.opens else "before"
        yield f"{sort} same as told={same} {where} {asked.kind}"
        yield f"same as told={same} {where}"
        if where == "here":
            gap = setting.words[bisect_left(setting.starts, asked.told_at) + 1 : self.first]
            yield f"{moment.source} same={same} gap={' '.join(word.text for word in gap[-2:])}"
            yield from (f"same={same} over {word.stem}" for word in gap)


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
