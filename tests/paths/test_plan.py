"""Plans people hand in: the tests they get, and one clear line for each mistake."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from burdenshare.cli._app import main
from burdenshare.errors import BadFileError, BurdenshareError
from burdenshare.paths import (
    check_plan,
    credibility,
    path,
    plan_template,
    plan_workbook,
    read_overrides,
    read_plan,
)

TODAY = "2026-11-22"
HERE = Path(__file__).parent
INVALID = sorted((HERE.parent / "invalid/paths").glob("*.yaml"))
BELGIUM = HERE / "plans/belgium.yaml"


def verdicts(report: Any) -> dict[str, bool | None]:
    return {check.name: check.passed for check in report.checks}


def test_belgiums_path_fails_because_one_point_is_left_for_one_year() -> None:
    report = check_plan(BELGIUM, as_of=TODAY)
    assert {check.name for check in report.failed} == {"own_step", "allies_step", "allies_growth"}
    assert {check.year for check in report.failed} == {2035}
    assert report.path.at(2035).step == pytest.approx(1.0)
    assert "+1.00 points in 2035" in report.sentence


def test_with_that_point_spread_belgiums_path_passes() -> None:
    plan = read_plan(BELGIUM)
    ramp = [
        line
        if line.year <= 2029
        else line.model_copy(update={"core_share": 2 + (line.year - 2029) / 4})
        for line in plan.points
    ]
    report = check_plan(plan.model_copy(update={"points": tuple(ramp)}), as_of=TODAY)
    assert not report.failed


def test_a_plan_that_stops_short_is_told_what_is_left() -> None:
    plan = read_plan(BELGIUM)
    short = plan.model_copy(update={"points": plan.points[:-1]})
    report = check_plan(short, as_of=TODAY)
    assert verdicts(report)["reaches_target"] is False
    assert "1.00 points are left for one year" in report.sentence


def test_a_plan_that_disagrees_with_the_observation_is_told_so() -> None:
    plan = read_plan(BELGIUM)
    first = [
        line.model_copy(update={"core_share": 2.2}) for line in plan.points if line.year == 2026
    ]
    points = tuple(first + [line for line in plan.points if line.year > 2026])
    report = check_plan(plan.model_copy(update={"points": points}), as_of=TODAY)
    assert verdicts(report)["agrees"] is False


def test_the_record_is_the_one_known_on_the_day() -> None:
    then, now = (check_plan(BELGIUM, as_of=day) for day in ("2025-06-26", TODAY))
    limit = {c.name: c.limit for c in then.checks}
    assert limit["own_step"] == pytest.approx(0.14, abs=0.01)
    assert {c.name: c.limit for c in now.checks}["own_step"] == pytest.approx(0.73)
    assert then.path.edition == "nato-2024-06"


def test_the_limits_are_those_of_all_allies() -> None:
    numpy = pytest.importorskip("numpy")
    from burdenshare.allies import allies
    from burdenshare.panel import default_panel

    only = default_panel().edition("nato-2026-07")
    steps: list[float] = []
    for member in allies():
        values = only.series("core_share", member.alpha3).values
        pairs = pairwise(values)
        steps += [after - before for before, after in pairs if None not in (after, before)]  # type: ignore[operator]
    limit = {c.name: c.limit for c in check_plan(BELGIUM, as_of=TODAY).checks}["allies_step"]
    assert limit == pytest.approx(float(numpy.percentile(steps, 95)))


@pytest.mark.parametrize("shape", ["linear", "back-loaded", "plan", "hold"])
def test_any_path_can_be_tested(shape: str) -> None:
    checks = credibility(path("ESP", shape=shape, as_of=TODAY))
    named = {check.name: check for check in checks}
    assert named["reaches_target"].passed is (shape in {"linear", "back-loaded"})
    assert named["left_after_review"].passed is None


def test_the_templates_are_valid_plans(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(plan_template(), encoding="utf-8")
    (tmp_path / "plan.xlsx").write_bytes(plan_workbook())
    text, book = (read_plan(tmp_path / name) for name in ("plan.yaml", "plan.xlsx"))
    assert text == book


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_a_bad_file_gets_one_clear_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    message = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# must say: ")
    if file.stem == "falling":
        report = check_plan(file, as_of=TODAY)
        assert message in report.sentence
        return
    arguments = ["plan", "check", str(file), "--as-of", TODAY]
    if file.stem.startswith("gdp-"):
        arguments = ["path", "BEL", "--gdp-file", str(file), "--as-of", TODAY]
        with pytest.raises(BadFileError):
            read_overrides(file)
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert message in told.err
    assert told.err.count("\n") == 1


def workbook(
    file: Path, cells: dict[str, Any], *, sheets: tuple[str, ...] = ("about", "points")
) -> Path:
    with xlsxwriter.Workbook(file) as book:
        about = book.add_worksheet(sheets[0])
        for row, pair in enumerate([("ally", "BEL"), ("title", "A plan"), ("date", "2026-11-01")]):
            about.write_row(row, 0, pair)
        points = book.add_worksheet(sheets[1])
        points.write_row(0, 0, ("year", "core_share", "note"))
        for row, year in enumerate(range(2027, 2030), 1):
            share = None if cells.get(f"B{row + 1}", 0) is None else 2.0 + row / 10
            points.write_row(row, 0, (year, share, ""))
        for place, value in cells.items():
            points.write(place, value)
    return file


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"B3": "two point two"},
            "sheet 'points', cell B3: 'two point two' is text where a number",
        ),
        ({"B3": 0.022}, "sheet 'points', cell B3: shares are in per cent"),
        ({"B3": -2}, "sheet 'points', cell B3: a share cannot be negative"),
        ({"A3": 2031}, "the years 2028, 2030 are missing"),
        ({"B1": "share"}, "sheet 'points', cell B1: unknown column 'share'"),
        ({"B3": None}, "sheet 'points', cell B3: is missing"),
    ],
)
def test_a_bad_workbook_gets_one_clear_line(
    tmp_path: Path, cells: dict[str, Any], message: str
) -> None:
    with pytest.raises(BurdenshareError, match=r"plan\.xlsx") as caught:
        read_plan(workbook(tmp_path / "plan.xlsx", cells))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_workbook_without_the_sheets_or_no_workbook(tmp_path: Path) -> None:
    file = workbook(tmp_path / "plan.xlsx", {}, sheets=("first", "second"))
    with pytest.raises(BadFileError, match="sheet 'about'"):
        read_plan(file)
    (tmp_path / "text.xlsx").write_text("no workbook")
    with pytest.raises(BadFileError, match="is no workbook"):
        read_plan(tmp_path / "text.xlsx")
    with pytest.raises(BadFileError, match="no such file"):
        read_plan(tmp_path / "none.xlsx")


def test_own_gdp_replaces_the_weo_and_its_comment_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "gdp.yaml"
    file.write_text(
        "- {ally: Belgium, year: 2027, gdp: 700000, comment: 'a trial'}\n"
        "- {ally: Belgium, year: 2035, gdp: 900000, comment: 'another'}\n",
        encoding="utf-8",
    )
    found = path("BEL", as_of=TODAY, gdp_overrides=read_overrides(file))
    assert found.at(2027).gdp == 700000
    assert found.at(2035).core_money == pytest.approx(0.035 * 900000)
    told = {item.name: item.reason for item in found.assumptions}
    assert told["gdp_2027"] == "given by the user: a trial"
