"""Chapters and exercises: loading them, finding them, judging a file, proving the checks."""

from grader.course.catalogue import find_chapter, find_exercise, find_root, load_chapter, load_course, select
from grader.course.errors import KitError
from grader.course.exercise import Chapter, Course, Exercise
from grader.course.judge import TIMEOUT_SECONDS, Conditions, Runner, judge, kit_failure
from grader.course.verify import Trial, plan, stray_files, verify

__all__ = [
    "TIMEOUT_SECONDS",
    "Chapter",
    "Conditions",
    "Course",
    "Exercise",
    "KitError",
    "Runner",
    "Trial",
    "find_chapter",
    "find_exercise",
    "find_root",
    "judge",
    "kit_failure",
    "load_chapter",
    "load_course",
    "plan",
    "select",
    "stray_files",
    "verify",
]
