"""Which period a claim is about: the best of those its text allows, by the weight of what speaks for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.news._learned import best
from burdenshare.news._moment_signals import Asked, Setting, Years
from burdenshare.news._moments import moments
from burdenshare.news._words import words_of

if TYPE_CHECKING:
    from burdenshare.news._moments import Moment
    from burdenshare.news._quantities import Quantity
    from burdenshare.news._scene import Scene, Text
    from burdenshare.news._times import Time


class Dates:
    """The periods of a document's claims: each choice is known to those that come after it."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self._years = Years(text)
        self._setting: Setting | None = None
        self._told: list[tuple[int, str]] = []

    def setting(self, scene: Scene) -> Setting:
        """Return what the claims of a sentence have in common."""
        if self._setting is None or self._setting.scene is not scene:
            words = words_of(scene, self.text.published.year)
            self._setting = Setting(self.text, scene, words, moments(self.text, scene), self._years)
        return self._setting

    def of_number(self, scene: Scene, quantity: Quantity, kind: str) -> Moment:
        """Return the period of a claim that a number makes."""
        return self._choose(scene, asked_of(quantity, kind))

    def of_words(self, scene: Scene, start: int, end: int, kind: str) -> str:
        """Return the period of a claim that words make."""
        return self._choose(scene, Asked(start, end, kind)).period

    def after(self, asked: Asked) -> Asked:
        """Return a question that knows the period told last before it."""
        before = [told for told in self._told if told[0] < asked.start]
        if not before:
            return asked
        at, period = max(before)
        return Asked(
            asked.start, asked.end, asked.kind, asked.sort, asked.hedge,
            asked.decimals, asked.value, period, at,
        )  # fmt: skip

    def tell(self, at: int, period: str) -> None:
        """Let those that come after know a period."""
        self._told = [*self._told[-40:], (at, period)]

    def _choose(self, scene: Scene, asked: Asked) -> Moment:
        setting = self.setting(scene)
        context, told = setting.signals(self.after(asked))
        chosen = setting.choices[best("period", context, told)]
        printed = _printed(chosen, asked.kind, self.text.published.year)
        if printed != chosen.period:
            chosen = replace(chosen, period=printed)
        self.tell(asked.start, chosen.period)
        return chosen


def _printed(moment: Moment, kind: str, today: int) -> str:
    """A level told as fact is of a year; a rule that looks ahead is due by one."""
    ranged = "-" in moment.period
    if moment.year is None or ranged or kind == "plan":
        return moment.period
    if kind == "target_rule":
        return f"by {moment.year}" if moment.year > today else moment.period
    return str(moment.year)


def asked_of(quantity: Quantity, kind: str) -> Asked:
    """Return the question for the period of a number."""
    return Asked(
        quantity.start, quantity.end, kind, quantity.sort, quantity.hedge,
        quantity.decimals, quantity.values[0],
    )  # fmt: skip


def words_behind(scene: Scene, quantity: Quantity, moment: Moment) -> Time | None:
    """Return the words that name a number's period, if they stand close behind it."""
    time = moment.time
    if time is None or moment.scene is not None or moment.source == "title":
        return None
    return time if scene.start <= time.start and 0 <= time.start - quantity.end < 30 else None
