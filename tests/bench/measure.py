"""Measure one tool on one program in this process; print one line of JSON.

    python measure.py TOOL PROGRAM SECONDS

`{"executions": n, "seconds": s}`, or `{"cannot": "why"}`. A process for each measurement: the tools patch the
interpreter, each its own way, and one of them leaves it unable to exit.
"""

import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
#: Executions in one call of a tool's explore: enough that the call itself does not count, too few to overshoot.
BATCH = 50


class CannotRun(Exception):
    """The tool cannot run the program at all; the message says why."""


def source_of(program: str) -> tuple[str, str]:
    file = HERE / "programs" / f"{program}.py"
    return file.read_text(encoding="utf-8"), str(file)


def engine(program: str) -> Iterator[int]:
    """This engine: random walk, from the first execution to the last one asked for, whatever the outcomes are."""
    from grader.interleave import Program, explore

    source, filename = source_of(program)
    loaded = Program(source=source, filename=filename, entry="main")
    for seed in itertools.count():
        found = explore(loaded, strategy="random_walk", executions=BATCH * 20, seed=seed, stop_at_failure=False)
        yield found.executions


def frontrun(program: str, strategy: str) -> Iterator[int]:
    """Run frontrun, with nothing to find (no property), no reproduction runs and no I/O detection to pay for."""
    require("frontrun")
    import frontrun as tool
    from frontrun_programs import PROGRAMS

    setup, workers = PROGRAMS[program]
    for seed in itertools.count():
        if strategy == "random":
            options = {"max_attempts": BATCH, "seed": seed}
        else:
            options = {"max_executions": BATCH, "stop_on_first": False}
        found = tool.explore(
            setup,
            workers,
            lambda _: True,
            strategy=strategy,
            reproduce_on_failure=0,
            detect_io=False,
            timeout_per_run=5.0,
            **options,
        )
        if found.property_holds is None:
            raise CannotRun(f"after {found.num_explored}: " + str(found.inconclusive_reason).split(". ")[0])
        yield found.num_explored


def interleave_test(program: str) -> Iterator[int]:
    """Run interleave-test: random, at its default granularity. It stops at a failure; the next seed goes on."""
    require("interleave-test")
    import interleave_test as tool

    _, filename = source_of(program)
    for seed in itertools.count():
        found = tool.explore(fresh_main(filename), iterations=BATCH, seed=seed, raise_on_failure=False)
        if found.failure is not None and type(found.failure).__name__ == "HangError":
            raise CannotRun(str(found.failure).splitlines()[0])
        yield found.schedules_run


def threads(program: str) -> Iterator[int]:
    """Real threads, no tool: what the program costs by itself."""
    if program == "two_locks":
        raise CannotRun("its deadlock would hang the benchmark")
    _, filename = source_of(program)
    main = fresh_main(filename)
    while True:
        main()
        yield 1


def require(package: str) -> None:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        why = "it needs Python 3.12 or later" if package == "interleave-test" and sys.version_info < (3, 12) else ""
        raise CannotRun(why or f"{package} is not installed here") from None


def fresh_main(filename: str) -> Callable[[], object]:
    """Give a function that runs the program in a fresh module: each execution starts from the same state."""
    code = compile(Path(filename).read_text(encoding="utf-8"), filename, "exec")

    def main() -> object:
        module = ModuleType("program")
        module.__file__ = filename
        exec(code, module.__dict__)
        return module.main()

    return main


TOOLS: dict[str, Callable[[str], Iterator[int]]] = {
    "engine": engine,
    "frontrun random": lambda program: frontrun(program, "random"),
    "frontrun dpor": lambda program: frontrun(program, "dpor"),
    "interleave-test": interleave_test,
    "threads": threads,
}


def measure(tool: str, program: str, seconds: float) -> dict[str, object]:
    """Warm up with one batch, then count executions for so many seconds."""
    try:
        batches = TOOLS[tool](program)
        next(batches)
        done = 0
        started = time.perf_counter()
        while (elapsed := time.perf_counter() - started) < seconds or not done:
            done += next(batches)
    except CannotRun as reason:
        return {"cannot": str(reason)}
    except Exception as error:
        return {"cannot": f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"}
    return {"executions": done, "seconds": elapsed}


if __name__ == "__main__":
    sys.path[:0] = [str(HERE), str(HERE.parent.parent)]
    print(json.dumps(measure(sys.argv[1], sys.argv[2], float(sys.argv[3]))), flush=True)
    sys.stderr.flush()
    os._exit(0)  # interleave-test leaves a simulated lock in concurrent.futures, which then fails at exit
