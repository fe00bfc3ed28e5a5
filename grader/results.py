"""The result model: run, submission, exercise, check, and what verify found.

Everything here is plain data. A check makes it, the store keeps it, reports and exports
read it; none of them needs anything else. Whoever holds a `Results` holds the whole truth
of a grading run.

Two rules that every reader may rely on:

* A score is an integer, or `None` when it is *withheld*: the kit itself failed
  (`grader_error`) or a person has to look (`integrity`). Withheld is never 0.
* What is missing is said (`missing`, `unusable`), never left out.

`json_schema()` makes the published schema from these structs; `results.schema.json`
beside this file is its output, and a test keeps the two the same.
"""

from __future__ import annotations

import json
from typing import Any, Final, Literal

import msgspec

SCHEMA: Final = "grader.results/1"
VERIFY_SCHEMA: Final = "grader.verify/1"

Status = Literal[
    "passed",  # the property held in all that was searched
    "failed",  # the property broke; `failure` says how
    "student_error",  # the file does not import, or lacks a name, or has a wrong signature
    "timeout",  # the wall clock ended it
    "limit",  # memory, processes, files or output
    "integrity",  # something tampered with the protocol: held for a person
    "grader_error",  # ours: retried, shown, never scored 0
]

ExerciseStatus = Literal[
    "graded",
    "missing",  # no file was handed in
    "unusable",  # a file that is not read: a link, not UTF-8, too large
    "withheld",  # grader_error or integrity: no score until a person has looked
]

Builds = Literal["default", "free-threaded"]
"""What a failure needs: any CPython, or one in which plain loads and stores interleave."""

WITHHELD: Final[frozenset[str]] = frozenset({"integrity", "grader_error"})


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a check did not pass: enough to show it, to argue about it, and to replay it."""

    requirement: str
    kind: str | None = None
    builds: Builds | None = None
    token: str | None = None
    searched: str = ""
    trace: dict[str, Any] | None = None
    text: str = ""
    first: int | None = None
    """The execution, counted from 1, that first showed the failure."""


class CheckResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The verdict of one check on one file."""

    check: str
    status: Status
    failure: str | None = None
    """The kind of failure (`deadlock`, `assertion`, ...) when status is `failed`."""
    message: str = ""
    points: int = 0
    max_points: int = 0
    hidden: bool = False
    evidence: Evidence | None = None
    seconds: float = 0.0
    executions: int = 0
    repeats: tuple[int, ...] = ()
    """Where the check ran under several seeds: for each, the execution that broke it; 0: none did; -1: it broke
    without one to blame (no schedule did what one should)."""


class ExerciseResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All checks of one exercise on one file; `score` is None when it is withheld."""

    exercise: str
    status: ExerciseStatus
    score: int | None
    max_score: int
    checks: tuple[CheckResult, ...] = ()
    message: str = ""


class SubmissionResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One student; `score` is None as long as the score of any exercise is withheld."""

    student: str
    score: int | None
    max_score: int
    exercises: tuple[ExerciseResult, ...] = ()
    message: str = ""


class Run(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What decided the verdicts, so that a later run can be compared with this one."""

    started: str
    finished: str | None
    """None when the run was interrupted: some results are missing."""
    python: str
    engine: str
    limits: str
    seed: int
    tier: str
    exercises: tuple[str, ...]


class Results(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grading run as results.json holds it."""

    schema: Literal["grader.results/1"] = SCHEMA
    run: Run
    submissions: tuple[SubmissionResult, ...]


class Catch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A check that did not pass on a file that verify ran."""

    check: str
    status: Status
    failure: str | None
    first: int | None
    message: str = ""
    repeats: tuple[int, ...] = ()
    """As in `CheckResult`."""


Role = Literal["stub", "reference", "mutant", "accepted"]


class Variant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one file of an exercise did under the checks, against what it should do."""

    role: Role
    name: str
    meant_for: tuple[str, ...] = ()
    caught_by: tuple[Catch, ...] = ()
    problems: tuple[str, ...] = ()
    seconds: float = 0.0
    executions: int = 0
    """Of all its checks together, under all seeds."""


class Certificate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Proof, or the list of gaps, that the checks of one exercise do their work."""

    exercise: str
    variants: tuple[Variant, ...]
    problems: tuple[str, ...] = ()
    """What is off with the exercise itself: points, hints, missing files."""


class Verification(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A run of verify."""

    schema: Literal["grader.verify/1"] = VERIFY_SCHEMA
    exercises: tuple[Certificate, ...]


def all_problems(certificate: Certificate) -> list[str]:
    """Everything that is off with an exercise, one sentence each; empty means proven."""
    found = list(certificate.problems)
    for variant in certificate.variants:
        found += [f"{variant.role} {variant.name}: {problem}" for problem in variant.problems]
    return found


def score_exercise(
    exercise: str, checks: list[CheckResult], max_score: int | None = None, message: str = ""
) -> ExerciseResult:
    """Sum up checks. Any withheld check withholds the score of the exercise."""
    withheld = any(check.status in WITHHELD for check in checks) or not checks
    return ExerciseResult(
        exercise=exercise,
        status="withheld" if withheld else "graded",
        score=None if withheld else sum(check.points for check in checks),
        max_score=sum(c.max_points for c in checks) if max_score is None else max_score,
        checks=tuple(checks),
        message=message,
    )


def score_submission(student: str, exercises: list[ExerciseResult], message: str = "") -> SubmissionResult:
    """Sum up exercises. Any withheld exercise withholds the total."""
    scores = [exercise.score for exercise in exercises]
    known = [score for score in scores if score is not None]
    return SubmissionResult(
        student=student,
        score=sum(known) if len(known) == len(scores) else None,
        max_score=sum(exercise.max_score for exercise in exercises),
        exercises=tuple(exercises),
        message=message,
    )


def to_json(value: msgspec.Struct, *, indent: int | None = 2) -> str:
    """JSON in ASCII only, so that no byte of it means anything to a terminal."""
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=True, indent=indent) + "\n"


def results_from_json(text: str | bytes) -> Results:
    """Read results.json, strictly. Raises `msgspec.ValidationError` with the path in it."""
    return msgspec.convert(json.loads(text), Results)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of results.json.

    Stricter than reading needs: a field with a default may be absent when read by us, but
    is always written, so a consumer may rely on every field.
    """
    schema = msgspec.json.schema(Results)
    for definition in schema["$defs"].values():
        definition["required"] = sorted(definition["properties"])
        for field in definition["properties"].values():
            field.pop("default", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Results of a grading run",
        **schema,
    }
