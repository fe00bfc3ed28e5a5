"""What came of the function reaches everybody who asks, when it is there, and nobody else."""

from __future__ import annotations

import pytest

from grader.checks import call, explore

RETURNED = {"answers": ["returned"] * 3, "same": True}
RAISED = {"answers": ["raised"] * 3, "same": True}


@pytest.mark.points(3)
def test_result_waits_for_the_value(submission):
    one = explore(submission, "asked", 42, 1, executions=300)
    one.always(
        {"answers": ["returned"] * 2, "same": True},
        "After start(), result() waits until fn has ended and returns its value, the second time as well.",
    )
    for value in ("text", None):
        two = explore(submission, "asked", value, 2, executions=300)
        two.always(RETURNED, f"Two threads ask for the result, and once more later: each gets {value!r}.")


@pytest.mark.points(2)
def test_what_fn_raises_is_raised_for_all(submission):
    for name in ("KeyError", "SystemExit", "Alarm"):
        outcomes = explore(submission, "asked", name, 2, executions=300)
        outcomes.always(RAISED, f"fn raises {name}: everybody who asks for the result gets that very exception.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_done_means_that_there_is_a_result(submission):
    stages = explore(submission, "stages", executions=300)
    stages.always(
        [False, False, False, "value", True, True],
        "done() is False before the start and inside fn; True when result() is back, and after join().",
    )
    looking = explore(submission, "looking", executions=300)
    looking.always(lambda v: v in (None, {"value": "value"}), "Whenever done() is True, result(0) returns the value.")
    for name in ("KeyError", "Alarm"):
        failed = explore(submission, "unasked", name, executions=100)
        failed.always(True, f"A thread whose fn raised {name} is done when it has been joined.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_patience_has_an_end(submission):
    outcomes = explore(submission, "patience", executions=100, timing="fair")
    outcomes.always(
        lambda v: v[0] is False and [word for word, _ in v[1:]] == ["TimeoutError", "TimeoutError", "None", "None"],
        "fn takes 5 seconds: after 2 result(2) is a TimeoutError and done() is False; who asks again gets the value.",
    )
    outcomes.always(
        lambda v: all(abs(seen - due) < 0.1 for (_, seen), due in zip(v[1:], (2, 0, 3, 0), strict=True)),
        "result waits as long as it must, and no longer: 2 seconds, 0, the 3 that are left, and 0 when all is over.",
    )
    never = explore(submission, "never_started", executions=20, timing="fair")
    never.always(
        lambda v: [each.get("raised") for each in v[:2]] == ["RuntimeError"] * 2 and v[1]["seconds"] < 0.1,
        "result of a thread that was never started is a RuntimeError, at once.",
    )
    never.always(lambda v: v[2] is False, "A thread that was never started is not done.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_it_is_still_a_thread(submission):
    seen = call(submission, "as_a_thread")
    seen.returns(lambda v: v["elsewhere"], "fn runs in another thread than the one that calls start().")
    seen.returns(
        lambda v: v["arguments"] == [[1, 2], True],
        "All arguments are for fn, also those with names such as `name`, `daemon`, `target`.",
    )
    seen.returns(
        lambda v: v["before"] == [True, True, False, False] and v["early join"] == {"raised": "RuntimeError"},
        "It is a Thread: with a name, no daemon, not alive and not to be joined before the start.",
    )
    seen.returns(
        lambda v: v["initial"] == [True, True] and v["inside"] == [True, "clerk", True, True],
        "name, daemon, repr and current_thread() are as in any Thread.",
    )
    seen.returns(
        lambda v: (
            v["join"] == {"value": None} and v["after"] == [False, True, {"raised": "RuntimeError"}, {"value": None}]
        ),
        "join() returns None; afterwards the thread is not alive, and a second start is a RuntimeError.",
    )
    silent = call(submission, "in_silence")
    silent.returns(lambda v: not v["heard"], "threading.excepthook does not hear of what fn raises.")
    silent.returns(lambda v: v["answers"] == [RAISED] * 4, "Whatever fn raises, everybody who asks gets it.")
    assert not silent.output, f"Nothing is printed when fn raises; printed: {silent.output[:200]}"
    returned = call(submission, "asked", "an error", 2)
    returned.returns(RETURNED, "An exception object that fn *returns* is a value, and result returns it.")
