"""Numbers for what a new task can reach, before tasks race for being the first to ask for one.

Partial-order reduction compares operations of different executions; an object that has a number when two
executions part has the same number in both.
"""

from __future__ import annotations

import functools
from collections import deque
from types import FunctionType, MethodType
from typing import Any

from grader.interleave.engine.operation import TARGETS
from grader.interleave.engine.task import Task
from grader.interleave.instrument import sites
from grader.interleave.world.locks import Lock

#: Objects looked at for one task; large structures are left to be numbered when they are touched.
LIMIT = 200
_PLAIN = (int, str, float, bytes, bool, type(None), type, Lock)
_SEQUENCES = (list, tuple, deque)


def survey(task: Task) -> None:
    """Number, breadth first, the objects within reach of a task that is about to begin."""
    queue: deque[Any] = deque([task.body])
    seen: set[int] = set()
    while queue and len(seen) < LIMIT:
        obj = queue.popleft()
        if isinstance(obj, _PLAIN) or id(obj) in seen:
            continue
        seen.add(id(obj))
        if isinstance(obj, FunctionType):
            queue.extend(_reach_of_function(obj, seen))
        elif isinstance(obj, MethodType):
            queue.extend((obj.__self__, obj.__func__))
        elif isinstance(obj, functools.partial):
            queue.extend((obj.func, obj.args))
        else:
            queue.extend(_parts(obj))


def _reach_of_function(function: FunctionType, seen: set[int]) -> list[Any]:
    reach = []
    for cell in function.__closure__ or ():
        try:
            reach.append(cell.cell_contents)
        except ValueError:  # not bound yet
            continue
    names = function.__globals__
    if sites.AT in names and id(names) not in seen:
        seen.add(id(names))
        reach.extend(value for name, value in names.items() if not name.startswith("__"))
    return reach


def _parts(obj: Any) -> list[Any]:
    """What an object holds; the object gets its number."""
    if isinstance(obj, dict):
        TARGETS.number(obj)
        return list(obj.values())
    if isinstance(obj, _SEQUENCES):
        if not isinstance(obj, tuple):
            TARGETS.number(obj)
        return list(obj)
    names = getattr(type(obj), "__dictoffset__", 0) and object.__getattribute__(obj, "__dict__")
    if not names or "__loader__" in names:  # a module
        return []
    TARGETS.number(obj)
    return list(names.values())
