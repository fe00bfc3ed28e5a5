"""Read a source tree and say where it breaks the house's rules. No rule knows which tree is read.

Everything is read with `ast` and nothing is imported: a rule must hold for a module that does not load, too.
Each rule gives one line a finding, `path:line what`, and none when the tree keeps it.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, its path relative to the tree, its text and its syntax tree."""

    name: str
    path: str
    text: str
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        return self.path.endswith("__init__.py")


def read_modules(root: Path, package: str) -> list[Module]:
    """Every module of a package, sorted by path."""
    modules = []
    for file in sorted((root / package).rglob("*.py")):
        path = file.relative_to(root)
        parts = path.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = file.read_text(encoding="utf-8")
        modules.append(Module(name, path.as_posix(), text, ast.parse(text, filename=str(path))))
    return modules


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a module imports, wherever in it, relative names resolved."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.name.split(".")
                keep = len(parts) - node.level + module.is_package
                base = ".".join([*parts[:keep], *filter(None, [base])])
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def is_within(name: str, packages: Sequence[str]) -> bool:
    """Whether a dotted name is one of these packages or modules, or lies in one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def rule_for(name: str, table: Mapping[str, Sequence[str]]) -> Sequence[str] | None:
    """The entry with the longest name that the module lies in."""
    fitting = [prefix for prefix in table if is_within(name, [prefix])]
    return table[max(fitting, key=len)] if fitting else None


def forbidden_imports(modules: Sequence[Module], allowed: Mapping[str, Sequence[str]], package: str) -> list[str]:
    """Imports from within the package that the table does not allow; modules that the table does not know."""
    findings = []
    for module in modules:
        # The package itself is an entry of its own: it must not stand for everything that lies in it.
        table = {name: entry for name, entry in allowed.items() if name != package or module.name == package}
        may = rule_for(module.name, table)
        if may is None:
            findings.append(f"{module.path}:1 is in no entry of the table of allowed imports")
            continue
        findings.extend(
            f"{module.path}:{line} imports {name}"
            for line, name in imports(module)
            if is_within(name, [package]) and not is_within(name, may)
        )
    return findings


def misplaced_imports(modules: Sequence[Module], homes: Mapping[str, Sequence[str]]) -> list[str]:
    """Imports of libraries outside the packages that are their home."""
    return [
        f"{module.path}:{line} imports {name}"
        for module in modules
        for line, name in imports(module)
        for library, packages in homes.items()
        if is_within(name, [library]) and not is_within(module.name, packages)
    ]


def misplaced_calls(modules: Sequence[Module], calls: Sequence[str], packages: Sequence[str]) -> list[str]:
    """Calls of these built-in functions outside these packages."""
    return [
        f"{module.path}:{node.lineno} calls {node.func.id}()"
        for module in modules
        if not is_within(module.name, packages)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in calls
    ]


def misplaced_words(modules: Sequence[Module], words: Sequence[str], packages: Sequence[str]) -> list[str]:
    """Words, in any case, in code, text or comment, outside these packages."""
    pattern = re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE)
    return [
        f"{module.path}:{number} says {found.group()}"
        for module in modules
        if not is_within(module.name, packages)
        for number, line in enumerate(module.text.splitlines(), 1)
        if (found := pattern.search(line))
    ]


def busy_facades(modules: Sequence[Module]) -> list[str]:
    """Statements in an `__init__.py` other than its docstring, imports and `__all__`."""
    return [
        f"{module.path}:{node.lineno} holds more than imports"
        for module in modules
        if module.is_package
        for node in module.tree.body
        if not (is_import(node) or is_docstring(node, module.tree) or is_list_of_names(node))
    ]


def is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def is_docstring(node: ast.stmt, tree: ast.Module) -> bool:
    return node is tree.body[0] and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_list_of_names(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]


def long_modules(modules: Sequence[Module], lines: int, exempt: Mapping[str, str]) -> list[str]:
    """Modules of more lines than a person reads in one go."""
    return [
        f"{module.path}:1 has {count} lines, more than {lines}"
        for module in modules
        if (count := len(module.text.splitlines())) > lines and module.name not in exempt
    ]


def long_functions(modules: Sequence[Module], lines: int, exempt: Mapping[str, str]) -> list[str]:
    """Functions that do not fit a screen."""
    return [
        f"{module.path}:{node.lineno} {node.name} has {count} lines, more than {lines}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := (node.end_lineno or 0) - node.lineno + 1) > lines
        and f"{module.name}.{node.name}" not in exempt
    ]


def stale_exemptions(modules: Sequence[Module], exempt: Mapping[str, str]) -> list[str]:
    """Entries of an exemption table that name nothing in the tree any more."""
    functions = {
        f"{module.name}.{node.name}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return sorted(set(exempt) - functions - {module.name for module in modules})


def incomplete_maps(root: Path, package: str) -> list[str]:
    """Packages without a README.md; modules that it does not name; names in it of what is not there."""
    findings = []
    for folder in sorted({file.parent for file in (root / package).rglob("*.py")}):
        readme = folder / "README.md"
        where = readme.relative_to(root).as_posix()
        if not readme.exists():
            findings.append(f"{where} is missing")
            continue
        text = readme.read_text(encoding="utf-8")
        inside = {file.name for file in folder.glob("*.py")} - {"__init__.py"}
        inside |= {f"{child.name}/" for child in folder.iterdir() if any(child.glob("*.py"))}
        findings.extend(f"{where} does not name {name}" for name in sorted(inside) if f"`{name}`" not in text)
        # Only the first cell of a row is a map; prose may name files of other folders.
        named = set(re.findall(r"^\| `([\w.]+(?:\.py|/))`", text, re.MULTILINE))
        findings.extend(
            f"{where} names {name}, which is not there" for name in sorted(named) if not (folder / name).exists()
        )
    return findings
