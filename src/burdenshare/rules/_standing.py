"""The question: which ally meets which rule, in which year, as known on which day?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare._clock import Date, read_date
from burdenshare.allies import find_allies
from burdenshare.errors import BadDateError, BadValueError, MissingDataError
from burdenshare.panel import Panel, default_panel
from burdenshare.rules._judge import judge
from burdenshare.rules._rulebook import rule as rule_by_id
from burdenshare.rules._rulebook import rules
from burdenshare.rules._schema import Rule
from burdenshare.rules._standings import Standings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


FIRST_YEAR, LAST_YEAR = 1949, 2100


def standing(
    allies: str | Iterable[str] | None = None,
    *,
    rule: str | Rule | None = None,
    year: int | None = None,
    as_of: Date | None = None,
    edition: str | None = None,
    panel: Panel | None = None,
) -> Standings:
    """Say where allies stand against a rule in a year, as known on a day.

    The share as printed decides, at the precision its edition prints. The rule counts in the
    version known on the day; a rule agreed later can be asked for by name and is marked so.

    Args:
        allies: An ally or several, by any of their names; all 32 when ``None``.
        rule: Id of a rule. When ``None``: for one ally every rule in force on the day, for more
            the newest floor on core spending that is in force and due in ``year``.
        year: Calendar year as NATO names it; the latest with figures known on the day when
            ``None``.
        as_of: The day; today when ``None``.
        edition: Id of the only edition to use, instead of the newest that answers.
        panel: Figures to use; the shipped ones and the user's own when ``None``.

    Returns:
        Standings in the order asked for. Shares and margins are in per cent and percentage points;
        money is in millions at current prices.

    Raises:
        UnknownNameError: Unknown ally, rule or edition.
        BadDateError: ``as_of`` is not a date, or lies before the edition asked for.
        BadValueError: ``year`` cannot be.
        MissingDataError: No edition known on the day publishes the figure for that year, or no
            rule was in force.

    >>> standing("Belgium", rule="vilnius-2023-core", year=2024, as_of="2025-06-23")[0].margin
    -0.7
    """
    day = read_date(as_of)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValueError(
            f"year {year} is out of range: give one from {FIRST_YEAR} to {LAST_YEAR}"
        )
    names = [allies] if isinstance(allies, str) else list(allies or ())
    members = find_allies(names)
    seen = _seen(panel or default_panel(), day, edition)
    asked = _asked(rule, year, day, seen, one=len(members) == 1)
    # Several rules share one year, so that they speak of the same thing.
    when = year or latest_year(_measure(asked[0]) if len(asked) == 1 else "core_share", seen)
    found = tuple(
        judge(member, item, when, day, seen, strict=len(asked) == 1)
        for item in asked
        for member in members
    )
    return Standings(found, asked, day, edition)


def _seen(panel: Panel, day: dt.date, edition: str | None) -> Panel:
    """Narrow the panel to what was public on the day, and to one edition where asked."""
    if edition is None:
        return panel.as_of(day)
    published = panel.record(edition).published
    if published > day:
        raise BadDateError(
            f"edition {edition} was published on {published}, after {day}: ask as of a later day"
        )
    return panel.as_of(day).edition(edition)


def _asked(
    rule: str | Rule | None, year: int | None, day: dt.date, seen: Panel, *, one: bool
) -> tuple[Rule, ...]:
    if rule is not None:
        found = rule_by_id(rule) if isinstance(rule, str) else rule
        if not isinstance(found, Rule):
            # A caller may hold another kind of rule, such as one of the European Union's.
            raise BadValueError(f"{type(found).__name__} is no rule of NATO's pledge: give its id")
        return (found,)
    in_force = rules(as_of=day).items
    if not in_force:
        raise MissingDataError(
            f"no rule was in force on {day}: name a rule, or ask for a later day"
        )
    if one:
        return in_force
    floors = [
        r for r in in_force if r.kind == "floor" and r.test and r.test.measure == "core_share"
    ]
    tested = year or latest_year("core_share", seen)
    due = [floor for floor in floors if floor.due is not None and floor.due <= tested]
    return ((due or floors)[-1],)


def latest_year(measure: str, panel: Panel) -> int:
    """Return the latest year for which an edition of ``panel`` publishes ``measure``.

    Raises:
        MissingDataError: None does.
    """
    years = [edition.years(measure)[-1] for edition in panel.editions if edition.years(measure)]
    if not years:
        if len(panel.editions) == 1:
            raise MissingDataError(
                f"edition {panel.editions[0].id} does not publish {measure!r}: name one that does"
            )
        day = f" public on {panel.day}" if panel.day else ""
        raise MissingDataError(f"no edition{day} publishes {measure!r}: ask for a later day")
    return max(years)


def _measure(rule: Rule) -> str:
    """Return the measure whose latest year is meant when none is given."""
    return rule.test.measure if rule.test and rule.test.measure else "core_share"
