"""Which names of a module can two tasks see change? Only those need scheduling points.

A name-based analysis of one module, conservative where it cannot know:

* an attribute is *mutable* if it is stored or deleted anywhere outside `__init__`, or if the module uses
  `setattr`, `delattr`, `vars`, `exec`, `eval` or `__dict__`;
* a global is mutable if some function stores it;
* a captured variable is mutable if a nested function stores it, or its owner stores it more than once.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

_DYNAMIC = {"setattr", "delattr", "vars", "exec", "eval", "globals", "__dict__", "__setattr__", "__delattr__"}
#: Ways from a class of the program to one of the library.
_BASES = {"__class__", "__mro__", "__base__", "__bases__", "mro", "__subclasses__"}
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass
class Scope:
    """One function (or the module, with `node` None): what it binds and how often it stores each name."""

    node: ast.AST | None
    parent: Scope | None
    stores: dict[str, int] = field(default_factory=dict)
    global_names: set[str] = field(default_factory=set)
    nonlocal_names: set[str] = field(default_factory=set)
    captured: set[str] = field(default_factory=set)
    mutable: set[str] = field(default_factory=set)

    def owner(self, name: str) -> Scope | None:
        """The scope that `name` belongs to here: this one, an enclosing function, the module, or None (builtin)."""
        scope: Scope | None = self
        if name in self.global_names:
            return self.module()
        if name in self.nonlocal_names:
            scope = self.parent
        while scope is not None:
            if name in scope.stores and name not in scope.global_names and name not in scope.nonlocal_names:
                return scope
            scope = scope.parent
        return None

    def module(self) -> Scope:
        """The outermost scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope


class Names(ast.NodeVisitor):
    """The analysis of one module. `scopes` maps each function node to its scope."""

    def __init__(self, tree: ast.Module) -> None:
        self.root = Scope(None, None)
        self.scopes: dict[ast.AST, Scope] = {tree: self.root}
        self.mutable_attributes: set[str] = set()
        self.stored_attributes: set[str] = set()
        self.methods: set[str] = set()
        self.decorated_classes: set[str] = set()
        #: Imported names, with the module that each comes from.
        self.imported: dict[str, str] = {}
        self._modules: set[str] = set()
        self.dynamic = False
        self.patches_modules = False
        self.tries_locks = False
        self._scope = self.root
        self._initialiser: list[str | None] = [None]
        self._loops = 0
        self.visit(tree)
        self._resolve()
        self.patches_modules = self.patches_modules or self.dynamic

    def attribute_is_mutable(self, name: str) -> bool:
        """Whether an access to an attribute of this name can be one of two that conflict."""
        if self.dynamic:
            return name in self.stored_attributes or name not in self.methods
        return name in self.mutable_attributes

    # ---------------------------------------------------------------- first pass: bindings

    def _bind(self, name: str) -> None:
        self._scope.stores[name] = self._scope.stores.get(name, 0) + (2 if self._loops else 1)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.dynamic = self.dynamic or node.id in _DYNAMIC
            # A module that goes by another name may be patched by that name.
            self.patches_modules = self.patches_modules or node.id in self._modules
        else:
            self._bind(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.dynamic = self.dynamic or node.attr in _DYNAMIC
        if not isinstance(node.ctx, ast.Load):
            self.stored_attributes.add(node.attr)
            base = node.value
            if not (isinstance(base, ast.Name) and base.id == self._initialiser[-1]):
                self.mutable_attributes.add(node.attr)
            while isinstance(base, ast.Attribute):
                base = base.value
            foreign = isinstance(base, ast.Call) or (isinstance(base, ast.Name) and base.id in self.imported)
            self.patches_modules = self.patches_modules or foreign
        self.patches_modules = self.patches_modules or node.attr in _BASES
        if not isinstance(node.value, ast.Name):
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        root = node.value
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name) and root.id in self.imported:
            for target in node.targets:
                if isinstance(target, ast.Name):
                    self.imported[target.id] = self.imported[root.id]
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        if isinstance(function, ast.Attribute):
            asks = function.attr == "acquire" and bool(node.args or node.keywords)
            self.tries_locks = self.tries_locks or asks or function.attr in {"locked", "acquire_lock"}
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._bind(node.target.id)
        elif isinstance(node.target, ast.Attribute):
            self.mutable_attributes.add(node.target.attr)
        self.generic_visit(node)

    def _visit_loop(self, node: ast.AST) -> None:
        self._loops += 1
        self.generic_visit(node)
        self._loops -= 1

    def visit_For(self, node: ast.For) -> None:
        self._visit_loop(node)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> None:
        self._visit_loop(node)

    def visit_While(self, node: ast.While) -> None:
        self._visit_loop(node)

    def visit_Global(self, node: ast.Global) -> None:
        self._scope.global_names.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self._scope.nonlocal_names.update(node.names)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            self._bind(name)
            if isinstance(node, ast.Import):
                self._modules.add(name)
            self.imported[name] = (getattr(node, "module", None) or alias.name).partition(".")[0]

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name)
        if node.decorator_list:
            self.decorated_classes.add(node.name)
        self.methods.update(n.name for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
        self.generic_visit(node)

    def _visit_function(self, node: FunctionNode) -> None:
        outer, loops = self._scope, self._loops
        if not isinstance(node, ast.Lambda):
            self._bind(node.name)
            for decorator in node.decorator_list:
                self.visit(decorator)
        for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d)):
            self.visit(default)
        self._scope, self._loops = Scope(node, outer), 0
        self.scopes[node] = self._scope
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for arg in (*arguments, node.args.vararg, node.args.kwarg):
            if arg is not None:
                self._bind(arg.arg)
        is_init = getattr(node, "name", "") == "__init__" and bool(arguments)
        self._initialiser.append(arguments[0].arg if is_init else None)
        for part in node.body if isinstance(node.body, list) else [node.body]:
            self.visit(part)
        self._initialiser.pop()
        self._scope, self._loops = outer, loops

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._visit_function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._visit_function(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_function(node)

    # ---------------------------------------------------------------- second pass: who else sees them

    def _resolve(self) -> None:
        for scope in list(self.scopes.values()):
            for name in scope.global_names & scope.stores.keys():
                self.root.mutable.add(name)
            for name in scope.nonlocal_names & scope.stores.keys():
                owner = scope.owner(name)
                if owner is not None:
                    owner.mutable.add(name)
        for node, scope in self.scopes.items():
            for name in _loaded_names(node):
                owner = scope.owner(name)
                if owner is not None and owner is not scope and owner is not self.root and owner.stores[name] > 1:
                    owner.mutable.add(name)

    def name_is_mutable(self, scope: Scope, name: str) -> bool:
        """Whether a load or store of `name` in `scope` is a visible operation."""
        owner = scope.owner(name)
        return owner is not None and name in owner.mutable


def _loaded_names(node: ast.AST) -> set[str]:
    """Names read directly in a function's own body, not in functions nested in it."""
    found: set[str] = set()
    todo = list(ast.iter_child_nodes(node))
    while todo:
        child = todo.pop()
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
            found.add(child.id)
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            todo.extend(ast.iter_child_nodes(child))
    return found
