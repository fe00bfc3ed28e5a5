"""CPython's own tests of its primitives pass inside the world, under random schedules.

`test.lock_tests` and what it needs of `test.support` are loaded in the world as the standard library is, so that
their sleeps and threads are simulated. Each test method is one program. The list of tests is that of the running
Python; nothing is left out but what the table `EXCLUDED` names.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
import unittest
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from grader.interleave import Program, explore
from grader.interleave.world.loader import World, _code_of, the_world

#: The class of the test module, and what it is run on: the attribute to set, and how to get its value in the world.
SUBJECTS = {
    "LockTests": ("LockTests", "locktype", "Lock"),
    "RLockTests": ("RLockTests", "locktype", "RLock"),
    "PyRLockTests": ("RLockTests", "locktype", "_PyRLock"),
    "EventTests": ("EventTests", "eventtype", "Event"),
    "ConditionAsRLockTests": ("RLockTests", "locktype", "Condition"),
    "ConditionTests": ("ConditionTests", "condtype", "Condition"),
    "SemaphoreTests": ("SemaphoreTests", "semtype", "Semaphore"),
    "BoundedSemaphoreTests": ("BoundedSemaphoreTests", "semtype", "BoundedSemaphore"),
    "BarrierTests": ("BarrierTests", "barriertype", "Barrier"),
}
#: Test methods that are not run, and why.
EXCLUDED = {
    ("*", "test_at_fork_reinit"): "forks are not simulated; the method is for the interpreter only",
    ("ConditionAsRLockTests", "test_recursion_count"): "CPython skips it too: Condition has no _recursion_count",
}
SEEDS, STEPS = 3, 300_000
#: Methods of `test.test_queue` that are not run, and why.
QUEUE_EXCLUDED = {
    "test_many_threads_nonblock": "a hundred tasks poll: it ends, after millions of steps",
    "test_reentrancy": "finalisers that the collector runs in the middle of a put: it is off inside executions",
}
#: One task, and full collections by the dozen: other seeds give the same schedule again.
ONE_SCHEDULE = {"test_references"}
HELPERS = ("test", "test.support", "test.support.threading_helper", "test.lock_tests")
QUEUE_HELPERS = ("test.support.import_helper", "test.test_queue")
HAVE_TESTS = importlib.util.find_spec("test") is not None and importlib.util.find_spec("test.lock_tests") is not None


def listed() -> list[Any]:
    """(subject, method) of every test; one marker that says so where Python came without its tests."""
    if not HAVE_TESTS:
        return [pytest.param(None, None, id="none: this Python has no package test")]
    module = importlib.import_module("test.lock_tests")
    found = []
    for subject, (name, _, _) in SUBJECTS.items():
        for method in unittest.defaultTestLoader.getTestCaseNames(getattr(module, name)):
            if not {(subject, method), ("*", method)} & EXCLUDED.keys():
                found.append(pytest.param(subject, method, id=f"{subject}-{method}"))
    return found


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """The world with CPython's test modules in it."""
    inside = the_world()
    with inside.entered():
        for name in HELPERS if HAVE_TESTS else ():
            inside.load(name, *_code_of(name))
        if HAVE_TESTS:
            # The tests ask for a copy of `queue` with and one without its C part. In the world there is one.
            stub = ModuleType("test.support.import_helper")
            stub.__dict__["import_fresh_module"] = lambda *_, **__: inside.modules["queue"]
            inside.replace("test.support.import_helper", stub)
            # Read as text: pytest's import hook takes files called test_... for its own.
            spec = importlib.util.find_spec("test.test_queue")
            assert spec is not None
            assert spec.origin is not None
            inside.load_source("test.test_queue", Path(spec.origin).read_text(encoding="utf-8"), spec.origin)
    yield inside
    for name in (*HELPERS, *QUEUE_HELPERS):
        inside.modules.pop(name, None)


def run_one(world: World, subject: str, method: str) -> str:
    """Run a test method in the main task; what went wrong, or nothing."""
    name, attribute, primitive = SUBJECTS[subject]
    kind = getattr(world.modules["test.lock_tests"], name)
    made = staticmethod(getattr(world.modules["threading"], primitive))
    case = type(subject, (kind,), {attribute: made})(method)
    result = unittest.TestResult()
    case.run(result)
    return "\n".join(text for _, text in result.errors + result.failures)


@pytest.mark.parametrize(("subject", "method"), listed())
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_cpythons_own_test_passes(world: World, subject: str | None, method: str | None) -> None:
    if subject is None or method is None:
        return
    program = Program("", "fidelity.py", entry=lambda _: run_one(world, subject, method))
    for seed in range(SEEDS):
        result = explore(
            program, strategy="random_walk", executions=1, seed=random.Random(seed).getrandbits(30), timing="fair",
            steps=STEPS,
        )  # fmt: skip
        assert [(o.value, o.failure) for o in result.outcomes] == [("", None)]


def listed_of_queue() -> list[Any]:
    if not HAVE_TESTS:
        return [pytest.param(None, None, id="none: this Python has no package test")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        module = importlib.import_module("test.test_queue")
    found = []
    for name, kind in vars(module).items():
        if isinstance(kind, type) and issubclass(kind, unittest.TestCase):
            found += [(name, method) for method in unittest.defaultTestLoader.getTestCaseNames(kind)]
    return [pytest.param(n, m, id=f"{n}-{m}") for n, m in found if m not in QUEUE_EXCLUDED]


@pytest.mark.parametrize(("name", "method"), listed_of_queue())
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_cpythons_own_test_of_queues_passes(world: World, name: str | None, method: str | None) -> None:
    if name is None or method is None:
        return

    def run(_: ModuleType) -> str:
        result = unittest.TestResult()
        getattr(world.modules["test.test_queue"], name)(method).run(result)
        return "\n".join(text for _, text in result.errors + result.failures)

    for seed in range(1 if "many_threads" in method or method in ONE_SCHEDULE else SEEDS):
        result = explore(
            Program("", "fidelity.py", entry=run), strategy="random_walk", executions=1, seed=seed, timing="fair",
            steps=STEPS,
        )  # fmt: skip
        assert [(o.value, o.failure) for o in result.outcomes] == [("", None)]


def test_the_table_of_exclusions_names_tests_that_are_there() -> None:
    if HAVE_TESTS:
        module = importlib.import_module("test.lock_tests")
        names = {m for name, _, _ in SUBJECTS.values() for m in dir(getattr(module, name))}
        assert {method for _, method in EXCLUDED} <= names
        assert len(listed()) > 100
