"""Scheduling points from the AST: one before each visible operation of a module, and nowhere else.

The rule that keeps the meaning: never restructure an expression, only wrap the last operand that is
evaluated before the access. No temporaries are made, so `locals()`, scopes, class bodies and line numbers
stay as they are.

The visitor walks in the order of evaluation and carries one bit, `_gil`: can the default build have
switched since the last visible operation? It can at a function's entry, after a call and at a back-edge
(CPython 3.10 and later look at the eval breaker only there). Where paths meet, the bit is the
conjunction: a point is called `gil` only if the default build can switch there on every path.
"""

from __future__ import annotations

import ast
from typing import Any

from grader.interleave.instrument import sites
from grader.interleave.instrument.expressions import ExpressionWrapper
from grader.interleave.instrument.names import FunctionNode
from grader.interleave.instrument.sites import Site


class Transformer(ExpressionWrapper):
    """Instruments one module: `Transformer(names, containers, source).visit(tree)`."""

    # ---------------------------------------------------------------- assignments: value before target

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        original = node.value
        node.value = self.visit(node.value)
        for target in node.targets:
            node.value = self._store_value(target, node.value)
        if any(isinstance(t, ast.Tuple | ast.List) for t in node.targets):
            node.value = self._look(original, node.value)
        node.targets = [self._visit_target(t) for t in node.targets]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is not None:
            node.value = self._store_value(node.target, self.visit(node.value))
            node.target = self._visit_target(node.target)  # type: ignore[assignment]  # a target stays one
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        target = node.target
        if isinstance(target, ast.Name):
            if not self._names.name_is_mutable(self._scope, target.id):
                node.value = self.visit(node.value)
                return node
            load = self._hook(sites.PT, target, self._site(target, "read", target.id))
            node.value = self.visit(node.value)
            node.value = self._hook(sites.ARG, node.value, node.value, self._site(target, "write", target.id))
            return [ast.copy_location(ast.Expr(load), node), node]
        before = self._visible
        kind = "read"
        read = self._aug_target(target, kind)
        node.target = read
        node.value = self.visit(node.value)
        if self._visible > before:
            name = target.attr if isinstance(target, ast.Attribute) else ""
            node.value = self._hook(sites.ARG, node.value, node.value, self._site(target, "write", name))
        return node

    def _aug_target(self, target: ast.expr, kind: str) -> Any:
        visited = self.visit(target)
        if self.sites and self.sites[-1].kind == "write":
            site = self.sites[-1]
            self.sites[-1] = Site(site.number, site.line, kind, site.name, site.text, site.ft)
        return visited

    def visit_Delete(self, node: ast.Delete) -> ast.stmt:
        node.targets = [self._visit_target(t) for t in node.targets]
        return node

    # ---------------------------------------------------------------- control flow

    def _join(self, *bodies: list[ast.stmt]) -> list[list[ast.stmt]]:
        """Visit alternative bodies from the same state; go on with the conjunction."""
        start, after, made = self._gil, True, []
        for body in bodies:
            self._gil = start
            made.append(self.block(body))
            after = after and self._gil
        self._gil = after
        return made

    def visit_If(self, node: ast.If) -> ast.stmt:
        node.test = self._truth(node.test)
        node.body, node.orelse = self._join(node.body, node.orelse)
        return node

    def visit_While(self, node: ast.While) -> ast.stmt:
        start = self._gil
        acts = ast.Call | ast.Assign | ast.AugAssign | ast.Return | ast.Yield | ast.Await
        spins = not any(isinstance(n, acts) for part in (node.test, *node.body) for n in ast.walk(part))
        node.test = self._truth(node.test)
        after_test = self._gil
        node.body = self.block(node.body)
        site = self._site(node, "loop", spins=spins)
        node.test = self._or(self._hook(sites.LOOP, node.test, site), node.test)
        self._gil = start and after_test
        node.orelse = self.block(node.orelse)
        return node

    def visit_For(self, node: ast.For) -> ast.stmt:
        return self._visit_for(node)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.stmt:
        return self._visit_for(node)

    def _visit_for(self, node: ast.For | ast.AsyncFor) -> ast.stmt:
        original = node.iter
        shared = isinstance(node, ast.For) and self._containers.shared(self._scope, original)
        node.iter = self.visit(node.iter)
        if shared:
            site = self._container_site(self._containers.kind(original), original, "iterate")
            node.iter = self._hook(sites.IN, node.iter, node.iter, site)
        start = self._gil
        node.target = self._visit_target(node.target)
        before = self._visible
        body = self.block(node.body)
        if shared and self._visible == before:
            self._gil = True
            body.insert(0, ast.copy_location(ast.Expr(self._round(original, node)), original))
        node.body = body
        self._gil = start and self._gil
        node.orelse = self.block(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        node.test = self._truth(node.test)
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def visit_Try(self, node: ast.Try) -> ast.stmt:
        return self._visit_try(node)

    def visit_TryStar(self, node: ast.TryStar) -> ast.stmt:
        return self._visit_try(node)

    def _visit_try(self, node: ast.Try | ast.TryStar) -> ast.stmt:
        node.body = self.block(node.body)
        node.orelse = self.block(node.orelse)
        after = self._gil
        for handler in node.handlers:
            self._gil = False
            if handler.type is not None:
                handler.type = self.visit(handler.type)
            handler.body = self.block(handler.body)
            after = after and self._gil
        self._gil = after
        node.finalbody = self.block(node.finalbody)
        return node

    def visit_With(self, node: ast.With) -> ast.stmt:
        for item in node.items:
            text = item.context_expr
            item.context_expr = self.visit(item.context_expr)
            if not self._gil:
                item.context_expr = self._hook(sites.WITH, text, item.context_expr, self._site(text, "lock"))
            self._gil = False
            if item.optional_vars is not None:
                item.optional_vars = self._visit_target(item.optional_vars)
        node.body = self.block(node.body)
        self._gil = True
        return node

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.stmt:
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
        node.body = self.block(node.body)
        self._gil = True
        return node

    def visit_Match(self, node: ast.Match) -> ast.stmt:
        node.subject = self.visit(node.subject)
        for case in node.cases:
            if case.guard is not None:
                case.guard = self._truth(case.guard)
        bodies = self._join(*(case.body for case in node.cases))
        for case, body in zip(node.cases, bodies, strict=True):
            case.body = body
        return node

    # ---------------------------------------------------------------- scopes

    def _enter(self, node: FunctionNode) -> None:
        outer, gil, visible = self._scope, self._gil, self._visible
        self._scope, self._gil = self._names.scopes[node], True
        if isinstance(node, ast.Lambda):
            node.body = self.visit(node.body)
        else:
            node.body = self.block(node.body)
            if self._visible > visible:
                self._visible_functions.add(node.name)
        self._scope, self._gil = outer, gil

    def _visit_def(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.stmt:
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        self._visit_defaults(node.args)
        self._enter(node)
        return node

    def _visit_defaults(self, args: ast.arguments) -> None:
        args.defaults = [self.visit(d) for d in args.defaults]
        args.kw_defaults = [d and self.visit(d) for d in args.kw_defaults]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        return self._visit_def(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.stmt:
        return self._visit_def(node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        self._visit_defaults(node.args)
        self._enter(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt:
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.bases = [self.visit(b) for b in node.bases]
        node.body = self.block(node.body)
        return node
