"""Searches within a bound: delays counted by a model, bounded reduction against every schedule in the bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from grader.interleave import Exploration, Program, explore
from grader.interleave import program as module
from grader.interleave.engine.task import Task
from grader.interleave.strategies.bpor import Bpor
from tests.kit.interleave.generator import FAILING, LOCKING, PLAIN, TRYING, WAITING, generated
from tests.kit.interleave.oracle import Thread, increments, script
from tests.kit.interleave.test_oracles import HEADER, PHILOSOPHERS, locked, unlocked


def search(source: str, strategy: str, bound: int) -> Exploration:
    program = Program(HEADER + source, "bounds.py")
    return explore(program, strategy=strategy, preemptions=bound, executions=100_000, stop_at_failure=False)


# ---------------------------------------------------------------- delays


def delayed(threads: Sequence[Thread], values: dict[str, Any], bound: int) -> int:
    """How many schedules a round-robin scheduler has with at most `bound` delays: by trying them."""

    def count(results: tuple[tuple[Any, ...], ...], values: dict[str, Any], last: int, left: int) -> int:
        pending = [thread(done) for thread, done in zip(threads, results, strict=True)]
        enabled = [t for t, op in enumerate(pending) if op and not (op[0] == "acquire" and values[op[1]])]
        turns = [t for t in enabled if t >= last] + [t for t in enabled if t < last]
        total = 0 if turns else 1
        for delays, t in enumerate(turns[: left + 1]):
            kind, name, *rest = pending[t] or ()
            new = dict(values)
            if kind != "r":
                new[name] = rest[0] if kind == "w" else int(kind == "acquire")
            done = (*results[t], values[name] if kind == "r" else None)
            total += count((*results[:t], done, *results[t + 1 :]), new, t, left - delays)
        return total

    return count(((),) * len(threads), values, 0, bound)


@pytest.mark.parametrize(("tasks", "rounds"), [(2, 1), (2, 2), (3, 1), (3, 2)])
@pytest.mark.parametrize("bound", [0, 1, 2, 3])
def test_a_delay_bound_has_exactly_its_schedules(tasks: int, rounds: int, bound: int) -> None:
    expected = delayed([increments(rounds)] * tasks, {"x": 0}, bound)
    result = search(unlocked(tasks, rounds), "delay", bound)
    assert result.executions == expected
    if not result.exhaustive:
        noun = "delay" if bound == 1 else "delays"
        assert result.searched.startswith(
            f"{expected} executions: all interleavings with at most {bound} {noun}"
            if expected > 1
            else "1 execution: all interleavings with at most 0 delays"
        )


def test_delays_with_a_lock() -> None:
    """A release is no decision of the engine: the model's holder releases at once, in the same step."""
    thread = script(("acquire", "lock"), ("w", "lock", 0))
    for bound in range(3):
        assert search(locked(3, 1), "delay", bound).executions <= delayed([thread] * 3, {"lock": 0}, bound)
    assert search(locked(3, 1), "delay", 0).executions == 1
    assert search(locked(3, 1), "delay", 9).executions == 6


def test_one_delay_finds_what_one_preemption_finds() -> None:
    found = search(PHILOSOPHERS.format(n=3), "delay", 9).failure
    assert found is not None
    assert found.failure is not None
    assert found.failure.kind == "deadlock"
    assert search(PHILOSOPHERS.format(n=3), "delay", 0).failure is None


# ---------------------------------------------------------------- bounded reduction


class Watched(Bpor):
    """Knows the classes that were run."""

    def __init__(self, preemptions: int) -> None:
        super().__init__(preemptions)
        self.classes: set[Any] = set()

    def stopped(self, tasks: Sequence[Task]) -> None:
        events = [(e.task, e.operation) for e in self._order.events]
        pairs = [(i, j) for j in range(len(events)) for i in range(j)]
        names = [(t, sum(u == t for u, _ in events[:i])) for i, (t, _) in enumerate(events)]
        ordered = {(names[i], names[j]) for i, j in pairs if events[i][1].conflicts(events[j][1])}
        self.classes.add(frozenset(ordered))
        super().stopped(tasks)


@pytest.mark.parametrize(
    ("tasks", "rounds", "classes"),
    [
        (2, 1, (2, 4, 4, 4)),
        (2, 2, (2, 8, 22, 32)),
        (3, 1, (6, 24, 36, 36)),
        (2, 3, (2, 12, 56, 132)),
        (4, 1, (24, 168, 432, 576)),
        (3, 2, (6, 60, 360, 1380)),
    ],
)
@pytest.mark.parametrize("bound", [0, 1, 2, 3])
def test_every_class_within_the_bound_is_run(
    tasks: int, rounds: int, classes: tuple[int, ...], bound: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The published numbers of classes that have an interleaving with so few preemptions."""
    strategy = Watched(bound)
    monkeypatch.setattr(module, "make_strategy", lambda *_: strategy)
    result = search(unlocked(tasks, rounds), "bpor", bound)
    assert len(strategy.classes) == classes[bound]
    monkeypatch.undo()
    assert classes[bound] <= result.executions <= search(unlocked(tasks, rounds), "bounded", bound).executions


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("bound", [0, 1, 2])
def test_no_behaviour_within_the_bound_is_lost(seed: int, bound: int) -> None:
    """Exactly the outcomes of every schedule within the bound, from no more executions."""
    program = Program(generated(seed, PLAIN, LOCKING, WAITING, TRYING, FAILING), "generated.py")
    options = {"preemptions": bound, "executions": 1_500, "stop_at_failure": False}
    every = explore(program, strategy="bounded", **options)
    reduced = explore(program, strategy="bpor", **options)
    if "whole budget" in every.searched:
        assert reduced.executions <= 1_500
        return
    assert {str((o.failure and o.failure.message) or o.value) for o in reduced.outcomes} == {
        str((o.failure and o.failure.message) or o.value) for o in every.outcomes
    }
    assert reduced.executions <= every.executions
    assert "every class of equivalent interleavings with at most" in reduced.searched


def test_bounded_reduction_saves_executions_where_tasks_touch_different_things() -> None:
    source = """
def main():
    cells = Cell(), Cell(), Cell()
    def work(cell):
        for _ in range(3): cell.x += 1
    run(*[lambda c=c: work(c) for c in cells])
"""
    every, reduced = search(source, "bounded", 2), search(source, "bpor", 2)
    assert reduced.executions * 10 < every.executions
