"""``simulate`` as checks use it, with real workers."""

import pytest

from grader.checks import CheckFailed, simulate

SCENARIOS = """
from grader.worker.stage import crunch, fetch, now, run_processes, run_together

def jobs(student, n):
    return run_together(*[student.job] * n)

def processes(student, n, startup):
    return run_processes(*[student.job] * n, startup=startup)

def raising(student):
    raise KeyError("no")

def long(student, n, seconds):
    def job():
        crunch(seconds)
    run_together(*[job] * n, names=["a rather long name of a task " + "x" * 40] * n)
    return now()

def wait(student, way):
    import threading
    done = threading.Event()
    def work():
        crunch(2)
        done.set()
    def waiter():
        getattr(student, way)(done)
    run_together(work, waiter, names=["worker", "waiter"])

def stuck(student):
    import threading
    threading.Event().wait()
"""
JOB = """
import time
from grader.kit import crunch, fetch

def job():
    crunch(1)
    fetch("u", 0.5)
    return 7

def event(done):
    done.wait()

def sleep(done):
    while not done.is_set():
        time.sleep(0.01)

def spin(done):
    while not done.is_set():
        pass
"""


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


def test_a_run_of_many_slices_fits_into_a_frame(hand_in):
    run = simulate(hand_in(JOB, SCENARIOS), "long", 8, 12.5, cores=4, gil=True).takes(100.0)
    assert run.record.cut
    assert run.cpu[f"a rather long name of a task {'x' * 40} (2)"] == 12.5
    assert "the record of slices was full" in run.gantt()
    assert max(map(len, run.gantt().split("\n"))) <= 80


def test_waiters_are_told_from_pollers(hand_in):
    submission = hand_in(JOB, SCENARIOS)
    simulate(submission, "wait", "event").waits_quietly("waiter").waits_quietly().takes(2.0)
    polling = simulate(submission, "wait", "sleep").waits_quietly()
    assert "waiter woke 200 times" in broken(lambda: polling.waits_quietly("waiter")).message
    spinning = broken(lambda: simulate(submission, "wait", "spin").waits_quietly("waiter", requirement="it sleeps"))
    assert spinning.requirement == "it sleeps"
    assert "of CPU in a loop" in spinning.message
    assert "no task nobody" in broken(lambda: polling.waits_quietly("nobody")).message


def test_limits_and_anything_else(hand_in):
    run = simulate(hand_in(JOB, SCENARIOS), "jobs", 2, cores=2)
    run.takes((1.4, 1.5)).takes((1.5, 1.6)).require(run.end == 1.5, "nothing is left")
    assert "it took 1.5 s; expected 1.499999999 s" in broken(lambda: run.takes(1.499999999)).message
    assert broken(lambda: run.require(False, "more", "there is less")).message == "there is less"
    assert broken(lambda: run.returns([7], "one")).requirement == "one"
    assert run.slices == [("A", 0.0, 1.0, 0), ("B", 0.0, 1.0, 1)]
