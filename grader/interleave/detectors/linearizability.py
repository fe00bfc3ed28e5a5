"""Looks for an order of overlapping calls that a sequential object would have answered the same way.

The search is Wing and Gong's (J. Parallel Distrib. Comput. 17, 1993) with Lowe's memory of configurations
(Concurrency and Computation 29(4), 2017): try the operations that could come first, run each on a copy of the model,
backtrack where the model answers otherwise, and never look twice at the same set of operations with the same state of
the model.

A model whose operations fall into groups that know nothing of each other (keys of a map) may say so: then each group
is searched by itself (Horn and Kroening: "Faster linearizability checking via P-compositionality", FORTE 2015; sound by
the locality theorem of Herlihy and Wing, TOPLAS 1990), and the orders found are merged.

Deviations: the list of events is not doubly linked, because histories here have a dozen operations; an operation that
never returned may be taken to have happened, with any answer, or not at all.

Everything is plain data: a history comes from a process that is not trusted, and the model is ours.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Linearization", "MalformedHistory", "Operation", "linearize", "parse_history"]


class MalformedHistory(ValueError):
    """The data is not a history."""


@dataclass(frozen=True)
class Operation:
    """One call: who called what when, and what came back. ``returned`` is None for a call that has not come back.

    ``result`` is ``{"value": v}`` or ``{"raised": "Name"}``; None for a call that has not come back.
    """

    task: str
    name: str
    args: tuple[Any, ...]
    invoked: int
    returned: int | None
    result: Mapping[str, Any] | None

    def __str__(self) -> str:
        call = f"{self.name}({', '.join(map(repr, self.args))})"
        return f"{self.task}: {call} {_answer(self.result)}"


@dataclass(frozen=True)
class Linearization:
    """The answer. ``order`` is a sequential order of the operations that explains everything, if ``found``.

    Else it is the longest one that explains a part, ``misfit`` is an operation that cannot come next although it had
    returned before anything that is left, and ``expected`` says what the model would have answered there.
    """

    found: bool
    order: tuple[Operation, ...]
    misfit: Operation | None = None
    expected: str = ""

    def explain(self) -> str:
        """A few lines for a person."""
        lines = [f"  {number}. {operation}" for number, operation in enumerate(self.order, 1)]
        if self.found:
            return "\n".join(["One order explains every answer:", *lines])
        head = "No order of the calls explains all answers. The longest that explains some:"
        last = [f"Then no call fits: {self.misfit}, but in this order it would {self.expected}."] if self.misfit else []
        return "\n".join([head, *(lines or ["  (none)"]), *last])


def parse_history(events: object) -> list[Operation]:
    """A history from plain data. Raises ``MalformedHistory``."""
    if not isinstance(events, Sequence) or isinstance(events, str):
        raise MalformedHistory("a history is a list")
    return [_operation(event) for event in events]


def linearize(
    history: Sequence[Operation],
    model: Callable[[], object],
    same: Callable[[Any, Any], bool] = lambda expected, seen: bool(expected == seen),
) -> Linearization:
    """Look for an order that ``model`` explains: a call precedes another if it returned before the other was invoked.

    ``model()`` makes a fresh sequential object with one method for each operation's name; exceptions count by the
    name of their class. Its state must survive ``copy.deepcopy`` and show in ``vars`` (or in a method ``key()``,
    hashable). ``model.part(name, args)``, if there is one (a static method), names the part of the object that an
    operation touches, hashable: parts are judged one by one. None: it touches more than one, judge all together.
    """
    parts = _parts(history, getattr(model, "part", None))
    found = []
    for part in parts:
        verdict = _linearize(part, model, same)
        if not verdict.found:
            return verdict
        found.append(list(verdict.order))
    return Linearization(True, tuple(found[0]) if len(found) == 1 else _merge(found))


def _parts(
    history: Sequence[Operation], part: Callable[[str, tuple[Any, ...]], Hashable] | None
) -> list[Sequence[Operation]]:
    parts: dict[Hashable, list[Operation]] = {}
    for operation in history:
        key = part(operation.name, operation.args) if part is not None else None
        if key is None:
            return [history]
        parts.setdefault(key, []).append(operation)
    return list(parts.values())


def _merge(orders: list[list[Operation]]) -> tuple[Operation, ...]:
    """One order of all operations that keeps each given order and who was before whom in time."""
    merged: list[Operation] = []
    while any(orders):
        returns = [operation.returned for order in orders for operation in order if operation.returned is not None]
        first_return = min(returns, default=None)
        # Locality: the parts' orders and the times never form a circle, so one of the heads may come first.
        order = next(o for o in orders if o and (first_return is None or o[0].invoked <= first_return))
        merged.append(order.pop(0))
    return tuple(merged)


def _linearize(
    history: Sequence[Operation], model: Callable[[], object], same: Callable[[Any, Any], bool]
) -> Linearization:
    search = _Search(list(history), same)
    found = search.extend(frozenset(), model(), ())
    if found is not None:
        return Linearization(True, found)
    return Linearization(False, search.longest, search.misfit, search.expected)


class _Search:
    def __init__(self, history: list[Operation], same: Callable[[Any, Any], bool]) -> None:
        self.history = history
        self.same = same
        self.seen: set[tuple[frozenset[int], object]] = set()
        self.longest: tuple[Operation, ...] = ()
        self.misfit: Operation | None = None
        self.expected = ""

    def extend(self, done: frozenset[int], state: object, order: tuple[Operation, ...]) -> tuple[Operation, ...] | None:
        """A complete order that begins with ``order``, which led to ``state``; None if there is none."""
        if all(index in done or operation.returned is None for index, operation in enumerate(self.history)):
            return order
        configuration = (done, _key(state))
        if configuration in self.seen:
            return None
        self.seen.add(configuration)
        for index in self._next(done):
            operation = self.history[index]
            after = copy.deepcopy(state)
            answer = _ask(after, operation)
            if operation.result is None or self._agree(answer, operation.result):
                found = self.extend(done | {index}, after, (*order, operation))
                if found is not None:
                    return found
            else:
                self._remember(order, operation, answer)
        return None

    def _next(self, done: frozenset[int]) -> list[int]:
        """The operations that may come next: invoked before any other that is left has returned."""
        left = [index for index in range(len(self.history)) if index not in done]
        returns = [r for index in left if (r := self.history[index].returned) is not None]
        first_return = min(returns, default=None)
        able = [i for i in left if first_return is None or self.history[i].invoked < first_return]
        # Calls that came back first: they are the likely ones, and a pending one is often not needed at all.
        return sorted(able, key=lambda i: (self.history[i].returned is None, self.history[i].returned or 0))

    def _agree(self, answer: Mapping[str, Any], result: Mapping[str, Any]) -> bool:
        if "raised" in answer or "raised" in result:
            return answer.get("raised") == result.get("raised")
        return self.same(answer["value"], result["value"])

    def _remember(self, order: tuple[Operation, ...], operation: Operation, answer: Mapping[str, Any]) -> None:
        if self.misfit is None or len(order) > len(self.longest):
            self.longest, self.misfit = order, operation
            name = answer.get("raised")
            self.expected = f"raise {name}" if name else f"return {answer['value']!r}"


def _ask(state: object, operation: Operation) -> dict[str, Any]:
    """What the model answers; changes ``state``."""
    method = getattr(state, operation.name, None)
    if method is None:
        raise MalformedHistory(f"the model has no operation {operation.name!r}")
    try:
        return {"value": method(*operation.args)}
    except Exception as error:  # an exception is one of the answers that a model gives
        return {"raised": type(error).__name__}


def _key(state: object) -> object:
    if hasattr(state, "key"):
        return state.key()
    return repr(sorted(vars(state).items()))


def _answer(result: Mapping[str, Any] | None) -> str:
    if result is None:
        return "has not returned"
    return f"raised {result['raised']}" if "raised" in result else f"returned {result['value']!r}"


def _operation(event: object) -> Operation:
    if not isinstance(event, Mapping):
        raise MalformedHistory("an event is a mapping")
    try:
        task, name, args = event["task"], event["name"], event["args"]
        invoked, returned, result = event["invoked"], event["returned"], event["result"]
    except KeyError as error:
        raise MalformedHistory(f"an event without {error}") from None
    good = (
        isinstance(task, str)
        and isinstance(name, str)
        and isinstance(args, Sequence)
        and isinstance(invoked, int)
        and (returned is None or isinstance(returned, int))
        and (result is None) == (returned is None)
        and (
            result is None or (isinstance(result, Mapping) and len(result) == 1 and set(result) <= {"value", "raised"})
        )
    )
    if not good or name.startswith("_"):
        raise MalformedHistory(f"not an event: {event!r}"[:200])
    return Operation(task, name, tuple(args), invoked, returned, result)
