"""Each thread sees what it has bound itself, as long as the block lasts, and nothing else."""

from __future__ import annotations

import pytest

from grader.checks import call, explore, stress

NO = "LookupError"


@pytest.mark.points(3)
def test_each_handler_sees_its_own_user(submission):
    outcomes = explore(submission, "handlers", ["ann", "bob"], executions=400)
    outcomes.always(
        [["ann", "ann", NO], ["bob", "bob", NO]],
        "Each handler sees the user that it has bound itself, and none when its block has ended.",
    )
    crowd = explore(submission, "rendezvous", ["ann", "bob", "eve"], executions=60, timing="fair")
    crowd.always(
        ["ann", "bob", "eve"], "Many handlers can be in their blocks at the same time, each with its own user."
    )


@pytest.mark.points(1)
def test_a_bind_ends_with_its_block(submission):
    outcome = call(submission, "nesting")
    for moment, values, requirement in (
        ("before", [NO, NO, NO], "At first nothing is bound."),
        ("outer", ["ann", None, NO], "A name is bound in the block, also to None; other names are not."),
        ("inner", ["bob", None, "admin"], "An inner bind covers the outer one, name by name."),
        ("nothing", ["bob", None, "admin"], "A bind without names changes nothing."),
        ("outer again", ["ann", None, NO], "When the inner block ends, everything is as it was before it."),
        ("failing", ["eve", None, "guest"], "An inner bind covers the outer one, name by name."),
        (
            "after a failure",
            ["ann", None, NO],
            "When a block ends with an exception, everything is as it was before it.",
        ),
        ("after the same value", ["ann", None, NO], "Binding the same value again changes nothing afterwards."),
        ("end", [NO, NO, NO], "At the end nothing is bound."),
    ):
        outcome.returns(lambda v, moment=moment, values=values: v[moment] == values, requirement)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_a_pool_thread_starts_each_request_empty(submission):
    for first, answer in (("returns", ["ann"]), ("raises", "Broken")):
        outcomes = explore(submission, "pool_of_one", first, executions=100)
        outcomes.always(
            lambda v, answer=answer: v["first"] == v["third"] == answer, "A request sees its user, and its exceptions."
        )
        outcomes.always(
            lambda v: v["second"] == [NO],
            f"The thread of a pool has nothing bound after a request that {first}: the next one sees no user.",
        )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_handlers_that_bind_twice(submission):
    ann, bob = [[user, "guest", user, "admin", user, "guest", NO, NO] for user in ("ann", "bob")]
    outcomes = explore(submission, "nested_handlers", ["ann", "bob"], executions=400)
    outcomes.always([ann, bob], "Nested binds of two handlers do not disturb each other.")
    outcome = call(submission, "exceptions_pass")
    outcome.returns(["Broken", "ann", NO], "Exceptions, return and break leave the block, and nothing stays bound.")
    words = call(submission, "any_word")
    words.returns(
        lambda v: v["before"] == v["after"] == [NO] * 5,
        "Nobody has bound `get`, `bind`, `values`, `name`, `clear`: a LookupError for each.",
    )
    words.returns(
        lambda v: v["inside"] == {"value": [1] * 5}, "`get`, `bind`, `values` and so on can be bound like any name."
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_thread_is_not_its_name_or_its_parent(submission):
    outcomes = explore(submission, "handlers", ["ann", "bob"], ["worker", "worker"], executions=300)
    outcomes.always(
        [["ann", "ann", NO], ["bob", "bob", NO]], "Two threads of the same name see each what it has bound itself."
    )
    outcomes = explore(submission, "child", executions=150)
    outcomes.always(
        {"inside": [NO], "outside": [NO], "parent": ["parent"], "end": [NO]},
        "A thread starts with nothing bound, also when the thread that started it has bound something.",
    )
    real = stress(submission, "one_after_the_other", [["a", "b", "c", "d"]], cores=(1,), repeats=3)
    real.always([[NO], ["a"], [NO], ["b"], [NO], ["c"], [NO], ["d"]], "Each new thread starts with nothing bound.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_two_contexts_are_independent(submission):
    outcome = call(submission, "independent")
    outcome.returns(lambda v: v["apart"] == ["ann", NO], "What is bound in one Context is not bound in another one.")
    outcome.returns(lambda v: v["both"] == ["ann", NO, "bob", "guest"], "Two contexts can bind the same name.")
    outcome.returns(lambda v: v["after"] == ["ann", NO], "The end of a bind in one Context leaves the other one alone.")
    outcome.returns(lambda v: v["end"] == [NO, NO], "At the end nothing is bound in either.")
