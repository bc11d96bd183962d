"""What may give, for one ally on one day: sizes and precedents from the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.flexibility._mechanisms import MECHANISMS
from burdenshare.flexibility._question import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from burdenshare.flexibility._question import Promise
    from burdenshare.flexibility._scenario import Scenario
    from burdenshare.ledger import Ledger
    from burdenshare.ledger import Mechanism as Entry
    from burdenshare.panel import Panel

_LEDGER = {
    "later": ("due_year",),
    "lower": ("level",),
    "pause-floor": (),
    "pause-rise": ("yearly_step", "own_path"),
    "counting": ("counting",),
    "escape-clause": ("escape_clause",),
    "safe-loans": ("safe_loan",),
    "wider-step": ("own_path",),
    "wider-growth": ("own_path",),
    "wider-effort": ("own_path",),
    "wider-deficit": ("national_borrowing",),
    "wider-debt": ("national_borrowing",),
    "beyond-plan": ("own_path",),
}
_WIDEST = {
    "wider-step": 5.0,
    "wider-growth": 300.0,
    "wider-effort": 5.0,
    "wider-deficit": 15.0,
    "wider-debt": 200.0,
    "beyond-plan": 10.0,
}
_OWN = ("wider-step", "wider-growth", "wider-effort", "beyond-plan")
_DISBURSED = 2030
"""SAFE loans may be paid out until the end of 2030."""
_LOAN_SCALE = 0.75
"""Per cent of GDP: a tenth of what the straight line from 2.0 to 3.5 costs in ten years."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What offers are measured against."""

    ally: str
    name: str
    in_eu: bool
    start_year: int
    start_share: float
    years: tuple[int, ...]
    promises: tuple[Promise, ...]
    gdp_eur: tuple[float, ...]
    panel: Panel
    ledger: Ledger


def offers(scene: Scene, scenario: Scenario, limits: Iterable[str]) -> tuple[Offer, ...]:
    """Return every mechanism on the table, in the registry's order.

    Raises:
        BadValueError: One asked for by name is not there for this ally.
    """
    found = []
    standing = set(limits)
    for name, mechanism in MECHANISMS.items():
        asked = scenario.allow is not None and name in scenario.allow
        if name in scenario.forbid or (scenario.allow is not None and not asked):
            continue
        if name in _WIDEST and not standing & set(mechanism.loosens):
            continue
        offer = _offer(scene, scenario, name, asked=asked)
        if offer is not None:
            found.append(offer)
    return tuple(found)


def _offer(scene: Scene, scenario: Scenario, name: str, *, asked: bool) -> Offer | None:
    weight = scenario.weights.get(name, 1.0)
    scale = MECHANISMS[name].scale or 1.0
    if name == "escape-clause":
        return _clause(scene, scenario, weight, asked=asked)
    if name == "safe-loans":
        return _loans(scene, scenario, weight, asked=asked)
    most = _most(scene, scenario, name)
    if most <= 0:
        if asked and name == "counting":
            raise BadValueError(
                f"the ledger has no disputed points of {scene.name} to recognise: give --counting"
            )
        return None
    text, source = _precedent(scene, name)
    return Offer(name, most, scale, weight, _own_to_decide(scene, name), text, source)


def _own_to_decide(scene: Scene, name: str) -> bool:
    """Whether the record says that this ally may decide it for itself: its path, not the level."""
    entries = scene.ledger.mechanisms(scene.ally, "own_path")
    return name in _OWN and any(entry.outcome == "granted" for entry in entries)


def _most(scene: Scene, scenario: Scenario, name: str) -> float:
    levels = [p for p in scene.promises if p.kind == "floor" and p.measure == "core"]
    floor = max((p.value for p in levels if p.first <= scene.years[0]), default=0.0)
    goal = max((p.value for p in levels), default=0.0)
    due = max((p.first for p in levels), default=scene.years[-1])
    if name in _WIDEST:
        return _WIDEST[name]
    if name == "counting":
        if scenario.counting is not None:
            return scenario.counting
        disputed = (c for c in scene.ledger.counting(scene.ally) if c.outcome == "disputed")
        return sum(c.points or 0.0 for c in disputed)
    return {
        "later": min(10.0, scene.years[-1] - due),
        "lower": goal - floor if floor < goal else goal,
        "pause-floor": float(len([y for y in scene.years if y <= due])),
        "pause-rise": float(len([y for y in scene.years if y <= due])),
    }[name]


def _clause(scene: Scene, scenario: Scenario, weight: float, *, asked: bool) -> Offer | None:
    if not scene.in_eu:
        if asked:
            raise BadValueError(
                f"{scene.name} is not in the European Union: the escape clause is not open to it"
            )
        return None
    entries = scene.ledger.mechanisms(scene.ally, "escape_clause")
    granted = next((e for e in entries if e.outcome == "granted"), None)
    terms = scenario.clause
    size = terms.size if terms and terms.size is not None else _terms(granted, "cap_share", 1.5)
    last = terms.last_year if terms and terms.last_year else _terms(granted, "last_year", 2028)
    text, source = _told(granted or (entries[0] if entries else None))
    if terms is not None:
        text = "what-if: other terms than the Council's; " + text
    return Offer(
        "escape-clause",
        float(size),
        MECHANISMS["escape-clause"].scale or 1.0,
        weight,
        existing=granted is not None and terms is None,
        precedent=text or "activated by the Council for other states; not for this one",
        source=source,
        first=int(_terms(granted, "first_year", 2025)),
        last=int(last),
        room=clause_room(scene)[0],
    )


def _terms(entry: Entry | None, name: str, otherwise: float) -> float:
    value = getattr(entry.terms, name, None) if entry is not None else None
    return otherwise if value is None else value


def clause_room(scene: Scene) -> tuple[float, str]:
    """Points of GDP that spending in the start year is above 2021, on the EU's own definition.

    Returns:
        Eurostat's last year against 2021, carried to the start year by the change of NATO's share,
        and how it was found; 0 where Eurostat gave no figures by the day, and the text says so.
    """
    cofog = _known(scene, "cofog_defence_share")
    nato = _known(scene, "core_share")
    years = [year for year in cofog if year <= scene.start_year and year in nato]
    if 2021 not in cofog or not years:
        why = (
            "no figure of Eurostat for 2021 was public that day or exists: spending already above "
            "it is taken as none, so only what is added from here on is covered"
        )
        return 0.0, why
    last = max(years)
    why = (
        f"Eurostat's {cofog[last]:g} % of {last} over {cofog[2021]:g} % of 2021, plus the change "
        f"of NATO's share since {last}; further points of NATO's share are taken to be points of it"
    )
    return cofog[last] - cofog[2021] + scene.start_share - nato[last], why


def _known(scene: Scene, measure: str) -> dict[int, float]:
    try:
        return scene.panel.series(measure, scene.ally).to_dict()
    except MissingDataError:
        return {}


def _loans(scene: Scene, scenario: Scenario, weight: float, *, asked: bool) -> Offer | None:
    entries = scene.ledger.mechanisms(scene.ally, "safe_loan")
    entry = entries[0] if entries else None
    amount, existing = scenario.loans, False
    if amount is None and entry is not None:
        approved = getattr(entry.terms, "approved_eur", None)
        tentative = getattr(entry.terms, "tentative_eur", None)
        euro = approved or tentative
        amount = euro / 1e9 if euro else None
        existing = approved is not None and entry.outcome == "granted"
    if amount is None or not scene.gdp_eur:
        if asked:
            raise BadValueError(
                f"the ledger has no SAFE loan of {scene.name} on that day: give --loans BILLION_EUR"
            )
        return None
    text, source = ("what-if: loans given by the caller", "") if scenario.loans else _told(entry)
    scale = _LOAN_SCALE * scene.gdp_eur[0] / 100
    return Offer(
        "safe-loans", amount, scale, weight, existing, text, source,
        first=scene.years[0], last=max(_DISBURSED, scene.years[0]),
    )  # fmt: skip


def _precedent(scene: Scene, name: str) -> tuple[str, str]:
    """Tell of the nearest case: this ally's own, then all allies', then another ally's."""
    wanted = _LEDGER[name]
    own = [e for e in scene.ledger.mechanisms(scene.ally) if e.mechanism in wanted]
    others = [e for e in scene.ledger.current if e.kind == "mechanism" and e.mechanism in wanted]
    if own or others:
        rank = {"granted": 0, "tentative": 1, "requested": 2}
        return _told(min(own or others, key=lambda e: rank.get(e.outcome, 3)))
    return "no precedent in the ledger", ""


def _told(entry: Entry | None) -> tuple[str, str]:
    if entry is None:
        return "", ""
    return f"{entry.outcome}: {entry.summary} ({entry.id})", entry.sources[0]
