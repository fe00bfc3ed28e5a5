"""check on the real chapter: a student's first minutes, and the end."""

import json
import re

import jsonschema
import pytest

from grader import results as model
from tests.kit.cli.command import ROOT, grader

SCHEMA = json.loads((ROOT / "grader" / "results.schema.json").read_text())
EXERCISES = ["find_lost_update", "bank_account", "seat_hold", "photo_tree", "transfer", "philosophers"]


@pytest.fixture(scope="module")
def stubs(tmp_path_factory):
    target = tmp_path_factory.mktemp("check") / "check.json"
    return grader("check", "ch06", "--json", target), json.loads(target.read_text())


def test_every_stub_fails_and_none_is_to_blame_itself(stubs):
    done, written = stubs
    assert done.returncode == 1
    [submission] = written["submissions"]
    assert [exercise["exercise"] for exercise in submission["exercises"]] == [f"ch06/{name}" for name in EXERCISES]
    for exercise in submission["exercises"]:
        assert "failed" in {check["status"] for check in exercise["checks"]}
        assert {check["status"] for check in exercise["checks"]} <= {"failed", "passed"}


def test_the_json_fits_the_schema(stubs):
    jsonschema.validate(stubs[1], SCHEMA)
    assert stubs[1]["schema"] == model.SCHEMA


def test_each_failure_is_on_a_screen_with_a_hint(stubs):
    sections = stubs[0].stdout.split("\n--- ")[1:]
    assert len(sections) == len(EXERCISES)
    for name, section in zip(EXERCISES, sections, strict=True):
        assert section.startswith(f"ch06/{name}: ")
        assert f"Hint: python -m grader hint ch06/{name}" in section
        assert len(section.split("\nHint: ")[0].splitlines()) <= 46


def test_it_ends_with_the_table(stubs):
    table = stubs[0].stdout.rpartition("exercise ")[2]
    for name in EXERCISES:
        assert re.search(rf"^ch06/{name} +failed +\d+/\d+ +\S", table, re.MULTILINE)
    assert table.rstrip().endswith("0 of 6 exercises passed.")


def test_it_fits_80_columns_without_colour(stubs):
    assert [line for line in stubs[0].stdout.splitlines() if len(line) > 80] == []
    assert "\x1b" not in stubs[0].stdout + stubs[0].stderr


def test_progress_is_told_while_it_works(stubs):
    assert [line.partition(" ")[0] for line in stubs[0].stderr.splitlines()] == [f"[{n}/6]" for n in range(1, 7)]


def test_the_same_verdict_every_time(stubs):
    again = grader("check", "ch06", "--jobs", "1")
    assert again.stdout == stubs[0].stdout


def test_the_interleaving_is_in_the_students_own_lines(stubs):
    assert "self._balance -= amount" in stubs[0].stdout


def test_the_replay_that_is_printed_shows_the_failure_again(stubs):
    [submission] = stubs[1]["submissions"]
    check = submission["exercises"][1]["checks"][0]
    done = grader("replay", check["evidence"]["token"], "exercises/ch06/bank_account.py")
    assert done.returncode == 1, done.stderr
    assert "self._balance -= amount" in done.stdout


def test_the_references_pass_every_check():
    done = grader("check", "ch06", "bank_account", "--submission", "solutions", "--hidden")
    assert done.returncode == 0, done.stdout
    assert "1 of 1 exercise passed." in done.stdout
    assert "Hint" not in done.stdout


def test_json_on_stdout_is_json_alone():
    done = grader("check", "ch06/find_lost_update", "--json", "-")
    assert json.loads(done.stdout)["submissions"][0]["exercises"][0]["exercise"] == "ch06/find_lost_update"
    assert "0 of 1 exercise passed." in done.stderr


def test_answers_in_another_folder(tmp_path):
    (tmp_path / "find_lost_update.py").write_text("LOST = [\n")
    done = grader("check", "ch06", "--submission", tmp_path)
    assert done.returncode == 1
    assert "Your file does not run" in done.stdout
    assert done.stdout.count("not handed in") == 5
