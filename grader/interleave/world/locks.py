"""Locks as the program sees them: what C's `_thread` offers, over the kernel.

Contract shared by `Lock` and `RLock`: a scheduling point stands before an acquire and none after a
release. A release is a point of its own only where somebody could see the lock held without waiting for
it: in programs with a try-acquire, a timeout or `locked()` (`Kernel.release_points`). While the lock is
taken, nobody that wants it is runnable; a release makes all of them runnable, the next acquire makes the
rest not runnable again.
"""

from __future__ import annotations

from typing import Any

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.operation import UNKNOWN
from grader.interleave.engine.task import Task
from grader.interleave.world.identity import IDENTITIES
from grader.interleave.world.look import look

#: Largest timeout that `acquire` accepts, in seconds, as on a 64-bit machine.
TIMEOUT_MAX = 9223372036.0


def check_timeout(blocking: bool, timeout: float) -> None:
    """Refuse what CPython's `acquire` refuses, with its words."""
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0 and timeout != -1:
        raise ValueError("timeout value must be a non-negative number")
    if timeout > TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")


class Lock:
    """`_thread.lock`."""

    __slots__ = ("__weakref__", "_locked", "owner", "waiters")

    def __init__(self) -> None:
        self._locked = False
        self.owner: Task | None = None
        self.waiters: list[Task] = []
        if KERNEL.recorder is not None:
            KERNEL.recorder.created(self)

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock. See `threading.Lock.acquire`."""
        kernel = KERNEL
        if not blocking or timeout != -1:
            return self._acquire_unless(blocking, timeout)
        me = kernel.current
        if self._locked or len(kernel.runnable) > 1:
            if me.granted is self and not self._locked:
                me.granted = None
            else:
                self._contend(me)
        self._locked = True
        self.owner = me
        for task in self.waiters:
            if task.runnable:
                kernel.disable(task)
        if kernel.recorder is not None:
            kernel.recorder.operation("acquire", self)
        return True

    def _contend(self, me: Task) -> None:
        """Wait at the point before an acquire; the lock is free on return."""
        kernel = KERNEL
        site = kernel.next_site
        kernel.next_site = 0
        waiters = self.waiters
        waiters.append(me)
        me.waits_for = self
        try:
            if not self._locked:
                kernel.point(site)
            else:
                if kernel.recorder is not None:
                    kernel.recorder.operation("wait", self)
                kernel.block(self)
        finally:
            waiters.remove(me)
            me.waits_for = None

    def _acquire_unless(self, blocking: bool, timeout: float) -> bool:
        check_timeout(blocking, timeout)
        kernel = KERNEL
        me = kernel.current
        site = kernel.next_site
        kernel.next_site = 0
        me.operation = self
        kernel.point(site)
        if self._locked and blocking and timeout > 0:
            me.operation = UNKNOWN  # whatever happens before the moment comes can matter
            deadline = kernel.clock.seconds + timeout
            self.waiters.append(me)
            if kernel.recorder is not None:
                kernel.recorder.operation("wait", self)
            try:
                kernel.block(self, deadline)
            finally:
                self.waiters.remove(me)
        taken = not self._locked
        if taken:
            self._locked = True
            self.owner = me
            for task in self.waiters:
                kernel.disable(task)
        if kernel.recorder is not None:
            kernel.recorder.operation("acquire" if taken else "refused", self)
        me.operation = None
        return taken

    def release(self) -> None:
        """Free the lock, whoever holds it. RuntimeError if nobody does."""
        self.__exit__()

    def __exit__(self, *_: object) -> None:
        # The release itself stands here and not there: most releases are the end of a `with`.
        kernel = KERNEL
        if kernel.release_points:
            me = kernel.current
            me.operation = self
            kernel.point()
            me.operation = None
        if not self._locked:
            if kernel.dying:
                return
            raise RuntimeError("release unlocked lock")
        self._locked = False
        self.owner = None
        kernel.current.last_released = self
        for task in self.waiters:
            if not task.runnable:
                kernel.enable(task)
        if kernel.recorder is not None:
            kernel.recorder.operation("release", self)

    def locked(self) -> bool:
        """Whether somebody holds the lock."""
        look(self)
        return self._locked

    __enter__ = acquire

    def _is_owned(self) -> bool:
        # Condition asks a plain lock by trying to acquire it; asking must not be a scheduling point.
        return self._locked

    def _at_fork_reinit(self) -> None:
        self._locked = False
        self.owner = None

    def __repr__(self) -> str:
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {IDENTITIES.address(self)}>"

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked


class WaiterLock(Lock):
    """The private lock that `threading.Condition` makes for each waiter.

    Its first acquire and its release are bookkeeping that nobody can see. What a notified waiter does next
    is take the condition's own lock, the last one that it released: it stands in line there from the notify
    on, and when it is chosen the lock is free and its.
    """

    __slots__ = ("_in_line_for",)

    def __init__(self) -> None:
        super().__init__()
        self._in_line_for: Lock | None = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        kernel = KERNEL
        if not self._locked:
            self._locked = True
            self.owner = kernel.current
            return True
        if not blocking or timeout == 0:
            return False
        me = kernel.current
        self.waiters.append(me)
        if kernel.recorder is not None:
            kernel.recorder.operation("wait for notify", self)
        try:
            kernel.block(self, None if timeout < 0 else kernel.clock.seconds + timeout)
        finally:
            self.waiters.remove(me)
            self._leave_line(me)
        return self._take()

    def _leave_line(self, me: Task) -> None:
        lock = self._in_line_for
        if lock is not None:
            lock.waiters.remove(me)
            # Only if the acquire that follows would be a decision: this one was it.
            me.granted = lock if len(KERNEL.runnable) > 1 else None

    def _take(self) -> bool:
        free = not self._locked
        self._locked = True
        return free

    def release(self) -> None:
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        self._locked = False
        self.owner = None
        kernel = KERNEL
        if kernel.dying or not self.waiters:
            return
        (task,) = self.waiters
        if kernel.recorder is not None:
            kernel.recorder.woke(task)
        lock = task.last_released
        self._in_line_for = lock
        lock.waiters.append(task)
        kernel.end_timer(task)
        task.waits_for = lock
        if lock._locked:
            kernel.disable(task)
        else:
            kernel.enable(task)

    def __exit__(self, *_: object) -> None:
        self.release()

    __enter__ = acquire


class InternalLock(Lock):
    """A lock of the library's own bookkeeping, held over no scheduling point: never contended."""

    __slots__ = ()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        self._locked = True
        return True

    def release(self) -> None:
        self._locked = False

    __enter__ = acquire

    def __exit__(self, *_: object) -> None:
        self._locked = False


class RLock:
    """`_thread.RLock`."""

    __slots__ = ("__weakref__", "_count", "_lock")

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0

    @property
    def owner(self) -> Task | None:
        """The task that holds the lock, or None."""
        return self._lock.owner

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock, again if the caller holds it. See `threading.RLock.acquire`."""
        if self._count and self._lock.owner is KERNEL.current:
            check_timeout(blocking, timeout)
            self._count += 1
            return True
        if self._lock.acquire(blocking, timeout):
            self._count = 1
            return True
        return False

    def release(self) -> None:
        """Undo one acquire. RuntimeError if the caller does not hold the lock."""
        if self._lock.owner is not KERNEL.current or not self._count:
            if KERNEL.dying:
                return
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._lock.__exit__()

    def locked(self) -> bool:
        """Whether somebody holds the lock."""
        return self._lock.locked()

    __enter__ = acquire

    def __exit__(self, *_: object) -> None:
        self.release()

    def _is_owned(self) -> bool:
        return self._lock.owner is KERNEL.current and self._count > 0

    def _recursion_count(self) -> int:
        return self._count if self._lock.owner is KERNEL.current else 0

    def _release_save(self) -> Any:
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        count, self._count = self._count, 0
        self._lock.__exit__()
        return count

    def _acquire_restore(self, state: Any) -> None:
        self._lock.acquire()
        self._count = state

    def _at_fork_reinit(self) -> None:
        self._lock._at_fork_reinit()
        self._count = 0

    def __repr__(self) -> str:
        state = "locked" if self._count else "unlocked"
        ident = self._lock.owner.ident if self._lock.owner else 0
        return f"<{state} _thread.RLock object owner={ident} count={self._count} at {IDENTITIES.address(self)}>"
