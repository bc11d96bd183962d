"""What is told of tables that are not held fits the tables that are."""

from __future__ import annotations

import datetime as dt

from burdenshare.allies import allies
from burdenshare.news._not_held import newest_not_held, not_held
from burdenshare.panel import default_panel, measures

ARMED = {ally.alpha3 for ally in allies()} - {"ISL"}


def test_they_come_in_order_and_before_the_edition_that_followed() -> None:
    days = [one.published for one in not_held()]
    assert days == sorted(days)
    for one in not_held():
        if one.next is not None:
            assert one.published < default_panel().record(one.next).published
            assert one.year in default_panel().record(one.next).years("core_share")


def test_every_ally_is_told_of_once() -> None:
    for one in not_held():
        told = [area for bounds in one.bounds for area in bounds.areas]
        assert len(told) == len(set(told))
        assert set(told) in (set(), ARMED)
        assert all(bounds.measure in measures() for bounds in one.bounds)


def test_the_report_of_april_2025_has_22_at_two_per_cent() -> None:
    report = newest_not_held(dt.date(2024, 6, 17), dt.date(2025, 6, 23))
    assert report is not None
    assert report.id == "nato-ar-2025-04"
    reached = [area for told in report.bounds if told.least >= 2 for area in told.areas]
    missed = [area for told in report.bounds if told.most < 2 for area in told.areas]
    assert (len(reached), len(missed)) == (22, 9)


def test_none_is_newer_once_the_next_edition_is_out() -> None:
    assert newest_not_held(dt.date(2025, 8, 28), dt.date(2025, 9, 1)) is None
    assert newest_not_held(dt.date(2024, 6, 17), dt.date(2025, 4, 23)) is None
