"""Intervals: what a printed figure can have been before it was rounded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``; arithmetic keeps every possible result."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Centre."""
        return (self.low + self.high) / 2

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Interval) -> Interval:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        if (
            other.low <= 0
        ):  # every divisor here is an amount or a rate: positive unless rounded away
            return Interval(float("-inf"), float("inf"))
        return self * Interval(1 / other.high, 1 / other.low)

    def scaled(self, factor: float, shift: float = 0.0) -> Interval:
        """Return ``factor`` times the interval, plus ``shift``; ``factor`` is positive."""
        return Interval(factor * self.low + shift, factor * self.high + shift)

    def distance(self, other: Interval) -> float:
        """How far apart two intervals are; 0 when they share a number."""
        return max(0.0, self.low - other.high, other.low - self.high)
