"""The escape clause for every EU ally, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from burdenshare._clock import read_date
from burdenshare.allies import allies
from burdenshare.errors import FailedError, MissingDataError
from burdenshare.fiscal._clause import escape_clause

if TYPE_CHECKING:
    import polars as pl

    from burdenshare.fiscal._clause_result import Clause


@dataclass(frozen=True)
class Clauses:
    """Many allies' clauses, and why some have none.

    Attributes:
        as_of: Day as of which everything was known.
        answers: One an ally.
        missing: Ally and reason.
    """

    as_of: str
    answers: tuple[Clause, ...]
    missing: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with stable keys."""
        return {
            "as_of": self.as_of,
            "editions": list(dict.fromkeys(e for c in self.answers for e in c.editions)),
            "units": "per cent of GDP",
            "allies": [clause.to_dict() for clause in self.answers],
            "missing": [{"ally": code, "reason": why} for code, why in self.missing],
            "sources": list(dict.fromkeys(s for c in self.answers for s in c.sources)),
        }

    def to_frame(self) -> pl.DataFrame:
        """One row an ally and year."""
        import polars as pl

        return pl.concat([c.to_frame() for c in self.answers if c.years], how="vertical_relaxed")

    def explain(self) -> str:
        """Every ally's tree, one after the other."""
        return "\n\n".join(clause.explain() for clause in self.answers)

    def __rich__(self) -> Any:
        from burdenshare.fiscal._show import clauses_table

        return clauses_table(self)


def escape_clauses(**options: Any) -> Clauses:
    """Ask :func:`escape_clause` for every EU ally.

    The requirement of the plan after the clause is left out (``cliff=False``): it takes a search
    for each ally.

    Args:
        options: As for :func:`escape_clause`.
    """
    day = read_date(options.get("as_of"))
    answers, missing = [], []
    for code in (a.alpha3 for a in allies() if a.in_eu_on(day)):
        try:
            answers.append(escape_clause(code, cliff=False, **options))
        except FailedError as error:
            missing.append((code, str(error)))
    if not answers:
        raise MissingDataError("; ".join(f"{code}: {why}" for code, why in missing))
    return Clauses(day.isoformat(), tuple(answers), tuple(missing))
