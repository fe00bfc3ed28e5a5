"""Submissions in, results out: collect, judge, keep, go on after an interruption."""

from grader.grading.assemble import assemble
from grader.grading.atomic import write_atomic
from grader.grading.collect import Submission, collect, find_file
from grader.grading.folder import ResultsFolder, open_folder
from grader.grading.keys import SEED, Surroundings, surroundings
from grader.grading.run import Grading, Listener, Unit, check_references, grade, plan
from grader.grading.store import Store, open_store

__all__ = [
    "SEED",
    "Grading",
    "Listener",
    "ResultsFolder",
    "Store",
    "Submission",
    "Surroundings",
    "Unit",
    "assemble",
    "check_references",
    "collect",
    "find_file",
    "grade",
    "open_folder",
    "open_store",
    "plan",
    "surroundings",
    "write_atomic",
]
