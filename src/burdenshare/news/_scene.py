"""A document prepared for reading: folded text, sentences, and what each sentence mentions."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from burdenshare.news._about import density_of, is_about
from burdenshare.news._fold import fold_same_length
from burdenshare.news._look import Start, heads_of, starts_of
from burdenshare.news._mentions import Mention, find_mentions
from burdenshare.news._quantities import Quantity, find_quantities
from burdenshare.news._sentences import Sentence, split_sentences
from burdenshare.news._times import Time, find_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_QUOTED = re.compile(r"\"[^\"\n]{1,900}\"?")
_INNER = re.compile(r"\([^()\n]{0,300}\)")


MAX_QUANTITIES = 32
"""Numbers looked at in one sentence: no sentence of prose has more, and it bounds the work."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One sentence with its mentions, quantities and times; equal to itself alone.

    Attributes:
        sentence: Where it stands.
        text: Its words, folded.
        mentions: Names in it.
        quantities: Numbers in it, in order.
        times: References to time in it.
        quotes: Spans between quotation marks, marks included.
        question: Whether it asks.
        starts: Where its words stand, and what each begins with.
        heads: All they begin with: most of what might be looked for cannot be there.
    """

    sentence: Sentence
    text: str
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    quotes: tuple[tuple[int, int], ...]
    question: bool
    starts: tuple[Start, ...]
    heads: frozenset[str]

    @property
    def start(self) -> int:
        """First character in the document."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """One past the last."""
        return self.sentence.end

    def between(self, start: int, end: int) -> str:
        """Folded words from ``start`` to ``end`` (positions in the document)."""
        first = self.sentence.start
        return self.text[start - first if start > first else 0 : end - first if end > first else 0]

    def in_quote(self, at: int) -> bool:
        """Whether position ``at`` stands between quotation marks."""
        return any(start < at < end for start, end in self.quotes)


@dataclass(frozen=True)
class Text:
    """A document's words, prepared once and read by every stage.

    Attributes:
        original: The text as given; every span indexes it.
        folded: Equally long, for matching.
        title: The headline.
        published: Day relative dates are counted from.
        dated: Whether that day was given rather than assumed.
        scenes: The sentences.
        title_scene: The headline as a sentence, its spans indexing the title.
        latest: Year that the tables of the day reach: what an undated share is about.
        relevant: Whether the document may make claims on defence spending.
        news_year: Past year of tables that have just come out, if any have.
        density: How much of it is about defence: ``none``, ``little``, ``some`` or ``much``.
        values: How many of its numbers have which value.
    """

    original: str
    folded: str
    title: str
    published: dt.date
    dated: bool
    scenes: tuple[Scene, ...]
    title_scene: Scene | None
    relevant: bool
    latest: int
    outlet: str = ""
    news_year: int | None = None
    density: str = ""
    values: Mapping[float, int] = field(default_factory=dict)


def prepare(
    text: str, title: str, published: dt.date | None, outlet: str = "",
    *, latest: int | None = None, news_year: int | None = None, asked: bool = False,
) -> Text:  # fmt: skip
    """Prepare a document for reading.

    Args:
        text: Its words.
        title: Its headline.
        published: Day of publication; today when ``None``.
        outlet: Who published it.
        latest: Year the tables of that day reach.
        news_year: Past year of tables that have just come out, if any have.
        asked: Whether it is known to be about defence spending, as a sentence someone asks about is.
    """
    day = published or dt.datetime.now(tz=dt.UTC).date()
    folded = fold_same_length(text)
    scenes = tuple(_scenes(text, folded, day))
    head = fold_same_length(title)
    people = tuple(m for scene in scenes for m in scene.mentions if m.kind == "person")
    title_scenes = list(_scenes(title, head, day, people))
    both = f"{head} {folded}"
    density = density_of(both)
    return Text(
        text, folded, title, day, published is not None, scenes,
        title_scenes[0] if title_scenes else None, asked or is_about(both, density), latest or day.year, outlet, news_year,
        density, Counter(q.values[0] for scene in scenes for q in scene.quantities),
    )  # fmt: skip


def _quotes(words: str, start: int, *, inside: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans between quotation marks in a sentence, which may begin inside a quotation."""
    after = 0
    if inside:
        after = words.find('"') + 1 or len(words)
        yield start, start + after
    for match in _QUOTED.finditer(words, after):
        yield start + match.start(), start + match.end()


def _scenes(
    text: str, folded: str, day: dt.date, people: tuple[Mention, ...] = ()
) -> Iterable[Scene]:
    mentions = find_mentions(text, folded, day, people)
    starts = [mention.start for mention in mentions]
    anchor = day.year
    paragraph, inside = -1, False
    for sentence in split_sentences(text, folded):
        first = bisect.bisect_left(starts, sentence.start)
        last = bisect.bisect_left(starts, sentence.end)
        words = folded[sentence.start : sentence.end]
        if sentence.paragraph != paragraph:
            paragraph, inside = sentence.paragraph, False
        quotes = tuple(_quotes(words, sentence.start, inside=inside))
        inside ^= words.count('"') % 2 == 1
        begun = starts_of(words)
        times = find_times(folded, sentence, begun, day, anchor)
        taken = tuple((time.start, time.end) for time in times)
        quantities = tuple(
            quantity
            for quantity in find_quantities(folded, sentence.start, sentence.end)[:MAX_QUANTITIES]
            if not any(start <= quantity.start < end for start, end in taken)
            or quantity.sort in {"percent", "money"}
        )
        yield Scene(
            sentence, words, mentions[first:last], quantities, times,
            quotes, words.rstrip("\"')] ").endswith("?"), begun, heads_of(begun),
        )  # fmt: skip
        named = [time.year for time in times if time.year is not None and time.sense == "in"]
        if named and sentence.end:
            anchor = named[-1] if named[-1] <= day.year else anchor
