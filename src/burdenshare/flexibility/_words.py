"""Numbers in words: limits, mechanisms, conflicts and verdicts as an official would say them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from burdenshare.flexibility._conflict import Conflict
    from burdenshare.flexibility._question import Limit, Promise, Question
    from burdenshare.flexibility._worth import Help, Worth


def number(value: float) -> str:
    """Two decimals, three where two would hide the size."""
    short = f"{value + 0.0:.2f}"
    return short if abs(value) >= 0.1 or abs(float(short) - value) < 5e-4 else f"{value:.3f}"


def at_least(value: float) -> str:
    """As :func:`number`, rounded up: what is needed must be enough."""
    digits = 100 if value >= 0.1 else 1000
    return number(math.ceil(value * digits - 1e-6) / digits)


def limit_words(limit: Limit, value: float | None = None) -> str:
    """Say a limit, with ``value`` in place of its number when given."""
    level = limit.value if value is None else value
    if limit.id == "step":
        return f"steps of at most {number(level or 0)} points a year"
    if limit.id == "growth":
        return f"real growth of at most {level:g} % a year"
    if limit.id == "effort":
        return f"a consolidation effort of at most {number(level or 0)} points of GDP a year"
    if limit.id == "announced":
        return "no more than announced (" + _caps(limit) + ")"
    what = "a deficit" if limit.id == "deficit" else "debt"
    return f"{what} of at most {_caps(limit)}"


def _caps(limit: Limit) -> str:
    """Join ``value % in year`` over runs of years with one value."""
    runs: list[tuple[float, int, int]] = []
    for year, exact in limit.by_year:
        cap = round(exact, 2)
        if runs and runs[-1][0] == cap and runs[-1][2] == year - 1:
            runs[-1] = (cap, runs[-1][1], year)
        else:
            runs.append((cap, year, year))
    said = [f"{cap:g} % in {a}" if a == b else f"{cap:g} % from {a} to {b}" for cap, a, b in runs]
    return join(said)


def needed_words(limit: str, value: float) -> str:
    """Say what a limit alone would have to be."""
    return {
        "step": f"{at_least(value)} points a year",
        "growth": f"real growth of {value:.1f} % a year",
        "effort": f"an effort of {at_least(value)} points of GDP a year",
        "deficit": f"a deficit cap {at_least(value)} points higher",
        "debt": f"a debt cap {at_least(value)} points higher",
        "announced": f"{at_least(value)} points more than announced",
    }[limit]


def promise_words(q: Question, promise: Promise) -> str:
    """Say a promise as something one does."""
    if promise.kind == "rise":
        return f"holding at least {q.goal:g} %" if q.start_share >= q.goal else "never falling"
    if promise.kind == "ceiling":
        return f"counting at most {promise.value:g} % related"
    what = {"core": "", "total": " core and related together", "related": " related"}[
        promise.measure
    ]
    if promise.last is not None:
        return f"{promise.value:g} %{what} in {promise.first}"
    if promise in q.floors():
        return f"keeping at least {promise.value:g} %{what} every year from {promise.first}"
    return f"reaching {promise.value:g} %{what} by {promise.first}"


def conflict_words(q: Question, conflict: Conflict) -> str:
    """Say an irreducible conflict with its numbers."""
    promises = [p for p in q.promises if p.id in conflict.members]
    limits = [limit for limit in q.limits if limit.id in conflict.members]
    levels = [promise_words(q, p) for p in promises if p.kind == "floor"]
    others = [promise_words(q, p) for p in promises if p.kind != "floor"]
    if not levels and not others:
        needed = [needed_words(name, value) for name, value in conflict.needed]
        more = f": {join(needed, 'or')} is needed" if needed else ""
        return f"no path of defence spending keeps {join([limit_words(i) for i in limits])}{more}"
    text = join(levels or others)
    start = f"from {q.start_share:.2f} % in {q.start_year}"
    text += f" {start}" if conflict.promise in {p.id for p in q.targets()} else f", {start},"
    bounds = [limit_words(limit) for limit in limits]
    if levels:
        bounds += others
    if bounds:
        text += " with " + join(bounds)
    if conflict.most is not None:
        text += f": {math.floor(100 * conflict.most + 1e-6) / 100:.2f} % is the most"
    if conflict.needed:
        needed = [needed_words(name, value) for name, value in conflict.needed]
        text += ("; " if conflict.most is not None else ": ") + join(needed, "or") + " is needed"
    return text


def relaxation_words(q: Question, mechanism: str, size: float) -> str:
    """Say what one mechanism gives."""
    target = max((p for p in q.targets()), key=lambda p: p.value, default=None)
    first = q.years[0]
    offer = q.offer(mechanism)
    until = f" to {offer.last}" if offer and offer.last else ""
    years = f"{size:.0f} year{'s' if size > 1.5 else ''}"
    span = f"{first}" if size < 1.5 else f"{first} to {first + round(size) - 1}"
    if mechanism == "later" and target:
        return f"the {target.value:g} % falls due {years} later, in {target.first + round(size)}"
    if mechanism == "lower":
        level = (target.value if target else q.goal) - size
        return f"the target is {number(size)} points lower, {level:.2f} % of GDP"
    if mechanism == "pause-floor":
        floor = max((p.value for p in q.floors()), default=0.0)
        return f"the floor of {floor:g} % is not asked for in {span} ({years})"
    if mechanism == "pause-rise":
        return f"the share may fall in {span} ({years})"
    if mechanism == "counting":
        return f"{number(size)} points of existing spending are recognised as core"
    if mechanism == "escape-clause":
        return f"the EU escape clause covers up to {number(size)} points of GDP a year{until}"
    if mechanism == "safe-loans":
        return f"loans pay for EUR {number(size)} bn{until}"
    return _wider_words(q, mechanism, size)


def _wider_words(q: Question, mechanism: str, size: float) -> str:
    if mechanism == "beyond-plan":
        return f"it spends up to {at_least(size)} points more than announced"
    name = mechanism.removeprefix("wider-")
    limit = q.limit(name)
    before = (limit.value if limit else None) or 0.0
    change = f"{at_least(before + size)} instead of {number(before)}"
    if name == "step":
        return f"the largest step is {change} points a year"
    if name == "growth":
        return f"real growth of up to {before + size:.1f} % a year instead of {before:g} %"
    if name == "effort":
        return f"the yearly effort is {change} points of GDP"
    return f"the {name} cap is {at_least(size)} points of GDP higher"


def standing(limit: Limit, sizes: Mapping[str, float]) -> Limit:
    """Return the limit with what a mechanism in use adds to it."""
    wider = sizes.get("beyond-plan" if limit.id == "announced" else f"wider-{limit.id}", 0.0)
    value = None if limit.value is None else limit.value + wider
    return replace(limit, value=value, by_year=tuple((y, v + wider) for y, v in limit.by_year))


def worth_words(q: Question, worth: Worth, sizes: Mapping[str, float]) -> str:
    """Say what binds and what more of it would bring."""
    limit = q.limit(worth.id)
    what = (
        limit_words(standing(limit, sizes))
        if limit
        else next(promise_words(q, p) for p in q.promises if p.id == worth.id)
    )
    unit = {"growth": "% a year", "step": "points a year"}.get(worth.id, "points")
    years = f" (in {_span(worth.years)})" if worth.years else ""
    if abs(worth.gain) < 5e-4:
        return f"{what}{years}: more of it alone brings nothing, another limit holds as well"
    verb, where = ("adds", "to") if worth.gain > 0 else ("takes", "off")
    gain = f"{verb} {number(abs(worth.gain))} points {where} the level kept"
    text = f"{what}{years}: {worth.nudge:g} {unit} more {gain}"
    if worth.first_year and worth.first_year_nudged and worth.first_year_nudged != worth.first_year:
        text += f"; it would be reached in {worth.first_year_nudged} instead of {worth.first_year}"
    return text


def help_words(q: Question, help_: Help, currency: str) -> str:
    """Say what a financing mechanism is worth."""
    name = {"escape-clause": "the EU escape clause", "safe-loans": "loans"}[help_.id]
    offer = q.offer(help_.id)
    name += " (existing)" if offer and offer.existing else " (hypothetical)"
    if help_.gain < 5e-4:
        return f"{name}: worth nothing here, since no limit it loosens binds first"
    after = f"{number(help_.last_gain)} points" if help_.last_gain >= 5e-4 else "nothing"
    return (
        f"{name}: worth up to {number(help_.gain)} points of path ({help_.year}) and "
        f"{currency} {help_.money / 1000:,.1f} bn while it lasts; in the due year {after}"
    )


def verdict(
    q: Question,
    name: str,
    conflicts: Iterable[Conflict],
    relaxations: Iterable[tuple[str, float]] | None,
) -> str:
    """The answer in one sentence."""
    due = min((p.first for p in q.targets() if p.measure == "core"), default=None)
    if relaxations is not None and not list(relaxations):
        if q.start_share >= q.goal:
            return (
                f"{name} is at {q.start_share:.2f} % of GDP already and keeps every promise by "
                f"holding at least {q.goal:g} %."
            )
        goal = f"to {q.goal:g} % by {due}" if due else f"keeping {q.goal:g} %"
        return (
            f"It fits: {name} can go from {q.start_share:.2f} % of GDP in {q.start_year} {goal} "
            "within these limits, and nothing has to give."
        )
    first = next(iter(conflicts), None)
    why = f": {conflict_words(q, first)}" if first else ""
    if relaxations is None:
        return f"It does not fit, and nothing on the table is enough for {name}{why}."
    least = join([relaxation_words(q, m, s) for m, s in relaxations])
    return f"It does not fit for {name}{why}. The least that must give: {least}."


def join(parts: list[str], word: str = "and") -> str:
    """Join with commas and a last ``word``."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + f" {word} {parts[-1]}"


def _span(years: tuple[int, ...]) -> str:
    ordered = sorted(years)
    if len(ordered) > 1 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]} to {ordered[-1]}"
    return ", ".join(map(str, ordered))
