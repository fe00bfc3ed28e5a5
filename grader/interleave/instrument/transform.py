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
from typing import Any, TypeVar

from grader.interleave.instrument import sites
from grader.interleave.instrument.names import FunctionNode, Names, Scope
from grader.interleave.instrument.sites import Site

#: Methods of lists, dicts, sets, deques and byte arrays that read or change the container.
CONTAINER_METHODS = frozenset(
    name
    for kind in (list, dict, set, bytearray)
    for name in dir(kind)
    if not name.startswith("_")
) | {"appendleft", "popleft", "extendleft", "rotate", "move_to_end", "most_common", "total", "subtract"}  # fmt: skip
#: Built-in functions that look into a container at once.
READERS = frozenset(
    {"len", "sum", "min", "max", "sorted", "list", "tuple", "set", "frozenset", "dict", "any", "all", "iter",
     "next", "str", "repr", "bool", "reversed", "enumerate", "zip", "map", "filter"}
)  # fmt: skip
_Node = TypeVar("_Node", bound=ast.AST)
_SIMPLE = (ast.Name, ast.Constant)
_SCOPES = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


class Transformer(ast.NodeTransformer):
    """Instruments one module; afterwards `sites` lists the points, site number n at index n - 1."""

    def __init__(self, names: Names, source: str) -> None:
        self._names = names
        self._source = source
        self._scope: Scope = names.root
        self._gil = True
        self.sites: list[Site] = []
        self._visible = 0
        self._shadowed = set(names.root.stores)
        self._visible_functions: set[str] = set()

    # ---------------------------------------------------------------- making hooks

    def _site(self, node: ast.AST, kind: str, name: str = "", *, spins: bool = False) -> int:
        text = (ast.get_source_segment(self._source, node) or "").split("\n")[0]
        ft = not self._gil and kind != "loop"
        site = Site(len(self.sites) + 1, getattr(node, "lineno", 0), kind, name, text, ft, spins)
        self.sites.append(site)
        if kind != "loop":
            self._gil = False
            self._visible += 1
        return site.code

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

    # ---------------------------------------------------------------- names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load) and self._names.name_is_mutable(self._scope, node.id):
            return self._or(self._hook(sites.PT, node, self._site(node, "read", node.id)), node)
        return node

    def _store_value(self, target: ast.expr, value: ast.expr) -> ast.expr:
        """Wrap the value stored to mutable names: the point before the store."""
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
                if self._names.name_is_mutable(self._scope, node.id):
                    return self._hook(sites.ARG, value, value, self._site(node, "write", node.id))
        return value

    # ---------------------------------------------------------------- attributes and items

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        node.value = self.visit(node.value)
        if self._names.attribute_is_mutable(node.attr) and not _is_super(node.value):
            node.value = self._hook(sites.AT, node.value, node.value, self._site(node, _KIND[type(node.ctx)], node.attr))
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        kind = _KIND[type(node.ctx)]
        original = ast.Subscript(node.value, node.slice, node.ctx)
        ast.copy_location(original, node)
        simple = isinstance(node.slice, _SIMPLE)
        node.value = self.visit(node.value)
        node.slice = self.visit(node.slice)
        site = self._site(original, kind)
        if simple and isinstance(node.slice, _SIMPLE):
            node.value = self._hook(sites.AT, node.value, node.value, site)
        elif isinstance(node.slice, ast.Slice):
            node.value = self._hook(sites.AT, node.value, node.value, site)
        else:
            node.slice = self._hook(sites.ARG, node.slice, node.slice, site)
        return node

    # ---------------------------------------------------------------- calls

    def visit_Call(self, node: ast.Call) -> ast.expr:
        function = node.func
        method = function.attr if isinstance(function, ast.Attribute) else None
        name = function.id if isinstance(function, ast.Name) else None
        original = ast.get_source_segment(self._source, node)
        self.generic_visit(node)
        if method in CONTAINER_METHODS and isinstance(node.func, ast.Attribute):
            self._before_method(node, node.func, original or "")
        elif name in READERS and name not in self._shadowed and node.args and not node.keywords:
            last = node.args[-1]
            if not isinstance(last, ast.Constant | ast.Starred | ast.GeneratorExp):
                node.args[-1] = self._hook(sites.IN, last, last, self._call_site(node, name or "", original or ""))
        self._gil = (method or name) not in self._visible_functions
        return node

    def _call_site(self, node: ast.AST, name: str, text: str) -> int:
        code = self._site(node, "call", name)
        site = self.sites[-1]
        self.sites[-1] = Site(site.number, site.line, "call", name, text.split("\n")[0], site.ft)
        return code

    def _before_method(self, node: ast.Call, function: ast.Attribute, text: str) -> None:
        arguments = [*node.args, *(k.value for k in node.keywords)]
        code = self._call_site(node, function.attr, text)
        if all(isinstance(a, _SIMPLE) for a in arguments):
            function.value = self._hook(sites.IN, function.value, function.value, code)
        elif node.keywords:
            node.keywords[-1].value = self._hook(sites.ARG, arguments[-1], arguments[-1], code)
        elif isinstance(node.args[-1], ast.Starred):
            function.value = self._hook(sites.IN, function.value, function.value, code)
        else:
            node.args[-1] = self._hook(sites.ARG, arguments[-1], arguments[-1], code)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        node.left = self.visit(node.left)
        for index, (operator, right) in enumerate(zip(node.ops, node.comparators, strict=True)):
            original = right
            text = ast.get_source_segment(self._source, node) or ""
            right = self.visit(right)
            if isinstance(operator, ast.In | ast.NotIn) and not isinstance(right, ast.Constant | ast.Tuple | ast.Set | ast.List):
                right = self._hook(sites.IN, right, right, self._call_site(original, "in", text))
            node.comparators[index] = right
        return node

    # ---------------------------------------------------------------- assignments: value before target

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        node.value = self.visit(node.value)
        for target in node.targets:
            node.value = self._store_value(target, node.value)
        node.targets = [self._visit_target(t) for t in node.targets]
        return node

    def _visit_target(self, target: ast.expr) -> ast.expr:
        return target if isinstance(target, ast.Name) else self.visit(target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is not None:
            node.value = self._store_value(node.target, self.visit(node.value))
            node.target = self._visit_target(node.target)  # type: ignore[assignment]  # a target stays one
        return node

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        node.value = self._store_value(node.target, self.visit(node.value))
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

    def _block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        result: list[ast.stmt] = []
        for statement in body:
            made = self.visit(statement)
            result.extend(made if isinstance(made, list) else [made])
        return result

    def _join(self, *bodies: list[ast.stmt]) -> list[list[ast.stmt]]:
        """Visit alternative bodies from the same state; go on with the conjunction."""
        start, after, made = self._gil, True, []
        for body in bodies:
            self._gil = start
            made.append(self._block(body))
            after = after and self._gil
        self._gil = after
        return made

    def visit_If(self, node: ast.If) -> ast.stmt:
        node.test = self.visit(node.test)
        node.body, node.orelse = self._join(node.body, node.orelse)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        node.test = self.visit(node.test)
        start = self._gil
        node.body = self.visit(node.body)
        after, self._gil = self._gil, start
        node.orelse = self.visit(node.orelse)
        self._gil = self._gil and after
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        after = True
        for index, value in enumerate(node.values):
            node.values[index] = self.visit(value)
            after = after and self._gil
        self._gil = after
        return node

    def visit_While(self, node: ast.While) -> ast.stmt:
        start, before = self._gil, self._visible
        node.test = self.visit(node.test)
        after_test = self._gil
        node.body = self._block(node.body)
        spins = not any(isinstance(n, ast.Call | ast.Assign | ast.AugAssign | ast.Return) for s in node.body for n in ast.walk(s))
        visible = self._visible > before
        site = self._site(node, "loop", spins=spins or not visible)
        node.test = self._or(self._hook(sites.LOOP, node.test, site), node.test)
        self._gil = start and after_test
        node.orelse = self._block(node.orelse)
        return node

    def visit_For(self, node: ast.For) -> ast.stmt:
        return self._visit_for(node)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.stmt:
        return self._visit_for(node)

    def _visit_for(self, node: Any) -> ast.stmt:
        shared = _may_be_shared(node.iter)
        original = node.iter
        node.iter = self.visit(node.iter)
        if shared:
            node.iter = self._hook(sites.IN, node.iter, node.iter, self._site(original, "iterate"))
        start = self._gil
        node.target = self._visit_target(node.target)
        before = self._visible
        body = self._block(node.body)
        if shared and self._visible == before:
            self._gil = True
            point = self._hook(sites.PT, original, self._site(original, "iterate"))
            body.insert(0, ast.copy_location(ast.Expr(point), original))
        node.body = body
        self._gil = start and self._gil
        node.orelse = self._block(node.orelse)
        return node

    def visit_Try(self, node: ast.Try) -> ast.stmt:
        return self._visit_try(node)

    def visit_TryStar(self, node: Any) -> ast.stmt:
        return self._visit_try(node)

    def _visit_try(self, node: Any) -> ast.stmt:
        node.body = self._block(node.body)
        node.orelse = self._block(node.orelse)
        after = self._gil
        for handler in node.handlers:
            self._gil = False
            if handler.type is not None:
                handler.type = self.visit(handler.type)
            handler.body = self._block(handler.body)
            after = after and self._gil
        self._gil = after
        node.finalbody = self._block(node.finalbody)
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
        node.body = self._block(node.body)
        self._gil = True
        return node

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.stmt:
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
        node.body = self._block(node.body)
        self._gil = True
        return node

    def visit_Match(self, node: ast.Match) -> ast.stmt:
        node.subject = self.visit(node.subject)
        for case in node.cases:
            if case.guard is not None:
                case.guard = self.visit(case.guard)
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
            node.body = self._block(node.body)
            if self._visible > visible:
                self._visible_functions.add(node.name)
        self._scope, self._gil = outer, gil

    def _visit_def(self, node: Any) -> ast.stmt:
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        self._visit_defaults(node.args)
        self._enter(node)
        return node  # type: ignore[no-any-return]  # a definition stays one

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
        node.body = self._block(node.body)
        return node

    def _visit_comprehension(self, node: Any, *parts: str) -> ast.expr:
        for generator in node.generators:
            generator.iter = self.visit(generator.iter)
            generator.target = self._visit_target(generator.target)
            generator.ifs = [self.visit(i) for i in generator.ifs]
        self._gil = False
        for part in parts:
            setattr(node, part, self.visit(getattr(node, part)))
        return node  # type: ignore[no-any-return]  # as above

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        return self._visit_comprehension(node, "elt")

    def visit_SetComp(self, node: ast.SetComp) -> ast.expr:
        return self._visit_comprehension(node, "elt")

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        return self._visit_comprehension(node, "elt")

    def visit_DictComp(self, node: ast.DictComp) -> ast.expr:
        return self._visit_comprehension(node, "key", "value")


_KIND = {ast.Load: "read", ast.Store: "write", ast.Del: "delete"}


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def _may_be_shared(iterable: ast.expr) -> bool:
    """Whether a loop reads a container that others may change while it runs."""
    if isinstance(iterable, ast.Attribute | ast.Subscript):
        return True
    if isinstance(iterable, ast.Call) and isinstance(iterable.func, ast.Attribute):
        return iterable.func.attr in {"items", "keys", "values"}
    return False
