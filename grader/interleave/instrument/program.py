"""Source in, code object with scheduling points and the table of its sites out."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from types import CodeType

from grader.interleave.engine.failure import ProgramError
from grader.interleave.instrument.containers import Containers
from grader.interleave.instrument.names import Names
from grader.interleave.instrument.sites import Site
from grader.interleave.instrument.source import Source
from grader.interleave.instrument.transform import Transformer


@dataclass(frozen=True)
class Instrumented:
    """An instrumented module.

    `may_patch`: it can assign to attributes of imported modules. `tries_locks`: it can see that a lock is
    held without waiting for it. `decorated`: names of classes that have decorators.
    """

    code: CodeType
    sites: tuple[Site, ...]
    may_patch: bool
    tries_locks: bool
    decorated: frozenset[str]


def instrument(source: str, filename: str) -> Instrumented:
    """Compile a module with a scheduling point before each visible operation.

    Raises `ProgramError` of kind "syntax" for source that does not compile.
    """
    try:
        tree = ast.parse(source, filename)
        names = Names(tree)
        transformer = Transformer(names, Containers(tree, names), Source(source))
        tree = transformer.visit(tree)
        code = compile(tree, filename, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise ProgramError("syntax", error.msg, error.lineno) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise ProgramError("syntax", f"the source cannot be compiled: {error}") from None
    return Instrumented(
        code,
        tuple(transformer.sites),
        names.patches_modules,
        names.tries_locks,
        frozenset(names.decorated_classes),
    )
