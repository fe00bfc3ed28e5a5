"""The packages of an environment: with uv, or with pip in the versions of uv.lock; and the log of it all."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Sequence

from grader.bootstrap.terminal import SetupFailed, say

ROOT = Path(__file__).resolve().parent.parent.parent
#: The log, the lock, and the environments of interpreters other than the usual one.
SCRATCH = ROOT / ".setup"
LOG = SCRATCH / "setup.log"
LOG_LINES_SHOWN = 25
NETWORK_SIGNS = ("NameResolution", "Temporary failure", "dns error", "NewConnection", "Failed to fetch", "timed out")


def python_of(environment: Path) -> Path:
    """The environment's interpreter."""
    return environment / "bin" / "python"


def run_logged(step: str, command: Sequence[str], **environ: str) -> bool:
    """Run a step of the set-up with its noise in the log; on a terminal, show the seconds going by."""
    started = time.monotonic()
    shows_time = sys.stderr.isatty()
    variables = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    with LOG.open("a", encoding="utf-8") as sink:
        sink.write(f"$ {' '.join(command)}\n")
        sink.flush()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, cwd=ROOT, env={**variables, **environ}
        )
        try:
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(0.5)
                if shows_time:
                    print(f"\r  {step} ... {time.monotonic() - started:.0f} s", end="", file=sys.stderr, flush=True)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    outcome = f"{time.monotonic() - started:.1f} s" if process.returncode == 0 else "failed"
    say(f"{chr(13) if shows_time else ''}  {step} ... {outcome}")
    return process.returncode == 0


def quiet(*command: str) -> bool:
    """Whether a command runs and ends well."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def find_uv() -> str | None:
    """The path of a uv that runs."""
    found = shutil.which("uv")
    return found if found and quiet(found, "--version") else None


def pinned(lock: dict[str, Any]) -> list[str]:
    """Constraints for pip with the versions of uv.lock; a package locked in several versions stays free."""
    versions: dict[str, set[str]] = {}
    for package in lock["package"]:
        if "registry" in package.get("source", {}):
            versions.setdefault(package["name"], set()).add(package["version"])
    return sorted(f"{name}=={only}" for name, found in versions.items() if len(found) == 1 for only in found)


def install_with_pip(environment: Path, extras: Sequence[str]) -> bool:
    """Install what pyproject.toml asks for, in the versions of uv.lock if they are to be had."""
    import tomllib  # noqa: PLC0415 - not there on the old Pythons that this file must load on

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(need for extra in extras for need in project["optional-dependencies"][extra])]
    constraints = SCRATCH / "constraints.txt"
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    constraints.write_text("\n".join(pinned(lock)) + "\n", encoding="utf-8")
    python = str(python_of(environment))
    if not quiet(python, "-c", "import pip"):
        run_logged("adding pip", [python, "-m", "ensurepip"])
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    step = f"installing {len(wanted)} packages and what they need with pip"
    return run_logged(step, [*pip, "-c", str(constraints), *wanted]) or run_logged(
        f"{step}, in whatever versions are to be had", [*pip, *wanted]
    )


def install_with_uv(environment: Path, extras: Sequence[str], uv: str) -> bool:
    """Install exactly what uv.lock says, and leave alone what else is there."""
    options = [word for extra in extras for word in ("--extra", extra)]
    python = str(python_of(environment))
    sync = [uv, "sync", "--frozen", "--inexact", "--no-install-project", "--no-progress", "--python", python, *options]
    step = "installing the packages of uv.lock with uv"
    if run_logged(step, sync, UV_PROJECT_ENVIRONMENT=str(environment)):
        return True
    # uv trusts its own list of certificates; behind a company's proxy only the system's has the right one.
    return "certificate" in LOG.read_text(encoding="utf-8", errors="replace") and run_logged(
        f"{step} and the system's certificates", sync, UV_PROJECT_ENVIRONMENT=str(environment), UV_NATIVE_TLS="1"
    )


def install(environment: Path, extras: Sequence[str], uv: str | None) -> None:
    """Put the packages into the environment, the checkout on its path, and the command `grader` in its bin."""
    python = str(python_of(environment))
    done = uv is not None and install_with_uv(environment, extras, uv)
    if not done and not install_with_pip(environment, extras):
        raise SetupFailed(explain_log())
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([python, "-I", "-c", where], capture_output=True, text=True, check=True)
    (Path(found.stdout.strip()) / "concurrency_kit.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = environment / "bin" / "grader"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(python)} -m grader "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def explain_log() -> str:
    """The end of the set-up's log, and what it most likely means."""
    text = LOG.read_text(encoding="utf-8", errors="replace")
    advice = ""
    if any(sign in text for sign in NETWORK_SIGNS):
        advice = "\nMost likely there is no network, or a proxy is needed to reach the package index."
    elif "No space left" in text:
        advice = "\nThe disk is full."
    shown = "\n".join(f"  | {line[:200]}" for line in text.splitlines()[-LOG_LINES_SHOWN:])
    return f"Set-up failed. The end of {LOG.relative_to(ROOT)}:\n{shown}{advice}\nThe next make starts it over."
