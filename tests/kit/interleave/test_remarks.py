"""Remarks: what recorded executions show, and that a remark fails only where a schedule does."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.interleave import Program, collect_trace, explore, replay
from grader.interleave.engine.remark import Remark

PROGRAMS = Path(__file__).parent / "programs"


def program(name: str) -> Program:
    file = (PROGRAMS / name).with_suffix(".py")
    return Program(file.read_text(), file.name)


def remarks(name: str, kind: str) -> list[Remark]:
    return [remark for remark in explore(program(name), executions=200).remarks if remark.kind == kind]


@pytest.mark.parametrize(
    ("name", "lines", "variable"),
    [
        ("pass/thread/poll_a_flag", (16, 10), "done"),
        ("pass/data/same_value_twice", (9, 9), "answer"),
        ("pass/data/stop_flag", (17, 9), "stop"),
        ("fail/data/lost_update", (11, 11), "count"),
    ],
)
def test_a_data_race_names_both_lines(name: str, lines: tuple[int, int], variable: str) -> None:
    found = remarks(name, "data-race")
    assert sorted(lines) in [sorted(remark.lines) for remark in found]
    assert all(f"data race on {variable}: " in remark.text for remark in found)


@pytest.mark.parametrize(
    "name",
    [
        "pass/lock/counter",
        "pass/thread/confined",
        "pass/local/own_values",
        "pass/event/hand_over",
        "pass/event/polling",
        "pass/queue/pipeline",
        "pass/simple_queue/hand_over",
        "pass/barrier/phases",
        "pass/condition/bounded_buffer",
        "pass/condition/a_condition_for_each_side",
        "pass/semaphore/bounded_buffer",
        "pass/executor/map",
        "pass/data/counters_of_ones_own",
        "pass/lock/readers_and_a_writer",
    ],
)
def test_what_is_ordered_is_no_race(name: str) -> None:
    assert remarks(name, "data-race") == []


def test_locks_in_a_circle() -> None:
    [remark] = remarks("fail/lock/opposite_order_with", "lock-order")
    assert remark.lines == (10, 11, 16, 17)
    assert len(remark.tasks) == 2


@pytest.mark.parametrize(
    "name",
    [
        "pass/lock/one_order",
        "pass/lock/opposite_order_behind_a_gate",
        "pass/lock/opposite_order_one_after_the_other",
        "pass/lock/give_way_at_random",
        "pass/rlock/nested",
    ],
)
def test_locks_that_never_meet_are_no_circle(name: str) -> None:
    assert remarks(name, "lock-order") == []


@pytest.mark.parametrize(("name", "line"), [("pass/thread/spin_on_a_flag", 14), ("pass/event/spin_until_set", 7)])
def test_a_busy_wait_names_the_loop(name: str, line: int) -> None:
    [remark] = remarks(name, "busy-wait")
    assert remark.lines == (line,)


@pytest.mark.parametrize("name", ["pass/thread/poll_a_flag", "pass/polling/waits_as_long_as_it_takes"])
def test_a_wait_with_a_pause_is_no_busy_wait(name: str) -> None:
    assert remarks(name, "busy-wait") == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("fail/lock/opposite_order_with", "deadlock"),
        ("fail/lock/philosophers", "deadlock"),
        ("fail/data/lost_update", "assertion"),
    ],
)
def test_a_schedule_aimed_at_a_remark_shows_the_harm(name: str, kind: str) -> None:
    """One execution of the search finds nothing; what it recorded is enough."""
    result = explore(program(name), executions=1)
    assert result.failure is not None
    assert result.failure.strategy == "directed"
    assert result.failure.failure is not None
    assert result.failure.failure.kind == kind
    assert result.searched.startswith("found by a schedule that a remark directed, after 1 execution")
    assert replay(program(name), result.failure.token).failure == result.failure.failure
    assert collect_trace(program(name), result.failure.token).failure == result.failure.failure.to_json()


def test_without_harm_a_remark_says_so_and_fails_nothing() -> None:
    result = explore(program("pass/data/stop_flag"), executions=50)
    assert result.failure is None
    [remark] = [each for each in result.remarks if each.kind == "data-race"]
    assert remark.text.endswith("showed no harm")


def test_remarks_are_the_same_each_time() -> None:
    first, second = (explore(program("pass/executor/initializer"), executions=60).remarks for _ in range(2))
    assert first == second


def test_a_search_without_remarks_records_nothing() -> None:
    result = explore(program("fail/lock/opposite_order_with"), executions=1, remarks=False)
    assert (result.remarks, result.failure, result.executions) == ([], None, 1)
