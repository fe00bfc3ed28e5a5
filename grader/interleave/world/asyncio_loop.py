"""The event loop as the program sees it: CPython's `BaseEventLoop`, waiting on the engine instead of a selector.

Callbacks run in asyncio's documented order. The loop comes to a scheduling point once an iteration, where
CPython's looks at its selector. What can vary there, under adversarial timing, is which of the pending timers
fire before the iteration, and in which order: each pending timer is a task of the engine (`Timer`) that is
runnable exactly while its loop stands at that point, and whose one step makes its callback ready. So every
strategy chooses among timers as it chooses among threads. Other threads come in between as everywhere.
Under fair timing timers fire at their exact virtual time, in the order of CPython's heap.
"""

from __future__ import annotations

import heapq
import weakref
from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from grader.interleave.engine.failure import Failure
from grader.interleave.engine.kernel import KERNEL, LONELY_STEPS
from grader.interleave.engine.task import Killed, Task, Timer
from grader.interleave.world.asyncio_state import STATE
from grader.interleave.world.refusal import give_up

_BY_INDEX, _BY_WHEN = attrgetter("index"), attrgetter("_when")
#: Iterations in a row with work to do, after which the loop yields: a coroutine that polls with `sleep(0)` must
#: let pending timers fire at last. (Threads: `engine.kernel.SPIN_LIMIT`.)
PATIENCE = 256
#: Would do real input or output.
REFUSED = (
    "add_reader", "remove_reader", "add_writer", "remove_writer", "add_signal_handler", "remove_signal_handler",
    "sock_recv", "sock_recv_into", "sock_recvfrom", "sock_recvfrom_into", "sock_sendall", "sock_sendto",
    "sock_connect", "sock_accept", "sock_sendfile", "sendfile", "start_tls", "getaddrinfo", "getnameinfo",
    "create_connection", "create_server", "create_unix_connection", "create_unix_server",
    "create_datagram_endpoint", "connect_accepted_socket", "connect_read_pipe", "connect_write_pipe",
    "subprocess_exec", "subprocess_shell",
)  # fmt: skip


class Inbox:
    """The ready queue of a loop as the engine sees it: what a loop waits for, and timers and threads put into."""

    __slots__ = ("__weakref__", "loop")

    def __init__(self, loop: Any) -> None:
        self.loop = loop


class InOrder:
    """A weak set that iterates in order of addition, as `WeakSet`, which goes by addresses, does not."""

    def __init__(self) -> None:
        self._items: dict[int, weakref.ref[Any]] = {}

    def add(self, item: Any) -> None:
        """See `WeakSet.add`."""
        key = id(item)
        self._items[key] = weakref.ref(item, lambda _: self._items.pop(key, None))

    def discard(self, item: Any) -> None:
        """See `WeakSet.discard`."""
        self._items.pop(id(item), None)

    def clear(self) -> None:
        """See `WeakSet.clear`."""
        self._items.clear()

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter([item for item in (ref() for ref in list(self._items.values())) if item is not None])


class LoopOnKernel:
    """What replaces the operating system in `BaseEventLoop`; see `make_loop_class`."""

    _timer_handle: Any
    _step_of: Callable[[Any], Any]
    _ready: Any
    _scheduled: Any
    _stopping: bool

    def __init__(self) -> None:
        super().__init__()
        self._inbox = Inbox(self)
        self._runner: Task | None = None
        self._rounds = 0
        self._timers: list[Timer] = []
        self._new_timers: list[Any] = []
        self._asyncgens = InOrder()
        self._closing = False
        STATE.loops.append(self)

    # ---------------------------------------------------------------- running

    def run_forever(self) -> None:
        """Run until `stop` is called. See `asyncio.loop.run_forever`."""
        if KERNEL.dying:
            raise Killed
        me, outer = KERNEL.current, self._runner
        self._runner = me
        try:
            super().run_forever()  # type: ignore[misc]  # BaseEventLoop's
        finally:
            self._runner = outer

    def run_until_complete(self, future: Any) -> Any:
        """Run until `future` is done. See `asyncio.loop.run_until_complete`."""
        if KERNEL.dying:
            if hasattr(future, "close"):
                future.close()
            raise Killed
        return super().run_until_complete(future)  # type: ignore[misc]  # BaseEventLoop's

    def _run_once(self) -> None:
        kernel = KERNEL
        if kernel.fair:
            self._poll_fair()
        else:
            self._poll()
        ready, observer = self._ready, kernel.recorder
        for _ in range(len(ready)):
            handle = ready.popleft()
            if handle._cancelled:
                continue
            if observer is None:
                handle._run()
            else:
                self._run_observed(handle)
            if kernel.dying:
                raise Killed
        if kernel.failure is not None or kernel.abort is not None:
            kernel.switch(None)

    def _run_observed(self, handle: Any) -> None:
        observer = KERNEL.recorder
        task = self._step_of(handle)
        if observer is not None and task is not None:
            observer.operation("resume", task)
        handle._run()
        if observer is not None and task is not None:
            observer.operation("suspend", task)

    # ---------------------------------------------------------------- the scheduling point of an iteration

    def _poll(self) -> None:
        """Wait until there is something to do; let timers fire, in any order, and others run."""
        kernel = KERNEL
        if self._new_timers:
            self._make_timers()
        timers = self._timers
        idle = not self._ready and not self._stopping
        self._rounds += 1
        if not timers and not idle and len(kernel.runnable) < 2 and self._rounds <= PATIENCE:
            return
        if timers:
            for timer in timers:
                timer.runnable = True
            kernel.runnable.extend(timers)
            kernel.runnable.sort(key=_BY_INDEX)
        try:
            self._wait(idle, None)
        finally:
            if timers:
                for timer in timers:
                    timer.runnable = False
                kernel.runnable[:] = [task for task in kernel.runnable if task.runnable]
                self._timers = [timer for timer in self._timers if not timer.done]
        if kernel.recorder is not None:
            kernel.recorder.operation("poll", self._inbox)

    def _wait(self, idle: bool, deadline: float | None) -> None:
        kernel, me = KERNEL, KERNEL.current
        if idle:
            self._rounds = 0
            kernel.block(self._inbox, deadline)
            return
        me.waits_for = self._inbox
        try:
            if self._rounds > PATIENCE:
                self._rounds = 0
                # A yield, each round of which was a step.
                kernel.steps += PATIENCE - (LONELY_STEPS if len(kernel.runnable) < 2 else 0)
                kernel.pause()
            else:
                kernel.point()
        finally:
            me.waits_for = None

    def _poll_fair(self) -> None:
        """Let exactly the timers fire whose time has come; jump to the first one if there is nothing to do."""
        scheduled = self._scheduled
        while scheduled and scheduled[0]._cancelled:
            heapq.heappop(scheduled)._scheduled = False
        idle = not self._ready and not self._stopping
        self._rounds += 1
        self._wait(idle, scheduled[0]._when if scheduled else None)
        now = KERNEL.clock.read()
        while scheduled and scheduled[0]._when <= now:
            handle = heapq.heappop(scheduled)
            handle._scheduled = False
            self._ready.append(handle)

    def _wake(self) -> None:
        """Something became ready, from outside of the loop's own thread."""
        runner = self._runner
        if runner is not None and runner.waits_for is self._inbox and not runner.runnable:
            if KERNEL.recorder is not None:
                KERNEL.recorder.woke(runner)
            KERNEL.enable(runner)

    _write_to_self = _wake

    # ---------------------------------------------------------------- timers

    def call_at(self, when: float, callback: Any, *args: Any, context: Any = None) -> Any:
        """See `asyncio.loop.call_at`."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()  # type: ignore[attr-defined]  # BaseEventLoop's
        if self._debug:  # type: ignore[attr-defined]  # BaseEventLoop's
            self._check_thread()  # type: ignore[attr-defined]  # BaseEventLoop's
            self._check_callback(callback, "call_at")  # type: ignore[attr-defined]  # BaseEventLoop's
        handle = self._timer_handle(when, callback, args, self, context)
        handle.timer = None
        handle._scheduled = True
        if KERNEL.fair:
            heapq.heappush(self._scheduled, handle)
        else:
            self._new_timers.append(handle)
        return handle

    def _make_timers(self) -> None:
        """Tasks for the timers that are new, the earliest first: where nothing is at stake they fire in that order."""
        kernel, new = KERNEL, self._new_timers
        if len(new) > 1:
            new.sort(key=_BY_WHEN)
        for handle in new:
            if handle._cancelled:
                continue
            timer = Timer(len(kernel.tasks), "timer", self._fire, daemon=True)
            timer.handle = handle
            timer.waits_for = self._inbox
            handle.timer = timer
            kernel.tasks.append(timer)
            self._timers.append(timer)
            if kernel.recorder is not None:
                kernel.recorder.operation("start", timer)
        new.clear()

    def _fire(self) -> None:
        """The one step of a timer."""
        timer = KERNEL.current
        assert isinstance(timer, Timer)
        handle, timer.handle = timer.handle, None
        handle.timer = None
        handle._scheduled = False
        KERNEL.clock.reach(handle._when)
        if KERNEL.recorder is not None:
            KERNEL.recorder.operation("post", self._inbox)
            KERNEL.recorder.operation("fire", handle)
        timer.waits_for = None
        self._rounds = 0
        self._ready.append(handle)
        self._wake()

    def _timer_handle_cancelled(self, handle: Any) -> None:
        timer, handle.timer = handle.timer, None
        if timer is not None:
            self._end_timer(timer)
            self._timers.remove(timer)

    def _end_timer(self, timer: Timer) -> None:
        """It never fires: for a search that reorders what happened, its step was about to come all the same."""
        if KERNEL.recorder is not None and KERNEL.running and not KERNEL.dying:
            KERNEL.recorder.operation("withdrawn", timer)
        timer.done = True
        timer.handle = timer.waits_for = None
        if timer.runnable:
            KERNEL.disable(timer)

    def drop_timers(self) -> None:
        """The loop is closed, or the execution over."""
        for timer in self._timers:
            self._end_timer(timer)
        self._timers = []
        self._new_timers = []

    # ---------------------------------------------------------------- callbacks from other threads

    def call_soon(self, callback: Any, *args: Any, context: Any = None) -> Any:
        """See `asyncio.loop.call_soon`; from another thread it does not wake the loop, as in CPython."""
        runner = self._runner
        if runner is not None and runner is not KERNEL.current:
            self.before_put()
        return super().call_soon(callback, *args, context=context)  # type: ignore[misc]  # BaseEventLoop's

    def call_soon_threadsafe(self, callback: Any, *args: Any, context: Any = None) -> Any:
        """See `asyncio.loop.call_soon_threadsafe`."""
        runner = self._runner
        if runner is not KERNEL.current:
            self.before_put()
        return super().call_soon_threadsafe(callback, *args, context=context)  # type: ignore[misc]  # as above

    def before_put(self) -> None:
        """The point before another thread's callback becomes ready."""
        kernel, me = KERNEL, KERNEL.current
        if kernel.dying or not kernel.running:
            return
        me.waits_for = self._inbox
        try:
            kernel.point()
        finally:
            me.waits_for = None
        if kernel.recorder is not None:
            kernel.recorder.operation("post", self._inbox)

    # ---------------------------------------------------------------- the end

    def close(self) -> None:
        """See `asyncio.loop.close`."""
        super().close()  # type: ignore[misc]  # BaseEventLoop's
        self.drop_timers()

    def __del__(self, _warn: Any = None) -> None:
        """A loop that was not closed: the execution's end takes care of it."""

    def default_exception_handler(self, context: dict[str, Any]) -> None:
        """What nobody caught: a failure, as an exception that ends a thread is; without one, a line of output."""
        if KERNEL.dying or not KERNEL.running or not any(loop is self for loop in STATE.loops):
            return
        message = context.get("message") or "Unhandled exception in event loop"
        error = context.get("exception")
        KERNEL.output.write(f"{message}{'' if error is None else f': {error!r}'}\n")
        if error is None or KERNEL.failure is not None:
            return
        task: Any = context.get("task") or context.get("future")
        if isinstance(error, Killed):
            return
        name = str(task.get_name()) if hasattr(task, "get_name") else KERNEL.current.name
        fail_with(error, name, message)


def fail_with(error: BaseException, name: str, message: str) -> None:
    """Record an exception that the event loop was left with as the execution's failure."""
    KERNEL.report(error, KERNEL.current)
    failure = KERNEL.failure
    if failure is not None and KERNEL.abort is None:
        where = failure.message if message in failure.message else f"{failure.message} ({message})"
        KERNEL.failure = Failure(failure.kind, where, name, failure.file, failure.line, failure.waits)


def _refusing(name: str) -> Callable[..., Any]:
    def method(self: Any, *_: Any, **__: Any) -> Any:
        give_up(f"the program calls {name}() of the event loop, which the simulated world does not have")

    method.__name__ = name
    return method


def make_loop_class(base_events: Any, events: Any, step_of: Callable[[Any], Any]) -> Any:
    """The loop's class, on the reloaded modules of `asyncio`. `step_of` gives the task that a handle steps."""
    handle = type("TimerHandle", (events.TimerHandle,), {"__slots__": ("timer",)})
    names: dict[str, Any] = {name: _refusing(name) for name in REFUSED}
    names.update(_timer_handle=handle, _step_of=staticmethod(step_of), __module__="asyncio.unix_events")
    return type("_UnixSelectorEventLoop", (LoopOnKernel, base_events.BaseEventLoop), names)
