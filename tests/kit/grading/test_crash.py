"""A grader that is killed at any moment goes on where it was, and ends with the same results."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from grader.cli.grade import Request, run
from grader.course import load_course
from tests.kit.course.fakes import FakeRunner, make_course

ROOT = Path(__file__).resolve().parents[3]
STUDENTS = {f"s{number}": f"# answer {number}\n#= test_sum failed deadlock {number}\n" for number in range(1, 6)}
JUDGED = len(STUDENTS) + 1  # and the reference


class Quiet:
    def start(self, total, done_before=0): ...

    def advance(self, label): ...

    def note(self, text): ...


class Killed(FakeRunner):
    """Kills its own process, as `kill -9` does, when it judges the file number `count`."""

    def __init__(self, count):
        super().__init__()
        self.count = count

    def judge(self, exercise_id, text, hidden, count):
        if len(self.runs) == self.count:
            os.kill(os.getpid(), 9)
        return super().judge(exercise_id, text, hidden, count)


def grade(folder, runner, jobs=1):
    course = load_course(folder / "kit")
    request = Request(submissions=folder / "class", out=folder / "out", exercises=["adder"], jobs=jobs)
    return run(request, course, runner, Quiet())


@pytest.fixture
def folder(tmp_path):
    make_course(tmp_path / "kit")
    for student, text in STUDENTS.items():
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "adder.py").write_text(text)
    return tmp_path


@pytest.mark.parametrize("count", range(1, JUDGED + 1))
def test_killed_at_any_file_then_again_gives_the_same_as_one_run(folder, tmp_path_factory, count):
    killed = subprocess.run(
        [sys.executable, __file__, folder, str(count)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert killed.returncode == -9
    again = FakeRunner()
    finished = grade(folder, again)
    assert len(again.runs) >= JUDGED - count + 1  # what was judged and not yet committed is judged again
    whole = tmp_path_factory.mktemp("whole")
    (whole / "kit").symlink_to(folder / "kit")
    (whole / "class").symlink_to(folder / "class")
    assert msgspec.json.encode(finished.submissions) == msgspec.json.encode(grade(whole, FakeRunner()).submissions)


if __name__ == "__main__":
    grade(Path(sys.argv[1]), Killed(int(sys.argv[2])))
