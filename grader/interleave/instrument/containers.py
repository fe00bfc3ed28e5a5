"""Which expressions can be a container that others change, and which locals nobody else can reach.

Looking at a container (its truth, its text, its items one by one) is a visible operation. The syntax does
not show it, so this analysis goes by names, over one module: a name is a *container* if some statement
gives it one, *plain* if every statement gives it something else, *doubtful* otherwise (a parameter, the
result of a call). The hooks look at the object itself; what is decided here is where they stand, and whether
a point there is certain enough to count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Literal

from grader.interleave.instrument.names import FunctionNode, Names, Scope

Kind = Literal["container", "doubtful", "plain"]

_MAKERS = frozenset(
    {"list", "dict", "set", "bytearray", "sorted", "deque", "defaultdict", "OrderedDict", "Counter", "List", "Dict",
     "Set", "MutableMapping", "MutableSequence", "MutableSet", "Deque", "DefaultDict"}
)  # fmt: skip
_PLAIN_MAKERS = frozenset(
    {"int", "float", "str", "bool", "bytes", "tuple", "frozenset", "len", "abs", "round", "hash", "id", "ord", "range",
     "object", "isinstance", "type"}
)  # fmt: skip
_LITERALS = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.SetComp | ast.DictComp
_PLAIN = ast.Constant | ast.JoinedStr | ast.Compare | ast.Lambda | ast.Tuple


class Containers(ast.NodeVisitor):
    """The analysis of one module, on top of that of its names."""

    def __init__(self, tree: ast.Module, names: Names) -> None:
        self._names = names
        self._scope = names.root
        #: What a name is given; attributes are ".name".
        self._given: dict[str, set[Kind]] = {}
        #: Locals that leave their function: stored, passed on, or read by a nested function.
        self._escaping: set[tuple[int, str]] = set()
        self.visit(tree)

    # ---------------------------------------------------------------- questions

    def kind(self, node: ast.expr) -> Kind:
        """What the value of an expression can be."""
        if isinstance(node, ast.Name):
            return _weigh(self._given.get(node.id, {"plain"}))
        if isinstance(node, ast.Attribute):
            return _weigh(self._given.get(f".{node.attr}", {"doubtful"}))
        return self._kind_of(node)

    def shared(self, scope: Scope, node: ast.expr) -> bool:
        """Whether others may change what a `for` over this expression goes through."""
        if isinstance(node, ast.Attribute | ast.Subscript):
            return self.kind(node) != "plain"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return node.func.attr in {"items", "keys", "values"}
        return isinstance(node, ast.Name) and self.kind(node) != "plain" and not self.private(scope, node.id)

    def private(self, scope: Scope, name: str) -> bool:
        """Whether only the running call of one function can reach what this local holds."""
        owner = scope.owner(name)
        return owner is scope and owner.node is not None and (id(owner), name) not in self._escaping

    # ---------------------------------------------------------------- what names are given

    def _kind_of(self, value: ast.expr) -> Kind:
        if isinstance(value, _LITERALS):
            return "container"
        if isinstance(value, _PLAIN):
            return "plain"
        if isinstance(value, ast.Name | ast.Attribute):
            return "doubtful"
        if isinstance(value, ast.BinOp):
            return _weigh_sum(self._kind_of(value.left), self._kind_of(value.right))
        if isinstance(value, ast.UnaryOp):
            return "plain"
        if isinstance(value, ast.Call):
            return self._made_by(value)
        return "doubtful"

    def _made_by(self, call: ast.Call) -> Kind:
        function = call.func
        if isinstance(function, ast.Attribute):
            root = function.value
            if function.attr in _MAKERS:
                return "container"
            return "plain" if self._is_library_class(root, function.attr) else "doubtful"
        if not isinstance(function, ast.Name):
            return "doubtful"
        if function.id == "field":
            factories = [k.value for k in call.keywords if k.arg == "default_factory"]
            return "container" if any(_last_name(f) in _MAKERS for f in factories) else "doubtful"
        if function.id in _MAKERS:
            return "container"
        if function.id in _PLAIN_MAKERS or self._is_library_class(function, function.id):
            return "plain"
        return "doubtful"

    def _is_library_class(self, root: ast.expr, name: str) -> bool:
        """Whether a call makes an object of a library's class that is no container (`queue.Queue()`)."""
        home = self._names.imported.get(root.id) if isinstance(root, ast.Name) else None
        return home not in {None, "collections"} and name[:1].isupper()

    def _give(self, target: ast.expr, kind: Kind) -> None:
        if isinstance(target, ast.Name):
            self._given.setdefault(target.id, set()).add(kind)
        elif isinstance(target, ast.Attribute):
            self._given.setdefault(f".{target.attr}", set()).add(kind)
        elif isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                self._give(part, "doubtful")
        elif isinstance(target, ast.Starred):
            self._give(target.value, "container")

    def _give_each(self, target: ast.expr, value: ast.expr) -> None:
        both = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
        if both and len(target.elts) == len(value.elts):  # type: ignore[attr-defined]  # both are tuples
            for part, given in zip(target.elts, value.elts, strict=True):  # type: ignore[attr-defined]  # as above
                self._give_each(part, given)
        else:
            self._give(target, self._kind_of(value))

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._give_each(target, node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        kind = _annotated(node.annotation)
        self._give(node.target, self._kind_of(node.value) if node.value is not None and kind == "doubtful" else kind)
        self.visit(node.target)
        if node.value is not None:
            self.visit(node.value)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            if isinstance(statement, ast.Assign):
                for target in statement.targets:
                    if isinstance(target, ast.Name):
                        self._given.setdefault(f".{target.id}", set()).add(self._kind_of(statement.value))
            elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                given = _annotated(statement.annotation)
                self._given.setdefault(f".{statement.target.id}", set()).add(given)
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._give(node.target, self._kind_of(node.value))
        self.generic_visit(node)

    def visit_withitem(self, node: ast.withitem) -> None:
        if node.optional_vars is not None:
            self._give(node.optional_vars, "doubtful")
        self.generic_visit(node)

    # ---------------------------------------------------------------- who leaves

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            owner = self._scope.owner(node.id)
            if owner is not None:
                self._escaping.add((id(owner), node.id))

    def _use(self, node: ast.expr) -> None:
        """Visit an expression whose value is looked at and not kept."""
        if isinstance(node, ast.Starred):
            node = node.value
        if isinstance(node, ast.Name):
            owner = self._scope.owner(node.id)
            if owner is not self._scope:
                self.visit(node)
        else:
            self.visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        if isinstance(function, ast.Attribute):
            self._use(function.value)
        else:
            self.visit(function)
        looks = isinstance(function, ast.Name) and function.id in (_MAKERS | _PLAIN_MAKERS | {"sum", "min", "max"})
        for arg in (*node.args, *(k.value for k in node.keywords)):
            if looks or isinstance(arg, ast.Starred):
                self._use(arg)
            else:
                self.visit(arg)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._use(node.value)
        self.visit(node.slice)

    def visit_Compare(self, node: ast.Compare) -> None:
        for operand in (node.left, *node.comparators):
            self._use(operand)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None:
            self._use(node.value)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        self._use(node.value)

    def visit_If(self, node: ast.If | ast.While | ast.IfExp) -> None:
        self._use(node.test)
        for part in ast.iter_child_nodes(node):
            if part is not node.test:
                self.visit(part)

    visit_While = visit_If
    visit_IfExp = visit_If

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._loop_over(node.target, node.iter)
        for statement in (*node.body, *node.orelse):
            self.visit(statement)

    visit_AsyncFor = visit_For

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._loop_over(node.target, node.iter)
        for condition in node.ifs:
            self.visit(condition)

    def _loop_over(self, target: ast.expr, iterable: ast.expr) -> None:
        counts = isinstance(iterable, ast.Call) and _last_name(iterable.func) == "range"
        self._give(target, "plain" if counts else "doubtful")
        self._use(iterable)
        self.visit(target)

    # ---------------------------------------------------------------- scopes

    def _visit_function(self, node: FunctionNode) -> None:
        args = node.args
        for part in (*args.defaults, *(d for d in args.kw_defaults if d), *getattr(node, "decorator_list", [])):
            self.visit(part)
        for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs):
            receiver = arg.arg in {"self", "cls"}
            self._given.setdefault(arg.arg, set()).add("plain" if receiver else _annotated(arg.annotation))
        if args.vararg:
            self._given.setdefault(args.vararg.arg, set()).add("plain")
        if args.kwarg:
            self._given.setdefault(args.kwarg.arg, set()).add("container")
        outer, self._scope = self._scope, self._names.scopes[node]
        for statement in node.body if isinstance(node.body, list) else [node.body]:
            self.visit(statement)
        self._scope = outer

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._visit_function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._visit_function(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_function(node)


def _weigh(kinds: Iterable[Kind]) -> Kind:
    found = set(kinds)
    if "container" in found:
        return "container"
    return "doubtful" if "doubtful" in found else "plain"


def _weigh_sum(left: Kind, right: Kind) -> Kind:
    """A container times a number is a container; any other sum with something plain is plain."""
    if "container" in {left, right}:
        return "container"
    return "plain" if "plain" in {left, right} else "doubtful"


def _last_name(node: ast.expr | None) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _annotated(annotation: ast.expr | None) -> Kind:
    root = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    name = _last_name(root)
    if name in _MAKERS:
        return "container"
    return "plain" if name in _PLAIN_MAKERS or name.endswith("Lock") else "doubtful"
