"""A program in the world, and the three things that can be done with it: explore, replay, trace."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, Literal

from grader.interleave import shrink as shrinking
from grader.interleave.detectors.blame import Blame
from grader.interleave.detectors.livelock import LassoWatch
from grader.interleave.engine import exploration
from grader.interleave.engine.exploration import Budget, Execution, Exploration, Outcome
from grader.interleave.engine.failure import Busy, Divergence, Failure, ProgramError, Unmodelled, leak
from grader.interleave.engine.kernel import KERNEL, Chooser
from grader.interleave.engine.operation import TARGETS
from grader.interleave.engine.schedule import BadToken, Schedule, hash_source
from grader.interleave.engine.task import Killed, Timer
from grader.interleave.instrument.announce import Announcer
from grader.interleave.instrument.hooks import make_hooks
from grader.interleave.instrument.program import Instrumented, instrument
from grader.interleave.remarks import notice, set_conditions
from grader.interleave.second_look import look_again
from grader.interleave.strategies.bounded import Bounded
from grader.interleave.strategies.catalogue import Announced, make_strategy
from grader.interleave.strategies.guided import Guided
from grader.interleave.strategies.replay import Replay
from grader.interleave.trace.collect import Recorder
from grader.interleave.trace.model import Trace
from grader.interleave.world.loader import the_world

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


class _Runtime:
    """A program prepared for many executions. Use inside `_prepared` only."""

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
        except (Killed, Unmodelled, KeyboardInterrupt):
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
def _prepared(
    program: Program, timing: Timing, points: Points, encode: Callable[[object], object] | None
) -> Iterator[_Runtime]:
    """Enter the world with a program; leave nothing of it behind."""
    if KERNEL.running:
        raise Busy("an exploration cannot be started inside another one")
    world = the_world()
    before = sys.modules.get(program.module)
    with world.entered():
        try:
            runtime = _Runtime(program, encode)
            KERNEL.describe_error = runtime.blame.error
            KERNEL.describe_waits = runtime.blame.waits
            KERNEL.fair = timing == "fair"
            KERNEL.gil_only = points == "gil"
            KERNEL.release_points = runtime.instrumented.tries_locks
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


def explore(
    program: Program,
    *,
    strategy: str = "portfolio",
    executions: int = 1000,
    preemptions: int = 2,
    seed: int = 0,
    steps: int = 20_000,
    timing: Timing = "adversarial",
    points: Points = "all",
    stop_at_failure: bool = True,
    allow: Collection[str] = (),
    leaks_fail: bool = False,
    remarks: bool | None = None,
    encode: Callable[[object], Hashable] | None = None,
) -> Exploration:
    """Run `program` under many schedules and return every distinct outcome.

    `encode` turns the returned value into what is kept and compared (default: the value itself, compared
    by `repr`). The search ends at the first failure whose kind is not in `allow`, and shrinks its schedule,
    unless `stop_at_failure` is false. `leaks_fail`: a task that still runs when `entry` returns, daemon or
    not, is a failure of kind "leak"; else it is run on to its end. `remarks`: record a few executions afterwards and
    aim at what they show (`grader.interleave.remarks`); None: after the default search only. Equal arguments give
    equal results on every machine. Raises `ProgramError` if the program does not load, `Unmodelled` if it leaves the
    simulated world, `ValueError` for an unknown strategy.
    """
    search = make_strategy(strategy, preemptions, seed, LassoWatch())
    budget = Budget(executions, steps, stop_at_failure, frozenset(allow))
    with _prepared(program, timing, points, encode) as runtime:
        runtime.leaks_fail = leaks_fail
        if isinstance(search, Announced):
            runtime.announce_to(search)
        key: Callable[[object], Hashable] = repr if encode is None else _identity
        try:
            result = exploration.explore(runtime.execute, runtime.schedule_of, search, budget, key)
        except Divergence:
            return _nondeterministic(runtime)
        runtime.stop_announcing()
        if result.outcomes and not _repeats(runtime, result, steps):
            return _nondeterministic(runtime, result)
        if remarks or (remarks is None and strategy == "portfolio"):
            notice(runtime, result, budget, runtime.schedule_of)
        failure = result.failure
        if failure is not None and failure.strategy != Bounded.name and budget.ends_at(failure.failure):
            _simplify(runtime, failure, steps)
    return result


def _endless(failure: Failure | None) -> bool:
    return failure is not None and failure.kind in {"livelock", "starvation", "step-limit"}


def _simplify(runtime: _Runtime, outcome: Outcome, steps: int) -> None:
    """Replace the schedule that a random strategy found by a simpler one with the same failure."""
    if _endless(outcome.failure):
        return
    strategy = _replay_strategy(outcome.schedule)
    simplest = _shrunk(runtime, runtime.execute(strategy.choose, steps), steps)
    outcome.failure = simplest.failure
    outcome.schedule = runtime.schedule_of(simplest)
    outcome.preemptions, outcome.builds = simplest.preemptions, simplest.builds


def _identity(value: Any) -> Hashable:
    kept: Hashable = value
    return kept


def _repeats(runtime: _Runtime, result: Exploration, steps: int) -> bool:
    """Run the last outcome's schedule again: the same program must do the same."""
    outcome = result.outcomes[-1]
    strategy = _replay_strategy(outcome.schedule)
    again = runtime.execute(strategy.choose, steps)
    strategy.end(again.steps, again.failure is not None)
    same_value = outcome.failure is not None or repr(again.value) == repr(outcome.value)
    kinds = [f and f.kind for f in (again.failure, outcome.failure)]
    return strategy.divergence is None and kinds[0] == kinds[1] and same_value


def _replay_strategy(schedule: Schedule) -> Replay:
    """What runs a schedule again; from here on the kernel's timing and patience are the schedule's."""
    set_conditions(schedule.fair, schedule.patient)
    return Replay(schedule.decisions, LassoWatch() if schedule.livelock else None)


def _nondeterministic(runtime: _Runtime, result: Exploration | None = None) -> Exploration:
    """One schedule gave two results: nothing else can be said about this program."""
    failure = Failure(
        "nondeterminism",
        "one schedule run twice gave two different runs: the program depends on something that is not "
        "controlled (the real clock, addresses of objects, the operating system's random numbers)",
    )
    result = result or Exploration()
    schedule = Schedule((), runtime.source_hash, KERNEL.fair, KERNEL.gil_only)
    result.outcomes = [exploration.Outcome(None, failure, schedule, result.executions, 0, "default", "replay")]
    result.exhaustive = False
    result.searched = f"nothing can be said after {result.executions:,} executions"
    return result


def replay(
    program: Program, token: str, *, steps: int = 20_000, encode: Callable[[object], object] | None = None
) -> Execution:
    """Run the one execution that `token` stands for.

    Raises `BadToken` for a token that is damaged or made from other source, `Divergence` if the program no
    longer makes the same decisions.
    """
    execution, _ = _replayed(program, token, steps, encode, record=False)
    return execution


def collect_trace(
    program: Program, token: str, *, steps: int = 20_000, encode: Callable[[object], object] | None = None
) -> Trace:
    """Replay `token` with recording on. Same errors as `replay`."""
    execution, recorder = _replayed(program, token, steps, encode, record=True)
    assert recorder is not None
    return recorder.trace(execution)


def shrink(
    program: Program, token: str, *, steps: int = 20_000, encode: Callable[[object], object] | None = None
) -> str:
    """A token with the same outcome as `token` and no more preemptions, often far fewer.

    The outcome is the kind of failure and its message, or the returned value. Costs at most a few hundred
    executions. What has no end of its own (a livelock, a step limit) is left as it is. Same errors as `replay`.
    """
    schedule = Schedule.from_token(token)
    execution = replay(program, token, steps=steps, encode=encode)
    if _endless(execution.failure):
        return token
    timing: Timing = "fair" if schedule.fair else "adversarial"
    with _prepared(program, timing, "gil" if schedule.gil_only else "all", encode) as runtime:
        runtime.leaks_fail = schedule.leaks_fail
        set_conditions(schedule.fair, schedule.patient)
        return runtime.schedule_of(_shrunk(runtime, execution, steps)).to_token()


def _shrunk(runtime: _Runtime, execution: Execution, steps: int) -> Execution:
    wanted = _outcome_of(execution)
    return shrinking.shrink(
        execution,
        lambda blocks: runtime.execute(Guided(blocks).choose, steps),
        lambda made: _outcome_of(made) == wanted,
    )


def _outcome_of(execution: Execution) -> Hashable:
    failure = execution.failure
    return (failure.kind, failure.message) if failure is not None else repr(execution.value)


def _replayed(
    program: Program, token: str, steps: int, encode: Callable[[object], object] | None, record: bool
) -> tuple[Execution, Recorder | None]:
    schedule = Schedule.from_token(token)
    timing: Timing = "fair" if schedule.fair else "adversarial"
    with _prepared(program, timing, "gil" if schedule.gil_only else "all", encode) as runtime:
        if schedule.source_hash != runtime.source_hash:
            raise BadToken("the replay token was made from another version of this file")
        recorder = None
        if record:
            recorder = Recorder(program.source, program.filename, runtime.instrumented.sites)
            runtime.observe(recorder)
        runtime.leaks_fail = schedule.leaks_fail
        strategy = _replay_strategy(schedule)
        execution = runtime.execute(strategy.choose, steps)
        strategy.end(execution.steps, execution.failure is not None)
        strategy.check()
    return execution, recorder
