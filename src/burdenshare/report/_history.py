"""One area's share in every edition that has a run of years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare._clock import Date, read_date
from burdenshare.errors import MissingDataError
from burdenshare.panel import Panel, default_panel
from burdenshare.report._floor import CORE_SHARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from burdenshare.panel import Series


def history_by_edition(
    area: str,
    *,
    as_of: Date | None = None,
    edition: str | None = None,
    panel: Panel | None = None,
) -> Sequence[tuple[str, Series]]:
    """Return an area's core share, edition by edition, oldest first.

    Args:
        area: Ally or aggregate, by any of its names.
        as_of: The day; today when ``None``.
        edition: The last edition to show; the newest when ``None``.
        panel: Figures to use; the shipped ones and the user's own when ``None``.

    Raises:
        MissingDataError: No edition has a run of years for the area.
    """
    day = read_date(as_of)
    whole = panel or default_panel()
    seen = whole.as_of(day)
    limit = seen.record(edition).published if edition else day
    found = []
    for record in seen.editions:
        years = record.years(CORE_SHARE)
        if len(years) < 2 or record.published > limit:
            continue
        series = seen.edition(record.id).series(CORE_SHARE, area)
        if sum(cell.value is not None for cell in series) > 1:
            found.append((record.id, series))
    if not found:
        raise MissingDataError(f"no edition public on {limit} has a run of years for {area}")
    return tuple(found)
