"""`threading.Thread` on tasks: the few methods of the reloaded class that touch the operating system.

Everything else of `threading` is the standard library's own source. Names, errors and the order of checks
are CPython's; subclassing, `run`, `daemon`, `name`, `excepthook` work as there.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable
from operator import attrgetter
from types import BuiltinFunctionType, FunctionType, MethodWrapperType
from typing import Any

from grader.interleave.engine.failure import InterleaveError
from grader.interleave.engine.interrupt import Interrupted
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Killed, Task
from grader.interleave.world.look import look


class StartFlag:
    """Stands where `Thread._started` is an Event: nothing ever waits for it here."""

    _flag = False

    def is_set(self) -> bool:
        return self._flag

    def set(self) -> None:
        self._flag = True

    def wait(self, timeout: float | None = None) -> bool:
        return self._flag

    def clear(self) -> None:
        self._flag = False


def deterministic_hash(self: Any) -> int:
    """A hash by order of first use instead of by address, so that sets iterate alike in each execution."""
    own: dict[str, Any] = self.__dict__
    value = own.get("__kit_hash__")
    if value is None:
        value = own["__kit_hash__"] = HASHES.next()
    return int(value)


class Counter:
    """A counter that starts again with each execution."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0

    def next(self) -> int:
        """1, 2, 3, ..."""
        self.count += 1
        return self.count


class Ends:
    """Whether the program can see that a thread has ended without waiting for it: then an end is a visible operation.

    Else nothing comes between a thread's last operation and its end, which keeps the number of schedules small.
    """

    _LOOKS = re.compile(r"\.is_alive\b|\bactive_?[cC]ount\b|\bthreading\.enumerate\b|\bjoin\((timeout\s*=\s*)?[\d.]")
    seen = False

    def find(self, *sources: str) -> None:
        """Look for the calls that ask in what the program consists of."""
        self.seen = any(self._LOOKS.search(source) for source in sources)


ENDS = Ends()
HASHES, THREAD_NAMES, POOL_NAMES = Counter(), Counter(), Counter()


def _new_init(threading: Any) -> Callable[..., None]:
    def __init__(  # noqa: PLR0917  the signature is CPython's
        self: Any,
        group: None = None,
        target: Callable[..., object] | None = None,
        name: str | None = None,
        args: Any = (),
        kwargs: dict[str, Any] | None = None,
        *,
        daemon: bool | None = None,
        context: Any = None,
    ) -> None:
        assert group is None, "group argument must be None for now"
        if name:
            name = str(name)
        else:
            name = f"Thread-{THREAD_NAMES.next()}"
            if target is not None:
                target_name = getattr(target, "__name__", None)
                if target_name is not None:
                    name = f"{name} ({target_name})"
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        if daemon is None:
            creator = KERNEL.current.thread
            daemon = creator is not None and creator._daemonic
        self._daemonic = daemon
        self._ident = None
        self._native_id = None
        self._started = StartFlag()
        self._is_stopped = False
        self._initialized = True
        self._stderr = None
        self._task = None

    return __init__


def _is_compiled(target: object) -> bool:
    """Whether a task's function has no points of its own: `items.append`, say."""
    if type(target) is FunctionType:
        return False
    while isinstance(target, functools.partial):
        target = target.func
    return isinstance(target, BuiltinFunctionType | MethodWrapperType)


def _body(threading: Any, thread: Any) -> Callable[[], None]:
    def body() -> None:
        task = KERNEL.current
        try:
            if _is_compiled(thread._target):
                look()
            thread.run()
            if ENDS.seen:
                look()
        except (Killed, SystemExit):
            pass
        except BaseException as error:
            _uncaught(threading, thread, error)
        finally:
            thread._is_stopped = True
            if not KERNEL.dying:
                threading._active.pop(task.ident, None)

    return body


def _uncaught(threading: Any, thread: Any, error: BaseException) -> None:
    """What the interpreter does with an exception that leaves `run`: the program's own hook, or a failure."""
    if threading.excepthook is threading.__excepthook__ or isinstance(error, InterleaveError | Interrupted):
        raise error
    threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, thread)))


def _new_start(threading: Any) -> Callable[[Any], None]:
    def start(self: Any) -> None:
        """Start the thread's activity; at most once."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        self._task = task = KERNEL.spawn(_body(threading, self), self._name, self._daemonic)
        task.thread = self
        self._ident = self._native_id = task.ident
        threading._active[task.ident] = self
        self._started.set()
        KERNEL.launch(task)

    return start


def _new_join(threading: Any) -> Callable[..., None]:
    def join(self: Any, timeout: float | None = None) -> None:
        """Wait until the thread has ended or the timeout has passed."""
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self._task is KERNEL.current:
            raise RuntimeError("cannot join current thread")
        _wait_for(self._task, None if timeout is None else KERNEL.clock.seconds + max(timeout, 0))

    return join


def _wait_for(task: Task, deadline: float | None) -> None:
    """Block the current task until `task` has ended, or until the deadline."""
    if not task.done:
        me = KERNEL.current
        task.joiners.append(me)
        KERNEL.block(task, deadline)
        if not task.done:
            task.joiners.remove(me)
    if task.done and KERNEL.recorder is not None:
        KERNEL.recorder.operation("joined", task)


def _is_alive(self: Any) -> bool:
    """Whether the thread has started and not yet ended."""
    assert self._initialized, "Thread.__init__() not called"
    look()
    alive = self._task is not None and not self._task.done
    if self._task is not None and not alive and KERNEL.recorder is not None:
        KERNEL.recorder.operation("joined", self._task)
    return alive


def _new_repr(threading: Any) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started.is_set():
            status = "started"
        if self._task is not None and self._task.done:
            status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    return __repr__


def install(threading: Any) -> None:
    """Put the task-based methods onto a reloaded `threading`; call once, right after loading."""
    thread = threading.Thread
    thread.__init__ = _new_init(threading)
    thread.start = _new_start(threading)
    thread.join = _new_join(threading)
    thread.is_alive = _is_alive
    thread.__repr__ = _new_repr(threading)
    thread.__hash__ = deterministic_hash
    thread._set_tstate_lock = lambda _: None
    event = threading.Event
    plain_is_set = event.is_set

    def is_set(self: Any) -> bool:
        """Whether the flag is true; a scheduling point of its own, since it takes no lock."""
        look(self._cond._lock)
        return bool(plain_is_set(self))

    event.is_set = event.isSet = is_set
    condition = threading.Condition
    # These two only call the lock's: let the look-up do it, which costs no frame.
    condition.__enter__ = property(attrgetter("_lock.__enter__"))
    condition.__exit__ = property(attrgetter("_lock.__exit__"))
    for name in ("enumerate", "active_count", "activeCount"):
        setattr(threading, name, _looking(getattr(threading, name)))
    # The library counts with a function that it calls.
    threading._counter = THREAD_NAMES.next
    main = threading._main_thread
    main._started = StartFlag()
    main._started.set()
    type(main).join = thread.join
    type(main).is_alive = thread.is_alive


def _looking(function: Callable[[], object]) -> Callable[[], object]:
    """The library's own function after a scheduling point: it takes a lock that nobody is seen to hold."""

    @functools.wraps(function)
    def looked() -> object:
        look()
        return function()

    return looked


def noting(condition: Any) -> Callable[..., None]:
    """A `notify` for the class `Condition` that tells the recorder, also that nobody waits."""
    plain_notify = condition.notify

    def notify(self: Any, n: int = 1) -> None:
        """Wake up to n of those who wait."""
        if KERNEL.recorder is not None:
            KERNEL.recorder.operation("notify" if self._waiters else "notify nobody", self)
        plain_notify(self, n)

    return notify


def begin(threading: Any, main: Task) -> None:
    """Bind the main thread's object to the main task of a new execution."""
    HASHES.count = THREAD_NAMES.count = POOL_NAMES.count = 0
    thread = threading._main_thread
    thread._task = main
    thread._name = "MainThread"
    main.thread = thread
    active = threading._active
    active.clear()
    active[main.ident] = thread


def start_new_thread(function: Callable[..., object], args: Any, kwargs: dict[str, Any] | None = None) -> int:
    """`_thread.start_new_thread`."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if kwargs is not None and not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")

    def body() -> None:
        with contextlib.suppress(Killed, SystemExit):
            if _is_compiled(function):
                look()
            function(*args, **(kwargs or {}))

    task = KERNEL.spawn(body, f"Thread-{len(KERNEL.tasks)} (low-level)", daemon=True)
    KERNEL.launch(task)
    return task.ident


def count() -> int:
    """`_thread._count`: how many threads that were started have not ended."""
    look()
    return sum(not task.done for task in KERNEL.tasks[1:])


def get_ident() -> int:
    """The running task's identity: a positive number, unique in the execution."""
    return KERNEL.current.ident
