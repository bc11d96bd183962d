"""Rules, readings and definitions as data: what is shipped, and what is refused."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from burdenshare._yaml import load
from burdenshare.allies import ally
from burdenshare.errors import BadFileError, BadValueError, UnknownNameError
from burdenshare.panel import measures
from burdenshare.rules import _schema as schema
from burdenshare.rules import definitions, read_rules, reading, readings, rule, rules, standing
from burdenshare.rules._manual import BEGIN, END, with_schema
from burdenshare.rules._store import folder

ROOT = Path(__file__).resolve().parents[2]
INVALID = sorted((ROOT / "tests/invalid/rules").glob("*.yaml"))
IDS = {
    "wales-2014-core", "wales-2014-equipment", "vilnius-2023-core", "hague-2025-core",
    "hague-2025-related", "hague-2025-total", "hague-2025-annual-plan", "hague-2025-review",
    "hague-2025-ukraine", "ankara-2026",
}  # fmt: skip


def test_the_rules_shipped_are_these() -> None:
    assert {item.id for item in rules(every=True)} == IDS
    assert {path.stem for path in folder().glob("*-20*.yaml")} == IDS


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_wrong_file_is_refused_in_one_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kind = re.findall(r"^# as: (\w+)$", text, re.MULTILINE)[0]
    message = re.findall(r"^# message: (.+)$", text, re.MULTILINE)[0]
    with pytest.raises(BadFileError) as caught:
        load(path, getattr(schema, kind))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)
    assert "line " in str(caught.value)


def test_what_the_wrong_files_are_made_from_is_right() -> None:
    text = (ROOT / "tests/invalid/rules/duplicate-key.yaml").read_text(encoding="utf-8")
    assert load(Path("mended.yaml"), schema.Rule, text=text.replace("due: 2024\n", "")).due == 2023


def test_a_file_must_be_named_after_its_rule(tmp_path: Path) -> None:
    text = (folder() / "ankara-2026.yaml").read_text(encoding="utf-8")
    (tmp_path / "hague-2025-core.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadFileError, match=r"name the file ankara-2026\.yaml"):
        read_rules(tmp_path)


def test_a_successor_must_be_there(tmp_path: Path) -> None:
    text = (folder() / "wales-2014-core.yaml").read_text(encoding="utf-8")
    (tmp_path / "wales-2014-core.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadFileError, match="there is no rule 'vilnius-2023-core'"):
        read_rules(tmp_path)


@pytest.mark.parametrize("rule_id", sorted(IDS))
def test_each_rule_can_be_cited(rule_id: str) -> None:
    item = rule(rule_id)
    assert item.sources
    assert item.last_value_still_valid_on >= item.adopted
    assert item.verified == "yes" or item.not_read
    for treated in item.exceptions:
        assert ally(treated.ally).alpha3 == treated.ally
    if item.test is None:
        assert item.untested
        return
    assert all(value.reference and value.since >= item.adopted for value in item.test.values)
    if item.test.measure:
        assert item.test.measure in measures()
        assert item.test.unit.startswith(measures()[item.test.measure].unit.split(" ")[0])


def test_every_key_says_what_it_means() -> None:
    for kind in (schema.Rule, schema.Test, schema.Reading, schema.Definition, schema.Treatment):
        for name, field in kind.model_fields.items():
            assert field.description, f"{kind.__name__}.{name} has no description"


def test_a_rule_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        rule("hague-2025-core").due = 2032  # type: ignore[misc]


def test_in_force_on_a_day() -> None:
    def on(day: str) -> set[str]:
        return {item.id for item in rules(as_of=day)}

    assert on("2014-09-04") == set()
    assert on("2023-07-10") == {"wales-2014-core", "wales-2014-equipment"}
    assert on("2023-07-11") == {"vilnius-2023-core", "wales-2014-equipment"}
    assert "hague-2025-core" not in on("2025-06-24")
    assert "hague-2025-core" in on("2025-06-25")
    assert on("2026-07-08") == IDS - {"wales-2014-core"}


def test_a_rule_agreed_later_can_be_asked_for_and_is_marked() -> None:
    asked = rules(["hague-2025-core"], as_of="2025-06-23")
    assert asked[0].state_on(asked.as_of) == "not yet agreed"
    # Belgium's was voiced two days later.
    assert [r["id"] for r in asked.to_dict()["rules"][0]["readings"]] == [
        "ESP-2025-06-22",
        "NATO-2025-06-22",
        "NATO-2025-06-23",
        "SVK-2025-06-23",
    ]


def test_readings_stand_side_by_side() -> None:
    spain, nato = reading("ESP-2025-06-22"), reading("NATO-2025-06-23")
    assert (spain.threshold, nato.threshold) == (2.1, 3.5)
    assert spain.denied_by == (nato.id,)
    assert nato.denied_by == (spain.id,)
    assert {item.holder for item in readings("hague-2025-core")} >= {"Spain", "NATO", "Belgium"}
    assert all(item.date <= dt.date(2025, 6, 22) for item in readings(as_of="2025-06-22"))
    with pytest.raises(UnknownNameError, match="did you mean 'ESP-2025-06-22'"):
        reading("ESP-2025-06-23")


def test_definitions() -> None:
    core, related = definitions()["core"], definitions()["related"]
    assert core.figures_published
    assert not core.open_list
    assert related.open_list
    assert not related.figures_published
    assert {treated.ally for treated in core.exceptions} == {"ISL", "LUX"}
    # A rule in full says what it counts, and what it must not be taken for.
    text = " ".join(rules(["hague-2025-related"]).explain().split())
    assert "counts (open list): Protection of critical infrastructure" in text
    assert "not to be confused with: The EU's national escape clause" in text
    assert set(rules(["vilnius-2023-core"]).to_dict()["definitions"]) == {"core"}


# The European Union's 1.5 % is another thing.


@pytest.mark.parametrize("name", ["eu-escape-clause", "nec-2025", "escape clause", "SAFE"])
def test_the_escape_clause_is_no_rule_here(name: str) -> None:
    with pytest.raises(UnknownNameError, match="the EU escape clause is not one of them"):
        rule(name)


def test_every_unit_names_natos_definition() -> None:
    for item in rules(every=True):
        assert item.family == "nato"
        assert item.test is None or "NATO" in item.test.unit
    assert rule("hague-2025-related").test is not None
    assert "COFOG" not in (folder() / "hague-2025-related.yaml").read_text(encoding="utf-8")


def test_another_kind_of_rule_is_refused() -> None:
    class EscapeClause:
        id = "eu-escape-clause"

    with pytest.raises(BadValueError, match="EscapeClause is no rule of NATO's pledge"):
        standing("BEL", rule=EscapeClause())  # type: ignore[arg-type]


def test_the_manual_has_the_schema() -> None:
    page = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert page == with_schema(page), "run: python -m burdenshare.rules._manual docs/rules.md"
