"""Meals in order, all cooked to the end, as many cooks as there are; and a board with five states."""

from __future__ import annotations

import pytest

from grader.checks import explore, simulate

STATES = ("pending", "running", "done", "failed", "cancelled")
ENDED = "When order_all returns or raises, the threads of the pool have ended."
FIRST = "cook raised for {}: order_all raises the very exception of the dish that comes first in the list, {!r}."


def kitchen(submission, dishes, workers, burnt=(), executions=150):
    tables = list(range(1, len(dishes) + 1))
    outcomes = explore(submission, "kitchen", dishes, tables, workers, list(burnt), executions=executions)
    orders = [[dish, table] for dish, table in zip(dishes, tables, strict=True)]
    outcomes.always(
        lambda v: v["cooked"] == sorted(orders),
        "cook is called once for each dish and its table, also if another dish fails.",
    )
    outcomes.always(
        lambda v: v["ended"] == len(dishes), "When order_all returns or raises, every dish has been cooked to its end."
    )
    if burnt:
        first = next(dish for dish in dishes if dish in burnt)
        outcomes.always(lambda v: v.get("raised") == first, FIRST.format(", ".join(burnt), first))
    else:
        meals = [f"{dish} for {table}" for dish, table in orders]
        outcomes.always(lambda v: v.get("meals") == meals, "The meals come in the order of the dishes.")
    outcomes.nothing_left(ENDED)
    return outcomes


@pytest.mark.points(1)
def test_the_cooks_work_at_the_same_time(submission):
    run = simulate(submission, "evening", [1.0] * 4, 4)
    run.returns([f"dish {n} for {n}" for n in (1, 2, 3, 4)], "The meals come in the order of the dishes.")
    run.takes(1.0, "4 dishes of 1 s each and 4 cooks: everything is on the table after 1 s.")
    run = simulate(submission, "evening", [3.0, 1.0, 1.0, 1.0], 2)
    run.takes(3.0, "Dishes of 3, 1, 1 and 1 s, 2 cooks: who is ready takes the next order, so it takes 3 s.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_meals_come_in_order_from_as_many_cooks(submission):
    kitchen(submission, ["soup", "fish", "cake"], 2)
    kitchen(submission, ["tea", "tea"], 3, executions=60)
    kitchen(submission, [], 2, executions=20)
    for workers in (2, 1):
        outcomes = kitchen(submission, ["soup", "fish", "cake"], workers, executions=80)
        outcomes.always(
            lambda v, n=workers: v["peak"] <= n,
            f"{workers} cook(s): never more than {workers} dishes are cooked at once.",
        )
    cases = [[["soup"], [1], 0], [["soup"], [1], -1], [["soup", "fish"], [1], 2], [["soup"], [1, 2], 2], [[], [1], 1]]
    outcomes = explore(submission, "wrong_arguments", [*cases, [[], [], 0]], executions=10)
    for number, (dishes, tables, workers) in enumerate([*cases, [[], [], 0]]):
        outcomes.always(
            lambda v, n=number: v[n] == [{"raised": "ValueError"}, 0],
            f"{len(dishes)} dishes, {len(tables)} tables, {workers} workers: a ValueError, and nothing is cooked.",
        )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_burnt_dish_is_reported_at_the_end(submission):
    kitchen(submission, ["soup", "fish", "cake"], 2, burnt=["fish", "cake"])
    kitchen(submission, ["soup", "fish", "cake"], 1, burnt=["soup"], executions=60)
    kitchen(submission, ["soup", "fish"], 2, burnt=["soup", "fish"])


def counts(**some):
    return sorted([state, some.get(state, 0)] for state in STATES)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_the_board_knows_five_states(submission):
    named = {
        "pending": "pending",
        "running": "running",
        "returned None": "done",
        "returned an exception": "done",
        "failed": "failed",
        "raised KeyboardInterrupt": "failed",
        "raised CancelledError": "failed",
        "cancelled": "cancelled",
        "cancelled and told": "cancelled",
    }
    outcomes = explore(submission, "boards", list(named), executions=20)
    for number, (state, column) in enumerate(named.items()):
        outcomes.always(
            lambda v, n=number, column=column: v[n] == counts(**{column: 1}),
            f"The board of one future ({state}) has a 1 for {column!r} and a 0 for the other four.",
        )
    everything = counts(**{column: list(named.values()).count(column) for column in STATES})
    outcomes.always(lambda v: v[-2:] == [everything, counts()], "Each future is counted once, in one column.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_the_board_while_the_kitchen_works(submission):
    outcomes = explore(submission, "board_while_blocked", executions=30)
    outcomes.always(
        counts(running=1, pending=1), "One dish is being cooked, the next one waits for its cook: board does not wait."
    )
    outcomes = explore(submission, "board_at_work", executions=150)
    outcomes.always(
        lambda v: v["first"] in (counts(running=1), counts(done=1)),
        "A call that began before board was called is running or done, and not pending.",
    )
    outcomes.always(
        lambda v: (
            v["both"]
            in [
                counts(**{a: 1}, **{b: 1}) if a != b else counts(**{a: 2})
                for a in ("running", "done")
                for b in ("pending", "running", "done")
            ]
        ),
        "Each of two futures is counted once, by a state that it had while board looked.",
    )
