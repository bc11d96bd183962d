"""The EU's national escape clause for defence: room, use, what it shields, and the cliff.

Defence here is COFOG division 02, counted at delivery: not NATO's figure. The clause keeps a
deviation out of the control account; it changes neither the path asked for nor the arithmetic of
debt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from burdenshare._clock import Date, read_date
from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError, BurdenshareError, MissingDataError
from burdenshare.fiscal._assumptions import stated
from burdenshare.fiscal._clause_result import OBSERVED, PROJECTED, Clause, ClauseYear, Cliff
from burdenshare.fiscal._eu_rules import eu_rule
from burdenshare.fiscal._required import required_balance
from burdenshare.fiscal._simple import weo_edition
from burdenshare.ledger import EscapeClause, ledger
from burdenshare.panel import default_panel

if TYPE_CHECKING:
    import datetime as dt

    from burdenshare.fiscal._required import Reading
    from burdenshare.ledger import Mechanism
    from burdenshare.panel import Panel
    from burdenshare.paths import Path


def cofog_share(panel: Panel, ally: str, year: int) -> tuple[float, str]:
    """Return defence (COFOG) in per cent of GDP, with two decimals' worth of truth, and its source.

    Eurostat prints the share with one decimal. Millions of euro over the Outlook's GDP carry more;
    they are used where both exist and agree with the printed share.

    Raises:
        MissingDataError: Eurostat's figure is missing.
    """
    money = panel.cell("cofog_defence_eur", ally, year)
    printed = panel.cell("cofog_defence_share", ally, year)
    if money.value is None:
        if printed.value is None:
            raise MissingDataError(
                f"{money.edition.id} has no defence spending (COFOG) for {ally} in {year} "
                f"({money.missing})"
            )
        return printed.value, printed.explain()
    outlook = panel.edition(weo_edition(panel)).cell("weo_ngdp", ally, year)
    if outlook.value is None:
        raise MissingDataError(f"{outlook.edition.id} has no GDP for {ally} in {year}")
    rate, how = 1.0, ""
    if find_ally(ally).currency_on(outlook.edition.published) != "EUR":
        fx = panel.cell("fx_eur_average", ally, year)
        if fx.value is None:
            raise MissingDataError(f"{fx.edition.id} has no exchange rate for {ally} in {year}")
        rate, how = fx.value, f"; {fx.explain()}"
    share = 100 * money.value / (outlook.value * 1000 / rate)
    # GDP of the two publishers may differ a little; beyond rounding the printed share is kept.
    if printed.value is not None and abs(share - printed.value) > 0.06:
        return printed.value, f"{printed.explain()} (its millions over GDP give {share:.2f})"
    return share, f"{money.explain()}; over {outlook.explain()}{how}"


def escape_clause(
    ally: str,
    *,
    activate: bool | None = None,
    path: Path | None = None,
    shape: str = "linear",
    extend_to: int | None = None,
    exit_years: int = 1,
    plan_years: int = 4,
    cliff: bool = True,
    reading: Reading = "commission",
    as_of: Date | None = None,
    panel: Panel | None = None,
    draws: int = 4_000,
    seed: int = 1,
) -> Clause:
    """Work out room, use and cliff of the escape clause.

    Args:
        ally: An EU ally, by any name.
        activate: Work it out as if it were in force (or not); what the record says by default.
        path: Path of core spending that moves the years not yet observed.
        shape: Shape of that path where none is given.
        extend_to: Last year, where it is extended.
        exit_years: Years over which what it shielded is absorbed.
        plan_years: Length of the plan after it.
        cliff: Whether to work out what that plan requires (two searches).
        reading: Reading of the rules for that plan.
        as_of: Day as of which everything was known.
        panel: Figures; the shipped ones by default.
        draws: Draws of the stochastic test in that plan.
        seed: Seed.

    Raises:
        MissingDataError: Not an EU ally, the clause did not yet exist, or no figure at all.
        BadValueError: Years the wrong way round.
    """
    code, day = find_ally(ally).alpha3, read_date(as_of)
    if not find_ally(code).in_eu_on(day):
        raise MissingDataError(f"the escape clause is the EU's: {code} is not a member")
    rule = eu_rule("eu-escape-clause-defence", day)
    figures = (panel or default_panel()).as_of(day)
    status, entry, terms = _record(code, day)
    force = status == "granted" if activate is None else activate
    cap = (terms.cap_share if terms else None) or rule.values["cap"]
    base = int((terms.base_year if terms else None) or rule.values["base_year"])
    first = int((terms.first_year if terms else None) or rule.values["first_year"])
    written = int((terms.last_year if terms else None) or rule.values["last_year"])
    last = extend_to or written
    if last < written or exit_years < 1:
        raise BadValueError(
            f"the clause runs to {written}: extend_to and exit_years cannot shorten it"
        )
    base_share, source = cofog_share(figures, code, base)
    lines, notes = [source], list(filter(None, [rule.doubt]))
    if last > written:
        notes.append(f"what if: extended from {written} to {last}")
    observed: dict[int, float] = {}
    for year in range(base + 1, last + 1):
        try:
            observed[year], source = cofog_share(figures, code, year)
        except MissingDataError as error:
            if first <= year <= day.year - 1:
                notes.append(str(error))
            continue
        lines.append(source)
    if not observed:
        raise MissingDataError(f"no defence spending (COFOG) after {base} is known for {code}")
    levels, path = _moved(code, observed, last, path, shape, day, figures, notes)
    years = tuple(
        _year(year, share, year in observed, base_share, cap if force else 0.0)
        for year, share in sorted(levels.items())
        if first <= year <= last
    )
    clause = Clause(
        ally=code,
        as_of=day.isoformat(),
        status=status,
        in_force=force,
        what_if=force != (status == "granted") or last > written,
        cap=cap,
        base_year=base,
        base_share=base_share,
        first_year=first,
        last_year=last,
        years=years,
        cliff=None,
        shape=path.shape if path else "none",
        assumptions=(
            stated(
                "cofog_moves_with_core",
                "point for point",
                "COFOG spending of years not yet published moves with the path's core share, "
                "though NATO counts cash and COFOG counts delivery",
                "named assumption",
            ),
        ),
        notes=tuple(notes),
        sources=(
            *lines,
            *([f"{entry.id}: {entry.summary} ({', '.join(entry.sources)})"] if entry else []),
            f"{rule.law}: {rule.title}",
        ),
        editions=tuple(
            dict.fromkeys(
                [
                    figures.cell("cofog_defence_eur", code, base).edition.id,
                    weo_edition(figures),
                    *([path.edition] if path else []),
                ]
            )
        ),
    )
    if not years or years[-1].year != last:
        return clause
    used = years[-1].used
    steps = tuple((last + 1 + k, used / exit_years) for k in range(exit_years))
    end = Cliff(
        last + 1, used, steps, None, None, plan_years, None, "" if cliff else "not asked for"
    )
    if cliff:
        end = _next_plan(clause, end, reading, draws, seed)
    return replace(clause, cliff=end)


def _record(code: str, day: dt.date) -> tuple[str, Mechanism | None, EscapeClause | None]:
    """What the ledger says of the clause for an ally."""
    for entry in ledger(code, as_of=day, extra=()).mechanisms(code, "escape_clause"):
        if entry.ally == code and isinstance(entry.terms, EscapeClause):
            return entry.outcome, entry, entry.terms
    return "none", None, None


def _moved(
    code: str,
    observed: dict[int, float],
    last: int,
    path: Path | None,
    shape: str,
    day: dt.date,
    panel: Panel,
    notes: list[str],
) -> tuple[dict[int, float], Path | None]:
    """Defence by year: observed, then moved by the change of the path's core share."""
    from burdenshare.paths import path as draw

    known = max(observed)
    if path is None:
        try:
            path = draw(code, shape=shape, as_of=day, panel=panel)
        except BurdenshareError as error:
            notes.append(f"years after {known} are not projected: {error}")
            return dict(observed), None
    core = {o.year: o.core_share for o in path.history} | {
        p.year: p.core_share for p in path.points
    }
    if known not in core:
        notes.append(f"years after {known} are not projected: {path.edition} has no share for it")
        return dict(observed), path
    final = max(core)
    moved = {
        year: observed[known] + core[min(year, final)] - core[known]
        for year in range(known + 1, last + 1)
    }
    return observed | moved, path


def _year(year: int, share: float, seen: bool, base: float, cap: float) -> ClauseYear:
    increase = max(share - base, 0.0)
    used = min(increase, cap)
    return ClauseYear(
        year, OBSERVED if seen else PROJECTED, share, increase, used, cap - used, increase - used
    )


def _next_plan(clause: Clause, end: Cliff, reading: Reading, draws: int, seed: int) -> Cliff:
    """Add what EU law requires over the plan after the clause, with and without its use."""
    try:
        unused = required_balance(
            clause.ally, years=end.plan_years, start=end.year, reading=reading, as_of=clause.as_of,
            draws=draws, seed=seed,
        )  # fmt: skip
        # The forecast already holds the defence of its own last year: only what comes on top of
        # it, and is borrowed because the clause allows it, is new.
        last = unused.forecast_to
        held = next((y.used for y in clause.years if y.year == last), 0.0)
        before = {y.year: -(y.used - held) for y in clause.years if y.year > last}
        used = required_balance(
            clause.ally, years=end.plan_years, start=end.year, reading=reading, as_of=clause.as_of,
            before=before, draws=draws, seed=seed,
        )  # fmt: skip
    except BurdenshareError as error:
        return replace(end, why_not=str(error))
    return replace(end, plan_step=used.mean_step, plan_step_unused=unused.mean_step, required=used)
