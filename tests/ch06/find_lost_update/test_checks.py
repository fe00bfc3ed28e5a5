"""Replays the student's schedules on a model of the program; what they lead to is the verdict."""

from __future__ import annotations

import pytest

from grader.checks import call
from grader.checks.witness import IllegalStepError, Program, Run, Step, Store, render, replay, smallest


def read(memory: Store, registers: Store) -> None:
    registers["register"] = memory["total"]


def add(memory: Store, registers: Store) -> None:
    registers["register"] += 1


def write(memory: Store, registers: Store) -> None:
    memory["total"] = registers["register"]


LINES = (("register = total", read), ("register = register + 1", add), ("total = register", write))


def two_tasks(increments: int) -> Program:
    """Tasks A and B, each adding one `increments` times: the program of the exercise."""
    lines = LINES * increments
    tasks = {name: [Step(f"{name}{i}", text, do) for i, (text, do) in enumerate(lines, 1)] for name in "AB"}
    return Program(tasks, {"total": 0})


def run(submission, name: str, increments: int) -> Run:
    schedule = call(submission, "schedules").value[name]
    try:
        return replay(two_tasks(increments), schedule)
    except IllegalStepError as illegal:
        pytest.fail(f"{name} cannot be played: {illegal}.", pytrace=False)


def require(run: Run, holds: bool, sentence: str) -> None:
    if not holds:
        pytest.fail(f"{sentence}\n\n{render(run, ['A', 'B'])}", pytrace=False)


@pytest.mark.points(2)
def test_lost_ends_as_two(submission):
    """LOST is a schedule of the two tasks, adding one twice each, that ends with a total of 2."""
    played = run(submission, "LOST", 2)
    total = played.memory["total"]
    require(played, total == 2, f"LOST ends with {total}:")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_worst_is_the_smallest_total(submission):
    """WORST is a schedule of the two tasks, adding one three times each, with the smallest total that can be."""
    played = run(submission, "WORST", 3)
    total = played.memory["total"]
    best = smallest(two_tasks(3), lambda memory: memory["total"])
    require(played, total == best, f"WORST ends with {total}, and a smaller total can be reached:")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_safe_switches_and_loses_nothing(submission):
    """SAFE switches at least 3 times and ends with a total of 4."""
    played = run(submission, "SAFE", 2)
    total, switches = played.memory["total"], played.switches
    require(played, total == 4, f"SAFE ends with {total}:")
    require(played, switches >= 3, f"SAFE switches {switches} times:")
