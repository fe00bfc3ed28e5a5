"""Run the checks of one exercise on one file: a pytest process, its report, and results from it.

The process is ours: it runs the checks and holds the expected values, and it starts the workers. What it reports is
taken only when it is complete; anything else is a ``grader_error``, which is never scored 0.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from grader import results
from grader.sandbox.probe import choose_tier

__all__ = ["checks_of", "pytest_command", "read_records", "run_checks", "run_pytest"]

_SHARE: Final = 0.75
"""How much of the time for all checks the workers may use: a file that hangs must end as that, not as our failure."""

_GRACE: Final = 3.0
"""Seconds that a run gets, after its time is up, to end its workers."""


def run_checks(
    exercise_id: str,
    submission_file: Path,
    *,
    hidden: bool,
    tier: str | None = None,
    timeout: float = 60.0,
    check_seconds: float | None = None,
    root: Path | None = None,
    shown_as: str | None = None,
    seeds: int = 1,
    only: Sequence[str] = (),
) -> list[results.CheckResult]:
    """One result a check, in the order of the file. May be called from several threads.

    ``hidden``: run the hidden checks too. ``tier`` None is the best that works here. ``timeout`` is the wall limit of
    all checks together, ``check_seconds`` of one request to a worker; ``root`` is the course's folder, with ``tests``
    in it; ``shown_as`` is what texts call the file, when the file is a copy. ``seeds``: under how many seeds each check
    that explores is run; the limits are meant for one. ``only``: the checks to run, by function name; all if it names
    none that there is.
    """
    start = time.monotonic()
    tests = checks_of(exercise_id, root)
    if not tests.is_file():
        return [_ours(f"{exercise_id} has no checks: there is no {tests}")]
    with tempfile.TemporaryDirectory(prefix="checks-") as scratch:
        report = Path(scratch) / "report.json"
        options = [
            f"--submission={submission_file.absolute()}",
            f"--shown-as={shown_as or _short(submission_file)}",
            f"--exercise={exercise_id}",
            f"--tier={tier or choose_tier()}",
            f"--total-seconds={timeout * seeds * _SHARE:g}",
            f"--seeds={seeds}",
        ]
        options += [f"--check-seconds={check_seconds:g}"] if check_seconds is not None else []
        options += [] if hidden else ["--public-only"]
        options += [f"--only={name}" for name in only]
        code, text = run_pytest(pytest_command(tests, report, options), scratch, timeout * seeds)
        if code is None:
            return [_ours(f"the checks did not end within {timeout:g} seconds: {text[-500:]}")]
        try:
            found = [_result(record) for record in read_records(report)]
        except (OSError, ValueError, LookupError, TypeError) as error:
            return [_ours(f"the checks left no report ({type(error).__name__}; exit code {code}): {text[-1500:]}")]
    if code not in {0, 1} or not found:
        return [
            *found,
            _ours(f"pytest ended with exit code {code} after {time.monotonic() - start:.1f} s: {text[-1500:]}"),
        ]
    return found


def checks_of(exercise_id: str, root: Path | None) -> Path:
    """The file with the checks of an exercise, in the course at ``root`` or the one that the kit came with."""
    return (root or Path(__file__).resolve().parents[2]) / "tests" / exercise_id / "test_checks.py"


def pytest_command(tests: Path, report: Path, options: list[str]) -> list[str]:
    """A pytest that reads no configuration but what stands here."""
    quiet = ["--tb=short", "-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--assert=plain"]
    bare = ["-c", os.devnull, "--rootdir", str(tests.parent), "--noconftest", "--import-mode=importlib"]
    plugins = ["-p", "pytest_jsonreport", "-p", "grader.checks.plugin"]
    omit = ["collectors", "log", "streams", "keywords", "warnings", "traceback"]
    written = ["--json-report", f"--json-report-file={report}", "--json-report-omit", *omit]
    return [sys.executable, "-P", "-m", "pytest", str(tests), *quiet, *bare, *plugins, *written, *options]


def _short(file: Path) -> str:
    """The path as one would type it here."""
    absolute = file.absolute()
    return str(absolute.relative_to(Path.cwd())) if absolute.is_relative_to(Path.cwd()) else str(absolute)


def run_pytest(line: list[str], scratch: str, timeout: float) -> tuple[int | None, str]:
    """Exit code (None when the time was up) and output. Whatever happens, the process is gone afterwards."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHON"))}
    kit = str(Path(__file__).resolve().parents[2])
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": kit, "PYTHONHASHSEED": "0"}
    with subprocess.Popen(
        line,
        cwd=scratch,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        try:
            text, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            return None, _stop(process)
        except BaseException:
            _stop(process)
            raise
        return process.returncode, text


def _stop(process: subprocess.Popen[str]) -> str:
    """End a run; returns its output. It holds workers in sessions of their own: asked politely, it ends them first."""
    process.send_signal(signal.SIGTERM)
    try:
        text, _ = process.communicate(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        text, _ = process.communicate()
    return text


def read_records(report: Path) -> list[dict[str, Any]]:
    """What the plugin said of each check, in their order. Raises for anything but a complete report."""
    records = []
    for test in json.loads(report.read_text(encoding="utf-8"))["tests"]:
        (record,) = [dict(entry["check"]) for entry in test["user_properties"] if "check" in entry]
        if test.get("teardown", {}).get("outcome", "passed") != "passed":
            record |= {"status": "grader_error", "message": "the check failed while cleaning up"}
        records.append(record)
    return records


def _result(record: dict[str, Any]) -> results.CheckResult:
    points = record["max_points"] if record["status"] == "passed" else 0
    return msgspec.convert(record | {"points": points}, results.CheckResult)


def _ours(message: str) -> results.CheckResult:
    return results.CheckResult(check="(all checks)", status="grader_error", message=message)
