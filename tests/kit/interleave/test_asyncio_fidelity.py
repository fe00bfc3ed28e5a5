"""CPython's own tests of asyncio pass inside the world.

The files of `test.test_asyncio` are loaded in the world as the standard library is, with the world's `asyncio`, and
each test method is one program, as in `test_fidelity.py`: a random schedule, fair timing, where the files measure
time; those in `ADVERSARIAL` measure none, and run under adversarial timing too. `FIDELITY_SEEDS` in the environment
sets how many schedules each method is run under (default 1).

Of each file that the running Python has, everything is run except what `EXCLUDED` names. The C variants of the
classes are skipped by the tests themselves: the world has the package in pure Python. `test_futures2` is not among
the files: it cannot be imported without them.
"""

from __future__ import annotations

import builtins
import fnmatch
import importlib
import importlib.util
import os
import sys
import unittest
import unittest.mock
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from grader.interleave import Program, explore
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.world.loader import World, _code_of, the_world

FILES = (
    "test_locks", "test_queues", "test_futures", "test_tasks", "test_taskgroups", "test_timeouts",
    "test_waitfor", "test_threads", "test_pep492", "test_context", "test_runners", "test_eager_task_factory",
)  # fmt: skip
ADVERSARIAL = ("test_locks", "test_queues")
SEEDS = int(os.environ.get("FIDELITY_SEEDS", "1"))
STEPS = 300_000
#: Patterns of "file.Class.method" that are not run, and why.
EXCLUDED: dict[str, str] = {
    "test_runners.*interrupt*": "signals are not simulated",
    "test_runners.*sigint*": "signals are not simulated",
    "test_runners.*signal*": "signals are not simulated",
    "test_runners.*without_uncancel": "signals are not simulated",
    "test_runners.RunnerTests.test_recursive_run": "the warning of a coroutine never awaited goes to the output",
    "test_tasks.*.test_env_var_debug": "starts interpreters, outside of the world",
    "test_tasks.*.test_asyncio_module_compiled": "the world has the package in pure Python",
}
#: The same for adversarial timing only.
EXCLUDED_ADVERSARIAL: dict[str, str] = {}
#: Real modules that the test files name at their top.
REAL = {"socket", "socketserver", "ssl", "selectors", "select", "subprocess", "signal", "_asyncio"}
HAVE_TESTS = importlib.util.find_spec("test") is not None and importlib.util.find_spec("test.test_asyncio") is not None
FOLDER = Path(os.__file__).parent / "test" / "test_asyncio"
#: Loaded in the world, and real ones that the test files use.
LOADED = ("test", "test.support", "test.support.threading_helper", "unittest.async_case")
HELPERS = tuple(
    f"test.support.{name}"
    for name in ("os_helper", "warnings_helper", "import_helper", "socket_helper", "script_helper")
    if (FOLDER.parent / "support" / f"{name}.py").exists()
)
NONE = "none: this Python has no package test"


class _Files:
    """The test files in the world."""

    def __init__(self, world: World, codes: dict[str, Any], helpers: dict[str, ModuleType]) -> None:
        self.world = world
        world.library_import("asyncio")
        for name, (code, package) in codes.items():
            if name != "unittest.async_case":
                world.load(name, code, package)
        for name, module in helpers.items():
            world.replace(name, module)
        self._names = {**vars(builtins), "__import__": self._import}
        world.load("unittest.async_case", *codes["unittest.async_case"], self._names)
        stub = ModuleType("unittest")
        stub.__dict__.update(vars(unittest), mock=unittest.mock)
        stub.__dict__["IsolatedAsyncioTestCase"] = world.modules["unittest.async_case"].IsolatedAsyncioTestCase
        world.replace("unittest", stub)
        world.replace("test.test_asyncio", ModuleType("test.test_asyncio"))
        # This loop of the tests spins until threads are done, in code without scheduling points.
        self.load("utils").TestSelector.select = lambda *_: KERNEL.pause() or []

    def load(self, name: str) -> Any:
        """The module, executed in the world; None if this Python does not have it."""
        full = f"test.test_asyncio.{name}"
        if full not in self.world.modules:
            file = FOLDER / f"{name}.py"
            if not file.exists():
                return None
            # Read as text: pytest's import hook takes files called test_... for its own.
            code = compile(file.read_text(encoding="utf-8"), str(file), "exec", dont_inherit=True)
            self.world.load(full, code, False, self._names)
        return self.world.modules[full]

    def _import(self, name: str, space: Any = None, local: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        if level == 0 and name in REAL:
            if name == "_asyncio":
                raise ImportError("the world has the package in pure Python")
            return self.world.real_import(name, space, local, fromlist)
        if level and space["__package__"] == "unittest":
            return builtins.__import__(name, space, local, fromlist, level)
        return self.world.library_import(name, space, local, fromlist, level)


@pytest.fixture(scope="module")
def files() -> Iterator[_Files | None]:
    if not HAVE_TESTS:
        yield None
        return
    world = the_world()
    before = set(world.modules)
    codes = {name: _code_of(name) for name in LOADED}
    helpers = {name: importlib.import_module(name) for name in HELPERS}
    with world.entered():
        made = _Files(world, codes, helpers)
        for name in FILES:
            made.load(name)
    yield made
    for name in set(world.modules) - before:
        if not name.startswith("asyncio"):
            del world.modules[name]


def excluded(name: str, table: dict[str, str]) -> bool:
    return any(fnmatch.fnmatch(name, pattern) for pattern in table)


def methods_of(module: Any, file: str, table: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for name, kind in vars(module).items():
        if isinstance(kind, type) and issubclass(kind, unittest.TestCase) and kind.__module__ == module.__name__:
            for method in unittest.defaultTestLoader.getTestCaseNames(kind):
                if not excluded(f"{file}.{name}.{method}", table):
                    found.append((name, method))
    return found


def run(module: Any, name: str, method: str, timing: Any) -> tuple[list[str], int]:
    """What went wrong in a test method, and how often it was run (0: it skips itself)."""

    def entry(_: ModuleType) -> tuple[str, int]:
        result = unittest.TestResult()
        getattr(module, name)(method).run(result)
        return "\n".join(text for _, text in result.errors + result.failures), len(result.skipped)

    wrong, ran = [], 0
    for seed in range(SEEDS):
        program = Program("", "fidelity.py", entry=entry)
        found = explore(program, strategy="random_walk", executions=1, seed=seed, timing=timing, steps=STEPS)
        for outcome in found.outcomes:
            if outcome.failure is not None:
                wrong.append(f"{name}.{method}: {outcome.failure.kind}: {outcome.failure.message}")
            else:
                text, skipped = outcome.value
                ran += not skipped
                if text:
                    wrong.append(f"{name}.{method}: {text}")
    return wrong, ran


CASES = [(file, "fair") for file in FILES] + [(file, "adversarial") for file in ADVERSARIAL]


@pytest.mark.parametrize(("file", "timing"), CASES, ids=[f"{f}-{t}" for f, t in CASES])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_cpythons_own_tests_pass(files: _Files | None, file: str, timing: str, record_property: Any) -> None:
    if files is None:
        record_property("missing", NONE)
        return
    module = files.load(file)
    if module is None:
        record_property("missing", f"Python {sys.version_info.major}.{sys.version_info.minor} has no {file}.py")
        return
    table = {**EXCLUDED, **(EXCLUDED_ADVERSARIAL if timing == "adversarial" else {})}
    wrong, ran = [], 0
    for name, method in methods_of(module, file, table):
        found, runs = run(module, name, method, timing)
        wrong += found
        ran += runs
    record_property("methods run", ran)
    assert not wrong, "\n\n".join([f"{len(wrong)} of {ran} failed", *wrong])
    assert ran > 0
