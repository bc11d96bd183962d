"""The back-test on the About page: slow enough to be computed once, ahead of the first reader."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from burdenshare.paths import Backtest


@cache
def wales() -> Backtest:
    """Return the odds of the Wales pledge as of June 2019 against what came of it."""
    from burdenshare.paths import backtest

    return backtest()
