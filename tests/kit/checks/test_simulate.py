"""``simulate`` as checks use it, with real workers."""

import pytest

from grader.checks import CheckFailed, simulate

SCENARIOS = '''
from grader.worker.stage import crunch, fetch, now, run_processes, run_together

def jobs(student, n):
    return run_together(*[student.job] * n)

def processes(student, n, startup):
    return run_processes(*[student.job] * n, startup=startup)

def raising(student):
    raise KeyError("no")

def stuck(student):
    import threading
    threading.Event().wait()
'''
JOB = "from grader.kit import crunch, fetch\ndef job():\n    crunch(1)\n    fetch('u', 0.5)\n    return 7\n"


def broken(action) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        action()
    return caught.value


def test_cores_and_gil_decide_the_makespan(hand_in):
    submission = hand_in(JOB, SCENARIOS)
    run = simulate(submission, "jobs", 4, cores=4).returns([7, 7, 7, 7]).takes(1.5, "four at once")
    assert (run.cpu["A"], run.lost["A"]["io"], run.utilisation) == (1.0, 0.5, 4 / 6)
    assert simulate(submission, "jobs", 4, cores=2).makespan == 2.5
    assert simulate(submission, "jobs", 3, cores=2, quantum=None).makespan == 2.5
    assert simulate(submission, "jobs", 3, cores=2).makespan == 2.0
    assert simulate(submission, "jobs", 4, cores=4, gil=True).makespan == 4.5
    assert simulate(submission, "processes", 4, 0.25, cores=4, gil=True).makespan == 1.75


def test_a_broken_limit_shows_the_chart(hand_in, golden):
    run = simulate(hand_in(JOB, SCENARIOS), "jobs", 4, cores=4, gil=True)
    error = broken(lambda: run.takes((0, 1.6), "four jobs on four cores take as long as one"))
    assert (error.status, error.kind) == ("failed", "assertion")
    golden("too_slow.txt", error.evidence.text + "\n")


def test_what_the_scenario_raises_is_data(hand_in):
    run = simulate(hand_in(JOB, SCENARIOS), "raising").raises("KeyError")
    assert run.raised == "KeyError"
    assert "the calls succeed" in broken(lambda: run.value).evidence.text
    assert "it raised KeyError" in broken(lambda: run.raises("ValueError")).message


def test_a_deadlock_breaks_the_check(hand_in):
    error = broken(lambda: simulate(hand_in(JOB, SCENARIOS), "stuck"))
    assert (error.status, error.kind) == ("failed", "deadlock")
