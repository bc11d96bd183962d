"""One ally against one rule: the comparison, and what must be said beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from burdenshare.errors import MissingDataError
from burdenshare.rules._figures import direction, margin_money, ratio_at_current_prices
from burdenshare.rules._result import OnTheWay, Reread, Standing, Status
from burdenshare.rules._rulebook import readings

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.allies import Ally
    from burdenshare.panel import Cell, Panel
    from burdenshare.rules._schema import Reading, Rule, Test


def judge(
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
    reasons = []
    if year < due:
        reasons.append(f"It is first tested on the figure of {due}.")
    if reached is None:
        reasons.append(f"The figure of {year} is missing in {cell.edition.id}: {cell.missing}.")
    return Standing(
        ally=member.alpha3,
        rule=rule,
        year=year,
        as_of=day,
        status=_status(reached, year, due),
        threshold=version.value,
        margin=margin,
        money=margin_money(member, measure, margin, year, same),
        already=reached,
        ratio=ratio_at_current_prices(cell, version.value, same),
        readings=tuple(
            _reread(item, cell, year, due)
            for item in readings(rule.id, as_of=day)
            if item.concerns(member.alpha3) and item.threshold not in {None, version.value}
        ),
        directions=_on_the_way(rule, cell, reached=reached, panel=same),
        reason=" ".join(reasons) or None,
        notes=notes,
        cell=cell,
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
