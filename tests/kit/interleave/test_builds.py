"""Which builds of CPython a failure needs: `default` where the GIL build switches too, `free-threaded` else.

The default build (3.10 and later) gives up the GIL only at calls, at back-edges and where a task blocks. Each body
below is run by two tasks on one account that begins at 0 and must end at 2.
"""

from __future__ import annotations

import pytest

from grader.interleave import Exploration, Program, explore

HEADER = """
import math
import threading
from threading import Lock

class Account:
    def __init__(self):
        self.n = 0
        self.items = {"n": 0}

def same(value):
    return value

def plus(value):
    return value + 1

account = Account()
x = 0
lock = Lock()

def work():
    global x
BODY

def total():
    return account.n + account.items["n"] + x

def main():
    tasks = [threading.Thread(target=work) for _ in range(2)]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    assert total() == 2
"""

BODIES = {
    "attribute +=": ("account.n += 1", "free-threaded"),
    "item +=": ("account.items['n'] += 1", "free-threaded"),
    "global +=": ("x += 1", "free-threaded"),
    "attribute, load and store apart": ("t = account.n\naccount.n = t + 1", "free-threaded"),
    "global, load and store apart": ("t = x\nx = t + 1", "free-threaded"),
    "item, load and store apart": ("t = account.items['n']\naccount.items['n'] = t + 1", "free-threaded"),
    "Python call between": ("account.n = same(account.n) + 1", "default"),
    "Python call does the sum": ("account.n = plus(account.n)", "default"),
    "C call between": ("account.n = int(account.n) + 1", "default"),
    "C call in a statement between": ("t = account.n\nabs(1)\naccount.n = t + 1", "default"),
    "method of a module between": ("t = x\nmath.sqrt(4)\nx = t + 1", "default"),
    "call before the load only": ("abs(1)\naccount.n += 1", "free-threaded"),
    "call after the store only": ("account.n += 1\nabs(1)", "free-threaded"),
    "call in the value of +=": ("account.n += abs(1)", "default"),
    "call in the value of a global's +=": ("x += abs(1)", "default"),
    "call in the value of an item's +=": ("account.items['n'] += abs(1)", "default"),
    "test, then +=": ("if account.n < 9:\n    account.n += 1", "free-threaded"),
    "while between": ("t = account.n\ni = 0\nwhile i < 2:\n    i += 1\naccount.n = t + 1", "free-threaded"),
    "for between": ("t = account.n\nfor i in (1, 2):\n    pass\naccount.n = t + 1", "free-threaded"),
    "print between": ("t = account.n\nprint(t)\naccount.n = t + 1", "default"),
    "lock taken between": ("t = account.n\nwith lock:\n    pass\naccount.n = t + 1", "default"),
    "get and set": ("account.items['n'] = account.items.get('n') + 1", "default"),
    "getattr and setattr": ("setattr(account, 'n', getattr(account, 'n') + 1)", "default"),
    "call in one branch": ("t = account.n\nif t > 5:\n    abs(1)\naccount.n = t + 1", "free-threaded"),
    "call in both branches": ("t = account.n\nif t > 5:\n    abs(1)\nelse:\n    abs(2)\naccount.n = t + 1", "default"),
    "conditional expression": ("t = account.n\naccount.n = (abs(t) if t else int(t)) + 1", "default"),
    "f-string between": ("t = account.n\ns = f'{t}'\naccount.n = t + 1", "free-threaded"),
    "comprehension between": ("t = account.n\ns = [i for i in (1, 2)]\naccount.n = t + 1", "free-threaded"),
}
#: Loops that may go round not even once are taken for no switch: there the default build can fail too, and the
#: engine says free-threaded. (The other way round would tell a student to look for what cannot happen.)
CAUTIOUS = {"while between", "for between", "with, loop, with"}


def test_the_cautious_rows_are_in_the_tables() -> None:
    assert {*BODIES, *ORDERS} >= CAUTIOUS
    assert {dict(BODIES | ORDERS)[name][1] for name in CAUTIOUS} == {"free-threaded"}


def search(source: str, **options: object) -> Exploration:
    return explore(Program(source, "builds.py"), executions=3000, **options)  # type: ignore[arg-type]


def with_body(body: str) -> str:
    return HEADER.replace("BODY", "\n".join("    " + line for line in body.splitlines()))


@pytest.mark.parametrize(("body", "builds"), BODIES.values(), ids=BODIES)
def test_lost_update_in(body: str, builds: str) -> None:
    found = search(with_body(body)).failure
    assert found is not None
    assert found.failure is not None
    assert found.failure.kind == "assertion"
    assert found.builds == builds


@pytest.mark.parametrize(("body", "builds"), BODIES.values(), ids=BODIES)
def test_points_of_the_default_build_find_only_its_failures(body: str, builds: str) -> None:
    found = search(with_body(body), points="gil").failure
    if builds == "free-threaded":
        assert found is None
    else:
        assert found is not None
        assert found.builds == "default"


@pytest.mark.parametrize("strategy", ["bounded", "random_walk", "pct", "round_robin", "portfolio"])
def test_no_strategy_goes_beyond_the_default_builds_points(strategy: str) -> None:
    result = search(with_body("account.n += 1"), points="gil", strategy=strategy)
    assert result.failure is None
    assert not result.exhaustive


LOCKS = """
import threading

a, b = threading.Lock(), threading.Lock()

def work(first, second):
BODY

def main():
    tasks = [threading.Thread(target=work, args=pair) for pair in ((a, b), (b, a))]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
"""

ORDERS = {
    "with in with": ("with first:\n    with second:\n        pass", "free-threaded"),
    "with both": ("with first, second:\n    pass", "free-threaded"),
    "acquire, acquire": ("first.acquire()\nsecond.acquire()\nsecond.release()\nfirst.release()", "default"),
    "with, acquire without waiting": (
        "with first:\n    if not second.acquire(False):\n        second.acquire()\n    second.release()",
        "free-threaded",
    ),
    "with, acquire": ("with first:\n    second.acquire()\n    second.release()", "free-threaded"),
    "acquire, with": ("first.acquire()\nwith second:\n    pass\nfirst.release()", "default"),
    "with, call, with": ("with first:\n    abs(1)\n    with second:\n        pass", "default"),
    "with, loop, with": (
        "with first:\n    i = 0\n    while i < 2:\n        i += 1\n    with second:\n        pass",
        "free-threaded",
    ),
    "with, method, with": ("with first:\n    x = str(1).upper()\n    with second:\n        pass", "default"),
}


@pytest.mark.parametrize(("body", "builds"), ORDERS.values(), ids=ORDERS)
def test_two_locks_in_opposite_orders(body: str, builds: str) -> None:
    source = LOCKS.replace("BODY", "\n".join("    " + line for line in body.splitlines()))
    found = search(source).failure
    assert found is not None
    assert found.failure is not None
    assert (found.failure.kind, found.builds) == ("deadlock", builds)
    assert (search(source, points="gil").failure is None) == (builds == "free-threaded")
