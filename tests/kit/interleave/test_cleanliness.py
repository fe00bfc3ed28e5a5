"""Nothing of an exploration stays: not in the real library, not in memory, not for the next program."""

from __future__ import annotations

import _thread
import builtins
import concurrent.futures
import concurrent.futures.thread
import gc
import queue
import random
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from grader.interleave import Busy, Divergence, Exploration, Program, collect_trace, explore, replay
from grader.interleave.engine.kernel import KERNEL

MODULES = (_thread, threading, queue, concurrent.futures, concurrent.futures.thread, time, random, builtins)
CLASSES = (threading.Thread, threading.Condition, threading.Event, threading.Timer, queue.Queue, random.Random)


def snapshot() -> dict[str, Any]:
    """All that the world could have changed outside."""
    return {
        "attributes": [{k: id(v) for k, v in vars(owner).items()} for owner in (*MODULES, *CLASSES)],
        "modules": {name: id(module) for name, module in sys.modules.items()},
        "threads": [t.ident for t in threading.enumerate()],
        "gc": (gc.isenabled(), gc.get_freeze_count()),
        "trace": (sys.gettrace(), sys.getprofile()),
        "hooks": (sys.excepthook, threading.excepthook, sys.displayhook),
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "limits": (sys.getrecursionlimit(), sys.getswitchinterval()),
        "path": list(sys.path),
        "random": random.getstate(),
        "kernel": (KERNEL.running, KERNEL.current.name, list(KERNEL.runnable)),
    }


def warm_up() -> None:
    """Let the world be made, and what it imports be imported, before anything is compared."""
    for source in PROGRAMS.values():
        search(source, executions=5)


def search(source: str, **options: Any) -> Exploration:
    return explore(Program(source, "p.py"), **{"steps": 500, "stop_at_failure": False, **options})


START = """
import threading, queue, time
from concurrent.futures import ThreadPoolExecutor
a, b = threading.Lock(), threading.Lock()
def run(*bodies, daemon=False):
    tasks = [threading.Thread(target=body, daemon=daemon) for body in bodies]
    for task in tasks: task.start()
    for task in tasks: task.join()
"""

PROGRAMS = {
    "deadlock": START
    + """
def one():
    with a:
        with b: pass
def two():
    with b:
        with a: pass
def main(): run(one, two)
""",
    "exception": START + "def main(): run(lambda: 1 / 0, a.acquire, a.acquire)",
    "exception in main with tasks alive": START
    + "def main():\n    threading.Thread(target=queue.Queue().get).start()\n    raise ValueError",
    "step limit": START
    + """
def spin():
    while True: time.sleep(1)
def main(): run(spin, spin)
""",
    "daemon that goes on": START
    + """
def work():
    while True: time.sleep(1)
def main(): threading.Thread(target=work, daemon=True).start()
""",
    "refuses to die": START
    + """
def stubborn():
    for _ in range(10**9):
        try:
            a.acquire()
        except BaseException: pass
def main(): run(stubborn, stubborn)
""",
    "blocks in finally": START
    + """
def work():
    try:
        queue.Queue().get()
    finally:
        queue.Queue().get()
def main(): run(work)
""",
    "raises while it dies": START
    + """
def work():
    try: a.acquire(); a.acquire()
    finally: raise RuntimeError
def main(): run(work)
""",
    "starts tasks while it dies": START
    + """
def work():
    try: queue.Queue().get()
    finally: threading.Thread(target=print).start()
def main(): run(work)
""",
    "pool not shut down": START
    + """
def main():
    pool = ThreadPoolExecutor(2)
    return list(pool.map(abs, [-1, 2]))
""",
    "pool with a job that waits": START
    + """
def main():
    ThreadPoolExecutor(2).submit(queue.Queue().get)
""",
    "patches": START
    + """
import random, builtins
def main():
    threading.Lock = threading.RLock = int
    threading.Thread.run = lambda self: None
    threading.Thread.extra = 1
    threading.excepthook = print
    queue.Queue.put = None
    del queue.Queue.get
    time.sleep = len
    time.time = None
    random.random = len
    ThreadPoolExecutor.submit = None
    return 1
""",
    "patches the primitives": START
    + """
def main():
    for kind in (threading.Lock, threading.RLock, queue.SimpleQueue, threading.local):
        for name in ("acquire", "release", "__enter__", "get", "put", "__getattribute__"):
            try: setattr(kind, name, None)
            except (TypeError, AttributeError): pass
""",
    "patches by setattr and vars": START
    + """
def main():
    setattr(queue, 'Queue', None)
    vars(time)['sleep'] = None
    threading.Thread.__dict__
    globals()['threading'].Lock = None
""",
    "patches by another name": START
    + """
other = threading
T = threading.Thread
def main():
    other.RLock = None
    T.run = None
""",
    "patches an argument": START
    + """
def change(module): module.Lock = int
def main():
    change(threading)
""",
    "patches a base class": START
    + """
class Mine(threading.Thread): pass
def main():
    Mine.__mro__[1].run = None
    (lambda: queue)().Queue.get = None
""",
    "reference cycles": START
    + """
class Node: pass
local = threading.local()
def work():
    node = Node()
    node.me = node
    node.big = list(range(1000))
    local.node = node
    raise KeyError
def main(): run(work, work)
""",
    "generator left open": START
    + """
def gen():
    with a:
        yield 1
        yield 2
def main():
    g = gen()
    next(g)
    threading.current_thread().g = g
""",
    "recursion": START + "def down(): down()\ndef main(): run(down)",
    "much output": START + "def main():\n    for i in range(300): print('x' * 1000)",
    "livelock": START
    + """
def eat(x, y):
    while True:
        x.acquire()
        if y.acquire(False): return
        x.release()
def main(): run(lambda: eat(a, b), lambda: eat(b, a))
""",
    "not controlled": START + "import os\ndef main(): return os.urandom(4)",
}


@pytest.fixture(scope="module", autouse=True)
def the_world_is_there() -> None:
    warm_up()


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS)
def test_the_real_library_is_untouched(source: str) -> None:
    before = snapshot()
    result = search(source, executions=40)
    for outcome in result.outcomes:
        if outcome.failure is None or outcome.failure.kind not in {"nondeterminism", "step-limit"}:
            collect_trace(Program(source, "p.py"), outcome.token, steps=500)
    after = snapshot()
    assert {key for key in before if before[key] != after[key]} == set()


def test_real_threads_work_after_all_that() -> None:
    for source in PROGRAMS.values():
        search(source, executions=3)
    done: queue.Queue[int] = queue.Queue()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        pool.submit(done.put, 1).result(timeout=10)
    thread = threading.Thread(target=done.put, args=(2,))
    thread.start()
    thread.join(10)
    assert [done.get_nowait(), done.get_nowait()] == [1, 2]


CHECK = """
import threading, queue, time, random, _thread
from concurrent.futures import ThreadPoolExecutor
def main():
    box = queue.Queue()
    t = threading.Thread(target=box.put, args=(3,))
    t.start()
    t.join()
    with ThreadPoolExecutor(1) as pool: pool.submit(box.put, 4)
    lock, again = threading.Lock(), threading.RLock()
    with lock, again, again: time.sleep(1)
    return (box.get(), box.get(), t.name, time.time() > 9e8, threading.active_count(), 0 <= random.random() < 1,
            hasattr(threading.Thread, "extra"), threading.excepthook is threading.__excepthook__)
"""


@pytest.mark.parametrize("source", PROGRAMS.values(), ids=PROGRAMS)
def test_the_next_program_finds_a_fresh_world(source: str) -> None:
    search(source, executions=10)
    result = search(CHECK, executions=10, stop_at_failure=True)
    assert [o.failure for o in result.outcomes] == [None]
    assert result.outcomes[0].value == (3, 4, "Thread-1 (put)", True, 1, True, False, True)


@pytest.mark.parametrize("name", [name for name in PROGRAMS if name.startswith("patches")])
def test_each_execution_finds_a_fresh_world(name: str) -> None:
    """A program that patches the library must not meet its own patches in the next execution."""
    source = PROGRAMS[name].replace("def main():", CHECK.replace("main", "check") + "\ndef main():\n    check()", 1)
    result = search(source, executions=5)
    assert [o.failure for o in result.outcomes] == [None]


# ---------------------------------------------------------------- memory


def test_memory_stays_flat_over_thousands_of_mixed_executions() -> None:
    """1,000 to warm up, then twice 1,000: the second must not hold more than the first."""
    mixed = [source for name, source in PROGRAMS.items() if name not in {"refuses to die", "step limit", "livelock"}]

    def some() -> None:
        for source in mixed:
            search(source, strategy="random_walk", executions=1000 // len(mixed) + 1, steps=200)
        gc.collect()

    some()
    tracemalloc.start()
    try:
        some()
        middle = tracemalloc.get_traced_memory()[0]
        objects = len(gc.get_objects())
        some()
        assert tracemalloc.get_traced_memory()[0] - middle < 100_000
        assert len(gc.get_objects()) - objects < 1000
    finally:
        tracemalloc.stop()


def greenlets() -> int:
    from greenlet import greenlet

    gc.collect()
    return sum(isinstance(o, greenlet) for o in gc.get_objects())


def test_greenlets_are_used_again() -> None:
    names = [n for n in PROGRAMS if n != "refuses to die"]
    for name in names:
        search(PROGRAMS[name], executions=20)
    before = greenlets()
    for name in names:
        search(PROGRAMS[name], strategy="random_walk", executions=30)
    assert greenlets() <= before + 2


def test_tasks_that_refuse_to_die_are_counted() -> None:
    before = len(KERNEL.pool.parked)
    search(PROGRAMS["refuses to die"], executions=10)
    assert len(KERNEL.pool.parked) > before


# ---------------------------------------------------------------- misuse


def inside(action: Callable[[], object]) -> Program:
    """A program whose main does something outside the world."""
    return Program("def main(): pass", "p.py", entry=lambda _: action())


@pytest.mark.parametrize("verb", [explore, lambda p: replay(p, "AEAA"), lambda p: collect_trace(p, "AEAA")])
def test_an_exploration_inside_another_is_refused(verb: Callable[[Program], object]) -> None:
    program = Program("def main(): return 7", "q.py")
    raised: list[type[BaseException]] = []

    def action() -> None:
        try:
            verb(program)
        except BaseException as error:
            raised.append(type(error))

    result = explore(inside(action), executions=2)
    assert raised
    assert raised[0].__name__ in {"Busy", "BadToken"}
    assert result.failure is None
    assert explore(program).outcomes[0].value == 7


def test_busy_is_what_an_inner_exploration_raises() -> None:
    program = Program("def main(): return 7", "q.py")
    result = explore(inside(lambda: explore(program)), executions=1)
    assert result.failure is not None
    assert result.failure.failure is not None
    assert result.failure.failure.message.startswith(Busy.__name__)


INTERRUPTED = (
    START
    + """
import os
def work(): os.kill(os.getpid(), 2)
def main(): run(a.acquire, WHO)
"""
)


def test_a_keyboard_interrupt_that_the_program_raises_is_its_failure() -> None:
    task = "import threading\ndef f(): raise KeyboardInterrupt\n"
    task += "def main():\n t = threading.Thread(target=f)\n t.start()\n t.join()"
    for source in (task, "def main(): raise KeyboardInterrupt"):
        failure = search(source).failure
        assert failure is not None
        assert failure.failure is not None
        assert (failure.failure.kind, failure.failure.message) == ("exception", "KeyboardInterrupt")


@pytest.mark.parametrize("who", ["work", "lambda: run(work)"])
def test_an_interrupt_comes_out_and_the_engine_goes_on(who: str) -> None:
    before = snapshot()
    with pytest.raises(KeyboardInterrupt):
        search(INTERRUPTED.replace("WHO", who))
    with pytest.raises(KeyboardInterrupt):
        search("import os\ndef main(): os.kill(os.getpid(), 2)")
    after = snapshot()
    assert {key for key in before if before[key] != after[key]} == set()
    assert search("def main(): return 7").outcomes[0].value == 7


def test_an_error_of_the_strategy_comes_out_and_the_engine_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.interleave.strategies.pct import Pct

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    before = snapshot()
    with monkeypatch.context() as patched:
        patched.setattr(Pct, "choose", broken)
        with pytest.raises(ZeroDivisionError):
            search(PROGRAMS["deadlock"], strategy="pct")
    after = snapshot()
    assert {key for key in before if before[key] != after[key]} == set()
    assert len(search(PROGRAMS["deadlock"]).outcomes) == 2


def test_an_error_of_encode_is_the_programs_failure() -> None:
    result = search("def main(): return 1", encode=lambda value: value / 0)
    assert [o.failure and o.failure.kind for o in result.outcomes] == ["exception"]


def test_a_foreign_token_leaves_the_engine_usable() -> None:
    program = Program(PROGRAMS["deadlock"], "p.py")
    token = explore(program).outcomes[0].token
    for _ in range(3):
        with pytest.raises(Exception, match="another version"):
            replay(Program(PROGRAMS["deadlock"] + "\n", "p.py"), token)
    with pytest.raises(Divergence):
        replay(program, token, steps=1)
    assert replay(program, token).failure is None


def test_exploring_works_from_another_thread_and_back() -> None:
    results: list[list[Any]] = []

    def there() -> None:
        result = search(PROGRAMS["deadlock"])
        results.append([o.failure and o.failure.kind for o in result.outcomes])

    there()
    for _ in range(2):
        thread = threading.Thread(target=there)
        thread.start()
        thread.join()
        there()
    assert len(results) == 5
    assert results == [[None, "deadlock"]] * 5


def test_a_module_of_the_same_name_comes_back() -> None:
    module = sys.modules["submission"] = type(sys)("submission")
    try:
        search("def main(): pass")
        assert sys.modules["submission"] is module
    finally:
        del sys.modules["submission"]


def test_collection_stays_off_if_it_was_off() -> None:
    gc.disable()
    try:
        search("def main(): pass")
        assert not gc.isenabled()
    finally:
        gc.enable()
