"""Counts and ranks over one year of one edition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BurdenshareError
from burdenshare.news._cells import table_of
from burdenshare.news._claim import Verdict

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.news._claim import Claim
    from burdenshare.panel import Cell, Panel


def _table(panel: Panel, measure: str, claim: Claim, published: dt.date) -> tuple[list[Cell], str]:
    """All national cells of the year meant, or the reason why they are not complete."""
    years = re.findall(r"20\d\d", claim.period)
    wanted = [int(years[-1])] if years else list(range(published.year, published.year - 3, -1))
    reason = "no edition public on that day publishes it"
    for year in wanted:
        try:
            cells = table_of(panel, measure, year)
        except BurdenshareError as error:
            reason = str(error).split(" (held:")[0]
            continue
        missing = [c.area for c in cells if c.value is None]
        members = [c for c in cells if c.value is not None]
        if len(missing) <= 1:
            return members, ""
        reason = f"{cells[0].edition.id} is held for {len(members)} of {len(cells)} allies only"
    return [], reason


def _evidence(cells: list[Cell], measure: str, **more: Any) -> tuple[dict[str, Any], ...]:
    edition = cells[0].edition
    return (
        {"kind": "table", "edition": edition.id, "published": edition.published.isoformat(),
         "measure": measure, "year": cells[0].year, **more},
    )  # fmt: skip


def judge_count(claim: Claim, published: dt.date, panel: Panel) -> Verdict:
    """Return whether so many allies met, or missed, the level."""
    level = claim.values[-1]
    measure = "equipment_share" if level.unit == "pct_of_defence" else "core_share"
    cells, reason = _table(panel, measure, claim, published)
    if not cells:
        return Verdict("not_checkable", f"The count cannot be made in public: {reason}.")
    european = "NATO_EUR" in claim.subject
    seen = [c for c in cells if not european or c.area not in {"USA", "CAN"}]
    values = {c.area: c.rounded or 0.0 for c in seen}
    meeting = [c for c in seen if values[c.area] >= level.value]
    below = [c for c in seen if values[c.area] < level.value]
    is_below = claim.object == "below"
    counted = below if is_below else meeting
    year, day = cells[0].year, f"{cells[0].edition.published:%-d %B %Y}"
    lead = (
        f"By NATO's figures of {day}, {len(meeting)} of {len(seen)} {'European ' if european else ''}allies "
        f"with armed forces were at {level.value:g} % or above in {year}"
    )
    evidence = _evidence(
        cells,
        measure,
        level=level.value,
        meeting=[c.area for c in meeting],
        below=[c.area for c in below],
    )
    if len(claim.values) < 2:
        many = len(counted) >= 3
        return Verdict(
            "accurate" if many else "overstated", f"{lead}, {len(below)} below it.", evidence
        )
    value = claim.values[0].value
    # Iceland has no row: "all 32", and counts of those below, may take it in.
    allowed = {len(counted)} | ({len(counted) + 1} if is_below or not below else set())
    by = value - len(counted)
    right = (
        value in allowed
        or (claim.comparator == ">" and value < len(counted))
        or (claim.comparator == "~" and abs(by) <= 1)
    )
    if right:
        return Verdict("accurate", f"{lead}, which agrees with the words.", evidence)
    kind = "overstated" if by > 0 else "understated"
    return Verdict(
        kind,
        f"{lead}, so the count is {abs(by):g} too {'high' if by > 0 else 'low'}.",
        evidence,
        by,
    )


def judge_rank(claim: Claim, published: dt.date, panel: Panel) -> Verdict:
    """Return whether an ally stood where the words put it."""
    cells, reason = _table(panel, "core_share", claim, published)
    if not cells:
        return Verdict("not_checkable", f"The rank cannot be worked out in public: {reason}.")
    bottom = claim.object == "from the bottom"
    values = {cell.area: cell.rounded or 0.0 for cell in cells}
    order = sorted(values.values(), reverse=not bottom)
    places = {area: 1 + order.index(value) for area, value in values.items()}
    wanted = [code for code in claim.subject if code in places]
    if not wanted:
        return Verdict("not_checkable", "The tables have no row for the ally the words rank.")
    end = "lowest" if bottom else "highest"
    parts = ", ".join(f"{code} {places[code]}" for code in wanted)
    lead = f"By NATO's figures of {cells[0].edition.published:%-d %B %Y} for {cells[0].year}, counted from the {end} of {len(cells)}: {parts}"
    evidence = _evidence(cells, "core_share", ranks={code: places[code] for code in wanted})
    if not claim.values:
        near = all(places[code] <= max(8, len(cells) // 4) for code in wanted)
        return Verdict("accurate" if near else "inaccurate", f"{lead}.", evidence)
    place = claim.values[0].value
    off = [places[code] - place for code in wanted]
    right = all(d == 0 for d in off) or (claim.comparator == "<=" and all(d <= 0 for d in off))
    if right:
        return Verdict("accurate", f"{lead}, as the words say.", evidence)
    return Verdict("inaccurate", f"{lead}, not {place:g}.", evidence, off[0])
