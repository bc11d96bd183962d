"""Counts and ranks over one year of one edition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from burdenshare.errors import BurdenshareError
from burdenshare.news._cells import news_year, only_edition, says_now, table_of
from burdenshare.news._claim import Verdict
from burdenshare.news._record import judge_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from burdenshare.news._claim import Claim
    from burdenshare.panel import Cell, Panel


# What a word for a number is taken to say of a group, as the least and the most share of it; our
# reading, told in the verdict, since no dictionary settles it.
_WORDS = {
    "most": (0.5, 1.0, "more than half"),
    "majority": (0.5, 1.0, "more than half"),
    "half": (0.4, 0.6, "four to six tenths"),
    "many": (0.2, 1.0, "at least a fifth"),
    "few": (0.0, 0.2, "at most a fifth"),
    "several": (0.1, 1.0, "at least a tenth"),
    "some": (0.1, 1.0, "at least a tenth"),
}
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def _table(panel: Panel, measure: str, claim: Claim, published: dt.date) -> tuple[list[Cell], str]:
    """All national cells of the year meant, or the reason why they are not complete.

    Where the newest edition is held in part, the newest before it that is held whole for the year.
    """
    years = re.findall(r"20\d\d", claim.period)
    latest = published.year if says_now(claim) else news_year(published) or published.year
    wanted = [int(years[-1])] if years else list(range(latest, latest - 3, -1))
    reason = "no edition public on that day publishes it"
    for year in wanted:
        try:
            cells = table_of(panel, measure, year)
        except BurdenshareError as error:
            reason = str(error).split(" (held:")[0]
            continue
        whole = _members(cells) or _whole_before(panel, measure, year)
        if whole:
            return whole, ""
        held = sum(cell.value is not None for cell in cells)
        return [], f"{cells[0].edition.id} is held for {held} of {len(cells)} allies only"
    return [], reason


def _members(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with a value, if at most one has none; else nothing."""
    members = [cell for cell in cells if cell.value is not None]
    return members if len(members) >= len(cells) - 1 else []


def _whole_before(panel: Panel, measure: str, year: int) -> list[Cell]:
    """The cells of the newest edition that is held whole for a year."""
    for place in reversed(range(len(panel.editions))):
        try:
            members = _members(table_of(only_edition(panel, place), measure, year))
        except BurdenshareError:
            continue
        if members:
            return members
    return []


def _evidence(cells: list[Cell], measure: str, **more: Any) -> tuple[dict[str, Any], ...]:
    edition = cells[0].edition
    return (
        {"kind": "table", "edition": edition.id, "published": edition.published.isoformat(),
         "measure": measure, "year": cells[0].year, **more},
    )  # fmt: skip


_AHEAD = re.compile(r"\b(?:would|plans?)\b")
"""What says of a count that it is one of intentions."""

_AND = re.compile(r"[,;:.]|\s(?:and|but|while)\s")


def _looks_ahead(claim: Claim, published: dt.date) -> bool:
    """Whether the allies counted have only said what they will do."""
    year = re.search(r"20\d\d", claim.period)
    if year and int(year.group()) > published.year:
        return True
    words = claim.sentence.lower()
    end = max(0, words.find(claim.text.lower())) + len(claim.text)
    stop = _AND.search(words, end)
    return bool(_AHEAD.search(words, end - len(claim.text), stop.start() if stop else len(words)))


def _is_of_all(claim: Claim) -> bool:
    """Whether all allies are said to be at the 2 %, or none below."""
    if len(claim.values) < 2 or claim.values[-1].value != _FLOOR:
        return False
    value = claim.values[0].value
    return value == 0 if claim.object == "below" else value >= _ALL_ARMED


_FLOOR, _ALL_ARMED = 2.0, 31
"""The level, and how many allies have had armed forces since 2024: Iceland has none."""


def judge_count(claim: Claim, published: dt.date, panel: Panel, day: dt.date) -> Verdict:
    """Return whether so many allies met, or missed, the level.

    Args:
        claim: The count.
        published: Day of the document.
        panel: Figures public on the day of the verdict.
        day: Day of the verdict.
    """
    if _looks_ahead(claim, published):
        return Verdict("said", "What allies mean to do: no table can show it.")
    level = claim.values[-1]
    measure = "equipment_share" if level.unit == "pct_of_defence" else "core_share"
    cells, reason = _table(panel, measure, claim, published)
    if not cells:
        told = judge_all(claim, published, day) if _is_of_all(claim) else None
        return told or Verdict("not_checkable", f"The count cannot be made in public: {reason}.")
    european = "NATO_EUR" in claim.subject
    seen = [c for c in cells if not european or c.area not in {"USA", "CAN"}]
    values = {c.area: c.rounded or 0.0 for c in seen}
    meeting = [c for c in seen if values[c.area] >= level.value]
    below = [c for c in seen if values[c.area] < level.value]
    is_below = claim.object == "below"
    counted = below if is_below else meeting
    year, edition = cells[0].year, f"{cells[0].edition.published:%-d %B %Y}"
    lead = (
        f"By NATO's figures of {edition}, {len(meeting)} of {len(seen)} {'European ' if european else ''}allies "
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
        return _judge_word(claim, len(counted) / len(seen), f"{lead}, {len(below)} below", evidence)
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


def _judge_word(
    claim: Claim, part: float, lead: str, evidence: tuple[dict[str, Any], ...]
) -> Verdict:
    """Judge a count told in a word ("many") by the part of the group that was counted."""
    word = _WORD.search(claim.text.lower())
    if word is None:
        return Verdict(
            "not_checkable", f"{lead}; the words give no number to hold it to.", evidence
        )
    least, most, meant = _WORDS[word.group()]
    kind = "overstated" if part < least else "understated" if part > most else "accurate"
    return Verdict(kind, f"{lead}; “{word.group()}” is read here as {meant} of them.", evidence)


_GROWS = re.compile(
    r"\s(?:[\w-]+ )?(?:increases?|rises?|jumps?|leaps?|growth|surges?|hikes?|boosts?|fall|cuts?|drop)\b"
)
_IN_ALL = re.compile(
    r"\b(?:in absolute|absolute|outlays?|budgets?|in (?:dollars|cash|money|euros))\b"
)
_ON_EQUIPMENT = re.compile(r"\b(?:equipment|hardware|kit|procurement)\b")
_AMONG = {
    "NATO_EUR": re.compile(
        r"\b(?:in|of|among) (?:all )?(?:europe|europeans?)\b(?! (?:and|allies and))"
    ),
    "nordic": re.compile(r"\bnordics?\b"),
    "baltic": re.compile(r"\b(?:in|of|among) the baltics?\b"),
}
_GROUPS = {"nordic": {"DNK", "FIN", "NOR", "SWE"}, "baltic": {"EST", "LVA", "LTU"}}


_BY = {
    "core_share": "", "equipment_share": ", by the share that buys equipment",
    "core_expenditure_usd_current": ", in dollars",
}  # fmt: skip


_PART_BEFORE = re.compile(r"[^,;.]*, the (?:[\w-]+)$")
"""What a place is a place in, told right before: "half of it for equipment, the highest"."""


def _place(claim: Claim) -> tuple[str, str]:
    """The words of a rank with those before them, and what follows them in their clause."""
    words = claim.sentence.lower()
    end = max(0, words.find(claim.text.lower())) + len(claim.text)
    rest = re.match(r"[^,;.:]{0,60}", words[end:])
    return words[:end], rest.group() if rest else ""


def _ranked_by(before: str, after: str) -> str:
    """What allies are ranked by: their share of GDP, unless the words say otherwise; "" for growth."""
    if _GROWS.match(after):
        return ""
    part = _PART_BEFORE.search(before)
    if _ON_EQUIPMENT.search(after) or (part and _ON_EQUIPMENT.search(part.group())):
        return "equipment_share"
    near = before[-_NEAR:] + after
    return "core_expenditure_usd_current" if _IN_ALL.search(near) else "core_share"


_NEAR = 24


def _ranked_among(words: str, cells: list[Cell]) -> tuple[list[Cell], str]:
    """The cells of those an ally is ranked among, and how to call them."""
    if _AMONG["NATO_EUR"].search(words):
        return [cell for cell in cells if cell.area not in {"USA", "CAN"}], "European allies"
    for name, members in _GROUPS.items():
        if _AMONG[name].search(words):
            return [cell for cell in cells if cell.area in members], f"{name.capitalize()} allies"
    return cells, ""


def judge_rank(claim: Claim, published: dt.date, panel: Panel) -> Verdict:
    """Return whether an ally stood where the words put it."""
    before, after = _place(claim)
    measure = _ranked_by(before, after)
    if not measure:
        return Verdict("not_checkable", "The words rank a change, not a level.")
    cells, reason = _table(panel, measure, claim, published)
    if not cells:
        return Verdict("not_checkable", f"The rank cannot be worked out in public: {reason}.")
    cells, group = _ranked_among(before[-_NEAR:] + after, cells)
    bottom = claim.object == "from the bottom"
    values = {cell.area: cell.rounded or 0.0 for cell in cells}
    order = sorted(values.values(), reverse=not bottom)
    # Allies level with each other share their places: of two on the second, either may be called third.
    places = {
        area: range(1 + order.index(value), 1 + order.index(value) + order.count(value))
        for area, value in values.items()
    }
    wanted = [code for code in claim.subject if code in places]
    if not wanted:
        return Verdict("not_checkable", "The tables have no row for the ally the words rank.")
    end = "lowest" if bottom else "highest"
    parts = ", ".join(f"{code} {_shared(places[code])}" for code in wanted)
    lead = f"By NATO's figures of {cells[0].edition.published:%-d %B %Y} for {cells[0].year}, counted from the {end} of {len(cells)}{' ' + group if group else ''}{_BY[measure]}: {parts}"
    evidence = _evidence(cells, measure, ranks={code: places[code].start for code in wanted})
    if not claim.values:
        near = all(places[code].start <= max(8, len(cells) // 4) for code in wanted)
        return Verdict("accurate" if near else "inaccurate", f"{lead}.", evidence)
    place = int(claim.values[0].value)
    off = [_off(places[code], place, claim.comparator) for code in wanted]
    if not any(off):
        return Verdict("accurate", f"{lead}, as the words say.", evidence)
    return Verdict("inaccurate", f"{lead}, not {place:g}.", evidence, off[0])


def _shared(places: range) -> str:
    """Words for a place: "2", or "2 to 3, level with another"."""
    if len(places) == 1:
        return str(places.start)
    others = "another" if len(places) == 2 else f"{len(places) - 1} others"
    return f"{places.start} to {places.stop - 1}, level with {others}"


def _off(places: range, told: int, comparator: str | None) -> int:
    """How far from the place told an ally stands; 0 where it may be called so."""
    if told in places or (comparator == "<=" and places.start < told):
        return 0
    return places.start - told if told < places.start else places.stop - 1 - told
