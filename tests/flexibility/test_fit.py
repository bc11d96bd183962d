"""The question through the rooms: figures, rules, ledger, and every door."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import burdenshare as bs
from burdenshare.cli._app import main
from burdenshare.errors import BadValueError, BurdenshareError, MissingDataError
from burdenshare.flexibility import fit, fit_all, make_scenario, read_scenario, resolve, to_yaml

TODAY = "2026-11-22"
INVALID = sorted((Path(__file__).resolve().parents[1] / "invalid/flexibility").glob("*.yaml"))


def _used(answer: Any) -> dict[str, float]:
    return {given.mechanism: given.size for given in answer.relaxations or ()}


def _run(capsys: Any, *words: str) -> tuple[int, str, str]:
    code = main(["fit", *words])
    seen = capsys.readouterr()
    return code, seen.out, seen.err


def test_belgium_on_the_day_of_the_two_reports():
    answer = fit("BEL", as_of="2025-06-23")
    assert answer.path.points[0].year == 2024
    assert answer.path.points[0].core_share == pytest.approx(1.30, abs=0.005)
    assert _used(answer) == {"pause-floor": 1.0}
    assert any("taken as the promise about to be made" in why for _, _, why in answer.notes)
    assert answer.scenario.edition == "nato-2024-06"


def test_belgium_with_steps_of_a_tenth():
    answer = fit("Belgium", as_of=TODAY, max_step=0.1)
    assert "2.90 % is the most; 0.17 points a year is needed" in answer.verdict
    assert _used(answer) == {"lower": pytest.approx(0.6)}
    (later,) = [a for a in answer.alternatives if a.relaxations[0].mechanism == "later"]
    assert later.relaxations[0].size == 6
    assert not later.relaxations[0].existing
    assert "2035 instead of 2032" in later.relaxations[0].precedent


def test_belgium_with_its_announced_path():
    answer = fit("BEL", as_of=TODAY, announced=True)
    assert "no more than announced (2 % from 2027 to 2033, 2.5 % in 2034" in answer.verdict
    assert _used(answer) == {"later": 1.0}


def test_an_effort_limit_and_what_the_clause_is_worth_then():
    answer = fit("BEL", as_of=TODAY, effort=0.1)
    (worth,) = [w for w in answer.binding if w.id == "effort"]
    assert worth.rate == pytest.approx(worth.checked, rel=1e-3)
    clause = next(h for h in answer.help if h.id == "escape-clause")
    assert clause.gain > 0
    assert clause.last_gain == pytest.approx(0, abs=1e-6)  # it ends seven years before 2035
    offer = answer.question.offer("escape-clause")
    assert offer is not None
    assert offer.existing


def test_a_longer_clause_is_a_what_if_and_helps():
    asked: dict[str, Any] = {"as_of": TODAY, "effort": 0.1, "allow": ("escape-clause",)}
    assert fit("BEL", **asked).relaxations is None
    longer = fit("BEL", **asked, clause={"last_year": 2045})
    assert set(_used(longer)) == {"escape-clause"}
    assert not (longer.relaxations or ())[0].existing


def test_spain_by_natos_reading_and_by_its_own():
    natos = fit("ESP", as_of=TODAY, max_step=0.1, reading="NATO-2025-06-23")
    own = fit("ESP", as_of=TODAY, max_step=0.1, reading="ESP-2025-06-22")
    assert not natos.feasible
    assert own.feasible
    assert own.path.points[-1].core_share == pytest.approx(2.1, abs=1e-3)
    assert any(
        name == "reading" and "NATO-2025-06-23 denies it" in why for name, _, why in own.notes
    )


def test_italy_in_the_deficit_procedure():
    answer = fit("ITA", as_of=TODAY, deficit_cap={2027: 3.0, 2028: 3.0})
    assert not answer.feasible
    assert _used(answer).keys() == {"wider-deficit"}
    assert any("deficit of at most 3 % from 2027 to 2028" in g for g in [answer.verdict])


def test_a_cap_no_path_can_keep_is_said_to_be_one():
    answer = fit("BEL", as_of=TODAY, debt_cap={2035: 110.0})
    assert "no path of defence spending keeps debt of at most 110 % in 2035" in answer.verdict
    # More spending never helps a debt ratio here, not even in the capped year itself.
    assert answer.question.budget is not None
    assert min(min(row) for row in answer.question.budget.debt_response) >= 0


def test_slovenia_must_jump_or_pause():
    assert fit("SVN", as_of=TODAY).path.points[1].core_share >= 2.0 - 1e-6
    answer = fit("SVN", as_of=TODAY, max_step=0.2)
    assert _used(answer) == {"wider-step": pytest.approx(0.19)}
    assert [c.promise for c in answer.conflict] == ["hague-2025-core", "vilnius-2023-core"]
    paused = [a for a in answer.alternatives if a.relaxations[-1].mechanism == "pause-floor"]
    assert paused
    assert all(a.relaxations[-1].size == 1 for a in paused)


def test_estonia_is_there():
    answer = fit("EST", as_of=TODAY)
    assert answer.feasible
    assert "already" in answer.verdict


def test_what_does_not_fit_at_all_still_shows_the_nearest_path():
    answer = fit("BEL", as_of=TODAY, max_step=0.1, allow=("pause-floor",))
    assert answer.relaxations is None
    assert "nothing on the table is enough" in answer.verdict
    assert answer.path.points[-1].core_share == pytest.approx(2.9, abs=1e-3)


def test_related_figures_bring_in_the_five_per_cent():
    answer = fit("BEL", as_of=TODAY, related=0.5, milestone_2029=2.3)
    ids = {p.id for p in answer.question.promises}
    assert {"hague-2025-total", "hague-2025-related", "milestone-2029"} <= ids
    assert answer.feasible
    last = answer.path.points[-1]
    assert last.related_share is not None
    assert last.core_share + min(last.related_share, 1.5) >= 5.0 - 1e-6


def test_weights_change_what_gives():
    answer = fit("BEL", as_of=TODAY, max_step=0.1, weights={"lower": 10.0})
    assert _used(answer).keys() == {"wider-step"}


def test_a_scenario_printed_is_the_same_question(tmp_path):
    first = fit("BEL", as_of=TODAY, effort=0.1, deficit_cap=4.0, clause={"last_year": 2030})
    file = tmp_path / "scenario.yaml"
    file.write_text(to_yaml(first.scenario), encoding="utf-8")
    again = fit(scenario=read_scenario(file))
    assert again.scenario == first.scenario
    assert again.verdict == first.verdict
    assert [p.core_share for p in again.path.points] == [p.core_share for p in first.path.points]
    assert resolve(read_scenario(file)) == first.scenario


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_wrong_scenario_is_one_line_before_solving(file, capsys, monkeypatch):
    monkeypatch.setattr("burdenshare.flexibility._fit.solve", None)
    expected = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    code, out, err = _run(capsys, "--scenario", str(file))
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert expected in err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["BEL", "--max-step", "x"], "--max-step 'x': give a number, e.g. 0.2, or none"),
        (["BEL", "--debt-cap", "a@b"], "write it as CAP, CAP@YEAR or CAP@YEAR-YEAR"),
        (["BEL", "--deficit-cap", "3", "--deficit-cap", "4"], "each needs its year, CAP@YEAR"),
        (["BEL", "--frontier", "later"], "name two mechanisms, e.g. later,lower"),
        (["BEL", "--frontier", "later,later"], "a frontier needs two mechanisms"),
        (["BEL", "--frontier", "later,effort"], "wider-effort loosens nothing here"),
        (["BEL", "--weight", "later"], "write it as NAME=NUMBER"),
        (["BEL", "--offer-all"], "--offer-only and --offer-all go with --all"),
        (["--all", "--offer-all", "--offer-only", "ESP"], "exclude each other"),
        (["--all", "BEL"], "--all solves every ally: leave out BEL"),
        (["--all", "--frontier", "later,lower"], "--all goes without --frontier"),
        ([], "name an ally, or use --all, --scenario FILE or --list"),
        (["BEL", "--scenario", "x.yaml"], "--scenario is the whole question: leave out BEL"),
        (["--effort", "1", "--scenario", "x.yaml"], "leave out --effort"),
    ],
)
def test_a_wrong_call_is_one_line(capsys, words, expected):
    code, _, err = _run(capsys, *words)
    assert code == 2
    assert expected in err


def test_a_figure_nobody_published_is_named_and_not_invented():
    answer = fit("ITA", as_of=TODAY, effort=0.1)
    (why,) = [why for name, _, why in answer.notes if name == "clause_room"]
    assert "no figure of Eurostat for 2021" in why
    belgium = fit("BEL", as_of=TODAY, effort=0.1)
    (told,) = [(v, why) for name, v, why in belgium.notes if name == "clause_room"]
    assert told[0] == "0.50 points"
    assert "1.4 % of 2025 over 0.9 % of 2021" in told[1]


def test_the_linear_budget_is_checked_against_the_full_model():
    answer = fit("ITA", as_of=TODAY, deficit_cap={2028: 3.0})
    (value,) = [v for name, v, _ in answer.notes if name == "budget_linear_error"]
    debt, deficit = (float(part.split()[1]) for part in value.removesuffix(" points").split(","))
    assert 0 <= debt < 0.2
    assert 0 <= deficit < 0.05


def test_iceland_is_out_of_scope():
    with pytest.raises(MissingDataError, match="no armed forces"):
        fit("Iceland", as_of=TODAY)


def test_a_call_needs_an_ally_or_a_scenario():
    with pytest.raises(BadValueError, match="either an ally or a scenario"):
        fit()


def test_json_has_the_stable_keys(capsys):
    code, out, _ = _run(capsys, "BEL", "--as-of", TODAY, "--effort", "0.1", "--format", "json")
    assert code == 0
    answer = json.loads(out)
    assert {
        "feasible", "verdict", "path", "relaxations", "binding", "alternatives", "conflict",
        "scenario", "sources", "assumptions", "as_of", "edition", "gdp_edition", "units",
    } <= set(answer)  # fmt: skip
    assert {"mechanism", "size", "unit", "existing", "precedent"} <= set(answer["relaxations"][0])
    drawn = bs.path("BEL", as_of=TODAY, rule="hague-2025-core").to_dict()["points"][0]
    assert set(answer["path"][0]) == set(drawn)
    assert answer["path"][1]["kind"] == "projected"


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    "words",
    [["BEL"], ["BEL", "--max-step", "0.1", "--frontier", "later,step"], ["--list"]],
    ids=["answer", "frontier", "list"],
)
def test_every_answer_exports(capsys, words, form):
    dated = words if words == ["--list"] else [*words, "--as-of", TODAY]
    code, out, err = _run(capsys, *dated, "--format", form)
    assert code == 0, err
    assert out


def test_the_evidence_names_limits_mechanisms_and_cells(capsys):
    code, out, _ = _run(capsys, "BEL", "--as-of", TODAY, "--effort", "0.1", "--explain")
    assert code == 0
    for piece in ("promise hague-2025-core", "limit effort", "mechanism later", "nato-2026-07"):
        assert piece in out


@pytest.mark.parametrize(
    "words",
    [["ITA", "--deficit-cap", "3@2027-2028"], ["--all", "--max-step", "0.1"], ["--list"]],
    ids=["answer", "all", "list"],
)
def test_tables_fit_eighty_columns(capsys, words):
    dated = words if words == ["--list"] else [*words, "--as-of", TODAY]
    code, out, err = _run(capsys, *dated)
    assert code == 0, err
    assert max(map(len, out.splitlines())) <= 80


def test_the_chart_is_a_valid_specification():
    answer = fit("BEL", as_of=TODAY, max_step=0.1)
    spec = answer.chart().to_dict()
    drawn = json.dumps(spec)
    assert spec["title"]["subtitle"] == [answer.verdict]
    assert '"share": 3.5' in drawn
    assert "hague-2025-core" in drawn


def test_no_side_deals():
    asked = make_scenario("NATO", None, {"as_of": TODAY, "reading": "ESP-2025-06-22", "allow": ()})
    one, every = fit_all(asked, offer_only=("Spain",)), fit_all(asked)
    assert one.users == ("ESP",)
    assert len(one.rows) == 31
    assert [name for name, _ in one.missing] == ["Iceland"]
    assert len(every.users) > 20
    assert every.lost_usd > 5 * one.lost_usd > 0
    assert every.lost_usd_sum > every.lost_usd
    spain = next(r for r in one.rows if r.ally == "ESP")
    assert spain.lost == pytest.approx(1.4, abs=1e-3)
    # 1.4 points of Spain's GDP in dollars, as its own path says.
    point = bs.path("ESP", as_of=TODAY, rule="hague-2025-core").at(2035)
    assert point.core_money_usd is not None
    assert spain.lost_usd == pytest.approx(1.4 * point.core_money_usd / point.core_share, rel=1e-3)


def test_the_same_mechanism_for_all_or_for_one():
    asked: dict[str, Any] = {"as_of": TODAY, "max_step": 0.1, "allow": ("lower",)}
    one, every = fit_all(offer_only=("ESP",), **asked), fit_all(**asked)
    assert set(one.users) == {"ESP"}
    assert set(one.users) < set(every.users)
    denied = {r.ally for r in one.rows if r.outcome == "does not fit"}
    assert set(every.users) - {"ESP"} <= denied


def test_all_mechanisms_that_exist_say_where_that_is_known():
    for name in ("BEL", "POL", "DEU"):
        answer = fit(name, as_of=TODAY, effort=0.1)
        for offer in answer.question.offers:
            if offer.existing:
                assert offer.source.startswith("http")
                assert "granted" in offer.precedent


def test_every_ally_can_be_asked(capsys):
    for ally in bs.allies():
        try:
            answer = fit(ally.alpha3, as_of=TODAY, effort=0.15)
        except BurdenshareError:
            assert ally.alpha3 == "ISL"
            continue
        assert answer.relaxations is not None
        assert answer.verdict.endswith(".")
