r"""The mechanisms: each a short function that loosens rows which are there.

A mechanism is offered with a largest size. Its size is a column (points, billions), a number of
years (unary binaries, switched on in order) or, for real growth, a whole number of tenths of a
per cent a year, because there the size multiplies the path and a row would not be linear.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from burdenshare.flexibility._question import Offer
    from burdenshare.flexibility._rows import Builder, Row


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A way to relax, as the documentation shows it.

    Attributes:
        id: Its name on every door.
        meaning: One sentence.
        unit: Unit of its size.
        formula: LaTeX: what it does to which rows.
        holder: Who can grant it.
        loosens: Roles of the rows it loosens.
        scale: Size of one normalised unit: a tenth of the Alliance's own straight line from 2.0
            to 3.5 % in the ten years 2025 to 2035, said in this mechanism's unit; ``None`` where
            it is a share of GDP said in money (0.75 % of the start year's GDP).
    """

    id: str
    meaning: str
    unit: str
    formula: str
    holder: str
    loosens: tuple[str, ...]
    scale: float | None


MECHANISMS: dict[str, Mechanism] = {}
_BUILDERS: dict[str, Callable[[Builder, Offer], None]] = {}


def _mechanism(
    description: Mechanism,
) -> Callable[[Callable[[Builder, Offer], None]], Callable[[Builder, Offer], None]]:
    def register(build: Callable[[Builder, Offer], None]) -> Callable[[Builder, Offer], None]:
        MECHANISMS[description.id] = description
        _BUILDERS[description.id] = build
        return build

    return register


def add_offer(b: Builder, offer: Offer) -> None:
    """Loosen the rows that ``offer`` loosens; nothing happens where there are none."""
    if b.role(*MECHANISMS[offer.id].loosens):
        _BUILDERS[offer.id](b, offer)


@_mechanism(
    Mechanism(
        "later",
        "The target falls due a whole number of years later.",
        "years",
        r"s_t + g z_{t-D+1} \ge g, \quad z_1 \ge z_2 \ge \dots, \quad k = \textstyle\sum_i z_i",
        "the Alliance, by consensus",
        ("target",),
        1.0,
    )
)
def _later(b: Builder, offer: Offer) -> None:
    # Put off to the horizon at the latest: beyond it nothing would be left of the promise.
    last_due = max(target.first for target in b.question.targets())
    _in_order(b, "later", ("target",), min(int(offer.most), b.question.years[-1] - last_due))


@_mechanism(
    Mechanism(
        "lower",
        "The target is so many points lower.",
        "points of GDP",
        r"s_t + v \ge g",
        "the Alliance, by consensus",
        ("target", "stay"),
        0.15,
    )
)
def _lower(b: Builder, offer: Offer) -> None:
    _loosen(b.role("target", "stay"), b.size("lower", offer.most), 1.0)


@_mechanism(
    Mechanism(
        "pause-floor",
        "The floor in force is not asked for in the first so many years.",
        "years",
        r"s_t + f y_t \ge f, \quad y_1 \ge y_2 \ge \dots, \quad n = \textstyle\sum_t y_t",
        "the Alliance, by tolerance: no sanction is attached to the floor",
        ("floor",),
        1.0,
    )
)
def _pause_floor(b: Builder, offer: Offer) -> None:
    _in_order(b, "pause-floor", ("floor",), min(int(offer.most), len(b.question.years)))


@_mechanism(
    Mechanism(
        "pause-rise",
        "The share may fall in the first so many years.",
        "years",
        r"s_t - s_{t-1} + 100\, y_t \ge 0, \quad y_1 \ge y_2 \ge \dots",
        "the Alliance, when it assesses annual plans",
        ("rise", "stay"),
        1.0,
    )
)
def _pause_rise(b: Builder, offer: Offer) -> None:
    _in_order(
        b, "pause-rise", ("rise", "stay"), min(int(offer.most), len(b.question.years)), big=100.0
    )


@_mechanism(
    Mechanism(
        "counting",
        "So many points of spending that is there already are recognised as core.",
        "points of GDP",
        r"s_t + a \ge f, \quad s_t + a \ge g",
        "the Alliance, which keeps the definition of core spending",
        ("floor", "target", "milestone", "stay"),
        0.15,
    )
)
def _counting(b: Builder, offer: Offer) -> None:
    _loosen(b.role("floor", "target", "milestone", "stay"), b.size("counting", offer.most), 1.0)


@_mechanism(
    Mechanism(
        "escape-clause",
        "Within the clause's years, spending above its base year counts neither as consolidation "
        "effort nor against the deficit cap, up to the size used; when it ends, the effort is due.",
        "points of GDP",
        r"n_t \le u \le 1.5,\ n_t \le \rho_0 + s_t - s_0,\ n_t = 0 \text{ outside the years}",
        "the Council of the EU, for one state at a time (Regulation (EU) 2024/1263, Article 26)",
        ("effort", "deficit"),
        0.15,
    )
)
def _escape_clause(b: Builder, offer: Offer) -> None:
    q = b.question
    window = _window(b, offer)
    used = b.size("escape-clause", offer.most, tuple(f"clause_{year}" for year in window))
    for year in window:
        column = f"clause_{year}"
        b.row("escape-clause", "size", year, {column: 1.0, used: -1.0}, upper=0.0)
        room = {column: 1.0, f"core_{year}": -1.0}
        b.row("escape-clause", "room", year, room, upper=max(0.0, offer.room) - q.start_share)
        _finance(b, column, year, ("effort", "deficit"))


@_mechanism(
    Mechanism(
        "safe-loans",
        "Loans pay for part of the spending of the years of disbursement: financing, not extra "
        "spending; when they are used up, the effort is due.",
        "billion EUR",
        r"\sum_t \ell_t Y^{\mathrm{EUR}}_t / 100 \le L",
        "the Council of the EU (SAFE instrument), or another lender",
        ("effort",),
        None,
    )
)
def _safe_loans(b: Builder, offer: Offer) -> None:
    q = b.question
    window = _window(b, offer)
    total = b.size("safe-loans", offer.most, tuple(f"loan_{year}" for year in window))
    terms = {total: -1.0}
    for year in window:
        column = f"loan_{year}"
        terms[column] = q.gdp_eur[year - q.start_year] / 100
        _finance(b, column, year, ("effort",))
    b.row("safe-loans", "total", q.years[0], terms, upper=0.0)


def _wider(
    name: str, limit: str, meaning: str, unit: str, symbol: str, holder: str, scale: float
) -> None:
    @_mechanism(Mechanism(name, meaning, unit, symbol, holder, (limit,), scale))
    def build(b: Builder, offer: Offer) -> None:
        _loosen(b.role(limit), b.size(name, offer.most), -1.0)


_OWN = "the ally itself: its parliament and its forces"
_wider(
    "wider-step",
    "step",
    "The largest step is so many points a year wider.",
    "points a year",
    r"s_t - s_{t-1} \le \sigma + w",
    _OWN,
    0.015,
)
_wider(
    "wider-effort",
    "effort",
    "The consolidation effort is so many points of GDP a year larger.",
    "points of GDP a year",
    r"(\dots) \le e + w",
    _OWN,
    0.015,
)
_wider(
    "wider-deficit",
    "deficit",
    "The deficit cap is so many points of GDP higher.",
    "points of GDP",
    r"(\dots) \le \bar b_t + w",
    "the Council of the EU for EU members (deficit procedure), else the ally itself",
    0.15,
)
_wider(
    "wider-debt",
    "debt",
    "The debt cap is so many points of GDP higher.",
    "points of GDP",
    r"(\dots) \le \bar d_t + w",
    "the ally itself, within the EU's fiscal rules for EU members",
    0.75,
)
_wider(
    "beyond-plan",
    "announced",
    "In some year the ally spends up to so many points more than it announced.",
    "points of GDP",
    r"s_t \le p_t + w",
    "the ally itself: its government",
    0.15,
)


@_mechanism(
    Mechanism(
        "wider-growth",
        "Real spending may grow by so many tenths of a per cent a year more.",
        "% a year",
        r"s_t Y_t \le (1 + (\gamma + w)/100)\, s_{t-1} Y_{t-1}, \quad 10 w \in \mathbb{N}",
        _OWN,
        ("growth",),
        0.6,
    )
)
def _wider_growth(b: Builder, offer: Offer) -> None:
    b.lever("wider-growth", "tenths", offer.most)


def _loosen(rows: list[Row], column: str, factor: float) -> None:
    for row in rows:
        row.terms[column] = factor


def _in_order(
    b: Builder, name: str, roles: tuple[str, ...], most: int, big: float | None = None
) -> None:
    """Let the rows of the first years go, one binary a year, each only after the one before."""
    rows = b.role(*roles)
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row.group, row.year)
    stem = name.replace("-", "_")
    columns = tuple(b.column(f"{stem}_{i + 1}", 0.0, 1.0, binary=True) for i in range(most))
    for row in rows:
        rank = row.year - first[row.group]
        if rank < most:
            row.terms[columns[rank]] = big or row.value
    for rank, (earlier, after) in enumerate(pairwise(columns), start=2):
        b.row(name, "order", rank, {after: 1.0, earlier: -1.0}, upper=0.0)
    b.lever(name, "years", float(most), columns)


def _window(b: Builder, offer: Offer) -> list[int]:
    q = b.question
    first, last = offer.first or q.years[0], offer.last or q.years[-1]
    return [year for year in q.years if first <= year <= last]


def _finance(b: Builder, column: str, year: int, roles: tuple[str, ...]) -> None:
    """Take ``column`` off the burden of ``year``, and put it back on the year after."""
    for row in b.role(*roles):
        if row.year == year:
            row.terms[column] = -1.0
        elif row.role == "effort" and row.year == year + 1:
            row.terms[column] = 1.0
