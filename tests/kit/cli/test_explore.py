"""explore and replay on programs of one's own: exit codes, the JSON object, the screen."""

import json

import pytest

from tests.kit.cli.command import grader

COUNTER = """\
import threading

total = 0


def deposit():
    global total
    {add}


def main():
    threads = [threading.Thread(target=deposit, name=name) for name in "AB"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total == 2, f"total is {{total}}"
"""

PROGRAMS = {
    "counter.py": COUNTER.format(add="total += 1"),
    "locked.py": COUNTER.format(add="with lock:\n        total += 1").replace(
        "total = 0", "total = 0\nlock = threading.Lock()"
    ),
    "deadlock.py": """\
import threading

left, right = threading.Lock(), threading.Lock()


def take(first, second):
    with first:
        with second:
            pass


def main():
    other = threading.Thread(target=take, args=(right, left), name="other")
    other.start()
    take(left, right)
    other.join()
""",
    "neighbour.py": "VALUE = 3\n",
    "importer.py": "import neighbour\n\n\ndef main():\n    assert neighbour.VALUE == 3\n",
}

KEYS = ["schema", "verdict", "failure", "executions", "steps", "seconds", "exhaustive", "searched", "replay", "remarks"]


@pytest.fixture
def programs(tmp_path):
    for name, text in PROGRAMS.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def explored(programs, *words):
    done = grader("explore", *words, "--json", "-", cwd=programs)
    return done.returncode, json.loads(done.stdout)


def test_a_lost_update_is_found_and_says_what_it_needs(programs):
    code, found = explored(programs, "counter.py")
    assert (code, list(found), found["verdict"]) == (1, KEYS, "failure")
    assert found["executions"] <= 20
    assert found["failure"]["kind"] == "assertion"
    assert found["failure"]["message"] == "total is 1"
    assert found["failure"]["file"] == "counter.py"
    assert found["failure"]["line"] == 17
    assert found["failure"]["builds"] == "free-threaded"
    assert found["replay"]


def test_a_deadlock_is_found(programs):
    code, found = explored(programs, "deadlock.py")
    assert (code, found["failure"]["kind"]) == (1, "deadlock")


def test_no_failure_is_said_with_the_budget(programs):
    code, found = explored(programs, "locked.py", "--executions", "50")
    assert (code, found["verdict"], found["failure"], found["replay"]) == (0, "no-failure-found", None, None)
    assert 0 < found["executions"] <= 50
    assert found["searched"]


def test_the_default_build_alone_is_a_choice(programs):
    code, found = explored(programs, "counter.py", "--points", "gil")
    assert (code, found["verdict"]) == (0, "no-failure-found")


@pytest.mark.parametrize("strategy", ["portfolio", "bounded", "random_walk", "pct"])
def test_every_strategy_finds_the_lost_update(programs, strategy):
    code, found = explored(programs, "counter.py", "--strategy", strategy)
    assert (code, found["failure"]["message"]) == (1, "total is 1")


def test_neighbours_can_be_imported(programs, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    done = grader("explore", "../importer.py", cwd=tmp_path / "elsewhere")
    assert done.returncode == 0, done.stderr


def test_the_screen(programs, golden):
    done = grader("explore", "counter.py", cwd=programs)
    assert done.returncode == 1
    golden("explore-counter.txt", done.stdout)


def test_the_screen_of_a_deadlock(programs, golden):
    done = grader("explore", "deadlock.py", cwd=programs)
    assert done.returncode == 1
    golden("explore-deadlock.txt", done.stdout)


def test_the_screen_without_a_failure(programs, golden):
    done = grader("explore", "locked.py", "--executions", "100", cwd=programs)
    assert done.returncode == 0
    golden("explore-locked.txt", done.stdout)


def test_the_screen_in_ascii(programs):
    done = grader("explore", "counter.py", cwd=programs, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stdout.isascii()
    assert "?" not in done.stdout


def test_the_command_that_is_printed_shows_the_failure_again(programs):
    first = grader("explore", "deadlock.py", cwd=programs)
    [line] = [line for line in first.stdout.splitlines() if line.startswith("Again: ")]
    words = line.removeprefix("Again: python -m grader ").split()
    again = [grader(*words, cwd=programs) for _ in range(2)]
    assert [done.returncode for done in again] == [1, 1]
    assert again[0].stdout == again[1].stdout
    assert again[0].stdout.rstrip("\n") in first.stdout


def test_a_token_of_another_program_is_refused(programs):
    _, found = explored(programs, "deadlock.py")
    done = grader("replay", found["replay"], "counter.py", cwd=programs)
    assert done.returncode in {2, 3}
    assert "Traceback" not in done.stderr
