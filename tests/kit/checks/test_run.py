"""Whole runs: a pytest process, a report, results."""

import os
import sys

import pytest

from grader.checks import CheckFailed
from grader.checks.run import run_checks
from grader.checks.subject import Workers
from grader.checks.token import BadToken, CheckToken, name_call
from grader.sandbox.limits import Limits


@pytest.fixture
def run(toy):
    def start(file, **options):
        return run_checks(
            "ch00/counter",
            toy / "submissions" / file if isinstance(file, str) else file,
            root=toy,
            **{"hidden": True, "tier": "T0", **options},
        )

    return start


def test_a_right_answer(run):
    found = run("right.py")
    assert [(each.check, each.status, each.points, each.max_points, each.hidden) for each in found] == [
        ("test_nothing_is_lost", "passed", 3, 3, False),
        ("test_wrong_amounts_are_refused", "passed", 1, 1, False),
        ("test_the_value_is_a_number", "passed", 1, 1, True),
    ]
    assert found[0].executions > 1
    assert all(each.evidence is None and not each.message for each in found)


def test_a_wrong_answer(run):
    lost, refused, number = run("racy.py")
    assert (lost.status, lost.failure, lost.points, lost.max_points) == ("failed", "assertion", 0, 3)
    assert lost.evidence.requirement == "every addition is in the value"
    assert lost.evidence.trace["rows"]
    assert CheckToken.parse(lost.evidence.token).exercise == "ch00/counter"
    assert lost.evidence.first
    assert (refused.status, refused.message) == ("failed", "it returned 0; expected ValueError")
    assert number.status == "passed"


def test_several_seeds(run):
    lost, refused, number = run("racy.py", seeds=5)
    assert lost.status == "failed"
    assert len(lost.repeats) == 5
    assert lost.repeats[0] == lost.evidence.first
    assert min(lost.repeats) >= 1
    # What explores nothing cannot depend on a seed.
    assert (refused.repeats, number.repeats) == ((), ())
    right, *_ = run("right.py", seeds=5)
    assert (right.status, right.repeats) == ("passed", (0, 0, 0, 0, 0))
    assert right.executions == 5 * run("right.py")[0].executions


def test_a_hang_is_not_tried_under_every_seed(run, tmp_path):
    file = tmp_path / "counter.py"
    # In C, where the engine cannot count steps.
    file.write_text("class Counter:\n    value = 0\n    def add(self, amount):\n        sum(iter(int, 1))\n")
    lost, *_ = run(file, seeds=5, check_seconds=0.3)
    assert (lost.status, lost.repeats) == ("timeout", ())


def test_public_checks_only(run):
    assert [each.check for each in run("right.py", hidden=False)] == [
        "test_nothing_is_lost",
        "test_wrong_amounts_are_refused",
    ]


@pytest.mark.parametrize(
    ("content", "status", "message"),
    [
        (None, "student_error", "there is no file counter.py"),
        (b"def (:\n", "student_error", "the file is not valid Python (line 1): invalid syntax"),
        (
            b"import os\nos._exit(0)\n",
            "student_error",
            "the program ended the worker process (exit code 0) before the scenario finished",
        ),
        (b"\xff\xfe\n", "student_error", "counter.py is not UTF-8 text (byte 0)"),
        (b"x = '\0'\n", "student_error", "counter.py holds a NUL character"),
        (b"#" * 300_000, "student_error", "counter.py is larger than 256 KiB"),
    ],
    ids=["missing", "syntax", "exit_0", "not_utf8", "nul", "large"],
)
def test_a_file_that_cannot_be_checked(run, tmp_path, content, status, message):
    file = tmp_path / "counter.py"
    if content is not None:
        file.write_bytes(content)
    found = run(file)
    assert [each.status for each in found] == [status] * 3
    assert {each.message for each in found} == {message}
    assert sum(each.points for each in found) == 0


def test_a_link_is_not_read(run, tmp_path, toy):
    (tmp_path / "counter.py").symlink_to(toy / "submissions" / "right.py")
    assert {each.status for each in run(tmp_path / "counter.py")} == {"student_error"}


def test_files_beside_the_submission_do_nothing(run, tmp_path, toy, monkeypatch):
    (tmp_path / "counter.py").write_text((toy / "submissions" / "racy.py").read_text())
    (tmp_path / "conftest.py").write_text("def pytest_runtest_makereport(item, call): raise SystemExit(0)\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit(0)\n")
    (tmp_path / "threading.py").write_text("raise SystemExit(0)\n")
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert [each.status for each in run(tmp_path / "counter.py")] == ["failed", "failed", "passed"]


def test_one_line_for_an_exercise_without_checks(toy, tmp_path):
    (found,) = run_checks("ch00/nothing", tmp_path / "x.py", hidden=True, tier="T0", root=toy)
    assert found.status == "grader_error"
    assert "has no checks" in found.message


def test_a_fault_in_a_check_is_ours(tmp_path, toy):
    folder = tmp_path / "tests" / "ch00" / "counter"
    folder.mkdir(parents=True)
    (folder / "scenarios.py").write_text("def go(student): return 1\n")
    checks = "from grader.checks import call\ndef test_it(submission): call(submission, 'go').value.nothing\n"
    (folder / "test_checks.py").write_text(checks)
    (found,) = run_checks("ch00/counter", toy / "submissions" / "right.py", hidden=True, tier="T0", root=tmp_path)
    assert (found.status, found.points) == ("grader_error", 0)
    assert "AttributeError" in found.message
    (folder / "test_checks.py").write_text("import nothing_like_it\n")
    found = run_checks("ch00/counter", toy / "submissions" / "right.py", hidden=True, tier="T0", root=tmp_path)
    assert [each.status for each in found] == ["grader_error"]


def test_a_file_that_hangs_is_a_timeout_of_each_check(run, tmp_path):
    file = tmp_path / "counter.py"
    file.write_text("sum(iter(int, 1))  # one call without end\n")
    assert [each.status for each in run(file, check_seconds=0.3)] == ["timeout"] * 3


def test_all_checks_together_have_a_limit():
    workers = Workers("T0", Limits(seconds=10.0), total=0.0)
    with pytest.raises(CheckFailed) as caught:
        workers.seconds(1.0)
    assert caught.value.status == "timeout"
    assert caught.value.message == "no time is left: the checks before this one have used it up"
    assert Workers("T0", Limits(seconds=10.0)).seconds(2.5) == 25.0
    assert Workers("T0", Limits(seconds=10.0), total=4.0).seconds(2.5) <= 4.0


def test_a_check_that_hangs_is_ended_and_leaves_nothing(tmp_path, toy):
    folder = tmp_path / "tests" / "ch00" / "counter"
    folder.mkdir(parents=True)
    (folder / "scenarios.py").write_text("def go(student): return 1\n")
    checks = "import time\nfrom grader.checks import call\n"
    checks += "def test_it(submission):\n    with submission.worker():\n        time.sleep(60)\n"
    (folder / "test_checks.py").write_text(checks)
    file = toy / "submissions" / "right.py"
    (found,) = run_checks("ch00/counter", file, hidden=True, tier="T0", root=tmp_path, timeout=1.2)
    assert (found.status, "did not end within 1.2 seconds" in found.message) == ("grader_error", True)
    if sys.platform == "linux":  # a worker that nobody waits for would be init's by now
        left = [
            entry for entry in os.listdir("/proc") if entry.isdigit() and b"worker/__main__.py" in _command_line(entry)
        ]
        assert [entry for entry in left if _parent(entry) == 1] == []


def _command_line(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read()
    except OSError:
        return b""


def _parent(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return int(file.read().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def test_tokens_survive_the_way():
    token = CheckToken("ch06/transfer", name_call("two", [[50, 70], {"a": "ü"}]), "AEAOP74XV.-_")
    assert CheckToken.parse(token.pack()) == token
    assert name_call("two", [1]) != name_call("two", [2])
    for bad in ("", "AEAOP74", "a/b/c", "ch06/transfer/ABC123/x", "ch06/transfer/abcdef/", "a/b/abcdef/x y"):
        with pytest.raises(BadToken):
            CheckToken.parse(bad)
