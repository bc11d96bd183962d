"""The answer and its doors."""

# A missing answer (None) fails the test by itself; the type checker need not ask for it.
# mypy: allow-untyped-calls, disable-error-code="union-attr,arg-type,operator,type-var,index"

import json
from pathlib import Path

import pytest

import burdenshare as bs
from burdenshare.allies import allies
from burdenshare.cli._app import main
from burdenshare.errors import BadValueError, MissingDataError, UnknownNameError
from burdenshare.fiscal import Financing, baseline, debt, debts, linear_debt
from burdenshare.fiscal._defence import read_financing

DAY = "2026-11-22"
INVALID = Path(__file__).resolve().parents[1] / "invalid/fiscal"
SIMPLE = ["ALB", "CAN", "ISL", "MNE", "MKD", "NOR", "TUR", "USA"]


def test_keys_of_the_json():
    answer = debt("BEL", draws=2000, as_of=DAY).to_dict()
    for key in (
        "ally", "model", "as_of", "editions", "seed", "draws", "years", "fan", "probabilities",
        "monte_carlo_error", "assumptions", "sources",
    ):  # fmt: skip
        assert key in answer
    assert set(answer["years"][0]) == {
        "year", "debt_without", "debt_with", "deficit_without", "deficit_with",
    }  # fmt: skip
    assert set(answer["fan"]["years"][0]) == {"year", "without", "with"}
    assert set(answer["fan"]["years"][0]["with"]) == {
        "p5",
        "p10",
        "p25",
        "p50",
        "p75",
        "p90",
        "p95",
    }
    assert set(answer["probabilities"]["with"]) >= {
        "debt_rises_over_window",
        "deficit_over_3",
        "debt_above",
    }
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize("ally", [a.alpha3 for a in allies()])
def test_every_ally_is_answered(ally):
    answer = debt(ally, draws=200, as_of=DAY)
    assert answer.model == ("simple" if ally in SIMPLE else "commission")
    assert answer.path[-1].year == 2045
    assert answer.fan.draws == 200
    if ally == "ISL":
        assert answer.difference == ()
        assert any("no armed forces" in note for note in answer.notes)


@pytest.mark.parametrize("ally", SIMPLE)
def test_the_simple_model_says_so_on_every_output(ally, capsys):
    answer = debt(ally, draws=0, as_of=DAY)
    assert answer.to_dict()["model"] == "simple"
    assert set(answer.to_frame()["model"]) == {"simple"}
    assert "simple model" in answer.explain()
    assert any("why not the Commission's model" in note for note in answer.notes)
    assert answer.chart().to_dict()["title"]["subtitle"].startswith("simple model")
    assert main(["debt", ally, "--as-of", DAY, "--draws", "0"]) == 0
    assert "Simple model" in capsys.readouterr().out


def test_the_other_assumptions_are_the_callers():
    base = debt("BEL", draws=0, as_of=DAY).added(2040).debt
    for options in (
        {"multiplier": 0.0},
        {"import_leakage": 0.5},
        {"financing": "debt=0.5,loans=0.5"},
        {"financing": {"debt": 0.5, "taxes": 0.5}},
        {"supply_effect": 0.05},
        {"gap": "decay"},
        {"anchors": "public-anchors"},
        {"shape": "back-loaded"},
        {"related": 0.5},
    ):
        assert debt("BEL", draws=0, as_of=DAY, **options).added(2040).debt != base, options
    can = debt("CAN", draws=0, as_of=DAY).added(2035).debt
    assert debt("CAN", draws=0, rate=8.0, as_of=DAY).added(2035).debt > can


def test_loans_pay_their_own_rate():
    cheap, dear = (
        debt("BEL", financing="loans=1", loan_rate=r, draws=0, as_of=DAY).added(2045).debt
        for r in (0.5, 6.0)
    )
    assert dear > cheap + 2


def test_several_shapes_on_the_same_draws():
    answer = debt("BEL", compare="none,linear,plan,back-loaded", draws=500, as_of=DAY)
    assert list(answer.runs) == ["without", "with", "plan", "back-loaded"]
    assert answer.fan.runs == tuple(answer.runs)
    assert answer.shapes["with"] == "linear"
    assert set(answer.differences) == {"with", "plan", "back-loaded"}


def test_scenario_and_path_stay_apart():
    """The difference the path makes is split exactly in a scenario too."""
    answer = debt("BEL", scenario="lower-structural-balance", draws=0, as_of=DAY)
    for row in answer.difference:
        parts = row.spending + row.growth + row.interest + row.denominator
        assert parts == pytest.approx(row.debt, abs=1e-10)
    assert answer.added(2035).spending == pytest.approx(
        sum(r.extra for r in answer.difference if r.year <= 2035)
    )


def test_the_two_clocks():
    then = debt("BEL", draws=0, as_of="2025-06-23")
    now = debt("BEL", draws=0, as_of=DAY)
    assert then.model == "simple"
    assert then.editions[0] == "weo-2025-04"
    assert now.model == "commission"
    with pytest.raises(MissingDataError, match="Outlook was public"):
        debt("CAN", draws=0, as_of="2020-01-01")


def test_where_no_history_of_shocks_was_held_there_is_no_fan_unless_asked_for():
    """Editions of the Outlook before October 2025 are held from three years back only."""
    then = debt("BEL", as_of="2025-06-23")
    assert then.fan is None
    assert any(
        note.startswith("no fan: weo-2025-04 has fewer than 15 years") for note in then.notes
    )
    with pytest.raises(MissingDataError, match="fewer than 15 years"):
        debt("BEL", draws=100, as_of="2025-06-23")


def test_many_allies():
    every = debts(as_of=DAY)
    assert len(every.answers) == 32
    assert every.to_frame()["ally"].n_unique() == 32
    assert json.dumps(every.to_dict())
    two = debts(["Belgium", "Canada"], as_of=DAY)
    assert [a.ally for a in two.answers] == ["BEL", "CAN"]


@pytest.mark.parametrize("ally", ["BEL", "ESP", "CAN", "NOR", "TUR"])
def test_the_linear_model_is_close_to_the_full_one(ally):
    linear = linear_debt(ally, horizon=2035, as_of=DAY)
    path = {year: (year - 2026) * 2.2 / 9 for year in range(2027, 2036)}
    error = linear.error(path)
    assert error["debt"] < 0.01
    assert error["deficit"] < 0.001
    assert linear.debt({}) == linear.baseline_debt
    assert linear.deficit({}) == linear.baseline_deficit
    for row, year in zip(linear.debt_slope, linear.years, strict=True):
        for slope, cause in zip(row, linear.years, strict=True):
            if cause > year:
                assert slope == pytest.approx(0.0, abs=1e-9)


def test_linear_slopes_are_the_full_models():
    linear = linear_debt("BEL", horizon=2035, as_of=DAY)
    full = debt("BEL", path={2028: 0.01}, horizon=2035, gap="decay", draws=0, as_of=DAY)
    index = linear.years.index(2028)
    for row, year in zip(linear.debt_slope, linear.years, strict=True):
        assert 0.01 * row[index] == pytest.approx(full.added(year).debt, abs=1e-12)


def test_financing():
    assert read_financing(None) == Financing(debt=1.0)
    assert read_financing("debt=0.5, taxes=0.5").taxes == 0.5
    with pytest.raises(BadValueError, match=r"financing sums to 0\.9, not 1"):
        read_financing("debt=0.5,taxes=0.4")
    with pytest.raises(BadValueError, match="a share lies between 0 and 1"):
        Financing(debt=1.5, taxes=-0.5)
    with pytest.raises(
        UnknownNameError, match="unknown source of financing 'dept': did you mean 'debt'"
    ):
        read_financing("dept=1")


def test_explain_leads_to_cells_and_assumptions():
    tree = debt("BEL", draws=100, as_of=DAY).explain()
    for part in ("dsa-2025-10", "multiplier = 0.75", "nato-2026-07", "shocks-2025-10", "Bruegel"):
        assert part in tree


def test_the_answer_is_public():
    assert bs.debt("BEL", draws=0, as_of=DAY).at(2030).debt_with > 100
    with pytest.raises(BadValueError, match="2050 is not projected: 2025 to 2045"):
        bs.debt("BEL", draws=0, as_of=DAY).at(2050)
    with pytest.raises(MissingDataError, match="no path for ISL"):
        bs.debt("ISL", draws=0, as_of=DAY).added(2030)
    assert bs.debt("BEL", draws=0, as_of=DAY).__rich__()


# --- the command line ---------------------------------------------------------------------------


def run(capsys, *words):
    code = main(list(words))
    out = capsys.readouterr()
    return code, out.out, out.err


def test_commands_give_the_functions_answer(capsys):
    code, out, _ = run(
        capsys, "debt", "belgium", "--draws", "100", "--as-of", DAY, "--format", "json"
    )
    assert code == 0
    expected = debt("BEL", draws=100, as_of=DAY, levels=(60.0, 90.0)).to_dict()
    assert json.loads(out) == expected
    code, out, _ = run(
        capsys, "debt", "room", "ESP", "--activate", "--as-of", DAY, "--format", "json"
    )
    assert json.loads(out)["what_if"] is True
    code, out, _ = run(capsys, "debt", "rules", "BEL", "--draws", "200", "--as-of", DAY)
    assert code == 0
    assert "2027-2030" in out


def test_tables_fit_eighty_columns(capsys):
    for words in (
        ["debt", "BEL", "--draws", "100"],
        ["debt", "CAN", "--compare", "linear,plan", "--draws", "100", "--scenario", "adverse-r-g"],
        ["debt", "--all"],
        ["debt", "rules", "FRA", "--draws", "100", "--shape", "linear"],
        ["debt", "room"],
        ["debt", "room", "DEU"],
        ["debt", "room", "ESP", "--activate"],
    ):
        code, out, _ = run(capsys, *words, "--as-of", DAY)
        assert code == 0
        assert max(len(line) for line in out.splitlines()) <= 80, words


@pytest.mark.parametrize(
    "words, message",
    [
        (["debt"], "name an ally, or give --all"),
        (["debt", "Belgum"], "unknown ally 'Belgum': did you mean 'Belgium'?"),
        (["debt", "BEL", "--financing", "debt=0.5"], "financing sums to 0.5, not 1"),
        (["debt", "BEL", "--financing", "debt"], "financing 'debt' cannot be read"),
        (["debt", "BEL", "--draws", "-1"], "draws -1: give a whole number"),
        (["debt", "BEL", "--draws", "3", "--antithetic"], "mirrored draws come in pairs"),
        (["debt", "BEL", "--horizon", "2020"], "horizon 2020 is too early"),
        (["debt", "CAN", "--horizon", "2020"], "horizon 2020 is too early"),
        (
            ["debt", "BEL", "--scenario", "adverse"],
            "unknown scenario 'adverse': did you mean 'adverse-r-g'?",
        ),
        (["debt", "BEL", "--path", "2027"], "--path '2027' cannot be read: write it as 2027=0.3"),
        (["debt", "BEL", "--path", "2020=1"], "extra spending in 2020"),
        (["debt", "BEL", "--path", "2030=1", "--shape", "plan"], "not both"),
        (["debt", "BEL", "--shape", "linear", "--compare", "plan"], "not both"),
        (["debt", "BEL", "--shape", "lineal"], "unknown shape 'lineal': did you mean 'linear'?"),
        (["debt", "BEL", "--anchors", "bloomberg"], "unknown anchors 'bloomberg'"),
        (["debt", "BEL", "--anchors", "long=high"], "anchor 'long=high' cannot be read"),
        (["debt", "BEL", "--anchors", "lang=4"], "unknown anchor 'lang': did you mean 'long'?"),
        (["debt", "BEL", "--model", "fancy"], "unknown model 'fancy'"),
        (["debt", "BEL", "--gap", "open"], "unknown gap 'open'"),
        (["debt", "BEL", "--method", "magic"], "unknown method 'magic'"),
        (["debt", "BEL", "--frequency", "daily"], "unknown frequency 'daily'"),
        (
            ["debt", "CAN", "--frequency", "quarterly"],
            "quarterly shocks need the Commission's model",
        ),
        (["debt", "BEL", "--currency-shocks", "x"], "unknown currency option 'x'"),
        (["debt", "BEL", "--window", "40"], "a window of 40 years from 2027 does not fit"),
        (["debt", "BEL", "--share-sd", "-1"], "a standard deviation is not negative"),
        (["debt", "BEL", "--share-sd", "much"], "give points a year, or 'history'"),
        (
            ["debt", "BEL", "--import-leakage", "2"],
            "import_leakage 2: a share lies between 0 and 1",
        ),
        (["debt", "rules", "BEL", "--reading", "strict"], "unknown reading 'strict'"),
        (["debt", "room", "BEL", "--extend-to", "2026"], "cannot shorten"),
    ],
)
def test_a_bad_call_is_one_line(capsys, words, message):
    code, out, err = run(capsys, *words, "--as-of", DAY) if len(words) > 1 else run(capsys, *words)
    assert code == 2
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words, message",
    [
        (["debt", "rules", "CAN"], "it is not in the EU"),
        (["debt", "room", "USA"], "the escape clause is the EU's"),
        (["debt", "room", "ITA"], "no defence spending (COFOG) for ITA in 2021"),
        (["debt", "CAN", "--model", "commission"], "cannot be run for CAN"),
        (["debt", "ISL", "--shape", "linear"], "no armed forces"),
    ],
)
def test_a_failed_computation_is_one_line(capsys, words, message):
    code, out, err = run(capsys, *words, "--as-of", DAY)
    assert code == 1
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


MESSAGES = {
    "scenario-unknown-key.yaml": "line 3, key 'rate': unknown key",
    "scenario-no-reason.yaml": "key is missing",
    "scenario-duplicate.yaml": "line 4, key 'growth': the key is given twice",
    "scenario-not-a-number.yaml": "line 3, key 'growth'",
    "scenario-out-of-range.yaml": "line 3, key 'long_rate'",
    "scenario-not-yaml.yaml": "is not valid YAML",
    "scenario-list.yaml": "line 1",
}


@pytest.mark.parametrize("file", sorted(p.name for p in INVALID.iterdir()))
def test_a_malformed_scenario_is_one_line(capsys, file):
    code, _, err = run(capsys, "debt", "BEL", "--scenario", str(INVALID / file), "--as-of", DAY)
    assert code == 2
    assert file in err
    assert MESSAGES[file] in err
    assert err.count("\n") == 1


def test_every_bad_file_has_a_message():
    assert set(MESSAGES) == {p.name for p in INVALID.iterdir()}


def test_the_fuller_model_is_refused_where_inputs_are_not_complete():
    with pytest.raises(MissingDataError, match="neither in the EU nor the United Kingdom"):
        baseline("USA", model="commission", as_of=DAY)
