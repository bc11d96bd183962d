"""From a scenario and the published record to a question in plain numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from burdenshare._clock import read_date
from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.flexibility._offers import Scene, clause_room, offers
from burdenshare.flexibility._promises import promise_of, reading_level
from burdenshare.flexibility._question import Budget, Limit, Promise, Question
from burdenshare.flexibility._reach import DEFAULTS, NONE
from burdenshare.flexibility._scenario import Scenario, check_scenario
from burdenshare.ledger import ledger as read_ledger
from burdenshare.panel import default_panel
from burdenshare.paths import path as draw_path
from burdenshare.rules import reading as find_reading
from burdenshare.rules import rule as find_rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from burdenshare.fiscal import LinearDebt
    from burdenshare.ledger import Ledger
    from burdenshare.panel import Panel
    from burdenshare.paths import Path

Note = tuple[str, str, str]
"""Name, value and reason of an assumption."""
MULTIPLIER = 0.0
"""With the fiscal room's own multiplier a point spent in a capped year lowers that year's debt
ratio (GDP rises at once): an optimiser would meet the cap by spending more in that very year."""
MOST_YEARS = 10
"""The horizon lies at most so many years after the due year."""


@dataclass(frozen=True)
class Assembled:
    """A question with what it rests on.

    Attributes:
        question: Plain numbers.
        scenario: The scenario with every default filled in, so that it can be run again.
        held: The path with the start share held: GDP, prices, sources.
        plan: The announced path, where it limits.
        notes: ``(name, value, reason)`` of every assumption made here.
        linear: The fiscal room's linear model, where a cap needed it.
    """

    question: Question
    scenario: Scenario
    held: Path
    plan: Path | None
    notes: tuple[Note, ...]
    linear: LinearDebt | None = None


def assemble(
    scenario: Scenario,
    *,
    panel: Panel | None = None,
    ledger: Ledger | None = None,
    for_all: bool = False,
) -> Assembled:
    """Gather figures, rules, limits and mechanisms.

    Raises:
        InputError: The scenario is wrong; before anything is solved.
        MissingDataError: Figures it needs are not published or not held.
    """
    check_scenario(scenario)
    who = find_ally(scenario.ally)
    day = read_date(scenario.as_of)
    seen = (panel or default_panel()).as_of(day)
    book = ledger or read_ledger(as_of=day)
    horizon, due = _horizon(scenario)
    held = _draw(scenario, who.alpha3, day, horizon, panel, shape="hold")
    years = tuple(range(held.start.year + 1, horizon + 1))
    if not years:
        raise BadValueError(
            f"the horizon {horizon} is not after the last observation, {held.start.year}"
        )
    deficits = _by_year(scenario.deficit_cap, range(years[0], due + 1))
    debts = _by_year(scenario.debt_cap, (due,))
    scenario = scenario.model_copy(update={"deficit_cap": deficits, "debt_cap": debts})
    notes: list[Note] = []
    promises = _promises(scenario, day, years, who.alpha3, who.name, notes, for_all=for_all)
    plan = None
    if scenario.announced:
        plan = _draw(scenario, who.alpha3, day, horizon, panel, shape="plan", ledger=book)
    question = Question(
        who.alpha3,
        held.start.year,
        held.start.core_share,
        years,
        tuple(p.gdp for p in held.points),
        tuple(100 * p.core_money_constant / p.core_share for p in held.points),
        promises,
        related_start=scenario.related,
        gdp_eur=_euro(held, seen, notes),
    )
    limits = _limits(scenario, held, seen, plan, {"deficit": deficits, "debt": debts}, notes)
    linear = None
    if scenario.deficit_cap or scenario.debt_cap:
        linear, debt_today = _linear(who.alpha3, day, horizon, panel)
        budget = _budget(linear, debt_today, question, notes)
        _check_caps(budget, question, linear.years[0], deficits, debts)
        question = replace(question, budget=budget)
    scene = Scene(
        who.alpha3,
        who.name,
        who.in_eu_on(day),
        question.start_year,
        question.start_share,
        years,
        promises,
        question.gdp_eur,
        seen,
        book,
    )
    on_table = offers(scene, scenario, [limit.id for limit in limits])
    if any(offer.id == "escape-clause" for offer in on_table):
        room, why = clause_room(scene)
        notes.append(("clause_room", f"{room:.2f} points", why))
    question = replace(question, limits=limits, offers=on_table)
    asked = _resolved(scenario, held, horizon, limits)
    return Assembled(question, asked, held, plan, tuple(notes), linear)


def _by_year(caps: float | dict[int, float], years: Iterable[int]) -> dict[int, float]:
    return dict.fromkeys(years, caps) if isinstance(caps, float) else caps


def _horizon(scenario: Scenario) -> tuple[int, int]:
    """Last year, and the due year."""
    rules = [find_rule(name) for name in scenario.promises]
    due = max((rule.due or 0 for rule in rules if rule.test is not None), default=0)
    if scenario.horizon is None:
        return (due or 2035) + MOST_YEARS, due or 2035
    if due and not due <= scenario.horizon <= due + MOST_YEARS:
        span = f"{due} (the due year) and {due + MOST_YEARS}"
        raise BadValueError(f"the horizon {scenario.horizon} must lie between {span}")
    return scenario.horizon, due or scenario.horizon


def _draw(
    scenario: Scenario,
    code: str,
    day: dt.date,
    horizon: int,
    panel: Panel | None,
    *,
    shape: str,
    ledger: Ledger | None = None,
) -> Path:
    return draw_path(
        code,
        shape=shape,
        rule="hague-2025-core",
        due=horizon,
        horizon=horizon,
        as_of=day,
        edition=scenario.edition,
        gdp_edition=scenario.gdp_edition,
        panel=panel,
        ledger=ledger,
    )


def _promises(
    scenario: Scenario,
    day: dt.date,
    years: tuple[int, ...],
    code: str,
    name: str,
    notes: list[Note],
    *,
    for_all: bool,
) -> tuple[Promise, ...]:
    names = list(scenario.promises)
    if scenario.related is not None:
        names += [n for n in ("hague-2025-total", "hague-2025-related") if n not in names]
    read = find_reading(scenario.reading) if scenario.reading else None
    level = reading_level(read, code, name, for_all=for_all) if read else None
    found = []
    for rule in (find_rule(n) for n in names):
        exception = rule.exception(code)
        if exception is not None and exception.effect == "out of scope":
            raise MissingDataError(f"{rule.id} does not apply to {name}: {exception.reason}")
        if not rule.known_on(day):
            why = f"agreed on {rule.adopted}, after {day}: taken as the promise about to be made"
            notes.append(("rule_later_than_as_of", rule.id, why))
        number = level if read and rule.id == read.rule else None
        found.append(promise_of(rule, day, years[0], number))
        if number is not None and read is not None:
            why = f"as {read.holder} reads it ({read.id}); {', '.join(read.denied_by)} denies it"
            notes.append(("reading", f"{rule.id}: {number:g} %", why))
    if scenario.milestone_2029 is not None:
        found.append(
            Promise("milestone-2029", "floor", "core", scenario.milestone_2029, 2029, 2029)
        )
    return tuple(found)


def _limits(
    scenario: Scenario,
    held: Path,
    seen: Panel,
    plan: Path | None,
    capped: dict[str, dict[int, float]],
    notes: list[Note],
) -> tuple[Limit, ...]:
    found: list[Limit] = []
    last = held.start.year
    for name, given in (("step", scenario.max_step), ("growth", scenario.max_real_growth)):
        if given == "default":
            limit = DEFAULTS[name](seen, held.edition, held.ally, last)
            notes.append((f"limit_{name}", f"{limit.value:g}", limit.reason))
            found.append(limit)
        elif not isinstance(given, str):
            found.append(Limit(name, given, reason="given by the caller"))
    if scenario.effort == "none":
        notes.append(("limit_effort", "none", NONE))
    else:
        found.append(Limit("effort", scenario.effort, reason="given by the caller"))
    for name, caps in capped.items():
        if caps:
            by_year = tuple(sorted(caps.items()))
            found.append(Limit(name, by_year=by_year, reason="given by the caller"))
        else:
            notes.append((f"limit_{name}", "none", NONE))
    if plan is not None:
        named = tuple((p.year, p.core_share) for p in plan.points[1:] if p.kind == "planned")
        found.append(Limit("announced", by_year=named, reason="the ally's own plan, in the ledger"))
        notes += [(a.name, str(a.value), a.reason) for a in plan.assumptions if "plan" in a.name]
    return tuple(found)


def _euro(held: Path, seen: Panel, notes: list[Note]) -> tuple[float, ...]:
    """GDP in billions of euro; empty where no rate is known."""
    if held.currency == "EUR":
        return tuple(p.gdp / 1000 for p in held.points)
    try:
        rates = seen.series("fx_eur_average", held.ally).to_dict()
    except MissingDataError:
        return ()
    if not rates:
        return ()
    year = max(rates)
    why = f"{held.currency} per euro, mean of {year} (ECB), held"
    notes.append(("eur_rate", f"{rates[year]:g}", why))
    return tuple(p.gdp / 1000 / rates[year] for p in held.points)


# The same for every cap somebody tries on an ally.
@lru_cache(maxsize=64)
def _linear(code: str, day: dt.date, horizon: int, panel: Panel | None) -> tuple[LinearDebt, float]:
    """The linear budget, and debt of the year it starts from, per cent of GDP."""
    from burdenshare.fiscal import baseline, linear_debt, project

    linear = linear_debt(code, horizon=horizon, as_of=day, panel=panel, multiplier=MULTIPLIER)
    start = baseline(code, horizon=horizon, as_of=day, panel=panel).economy
    return linear, project(start).debt[0]


def _budget(linear: LinearDebt, debt_today: float, q: Question, notes: list[Note]) -> Budget:
    """Deficit and debt around the baseline, from the fiscal room's linear model."""
    index = {year: i for i, year in enumerate(linear.years)}
    known = [index.get(year) for year in q.years]

    def levels(series: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(series[i] if i is not None else 0.0 for i in known)

    def slopes(table: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, ...], ...]:
        return tuple(
            tuple(table[t][j] if t is not None and j is not None else 0.0 for j in known)
            for t in known
        )

    why = (
        "spending above the held share, all borrowed, without effect on output: a cap is not to be "
        "met by spending more; linear around the baseline"
    )
    notes.append(("budget_model", f"{linear.model} ({', '.join(linear.editions)})", why))
    at = dict(zip(linear.years, linear.baseline_debt, strict=True))
    return Budget(
        levels(linear.baseline_deficit),
        levels(linear.baseline_debt),
        slopes(linear.deficit_slope),
        slopes(linear.debt_slope),
        at.get(q.start_year, debt_today),
    )


def _check_caps(
    budget: Budget, q: Question, first: int, deficits: dict[int, float], debts: dict[int, float]
) -> None:
    """Refuse caps before the projection, and debt caps that no defence path could meet."""
    for year in (*deficits, *debts):
        if year in q.years and year < first:
            raise BadValueError(
                f"the budget projection starts in {first}: no cap can be set in {year}"
            )
    for year, cap in debts.items():
        held = budget.debt[year - q.years[0]] if year in q.years else cap
        if cap < budget.debt_start and held > cap:
            raise BadValueError(
                f"the debt cap {cap:g} in {year} is below the {budget.debt_start:.1f} of "
                f"{q.start_year}, and even with the share held debt is {held:.1f} then: "
                "give a higher cap"
            )


def _resolved(scenario: Scenario, held: Path, horizon: int, limits: tuple[Limit, ...]) -> Scenario:
    """The scenario with every default filled in."""
    values = {limit.id: limit.value for limit in limits}
    return scenario.model_copy(
        update={
            "ally": held.ally,
            "as_of": held.as_of,
            "edition": held.edition,
            "gdp_edition": held.gdp_edition,
            "horizon": horizon,
            "max_step": values.get("step", "none"),
            "max_real_growth": values.get("growth", "none"),
        }
    )
