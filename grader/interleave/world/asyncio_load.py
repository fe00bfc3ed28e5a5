"""`asyncio` in the world: CPython's own package in pure Python, on a loop that waits on the engine.

Loaded when a program first imports it, once a process. `begin` and `end` surround each execution from then on.
"""

from __future__ import annotations

import builtins
import importlib.machinery
import signal
import sys
import warnings
from collections.abc import Callable, Iterable
from types import CodeType, ModuleType
from typing import Any

from greenlet import greenlet

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task
from grader.interleave.world import locks, threads
from grader.interleave.world.asyncio_loop import fail_with, make_loop_class
from grader.interleave.world.asyncio_state import FOLDER, STATE

#: The library's own imports of real input and output: classes to name, which nothing of the world calls.
_REAL = frozenset({"socket", "ssl", "subprocess", "selectors", "select", "fcntl"})
_SET: Any = set


def code_of(name: str) -> tuple[CodeType, bool]:
    """The compiled source of a module of asyncio, without importing its parents."""
    package = name == "asyncio"
    spec = importlib.machinery.PathFinder.find_spec(name, [str(FOLDER.parent if package else FOLDER)])
    if spec is None or spec.loader is None:
        raise ImportError(f"No module named {name!r}", name=name)
    return spec.loader.get_code(name), package  # type: ignore[attr-defined]  # every source loader has it


class Asyncio:
    """The reloaded package. `world` is the `World` that it is part of."""

    def __init__(self, world: Any) -> None:
        self._world = world
        self._hooks: dict[Task, tuple[Any, Any]] = {}
        self._finalizers: dict[int, Any] = {}
        self._outside: tuple[Any, Any, Any] | None = None
        self._modules = {"signal": _make_signal(), "sys": self._make_sys()}
        self.builtins = {**vars(builtins), "__import__": self._import}
        self.tasks: Any = None

    # ---------------------------------------------------------------- loading

    def load(self, name: str) -> None:
        """Execute a module of the package inside the world, and put our parts into it."""
        module = self._world.load(name, *code_of(name), self.builtins)
        finish = _FINISH.get(name)
        if finish is not None:
            finish(self, module)

    def _import(
        self, name: str, globals: Any = None, locals: Any = None, fromlist: Iterable[str] | None = (), level: int = 0
    ) -> Any:
        if level == 0:
            if name == "_asyncio":
                raise ImportError("the world has the package in pure Python")
            if name in self._modules:
                return self._modules[name]
            if name in _REAL:
                return self._world.real_import(name, globals, locals, fromlist)
        return self._world.library_import(name, globals, locals, fromlist, level)

    def _finish_events(self, events: Any) -> None:
        """The running loop is the engine's task's own; a dictionary is ten times faster than a thread-local."""
        events._lock = locks.InternalLock()
        running = STATE.running

        def _get_running_loop() -> Any:
            return running.get(KERNEL.current)

        def _set_running_loop(loop: Any) -> None:
            if loop is None:
                running.pop(KERNEL.current, None)
            else:
                running[KERNEL.current] = loop

        def get_running_loop() -> Any:
            loop = running.get(KERNEL.current)
            if loop is None:
                raise RuntimeError("no running event loop")
            return loop

        made = {"_get_running_loop": _get_running_loop, "_set_running_loop": _set_running_loop}
        for name, function in {**made, "get_running_loop": get_running_loop}.items():
            setattr(events, name, function)
            setattr(events, f"_py_{name}", function)

    def _finish_futures(self, futures: Any) -> None:
        future = futures.Future
        future.__hash__ = threads.deterministic_hash
        plain = future.set_exception

        def set_exception(self: Any, exception: Any) -> None:
            """See `asyncio.Future.set_exception`; remembers which task raised it."""
            plain(self, exception)
            if hasattr(self, "_coro"):
                STATE.raised.setdefault(id(exception), (type(exception), self.get_name()))

        future.set_exception = set_exception
        plain_result = future.set_result

        def set_result(self: Any, result: Any) -> None:
            """See `asyncio.Future.set_result`; from another thread than the loop's it is a scheduling point."""
            runner = getattr(self._loop, "_runner", None)
            if runner is not None and runner is not KERNEL.current:
                self._loop.before_put()
            plain_result(self, result)

        future.set_result = set_result

    def _finish_tasks(self, tasks: Any) -> None:
        self.tasks = tasks
        # The library's dictionary becomes ours, emptied for each execution.
        tasks._current_tasks = STATE.current
        tasks._task_name_counter = STATE.names.next
        tasks.set = _set_in_order
        STATE.pending = lambda: [task for task in self._all() if not task.done()]
        plain = tasks.Task.cancel

        def cancel(self: Any, msg: Any = None) -> bool:
            """See `asyncio.Task.cancel`; a trace shows it."""
            if KERNEL.recorder is not None and not self.done():
                KERNEL.recorder.operation("cancel", self)
            return bool(plain(self, msg))

        tasks.Task.cancel = cancel

    def _finish_locks(self, module: Any) -> None:
        """A lock remembers the name of who took it, for what is said of a deadlock."""

        def is_locked(self: Any) -> bool:
            return bool(self.__dict__["_locked"])

        def set_locked(self: Any, value: bool) -> None:
            task = STATE.acting(KERNEL.current) if value else None
            self.__dict__.update(_locked=value, __kit_owner__=None if task is None else task.get_name())

        module.Lock._locked = property(is_locked, set_locked)

    def _finish_constants(self, constants: Any) -> None:
        # Real seconds for which `asyncio.run` waits for threads; here it waits until they end, or for ever.
        constants.THREAD_JOIN_TIMEOUT = None

    def _finish_mixins(self, mixins: Any) -> None:
        mixins._global_lock = locks.InternalLock()

    def _finish_unix(self, unix: Any) -> None:
        modules = self._world.modules
        loop_class = make_loop_class(modules["asyncio.base_events"], modules["asyncio.events"], self._step_of)
        for name in ("_UnixSelectorEventLoop", "SelectorEventLoop", "EventLoop"):
            if hasattr(unix, name):
                setattr(unix, name, loop_class)
        unix._UnixDefaultEventLoopPolicy._loop_factory = loop_class

    def _finish_runners(self, runners: Any) -> None:
        plain = runners._cancel_all_tasks

        def _cancel_all_tasks(loop: Any) -> None:
            for task in self._of(loop):
                STATE.lost.append(task.get_name())
            plain(loop)

        runners._cancel_all_tasks = _cancel_all_tasks

    # ---------------------------------------------------------------- tasks

    def _all(self) -> list[Any]:
        """Every task of the library that still exists, in order of creation."""
        tasks = self.tasks
        known = getattr(tasks, "_scheduled_tasks", None)
        found = list(tasks._all_tasks if known is None else known) + list(getattr(tasks, "_eager_tasks", ()))
        return sorted((t for t in found if isinstance(t, tasks.Task)), key=hash)

    def _of(self, loop: Any) -> list[Any]:
        return [task for task in self._all() if task._loop is loop and not task.done()]

    def _step_of(self, handle: Any) -> Any:
        """The task that a handle runs a step of, or None."""
        callback = handle._callback
        owner = getattr(callback, "__self__", None)
        if isinstance(owner, self.tasks.Task) and callback.__name__ in {"__step", "__wakeup"}:
            return owner
        return None

    # ---------------------------------------------------------------- async generators

    def _make_sys(self) -> ModuleType:
        """`sys` whose hooks for async generators are the running task's own."""
        made = ModuleType("sys", sys.__doc__)
        hooks = self._hooks

        def get_asyncgen_hooks() -> tuple[Any, Any]:
            return hooks.get(KERNEL.current, (None, None))

        def set_asyncgen_hooks(firstiter: Any = None, finalizer: Any = None) -> None:
            hooks[KERNEL.current] = firstiter, finalizer

        made.__dict__.update(vars(sys))
        made.__dict__.update(get_asyncgen_hooks=get_asyncgen_hooks, set_asyncgen_hooks=set_asyncgen_hooks)
        return made

    def enter(self) -> None:
        """Install what is one for the operating system's thread: hooks of generators, the warning of coroutines."""
        if self._outside is None:
            self._outside = *sys.get_asyncgen_hooks(), getattr(warnings, "_warn_unawaited_coroutine", None)
            sys.set_asyncgen_hooks(self._first_iteration, self._finalize)
            warnings._warn_unawaited_coroutine = _never_awaited  # type: ignore[attr-defined]  # the interpreter's own

    def leave(self) -> None:
        """Undo `enter`."""
        if self._outside is not None:
            sys.set_asyncgen_hooks(*self._outside[:2])
            warnings._warn_unawaited_coroutine = self._outside[2]  # type: ignore[attr-defined]  # as above
            self._outside = None

    def _first_iteration(self, generator: Any) -> None:
        first, finalizer = self._hooks.get(KERNEL.current, (None, None))
        self._finalizers[id(generator)] = finalizer
        if first is not None:
            first(generator)

    def _finalize(self, generator: Any) -> None:
        finalizer = self._finalizers.pop(id(generator), None)
        if finalizer is not None and KERNEL.running and not KERNEL.dying:
            finalizer(generator)

    # ---------------------------------------------------------------- executions

    def begin(self) -> None:
        """Start an execution with fresh state."""
        modules = self._world.modules
        modules["asyncio.events"]._event_loop_policy = None
        for name in ("_all_tasks", "_scheduled_tasks", "_eager_tasks"):
            known = getattr(self.tasks, name, None)
            if known:
                known.clear()
        self._hooks.clear()
        self._finalizers.clear()
        STATE.clear()

    def returned(self) -> list[str]:
        """The program's entry has returned: fail if an exception was left alone. Returns names of tasks left over."""
        for loop in STATE.loops:
            if loop._runner is None:
                loop.drop_timers()
        if KERNEL.failure is None:
            for task in self._all():
                if task.done() and task._Future__log_traceback and task._loop._exception_handler is None:
                    fail_with(task._exception, task.get_name(), f"{type(task).__name__} exception was never retrieved")
                    break
        alone = [
            task.get_name() for task in self._all() if not task.done() and getattr(task._loop, "_runner", None) is None
        ]
        return STATE.lost + alone

    def end(self) -> None:
        """After an execution: close what is left, so that nothing of it runs later."""
        if not STATE.loops:
            return
        left = self._all()
        pending = [task for task in left if not task.done()]
        for task in left:
            task._log_destroy_pending = task._Future__log_traceback = False
        if pending:
            # In a greenlet that can be given up: a coroutine may refuse to end.
            greenlet(lambda: _close(pending)).switch()
        for loop in STATE.loops:
            loop._ready.clear()
            loop._scheduled.clear()
            loop.drop_timers()
        STATE.clear()


def _close(pending: list[Any]) -> None:
    for task in pending:
        KERNEL.pool.forgive()
        try:
            task._coro.close()
        except BaseException:  # noqa: S112  whatever the program's `finally` blocks do now does not count
            continue


def _set_in_order(items: Any = ()) -> Any:
    """`set` for the library: coroutines, which hash by address, stay in order."""
    found = list(items)
    if any(not hasattr(item, "__dict__") for item in found):
        return list(dict.fromkeys(found))
    return _SET(found)


def _make_signal() -> ModuleType:
    """`signal` for `asyncio.runners`, which must not touch the real handlers."""
    made = ModuleType("signal", signal.__doc__)
    made.__dict__.update(vars(signal))
    made.__dict__.update(getsignal=lambda _: signal.SIG_DFL)
    return made


def _never_awaited(coroutine: Any) -> None:
    """What the interpreter says of a coroutine that was never awaited, in the program's output."""
    if KERNEL.running and not KERNEL.dying:
        KERNEL.output.write(f"RuntimeWarning: coroutine {coroutine.__qualname__!r} was never awaited\n")


_FINISH: dict[str, Callable[[Asyncio, Any], None]] = {
    "asyncio.events": Asyncio._finish_events,
    "asyncio.constants": Asyncio._finish_constants,
    "asyncio.mixins": Asyncio._finish_mixins,
    "asyncio.locks": Asyncio._finish_locks,
    "asyncio.futures": Asyncio._finish_futures,
    "asyncio.tasks": Asyncio._finish_tasks,
    "asyncio.unix_events": Asyncio._finish_unix,
    "asyncio.runners": Asyncio._finish_runners,
}
