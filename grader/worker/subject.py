"""The student's module on the real machine: loaded by path-free text under one name, with honest tracebacks."""

from __future__ import annotations

import linecache
import sys
import traceback
from types import ModuleType, TracebackType
from typing import Any

from grader.worker.plain import type_name

__all__ = ["MODULE", "LoadFailed", "Subject", "describe", "not_python", "student_line"]

MODULE = "submission"
_SCENARIOS = "scenarios"


class LoadFailed(Exception):
    """The submission cannot be loaded; the fields are those of the frame."""

    def __init__(self, kind: str, message: str, line: int) -> None:
        super().__init__(message)
        self.kind, self.message, self.line = kind, message, line


class Subject:
    """The text of a submission and of the scenarios for it, and fresh modules made from them."""

    def __init__(self, source: str, filename: str, scenarios: str) -> None:
        self.source, self.filename, self.scenarios = source, filename, scenarios
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)

    def fresh(self) -> ModuleType:
        """The student's module, newly executed. Raises ``LoadFailed``, whatever the module does."""
        try:
            code = compile(self.source, self.filename, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise not_python(error) from None
        module = ModuleType(MODULE)
        module.__file__ = self.filename
        sys.modules[MODULE] = module
        try:
            exec(code, module.__dict__)
        except BaseException as error:  # a module can raise anything, SystemExit too
            raise LoadFailed("import", describe(error), student_line(error.__traceback__, self.filename)) from None
        return module

    def stage(self) -> dict[str, Any]:
        """The scenarios by name, newly executed with the real ``threading``. What it raises is the exercise's fault."""
        module = ModuleType(_SCENARIOS)
        sys.modules[_SCENARIOS] = module
        exec(compile(self.scenarios, "scenarios.py", "exec", dont_inherit=True), module.__dict__)
        return module.__dict__


def not_python(error: Exception) -> LoadFailed:
    """What to say about a source that does not compile."""
    if isinstance(error, SyntaxError):
        return LoadFailed("syntax", error.msg, error.lineno or 0)
    return LoadFailed("syntax", describe(error), 0)


def describe(error: BaseException) -> str:
    """``KeyError: 'a'``, without trusting the exception's own methods."""
    try:
        text = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    except BaseException:  # a student's __str__ can raise anything
        text = f"{type_name(error)}: <no text>"
    return text.encode("utf-8", "replace").decode()[:500]


def student_line(trace: TracebackType | None, filename: str) -> int:
    """The innermost line of the student's file in a traceback, or 0."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
