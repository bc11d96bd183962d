"""No side deals: every ally under the same offer, who uses it, and what the Alliance loses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from burdenshare.allies import allies
from burdenshare.allies import ally as find_ally
from burdenshare.errors import BadValueError, MissingDataError
from burdenshare.flexibility._assemble import assemble
from burdenshare.flexibility._build import build
from burdenshare.flexibility._core import solve
from burdenshare.flexibility._fit import make_scenario, nearest_path
from burdenshare.flexibility._solver import Solver
from burdenshare.flexibility._words import number, relaxation_words

if TYPE_CHECKING:
    import polars as pl
    from rich.console import RenderableType

    from burdenshare.flexibility._assemble import Assembled
    from burdenshare.flexibility._core import Solved
    from burdenshare.flexibility._question import Promise, Question
    from burdenshare.flexibility._scenario import Scenario
    from burdenshare.ledger import Ledger
    from burdenshare.panel import Panel


@dataclass(frozen=True, slots=True)
class AllyFit:
    """One ally under the common offer.

    Attributes:
        ally: Code.
        name: English name.
        offered: Whether the offer is made to it.
        outcome: ``fits``, ``uses the offer`` or ``does not fit``.
        used: What it uses: ``(mechanism, size)`` or ``("reading", level)``.
        words: The same in words.
        share: Core share in the due year.
        promised: Core share promised for that year.
        lost: Points of GDP missing in the due year against keeping every promise.
        lost_usd: The same in millions of dollars, current prices and rates.
        lost_usd_sum: Summed from the start to the due year.
        path: Core share of each projected year to the due year.
    """

    ally: str
    name: str
    offered: bool
    outcome: str
    used: tuple[tuple[str, float], ...]
    words: str
    share: float
    promised: float
    lost: float
    lost_usd: float | None
    lost_usd_sum: float | None
    path: tuple[tuple[int, float], ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return plain | {"used": [list(u) for u in self.used], "path": [list(p) for p in self.path]}


@dataclass(frozen=True)
class AllianceFit:
    """All allies under one offer.

    Attributes:
        scenario: The question asked of each (its ``ally`` is of no matter).
        offered_to: Codes of the allies the offer is made to; empty means all.
        due: Year the loss is counted in.
        rows: One an ally, the largest loss first.
        missing: ``(ally, reason)`` of those that cannot be solved.
        editions: Ids of the editions used.
    """

    scenario: Scenario
    offered_to: tuple[str, ...]
    due: int
    rows: tuple[AllyFit, ...]
    missing: tuple[tuple[str, str], ...]
    editions: tuple[str, ...]

    @property
    def lost_usd(self) -> float:
        """Dollars missing in the due year, millions, current prices and rates."""
        return sum(row.lost_usd or 0.0 for row in self.rows)

    @property
    def lost_usd_sum(self) -> float:
        """Dollars missing from the start to the due year, millions."""
        return sum(row.lost_usd_sum or 0.0 for row in self.rows)

    @property
    def users(self) -> tuple[str, ...]:
        """Codes of the allies that use the offer."""
        return tuple(row.ally for row in self.rows if row.outcome == "uses the offer")

    @property
    def verdict(self) -> str:
        """One sentence."""
        count = {kind: sum(r.outcome == kind for r in self.rows) for kind in _OUTCOMES}
        to = "all allies" if not self.offered_to else ", ".join(self.offered_to)
        return (
            f"Offered to {to}: {count['uses the offer']} of {len(self.rows)} allies use it, "
            f"{count['does not fit']} do not fit all the same; the Alliance has USD "
            f"{self.lost_usd / 1000:,.0f} bn less in {self.due} and "
            f"{self.lost_usd_sum / 1000:,.0f} bn less until then than if every promise were kept."
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "as_of": str(self.scenario.as_of or ""),
            "editions": list(self.editions),
            "offered_to": list(self.offered_to) or "all",
            "due": self.due,
            "verdict": self.verdict,
            "users": list(self.users),
            "lost_usd": self.lost_usd,
            "lost_usd_sum": self.lost_usd_sum,
            "units": {
                "share": "per cent of GDP",
                "lost": "points of GDP",
                "lost_usd": "millions of US dollars, current prices and rates",
            },
            "allies": [row.to_dict() for row in self.rows],
            "missing": [{"ally": a, "reason": r} for a, r in self.missing],
            "scenario": self.scenario.model_dump(mode="json", exclude={"ally"}),
            "assumptions": [{"name": "reference", "value": None, "reason": _REFERENCE}],
            "sources": list(self.editions),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an ally."""
        import polars as pl

        rows = [
            {n: v for n, v in row.to_dict().items() if n not in {"used", "path"}}
            for row in self.rows
        ]
        return pl.DataFrame(rows)

    def explain(self) -> str:
        """What each ally uses and how the loss is counted."""
        lines = [self.verdict, "", f"Reference: {_REFERENCE}.", ""]
        lines += [
            f"{row.name}: {row.outcome}{'; ' + row.words if row.words else ''}" for row in self.rows
        ]
        return "\n".join(lines + [f"{a}: {r}" for a, r in self.missing])

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        rows = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        rows.add_column("Ally")
        rows.add_column("Outcome")
        for heading in (f"{self.due} %", "Lost", "USD bn", "Until then"):
            rows.add_column(heading, justify="right")
        for row in self.rows:
            if row.outcome == "fits" and abs(row.lost) < _SEEN:
                continue
            usd = [
                "" if v is None else f"{v / 1000:,.1f}" for v in (row.lost_usd, row.lost_usd_sum)
            ]
            rows.add_row(row.name, row.outcome, f"{row.share:.2f}", f"{row.lost:.2f}", *usd)
        kept = sum(r.outcome == "fits" for r in self.rows)
        tail = f"{kept} allies fit without it." + "".join(f"\n{a}: {r}" for a, r in self.missing)
        return Group(Text(self.verdict, style="bold"), Text(""), rows, Text(""), Text(tail))


_SEEN = 0.005
"""Points below which a loss is not seen in print."""
_OUTCOMES = ("fits", "uses the offer", "does not fit")
_REFERENCE = "the smoothest path that keeps every promise, with no limit on what a budget can bear"


def fit_all(
    scenario: Scenario | None = None,
    *,
    offer_only: tuple[str, ...] = (),
    panel: Panel | None = None,
    ledger: Ledger | None = None,
    **options: Any,
) -> AllianceFit:
    """Solve every ally under the same offer.

    The offer is the scenario's mechanisms (``allow``) and, where it has one, its reading. Allies it
    is not made to have nothing that can give; where they do not fit, they come as near as they can.

    Args:
        scenario: The question; its ``ally`` is of no matter. Or give ``options``.
        offer_only: Allies the offer is made to, by any name; none means all.
        panel: Figures to use instead of the shipped ones.
        ledger: Ledger to use instead of the shipped one.
        options: Fields of :class:`Scenario`, as for :func:`fit`.

    Raises:
        InputError: The scenario is wrong.
        SolverError: The optimiser failed.
    """
    scenario = make_scenario(None if scenario else "NATO", scenario, options)
    chosen = tuple(find_ally(name).alpha3 for name in offer_only)
    rows, missing, editions, due = [], [], set(), 0
    for who in allies():
        offered = not chosen or who.alpha3 in chosen
        asked = scenario.model_copy(update={"ally": who.alpha3, **({} if offered else _NOTHING)})
        # What only some allies can have (clause, loans, recognition) is offered where it exists.
        try:
            assembled = _assemble(asked, panel, ledger)
        except MissingDataError as error:
            missing.append((who.name, str(error)))
            continue
        editions |= {assembled.held.edition, assembled.held.gdp_edition}
        row, due = _row(assembled, who.name, offered=offered)
        rows.append(row)
        day = assembled.scenario.as_of
    rows.sort(key=lambda row: -(row.lost_usd_sum or row.lost))
    known = scenario.model_copy(update={"as_of": day})
    return AllianceFit(known, chosen, due, tuple(rows), tuple(missing), tuple(sorted(editions)))


_NOTHING: dict[str, Any] = {"allow": (), "forbid": (), "reading": None}
_PARTICULAR = ("escape-clause", "safe-loans", "counting")


def _assemble(asked: Scenario, panel: Panel | None, ledger: Ledger | None) -> Assembled:
    """Assemble, leaving out mechanisms named in ``allow`` that this ally cannot have."""
    for _ in range(len(_PARTICULAR) + 1):
        try:
            return assemble(asked, panel=panel, ledger=ledger, for_all=True)
        except BadValueError:
            out = next((n for n in _PARTICULAR if n in (asked.allow or ())), None)
            if out is None:
                raise
            asked = asked.model_copy(
                update={"allow": tuple(n for n in asked.allow or () if n != out)}
            )
    raise AssertionError


def _row(assembled: Assembled, name: str, *, offered: bool) -> tuple[AllyFit, int]:
    q = assembled.question
    solved = solve(q, Solver(build(q)))
    strict = _promised(q, assembled)
    reference = solve(strict)
    path = solved if solved.best else nearest_path(q)
    due = min((p.first for p in strict.targets()), default=q.years[-1])
    lost, lost_usd, total = _loss(assembled, path, reference, due)
    used = solved.best.sizes if solved.best else ()
    words = "; ".join(relaxation_words(q, m, s) for m, s in used)
    # An ally that would keep the rule's own number anyway makes no use of a lower one.
    if offered and q.goal < strict.goal and lost > _SEEN:
        used = (("reading", q.goal), *used)
        words = "; ".join(
            filter(None, (f"promises {q.goal:g} % instead of {strict.goal:g} %", words))
        )
    outcome = "does not fit" if solved.best is None else "uses the offer" if used else "fits"
    share = dict(zip(q.years, path.core, strict=True))
    if not words and outcome == "does not fit":
        words = f"{number(max(lost, 0))} points short in {due}"
    row = AllyFit(
        q.ally, name, offered, outcome, used, words, share[due], strict.goal, lost, lost_usd, total,
        tuple((y, s) for y, s in share.items() if y <= due),
    )  # fmt: skip
    return row, due


def _promised(q: Question, assembled: Assembled) -> Question:
    """The question with the rules' own numbers, no limits and nothing that gives."""
    from burdenshare.flexibility._promises import promise_of
    from burdenshare.rules import rule

    day = assembled.held.as_of
    promises: list[Promise] = []
    for promise in q.promises:
        if promise.id == "milestone-2029":
            promises.append(promise)
        else:
            promises.append(promise_of(rule(promise.id), day, q.years[0]))
    return replace(q, promises=tuple(promises), limits=(), offers=())


def _loss(
    assembled: Assembled, path: Solved, reference: Solved, due: int
) -> tuple[float, float | None, float | None]:
    """Points and dollars missing in the due year, and dollars until then."""
    q = assembled.question
    points = [b - a for a, b in zip(path.core, reference.core, strict=True)]
    dollars = [
        None if p.core_money_usd is None else p.core_money_usd / p.core_share
        for p in assembled.held.points[1:]
    ]
    last = q.years.index(due)
    if any(rate is None for rate in dollars[: last + 1]):
        return points[last], None, None
    lost = [x * (rate or 0.0) for x, rate in zip(points, dollars, strict=True)]
    return points[last], lost[last], sum(lost[: last + 1])
