"""Instrumented code means what it meant: the standard library's own modules under CPython's own tests.

Each module runs twice in a process of its own, as it is and with every possible scheduling point; the same tests must
run, and the same must pass. `LIBRARY` is what is quick enough for every run of the tests.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LIBRARY = [
    "base64",
    "bisect",
    "cProfile",
    "calendar",
    "cmd",
    "code",
    "codeop",
    "colorsys",
    "configparser",
    "contextlib",
    "copy",
    "copyreg",
    "csv",
    "dataclasses",
    "difflib",
    "fractions",
    "graphlib",
    "heapq",
    "ipaddress",
    "linecache",
    "locale",
    "mimetypes",
    "modulefinder",
    "netrc",
    "ntpath",
    "nturl2path",
    "opcode",
    "operator",
    "optparse",
    "pickletools",
    "pkgutil",
    "plistlib",
    "posixpath",
    "pprint",
    "profile",
    "pstats",
    "pyclbr",
    "quopri",
    "random",
    "reprlib",
    "rlcompleter",
    "runpy",
    "sched",
    "secrets",
    "shelve",
    "shlex",
    "stat",
    "string",
    "stringprep",
    "symtable",
    "tabnanny",
    "tempfile",
    "textwrap",
    "timeit",
    "tomllib",
    "types",
    "typing",
    "urllib.parse",
    "urllib.robotparser",
    "uuid",
    "warnings",
    "wave",
    "xml.etree",
    "zipapp",
]
#: Modules that were tried and are not run, and why.
EXCLUDED = {
    "bdb": "a debugger sees the calls of the hooks",
    "trace": "counts the lines and calls of the hooks",
    "collections": "the instrumenter's own `ast` imports it half-way",
    "tokenize": "the instrumenter reads sources with it",
    "decimal": "compares the names of a module with those of its C twin, and ours has the hooks' names",
    "zoneinfo": "one test asks which line a warning blames, at a depth that a hook changes",
    "zipimport": "61 of its tests fail as it is when it is imported by name",
}
#: Where CPython's tests of a module have another name than the module.
TESTS = {
    "code": "test.test_code_module",
    "urllib.parse": "test.test_urlparse",
    "urllib.robotparser": "test.test_robotparser",
}
CHILD = Path(__file__).with_name("child.py")
ROOT = Path(__file__).resolve().parents[4]
HAVE_TESTS = importlib.util.find_spec("test") is not None and importlib.util.find_spec("test.test_bisect") is not None


def run(module: str, how: str, folder: Path) -> dict[str, Any]:
    """What the tests of a module say, run in a process of its own."""
    folder.mkdir()
    tests = TESTS.get(module, f"test.test_{module.replace('.', '_')}")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    line = [sys.executable, str(CHILD), module, tests, how]
    done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("module", LIBRARY if HAVE_TESTS else ["none: this Python has no package test"])
def test_a_module_passes_its_own_tests_instrumented(module: str, tmp_path: Path) -> None:
    if not HAVE_TESTS:
        return
    before = run(module, "plain", tmp_path / "plain")
    after = run(module, "instrumented", tmp_path / "instrumented")
    assert before["ran"] > 0
    assert before["sites"] == 0
    assert after["sites"] > 0
    assert (after["ran"], after["failed"]) == (before["ran"], before["failed"])


def test_there_are_sixty_modules() -> None:
    assert len(set(LIBRARY)) >= 60
    assert not set(LIBRARY) & set(EXCLUDED)
