"""What an instructor reads: a row a student, then a row an exercise."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.text import Text

from grader.report.plain import one_line
from grader.report.screen import make_table
from grader.report.words import overall, plural, points_text, reason_text, status_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from grader.results import ExerciseResult, Results, SubmissionResult

_MAX_COLUMNS: Final = 8
_CELLS: Final = {
    "missing": "-",
    "unusable": "!",
    "withheld": "?",
    "grader_error": "?",
    "integrity": "?",
    "student_error": "x",
    "timeout": "t",
    "limit": "m",
}
_LEGEND: Final = (
    ("-", "not handed in"),
    ("!", "not readable"),
    ("x", "does not run"),
    ("t", "timed out"),
    ("m", "over a limit"),
    ("?", "withheld"),
)


def print_class(console: Console, results: Results) -> None:
    """The class at a glance: students, then exercises, then what needs a person."""
    groups = _groups(results.run.exercises)
    _print_students(console, results.submissions, groups)
    console.print()
    _print_exercises(console, results)
    _print_open_ends(console, results)


def _groups(exercises: Sequence[str]) -> list[tuple[str, ...]]:
    """The columns: an exercise each, a chapter each when those are too many, none at last."""
    if len(exercises) <= _MAX_COLUMNS:
        return [(exercise,) for exercise in exercises]
    chapters = sorted({exercise.partition("/")[0] for exercise in exercises})
    if len(chapters) <= _MAX_COLUMNS:
        return [tuple(e for e in exercises if e.partition("/")[0] == chapter) for chapter in chapters]
    return []


def _print_students(
    console: Console, submissions: Sequence[SubmissionResult], groups: Sequence[tuple[str, ...]]
) -> None:
    numbers = [str(number) for number in range(1, len(groups) + 1)]
    table = make_table("student", *numbers, "points", "%", right=(*numbers, "points", "%"), fold="student")
    seen: set[str] = set()
    for submission in submissions:
        by_id = {result.exercise: result for result in submission.exercises}
        cells = [_cell([by_id[exercise] for exercise in group], seen) for group in groups]
        share = "" if submission.score is None else f"{100 * submission.score / max(1, submission.max_score):.0f}"
        total = points_text(submission.score, submission.max_score)
        table.add_row(Text(one_line(submission.student, 24)), *map(Text, cells), Text(total), Text(share))
    console.print(table)
    signs = [f"{sign} {meaning}" for sign, meaning in _LEGEND if sign in seen]
    if signs:
        console.print(Text(f"Signs: {', '.join(signs)}."))


def _cell(results: Sequence[ExerciseResult], seen: set[str]) -> str:
    """The points of one column, with the sign of what is behind a loss."""
    signs = sorted({_CELLS.get(overall(result), "") for result in results} - {""}) if len(results) == 1 else []
    seen.update(signs)
    scores = [result.score for result in results]
    if None in scores:
        seen.add("?")
        return "?"
    total = sum(score for score in scores if score is not None)
    return "".join(signs) if signs and not total else f"{total}{''.join(signs)}"


def _print_exercises(console: Console, results: Results) -> None:
    table = make_table(
        "exercise", "passed", "mean", "fails most often", right=("passed", "mean"), fold="fails most often"
    )
    groups = _groups(results.run.exercises)
    numbers = {e: number for number, group in enumerate(groups, 1) for e in group}
    for exercise in results.run.exercises:
        mine = [result for s in results.submissions for result in s.exercises if result.exercise == exercise]
        passed = sum(overall(result) == "passed" for result in mine)
        scores = [result.score for result in mine if result.score is not None]
        mean = f"{sum(scores) / len(scores):.1f}/{mine[0].max_score}" if scores else "?"
        reasons = Counter(_reason(result) for result in mine if overall(result) not in {"passed", "missing"})
        common = "; ".join(f"{count}x {reason}" for reason, count in reasons.most_common(1))
        number = f"{numbers[exercise]} " if exercise in numbers else ""
        table.add_row(Text(f"{number}{one_line(exercise)}"), Text(f"{passed}/{len(mine)}"), Text(mean), Text(common))
    console.print(table)


def _reason(result: ExerciseResult) -> str:
    """What makes two failures the same for a teacher: the property, or the way it did not come to that."""
    return reason_text(result) if overall(result) == "failed" else str(status_text(overall(result)))


def _print_open_ends(console: Console, results: Results) -> None:
    """Scores that are withheld, one line each: nobody should have to look for them."""
    for submission in results.submissions:
        for result in submission.exercises:
            if result.score is None:
                line = f"Withheld: {one_line(submission.student, 30)}, {one_line(result.exercise)}: "
                console.print(Text(line) + status_text(overall(result)) + Text(f": {reason_text(result)}"))
    total = len(results.submissions)
    complete = sum(submission.score is not None for submission in results.submissions)
    console.print(Text(f"{plural(total, 'student')}, {complete} with all scores."))
