"""Run CPython's own tests of one module in this process, with the module instrumented or as it is.

`child.py MODULE TESTS instrumented|plain` prints one JSON object: how many tests ran, which did not pass, how many
scheduling points there are. Every module of the package is instrumented, with every possible point and hooks that do
nothing. Nothing but the import system is changed.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import io
import json
import sys
import unittest
import warnings
from collections.abc import Sequence
from types import CodeType, ModuleType

from grader.interleave.instrument import sites
from grader.interleave.instrument.program import instrument

NO_OPS = {
    sites.AT: lambda obj, _: obj,
    sites.ARG: lambda obj, _: obj,
    sites.IN: lambda obj, _: obj,
    sites.WITH: lambda obj, _: obj,
    sites.PT: lambda _: False,
    sites.LOOP: lambda _: False,
}
# What instrumenting itself needs must not be replaced half-way (`ast` imports some of it late).
instrument("import x\nclass A:\n    y: int = 1\nfor _ in 'a': _ = x.y[1]\n", "warm up")


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module instrumented."""

    found: int = 0

    def source_to_code(self, data: bytes, path: str, *, _optimization: int = -1) -> CodeType:  # type: ignore[override]  # typeshed lacks the argument
        made = instrument(importlib.util.decode_source(data), path)
        Loader.found += len(made.sites)
        return made.code

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__.update(NO_OPS)
        super().exec_module(module)


class Finder(importlib.abc.MetaPathFinder):
    """Finds what belongs to one module or package, ahead of everybody else."""

    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name and not name.startswith(f"{self._name}."):
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec is None or not isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            return spec
        spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


def main(module: str, tests: str, how: str) -> None:
    """Load, run, tell."""
    warnings.simplefilter("ignore")
    for name in [name for name in sys.modules if name == module or name.startswith(f"{module}.")]:
        del sys.modules[name]
    if how == "instrumented":
        sys.meta_path.insert(0, Finder(module))
    importlib.import_module(module)
    suite = unittest.defaultTestLoader.loadTestsFromName(tests)
    result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
    failed = sorted(str(test) for test, _ in result.errors + result.failures)
    print(json.dumps({"ran": result.testsRun, "failed": failed, "sites": Loader.found}), file=sys.__stdout__)


if __name__ == "__main__":
    main(*sys.argv[1:])
