"""Text for people, in a terminal or a log: a student, a class, a course author."""

from grader.report.certificate import print_verification, variant_text
from grader.report.classroom import print_class
from grader.report.plain import one_line, printable
from grader.report.progress import Progress, make_progress
from grader.report.screen import make_console
from grader.report.student import print_exercise_table, print_failures, print_student, print_student_report
from grader.report.words import overall, plural, reason_text

__all__ = [
    "Progress",
    "make_console",
    "make_progress",
    "one_line",
    "overall",
    "plural",
    "print_class",
    "print_exercise_table",
    "print_failures",
    "print_student",
    "print_student_report",
    "print_verification",
    "printable",
    "reason_text",
    "variant_text",
]
