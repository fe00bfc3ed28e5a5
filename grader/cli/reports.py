"""The reports of a grading run: on the screen for the instructor, a file for each student."""

from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING

from grader.report import make_console, print_class, print_student, print_student_report

if TYPE_CHECKING:
    from rich.console import Console

    from grader.results import Results


def print_all(console: Console, results: Results, *, title: str) -> None:
    """Each student, then the class."""
    console.print()
    console.print(title, style="bold")
    run = results.run
    walls = "without walls" if run.tier == "T0" else f"behind walls {run.tier}"
    console.print(f"Judged with {run.python} {walls}, engine {run.engine}, seed {run.seed}.")
    for submission in results.submissions:
        console.print()
        print_student(console, submission)
    console.print()
    print_class(console, results)


def student_reports(results: Results, titles: dict[str, str]) -> dict[str, str]:
    """A text for each student, by a file name that is safe whatever the student is called."""
    reports = {}
    for submission in results.submissions:
        stream = io.StringIO()
        print_student_report(make_console(stream, {}), submission, titles=titles)
        reports[_file_name(submission.student)] = stream.getvalue()
    return reports


def _file_name(student: str) -> str:
    safe = re.sub(r"[^A-Za-z0-9._@+-]", "_", student).lstrip(".-")[:80]
    if safe != student:
        safe = f"{safe or 'student'}-{hashlib.sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return f"{safe}.txt"
