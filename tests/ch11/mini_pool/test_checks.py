"""Each call once or cancelled, each callback once, each thread home in the end."""

from __future__ import annotations

import pytest

from grader.checks import explore, simulate, source_facts

HOME = "When a shutdown that waits has returned, all threads of the pool have ended."
CANCELLED = {"raised": "Cancelled"}


def calls(submission, count, workers, executions):
    outcomes = explore(submission, "calls", count, workers, executions=executions)
    numbers = list(range(count))
    outcomes.always(lambda v: v["made"] == numbers, "Each call is made exactly once.")
    outcomes.always(
        lambda v: v["results"] == [[number] * 2 for number in numbers],
        "result() is what the call returned, with its arguments and keyword arguments.",
    )
    outcomes.always(
        lambda v: v["peak"] <= workers and v["threads"] <= workers and not v["by the caller"],
        f"{count} calls are made on no more than {workers} thread(s) of the pool.",
    )
    outcomes.nothing_left(HOME)
    return outcomes


@pytest.mark.points(4)
def test_every_call_is_made_once_in_order(submission):
    one = calls(submission, 3, 1, 60)
    one.always(lambda v: v["order"] == [0, 1, 2], "With one worker, the calls begin in the order of submit.")
    calls(submission, 3, 2, 200)
    explore(submission, "two_meet_again", executions=200).always(
        ["met"] * 4, "With two workers, two calls are always made at the same time, after any number of others."
    )
    explore(submission, "named", executions=10).always(
        {"fn": 1, "self": 2, "log": 3, "timeout": 4}, "Keyword arguments go to the function, whatever their names are."
    )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_cancelled_or_begun_never_both(submission):
    for cancellers, executions in ((1, 250), (2, 150)):
        outcomes = explore(submission, "cancel_early", cancellers, executions=executions)
        outcomes.always(
            lambda v: len(set(v["cancelled"])) == 1, "Every cancel() of a receipt gives the same answer as the first."
        )
        outcomes.always(
            lambda v: (
                (v["made"], v["result"], v["exception"])
                == ((0, CANCELLED, CANCELLED) if v["cancelled"][0] else (1, {"value": None}, {"value": None}))
            ),
            "Either cancel() is True, the call is never made, and result() and exception() raise Cancelled; or it is "
            "False, and the call is made as usual.",
        )
        outcomes.always(lambda v: v["done"] is True, "A receipt whose result is known, or that is cancelled, is done.")
    outcomes = explore(submission, "cancel_in_line", executions=80)
    outcomes.always(
        {
            "before": [False, False],
            "waited": CANCELLED,
            "cancelled": [False, True, True],
            "after": [False, True],
            "first": "first",
            "made": [],
        },
        "A call that has begun cannot be cancelled. One in the line can: who waits for it hears of it at once, and it "
        "is never made.",
    )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_every_callback_once(submission):
    for cancel in (False, True):
        outcomes = explore(submission, "callbacks_at_any_time", cancel, executions=200)
        outcomes.always(
            [["late", True, True], ["one", True, True], ["two", True, True]],
            "Each callback is called once, with the receipt, which is done by then, whenever it was added; also when "
            "the receipt is cancelled.",
        )
    outcomes = explore(submission, "callbacks_that_raise", executions=80)
    outcomes.always(
        lambda v: sorted(v["called"]) == ["first", "raises", "raises", "third"] and v["following"] == "works",
        "A callback that raises keeps neither the other callbacks nor the next call from being made.",
    )
    outcomes.always(
        lambda v: v["called"] == ["first", "raises", "third", "raises"], "Callbacks are called in the order of adding."
    )
    outcomes.always(lambda v: v["logged"] == [0, 1], "What a callback raises is given to log, the very object.")
    outcomes = explore(submission, "callbacks_that_use_it", executions=60)
    outcomes.always(
        [True, True, False, "added", "submitted"],
        "A callback may wait for a thread that uses the receipt and the pool.",
    )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_results_and_exceptions(submission):
    outcomes = explore(submission, "results", executions=60)
    very = [[n == number for n in range(3)] for number in range(3)]
    outcomes.always(
        lambda v: v["failed"] == [[each, each] for each in very],
        "A call raises an Exception, another BaseException, SystemExit: result() raises the very object, exception() "
        "returns it, and the thread goes on.",
    )
    outcomes.always(
        lambda v: v["good"] == [True, True, [None, None]] and v["done"] == [True] * 5,
        "A call may return None, or an exception object: that is its result, and exception() is None.",
    )
    outcomes = explore(submission, "two_wait", executions=150)
    outcomes.always(["value"] * 3, "Everybody who waits for a receipt gets its value, also as soon as it is done().")
    run = simulate(submission, "patience")
    late = {"raised": "TimeoutError"}
    times = [1.0, 1.0, 2.0, 2.0]
    run.returns(
        [*[[late, at] for at in times], [{"value": "<page page>"}, 5.0]],
        "A call of 5 s, and a timeout: after that time, and not later, they raise TimeoutError; the call goes on.",
    )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_shutdown_and_submit(submission):
    for cancel in (False, True):
        outcomes = explore(submission, "shutdown_and_submit", cancel, executions=200)
        good = ({"value": None}, "refused", CANCELLED) if cancel else ({"value": None}, "refused")
        outcomes.always(
            lambda v, good=good: all(each in good for each in v["outcomes"]),
            "A submit while the pool is shut down raises RuntimeError, or its call is treated like all others.",
        )
        outcomes.always(
            lambda v: v["made"] == [n for n, each in enumerate(v["outcomes"]) if each == {"value": None}],
            "Calls that were refused or cancelled are not made; all others are made once.",
        )
        outcomes.always(
            lambda v: v["outcomes"] != ["refused", {"value": None}],
            "After a submit was refused, all later ones are too.",
        )
    line = "One call runs, two are in the line. "
    for wait in (True, False):
        outcomes = explore(submission, "shutdown_with_a_line", wait, False, executions=80)
        outcomes.always(
            {"last": {"value": None}, "all": [{"value": None}] * 3, "made": [0, 1, 2]},
            f"{line}After shutdown(wait={wait}) they are done as usual, and no more are taken.",
        )
    for twice in (False, True):
        outcomes = explore(submission, "shutdown_with_a_line", False, True, twice, executions=80)
        outcomes.always(
            {"last": CANCELLED, "all": [{"value": None}, CANCELLED, CANCELLED], "made": [0]},
            f"{line}After shutdown(wait=False, cancel=True) the first is done and the others are cancelled"
            f"{', also if it was shut down before' if twice else ''}.",
        )
        outcomes.nothing_left(HOME)
    outcomes = explore(submission, "shutdown_with_a_line", True, True, executions=100)
    outcomes.always(
        lambda v: v["all"][0] == {"value": None} and v["last"] == v["all"][2],
        f"{line}After shutdown(cancel=True) the first is done; who waits for another one hears what has become of it.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_every_thread_ends(submission):
    for workers, how, executions in ((2, "idle", 120), (3, "with", 60), (2, "raise", 60), (2, "unused", 10)):
        outcomes = explore(submission, "everyone_goes_home", workers, how, executions=executions)
        outcomes.nothing_left(HOME)
        ended = 0 if how == "unused" else workers
        outcomes.always(
            lambda v, n=ended: v["ended"] == n and v["done"],
            "When a shutdown that waits has returned, also at the end of a with, all calls have ended.",
        )
        outcomes.always(
            lambda v: v["then"] == {"raised": "RuntimeError"}, "After shutdown, submit raises RuntimeError."
        )
    explore(submission, "no_workers", executions=5).always(
        [{"raised": "ValueError"}] * 2, "A pool with less than one worker is a ValueError."
    )
    pools = {"concurrent", "multiprocessing", "asyncio"}
    used = {name.partition(".")[0] for name in source_facts(submission).imports} & pools
    assert not used, f"the pool is to be built without {', '.join(sorted(used))}"


@pytest.mark.hidden
@pytest.mark.points(2)
def test_threads_are_made_when_needed_and_wait_quietly(submission):
    run = simulate(submission, "long_day")
    run.returns(
        lambda v: v[:4] == [0, 1, 1, 1],
        "A pool for three that gets one call at a time: no thread before the first call, and one that does them all.",
    )
    run.returns(lambda v: v[4] == 2, "Two calls at the same time: a second thread is made, and no third.")
    run.returns(lambda v: v[5:] == [3, 0], "Nine calls at the same time: three threads; after shutdown none.")
    run.takes(
        100.0, "3 x 1 s with 9 s between them, 1 s, 48 s of rest, nine calls on three threads, 18 s of rest: 100 s."
    )
    run.waits_quietly(requirement="Threads with nothing to do wait, and do not look again and again.")
    run.require(
        sum(run.timeouts.values()) <= 60,
        "Threads with nothing to do wait, and do not look again and again.",
        f"in 100 s, timers woke somebody {sum(run.timeouts.values())} times",
    )
