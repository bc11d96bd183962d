"""Verdicts on two clocks: what the record said on the day, and what it says now."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare.allies import ally
from burdenshare.news._agreed import judge_rule
from burdenshare.news._cells import (
    CODE,
    OWN_MONEY,
    PARTS,
    SHARE,
    Figure,
    agreement,
    figure_or_none,
    find_figure,
    get_cell,
    is_ahead_of_tables,
    is_stale,
    newer_than,
    newest_is_missing,
    news_year,
    printed_figures,
    public_on,
    says_now,
)
from burdenshare.news._claim import Claim, Verdict
from burdenshare.news._count_verdicts import judge_by_rows, judge_count
from burdenshare.news._otherwise import RELATED, counted_otherwise
from burdenshare.news._rank_verdicts import judge_rank
from burdenshare.news._record import judge_event, judge_position, judge_said
from burdenshare.news._rows import told_rows
from burdenshare.panel import NOT_HELD, default_panel

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.panel import Bounds, Panel

_WRONG = frozenset({"overstated", "understated", "inaccurate", "outdated"})
_RIGHT = frozenset({"accurate", "accurate_within_rounding"})


def judge(claim: Claim, *, published: dt.date, as_of: dt.date, panel: Panel | None = None) -> Claim:
    """Return the claim with both verdicts.

    Args:
        claim: A claim as read.
        published: Day of the document.
        as_of: Day of the second verdict.
        panel: Figures; the shipped editions when ``None``.
    """
    then_day = min(published, as_of)
    then = _judge(claim, published, public_on(then_day, panel), then_day, now=False)
    now = _judge(claim, published, public_on(as_of, panel), as_of, now=True)
    if _is_beyond(claim, then, now) and newest_is_missing(public_on(then_day, panel), then_day):
        now = replace(now, reason=f"{now.reason} {_DAY_UNKNOWN}")
    return replace(claim, verdict_then=then, verdict_now=_changed(claim, then, now))


_OUT_OF_DATE = "NATO had published newer tables by then, which are not held here."


_DAY_UNKNOWN = "What the tables of the day printed is not held here."


def _is_beyond(claim: Claim, then: Verdict, now: Verdict) -> bool:
    """Whether a claim on the tables is wrong now and was not to be checked on its day."""
    tables = claim.type in {"figure", "count", "rank"}
    return tables and then.kind == "not_checkable" and now.kind in _WRONG


def _judge(claim: Claim, published: dt.date, panel: Panel, day: dt.date, *, now: bool) -> Verdict:
    verdict = _set_beside(claim, published, panel, day, now=now)
    tables = claim.type in {"figure", "count", "rank"}
    if not tables or now or verdict.kind not in _WRONG:
        return verdict
    if not newest_is_missing(panel, day):
        told = _by_newer(claim, panel, day, verdict)
        if told is not None and told.kind in _RIGHT:
            return told
        if told is None or not _may_be_of_missing(claim, published, panel, day, verdict):
            return verdict
    return Verdict("not_checkable", f"{verdict.reason} {_OUT_OF_DATE}", verdict.evidence)


def _year_of(verdict: Verdict) -> int | None:
    """The year of the tables that a verdict goes by."""
    return verdict.evidence[0].get("year") if verdict.evidence else None


def _by_newer(claim: Claim, panel: Panel, day: dt.date, verdict: Verdict) -> Verdict | None:
    """Return what is told of newer tables that are not held, where there were some of the year meant."""
    year = _year_of(verdict)
    missing = newer_than(panel, day, year) if year is not None else None
    if missing is None or year is None:
        return None
    if claim.type == "count" and len(claim.values) > 1:
        return judge_by_rows(claim, told_rows(missing, SHARE, year))
    area = claim.subject[0]
    told = next((one for one in missing.bounds if area in one.areas and one.year == year), None)
    if claim.type == "figure" and claim.values[0].unit == "pct_gdp" and told is not None:
        return _within(claim, told, missing.published)
    return verdict


_NEAR = 0.05
"""Points of GDP by which a share in tables between two others may lie outside them."""


def _may_be_of_missing(
    claim: Claim, published: dt.date, panel: Panel, day: dt.date, verdict: Verdict
) -> bool:
    """Whether what differs from the tables held may have stood in newer ones that are not.

    Tables between two that are held: what lies between what the two have for the year, or close to
    either, may have been in them.
    """
    year = _year_of(verdict)
    missing = newer_than(panel, day, year) if year is not None else None
    if missing is None or missing.next is None or verdict.by is None:
        return False
    asked = replace(claim, period=str(year))
    later = _set_beside(asked, published, default_panel().edition(missing.next), day, now=False)
    if later.kind in _RIGHT:
        return True
    off = [verdict.by] + ([later.by] if later.by is not None else [])
    is_near = claim.type == "figure" and claim.values[0].unit == "pct_gdp"
    return min(off) < 0 < max(off) or (is_near and min(abs(by) for by in off) <= _NEAR)


def _set_beside(
    claim: Claim, published: dt.date, panel: Panel, day: dt.date, *, now: bool
) -> Verdict:
    if claim.type == "figure":
        verdict = _judge_figure(claim, published, panel, now=now)
        ahead = verdict.kind == "not_checkable" and _is_ahead(claim, published, panel)
        return judge_said(claim, day) if ahead else verdict
    if claim.type == "count":
        return judge_count(claim, published, panel, day)
    if claim.type == "rank":
        return judge_rank(claim, published, panel)
    if claim.type == "target_rule":
        return judge_rule(claim, published, day)
    if claim.type == "event":
        return judge_event(claim, published, day)
    if claim.type == "position":
        return judge_position(claim, published, day)
    return judge_said(claim, day)


def _changed(claim: Claim, then: Verdict, now: Verdict) -> Verdict:
    """What was right by the edition of the day and is no longer: changed since."""
    if claim.type not in {"figure", "count", "rank"} or then.kind not in _RIGHT:
        return now
    if claim.period == "current" and then.kind != "accurate":
        return now
    # "Currently" and an earlier year's number: the words were out of date, the books did not change.
    insists = claim.period == "current" and now.kind == "outdated"
    if now.kind in _WRONG and not (insists and says_now(claim)):
        return replace(
            now, kind="accurate_then_changed",
            reason=f"Right by the figures of the day; they have changed since. {now.reason}",
        )  # fmt: skip
    return now


def _is_ahead(claim: Claim, published: dt.date, panel: Panel) -> bool:
    """Whether an ally's number is told of a year that no table reaches yet: it is what was planned or expected."""
    area = claim.subject[0]
    if len(area) != 3 or area == "ISL":
        return False  # what is not published needs no year
    if not (claim.period.isdigit() and int(claim.period) >= published.year and claim.values):
        return False
    if _is_related(claim) or counted_otherwise(claim):
        return False
    return is_ahead_of_tables(panel, int(claim.period), published)


def year_of(claim: Claim, published: dt.date, panel: Panel, *, now: bool) -> int | None:
    """Return the year a claim is about.

    "Currently" is, on the day, the latest year the tables of the day reach; looking back, the year
    of publication, or the year that tables which had just come out were about.
    """
    years = re.findall(r"(?:19|20)\d\d", claim.period)
    if years:
        return int(years[-1] if claim.period.startswith("by") else years[0])
    if now:
        fresh = None if says_now(claim) else news_year(published)
        return fresh or published.year
    if is_stale(panel, published):
        return None
    area = claim.subject[0] if claim.subject[0] != "NATO_EUR" else "NATO"
    for year in range(published.year, published.year - 4, -1):
        if claim.values and figure_or_none(panel, claim, area, year) is not None:
            return year
        if claim.values and _is_not_held(panel, claim, area, year):
            return year  # that is what is meant, and it is not known here
        if not isinstance(get_cell(panel, "core_share", "FRA", year), str) and not claim.values:
            return year
    return None


def _is_not_held(panel: Panel, claim: Claim, area: str, year: int) -> bool:
    """Whether the tables of a year have the figure, but not here."""
    figure = find_figure(panel, claim, area, year)
    return isinstance(figure, str) and figure.endswith(NOT_HELD)


_WIDER = re.compile(
    r"\bcounting (?:in )?(?:resilience|infrastructure|the coast guard|cyber\w*|pensions)|\bdefen[cs]e and security\b|\bsecurity and defen[cs]e\b|"
    r"\b(?:core|defen[cs]e) and related\b|\bincluding related\b"
)
"""Baskets wider than the core effort of NATO's tables."""


def _is_related(claim: Claim) -> bool:
    """Whether a share is told of related spending: at most 1.5 %, and the words right behind it name that part."""
    at = len(_up_to_number(claim))
    behind = claim.sentence.lower()[max(0, at - 8) : at + 40]
    return claim.values[-1].value <= _RELATED_AT_MOST and RELATED.search(behind) is not None


_RELATED_AT_MOST = 1.5


_USED_TO = re.compile(
    r"\bused to (?:be|spend|stand|devote|put|invest|allocate|pay|have|meet|reach)\b(?:(?!\b(?:19|20)\d\d\b)[^,;:()]){0,60}?(?P<n>\d+(?:[.,]\d+)?)\s?(?:%|per)"
    r"(?![^,;:.]*\b(?:19|20)\d\d\b)"
)
"""What tells of a level of the past without saying of which year."""


_ALREADY = re.compile(
    r"\balready (?:\w+ )?(?:raised|increased|lifted|boosted|grown|risen|grew|rose|cut)\b"
)


def _is_of_unnamed_past(claim: Claim) -> bool:
    told = _USED_TO.search(claim.sentence)
    return told is not None and float(told["n"].replace(",", ".")) == claim.values[0].value


def _judge_figure(claim: Claim, published: dt.date, panel: Panel, *, now: bool) -> Verdict:
    area = claim.subject[0]
    if not claim.values:
        return Verdict("not_checkable", "The words give no number to set beside the tables.")
    if (
        claim.attribution is not None
        and re.search(r"ministry|statistic", claim.attribution.role)
        and claim.values[0].unit == "pct_gdp"
        and "own" in claim.sentence
    ):
        return Verdict("not_checkable", "A ministry's own count is not what NATO's tables measure.")
    if claim.values[0].unit == "pct_gdp" and _WIDER.search(claim.sentence.lower()):
        return Verdict("not_checkable", "The words count more than NATO's tables do.")
    if claim.values[0].unit == "pct_gdp" and _is_related(claim):
        return Verdict("not_checkable", "Related spending, of which NATO publishes no figure.")
    grown = claim.values[0].unit.startswith("pct_growth") and claim.period == "current"
    if _is_of_unnamed_past(claim) or (grown and _ALREADY.search(claim.sentence)):
        return Verdict("not_checkable", "The words speak of a time to which they give no year.")
    year = year_of(claim, published, panel, now=now)
    if year is None:
        return Verdict(
            "not_checkable",
            f"No edition held here was public and reaches the years near {published.year}.",
        )
    verdict = _of_year(claim, panel, area, year)
    if now and year != published.year and claim.period == "current" and verdict.kind in _WRONG:
        # Written on tables about the year before, it may still speak of its own.
        own = _of_year(claim, panel, area, published.year)
        return own if own.kind in _RIGHT else verdict
    return verdict


def _of_year(claim: Claim, panel: Panel, area: str, year: int) -> Verdict:
    """Return what the tables have for a year, or the newest of them that is held."""
    figure = find_figure(panel, claim, area, year)
    if isinstance(figure, str):
        told = _by_bounds(claim, panel, area, year) if figure.endswith(NOT_HELD) else None
        if told is not None:
            return told
        held = [*printed_figures(panel, claim, area, year)] if figure.endswith(NOT_HELD) else []
        if not held:
            return Verdict("not_checkable", f"It cannot be checked in public: {figure}.")
        verdict = _compare(claim, held[-1], panel, area, year)
        return replace(verdict, reason=f"{verdict.reason} {_NEWER}")
    return _compare(claim, figure, panel, area, year)


def _by_bounds(claim: Claim, panel: Panel, area: str, year: int) -> Verdict | None:
    """Return what others tell of a share that is published and not held, if they tell anything."""
    if claim.values[0].unit != "pct_gdp":
        return None
    cell = panel.cell(SHARE, area, year)
    told = cell.edition.bounds_of(SHARE, area, year)
    if told is None:
        return None
    return _within(claim, told, cell.edition.published)


def _within(claim: Claim, told: Bounds, published: dt.date) -> Verdict:
    """Set a share beside what is told of the cell it is about, in tables of a day."""
    area = claim.subject[0]
    ends = [
        agreement(claim, Figure(end, f"{end:g}", told.year, ())) for end in (told.least, told.most)
    ]
    span = f"{told.least:g}" if told.least == told.most else f"{told.least:g} to {told.most:g}"
    lead = (
        f"The press tells that NATO's figures of {published:%-d %B %Y} put {ally(area).name} at "
        f"{span} % of GDP for {told.year}"
    )
    evidence = (
        {"kind": "bounds", "published": published.isoformat(), "measure": SHARE, "area": area, "year": told.year,
         "least": told.least, "most": told.most, "told": list(told.sources)},
    )  # fmt: skip
    if len({kind for kind, _ in ends}) > 1:
        return Verdict("not_checkable", f"{lead}, which does not settle it.", evidence)
    kind, by = min(ends, key=lambda end: abs(end[1]))
    reason = f"{lead}, {_PHRASES[kind].format(by=f'{abs(by):.2f}')}."
    return Verdict(kind, reason, evidence, None if kind == "accurate" else round(by, 2))


_NEWER = "A later edition prints it too, but is not held here for that cell."


def _compare(claim: Claim, figure: Figure, panel: Panel, area: str, year: int) -> Verdict:
    """Return what a figure says of a claim, and whether another year or edition agrees with it."""
    kind, by = agreement(claim, figure)
    if kind in {"overstated", "understated"} and (other := counted_otherwise(claim)):
        return Verdict("not_checkable", other)
    if kind == "understated" and _is_likely_part(claim, figure):
        return Verdict("not_checkable", _PART, figure.evidence)
    if kind in {"overstated", "understated"} and _is_only_real(claim, figure):
        reason = f"The words do not say whether growth is after inflation; held here is the real growth alone, {figure.printed} %."
        return Verdict("not_checkable", reason, figure.evidence)
    if kind in {"overstated", "understated"}:
        earlier = _earlier(claim, panel, area, year)
        if earlier is not None and _is_start(claim) and str(year) not in claim.sentence:
            return _verdict("accurate", claim, earlier, by)
        if _DECADE.search(claim.sentence.lower()) and str(year) not in claim.sentence:
            near = (figure_or_none(panel, claim, area, other) for other in (year - 1, year + 1))
            right = next(
                (f for f in near if f is not None and agreement(claim, f)[0] == "accurate"), None
            )
            if right is not None:
                return _verdict("accurate", claim, right, by)
        if earlier is not None and claim.period == "current":
            return _verdict("outdated", claim, figure, by, earlier)
        if _EARLIER_EDITION.search(claim.sentence.lower()) and _first_printed(
            claim, panel, area, year
        ):
            return _verdict("accurate_then_changed", claim, figure, by)
    return _verdict(kind, claim, figure, by)


_LEAST_OF_WHOLE = 1 / 3
"""Below this part of the total in the tables a sum is hardly meant as the whole: an increase, a fund, one of several years."""

_PART = "The sum is so far below the total in NATO's tables that it may be a part of it, of which they have no figure."


_ON_DEFENCE = re.compile(r"\bon (?:\w+ ){0,2}(?:defen[cs]e|military|armed forces|army)\b")
"""Words that say outright what a sum was spent on."""

_MORE = re.compile(r"\b(?:more(?! than)|extra|additional|another|further|increase|rise|on top)\b")
"""Words that make a sum an increase."""


def _is_likely_part(claim: Claim, figure: Figure) -> bool:
    """Whether a sum, not said to be what is spent on defence, is far too small to be."""
    words = claim.text.lower()
    return (
        claim.values[0].unit.endswith("_mn")
        and abs(claim.values[0].value) < _LEAST_OF_WHOLE * figure.value
        and (not _ON_DEFENCE.search(words) or _MORE.search(words) is not None)
    )


def _is_only_real(claim: Claim, figure: Figure) -> bool:
    """Whether growth of which the words do not say that it is real can only be set beside real growth."""
    return (
        claim.values[0].unit == "pct_growth" and _is_real(figure) and len(claim.subject[0]) == CODE
    )


def _is_real(figure: Figure) -> bool:
    return figure.cell.measure.id == "core_real_change"


_DECADE = re.compile(r"\b(?:a decade|ten years) (?:ago|before|earlier)\b")
"""Ten years, give or take one."""

_START = re.compile(
    r"\b(?:gone|went|has been|rose|risen|climbed|moved|grew|grown|jumped|fell|fallen|down|slipped|dropped|raised|took|goes|up)\b[^.;]{0,40}"
    r"\bfrom (?:about |around |some |roughly |only |just |a mere )?\D{0,3}\d[\d.,]*\D{0,24}$"
)


def _is_start(claim: Claim) -> bool:
    """Whether the number is where a change began ("from 1.48 to 1.61"): it is of an earlier year."""
    return _START.search(_up_to_number(claim)) is not None


def _up_to_number(claim: Claim) -> str:
    """The sentence up to the end of the claim's words, which as a rule end with its number."""
    told = claim.sentence.find(claim.text)
    return claim.sentence[: max(told, 0) + len(claim.text)].lower()


_EARLIER_EDITION = re.compile(
    r"\b(?:once|were said|was said|had been shown|the same tables|first estimate|release|credited|had been put|"
    r"as first published|originally|restated|revised|recount\w*|last (?:august|july|june|march))\b"
)
"""Words that set what an earlier edition printed beside a later one."""


def _earlier(claim: Claim, panel: Panel, area: str, year: int) -> Figure | None:
    """The figure of one of the three years before that the words are true of."""
    for before in range(year - 1, year - 4, -1):
        figure = figure_or_none(panel, claim, area, before)
        if figure is not None and agreement(claim, figure)[0] in _RIGHT:
            return figure
    # Or the number an older edition printed for one of those years: old tables, quoted as today's.
    if claim.comparator != "=":
        return None
    older = (_first_printed(claim, panel, area, before) for before in range(year - 1, year - 3, -1))
    return next((figure for figure in older if figure is not None), None)


def _first_printed(claim: Claim, panel: Panel, area: str, year: int) -> Figure | None:
    """The figure of the first edition that printed the number claimed, if one did."""
    printed = printed_figures(panel, claim, area, year)
    return next((figure for figure in printed if agreement(claim, figure)[0] == "accurate"), None)


_PHRASES = {
    "accurate": "which agrees with the words",
    "accurate_within_rounding": "which lies within what the wording allows",
    "overstated": "so the words are too high by {by}",
    "understated": "so the words are too low by {by}",
    "accurate_then_changed": "while an earlier edition printed the number claimed",
}


_UNIT_WORDS = {
    "pct_gdp": " % of GDP", "pct_gni": " % of GDP (for Luxembourg, of GNI)",
    "pct_of_defence": " % for equipment", "pct_of_alliance_total": " % of the allied total",
    "pct_growth_real": " % real growth", "pct_growth": " % real growth", "persons": " thousand people",
}  # fmt: skip


def _rounded(claim: Claim, by: float) -> str:
    """Return how a share agrees with the words: 1.57 is "2 percent" only once it is rounded."""
    value = claim.values[0]
    if claim.comparator != "=" or value.unit not in {"pct_gdp", "pct_gni"} or abs(by) < 0.05:
        return _PHRASES["accurate"]
    side = "below" if by > 0 else "above"
    return f"which rounds to the words' {value.value:.{value.decimals}f} and is {abs(by):.2f} points {side} it"


def _verdict(
    kind: str, claim: Claim, figure: Figure, by: float, earlier: Figure | None = None
) -> Verdict:
    from burdenshare.news._show import name_of

    cell = figure.cell
    unit = claim.values[0].unit
    own = cell.measure.id == OWN_MONEY and len(cell.area) == CODE
    money = ally(cell.area).currency_on(cell.edition.published) if own else unit[:3]
    shown = f"{figure.value:,.0f} million {money}" if unit.endswith("_mn") else figure.printed
    words = _UNIT_WORDS.get(unit, "")
    if cell.measure.id in PARTS:
        words = f" % for {PARTS[cell.measure.id]}"
    if unit == "pct_growth" and not _is_real(figure):
        words = " % growth at current prices"
    lead = (
        f"NATO's figures of {cell.edition.published:%-d %B %Y} put {name_of(claim.subject[0])} at "
        f"{shown}{words} for {figure.year}"
    )
    amount = f"{abs(by):,.0f} million" if unit.endswith("_mn") else f"{abs(by):.2f}"
    if kind == "outdated" and earlier is not None:
        reason = f"{lead}; the words are true of {earlier.year} ({earlier.printed}), not of the year they speak of."
        return Verdict(kind, reason, figure.evidence + earlier.evidence, round(by, 2))
    reason = f"{lead}, {_rounded(claim, by) if kind == 'accurate' else _PHRASES[kind].format(by=amount)}."
    return Verdict(kind, reason, figure.evidence, None if kind == "accurate" else round(by, 2))
