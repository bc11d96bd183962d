"""The question: ``debt(...)``, and the same for many allies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from burdenshare._clock import Date, read_date
from burdenshare.allies import allies as all_allies
from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError, FailedError, MissingDataError, UnknownNameError
from burdenshare.fiscal._assumptions import Assumption, stated
from burdenshare.fiscal._choose import DEFAULT_HORIZON, Model, baseline
from burdenshare.fiscal._debt import Debt, Debts
from burdenshare.fiscal._defence import defence_policy, difference, effects, read_financing
from burdenshare.fiscal._errors import error_fan
from burdenshare.fiscal._extra import Drawn, wobble
from burdenshare.fiscal._fan import make_fan
from burdenshare.fiscal._model import no_policy, project
from burdenshare.fiscal._scenario import read_scenario, stressed
from burdenshare.fiscal._shocks import quarterly_shocks, yearly_shocks
from burdenshare.panel import default_panel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path as FilePath

    from burdenshare.fiscal._commission import Built
    from burdenshare.fiscal._defence import Effects, Financing
    from burdenshare.fiscal._fan import Fan
    from burdenshare.fiscal._records import Economy, Policy
    from burdenshare.fiscal._scenario import Scenario
    from burdenshare.fiscal._shocks import Shocks
    from burdenshare.panel import Panel
    from burdenshare.paths import Path

DEFAULT_DRAWS = 100_000
NO_PATH = "none"
METHODS = (
    "normal",
    "quarterly-normal",
    "student-t",
    "var-cholesky",
    "var-bootstrap",
    "forecast-errors",
)
FREQUENCIES = ("auto", "quarterly", "annual")


def debt(
    ally: str,
    *,
    path: Path | Mapping[int, float] | None = None,
    shape: str | None = None,
    compare: Sequence[str] | str | None = None,
    related: float | None = None,
    financing: Financing | Mapping[str, float] | str | None = None,
    draws: int | None = None,
    seed: int = 1,
    method: str = "normal",
    frequency: str = "auto",
    antithetic: bool = False,
    winsorised: bool = True,
    currency: str = "accumulate",
    freedom: int = 5,
    window: int = 5,
    levels: Sequence[float] = (60.0, 90.0),
    share_sd: float | str | None = None,
    scenario: Scenario | str | FilePath = "baseline",
    horizon: int = DEFAULT_HORIZON,
    as_of: Date | None = None,
    edition: str | None = None,
    gdp_edition: str | None = None,
    model: Model = "auto",
    anchors: str | Mapping[str, float] = "straight",
    ageing: str = "throughout",
    official: str = "scheduled",
    gap: str = "linear",
    multiplier: float | None = None,
    import_leakage: float | None = None,
    supply_effect: float | None = None,
    loan_rate: float | None = None,
    rate: float | None = None,
    panel: Panel | None = None,
    threads: int | None = None,
) -> Debt:
    """Return deficit and debt of an ally with and without a defence path.

    Args:
        ally: By any name.
        path: A path from :func:`burdenshare.path`, or extra spending over the baseline by year in
            per cent of GDP (years not named: none).
        shape: Shape of the path where none is given; ``linear`` by default, ``none`` for no path.
        compare: Several shapes on the same draws; the first that is not ``none`` is ``with``.
        related: Related spending today, per cent of GDP; when given, its rise to 1.5 counts too.
        financing: Who pays: ``debt``, ``taxes``, ``cuts``, ``loans``, shares that sum to one.
        draws: Number of draws; 0 for no fan. When ``None``: 100 000, or no fan with a note where
            no history of shocks was held on the day.
        seed: Seed of the draws.
        method: ``normal``, ``quarterly-normal``, ``student-t``, ``var-cholesky``,
            ``var-bootstrap``, or ``forecast-errors`` (past editions, no draws).
        frequency: Shocks ``quarterly``, ``annual``, or ``auto``: quarterly where the
            Commission's model runs.
        antithetic: Mirror every second draw.
        winsorised: Cut shocks at their 5th and 95th percentile.
        currency: Whether currency shocks ``accumulate`` or each ``reverse`` a year later.
        freedom: Degrees of freedom of Student's t.
        window: Years of the fan.
        levels: Debt levels to give probabilities for.
        share_sd: Uncertainty of the path's own share, points a year (it grows with the root of
            the years); ``history`` for that of past yearly changes; none by default.
        scenario: Name, or a YAML file.
        horizon: Last year.
        as_of: Day as of which everything was known; today by default.
        edition: NATO edition of the path's starting share.
        gdp_edition: Edition of the World Economic Outlook.
        model: ``auto``, ``commission`` or ``simple``.
        anchors: Market values ten years out: ``straight``, ``public-anchors`` or the caller's.
        ageing: ``throughout`` or ``ten-years``.
        official: Official loans ``scheduled`` or ``ignored``.
        gap: How the gap closes: ``linear``, ``decay`` or ``whole``.
        multiplier: Fiscal multiplier; this and the next four replace named assumptions.
        import_leakage: Share of the spending that goes abroad.
        supply_effect: Per cent of potential output per point of GDP spent for a year.
        loan_rate: Interest on loans outside the market, per cent.
        rate: Interest on additional debt in the simple model, per cent.
        panel: Figures; the shipped ones by default.
        threads: Threads for the draws; the answer does not depend on it.

    Returns:
        Ratios in per cent of GDP, money in billions of national currency.

    Raises:
        UnknownNameError: Unknown ally, shape, scenario, method, edition or other name.
        BadValueError: A number or combination that cannot be.
        MissingDataError: An input is missing; the message names series, ally and year.
    """
    code, day = find_ally(ally).alpha3, read_date(as_of)
    if draws is not None and draws < 0:
        raise BadValueError(f"draws {draws}: give a whole number, 0 for no fan")
    if method not in METHODS:
        raise UnknownNameError("method", method, METHODS)
    if frequency not in FREQUENCIES:
        raise UnknownNameError("frequency", frequency, FREQUENCIES)
    if currency not in {"accumulate", "reverse"}:
        raise UnknownNameError("currency option", currency, ("accumulate", "reverse"))
    paid, chosen = read_financing(financing), read_scenario(scenario)
    how = effects(
        multiplier=multiplier,
        import_leakage=import_leakage,
        supply_effect=supply_effect,
        loan_rate=loan_rate,
        gap=gap,  # type: ignore[arg-type]
    )
    figures = (panel or default_panel()).as_of(day)
    built = baseline(
        code, model=model, horizon=horizon, as_of=day, edition=gdp_edition, panel=figures,
        ageing=ageing, anchors=anchors, official=official, rate=rate,  # type: ignore[arg-type]
    )  # fmt: skip
    wanted = _shapes(path, shape, compare)
    drawn = Drawn(code, day, figures, edition, gdp_edition, related)
    extras, paths, notes = drawn.all(wanted, path, asked=bool(path or shape or compare))
    economy, policies = _policies(built, extras, paid, how, chosen)
    runs = {name: project(economy, policy) for name, policy in policies.items()}
    first = built.last + 1 if built.model == "commission" else built.economy.start + 2
    fan: Fan | None = None
    sampled: tuple[Shocks, ...] = ()
    asked, draws = draws is not None, DEFAULT_DRAWS if draws is None else draws
    if draws and method == "forecast-errors":
        fan = error_fan(figures, runs, first=first, years=window, levels=levels)
    elif draws:
        try:
            sampled = (_shocks(figures, built, code, day, frequency, winsorised, gdp_edition),)
        except MissingDataError as error:
            if asked:
                raise
            notes.append(f"no fan: {error}")
    for shocks in sampled:
        fan = make_fan(
            built if shocks.periods == 4 else replace(built, maturity=0),
            runs, shocks, first=first, years=window, draws=draws, seed=seed,
            method=method, freedom=freedom, antithetic=antithetic,  # type: ignore[arg-type]
            accumulate=currency == "accumulate", levels=levels, threads=threads,
            wobble=wobble(share_sd, paths, paid, first, window),
        )  # fmt: skip
    return Debt(
        ally=code,
        model=built.model,
        as_of=day.isoformat(),
        editions=tuple(
            dict.fromkeys(
                [
                    *built.editions,
                    *(p.edition for p in paths.values()),
                    *(s.edition for s in sampled),
                ]
            )
        ),
        scenario=chosen.name,
        financing=paid,
        horizon=horizon,
        base_year=built.economy.start,
        currency=find_ally(code).currency_on(day),
        runs=runs,
        shapes={name: _shape_of(name, wanted) for name in runs if name != "without"},
        paths=paths,
        differences={
            name: difference(economy, _only(policies, name), extras[name], runs["without"], run)
            for name, run in runs.items()
            if name != "without"
        },
        fan=fan,
        assumptions=_assumptions(built, how, chosen, paid, fan),
        notes=(
            *built.notes,
            *notes,
            *dict.fromkeys(n for run in runs.values() for n in run.notes),
            *(fan.notes if fan else ()),
        ),
        sources=tuple(
            dict.fromkeys(
                [
                    *built.sources,
                    *(
                        f"{s.publisher}: {s.title} ({s.id})"
                        for p in paths.values()
                        for s in p.sources
                    ),
                    *(s.source for s in sampled),
                ]
            )
        ),
    )


def debts(names: Sequence[str] | None = None, *, year: int = 2035, **options: Any) -> Debts:
    """Ask :func:`debt` for many allies; those without an answer are listed with the reason.

    Args:
        names: Allies by any name; all of them by default.
        year: Year the table compares.
        options: As for :func:`debt`; ``draws`` is 0 by default.
    """
    options.setdefault("draws", 0)
    day = read_date(options.get("as_of"))
    answers, missing = [], []
    for code in [find_ally(n).alpha3 for n in names] if names else [a.alpha3 for a in all_allies()]:
        try:
            answers.append(debt(code, **options))
        except FailedError as error:
            missing.append((code, str(error)))
    if not answers:
        raise MissingDataError("; ".join(f"{code}: {why}" for code, why in missing))
    return Debts(day.isoformat(), year, tuple(answers), tuple(missing))


def _shapes(path: object, shape: str | None, compare: Sequence[str] | str | None) -> list[str]:
    """Names of the runs wanted besides ``without``."""
    if path is not None and (shape or compare):
        raise BadValueError("give either a path, or shapes to draw one: not both")
    if shape and compare:
        raise BadValueError("give either one shape, or several to compare: not both")
    if path is not None:
        return ["given"]
    if compare is None:
        return [] if shape == NO_PATH else [shape or "linear"]
    parts = compare.split(",") if isinstance(compare, str) else compare
    return [name for name in dict.fromkeys(p.strip() for p in parts) if name != NO_PATH]


def _shape_of(name: str, wanted: list[str]) -> str:
    return wanted[0] if name == "with" else name


def _policies(
    built: Built,
    extras: Mapping[str, Mapping[int, float]],
    paid: Financing,
    how: Effects,
    scenario: Scenario,
) -> tuple[Economy, dict[str, Policy]]:
    """The economy in the scenario, and the policy of each run in it."""
    economy = built.economy
    last = economy.years[-1]
    policies = {"without": replace(no_policy(economy), persistence=how.persistence, gap=how.gap)}
    for name, extra in extras.items():
        kept = {y: x for y, x in extra.items() if y <= last}
        policies[name] = defence_policy(economy, kept, paid, how)
    if scenario.changes_nothing:
        return economy, policies
    calm = project(economy)
    changed = economy
    for name, policy in policies.items():
        changed, policies[name] = stressed(
            built,
            scenario,
            after=built.last if built.model == "commission" else economy.start + 1,
            debt=calm.at("debt", built.last),
            policy=policy,
            multiplier=how.multiplier,
        )
    return changed, policies


def _only(policies: Mapping[str, Policy], name: str) -> Policy:
    """What a run changes over ``without``, for the split of the difference."""
    with_, without = policies[name], policies["without"]
    effort = tuple(a - b for a, b in zip(with_.effort, without.effort, strict=True))
    return replace(with_, effort=effort)


def _shocks(
    panel: Panel,
    built: Built,
    code: str,
    day: dt.date,
    frequency: str,
    winsorised: bool,
    gdp_edition: str | None,
) -> Shocks:
    if frequency == "quarterly" and built.model != "commission":
        raise BadValueError("quarterly shocks need the Commission's model: use frequency=annual")
    if built.model == "commission" and frequency != "annual":
        found = quarterly_shocks(code, day, cut=winsorised)
        if found is None:
            raise MissingDataError(f"no quarterly shocks were known for {code} on {day}")
        return found
    return yearly_shocks(panel, code, cut=winsorised, edition=gdp_edition)


def _assumptions(
    built: Built, how: Effects, scenario: Scenario, paid: Financing, fan: Fan | None
) -> tuple[Assumption, ...]:
    used = [
        *built.assumptions,
        *how.assumptions,
        stated("financing", str(paid), "who pays for the extra spending", "given, or all debt"),
        stated("scenario", scenario.name, scenario.reason, scenario.source),
    ]
    if fan is not None:
        used.append(
            stated(
                "shocks",
                fan.method,
                f"{fan.draws} draws over {len(fan.years)} years, the same ones for every run",
                "European Commission, Debt Sustainability Monitor 2023, annex on stochastic "
                "projections",
            )
        )
    return tuple(used)
