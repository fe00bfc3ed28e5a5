"""The witness replayer: legal steps, the tail rule, blocked tasks, and the exhaustive minimum."""

from __future__ import annotations

from math import comb

import pytest

from grader.checks.witness import (
    MAX_STEPS,
    IllegalStepError,
    Program,
    Step,
    Store,
    endings,
    render,
    replay,
    smallest,
)


def _read(memory: Store, registers: Store) -> None:
    registers["seen"] = memory["total"]


def _write(memory: Store, registers: Store) -> None:
    seen = registers["seen"]
    assert isinstance(seen, int)
    memory["total"] = seen + 1


def counter(increments: int, tasks: str = "AB") -> Program:
    """Each task reads the total and writes it back plus one, `increments` times."""
    return Program(
        {
            name: [
                step
                for i in range(increments)
                for step in (
                    Step(f"{name}{2 * i + 1}", "seen = total", _read),
                    Step(f"{name}{2 * i + 2}", "total = seen + 1", _write),
                )
            ]
            for name in tasks
        },
        {"total": 0},
    )


def two_locks() -> Program:
    """Two tasks that take two locks in opposite orders."""

    def take(lock: str, me: str) -> Step:
        def do(memory: Store, registers: Store) -> None:
            memory[lock] = me

        return Step(f"{me}-{lock}", f"{lock}.acquire()", do, lambda m, r: m[lock] is None)

    def free(me: str) -> Step:
        def do(memory: Store, registers: Store) -> None:
            memory.update(p=None, q=None)

        return Step(f"{me}-free", "release both", do)

    return Program(
        {
            "A": [take("p", "A"), take("q", "A"), free("A")],
            "B": [take("q", "B"), take("p", "B"), free("B")],
        },
        {"p": None, "q": None},
    )


def total(memory: Store) -> int:
    value = memory["total"]
    assert isinstance(value, int)
    return value


def test_a_full_schedule_is_replayed_in_its_own_order() -> None:
    run = replay(counter(1), ["A", "B", "A", "B"])
    assert run.memory == {"total": 1}
    assert run.switches == 3
    assert [row.label for row in run.rows] == ["A1", "B1", "A2", "B2"]
    assert [dict(row.memory) for row in run.rows] == [{"total": total} for total in (0, 0, 1, 1)]
    assert [dict(row.registers) for row in run.rows] == [{"seen": 0}] * 4


def test_the_tail_runs_the_listed_tasks_in_order() -> None:
    run = replay(counter(1), ["B"])
    assert "".join(row.task for row in run.rows) == "BAAB"
    assert [row.given for row in run.rows] == [True, False, False, False]


@pytest.mark.parametrize(
    ("schedule", "position", "words"),
    [
        (["A", "A", "A"], 3, "finished"),
        (["A", "C"], 2, "A, B"),
        ([["A"]], 1, "A, B"),
        ([1], 1, "A, B"),
    ],
)
def test_an_illegal_step_is_reported_by_position(schedule: list[object], position: int, words: str) -> None:
    with pytest.raises(IllegalStepError, match=words) as caught:
        replay(counter(1), schedule)
    assert caught.value.position == position
    assert f"step {position} " in str(caught.value)


def test_a_blocked_task_cannot_step_and_a_deadlock_names_all_who_wait() -> None:
    with pytest.raises(IllegalStepError, match="blocked at A-q"):
        replay(two_locks(), ["A", "B", "A"])
    assert replay(two_locks(), ["A", "B"]).blocked == ("A", "B")
    assert replay(two_locks(), ["A", "A"]).blocked == ()


def test_a_jump_can_make_a_run_endless() -> None:
    loop = Program({"A": [Step("A1", "while True: pass", lambda m, r: "A1")]}, {})
    run = replay(loop, [])
    assert run.endless
    assert len(run.rows) == MAX_STEPS
    assert list(endings(loop)) == []


def test_the_smallest_total_is_proved() -> None:
    assert smallest(counter(1), total) == 1
    assert smallest(counter(2), total) == 2
    assert smallest(counter(3), total) == 2
    assert smallest(counter(3, "A"), total) == 3


def test_endings_agree_with_trying_every_schedule() -> None:
    def schedules(a: int, b: int) -> list[str]:
        if not a or not b:
            return ["A" * a + "B" * b]
        return ["A" + s for s in schedules(a - 1, b)] + ["B" + s for s in schedules(a, b - 1)]

    every = schedules(4, 4)
    assert len(every) == comb(8, 4)
    by_hand = {total(replay(counter(2), list(each)).memory) for each in every}
    assert {total(memory) for memory in endings(counter(2))} == by_hand == {2, 3, 4}


def test_the_table_has_a_column_a_task_and_shows_what_each_step_left_behind() -> None:
    assert render(replay(counter(1), ["A", "B"]), ["A", "B"]).splitlines() == [
        "      A                 B                 afterwards",
        "   1  seen = total                        seen 0, total 0",
        "   2                    seen = total      seen 0, total 0",
        "   3. total = seen + 1                    seen 0, total 1",
        "   4.                   total = seen + 1  seen 0, total 1",
    ]
