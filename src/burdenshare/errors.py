"""Every error burdenshare raises on purpose, in one tree.

::

    BurdenshareError                   anything below; the message is one line
    ├── InputError                     the call is wrong; commands exit with 2
    │   ├── UnknownNameError           no such ally, rule, edition, measure, option
    │   ├── BadDateError               a date that cannot be read, or the wrong way round
    │   ├── BadValueError              a number, year or combination out of range
    │   └── BadFileError               a user's file is wrong: file, line, key or cell
    └── FailedError                    the call is right, the answer is not to be had;
        │                              commands exit with 1
        ├── DataError                  a shipped or imported file is damaged or inconsistent
        ├── MissingDataError           the figures needed are not published, or not held
        └── SolverError                the optimiser gave no usable answer
            ├── InfeasibleError        no solution exists
            ├── UnboundedError         the problem has no bound
            ├── TimeLimitError         stopped by the clock
            └── NumericalError         an answer came back but failed its re-check

A message says what is wrong, where, and how to mend it.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BadDateError",
    "BadFileError",
    "BadValueError",
    "BurdenshareError",
    "DataError",
    "FailedError",
    "InfeasibleError",
    "InputError",
    "MissingDataError",
    "NumericalError",
    "SolverError",
    "TimeLimitError",
    "UnboundedError",
    "UnknownNameError",
]


class BurdenshareError(Exception):
    """Base of every error raised on purpose; ``exit_code`` is what commands return."""

    exit_code = 1


class InputError(BurdenshareError):
    """The call is wrong and can be mended by the caller."""

    exit_code = 2


class UnknownNameError(InputError):
    """A name that nothing here answers to, with the nearest that something does.

    Args:
        kind: What was looked for, e.g. ``"ally"``.
        name: The name as given.
        known: Names that would have been right.
        hint: How to list them; printed when nothing is near.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str] = (), hint: str = "") -> None:
        self.kind, self.name = kind, name
        folded = {candidate.casefold(): candidate for candidate in known}
        near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
        if near:
            mend = f"did you mean {folded[near[0]]!r}?"
        else:
            mend = hint or "known: " + ", ".join(sorted(folded.values())[:12])
        super().__init__(f"unknown {kind} {name!r}: {mend}")


class BadDateError(InputError):
    """A date that cannot be read or contradicts another."""


class BadValueError(InputError):
    """A number, year or combination of options that cannot be."""


class BadFileError(InputError):
    """A user's file is wrong.

    Args:
        file: Path or name of the file.
        problem: What is wrong and how to mend it.
        where: Line, key or cell, e.g. ``"line 3, key 'year'"``.
    """

    def __init__(self, file: object, problem: str, where: str = "") -> None:
        self.file, self.where, self.problem = str(file), where, problem
        super().__init__(f"{file}{', ' + where if where else ''}: {problem}")


class FailedError(BurdenshareError):
    """The call is right but the answer is not to be had."""


class DataError(FailedError):
    """A shipped or imported file is damaged or contradicts its own description."""


class MissingDataError(FailedError):
    """A figure the computation needs is not published, or not held here."""


class SolverError(FailedError):
    """The optimiser gave no usable answer."""


class InfeasibleError(SolverError):
    """No solution exists."""


class UnboundedError(SolverError):
    """The problem has no bound: a limit is missing."""


class TimeLimitError(SolverError):
    """The optimiser was stopped by the clock."""


class NumericalError(SolverError):
    """An answer came back but failed its independent re-check."""
