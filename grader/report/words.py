"""How results are put into words: one place, so that all reports say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from grader.report.plain import one_line

if TYPE_CHECKING:
    from grader.results import CheckResult, ExerciseResult

_STATUS: Final = {
    "passed": "passed",
    "failed": "failed",
    "student_error": "does not run",
    "timeout": "timed out",
    "limit": "over a limit",
    "integrity": "held",
    "grader_error": "grader error",
    "missing": "not handed in",
    "unusable": "not readable",
    "withheld": "withheld",
}
_STYLE: Final = {
    "passed": "green",
    "failed": "red",
    "student_error": "red",
    "timeout": "red",
    "limit": "red",
    "missing": "yellow",
    "unusable": "yellow",
}
_GRAVITY: Final = ("grader_error", "integrity", "student_error", "limit", "timeout", "failed", "passed")


def first_failing(result: ExerciseResult) -> CheckResult | None:
    """The check to show: the gravest failure, the first of those as the checks are ordered."""
    failing = [check for check in result.checks if check.status != "passed"]
    return min(failing, key=lambda check: _GRAVITY.index(check.status), default=None)


def overall(result: ExerciseResult) -> str:
    """One status for an exercise: passed, or what its gravest failure is."""
    if result.status in {"missing", "unusable"} or not result.checks:
        return result.status
    failing = first_failing(result)
    return "passed" if failing is None else failing.status


def status_text(status: str) -> Text:
    """The status as people read it, with its colour."""
    return Text(_STATUS[status], style=_STYLE.get(status, "magenta"))


def points_text(score: int | None, maximum: int) -> str:
    """`3/5`, or `?/5` when the score is withheld."""
    return f"{'?' if score is None else score}/{maximum}"


def property_text(check: CheckResult) -> str:
    """What broke, in one line: the requirement, else the message, else the check's name."""
    requirement = check.evidence.requirement if check.evidence else ""
    text = requirement or (check.message.strip().splitlines() or [""])[0]
    return one_line(text) or readable(check.check)


def reason_text(result: ExerciseResult) -> str:
    """Why an exercise did not pass, in one line; empty when it passed."""
    failing = first_failing(result)
    if failing is None:
        return one_line(result.message) if overall(result) != "passed" else ""
    return property_text(failing)


def readable(check: str) -> str:
    """`test_no_deposit_is_lost` as words."""
    return one_line(check.removeprefix("test_").replace("_", " "))


def plural(count: int, noun: str) -> str:
    """`1 check`, `2 checks`."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
