"""A run: equal files once, resume where it stopped, withhold what the kit could not judge."""

import json
import sqlite3
from pathlib import Path

import msgspec
import pytest

from grader.cli.grade import Request, exit_code, run
from grader.course import KitError
from grader.report import make_console, make_progress
from tests.kit.course.fakes import FakeRunner, change

REFERENCES = 2  # judged before anybody's file, once

ANSWERS = {
    "ada": "# right\n",
    "bob": "#= test_sum failed deadlock 3\n",
    "cleo": "# right\n",
    "dan": "#= * student_error\n",
    "eve": "#= * timeout\n",
    "finn": "#= kit raises\n",
    "gus": "#= * limit\n",
}


@pytest.fixture
def submissions(tmp_path):
    folder = tmp_path / "submissions"
    for student, text in ANSWERS.items():
        (folder / student).mkdir(parents=True)
        (folder / student / "adder.py").write_text(text)
    (folder / "hal").mkdir()
    return folder


class Quiet:
    """Takes the place of the progress line; remembers what it was told."""

    def __init__(self):
        self.done_before = 0
        self.labels = []
        self.notes = []

    def start(self, total, done_before=0):
        self.total, self.done_before = total, done_before

    def advance(self, label):
        self.labels.append(label)

    def note(self, text):
        self.notes.append(text)


@pytest.fixture
def grade(submissions, course, tmp_path):
    def go(runner, *, jobs=2, out="out", progress=None, **options):
        request = Request(submissions=submissions, out=tmp_path / out, jobs=jobs, **options)
        return run(request, course, runner, progress or Quiet())

    return go


def scores(results):
    return {submission.student: submission.exercises[0].score for submission in results.submissions}


def test_everybody_gets_a_result_whatever_the_others_handed_in(grade, runner):
    results = grade(runner, exercises=["adder"])
    assert scores(results) == {
        "ada": 5, "bob": 3, "cleo": 5, "dan": 0, "eve": 0, "finn": None, "gus": 0, "hal": 0
    }  # fmt: skip
    assert exit_code(results) == 1
    assert results.submissions[-1].exercises[0].status == "missing"


def test_equal_files_are_judged_once(grade, runner):
    grade(runner, exercises=["adder"])
    assert [text for _, text in runner.runs].count("# right\n") == 1


def test_a_second_run_judges_only_what_has_no_final_verdict(grade):
    first = grade(FakeRunner(), exercises=["adder"])
    again, progress = FakeRunner(), Quiet()
    second = grade(again, exercises=["adder"], progress=progress)
    assert {text for _, text in again.runs} == {"#= kit raises\n"}
    assert second.submissions == first.submissions
    assert progress.done_before == 5


def test_a_changed_file_is_judged_again(grade, submissions):
    grade(FakeRunner(), exercises=["adder"])
    (submissions / "bob" / "adder.py").write_text("# mended\n")
    again = FakeRunner()
    assert scores(grade(again, exercises=["adder"]))["bob"] == 5
    assert ("ch91/adder", "# mended\n") in again.runs


def test_a_timeout_counts_only_when_it_times_out_alone_too(grade):
    class SlowUnderLoad(FakeRunner):
        def judge(self, exercise_id, text, hidden, count):
            return super().judge(exercise_id, "" if count > 1 else text, hidden, count)

    runner, progress = SlowUnderLoad(), Quiet()
    results = grade(runner, exercises=["adder"], progress=progress)
    assert scores(results)["eve"] == 5
    assert "ch91/adder of eve timed out; it will be run again, alone." in progress.notes
    assert runner.runs[-1][1] == "#= * timeout\n"


def test_no_more_run_at_once_than_jobs(grade):
    runner = FakeRunner()
    grade(runner, jobs=1, exercises=["adder"])
    assert runner.most_at_once == 1


def test_a_kit_that_fails_its_own_reference_grades_nobody(grade, runner, root):
    change(root, "solutions/ch91/adder.py", "#= test_sum failed deadlock 2\n")
    with pytest.raises(KitError, match="The reference of ch91/adder fails test_sum"):
        grade(runner)
    assert all(text.startswith(("#= test_sum failed deadlock 2", "# the reference")) for _, text in runner.runs)


class StopsAfter(FakeRunner):
    """Sends the run the signal of Ctrl-C while it judges the file number `count`."""

    def __init__(self, count):
        super().__init__()
        self.count = count

    def judge(self, exercise_id, text, hidden, count):
        import os
        import signal

        if len(self.runs) == self.count:
            os.kill(os.getpid(), signal.SIGINT)
        return super().judge(exercise_id, text, hidden, count)


@pytest.mark.parametrize("after", range(1, 8))
def test_ctrl_c_at_any_file_then_again_gives_the_same_as_one_run(grade, after):
    whole = grade(FakeRunner(), exercises=["adder"], out="whole")
    progress = Quiet()
    stopped = grade(StopsAfter(after), jobs=1, exercises=["adder"], out="halves", progress=progress)
    assert stopped.run.finished is None
    assert exit_code(stopped) == 130
    assert any(note.startswith("Stopping (SIGINT)") for note in progress.notes)
    finished = grade(FakeRunner(), exercises=["adder"], out="halves")
    assert msgspec.json.encode(finished.submissions) == msgspec.json.encode(whole.submissions)


def test_what_an_interrupted_run_has_not_judged_is_withheld(grade):
    stopped = grade(StopsAfter(1), jobs=1, exercises=["adder"])
    assert stopped.submissions[0].exercises[0].message == "not judged yet: the run was interrupted."
    assert stopped.submissions[0].score is None


def test_a_full_disk_ends_the_run_at_once(grade, monkeypatch):
    class FullDisk(FakeRunner):
        def judge(self, exercise_id, text, hidden, count):
            if len(self.runs) == 3:
                monkeypatch.setattr("grader.grading.store.to_json", full)
            return super().judge(exercise_id, text, hidden, count)

    def full(*_args, **_options):
        raise sqlite3.OperationalError("database or disk is full")

    runner = FullDisk()
    with pytest.raises(KitError, match=r"could not be kept: database or disk is full(.|\n)*goes on"):
        grade(runner, jobs=1, exercises=["adder"])
    monkeypatch.undo()
    assert scores(grade(FakeRunner(), exercises=["adder"]))["bob"] == 3


def test_a_file_that_cannot_be_copied_is_withheld(grade, runner, monkeypatch):
    write = Path.write_bytes

    def full(path, data):
        if b"failed deadlock 3" in data:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    results = grade(runner, exercises=["adder"])
    assert scores(results)["bob"] is None
    assert results.submissions[1].exercises[0].message == "the file could not be copied: No space left on device"
    assert scores(results)["cleo"] == 5


def test_the_file_that_is_judged_is_a_copy(grade, submissions):
    seen = []

    def runner(exercise_id, file, **options):
        seen.append(file)
        return FakeRunner()(exercise_id, file, **options)

    grade(runner, exercises=["adder"])
    assert not any(file.is_relative_to(submissions) for file in seen)
    assert not any(file.exists() for file in seen)
    assert {file.name for file in seen} == {"adder.py"}


def test_without_a_choice_the_chapters_that_were_handed_in_are_graded(grade, runner):
    assert grade(runner).run.exercises == ("ch91/adder", "ch91/sorter")


def test_results_json_and_the_reports_are_written(grade, runner, tmp_path):
    results = grade(runner)
    written = json.loads((tmp_path / "out" / "results.json").read_text())
    assert [submission["student"] for submission in written["submissions"]] == [*ANSWERS, "hal"]
    assert written["run"]["finished"] == results.run.finished
    assert {path.name for path in (tmp_path / "out" / "students").iterdir()} == {
        f"{student}.txt" for student in [*ANSWERS, "hal"]
    }


def test_results_inside_the_submissions_are_refused(grade, runner, submissions):
    with pytest.raises(KitError, match="would be taken for a student"):
        grade(runner, out=submissions / "out")


def test_a_second_run_into_the_same_folder_is_refused(grade, runner, course, submissions, tmp_path):
    def meanwhile(exercise_id, file, **options):
        with pytest.raises(KitError, match="Another run is writing"):
            run(Request(submissions=submissions, out=tmp_path / "out"), course, runner, Quiet())
        return runner(exercise_id, file, **options)

    grade(meanwhile, jobs=1, exercises=["adder"])


def test_a_log_gets_plain_lines(grade, runner, capsys):
    import sys

    with make_progress(make_console(sys.stderr, {}), log_seconds=0) as progress:
        grade(runner, jobs=1, exercises=["adder"], progress=progress)
    lines = capsys.readouterr().err.splitlines()
    assert "[1/6] adder passed: ada and 1 more" in lines
    assert all("\x1b" not in line for line in lines)
