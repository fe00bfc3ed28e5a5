"""What does a task wait for: the test round a `wait` in the program's source, and whether it holds now."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.engine.task import Task

_Loop = ast.While | ast.If
_PLAIN = (bool, int, float, str, bytes, type(None))


@dataclass(frozen=True)
class Predicate:
    """A test that keeps a task waiting while it comes out as `waits_while`.

    `names` are the variables and attributes that it looks at; `text` is how the program writes it.
    """

    code: Any
    text: str
    names: frozenset[str]
    waits_while: bool
    called: bool = False

    def lets_go(self, task: Task, frame: FrameType) -> bool | None:
        """Whether `task`, which waits in `frame`, would go on if it looked now. None: it cannot be told.

        Runs code of the program, so only at the very end of an execution; a lock that is not free ends it.
        """
        if not self.called and self._looks_at_nothing_shared(frame):
            return None
        current, dying = KERNEL.current, KERNEL.dying
        KERNEL.current, KERNEL.dying = task, True
        try:
            names = {**frame.f_globals, **frame.f_locals}
            value = self.code() if self.called else eval(self.code, names)  # noqa: S307  the program's own test
            return bool(value) is not self.waits_while
        except BaseException:
            return None
        finally:
            KERNEL.current, KERNEL.dying = current, dying

    def _looks_at_nothing_shared(self, frame: FrameType) -> bool:
        """Whether the test is made of plain values of the function's own: it was decided before the wait."""
        own = frame.f_code.co_varnames
        local = frame.f_locals
        return all(name in own and isinstance(local.get(name), _PLAIN) for name in self.names)


class Tests:
    """The tests round the waits of one source file."""

    def __init__(self, source: str, filename: str) -> None:
        self._filename = filename
        try:
            self._tree: ast.Module = ast.parse(source)
        except (SyntaxError, ValueError):
            self._tree = ast.Module([], [])

    def around(self, line: int) -> Predicate | None:
        """The test of the innermost `while` or `if` round a line; None without one, or if it looks at nothing.

        A `for` loop, a function or a class ends the search: what stands outside is asked at another time.
        """
        found: tuple[_Loop, bool] | None = None
        for node in _round(self._tree, line):
            if isinstance(node, ast.For | ast.AsyncFor | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found = None
            elif isinstance(node, _Loop) and not _within(node.test, line):
                found = (node, not any(_within(each, line) for each in node.orelse))
        if found is None:
            return None
        test = found[0].test
        names = frozenset(_names(test))
        if not names:
            return None
        try:
            code = compile(ast.Expression(test), self._filename, "eval", dont_inherit=True)
        except (SyntaxError, ValueError):
            return None
        return Predicate(code, ast.unparse(test), names, found[1])


def of_call(function: Any) -> Predicate:
    """What `wait_for(function)` waits for."""
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    names = frozenset(_code_names(code)) if isinstance(code, CodeType) else frozenset[str]()
    return Predicate(function, getattr(function, "__name__", "predicate"), names, waits_while=False, called=True)


def _within(node: ast.AST, line: int) -> bool:
    first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
    return first is not None and last is not None and first <= line <= last


def _round(node: ast.AST, line: int) -> Iterator[ast.AST]:
    """The statements that hold a line, outermost first."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case) and (
            _within(child, line) or isinstance(child, ast.match_case)
        ):
            yield child
            yield from _round(child, line)


def _names(test: ast.expr) -> Iterator[str]:
    for node in ast.walk(test):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _code_names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    yield from code.co_freevars
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _code_names(constant)
