"""What if an exemption spreads, or the balance of core and related moves?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError
from burdenshare.paths import Assumption, path
from burdenshare.rules import readings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from burdenshare.ledger import Ledger
    from burdenshare.paths import Path
    from burdenshare.review._sums import Member

ASKED = ("seeks flexibility", "claims exemption")


@dataclass(frozen=True, slots=True)
class Carrier:
    """What one of the others would carry of the shortfall, by its part of their GDP.

    Attributes:
        ally: Ally's code.
        usd_current: Millions of US dollars in the due year, current prices.
        usd_constant: The same at the edition's constant prices.
    """

    ally: str
    usd_current: float
    usd_constant: float


@dataclass(frozen=True)
class Exemption:
    """Some allies stop at a lower level while the others keep the pledge.

    Attributes:
        levels: Exempt ally's code to the level it stops at, per cent of GDP.
        why: How they were chosen.
        due: The due year.
        shortfall_current: Missing in the due year, millions of US dollars, current prices.
        shortfall_constant: The same at constant prices.
        cumulated_current: Missing in all years together, current prices.
        cumulated_constant: The same at constant prices.
        of_total: Part of the Alliance's total in the due year, per cent (current prices).
        points: What the others would have to add, in points of their GDP.
        carriers: The others, largest first.
    """

    levels: Mapping[str, float]
    why: str
    due: int
    shortfall_current: float
    shortfall_constant: float
    cumulated_current: float
    cumulated_constant: float
    of_total: float
    points: float
    carriers: tuple[Carrier, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        carriers = [
            {"ally": c.ally, "usd_current": c.usd_current, "usd_constant": c.usd_constant}
            for c in self.carriers
        ]
        return plain | {"levels": dict(self.levels), "carriers": carriers}


@dataclass(frozen=True, slots=True)
class Shift:
    """What another balance means for one ally in the due year.

    Attributes:
        ally: Ally's code.
        core: Change of the core share it must reach, points of GDP.
        related: Change of the related share asked for, points of GDP.
        core_usd: Change of core money, millions of US dollars, current prices.
        related_usd: Change of related money, the same.
        effect: ``gains``, ``must do more`` or ``shifts``.
    """

    ally: str
    core: float
    related: float
    core_usd: float
    related_usd: float
    effect: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def levels(
    starts: Mapping[str, Path],
    day: dt.date,
    ledger: Ledger,
    *,
    exempt: Iterable[str] = (),
    at: float | None = None,
    below: float | None = None,
    asked: bool = False,
) -> tuple[dict[str, float], str, list[Assumption]]:
    """Return which allies are exempt, at what level, and how they were chosen.

    Args:
        starts: Ally's code to any path of it.
        day: The as-of day.
        ledger: Where requests for flexibility are recorded.
        exempt: Allies named.
        at: Level for all of them; when ``None`` the ally's own reading, else its share held.
        below: Every ally whose last observed share is below this.
        asked: Every ally that sought flexibility or claimed an exemption for itself by the day.

    Raises:
        BadValueError: The level cannot be, or nobody would be exempt.
    """
    if at is not None and not 0.1 <= at <= 20:
        raise BadValueError(f"level {at:g} is no share in per cent: write 2.1 for 2.1 %")
    if below is not None and not 0.1 <= below <= 20:
        raise BadValueError(f"level {below:g} is no share in per cent: write 2.2 for 2.2 %")
    codes = [find_ally(name).alpha3 for name in exempt]
    words = [", ".join(codes)] if codes else []
    if below is not None:
        codes += [c for c, p in starts.items() if round(p.start.core_share, 2) < below]
        words.append(f"every ally below {below:g} % today")
    if asked:
        codes += sorted(
            {p.ally for p in ledger.positions if p.stance in ASKED and p.actor.area == p.ally}
        )
        words.append("every ally that asked for flexibility or claimed an exemption")
    chosen: dict[str, float] = {}
    notes: list[Assumption] = []
    for code in dict.fromkeys(codes):
        if code not in starts:
            raise BadValueError(f"{code} has no path from which it could be exempt")
        level, why = _level(code, starts[code].start.core_share, at, day)
        chosen[code] = level
        notes.append(Assumption(f"exempt_{code}", level, why))
    if not chosen:
        raise BadValueError("nobody would be exempt: name an ally or raise the level")
    return chosen, " and ".join(words), notes


def _level(code: str, share: float, at: float | None, day: dt.date) -> tuple[float, str]:
    if at is not None:
        return at, "given by the caller"
    for reading in readings(as_of=day):
        if reading.threshold is not None and reading.id.startswith(code):
            return reading.threshold, f"its own reading, {reading.id}"
    return share, "its last observed share held, as no level was given"


def exemption(
    members: Sequence[Member],
    chosen: Mapping[str, float],
    why: str,
    options: Mapping[str, Any],
) -> Exemption:
    """Compare the straight line to the target for all with one on which some stop lower.

    Args:
        members: All allies, on the straight line.
        chosen: Exempt ally's code to its level.
        why: How they were chosen.
        options: Options the paths were drawn with.
    """
    due = members[0].path.due
    missing = dict.fromkeys(("current", "constant"), 0.0)
    together = dict.fromkeys(("current", "constant"), 0.0)
    for item in members:
        code = item.path.ally
        if code not in chosen:
            continue
        lower = path(code, **{**options, "core_target": chosen[code], "due": due})
        for basis in missing:
            gaps = [
                item.money(year, basis) - item.money(year, basis, lower)
                for year in item.path.years
                if year <= due
            ]
            missing[basis] += gaps[-1]
            together[basis] += sum(gaps)
    others = [item for item in members if item.path.ally not in chosen]
    if not others:
        raise BadValueError("every ally would be exempt: leave one to carry the shortfall")
    product = {b: sum(item.product(due, b) for item in others) for b in missing}
    carriers = tuple(
        Carrier(
            item.path.ally,
            missing["current"] * item.product(due, "current") / product["current"],
            missing["constant"] * item.product(due, "constant") / product["constant"],
        )
        for item in sorted(others, key=lambda m: -m.product(due, "current"))
    )
    whole = sum(item.money(due, "current") for item in members)
    return Exemption(
        dict(chosen),
        why,
        due,
        missing["current"],
        missing["constant"],
        together["current"],
        together["constant"],
        100 * missing["current"] / whole,
        100 * missing["current"] / product["current"],
        carriers,
    )


def balance(
    members: Sequence[Member], core: float, related: float, rule: tuple[float, float]
) -> tuple[Shift, ...]:
    """Return what another split of core and related means for every ally in the due year.

    Args:
        members: All allies, on the straight line to the rule's core target.
        core: New core target, per cent of GDP.
        related: New related target.
        rule: The rule's core and related targets.

    Raises:
        BadValueError: A target cannot be.
    """
    for level in (core, related):
        if not 0 <= level <= 10:
            raise BadValueError(f"a balance of {core:g}+{related:g} cannot be: write e.g. 3.0+2.0")
    shifts = []
    for item in members:
        year = item.path.due
        share = item.path.start.core_share
        # Money NATO counts is not always share x GDP (Netherlands): points follow the share.
        point = item.money(year, "current") / item.path.at(year).core_share
        more_core = max(core, share) - max(rule[0], share)
        more_related = related - rule[1]
        shifts.append(
            Shift(
                item.path.ally,
                more_core,
                more_related,
                more_core * point,
                more_related * point,
                _effect(more_core + more_related),
            )
        )
    return tuple(shifts)


def _effect(points: float) -> str:
    if abs(points) < 1e-9:
        return "shifts"
    return "gains" if points < 0 else "must do more"
