"""`_thread._local`: data of a task's own, keyed by task inside the object."""

from __future__ import annotations

from typing import Any

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task


class _Store:
    """The dictionaries of one local object, and how to initialise a new task's."""

    __slots__ = ("arguments", "by_task")

    def __init__(self, arguments: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
        self.arguments = arguments
        self.by_task: dict[Task, dict[str, Any]] = {}


def _enter(self: Any) -> None:
    """Make the object's `__dict__` the running task's, initialising it at its first use."""
    store: _Store = object.__getattribute__(self, "_local__store")
    task = KERNEL.current
    own = store.by_task.get(task)
    if own is not None:
        object.__setattr__(self, "__dict__", own)
        return
    store.by_task[task] = own = {}
    task.local_dicts.append(store.by_task)
    object.__setattr__(self, "__dict__", own)
    args, kwargs = store.arguments
    type(self).__init__(self, *args, **kwargs)


class local:  # noqa: N801  the standard library's own name
    """Like `threading.local`: attributes are the running task's own and go when it ends."""

    __slots__ = ("__dict__", "__weakref__", "_local__store")

    def __new__(cls, /, *args: Any, **kwargs: Any) -> Any:
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        store = _Store((args, kwargs))
        object.__setattr__(self, "_local__store", store)
        task = KERNEL.current
        own: dict[str, Any] = {}
        store.by_task[task] = own
        task.local_dicts.append(store.by_task)
        object.__setattr__(self, "__dict__", own)
        return self

    def __getattribute__(self, name: str) -> Any:
        _enter(self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        _enter(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        _enter(self)
        object.__delattr__(self, name)
