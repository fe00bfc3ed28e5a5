"""The sample class, graded for real: each gets what is theirs, whatever the others handed in."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from grader import results as model
from tests.kit.cli.command import ROOT, grader

CLASS = Path("tests/kit/grading/sample_class")
OPTIONS = ["--exercise", "ch06/bank_account", "--timeout", "12", "--unsafe"]

STATUSES = {
    "crashing": "student_error",
    "empty": None,
    "exiting": "student_error",
    "flooding": "limit",
    "forking": None,  # it may be refused, it may fail: it may not pass, and it may leave nobody behind
    "hanging": "timeout",
    "linked": None,
    "not_utf8": None,
    "right": "passed",
    "syntax_error": "student_error",
    "wrong": "failed",
}


def left_behind(place):
    """Processes that were started below a temporary folder and are still there."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd").startswith(str(place)):
                found.append((process / "cmdline").read_bytes())
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    place = tmp_path_factory.mktemp("class")
    (place / "tmp").mkdir()
    # git keeps no empty folders: the class is copied, with the link as a link
    subprocess.run(["cp", "-a", ROOT / CLASS, place / "class"], check=True)
    (place / "class" / "empty" / ".gitkeep").unlink()
    (place / "class" / "README.md").unlink()
    done = grader("grade", place / "class", "--out", place / "out", *OPTIONS, TMPDIR=str(place / "tmp"))
    return place, done


@pytest.fixture(scope="module")
def results(graded):
    return json.loads((graded[0] / "out" / "results.json").read_text())


def exercise(results, student):
    [submission] = [each for each in results["submissions"] if each["student"] == student]
    return submission["exercises"][0]


def test_everybody_is_there_and_scored(graded, results):
    assert graded[1].returncode == 0, graded[1].stderr
    assert [submission["student"] for submission in results["submissions"]] == list(STATUSES)
    assert all(submission["score"] is not None for submission in results["submissions"])


def test_the_right_answer_has_all_points_and_nobody_else(results):
    full = [each["student"] for each in results["submissions"] if each["score"] == each["max_score"]]
    assert full == ["right"]


@pytest.mark.parametrize(("student", "status"), [(student, status) for student, status in STATUSES.items() if status])
def test_each_is_told_what_is_the_matter(results, student, status):
    checks = exercise(results, student)["checks"]
    assert status in {check["status"] for check in checks}


def test_the_wrong_answer_is_shown_its_interleaving(results):
    failed = [check for check in exercise(results, "wrong")["checks"] if check["status"] == "failed"]
    assert failed[0]["evidence"]["requirement"]
    assert failed[0]["evidence"]["trace"]["rows"]
    assert "self._balance -= amount" in failed[0]["evidence"]["text"]


def test_no_path_of_the_machine_is_in_the_results(graded):
    assert str(graded[0]) not in (graded[0] / "out" / "results.json").read_text()


@pytest.mark.parametrize(
    ("student", "status", "said"),
    [
        ("empty", "missing", "expected ch06/bank_account.py"),
        ("linked", "unusable", "bank_account.py is a link. Hand in the file itself."),
        ("not_utf8", "unusable", "is not UTF-8 text: byte 9 is 0xe4."),
    ],
)
def test_a_file_that_is_not_read_is_said(results, student, status, said):
    found = exercise(results, student)
    assert (found["status"], found["score"], found["checks"]) == (status, 0, [])
    assert said in found["message"]


def test_nobody_is_left_behind(graded):
    assert left_behind(graded[0]) == []
    assert list((graded[0] / "tmp").iterdir()) == []


def test_the_screen_has_every_student_and_the_class(graded):
    place, done = graded
    assert all(len(line) <= 80 for line in done.stdout.splitlines() if str(place) not in line)
    assert "\x1b" not in done.stdout
    for student in STATUSES:
        assert f"\n{student}: " in done.stdout
    assert "11 students, 11 with all scores." in done.stdout
    assert "[8/8]" in done.stderr


def test_each_student_has_a_report(graded):
    reports = {path.stem: path.read_text() for path in (graded[0] / "out" / "students").iterdir()}
    assert set(reports) == set(STATUSES)
    assert "self._balance -= amount" in reports["wrong"]


def test_the_export_fits_the_schema(graded, results):
    place, _ = graded
    done = grader("export", place / "out", "--format", "json", "--out", place / "lms.json")
    assert done.returncode == 0, done.stderr
    schema = json.loads(Path(model.__file__).with_name("results.schema.json").read_text())
    exported = json.loads((place / "lms.json").read_text())
    jsonschema.validate(exported, schema)
    assert exported == results


def test_a_second_run_has_nothing_to_do(graded, results):
    place, _ = graded
    done = grader("grade", place / "class", "--out", place / "out", *OPTIONS)
    assert "8 of 8 files have a verdict from an earlier run." in done.stderr
    again = json.loads((place / "out" / "results.json").read_text())
    assert again["submissions"] == results["submissions"]


def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(tmp_path):
    line = [sys.executable, "-m", "grader", "grade", CLASS, "--out", tmp_path / "out", "--jobs", "1", *OPTIONS]
    with subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        for said in process.stderr:
            if said.startswith("[1/8]"):
                os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to everybody in the foreground
                break
        out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Stopping (SIGINT)" in err
    assert "Traceback" not in err
    assert "Interrupted. The same command goes on where it stopped." in out
    stopped = json.loads((tmp_path / "out" / "results.json").read_text())
    assert stopped["run"]["finished"] is None
    assert exercise(stopped, "wrong")["message"] == "not judged yet: the run was interrupted."
    assert exercise(stopped, "crashing")["checks"]
