"""Tables and evidence trees. No arithmetic but rounding for print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from burdenshare.allies import area_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.table import Table

    from burdenshare.fiscal._assumptions import Assumption
    from burdenshare.fiscal._clause_result import Clause
    from burdenshare.fiscal._clauses import Clauses
    from burdenshare.fiscal._debt import Debt, Debts
    from burdenshare.fiscal._rules_view import DebtRules

MODELS = {
    "commission": "Commission's model",
    "simple": "simple model",
}


def _grid(title: str) -> Table:
    """An open table as wide as its title at least."""
    from rich.table import Table

    return Table(
        title=title,
        title_justify="left",
        box=None,
        pad_edge=False,
        min_width=min(len(title), 80),
    )


def shown_years(first: int, last: int, marks: Iterable[int] = ()) -> list[int]:
    """Years worth a line: the first five, then every fifth, the marks and the last."""
    every = [y for y in range(first, last + 1) if y < first + 5 or y % 5 == 0 or y == last]
    return sorted({*every, *(m for m in marks if first <= m <= last)})


def debt_table(debt: Debt) -> RenderableType:
    """One row a year, at most 80 columns."""
    from rich.console import Group
    from rich.text import Text

    shape = debt.shapes.get("with", "no path")
    table = _grid(f"{debt.name}: debt and deficit, % of GDP ({shape}, {debt.financing})")
    table.add_column("year")
    for head in ("debt without", "debt with", "added", "deficit without", "deficit with", "added"):
        table.add_column(head, justify="right")
    split = {entry.year: entry for entry in debt.difference}
    for year in shown_years(debt.base_year + 1, debt.horizon):
        row, more = debt.at(year), split.get(year)
        table.add_row(
            str(year),
            f"{row.debt_without:.1f}",
            "-" if row.debt_with is None else f"{row.debt_with:.1f}",
            "-" if more is None else f"{more.debt:+.1f}",
            f"{row.deficit_without:.1f}",
            "-" if row.deficit_with is None else f"{row.deficit_with:.1f}",
            "-" if more is None else f"{more.deficit:+.1f}",
        )
    lines = [f"As of {debt.as_of}. {MODELS[debt.model].capitalize()}: {', '.join(debt.editions)}."]
    if debt.model == "simple":
        lines += [
            note[0].upper() + note[1:] + "." for note in debt.notes if note.startswith("why not")
        ]
    if debt.scenario != "baseline":
        lines.append(f"Scenario in both runs: {debt.scenario}.")
    lines += [
        note[0].upper() + note[1:] + "."
        for note in debt.notes
        if note.startswith(("no path", "no fan"))
    ]
    parts: list[RenderableType] = [table, Text(" ".join(lines))]
    if debt.fan is not None:
        parts += [Text(""), fan_table(debt)]
    return Group(*parts)


def fan_table(debt: Debt) -> RenderableType:
    """Percentiles and probabilities of the fan."""
    from rich.console import Group
    from rich.text import Text

    fan = debt.fan
    if fan is None:
        raise AssertionError("fan_table() needs a fan")
    table = _grid(f"How sure: debt, percentiles ({fan.method}, {fan.draws} draws, seed {fan.seed})")
    table.add_column("year")
    table.add_column("run")
    for p in fan.percentiles:
        table.add_column(f"{p} %", justify="right")
    table.add_column("deficit > 3", justify="right")
    for k, year in enumerate(fan.years):
        for r, run in enumerate(fan.runs):
            table.add_row(
                str(year) if r == 0 else "",
                run,
                *(f"{value:.1f}" for value in fan.debt[r][k]),
                f"{100 * fan.deficit_over_3[r][k]:.0f} %",
            )
    error = fan.monte_carlo_error
    chance = "; ".join(
        f"{run} {100 * (1 - fan.falling[r]):.0f} %" for r, run in enumerate(fan.runs)
    )
    text = (
        f"Debt higher in {fan.years[-1]} than before {fan.years[0]}: {chance}. "
        f"Error from the number of draws: at most {error['percentile']:.2f} points, "
        f"{100 * error['probability']:.1f} % of probability."
    )
    return Group(table, Text(text))


def debts_table(debts: Debts) -> RenderableType:
    """One row an ally."""
    from rich.console import Group
    from rich.text import Text

    table = _grid(f"Debt and deficit in {debts.year}, % of GDP, as of {debts.as_of}")
    for head in ("ally", "model"):
        table.add_column(head)
    for head in ("debt without", "with", "added", "deficit without", "with", "added"):
        table.add_column(head, justify="right")
    for answer in debts.answers:
        row = answer.at(min(debts.year, answer.horizon))
        more = next((d for d in answer.difference if d.year == row.year), None)
        table.add_row(
            answer.ally,
            answer.model,
            f"{row.debt_without:.1f}",
            "-" if row.debt_with is None else f"{row.debt_with:.1f}",
            "-" if more is None else f"{more.debt:+.1f}",
            f"{row.deficit_without:.1f}",
            "-" if row.deficit_with is None else f"{row.deficit_with:.1f}",
            "-" if more is None else f"{more.deficit:+.1f}",
        )
    lines = [f"{code}: {why}" for code, why in debts.missing]
    for answer in debts.answers:
        lines += [f"{answer.ally}: {n}" for n in answer.notes if n.startswith("no path")]
    return Group(table, *(Text(line) for line in lines))


def explain_debt(debt: Debt) -> str:
    """The evidence behind an answer."""
    lines = [f"{debt.name}: {MODELS[debt.model]}, scenario {debt.scenario}, as of {debt.as_of}"]
    for entry in debt.difference:
        if entry.year not in shown_years(debt.base_year + 1, debt.horizon, (2029, 2035)):
            continue
        if not entry.debt and not entry.extra:
            continue
        lines.append(
            f"├── {entry.year}: extra spending {entry.extra:.2f}, debt {entry.debt:+.2f} = "
            f"spending {entry.spending:+.2f}, growth {entry.growth:+.2f}, "
            f"interest {entry.interest:+.2f}, denominator {entry.denominator:+.2f}; "
            f"deficit {entry.deficit:+.2f}; {entry.debt_money:+.1f} billion {debt.currency}"
        )
    for name, path in debt.paths.items():
        shape = debt.shapes[name]
        lines.append(
            f"├── path {shape}: core {path.start.core_share:.2f} % in {path.start.year} "
            f"({path.edition}) to {path.points[-1].core_share:.2f} % in {path.points[-1].year}"
        )
    lines += _trunk(debt.assumptions, debt.notes, debt.sources)
    return "\n".join(lines)


def explain_rules(rules: DebtRules) -> str:
    """The evidence behind the EU's rules for an ally."""
    lines = [
        f"{rules.name}: EU rules, {', '.join(f'{k} {v}' for k, v in rules.options.items())}, "
        f"as of {rules.as_of}",
        f"├── {rules.year}: deficit {rules.deficit:.2f} % (3 % "
        f"{'met' if rules.deficit_met else 'not met'}), debt {rules.debt:.2f} % (60 % "
        f"{'met' if rules.debt_met else 'not met'})",
    ]
    for found in rules.required:
        lines.append(
            f"├── {len(found.steps)} years, {found.start} to {found.end}: {found.kind}; "
            f"structural primary balance {found.balance_before:.2f} to {found.required:.2f}, "
            f"binding: {found.binding}"
        )
        for item in found.criteria:
            step = "no step of its own" if item.step is None else f"step {item.step:.3f}"
            lines.append(
                f"│   ├── {item.id}: {step}{'' if item.used else ', not used'} [{item.rule}]"
            )
    first = rules.required[0]
    law = [f"{r.law}: {r.title}" + (f" ({r.doubt})" if r.doubt else "") for r in rules.rules]
    lines += _trunk(first.assumptions, first.notes, (*first.sources, *law))
    return "\n".join(lines)


def rules_table(rules: DebtRules) -> RenderableType:
    """One row a length of adjustment."""
    from rich.console import Group
    from rich.text import Text

    table = _grid(f"{rules.name}: what EU rules require ({rules.options['reading']} reading)")
    table.add_column("years")
    for head in ("before", "required", "step", "debt", "ten years on"):
        table.add_column(head, justify="right")
    table.add_column("binding")
    for found in rules.required:
        table.add_row(
            f"{found.start}-{found.end}",
            f"{found.balance_before:.2f}",
            f"{found.required:.2f}",
            f"{found.mean_step:.2f}",
            f"{found.run.at('debt', found.end):.1f}",
            f"{found.run.at('debt', found.end + 10):.1f}",
            found.binding,
        )
    lines = [
        f"Structural primary balance before the adjustment and required at its end, yearly step, "
        f"debt at the end and ten years on; % of GDP. {rules.year}: deficit {rules.deficit:.1f} % "
        f"(3 % {'met' if rules.deficit_met else 'not met'}), debt {rules.debt:.1f} % "
        f"(60 % {'met' if rules.debt_met else 'not met'}). As of {rules.as_of}."
    ]
    for index, extra in enumerate(rules.extra):
        lines.append(
            f"With the path borrowed ({extra:+.2f} points by {rules.required[index].end}), "
            f"{rules.elsewhere(index):.2f} points must be found elsewhere."
        )
    return Group(table, *(Text(line) for line in lines))


def clause_table(clause: Clause) -> RenderableType:
    """One row a year."""
    from rich.console import Group
    from rich.text import Text

    force = "in force" if clause.in_force else "not in force"
    force += " (what if)" if clause.what_if else ""
    table = _grid(f"{area_name(clause.ally)}: escape clause, {force}, record: {clause.status}")
    table.add_column("year")
    table.add_column("kind")
    for head in ("defence", f"over {clause.base_year}", "used", "left", "beyond"):
        table.add_column(head, justify="right")
    for year in clause.years:
        table.add_row(
            str(year.year),
            year.kind,
            *(
                f"{value:.2f}"
                for value in (year.defence, year.increase, year.used, year.left, year.excess)
            ),
        )
    lines = [
        f"Defence by function (COFOG), % of GDP; {clause.base_year}: {clause.base_share:.2f}. "
        f"Cap {clause.cap:g}. As of {clause.as_of}."
    ]
    if clause.cliff is not None and clause.in_force:
        cliff = clause.cliff
        lines.append(f"Cliff in {cliff.year}: {cliff.used:.2f} points to absorb at once")
        if cliff.plan_step is not None and cliff.plan_step_unused is not None:
            lines[-1] += (
                f"; over the next {cliff.plan_years} years EU rules then require "
                f"{cliff.plan_step:.2f} a year, {cliff.plan_step_unused:.2f} had it not been used"
            )
        lines[-1] += "."
        if cliff.why_not and cliff.why_not != "not asked for":
            lines.append(f"Next plan not computed: {cliff.why_not}.")
    return Group(table, *(Text(line) for line in lines))


def clauses_table(clauses: Clauses) -> RenderableType:
    """One row an ally: the last observed year and the last year of the clause."""
    from rich.console import Group
    from rich.text import Text

    table = _grid(f"Escape clause for defence, % of GDP (COFOG), as of {clauses.as_of}")
    table.add_column("ally")
    table.add_column("record")
    for head in ("base", "observed", "", "used", "left", "last year", "used", "beyond"):
        table.add_column(head, justify="right")
    for clause in clauses.answers:
        seen = [y for y in clause.years if y.kind == "observed"]
        now = seen[-1] if seen else None
        end = clause.years[-1] if clause.years else None
        table.add_row(
            clause.ally,
            clause.status,
            f"{clause.base_share:.2f}",
            "-" if now is None else f"{now.defence:.2f}",
            "" if now is None else f"{now.year}",
            "-" if now is None else f"{now.used:.2f}",
            "-" if now is None else f"{now.left:.2f}",
            "-" if end is None else str(end.year),
            "-" if end is None else f"{end.used:.2f}",
            "-" if end is None else f"{end.excess:.2f}",
        )
    lines = [f"{code}: {why}" for code, why in clauses.missing]
    lines.append(
        "What is used in the last year is the cliff after it; years to come follow the path."
    )
    return Group(table, *(Text(line) for line in lines))


def explain_clause(clause: Clause) -> str:
    """The evidence behind room, use and cliff."""
    force = "in force" if clause.in_force else "not in force"
    lines = [
        f"{area_name(clause.ally)}: escape clause {force} (record: {clause.status}), "
        f"as of {clause.as_of}"
    ]
    lines += [
        f"├── {y.year} ({y.kind}): defence {y.defence:.3f}, over {clause.base_year} "
        f"{y.increase:.3f}, used {y.used:.3f}, left {y.left:.3f}, beyond the cap {y.excess:.3f}"
        for y in clause.years
    ]
    lines.append(
        "├── what it shields: the part used is not booked in the control account and opens no "
        "procedure by itself; path and debt arithmetic stay"
    )
    lines += _trunk(clause.assumptions, clause.notes, clause.sources)
    return "\n".join(lines)


def _trunk(
    assumptions: Iterable[Assumption], notes: Iterable[str], sources: Iterable[str]
) -> list[str]:
    lines = ["├── assumptions"]
    lines += [f"│   ├── {item.explain()}" for item in assumptions]
    lines.append("├── notes")
    lines += [f"│   ├── {note}" for note in notes]
    lines.append("└── sources")
    lines += [f"    ├── {source}" for source in sources]
    return lines
