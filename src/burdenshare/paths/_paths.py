"""The questions: one path, or many side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare.allies import AGGREGATES, allies, area, area_name
from burdenshare.errors import BadValueError, FailedError, MissingDataError, UnknownNameError
from burdenshare.paths._build import Ask, draw, setting
from burdenshare.paths._path import UNITS, Path
from burdenshare.paths._shapes import SHAPES
from burdenshare.paths._totals import total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import altair as alt
    import polars as pl

    from burdenshare._clock import Date
    from burdenshare.ledger import Ledger
    from burdenshare.panel import Panel
    from burdenshare.paths._overrides import Overrides

_TOTALS = frozenset(aggregate.code for aggregate in AGGREGATES)


def path(
    ally: str,
    *,
    shape: str | None = None,
    core_target: float | None = None,
    rule: str | None = None,
    due: int | None = None,
    horizon: int | None = None,
    start: int | tuple[int, float] | None = None,
    points: Mapping[int, float] | None = None,
    turn: int | None = None,
    related: float | None = None,
    related_target: float | None = None,
    fiscal_year: bool = False,
    as_of: Date | None = None,
    edition: str | None = None,
    gdp_edition: str | None = None,
    gdp_overrides: Overrides | None = None,
    real_growth_beyond: float | None = None,
    inflation_beyond: float | None = None,
    panel: Panel | None = None,
    ledger: Ledger | None = None,
) -> Path:
    """Return the path of an ally (or of an aggregate) from its last observation to the horizon.

    Shares are in per cent of GDP, money in millions. Money is share times the GDP of the WEO
    edition known on the day; beyond its last year GDP and prices grow at the average of its last
    three years.

    Args:
        ally: An ally by any name, ``NATO`` or ``NATO_EUR_CAN``.
        shape: ``linear`` (the default), ``constant-growth``, ``back-loaded``, ``front-loaded``,
            ``plan``, ``trend``, ``hold``, or ``points`` (implied by ``points``).
        core_target: Core share to reach; the rule's when ``None``.
        rule: Rule whose target and due year are the defaults, whenever it was agreed, e.g.
            ``"hague-2025-core"``; the one in force as of the day when ``None``.
        due: Year by which; the rule's when ``None``.
        horizon: Last year; the due year when ``None``.
        start: Year to start from, or ``(year, share)``; the last observation when ``None``.
        points: Year to share, passed through on the way to the target.
        turn: Year in which ``back-loaded`` starts to climb and ``front-loaded`` arrives.
        related: Related share today; unknown when ``None``, which is not zero.
        related_target: Related share by the due year; 1.5 when ``related`` is given.
        fiscal_year: Money by fiscal years for Canada, the United Kingdom and the United States.
        as_of: The day as of which everything is known; today when ``None``.
        edition: NATO edition of the shares.
        gdp_edition: WEO edition of GDP and prices.
        gdp_overrides: The caller's own GDP, from :func:`read_overrides`.
        real_growth_beyond: Real growth beyond the WEO's last year, per cent a year.
        inflation_beyond: Growth of prices beyond it, per cent a year.
        panel: Figures to use instead of the shipped ones.
        ledger: Ledger to use instead of the shipped one, for ``plan``.

    Raises:
        BadValueError: Options that contradict each other or are out of range.
        MissingDataError: Iceland, or figures not published or not held; ``plan`` for an ally that
            announced nothing.
        UnknownNameError: No such ally, shape, rule or edition.
    """
    ask = Ask(
        core_target, rule, due, horizon, start, points, turn, related, related_target,
        fiscal_year, as_of, edition, gdp_edition, gdp_overrides, real_growth_beyond,
        inflation_beyond, panel, ledger,
    )  # fmt: skip
    name = shape or ("points" if points else "linear")
    if name not in SHAPES:
        raise UnknownNameError("shape", name, SHAPES)
    return _one(area(ally), (name,), ask)[0]


def _one(code: str, shapes: Iterable[str], ask: Ask) -> list[Path]:
    if code in _TOTALS:
        return [total(code, shape, ask) for shape in shapes]
    scene = setting(code, ask)
    return [draw(scene, shape) for shape in shapes]


@dataclass(frozen=True)
class Paths:
    """Paths side by side.

    Attributes:
        paths: The paths, by ally and then by shape, in the order asked for.
        missing: ``(ally, shape, reason)`` of every path that cannot be drawn.
    """

    paths: tuple[Path, ...]
    missing: tuple[tuple[str, str, str], ...] = ()

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def of(self, ally: str, shape: str) -> Path | None:
        """Return one of them; ``None`` when it cannot be drawn."""
        code = area(ally)
        return next((p for p in self.paths if p.ally == code and p.shape == shape), None)

    def only(self) -> Path:
        """Return the one path asked for.

        Raises:
            MissingDataError: It cannot be drawn.
        """
        if not self.paths:
            raise MissingDataError(self.missing[0][2])
        return self.paths[0]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "as_of": self.paths[0].as_of.isoformat() if self.paths else None,
            "units": UNITS,
            "paths": [path.to_dict() for path in self.paths],
            "missing": [
                {"ally": ally, "shape": shape, "reason": reason}
                for ally, shape, reason in self.missing
            ],
            "sources": _unique(source.to_dict() for path in self.paths for source in path.sources),
            "assumptions": _unique(
                {"ally": path.ally, "shape": path.shape} | item.to_dict()
                for path in self.paths
                for item in path.assumptions
            ),
        }

    def to_frame(self) -> pl.DataFrame:
        """The frames of all paths, one below the other."""
        import polars as pl

        if not self.paths:
            raise BadValueError("there is no path: " + "; ".join(why for _, _, why in self.missing))
        return pl.concat([path.to_frame() for path in self.paths])

    def explain(self) -> str:
        """The evidence of every path, then what cannot be drawn and why."""
        gaps = [f"{area_name(ally)}, {shape}: {why}" for ally, shape, why in self.missing]
        return "\n\n".join([*(path.explain() for path in self.paths), *gaps])

    def chart(self) -> alt.LayerChart:
        """All paths in one picture, labelled at their ends."""
        from burdenshare.paths._chart import chart

        return chart(self.paths)

    def _repr_html_(self) -> str:
        return self.to_frame()._repr_html_()

    def __rich__(self) -> Any:
        from burdenshare.paths._explain import overview, table

        return table(self.paths[0]) if len(self.paths) == 1 and not self.missing else overview(self)


def paths(
    names: Iterable[str] = (), *, shapes: Iterable[str] = ("linear",), **options: Any
) -> Paths:
    """Return the paths of many allies, each in every shape, in one call.

    What cannot be drawn (Iceland; an ally that announced nothing) is listed with its reason
    instead of failing the rest.

    Args:
        names: Allies and aggregates by any name; all 32 allies and both aggregates when empty.
        shapes: Names of shapes.
        **options: As for :func:`path`, the same for all.

    Raises:
        BadValueError: Options that cannot be.
        UnknownNameError: No such ally, shape, rule or edition.
    """
    wanted = tuple(dict.fromkeys(map(area, names))) or (
        *(member.alpha3 for member in allies()),
        *(aggregate.code for aggregate in AGGREGATES),
    )
    kinds = tuple(dict.fromkeys(shapes))
    for kind in kinds:
        if kind not in SHAPES:
            raise UnknownNameError("shape", kind, SHAPES)
    ask = Ask(**options)
    drawn: list[Path] = []
    missing: list[tuple[str, str, str]] = []
    for code in wanted:
        try:
            scene = None if code in _TOTALS else setting(code, ask)
        except FailedError as error:
            missing += [(code, kind, str(error)) for kind in kinds]
            continue
        for kind in kinds:
            try:
                drawn.append(total(code, kind, ask) if scene is None else draw(scene, kind))
            except FailedError as error:
                missing.append((code, kind, str(error)))
    return Paths(tuple(drawn), tuple(missing))


def _unique(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, dict[str, Any]] = {}
    for item in items:
        seen.setdefault(repr(item), item)
    return list(seen.values())
