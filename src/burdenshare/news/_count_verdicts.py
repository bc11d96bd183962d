"""Verdicts on counts: how many allies met or missed a level in one year of one edition."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from burdenshare.allies import ally
from burdenshare.news._cells import CODE
from burdenshare.news._claim import Verdict
from burdenshare.news._record import judge_all
from burdenshare.news._rows import Row, YearRows, rows_of

if TYPE_CHECKING:
    from burdenshare.news._claim import Claim
    from burdenshare.panel import Panel


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


_AGO = re.compile(
    r"\b(?:few|some|several|many|couple of) (?:years|decades) (?:ago|earlier|before)\b|\b(?:back then|at (?:that|the) time)\b"
)

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


_DECADE = re.compile(r"\b(?:a decade|ten years) (?:ago|before|earlier)\b")
"""Ten years, give or take one."""


_EXPECTED = re.compile(r"\b(?:i|we|he|she) (?:now )?expect(?:s|ed)?\b")
_ONCE_EXPECTED = re.compile(
    r"\b(?:(?:in (?:january|february|march|april|may|june|july|august|september|october|november|december)|at the time|back then|earlier|previously|originally|initially|last \w+)\b[^.;]{0,60}\bwere expected to|"
    r"had been (?:expected|forecast|projected) to|were (?:originally|initially|previously) expected to)\b"
)
"""What says of a count that it was expected at some time before."""
"""What says of a count that it is somebody's own."""


def judge_count(claim: Claim, published: dt.date, panel: Panel, day: dt.date) -> Verdict:
    """Return whether so many allies met, or missed, the level; "a decade ago" in any of three years.

    Args:
        claim: The count.
        published: Day of the document.
        panel: Figures public on the day of the verdict.
        day: Day of the verdict.
    """
    verdict = _judge_count(claim, published, panel, day)
    if verdict.kind == "not_checkable" and _EXPECTED.search(claim.sentence.lower()):
        return Verdict(
            "said", "What somebody expected: no table of the day shows it.", verdict.evidence
        )
    if verdict.by is not None and claim.period.isdigit() and _DECADE.search(claim.text.lower()):
        near = (
            _judge_count(replace(claim, period=str(int(claim.period) + off)), published, panel, day)
            for off in (-1, 1)
        )
        return next((other for other in near if other.kind == "accurate"), verdict)
    return verdict


def _judge_count(claim: Claim, published: dt.date, panel: Panel, day: dt.date) -> Verdict:
    """Return whether so many allies met, or missed, the level in the year meant.

    Args:
        claim: The count.
        published: Day of the document.
        panel: Figures public on the day of the verdict.
        day: Day of the verdict.
    """
    beyond = _beyond_tables(claim, published)
    if beyond is not None:
        return beyond
    level = claim.values[-1]
    measure = "equipment_share" if level.unit == "pct_of_defence" else "core_share"
    table = rows_of(panel, measure, claim, published)
    is_part = isinstance(table, str) or table.open or any(row.told for row in table.rows)
    told = judge_all(claim, published, day) if is_part and _is_of_all(claim) else None
    if told is not None:
        return told
    if isinstance(table, str):
        return Verdict("not_checkable", f"The count cannot be made in public: {table}.")
    return judge_by_rows(claim, table)


def judge_by_rows(claim: Claim, table: YearRows) -> Verdict:
    """Return whether so many of the allies in a table met, or missed, the level of a count."""
    level = claim.values[-1]
    if _is_told_by_names(claim):
        return _judge_named(claim, table, level.value)
    european = "NATO_EUR" in claim.subject
    seen = [row for row in table.rows if not european or row.area not in {"USA", "CAN"}]
    meeting = [row.area for row in seen if row.least >= level.value]
    below = [row.area for row in seen if row.most < level.value]
    if len(meeting) + len(below) < len(seen):
        reason = f"{table.id} is held in part, and what is told of the rest does not settle it"
        return Verdict("not_checkable", f"The count cannot be made in public: {reason}.")
    is_below = claim.object == "below"
    counted = below if is_below else meeting
    lead = (
        f"{table.lead}, {len(meeting)} of {len(seen)} {'European ' if european else ''}allies "
        f"with armed forces were at {level.value:g} % or above in {table.year}"
    )
    others = _counted_otherwise(claim, seen, level.value)
    if others is not None:
        counted, how = others
        lead += f", {len(counted)} of them {how}"
    evidence = table.evidence(level=level.value, meeting=meeting, below=below)
    if len(claim.values) < 2:
        return _judge_word(claim, len(counted) / len(seen), f"{lead}, {len(below)} below", evidence)
    members = sum(_was_ally(area, table.year) for area in counted)
    if members < len(counted):
        lead += f", {members} of the {len(counted)} {'below' if is_below else 'at it'} being members of NATO then"
    more_named = _BESIDES.search(claim.text.lower()) or _BESIDES_BEFORE.search(_before(claim))
    if more_named and claim.values[0].value + 1 in (len(counted), members):
        return Verdict("accurate", f"{lead}, one more than the others that are counted.", evidence)
    if table.open:
        lead += f", with no figure for {' and '.join(ally(area).name for area in table.open)}"
    # Iceland has no row: "all 32", and counts of those below, may take it in. Where every ally known
    # is at the level, "all" may take in one of which nothing is known.
    spare = (is_below or not below) + (0 if below else len(table.open))
    sizes = {len(counted), members} | (
        {len(meeting)} if others and others[1] == _ABOVE_IT else set()
    )
    return _judge_size(claim, sizes, (spare, len(table.open)), lead, evidence)


_BESIDES = re.compile(r"^(?:just |only )?\w+ other\b|\bothers\b|\bplus (?:the )?[a-z]")
_BESIDES_BEFORE = re.compile(
    r"\b(?:besides|apart from|in addition to|aside from|alongside) [^,;.]{3,40}, $"
)
"""What counts allies beside one that has been named: "six other members"."""


def _before(claim: Claim) -> str:
    return claim.sentence[: max(0, claim.sentence.find(claim.text))].lower()


_EXACTLY = re.compile(r"\b(?:exactly|precisely|bang on|at the (?:bare )?minimum(?: of)?)\b")
_ABOVE = re.compile(
    r"\b(?:above|over|beyond|past|north of|more than|exceed\w*|surpass\w*)\s(?:the\s)?(?:[\w-]+\s){0,3}?(?=\d|\w+[ -]per)"
)
_ABOVE_IT = "above it"
_AHEAD_OF = 24
"""Letters before a count in which its level may be told: "exactly 2 percent is shared by six"."""


def _counted_otherwise(claim: Claim, seen: list[Row], level: float) -> tuple[list[str], str] | None:
    """Who is counted where the words say more than "at": exactly at the level, or above it; and how to say so."""
    words = claim.text.lower()
    at = max(0, claim.sentence.find(claim.text))
    if _EXACTLY.search(claim.sentence.lower(), max(0, at - _AHEAD_OF), at + len(words)):
        return [row.area for row in seen if row.least == row.most == level], "exactly at it"
    # "The only ally above 4 percent" may leave out one at 4.00; "more than ten allies" says nothing of the level.
    if (
        claim.object != "below"
        and _ABOVE.search(words, 8)
        and any(row.least == level for row in seen)
    ):
        return [row.area for row in seen if row.least > level], _ABOVE_IT
    return None


_SMALL = (
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
"""Numbers that a list of allies may be told with."""


def _is_told_by_names(claim: Claim) -> bool:
    """Whether the allies counted are named and no number is told: "Spain, Belgium and Italy are below it"."""
    named = sum(len(code) == CODE for code in claim.subject)
    if named < 2 or not claim.values or claim.values[0].value != named or named >= len(_SMALL):
        return False
    at = claim.sentence.find(claim.text)
    words = claim.sentence[max(0, at - 12) : at + len(claim.text)].lower()
    return not re.search(rf"\b(?:{named}|{_SMALL[named]}|only|just)\b", words)


def _judge_named(claim: Claim, table: YearRows, level: float) -> Verdict:
    """Judge allies who are said by name to meet or to miss a level."""
    is_below = claim.object == "below"
    named = [code for code in claim.subject if len(code) == CODE]
    rows = {row.area: row for row in table.rows if row.area in named}
    meeting = [code for code, row in rows.items() if row.least >= level]
    below = [code for code, row in rows.items() if row.most < level]
    right, wrong = (below, meeting) if is_below else (meeting, below)
    side = "below" if is_below else "at or above"
    lead = f"{table.lead}, {len(right)} of the {len(named)} named were {side} {level:g} % in {table.year}"
    evidence = table.evidence(level=level, meeting=meeting, below=below)
    if wrong:
        names = " and ".join(ally(code).name for code in wrong)
        return Verdict(
            "inaccurate", f"{lead}; {names} {'was' if len(wrong) == 1 else 'were'} not.", evidence
        )
    unknown = [code for code in named if code not in right]
    if unknown:
        names = " and ".join(ally(code).name for code in unknown)
        return Verdict("not_checkable", f"{lead}; of {names} it is not known.", evidence)
    return Verdict("accurate", f"{lead}, which agrees with the words.", evidence)


def _beyond_tables(claim: Claim, published: dt.date) -> Verdict | None:
    """What is said of a count that no table can show: one of intentions, or of an unnamed time."""
    if _ONCE_EXPECTED.search(claim.sentence.lower()):
        return Verdict("said", "What was expected then: the tables of today cannot show it.")
    if _looks_ahead(claim, published):
        return Verdict("said", "What allies mean to do: no table can show it.")
    if _AGO.search(claim.text.lower()) and not re.search(r"\b20\d\d\b", claim.text):
        return Verdict("not_checkable", "The words speak of a time to which they give no year.")
    return None


def _judge_size(
    claim: Claim, sizes: set[int], more: tuple[int, int], lead: str, evidence: tuple[dict[str, Any], ...]
) -> Verdict:  # fmt: skip
    """Judge a count told in figures.

    Args:
        claim: The count.
        sizes: What it may be by the rows: of all allies of today, and of those who were members.
        more: By how much it may lie above them, and by how much it might if more were known.
        lead: How the verdict begins.
        evidence: The rows.
    """
    value, (spare, unknown) = claim.values[0].value, more
    by = min((value - size for size in sizes), key=abs)
    right = (
        any(value - size in range(spare + 1) for size in sizes)
        or (claim.comparator == ">" and value < max(sizes))
        or (claim.comparator == "~" and abs(by) <= 1)
    )
    if right:
        return Verdict("accurate", f"{lead}, which agrees with the words.", evidence)
    if 0 < by <= unknown:
        return Verdict("not_checkable", f"{lead}, on whom the count turns.", evidence)
    if min(sizes) < value < max(sizes):
        return Verdict("inaccurate", f"{lead}, so the count is neither.", evidence, by)
    kind, end = ("overstated", "high") if by > 0 else ("understated", "low")
    return Verdict(kind, f"{lead}, so the count is {abs(by):g} too {end}.", evidence, by)


def _was_ally(area: str, year: int) -> bool:
    """Whether an ally of today was a member when a year ended."""
    return ally(area).is_ally_on(dt.date(year, 12, 31))


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
