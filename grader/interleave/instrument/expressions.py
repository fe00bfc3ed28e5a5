"""Scheduling points in expressions: names, attributes, items, calls, comparisons, comprehensions."""

from __future__ import annotations

import ast
from typing import Any

from grader.interleave.instrument import sites
from grader.interleave.instrument.wrapper import Wrapper

#: Methods of lists, dicts, sets, deques and counters that read or change the container.
CONTAINER_METHODS = frozenset(
    name
    for kind in (list, dict, set)
    for name in dir(kind)
    if not name.startswith("_")
) | {"appendleft", "popleft", "extendleft", "rotate", "move_to_end", "most_common", "total", "subtract"}  # fmt: skip
#: Built-in functions that look into a container at once.
READERS = frozenset(
    {"len", "sum", "min", "max", "sorted", "list", "tuple", "set", "frozenset", "dict", "any", "all", "iter",
     "next", "str", "repr", "bool", "reversed", "enumerate", "zip", "map", "filter"}
)  # fmt: skip
#: Built-in functions that read or change an attribute by name.
REFLECTION = frozenset({"getattr", "setattr", "delattr", "hasattr"})
#: Modules whose functions never look into a container of the program, or are points by themselves.
_HARMLESS = frozenset(
    {"abc", "asyncio", "collections", "concurrent", "contextlib", "contextvars", "dataclasses", "enum", "functools",
     "grader", "math", "queue", "sys", "threading", "time", "types", "typing", "__future__", "_thread"}
)  # fmt: skip
_SIMPLE = (ast.Name, ast.Constant)


class ExpressionWrapper(Wrapper):
    """Visits expressions in the order of their evaluation."""

    # ---------------------------------------------------------------- names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load) and self._names.name_is_mutable(self._scope, node.id):
            return self._or(self._hook(sites.PT, node, self._site(node, "read", node.id)), node)
        return node

    def _store_value(self, target: ast.expr, value: ast.expr) -> ast.expr:
        """Wrap the value stored to mutable names: the point before the store."""
        for node in ast.walk(target):
            if not isinstance(node, ast.Name) or isinstance(node.ctx, ast.Load):
                continue
            if self._names.name_is_mutable(self._scope, node.id):
                return self._hook(sites.ARG, value, value, self._site(node, "write", node.id))
        return value

    # ---------------------------------------------------------------- attributes and items

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        node.value = self.visit(node.value)
        if self._names.attribute_is_mutable(node.attr) and not _is_super(node.value):
            node.value = self._hook(
                sites.AT, node.value, node.value, self._site(node, _KIND[type(node.ctx)], node.attr)
            )
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        kind = _KIND[type(node.ctx)]
        original = ast.Subscript(node.value, node.slice, node.ctx)
        ast.copy_location(original, node)
        simple = isinstance(node.slice, _SIMPLE)
        node.value = self.visit(node.value)
        node.slice = self.visit(node.slice)
        site = self._site(original, kind)
        if (simple and isinstance(node.slice, _SIMPLE)) or isinstance(node.slice, ast.Slice):
            node.value = self._hook(sites.AT, node.value, node.value, site)
        else:
            node.slice = self._hook(sites.ARG, node.slice, node.slice, site)
        return node

    def _visit_target(self, target: ast.expr) -> ast.expr:
        return target if isinstance(target, ast.Name) else self.visit(target)

    # ---------------------------------------------------------------- calls

    def visit_Await(self, node: ast.Await) -> ast.expr:
        node.value = self.visit(node.value)
        self._gil = True  # a suspended coroutine lets the whole loop run on
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        function = node.func
        method = function.attr if isinstance(function, ast.Attribute) else None
        name = function.id if isinstance(function, ast.Name) else None
        original = self._source.segment(node)
        receiver = self._containers.kind(function.value) if isinstance(function, ast.Attribute) else "plain"
        last = self._containers.kind(node.args[-1]) if node.args else "plain"
        self.generic_visit(node)
        if method in CONTAINER_METHODS and isinstance(node.func, ast.Attribute):
            if receiver != "plain":
                self._before_method(node, node.func, original)
        elif method == "acquire" and isinstance(node.func, ast.Attribute) and not self._gil:
            # A compiled function: the default build looks whether to switch only after it.
            lock = node.func.value
            node.func.value = self._hook(sites.WITH, lock, lock, self._site(function, "lock"))
        elif node.args and not node.keywords:
            hook = self._hook_for_arguments(function, node.args[-1])
            if hook:
                certain = "container" if hook == sites.ARG else last
                site = self._container_site(certain, node, "call", method or name or "", original)
                node.args[-1] = self._hook(hook, node.args[-1], node.args[-1], site)
        self._gil = (method or name) not in self._visible_functions
        return node

    def _hook_for_arguments(self, function: ast.expr, last: ast.expr) -> str | None:
        """Which hook goes round the last argument of a call that may look into its arguments."""
        if isinstance(last, ast.Starred | ast.GeneratorExp):
            return None
        root = function.value if isinstance(function, ast.Attribute) else function
        if isinstance(function, ast.Attribute) and isinstance(root, ast.Constant):
            return sites.IN if function.attr == "join" else None
        if not isinstance(root, ast.Name):
            return None
        if root.id in self._names.imported:
            return None if self._names.imported[root.id] in _HARMLESS else sites.ARG
        if isinstance(function, ast.Attribute) or root.id in self._shadowed:
            return None
        if root.id in REFLECTION or root.id == "next":
            return sites.ARG
        return sites.IN if root.id in READERS and not isinstance(last, ast.Constant) else None

    def _before_method(self, node: ast.Call, function: ast.Attribute, text: str) -> None:
        arguments = [*node.args, *(k.value for k in node.keywords)]
        code = self._container_site("container", node, "call", function.attr, text)
        if all(isinstance(a, _SIMPLE) for a in arguments):
            function.value = self._hook(sites.IN, function.value, function.value, code)
        elif node.keywords:
            node.keywords[-1].value = self._hook(sites.ARG, arguments[-1], arguments[-1], code)
        elif isinstance(node.args[-1], ast.Starred):
            function.value = self._hook(sites.IN, function.value, function.value, code)
        else:
            node.args[-1] = self._hook(sites.ARG, arguments[-1], arguments[-1], code)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        text = self._source.segment(node)
        kinds = [self._containers.kind(operand) for operand in (node.left, *node.comparators)]
        node.left = self.visit(node.left)
        for index, (operator, right) in enumerate(zip(node.ops, node.comparators, strict=True)):
            operand = self.visit(right)
            if isinstance(operator, ast.In | ast.NotIn):
                looks = not isinstance(right, ast.Constant | ast.Tuple | ast.Set | ast.List)
            else:
                looks = "plain" not in kinds[index : index + 2] and not isinstance(operator, ast.Is | ast.IsNot)
            if looks:
                site = self._container_site(kinds[index + 1], right, "call", "in", text)
                operand = self._hook(sites.IN, operand, operand, site)
            node.comparators[index] = operand
        return node

    # ---------------------------------------------------------------- containers that are looked into

    def _look(self, original: ast.expr, visited: ast.expr) -> ast.expr:
        """Wrap a name, attribute or item whose value, if it is a container, is looked into right after."""
        kind = self._containers.kind(original)
        if kind == "plain" or not isinstance(original, ast.Name | ast.Attribute | ast.Subscript):
            return visited
        if isinstance(original, ast.Name) and self._containers.private(self._scope, original.id):
            return visited
        return self._hook(sites.IN, visited, visited, self._container_site(kind, original, "look"))

    def _truth(self, test: ast.expr) -> ast.expr:
        """Visit an expression that is asked for its truth."""
        return self._look(test, self.visit(test))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        node.operand = self._truth(node.operand) if isinstance(node.op, ast.Not) else self.visit(node.operand)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        copies = "container" in {self._containers.kind(node.left), self._containers.kind(node.right)}
        node.left, right = self.visit(node.left), self.visit(node.right)
        if copies and not isinstance(right, ast.Constant):
            site = self._container_site("container", node, "call")
            right = self._hook(sites.IN, right, right, site)
        node.right = right
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        node.value = self._truth(node.value)
        if node.format_spec is not None:
            node.format_spec = self.visit(node.format_spec)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        node.value = self._truth(node.value) if isinstance(node.ctx, ast.Load) else self._visit_target(node.value)
        return node

    def visit_keyword(self, node: ast.keyword) -> ast.keyword:
        node.value = self.visit(node.value) if node.arg else self._truth(node.value)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        for index, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            node.keys[index] = key and self.visit(key)
            node.values[index] = self.visit(value) if key else self._truth(value)
        return node

    def _round(self, iterable: ast.expr, loop: ast.AST) -> ast.expr:
        """The point of one round of a loop over `iterable` that does nothing else that others can see."""
        self._gil = True
        rebound = isinstance(iterable, ast.Name) and any(
            isinstance(n, ast.Name) and n.id == iterable.id and not isinstance(n.ctx, ast.Load) for n in ast.walk(loop)
        )
        site = self._site(iterable, "iterate")
        if isinstance(iterable, ast.Name) and not rebound and self._containers.kind(iterable) != "container":
            return self._hook(sites.IN, iterable, ast.copy_location(ast.Name(iterable.id, ast.Load()), iterable), site)
        return self._hook(sites.PT, iterable, site)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        node.value = self._store_value(node.target, self.visit(node.value))
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        node.test = self._truth(node.test)
        start = self._gil
        node.body = self.visit(node.body)
        after, self._gil = self._gil, start
        node.orelse = self.visit(node.orelse)
        self._gil = self._gil and after
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        after = True
        for index, value in enumerate(node.values):
            node.values[index] = self._truth(value) if index < len(node.values) - 1 else self.visit(value)
            after = after and self._gil
        self._gil = after
        return node

    def _visit_comprehension(self, node: Any, *parts: str) -> ast.expr:
        shared = [g for g in node.generators if self._containers.shared(self._scope, g.iter)]
        originals = [g.iter for g in shared]
        for generator in node.generators:
            generator.iter = self.visit(generator.iter)
        before = self._visible
        for generator in node.generators:
            generator.target = self._visit_target(generator.target)
            generator.ifs = [self._truth(i) for i in generator.ifs]
        self._gil = False
        for part in parts:
            setattr(node, part, self.visit(getattr(node, part)))
        if self._visible == before:
            # Others may change the container while the loop that is hidden in here goes round.
            for generator, iterable in zip(shared, originals, strict=True):
                # A tuple with one element is always true.
                point = ast.Tuple([self._round(iterable, generator)], ast.Load())
                generator.ifs.insert(0, ast.copy_location(point, iterable))
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
