"""The environment: which folder, is it ready, make it, mend it.

It is `.venv`, made with uv where uv is there and with venv and pip where not. It holds third-party packages; the
kit itself is run from the checkout, which a `.pth` file puts on the path. A state file inside the environment says
what it was made from (pyproject.toml, uv.lock, the interpreter, the checkout's path) and whether it was finished,
so that the second run costs a few file reads, and a half-made environment is made again. A `.venv` that somebody
else made is used when it can be, and never deleted. When `PYTHON` names an interpreter that `.venv` was not made
from, the environment is `.setup/python-X.Y.Z`.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any, Iterator, Sequence

from grader.bootstrap import interpreters
from grader.bootstrap.install import LOG, ROOT, SCRATCH, explain_log, find_uv, install, python_of, run_logged
from grader.bootstrap.interpreters import OLDEST, Interpreter, objection_to, probe
from grader.bootstrap.terminal import SetupFailed, say

USUAL = ROOT / ".venv"
STATE = "kit-setup.json"
#: Raised when an environment made by an older version of this module will not do.
STATE_VERSION = 1


def read_state(environment: Path) -> dict[str, Any]:
    """What was written about an environment; empty when nothing was, or the file is damaged."""
    try:
        state = json.loads((environment / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(environment: Path, **state: object) -> None:
    """Replace the state file in one step: an interruption leaves the old one or the new one."""
    fresh = environment / (STATE + ".new")
    fresh.write_text(json.dumps(state), encoding="utf-8")
    fresh.replace(environment / STATE)


def recipe() -> str:
    """A digest of what the packages of an environment are chosen by."""
    digest = hashlib.sha256(str(STATE_VERSION).encode())
    for name in ("pyproject.toml", "uv.lock"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_ready(environment: Path, extras: Sequence[str]) -> bool:
    """Whether the environment is finished, current, has the extras, and its interpreter is still the same."""
    state = read_state(environment)
    current = state.get("state") == "ready" and state["recipe"] == recipe() and state["root"] == str(ROOT)
    if not current or not set(extras) <= set(state["extras"]):
        return False
    if Path(sys.prefix) == environment:
        return bool(state["version"] == list(sys.version_info[:3]))
    found = probe(str(python_of(environment)))
    return isinstance(found, Interpreter) and state["version"] == list(found.version)


def choose_environment(*, uv: bool) -> tuple[Path, Interpreter | None]:
    """The environment's folder, and the interpreter to make it from (None: any, or the one it has)."""
    state = read_state(USUAL)
    if os.environ.get("PYTHON"):
        python = interpreters.choose(uv=uv)
        if not USUAL.exists() or state.get("python") == python.path:
            return USUAL, python
        return SCRATCH / f"python-{python.name}", python
    if state.get("ours") or not USUAL.exists():
        return USUAL, None
    objection = objection_to(probe(str(python_of(USUAL))))
    if not objection:
        return USUAL, None
    say(f"The .venv here is not the kit's, and its Python {objection}: it is left alone.")
    python = interpreters.choose(uv=uv)
    return SCRATCH / f"python-{python.name}", python


def make_environment(environment: Path, python: Interpreter, uv: str | None) -> None:
    """Make an empty environment, marked as unfinished before anything else is in it."""
    if environment.exists():
        shutil.rmtree(environment)
    environment.mkdir(parents=True)
    write_state(environment, state="making", ours=True, python=python.path)
    step = f"making {environment.relative_to(ROOT)} with Python {python.name}"
    if uv and run_logged(step, [uv, "venv", "--quiet", "--allow-existing", "--python", python.path, str(environment)]):
        return
    if not python.makes_venvs:
        raise SetupFailed(
            f"{python.path} cannot make virtual environments: it comes without venv or ensurepip.\n"
            f"  Debian, Ubuntu: sudo apt install python3-venv (or python{python.version[0]}.{python.version[1]}-venv)\n"
            "  or install uv, or name another Python: PYTHON=/path/to/python make check ch06"
        )
    if not run_logged(step, [python.path, "-m", "venv", str(environment)]):
        raise SetupFailed(explain_log())


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the set-up's lock: two terminals must not make one environment."""
    SCRATCH.mkdir(exist_ok=True)
    with (SCRATCH / "lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another set-up is running in this folder: waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def mend(environment: Path, python: Interpreter | None, extras: Sequence[str], uv: str | None) -> None:
    """Bring an environment to readiness: install what is missing; make it (again) when it is absent or half-made."""
    started = time.monotonic()
    state = read_state(environment)
    current = probe(str(python_of(environment)))
    moved = state.get("root", str(ROOT)) != str(ROOT)
    unfit = isinstance(current, str) or state.get("version", list(current.version)) != list(current.version)
    say("Setting up; this is done once. Packages come from the package index.")
    LOG.write_text("", encoding="utf-8")
    if unfit or moved or state.get("state") == "making":
        python = python or interpreters.choose(uv=bool(uv))
        make_environment(environment, python, uv)
        current, state = python, {"ours": True}
    assert isinstance(current, Interpreter)
    wanted = sorted({*state.get("extras", ()), *extras})
    install(environment, wanted, uv)
    write_state(
        environment,
        state="ready",
        ours=bool(state.get("ours")),
        root=str(ROOT),
        recipe=recipe(),
        python=current.path,
        version=list(current.version),
        extras=wanted,
    )
    say(f"Set up in {time.monotonic() - started:.1f} s.")


def set_up(extras: Sequence[str]) -> Path:
    """Give an environment that has the packages of these extras."""
    if not os.environ.get("PYTHON") and is_ready(USUAL, extras):
        return USUAL
    with alone():
        uv = find_uv()
        environment, python = choose_environment(uv=bool(uv))
        if is_ready(environment, extras):
            return environment
        if sys.version_info < OLDEST:  # the rest needs tomllib: go on in the Python that was chosen
            python = python or interpreters.choose(uv=bool(uv))
            os.execv(python.path, [python.path, "-I", *sys.argv])
        mend(environment, python, extras, uv)
        return environment
