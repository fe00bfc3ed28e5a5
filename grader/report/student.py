"""What one student reads: the first failure of each exercise, then one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from grader.report.plain import one_line, printable
from grader.report.screen import make_table, rule
from grader.report.words import first_failing, overall, plural, points_text, property_text, reason_text, status_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from grader.results import CheckResult, ExerciseResult, SubmissionResult

MAX_LINES: Final = 40
"""A screen. More than this of one failure is not read."""


def print_failures(
    console: Console,
    results: Sequence[ExerciseResult],
    *,
    titles: dict[str, str],
    hint_command: Callable[[str], str],
) -> None:
    """For each exercise that did not pass: what broke, how, and the command for a hint."""
    for result in results:
        if overall(result) == "passed":
            continue
        console.print(Text(rule(f"{result.exercise}: {one_line(titles.get(result.exercise, ''))}"), style="bold"))
        failing = first_failing(result)
        if failing is None:
            console.print(Text(printable(result.message)))
        else:
            _print_check(console, failing)
            more = _count_more(result, failing)
            console.print()
            if more:
                console.print(Text(f"{plural(more, 'more check')} of this exercise {_verb(more)} not pass."))
        if failing is None or failing.status != "grader_error":
            console.print(Text(f"Hint: {hint_command(result.exercise)}", style="cyan"))
        console.print()


def _verb(count: int) -> str:
    return "does" if count == 1 else "do"


_HEADINGS: Final = {
    "failed": "Broken",
    "student_error": "Your file does not run",
    "timeout": "Stopped by the clock",
    "limit": "Stopped at a limit",
    "integrity": "Held until a person has looked",
    "grader_error": "The kit failed, not you; this costs no points",
}


def _print_check(console: Console, check: CheckResult) -> None:
    evidence = check.evidence
    shown = printable(evidence.text if evidence and evidence.text.strip() else check.message).strip("\n")
    broken = property_text(check)
    first, _, rest = shown.partition("\n\n" if check.status == "failed" else "\n")
    if check.status != "failed" or broken not in one_line(first):
        heading = f"{_HEADINGS[check.status]}: {broken}"
        rest = rest if one_line(first) == broken else shown
    else:
        heading = first
    _print_lines(console, heading, style="red")
    if rest:
        _print_lines(console, _cut(f"\n{rest}" if check.status == "failed" else rest))


def _count_more(result: ExerciseResult, shown: CheckResult) -> int:
    """The checks that fail for another reason than the one that is shown."""
    same = (shown.status, shown.message)
    return sum(
        check is not shown
        and check.status != "passed"
        and (check.status == "failed" or (check.status, check.message) != same)
        for check in result.checks
    )


def _print_lines(console: Console, text: str, style: str = "") -> None:
    for line in text.split("\n"):
        console.print(Text(line, style=style), overflow="fold", no_wrap=False)


def _cut(text: str) -> str:
    """At most a screen: what broke and how it begins, and how it ends, are more than the middle."""
    lines = text.split("\n")
    if len(lines) <= MAX_LINES:
        return text
    left_out = len(lines) - MAX_LINES + 1
    tail = MAX_LINES // 3
    return "\n".join(
        [*lines[: MAX_LINES - tail - 1], f"     ... {plural(left_out, 'line')} left out ...", *lines[-tail:]]
    )


def print_exercise_table(console: Console, results: Sequence[ExerciseResult]) -> None:
    """One row an exercise: status, points, which property fails."""
    table = make_table("exercise", "status", "points", "what fails", right=("points",), fold="what fails")
    for result in results:
        table.add_row(
            Text(one_line(result.exercise)),
            status_text(overall(result)),
            Text(points_text(result.score, result.max_score)),
            Text(reason_text(result)),
        )
    console.print(table)


def print_student(console: Console, submission: SubmissionResult) -> None:
    """One student's results: name, total, a row an exercise."""
    total = points_text(submission.score, submission.max_score)
    console.print(Text(f"{one_line(submission.student, 50)}: {total} points", style="bold"))
    if submission.message:
        console.print(Text(one_line(submission.message)))
    print_exercise_table(console, submission.exercises)
    for exercise in submission.exercises:
        if exercise.message and overall(exercise) not in {"missing", "unusable", "withheld", "grader_error"}:
            console.print(Text(f"{one_line(exercise.exercise)}: {one_line(exercise.message)}"))


def print_student_report(console: Console, submission: SubmissionResult, *, titles: dict[str, str]) -> None:
    """What may be handed to the student: hidden checks say which property, not how."""
    print_student(console, submission)
    for result in submission.exercises:
        failing = first_failing(result)
        if failing is None:
            continue
        console.print()
        console.print(Text(rule(f"{result.exercise}: {one_line(titles.get(result.exercise, ''))}")))
        if failing.hidden:
            _print_lines(console, f"Broken: {property_text(failing)}")
        else:
            _print_check(console, failing)
