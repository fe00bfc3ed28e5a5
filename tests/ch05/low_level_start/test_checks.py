"""Everybody works at the same time, and the caller sleeps until all have ended: with locks as the only means."""

from __future__ import annotations

import pytest

from grader.checks import call, explore, source_facts

ELSEWHERE = {
    "_posixsubprocess",
    "_queue",
    "_threading_local",
    "asyncio",
    "concurrent",
    "ctypes",
    "importlib",
    "multiprocessing",
    "os",
    "queue",
    "sched",
    "select",
    "selectors",
    "signal",
    "socket",
    "subprocess",
    "threading",
    "time",
}


def item(key, expected):
    """A predicate: the value has this under the key."""
    return lambda value: value.get(key) == expected


@pytest.mark.points(2)
def test_results_come_in_order_when_all_have_ended(submission):
    for wanted in ([10, 20], []):
        outcomes = explore(submission, "values", wanted, executions=500)
        outcomes.always(item("ended", len(wanted)), "run_all returns when all functions have ended.")
        outcomes.always(item("results", wanted), "The results are in the order of the functions, whoever ends first.")


@pytest.mark.points(1)
def test_each_function_has_a_thread_of_its_own(submission):
    outcomes = explore(submission, "meeting", 2, executions=300)
    outcomes.always(
        {"threads": 2, "caller": False},
        "Two functions that wait for each other meet: each runs in a new thread, and both at the same time.",
    )
    facts = source_facts(submission)
    elsewhere = sorted({name for name in facts.imports if name.partition(".")[0] in ELSEWHERE})
    assert not elsewhere, f"`_thread` is the only module for threads and waiting here; imported: {', '.join(elsewhere)}"
    assert "__import__" not in facts.calls, "Modules are imported with `import`."


@pytest.mark.hidden
@pytest.mark.points(1)
def test_errors_come_last_and_in_order(submission):
    for plan, first in (
        (["KeyError", 2], "KeyError"),
        ([1, "ValueError", "KeyError"], "ValueError"),
        (["slow", "SystemExit"], "SystemExit"),
        (["Alarm", "slow"], "Alarm"),
    ):
        outcomes = explore(submission, "failing", plan, executions=300)
        outcomes.always(item("ended", len(plan)), "Also if functions raise, run_all ends when all have ended.")
        outcomes.always(
            item("raised", [first, True]),
            f"Of the functions {plan} the first that raises does it with {first}: run_all raises that very exception.",
        )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_the_caller_sleeps_and_is_not_alone(submission):
    three = explore(submission, "values", [1, 2, 3], executions=300)
    three.always({"results": [1, 2, 3], "ended": 3}, "Three functions, three results, in the order of the functions.")
    both = explore(submission, "two_callers", executions=300)
    both.always([[1, 2], [3]], "Two threads that call run_all at the same time each get their own results.")
    day = explore(submission, "patience", executions=20, timing="fair")
    day.always([None], "A function takes a day, and the caller sleeps until it has ended.")
    waited = call(submission, "waiting")
    waited.returns(
        lambda v: v["waited"] < 0.3 * v["worked"],
        "While a function works, the caller of run_all sleeps: it uses (almost) no CPU time.",
    )
