"""The question: which ally meets which rule, in which year, as known on which day?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from burdenshare._clock import Date, read_date
from burdenshare.allies import find_allies
from burdenshare.errors import BadDateError, BadValueError, MissingDataError
from burdenshare.panel import Panel, default_panel
from burdenshare.rules._figures import direction, margin_money, ratio_at_current_prices
from burdenshare.rules._result import OnTheWay, Reread, Standing, Status
from burdenshare.rules._rulebook import readings, rules
from burdenshare.rules._rulebook import rule as rule_by_id
from burdenshare.rules._schema import Rule
from burdenshare.rules._standings import Standings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from burdenshare.allies import Ally
    from burdenshare.panel import Cell
    from burdenshare.rules._schema import Reading, Test

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
        _stand(member, item, when, day, seen, strict=len(asked) == 1)
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
            f"no rule was in force on {day}: name one with rule=, or a later day"
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
        day = f" public on {panel.day}" if panel.day else ""
        raise MissingDataError(f"no edition{day} publishes {measure!r}: ask for a later day")
    return max(years)


def _measure(rule: Rule) -> str:
    """Return the measure whose latest year is meant when none is given."""
    return rule.test.measure if rule.test and rule.test.measure else "core_share"


def _stand(
    member: Ally, rule: Rule, year: int, day: dt.date, seen: Panel, *, strict: bool
) -> Standing:
    """Judge one ally against one rule; not ``strict``, a year without figures is unknown."""
    code = member.alpha3
    version = rule.version_on(day)
    threshold = version.value if version else None

    notes = _notes(rule, code, day)

    def verdict(status: Status, reason: str, beside: tuple[Cell, ...] = ()) -> Standing:
        return Standing(
            code, rule, year, day, status, threshold, reason=reason, notes=notes, beside=beside
        )

    exception = rule.exception(code)
    if exception is not None and exception.effect == "out of scope":
        return verdict(Status.NOT_APPLICABLE, exception.reason)
    if member.accession > day or member.accession.year > year:
        return verdict(Status.NOT_APPLICABLE, f"{member.name} joined NATO on {member.accession}.")
    if rule.test is None:
        return verdict(*_untested(rule, year))
    if rule.test.measure is None:
        return verdict(
            Status.UNKNOWN, str(rule.test.no_figures), _core_alone(rule, code, year, seen)
        )
    try:
        return _compare(member, rule, rule.test, year, day, seen, notes)
    except MissingDataError as error:
        if strict:
            raise
        return verdict(Status.UNKNOWN, f"{error}.")


def _untested(rule: Rule, year: int) -> tuple[Status, str]:
    if rule.kind == "counting":
        return Status.NOT_APPLICABLE, str(rule.untested)
    if rule.due is not None and year < rule.due:
        return Status.NOT_DUE, f"It falls due in {rule.due}. {rule.untested}"
    return Status.UNKNOWN, str(rule.untested)


def _compare(
    member: Ally,
    rule: Rule,
    test: Test,
    year: int,
    day: dt.date,
    seen: Panel,
    notes: tuple[str, ...],
) -> Standing:
    """Hold the published figure against the number."""
    version, due, measure = rule.version_on(day), rule.due, test.measure
    assert version is not None
    assert due is not None
    assert measure is not None
    cell = seen.cell(measure, member.alpha3, year)
    # Everything else comes from the edition that printed the share, whatever others may have.
    same = seen.edition(cell.edition.id)
    reached, margin = _test(cell, version.value)
    reason = None
    if year < due:
        reason = f"It is first tested on the figure of {due}."
    elif reached is None:
        reason = f"The figure of {year} is missing in {cell.edition.id}: {cell.missing}."
    status = _status(reached, year, due)
    return Standing(
        member.alpha3,
        rule,
        year,
        day,
        status,
        version.value,
        margin,
        margin_money(member, measure, margin, year, same),
        reached,
        ratio_at_current_prices(cell, version.value, same),
        tuple(
            _reread(item, cell, year, due)
            for item in readings(rule.id, as_of=day)
            if item.concerns(member.alpha3) and item.threshold not in {None, version.value}
        ),
        _on_the_way(rule, cell, reached=reached, panel=same),
        reason,
        notes,
        cell,
    )


def _on_the_way(
    rule: Rule, cell: Cell, *, reached: bool | None, panel: Panel
) -> tuple[OnTheWay, ...]:
    """Hold the way so far against the rule's directions."""
    treated = rule.exception(cell.area)
    return tuple(
        direction(
            item,
            cell,
            rule.due or cell.year,
            reached=reached,
            joint=treated is not None and treated.published_since == cell.year,
            panel=panel,
        )
        for item in rule.directions
    )


def _test(cell: Cell, threshold: float) -> tuple[bool | None, float | None]:
    """Return whether the printed figure reaches the number, and by how many points it differs."""
    if cell.printed is None:
        return None, None
    margin = Decimal(cell.printed) - Decimal(str(threshold))
    return margin >= 0, float(margin)


def _status(reached: bool | None, year: int, due: int) -> Status:
    if year < due:
        return Status.NOT_DUE
    if reached is None:
        return Status.UNKNOWN
    return Status.MET if reached else Status.NOT_MET


def _reread(item: Reading, cell: Cell, year: int, due: int) -> Reread:
    assert item.threshold is not None
    reached, margin = _test(cell, item.threshold)
    return Reread(item, item.threshold, _status(reached, year, due), reached, margin)


def _notes(rule: Rule, code: str, day: dt.date) -> tuple[str, ...]:
    """What a reader must know beside any verdict on this rule."""
    notes = []
    if not rule.known_on(day):
        days = (rule.adopted - day).days
        notes.append(
            f"{rule.id} was agreed on {rule.adopted}, {days} day{'s' * (days > 1)} after {day}: "
            "it was not in force."
        )
    elif not rule.in_force_on(day):
        notes.append(f"{rule.id} was no longer in force on {day}: see {rule.superseded_by}.")
    elif rule.last_value_still_valid_on < day:
        notes.append(
            f"{rule.id} was last checked as unchanged on {rule.last_value_still_valid_on}."
        )
    exception = rule.exception(code)
    if exception is not None and exception.effect != "out of scope":
        notes.append(exception.reason)
    return tuple(notes)


def _core_alone(rule: Rule, code: str, year: int, seen: Panel) -> tuple[Cell, ...]:
    """Return the core share to show beside the rule on the total, of which it is one part."""
    if rule.id != "hague-2025-total":
        return ()
    try:
        return (seen.cell("core_share", code, year),)
    except MissingDataError:
        return ()
