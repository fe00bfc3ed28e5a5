"""Which Python: what is on this machine, what it can do, which one is taken."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Iterator, NamedTuple

from grader.bootstrap.terminal import SetupFailed

OLDEST = (3, 11)
#: Versions that the kit is tested on; a newer one is taken only when none of these is there.
TESTED = ((3, 11), (3, 12), (3, 13))
NAMES = ("python3", "python3.13", "python3.12", "python3.11", "python3.14", "python")

PROBE = """
import importlib.util, json, sys, sysconfig
print(json.dumps([
    list(sys.version_info[:3]), getattr(sys, "_base_executable", None) or sys.executable,
    bool(importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")),
    sys.implementation.name, bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
]))
"""


class Interpreter(NamedTuple):
    """A Python that was started and answered."""

    path: str
    version: tuple[int, ...]
    makes_venvs: bool
    #: Why it will not do; empty when it will.
    objection: str

    @property
    def name(self) -> str:
        """The version as people write it."""
        return ".".join(map(str, self.version))


def probe(command: str) -> Interpreter | str:
    """Start a Python and ask what it is; a string says why it does not answer or will not do at all.

    Finding a file is not enough: a version manager's shim is there and fails, a link may dangle. Inside a
    virtual environment the answer names the interpreter that the environment was made from.
    """
    try:
        done = subprocess.run([command, "-I", "-c", PROBE], capture_output=True, text=True, timeout=30, check=False)
        version, path, makes_venvs, implementation, free_threaded = json.loads(done.stdout)
    except OSError as error:
        return f"does not start: {error.strerror}"
    except subprocess.TimeoutExpired:
        return "does not answer"
    except ValueError:
        said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return f"does not run: {said[:100]}"
    objection = ""
    if implementation != "cpython":
        objection = f"is {implementation}; the kit needs CPython"
    elif tuple(version[:2]) < OLDEST:
        objection = "is too old"
    elif free_threaded:
        objection = "is a free-threaded build; the kit runs on the default build (and judges for both)"
    return Interpreter(path, tuple(version), makes_venvs, objection)


def objection_to(found: Interpreter | str) -> str:
    """Why this will not do, in words that follow its name; empty when it will."""
    if isinstance(found, str):
        return found
    return f"({found.name}) {found.objection}" if found.objection else ""


def candidates() -> Iterator[str]:
    """Commands that may be a Python: on the path first, then what pyenv keeps off the path."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield found
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(map(str, pyenv.glob("versions/3.1[1-9]*/bin/python3")), reverse=True)


def usable() -> tuple[list[Interpreter], list[str]]:
    """The interpreters that will do, best first, one a version; and a line for each that will not."""
    good: dict[tuple[int, ...], Interpreter] = {}
    refused = []
    for command in candidates():
        found = probe(command)
        if isinstance(found, Interpreter) and not found.objection:
            good.setdefault(found.version[:2], found)
        else:
            refused.append(f"{command} {objection_to(found)}")
    return sorted(good.values(), key=lambda python: python.version[:2] not in TESTED), refused


def choose(*, uv: bool) -> Interpreter:
    """Give the interpreter that PYTHON names, or the best one found; without uv, one that can make environments."""
    named = os.environ.get("PYTHON")
    if named:
        found = probe(shutil.which(named) or named)
        if isinstance(found, str) or found.objection:
            raise SetupFailed(f"PYTHON={named} {objection_to(found)}.\nThe kit needs CPython 3.11 or later.")
        return found
    good, refused = usable()
    for python in good:
        if uv or python.makes_venvs:
            return python
    if good:
        return good[0]  # the attempt to make an environment says what is missing
    looked = "".join(f"\n  {line}" for line in refused) or "\n  none at all"
    raise SetupFailed(
        f"No suitable Python found: the kit needs CPython 3.11 or later. Found:{looked}\n"
        "Install one (Debian, Ubuntu: sudo apt install python3 python3-venv), or name one:\n"
        "  PYTHON=/path/to/python3.12 make check ch06"
    )
