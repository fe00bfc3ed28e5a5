"""Making sites and hooks: the part of the transformer that knows no grammar."""

from __future__ import annotations

import ast

from grader.interleave.instrument.containers import Containers, Kind
from grader.interleave.instrument.names import Names, Scope
from grader.interleave.instrument.sites import Site
from grader.interleave.instrument.source import Source


class Wrapper(ast.NodeTransformer):
    """State and tools shared by all visitors. `sites` lists the points, site number n at index n - 1.

    `_gil` says whether the default build can have switched since the last visible operation.
    """

    def __init__(self, names: Names, containers: Containers, source: Source) -> None:
        self._names = names
        self._containers = containers
        self._source = source
        self._scope: Scope = names.root
        self._gil = True
        self.sites: list[Site] = []
        self._visible = 0
        self._shadowed = set(names.root.stores)
        self._visible_functions: set[str] = set()

    def block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """Visit statements in order."""
        result: list[ast.stmt] = []
        for statement in body:
            made = self.visit(statement)
            result.extend(made if isinstance(made, list) else [made])
        return result

    # ---------------------------------------------------------------- making hooks

    def _site(self, node: ast.AST, kind: str, name: str = "", *, spins: bool = False) -> int:
        text = self._source.segment(node).split("\n")[0]
        ft = not self._gil and kind != "loop"
        site = Site(len(self.sites) + 1, getattr(node, "lineno", 0), kind, name, text, ft, spins)
        self.sites.append(site)
        if kind != "loop":
            self._gil = False
            self._visible += 1
        return site.code

    def _container_site(self, kind: Kind, node: ast.AST, what: str, name: str = "", text: str = "") -> int:
        """A site that is one only if its operand turns out to be a container.

        If that is doubtful, nothing follows from it for the points after it.
        """
        before = self._gil, self._visible
        code = self._site(node, what, name)
        if text:
            site = self.sites[-1]
            self.sites[-1] = Site(site.number, site.line, what, name, text.split("\n", maxsplit=1)[0], site.ft)
        if kind != "container":
            self._gil, self._visible = before
        return code

    def _hook(self, hook: str, at: ast.expr, *args: ast.expr | int) -> ast.expr:
        values = [ast.Constant(a) if isinstance(a, int) else a for a in args]
        call = ast.Call(ast.Name(hook, ast.Load()), values, [])
        ast.copy_location(call, at)
        for child in (call.func, *values):
            if not hasattr(child, "lineno"):
                ast.copy_location(child, at)
        for value in values:
            if isinstance(value, ast.UnaryOp | ast.Constant):
                ast.fix_missing_locations(value)
        return call

    def _or(self, point: ast.expr, then: ast.expr) -> ast.expr:
        return ast.copy_location(ast.BoolOp(ast.Or(), [point, then]), then)
