"""Which names the source of a submission contains. Only names: what they mean is for a check to say."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.worker.protocol import Facts, Found, Up
from grader.worker.subject import Subject, not_python

__all__ = ["facts"]

_MOST = 2000


def facts(subject: Subject, request: Facts) -> Iterator[Up]:
    """Imports and calls by dotted name, functions as ``Class.name(parameters)``, classes with their bases."""
    try:
        tree = ast.parse(subject.source, subject.filename)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise not_python(error) from None
    imports: set[str] = set()
    calls: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imports.update(f"{node.module or '.'}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and (name := _dotted(node.func)):
            calls.add(name)
    functions, classes = _definitions(tree.body, "")
    yield Found(
        request=request.request,
        imports=sorted(imports)[:_MOST],
        calls=sorted(calls)[:_MOST],
        functions=functions[:_MOST],
        classes=classes[:_MOST],
    )


def _dotted(node: ast.expr) -> str:
    """``a.b.c``; only the last name when what it is an attribute of is no name; "" when nothing has a name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def _definitions(body: list[ast.stmt], prefix: str) -> tuple[list[str], list[str]]:
    functions: list[str] = []
    classes: list[str] = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            functions.append(f"{prefix}{node.name}({', '.join(each.arg for each in parameters)})")
        elif isinstance(node, ast.ClassDef):
            classes.append(f"{prefix}{node.name}({', '.join(filter(None, map(_dotted, node.bases)))})")
            inner = _definitions(node.body, f"{prefix}{node.name}.")
            functions += inner[0]
            classes += inner[1]
    return functions, classes
