"""Replays the schedules on models of the four programs, and runs the repaired classes under many schedules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.checks import call, explore
from grader.checks.witness import IllegalStepError, Program, Run, Step, Store, render, replay


def order_steps(task: str) -> list[Step]:
    def look(memory: Store, registers: Store) -> None:
        registers["seen"] = memory["stock"]

    def take(memory: Store, registers: Store) -> None:
        memory["stock"] -= registers["seen"] > 0

    return [
        Step(f"{task}1", "look", look),
        Step(f"{task}2", "take", take),
        Step(f"{task}3", "pack", lambda memory, registers: None),
    ]


def lock_step(task: str, number: int, device: str) -> Step:
    def take(memory: Store, registers: Store) -> None:
        memory[device] = task

    return Step(f"{task}{number}", f"take the {device}", take, lambda memory, registers: memory[device] is None)


def device_steps(task: str, first: str, second: str) -> list[Step]:
    def work(memory: Store, registers: Store) -> None:
        memory[first] = memory[second] = None

    return [lock_step(task, 1, first), lock_step(task, 2, second), Step(f"{task}3", "work, give back", work)]


def lift_steps() -> dict[str, list[Step]]:
    def look(memory: Store, registers: Store) -> str | None:
        return "A3" if memory["floors"] else None

    def sleep(memory: Store, registers: Store) -> None:
        memory["A sleeps"] = True

    def take(memory: Store, registers: Store) -> None:
        registers["floor"], *rest = memory["floors"]
        memory["floors"] = tuple(rest)

    def push(memory: Store, registers: Store) -> None:
        memory["floors"] += (7,)

    def wake(memory: Store, registers: Store) -> None:
        memory["A sleeps"] = False

    return {
        "A": [
            Step("A1", "look", look),
            Step("A2", "fall asleep", sleep),
            Step("A3", "take the floor", take, lambda memory, registers: not memory["A sleeps"]),
            Step("A4", "ride", lambda memory, registers: None),
        ],
        "B": [Step("B1", "push the button", push), Step("B2", "wake who sleeps", wake)],
    }


def walk_steps(task: str, other: str) -> list[Step]:
    def set_to(value: bool, then: str | None = None) -> Callable[[Store, Store], str | None]:
        def do(memory: Store, registers: Store) -> str | None:
            memory[f"wants {task}"] = value
            return then

        return do

    return [
        Step(f"{task}1", "go in", set_to(True)),
        Step(f"{task}2", "look", lambda memory, registers: None if memory[f"wants {other}"] else f"{task}4"),
        Step(f"{task}3", "go back out", set_to(False, f"{task}1")),
        Step(f"{task}4", "walk", lambda memory, registers: None),
        Step(f"{task}5", "go out", set_to(False)),
    ]


ORDERS = Program({name: order_steps(name) for name in "AB"}, {"stock": 1})
PRINTER = Program(
    {"A": device_steps("A", "scanner", "printer"), "B": device_steps("B", "printer", "scanner")},
    {"scanner": None, "printer": None},
)
LIFT = Program(lift_steps(), {"floors": (), "A sleeps": False})
MARKET = Program({"A": walk_steps("A", "B"), "B": walk_steps("B", "A")}, {"wants A": False, "wants B": False})


def goes_round(program: Program, schedule: list[str]) -> bool:
    """Whether a state comes back and each task has made steps in between. The schedule can be played."""
    at, memory, registers = dict.fromkeys(program.tasks, 0), dict(program.memory), {name: {} for name in program.tasks}
    seen = [(dict(at), dict(memory), {name: dict(store) for name, store in registers.items()})]
    for task in schedule:
        steps = program.tasks[task]
        target = steps[at[task]].do(memory, registers[task])
        at[task] = at[task] + 1 if target is None else [step.label for step in steps].index(target)
        seen.append((dict(at), dict(memory), {name: dict(store) for name, store in registers.items()}))
    return any(
        seen[start] == seen[end] and set(schedule[start:end]) == set(program.tasks)
        for end in range(len(seen))
        for start in range(end)
    )


def fail(sentence: str, run: Run | None = None) -> None:
    table = "" if run is None else f"\n\n{render(run, ['A', 'B'])}"
    pytest.fail(sentence + table, pytrace=False)


def judge(submission, name: str, program: Program, bug: str, goes_wrong: Callable[[Run, list[str]], bool], wrong: str):
    """One case: the schedule must make it go wrong, and the bug must be called by its name."""
    cases = call(submission, "cases").value
    schedule = cases["witness"].get(name)
    if schedule is None:
        fail(f"WITNESS has no schedule for {name}.")
    try:
        run = replay(program, schedule)
    except IllegalStepError as illegal:
        fail(f"The WITNESS of {name} cannot be played: {illegal}.")
    if not goes_wrong(run, schedule):
        shown = run if len(run.rows) < 40 else None
        fail(f"The WITNESS of {name} must lead to what went wrong there: {wrong}. It does not.", shown)
    verdict = cases["verdict"].get(name)
    if verdict != bug:
        fail(
            f"VERDICT says {verdict!r} about {name}. That is not what happens in this schedule:",
            run if len(run.rows) < 40 else None,
        )


@pytest.mark.points(1)
def test_orders_case(submission):
    """VERDICT and WITNESS of orders: the stock is below zero, and why."""
    judge(
        submission,
        "orders",
        ORDERS,
        "atomicity_violation",
        lambda run, schedule: run.memory["stock"] < 0,
        "the stock is below zero",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_printer_case(submission):
    """VERDICT and WITNESS of printer: both tasks never come to their ends, and why."""
    judge(
        submission,
        "printer",
        PRINTER,
        "deadlock",
        lambda run, schedule: run.blocked == ("A", "B"),
        "A and B both wait for ever",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_lift_case(submission):
    """VERDICT and WITNESS of lift: the lift sleeps although somebody has called, and why."""
    judge(
        submission,
        "lift",
        LIFT,
        "lost_wakeup",
        lambda run, schedule: run.blocked == ("A",),
        "A sleeps for ever, and floor 7 is never served",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_market_case(submission):
    """VERDICT and WITNESS of market: both are busy for ever and nobody walks, and why."""
    wrong = "a whole round of both tasks, after which everything is as it was at its start"
    judge(submission, "market", MARKET, "livelock", lambda run, schedule: goes_round(MARKET, schedule), wrong)


@pytest.mark.points(1)
def test_orders_fix(submission):
    """The class of fix_orders() sells what there is, and nothing else."""
    for stock, customers in ((1, 2), (2, 3)):
        outcomes = explore(submission, "orders", stock, customers, executions=150)
        outcomes.always(
            lambda v, stock=stock: v["answers"].count(True) == v["packed"] == stock and v["left"] == 0,
            f"{customers} order and there is {stock} in stock: {stock} of them get one, and nothing is left.",
        )
        outcomes.always(
            lambda v, stock=stock: v["answers"].count(False) == len(v["answers"]) - stock,
            "Who gets nothing is told so, by False.",
        )
    outcomes = explore(submission, "orders", 3, 2, executions=100)
    outcomes.always(lambda v: v["answers"] == [True, True] and v["left"] == 1, "2 order and there are 3: 1 is left.")
    outcomes.sometimes(lambda v: v["peak"] == 2, "Two orders can be packed at the same time, as before.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_printer_fix(submission):
    """In the class of fix_printer() everybody gets to work, and nobody shares a device."""
    for jobs in (["copy", "fax"], ["copy", "fax", "scan"], ["fax", "print"], ["copy", "scan"], ["copy", "print"]):
        outcomes = explore(submission, "office", jobs, executions=120)
        outcomes.always(lambda v, jobs=jobs: v["worked"] == sorted(jobs), "Everybody comes to their work.")
        outcomes.always(
            lambda v: all(pair == ["print", "scan"] for pair in v["together"]),
            "Nobody has a device that somebody else is using.",
        )
    outcomes = explore(submission, "office", ["scan", "print"], executions=60)
    outcomes.sometimes(
        lambda v: v["together"] == [["print", "scan"]], "One can scan while another one prints, as before."
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_lift_fix(submission):
    """In the class of fix_lift() each call is served, in order, and nobody sleeps through one."""
    for calls, rides in (([[7]], [1]), ([[7], [3]], [1, 1]), ([[7], [3]], [2])):
        floors = sorted(floor for each in calls for floor in each)
        outcomes = explore(submission, "lift", calls, rides, executions=150)
        outcomes.always(
            lambda v, floors=floors: sorted(floor for what, floor in v if what == "begins") == floors,
            "Each call is served, once.",
        )
    outcomes = explore(submission, "lift", [[7, 3]], [2], executions=100)
    outcomes.always(
        lambda v: [floor for what, floor in v if what == "begins"] == [7, 3], "Who calls first is served first."
    )
    outcomes = explore(submission, "call_on_the_way", executions=60)
    outcomes.always([7, 3], "Somebody can call while the lift is on its way, as before, and is served next.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_market_fix(submission):
    """In the class of fix_market() both come through, and never meet in an alley."""
    for alleys, walks in ((1, [[0], [0]]), (2, [[0, 1], [1, 0]])):
        outcomes = explore(submission, "market", alleys, walks, executions=150)
        outcomes.always(
            lambda v, walks=walks: len(v["walks"]) == sum(map(len, walks)), "Both customers come through, in the end."
        )
        outcomes.always(
            lambda v: all(one.split(",")[0] != other.split(",")[0] for one, other in v["together"]),
            "An alley has room for one.",
        )
    outcomes = explore(submission, "market", 2, [[0], [1]], executions=60)
    outcomes.sometimes(lambda v: v["together"] != [], "Two can be in two different alleys at the same time, as before.")
