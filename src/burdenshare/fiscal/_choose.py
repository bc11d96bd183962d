"""Which model an ally runs on, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from burdenshare._clock import Date, read_date
from burdenshare.allies import ally as find_ally
from burdenshare.errors import MissingDataError, UnknownNameError
from burdenshare.fiscal._commission import Ageing, Built, Official, commission_economy
from burdenshare.fiscal._inputs import dsa_table
from burdenshare.fiscal._simple import simple_economy
from burdenshare.panel import default_panel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from burdenshare.panel import Panel

Model = Literal["auto", "commission", "simple"]
DEFAULT_HORIZON = 2045


def baseline(
    ally: str,
    *,
    model: Model = "auto",
    horizon: int = DEFAULT_HORIZON,
    as_of: Date | None = None,
    edition: str | None = None,
    panel: Panel | None = None,
    last: int | None = None,
    ageing_from: int | None = None,
    ageing: Ageing = "throughout",
    anchors: str | Mapping[str, float] = "straight",
    official: Official = "scheduled",
    rate: float | None = None,
) -> Built:
    """Build the baseline of an ally without a change of policy.

    Args:
        ally: By any name.
        model: ``commission`` (EU allies and the United Kingdom), ``simple`` (anyone), or
            ``auto``: the Commission's where its inputs were known, the simple one otherwise.
        horizon: Last year.
        as_of: Day as of which everything was known; today by default.
        edition: Edition of the World Economic Outlook for the simple model.
        panel: Figures; the shipped ones by default.
        last: Last year of the forecast's balances (Commission's model).
        ageing_from: Year from which ageing costs count (Commission's model).
        ageing: See :data:`burdenshare.fiscal._commission.Ageing`.
        anchors: Market values ten years out (Commission's model).
        official: Treatment of official loans (Commission's model).
        rate: Interest on additional debt (simple model).

    Raises:
        UnknownNameError: Unknown ally, model, option or edition.
        MissingDataError: An input is missing; the message names series, ally and year.
    """
    for name, value, known in (
        ("model", model, get_args(Model)),
        ("ageing", ageing, get_args(Ageing)),
        ("official", official, get_args(Official)),
    ):
        if value not in known:
            raise UnknownNameError(name, value, known)
    code, day = find_ally(ally).alpha3, read_date(as_of)
    why = "" if model == "simple" else _why_not(code, day)
    if model == "commission" and why:
        raise MissingDataError(f"the Commission's model cannot be run for {code}: {why}")
    if model == "simple" or why:
        figures = (panel or default_panel()).as_of(day)
        built = simple_economy(figures, code, day, horizon=horizon, edition=edition, rate=rate)
        reason = f"why not the Commission's model: {why}" if why else "simple model: asked for"
        return replace(built, notes=(*built.notes, reason))
    table = dsa_table(code, day)
    if table is None:
        raise AssertionError("unreachable: _why_not() has found no reason against it")
    return commission_economy(
        table,
        day,
        horizon=horizon,
        last=last,
        ageing_from=ageing_from,
        ageing=ageing,
        anchors=anchors,
        official=official,
    )


def _why_not(code: str, day: dt.date) -> str:
    """Reason why the Commission's model cannot be run, or an empty text."""
    if not (find_ally(code).in_eu_on(day) or code == "GBR"):
        return f"{code} is neither in the EU nor the United Kingdom, whose inputs are complete"
    if dsa_table(code, day) is None:
        return f"its inputs for {code} were not yet known on {day}"
    return ""
