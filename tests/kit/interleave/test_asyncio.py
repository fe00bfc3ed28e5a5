"""asyncio programs in the world: what is varied, how often, what is said of a failure, and what is left behind."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.interleave import Program, collect_trace, explore, render_text, replay
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.world.asyncio_state import STATE

PROGRAMS = Path(__file__).parent / "programs"
ONCE_EACH = """
import asyncio
class C: pass
async def add(c):
    value = c.x
    await asyncio.sleep(0.1)
    c.x = value + 1
async def run():
    c = C()
    c.x = 0
    await asyncio.gather(add(c), add(c))
    return c.x
def main():
    return asyncio.run(run())
"""


def everything(source: str, strategy: str, executions: int = 5000, **options: Any) -> Any:
    return explore(
        Program(source, "p.py"),
        strategy=strategy,
        preemptions=99,
        executions=executions,
        stop_at_failure=False,
        **options,
    )


def outcomes(found: Any) -> set[str]:
    return {repr(o.value) if o.failure is None else f"{o.failure.kind}: {o.failure.message}" for o in found.outcomes}


@pytest.mark.parametrize("strategy", ["bounded", "dpor"])
def test_two_coroutines_that_sleep_once_have_eight_interleavings(strategy: str) -> None:
    """Either timer is first; the other one fires before the same iteration, one of two later ones, or after all."""
    found = everything(ONCE_EACH, strategy)
    assert (found.executions, found.exhaustive) == (8, True)


def test_coroutines_of_one_loop_do_not_switch_between_awaits() -> None:
    source = ONCE_EACH.replace("    await asyncio.sleep(0.1)\n", "")
    found = everything(source, "bounded")
    assert (found.executions, outcomes(found)) == (1, {"2"})


def test_fair_timing_is_exact() -> None:
    source = """
import asyncio
async def run():
    log = []
    async def step(name, seconds):
        await asyncio.sleep(seconds)
        log.append(name)
    await asyncio.gather(step("b", 0.2), step("a", 0.1), step("c", 0.3))
    return "".join(log), round(asyncio.get_running_loop().time(), 2)
def main():
    return asyncio.run(run())
"""
    assert outcomes(everything(source, "random_walk", 50, timing="fair")) == {"('abc', 0.3)"}
    names = {o.value[0] for o in everything(source, "random_walk", 200).outcomes}
    assert names == {"abc", "acb", "bac", "bca", "cab", "cba"}


SEARCHED = {
    "timeout": """
import asyncio
async def run():
    log = []
    async def work():
        try:
            async with asyncio.timeout(1):
                await asyncio.sleep(2)
            log.append("done")
        except TimeoutError:
            log.append("late")
    async def other():
        await asyncio.sleep(1)
        log.append("other")
    await asyncio.gather(work(), other())
    return log
def main():
    return asyncio.run(run())
""",
    "cancel": """
import asyncio
async def run():
    log = []
    async def work():
        log.append("a")
        await asyncio.sleep(1)
        log.append("b")
        await asyncio.sleep(0)
        log.append("c")
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    return log
def main():
    return asyncio.run(run())
""",
    "thread": """
import asyncio
import threading
log = []
async def run():
    loop = asyncio.get_running_loop()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(log.append, "thread"))
    thread.start()
    await asyncio.sleep(0.1)
    log.append("timer")
    await asyncio.sleep(0)
    log.append("next")
    thread.join()
    await asyncio.sleep(0)
def main():
    asyncio.run(run())
    return log
""",
    "deadlock": """
import asyncio
async def run():
    a, b = asyncio.Lock(), asyncio.Lock()
    async def both(first, second):
        await asyncio.sleep(0.1)
        async with first:
            await asyncio.sleep(0)
            async with second:
                pass
    await asyncio.gather(both(a, b), both(b, a))
def main():
    asyncio.run(run())
""",
}


@pytest.mark.parametrize("name", SEARCHED)
def test_partial_order_reduction_loses_no_outcome(name: str) -> None:
    source = SEARCHED[name]
    plain, reduced = everything(source, "bounded"), everything(source, "dpor")
    assert plain.exhaustive
    assert len(plain.outcomes) > 1
    assert outcomes(reduced) == outcomes(plain)
    assert reduced.executions <= plain.executions


@pytest.mark.parametrize("strategy", ["random_walk", "pct", "pos", "surw", "dpor", "bounded", "portfolio"])
def test_every_strategy_finds_a_timer_out_of_order(strategy: str) -> None:
    source = (PROGRAMS / "fail" / "asyncio" / "order_of_sleeps.py").read_text()
    assert explore(Program(source, "p.py"), strategy=strategy, executions=50).failure is not None


@pytest.mark.parametrize(
    "name",
    [
        "check_then_act",
        "locks_in_two_orders",
        "task_forgotten",
        "task_group_cancels_a_half_done_move",
        "to_thread_races_with_the_loop",
    ],
)
def test_a_trace_has_a_column_for_each_asyncio_task(name: str, golden: Any) -> None:
    program = Program((PROGRAMS / "fail" / "asyncio" / f"{name}.py").read_text(), f"{name}.py")
    found = explore(program, strategy="bounded", executions=500).failure
    assert found is not None
    golden(f"asyncio_{name}.txt", render_text(collect_trace(program, found.token), 100) + "\n")


def test_a_deadlock_names_the_coroutines_and_their_lines() -> None:
    program = Program((PROGRAMS / "fail" / "asyncio" / "locks_in_two_orders.py").read_text(), "p.py")
    found = explore(program).failure
    assert found is not None
    assert found.failure is not None
    waits = {w.task: (w.waits_for, w.held_by, w.line) for w in found.failure.waits}
    assert waits["Task-2"] == ("a lock held by Task-3", "Task-3", 10)
    assert waits["Task-3"] == ("a lock held by Task-2", "Task-2", 10)


def test_a_task_that_outlives_main_is_a_leak_where_a_check_asks() -> None:
    source = (PROGRAMS / "fail" / "asyncio" / "task_forgotten.py").read_text().replace("assert ", "")
    assert explore(Program(source, "p.py"), executions=20).failure is None
    found = explore(Program(source, "p.py"), executions=20, leaks_fail=True).failure
    assert found is not None
    assert found.failure is not None
    assert (found.failure.kind, found.failure.task) == ("leak", "Task-2")


def test_a_coroutine_that_is_never_awaited_is_told_in_the_output() -> None:
    source = (PROGRAMS / "fail" / "asyncio" / "coroutine_never_awaited.py").read_text()
    program = Program(source, "p.py")
    found = explore(program).failure
    assert found is not None
    assert "coroutine 'work' was never awaited" in replay(program, found.token).output


def test_a_handler_of_the_program_takes_what_nobody_caught() -> None:
    source = """
import asyncio
async def fails():
    raise ValueError("no")
async def run():
    told = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: told.append(context["message"]))
    asyncio.create_task(fails())
    await asyncio.sleep(0.1)
    return told
def main():
    return asyncio.run(run())
"""
    found = everything(source, "bounded")
    assert found.failure is None
    assert "['Task exception was never retrieved']" in outcomes(found)


def test_a_busy_coroutine_is_no_livelock() -> None:
    source = """
import asyncio
import threading
async def count():
    for _ in range(300):
        await asyncio.sleep(0)
def main():
    thread = threading.Thread(target=asyncio.run, args=(count(),))
    thread.start()
    other = threading.Thread(target=asyncio.run, args=(count(),))
    other.start()
    thread.join()
    other.join()
"""
    assert explore(Program(source, "p.py"), strategy="round_robin").failure is None


MIXED = """
import asyncio
import random
stuck = 0
class Big:
    def __init__(self):
        self.me = self
        self.data = [0] * 1000
async def work(kind):
    big = Big()
    try:
        await asyncio.sleep(0.1)
        if kind == "raise":
            raise ValueError(kind)
        if kind == "stuck":
            await asyncio.get_running_loop().create_future()
        if kind == "endless":
            while True:
                await asyncio.sleep(1)
        await asyncio.to_thread(len, "abc")
    finally:
        big.data.append(1)
async def run(kind):
    first = asyncio.create_task(work(kind))
    await asyncio.gather(first, work("fine"))
def main():
    asyncio.run(run(KIND))
"""


@pytest.mark.parametrize("kind", ["fine", "raise", "stuck", "endless"])
def test_executions_leave_nothing_behind(kind: str) -> None:
    program = Program(MIXED.replace("KIND", repr(kind)), "p.py")

    def run(executions: int) -> int:
        explore(program, strategy="random_walk", executions=executions, stop_at_failure=False, steps=300)
        gc.collect()
        return len(gc.get_objects())

    run(50)
    before = run(50)
    assert run(300) - before < 50
    assert not STATE.loops
    assert not STATE.running
    assert not KERNEL.pool.parked


def test_the_real_asyncio_is_not_touched() -> None:
    hooks = sys.get_asyncgen_hooks()
    real = asyncio.tasks
    explore(Program(ONCE_EACH, "p.py"), executions=3)
    assert sys.modules["asyncio"] is asyncio
    assert sys.modules["asyncio.tasks"] is real
    assert sys.get_asyncgen_hooks() == hooks
    assert asyncio.run(asyncio.sleep(0, 7)) == 7


def test_programs_without_asyncio_do_not_load_it() -> None:
    code = """
from grader.interleave import Program, explore
from grader.interleave.world.loader import the_world
explore(Program("import threading\\ndef main(): pass\\n", "p.py"), executions=3)
assert the_world().asyncio is None
explore(Program("import asyncio\\ndef main(): pass\\n", "p.py"), executions=3)
assert the_world().asyncio is not None
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


@pytest.mark.parametrize("file", sorted((PROGRAMS / "pass" / "asyncio").glob("*.py")), ids=lambda f: f.stem)
def test_a_right_program_is_right_on_the_real_loop(file: Path) -> None:
    names: dict[str, Any] = {"__name__": "submission"}
    exec(compile(file.read_text(), file.name, "exec", dont_inherit=True), names)
    names["main"]()


@pytest.mark.parametrize("name", SEARCHED.keys() - {"deadlock"})
def test_what_the_real_loop_does_is_among_what_the_world_does(name: str) -> None:
    source = SEARCHED[name].replace("timeout(1)", "timeout(0.01)").replace("sleep(2)", "sleep(0.02)")
    source = source.replace("sleep(1)", "sleep(0.01)").replace("sleep(0.1)", "sleep(0.01)")
    names: dict[str, Any] = {"__name__": "submission"}
    exec(compile(source, "p.py", "exec", dont_inherit=True), names)
    assert repr(names["main"]()) in outcomes(everything(source, "bounded"))
