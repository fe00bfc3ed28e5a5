"""Put the verdicts of the store together into the results of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from grader.results import ExerciseResult, Results, Run, SubmissionResult, score_submission

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.course import Exercise
    from grader.grading.collect import HandedIn, Submission
    from grader.grading.keys import Surroundings
    from grader.grading.store import Store


def assemble(
    run: Run,
    submissions: Sequence[Submission],
    exercises: Sequence[Exercise],
    around: Surroundings,
    store: Store,
) -> Results:
    """The results of all submissions, in order of student, exercises in course order."""
    return Results(
        run=run,
        submissions=tuple(_submission(submission, exercises, around, store) for submission in submissions),
    )


def _submission(
    submission: Submission, exercises: Sequence[Exercise], around: Surroundings, store: Store
) -> SubmissionResult:
    results = [_exercise(exercise, submission.files[exercise.id], around, store) for exercise in exercises]
    message = "nothing was handed in for any of these exercises." if submission.empty else ""
    return score_submission(submission.student, results, message)


def _exercise(exercise: Exercise, file: HandedIn, around: Surroundings, store: Store) -> ExerciseResult:
    if file.text is None:
        return ExerciseResult(
            exercise=exercise.id,
            status="unusable" if file.present else "missing",
            score=0,
            max_score=exercise.points,
            message=file.note,
        )
    kept = store.get(around.key(exercise, file.text))
    if kept is None:
        return ExerciseResult(
            exercise=exercise.id,
            status="withheld",
            score=None,
            max_score=exercise.points,
            message="not judged yet: the run was interrupted.",
        )
    return msgspec.structs.replace(kept, message=" ".join(part for part in (kept.message, file.note) if part))
