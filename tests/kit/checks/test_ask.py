"""The ways to judge, on the toy exercise with real workers."""

import pytest

from grader.checks import CheckFailed, call, explore, source_facts, stress
from grader.checks.replay import replay_check
from grader.checks.token import BadToken, CheckToken, name_call


class Adding:
    def __init__(self):
        self.value = 0

    def add(self, amount):
        self.value += amount
        return self.value


def broken(action) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        action()
    return caught.value


def without_token(error: CheckFailed) -> str:
    """The text; the token changes with every edit of ``stage``."""
    return error.evidence.text.replace(error.evidence.token, "TOKEN") + "\n"


def test_explore_passes_a_right_answer_on_every_schedule(hand_in):
    outcomes = explore(hand_in("right"), "count", [50, 70], executions=200).always(120, "every addition counts")
    assert outcomes.values == [120]
    assert outcomes.executions > 1
    assert outcomes.failures == []


def test_explore_shows_the_lost_update(hand_in, golden):
    submission = hand_in("racy")
    outcomes = explore(submission, "count", [50, 70], executions=200)
    assert sorted(outcomes.values) == [50, 70, 120]
    error = broken(lambda: outcomes.always(120, "every addition is in the value"))
    assert (error.status, error.kind, error.requirement) == ("failed", "assertion", "every addition is in the value")
    assert error.evidence.first is not None
    assert error.evidence.trace["rows"]
    assert submission.executions == outcomes.executions
    golden("lost_update.txt", without_token(error))


def test_explore_shows_a_deadlock(hand_in, golden):
    error = broken(lambda: explore(hand_in("stuck"), "count", [50, 70], executions=200))
    assert (error.status, error.kind) == ("failed", "deadlock")
    golden("deadlock.txt", without_token(error))


def test_a_deadlock_can_be_allowed(hand_in):
    outcomes = explore(hand_in("stuck"), "count", [50, 70], executions=200, allow=("deadlock",))
    assert {each.kind for each in outcomes.failures} == {"deadlock"}
    outcomes.always(120, "nothing is lost")


def test_nothing_always_holds_where_nothing_came_to_an_end(hand_in):
    stuck = "import threading\nclass Counter:\n    def add(self, n):\n        threading.Event().wait()\n"
    outcomes = explore(hand_in(stuck), "count", [1], executions=20, allow=("deadlock",))
    assert broken(lambda: outcomes.always(1, "one")).message == "no execution came to its end"
    assert broken(lambda: outcomes.linearizable(Adding)).message == "no execution came to its end"
    assert broken(lambda: outcomes.sometimes(1, "one")).message.startswith("no execution shows it")


def test_replay_gives_the_same_interleaving(hand_in, toy):
    error = broken(lambda: explore(hand_in("stuck"), "count", [50, 70], executions=200))
    shown = replay_check(error.evidence.token, toy / "submissions" / "stuck.py", root=toy)
    rows = [line for line in shown.splitlines() if "waits for a lock" in line]
    assert rows
    assert all(row in error.evidence.text for row in rows)
    assert CheckToken.parse(error.evidence.token).call == name_call("count", [[50, 70]])


def test_replay_refuses_another_file(hand_in, toy):
    error = broken(lambda: explore(hand_in("stuck"), "count", [50, 70], executions=200))
    other = broken(lambda: replay_check(error.evidence.token, toy / "submissions" / "right.py", root=toy))
    assert "another version" in other.message


def test_replay_of_a_check_that_is_not_there_any_more(toy):
    for token in ("ch00/counter/aaaaaa/AEAA", "ch00/nothing/aaaaaa/AEAA", "AEAA"):
        with pytest.raises(BadToken):
            replay_check(token, toy / "submissions" / "right.py", root=toy)


def test_sometimes_wants_one_execution(hand_in):
    free = explore(hand_in("racy"), "inside", executions=100)
    free.sometimes(lambda v: v["peak"] == 2, "two can be inside").sometimes(lambda v: v["peak"] == 1)
    locked = explore(hand_in("right"), "inside", executions=100)
    error = broken(lambda: locked.sometimes(lambda v: v["peak"] == 2, "two can be inside together"))
    assert (error.kind, error.requirement, error.evidence.first) == ("assertion", "two can be inside together", None)
    assert "no execution shows it" in error.message
    assert "one of those that were tried" in error.evidence.text


def test_linearizable_asks_a_model(hand_in):
    explore(hand_in("right"), "history", executions=200).linearizable(
        Adding, "as if one after the other", key="history"
    )
    outcomes = explore(hand_in("racy"), "history", executions=200)
    error = broken(lambda: outcomes.linearizable(Adding, "as if one after the other", key="history"))
    assert "No order of the calls explains all answers" in error.evidence.text
    error = broken(lambda: outcomes.linearizable(Adding, "as if one after the other", key="nothing"))
    assert "there is no history" in error.message


def test_time_is_virtual_and_a_parked_holder_is_no_deadlock(hand_in):
    outcomes = explore(hand_in("right"), "waiting", executions=50, timing="fair")
    outcomes.always(lambda v: v["value"] is None and 1 <= v["seconds"] < 1.1, "gives up after a second")


def test_arguments_are_fresh_in_each_execution(hand_in):
    explore(hand_in("right"), "change", [5], executions=20).always([5, 1])


def test_values_that_are_not_plain_break_the_check(hand_in):
    error = broken(lambda: explore(hand_in("right"), "plain", executions=20))
    assert (error.status, error.kind) == ("failed", "unencodable")
    assert "a value of type Counter" in error.message
    assert broken(lambda: call(hand_in("right"), "plain")).kind == "unencodable"


def test_uncaught_exceptions_break_the_check(hand_in):
    error = broken(lambda: explore(hand_in("right"), "count", [0, 1], executions=20))
    assert (error.status, error.kind) == ("failed", "exception")
    assert "ValueError" in error.message


def test_call_gives_values_and_exceptions(hand_in):
    right = hand_in("right")
    outcome = call(right, "errors", 5)
    assert (outcome.value, outcome.raised, outcome.leaked) == (5, None, [])
    outcome.returns(5).returns(lambda value: value > 1)
    assert broken(lambda: outcome.returns(6, "six it is")).message == "seen 5, expected 6"
    assert broken(lambda: outcome.raises("ValueError")).message == "it returned 5; expected ValueError"
    refused = call(right, "errors", 0).raises("ValueError")
    assert refused.message == "ValueError: at least 1"
    assert "ValueError: at least 1 (right.py, line 13)" in broken(lambda: refused.value).message


def test_call_gives_what_was_printed(hand_in):
    outcome = call(hand_in("print('hello')\ndef add(n): return n\n", "def go(student): return student.add(1)"), "go")
    assert (outcome.value, outcome.output) == (1, "hello\n")


def test_stress_with_real_threads(hand_in):
    outcomes = stress(hand_in("right"), "count", [[1, 2, 3]], repeats=3).always(6, "all of it")
    assert (outcomes.executions, len(outcomes.observed)) == (6, 1)
    error = broken(lambda: stress(hand_in("right"), "count", [[0]], repeats=2))
    assert (error.kind, error.evidence.trace, error.evidence.token) == ("exception", None, None)


def test_source_facts(hand_in):
    facts = source_facts(hand_in("right"))
    assert facts.imports == ["threading"]
    assert "Counter.add(self, amount)" in facts.functions


@pytest.mark.parametrize(
    "way", [explore, call, lambda s, name, *args: stress(s, name, args)], ids=["explore", "call", "stress"]
)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def (:\n", "the file is not valid Python (line 1)"),
        ("1 / 0\n", "the file cannot be imported (line 1): ZeroDivisionError"),
        ("x = 1\n", "a name is missing"),
        ("class Counter:\n    def __init__(self, must): ...\n", "its signature is not the one asked for"),
        ("class Counter:\n    value = 0\n    def add(self): ...\n", "its signature is not the one asked for"),
    ],
)
def test_what_is_not_the_program_asked_for(hand_in, way, text, message):
    error = broken(lambda: way(hand_in(text), "count", [1]))
    assert error.status == "student_error"
    assert message in error.message


def test_a_program_that_leaves_the_world_is_said_so(hand_in):
    error = broken(lambda: explore(hand_in("import socket\n"), "count", [1]))
    assert error.status == "student_error"
    assert "'socket'" in error.message


def test_faults_of_the_exercise_are_ours(hand_in):
    assert broken(lambda: explore(hand_in("right"), "nothing")).status == "grader_error"
    assert broken(lambda: call(hand_in("right"), "nothing")).status == "grader_error"
    assert broken(lambda: explore(hand_in("right", "1 / 0\ndef go(s): ..."), "go")).status == "grader_error"
    assert broken(lambda: call(hand_in("right", "1 / 0"), "go")).status == "grader_error"


def test_limits_have_their_status(hand_in):
    bomb = "def add(n): return len(bytearray(700 << 20))\n"
    for way in (call, explore):
        error = broken(lambda way=way: way(hand_in(bomb, "def go(student): return student.add(1)"), "go"))
        assert (error.status, error.kind) == ("limit", "memory")
    endless = hand_in("def add(n):\n    while True: pass\n", "def go(student): return student.add(1)", seconds=0.5)
    assert broken(lambda: call(endless, "go")).status == "timeout"
    assert broken(lambda: stress(endless, "go")).status == "timeout"


def test_a_loop_without_end_is_found_by_its_steps(hand_in):
    endless = (
        "class Counter:\n    def __init__(self): self.value = 0\n    def add(self, n):\n"
        "        while True: self.value += n\n"
    )
    error = broken(lambda: explore(hand_in(endless), "count", [1], executions=20, steps=500))
    assert error.status == "failed"
    assert error.kind in {"step-limit", "livelock"}


def test_the_simulated_kit_is_found_under_every_name(hand_in):
    for text in (
        "from grader.kit import fetch",
        "from grader import kit; fetch = kit.fetch",
        "import grader.kit; fetch = grader.kit.fetch",
    ):
        submission = hand_in(f"{text}\ndef add(n): return fetch('a')\n", SLOW)
        explore(submission, "go", executions=5).always(lambda v: v["value"] == "<page a>", "a page")


SLOW = """
from grader.worker.stage import timed
def go(student): return timed(student.add, 1)
"""


def test_too_many_large_results_are_a_limit(hand_in):
    text = "import time\ndef add(log): log.append(1)\n"
    scenarios = (
        "from functools import partial\nfrom grader.worker.stage import Log, checkpoint, run_together\n"
        "def go(student):\n    log = Log()\n"
        "    def run(name):\n        for _ in range(4):\n            checkpoint()\n            log(name)\n"
        "    run_together(*[partial(run, name) for name in 'ABCD'])\n    return [log.events, 'x' * 140_000]\n"
    )
    error = broken(lambda: explore(hand_in(text, scenarios), "go", executions=300))
    assert (error.status, error.kind) == ("limit", "output")
