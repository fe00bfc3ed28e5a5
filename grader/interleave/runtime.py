"""A program in the world, made ready to be run again and again."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Literal

from grader.interleave.detectors.blame import Blame
from grader.interleave.engine.exploration import Execution
from grader.interleave.engine.failure import Busy, ProgramError, Unmodelled, leak
from grader.interleave.engine.interrupt import Interrupted, interruptible
from grader.interleave.engine.kernel import KERNEL, Chooser
from grader.interleave.engine.operation import TARGETS
from grader.interleave.engine.schedule import Schedule, hash_source
from grader.interleave.engine.task import Killed, Timer
from grader.interleave.instrument.announce import Announcer
from grader.interleave.instrument.hooks import make_hooks
from grader.interleave.instrument.program import Instrumented, instrument
from grader.interleave.remarks import set_conditions
from grader.interleave.second_look import look_again
from grader.interleave.strategies.catalogue import Announced
from grader.interleave.trace.collect import Recorder
from grader.interleave.world.loader import the_world
from grader.interleave.world.threads import ENDS

_PLAIN = (type(None), bool, int, float, str)
Timing = Literal["adversarial", "fair"]
Points = Literal["all", "gil"]
Hooks = Callable[[tuple[Any, ...]], dict[str, Callable[..., Any]]]


@dataclass(frozen=True)
class Program:
    """What one execution runs: a module made afresh from `source`, then `entry`.

    `entry` is the name of a function of the module, called without arguments, or a callable that gets the
    module. `world_modules` are helper sources loaded inside the world without scheduling points, once a
    process; `replacements` are ready modules that `import` gives instead of the real ones.
    """

    source: str
    filename: str
    module: str = "submission"
    entry: Callable[[ModuleType], object] | str = "main"
    world_modules: Mapping[str, str] = field(default_factory=dict)
    replacements: Mapping[str, ModuleType] = field(default_factory=dict)


class Runtime:
    """A program made ready for many executions. Use inside `prepared` only."""

    def __init__(self, program: Program, encode: Callable[[object], object] | None) -> None:
        self.program = program
        self.instrumented: Instrumented = instrument(program.source, program.filename)
        self.world = the_world()
        self.world.decorated = self.instrumented.decorated
        for name, module in program.replacements.items():
            self.world.replace(name, module)
        for name, source in program.world_modules.items():
            self.world.load_source(name, source, f"<{name}>")
        self.hooks: dict[str, Callable[..., Any]] = make_hooks(self.instrumented.sites)
        self.blame = Blame(program.source, program.filename)
        self.source_hash = hash_source(program.source, *program.world_modules.values())
        self._encode = encode
        self.leaks_fail = False
        self._names: dict[str, Any] = {}
        self._search: Announced | None = None
        self._announcer: Announcer | None = None
        self._hooks: dict[bool, dict[str, Callable[..., Any]]] = {}

    def observe(self, observer: Announcer | Recorder) -> None:
        """Show the executions to come to an observer."""
        self.hooks = observer.hooks()
        KERNEL.recorder = observer
        self.world.note(True)

    def announce_to(self, search: Announced) -> None:
        """Announce operations to a strategy, in the executions in which it wants them."""
        announcer = Announcer(self.instrumented.sites, search)
        self._search, self._announcer = search, announcer
        self._hooks = {False: self.hooks, True: announcer.hooks()}

    def stop_announcing(self) -> None:
        """From now on nobody looks: the search is over."""
        if self._search is not None:
            self._search = None
            self.hooks = self._hooks[False]
            KERNEL.recorder = None
            TARGETS.clear()

    def _arrange_hooks(self, search: Announced) -> None:
        self.hooks = self._hooks[search.announces]
        KERNEL.recorder = None
        if search.announces and self._announcer is not None:
            self._announcer.begin()
            KERNEL.recorder = self._announcer

    def execute(self, choose: Chooser, steps: int) -> Execution:
        """One execution with fresh state."""
        if self._search is not None:
            self._arrange_hooks(self._search)
        execution = self.run(choose, steps)
        if execution.failure is not None:
            execution.failure = look_again(self, execution, steps)
        return execution

    def run(self, choose: Chooser, steps: int) -> Execution:
        """One execution, with the hooks and the observer that are in place."""
        kernel = KERNEL
        value = kernel.run(self._body, choose, steps)
        self.world.end()
        if isinstance(kernel.recorder, Recorder):
            kernel.recorder.settle()
        if self._encode is not None or type(value) in _PLAIN:
            # Nobody holds an object of the program any more: break its cycles, so that the collector need not.
            self._names.clear()
            for task in kernel.tasks:
                task.thread = None
        return Execution(
            value,
            kernel.failure,
            kernel.decisions,
            kernel.steps,
            kernel.preemptions,
            "free-threaded" if kernel.ft_switches else "default",
            kernel.left_over,
            kernel.output.text,
        )

    def schedule_of(self, execution: Execution) -> Schedule:
        """What it takes to make this execution again."""
        return Schedule(
            tuple(execution.decisions),
            self.source_hash,
            fair=KERNEL.fair,
            gil_only=KERNEL.gil_only,
            livelock=execution.failure is not None and execution.failure.kind in {"livelock", "starvation"},
            leaks_fail=self.leaks_fail,
            patient=KERNEL.fairness.patience > 1,
        )

    def _body(self) -> object:
        program = self.program
        self.world.begin(self.instrumented.may_patch)
        module = ModuleType(program.module)
        names = self._names = module.__dict__
        names.update(self.hooks)
        names["__builtins__"] = self.world.builtins
        names["__file__"] = program.filename
        sys.modules[program.module] = module
        try:
            exec(self.instrumented.code, names)
        except (Killed, Unmodelled, Interrupted):
            raise
        except BaseException as error:
            if len(KERNEL.tasks) == 1:
                raise self._load_error(error) from None
            raise
        entry = program.entry
        value = entry(module) if callable(entry) else self._function(module, entry)()
        if self._encode is not None:
            value = self._encode(value)
        kernel = KERNEL
        self.world.returned(self.leaks_fail)
        for task in kernel.tasks:
            if not task.done and task is not kernel.current and not isinstance(task, Timer):
                kernel.left_over.append(task.name)
        if kernel.left_over:
            if self.leaks_fail:
                kernel.fail(leak(kernel.left_over))
            self.world.shut_down()
        return value

    def _function(self, module: ModuleType, name: str) -> Callable[[], object]:
        function = getattr(module, name, None)
        if not callable(function):
            raise ProgramError("missing-entry", f"the file has no function {name}()")
        return function  # type: ignore[no-any-return]  # the program's own function

    def _load_error(self, error: BaseException) -> ProgramError:
        line = None
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.program.filename:
                line = trace.tb_lineno
            trace = trace.tb_next
        return ProgramError("import", f"{type(error).__name__}: {error}", line)


@contextlib.contextmanager
def prepared(
    program: Program, timing: Timing, points: Points, encode: Callable[[object], object] | None
) -> Iterator[Runtime]:
    """Enter the world with a program; leave nothing of it behind."""
    if KERNEL.running:
        raise Busy("an exploration cannot be started inside another one")
    world = the_world()
    before = sys.modules.get(program.module)
    with world.entered(), interruptible():
        try:
            runtime = Runtime(program, encode)
            KERNEL.describe_error = runtime.blame.error
            KERNEL.describe_waits = runtime.blame.waits
            KERNEL.fair = timing == "fair"
            KERNEL.gil_only = points == "gil"
            KERNEL.release_points = runtime.instrumented.tries_locks
            ENDS.find(program.source, *program.world_modules.values())
            yield runtime
        finally:
            KERNEL.describe_error = KERNEL.describe_waits = KERNEL.recorder = None
            set_conditions(fair=False, patient=False)
            KERNEL.gil_only = KERNEL.release_points = False
            world.note(False)
            world.undo_patches()
            if before is None:
                sys.modules.pop(program.module, None)
            else:
                sys.modules[program.module] = before
